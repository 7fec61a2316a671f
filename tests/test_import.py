"""Office documents become drafts: what is recognized, what is refused, what is never touched."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bench.import_fields import DOCUMENTS, Score, score, truths
from gongkai.cli import commands
from gongkai.codes.table import CODES
from gongkai.diagnostics import Diagnostics
from gongkai.importers.draft import draft
from gongkai.importers.filing import receipt_of
from gongkai.importers.organizations import body_of, level_of
from gongkai.importers.readers import read
from gongkai.importers.recognize import Recognized, recognize
from gongkai.importers.text_file import decode
from gongkai.importers.yaml_draft import as_yaml
from gongkai.language import catalogue
from gongkai.load import load
from gongkai.model import Kind, Notice, Status, canonical_json
from tests.sites import ROOT, make_site, write

SEEDS = ROOT.parent / "shared" / "seeds"
ALL = list(truths([DOCUMENTS]))
# Written by someone who never saw the importer; since it was taught by them, they only guard against relapses.
BLIND = list(truths([DOCUMENTS.with_name(f"documents_blind{number}") for number in ("", 2, 3, 4, 5, 7, 8, 9, 11)]))
# What speaks of problems and rectification and is no notice of it, and a few reports of work.
REFUSED = list(truths([DOCUMENTS.with_name("documents_refused")]))
IDS = [document.name for document, _ in ALL]
NOTICES = [document for document, truth in ALL if truth["kind"] != "refused" and truth.get("title")]
# A draft without a title is none that can be read yet.
UNTITLED = [document for document, truth in ALL if truth["kind"] != "refused" and not truth.get("title")]
# The smallest notice: one problem with its status, dates, contacts, signature.
SMALL = """\
云山市档案馆关于巡察整改情况的通报

2023年3月1日至4月28日，市委第三巡察组对市档案馆党组开展了常规巡察，6月2日反馈了巡察意见。

一、关于“档案数字化进度滞后”的问题
整改情况：完成扫描12万页。
整改状态：已完成

联系电话：0579-85550123

云山市档案馆
2023年12月1日
"""


def seed(name: str) -> Path:
    found = next(iter(sorted(SEEDS.glob(f"{name}*.txt"))), None)
    if found is None:
        pytest.skip("the sources are not at hand")
    return found


def recognized(path: Path) -> Recognized:
    document = read(path.read_bytes(), path.name, Diagnostics())
    assert document
    return recognize(document)


def of_text(text: str) -> Recognized:
    document = read(text.encode(), "a.txt", Diagnostics())
    assert document
    return recognize(document)


def run_import(site: Path, *arguments: str | Path) -> Result:
    runner = CliRunner()
    return runner.invoke(commands("zh"), ["--project", str(site), "import", *map(str, arguments)])


def reports(result: Result) -> list[dict[str, Any]]:
    return json.loads(result.output)


def values(found: Recognized) -> dict[str, Any]:
    return {item.field: item.value for item in found.fields}


def totals(found: Recognized) -> list[dict[str, int]]:
    return [{item.field: item.value for item in one} for one in found.totals]


@pytest.mark.parametrize(("document", "truth"), ALL, ids=IDS)
def test_a_document_is_recognized_as_its_truth_says(document: Path, truth: dict[str, Any]) -> None:
    errors = [error for one in score(truth, recognized(document)).values() for error in one.errors]
    assert errors == []


@pytest.mark.parametrize(("document", "truth"), [*BLIND, *REFUSED], ids=lambda value: getattr(value, "name", ""))
def test_what_was_once_unseen_stays_recognized_with_every_character(document: Path, truth: dict[str, Any]) -> None:
    found = recognized(document)
    assert [error for one in score(truth, found).values() for error in one.errors] == []
    if found.verdict.kind:
        made = draft(found, str, "notices/a/b.md")
        assert next(one for one in made.checks if one.name == "characters").held


@pytest.mark.parametrize(
    ("document", "truth"),
    [(one, truth) for one, truth in ALL if truth["kind"] == "rectification"],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_notice_without_its_title_is_no_other_kind_of_document(document: Path, truth: dict[str, Any]) -> None:
    decoded = decode(document.read_bytes())
    assert decoded
    title = re.sub(r"\s", "", truth.get("title", ""))
    lines = [line for line in decoded[0].split("\n") if len(bare := re.sub(r"\s", "", line)) < 5 or bare not in title]
    assert of_text("\n".join(lines)).verdict.kind is Kind.rectification


def test_the_score_counts_what_is_wrong_missed_and_silent() -> None:
    document, truth = next(pair for pair in ALL if pair[0].stem == "level-missing")
    wrong = {**truth, "as_of": "2024-01-31", "signature": "别的机构"}
    total = Score()
    for one in score(wrong, recognized(document)).values():
        total.add(one)
    assert (total.wrong, total.missed, total.silent) == (1, 1, 1)


@pytest.mark.parametrize("document", NOTICES, ids=lambda document: document.name)
def test_no_character_is_lost_and_both_forms_are_the_same_notice(document: Path) -> None:
    found = recognized(document)
    made = draft(found, str, "notices/a/b.md")
    assert next(one for one in made.checks if one.name == "characters").held
    diagnostics = Diagnostics()
    notice = load("notices/a/b.md", made.text.encode(), diagnostics).record
    other = load("notices/a/b.yaml", as_yaml(made.text).encode(), diagnostics).record
    assert isinstance(notice, Notice)
    assert isinstance(other, Notice)
    assert canonical_json(notice) == canonical_json(other)
    # Signs without width and full-width numbers are the source's, which keeps every character.
    assert not [one for one in diagnostics if one.code not in ("file-invisible", "number-fullwidth")]
    assert notice.draft


@pytest.mark.parametrize("document", UNTITLED, ids=lambda document: document.name)
def test_a_document_without_a_title_loses_no_character(document: Path) -> None:
    made = draft(recognized(document), str, "notices/a/b.md")
    assert next(one for one in made.checks if one.name == "characters").held


def test_a_text_without_a_title_loses_no_character_either() -> None:
    found = of_text(SMALL.partition("\n")[2])
    made = draft(found, str, "notices/a/b.md")
    assert not found.value("title")
    assert next(one for one in made.checks if one.name == "characters").held


def test_the_zhejiang_notice_is_read_to_the_last_field() -> None:
    found = recognized(seed("zhejiang"))
    given = values(found)
    assert (len(found.parts), len(found.problems)) == (8, 24)
    assert totals(found) == [{"aspects": 8, "problems": 24, "measures": 129}]
    assert [[item.value for item in one] for one in found.results] == [
        ["教育提醒", "4", "人"],
        ["建立完善制度", "48", "项"],
    ]
    assert given["inspection.body"] == "省委第七巡视组"
    assert [given[f"inspection.{name}"] for name in ("start", "end", "feedback")] == [
        "2023-09-04",
        "2023-11-10",
        "2023-12-29",
    ]
    assert given["contacts.phones[0].number"] == "0571-87051527"
    assert given["contacts.address"] == "浙江省杭州市拱墅区密渡桥路51—1号"
    assert (given["contacts.postcode"], given["contacts.emails[0]"]) == ("310000", "zjfic@zjfic.org.cn")
    assert (given["signature"], given["dated"]) == ("浙江省工商业联合会党组", "2024-11-26")
    assert {problem.status for problem in found.problems} == {Status.unstated}


def test_the_luoyang_notice_is_read_to_the_last_field() -> None:
    found = recognized(seed("luoyang"))
    assert len(found.parts) == 3
    assert [problem.status for problem in found.problems] == [Status.done] * 10 + [Status.in_progress]
    assert found.problems[-1].fields["number"].value == "22"
    assert not any(problem.fields["status"].is_sure for problem in found.problems[:10])
    assert totals(found) == [
        {"aspects": 4, "problems": 10, "suggestions": 3},
        {"aspects": 2, "categories": 4, "problems": 18},
        {"tasks": 24, "measures": 65},
        {"problems": 24, "measures": 65, "done": 23},
    ]
    assert [one[1].value for one in found.results] == ["17", "2", "6.94"]
    assert all("整改情况" not in problem.fields["finding"].value for problem in found.problems)
    assert not [name for name in values(found) if name.startswith("contacts")]


def test_a_work_report_has_no_problems() -> None:
    found = recognized(seed("jiaxing"))
    assert found.verdict.kind is Kind.work
    assert not found.problems


@pytest.mark.parametrize("name", ["huzhou", "zhoushan"])
def test_a_page_of_a_newspaper_is_refused(name: str) -> None:
    assert recognized(seed(name)).verdict.refusal == "import-newspaper"


@pytest.mark.parametrize("name", ["zhejiang", "luoyang", "jiaxing"])
def test_every_character_of_the_sources_is_in_the_draft(name: str) -> None:
    found = recognized(seed(name))
    assert next(one for one in draft(found, str, "notices/a/b.md").checks if one.name == "characters").held


def test_a_lost_character_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of_text(SMALL)
    found.document = found.document._replace(source=SMALL + "漏")
    check = next(one for one in draft(found, str, "notices/a/b.md").checks if one.name == "characters")
    assert not check.held
    assert dict(check.details)["lost"] == "漏"


def test_importing_writes_a_draft_and_an_organization_that_check_accepts(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    source = write(tmp_path, "通报.txt", SMALL)
    done = run_import(site, source)
    assert done.exit_code == 0, done.output
    path = site / "content/notices/yunshan-dag/2023-inspection.md"
    assert path.exists()
    assert "名称: 云山市档案馆" in (site / "content/organizations/yunshan-dag.yaml").read_text("utf-8")
    checked = CliRunner().invoke(commands("zh"), ["--project", str(site), "check"])
    assert checked.exit_code == 0
    assert "unverified-draft" in checked.output


def test_what_is_uncertain_keeps_a_notice_from_being_published(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    run_import(site, write(tmp_path, "通报.txt", SMALL))
    path = site / "content/notices/yunshan-dag/2023-inspection.md"
    text = path.read_text("utf-8").replace("草稿: 是", "发布日期: 2023-12-01")
    path.write_text(text, "utf-8")
    refused = CliRunner().invoke(commands("zh"), ["--project", str(site), "check"])
    assert (refused.exit_code, "[unverified]" in refused.output) == (1, True)
    path.write_text(re.sub(r"待核对:\n(?:  - .*\n)+", "", text), "utf-8")
    organization = site / "content/organizations/yunshan-dag.yaml"
    refused = CliRunner().invoke(commands("zh"), ["--project", str(site), "check"])
    assert (refused.exit_code, "[organization-draft]" in refused.output) == (1, True)
    organization.write_text(organization.read_text("utf-8").replace("草稿: 是\n", ""), "utf-8")
    assert CliRunner().invoke(commands("zh"), ["--project", str(site), "check"]).exit_code == 0


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    source = write(tmp_path, "通报.txt", SMALL)
    run_import(site, source)
    before = {path: path.read_bytes() for path in (site / "content").rglob("*") if path.is_file()}
    again = run_import(site, source, "--report", "json")
    assert reports(again)[0]["outcome"] == "unchanged"
    assert {path: path.read_bytes() for path in (site / "content").rglob("*") if path.is_file()} == before


def test_an_edited_draft_is_never_touched(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    source = write(tmp_path, "通报.txt", SMALL)
    run_import(site, source)
    path = site / "content/notices/yunshan-dag/2023-inspection.md"
    edited = path.read_text("utf-8").replace("完成扫描12万页", "完成扫描十二万页")
    path.write_text(edited, "utf-8")
    again = run_import(site, source, "--report", "json")
    assert reports(again)[0]["outcome"] == "edited"
    assert path.read_text("utf-8") == edited
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_an_edit_of_line_ends_alone_is_none(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    run_import(site, write(tmp_path, "通报.txt", SMALL))
    text = (site / "content/notices/yunshan-dag/2023-inspection.md").read_text("utf-8")
    receipt = receipt_of(text)
    assert receipt
    assert not receipt.edited


def test_another_file_of_the_same_name_is_written_beside(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    run_import(site, write(tmp_path, "通报.txt", SMALL))
    run_import(site, write(tmp_path, "通报.txt", SMALL.replace("12万页", "13万页")))
    names = sorted(path.name for path in (site / "content/notices/yunshan-dag").iterdir())
    assert names == ["2023-inspection-2.md", "2023-inspection.md"]


def test_a_second_draft_of_one_title_is_told(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    first = run_import(site, write(tmp_path, "通报.txt", SMALL), "--report", "json")
    assert reports(first)[0]["same_title"] == []
    again = write(tmp_path, "通报.txt", SMALL.replace("12万页", "13万页"))
    told = run_import(site, again)
    assert "已有这个标题的通报：content/notices/yunshan-dag/2023-inspection.md。" in told.output
    assert "标题的通报" not in run_import(site, again).output


def test_a_known_organization_is_found_by_its_name(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"content/organizations/archive.yaml": "名称: 云山市档案馆\n"})
    run_import(site, write(tmp_path, "通报.txt", SMALL))
    assert (site / "content/notices/archive/2023-inspection.md").exists()


def test_options_choose_organization_folder_and_form(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    source = write(tmp_path, "通报.txt", SMALL)
    run_import(site, source, "--organization", "yunshan-gsl", "--format", "yaml")
    assert (site / "content/notices/yunshan-gsl/2023-inspection.yaml").exists()
    run_import(site, source, "--into", tmp_path / "drafts")
    assert [path.name for path in (tmp_path / "drafts").iterdir()] == ["2023-inspection.md"]


def test_an_organization_that_is_not_there_yet_is_drafted_and_said_to_be(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    said = run_import(site, write(tmp_path, "通报.txt", SMALL), "--organization", "ys-dag").output
    assert "站点里没有机构“ys-dag”（--organization）。" in said
    assert "写了一份它的草稿，名称照文件里认出的：云山市档案馆（content/organizations/ys-dag.yaml）。" in said
    assert "您要写的是不是" not in said
    assert (site / "content/organizations/ys-dag.yaml").read_text("utf-8").startswith("名称: 云山市档案馆\n")
    assert "站点里没有机构" not in run_import(site, tmp_path / "通报.txt", "--organization", "ys-dag").output


@pytest.mark.parametrize(
    ("other", "given", "said"),
    [
        ("archive", "ys-dag", "这个名称的机构已经有了：archive。"),
        ("yunshan-daj", "yunshan-dag", "您要写的是不是 yunshan-daj？"),
    ],
)
def test_an_id_that_is_probably_a_slip_is_told_with_the_one_that_was_meant(
    tmp_path: Path, other: str, given: str, said: str
) -> None:
    name = "云山市档案馆" if other == "archive" else "云山市档案局"
    site = make_site(tmp_path / "site", {f"content/organizations/{other}.yaml": f"名称: {name}\n"})
    source = write(tmp_path, "通报.txt", SMALL)
    done = run_import(site, source, "--organization", given)
    assert done.exit_code == 0
    assert said in done.output
    assert f"改用 --organization {other} 再导入一次" in done.output
    (site / f"content/organizations/{given}.yaml").unlink()
    told = reports(run_import(site, source, "--organization", given, "--report", "json"))[0]["organization_unknown"]
    assert told == {
        "id": given,
        "name": "云山市档案馆",
        "draft": f"content/organizations/{given}.yaml",
        "meant": other,
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("云山市工商业联合会", "“云山市工商业联合会”是机构的名称，这里要写它的编号：--organization yunshan-gsl"),
        ("云山市工商联", "这里要写它的编号：--organization yunshan-gsl"),
        (
            "Yunshan-GSL",
            "“Yunshan-GSL”不是机构的编号。您要写的是不是 --organization yunshan-gsl（云山市工商业联合会）？",
        ),
        ("云山工商业联合会", "您要写的是不是 --organization yunshan-gsl（云山市工商业联合会）？"),
        ("青石县市场监督管理局", "编号是 content/organizations/ 里的文件名，如 luoyang-gsl。"),
    ],
)
def test_the_option_and_not_the_file_is_blamed_for_a_name_in_the_place_of_an_id(
    tmp_path: Path, given: str, said: str
) -> None:
    site = make_site(tmp_path / "site")
    done = run_import(site, write(tmp_path, "通报.txt", SMALL), "--organization", given)
    assert done.exit_code == 2
    assert said in done.output
    assert "--organization" in done.output
    assert "通报.txt" not in done.output
    assert not (site / "content/notices").exists()


def test_an_id_without_a_name_in_the_document_is_told_and_no_organization_drafted(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    text = SMALL.replace("云山市档案馆", "").replace("市档案馆", "")
    said = run_import(site, write(tmp_path, "通报.txt", text), "--organization", "ys-dag").output
    assert "没有写它的草稿，请建一个：python build.py new organization ys-dag" in said
    assert not (site / "content/organizations/ys-dag.yaml").exists()


def test_nothing_is_said_of_an_organization_that_is_there(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    source = write(tmp_path, "通报.txt", SMALL)
    assert "站点里没有机构" not in run_import(site, source, "--organization", "yunshan-gsl").output
    told = reports(run_import(site, source, "--organization", "yunshan-gsl", "--report", "json"))[0]
    assert told["organization_unknown"] is None


def test_the_report_says_where_each_value_stood_and_how_sure_it_is(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    report = reports(run_import(site, write(tmp_path, "通报.txt", SMALL), "--report", "json"))[0]
    fields = {item["field"]: item for item in report["fields"]}
    feedback = fields["inspection.feedback"]
    assert (feedback["value"], feedback["lines"], feedback["confidence"]) == ("2023-06-02", [3, 3], 0.8)
    assert feedback["reason"] == "年份是推算的，原文没有写"
    assert (fields["problems[0].status"]["value"], fields["problems[0].status"]["lines"]) == ("done", [7, 7])
    assert all(one["held"] for one in report["checks"])


REFUSED = {
    "import-other-kind": ("通报.html", b"<html><body>x"),
    "import-no-text": ("通报.txt", b"\x00\x01\x02\xff\xfe\x00" * 9),
    "import-meeting": ("会议.txt", (DOCUMENTS / "meeting-news.txt").read_bytes()),
    "import-moving-in": ("进驻.txt", (DOCUMENTS / "moving-in.txt").read_bytes()),
    "import-feedback-meeting": ("反馈.txt", (DOCUMENTS / "feedback-news.txt").read_bytes()),
    "import-unknown": ("随笔.txt", "今天天气很好。\n".encode()),
    "import-newspaper": (
        "报纸.txt",
        "\n\n".join(
            ["持续深化清廉民企建设，大力实施培育计划和示范点创建工作，在原先的基础上再推出一家" * 4] * 6
        ).encode()
        + "\n\n某县工商联：\n\n□记者 某某 通讯员 某某\n".encode(),
    ),
}


# Refused before anything is recognized: tests of the readers (test_import_docx, _pdf, _ledger, _doc, _hostile).
REFUSED_BY_READERS = {f"import-{what}" for what in ("broken", "encrypted", "library", "nothing", "scan", "too-large")}


def test_every_refusal_has_its_test() -> None:
    assert REFUSED.keys() | REFUSED_BY_READERS == {code for code in CODES if code.startswith("import-")}


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_no_notice_is_refused_with_advice(tmp_path: Path, code: str) -> None:
    site = make_site(tmp_path / "site")
    name, data = REFUSED[code]
    path = tmp_path / name
    path.write_bytes(data)
    done = run_import(site, path)
    assert done.exit_code == 1
    assert f"[{code}]" in done.output
    assert "→" in done.output
    assert not (site / "content/notices").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_whatever_their_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "通报.txt"
    path.write_bytes(SMALL.encode(encoding))
    assert values(recognized(path)) == values(of_text(SMALL))


def test_a_status_is_never_taken_from_a_sentence_about_something_else() -> None:
    found = of_text(SMALL.replace("整改状态：已完成\n", "").replace("完成扫描12万页", "已完成7家单位档案移交"))
    assert [problem.status for problem in found.problems] == [Status.unstated]


def test_how_many_are_done_is_the_number_behind_the_word_not_the_total_before_it() -> None:
    found = recognized(ROOT / "bench" / "notice.txt")
    assert totals(found) == [{"problems": 3, "measures": 8}, {"problems": 3, "done": 2, "open": 1}]
    assert [problem.status for problem in found.problems] == [Status.done, Status.done, Status.in_progress]


@pytest.mark.parametrize(
    ("said", "done", "still_open"),
    [
        ("23个问题已完成整改21个，2个需长期推进。", 21, 2),
        ("反馈的23个问题已全部完成整改。", 23, None),
        ("反馈的23个问题，已整改到位22个、持续推进1个。", 22, 1),
        ("反馈的23个问题，截至2023年11月底已整改21个，正在整改2个。", 21, 2),
        ("反馈的23个问题，力争2023年11月底完成整改21个。", None, None),
        ("反馈的23个问题已完成整改二十一个。", 21, None),
    ],
)
def test_totals_are_read_as_the_sentence_says_them(said: str, done: int | None, still_open: int | None) -> None:
    (one,) = totals(of_text(SMALL.replace("6月2日反馈了巡察意见。", "6月2日反馈了巡察意见。" + said)))
    assert one == {"problems": 23} | ({"done": done} if done else {}) | ({"open": still_open} if still_open else {})


def test_progress_that_makes_up_the_problems_is_not_of_the_measures_named_beside_it() -> None:
    said = "6月2日反馈了巡察意见，指出7个问题。制定整改措施21条，已完成整改6个，1个正在推进。"
    found = of_text(SMALL.replace("6月2日反馈了巡察意见。", said))
    assert totals(found) == [{"problems": 7}, {"measures": 21}, {"done": 6, "open": 1}]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("反馈的6个问题，已完成整改4个，基本完成1个，持续推进1个。", {"problems": 6, "done": 4}),
        ("反馈的6个问题，已完成整改3个，基本完成1个，正在推进1个，尚未整改1个。", {"problems": 6, "done": 3}),
        ("反馈的6个问题，完成整改4个，正在整改1个，未完成1个。", {"problems": 6, "done": 4}),
        ("反馈的5个问题，已完成整改3个，其中长期坚持2个。", {"problems": 5, "done": 3}),
        ("反馈的6个问题，已完成整改4个，2个需长期坚持。", {"problems": 6, "done": 4}),
        ("反馈的6个问题，已完成整改4个，其余2个持续推进。", {"problems": 6, "done": 4, "open": 2}),
        ("反馈的6个问题，完成整改4个，尚在整改2个。", {"problems": 6, "done": 4, "open": 2}),
    ],
)
def test_what_goes_on_or_is_kept_up_is_open_only_where_it_is_the_rest(said: str, expected: dict[str, int]) -> None:
    (one,) = totals(of_text(SMALL.replace("6月2日反馈了巡察意见。", "6月2日反馈了巡察意见。" + said)))
    assert one == expected


@pytest.mark.parametrize(
    "behind",
    [
        "责任单位：工管科",
        "完成时限：2023年12月31日",
        "责任单位：工管科；完成时限：立行立改。",
        "【责任部门】工管科\n【完成时限】2023年12月",
    ],
)
@pytest.mark.parametrize("said", ["整改情况：一是排查水库12座。已完成整改。", "【整改情况】已完成整改。"])
def test_a_status_is_read_whatever_labels_follow_it(said: str, behind: str) -> None:
    found = of_text(SMALL.replace("整改情况：完成扫描12万页。\n整改状态：已完成", f"{said}\n{behind}"))
    assert [problem.status for problem in found.problems] == [Status.done]
    assert found.problems[0].fields.keys() & {"unit", "deadline"} or "立行立改" in behind


TWO_SILENT = "已开展评估。\n二、关于“库房漏水”的问题\n整改情况：更换防水层300平方米。"


@pytest.mark.parametrize(
    ("claims", "status", "message"),
    [
        ("反馈的3个问题已完成整改2个，持续推进1个。", "", "原文说已完成 2 个，列为已完成的有 0 个，没有状态的 2 个。"),
        ("反馈的3个问题已完成整改3个。", "正在整改", "原文说已完成 3 个，列为已完成的有 0 个。"),
        ("反馈的3个问题已完成整改2个。", "正在整改", ""),
        ("反馈的1个问题已完成整改1个。", "已完成", ""),
    ],
)
def test_a_claim_of_more_done_than_the_list_can_hold_is_told(claims: str, status: str, message: str) -> None:
    text = SMALL.replace("6月2日反馈了巡察意见。", "6月2日反馈了巡察意见。" + claims)
    found = of_text(text.replace("整改状态：已完成", f"整改状态：{status}" if status else TWO_SILENT))
    doubts = draft(found, catalogue("zh").gettext, "notices/a/b.md").doubts
    assert [doubt for doubt in doubts if doubt.startswith("原文说已完成")] == ([message] if message else [])


def test_more_done_and_open_than_there_are_is_marked() -> None:
    text = SMALL.replace("6月2日反馈了巡察意见。", "反馈的3个问题，已完成整改3个，正在推进1个。")
    assert all(not item.is_sure for one in of_text(text).totals for item in one if item.field in ("done", "open"))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("该项整改需要持续推进，计划2024年12月底前完成。", Status.in_progress),
        ("整改进展：已改造管网12.4公里，占总量的55%，低于序时进度。", Status.behind),
        ("整改进展：未达到时序进度", Status.behind),
        ("整改结果：未完成，正在推进，预计2023年12月底前完成", Status.in_progress),
        ("已改造管网12.4公里，剩余3公里尚未完成。", Status.unstated),
    ],
)
def test_a_status_within_a_sentence_is_read_where_it_is_of_the_whole(said: str, status: Status) -> None:
    found = of_text(SMALL.replace("整改状态：已完成", said))
    assert [problem.status for problem in found.problems] == [status]


def test_a_company_without_a_place_in_its_name_has_the_level_of_its_inspectors_marked() -> None:
    found = of_text(SMALL.replace("云山市档案馆", "云山水务集团有限公司"))
    assert found.level
    assert (found.level.value, found.level.is_sure) == ("municipal", False)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("沙屿市城市管理行政执法局", "municipal"),
        ("云山市区划地名中心", "municipal"),
        ("云山市白马市场管理中心", "municipal"),
        ("云山市社区教育学院", "municipal"),
        ("云山市城镇集体工业联合社", "municipal"),
        ("国家税务总局白苇县税务局", "county"),
        ("石门县乡村振兴局", "county"),
        ("云山市青溪区住房和城乡建设局", "county"),
        ("海下县青石镇人民政府", "township"),
        ("青溪区北塘街道办事处", "township"),
    ],
)
def test_a_level_is_that_of_the_place_and_not_of_words_that_look_like_one(name: str, level: str) -> None:
    assert level_of(name) == level


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("云山市卫生健康委员会", "云山市卫生健康委员会"),
        ("中共云山市卫生健康委员会委员会", "云山市卫生健康委员会"),
        ("中共云山市委党校校务委员会", "云山市委党校"),
        ("中共云山市财政局党组", "云山市财政局"),
        ("中共海下县青石镇委员会", "中共海下县青石镇委员会"),
        ("白苇县柳湾镇官塘村村民委员会", "白苇县柳湾镇官塘村村民委员会"),
        ("青溪区望江街道梧桐社区党委", "青溪区望江街道梧桐社区"),
    ],
)
def test_the_organization_is_the_body_behind_its_party_organ(written: str, body: str) -> None:
    assert body_of(written) == body


def test_headings_beside_split_problems_are_split_alike() -> None:
    head, body = SMALL.split("一、关于")[0], "。完成了有关工作，取得了成效。\n"
    lines = [
        "（一）履行主责有差距",
        "1.学习教育抓得不紧",
        "2.基层调研不够深入",
        "（二）队伍建设薄弱",
        "1.人才引进渠道少",
        "2.年轻干部比例低",
    ]
    text = head + "一、整改落实情况\n" + "".join(one + (body if one[0].isdigit() else "。\n") for one in lines)
    assert [problem.title.rstrip("。") for problem in of_text(text).problems] == [
        lines[index] for index in (1, 2, 4, 5)
    ]


def test_a_doubt_about_one_problem_names_it() -> None:
    others = "".join(f"{number}、关于“{what}”的问题\n已整改。\n" for number, what in (("一", "漏水"), ("二", "霉变")))
    text = SMALL.replace("一、关于“档案数字化进度滞后”的问题\n整改情况：", others + "三、档案数字化\n")
    doubts = draft(of_text(text), catalogue("zh").gettext, "notices/a/b.md").doubts
    assert not [doubt for doubt in doubts if doubt.startswith("1 个问题")]
    assert [doubt for doubt in doubts if doubt.startswith("“档案数字化”：标题：字面看不出是问题")]


def test_a_date_that_lost_its_units_is_left_empty_and_told() -> None:
    found = of_text(SMALL.replace("2023年3月1日至4月28日", "202331日至428日"))
    assert values(found)["inspection.start"] is None
    assert any("进驻" in doubt for doubt in draft(found, str, "notices/a/b.md").doubts)


def test_a_text_full_of_signs_of_markdown_is_shown_as_it_stands() -> None:
    signs = "*星号* _下划线_ `反引号` [方括号](链接) <标签> \\反斜杠 # 井号 1*2*3 138****1234"
    found = of_text(SMALL.replace("完成扫描12万页。", signs))
    made = draft(found, str, "notices/a/b.md")
    assert next(one for one in made.checks if one.name == "characters").held
    diagnostics = Diagnostics()
    load("notices/a/b.md", made.text.encode(), diagnostics)
    assert not list(diagnostics)


def of_ledger(*rows: str, head: str = "类别\t序号\t反馈问题\t责任单位\t完成时限\t整改状态") -> Recognized:
    """Recognize a ledger that was copied into a text file."""
    return of_text(SMALL.partition("一、关于")[0] + "\n".join((head, *rows)) + "\n\n云山市档案馆\n2023年12月1日\n")


def test_cells_that_a_merged_one_covers_may_be_left_out_of_a_text() -> None:
    rows = [
        "馆藏管理\t1\t档案数字化进度滞后\t信息科\t2023年6月\t已完成",
        "{}2\t库房温湿度记录不全\t保管科\t2023年9月\t持续推进",
    ]
    for gap in ("\t", ""):
        found = of_ledger(*(row.format(gap) for row in rows))
        given = [
            [str(problem.fields[name].value) for name in ("finding", "unit", "deadline")] for problem in found.problems
        ]
        assert given == [
            ["档案数字化进度滞后", "信息科", "2023-06"],
            ["库房温湿度记录不全", "保管科", "2023-09"],
        ]


def test_a_row_with_too_few_cells_is_marked_and_no_date_becomes_a_unit() -> None:
    head = "序号\t反馈问题\t责任单位\t完成时限\t整改状态"
    rows = ("1\t档案数字化进度滞后\t信息科\t2023年6月\t已完成", "2\t库房温湿度记录不全\t2023年9月\t持续推进")
    first, second = of_ledger(*rows, head=head).problems
    assert all(item.is_sure for item in first.fields.values())
    assert not second.fields["title"].is_sure
    assert second.fields["unit"].value is None
    assert not any(second.fields[name].is_sure for name in ("unit", "deadline"))


@pytest.mark.parametrize("number", ["²", "9" * 5000, "一", "1-1"])
def test_a_ledger_may_count_its_rows_with_any_sign(number: str) -> None:
    found = of_ledger(
        f"党建\t{number}\t学习不深入\t办公室\t2024年6月\t已完成", "党建\t2\t检查走过场\t办公室\t2024年6月\t已完成"
    )
    assert [problem.status for problem in found.problems] == [Status.done, Status.done]


def test_a_form_of_names_and_values_may_begin_with_the_task() -> None:
    lines = "整改任务\t{}\n责任单位\t{}\n完成时限\t2023年{}月\n整改状态\t{}\n"
    forms = (
        lines.format("档案数字化进度滞后", "信息科", 6, "整改中")
        + "\n"
        + lines.format("库房漏水", "保管科", 9, "已销号")
    )
    found = of_text(SMALL.partition("一、关于")[0] + "一、任务进展\n" + forms + "\n云山市档案馆\n2023年12月1日\n")
    assert [(problem.section.title, problem.status) for problem in found.problems] == [
        ("档案数字化进度滞后", Status.in_progress),
        ("库房漏水", Status.done),
    ]


def test_the_task_is_the_problem_and_its_label_no_part_of_it() -> None:
    task = "1.整改任务：整治档案室“有账无物”问题\n整改目标：账实相符\n整改完成情况：清点两遍\n责任单位：保管科"
    text = SMALL.replace(
        "一、关于“档案数字化进度滞后”的问题\n整改情况：完成扫描12万页。\n整改状态：已完成",
        f"一、整改任务完成情况\n{task}",
    )
    (problem,) = of_text(text).problems
    assert problem.fields["title"].value == "整治档案室“有账无物”问题"
    assert "finding" not in problem.fields


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("意见请寄云山市文昌路6号（邮编：321000）。", "云山市文昌路6号"),
        ("来信请寄云山市A15号信箱，邮编321000。", "云山市A15号信箱"),
        ("办公地址在云山市文昌路6号201室，邮编321000。", "云山市文昌路6号201室"),
        ("意见请寄市档案馆办公室，邮编321000。", None),
        ("意见请寄电子信箱 a@example.com，邮编321000。", None),
    ],
)
def test_an_address_may_stand_in_a_sentence(said: str, address: str | None) -> None:
    found = of_text(SMALL.replace("联系电话：0579-85550123", f"联系电话：0579-85550123。{said}"))
    assert values(found).get("contacts.address") == address


def test_a_fax_behind_a_phone_is_no_phone_and_makes_none_of_it() -> None:
    found = of_text(SMALL.replace("0579-85550123", "0579-85550123、0579-85550124（传真：0579-85550125）"))
    assert [value for name, value in values(found).items() if name.endswith(".number")] == [
        "0579-85550123",
        "0579-85550124",
    ]
    assert '  传真: ["0579-85550125"]' in draft(found, str, "notices/a/b.md").text


@pytest.mark.parametrize(
    ("last", "status"),
    [
        ("已改造47处，持续推进中。", Status.in_progress),
        ("19批次全部处置完毕，现已整改到位。", Status.done),
        ("发现隐患19处，均已整改到位。", Status.unstated),
    ],
)
def test_what_the_last_clause_says_by_itself_is_marked(last: str, status: Status) -> None:
    (problem,) = of_text(SMALL.replace("完成扫描12万页。\n整改状态：已完成", last)).problems
    assert problem.status is status
    assert status is Status.unstated or not problem.fields["status"].is_sure


def test_measures_below_a_quoted_finding_are_no_problems_whatever_their_words() -> None:
    measures = "一是叫停2个手续不全的项目。二是开展回溯检查。\n整改进展：正在推进。"
    (problem,) = of_text(SMALL.replace("整改情况：完成扫描12万页。\n整改状态：已完成", measures)).problems
    assert problem.fields["finding"].value == "档案数字化进度滞后"
    assert problem.status is Status.in_progress


def test_numbers_in_circles_that_go_on_through_the_chapters_are_problems() -> None:
    lines = [
        "一、馆藏方面",
        "①扫描不及时。补扫12万页。",
        "②库房漏水得不到修缮。更换防水层。",
        "二、队伍方面",
        "③值班“走个场”。每日抽查。",
    ]
    text = SMALL.replace(
        "一、关于“档案数字化进度滞后”的问题\n整改情况：完成扫描12万页。\n整改状态：已完成", "\n".join(lines)
    )
    assert [problem.fields["number"].value for problem in of_text(text).problems] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("截至今年10月31日，问题已完成整改。", "as_of", "2023-10-31"),
        ("以上数据截至2023年10月31日。", "as_of", "2023-10-31"),
        ("整改期限截至2023年10月31日。", "as_of", None),
    ],
)
def test_until_when_it_is_told_may_stand_behind_what_is_told(said: str, field: str, value: str | None) -> None:
    assert values(of_text(SMALL.replace("6月2日反馈了巡察意见。", f"6月2日反馈了巡察意见。{said}"))).get(field) == value


def test_an_inspection_may_be_told_by_when_it_came_and_when_it_left() -> None:
    text = SMALL.replace("2023年3月1日至4月28日，市委第三巡察组", "市委第三巡察组于2022年11月1日起")
    given = values(of_text(text.replace("开展了常规巡察", "开展常规巡察，1月18日结束进驻")))
    assert (given["inspection.start"], given["inspection.end"]) == ("2022-11-01", "2023-01-18")


def test_a_period_in_a_sentence_of_its_own_is_what_the_sentence_before_it_asks_for() -> None:
    asked = "公示期内如有意见，请与我们联系。时间：2024年7月15日至8月2日。联系电话"
    given = values(of_text(SMALL.replace("联系电话", asked)))
    assert (given["consultation.start"], given["consultation.end"]) == ("2024-07-15", "2024-08-02")
    told = "时间：2023年5月4日至5月30日。区委巡察办听取了意见。\n\n联系电话"
    assert "consultation.start" not in values(of_text(SMALL.replace("联系电话", told)))


def test_of_a_period_in_working_days_only_the_first_is_told() -> None:
    found = of_text(SMALL.replace("联系电话", "受理期限：自2023年12月4日起10个工作日。联系电话"))
    for inspected in (
        "2023年9月1日至10月15日，市委第九巡察组对党组进行了专项巡察，重点是换届风气监督，现将情况公示。",
        "我局收到巡察反馈意见（巡察时间为2023年9月1日至10月15日），现将整改情况公示。",
    ):
        assert "consultation.start" not in values(of_text(SMALL.replace("联系电话", f"{inspected}\n联系电话")))
    asked = "公示期为2023年12月4日至12月10日，可向市委第九巡察组反映意见。\n联系电话"
    assert values(of_text(SMALL.replace("联系电话", asked)))["consultation.end"] == "2023-12-10"
    assert {name: value for name, value in values(found).items() if name.startswith("consultation")} == {
        "consultation.start": "2023-12-04"
    }


def test_a_label_in_brackets_is_no_part_of_a_problem_and_audits_have_their_column() -> None:
    problem = "【反馈问题】库房漏水\n【整改措施】更换防水层。\n【整改进展】已完成整改\n"
    found = of_text(
        SMALL.partition("一、关于")[0] + f"一、整改情况\n{problem}\n{problem}\n云山市档案馆\n2023年12月1日\n"
    )
    assert [one.fields["title"].value for one in found.problems] == ["库房漏水"] * 2
    assert [one.status for one in found.problems] == [Status.done] * 2
    head = "序号\t查出问题\t责任单位\t整改时限\t整改结果"
    (row,) = of_ledger("1\t账实不符\t财务科\t2023年6月\t已整改到位", head=head).problems
    assert (row.fields["finding"].value, row.status) == ("账实不符", Status.done)


@pytest.mark.parametrize(("numbers", "count"), [((2, 3), 3), ((1, 2), 1)])
def test_a_ledger_that_a_page_parts_goes_on_with_its_numbers(numbers: tuple[int, int], count: int) -> None:
    head = "序号\t反馈问题\t责任单位\t完成时限\t整改状态"
    first, *others = (f"{number}\t账实不符\t财务科\t2023年6月\t已完成" for number in (1, *numbers))
    assert len(of_ledger(first, "", "— 1 —", "", *others, head=head).problems) == count
