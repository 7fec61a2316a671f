"""Lines with their places on pages → where each column begins and ends, and how its paragraphs are set."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongkai.importers.document import Line
from gongkai.importers.pdf_lines import CELLS
from gongkai.importers.rows import is_ended

# Signs that may hang in the margin.
_HANGING = re.compile(r"[，。、；：！？”’）》】」』〉]$")
# So many lines begin at an edge, or it is none.
_LEAST_FLUSH = 3
# Of so many lines some are the first of their paragraphs.
_INDENTED = 0.05

Key = tuple[int, int]


class Bounds(NamedTuple):
    """Where the lines of a column begin and end; `is_known` where lines were seen that are broken at the end.

    `is_indented` where paragraphs begin to the right of their other lines.
    """

    left: float
    right: float
    is_known: bool
    is_indented: bool = False


def bounds_of(lines: Sequence[Line], widths: Mapping[int, float]) -> dict[Key, Bounds]:
    """Return the edges of each column, for left and right pages apart: those that lines share, where any do."""
    found = {}
    for key in {key_of(line) for line in lines}:
        own = _of_usual_size([line for line in lines if key_of(line) == key])
        left = min(_shared([line.left for line in own], own[0].size))
        # A line that stops within a sentence was broken there; without two of them no line is known to be full.
        broken = [line.right for line in own if not is_ended(line.text.rstrip()) and CELLS not in line.text]
        right = max(_shared([line.right for line in own], own[0].size))
        is_known = sum(place > right - 1.5 * own[0].size for place in broken) > 1
        is_known &= key[0] > 0 or all(place < right + 1.5 * own[0].size for place in broken)
        shared = Bounds(left, right, is_known)
        found[key] = (
            _symmetric(own, left, widths, 2) or (shared if is_known else _symmetric(own, left, widths, 6)) or shared
        )
    for (column, side), own_bounds in found.items():
        # Left and right pages differ by their place, not by their measure.
        other = found.get((column, 1 - side))
        wider = other and other.right - other.left > own_bounds.right - own_bounds.left + 1
        if other and other.is_known and (wider or not own_bounds.is_known):
            found[column, side] = Bounds(own_bounds.left, own_bounds.left + other.right - other.left, True)
    is_indented = _are_indented(lines, found)
    return {key: one._replace(is_indented=is_indented) for key, one in found.items()}


def usual_size(lines: Sequence[Line]) -> int:
    """Return the size that most characters have, in whole points; 0 without any."""
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[round(line.size)] += len(line.text)
    return max(sizes, key=sizes.__getitem__, default=0)


def _of_usual_size(lines: list[Line]) -> list[Line]:
    """Return the lines without those of titles, which reach beyond the edges."""
    usual = usual_size(lines)
    return [line for line in lines if abs(line.size - usual) < 0.15 * usual] or lines


def _are_indented(lines: Sequence[Line], bounds: Mapping[Key, Bounds]) -> bool:
    """Whether enough lines begin one to three ems to the right of the edges of their columns."""
    begin = sum(line.size < line.left - bounds[key_of(line)].left < 3 * line.size for line in lines)
    return begin > _INDENTED * len(lines)


def _symmetric(lines: Sequence[Line], left: float, widths: Mapping[int, float], ems: float) -> Bounds | None:
    """Return the edges of a page's only column where its margins are as wide as each other, as they mostly are.

    The longest line comes within some ems of the right one.
    """
    size = lines[0].size
    right = widths[lines[0].origin.page] - left
    flush = sum(abs(line.left - left) < 0.4 * size for line in lines)
    places = [line.right - size * bool(_HANGING.search(line.text)) for line in lines if CELLS not in line.text]
    is_only = lines[0].column == 0 and flush >= _LEAST_FLUSH
    return Bounds(left, right, True) if is_only and places and -ems * size < max(places) - right < 0.6 * size else None


def key_of(line: Line) -> Key:
    """Return the column of a line, and the side of its page."""
    return line.column, line.origin.page % 2


def _shared(places: list[float], size: float) -> list[float]:
    ordered = sorted(places)
    shared = [
        place
        for index, place in enumerate(ordered)
        if any(
            abs(place - other) < 0.4 * size
            for other in ordered[max(index - 1, 0) : index] + ordered[index + 1 : index + 2]
        )
    ]
    return shared or ordered


def is_centred(line: Line, bounds: dict[Key, Bounds], usual: float) -> bool:
    """Whether a line stands in the middle of its column, clear of both edges; larger ones than usual may reach them."""
    own = bounds[key_of(line)]
    left, right = line.left - own.left, own.right - line.right
    clear = 1.2 * line.size if line.size < 1.15 * usual else -line.size
    return left > clear and right > clear and abs(left - right) < 1.5 * line.size
