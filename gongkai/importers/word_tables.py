"""Tables of a Word document → `Table`: merged cells, rows that were deleted, tables within cells."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from gongkai.importers.document import Block, Cell, Origin, Paragraph, Table
from gongkai.importers.word_lines import ALTERNATIVES, CHANGES, DELETED, chosen
from gongkai.importers.word_styles import W, integer, value

_MOST_COLUMNS = 200
Read = Callable[[Element], list[Block]]


def table(element: Element, origin: Origin, read: Read, notes: set[str]) -> list[Block]:
    """Return a table; the blocks themselves where it is only a frame of one cell. `read` reads what is in a cell."""
    rows: list[tuple[Cell, ...]] = []
    inner: list[Block] = []
    for row in within(element, f"{W}tr", notes):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            notes.add(CHANGES)
            continue
        cells = [Cell("", covered="left")] * _columns(value(properties, "gridBefore"), 0)
        for cell in within(row, f"{W}tc", notes):
            inner = read(cell)
            cells += _cells(cell, inner, origin)
        rows.append(tuple(cells[:_MOST_COLUMNS]))
    if len(rows) == 1 and len(rows[0]) == 1:
        return inner
    return [Table(tuple(rows), origin)] if any(cell.text for row in rows for cell in row) else []


def _cells(element: Element, inner: list[Block], origin: Origin) -> Iterator[Cell]:
    """Yield a cell and the places to its right that it covers."""
    properties = element.find(f"{W}tcPr")
    merged = properties.find(f"{W}vMerge") if properties is not None else None
    goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
    text, restored = _text(inner)
    first = inner[0].origin if inner else origin
    yield Cell(text, first, "above" if goes_on else "", restored)
    for _ in range(_columns(value(properties, "gridSpan"), 1) - 1):
        yield Cell("", first, "left")


def _columns(text: str | None, default: int) -> int:
    return max(default, min(integer(text, default), _MOST_COLUMNS))


def _text(blocks: list[Block]) -> tuple[str, str]:
    """Return the text of what is in a cell, and the numbers restored in it; a table in a cell becomes lines."""
    lines, restored = [], []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
            restored.append(block.text[: block.restored])
        else:
            for row in block.rows:
                lines.append("\t".join(cell.text for cell in row if cell.text))
                restored += [cell.restored for cell in row]
    return "\n".join(lines), "".join(restored)


def within(element: Element, tag: str, notes: set[str]) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls; not those that were deleted."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in DELETED:
            notes.add(CHANGES)
        elif child.tag == f"{ALTERNATIVES}AlternateContent":
            yield from (one for one in chosen(child) if one.tag == tag)
        elif child.tag not in (f"{W}tr", f"{W}tc", f"{W}tblPr", f"{W}trPr", f"{W}tblGrid"):
            yield from within(child, tag, notes)
