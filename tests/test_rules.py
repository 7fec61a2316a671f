"""Rules: what one notice must be by itself, and what files say of one another."""

from pathlib import Path

import pytest

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Diagnostic
from gongkai.load import load
from gongkai.model import Notice, canonical_json
from gongkai.rules import notice as rules
from gongkai.summary import summarize
from tests.sites import ORGANIZATION, make_site, notice, notice_path
from tests.test_bad import findings

Files = dict[str, str | bytes | None]


def checked(front: str, body: str = "正文。\n") -> list[Diagnostic]:
    """Return what the rules find in one notice by itself."""
    found = Diagnostics()
    loaded = load("notices/a/b.md", notice(body).replace("---\n\n", f"{front}\n---\n\n").encode(), found)
    assert len(found) == 0
    assert isinstance(loaded.record, Notice)
    assert loaded.reader
    summary = summarize(loaded.record, canonical_json(loaded.record))
    rules.check(loaded.record, summary.tally, loaded.reader, loaded.lines[0].number)
    return list(found)


@pytest.mark.parametrize(
    "front",
    [
        "巡视巡察: {进驻: 2023-07-17, 结束: 2023-07-17, 反馈: 2023-07-17}",
        "巡视巡察: {进驻: 2023-07-17, 结束: 2023-07}",
        "巡视巡察: {进驻: 2024, 反馈: 2024-04}",
        "巡视巡察: {进驻: 2023-12, 结束: 2024}",
        "截至: 2024-04",
        "征求意见: {起: 2024-04-19, 止: 2024-04-19}",
        "征求意见: {止: 2024-01-01}",
        "更正记录: [{日期: 2024-04-19, 原因: 甲}]",
    ],
)
def test_dates_are_in_order_if_any_day_they_may_mean_is(front: str) -> None:
    assert checked(front) == []


@pytest.mark.parametrize(
    ("front", "later", "earlier", "line"),
    [
        ("巡视巡察: {进驻: 2023-08-29, 结束: 2023-07-17}", "结束", "进驻", 5),
        ("巡视巡察: {进驻: 2023-08-29, 反馈: 2023-07}", "反馈", "进驻", 5),
        ("巡视巡察: {反馈: 2025-01-01}", "发布日期", "反馈", 4),
        ("截至: 2025", "发布日期", "截至", 4),
        ("征求意见: {起: 2024-05-02, 止: 2024-05-01}", "止", "起", 5),
        ("更正记录: [{日期: 2024-04-18, 原因: 甲}]", "更正记录", "发布日期", 5),
        ("撤下: {日期: 2024-04-18, 原因: 甲}", "撤下", "发布日期", 5),
    ],
)
def test_dates_out_of_order_are_told_at_the_later_one(front: str, later: str, earlier: str, line: int) -> None:
    (item,) = checked(front)
    assert (item.code, item.values["later"], item.values["earlier"]) == ("dates-order", later, earlier)
    assert item.place.line == line


_LISTED = "## 一、甲\n\n### （一）乙\n\n#### 丙\n状态：已完成\n\n1. 丁\n2. 戊\n\n#### 己\n状态：未完成\n"


@pytest.mark.parametrize(
    ("claimed", "differing"),
    [
        ("{方面: 1, 问题: 2, 措施: 2, 已完成: 1, 未完成: 1, 任务: 99, 建议: 99}", []),
        ("{问题: 24}", [("problems", "24", "2")]),
        (
            "{方面: 3, 措施: 65, 已完成: 23}",
            [("aspects", "3", "1"), ("measures", "65", "2"), ("problems done", "23", "1")],
        ),
        ("[{问题: 10}, {问题: 2}, {问题: 24}]", []),
        ("[{问题: 24}, {问题: 24, 已完成: 1}]", [("problems", "24", "2")]),
        ("[{问题: 10}, {问题: 24, 措施: 2}]", [("problems", "10, 24", "2")]),
        ("{口径: 只有文字}", []),
    ],
)
def test_claimed_totals_are_held_against_what_is_listed(claimed: str, differing: list[tuple[str, str, str]]) -> None:
    found = checked(f"公布总数: {claimed}", _LISTED)
    assert [(item.values["what"], item.values["claimed"], item.values["listed"]) for item in found] == differing
    assert all(item.severity == "warning" for item in found)


_FOUR_STATUSES = "".join(
    f"## {number}、问题\n状态：{status}\n\n"
    for number, status in enumerate([*["已完成"] * 4, "基本完成", "持续推进", "未完成"], 1)
)


@pytest.mark.parametrize(
    ("claimed", "differing"),
    [
        ("{已完成: 4, 未完成: 1}", []),
        ("{已完成: 4, 未完成: 3}", []),
        ("[{问题: 7, 未完成: 2}, {问题: 9, 未完成: 1}]", []),
        ("{已完成: 4, 未完成: 2}", [("problems not done", "2", "3")]),
    ],
)
def test_not_done_is_all_that_is_open_or_one_status_alone(claimed: str, differing: list[tuple[str, str, str]]) -> None:
    found = checked(f"公布总数: {claimed}", _FOUR_STATUSES)
    assert [(item.values["what"], item.values["claimed"], item.values["listed"]) for item in found] == differing
    assert all("只是状态为“未完成”的（1个）" in item.hint("zh") for item in found)


def test_a_digest_names_its_source() -> None:
    assert [item.code for item in checked("摘编: true")] == ["digest-without-source"]
    assert checked("摘编: true\n来源: 原通报") == []


def codes(folder: Path, files: Files) -> list[str]:
    """Return file, line and code of what is found in a site."""
    found = findings(make_site(folder, files))
    return [f"{Path(item.place.file).name}:{item.place.line} {item.code}" for item in found]


def test_a_sound_site_has_no_findings(tmp_path: Path) -> None:
    assert codes(tmp_path, {notice_path(): notice()}) == []


def test_a_broken_file_is_told_once_and_what_points_to_it_is_not_blamed(tmp_path: Path) -> None:
    broken = notice().replace("标题", "标提")
    pointing = notice("见[上次](../2022/#problem-3)。\n\n## 甲\n状态：已完成\n承接：yunshan-gsl/2022#3\n")
    files: Files = {notice_path("2022"): broken, notice_path(): pointing}
    assert codes(tmp_path / "notice", files) == ["2022.md:2 key-unknown"]
    files = {f"content/organizations/{ORGANIZATION}.yaml": "名城: 云山\n", notice_path(): notice()}
    assert codes(tmp_path / "organization", files) == [f"{ORGANIZATION}.yaml:1 key-unknown"]


def test_an_unknown_owner_is_told_once_for_all_its_notices(tmp_path: Path) -> None:
    years = ("2022", "2023", "2024")
    files: Files = {notice_path(year, "linjiang-gsl"): notice(发布日期=year) for year in years}
    assert codes(tmp_path, files) == ["2022.md:0 organization-unknown"]


def test_a_status_that_cannot_be_read_is_told_and_no_total_is_blamed_for_it(tmp_path: Path) -> None:
    text = notice("## 甲\n状态：整改ing\n\n正文。\n", 公布总数="{问题: 1, 未完成: 1}")
    assert codes(tmp_path, {notice_path(): text}) == [
        "2024-inspection.md:9 status-unknown",
        "2024-inspection.md:9 totals-not-compared",
    ]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("## 乙\n状况：已完成\n", "12 key-unknown"),
        ("## 乙\n状态：\n", "12 value-missing"),
        ("## 乙\n\n状态：已完成\n", "13 field-outside-problem"),
        ("##乙\n状态：已完成\n", "11 heading-space"),
        ("## 乙\n编号：2\n", "12 status-missing"),
    ],
)
def test_no_total_is_blamed_for_a_problem_that_an_error_hides(tmp_path: Path, second: str, told: str) -> None:
    """The error comes first, and what follows from it behind."""
    text = notice(f"## 甲\n状态：已完成\n\n{second}\n正文。\n", 公布总数="{问题: 2, 已完成: 2, 措施: 4}")
    found = [one.partition(":")[2] for one in codes(tmp_path, {notice_path(): text})]
    assert found[0] == told
    assert [one.split()[1] for one in found if "totals" in one] == ["totals-not-compared"]


def test_totals_are_compared_where_an_error_hides_nothing(tmp_path: Path) -> None:
    """An impossible date of a problem, or a mistake in the front matter, is no reason for another number."""
    text = notice("## 甲\n状态：已完成\n完成日期：2024-02-30\n\n正文。\n", 公布总数="{问题: 2}", 文好="1")
    assert codes(tmp_path, {notice_path(): text}) == [
        "2024-inspection.md:5 totals-differ",
        "2024-inspection.md:6 key-unknown",
        "2024-inspection.md:11 date-impossible",
    ]


def test_nothing_is_said_of_totals_that_fit_in_spite_of_an_error(tmp_path: Path) -> None:
    text = notice("## 甲\n状态：已完成\n\n## 乙\n编号：2\n\n正文。\n", 公布总数="{问题: 1}")
    assert codes(tmp_path, {notice_path(): text}) == ["2024-inspection.md:12 status-missing"]


def test_the_name_of_an_organization_leads_to_its_id(tmp_path: Path) -> None:
    found = findings(make_site(tmp_path, {notice_path(): notice(机构="[云山市工商联, 云山市工商业联合会]")}))
    assert [item.values["nearest"] for item in found] == [ORGANIZATION, ORGANIZATION]


def test_organizations_in_a_circle_are_told_once(tmp_path: Path) -> None:
    files: Files = {
        f"content/organizations/{name}.yaml": f"名称: {name}\n上级: {up}\n" for name, up in ("ab", "bc", "ca")
    }
    assert codes(tmp_path, files) == ["a.yaml:0 organization-circle"]


def test_an_anchor_that_is_gone_names_both_places(tmp_path: Path) -> None:
    earlier, link = notice_path("2022"), notice("见[第三项](../2022/#problem-3)。\n", 发布日期="2024-04-20")
    problem = "## 甲\n状态：未完成\n编号：3\n"
    assert codes(tmp_path, {earlier: notice(problem), notice_path(): link}) == []
    (item,) = findings(make_site(tmp_path, {earlier: notice(problem.replace("3", "4")), notice_path(): link}))
    assert (item.place.file, item.place.line, item.values["file"]) == (notice_path(), 7, earlier)


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/notices/",
        "/notices/2024/",
        "../../../organizations/yunshan-gsl/",
        "/organizations/yunshan-gsl",
        "/organizations/yunshan-gsl/index.html",
        "/feed.xml",
        "#problem-3",
        "#text",
        "?print#problem-3",
        "https://nowhere.example/x",
        "mailto:a@b.cn",
        "tel:110",
    ],
)
def test_links_that_lead_somewhere_are_left_alone(tmp_path: Path, target: str) -> None:
    body = f"见[那里]({target})。\n\n## 甲\n状态：未完成\n编号：3\n"
    assert codes(tmp_path, {notice_path(): notice(body)}) == []


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("/nowhere/", "link-broken"),
        ("../2023/", "link-broken"),
        ("#nowhere", "anchor-broken"),
        ("javascript:alert", "link-dropped"),
        ("//evil.example/", "link-dropped"),
        ("data:text/html,x", "link-dropped"),
        ("https：//a.cn", "url-invalid"),
    ],
)
def test_links_that_lead_nowhere_are_told(tmp_path: Path, target: str, code: str) -> None:
    assert codes(tmp_path, {notice_path(): notice(f"见[那里]({target})。\n")})[0] == f"2024-inspection.md:7 {code}"


@pytest.mark.parametrize(
    ("contacts", "told"),
    [
        ("", True),
        ("联系方式: {办公时间: 工作日}\n", True),
        ("联系方式: {电话: 0579-85550123}\n", False),
        ("联系方式: {地址: 解放路1号, 邮编: '321000'}\n", False),
    ],
)
def test_a_rectification_notice_says_whom_to_tell(tmp_path: Path, contacts: str, told: bool) -> None:
    files: Files = {f"content/organizations/{ORGANIZATION}.yaml": f"名称: 云山\n{contacts}", notice_path(): notice()}
    assert codes(tmp_path, files) == (["2024-inspection.md:0 contact-missing"] if told else [])
    files[notice_path()] = notice(类型="工作通报")
    assert codes(tmp_path, files) == []
