"""A file that comes back after the site has changed its notice: both's changes are in the draft, and all is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gongkai.cli import commands
from gongkai.importers.later_edits import over
from gongkai.importers.three_way import merged
from gongkai.office.document import document_of
from gongkai.office.ledger import ledger_of
from tests.sites import make_site, notice, notice_path
from tests.test_export import BODY, FRONT, edited, filled_in, read
from tests.test_export_edited import line, write

TWO = """开头。

## 一、会产管理不到位
状态：持续推进
责任单位：办公室

一是清查会产。

二是修订办法。

## 二、换届不及时
状态：未完成

督促换届。
"""


def run(site: Path, file: Path, *more: str) -> str:
    done = CliRunner().invoke(commands("zh"), ["--project", str(site), "import", str(file), *more])
    assert done.exit_code == 0, done.output
    return done.output


def came_back(
    tmp_path: Path, now: str, edit: Callable[[Any], None] = lambda document: None, **cells: str | None
) -> tuple[Path, Path]:
    """Return a site that holds `now`, and a file of TWO as it was before, edited."""
    site = make_site(tmp_path / "site", {notice_path(): now})
    old = read(notice(TWO))
    file = tmp_path / ("台账.xlsx" if cells else "通报.docx")
    file.write_bytes(filled_in(ledger_of(old), **cells) if cells else edited(document_of(old), edit))
    return site, file


def draft_of(site: Path) -> str:
    return (site / notice_path("2024-inspection-2")).read_text("utf-8")


NOW = notice(
    TWO.replace("修订办法", "修订三项办法").replace("状态：未完成", "状态：基本完成"),
    更正记录="[{日期: 2024-05-06, 原因: 更正一处数字}]",
)


def _unit(document: Any) -> None:
    write(line(document, "责任单位："), "责任单位：财务部")
    write(line(document, "一是清查"), "一是清查全部会产。")


@pytest.mark.parametrize("ledger", [False, True])
def test_what_the_site_has_corrected_since_the_export_is_in_the_draft(tmp_path: Path, ledger: bool) -> None:
    site, file = came_back(tmp_path, NOW, _unit, **({"E3": "财务部"} if ledger else {}))
    said, draft = run(site, file), draft_of(site)
    for words in ("责任单位：财务部", "二是修订三项办法。", "状态：基本完成", "更正一处数字", "草稿: 是"):
        assert words in draft
    assert ("一是清查全部会产。" in draft) != ledger
    assert "站点里的 content/notices/yunshan-gsl/2024-inspection.md 在导出以后改过：3处不一样" in said
    assert "正文：“二是修订办法。” → “二是修订三项办法。” （问题一、会产管理不到位）" in said
    assert "状态：“未完成” → “基本完成” （问题二、换届不及时）" in said
    assert "这些草稿里都保留着" in said
    data = json.loads(run(site, file, "--report", "json"))[0]
    assert [one["field"] for one in data["site_changed"]] == ["更正记录", "正文", "状态"]
    assert data["site_kept"] is True


@pytest.mark.parametrize("ledger", [False, True])
def test_where_both_changed_the_same_the_site_stays_and_it_is_told(tmp_path: Path, ledger: bool) -> None:
    def edit(document: Any) -> None:
        write(line(document, "状态：未完成"), "状态：已完成")
        write(line(document, "二是修订"), "二是修订五项办法。")

    site, file = came_back(tmp_path, NOW, edit, **({"G4": "已完成", "E3": "财务部"} if ledger else {}))
    said = run(site, file)
    assert "状态：“未完成” → “已完成”" in said.partition("没有照改")[2]
    assert "导出以后，站点里的同一处也改过，改得不一样；照站点的。" in said
    if ledger:
        assert "状态：基本完成" in draft_of(site)
        assert "照改了1处" in said
    else:
        assert "照改了" not in said
        assert "没有一处能照改" in said
        assert not (site / notice_path("2024-inspection-2")).exists()


def test_an_old_export_that_nobody_edited_writes_nothing_and_tells_what_is_new(tmp_path: Path) -> None:
    site, file = came_back(tmp_path, NOW)
    said = run(site, file)
    assert "在导出以后改过：3处不一样" in said
    assert "导入的文件还是导出时的样子，没有写草稿" in said
    assert "替换" not in said
    assert not (site / notice_path("2024-inspection-2")).exists()


def test_into_another_folder_the_old_text_is_written_and_told_to_be_old(tmp_path: Path) -> None:
    site, file = came_back(tmp_path, NOW)
    said = run(site, file, "--into", str(tmp_path / "old"))
    assert "修订办法" in (tmp_path / "old" / "2024-inspection.md").read_text("utf-8")
    assert "草稿里没有这些：用草稿替换，就把它们改回去了。" in said
    assert "再删去草稿；不要用草稿替换" in said


def test_what_the_site_has_already_is_not_written_again(tmp_path: Path) -> None:
    site, file = came_back(
        tmp_path, notice(TWO.replace("办公室", "财务部").replace("一是清查会产", "一是清查全部会产")), _unit
    )
    assert "站点里已经是这样，没有写草稿" in run(site, file)
    assert not (site / notice_path("2024-inspection-2")).exists()


def test_the_draft_in_the_place_of_the_notice_is_not_undone_by_the_same_file(tmp_path: Path) -> None:
    site, file = came_back(tmp_path, NOW, _unit)
    run(site, file)
    (site / notice_path("2024-inspection-2")).replace(site / notice_path())
    before = (site / notice_path()).read_bytes()
    said = run(site, file)
    assert (site / notice_path()).read_bytes() == before
    assert "在导出以后改过" not in said


def test_an_edited_file_of_a_new_notice_may_be_imported_twice(tmp_path: Path) -> None:
    site, file = came_back(tmp_path, NOW, _unit)
    (site / notice_path()).unlink()
    run(site, file)
    said = run(site, file)
    assert "在导出以后改过" not in said
    assert [path.name for path in (site / notice_path()).parent.iterdir()] == ["2024-inspection.md"]


def test_problems_that_came_and_went_on_either_side_are_as_each_left_them() -> None:
    base = TWO + "\n## 三、年检不及时\n状态：未完成\n\n督促。\n"
    theirs = base.replace("## 二、换届", "## 新、增加的\n状态：未完成\n\n新的。\n\n## 二、换届")
    theirs = theirs.replace("\n## 三、年检不及时\n状态：未完成\n\n督促。\n", "")
    ours = base.replace("\n## 二、换届不及时\n状态：未完成\n\n督促换届。\n", "") + "\n## 末、站点的\n\n末。\n"
    found = merged(*(read(notice(text)) for text in (base, theirs, ours)))
    assert found
    assert [part.heading for part in found.notice.body] == ["", "一、会产管理不到位", "新、增加的", "末、站点的"]
    assert found.clashes == ()


def test_a_problem_that_the_site_took_out_and_the_file_edited_is_told() -> None:
    base, theirs = read(notice(TWO)), read(notice(TWO.replace("状态：未完成", "状态：已完成")))
    ours = read(notice(TWO[: TWO.index("## 二")]))
    found = over(base, theirs, (), ours)
    assert found.notice == ours
    assert [(one.problem, one.reason) for one in found.changes] == [("二、换届不及时", "later")]
    assert [(one.name, one.old, one.new) for one in found.since] == [("标题", "二、换届不及时", "")]


def test_changes_of_every_kind_of_field_come_over() -> None:
    base = read(notice(BODY, **FRONT))
    theirs = notice(BODY.replace("张榜", "张榜公布"), **(FRONT | {"文号": "云联发〔2024〕13号"}))
    groups = FRONT | {"巡视巡察": "{类别: 常规, 机构: 市委第六巡察组, 进驻: 2023-07-17, 反馈: 2023-09-01}"}
    ours = notice(BODY.replace("6.94万元", "7万元").replace("谢谢", "多谢"), **groups)
    found = merged(base, read(theirs), read(ours))
    assert found
    both = notice(
        BODY.replace("张榜", "张榜公布").replace("6.94万元", "7万元"), **(groups | {"文号": "云联发〔2024〕13号"})
    )
    assert found == (read(both), ())


def test_paragraphs_that_both_changed_clash_and_the_others_do_not() -> None:
    base = read(notice(TWO))
    new = read(notice(TWO.replace("一是清查", "一是全面清查")))
    other = read(notice(TWO.replace("一是清查", "一是再次清查").replace("督促换届", "已换届")))
    found = merged(base, new, other)
    assert found
    assert found.notice == other
    assert [one.name for one in found.clashes] == ["正文"]


def test_a_notice_with_errors_is_not_compared_and_not_to_be_replaced(tmp_path: Path) -> None:
    site, file = came_back(tmp_path, notice(TWO, 截至="2024-02-30"), _unit)
    said = run(site, file)
    assert "导出以后改了什么，看不出来" in said
    assert "不要用草稿替换" in said
    assert "责任单位：财务部" in draft_of(site)
