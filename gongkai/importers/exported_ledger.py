"""The cells of a ledger that gongkai exported → its notice with what the office has changed in them.

Taken over is what stands below the heading of a problem: status, unit, dates, marks. Heading and measures are the
official text, which a cell only repeats: their change is told, not guessed at.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from gongkai.fields import names_of
from gongkai.finding import Diagnostic
from gongkai.importers.ledger_changes import REASONS, Change
from gongkai.importers.ledger_rows import new_part, with_parts
from gongkai.importers.ledger_values import (
    MEASURES,
    NAMES,
    NUMBER,
    ORDINAL,
    TAKEN,
    TITLE,
    letters_of,
    recorded,
    value_of,
)
from gongkai.model import Notice, Part, Problem
from gongkai.office.blocks import without_space
from gongkai.office.ledger import COLUMNS, HEAD_ROWS, numbered_once, rows_of, title_of

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ALIKE = 0.5  # of the words of a problem: the same one, worded anew
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


def applied(notice: Notice, cells: Grid) -> tuple[Notice, tuple[Change, ...]]:
    """Return the notice with the cells' values, and all that was changed: what was taken over and what was left.

    A row is known by what it says, wherever it was sorted to and whatever its 序号 is by now.
    """
    rows = _rows(cells)
    heads = [(title_of(notice),), tuple(COLUMNS)]
    changes = [
        _change(head, rows.get(row, {}), row, column, "", reason="head")
        for row, head in enumerate(heads)
        for column in _changed(head, rows.get(row, {}))
    ]
    found = {row: texts for row, texts in rows.items() if row >= HEAD_ROWS and set(texts) - {ORDINAL}}
    for told in found.values():  # measures as ledgers had them once
        told |= {column: numbered_once(told[column]) for column in (MEASURES,) if column in told}
    expected = rows_of(notice)
    body = list(notice.body)
    places = [index for index, part in enumerate(notice.body) if part.problem]
    row_of = _matched(expected, found)
    for position, (place, texts) in enumerate(zip(places, expected, strict=True)):
        row = row_of.get(position)
        if row is None:
            changes.append(Change("", "", _name(texts), "", "", reason="lost-row"))
            continue
        for column in _changed(texts, found[row]):
            if column != ORDINAL:
                part, change = _taken(body[place], texts, found[row], row, column)
                # The same value in other words is no change.
                if part != body[place] or not change.taken:
                    changes.append(change)
                body[place] = part
    added, new = _added(body, found, {row: places[position] for position, row in row_of.items()})
    return replace(notice, body=with_parts(body, added)), (*changes, *new)


def _added(
    body: Sequence[Part], found: Mapping[int, dict[int, str]], places: Mapping[int, int]
) -> tuple[list[tuple[int | None, Part]], list[Change]]:
    """Return the problems that rows of their own are, each with the place in `body` of the one above it, and changes.

    `places` are those of the problems in the other rows.
    """
    added: list[tuple[int | None, Part]] = []
    changes: list[Change] = []
    for row in sorted(found.keys() - places.keys()):
        above = max((other for other in places if other < row), default=None)
        place = None if above is None else places[above]
        part, told = new_part([*body, *(part for _, part in added)], found[row], row, place)
        changes += told
        added += [(place, part)] if part else []
    return added, changes


def _matched(expected: Sequence[Sequence[str]], found: Mapping[int, dict[int, str]]) -> dict[int, int]:
    """Return the row of each problem, by position: the one with its words, else with its place and words alike.

    By the 序号 alone a row would be taken for another problem once one above it was deleted and all counted anew.
    """
    row_of: dict[int, int] = {}
    for columns in ((TITLE, NUMBER), (TITLE,), (NUMBER, MEASURES), (MEASURES,)):
        wanted = _by_words(((place, dict(enumerate(texts))) for place, texts in enumerate(expected)), columns)
        offered = _by_words(found.items(), columns)
        for words, places in wanted.items():
            free = [place for place in places if place not in row_of]
            rows = [row for row in offered.get(words, []) if row not in row_of.values()]
            if len(free) == len(rows):
                row_of |= dict(zip(free, rows, strict=True))
    # Of a row and its copy below it the first is the problem's.
    by_key = {
        (texts.get(ORDINAL, ""), texts.get(NUMBER, "")): row for row, texts in sorted(found.items(), reverse=True)
    }
    for place, texts in enumerate(expected):
        row = by_key.get((texts[ORDINAL], texts[NUMBER]))
        if place not in row_of and row is not None and row not in row_of.values():
            alike = SequenceMatcher(None, texts[TITLE], found[row].get(TITLE, ""), autojunk=False).ratio()
            if alike >= _ALIKE:
                row_of[place] = row
    return row_of


def _by_words(rows: Iterable[tuple[int, Mapping[int, str]]], columns: Sequence[int]) -> dict[str, list[int]]:
    """Return the rows that say the same in `columns`; those that say nothing in the first are left out."""
    groups: dict[str, list[int]] = {}
    for row, texts in rows:
        if texts.get(columns[0]):
            groups.setdefault("\0".join(without_space(texts.get(column, "")) for column in columns), []).append(row)
    return groups


def _name(texts: Sequence[str]) -> str:
    """Return what a report calls a problem: its number (else its place in the ledger) and its title."""
    return f"{texts[NUMBER] or texts[ORDINAL]} {texts[TITLE].partition(chr(10))[0]}"


def _change(
    expected: Sequence[str], found: Mapping[int, str], row: int, column: int, problem: str, **more: Any
) -> Change:
    old = expected[column] if column < len(expected) else ""
    name = NAMES[column] if column < len(NAMES) and row >= HEAD_ROWS else ""
    return Change(f"{letters_of(column)}{row + 1}", name, problem, old, found.get(column, ""), **more)


def _taken(part: Part, expected: Sequence[str], found: Mapping[int, str], row: int, column: int) -> tuple[Part, Change]:
    """Return a problem with the value of a changed cell, and the change; the problem as it was where it is no value."""
    told = partial(_change, expected, found, row, column, _name(expected))
    name = NAMES[column] if column < len(NAMES) else ""
    if name not in TAKEN:
        return part, told(reason={"": "column", "编号": "number"}.get(name, "official"))
    assert part.problem  # by which the parts were chosen
    text = found.get(column, "")
    value = value_of(name, text)
    if isinstance(value, str) and value in REASONS:
        return part, told(reason=value)
    if isinstance(value, Diagnostic):
        return part, told(finding=value)
    changed = replace(part.problem, **{names_of(Problem)[name].name: value})
    return replace(part, problem=changed), told(recorded=recorded(name, text, value))


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
