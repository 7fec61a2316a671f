"""Ledgers in Excel's formats (.xlsx, .xls) → `Document`: a table for each sheet that is seen, by calamine."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from gongkai.diagnostics import Diagnostics
from gongkai.importers.document import Block, Cell, Document, Format, Origin, Paragraph, Table
from gongkai.importers.isolated import in_own_process
from gongkai.importers.refusal import MOST_CELLS, MOST_SHEETS, UNREADABLE, Refused
from gongkai.importers.workbook_formats import Sheet, sheets_of, shown
from gongkai.language import mark

_HIDDEN_SHEETS = mark("Hidden sheets were left out.")
_HIDDEN_ROWS = mark(
    "Some rows or columns are hidden; they were read like the others. Look whether they are to be public."
)
_NO_FORMATS = mark("An .xls file does not tell how dates are shown; they were written to the day. Compare them.")
_MACROS = mark("The document holds macros; they were neither run nor kept.")

Grid = list[list[str]]


def read(data: bytes, name: str, _diagnostics: Diagnostics) -> Document:
    """Return what a workbook holds. Raises `Refused`."""
    return in_own_process(read_here, data, name)


def read_here(data: bytes, name: str) -> Document:
    """Return what a workbook holds, without a process of its own."""
    try:
        import python_calamine as calamine
    except ImportError:
        raise Refused("import-library", library="python-calamine") from None
    kind: Format = "xlsx" if data.startswith(b"PK") else "xls"
    described = sheets_of(data) if kind == "xlsx" else {}
    notes: set[str] = {_MACROS} if b"vbaProject.bin" in data else set()
    blocks: list[Block] = []
    source: list[str] = []
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        if len(workbook.sheets_metadata) > MOST_SHEETS:
            raise Refused("import-too-large", what=mark("it has more than 200 sheets"))
        for index, about in enumerate(workbook.sheets_metadata):
            if about.visible != calamine.SheetVisibleEnum.Visible:
                notes.add(_HIDDEN_SHEETS)
            elif about.typ == calamine.SheetTypeEnum.WorkSheet:
                about_sheet = described.get(about.name, Sheet())
                blocks += _blocks(workbook.get_sheet_by_index(index), about.name, about_sheet, notes, source)
    except calamine.PasswordError:
        raise Refused("import-encrypted") from None
    except (calamine.CalamineError, ValueError, OSError):
        raise Refused("import-broken", reason=UNREADABLE) from None
    if not blocks:
        raise Refused("import-nothing")
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, digest, kind, tuple(blocks), (), "\n".join(source), tuple(sorted(notes)))


def _blocks(sheet: Any, name: str, about: Sheet, notes: set[str], source: list[str]) -> Iterator[Block]:
    """Yield the lines above a table, the table, and the lines below it; adds what the cells say to `source`."""
    if sheet.height * sheet.width > MOST_CELLS:
        raise Refused("import-too-large", what=mark("a sheet has far more cells than a ledger"))
    if about.hides:
        notes.add(_HIDDEN_ROWS)
    top, left = sheet.start or (0, 0)
    values = sheet.to_python(skip_empty_area=True)
    if not about.formats and any(hasattr(value, "month") for row in values for value in row):
        notes.add(_NO_FORMATS)
    grid = [
        [shown(value, about.formats.get((top + y, left + x), "")).strip() for x, value in enumerate(row)]
        for y, row in enumerate(values)
    ]
    source += [text for row in grid for text in row]
    covered = _covered(sheet, top, left, grid)
    rows = [y for y, row in enumerate(grid) if any(row)]
    first, last = 0, len(rows)
    while first < last and _is_line(grid[rows[first]]):
        first += 1
    while last > first and _is_line(grid[rows[last - 1]]):
        last -= 1
    if first == last:
        first = last = len(rows)
    for y in rows[:first]:
        yield from _lines(grid[y], Origin(sheet=name, row=top + y + 1), centred=y == rows[0])
    if first < last:
        table = [_row(grid[y], covered, y, Origin(sheet=name, row=top + y + 1)) for y in rows[first:last]]
        yield Table(tuple(table), Origin(sheet=name, row=top + rows[first] + 1))
    for y in rows[last:]:
        yield from _lines(grid[y], Origin(sheet=name, row=top + y + 1), centred=False)


def _is_line(row: list[str]) -> bool:
    """Whether a row is a line of text, not a row of the table: the title of a ledger, a note below it."""
    return sum(bool(text) for text in row) == 1


def _lines(row: list[str], origin: Origin, *, centred: bool) -> Iterator[Paragraph]:
    for text in "\n".join(filter(None, row)).split("\n"):
        if text.strip():
            yield Paragraph(text.strip(), origin, centred=centred)


def _row(row: list[str], covered: dict[tuple[int, int], str], y: int, origin: Origin) -> tuple[Cell, ...]:
    cells = []
    for x, text in enumerate(row):
        how = covered.get((y, x), "")
        cells.append(Cell(text, origin, "left" if how == "left" else "above" if how else ""))
    return tuple(cells)


def _covered(sheet: Any, top: int, left: int, grid: Grid) -> dict[tuple[int, int], str]:
    """Return the places that merged cells cover, within the grid, and from where."""
    found = {}
    for (first_row, first), (last_row, last) in (sheet.merged_cell_ranges or [])[:MOST_CELLS]:
        for y in range(max(first_row - top, 0), min(last_row - top, len(grid) - 1) + 1):
            for x in range(max(first - left, 0), min(last - left, len(grid[y]) - 1) + 1):
                if (y, x) != (first_row - top, first - left):
                    found[y, x] = "left" if y == first_row - top else "above"
    return found
