"""What pages say of statuses, totals and deadlines, read from their HTML: a correct notice must not look wrong."""

import re
from pathlib import Path

import pytest

from gongkai.inventory import output_path
from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.every_page import AS_OF
from tests.sites import ORGANIZATION, make_site, notice, notice_path

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
