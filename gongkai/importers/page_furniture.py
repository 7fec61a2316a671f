"""Page numbers and running heads among the lines of a document, found by where they stand and by what repeats."""

import re
from itertools import pairwise
from typing import Literal

from gongkai.importers.document import Furniture
from gongkai.importers.rows import LABEL, OPENING, Row, is_ended

_NUMBER = r"\d{1,4}"
_DASHES = r"\-—–―－─"
_PAGE_NUMBER = re.compile(
    rf"[{_DASHES}·\s]+{_NUMBER}[{_DASHES}·\s]+|[·\s]*第\s*{_NUMBER}\s*页(?:\s*[，,/／]?\s*共\s*{_NUMBER}\s*页)?"
    rf"|{_NUMBER}\s*[/／]\s*{_NUMBER}",
)
_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_PAGE_BEHIND = re.compile(rf"第\s*{_NUMBER}\s*页\s*(?:[，,/／]?\s*共\s*{_NUMBER}\s*页)?$")
# Two things set to both sides of a page: the name of the unit, that of the column.
_BOTH_SIDES = re.compile(r"\S[ \t]{4,}\S|\S[\u3000\t]{2,}\S")
_DATE = re.compile(r"[（(]?[\d〇○零一二三四五六七八九]{4}\s*[年.\-/].{2,8}日?[)）]?")
_BARE_NUMBER = re.compile(_NUMBER)
_ENDS_TITLE = re.compile(r"(?:通报|报告|公告|公示|函|情况)$")


def without_furniture(rows: list[Row]) -> tuple[list[Row], list[Furniture]]:
    """Return the rows without page numbers and running heads, and those; the gaps around them are kept."""
    numbers = _page_numbers(rows)
    heads = _running_heads(rows, numbers)
    kept, removed = [], []
    gap = 0
    for index, row in enumerate(rows):
        if index in numbers or index in heads:
            kind: Literal["page-number", "running-head"] = "page-number" if index in numbers else "running-head"
            removed.append(Furniture(row.words, row.line.origin, kind))
            gap = max(gap, row.gap)
        else:
            kept.append(row._replace(gap=max(gap, row.gap)))
            gap = 0
    return kept, removed


def _page_numbers(rows: list[Row]) -> set[int]:
    """Return which rows are page numbers: dashed ones, and bare ones that count upwards or cut a sentence."""
    found = {index for index, row in enumerate(rows) if _PAGE_NUMBER.fullmatch(row.words)}
    bare = [index for index, row in enumerate(rows) if _BARE_NUMBER.fullmatch(row.words)]
    rising = len(bare) > 1 and all(
        int(rows[one].words) < int(rows[two].words) and two - one > 2 for one, two in pairwise(bare)
    )
    for index in bare:
        above = rows[index - 1].words if index else ""
        below = rows[index + 1].words if index + 1 < len(rows) else ""
        cuts = bool(above) and bool(below) and not is_ended(above) and len(above) > 15 and not OPENING.match(below)
        at_edge = not below or rows[index].line.origin.page != rows[min(index + 1, len(rows) - 1)].line.origin.page
        if cuts or (not is_label(above) and (rising or (at_edge and len(bare) == 1))):
            found.add(index)
    return found


def is_label(text: str) -> bool:
    """Whether a text is only the name of a value that follows."""
    return text.endswith(("：", ":")) or text in ("序号", "编号")


def _running_heads(rows: list[Row], numbers: set[int]) -> set[int]:
    """Return which rows repeat at the edges of pages; the first of them stays where it may be the title."""
    places: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        # 责任部门：办公室 may be said of several problems.
        is_value = LABEL.match(row.words)
        # Who signs may stand in the title as well.
        signs = index + 1 < len(rows) and _DATE.fullmatch(rows[index + 1].words)
        words = _without_page(row.words)
        if index not in numbers and 4 <= len(words) <= 45 and not is_ended(row.words) and not is_value and not signs:
            places.setdefault(words, []).append(index)
    heads: set[int] = set()
    for words, found in places.items():
        written = [rows[index].words.translate(_DIGITS) for index in found]
        if len(found) > 1 and all(_PAGE_BEHIND.search(one) or _BOTH_SIDES.search(one) for one in written):
            heads.update(found)
            continue
        edge = [index for index in found if _is_at_edge(rows, index, numbers)]
        is_head = len(edge) >= 2 or (
            len(found) > 1 and found[0] == 0 and any(index - 1 in numbers or index + 1 in numbers for index in edge)
        )
        if is_head and len(edge) >= len(found) - 1 and not OPENING.match(words):
            first = found[0]
            heads.update(index for index in found if index != first or index > 8)
            if first <= 8 and not _may_be_title(rows, first):
                heads.add(first)
    return heads


def _without_page(words: str) -> str:
    """Return a line without spaces and without the number of its page: 整改通报 第2页 → 整改通报."""
    return _PAGE_BEHIND.sub("", re.sub(r"\s", "", words.translate(_DIGITS)))


def _may_be_title(rows: list[Row], index: int) -> bool:
    below = "".join(row.words for row in rows[index + 1 : index + 4])
    return bool(_ENDS_TITLE.search(rows[index].words)) and not re.search(
        r"关于.{4,60}(?:通报|报告|公告|公示|情况)", below
    )


def _is_at_edge(rows: list[Row], index: int, numbers: set[int]) -> bool:
    """Whether a row is the first or last of a page, beside a page number, or within a sentence."""
    above, below = index - 1, index + 1
    if above in numbers or below in numbers:
        return True
    if above < 0 or below >= len(rows):
        return False
    pages = [rows[at].line.origin.page for at in (above, index, below)]
    if len(set(pages)) > 1:
        return True
    cut = rows[above].words
    return len(cut) > 15 and not is_ended(cut) and not OPENING.match(cut) and not OPENING.match(rows[below].words)
