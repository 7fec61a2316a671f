"""What every reader makes of a file and the recognizer lives on: paragraphs, tables, and where each stood.

The promise of a reader: each character of the file that can be seen is in one block, or in `removed`, once and
unchanged; only what Word numbers by itself is added, and counted in `restored`. Knows no file format and no notice.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from gongkai.language import mark

Format = Literal["txt", "docx", "doc", "pdf", "xlsx", "xls"]

# A note on how a document was read, after which nothing can be sure that its outline tells.
NUMBERS_MISSING = mark("Numbers that Word counts by itself are missing: save the file as .docx, and import that.")


class Origin(NamedTuple):
    """Where in the source something stood, each counted from 1, 0 where it has no such number.

    `line` to `last` are lines of a text file or of a page; of .docx and .doc `line` is the paragraph's number. A ledger
    has `sheet` and `row`.
    """

    line: int = 0
    last: int = 0
    page: int = 0
    sheet: str = ""
    row: int = 0


class Line(NamedTuple):
    """One line of a text file or of a column of a page, from which `layout` makes paragraphs.

    Geometry in points from the page's upper left corner; all 0 where it is not known, as in text files. `text` keeps
    its spaces, also leading ones.
    """

    text: str
    origin: Origin
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    size: float = 0
    column: int = 0


class Paragraph(NamedTuple):
    """A paragraph as typed, without the white space around it.

    The first `restored` characters of `text` are a number that the program had counted (Word's automatic numbering) and
    that stood in no text. `level` is that of a heading style, 1 the highest, 0 for ordinary text. `joints` are the
    offsets in `text` at which lines of the source were joined, so that a doubtful joint can be found again.
    """

    text: str
    origin: Origin
    restored: int = 0
    level: int = 0
    centred: bool = False
    bold: bool = False
    joints: tuple[int, ...] = ()


class Cell(NamedTuple):
    """A cell of a table. A merged cell has its text at its upper left; the places it covers are `above` or `left`.

    `restored` are the numbers within `text` that the program had counted, one after the other.
    """

    text: str
    origin: Origin = Origin()
    covered: Literal["", "above", "left"] = ""
    restored: str = ""


class Table(NamedTuple):
    """A table: its rows from above, each with all its cells from the left; line breaks in cells are `\\n`."""

    rows: tuple[tuple[Cell, ...], ...]
    origin: Origin


Block = Paragraph | Table


class Furniture(NamedTuple):
    """What stood on the page and is no part of the text."""

    text: str
    origin: Origin
    kind: Literal["page-number", "running-head", "web", "contents", "table-head", "export"]


class Document(NamedTuple):
    """A file that was read. `name` is its file name, `sha256` the hex digest of its bytes.

    `source` is all its text as the file holds it, in any order and with any white space, restored numbers left out:
    what the count of characters is compared with. `notes` are English source strings on how it was read (such as the
    encoding), for the report.
    """

    name: str
    sha256: str
    format: Format
    blocks: tuple[Block, ...]
    removed: tuple[Furniture, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()


def texts(document: Document) -> Iterator[str]:
    """Yield all text of the blocks and of what was removed, without restored numbers."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text[block.restored :]
        else:
            yield from (cell.text for row in block.rows for cell in row)
    yield from (furniture.text for furniture in document.removed)
