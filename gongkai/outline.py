"""Markdown body → parts, problems, measures, by one rule: a heading directly followed by `状态：` is a problem.

Reports text that Markdown would silently change. Knows the grammar, not HTML and not the site.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.fields import Reader, names_of
from gongkai.model import Part, Problem
from gongkai.source import Node
from gongkai.text import anchor, join_soft_breaks, numeral, unique

# Ids that the templates use themselves; headings get others.
RESERVED_ANCHORS = frozenset(
    "main top menu facts progress contents text totals results feedback history attachments source cite related".split()
)
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ACCIDENTAL = re.compile(r"#{1,6}[^#\s]")
_FIELD = re.compile(r"([A-Za-z_\u4e00-\u9fff]{1,10})\s*[:：][ \t]*(.*?)[ \t]*$")
_SEPARATOR = re.compile(r"[、，,；;]\s*|\s+")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}\.)[ \t]+(.*)$", re.ASCII)
_ENUMERATED = re.compile(r"\s*(?:\d{1,2}[、．)）]|[（(][\d一二三四五六七八九十]{1,3}[）)]|[①-⑳⑴-⒇]|[一二三四五六七八九十]{1,3}、)")
_FULLWIDTH_NUMBER = re.compile(r"\s*(?:[０-９]+[．.、]|\d+．)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_CLAUSE = re.compile(r"(?:^|(?<=[。；;：:，,！]))[ \t\u3000]*(?:\*\*)?([一二三四五六七八九十]{1,3})是(?:\*\*)?")


class Line(NamedTuple):
    """A line of the body and where it stands in its file (1-based)."""

    content: str
    number: int
    column: int = 1


class Block(NamedTuple):
    """A heading line (none for the introduction), its field lines and its text lines."""

    heading: Line | None
    fields: list[Line]
    text: list[Line]


def parts_of(lines: Sequence[Line], reader: Reader) -> tuple[Part, ...]:
    """Return the parts of a body; slips are reported through `reader`, with the place of each value."""
    taken = set(RESERVED_ANCHORS)
    numbers: dict[str, int] = {}
    parts: list[Part] = []
    for block in _blocks(lines, reader):
        part = _part(block, reader, len(parts), taken, numbers)
        if part:
            parts.append(part)
    return tuple(parts)


def _blocks(lines: Sequence[Line], reader: Reader) -> list[Block]:
    blocks = [Block(None, [], [])]
    in_fields = False
    for line in lines:
        if _HEADING.match(line.content):
            blocks.append(Block(line, [], []))
            in_fields = True
            continue
        if in_fields and not line.content.strip():
            in_fields = False
        elif in_fields and not blocks[-1].fields and not _opens_fields(line):
            in_fields = False
        (blocks[-1].fields if in_fields else blocks[-1].text).append(line)
    return blocks


def _opens_fields(line: Line) -> bool:
    match = _FIELD.match(line.content)
    return bool(match) and match[1] in names_of(Problem)


def _part(
    block: Block, reader: Reader, index: int, taken: set[str], numbers: dict[str, int]
) -> Part | None:
    _check_text(block.text, reader)
    text = "\n".join(line.content.rstrip() for line in block.text).strip("\n")
    if block.heading is None:
        return Part(text=text) if text.strip() else None
    hashes, heading = _HEADING.match(block.heading.content).groups()  # type: ignore[union-attr]
    _check_heading(block.heading, hashes, heading, reader)
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


def _check_heading(line: Line, hashes: str, heading: str, reader: Reader) -> None:
    if not heading:
        _report(reader, "heading-empty", line)
    elif len(hashes) == 1:
        _report(reader, "heading-level", line)


def _check_number(number: str, reader: Reader, index: int, numbers: dict[str, int]) -> None:
    place = reader.place_of("body", index, "number")
    if number in numbers:
        reader.diagnostics.add("number-doubled", place, number=number, first=numbers[number])
    numbers.setdefault(number, place.line)


def _problem(block: Block, reader: Reader, index: int, text: str) -> Problem | None:
    """Read the field lines under a heading; they are a problem's only if 状态 is among them."""
    pairs = [pair for line in block.fields if (pair := _pair(line, reader))]
    field = names_of(Problem)["status"]
    if not any(key.text in (field.name, field.chinese) for key, _ in pairs):
        line = block.fields[0]
        key = _FIELD.match(line.content)
        _report(reader, "field-outside-problem", line, key=key[1] if key else "")
        return None
    values = reader.record(Problem, Node("mapping", pairs, block.fields[0].number, 1), ("body", index))
    if "status" not in values:
        return None
    return Problem(**values, measures=measures_of(text))


def _pair(line: Line, reader: Reader) -> tuple[Node, Node] | None:
    """Return a field line as key and value; several values of one field are separated by 、 or spaces."""
    match = _FIELD.match(line.content)
    if not match:
        _report(reader, "field-syntax", line)
        return None
    key = Node("scalar", match[1], line.number, line.column, len(match[1]))
    start = line.column + match.start(2)
    field = names_of(Problem).get(match[1])
    if not (field and field.many):
        return key, Node("scalar", match[2], line.number, start, len(match[2]))
    nodes, position = [], 0
    for word in _SEPARATOR.split(match[2]):
        position = match[2].index(word, position)
        if word:
            nodes.append(Node("scalar", word, line.number, start + position, len(word)))
    return key, Node("sequence", nodes, line.number, start)


def _check_text(lines: Sequence[Line], reader: Reader) -> None:
    """Report lines that Markdown would take for something else than the editor means."""
    previous, in_list = "", False
    for line in lines:
        content = line.content
        blank_above = not previous.strip()
        item = _ITEM.match(content)
        if not content.strip():
            pass
        elif _ACCIDENTAL.match(content):
            _report(reader, "heading-space", line, text=content.strip()[:20])
        elif (match := _FIELD.match(content)) and match[1] in ("状态", "status"):
            _report(reader, "field-outside-problem", line, key=match[1])
        elif not blank_above and not in_list:
            _check_run_on(line, previous, item is not None, reader)
        elif _indented(content) and not in_list:
            _report(reader, "text-indented", line)
        if content.strip() and _FULLWIDTH_NUMBER.match(content):
            _report(reader, "number-fullwidth", line, text=content.strip()[:8])
        in_list = _in_list(content, in_list=in_list, blank_above=blank_above)
        previous = content


def _in_list(content: str, *, in_list: bool, blank_above: bool) -> bool:
    """Whether the list goes on at this line: blank, an item, directly below an item, or indented."""
    if not content.strip():
        return in_list
    if _ITEM.match(content):
        return blank_above or in_list
    return in_list and (not blank_above or content.startswith((" ", "\t")))


def _indented(content: str) -> bool:
    return content.startswith("\t") or content.startswith("    ")


def _check_run_on(line: Line, previous: str, is_item: bool, reader: Reader) -> None:
    if previous.lstrip().startswith("|"):
        return
    if is_item:
        _report(reader, "list-blank-line", line)
    elif _UNDERLINE.match(line.content):
        _report(reader, "heading-underlined", line)
    elif match := _ENUMERATED.match(line.content):
        _report(reader, "lines-joined", line, text=match[0].strip())


def _report(reader: Reader, code: str, line: Line, **values: object) -> None:
    length = len(line.content) - line.column + 1
    reader.diagnostics.add(code, reader.text.place(line.number, line.column, length), **values)


def measures_of(text: str) -> tuple[str, ...]:
    """Return the measures in the text of a problem: list items, and clauses that open with 一是, 二是 …"""
    measures: list[str] = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.split("\n")
        if _ITEM.match(lines[0]):
            measures += _items(lines)
        else:
            measures += _clauses(join_soft_breaks(block))
    return tuple(measures)


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        match = _ITEM.match(line)
        if match:
            items.append(match[1].strip())
        elif items and not re.match(r"\s+(?:[-*+]|\d+\.)\s", line):
            items[-1] = join_soft_breaks(f"{items[-1]}\n{line.strip()}")
    return items


def _clauses(paragraph: str) -> list[str]:
    """Return the clauses of a paragraph; an ordinal counts at its start, or where it follows the last one."""
    starts: list[int] = []
    last = 0
    for match in _CLAUSE.finditer(paragraph):
        ordinal = numeral(match[1])
        if ordinal and (match.start() == 0 or ordinal in (1, last + 1)):
            starts.append(match.start())
            last = ordinal
    ends = [*starts[1:], len(paragraph)][: len(starts)]
    return [paragraph[start:end].replace("**", "").strip() for start, end in zip(starts, ends, strict=True)]
