"""Text files, as Notepad, WPS and web browsers save them → `Document`. Knows encodings, not what a notice is."""

import hashlib

from gongkai.diagnostics import Diagnostics, Place
from gongkai.importers.document import Document, Line
from gongkai.importers.layout import origin_of, paragraphs
from gongkai.source import SIZE_LIMIT_BYTES

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(data: bytes, name: str, diagnostics: Diagnostics) -> Document | None:
    """Return the text of a file in UTF-8 (with or without a byte order mark), UTF-16 or GB18030."""
    if len(data) > SIZE_LIMIT_BYTES:
        size, limit = f"{len(data) / 1024**2:.1f}", SIZE_LIMIT_BYTES // 1024**2
        diagnostics.add("file-too-large", Place(name), size=size, limit=limit)
        return None
    decoded = decode(data)
    if decoded is None or "\0" in decoded[0]:
        diagnostics.add("import-no-text", Place(name))
        return None
    text, encoding = decoded
    blocks, removed = paragraphs(lines_of(text))
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, digest, "txt", blocks, removed, text, (encoding,))


def decode(data: bytes) -> tuple[str, str] | None:
    """Return the text of a file and the name of its encoding; None where none fits."""
    for magic, encoding in _MARKS:
        if data.startswith(magic):
            try:
                return data.decode(encoding), encoding.replace("-sig", "").upper()
            except UnicodeDecodeError:
                return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding.upper()
        except UnicodeDecodeError:
            continue
    return None


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text; a form feed begins a new page."""
    lines = []
    page = 1
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, row in enumerate(text.split("\n"), 1):
        for index, piece in enumerate(row.split("\f")):
            page += bool(index)
            lines.append(Line(piece, origin_of(number, page if "\f" in text else 0)))
    return lines
