"""The layout of official documents, GB/T 9704-2012, as styles of a Word document.

A4 with a type area of 156 × 225 mm, 22 lines of 28 characters; title in 2号小标宋, text in 3号仿宋, headings in 黑体,
楷体, 仿宋. Fonts are named, never bundled: where one is missing, the program takes another.
"""

from typing import Any, NamedTuple

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

SONG, FANG, HEI, KAI = "宋体", "仿宋", "黑体", "楷体"
TITLE_FONT = "方正小标宋简体"
LATIN = "Times New Roman"
SIZE_3, SIZE_2, SIZE_4 = Pt(16), Pt(22), Pt(14)
LINE = Pt(28.95)
CHARACTERS = 28
# 28 characters of 16 pt do not fit into 156 mm: each comes 0.25 pt closer to the next. A grid of characters would do
# the same in Word, but LibreOffice gives each of them two places in it.
_CLOSER_TWIPS = -5
_CHARACTER_TWIPS = 16 * 20 + _CLOSER_TWIPS


class Look(NamedTuple):
    """How a style looks: fonts, size, bold, alignment, characters of indent of the first line and of all lines."""

    font: str = FANG
    size: Pt = SIZE_3
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first: float = 2
    left: float = 0
    keep: bool = False


_LOOKS = {
    "Normal": Look(),
    "Title": Look(TITLE_FONT, SIZE_2, WD_ALIGN_PARAGRAPH.CENTER, 0),
    "Heading 1": Look(HEI, keep=True),
    "Heading 2": Look(KAI, keep=True),
    "Heading 3": Look(FANG, keep=True),
    "Heading 4": Look(FANG, keep=True),
    "Heading 5": Look(FANG, keep=True),
    "List Paragraph": Look(),
    "Quote": Look(KAI, left=2),
    "Signature": Look(align=WD_ALIGN_PARAGRAPH.LEFT, first=0),
    "Footer": Look(SONG, SIZE_4, WD_ALIGN_PARAGRAPH.RIGHT, 0),
}


def prepare(document: Document) -> None:
    """Give an empty document its page and its styles."""
    for name, look in _LOOKS.items():
        _style(document, name, look)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)  # the number stands 7 mm below the type area
    _grid(section)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def font(run_or_style: Any, name: str) -> None:
    """Set the font of a run or style for Han characters; Latin letters and digits have theirs."""
    properties = run_or_style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    latin = LATIN if name != SONG else name
    for slot, value in (("ascii", latin), ("hAnsi", latin), ("eastAsia", name), ("cs", latin)):
        fonts.set(qn(f"w:{slot}"), value)
    properties.insert(0, fonts)


def indent(paragraph: Any, *, left: float = 0, first: float = 0) -> None:
    """Indent a paragraph, or a style, by characters."""
    properties = paragraph._p.get_or_add_pPr() if hasattr(paragraph, "_p") else paragraph.element.get_or_add_pPr()
    for old in properties.findall(qn("w:ind")):
        properties.remove(old)
    element = properties.get_or_add_ind()
    for slot, characters in (("left", left), ("firstLine", first)):
        element.set(qn(f"w:{slot}Chars"), str(round(characters * 100)))
        element.set(qn(f"w:{slot}"), str(round(characters * _CHARACTER_TWIPS)))


def _style(document: Document, name: str, look: Look) -> None:
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, 1)
    assert isinstance(style, ParagraphStyle)
    properties = style.element.get_or_add_rPr()
    for child in list(properties):  # the colours and sizes of Word's own headings
        properties.remove(child)
    font(style, look.font)
    style.font.size = look.size
    if look.size == SIZE_3:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(_CLOSER_TWIPS))
        properties.find(qn("w:sz")).addprevious(closer)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    layout = style.paragraph_format
    layout.alignment = look.align
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = LINE if look.size != SIZE_2 else Pt(35)
    layout.keep_with_next = look.keep
    layout.widow_control = True
    indent(style, left=look.left, first=look.first)


def _grid(section: Section) -> None:
    """Lay the page out in 22 lines."""
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    properties.append(grid)


def _page_number(paragraph: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write `— 1 —`, a character away from the edge of the type area."""
    paragraph.alignment = side
    edge = "left_indent" if side == WD_ALIGN_PARAGRAPH.LEFT else "right_indent"
    setattr(paragraph.paragraph_format, edge, SIZE_4)
    paragraph.add_run("— ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    paragraph.add_run(" —")
