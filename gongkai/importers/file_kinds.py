"""What kind of file some bytes are, by their first ones and by the parts of a package. Opens nothing else."""

import re
import zipfile
from io import BytesIO

from gongkai.importers.refusal import DAMAGED, UNREADABLE, Refused
from gongkai.language import mark

# Kind → module of this package with `read(data, name, diagnostics) -> Document | None`.
READ_BY = {"txt": "text_file", "docx": "docx", "pdf": "pdf", "xlsx": "workbook", "xls": "workbook", "doc": "doc"}

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = mark("Open it in Word or WPS, choose “Save as” and there .docx.")
_SAVE_AS_SHEET = mark("Open it in Excel or WPS, choose “Save as” and there .xlsx.")
_FROM_PICTURE = mark(
    "Ask for the file it was made from, or let a program for text recognition make a .docx of it first."
)
_PICTURE = mark("a picture")
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP", _PICTURE, _FROM_PICTURE),
    (rb"\s*\{\\rtf", mark("an RTF file"), _SAVE_AS),
    (
        rb"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|meta)\b",
        mark("a web page"),
        mark("Copy its text into Word or a text file, and save that."),
    ),
    (rb"(?i)(?:MIME-Version:|From: <Saved by|Message-ID:)", mark("a saved web page or an e-mail"), _SAVE_AS),
    (rb"\s*<\?xml[^>]*>.{0,200}progid=\"Word", mark("a Word file in XML"), _SAVE_AS),
    (rb"\s*<\?xml[^>]*>.{0,200}progid=\"Excel", mark("an Excel file in XML"), _SAVE_AS_SHEET),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh", mark("an archive"), mark("Unpack it first, and import the files within.")),
    (rb"MZ|\x7fELF", mark("a program"), mark("Import the document itself.")),
    (rb"AT&TFORM|%!PS", mark("a page description"), _FROM_PICTURE),
)
_PARTS: tuple[tuple[str, str, str], ...] = (
    ("OFD.xml", mark("an OFD file"), mark("Open it in the OFD reader, and export it as .docx or as .pdf with text.")),
    ("xl/workbook.bin", mark("a binary Excel workbook (.xlsb)"), _SAVE_AS_SHEET),
    ("ppt/presentation.xml", mark("a presentation"), mark("Import the notice itself.")),
    ("content.xml", mark("an OpenDocument file"), _SAVE_AS),
    ("Index/Document.iwa", mark("a file of Apple Pages or Numbers"), mark("Export it as .docx or .xlsx.")),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Streams of an old Office file, as its directory names them.
_OLE_KINDS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))


def kind_of(data: bytes) -> str:
    """Return the kind of a file, a key of `READ_BY`. Raises `Refused` where it is one that cannot be read."""
    if not data.strip(b"\0 \t\r\n"):
        raise Refused("import-nothing")
    if data.startswith(_ZIP):
        return _of_package(data)
    if data.startswith(_OLE):
        return _of_ole(data)
    # Readers find the mark of a PDF within its first 1,024 bytes.
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for pattern, found, way in _OTHERS:
        if re.match(pattern, data[:4096], re.DOTALL):
            raise Refused("import-other-kind", found=found, way=way)
    return "txt"


def _of_package(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except DAMAGED:
        raise Refused("import-broken", reason=UNREADABLE) from None
    for part, found, way in _PARTS:
        if part in names:
            raise Refused("import-other-kind", found=found, way=way)
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names) or "_rels/.rels" in names:
        return "docx"
    if "[Content_Types].xml" in names:
        raise Refused("import-broken", reason=UNREADABLE)
    way = mark("Unpack it first, and import the files within.")
    raise Refused("import-other-kind", found=mark("an archive"), way=way)


def _of_ole(data: bytes) -> str:
    if _ENCRYPTED in data:
        raise Refused("import-encrypted")
    for stream, kind in _OLE_KINDS:
        # A name stands in the directory with its length, its end marked by a NUL.
        if f"{stream}\0".encode("utf-16-le") in data:
            return kind
    if "Root Entry".encode("utf-16-le") not in data:
        raise Refused("import-broken", reason=UNREADABLE)
    raise Refused("import-other-kind", found=mark("an old Office file without text or tables"), way=_SAVE_AS)
