"""What pages say of statuses, totals and deadlines, read from their HTML: a correct notice must not look wrong."""

import re
from pathlib import Path

import pytest

from gongkai.inventory import output_path
from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.every_page import AS_OF
from tests.sites import ORGANIZATION, ROOT, make_site, notice, notice_path

PAGE = f"/notices/{ORGANIZATION}/2024-inspection/"


def words(tmp_path: Path, address: str, files: dict[str, str | bytes | None]) -> str:
    """Return the words of a page of a site, with single spaces between its elements."""
    public = build(make_site(tmp_path, files), Options(as_of=AS_OF, workers=1)).public
    return words_of((public / output_path(address)).read_text("utf-8"))


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0]).split())


def problems(*statuses: str, fields: str = "") -> str:
    return "".join(
        f"## {number}、问题\n状态：{status}\n{fields}\n清查会产。\n\n" for number, status in enumerate(statuses, 1)
    )


@pytest.mark.parametrize(
    ("claimed", "row"),
    [
        (1, "未完成 1 1 只数状态为“未完成”的"),
        (3, "未完成 3 3 没有完成的全部"),
        (2, "未完成 2 3 没有完成的全部"),
    ],
)
def test_the_claim_of_what_is_not_done_stands_beside_the_number_it_counts(
    tmp_path: Path, claimed: int, row: str
) -> None:
    text = notice(problems("已完成", "基本完成", "持续推进", "未完成"), 公布总数=f"{{未完成: {claimed}}}")
    assert row in words(tmp_path, PAGE, {notice_path(): text})


def test_a_claim_that_can_only_mean_one_number_is_left_without_a_note(tmp_path: Path) -> None:
    text = notice(problems("已完成", "未完成"), 公布总数="{未完成: 1}")
    assert "只数状态" not in words(tmp_path, PAGE, {notice_path(): text})


def test_what_is_kept_up_needs_no_deadline(tmp_path: Path) -> None:
    kept_up = problems("持续推进", fields="标记：长期坚持\n责任单位：办公室\n")
    text = words(tmp_path, PAGE, {notice_path(): notice(kept_up)})
    assert "没有写明时限" not in text
    assert "1、问题 办公室 长期坚持" in text
    dated = words(tmp_path, PAGE, {notice_path(): notice(kept_up.replace("标记：长期坚持", "标记：立行立改"))})
    assert "1个没有写明时限" in dated


def test_the_list_of_what_is_overdue_says_of_how_many_nobody_can_tell(tmp_path: Path) -> None:
    body = problems("持续推进", "未完成", "已完成", "未注明")
    kept_up = "## 5、问题\n状态：持续推进\n标记：长期坚持\n\n"
    dated = "## 6、问题\n状态：基本完成\n时限：2099-12\n\n"
    site = make_site(tmp_path, {notice_path(): notice(body + kept_up + dated)})
    public = build(site, Options(as_of=AS_OF, workers=1)).public
    html = (public / "problems/overdue/index.html").read_text("utf-8")
    assert "2个没有完成的问题没有写时限，算不出是否逾期。" in words_of(html)
    assert 'href="/problems/?status=in_progress&amp;status=not_done">看没有完成的问题</a>' in html
    assert "算不出" not in words_of((public / "problems/long-open/index.html").read_text("utf-8"))


def test_the_list_of_what_is_overdue_is_silent_where_every_deadline_is_known(tmp_path: Path) -> None:
    body = problems("持续推进", fields="时限：2099-12\n") + "## 2、乙\n状态：持续推进\n标记：长期坚持\n"
    assert "算不出" not in words(tmp_path, "/problems/overdue/", {notice_path(): notice(body)})


def test_what_a_later_notice_takes_up_is_not_asked_for_a_deadline_again(tmp_path: Path) -> None:
    first = notice("## 一、甲\n状态：持续推进\n编号：1\n\n清查。\n")
    later = notice(
        f"## 一、甲\n状态：持续推进\n时限：2099-12\n承接：{ORGANIZATION}/2024-inspection#1\n\n清查。\n",
        发布日期="2024-05-19",
    )
    files = {notice_path(): first, notice_path("2024-later"): later}
    assert "算不出" not in words(tmp_path, "/problems/overdue/", files)


def test_where_nobody_can_be_asked_the_page_leads_on_to_the_organizations(tmp_path: Path) -> None:
    alone = {notice_path(): notice(), f"content/organizations/{ORGANIZATION}.yaml": "名称: 云山市工商业联合会\n"}
    public = build(make_site(tmp_path, alone), Options(as_of=AS_OF, workers=1)).public
    for address in (PAGE, f"/organizations/{ORGANIZATION}/"):
        html = (public / output_path(address)).read_text("utf-8").partition("<main")[2]
        assert '其他机构的联系方式见 <a href="/organizations/">全部机构</a>' in html


def test_the_page_on_reading_explains_the_words_of_the_lists_and_says_whom_to_ask_without_contacts() -> None:
    page = (ROOT / "content/pages/reading.md").read_text("utf-8")
    assert {"**逾期**：", "**基本完成**：", "](/organizations/)"} == {
        words for words in ("**逾期**：", "**基本完成**：", "](/organizations/)") if words in page
    }
