"""Paragraphs → a tree by their numbers and headings. Knows how documents are numbered, not what their parts mean."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.importers.bare_headings import ASPECT, is_bare_heading
from gongkai.importers.document import Block, Origin, Paragraph
from gongkai.importers.found import plain
from gongkai.importers.group_lines import group_lines
from gongkai.importers.headings import split_heading
from gongkai.importers.labels import name_of_first_label
from gongkai.importers.numbering import ORDINAL_NAME, RANKS, Number, number_of
from gongkai.importers.status_marks import without_marks

_NAMES_PROBLEM = re.compile(r"\s*(?:针对|关于)[^。，；]{4,80}问题(?:的?整改(?:落实|进展)?(?:情况)?)?[。：]?\s*$")
# A heading of a problem, and no sentence that is a measure.
_HEADS_LIST = re.compile(
    r"(?:针对|关于|对于)[^。；]{4,80}问题(?:的?整改(?:落实|进展)?(?:情况)?)?[：。]?|[^，。；：]{4,24}"
)
# A line that is but the number of a problem.
_NUMBER_ALONE = re.compile(rf"\s*{ORDINAL_NAME}\s*[：:]\s*\d{{1,3}}\s*$")
_DEEPEST = 12


@dataclass(eq=False)
class Section:
    """A numbered or headed paragraph with all below it, or (`head` None) the text before the first heading.

    `head` is the whole paragraph; `items` are what follows it, blocks and sections within, in the order of the source;
    `added` are words put into it that the source has not; `folded` if it stood beside the section it is in.
    """

    head: Paragraph | None = None
    number: Number | None = None
    items: list["Block | Section"] = field(default_factory=list)
    parent: "Section | None" = None
    gap: bool = False
    from_ledger: bool = False
    folded: bool = False
    added: list[str] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        """The blocks that follow the heading directly."""
        return [item for item in self.items if not isinstance(item, Section)]

    @property
    def children(self) -> list["Section"]:
        """The sections within, one level down."""
        return [item for item in self.items if isinstance(item, Section)]

    @property
    def title(self) -> str:
        """The words of the heading without its number or a status beside them, up to where its text begins."""
        if self.head is None:
            return ""
        heading, _ = split_heading(self.head)
        return without_marks(heading[self.number.length if self.number else 0 :].strip())

    @property
    def lead(self) -> str:
        """What follows the heading in its own paragraph."""
        return split_heading(self.head)[1] if self.head else ""

    @property
    def origin(self) -> Origin:
        """Where the heading stood, or the first block."""
        if self.head:
            return self.head.origin
        return self.blocks[0].origin if self.blocks else Origin()

    def above(self) -> Iterator["Section"]:
        """Yield the sections it is within, the nearest first, the root left out."""
        section = self.parent
        while section is not None and section.head is not None:
            yield section
            section = section.parent

    @property
    def depth(self) -> int:
        """How many sections it is within, the root not counted."""
        return sum(1 for _ in self.above())

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs that follow the heading directly."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    def walk(self) -> Iterator["Section"]:
        """Yield the sections within, in order, itself first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_blocks(self) -> Iterator[Block]:
        """Yield all that is in it, in the order of the source."""
        if self.head:
            yield self.head
        for item in self.items:
            if isinstance(item, Section):
                yield from item.all_blocks()
            else:
                yield item


def tree(blocks: Sequence[Block], heads: Container[int] = ()) -> Section:
    """Return the root of the sections of a document; `heads` are blocks without number that are taken as headings."""
    root = Section()
    path = [root]
    at_label: Section | None = None
    at_problem: Section | None = None
    lines = group_lines(blocks)
    groups: list[Section] = []
    for index, block in enumerate(blocks):
        number = number_of(block.text) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and number and number.style == "dash" and name_of_first_label(block.text):
            # ★整改措施： is a label, whatever stands before it.
            number = None
        if isinstance(block, Paragraph) and _NUMBER_ALONE.match(block.text) and _is_finding(blocks[index - 1]):
            # 反馈问题：… / 问题序号：18 is one more field of what was found above it.
            number = None
        if not isinstance(block, Paragraph):
            path[-1].items.append(block)
        elif number:
            _add_numbered(path, Section(block, number))
        elif index in lines:
            _add_group(path, Section(block), blocks[index + 1], groups)
        elif is_bare_heading(block):
            _add_bare(path, Section(block))
        elif index in heads:
            _add_head(path, Section(block))
        else:
            if _NAMES_PROBLEM.match(block.text):
                # Measures in lines of their own end where the next problem is named.
                if at_problem is not None and at_problem in path:
                    del path[path.index(at_problem) + 1 :]
                at_problem = path[-1]
            elif name_of_first_label(block.text):
                # Lists of measures between two labels end with the second label.
                if at_label is not None and at_label in path:
                    del path[_below_label(path, at_label) :]
                at_label = path[-1]
            path[-1].items.append(block)
    return root


def _is_finding(block: Block) -> bool:
    return isinstance(block, Paragraph) and name_of_first_label(block.text) == "finding"


def _below_label(path: list[Section], at_label: Section) -> int:
    """Return where on the path the list below a label begins; a problem that has begun since is no such list."""
    index = path.index(at_label) + 1
    while index < len(path) and (number := path[index].number) and number.style == "problem":
        index += 1
    return index


def _add_bare(path: list[Section], section: Section) -> None:
    """Add a heading without a number: by the level of its style, else as high as the chapters."""
    level = section.head.level if section.head else 0
    if section.head and ASPECT.fullmatch(plain(section.head.text).strip()):
        # 内部管理方面 parts a chapter and ends none.
        del path[2 if len(path) > 1 and path[1].number and RANKS.get(path[1].number.style, 9) < 2 else 1 :]
    elif level:
        while len(path) > 1 and (_level(path[-1]) >= level or (_level(path[-1]) == 0 and path[-1].number)):
            path.pop()
    else:
        del path[1:]
    _push(path, section)


def _add_head(path: list[Section], section: Section) -> None:
    """Add a heading that only its words and its place tell: beside the last one, and above any list of measures."""
    before = next((one for one in path[1:] if one.number is None and not _level(one) and not _is_part(one)), None)
    if before is not None:
        del path[path.index(before) :]
    _push(path, section)


def _add_group(path: list[Section], section: Section, below: Block, groups: list[Section]) -> None:
    """Add a line that parts a list of entries, the next of which is `below`: as high as they, and the line before."""
    number = number_of(below.text) if isinstance(below, Paragraph) else None
    for index in range(1, len(path)):
        own = path[index].number
        if path[index] in groups or (own and number and own.style == number.style):
            del path[index:]
            break
    groups.append(section)
    _push(path, section)


def _is_part(section: Section) -> bool:
    return section.head is not None and is_bare_heading(section.head)


def _level(section: Section) -> int:
    return section.head.level if section.head else 0


def _push(path: list[Section], section: Section) -> None:
    # Deeper than any document is numbered: what goes on so is no outline.
    del path[_DEEPEST:]
    section.parent = path[-1]
    path[-1].items.append(section)
    path.append(section)


def _add_numbered(path: list[Section], section: Section) -> None:
    number = section.number
    assert number
    at = _place_of(path, number)
    if at:
        last = path[at].number
        section.gap = bool(last and last.style == number.style and number.ordinal not in (0, last.ordinal + 1))
        del path[at:]
    else:
        _leave_lower(path, number)
    _push(path, section)


def _place_of(path: list[Section], number: Number) -> int:
    """Return the index on the path of the section that this one follows, 0 where it begins a list of its own."""
    same = [index for index, section in enumerate(path) if section.number and section.number.style == number.style]
    if not same:
        return _after_bare(path, number)
    if number.ordinal == 0:
        return same[-1]
    for index in reversed(same):
        last = path[index].number
        if last and last.ordinal + 1 == number.ordinal:
            return index
    if number.ordinal == 1:
        # The same style begins anew without a higher heading between: a list within, or one more after a bare text.
        return 0 if path[same[-1]] is path[-1] or number.style != "clause" else same[-1]
    return same[-1]


def _after_bare(path: list[Section], number: Number) -> int:
    """Return the index of a heading without number that ends here, for the numbers above it are gone on with."""
    for index in range(1, len(path)):
        if path[index].number is None and number.ordinal > 1:
            before = [section.number for section in path[index - 1].children if section.number]
            if before and before[-1].style == number.style and before[-1].ordinal + 1 == number.ordinal:
                return index
    return 0


def _awaits_list(section: Section) -> bool:
    """Whether a list that begins here is within a section: one that ends with 整改措施：, or is but a heading."""
    if section.head is None:
        return False
    if section.items:
        last = section.items[-1]
        return isinstance(last, Paragraph) and plain(last.text).endswith("：") and bool(name_of_first_label(last.text))
    return not section.lead and bool(_HEADS_LIST.fullmatch(plain(section.title)))


def _leave_lower(path: list[Section], number: Number) -> None:
    """Leave the sections whose style is lower than the number's."""
    rank = RANKS.get(number.style)
    if rank is None or (number.ordinal == 1 and _awaits_list(path[-1])):
        return
    while len(path) > 1 and path[-1].number:
        own = RANKS.get(path[-1].number.style)
        if own is None or own <= rank:
            break
        path.pop()
