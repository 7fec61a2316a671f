"""The cells of a ledger that gongkai exported → its notice with what the office has changed in them.

Taken over is what stands below the heading of a problem: status, unit, dates, marks. Heading and measures are the
official text, which a cell only repeats: their change is told, not guessed at.
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from gongkai.diagnostics import Diagnostics
from gongkai.fields import Reader, names_of
from gongkai.model import Notice, Part, Problem
from gongkai.office.blocks import without_space
from gongkai.office.ledger import COLUMNS, HEAD_ROWS, rows_of, title_of
from gongkai.source import Text
from gongkai.yaml_nodes import Node

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TAKEN = ("责任单位", "时限", "状态", "完成日期", "标记")
Grid = dict[tuple[int, int], str]


def grid(sheet: Element, strings: Element | None) -> Grid:
    """Return the texts of a sheet's cells by row and column, from 0."""
    shared = [_string(item) for item in strings.findall(f"{_S}si")] if strings is not None else []
    cells: Grid = {}
    for cell in sheet.iter(f"{_S}c"):
        match = _CELL.fullmatch(cell.get("r") or "")
        value = cell.findtext(f"{_S}v") or ""
        if not match:
            continue
        if cell.get("t") == "s":
            value = shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
        elif (inline := cell.find(f"{_S}is")) is not None:
            value = _string(inline)
        if value.strip():
            cells[int(match[2]) - 1, _column(match[1])] = value.strip()
    return cells


def _string(item: Element) -> str:
    """Return a text without the phonetic signs that Excel keeps beside it."""
    runs = [item, *item.findall(f"{_S}r")]
    return "".join(text.text or "" for run in runs for text in run.findall(f"{_S}t"))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def applied(notice: Notice, cells: Grid) -> tuple[Notice, tuple[str, ...]]:
    """Return the notice with the cells' values, and the cells whose change was left."""
    expected = _expected(notice)
    changed = sorted(
        place
        for place in {*expected, *cells}
        if without_space(expected.get(place, "")) != without_space(cells.get(place, ""))
    )
    parts = dict(enumerate(_problems(notice), HEAD_ROWS))
    body = list(notice.body)
    names = list(COLUMNS)
    left = []
    for row, column in changed:
        name = names[column] if column < len(names) else ""
        part = body[parts[row]] if row in parts else None
        # A row is only trusted where it is still the one that was exported.
        is_same = all(cells.get((row, first)) == expected.get((row, first)) for first in (0, 1))
        updated = _updated(part, name, cells.get((row, column), "")) if part and is_same and name in _TAKEN else None
        if updated is None:
            left.append(f"{chr(ord('A') + column) if column < 26 else '?'}{row + 1}")
        else:
            body[parts[row]] = updated
    return replace(notice, body=tuple(body)), tuple(left)


def _expected(notice: Notice) -> Grid:
    rows: Sequence[tuple[str, ...]] = [(title_of(notice),), tuple(COLUMNS), *rows_of(notice)]
    return {(row, column): text for row, cells in enumerate(rows) for column, text in enumerate(cells) if text}


def _problems(notice: Notice) -> list[int]:
    return [index for index, part in enumerate(notice.body) if part.problem]


def _updated(part: Part, name: str, text: str) -> Part | None:
    """Return a problem with a new value in a field; None where the text is no such value."""
    field = names_of(Problem)[name]
    assert part.problem
    if not text:
        return (
            None
            if field.required
            else replace(part, problem=replace(part.problem, **{field.name: () if field.many else ""}))
        )
    found = Diagnostics()
    words = re.split(r"[、，,；;\s]+", text) if field.many else [text]
    nodes = [Node("scalar", word, 1, 1) for word in words if word]
    value = Reader(Text("", text), found).value(field, Node("sequence", nodes, 1, 1) if field.many else nodes[0], ())
    if len(found) or value is None:
        return None
    return replace(part, problem=replace(part.problem, **{field.name: value}))
