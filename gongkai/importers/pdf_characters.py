"""The characters of a PDF, each with its box on the page as it is seen, by pdfium. Knows no lines.

The text modes of pypdf, PyMuPDF and pdfium move quotes to line ends, pdfplumber interleaves columns; boxes do not.
"""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gongkai.importers.pdf_fonts import replace_fonts
from gongkai.importers.refusal import MOST_CHARACTERS, MOST_PAGES, UNREADABLE, Refused
from gongkai.language import mark

PICTURE_PAGES = mark("Some pages are pictures without text; what stands on them is missing.")
_RADICALS = mark("Signs for radicals that look like Han characters were replaced by the characters.")
_UNKNOWN = mark("The file does not say which characters some of its signs are; \ufffd stands in their places.")
_RECOGNIZED = mark("The text lies unseen over a picture: a program recognized it. Compare each word with the picture.")
_PASSWORD = 4
_INVISIBLE = 3


class Character(NamedTuple):
    """A character and its box, in points from the upper left corner of the page as it is seen."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass
class Page:
    """One page: its characters in the order of the file, and the text they make, spaces included."""

    number: int
    width: float
    height: float
    characters: list[Character] = field(default_factory=list)
    source: str = ""
    has_pictures: bool = False


def pages_of(data: bytes, notes: set[str]) -> list[Page]:
    """Return the pages of a PDF; adds to `notes` what has to be told. Raises `Refused`."""
    try:
        import pypdfium2
        import pypdfium2.raw
    except ImportError:
        raise Refused("import-library", library="pypdfium2") from None
    replace_fonts(pypdfium2.raw)
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise Refused("import-encrypted") from None
        raise Refused("import-broken", reason=UNREADABLE) from None
    if count > MOST_PAGES:
        raise Refused("import-too-large", what=mark("it has more than 500 pages"))
    pages = list(_pages(document, count, pypdfium2, notes))
    if not any(page.characters for page in pages):
        raise Refused("import-scan" if any(page.has_pictures for page in pages) else "import-nothing")
    unknown = sum(page.source.count("\ufffd") for page in pages)
    if unknown * 2 > sum(len(page.characters) for page in pages):
        raise Refused("import-scan")
    if unknown:
        notes.add(_UNKNOWN)
    if any(page.has_pictures and not page.characters for page in pages):
        notes.add(PICTURE_PAGES)
    return pages


def _pages(document: Any, count: int, library: Any, notes: set[str]) -> Iterator[Page]:
    total = 0
    for index in range(count):
        try:
            page = document[index]
        except library.PdfiumError:
            raise Refused("import-broken", reason=UNREADABLE) from None
        found = _page(page, index + 1, library.raw, notes)
        total += len(found.characters)
        if total > MOST_CHARACTERS:
            raise Refused("import-too-large", what=mark("it has too many characters"))
        yield found
        page.close()


def _page(page: Any, number: int, raw: Any, notes: set[str]) -> Page:
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    found = Page(number, width, height)
    text_page = raw.FPDFText_LoadPage(page)
    if text_page:
        _characters(text_page, found, raw.FPDFPage_GetRotation(page), raw, notes)
        raw.FPDFText_ClosePage(text_page)
    if not found.characters or number == 1:
        modes = set()
        for place in range(min(raw.FPDFPage_CountObjects(page), 2_000)):
            one = raw.FPDFPage_GetObject(page, place)
            kind = raw.FPDFPageObj_GetType(one)
            found.has_pictures |= kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_PATH)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                modes.add(raw.FPDFTextObj_GetTextRenderMode(one))
        if found.has_pictures and modes == {_INVISIBLE}:
            notes.add(_RECOGNIZED)
    return found


def _characters(text_page: Any, page: Page, rotation: int, raw: Any, notes: set[str]) -> None:
    get, box, made = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_IsGenerated
    rectangle = raw.FS_RECTF()
    place = ctypes.byref(rectangle)
    source: list[str] = []
    add = page.characters.append
    half = 0
    for index in range(min(raw.FPDFText_CountChars(text_page), MOST_CHARACTERS + 1)):
        code = get(text_page, index)
        if code <= 32 and code != 2:
            if code == 32 and made(text_page, index) != 1:
                source.append(" ")
                if box(text_page, index, place):
                    add(_placed(" ", rectangle, page, rotation))
            continue
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00 if half else 0xFFFD
        half = 0
        sign = _sign(code, notes) if not 0x3000 <= code < 0xE000 else chr(code)
        if code == 2 and made(text_page, index) == 1:
            continue
        source.append(sign)
        if box(text_page, index, place):
            add(_placed(sign, rectangle, page, rotation))
    page.source = "".join(source)


def _sign(code: int, notes: set[str]) -> str:
    """Return a character; signs that only look like Han characters as those, a hyphen at a line's end as such."""
    if code in (2, 0xFFFE):
        return "-"
    if code > 0x10FFFF or 0xD800 <= code < 0xE000 or code == 0xFFFF:
        return "\ufffd"
    sign = chr(code)
    if 0x2E80 <= code < 0x2FE0:
        usual = unicodedata.normalize("NFKC", sign)
        if usual != sign:
            notes.add(_RADICALS)
        return usual
    return "\ufffd" if 0xE000 <= code < 0xF900 or unicodedata.category(sign) == "Cc" else sign


def _placed(sign: str, box: Any, page: Page, rotation: int) -> Character:
    left, right, top, bottom = box.left, box.right, box.top, box.bottom
    # The page may be shown turned, clockwise by quarters; pdfium gives its width and height as they are shown.
    if rotation == 1:
        return Character(sign, bottom, top, left, right)
    if rotation == 2:
        return Character(sign, page.width - right, page.width - left, bottom, top)
    if rotation == 3:
        return Character(sign, page.width - top, page.width - bottom, page.height - right, page.height - left)
    return Character(sign, left, right, page.height - top, page.height - bottom)
