"""Lines → paragraphs: hard wraps and page breaks undone, page numbers and running heads set aside.

For text files, whose lines are bare, and for PDF, whose lines have a place on the page. Knows how Chinese texts are
set, not what a notice is. Our own: the libraries for text layout (pdfminer's LAParams) need geometry, which a text file
has not, and join Chinese lines with spaces.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from gongkai.importers.document import Furniture, Line, Origin, Paragraph
from gongkai.importers.page_furniture import without_furniture
from gongkai.importers.rows import LABEL, OPENING, Row, is_ended, rows_of
from gongkai.importers.web_lines import is_surely_web
from gongkai.text import WIDE

# A label that ends a line within a paragraph waits for its value: …欢迎监督。监督电话：
_LABEL_AT_END = re.compile(
    r"[。，；][\u4e00-\u9fff]{0,4}(?:电话|地址|邮箱|信箱|邮编|邮政编码|邮件|传真|联系人|时限|期限|进展|进度|状态)[：:]$"
)
# Labels that follow on the heading of a problem.
# A value that ends its paragraph, where a blank line follows: 责任单位：机关服务中心
_VALUE_AT_END = re.compile(r"(?:责任|牵头|整改|完成)[\u4e00-\u9fff]{2,4}[：:][^，。；：:]{2,30}$")
# A heading with a field in brackets at its end: 问题1：…（责任单位：党政综合办公室）
_ENDS_IN_FIELD = re.compile(r"[（(](?:责任|牵头|整改|完成)[\u4e00-\u9fff]{2,4}[：:][^（）()]{2,30}[）)]$")
_FIELD = re.compile(r"(?:整改|责任|牵头|完成|落实|办理|问题|存在)[\u4e00-\u9fff]{2,6}[：:]")
_QUOTED_PROBLEM = re.compile(r"^(?:.{1,5})?(?:关于|针对|对于)[“‘][^。]{2,80}[”’]的?问题(?:的?整改)?$")
_CLAUSE = re.compile(r"(?:\*\*)?[一二三四五六七八九十]{1,2}是")
_DATE_LINE = re.compile(r"[\d〇○零一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月.{0,6}")
_ENDS_HEADING = re.compile(
    r"(?:情况|方面|问题|工作|成效|措施|问题的整改)(?:[（(](?:已|未|基本|正在|持续|部分|阶段|整改|长期|立行)[^）)]{0,10}[）)])?$"
)
_DATE_ALONE = re.compile(
    r"[\d〇○零一二三四五六七八九十]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?"
)
_ENDS_TITLE = re.compile(r"(?:通报|报告|公告|公示|函|情况)$")
# Lines are shorter than their measure by the indent of a first line, and by signs that may not begin a line.
_TITLE = re.compile(r"(?:关于|整改|巡视|巡察).*(?:通报|报告|公告|公示|情况|的函|台账|清单|一览表)(?:（[^）]{2,20}）)?$")
_REST_OF_TITLE = re.compile(r"的?(?:通报|报告|公告|公示|函)(?:[（(].{2,20}[）)])?")
_DOCUMENT_NUMBER = re.compile(r"[（(]?[^，。：]{1,12}[〔\[［](?:19|20)\d\d[〕\]］]\s*\d{1,4}\s*号[）)]?")
_SIGNED = re.compile(
    r"[^，。；：、]{4,30}(?:党组|党委|委|局|会|院|校|厅|馆|学|办公室|办事处|中心|公司|集团|总支|支部|政府|小组)(?:\s*\d{4}年\d{1,2}月\d{1,2}日)?"
)
_LONGEST_LINE = 90
_SHORT_COLUMNS = 8
# In lines as short as these a heading often fills one.
_NARROW = 44
_WIDEST = 120
# Signs with which no paragraph begins or ends.
_NEVER_FIRST = "，。、；：？！）》”’】」』,;:?!)"
_NEVER_LAST = "（《“‘【「『，、"
_WIDE_IN_PRINT = re.compile(f"[{WIDE}·]")


class _Measure(NamedTuple):
    """How lines are set: the columns at which they are wrapped (0: they are not), the longest, whether indented.

    `sure` if each indent begins a paragraph, whatever stands above it.
    """

    width: int
    longest: int
    indented: bool
    sure: bool


def paragraphs(lines: Sequence[Line]) -> tuple[tuple[Paragraph, ...], tuple[Furniture, ...]]:
    """Return the paragraphs of a document, and what stood on its pages besides."""
    rows, removed = without_furniture(rows_of(lines))
    # What a web page puts around a text is as wide as it likes.
    text = [row for row in rows if not is_surely_web(row.words)]
    width = _wrap_width(text)
    longest = max((_width(row) for row in text), default=0)
    indented = _is_indented(text)
    found: list[list[Row]] = []
    measure = _Measure(width, longest if longest <= _LONGEST_LINE else 0, indented, _are_indents_sure(text, width))
    is_closed = True
    for row, below in zip_longest(rows, rows[1:]):
        is_web = is_surely_web(row.words)
        if is_closed or is_web or _is_signature(row, below) or not _goes_on(found[-1], row, measure):
            found.append([row])
        else:
            found[-1].append(row)
        is_closed = is_web
    return tuple(_paragraph(group, width) for group in found), tuple(removed)


def _wrap_width(rows: list[Row]) -> int:
    """Return the columns at which lines were wrapped, 0 where each line is a paragraph."""
    widths = [_width(row) for row in rows]
    usual = Counter(
        width for row, width in zip(rows, widths, strict=True) if not is_ended(row.words) and 24 <= width <= _WIDEST
    )
    if not usual or sum(width > _WIDEST for width in widths) > len(widths) // 20:
        return 0
    around = {width: sum(usual[near] for near in range(width - 4, width + 3)) for width in usual}
    best = max(around, key=lambda width: (around[width], width))
    wider = sum(width > best + 6 for width in widths)
    return best if around[best] >= max(2, len(rows) // 5) and wider <= len(rows) // 30 else 0


def _width(row: Row) -> int:
    # Quotes and dashes are as wide as Han characters in Chinese fonts, whatever a terminal makes of them.
    return len(row.words) + len(_WIDE_IN_PRINT.findall(row.words)) + min(row.indent, 4)


def _is_indented(rows: list[Row]) -> bool:
    """Whether paragraphs begin with an indent: some rows do, most do not, and those that do open sentences."""
    indents = [row.indent >= 2 for row in rows]
    return 2 < sum(row.indent >= 4 for row in rows) < len(indents) * 0.8


def _are_indents_sure(rows: list[Row], width: int) -> bool:
    """Whether indented rows begin paragraphs throughout: nearly all follow on a row that has ended or is short."""
    if not width or not _is_indented(rows):
        return False
    pairs = [(above, row) for above, row in pairwise(rows) if row.indent >= 4]
    plain = sum(is_ended(above.words) or not _is_full(above, width) for above, _ in pairs)
    return (
        plain >= (0.85 if width > _NARROW else 0.65) * len(pairs) and len({min(row.indent, 8) for _, row in pairs}) <= 3
    )


def _is_signature(row: Row, below: Row | None) -> bool:
    """Whether a row is the name of who signs, for a date stands alone below it."""
    return bool(below and _SIGNED.fullmatch(row.words) and _DATE_ALONE.fullmatch(below.words))


def _goes_on(group: list[Row], row: Row, measure: _Measure) -> bool:
    """Whether a row goes on with the paragraph above it."""
    width, longest, indented, sure = measure
    last = group[-1]
    above = last.words
    whole = "".join(part.words for part in group)
    opens = bool(OPENING.match(row.words))
    if _is_never_first(row.words, above) or above[-1] in _NEVER_LAST or _awaits(whole, row):
        return True
    if (sure and row.indent >= 4) or _begins_label(whole, row.words):
        return False
    if _CLAUSE.match(row.words) and OPENING.match(whole) and not _is_prose(whole) and above[-1] not in "，、；;：:":
        return False
    if _DATE_LINE.fullmatch(row.words) or (opens and (is_ended(above) or not _is_prose(whole))):
        return False
    is_long = bool(longest) and _width(last) >= longest - _SHORT_COLUMNS
    if is_long and ((above[-1].isdigit() and row.words[0].isdigit()) or (above[-1] in "：:" and not opens)):
        return True
    if _DOCUMENT_NUMBER.fullmatch(row.words) or _DOCUMENT_NUMBER.fullmatch(above):
        return False
    # Of a short text in wrapped lines, but few lines are full.
    is_full = is_long and bool(re.search("[，。,]", whole + row.words))
    if LABEL.match(row.words) and (above[-1] in "。：:" or not (width or (is_full and not is_ended(above)))):
        return False
    if (is_ended(above) and _SIGNED.fullmatch(row.words)) or (row.gap and _VALUE_AT_END.search(whole)):
        return False
    if _is_title(whole) and _REST_OF_TITLE.fullmatch(row.words):
        return True
    if _is_title(whole) and re.search(
        r"[，。：,:]|^[（(].{15,}[）)]$|^(?:根据|按照|经|(?:19|20)\d\d[年.-])", row.words
    ):
        return False
    if not width:
        goes_back = indented and _goes_back(group, row, whole)
        return _is_cut(whole, row.words) or (not opens and (goes_back or (is_full and not is_ended(above))))
    if opens and not is_ended(above) and _is_prose(whole) and _is_full(last, width):
        opens = False
    if opens or (indented and row.indent >= 4 and (is_ended(above) or not _is_full(last, width))):
        return False
    if is_ended(above) and above[-1] not in "；;":
        first_of_next = not indented and not row.indent and -6 <= _width(row) - width <= -3 and len(group) > 1
        return _width(last) >= width - 3 and not first_of_next
    if indented and not row.indent and _is_unfinished(whole):
        return True
    return (_is_full(last, width) and not _is_heading(whole)) or (above[-1] in "，、《“（(" and len(whole) > 60)


def _goes_back(group: list[Row], row: Row, whole: str) -> bool:
    """Whether a row stands left of the indent of an unfinished sentence right above it."""
    return group[0].indent >= 4 and not row.indent and not row.gap and _is_unfinished(whole)


def _is_unfinished(text: str) -> bool:
    """Whether a text is a sentence that has not ended, and goes on in the next row."""
    return not is_ended(text) and (_is_prose(text) or (bool(re.search("[，；]", text)) and not OPENING.match(text)))


def _awaits(above: str, row: Row) -> bool:
    """Whether a text is cut within a date, waits for a value, or for a bracket: （联系电话：…；电子邮箱： / a@b.cn）"""
    below = row.words
    if above[-1] in "年月" and re.match(r"\d{1,2}\s*[月日]", below):
        return True
    if _LABEL_AT_END.search(above) and not OPENING.match(below) and not row.indent:
        return True
    opened = above.rfind("（")
    closes = re.match(r"[^（）]{1,60}）", below)
    return (
        opened >= 0 and "）" not in above[opened:] and len(above) - opened < 80 and above[-1] in "：；" and bool(closes)
    )


def _is_never_first(text: str, above: str) -> bool:
    """Whether no paragraph begins with these words, or none after those above."""
    goes_on = (above[-1].isdigit() and text[0] in "年月日") or (text[0] == "的" and not is_ended(above))
    return text[0] in _NEVER_FIRST or goes_on


def _begins_label(above: str, below: str) -> bool:
    """Whether a row begins with a label of its own below a labelled value or a heading, or a heading ends in one."""
    if OPENING.match(above) and _ENDS_IN_FIELD.search(above):
        return True
    heads = OPENING.match(above) and "。" not in above and above[-1] not in "，、；;：:"
    return bool((heads and _FIELD.match(below)) or (_is_before_label(above) and LABEL.match(below)))


def _is_before_label(text: str) -> bool:
    """Whether a label after this text begins a paragraph: a labelled value, or a heading that quotes what was found."""
    is_value = LABEL.match(re.sub(r"^\d{1,2}[.、．]\s*", "", text)) and "。" not in text
    return bool(is_value or _QUOTED_PROBLEM.search(text))


def _is_title(text: str) -> bool:
    """Whether a text is a whole title, so that the line below it begins the text."""
    return len(text) < 90 and "。" not in text and bool(_TITLE.search(text))


def _is_heading(text: str) -> bool:
    """Whether a numbered line is a whole heading: the words such headings end with, and no sentence."""
    return bool(OPENING.match(text) and _ENDS_HEADING.search(text) and not _is_prose(text))


def _is_full(row: Row, width: int) -> bool:
    return _width(row) >= width - _SHORT_COLUMNS


def _is_prose(text: str) -> bool:
    """Whether a text holds a sentence, so that it is no heading."""
    return "。" in text or len(text) > 60 or ("，" in text and len(text) > 40)


def _is_cut(above: str, below: str) -> bool:
    """Whether a page break cut a sentence in two, in a text whose lines are whole paragraphs."""
    if is_ended(above) or OPENING.match(below) or _CLAUSE.match(below) or LABEL.match(below):
        return False
    if OPENING.match(above) and not re.search("[。；]", above) and is_ended(below) and "。" in below[:-1]:
        # A long heading without a stop, and its text.
        return False
    if _ENDS_TITLE.search(above) and len(above) < 80 and "。" not in above:
        return False
    return _is_prose(above) and len(above) > 30 and is_prose_tail(below)


def is_prose_tail(text: str) -> bool:
    """Whether a text can be the second half of a sentence."""
    return bool(re.search(r"[，。；、]", text)) and not re.match(r"\s*(?:附件|抄送|联系)", text)


def _paragraph(group: list[Row], width: int) -> Paragraph:
    text, joints = "", []
    for row in group:
        if text:
            joints.append(len(text))
            text = join(text, row.words)
        else:
            text = row.words
    first, last = group[0].line.origin, group[-1].line.origin
    centred = bool(width) and len(group) == 1 and group[0].indent >= 8
    return Paragraph(text, first._replace(last=last.last or last.line), centred=centred, joints=tuple(joints))


def join(above: str, below: str) -> str:
    """Join two lines of one paragraph: with a space only between two words of Latin letters."""
    if re.search(r"@[\w.]*$", above) or re.match(r"[\w.]*@", below):
        return above + below
    space = above[-1:].isascii() and above[-1:].isalpha() and below[:1].isascii() and below[:1].isalpha()
    return f"{above} {below}" if space else above + below


def origin_of(line: int, page: int = 0) -> Origin:
    """Return the origin of one line."""
    return Origin(line, line, page)
