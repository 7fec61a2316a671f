"""What pages say where a notice is silent, so that nobody takes it for more than it says."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.sites import ORGANIZATION, make_site, notice, notice_path

PAGE = f"notices/{ORGANIZATION}/2024-inspection"


def built(folder: Path, files: Mapping[str, str], page: str) -> str:
    """Return a page of a site."""
    public = build(make_site(folder, files), Options(as_of="2024-06-01", workers=1)).public
    return (public / page / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ("未注明", "未注明 1（通报没有说改得怎样）"),
        ("未注明 已完成", "未注明 1 · 已完成 1"),
        ("未注明 持续推进", "未完成 1 · 未注明 1"),
        ("已完成", "未完成 0 · 已完成 1"),
    ],
)
def test_figures_never_read_as_done_where_the_notice_does_not_say_how_far_it_is(
    tmp_path: Path, statuses: str, said: str
) -> None:
    body = "".join(f"## 问题{status}\n状态：{status}\n\n一是整改。\n\n" for status in statuses.split())
    other = "content/organizations/haixia-gsl.yaml", "名称: 海下县工商业联合会\n"
    files = {notice_path(): notice(body), notice_path("2024-other", "haixia-gsl"): notice(body), other[0]: other[1]}
    html = built(tmp_path, files, "problems/by-organization")
    assert f'<p class="shares-words">{said}</p>' in html


@pytest.mark.parametrize(
    ("statuses", "address", "said"),
    [
        ("持续推进 未注明", "/problems/in-progress/", "其中没有完成的共1个：持续推进 1"),
        (
            "持续推进 未完成",
            "/problems/?status=in_progress&amp;status=not_done",
            "其中没有完成的共2个：持续推进 1 + 未完成 1",
        ),
    ],
)
def test_home_leads_to_what_is_not_done(tmp_path: Path, statuses: str, address: str, said: str) -> None:
    body = "".join(f"## 问题{status}\n状态：{status}\n\n一是整改。\n\n" for status in statuses.split())
    html = built(tmp_path, {notice_path(): notice(body)}, "")
    assert f'<a href="{address}">{said}</a>' in html
    # The sum stands below the classes that it adds up, not before them as if it were one.
    assert html.index('class="legend"') < html.index(said)


def test_sets_of_totals_are_called_by_what_they_count(tmp_path: Path) -> None:
    sets = "[{方面: 8, 问题: 24, 措施: 129}, {任务: 24, 已完成: 23, 未完成: 1}, {口径: 整改台账, 问题: 1}]"
    html = built(tmp_path, {notice_path(): notice("## 问题\n状态：已完成\n\n一是整改。\n", 公布总数=sets)}, PAGE)
    heads = re.findall(r'<th class="totals-basis"[^>]*>([^<]*)</th>', html)
    assert heads == ["8个方面、24个问题、129条措施", "24项任务、已完成23项、未完成1项", "整改台账"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (["", ""], "通报没有写明责任单位和时限。"),
        (["责任单位：办公室\n", ""], "其中1个没有写明责任单位。其中2个没有写明时限。"),
        (["责任单位：办公室\n时限：2024-06-30\n"], None),
    ],
)
def test_what_an_open_problem_does_not_say_is_said_once(tmp_path: Path, fields: list[str], said: str | None) -> None:
    body = "".join(f"## 问题{number}\n状态：持续推进\n{lines}\n一是整改。\n\n" for number, lines in enumerate(fields))
    html = built(tmp_path, {notice_path(): notice(body)}, PAGE)
    assert html.count("没有写明") == (said.count("没有写明") if said else 0)
    assert said is None or f'<p class="note">{said}</p>' in html


ALONE = f"content/organizations/{ORGANIZATION}.yaml"


def test_a_notice_without_contacts_says_whom_to_ask_instead_and_invents_nothing(tmp_path: Path) -> None:
    above = "content/organizations/sheng-gsl.yaml"
    files = {notice_path(): notice("正文。\n"), ALONE: "名称: 云山市工商业联合会\n网址: https://gsl.example.org/\n"}
    with_owner = {"site.toml": 'title = "甲"\naddress = "https://a.example.org"\nowner = "sheng-gsl"\n'}
    html = built(
        tmp_path / "a", {**files, **with_owner, above: "名称: 省工商联\n联系方式: {电话: 0571-85550123}\n"}, PAGE
    )
    assert '可以问本站的主办单位： <a href="/organizations/sheng-gsl/#feedback">省工商联</a>' in html
    assert '<a href="https://gsl.example.org/"' in html
    # One that has no contacts itself is not named as somebody to ask, and nobody is where the settings name none.
    for name, more in (("b", {**with_owner, above: "名称: 省工商联\n"}), ("c", {})):
        html = built(tmp_path / name, {**files, **more}, PAGE)
        assert "通报没有写联系方式" in html
        assert "可以问" not in html


@pytest.mark.parametrize(("last", "is_over"), [("2024-05-31", True), ("2024-06-01", False)])
def test_a_period_for_comments_that_is_over_says_so_without_scripts(tmp_path: Path, last: str, is_over: bool) -> None:
    page = notice("正文。\n", 征求意见=f"{{起: 2024-04-19, 止: {last}}}", 联系方式="{电话: 0571-85550123}")
    html = built(tmp_path, {notice_path(): page}, PAGE)
    assert ('data-closed="已结束">已结束</span>' in html) == is_over
    assert ("comments.ics" in html) != is_over
