"""A document → what it says as a notice. Asks the modules of each field in turn; writes nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.importers.as_of_found import read_as_of
from gongkai.importers.closing import read_closing, read_tail, sums_up
from gongkai.importers.consultation import read_window
from gongkai.importers.contacts_found import contact_lines, contact_region, read_contacts
from gongkai.importers.dates_found import points
from gongkai.importers.document import NUMBERS_MISSING, Block, Document, Furniture, Origin, Paragraph, Table
from gongkai.importers.forms import forms_apart
from gongkai.importers.found import LIKELY, Found, Sentence, closed, plain, sentences
from gongkai.importers.inspections import read_inspection
from gongkai.importers.joined_headings import headings_apart, lines_apart
from gongkai.importers.joined_problems import apart
from gongkai.importers.kinds import Verdict, kind_of
from gongkai.importers.ledger_cells import cells_in_fields
from gongkai.importers.ledgers import head_of, ledger_of
from gongkai.importers.numbering import RANKS
from gongkai.importers.opening import Opening, read_opening
from gongkai.importers.organization_named import named_by, named_in_text, with_its_committee
from gongkai.importers.organizations import Organization, level_of_inspectors, organization
from gongkai.importers.problem_fields import read_problems
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.problem_lists import Chosen
from gongkai.importers.problems import problems_of, stated_counts
from gongkai.importers.results_found import read_results
from gongkai.importers.sections import Section
from gongkai.importers.totals_found import read_totals
from gongkai.language import mark
from gongkai.model import Kind
from gongkai.text import unspread

_IS_BRANCH = re.compile(r"(?:中学|小学|学校|医院|公司)$")

# No paragraph of a notice is a fraction of this; patterns need not be fast on what is none.
_LONGEST_PARAGRAPH = 50_000
# Where the text says who was inspected, and a page whose it is.
_OPENING_PARAGRAPHS = 12
_NOBODY = Organization("")
_NOWHERE = Origin()


@dataclass(eq=False)
class Recognized:
    """All that was found. `fields` are those of the notice by path; `root` holds the text, `kept` stood above it."""

    document: Document
    verdict: Verdict
    organization: Organization = _NOBODY
    organization_origin: Origin = _NOWHERE
    fields: list[Found] = field(default_factory=list)
    totals: list[list[Found]] = field(default_factory=list)
    results: list[list[Found]] = field(default_factory=list)
    problems: list[ProblemFound] = field(default_factory=list)
    root: Section = field(default_factory=Section)
    title_lines: tuple[Paragraph, ...] = ()
    signature_lines: tuple[Paragraph, ...] = ()
    kept: tuple[Paragraph, ...] = ()
    tail: tuple[Block, ...] = ()
    removed: tuple[Furniture, ...] = ()
    fronted: tuple[Paragraph, ...] = ()
    export_of: str = ""  # the id of a notice that the document looks like an export of
    shared_doubts: set[tuple[str, str, tuple[tuple[str, str], ...]]] = field(default_factory=set)

    @property
    def name(self) -> Found | None:
        """The name of the organization, None where it is not told."""
        one = self.organization
        doubt = (
            (LIKELY, mark("neither title nor signature names it; it is who was inspected")) if one.is_inferred else ()
        )
        return Found("organization.name", one.name, self.organization_origin, one.name, *doubt) if one.name else None

    @property
    def level(self) -> Found | None:
        """The level of the organization, None where none can be told."""
        one = self.organization
        doubt = (
            (LIKELY, mark("its name does not say so; it is that of who inspected it")) if one.level_is_inferred else ()
        )
        return Found("organization.level", one.level, self.organization_origin, one.name, *doubt) if one.level else None

    @property
    def parts(self) -> list[Section]:
        """The chapters: the highest sections that have a number, or a heading by its style."""
        folded = [child for section in self.root.children for child in section.children if child.folded]
        parts = [section for section in (*self.root.children, *folded) if _is_chapter(section)]
        # One measure that has a number makes no chapter.
        alone = len(parts) == 1 and parts[0].number and RANKS.get(parts[0].number.style, 0) >= RANKS["number-brackets"]
        return [] if alone else parts

    def value(self, name: str) -> object:
        """Return the value of a field, None where there is none."""
        return next((found.value for found in self.fields if found.field == name), None)


def _headline(opening: Opening) -> str:
    """Return the first line above the text that is short, as headlines of news are."""
    lines = [line.text for line in (*opening.kept, *opening.rest[:1]) if isinstance(line, Paragraph)]
    return next((line for line in lines if len(line) < 60 and "。" not in line), "")


def _unspread(block: Block) -> Block:
    """Return a paragraph without the spaces that only set its words apart."""
    if isinstance(block, Table) or (text := unspread(block.text)) == block.text:
        return block
    return block._replace(text=text, joints=())


def _is_chapter(section: Section) -> bool:
    return (
        not section.from_ledger
        and bool(section.title)
        and not (section.number and section.number.style == "dash")
        and bool(section.number or (section.head and section.head.level))
    )


def recognize(document: Document) -> Recognized:
    """Return what a document says."""
    if any(isinstance(block, Paragraph) and len(block.text) > _LONGEST_PARAGRAPH for block in document.blocks):
        return Recognized(document, Verdict(None, refusal="import-unknown"), removed=document.removed)
    blocks = [_unspread(block) for block in document.blocks]
    opening = read_opening(blocks)
    closing = read_closing(opening.rest)
    title = str(next((found.value for found in opening.found if found.field == "title"), ""))
    body, tail = read_tail(closing.rest)
    everything = _sentences_of(closing.rest)
    totals = read_totals(everything)
    parted = apart(headings_apart(lines_apart(body)))
    forms = forms_apart(parted)
    root, chosen = problems_of(forms, stated_counts(totals))
    heads: tuple[Furniture, ...] = ()
    # A few lines of the text may sound like problems where a ledger lists them all, or what stands above it.
    if len(chosen) * 2 < _rows_of_ledgers(root) or _holds_ledger(chosen) or forms != parted:
        chosen, heads = _take_ledgers(root)
    verdict = kind_of(title or _headline(opening), blocks, [one.section for one in chosen])
    found = Recognized(document, verdict, root=root, title_lines=opening.title, kept=opening.kept, tail=tail)
    found.fronted = opening.fronted
    found.signature_lines = closing.signature
    found.removed = (*document.removed, *opening.removed, *heads, *closing.removed)
    told = {one.field for one in opening.found}
    found.fields = [*opening.found, *(one for one in closing.found if one.field not in told)]
    if verdict.kind is None:
        return found
    _signature_above(found)
    _organization(found, title)
    text = contact_lines(closing.rest)
    if verdict.kind is Kind.rectification:
        _rectification(found, chosen, everything, title)
    region = contact_region(text)
    found.fields += read_contacts(region)
    found.fields += read_window([*region, *text[-6:], *text[:6], *opening.kept])
    return found


def _rows_of_ledgers(root: Section) -> int:
    """Return how many problems the ledgers of a text list."""
    tables = [block for section in root.walk() for block in section.blocks if isinstance(block, Table)]
    return sum(len(ledger.sections) for table in tables if (ledger := ledger_of(table)))


def _holds_ledger(chosen: Sequence[Chosen]) -> bool:
    """Whether what was taken for a problem is but a chapter that a ledger stands in."""
    return any(_rows_of_ledgers(one.section) > 1 for one in chosen)


def _take_ledgers(root: Section) -> tuple[list[Chosen], tuple[Furniture, ...]]:
    """Make sections of the rows of ledgers; return those as problems, and the heading rows, which the labels repeat."""
    chosen: list[Chosen] = []
    heads: list[Furniture] = []
    for section in list(root.walk()):
        above: Table | None = None
        for table in [block for block in section.blocks if isinstance(block, Table)]:
            ledger = ledger_of(table, above)
            above = table if head_of(table) is not None else above
            if ledger is None or not ledger.sections:
                continue
            at = section.items.index(table)
            section.items[at : at + 1] = [*ledger.above, *ledger.sections]
            for child in ledger.sections:
                child.parent = section
                unsure = (LIKELY, mark("its row has fewer cells than the heading row"))
                chosen.append(Chosen(child, *unsure) if child in ledger.uncertain else Chosen(child))
            root.added += ledger.added
            heads += ledger.heads
    return chosen, tuple(heads)


def _sentences_of(blocks: Sequence[Block]) -> list[Sentence]:
    """Return the sentences of all paragraphs."""
    return [sentence for block in blocks if isinstance(block, Paragraph) for sentence in sentences(block)]


def _rectification(found: Recognized, chosen: Sequence[Chosen], everything: Sequence[Sentence], title: str) -> None:
    """Find what only a notice of rectification has."""
    general = _general(found.root, chosen)
    inspection = read_inspection(_introduction(found, everything), title)
    found.fields += inspection
    _infer_level(found)
    found.totals = read_totals([*general, *_sentences_of(found.tail)])
    summing = [block for block in found.tail if isinstance(block, Paragraph) and sums_up(block)]
    of_all = [*general, *_sentences_of(summing)]
    found.results = read_results(of_all)
    above = [sentence for paragraph in found.kept for sentence in sentences(paragraph)]
    as_of = read_as_of([*above, *of_all], str(found.value("dated") or found.value("published") or ""))
    if as_of:
        found.fields.append(as_of)
    found.problems = read_problems(chosen, found.totals, of_all)
    for problem in found.problems:
        if NUMBERS_MISSING in found.document.notes:
            problem.doubt(mark("numbers that Word counted are missing"))
        problem.said_by_fields = cells_in_fields(problem)


def _infer_level(found: Recognized) -> None:
    """Give a company, a school or a hospital whose name says no level that of the committee that inspected it."""
    level = level_of_inspectors(str(found.value("inspection.body") or ""))
    name, own = found.organization.name, found.organization.level
    # 岭东省云山中学, inspected by a committee of the city: the province is but a part of its name.
    if name and level and (not own or (own == "provincial" and level != own and _IS_BRANCH.search(name))):
        found.organization = found.organization._replace(level=level, level_is_inferred=True)


def _general(root: Section, chosen: Sequence[Chosen]) -> list[Sentence]:
    """Return the sentences that are about the whole: outside the problems, and not about what comes next."""
    problems = [one.section for one in chosen]
    found: list[Sentence] = []

    def visit(section: Section) -> None:
        if section in problems:
            return
        # A heading above problems counts a part of them: 服务职工方面（3个问题，完成2个）.
        is_part = section.head is not None and any(one in problems for one in section.walk())
        blocks = ([] if is_part or not section.head else [section.head]) + section.paragraphs
        for block in blocks:
            found.extend(sentences(block))
        for child in section.children:
            visit(child)

    visit(root)
    return found


def _introduction(found: Recognized, everything: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences in which the inspection is told: the text above the first heading, else the first ones."""
    above = [sentence for block in (*found.kept, *found.root.paragraphs) for sentence in sentences(block)]
    rest = [sentence for sentence in everything if sentence not in above]
    return [*above, *rest[:30]]


def _signature_above(found: Recognized) -> None:
    """Take the signature from the line above the title, as some documents have it."""
    if not found.kept or (found.value("signature") and found.value("dated")):
        return
    for paragraph in found.kept:
        text = plain(paragraph.text)
        point = next(points(text), None)
        if point and point.month and point.iso() and not text[point.end :].strip(" ）"):
            name = closed(text[: point.start]).strip("（")
            if not name and not found.value("dated") and (iso := point.iso()):
                found.fields.append(Found("dated", iso, paragraph.origin, paragraph.text))
                found.fronted = (*found.fronted, paragraph)
                found.kept = tuple(kept for kept in found.kept if kept is not paragraph)
                return
            if not found.value("signature") and 3 <= len(name) <= 30 and not re.search("号|：$|截[至止]", name):
                found.fields.append(Found("signature", name, paragraph.origin, paragraph.text))
                if iso := point.iso():
                    found.fields.append(Found("dated", iso, paragraph.origin, paragraph.text))
                found.signature_lines = (paragraph,)
                found.kept = tuple(kept for kept in found.kept if kept is not paragraph)
                return


def _organization(found: Recognized, title: str) -> None:
    """Name the organization: from the title, else from the signature, else from the text."""
    paragraphs = [block for block in found.document.blocks if isinstance(block, Paragraph)]
    text = "".join(block.text for block in paragraphs)
    signature = str(found.value("signature") or "")
    named = named_by(title, found.title_lines, signature, found.signature_lines)
    if not named.name:
        first = [sentence for block in paragraphs[:_OPENING_PARAGRAPHS] for sentence in sentences(block)]
        lines = (*found.kept, *paragraphs[:_OPENING_PARAGRAPHS])
        named = named_in_text(lines, first, closed(plain(text)), found.removed)
    one = organization(with_its_committee(named.name, text), text) if named.name else Organization("")
    found.organization = one._replace(is_inferred=named.is_inferred)
    found.organization_origin = named.origin
