"""Page numbers and running heads of a PDF: what stands at the edges of its pages. Knows places, not meanings."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Furniture, Line

_PAGE_NUMBER = re.compile(
    r"[\s\-—–―－─·]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-—–―－─·]*"
)
_BARE = re.compile(r"\d{1,4}")


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
