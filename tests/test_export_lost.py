"""An exported file that another program saved without what it carries is known by what it shows, and that is told."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gongkai.office.document import document_of
from gongkai.office.ledger import ledger_of
from tests.sites import make_site, notice, notice_path, write
from tests.test_export import BODY, FRONT, edited, filled_in, read
from tests.test_export_edited import line
from tests.test_export_edited import write as typed
from tests.test_export_later import NOW, TWO, draft_of, run


def lost(data: bytes) -> bytes:
    """Return an office file without the parts that only we write."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, old.read(name))
    return made.getvalue()


def _status(document: Any) -> None:
    typed(line(document, "责任单位："), "责任单位：财务部")


def test_an_export_that_lost_its_data_and_says_the_same_writes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {notice_path(): notice(BODY, **FRONT)})
    full = read(notice(BODY, **FRONT))
    for name, data in (("通报.docx", document_of(full)), ("台账.xlsx", ledger_of(full))):
        said = run(site, write(tmp_path, name, lost(data)))
        assert "像是本工具从通报 yunshan-gsl/2024-inspection 导出的，随文件带着的资料却丢了" in said
        assert "站点里的就是这份通报" in said
    assert [path.name for path in (site / notice_path()).parent.iterdir()] == ["2024-inspection.md"]


@pytest.mark.parametrize("ledger", [False, True])
def test_an_edited_one_is_a_draft_to_be_compared_and_never_to_be_put_in_the_place(tmp_path: Path, ledger: bool) -> None:
    site = make_site(tmp_path / "site", {notice_path(): NOW})
    old = read(notice(TWO))
    data = filled_in(ledger_of(old), E3="财务部") if ledger else edited(document_of(old), _status)
    said = run(site, write(tmp_path, "台账.xlsx" if ledger else "通报.docx", lost(data)))
    draft = draft_of(site)
    assert "随文件带着的资料却丢了" in said
    assert "与站点现在的不同、草稿照文件的有" in said
    assert "照改了" not in said
    assert "责任单位：“办公室” → “财务部”" in said
    assert "状态：“基本完成” → “未完成”" in said  # what the site has changed since is told too
    assert "再删去草稿；不要用草稿替换" in said
    assert "责任单位：财务部" in draft
    assert '待核对:\n  - "这个文件像是从通报 yunshan-gsl/2024-inspection 导出的' in draft
    assert "公开信息" not in draft


def _behind(document: Any) -> None:
    document.paragraphs[0].insert_paragraph_before("附件1")


@pytest.mark.parametrize("carries", [False, True])
def test_what_must_be_read_as_a_strangers_keeps_the_table_out_of_the_text(tmp_path: Path, carries: bool) -> None:
    """The site has no such notice, or the document is too different from it."""
    site = make_site(tmp_path / "site", {notice_path(): notice(TWO, 联系方式="{邮编: '321000'}")} if carries else {})
    data = document_of(read(notice(TWO, 联系方式="{邮编: '321000'}")))
    file = write(tmp_path, "通报.docx", edited(data, _behind) if carries else lost(data))
    said = run(site, file, "--into", str(tmp_path / "drafts"))
    draft = (tmp_path / "drafts").glob("*.md").__next__().read_text("utf-8")
    words = (
        "这个文件像是从通报 yunshan-gsl/2024-inspection 导出的，随文件带着的资料丢了（存成过 .odt、.doc），或者改得太多"
    )
    assert words in said
    assert words in draft.partition("\n---\n")[0]
    assert "✓ 原文的" in said
    assert "去掉的（导出时附的“公开信息”表" in said
    assert "公开信息" not in draft
    assert "标识" not in draft


def test_a_table_of_that_form_that_names_no_id_is_text(tmp_path: Path) -> None:
    text = "# 关于巡察整改进展情况的通报\n\n一、会产管理不到位\n\n整改情况：已完成。\n\n项目 | 内容\n标识 | 无\n"
    said = run(make_site(tmp_path / "site"), write(tmp_path, "通报.txt", text), "--into", str(tmp_path))
    assert "公开信息" not in said
