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
_NAMES = list(COLUMNS)
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
    """Return the notice with the cells' values, and the cells whose change was left.

    A row is known by its 序号 and 编号, wherever it was sorted to; one that is missing is told by its place.
    """
    rows = _rows(cells)
    body = list(notice.body)
    problems = [index for index, part in enumerate(notice.body) if part.problem]
    heads = [(title_of(notice),), tuple(COLUMNS)]
    left = {(row, column) for row, head in enumerate(heads) for column in _changed(head, rows.pop(row, {}))}
    where = {(found.get(0, ""), found.get(1, "")): row for row, found in sorted(rows.items(), reverse=True)}
    for place, (index, expected) in enumerate(zip(problems, rows_of(notice), strict=True), HEAD_ROWS):
        row = where.pop((expected[0], expected[1]), None)
        if row is None:
            left.add((place, 0))
            continue
        for column in _changed(expected, rows[row]):
            updated = _updated(body[index], column, rows[row].get(column, ""))
            if updated is None:
                left.add((row, column))
            else:
                body[index] = updated
    left |= {(row, 0) for row in where.values()}
    return replace(notice, body=tuple(body)), tuple(map(_address, sorted(left)))


def _rows(cells: Grid) -> dict[int, dict[int, str]]:
    """Return the texts of each row by column."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        rows.setdefault(row, {})[column] = text
    return rows


def _changed(expected: Sequence[str], found: dict[int, str]) -> list[int]:
    """Return the columns of a row that do not say what is expected."""
    texts = {column: text for column, text in enumerate(expected) if text}
    return [
        column
        for column in sorted({*texts, *found})
        if without_space(texts.get(column, "")) != without_space(found.get(column, ""))
    ]


def _address(place: tuple[int, int]) -> str:
    row, column = place
    return f"{chr(ord('A') + column) if column < 26 else '?'}{row + 1}"


def _updated(part: Part, column: int, text: str) -> Part | None:
    """Return a problem with a new value in a field; None where the text is no such value."""
    name = _NAMES[column] if column < len(_NAMES) else ""
    if name not in _TAKEN or part.problem is None:
        return None
    field = names_of(Problem)[name]
    if not text:
        nothing: object = () if field.many else ""
        return None if field.required else replace(part, problem=replace(part.problem, **{field.name: nothing}))
    found = Diagnostics()
    words = re.split(r"[、，,；;\s]+", text) if field.many else [text]
    nodes = [Node("scalar", word, 1, 1) for word in words if word]
    value = Reader(Text("", text), found).value(field, Node("sequence", nodes, 1, 1) if field.many else nodes[0], ())
    if len(found) or value is None:
        return None
    return replace(part, problem=replace(part.problem, **{field.name: value}))
