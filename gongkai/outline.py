"""Markdown body → parts, problems, measures, by one rule: a heading directly followed by `状态：` is a problem.

Knows the grammar, not HTML and not the site. Text that Markdown would silently change is for `markdown_slips` to find.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.fields import Reader, names_of, owner_of
from gongkai.limits import check_extent
from gongkai.markdown_slips import OUTSIDE, Line, check_text, is_plain, report
from gongkai.measures import measures_of
from gongkai.model import Part, Problem, Status
from gongkai.text import anchor, nearest, shortened, unique
from gongkai.yaml_nodes import Node

# Ids that the templates use themselves; headings get others.
RESERVED_ANCHORS = frozenset(
    (
        *("main", "top", "menu", "facts", "progress", "contents", "text", "totals", "results", "feedback"),
        *("history", "attachments", "source", "cite", "related"),
        *("search", "said"),
        *("filter", "found", "figures", "stories", "list"),
    )
)
_HASHES = re.compile(r"#{1,6}(?=[ \t]|$)")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+$")
_FIELD = re.compile(r"([A-Za-z_\u4e00-\u9fff]{1,10})\s*[:：][ \t]*(.*[^ \t]|)[ \t]*$")
_STATUS_IN_HEADING = re.compile(r"(状态)\s*[:：].*")
_STATUS_IN_BRACKETS = re.compile(r"[（(【][^（）()【】]{0,8}状态\s*[:：][^（）()【】]{1,20}[）)】]$")
# Another field in the line of one: 状态：已完成　编号：2.
_NEXT_FIELD = re.compile(r"(?<=\s)([A-Za-z_\u4e00-\u9fff]{1,10})\s*[:：]")
_WORD = re.compile(r"[^、，,；;\s]+")
# A value longer than this is no field: the text has begun without a blank line.
_LONGEST_VALUE = 20


_STATUSES = {name for status in Status for name in (status.value, status.chinese)}


class Block(NamedTuple):
    """A heading line (none for the introduction), its field lines and its text lines."""

    heading: Line | None
    fields: list[Line]
    text: list[Line]


def parts_of(lines: Sequence[Line], reader: Reader) -> tuple[Part, ...]:
    """Return the parts of a body; slips are reported through `reader`, with the place of each value."""
    taken = dict.fromkeys(RESERVED_ANCHORS, 1)
    numbers: dict[str, int] = {}
    parts: list[Part] = []
    blocks = _blocks(lines)
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        if block.heading is not None:
            _check_heading(block, reader, is_chapter=below is not None and _hashes(below) > _hashes(block))
        part = _part(block, reader, len(parts), taken, numbers)
        if part:
            parts.append(part)
    return tuple(parts)


def _blocks(lines: Sequence[Line]) -> list[Block]:
    blocks = [Block(None, [], [])]
    in_fields = False
    for line in lines:
        content = line.content
        if content[:1] == "#" and _HASHES.match(content):
            blocks.append(Block(line, [], []))
            in_fields = True
            continue
        if in_fields:
            in_fields = bool(content.strip()) and (bool(blocks[-1].fields) or _opens_fields(line))
        (blocks[-1].fields if in_fields else blocks[-1].text).append(line)
    return blocks


def _opens_fields(line: Line) -> bool:
    match = _FIELD.match(line.content)
    # A status is the value of 状态 even where its name is misspelt.
    return match is not None and (match[1] in names_of(Problem) or match[2] in _STATUSES)


def _part(block: Block, reader: Reader, index: int, taken: dict[str, int], numbers: dict[str, int]) -> Part | None:
    text = _text(block.text)
    if not is_plain(text):
        check_extent(block.text, reader)
        below_heading = block.heading.number if block.heading and not block.fields else 0
        check_text(block.text, reader, below_heading=below_heading, of_problem=bool(block.fields))
    if block.heading is None:
        return Part(text=text) if text else None
    hashes, heading = _heading(block.heading.content)
    problem = _problem(block, reader, index, text) if block.fields else None
    if problem and problem.number:
        _check_number(problem.number, reader, index, numbers)
    name = f"problem-{anchor(problem.number)}" if problem and problem.number else anchor(heading)
    return Part(
        heading=heading,
        level=max(2, len(hashes)),
        anchor=unique(name, taken),
        text=text,
        problem=problem,
    )


def _heading(content: str) -> tuple[str, str]:
    """Return the hashes of a heading line, and its words without those that close it."""
    match = _HASHES.match(content)
    assert match  # by which `_blocks` found the heading
    words = content[match.end() :].strip(" \t")
    return match[0], _CLOSING_HASHES.sub("", words).rstrip(" \t")


def _text(lines: list[Line]) -> str:
    """Return the text of lines, without blank lines around it and spaces at their ends."""
    return "\n".join([line.content.rstrip() for line in lines]).strip("\n")


def _hashes(block: Block) -> int:
    return len(_heading(block.heading.content)[0]) if block.heading else 0


def _check_heading(block: Block, reader: Reader, *, is_chapter: bool) -> None:
    """Report slips in a heading line; a chapter may say in brackets how far its problems are: （整改状态：已完成）."""
    line = block.heading
    assert line  # of whose block this is
    hashes, heading = _heading(line.content)
    if is_chapter:
        heading = _STATUS_IN_BRACKETS.sub("", heading)
    if not heading:
        report(reader, "heading-empty", line)
    elif len(hashes) == 1:
        report(reader, "heading-level", line)
    elif "状态" in heading and not block.fields and (match := _STATUS_IN_HEADING.search(line.content)):
        report(reader, "field-outside-problem", line, match.span(), key=match[1], way=OUTSIDE)


def _check_number(number: str, reader: Reader, index: int, numbers: dict[str, int]) -> None:
    node = reader.nodes["body", index, "number"]
    if number in numbers:
        reader.report("number-doubled", node, number=number, first=numbers[number])
    numbers.setdefault(number, node.line)


def _problem(block: Block, reader: Reader, index: int, text: str) -> Problem | None:
    """Read the field lines under a heading; they are a problem's only if 状态 is among them."""
    pairs = list(_pairs(block.fields, reader))
    if not any(key.text in ("状态", "status") for key, _ in pairs):
        if pairs:
            _report_without_status(block, pairs, reader)
        return None
    first = block.fields[0]
    values = reader.record(Problem, Node("mapping", pairs, first.number, first.column), ("body", index))
    return Problem(**values, measures=measures_of(text)) if "status" in values else None


def _report_without_status(block: Block, pairs: list[tuple[Node, Node]], reader: Reader) -> None:
    """Report fields without a status, or the name that was meant for it: it has the value of one."""
    known = names_of(Problem)
    for key, value in pairs:
        if key.text not in known and value.text in _STATUSES:
            reader.report("key-unknown", key, key=key.text, owner=owner_of(Problem), nearest="状态")
            return
    assert block.heading  # below which fields stand
    _, words = _heading(block.heading.content)
    line = block.heading.number
    reader.report("status-missing", pairs[0][0], key=pairs[0][0].text, heading=shortened(words), line=line)


def _pairs(lines: list[Line], reader: Reader) -> Iterator[tuple[Node, Node]]:
    """Yield the field lines as keys and values, up to the first line that can only be text (reported)."""
    known = names_of(Problem)
    for line in lines:
        key, value = line.pair or _pair(line)
        field = known.get(key.text)
        if field is None and _is_text(key.text, value.text):
            report(reader, "field-syntax", line)
            return
        if " " in value.text or "\u3000" in value.text:
            value = _alone(value, reader)
        yield key, _several(value) if field and field.many and value.kind == "scalar" else value


def _is_text(name: str, value: str) -> bool:
    """Whether a line with an unknown name is text: 问题表现：… names no field, though it begins as 问题 does."""
    if close := nearest(name, names_of(Problem)):
        return name.startswith(close) and not name.isascii()
    return not name or len(value) > _LONGEST_VALUE


def _alone(value: Node, reader: Reader) -> Node:
    """Return a value without a further field that stands in its line (reported)."""
    for match in _NEXT_FIELD.finditer(value.text):
        if match[1] in names_of(Problem):
            place = reader.text.place(value.line, value.column + match.start(), len(match[0]))
            reader.diagnostics.add("fields-joined", place, key=match[1])
            return Node(value.kind, value.text[: match.start()].rstrip(), value.line, value.column, match.start())
    return value


def _pair(line: Line) -> tuple[Node, Node]:
    """Return a field line as key and value; a line that is none has an empty key."""
    match = _FIELD.match(line.content)
    if not match:
        return Node("scalar", "", line.number, line.column), Node("scalar", line.content, line.number, line.column)
    key = Node("scalar", match[1], line.number, line.column, len(match[1]))
    return key, Node("scalar", match[2], line.number, line.column + match.start(2), len(match[2]))


def _several(value: Node) -> Node:
    """Return the values of one field that 、 or spaces separate."""
    nodes = [
        Node("scalar", match[0], value.line, value.column + match.start(), len(match[0]))
        for match in _WORD.finditer(value.text)
    ]
    return Node("sequence", nodes, value.line, value.column)
