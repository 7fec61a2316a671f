"""Office files for tests, each made by a few lines that say what is in it. Word files: `bench.office`."""

import struct
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Diagnostic
from gongkai.importers.document import Document, Paragraph, Table
from gongkai.importers.readers import read

FONT = "STSong-Light"


def document(data: bytes, name: str) -> Document:
    """Return what a file holds; it has to be readable, and every character of it in one place."""
    diagnostics = Diagnostics()
    found = read(data, name, diagnostics)
    assert found is not None, list(diagnostics)
    return found


def refusal(data: bytes, name: str = "通报.docx") -> Diagnostic:
    """Return why a file is not read: one finding, whose words are whole in both languages."""
    diagnostics = Diagnostics()
    assert read(data, name, diagnostics) is None
    (finding,) = diagnostics
    for language in ("zh", "en"):
        assert "{" not in finding.message(language) + finding.hint(language)
        assert "\n" not in finding.message(language)
    return finding


def lines(found: Document) -> list[str]:
    """Return the text of the paragraphs, and of tables row by row."""
    texts: list[str] = []
    for block in found.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            texts += [" | ".join(cell.text for cell in row) for row in block.rows]
    return texts


def the_table(found: Document) -> Table:
    """Return the only table."""
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    return table


def pdf(draw: Callable[[Any], None], *, size: tuple[float, float] = (595, 842), **options: Any) -> bytes:
    """Return a PDF that `draw` has drawn on a canvas of reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=True, **options)
    canvas.setFont(FONT, 16)
    draw(canvas)
    canvas.save()
    return target.getvalue()


def pdf_pages(*pages: Sequence[tuple[float, float, str]], rotation: int = 0) -> bytes:
    """Return a PDF of pages, each a list of lines with their place: from the left, from above."""

    def draw(canvas: Any) -> None:
        for page in pages:
            canvas.setPageRotation(rotation)
            canvas.setFont(FONT, 16)
            for left, top, text in page:
                canvas.drawString(left, 842 - top, text)
            canvas.showPage()

    return pdf(draw)


def xlsx(fill: Callable[[Any], None]) -> bytes:
    """Return a workbook of openpyxl that `fill` has filled."""
    from openpyxl import Workbook

    workbook = Workbook()
    fill(workbook)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def xls(rows: Sequence[Sequence[object]], merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """Return an old workbook; `merged` are first row, last row, first column, last column."""
    from xlwt import Workbook

    workbook = Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("台账")
    for first, last, left, right in merged:
        sheet.write_merge(first, last, left, right, rows[first][left])
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if not any(a <= y <= b and c <= x <= d for a, b, c, d in merged):
                sheet.write(y, x, value)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def doc(text: str, *, heads: str = "", flags: int = 0x0200, lists: bool = False, narrow: str = "") -> bytes:
    """Return a Word 97 file: its text in one piece of UTF-16, `narrow` before it in one of 8 bits."""
    text_bytes, narrow_bytes = (text + heads).encode("utf-16-le"), narrow.encode("cp1252")
    start = 0x800
    block = bytearray(start)
    struct.pack_into("<HH", block, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", block, 0x0A, flags)
    struct.pack_into("<iii", block, 0x4C, len(narrow) + len(text), 0, len(heads))
    first, second = len(narrow), len(narrow) + len(text) + len(heads)
    ends = struct.pack("<III", 0, first, second)
    narrow_at = (start + len(text_bytes)) * 2 | 0x4000_0000
    pieces = struct.pack("<HIH", 0, narrow_at, 0) + struct.pack("<HIH", 0, start, 0)
    table = b"\x02" + struct.pack("<I", len(ends + pieces)) + ends + pieces
    struct.pack_into("<II", block, 0x01A2, 0, len(table))
    struct.pack_into("<I", block, 0x02E6, 100 if lists else 0)
    return ole({"WordDocument": bytes(block) + text_bytes + narrow_bytes, "1Table": table})


def ole(streams: dict[str, bytes]) -> bytes:
    """Return an OLE container ([MS-CFB]) of streams, each padded to the size from which they stand in sectors."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    chains: list[int] = []
    starts = {}
    for name, data in padded.items():
        starts[name] = len(sectors)
        count = -(-len(data) // 512)
        sectors += [data[at * 512 : at * 512 + 512].ljust(512, b"\0") for at in range(count)]
        chains += [*range(starts[name] + 1, starts[name] + count), 0xFFFF_FFFE]
    names = sorted(padded, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, 0xFFFF_FFFE, 0, child=1)]
    for index, name in enumerate(names, 1):
        right = index + 1 if index < len(names) else 0xFFFF_FFFF
        entries.append(_entry(name, 2, starts[name], len(padded[name]), right=right))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    directory_at = len(sectors)
    sectors += [directory[at : at + 512] for at in range(0, len(directory), 512)]
    chains += [*range(directory_at + 1, len(sectors)), 0xFFFF_FFFE]
    fat_sectors = -(-(len(sectors) + 1) // 127)
    fat_at = len(sectors)
    chains += [0xFFFF_FFFD] * fat_sectors
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(fat_sectors * 512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, directory_at, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0)
    header += struct.pack("<109I", *[*range(fat_at, fat_at + fat_sectors), *[0xFFFF_FFFF] * (109 - fat_sectors)])
    return header + b"".join(sectors) + fat


def _entry(name: str, kind: int, start: int, size: int, *, right: int = 0xFFFF_FFFF, child: int = 0xFFFF_FFFF) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", 0xFFFF_FFFF, right, child)
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + links
    return head + bytes(36) + struct.pack("<IQ", start, size)
