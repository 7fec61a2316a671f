"""Word 97–2003 (.doc) and the .wps of WPS → `Document`, as far as it goes: the text, by its piece table ([MS-DOC]).

What is in no character of the text stream is not seen: numbers that Word counts, tracked deletions, text boxes. The
report says so. antiword and catdoc are programs, not libraries; olefile reads the container, the table is read here.
"""

import hashlib
import re
import struct
from io import BytesIO
from typing import Any

from gongkai.diagnostics import Diagnostics
from gongkai.importers.document import NUMBERS_MISSING, Block, Cell, Document, Furniture, Origin, Paragraph, Table
from gongkai.importers.isolated import in_own_process
from gongkai.importers.refusal import MOST_CHARACTERS, UNREADABLE, Refused
from gongkai.language import mark

_PARTLY = mark("An old Word file does not give tracked changes and text boxes; save it as .docx to keep them.")
_WORD, _WORD_97 = 0xA5EC, 0x00C1
_SAVE_AS = mark("Open it in Word or WPS, choose “Save as” and there .docx.")
# Offsets in the file information block: flags, lengths of the parts of the text, the piece table, the lists.
_FLAGS, _LENGTHS, _PIECES, _LIST_LENGTH = 0x0A, 0x4C, 0x01A2, 0x02E6
_CELL, _FIELD, _RESULT, _FIELD_END = "\x07", "\x13", "\x14", "\x15"
_SIGNS = {
    ord(sign): text for sign, text in (("\x1e", "-"), ("\x1f", ""), ("\x0b", "\r"), ("\x0c", "\r"), ("\x0e", "\r"))
}
_UNSEEN = re.compile("[\x00-\x06\x08\x0a\x0f-\x12\x16-\x1d]")


def read(data: bytes, name: str, _diagnostics: Diagnostics) -> Document:
    """Return what an old Word file holds. Raises `Refused`."""
    return in_own_process(read_here, data, name)


def read_here(data: bytes, name: str) -> Document:
    """Return what an old Word file holds, without a process of its own."""
    try:
        import olefile
    except ImportError:
        raise Refused("import-library", library="olefile") from None
    notes = {_PARTLY}
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            parts = _parts(container, notes)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, OverflowError):
        # olefile meets a broken container with any of these.
        raise Refused("import-broken", reason=UNREADABLE) from None
    main, notes_below, heads = (_visible(part) for part in parts)
    blocks = [*_blocks(main, 1), *_blocks(notes_below, main.count("\r") + 1)]
    if not blocks:
        raise Refused("import-nothing")
    removed = [Furniture(line.strip(), Origin(), _kind(line)) for line in re.split("[\r\x07]", heads) if line.strip()]
    source = re.sub("[\r\x07]", "\n", f"{main}\n{notes_below}\n{heads}")
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, digest, "doc", tuple(blocks), tuple(removed), source, tuple(sorted(notes)))


def _kind(line: str) -> Any:
    return "page-number" if re.fullmatch(r"[\s\-—–―－─·第共页/／\d]*", line) else "running-head"


def _parts(container: Any, notes: set[str]) -> tuple[str, str, str]:
    """Return the text of the document, of its footnotes, of heads and feet of its pages."""
    stream = container.openstream("WordDocument").read()
    magic, version = struct.unpack_from("<HH", stream)
    flags = struct.unpack_from("<H", stream, _FLAGS)[0]
    if magic != _WORD or version < _WORD_97:
        raise Refused("import-other-kind", found=mark("a file of a Word older than 97"), way=_SAVE_AS)
    if flags & 0x0100:
        raise Refused("import-encrypted")
    table = container.openstream("1Table" if flags & 0x0200 else "0Table").read()
    start, length = struct.unpack_from("<II", stream, _PIECES)
    if len(stream) > _LIST_LENGTH + 4 and struct.unpack_from("<I", stream, _LIST_LENGTH)[0] > 2:
        notes.add(NUMBERS_MISSING)
    text = _text(stream, table[start : start + length])
    main, below, heads = (max(0, count) for count in struct.unpack_from("<iii", stream, _LENGTHS))
    return text[:main], text[main : main + below], text[main + below : main + below + heads]


def _text(stream: bytes, pieces: bytes) -> str:
    """Return all characters of the document, piece by piece (`Clx`, [MS-DOC] 2.9.38)."""
    place = 0
    while pieces[place] == 1:  # what formats a piece
        place += 3 + struct.unpack_from("<h", pieces, place + 1)[0]
    if pieces[place] != 2:
        raise ValueError("no piece table")
    count = (struct.unpack_from("<I", pieces, place + 1)[0] - 4) // 12
    place += 5
    ends = struct.unpack_from(f"<{count + 1}I", pieces, place)
    found = []
    for index in range(count):
        characters = ends[index + 1] - ends[index]
        if not 0 <= characters <= MOST_CHARACTERS:
            raise ValueError("a piece ends before it begins")
        where = struct.unpack_from("<I", pieces, place + 4 * (count + 1) + 8 * index + 2)[0]
        if where & 0x4000_0000:
            start = (where & 0x3FFF_FFFF) // 2
            found.append(stream[start : start + characters].decode("cp1252", "replace"))
        else:
            found.append(stream[where : where + 2 * characters].decode("utf-16-le", "replace"))
    return "".join(found)


def _visible(text: str) -> str:
    """Return what is seen of a text: results of fields without their codes, no anchors, breaks as ends of lines."""
    found: list[str] = []
    codes: list[bool] = []
    for piece in re.split(f"([{_FIELD}{_RESULT}{_FIELD_END}])", text):
        if piece == _FIELD:
            codes.append(True)
        elif piece == _RESULT:
            codes[-1:] = [False] if codes else []
        elif piece == _FIELD_END:
            codes[-1:] = []
        elif not any(codes):
            found.append(piece)
    return _UNSEEN.sub("", "".join(found).translate(_SIGNS))


def _blocks(text: str, first: int) -> list[Block]:
    """Return the paragraphs and tables of a text; a cell ends with a sign of its own, and so does a row."""
    found: list[Block] = []
    number = first
    for piece in re.split(f"((?:[^{_CELL}]*{_CELL})+)", text):
        lines = piece.split("\r")
        if _CELL not in piece:
            found += _paragraphs(lines, number)
        else:
            # What is above the first cell's last line may be paragraphs before the table: Word does not tell here.
            before, cells = _parted(piece)
            found += _paragraphs(before, number)
            found += _table(cells, Origin(number + len(before), number + len(lines) - 1))
        number += len(lines) - 1
    return found


def _paragraphs(lines: list[str], first: int) -> list[Block]:
    return [Paragraph(line.strip(), Origin(number, number)) for number, line in enumerate(lines, first) if line.strip()]


def _parted(piece: str) -> tuple[list[str], list[str]]:
    """Split what stands before a table from its cells: the first cell is taken to be one paragraph."""
    first, _, rest = piece.partition(_CELL)
    *before, cell = first.split("\r")
    return before, [cell, *rest.split(_CELL)[:-1]]


def _table(cells: list[str], origin: Origin) -> list[Block]:
    """Return a table of its cells in order: of so many columns that each row ends with an empty one, else of one."""
    columns = next((n for n in range(1, 64) if len(cells) % (n + 1) == 0 and not any(cells[n :: n + 1])), 0)
    width = columns + 1 if columns else 1
    rows = []
    for start in range(0, len(cells), width):
        row = [Cell(cell.replace("\r", "\n").strip(), origin) for cell in cells[start : start + (columns or 1)]]
        if any(cell.text for cell in row):
            rows.append(tuple(row))
    return [Table(tuple(rows), origin)] if rows else []
