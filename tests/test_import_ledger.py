"""Ledgers are read as they are shown: merged cells, dates by their format, what is hidden said."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from gongkai.importers.document import Paragraph
from gongkai.importers.draft import Draft, draft
from gongkai.importers.filing import Filed
from gongkai.importers.recognize import Recognized, recognize
from gongkai.importers.report import as_text
from gongkai.language import catalogue
from tests.office_files import document, lines, refusal, the_table, xls, xlsx

HEAD = ["序号", "反馈问题", "整改措施", "完成时限", "状态"]


def ledger(book: Any) -> None:
    sheet = book.active
    sheet.title = "整改台账"
    sheet.append(["云山市工商联巡察整改台账"])
    sheet.merge_cells("A1:E1")
    sheet.append(HEAD)
    sheet.append([1, "学习不够深入", "一是制定计划；\n二是按月学习。", datetime.date(2024, 6, 1), "已完成"])
    sheet.append([None, None, "三是定期检查。", datetime.date(2024, 6, 30), "持续推进"])
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:B4")
    sheet["D3"].number_format = 'yyyy"年"m"月"'
    sheet["D4"].number_format = 'yyyy"年"m"月"d"日";@'
    sheet.append(["注：数据截至2024年6月30日。"])


def test_who_filled_in_a_table_and_how_to_reach_them_is_no_row_of_it():
    rows = "\t".join(HEAD) + "\n1\t学习不够深入\t制定计划\t2024年6月\t已完成\n2\t账目不清\t核对\t2024年6月\t已完成\n"
    text = (
        f"云山市水务集团审计查出问题整改情况表\n{rows}联系人：审计室\t联系电话：0572-4418860\t电子邮箱：a@example.com\n"
    )
    read_text = document(text.encode(), "台账.txt")
    found = recognize(read_text)
    assert len(found.problems) == 2
    assert found.value("contacts.phones[0].number") == "0572-4418860"


def test_rows_between_strokes_whose_first_cell_has_a_label_are_a_table():
    rows = "".join(f"单位：{unit} | 问题：账目不清 | 状态：已完成\n" for unit in ("办公室", "财务科"))
    assert len(the_table(document(f"{rows}\n".encode(), "台账.txt")).rows) == 2


def test_a_ledger_becomes_a_table_with_its_title_above_and_its_note_below():
    found = document(xlsx(ledger), "台账.xlsx")
    assert lines(found) == [
        "云山市工商联巡察整改台账",
        "序号 | 反馈问题 | 整改措施 | 完成时限 | 状态",
        "1 | 学习不够深入 | 一是制定计划；\n二是按月学习。 | 2024年6月 | 已完成",
        " |  | 三是定期检查。 | 2024年6月30日 | 持续推进",
        "注：数据截至2024年6月30日。",
    ]
    table = the_table(found)
    assert [one.covered for one in table.rows[2]] == ["above", "above", "", "", ""]
    assert (table.rows[1][1].origin.sheet, table.rows[1][1].origin.row) == ("整改台账", 3)
    title = found.blocks[0]
    assert isinstance(title, Paragraph)
    assert title.centred


def test_numbers_are_shown_by_their_format():
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(["名称", "数", "率", "金额", "日期"])
        sheet.append(["甲", 24.0, 0.985, 6.94, datetime.date(2024, 3, 15)])
        sheet.append(["乙", 0.1 + 0.2, 1, 1234.5, datetime.datetime(2024, 3, 15, 8, 30)])  # noqa: DTZ001 # a cell has no time zone
        sheet["C2"].number_format = "0.0%"
        sheet["C3"].number_format = "0%"
        sheet["D3"].number_format = "#,##0.00"
        sheet["E2"].number_format = "yyyy/m/d"

    table = the_table(document(xlsx(fill), "a.xlsx"))
    assert [one.text for one in table.rows[1]] == ["甲", "24", "98.5%", "6.94", "2024/3/15"]
    assert [one.text for one in table.rows[2]][:4] == ["乙", "0.3", "100%", "1,234.50"]
    assert table.rows[2][4].text.startswith("2024-03-15")


def test_hidden_sheets_are_left_out_and_hidden_rows_said():
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(HEAD)
        sheet.append([1, "甲", "乙", "丙", "已完成"])
        sheet.row_dimensions[2].hidden = True
        other = book.create_sheet("内部")
        other.append(["不公开", "x"])
        other.sheet_state = "hidden"

    found = document(xlsx(fill), "a.xlsx")
    assert "不公开" not in found.source
    assert len(the_table(found).rows) == 2
    assert len(found.notes) == 2


def test_each_sheet_is_a_table_and_an_empty_one_is_none():
    def fill(book: Any) -> None:
        book.active.append(["甲", "乙"])
        book.create_sheet("空")
        book.create_sheet("二").append(["丙", "丁"])

    assert lines(document(xlsx(fill), "a.xlsx")) == ["甲 | 乙", "丙 | 丁"]
    assert refusal(xlsx(lambda book: None), "a.xlsx").code == "import-nothing"


def test_an_old_workbook_is_read_too():
    found = document(
        xls([HEAD, [1, "甲", "乙", "2024年6月", "已完成"], ["", "", "丙", "", "推进"]], [(1, 2, 0, 0)]), "a.xls"
    )
    assert lines(found)[1] == "1 | 甲 | 乙 | 2024年6月 | 已完成"
    assert [one.covered for one in the_table(found).rows[2]] == ["above", "", "", "", ""]


def test_a_sheet_as_wide_as_it_can_be_is_refused():
    def fill(book: Any) -> None:
        book.active["A1"] = "甲"
        book.active["XFD1048576"] = "乙"

    assert refusal(xlsx(fill), "a.xlsx").code == "import-too-large"


def test_more_than_two_hundred_sheets_are_refused():
    def fill(book: Any) -> None:
        for number in range(201):
            book.create_sheet(str(number)).append(["甲"])

    assert refusal(xlsx(fill), "a.xlsx").code == "import-too-large"


def imported(*rows: list[Any]) -> tuple[Recognized, Draft]:
    """Import a ledger of a water bureau with these rows."""

    def fill(book: Any) -> None:
        book.active.append(["云山市水务局巡察整改台账"])
        book.active.append(["序号", "反馈问题", "整改措施", "责任单位", "完成时限", "整改状态"])
        for row in rows:
            book.active.append(row)

    found = recognize(document(xlsx(fill), "台账.xlsx"))
    return found, draft(found, catalogue("zh").gettext, "notices/a/b.md")


@pytest.mark.parametrize(
    ("deadline", "iso", "status"),
    [("2024年6月30日", "2024-06-30", "已完成"), ("2024年6月底前", "2024-06", "已整改到位")],
)
def test_what_the_fields_say_is_not_said_again_and_no_character_is_lost(deadline: str, iso: str, status: str):
    _found, made = imported([1, "供水管网老化", "更换管网3公里。", "工管科", deadline, status])
    body = made.text.partition("\n---\n")[2]
    assert [line for line in body.splitlines() if line] == [
        "## 1. 供水管网老化",
        "状态：已完成",
        "编号：1",
        "问题：供水管网老化",
        "责任单位：工管科",
        f"时限：{iso}",
        "整改措施：更换管网3公里。",
    ]
    assert next(one for one in made.checks if one.name == "characters").held


def test_a_cell_that_says_more_than_its_field_stays_in_the_text():
    _found, made = imported([1, "供水管网老化", "更换管网3公里。", "工管科", "2024年12月上旬", "已销号"])
    body = made.text.partition("\n---\n")[2]
    assert "时限：2024-12\n" in body
    assert "完成时限：2024年12月上旬\n" in body
    assert "整改状态：已销号\n" in body
    assert next(one for one in made.checks if one.name == "characters").held


def test_the_heading_row_is_told_and_kept_out_of_the_notice():
    found, made = imported([1, "供水管网老化", "更换管网3公里。", "工管科", "2024年6月30日", "已完成"])
    head = "序号 反馈问题 整改措施 责任单位 完成时限 整改状态"
    assert head not in made.text
    assert head in as_text(found, made, Filed(Path("a.md"), "new"), str)


def test_a_cell_that_cannot_be_read_is_told_and_not_dropped():
    rows = [
        [1, "供水管网老化", "更换管网3公里。", "工管科", "2024年13月", "已完成"],
        [2, "水费收缴不力", "建立台账。", "财务科", "长期", "在办"],
        [3, "项目审批缓慢", "精简流程。", "审批科", "公布之日起一个月内", "已完成"],
        [4, "河道保洁不到位", "增加巡查。", "河湖科", "长期坚持", "持续推进"],
        [5, "学习不够深入", "按月学习。", "党办", "—", "已完成"],
    ]
    found, made = imported(*rows)
    report = as_text(found, made, Filed(Path("a.md"), "new"), catalogue("zh").gettext)
    for words in ("2024年13月", "长期", "公布之日起一个月内", "在办"):
        assert f"“{words}”读不出来" in made.text
        assert f"“{words}”读不出来" in report
    assert made.text.count("读不出来") == 4
    assert [problem.fields["deadline"].value for problem in found.problems[:3]] == [None] * 3


def test_two_units_in_one_cell_are_both_kept():
    found, made = imported([1, "供水管网老化", "更换管网3公里。", "工管科\n财务科", "2024年6月30日", "已完成"])
    assert found.problems[0].fields["unit"].value == "工管科、财务科"
    assert next(one for one in made.checks if one.name == "characters").held


def test_a_cell_of_several_lines_may_be_copied_in_quotation_marks() -> None:
    rows = "\t".join(HEAD)
    first = '1\t称“大锅饭”的绩效\t"1.修订办法。\n2.约谈""一把手""6人次"\t2024年3月\t已完成'
    text = f"云山市水务集团整改台账\n{rows}\n{first}\n2\t账目不清\t核对\t2024年6月\t已完成\n"
    table = next(block for block in document(text.encode(), "台账.txt").blocks if not isinstance(block, Paragraph))
    assert [len(row) for row in table.rows] == [5, 5, 5]
    assert table.rows[1][2].text == '1.修订办法。\n2.约谈"一把手"6人次'


def test_a_row_may_have_several_cells_of_several_lines() -> None:
    rows = '1\t"学习\n不够"\t"一是修订；\n二是约谈。"\t"2024年\n3月"\t已完成\n2\t账目不清\t核对\t2024年6月\t已完成\n'
    text = "云山市水务集团整改台账\n" + "\t".join(HEAD) + f"\n{rows}"
    table = next(block for block in document(text.encode(), "台账.txt").blocks if not isinstance(block, Paragraph))
    assert [cell.text for cell in table.rows[1]] == [
        "1",
        "学习\n不够",
        "一是修订；\n二是约谈。",
        "2024年\n3月",
        "已完成",
    ]
    assert len(table.rows) == 3


def test_a_quotation_mark_that_nothing_closes_leaves_the_lines_as_they_are() -> None:
    rows = "\t".join(HEAD)
    text = f'整改台账\n{rows}\n1\t学习不够\t"修订办法\t2024年3月\t已完成\n2\t账目不清\t核对\t2024年6月\t已完成\n'
    table = next(block for block in document(text.encode(), "台账.txt").blocks if not isinstance(block, Paragraph))
    assert [row[2].text for row in table.rows] == ["整改措施", '"修订办法', "核对"]
