"""Text files, as Notepad, WPS and web browsers save them → `Document`. Knows encodings, not what a notice is."""

import hashlib
import re
from itertools import groupby, pairwise

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place
from gongkai.importers.document import Block, Cell, Document, Furniture, Line, Table
from gongkai.importers.layout import origin_of, paragraphs
from gongkai.source import SIZE_LIMIT_BYTES

# The line below the head of a table, as Markdown has it.
_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?")
# A line of a table whose names stand at the left; those of an address stay lines.
_NAMED_VALUE = re.compile(r"(?!.{0,8}(?:电话|邮|地址|传真|联系))[\u4e00-\u9fff]{2,10}(?P<sign>\t| *\| *)\S")
# A cell that is a label and its value, as of who filled in a table.
_CONTACT = re.compile(
    r"\s*[\u4e00-\u9fff]{0,6}(?:单位|部门|人|电\s*话|邮箱|地\s*址|邮编|传\s*真|时间|日期)\s*[:：]\s*\S"
)
# A cell in quotation marks, one within it doubled; how it begins on a line that does not end it, and how it ends.
_QUOTE, _DOUBLED = '"', '""'
_OPENS_CELL = re.compile(r'(?:^|\t)"(?:[^"\t]|"")*$')
_CLOSES_CELL = re.compile(r'(?:[^"\t]|"")*"(?:\t|\s*$)')
_QUOTED_CELL = re.compile(r'(^|\t)"((?:[^"\t]|"")*\n(?:[^"\t]|"")*)"(?=\t|\s*$)')
_MOST_LINES_OF_CELL = 20
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
    blocks, removed, source = _blocks(_with_whole_cells(lines_of(text)))
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, digest, "txt", blocks, removed, source, (encoding,))


def _blocks(lines: list[Line]) -> tuple[tuple[Block, ...], tuple[Furniture, ...], str]:
    """Return paragraphs, and tables where lines are divided alike by | or tabs; and the text less those signs."""
    blocks: list[Block] = []
    removed: list[Furniture] = []
    source: list[str] = []
    for sign, run in groupby(_with_signs(lines), key=lambda pair: pair[0]):
        group = [line for _, line in run]
        if sign:
            group = [line for line in group if line.text.strip() and not _RULE.fullmatch(line.text.strip())]
            blocks += [Table(_rows(group, sign), group[0].origin)] if group else []
            source += [line.text.replace(sign, " ") for line in group]
        else:
            found, furniture = paragraphs(group)
            blocks += found
            removed += furniture
            source += [line.text for line in group]
    return tuple(blocks), tuple(removed), "\n".join(source)


def _with_whole_cells(lines: list[Line]) -> list[Line]:
    """Join the lines that one cell in quotation marks holds, as spreadsheets copy a cell of several lines."""
    found: list[Line] = []
    index = 0
    while index < len(lines):
        line, last = lines[index], index
        while (end := _end_of_cell(lines, last)) > last:
            last = end
        if last > index:
            text = "\n".join(one.text for one in lines[index : last + 1])
            whole = _QUOTED_CELL.sub(lambda match: f"{match[1]}{match[2].replace(_DOUBLED, _QUOTE)}", text)
            line = line._replace(text=whole, origin=line.origin._replace(last=lines[last].origin.line))
        found.append(line)
        index = last + 1
    return found


def _end_of_cell(lines: list[Line], index: int) -> int:
    """Return the line that ends the cell which a line opens; the line itself where it opens none."""
    if "\t" in lines[index].text and _OPENS_CELL.search(lines[index].text):
        for below in range(index + 1, min(index + _MOST_LINES_OF_CELL, len(lines))):
            if _CLOSES_CELL.match(lines[below].text):
                return below
            if "\t" in lines[below].text:
                break
    return index


def _with_signs(lines: list[Line]) -> list[tuple[str, Line]]:
    """Return each line with the sign that divides it into cells, empty for ordinary lines."""
    signs = [_sign(line.text.strip()) for line in lines]
    inked = [index for index, line in enumerate(lines) if line.text.strip()]
    for above, index in pairwise(inked):
        if signs[above] == "\t" and re.match(r"\t(?=\S)", lines[index].text):
            # Below a name and its value, more of the value.
            signs[index] = "\t"
    beside = {
        index: {signs[near] for near in inked[max(0, at - 1) : at + 2] if near != index}
        for at, index in enumerate(inked)
    }
    found = [sign if sign and sign in beside.get(index, ()) else "" for index, sign in enumerate(signs)]
    for before, after in pairwise(inked):
        if found[before] and found[before] == found[after]:
            # Blank lines between the rows of a table belong to it.
            found[before:after] = [found[before]] * (after - before)
    return list(zip(found, lines, strict=True))


def _sign(text: str) -> str:
    """Return the sign that divides a line: two or more, or one tab behind a name as in an upright table.

    Who filled in a table and how to reach them, in one line below it, is no row of it.
    """
    if "\t" in text and all(_CONTACT.match(cell) for cell in text.split("\t")):
        return ""
    several = next((sign for sign in "|\t" if text.strip("|").count(sign) >= 2), "")
    named = _NAMED_VALUE.match(text)
    return several or (named["sign"].strip(" ") if named else "")


def _rows(lines: list[Line], sign: str) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table: a tab in front is an empty cell where others have as many, else but an indent."""
    width = max(len(_cells(line, sign)) for line in lines)
    whole = [_cells(line, sign, line.text.strip(" \u3000\r\n")) if sign == "\t" else () for line in lines]
    return tuple(
        cells if len(cells) == width and len(bare) < width else bare
        for cells, bare in zip(whole, (_cells(line, sign) for line in lines), strict=True)
    )


def _cells(line: Line, sign: str, text: str = "") -> tuple[Cell, ...]:
    text = text or line.text.strip()
    text = text.strip("|") if sign == "|" else text
    return tuple(Cell(cell.strip(), line.origin) for cell in text.split(sign))


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
