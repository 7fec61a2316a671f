"""Lines with their places on pages → paragraphs: by indent, measure and distance, across columns and pages.

What `layout` has to guess for text files can be seen here. Knows how Chinese texts are set, not what a notice is.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.importers.document import Furniture, Line, Paragraph
from gongkai.importers.layout import join
from gongkai.importers.rows import OPENING, is_ended

_PAGE_NUMBER = re.compile(
    r"[\s\-—–―－─·]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-—–―－─·]*"
)
_BULLET = re.compile(rf"(?:[•·▪◦○□-]\s|{OPENING.pattern})")
# What parts the cells of a row; rows of a table are not joined.
CELLS = "\t"
_BARE = re.compile(r"\d{1,4}")
_ENDS_TITLE = re.compile(r"(?:通报|报告|公告|公示|函|情况)$")
# What is left of a title whose first line ended with 整改情况.
_REST_OF_TITLE = re.compile(r"的?(?:通报|报告|公告|公示|函)(?:[（(].{2,20}[）)])?$")
# The first thing on a line that cannot be parted: a word, or a character with the signs that may not begin a line. A
# word is not parted from half-width signs before it either: 箱:a@example.org.
_UNIT = re.compile(r"(?:[!-~]+|.(?:[!),.:;?\]}][!-~]*)?)[，。、；：！？”’）》】」』〉…—％]*")
# What no paragraph ends with; and what is not parted from a digit after it.
_GOES_ON = re.compile(r"[，、（《〈“‘]$|[-—–－]$")
# So many lines begin at an edge, or it is none.
_LEAST_FLUSH = 3
_STOP = re.compile(r"[。！？.]$")
_PUNCTUATION = re.compile(r"[，。；：！？,;:!?]")
_DATE = re.compile(r"[年月]\s*\n\s*\d{1,2}\s*[月日]")
# Signs that may hang in the margin.
_HANGING = re.compile(r"[，。、；：！？”’）》】」』〉]$")


class Bounds(NamedTuple):
    """Where the lines of a column begin and end; `is_known` where lines were seen that are broken at the end."""

    left: float
    right: float
    is_known: bool


def without_furniture(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[Furniture]]:
    """Return the lines of each page without page numbers and running heads, and those."""
    found: dict[tuple[int, int], Furniture] = {}
    edges = [(page, place) for page, lines in enumerate(pages) for place in _edges(lines)]
    for page, place in edges:
        line = pages[page][place]
        alike = sum(
            _shape(pages[other][at]) == _shape(line) and abs(pages[other][at].top - line.top) < line.size
            for other, at in edges
            if other != page
        )
        if _is_page_number(line, alike):
            found[page, place] = Furniture(line.text.strip(), line.origin, "page-number")
        elif alike and alike + 1 >= len(pages) / 3 and len(line.text) <= 45:
            found[page, place] = Furniture(line.text.strip(), line.origin, "running-head")
    kept = [
        [line for place, line in enumerate(lines) if (page, place) not in found] for page, lines in enumerate(pages)
    ]
    return kept, list(found.values())


def _edges(lines: Sequence[Line]) -> list[int]:
    """Return which lines of a page stand highest and lowest, two each."""
    order = sorted(range(len(lines)), key=lambda place: lines[place].top)
    return sorted({*order[:2], *order[-2:]})


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s", "", line.text))


def _is_page_number(line: Line, alike: int) -> bool:
    text = line.text.strip()
    return bool(_PAGE_NUMBER.fullmatch(text)) and (not _BARE.fullmatch(text) or alike > 0 or line.column == 0)


def paragraphs(pages: Sequence[list[Line]], widths: Mapping[int, float]) -> list[Paragraph]:
    """Return the paragraphs of the lines of all pages; `widths` are those of the pages by number, in points."""
    lines = [line for page in pages for line in page]
    bounds = _bounds(lines, widths)
    pitch = _pitch(lines)
    usual = Counter(round(line.size) for line in lines for _ in line.text).most_common(1)
    size = usual[0][0] if usual else 0
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, bounds, pitch, size):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, bounds, size) for group in groups]


def _bounds(lines: Sequence[Line], widths: Mapping[int, float]) -> dict[tuple[int, int], Bounds]:
    """Return the edges of each column, for left and right pages apart: those that at least two lines share."""
    found = {}
    for key in {_key(line) for line in lines}:
        own = [line for line in lines if _key(line) == key]
        left = min(_shared([line.left for line in own], own[0].size))
        # A line that stops within a sentence was broken there; without two of them no line is known to be full.
        broken = [line.right for line in own if not is_ended(line.text.rstrip()) and CELLS not in line.text]
        right = max(_shared([line.right for line in own], own[0].size))
        is_known = sum(place > right - 1.5 * own[0].size for place in broken) > 1
        found[key] = _symmetric(own, left, widths) or Bounds(left, right, is_known)
    for (column, side), own_bounds in found.items():
        # Left and right pages differ by their place, not by their measure.
        other = found.get((column, 1 - side))
        wider = other and other.right - other.left > own_bounds.right - own_bounds.left + 1
        if other and other.is_known and (wider or not own_bounds.is_known):
            found[column, side] = Bounds(own_bounds.left, own_bounds.left + other.right - other.left, True)
    return found


def _symmetric(lines: Sequence[Line], left: float, widths: Mapping[int, float]) -> Bounds | None:
    """Return the edges of a page's only column where its margins are as wide as each other, as they mostly are."""
    size = lines[0].size
    right = widths[lines[0].origin.page] - left
    flush = sum(abs(line.left - left) < 0.4 * size for line in lines)
    places = [line.right - size * bool(_HANGING.search(line.text)) for line in lines if CELLS not in line.text]
    is_only = lines[0].column == 0 and flush >= _LEAST_FLUSH
    return Bounds(left, right, True) if is_only and places and -2 * size < max(places) - right < 0.6 * size else None


def _key(line: Line) -> tuple[int, int]:
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


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance from one line to the next."""
    steps = Counter(
        round(two.top - one.top)
        for one, two in pairwise(lines)
        if one.origin.page == two.origin.page and one.column == two.column and two.top > one.top
    )
    return steps.most_common(1)[0][0] if steps else 0


def _goes_on(group: list[Line], line: Line, bounds: dict[tuple[int, int], Bounds], pitch: float, size: float) -> bool:
    """Whether a line goes on with the paragraph above it."""
    above = group[-1]
    if CELLS in above.text or CELLS in line.text:
        return False
    if abs(above.size - line.size) > 0.15 * max(above.size, line.size):
        return False
    was_centred, is_centred_now = is_centred(above, bounds, size), is_centred(line, bounds, size)
    near = above.origin.page == line.origin.page and 0 < line.top - above.top < 2 * max(above.size, pitch)
    if was_centred or is_centred_now:
        is_title = (
            line.size > size * 1.15
            and (not _ENDS_TITLE.search(above.text.strip()) or bool(_REST_OF_TITLE.match(line.text.strip())))
            and not is_ended(above.text.rstrip())
        )
        return was_centred and is_centred_now and near and is_title
    own, before = bounds[_key(line)], bounds[_key(above)]
    indent = line.left - own.left
    is_parted = (
        above.column == line.column and above.origin.page == line.origin.page and line.top - above.top > 1.45 * pitch
    )
    if is_parted:
        return False
    if not _is_open(group):
        goes_on = _GOES_ON.search(above.text.rstrip()) or _DATE.search(f"{above.text}\n{line.text}")
        if not (_is_full(above, line, before) or goes_on):
            return False
        if _STOP.search(above.text.rstrip()) and _stands_alone(line, own):
            return False
    if indent > 1.2 * line.size:
        return _is_aligned(group, line, above.left - before.left - indent)
    return not (is_ended(above.text.rstrip()) and OPENING.match(line.text))


def _stands_alone(line: Line, bounds: Bounds) -> bool:
    """Whether a line is more likely a heading or a signature than the last words of a sentence that begins with it."""
    text = line.text.rstrip()
    return line.right < bounds.right - 3 * line.size and not is_ended(text) and not _PUNCTUATION.search(text)


def _is_aligned(group: list[Line], line: Line, step: float) -> bool:
    """Whether a line that stands clear of its column's edge begins where its paragraph says.

    The line above it begins `step` to the right: the second line of an item of a list may stand to the left of the
    first, or below what follows a bullet.
    """
    if len(group) > 1:
        return abs(step) < 0.3 * line.size
    is_hanging = bool(_BULLET.match(group[0].text)) and -3 * line.size < step < -0.3 * line.size
    return (step > 0.8 * line.size or is_hanging) and not is_ended(group[0].text.rstrip())


def _is_full(above: Line, line: Line, bounds: Bounds) -> bool:
    """Whether what begins a line had no room at the end of the one above."""
    if not bounds.is_known:
        return False
    match = _UNIT.match(line.text)
    width = sum(1 if ord(sign) > 0x2000 else 0.6 for sign in match[0]) if match else 1
    needed = line.right - line.left if match and match.end() == len(line.text.rstrip()) else width * line.size
    return bounds.right - above.right < needed + 0.4 * line.size


def _is_open(lines: Sequence[Line]) -> bool:
    """Whether a bracket was opened and not closed yet."""
    text = "".join(line.text for line in lines)
    return any(text.count(opened) > text.count(closed) for opened, closed in ("（）", "《》", "“”"))


def is_centred(line: Line, bounds: dict[tuple[int, int], Bounds], usual: float) -> bool:
    """Whether a line stands in the middle of its column, clear of both edges; larger ones than usual may reach them."""
    own = bounds[_key(line)]
    left, right = line.left - own.left, own.right - line.right
    clear = 1.2 * line.size if line.size < 1.15 * usual else -line.size
    return left > clear and right > clear and abs(left - right) < 1.5 * line.size


def _paragraph(group: list[Line], bounds: dict[tuple[int, int], Bounds], usual: float) -> Paragraph:
    text, joints = "", []
    for line in group:
        if text:
            joints.append(len(text))
        text = join(text, line.text.lstrip())
    first, last = group[0].origin, group[-1].origin
    origin = first._replace(last=last.line if last.page == first.page else 0)
    return Paragraph(text.rstrip(), origin, centred=is_centred(group[0], bounds, usual), joints=tuple(joints))
