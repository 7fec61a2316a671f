"""A notice → a Word document in the layout of official documents, with the notice itself within."""

import datetime
import io
import re
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.model import Notice
from gongkai.office.blocks import Block, blocks_of
from gongkai.office.package import with_notice
from gongkai.office.styles import CHARACTERS, FANG, HEI, KAI, font, indent, prepare
from gongkai.text import display_width

MAIN = "word/document.xml"
# How a heading begins → its font, whatever its level in the file: 一、 in 黑体, （一） in 楷体, the others in 仿宋.
_FONTS = ((re.compile("[一二三四五六七八九十]+、"), HEI), (re.compile("（[一二三四五六七八九十]+）"), KAI))
_STYLES = {"title": "Title", "item": "List Paragraph", "quote": "Quote", "signature": "Signature", "date": "Signature"}
_CELL_SIZE = Pt(12)


def document_of(notice: Notice) -> bytes:
    """Return the .docx file of a notice: the same bytes each time."""
    document = docx.Document()
    prepare(document)
    _describe(document, notice)
    blocks = blocks_of(notice)
    for block in blocks:
        _add(document, block, blocks)
    buffer = io.BytesIO()
    document.save(buffer)
    return with_notice(buffer.getvalue(), MAIN, notice)


def _describe(document: Document, notice: Notice) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.subject = notice.title[:255], notice.signature[:255], notice.id
    properties.comments = properties.keywords = properties.last_modified_by = ""
    day = f"{notice.dated or notice.published or '2000'}-01-01"[:10]  # never the time at which the file was made
    properties.created = properties.modified = datetime.datetime.fromisoformat(day if len(day) == 10 else f"{day}-01")


def _add(document: Document, block: Block, blocks: list[Block]) -> None:
    if block.kind == "table":
        _table(document, block)
        return
    style = f"Heading {min(block.level, 5)}" if block.kind == "heading" else _STYLES.get(block.kind, "Normal")
    paragraph = document.add_paragraph(style=style)
    for words in block.runs:
        target = _link(paragraph, words.href) if words.href else paragraph
        _run(target, paragraph, words.text, bold=words.bold, italic=words.italic)
    if block.kind == "heading":
        _head(paragraph, block)
    elif block.kind in ("field", "note"):
        for run in paragraph.runs:
            font(run, KAI)
        paragraph.paragraph_format.keep_with_next = block.kind == "field"
        if block.kind == "note":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            indent(paragraph)
    elif block.kind == "item" and block.level:
        indent(paragraph, left=2 * block.level, first=2)
    elif block.kind in ("signature", "date"):
        _close(paragraph, block, blocks)
    elif block.kind == "facts":
        paragraph.paragraph_format.page_break_before = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        indent(paragraph)
        font(paragraph.runs[0], HEI)
    if block.kind in ("title", "note"):
        paragraph.paragraph_format.space_after = Pt(28.95)


def _run(target: Any, paragraph: Any, text: str, *, bold: bool, italic: bool) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if target is not paragraph:
        target.append(run._r)


def _link(paragraph: Any, href: str) -> Any:
    """Return a new link in a paragraph; what leads to a place on the site is no link outside it."""
    if not href.startswith(("https://", "http://", "mailto:", "tel:")):
        return paragraph
    identifier = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), identifier)
    paragraph._p.append(link)
    return link


def _head(paragraph: Any, block: Block) -> None:
    found = next((name for pattern, name in _FONTS if pattern.match(block.text)), None)
    if found is None and (block.level > 2 or re.match(r"[\d（(]", block.text)):
        found = FANG
    for run in paragraph.runs:
        if found:
            font(run, found)


def _close(paragraph: Any, block: Block, blocks: list[Block]) -> None:
    """Place signature and date as without a seal: one of them two characters from the right, the date begins two
    characters right of the signature."""
    widths = {one.kind: display_width(one.text) / 2 for one in blocks if one.kind in ("signature", "date")}
    begin = CHARACTERS - 2 - max(widths["signature"], widths.get("date", 0) + 2)
    begin = max(0, begin) + (2 if block.kind == "date" else 0)
    indent(paragraph, left=begin)
    if block.kind == "signature":
        paragraph.paragraph_format.space_before = Pt(2 * 28.95)
        paragraph.paragraph_format.keep_with_next = True


def _table(document: Document, block: Block) -> None:
    columns = max(map(len, block.rows))
    table = document.add_table(0, columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = [Mm(45), Mm(111)] if columns == 2 else [Mm(156 / columns)] * columns
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for index, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, width, text in zip(cells, widths, [*row, *[""] * (columns - len(row))], strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.line_spacing = Pt(20)
            indent(paragraph)
            run = paragraph.add_run(text)
            run.font.size = _CELL_SIZE
            font(run, HEI if index == 0 else FANG)
        _row_look(table.rows[index]._tr, is_head=index == 0)


def _row_look(row: Any, *, is_head: bool) -> None:
    """Keep a row on one page; repeat the first one on every page."""
    properties = row.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if is_head else ("w:cantSplit",):
        properties.append(OxmlElement(name))
