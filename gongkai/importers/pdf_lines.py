"""Characters on a page → its lines, in the order they are read: one column, or two. Knows geometry only.

Our own, because pdfminer's layout joins Chinese lines with spaces and pdfplumber reads across columns.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.importers.document import Line, Origin
from gongkai.importers.pdf_characters import Character, Page

# In ems: a space between words of Latin letters; one that may be a gutter; one between cells.
_WORD_GAP = 0.2
_SEGMENT_GAP = 1.0
_CELL_GAP = 1.5
_LATIN = re.compile(r"[A-Za-z0-9]")
_LEAST_ROWS = 4
# What parts the cells of a row; rows of a table are not joined.
CELLS = "\t"


class Segment(NamedTuple):
    """Characters side by side in one row, without a wide gap."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    characters: tuple[Character, ...] = ()


Row = list[Segment]


def rows_of(page: Page) -> list[Row]:
    """Return the rows of a page from above, each with its segments from the left."""
    segments = _segments(page.characters)
    segments.sort(key=lambda one: one.top + one.bottom)
    rows: list[Row] = []
    for one in segments:
        last = rows[-1][0] if rows else None
        middle = (one.top + one.bottom) / 2
        if last and abs(middle - (last.top + last.bottom) / 2) < 0.45 * max(one.size, last.size):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [_parted(row) for row in rows]


def _parted(row: Row) -> Row:
    """Return the segments of a row from the left; one in which another lies (a quotation mark of another font, which
    LibreOffice writes after the words around it) is divided there."""
    row = sorted(row, key=lambda one: one.left)
    for whole, inner in ((one, two) for one, two in pairwise(row) if two.right < one.right):
        slack = 0.1 * whole.size
        for at, (before, after) in enumerate(pairwise(whole.characters), 1):
            if before.right - slack <= inner.left and inner.right <= after.left + slack:
                halves = _segment([*whole.characters[:at]]) + _segment([*whole.characters[at:]])
                return _parted([*(one for one in row if one is not whole), *halves])
    return row


def _segments(characters: Sequence[Character]) -> list[Segment]:
    """Gather characters that follow one another in the file and on the page."""
    found: list[Segment] = []
    current: list[Character] = []
    for one in characters:
        if current:
            last = current[-1]
            size = max(one.bottom - one.top, last.bottom - last.top, 1.0)
            gap = one.left - last.right
            if (
                abs((one.top + one.bottom) - (last.top + last.bottom)) > size
                or gap > _SEGMENT_GAP * size
                or gap < -size
            ):
                found += _segment(current)
                current = []
        current.append(one)
    return found + _segment(current)


def _segment(characters: list[Character]) -> list[Segment]:
    inked = [one for one in characters if one.text != " "]
    if not inked:
        return []
    sizes = sorted(one.bottom - one.top for one in inked)
    return [
        Segment(
            _words(characters).lstrip(),
            min(one.left for one in inked),
            max(one.right for one in inked),
            min(one.top for one in inked),
            max(one.bottom for one in inked),
            sizes[len(sizes) // 2],
            tuple(characters),
        )
    ]


def _words(characters: list[Character]) -> str:
    """Return the text, with spaces where words of Latin letters were parted without one."""
    pairs = list(pairwise(characters))
    gaps = sorted(two.left - one.right for one, two in pairs)
    # A line may be spread to its measure: what every character has is no space.
    usual = max(gaps[len(gaps) // 2], 0.0) if gaps else 0.0
    text = characters[0].text
    for one, two in pairs:
        gap = two.left - one.right - usual
        if gap > _WORD_GAP * (two.bottom - two.top) and _LATIN.match(two.text) and _LATIN.match(one.text):
            text += " "
        text += two.text
    return text


def gutter_of(rows: Sequence[Row]) -> float | None:
    """Return where the gutter between two columns of prose lies; None where there is one column, or a table."""
    if not rows:
        return None
    left, right = min(row[0].left for row in rows), max(one.right for row in rows for one in row)
    gaps = [
        (one.right, two.left)
        for row in rows
        for one, two in pairwise(row)
        if two.left - one.right > 0.8 * one.size
        and 0.3 < ((one.right + two.left) / 2 - left) / (right - left + 1) < 0.7
    ]
    if len(gaps) < _LEAST_ROWS:
        return _beside_full_lines(rows)
    middles = [(start + end) / 2 for start, end in gaps]
    best = max(middles, key=lambda x: sum(start <= x <= end for start, end in gaps))
    return best if _is_gutter(rows, best, left, right) else _beside_full_lines(rows)


def _beside_full_lines(rows: Sequence[Row]) -> float | None:
    """Return the gutter where the right column has but few lines: those of the left one all end together before it."""
    rights = [row[1].left for row in rows if len(row) == 2 and row[1].left - row[0].right > 0.8 * row[0].size]
    firsts = [row[0] for row in rows if rights and row[0].right < min(rights)]
    if len(firsts) < 2 * _LEAST_ROWS or len(firsts) < 0.8 * len(rows):
        return None
    ends = sorted(one.right for one in firsts)
    size = rows[0][0].size
    edge = max(ends, key=lambda end: bisect_right(ends, end) - bisect_left(ends, end - 1.6 * size))
    full, left = [end for end in ends if 0 <= edge - end < 1.6 * size], min(one.left for one in firsts)
    # A signature in the column begins further to the right.
    aligned = sum(right - min(rights) < 3 * size for right in rights)
    is_column = aligned * 2 > len(rights) and min(rights) - edge < 0.3 * (edge - left)
    return (edge + min(rights)) / 2 if is_column and len(full) >= max(_LEAST_ROWS, 0.25 * len(firsts)) else None


def _is_gutter(rows: Sequence[Row], x: float, left: float, right: float) -> bool:
    """Whether prose runs on both sides of a line: few rows cross it, and the lines end together, as cells do not."""
    both = [row for row in rows if row[0].right <= x <= row[-1].left]
    crossing = [row for row in rows if any(one.left < x < one.right for one in row)]
    if len(both) < _LEAST_ROWS or len(crossing) > len(rows) * 0.4:
        return False
    plain = [row for row in both if len(row) == 2]
    edge = max(row[0].right for row in both)
    far = max(row[-1].right for row in both)
    full = [row for row in both if min(edge - row[0].right, far - row[-1].right) < 1.6 * row[0].size]
    return len(plain) >= 0.8 * len(both) and len(full) >= 0.5 * len(both) and 0.6 < (edge - left) / (right - x) < 1.6


def lines_of(rows: Sequence[Row], page: int, gutter: float | None) -> list[Line]:
    """Return the lines of a page in reading order; with a gutter, what crosses it parts bands of two columns."""
    found: list[tuple[Row, int]] = []
    sides: tuple[list[tuple[Row, int]], list[tuple[Row, int]]] = [], []

    def end_band() -> None:
        found.extend(sides[0] + sides[1])
        sides[0].clear()
        sides[1].clear()

    for row in rows:
        if gutter is None or any(one.left < gutter < one.right for one in row):
            end_band()
            found.append((row, 0))
            continue
        for column, part in (
            (1, [one for one in row if one.right <= gutter]),
            (2, [one for one in row if one.left >= gutter]),
        ):
            if part:
                sides[column - 1].append((part, column))
    end_band()
    return [_line(row, Origin(number, number, page), column) for number, (row, column) in enumerate(found, 1)]


def _line(row: Row, origin: Origin, column: int) -> Line:
    text = row[0].text
    for last, one in pairwise(row):
        # Two runs of one line need no space; a wide gap parts cells.
        gap = one.left - last.right
        wide = gap > 0.5 * one.size
        words = bool(gap > _WORD_GAP * one.size and _LATIN.match(one.text) and _LATIN.match(last.text.rstrip()[-1:]))
        between = CELLS if gap > _CELL_GAP * one.size else " " * (wide or words or text.endswith(" "))
        text = text.rstrip() + between + one.text
    size = max(one.size for one in row)
    top, bottom = min(one.top for one in row), max(one.bottom for one in row)
    return Line(text, origin, row[0].left, max(one.right for one in row), top, bottom, size, column)
