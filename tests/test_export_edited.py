"""A document that `export` wrote and an office edited comes back as a notice: fields are fields, the edits are in it."""

import copy
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.cli import commands
from gongkai.fields import names_of
from gongkai.importers.exported import Exported, exported_notice
from gongkai.model import Mark, Notice, Problem, Status
from gongkai.notes import Exemption, notes_of, with_notes
from gongkai.office.blocks import blocks_of, without_space
from gongkai.office.document import document_of
from tests.sites import make_site, notice, notice_path
from tests.test_export import BODY, FRONT, edited, read

Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def full() -> Notice:
    return read(notice(BODY, **FRONT))


def back(full: Notice, edit: Edit) -> Exported:
    found = exported_notice(edited(document_of(full), edit))
    assert found
    return found


def told(found: Exported) -> list[tuple[str, str, str]]:
    return [(one.name, one.old, one.recorded or one.new) for one in found.changes if one.taken]


def left(found: Exported) -> list[tuple[str, str]]:
    return [(one.name, one.finding.code if one.finding else one.reason) for one in found.changes if not one.taken]


def line(document: Any, words: str) -> Any:
    return next(one for one in document.paragraphs if one.text.startswith(words))


def write(paragraph: Any, words: str) -> None:
    """Type words in the place of a paragraph's."""
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = words


def below(paragraph: Any, words: str, like: Any = None) -> Any:
    """Add a paragraph below one, in the style of `like` (else of the one above)."""
    new = copy.deepcopy((like or paragraph)._p)
    paragraph._p.addnext(new)
    made = Paragraph(new, paragraph._parent)
    write(made, words)
    return made


def fact(document: Any, label: str) -> Any:
    row = next(row for row in document.tables[-1].rows if row.cells[0].text == label)
    return row.cells[1].paragraphs[0]


def problems(notice: Notice) -> list[tuple[str, Problem | None]]:
    return [(part.heading, part.problem) for part in notice.problems]


def test_a_changed_word_is_in_the_notice_and_nothing_else_is_touched(full: Notice) -> None:
    def edit(document: Any) -> None:
        line(document, "一是清查会产").runs[-1].text = "修订各项办法。"

    found = back(full, edit)
    old, new = full.problems[0], found.notice.problems[0]
    assert new.text == old.text.replace("修订办法", "修订各项办法")
    assert "**一是**清查" in new.text  # what was bold is bold
    assert told(found) == [("正文", "一是清查会产；二是修订办法。", "一是清查会产；二是修订各项办法。")]
    assert [part for part in found.notice.body if part != new] == [part for part in full.body if part != old]


def test_a_changed_status_is_the_status_of_the_problem(full: Notice) -> None:
    def edit(document: Any) -> None:
        write(line(document, "状态：持续推进"), "状态：已整改到位")
        write(line(document, "时限：2024-06-30"), "时限:2024年9月")
        write(line(document, "标记："), "标记：长期坚持")

    found = back(full, edit)
    new = found.notice.problems[0].problem
    assert new
    assert (new.status, new.deadline, new.marks) == (Status.done, "2024-09", (Mark.kept_up,))
    assert told(found) == [
        ("状态", "持续推进", "已完成"),
        ("时限", "2024-06-30", "2024-09"),
        ("标记", "立行立改、长期坚持", "长期坚持"),
    ]
    assert found.notice.problems[0].text == full.problems[0].text


@pytest.mark.parametrize("styled", [True, False])
def test_a_problem_that_was_added_is_a_problem(full: Notice, styled: bool) -> None:
    """A line 状态 below a line makes that a heading, whether or not it was given the style of one."""

    def edit(document: Any) -> None:
        last, heading = line(document, "@办公室"), line(document, "=1+1")
        title = below(last, "换届不及时", heading if styled else None)
        number = below(below(title, "状态：整改中", last), "编号：23", last)
        unit = below(number, "责任单位：会员部", last)
        below(unit, "一是督促*换届*。", last)

    found = back(full, edit)
    assert problems(found.notice)[:2] == problems(full)
    heading, problem = problems(found.notice)[2]
    assert (heading, found.notice.problems[2].level) == ("换届不及时", 4)
    measures = problem.measures if problem else ()
    assert problem == Problem(status=Status.in_progress, number="23", unit="会员部", measures=measures)
    assert told(found) == [
        ("标题", "", "换届不及时"),
        ("状态", "", "持续推进"),
        ("编号", "", "23"),
        ("责任单位", "", "会员部"),
        ("正文", "", "一是督促*换届*。"),
    ]
    assert found.notice.problems[2].text == "一是督促\\*换届\\*。"
    assert left(found) == []


def test_a_value_that_cannot_be_is_told_and_the_old_one_stays(full: Notice) -> None:
    def edit(document: Any) -> None:
        write(line(document, "状态：持续推进"), "状态：办得不错")
        write(line(document, "编号：22"), "编号：23")
        write(line(document, "完成日期：2024-03"), "完成日期：2024-13")
        write(fact(document, "发布日期"), "四月")
        write(fact(document, "标识"), "a/b")

    found = back(full, edit)
    assert left(found) == [
        ("标识", "id"),
        ("发布日期", "date-format"),
        ("状态", "status"),
        ("编号", "number"),
        ("完成日期", "date-impossible"),
    ]
    assert found.notice == full


def test_a_line_that_stands_there_twice_is_told(full: Notice) -> None:
    def edit(document: Any) -> None:
        below(line(document, "状态：已完成"), "状态：持续推进")
        write(line(document, "@办公室"), "办公室尚未办结。")

    found = back(full, edit)
    assert left(found) == [("状态", "twice")]
    assert problems(found.notice)[1] == problems(full)[1]


def test_what_leaves_something_open_is_not_taken_for_done(full: Notice) -> None:
    found = back(full, lambda document: write(line(document, "状态：持续推进"), "状态：已完成（其中2项持续推进）"))
    assert (left(found), found.notice) == ([("状态", "status")], full)


def test_a_heading_to_which_the_lines_of_a_problem_fall_is_told_to_be_one(full: Notice) -> None:
    def edit(document: Any) -> None:
        gone = line(document, "1. 会产管理")._p
        gone.getparent().remove(gone)

    found = back(full, edit)
    assert problems(found.notice)[0][0] == "（一）聚焦“基层党组织”方面"
    assert [one for one in told(found) if one[0] in ("状态", "编号")] == [("状态", "", "持续推进"), ("编号", "", "22")]
    assert left(found) == []


def test_a_row_cannot_say_another_title_than_the_text_shows(full: Notice) -> None:
    def edit(document: Any) -> None:
        row = document.tables[-1].rows[-1]
        for cell, words in zip(row.cells, ("标题", "别的标题"), strict=True):
            write(cell.paragraphs[0], words)

    found = back(full, edit)
    assert ("标题", "item") in left(found)
    assert found.notice.title == full.title


def test_what_was_changed_in_the_table_of_facts_is_the_value(full: Notice) -> None:
    def edit(document: Any) -> None:
        write(fact(document, "文号"), "云联发〔2024〕13号")
        write(fact(document, "巡视巡察：机构"), "市委第七巡察组")
        write(fact(document, "成效"), "名称：挽回资金: 损失；数值：7.1；单位：万元")
        row = next(row for row in document.tables[-1].rows if row.cells[0].text == "附件")
        row._tr.getparent().remove(row._tr)

    found = back(full, edit)
    new = found.notice
    assert (new.document_number, new.attachments) == ("云联发〔2024〕13号", ())
    assert new.inspection
    assert (new.inspection.body, new.inspection.start) == ("市委第七巡察组", "2023-07-17")
    assert [one.written for one in new.results] == ["7.1万元", full.results[1].written]
    assert (new.claimed, new.contacts, new.body) == (full.claimed, full.contacts, full.body)
    assert left(found) == []


def test_title_signature_and_date_may_be_changed(full: Notice) -> None:
    def edit(document: Any) -> None:
        write(document.paragraphs[0], "关于巡察集中整改进展情况的通报")
        write(line(document, "中共云山市"), "中共云山市工商业联合会委员会")
        write(line(document, "2024年4月18日"), "2024年5月6日")

    new = back(full, edit).notice
    assert (new.title, new.signature, new.dated) == (
        "关于巡察集中整改进展情况的通报",
        "中共云山市工商业联合会委员会",
        "2024-05-06",
    )
    assert new.body == full.body


def test_without_its_table_a_document_keeps_the_values_it_was_made_with(full: Notice) -> None:
    """It is taken away before a document is issued."""

    def edit(document: Any) -> None:
        document.tables[-1]._tbl.getparent().remove(document.tables[-1]._tbl)
        heading = line(document, "附：公开信息")._p
        heading.getparent().remove(heading)
        write(line(document, "@办公室"), "办公室尚未办结。")

    new = back(full, edit).notice
    assert new.problems[1].text == "办公室尚未办结。"
    assert (new.document_number, new.contacts) == (full.document_number, full.contacts)


def test_a_problem_that_was_taken_out_is_out_and_told(full: Notice) -> None:
    def edit(document: Any) -> None:
        for words in ("=1+1", "状态：已完成", "完成日期：", "@办公室"):
            found = line(document, words)._p
            found.getparent().remove(found)

    found = back(full, edit)
    assert problems(found.notice) == problems(full)[:1]
    assert told(found) == [("标题", "=1+1", "")]


def test_lists_tables_and_links_stay_what_they_are(full: Notice) -> None:
    def edit(document: Any) -> None:
        write(line(document, "• 张榜"), "• 张榜公布；")
        new = line(document, "1. 聘请")
        below(new, "2. 另请审计。")
        write(line(document, "2. 公示"), "3. 公示：")
        document.tables[0].cell(1, 1).paragraphs[0].runs[0].text = "7万元"
        opening = line(document, "开头的说明")
        opening.runs[-1].text = "，谢谢。"

    found = back(full, edit)
    assert found.notice.body[0].text == "开头的说明，**加粗**，见[网站](https://example.gov.cn/a?b=1&c)，谢谢。"
    text = found.notice.problems[0].text
    assert "1. 聘请第三方评估，逐项登记。\n2. 另请审计。\n3. 公示：\n    - 张榜公布；\n    - 上网。" in text
    assert "| 会费 | 7万元 |" in text
    assert "> 引自《办法》。" in text


def test_a_paragraph_that_word_began_to_number_has_its_number(full: Notice) -> None:
    def edit(document: Any) -> None:
        last = line(document, "@办公室")
        document.add_paragraph("第一步。", style="List Number")
        new = document.paragraphs[-1]._p
        last._p.addnext(new)

    found = back(full, edit)
    assert found.notice.problems[1].text.endswith("\n\n1. 第一步。")


def test_revisions_that_were_not_accepted_count_as_they_are_seen(full: Notice) -> None:
    def edit(document: Any) -> None:
        run = line(document, "@办公室").runs[0]
        gone, come = OxmlElement("w:del"), OxmlElement("w:ins")
        run._r.addprevious(gone)
        new = copy.deepcopy(run._r)
        gone.append(run._r)
        come.append(new)
        gone.addnext(come)
        new.find(qn("w:t")).text = "@秘书处已经办结。"

    assert back(full, edit).notice.problems[1].text == "@秘书处已经办结。"


def test_exceptions_come_back_as_the_table_shows_them(full: Notice) -> None:
    noted = with_notes(full, (Exemption(rule="mobile-number", reason="值班手机"), Exemption(rule="name", reason="无")))

    def edit(document: Any) -> None:
        row = document.tables[-1].rows[-1]._tr
        row.getparent().remove(row)

    assert notes_of(back(noted, edit).notice) == (Exemption(rule="mobile-number", reason="值班手机"),)


@pytest.mark.parametrize("by_style", [True, False])
def test_what_is_hidden_is_neither_text_nor_status(full: Notice, by_style: bool) -> None:
    def edit(document: Any) -> None:
        hidden = document.styles.add_style("Unseen", WD_STYLE_TYPE.CHARACTER)
        hidden.font.hidden = True
        done = line(document, "状态：已完成")
        for new in (
            below(line(document, "=1+1"), "状态：未完成", done),
            below(line(document, "@办公室"), "别人看不见。"),
        ):
            if by_style:
                new.runs[0].style = hidden
            else:
                new.runs[0].font.hidden = True

    assert back(full, edit) == Exported(full, True, back(full, lambda _: None).facts)


def test_every_sign_that_is_seen_comes_back(full: Notice) -> None:
    def edit(document: Any) -> None:
        run = line(document, "@办公室").runs[0]._r
        for name, text, values in (
            ("noBreakHyphen", "", {}),
            ("t", "后", {}),
            ("sym", "", {"font": "Wingdings", "char": "F0FE"}),
            ("tab", "", {}),
            ("t", "尾", {}),
        ):
            run.append(sign := OxmlElement(f"w:{name}"))
            sign.text = text or None
            for key, value in values.items():
                sign.set(qn(f"w:{key}"), value)

    assert back(full, edit).notice.problems[1].text == "@办公室已经办结。-后☑ 尾"


def test_cells_are_seen_in_content_controls_and_not_in_rows_that_were_deleted(full: Notice) -> None:
    def edit(document: Any) -> None:
        first, second = document.tables[0].rows
        second._tr.addnext(gone := copy.deepcopy(second._tr))
        gone.get_or_add_trPr().append(OxmlElement("w:del"))
        cell = first._tr.findall(qn("w:tc"))[1]
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        cell.addprevious(control)
        control.append(content)
        content.append(cell)

    assert back(full, edit).unchanged


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(full: Notice) -> None:
    def edit(document: Any) -> None:
        last = line(document, "@办公室")
        below(last, "特此说明。")
        mark = OxmlElement("w:rPr")
        mark.append(OxmlElement("w:del"))
        last._p.get_or_add_pPr().append(mark)

    assert back(full, edit).notice.problems[1].text == "@办公室已经办结。特此说明。"


def _before(document: Any) -> None:
    document.paragraphs[0].insert_paragraph_before("附件1")


def _behind(document: Any) -> None:
    below(line(document, "2024年4月18日"), "以上情况，特此通报。")


def _another(document: Any) -> None:
    for paragraph in document.paragraphs:
        write(paragraph, "别的文件") if paragraph.runs else None


def _picture(document: Any) -> None:
    document.paragraphs[1].runs[0]._r.append(OxmlElement("w:drawing"))


def _formula(document: Any) -> None:
    line(document, "@办公室")._p.append(OxmlElement("m:oMath"))


@pytest.mark.parametrize("edit", [_before, _behind, _another, _picture, _formula])
def test_what_is_too_different_is_left_to_the_ordinary_importer(full: Notice, edit: Edit) -> None:
    found = back(full, edit)
    assert (found.unchanged, found.changes) == (False, ())


_WORDS = st.text("状态：已完成标题1. 一是#*_[]()<>&|`~!•-+=、。\n", min_size=1, max_size=20)


@settings(max_examples=20)
@given(st.integers(1, 25), _WORDS, st.booleans())
def test_whatever_is_typed_the_notice_shows_what_the_document_shows(
    full: Notice, place: int, words: str, added: bool
) -> None:
    def edit(document: Any) -> None:
        paragraph = document.paragraphs[place % len(document.paragraphs)]
        below(paragraph, words) if added else write(paragraph, words)

    data = edited(document_of(full), edit)
    found = exported_notice(data)
    assert found
    if found.changes and all(one.taken for one in found.changes):
        shown = {without_space(block.text) for block in blocks_of(found.notice)}
        typed = {without_space(one.text) for one in docx.Document(io.BytesIO(data)).paragraphs} - {""}
        # A value that was typed is recorded in its own way.
        assert {text for text in typed if text.partition("：")[0] not in names_of(Problem)} <= shown


def test_an_import_tells_what_was_edited_and_writes_a_draft_beside(tmp_path: Path) -> None:
    site = make_site(tmp_path, {notice_path(): notice(BODY, **FRONT)})
    target = tmp_path / "通报.docx"
    run = CliRunner().invoke
    run(commands("zh"), ["--project", str(site), "export", "yunshan-gsl/2024-inspection", "--output", str(target)])

    def edit(document: Any) -> None:
        write(line(document, "状态：持续推进"), "状态：已整改到位")
        write(line(document, "编号：22"), "编号：23")

    target.write_bytes(edited(target.read_bytes(), edit))
    done = run(commands("zh"), ["--project", str(site), "import", str(target)])
    assert done.exit_code == 0
    assert "文档里的改动，照改了1处：" in done.output
    assert "状态：“持续推进” → 已完成（文档写的是“已整改到位”） （问题1. 会产管理不到位）" in done.output
    assert "编号是这个问题网址的一部分" in done.output
    draft = (site / notice_path("2024-inspection-2")).read_text("utf-8")
    assert "状态：已完成" in draft
    assert "草稿: 是" in draft
    data = json.loads(run(commands("zh"), ["--project", str(site), "import", str(target), "--report", "json"]).output)[
        0
    ]
    assert [one["field"] for one in data["taken"]] == ["状态"]
    assert [one["field"] for one in data["left"]] == ["编号"]
