"""The problems of a notice → a ledger (整改台账) in Excel, with the notice itself within.

All cells are texts, also to a program in which they are edited: none can become a formula.
"""

import datetime
import io
import re
from typing import Any

import xlsxwriter

from gongkai import prose
from gongkai.model import Notice, Part, Problem
from gongkai.office.package import with_notice
from gongkai.text import shortened

MAIN = "xl/workbook.xml"
SHEET = "整改台账"
# Heading of a column → its width in characters of the default font.
COLUMNS = {
    "序号": 6,
    "编号": 9,
    "问题": 36,
    "整改措施": 60,
    "责任单位": 14,
    "时限": 12,
    "状态": 13,
    "完成日期": 12,
    "标记": 15,
}
# Rows above the problems: the title, the names of the columns.
HEAD_ROWS = 2
_NARROW = ("序号", "编号", "时限", "状态", "完成日期")
_MOST_CHARACTERS = 32_767  # that a cell can hold
_A4 = 9
# How a measure begins that needs no number of ours.
_ORDINAL = re.compile(
    r"\d{1,2}[.、．]|[（(][\d一二三四五六七八九十]{1,3}[）)]|[①-⑳⑴-⒇]|第?[一二三四五六七八九十]{1,3}(?:是|[、，])"
)
_NUMBERED_TWICE = re.compile(rf"^\d{{1,3}}\. (?={_ORDINAL.pattern})", re.MULTILINE)
# What the text of a problem says of the other columns → the field of such a column.
_BESIDE = {
    r"(?:责任|牵头|主责)(?:单位|部门|处室|科室)": "unit",
    r"(?:整改|完成)?(?:时限|期限)": "deadline",
    r"(?:整改)?状态": "status",
}
_SAID_BESIDE = re.compile(rf"({'|'.join(_BESIDE)})[:：][^。；;:：\n]{{1,60}}(?:[。；;]|$)")


def rows_of(notice: Notice) -> list[tuple[str, ...]]:
    """Return the rows of a notice's problems, a text for each column."""
    return [_row(number, part) for number, part in enumerate(notice.problems, 1)]


def title_of(notice: Notice) -> str:
    """Return the title above the table."""
    return f"{notice.title}{SHEET}"


def _row(number: int, part: Part) -> tuple[str, ...]:
    problem = part.problem
    assert problem  # by which the parts were chosen
    measures = [
        measure if _ORDINAL.match(measure) else f"{index}. {measure}"
        for index, measure in enumerate(map(prose.plain, problem.measures), 1)
    ]
    cells = (
        str(number),
        problem.number,
        "\n".join(filter(None, (prose.plain(part.heading), prose.said_beside(part.heading, problem.finding)))),
        "\n".join(measures or (words for words in prose.words(part.text) if not _is_beside(words, problem))),
        problem.unit,
        problem.deadline,
        problem.status.chinese,
        problem.completed,
        "、".join(mark.chinese for mark in problem.marks),
    )
    return tuple(shortened(cell, _MOST_CHARACTERS) for cell in cells)


def _is_beside(words: str, problem: Problem) -> bool:
    """Whether a paragraph says nothing but what stands in other columns: 责任单位：办公室；时限：2024年6月."""
    said = _SAID_BESIDE.findall(words)
    fields = [next(field for name, field in _BESIDE.items() if re.fullmatch(name, label)) for label in said]
    return bool(said) and not _SAID_BESIDE.sub("", words).strip() and all(getattr(problem, one) for one in fields)


def numbered_once(measures: str) -> str:
    """Return the measures of a cell without the numbers that were put before those that have one: 1. 一是…."""
    return _NUMBERED_TWICE.sub("", measures)


def ledger_of(notice: Notice) -> bytes:
    """Return the .xlsx file of a notice's problems: the same bytes each time."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    day = f"{notice.dated or notice.published or '2000'}-01-01"[:10]  # never the time at which the file was made
    created = datetime.datetime.fromisoformat(day if len(day) == 10 else f"{day}-01")
    book.set_properties({"title": title_of(notice)[:255], "author": notice.signature[:255], "created": created})
    sheet = book.add_worksheet(SHEET)
    _fill(book, sheet, notice)
    _page(sheet, len(notice.problems))
    book.close()
    return with_notice(buffer.getvalue(), MAIN, notice)


def _fill(book: Any, sheet: Any, notice: Notice) -> None:
    text = {"num_format": "@", "font_name": "仿宋", "font_size": 11, "text_wrap": True, "valign": "top", "border": 1}
    plain = book.add_format(text)
    narrow = book.add_format(text | {"align": "center"})
    head = book.add_format(text | {"font_name": "黑体", "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"})
    title = book.add_format(
        {"num_format": "@", "font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"}
        | {"text_wrap": True}
    )
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, "", title)
    sheet.write_string(0, 0, title_of(notice)[:_MOST_CHARACTERS], title)
    sheet.set_row(0, 48)
    sheet.set_row(1, 30)
    for column, (name, width) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, name, head)
    looks = [narrow if name in _NARROW else plain for name in COLUMNS]
    for row, cells in enumerate(rows_of(notice), HEAD_ROWS):
        for column, (cell, look) in enumerate(zip(cells, looks, strict=True)):
            # An empty string would be left out, and the cell would lose its border.
            sheet.write_string(row, column, cell, look) if cell else sheet.write_blank(row, column, None, look)


def _page(sheet: Any, problems: int) -> None:
    """Print on A4, landscape, as wide as the page, the head on every page."""
    sheet.freeze_panes(HEAD_ROWS, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEAD_ROWS - 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.set_footer("&C&P / &N")
    sheet.print_area(0, 0, HEAD_ROWS - 1 + problems, len(COLUMNS) - 1)
    sheet.center_horizontally()
