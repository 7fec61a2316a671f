"""A notice in plain text → the office documents of it: `python -m bench.make_documents NOTICE.txt DIR`.

Each holds the same characters: Word with styles, Word with typed numbers, Word with numbers that Word counts, PDF of
one and of two columns with page numbers, text in GB18030. PDF needs reportlab (requirements-test.txt).
"""

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench import office
from gongkai.diagnostics import Diagnostics
from gongkai.importers.document import Paragraph
from gongkai.importers.text_file import read
from gongkai.text import numeral

_FONT = "STSong-Light"
_HAN = "一二三四五六七八九十"
# How a numbered paragraph begins: its level, the form and text of the list that Word would count.
_NUMBERS: tuple[tuple[str, int, str, str], ...] = (
    (rf"([{_HAN}]{{1,3}})、", 1, "chineseCountingThousand", "%1、"),
    (rf"（([{_HAN}]{{1,3}})）", 2, "chineseCountingThousand", "（%1）"),
    (rf"\(([{_HAN}]{{1,3}})\)", 2, "chineseCountingThousand", "(%1)"),
    (r"(\d{1,2})、", 3, "decimal", "%1、"),
    (r"(\d{1,2})．", 3, "decimal", "%1．"),
    (r"(\d{1,2})\.(?!\d)", 3, "decimal", "%1."),
    (r"（(\d{1,2})）", 4, "decimal", "（%1）"),
    (r"([①-⑳])", 4, "decimalEnclosedCircle", "%1"),
)
_NO_LINE_START = "，。、；：！？”’）》】」』〉…—%％)"
_NO_LINE_END = "“‘（《【「『〈("
_WORD = re.compile(r"[A-Za-z0-9.%+\-/@:]+|.", re.DOTALL)


class Numbered(NamedTuple):
    """A typed number: how deep, which list of `_NUMBERS`, its value, and how many characters it takes."""

    level: int
    form: int
    value: int
    length: int


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a notice, hard wraps undone."""
    document = read(text.encode(), "notice.txt", Diagnostics())
    assert document is not None
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def number_of(text: str) -> Numbered | None:
    """Return the typed number with which a paragraph begins."""
    for form, (pattern, level, _name, _text) in enumerate(_NUMBERS):
        if match := re.match(pattern, text):
            sign = match[1]
            value = ord(sign) - ord("①") + 1 if sign in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else numeral(sign)
            value = int(sign) if value is None and sign.isdigit() else value
            return Numbered(level, form, value, match.end()) if value else None
    return None


def _is_heading(text: str, found: Numbered | None) -> bool:
    return bool(found) and len(text) < 60


def styled(lines: Sequence[str]) -> bytes:
    """Return a Word document with a title and headings by style, their numbers typed."""
    styles = [office.style("a", name="Normal", default=True), office.style("t", _CENTRED, name="Title")]
    for level in range(1, 5):
        outline = f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        styles.append(office.style(f"h{level}", outline, name=f"heading {level}", based_on="a"))
    body = []
    for index, line in enumerate(lines):
        found = number_of(line)
        name = "t" if index == 0 else f"h{found.level}" if found and _is_heading(line, found) else ""
        body.append(office.paragraph(line, f'<w:pStyle w:val="{name}"/>' if name else ""))
    return office.docx(*body, styles="".join(styles))


def typed(lines: Sequence[str]) -> bytes:
    """Return a Word document without styles: all numbers typed, the title centred by hand."""
    first = office.paragraph(lines[0], '<w:jc w:val="center"/>')
    return office.docx(first, *(office.paragraph(line) for line in lines[1:]))


def counted(lines: Sequence[str]) -> bytes:
    """Return a Word document whose numbers Word counts: in no text run is one of them."""
    lists = [
        office.abstract(form, office.level(0, name, text, more='<w:suff w:val="nothing"/>'))
        for form, (_pattern, _level, name, text) in enumerate(_NUMBERS)
    ]
    last: dict[int, tuple[int, int]] = {}
    numbers: list[str] = []
    body = [office.paragraph(lines[0], '<w:jc w:val="center"/>')]
    for line in lines[1:]:
        found = number_of(line)
        if not found or found.length == len(line) or line[found.length].isspace():
            body.append(office.paragraph(line))
            continue
        identifier, value = last.get(found.form, (0, 0))
        if not identifier or value + 1 != found.value:
            numbers.append(office.number(len(numbers) + 1, found.form, {0: found.value}))
            identifier = len(numbers)
        last[found.form] = identifier, found.value
        body.append(office.numbered(line[found.length :], identifier))
    return office.docx(*body, numbering="".join(lists + numbers))


_CENTRED = '<w:pPr><w:jc w:val="center"/></w:pPr>'


def pdf(lines: Sequence[str], *, columns: int = 1, head: str = "", rotation: int = 0) -> bytes:
    """Return a PDF as offices print them: 28 characters a line, 22 lines a page, `— 3 —` below; or two columns."""
    from io import BytesIO

    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    size, measure, rows = (16.0, 28, 22) if columns == 1 else (10.5, 20, 40)
    _Setter(canvas, size, measure, rows, columns, head, rotation).set(lines)
    canvas.save()
    return target.getvalue()


class _Setter:
    """Sets lines of a fixed measure on pages of a fixed number of rows."""

    def __init__(
        self, canvas: Any, size: float, measure: int, rows: int, columns: int, head: str, rotation: int
    ) -> None:
        self._canvas, self._size, self._measure, self._rows, self._columns = canvas, size, measure, rows, columns
        self._head, self._rotation = head, rotation
        self._left = 74.0 if columns == 1 else 76.0
        self._pitch = 28.9 if columns == 1 else 16.5
        self._page, self._column, self._row = 1, 0, 0

    def set(self, lines: Sequence[str]) -> None:
        """Set the title over all columns, then the text."""
        whole = self._measure if self._columns == 1 else int(2 * self._measure * self._size / 18)
        for line in wrapped(lines[0], min(20, whole), 0):
            self._canvas.setFont(_FONT, 22 if self._columns == 1 else 18)
            self._canvas.drawCentredString(297, self._top(self._row), line.strip())
            self._row += 2
        self._first = self._row
        for line in lines[1:]:
            rows = wrapped(line, self._measure, 2)
            for index, words in enumerate(rows):
                if self._row >= self._rows:
                    self._next_column()
                self._canvas.setFont(_FONT, self._size)
                x = self._left + self._column * (self._measure + 2) * self._size + (2 * self._size if not index else 0)
                self._draw(words, x, (self._measure - 2 * (not index)) * self._size, is_last=index + 1 == len(rows))
                self._row += 1
        self._end_page()

    def _draw(self, words: str, x: float, measure: float, *, is_last: bool) -> None:
        """Set one line, spread to the measure unless it is the last of its paragraph, as Word and WPS do."""
        words = words.lstrip()
        room = measure - self._canvas.stringWidth(words.rstrip(), _FONT, self._size)
        spread = 0 if is_last or len(words) < 2 else room / (len(words.rstrip()) - 1)
        self._canvas.drawString(x, self._top(self._row), words, charSpace=spread)

    def _top(self, row: int) -> float:
        return 730.0 - row * self._pitch

    def _next_column(self) -> None:
        self._column += 1
        self._row = self._first
        if self._column >= self._columns:
            self._end_page()
            self._page, self._column, self._row, self._first = self._page + 1, 0, 0, 0

    def _end_page(self) -> None:
        self._canvas.setFont(_FONT, 14 if self._columns == 1 else 9)
        self._canvas.drawCentredString(297, 60, f"— {self._page} —")
        if self._head:
            self._canvas.drawCentredString(297, 790, self._head)
        self._canvas.setPageRotation(self._rotation)
        self._canvas.showPage()


def wrapped(text: str, measure: int, indent: int) -> list[str]:
    """Return the lines of a paragraph: no sign where it may not stand, no word parted."""
    lines: list[str] = []
    line, left = "", float(measure - indent)
    for word in _WORD.findall(text):
        width = _width(word)
        if left < width and line and word.strip():
            if word[0] in _NO_LINE_START or line[-1] in _NO_LINE_END:
                cut = len(line) - 1
                while cut > 1 and (line[cut] in _NO_LINE_START or line[cut - 1] in _NO_LINE_END or line[cut].isascii()):
                    cut -= 1
                line, word = line[:cut], line[cut:] + word
            lines.append(line)
            line, left = "", float(measure)
        line += word
        left -= _width(word)
    return [*lines, line]


def _width(text: str) -> float:
    """Return the width in ems; letters of a Chinese font are half as wide, some less."""
    return sum(0.5 if ord(sign) < 0x80 else 1 for sign in text)


KINDS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "styled.docx": styled,
    "typed.docx": typed,
    "counted.docx": counted,
    "one-column.pdf": pdf,
    "two-columns.pdf": lambda lines: pdf(lines, columns=2),
    "gb18030.txt": lambda lines: "\r\n".join(lines).encode("gb18030"),
}


def main(source: str, folder: str) -> None:
    """Write all documents of one notice."""
    lines = paragraphs(Path(source).read_text("utf-8"))
    for name, make in KINDS.items():
        target = Path(folder) / f"{Path(source).stem}-{name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(make(lines))
        print(target)


if __name__ == "__main__":
    main(*sys.argv[1:3])
