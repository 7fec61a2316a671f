"""Bytes → text whose every place can be shown. Content is untrusted: size is bounded, what is no text is refused."""

import re

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place
from gongkai.language import mark

# 170,000 Han characters: a dozen of the longest notices; what is larger was put here by mistake, and its page would
# open on no phone.
SIZE_LIMIT_BYTES = 512 * 1024
# Control characters, separators that YAML would count as line ends, and what turns the direction of writing.
_CONTROL = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff"
# Characters without width, which text copied from web pages is full of.
INVISIBLE = "\xad\u200b\u200e\u200f\u2060\ufeff"
_REPLACEMENT = "\ufffd"
_SUSPECT = re.compile(f"[{_CONTROL}{INVISIBLE}{_REPLACEMENT}]")
# How files begin that are no text at all.
_BINARY = {
    b"PK\x03\x04": mark("a Word, Excel or WPS document"),
    b"\xd0\xcf\x11\xe0": mark("a Word, Excel or WPS document"),
    b"%PDF": mark("a PDF document"),
    b"\x89PNG": mark("a picture"),
    b"\xff\xd8\xff": mark("a picture"),
}
# So much of a line is kept with a place in it; a paragraph may be one line of thousands of characters.
_EXCERPT_CHARACTERS = 240


class Text:
    """A decoded file: its name as shown to editors, its lines, and the places in it.

    `doubtful` are the numbers of lines that were reported as a whole: of their values nothing more is to be said.
    """

    def __init__(self, file: str, content: str) -> None:
        self.file = file
        self.lines = content.split("\n")
        self.doubtful: set[int] = set()

    def place(self, line: int, column: int = 1, length: int = 1) -> Place:
        """Return the place at 1-based `line` and `column`, `length` characters long."""
        whole = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        start = max(1, column - _EXCERPT_CHARACTERS // 2)
        excerpt = whole[start - 1 : start - 1 + _EXCERPT_CHARACTERS]
        return Place(self.file, line, column, excerpt, max(1, min(length, len(whole) - column + 1)), start)


def decode(data: bytes, file: str, diagnostics: Diagnostics) -> Text | None:
    """Return the text of a UTF-8 file; report what is none, and characters that no text should hold."""
    if len(data) > SIZE_LIMIT_BYTES:
        size, limit = f"{len(data) // 1024:,}", SIZE_LIMIT_BYTES // 1024
        diagnostics.add("file-too-large", Place(file), size=size, limit=limit)
        return None
    if kind := next((kind for magic, kind in _BINARY.items() if data.startswith(magic)), ""):
        diagnostics.add("file-binary", Place(file), kind=kind)
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        diagnostics.add("file-bom", Place(file))
        data = data[3:]
    try:
        content = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        diagnostics.add("file-encoding", Place(file), encoding=_encoding(data))
        return None
    if "\0" in content:
        before = content[: content.index("\0")]
        place = Text(file, content).place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        diagnostics.add("file-nul", place)
        return None
    if _SUSPECT.search(content):
        _report_suspects(Text(file, content), diagnostics)
        # A space in its place keeps the columns right, and the parser from stumbling.
        content = re.sub(f"[{_CONTROL}]", " ", content)
    return Text(file, content)


def _encoding(data: bytes) -> str:
    """Return what an encoding that is not UTF-8 seems to be (an English source string)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return mark("an unknown encoding, or a damaged file")
    return "GBK (GB18030)"


def _report_suspects(text: Text, diagnostics: Diagnostics) -> None:
    """Report control, invisible and damaged characters: of each kind the first one in a line."""
    for number, line in enumerate(text.lines, 1):
        first: dict[str, re.Match[str]] = {}
        for match in _SUSPECT.finditer(line):
            first.setdefault(_code_of(match[0]), match)
        for code, match in first.items():
            place = text.place(number, match.start() + 1)
            diagnostics.add(code, place, character=f"U+{ord(match[0]):04X}")


def _code_of(character: str) -> str:
    if character == _REPLACEMENT:
        return "file-damaged"
    return "file-invisible" if character in INVISIBLE else "file-control"
