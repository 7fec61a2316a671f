"""PDF with a text layer → `Document`: characters, lines, columns, paragraphs. A scan is refused, with advice."""

import hashlib
from collections import Counter

from gongkai.diagnostics import Diagnostics
from gongkai.importers.document import Document
from gongkai.importers.isolated import in_own_process
from gongkai.importers.pdf_characters import pages_of
from gongkai.importers.pdf_furniture import without_furniture
from gongkai.importers.pdf_lines import Row, gutter_of, lines_of, rows_of
from gongkai.importers.pdf_paragraphs import paragraphs
from gongkai.language import mark

_COLUMNS = mark("The pages have two columns; each was read from above, the left one first.")


def read(data: bytes, name: str, _diagnostics: Diagnostics) -> Document:
    """Return what a PDF holds. Raises `Refused`."""
    return in_own_process(read_here, data, name)


def read_here(data: bytes, name: str) -> Document:
    """Return what a PDF holds, without a process of its own."""
    notes: set[str] = set()
    pages = pages_of(data, notes)
    rows = [rows_of(page) for page in pages]
    gutters = _gutters(rows)
    if any(gutter is not None for gutter in gutters):
        notes.add(_COLUMNS)
    lines = [lines_of(row, page.number, gutter) for row, page, gutter in zip(rows, pages, gutters, strict=True)]
    kept, removed = without_furniture(lines)
    source = "\n".join(page.source for page in pages)
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        name,
        digest,
        "pdf",
        tuple(paragraphs(kept, {page.number: page.width for page in pages})),
        tuple(removed),
        source,
        tuple(sorted(notes)),
    )


def _gutters(pages: list[list[Row]]) -> list[float | None]:
    """Return the gutter of each page: its own, or where its few lines show none, that of the other pages."""
    own = [gutter_of(rows) for rows in pages]
    known = Counter(round(gutter / 4) * 4 for gutter in own if gutter is not None)
    if not known or sum(known.values()) * 3 < len(pages):
        return own
    usual = known.most_common(1)[0][0]
    return [gutter if gutter is not None else _usual(rows, usual) for gutter, rows in zip(own, pages, strict=True)]


def _usual(rows: list[Row], gutter: float) -> float | None:
    crossing = sum(any(one.left < gutter < one.right for one in row) for row in rows)
    return gutter if crossing <= len(rows) * 0.4 else None
