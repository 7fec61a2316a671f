"""The fields that web pages give beside a text: index number, document number, day of publication, title.

They stand in lines (索引号：…  发布日期：…), in a table of names and values, or each name on a line above its value.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.importers.dates_found import points
from gongkai.importers.document import Paragraph, Table
from gongkai.importers.found import Found, closed, plain
from gongkai.importers.web_lines import spread, without_bullet

# Names of values → the field, the surer ones first; those that are no field only end the value before them.
_FIELDS = (
    ("index_number", "信息索引号|索引号|索引编号|索引码"),
    ("document_number", "发文字号|发文文号|文件编号|文件号|文号"),
    (
        "published",
        "发布日期|发布时间|公开日期|公开时间|上网日期|上传日期|更新时间|发文日期|发文时间|生成日期|生成时间|日期|时间",
    ),
    ("title", "信息名称|文件名称|标题|名称"),
    (
        "",
        "组配分类|主题分类|信息分类|信息类别|公开类别|主题词|关键词|内容概述|摘要|发布机构|发布单位|发布机关|发布者|发文机关|发文单位|成文日期|公开方式|公开形式|公开范围"
        "|公开责任部门|政策级别|政策主题|发文部门|成文时间|所属主题|责任部门|公开时限|公开程序|有效性|是否有效|效力状态|生效日期|实施日期|失效日期|废止日期|体裁分类|体裁|语种|服务对象|信息来源|文章来源|来源|作者"
        "|责任编辑|编辑|浏览次数|浏览量|浏览|点击数|点击率|点击量|点击次数|点击|阅读次数|阅读量|阅读|访问量|字号|字体|分享|打印",
    ),
)
_FIELD_OF = {word: field for field, words in _FIELDS for word in words.split("|")}
# Of two names for the same field the one that stands first here counts.
_RANK = {word: rank for rank, word in enumerate(_FIELD_OF)}
_NAME = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:{spread('|'.join(sorted(_FIELD_OF, key=len, reverse=True)))})"
    r"(?=\s*[：】\]]|\s|$)\s*[】\]]?\s*：?\s*"
)
_DATES_BESIDE = re.compile(spread("成文日期|成文时间|生效日期|实施日期|失效日期|废止日期"))
DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Z]{1,12}\s*[〔\[［【（(]\s*(?:19|20)\d\d\s*[〕\]］】）)]\s*(?:第\s*)?\d{1,4}\s*号"
)
_INDEX = re.compile(r"[A-Za-z0-9][\w/\-—.]*", re.ASCII)
_DAY_ALONE = re.compile(r"(?:19|20)\d\d\s*([-/.])\s*\d{1,2}\s*\1\s*\d{1,2}(?:\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
_INDEX_ALONE = re.compile(r"[0-9A-Z]{8,22}\s*[/-]\s*(?:[A-Z0-9]{1,12}[-_]){0,3}(?:19|20)\d\d-?\d{2,8}")
_NOTHING = re.compile(r"无|-+|/|暂无")
_ENDS_VALUE = re.compile(r"\s{2,}|[】\]|｜]")


class Given(NamedTuple):
    """A field, and how far from sure the name is under which it was given."""

    rank: int
    found: Found


def fields_of_line(paragraph: Paragraph) -> list[Given]:
    """Return the fields that a line of a web page gives."""
    text = plain(paragraph.text)
    names = list(_NAME.finditer(text))
    given: list[Given] = []
    for name, after in zip(names, [*names[1:], None], strict=False):
        value = paragraph.text[name.end() : after.start() if after else len(text)]
        stop = _ENDS_VALUE.search(plain(value))
        given += given_as(name[0], paragraph._replace(text=value[: stop.start()] if stop else value))
    dates = [point.iso() for point in points(text) if point.year and point.day]
    if len(dates) == 1 and dates[0] and not _DATES_BESIDE.search(text):
        # The only date beside 来源, 字号 is the day of publication, whatever stands before it.
        given.append(Given(len(_RANK), Found("published", dates[0], paragraph.origin)))
    return [Given(rank, found._replace(quote=paragraph.text)) for rank, found in given]


def is_index(table: Table) -> bool:
    """Whether a table holds nothing but such names and their values, side by side."""
    names = [_bare(cell.text) for row in table.rows for cell in row[::2] if cell.text.strip()]
    return bool(names) and all(name in _RANK for name in names)


def fields_of_table(table: Table) -> list[Given]:
    """Return the fields of a table of names and values."""
    return [
        one
        for row in table.rows
        for name, value in zip(row[::2], row[1::2], strict=False)
        for one in given_as(name.text, Paragraph(value.text, value.origin))
    ]


def is_name(text: str) -> bool:
    """Whether a line is but such a name, whose value stands below it."""
    return _bare(text) in _RANK


def given_as(name: str, value: Paragraph) -> list[Given]:
    """Return the field that a value under a name is; none where it is another or cannot be read."""
    field, words = _FIELD_OF.get(_bare(name), ""), value.text.strip()
    text = plain(words)
    if field == "published":
        point = next(points(text), None)
        words = point.iso() if point and point.day else ""
    elif field == "document_number":
        match = DOCUMENT_NUMBER.search(text) or re.match(r"\S+号", text)
        words = closed(match[0]) if match else ""
    elif field == "index_number":
        match = _INDEX.match(text)
        words = match[0] if match else ""
    words = "" if _NOTHING.fullmatch(words) else words
    found = Found(field, words, value.origin, f"{name.strip()} {value.text}")
    return [Given(_RANK[_bare(name)], found)] if field and words else []


def given_alone(line: Paragraph) -> Given | None:
    """Return the field that a line gives without any name: a day in figures, or an index number."""
    text = plain(without_bullet(line.text)).strip()
    if _DAY_ALONE.fullmatch(text) and (point := next(points(text), None)) and (iso := point.iso()):
        return Given(len(_RANK), Found("published", iso, line.origin, line.text))
    if _INDEX_ALONE.fullmatch(text):
        return Given(len(_RANK), Found("index_number", closed(text), line.origin, line.text))
    return None


def surest(given: Sequence[Given]) -> list[Found]:
    """Return one value for each field: that under the surest name, the first of those."""
    best: dict[str, Given] = {}
    for one in given:
        if one.found.field not in best or one.rank < best[one.found.field].rank:
            best[one.found.field] = one
    return [one.found for one in best.values()]


def _bare(name: str) -> str:
    return re.sub(r"[\s：【】\[\]]", "", plain(without_bullet(name)))
