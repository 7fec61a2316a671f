"""`export`: a notice as a document in the layout of official documents, its problems as a ledger, and both read back."""

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import model
from gongkai.cli import commands
from gongkai.diagnostics import Diagnostics
from gongkai.importers.exported import Exported, exported_notice
from gongkai.load import load
from gongkai.model import Notice, canonical_json
from gongkai.notes import Exemption, with_notes
from gongkai.office.document import document_of
from gongkai.office.facts import facts_of
from gongkai.office.ledger import COLUMNS, ledger_of, rows_of
from gongkai.office.package import NAMESPACE
from gongkai.writing import markdown_file
from tests.sites import ORGANIZATION, ROOT, make_site, notice, notice_path

SAMPLES = sorted((ROOT / "content/notices").glob("*/*.*"), key=lambda path: path.as_posix())
BODY = """开头的说明，**加粗**，见[网站](https://example.gov.cn/a?b=1&c)。

## 一、集中整改进展情况

### （一）聚焦“基层党组织”方面

#### 1. 会产管理不到位
状态：持续推进
编号：22
问题：会产底数不清；<未>清查。
责任单位：办公室
时限：2024-06-30
标记：立行立改、长期坚持
承接：yunshan-gsl/2019-inspection#3

**一是**清查会产；**二是**修订办法。

1. 聘请第三方评估，
   逐项登记。
2. 公示：
    - 张榜；
    - 上网。

> 引自《办法》。

| 项目 | 金额 |
| --- | --- |
| 会费 | 6.94万元 |

#### =1+1
状态：已完成
完成日期：2024-03

@办公室已经办结。
"""
FRONT = {
    "文号": "云联发〔2024〕12号",
    "巡视巡察": "{类别: 常规, 机构: 市委第六巡察组, 进驻: 2023-07-17}",
    "公布总数": "[{口径: 整改台账, 问题: 24}, {问题: 2, 措施: 0}]",
    "成效": '[{名称: "挽回资金: 损失", 数值: 6.94, 单位: 万元}, {名称: 制度, 数值: "1,234", 概数: 余}]',
    "联系方式": "{电话: [{号码: 0579-85550123, 用途: 反映意见}, 0579-85550124], 邮箱: a@b.cn, 邮编: '010000'}",
    "征求意见": "{起: 2024-04-19, 止: 2024-05-19}",
    "旧网址": "[/old/1.html, /old/2.html]",
    "附件": "整改台账.xlsx",
    "署名": "中共云山市工商业联合会党组",
    "成文日期": "2024年4月18日",
}


def read(text: str, path: str = "notices/yunshan-gsl/2024-inspection.md") -> Notice:
    found = Diagnostics()
    record = load(path, text.encode(), found).record
    assert isinstance(record, Notice), [one.message("en") for one in found]
    assert not found.errors, [one.message("en") for one in found]
    return record


@pytest.fixture(scope="module")
def full() -> Notice:
    return read(notice(BODY, **FRONT))


def imported(data: bytes) -> Exported:
    found = exported_notice(data)
    assert found
    return found


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """Return a document after an office edited and saved it."""
    document = docx.Document(io.BytesIO(data))
    edit(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def filled_in(data: bytes, **cells: str | None) -> bytes:
    """Return a ledger after an office changed cells in it; openpyxl drops the notice, so its sheet is put into ours."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cell, value in cells.items():
        book.active[cell] = value
        if value:
            book.active[cell].data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as saved:
        return replaced(data, **{"xl/worksheets/sheet1.xml": saved.read("xl/worksheets/sheet1.xml")})


def replaced(data: bytes, **parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **dict.fromkeys(parts)}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return buffer.getvalue()


def carrying(data: bytes, canonical: str) -> bytes:
    """Return a file that carries another notice than it shows."""
    return replaced(data, **{"customXml/item1.xml": f'<notice xmlns="{NAMESPACE}">{canonical}</notice>'.encode()})


# ---- there and back


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("make", [document_of, ledger_of])
def test_what_was_exported_comes_back_as_the_same_notice(path: Path, make: Callable[[Notice], bytes]) -> None:
    record = read(path.read_text("utf-8"), f"notices/{path.parent.name}/{path.name}")
    found = imported(make(record))
    assert (found.unchanged, found.changes) == (True, ())
    assert canonical_json(found.notice) == canonical_json(record)
    again = read(markdown_file(found.notice), f"notices/{record.id}.md")
    assert canonical_json(again) == canonical_json(record)


@pytest.mark.parametrize("make", [document_of, ledger_of])
def test_every_kind_of_field_and_text_comes_back(full: Notice, make: Callable[[Notice], bytes]) -> None:
    assert imported(make(full)) == Exported(full, True, tuple(facts_of(full)) if make is document_of else ())


EXCEPTED = {
    **FRONT,
    "例外": '[{规则: mobile-number, 原因: "值班手机: <公开>的"}, {规则: word-doubled, 原因: 原文如此}]',
}


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_exceptions_of_a_notice_come_back_with_it(tmp_path: Path, form: str) -> None:
    site = make_site(tmp_path, {notice_path(): notice(BODY, **EXCEPTED)})
    target = tmp_path / f"通报.{form}"
    assert run(site, "yunshan-gsl/2024-inspection", "--output", str(target)).exit_code == 0
    before = load("notices/yunshan-gsl/2024-inspection.md", (site / notice_path()).read_bytes(), Diagnostics())
    again = CliRunner().invoke(commands("zh"), ["--project", str(site), "import", str(target)])
    assert "就是这份通报，一处不差" in again.output
    (site / notice_path()).unlink()
    assert CliRunner().invoke(commands("zh"), ["--project", str(site), "import", str(target)]).exit_code == 0
    after = load("notices/yunshan-gsl/2024-inspection.md", (site / notice_path()).read_bytes(), Diagnostics())
    assert len(after.exceptions) == 2
    assert (after.record, after.exceptions) == (before.record, before.exceptions)


def test_exceptions_are_carried_beside_the_notice_and_not_in_its_json(full: Notice) -> None:
    data = document_of(with_notes(full, (Exemption(rule="mobile-number", reason="公开的值班手机"),)))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        carried = ElementTree.fromstring(package.read("customXml/item1.xml"))
    assert carried.text == canonical_json(full).decode()
    assert carried.get("sha256") == hashlib.sha256(canonical_json(full)).hexdigest()
    rows = docx.Document(io.BytesIO(data)).tables[-1].rows
    assert [cell.text for cell in rows[-1].cells] == ["例外", "规则：mobile-number；原因：公开的值班手机"]


def test_exceptions_that_a_document_carries_and_does_not_show_are_not_believed(full: Notice) -> None:
    """They switch checks off: nobody would see that they came along."""
    shown = document_of(full)
    hidden = document_of(with_notes(full, (Exemption(rule="mobile-number", reason="无"),)))
    with zipfile.ZipFile(io.BytesIO(hidden)) as package:
        part = package.read("customXml/item1.xml")
    assert not imported(replaced(shown, **{"customXml/item1.xml": part})).unchanged


_WORDS = st.text("标题：:“”\"'#*_[]{}<>&|=+-@, 、；。—一1aA\\`~!%", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split()) or "字"
)


@settings(max_examples=60)
@given(_WORDS, _WORDS, _WORDS, st.lists(_WORDS, max_size=3))
def test_whatever_the_words_are_the_file_says_the_same(title: str, name: str, basis: str, texts: list[str]) -> None:
    record = Notice(
        id="a/b",
        title=title,
        kind=model.Kind.work,
        published=model.Date("2024"),
        signature=basis,
        claimed=(model.Totals(basis=basis, problems=0),),
        results=(model.Result(name=name, value=model.Quantity("1,234"), unit=basis),),
        organizations=tuple(texts),
        body=(model.Part(text="正文。"), model.Part(heading="一、情况", anchor="一-情况", text="文字。")),
    )
    found = Diagnostics()
    again = load("notices/a/b.md", markdown_file(record).encode(), found).record
    assert canonical_json(again) == canonical_json(record), markdown_file(record)
    assert [one.code for one in found.errors] == []


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_same_notice_makes_the_same_bytes_in_any_process(tmp_path: Path, form: str) -> None:
    command = [sys.executable, "build.py", "export", "luoyang-gsl/2024-municipal-inspection", "--format", form]
    for seed in "12":
        environment = {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC", "PATH": ""}
        done = subprocess.run([*command, "--output", str(tmp_path / seed)], cwd=ROOT, env=environment, check=False)
        assert done.returncode == 0
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


# ---- after the office has worked on it


def test_a_document_saved_anew_or_only_formatted_is_the_same_notice(full: Notice) -> None:
    def format_only(document: Any) -> None:
        document.paragraphs[3].runs[0].bold = True
        document.add_paragraph("")

    found = imported(edited(document_of(full), format_only))
    assert (found.unchanged, found.notice) == (True, full)


def test_a_changed_word_is_noticed_and_the_facts_are_still_known(full: Notice) -> None:
    def edit(document: Any) -> None:
        document.paragraphs[1].runs[0].text = "改过的说明，"
        cell = next(row for row in document.tables[-1].rows if row.cells[0].text == "文号").cells[1]
        cell.paragraphs[0].runs[0].text = "云联发〔2024〕13号"

    found = imported(edited(document_of(full), edit))
    assert not found.unchanged
    expected = [fact._replace(value="云联发〔2024〕13号") if fact.label == "文号" else fact for fact in facts_of(full)]
    assert list(found.facts) == expected


def _inserted(document: Any) -> None:
    mark = OxmlElement("w:ins")
    mark.append(document.paragraphs[1].runs[0]._r)
    document.paragraphs[1]._p.append(mark)
    mark.append(document.paragraphs[2].add_run("加的字")._r)


def _deleted(document: Any) -> None:
    mark = OxmlElement("w:del")
    run = document.paragraphs[1].runs[0]._r
    run.addprevious(mark)
    mark.append(run)


def _numbered(document: Any) -> None:
    number = OxmlElement("w:numPr")
    document.paragraphs[1]._p.get_or_add_pPr().append(number)


def _noted(document: Any) -> None:
    document.paragraphs[1].runs[0]._r.append(OxmlElement("w:footnoteReference"))


@pytest.mark.parametrize("edit", [_inserted, _deleted, _numbered, _noted])
def test_revisions_numbers_and_notes_count_as_changes(full: Notice, edit: Callable[[Any], None]) -> None:
    assert not imported(edited(document_of(full), edit)).unchanged


def said_of(found: Exported) -> list[tuple[str, str, str, str]]:
    """Return what was taken over: cell, column, old value, new value as it is recorded."""
    return [(one.cell, one.name, one.old, one.recorded or one.new) for one in found.changes if one.taken]


def left_of(found: Exported) -> list[tuple[str, str]]:
    """Return what was not taken over: the cell (or the problem that is gone) and why."""
    left = [one for one in found.changes if not one.taken]
    return [(one.cell or one.problem, one.finding.code if one.finding else one.reason) for one in left]


def test_what_the_office_enters_in_the_ledger_is_taken_over(full: Notice) -> None:
    changed = filled_in(ledger_of(full), G3="已完成", H3="2024年5月20日", I3="长期坚持", F3="", E4="联络处")
    found = imported(changed)
    first, second = (part.problem for part in found.notice.problems)
    assert first
    assert second
    assert (first.status, first.completed, first.deadline) == (model.Status.done, "2024-05-20", "")
    assert first.marks == (model.Mark.kept_up,)
    assert second.unit == "联络处"
    assert (found.unchanged, left_of(found)) == (False, [])
    assert said_of(found)[:3] == [
        ("F3", "时限", "2024-06-30", ""),
        ("G3", "状态", "持续推进", "已完成"),
        ("H3", "完成日期", "", "2024-05-20"),
    ]
    assert found.notice.problems[0].text == full.problems[0].text


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("整改中", model.Status.in_progress),
        ("正在整改", model.Status.in_progress),
        ("已整改到位", model.Status.done),
        ("阶段性完成", model.Status.mostly_done),
        ("进展滞后", model.Status.behind),
        ("尚未整改", model.Status.not_done),
        ("未注明", model.Status.unstated),
    ],
)
def test_a_ledger_that_comes_back_may_word_a_status_as_any_ledger(
    full: Notice, words: str, status: model.Status
) -> None:
    found = imported(filled_in(ledger_of(full), G4=words))
    problem = found.notice.problems[1].problem
    assert problem
    assert problem.status == status
    assert said_of(found) == [("G4", "状态", "已完成", status.chinese)] * (status is not model.Status.done)


def test_what_a_ledger_cannot_change_is_told_with_the_reason(full: Notice) -> None:
    cells = {"C3": "会产管理不够到位", "G3": "办得不错", "H4": "2024-02-30", "B4": "99", "J4": "备注", "F4": "四月"}
    found = imported(filled_in(ledger_of(full), **cells, B2="号"))
    assert left_of(found) == [
        ("B2", "head"),
        ("C3", "official"),
        ("G3", "status"),
        ("B4", "number"),
        ("F4", "date-format"),
        ("H4", "date-impossible"),
        ("J4", "column"),
    ]
    assert found.notice == full
    assert said_of(found) == []


def test_an_empty_status_is_not_taken_over(full: Notice) -> None:
    assert left_of(imported(filled_in(ledger_of(full), G4=None))) == [("G4", "status-empty")]


def test_a_date_that_the_program_made_a_number_of_is_the_date(full: Notice) -> None:
    found = imported(filled_in(ledger_of(full), H4="45432"))
    assert said_of(found) == [("H4", "完成日期", "2024-03", "2024-05-20")]


def test_rows_may_be_sorted_and_one_that_is_gone_is_told_by_number_and_title(full: Notice) -> None:
    cells = {"A3": "1", "B3": None, "C3": "=1+1", "D3": "@办公室已经办结。", "E3": None, "F3": None, "G3": "基本完成"}
    gone = dict.fromkeys(("A4", "C4", "D4", "G4", "H4"))
    found = imported(filled_in(ledger_of(full), **cells, H3="2024-03", I3=None, **gone))
    assert left_of(found) == [("22 1. 会产管理不到位", "lost-row")]
    # Counted anew, it is still the row of the problem whose words it has.
    assert said_of(found) == [("G3", "状态", "已完成", "基本完成")]
    assert [part.problem.status for part in found.notice.problems if part.problem] == [
        model.Status.in_progress,
        model.Status.mostly_done,
    ]


def test_a_new_row_becomes_a_problem_behind_the_one_above_it(full: Notice) -> None:
    cells = {"A5": "3", "B5": "30", "C5": "换届不及时\n三家商会逾期", "D5": "1. 发函。\n2. 约谈*会长。"}
    found = imported(filled_in(ledger_of(full), **cells, E5="会员部", F5="2024-09", G5="整改中"))
    assert left_of(found) == []
    told, status = found.changes
    assert (status.cell, status.new, status.recorded) == ("G5", "整改中", "持续推进")
    assert (told.cell, told.taken, told.new.partition("；")[0]) == ("5", True, "编号：30")
    old = [part for part in full.body if part.problem][-1]
    parts = [part for part in found.notice.body if part.problem]
    (new,) = (part for part in parts if part not in full.body)
    assert parts.index(new) == 2
    assert (new.heading, new.level, new.text) == ("换届不及时", old.level, "1. 发函。\n2. 约谈\\*会长。")
    assert new.problem == model.Problem(
        status=model.Status.in_progress,
        number="30",
        finding="三家商会逾期",
        unit="会员部",
        deadline=model.Date("2024-09"),
    )
    again = read(markdown_file(found.notice))
    assert [part.heading for part in again.body if part.problem] == [part.heading for part in parts]


def test_of_a_new_row_what_cannot_be_is_told_and_its_status_is_not_stated(full: Notice) -> None:
    found = imported(filled_in(ledger_of(full), C5="换届不及时", B5="22", H5="2024-02-30", G5="办得不错"))
    assert left_of(found) == [("B5", "number-taken"), ("G5", "status"), ("H5", "date-impossible")]
    new = next(part for part in found.notice.body if part.heading == "换届不及时").problem
    assert new
    assert (new.number, new.status, new.completed) == ("", model.Status.unstated, "")


def test_a_copy_of_a_row_and_a_row_of_sums_are_no_problems(full: Notice) -> None:
    row = {"A": "1", "B": "22", "C": "1. 会产管理不到位\n会产底数不清；<未>清查。"}
    copy = {f"{column}5": text for column, text in row.items()}
    found = imported(filled_in(ledger_of(full), **copy, A6="合计", C6="共3个问题"))
    assert left_of(found) == [("5", "double-row"), ("6", "new-row")]
    assert found.notice == full


def test_a_problem_may_begin_with_the_word_for_a_sum(full: Notice) -> None:
    found = imported(filled_in(ledger_of(full), A5="3", C5="汇总数据不准确", C6="共计3个问题", C7="合计："))
    assert left_of(found) == [("6", "new-row"), ("7", "new-row")]
    assert [part.heading for part in found.notice.body if part not in full.body] == ["汇总数据不准确"]


def test_a_day_that_excel_counted_in_a_new_row_is_told_as_it_is_recorded(full: Notice) -> None:
    found = imported(filled_in(ledger_of(full), A5="3", C5="换届不及时", F5="45473"))
    assert [(one.cell, one.new, one.recorded) for one in found.changes if one.recorded] == [
        ("F5", "45473", "2024-06-30")
    ]


def test_two_new_rows_have_no_number_together(full: Notice) -> None:
    found = imported(filled_in(ledger_of(full), B5="30", C5="换届不及时", B6="30", C6="年检不及时"))
    assert left_of(found) == [("B6", "number-taken")]
    numbers = [part.problem.number for part in found.notice.body if part.problem]
    assert numbers.count("30") == 1


def test_a_new_row_that_names_no_problem_is_told_with_its_content(full: Notice) -> None:
    found = imported(filled_in(ledger_of(full), A5="3", D5="一是换届。", G5="整改中"))
    assert left_of(found) == [("5", "new-row")]
    assert found.changes[-1].new == "整改措施：一是换届。；状态：整改中"
    assert found.notice == full
    assert imported(filled_in(ledger_of(full), A5="3")).unchanged  # a number alone says nothing


# ---- files that are not to be believed


def test_a_document_that_carries_another_notice_than_it_shows_is_not_believed(full: Notice) -> None:
    other = (
        canonical_json(full)
        .decode()
        .replace("会产管理不到位", "会产管理到位")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
    )
    assert not imported(carrying(document_of(full), other)).unchanged


@pytest.mark.parametrize(
    "canonical",
    [
        "",
        "[]",
        '{"id":"../../x","title":"甲","kind":"work","published":"2024"}',
        '{"id":"a/b","title":"甲","kind":"work"}',
        '{"id":"a/b","title":"甲","kind":"work","published":"四月"}',
        '{"id":"a/b","title":"甲","kind":"work","published":"2024","source":{"title":"乙","url":"javascript:1"}}',
        '{"id":"a/b","title":"甲","kind":"work","published":"2024","more":1}',
        '{"id":"a/b","title":"甲\\n草稿: 否","kind":"work","published":"2024"}',
    ],
)
def test_a_notice_that_no_file_could_hold_is_none(full: Notice, canonical: str) -> None:
    assert exported_notice(carrying(document_of(full), canonical)) is None


def test_other_files_and_broken_ones_carry_no_notice(full: Notice) -> None:
    plain = io.BytesIO()
    docx.Document().save(plain)
    data = document_of(full)
    doctype = b'<!DOCTYPE a [<!ENTITY b "c">]><notice xmlns="urn:gongkai:notice:1">&b;</notice>'
    bomb = b"<a>" + b" " * 40_000_000 + b"</a>"
    deep = b"<d>" * 20_000 + b"</d>" * 20_000
    for broken in (
        *(b"", b"PK\x03\x04", plain.getvalue(), data[:-100], data[: len(data) // 2]),
        *(replaced(data, **{"customXml/item1.xml": part}) for part in (doctype, bomb, b"<a")),
        *(replaced(data, **{"word/document.xml": part}) for part in (deep, b"<a")),
    ):
        assert exported_notice(broken) is None


# ---- how the document looks


def _shown(document: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def _fonts(paragraph: Any) -> set[str]:
    own = {run._r.find(f".//{qn('w:rFonts')}") for run in paragraph.runs}
    given = [found if found is not None else paragraph.style.element.find(f".//{qn('w:rFonts')}") for found in own]
    return {found.get(qn("w:eastAsia")) for found in given}


def test_the_page_is_that_of_an_official_document(full: Notice) -> None:
    document = docx.Document(io.BytesIO(document_of(full)))
    section = document.sections[0]
    edges = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(edge.mm) for edge in (*edges, section.left_margin, section.right_margin)] == [
        210,
        297,
        37,
        35,
        28,
        26,
    ]
    assert document.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.text, even.text) == ("— 1 —", "— 1 —")
    assert "PAGE" in odd._p.xml
    assert str(odd.alignment).startswith("RIGHT")
    assert str(even.alignment).startswith("LEFT")
    normal = document.styles["Normal"]
    assert normal.font.size.pt == 16
    assert normal.paragraph_format.line_spacing.pt == pytest.approx(28.95)
    assert normal.element.find(f".//{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"


def test_title_headings_and_text_have_their_fonts(full: Notice) -> None:
    document = docx.Document(io.BytesIO(document_of(full)))
    fonts = {paragraph.text: _fonts(paragraph) for paragraph in document.paragraphs}
    assert fonts[full.title] == {"方正小标宋简体"}
    assert fonts["一、集中整改进展情况"] == {"黑体"}
    assert fonts["（一）聚焦“基层党组织”方面"] == {"楷体"}
    assert fonts["1. 会产管理不到位"] == {"仿宋"}
    assert fonts["@办公室已经办结。"] == {"仿宋"}
    assert document.styles["Title"].font.size.pt == 22
    assert _shown(document, "Heading 3") == ["1. 会产管理不到位", "=1+1"]


def test_the_status_and_the_other_fields_stand_below_their_heading(full: Notice) -> None:
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(document_of(full))).paragraphs]
    start = lines.index("1. 会产管理不到位")
    assert lines[start + 1 : start + 8] == [
        *("状态：持续推进", "编号：22", "问题：会产底数不清；<未>清查。", "责任单位：办公室", "时限：2024-06-30"),
        *("标记：立行立改、长期坚持", "承接：yunshan-gsl/2019-inspection#3"),
    ]
    assert lines[start + 8 : start + 14] == [
        *("一是清查会产；二是修订办法。", "1. 聘请第三方评估，逐项登记。", "2. 公示：", "• 张榜；", "• 上网。"),
        "引自《办法》。",
    ]


def test_the_date_begins_two_characters_right_of_the_signature(full: Notice) -> None:
    document = docx.Document(io.BytesIO(document_of(full)))
    signature, date = (
        next(one for one in document.paragraphs if one.text == text) for text in (full.signature, "2024年4月18日")
    )
    left = [int(one._p.find(f".//{qn('w:ind')}").get(qn("w:leftChars"))) for one in (signature, date)]
    assert left == [(28 - 2 - 13) * 100, (28 - 2 - 13 + 2) * 100]


def test_what_the_text_does_not_show_is_a_table_at_the_end(full: Notice) -> None:
    document = docx.Document(io.BytesIO(document_of(full)))
    assert document.paragraphs[-1].text == "附：公开信息"
    rows = [tuple(cell.text for cell in row.cells) for row in document.tables[-1].rows]
    assert rows[:2] == [("项目", "内容"), ("标识", "yunshan-gsl/2024-inspection")]
    assert ("巡视巡察：机构", "市委第六巡察组") in rows
    assert ("成效", "名称：挽回资金: 损失；数值：6.94；单位：万元") in rows
    assert ("联系方式：电话", "号码：0579-85550123；用途：反映意见") in rows


def test_a_digest_says_that_it_is_none_of_the_official_text() -> None:
    document = docx.Document(io.BytesIO(document_of(read(notice("正文。\n", 摘编="是", 来源="原通报")))))
    assert document.paragraphs[1].text.startswith("（本文是公开通报的摘编，不是正式文本")


def test_links_lead_on_and_those_within_the_site_are_words(full: Notice) -> None:
    data = document_of(read(notice("见[网站](https://example.gov.cn/a)和[上文](#text)。\n")))
    document = docx.Document(io.BytesIO(data))
    assert [link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks] == [
        "https://example.gov.cn/a"
    ]
    assert "见网站和上文。" in [paragraph.text for paragraph in document.paragraphs]


# ---- how the ledger looks


def test_the_ledger_has_a_row_for_each_problem(full: Notice) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_of(full))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == f"{full.title}整改台账"
    assert rows[1] == tuple(COLUMNS)
    assert rows[2][:3] == ("1", "22", "1. 会产管理不到位\n会产底数不清；<未>清查。")
    assert rows[2][3] == "一是清查会产；\n二是修订办法。\n3. 聘请第三方评估，逐项登记。\n4. 公示："
    assert rows[2][4:] == ("办公室", "2024-06-30", "持续推进", None, "立行立改、长期坚持")
    assert len(rows) == 4


def test_a_measure_that_has_a_number_is_not_numbered_again() -> None:
    body = "## 一、会产管理不到位\n状态：已完成\n\n**一是**制定办法；**二是**清查会产。\n"
    record = read(notice(body))
    assert rows_of(record)[0][3] == "一是制定办法；\n二是清查会产。"
    # A ledger that was exported when they were is unchanged all the same.
    assert imported(filled_in(ledger_of(record), D3="1. 一是制定办法；\n2. 二是清查会产。")).unchanged


def test_what_stands_in_a_column_of_its_own_is_no_measure() -> None:
    body = """## 一、会产管理不到位
状态：未完成
责任单位：办公室
时限：2024-06

责任单位：办公室；整改时限：2024年6月底。

正在清查。

牵头单位：财务部，负责核对：会产。
"""
    assert rows_of(read(notice(body)))[0][3] == "正在清查。\n牵头单位：财务部，负责核对：会产。"
    assert "责任单位：办公室；" in rows_of(read(notice(body.replace("时限：2024-06\n\n", "\n"))))[0][3]


def test_no_text_of_the_ledger_can_become_a_formula(full: Notice) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_of(full))).active
    assert sheet["C4"].value == "=1+1"
    assert sheet["E4"].number_format == "@"  # what is entered there is a text too
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.value is None or (cell.data_type, cell.number_format) == ("s", "@")
    with zipfile.ZipFile(io.BytesIO(ledger_of(full))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_the_ledger_is_ready_to_be_read_and_printed(full: Notice) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_of(full))).active
    assert sheet.freeze_panes == "A3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$2"
    assert all(cell.alignment.wrap_text for cell in sheet[3])
    assert sheet["A2"].fill.fgColor.rgb.endswith("E7E6E6")
    assert sheet.column_dimensions["D"].width > sheet.column_dimensions["A"].width


# ---- the command


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands("en"), ["--project", str(site), "export", *arguments])


@pytest.mark.parametrize("named", ["yunshan-gsl/2024-inspection", "/notices/yunshan-gsl/2024-inspection/", "PATH"])
def test_a_notice_is_named_by_its_id_its_address_or_its_file(tmp_path: Path, named: str) -> None:
    site = make_site(tmp_path, {notice_path(): notice(BODY)})
    target = tmp_path / "a.docx"
    done = run(site, str(site / notice_path()) if named == "PATH" else named, "--output", str(target))
    assert (done.exit_code, exported_notice(target.read_bytes()) is not None) == (0, True)


def test_without_a_name_the_file_is_named_after_the_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path, {notice_path(): notice(BODY, 草稿="是")})
    monkeypatch.chdir(tmp_path)
    assert run(site, "yunshan-gsl/2024-inspection", "--format", "xlsx").exit_code == 0
    assert imported((tmp_path / "yunshan-gsl-2024-inspection.xlsx").read_bytes()).notice.draft


def test_a_file_is_not_written_over_unless_it_is_asked_for(tmp_path: Path) -> None:
    site = make_site(tmp_path, {notice_path(): notice(BODY)})
    target = tmp_path / "a.docx"
    target.write_text("mine")
    refused = run(site, "yunshan-gsl/2024-inspection", "--output", str(target))
    assert (refused.exit_code, target.read_text()) == (2, "mine")
    assert "is there already" in refused.output
    assert run(site, "yunshan-gsl/2024-inspection", "--output", str(target), "--force").exit_code == 0
    assert target.read_bytes().startswith(b"PK")


def test_what_cannot_be_exported_is_said_in_a_line(tmp_path: Path) -> None:
    wrong = "notices/yunshan-gsl/wrong.md"
    site = make_site(
        tmp_path, {notice_path(): notice("正文。\n"), f"content/{wrong}": notice(BODY.replace("持续推进", "整改中"))}
    )
    for arguments, said, code in (
        (["yunshan-gsl/2024-inspektion"], "Did you mean yunshan-gsl/2024-inspection?", 2),
        (["2024-ins"], "Did you mean yunshan-gsl/2024-inspection?", 2),
        (["yunshan-gsl"], "Did you mean yunshan-gsl/2024-inspection or yunshan-gsl/wrong?", 2),
        (["site.toml"], "There is no notice", 2),
        (["yunshan-gsl/wrong"], "the notice has errors", 1),
        (["yunshan-gsl/2024-inspection", "--format", "xlsx"], "no problems", 1),
    ):
        done = run(site, *arguments, "--output", str(tmp_path / "out"))
        assert (done.exit_code, said in done.output) == (code, True), done.output
        assert not (tmp_path / "out").exists()
    assert re.search(r"wrong\.md:\d+:\d+", run(site, "yunshan-gsl/wrong").output)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_an_exported_file_is_imported_as_the_same_notice(tmp_path, form):
    site = make_site(tmp_path, {notice_path(): notice("## 一、会产管理不到位\n状态：持续推进\n\n清查会产。\n")})
    before = (site / notice_path()).read_bytes()
    run = partial(CliRunner().invoke, commands("zh"))
    exported = tmp_path / f"通报.{form}"
    arguments = ["--project", str(site), "export", f"{ORGANIZATION}/2024-inspection", "--format", form]
    assert run([*arguments, "--output", str(exported)]).exit_code == 0
    again = run(["--project", str(site), "import", str(exported)])
    assert (again.exit_code, "就是这份通报，一处不差" in again.output) == (0, True), again.output
    assert (site / notice_path()).read_bytes() == before
    (site / notice_path()).unlink()
    assert run(["--project", str(site), "import", str(exported)]).exit_code == 0
    returned = load(f"notices/{ORGANIZATION}/2024-inspection.md", (site / notice_path()).read_bytes(), Diagnostics())
    first = load(f"notices/{ORGANIZATION}/2024-inspection.md", before, Diagnostics())
    assert canonical_json(returned.record) == canonical_json(first.record)


LEDGER = """## 一、会产管理不到位
状态：已完成

清查会产。

## 二、换届不及时
状态：未完成

一是换届。
"""


def returned(tmp_path: Path, **cells: str | None) -> tuple[Path, str, dict[str, Any]]:
    """Import a ledger of LEDGER with changed cells: the site, what was said, and the report as data."""
    site = make_site(tmp_path, {notice_path(): notice(LEDGER)})
    record = read(notice(LEDGER))
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(filled_in(ledger_of(record), **cells))
    done = CliRunner().invoke(commands("zh"), ["--project", str(site), "import", str(ledger)])
    assert done.exit_code == 0
    told = CliRunner().invoke(commands("zh"), ["--project", str(site), "import", str(ledger), "--report", "json"])
    return site, done.output, json.loads(told.output)[0]


def test_an_import_tells_every_change_with_old_and_new_value_and_what_to_do(tmp_path: Path) -> None:
    site, said, data = returned(tmp_path, G4="整改中", H3="2024-02-30", C4="换届太晚")
    assert "G4格，状态：“未完成” → 持续推进（台账写的是“整改中”） （问题2 二、换届不及时）" in said
    assert "H3格，完成日期：（空） → “2024-02-30” （问题1 一、会产管理不到位）" in said
    assert "没有2024-02-30这个日期" in said
    assert "C4格，问题：“二、换届不及时” → “换届太晚”" in said
    assert "正文确实要改的，到通报文件里改" in said
    # The draft stands beside the published notice, which is named, with what to do about the two.
    assert "站点里已经有这份通报：content/notices/yunshan-gsl/2024-inspection.md" in said
    assert "不要两份都公开" in said
    assert "状态：持续推进" in (site / notice_path("2024-inspection-2")).read_text("utf-8")
    assert "状态：未完成" in (site / notice_path()).read_text("utf-8")
    assert [(one["cell"], one["recorded"]) for one in data["taken"]] == [("G4", "持续推进")]
    assert {one["cell"]: bool(one["reason"]) for one in data["left"]} == {"H3": True, "C4": True}


def test_where_nothing_was_taken_over_no_draft_is_written_and_none_is_spoken_of(tmp_path: Path) -> None:
    site, said, data = returned(tmp_path, G4="办得不错")
    assert "没有一处能照改，所以没有写草稿" in said
    assert "照改了" not in said
    assert "草稿写好" not in said
    assert data["changed"] is False
    assert not (site / notice_path("2024-inspection-2")).exists()
