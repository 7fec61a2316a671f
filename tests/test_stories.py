"""Problems followed through notices: one view with a lasting address, and what is concluded from it."""

import re
from pathlib import Path

import pytest

from gongkai.diagnostics import BuildFailed
from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.sites import ORGANIZATION, make_site, notice, notice_path, write

AS_OF = "2024-12-31"
FIRST, SECOND, THIRD = (f"{ORGANIZATION}/{slug}" for slug in ("2021-a", "2022-b", "2023-c"))
STORY = f"/problems/story/{FIRST}/3/"


def problem(status: str, number: str = "3", continues: str = "", title: str = "会产管理不到位", more: str = "") -> str:
    fields = f"状态：{status}\n编号：{number}\n" + (f"承接：{continues}\n" if continues else "") + more
    return f"## {title}\n{fields}\n一是整改。\n"


def three(**changed: str) -> dict[str, str]:
    """Return three notices: open, done, open again."""
    files = {
        notice_path("2021-a"): notice(problem("持续推进"), 标题="第一份", 发布日期="2021-03-01"),
        notice_path("2022-b"): notice(problem("已完成", "4", f"{FIRST}#3"), 标题="第二份", 发布日期="2022-03-01"),
        notice_path("2023-c"): notice(
            problem("未完成", "5", f"{SECOND}#4", "会产又被占用"), 标题="第三份", 发布日期="2023-03-01"
        ),
    }
    return files | {notice_path(slug.replace("_", "-")): text for slug, text in changed.items()}


def built(folder: Path, files: dict[str, str]) -> Path:
    return build(make_site(folder, files), Options(as_of=AS_OF, workers=1)).public


def words(public: Path, address: str) -> str:
    html = (public / address.lstrip("/") / "index.html").read_text("utf-8").partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_story_tells_what_each_notice_says_in_order(tmp_path):
    text = words(built(tmp_path, three()), STORY)
    order = [
        text.index(word) for word in ("2021年3月1日", "第一份", "2022年3月1日", "第二份", "2023年3月1日", "第三份")
    ]
    assert order == sorted(order)
    assert text.index("持续推进") < text.index("已完成")
    assert "以前的通报说已完成，这份又说未完成" in text


def test_notice_and_organization_lead_to_the_story(tmp_path):
    public = built(tmp_path, three())
    for page in (FIRST, SECOND, THIRD):
        assert f'href="{STORY}"' in (public / "notices" / page / "index.html").read_text("utf-8")
    for page in (f"organizations/{ORGANIZATION}", "problems/story"):
        assert f'href="{STORY}"' in (public / page / "index.html").read_text("utf-8")


def test_an_old_notice_says_what_a_later_one_says_of_its_problem(tmp_path):
    """In the list of what is open and in the head of the problem; its own status stays as it was written."""
    site = make_site(tmp_path, three())
    (site / notice_path("2023-c")).unlink()
    public = build(site, Options(as_of=AS_OF, workers=1)).public
    page = (public / "notices" / FIRST / "index.html").read_text("utf-8")
    text = words(public, f"/notices/{FIRST}/")
    assert text.count("后来（2022年3月1日）：已完成 →") == 2
    assert page.count(f'href="/notices/{SECOND}/#problem-4"') >= 2
    assert "持续推进" in text
    # A later notice is told at once, without a clean build, and the last one counts.
    write(site, notice_path("2023-c"), three()[notice_path("2023-c")])
    again = build(site, Options(as_of=AS_OF, workers=1)).public
    assert words(again, f"/notices/{FIRST}/").count("后来（2023年3月1日）：未完成 →") == 2


def test_a_problem_counts_once_however_many_notices_speak_of_it(tmp_path):
    site = make_site(tmp_path, three())
    (site / notice_path("2023-c")).unlink()
    public = build(site, Options(as_of=AS_OF, workers=1)).public
    organization = words(public, f"/organizations/{ORGANIZATION}/")
    assert "1个问题" in words(public, "/organizations/")
    assert "共列出1个问题" in organization
    assert "最后一份" in organization
    assert "后来的通报已承接 1" in organization
    home = (public / "index.html").read_text("utf-8")
    assert 'href="/problems/done/"' in home
    assert 'href="/problems/in-progress/"' not in home
    assert "最后一份" in words(public, "/")


def test_a_list_by_status_marks_what_a_later_notice_takes_up(tmp_path):
    public = built(tmp_path, three())
    text = words(public, "/problems/in-progress/")
    assert "后来的通报已承接： 未完成 2023年3月1日" in text
    assert "后来的通报已承接" not in words(public, "/problems/not-done/").partition("会产又被占用")[2]


def test_a_bar_says_in_words_how_many_problems_are_open(tmp_path):
    body = "".join(
        problem(status, str(n), title=f"事项{n}") for n, status in enumerate(["未完成", "未注明", "未注明"], 1)
    )
    public = built(tmp_path, {notice_path(): notice(body)})
    assert "未完成 1 · 未注明 2" in words(public, f"/organizations/{ORGANIZATION}/")
    assert "未完成 1 · 未注明 2" in words(public, "/organizations/")


def test_a_withdrawn_notice_takes_nothing_up(tmp_path):
    files = three(
        **{
            "2022_b": notice(
                problem("已完成", "4", f"{FIRST}#3"), 发布日期="2022-03-01", 撤下="{日期: 2022-05-01, 原因: 有误}"
            )
        }
    )
    files[notice_path("2023-c")] = notice(problem("未完成", "5"), 标题="第三份", 发布日期="2023-03-01")
    public = built(tmp_path, files)
    assert "后来（" not in words(public, f"/notices/{FIRST}/")
    assert "2个问题" in words(public, "/organizations/")


def test_every_number_of_a_story_leads_to_it(tmp_path):
    public = built(tmp_path, three())
    for former in (f"{SECOND}/4", f"{THIRD}/5"):
        assert f"url={STORY}" in (public / "problems/story" / former / "index.html").read_text("utf-8")


def test_the_address_lasts_when_an_even_earlier_problem_is_linked(tmp_path):
    """The story moves to the earliest problem; the address it had leads there."""
    site = make_site(tmp_path, three())
    write(site, notice_path("2019-z"), notice(problem("未完成", "9"), 发布日期="2019-01-01"))
    write(
        site,
        notice_path("2021-a"),
        notice(problem("持续推进", "3", f"{ORGANIZATION}/2019-z#9"), 标题="第一份", 发布日期="2021-03-01"),
    )
    public = build(site, Options(as_of=AS_OF, workers=1)).public
    moved = f"/problems/story/{ORGANIZATION}/2019-z/9/"
    assert "第三份" in words(public, moved)
    assert f"url={moved}" in (public / STORY.lstrip("/") / "index.html").read_text("utf-8")


def test_a_story_cannot_disappear_unnoticed(tmp_path):
    """Who takes 承接 away is told that an address is lost, and keeps it with 旧网址."""
    site = make_site(tmp_path, three())
    settings = site / "site.toml"
    settings.write_text(settings.read_text("utf-8").replace("gongkai.example.org", "gongkai.yunshan.gov.cn"), "utf-8")
    build(site, Options(as_of=AS_OF, workers=1))
    write(site, notice_path("2022-b"), notice(problem("已完成", "4"), 标题="第二份", 发布日期="2022-03-01"))
    write(site, notice_path("2023-c"), notice(problem("未完成", "5"), 标题="第三份", 发布日期="2023-03-01"))
    with pytest.raises(BuildFailed) as failed:
        build(site, Options(as_of=AS_OF, workers=1))
    assert {found.code for found in failed.value.diagnostics if found.severity == "error"} == {"address-lost"}
    kept = [STORY, f"/problems/story/{SECOND}/4/", f"/problems/story/{THIRD}/5/"]
    write(
        site,
        notice_path("2021-a"),
        notice(problem("持续推进"), 标题="第一份", 发布日期="2021-03-01", 旧网址=f"[{', '.join(kept)}]"),
    )
    public = build(site, Options(as_of=AS_OF, workers=1)).public
    assert f"url=/notices/{FIRST}/" in (public / STORY.lstrip("/") / "index.html").read_text("utf-8")


def test_a_withdrawn_notice_keeps_its_place_and_loses_its_words(tmp_path):
    withdrawn = notice(
        problem("已完成", "4", f"{FIRST}#3", "不该再显示"),
        标题="第二份",
        发布日期="2022-03-01",
        撤下="{日期: 2022-05-01, 原因: 数字有误}",
    )
    public = built(tmp_path, three(**{"2022_b": withdrawn}))
    text = words(public, STORY)
    assert "第一份" in text
    assert "第三份" in text
    assert "数字有误" in text
    assert "不该再显示" not in text
    # What was withdrawn proves nothing: nobody says that the problem was done in between.
    assert "又说未完成" not in text
    assert "会产又被占用" not in words(public, "/problems/returned/")


def test_corrections_are_shown_beside_what_was_said(tmp_path):
    corrected = notice(
        problem("持续推进"), 标题="第一份", 发布日期="2021-03-01", 更正记录="[{日期: 2021-04-02, 原因: 更正了单位}]"
    )
    text = words(built(tmp_path, three(**{"2021_a": corrected})), STORY)
    assert "2021年4月2日" in text
    assert "更正了单位" in text


def test_what_a_later_notice_takes_up_is_judged_there(tmp_path):
    """The first problem was left open in 2021, yet the later notice says how it stands."""
    public = built(tmp_path, three())
    long_open = words(public, "/problems/long-open/")
    assert "会产又被占用" in long_open
    assert "第一份" not in long_open
    assert "会产又被占用" in words(public, "/problems/returned/")


def test_a_deadline_that_has_passed_is_overdue_unless_done_or_unstated(tmp_path):
    body = "".join(
        problem(status, str(number), title=f"事项{status}", more="时限：2024-06\n")
        for number, status in enumerate(("已完成", "未完成", "基本完成", "未注明"), 1)
    )
    text = words(built(tmp_path, {notice_path(): notice(body)}), "/problems/overdue/")
    assert [status for status in ("已完成", "未完成", "基本完成", "未注明") if f"事项{status}" in text] == [
        "未完成",
        "基本完成",
    ]


@pytest.mark.parametrize(("as_of", "is_overdue"), [("2024-06-30", False), ("2024-07-01", True)])
def test_a_deadline_of_a_month_lasts_to_its_end(tmp_path, as_of, is_overdue):
    site = make_site(tmp_path, {notice_path(): notice(problem("未完成", more="时限：2024-06\n"))})
    public = build(site, Options(as_of=as_of, workers=1)).public
    assert ("会产管理不到位" in words(public, "/problems/overdue/")) is is_overdue


def overdue_on_page(public: Path, page: str) -> list[str]:
    """Return the headings of problems that the page of a notice calls overdue in its text."""
    html = (public / "notices" / page / "index.html").read_text("utf-8").partition('id="text"')[2]
    sections = re.findall(r'<section class="problem".*?</section>', html, re.DOTALL)
    return [
        re.search(r"<h\d>(.*?)</h\d>", one)[1]
        for one in sections
        if re.search(r'<use href="#mark.overdue"/></svg>逾期<', one)
    ]


@pytest.mark.parametrize(("as_of", "found"), [("2024-06-30", []), ("2024-07-01", ["事项持续推进", "事项基本完成"])])
def test_the_page_of_a_notice_marks_what_the_list_of_overdue_problems_has(tmp_path, as_of, found):
    """By word and shape, and with what may have happened since; the problems that are done or unstated are not."""
    body = "".join(
        problem(status, str(number), title=f"事项{status}", more="时限：2024-06\n")
        for number, status in enumerate(("已完成", "持续推进", "未注明", "基本完成"), 1)
    )
    site = make_site(tmp_path, {notice_path(): notice(body)})
    public = build(site, Options(as_of=as_of, workers=1)).public
    page = f"{ORGANIZATION}/2024-inspection"
    assert overdue_on_page(public, page) == found
    text = words(public, f"/notices/{page}/")
    assert ("其中2个逾期：时限已过，通报没有说已完成。通报不逐日更新，此后也许已经完成。" in text) is bool(found)
    listed = words(public, "/problems/overdue/")
    assert [title for title in ("事项已完成", "事项持续推进", "事项未注明", "事项基本完成") if title in listed] == found


def test_what_a_later_notice_takes_up_is_overdue_on_the_page_of_that_notice_alone(tmp_path):
    late = {"more": "时限：2022-06\n"}
    files = {
        notice_path("2021-a"): notice(problem("持续推进", **late), 标题="第一份", 发布日期="2021-03-01"),
        notice_path("2022-b"): notice(
            problem("持续推进", "4", f"{FIRST}#3", **late), 标题="第二份", 发布日期="2022-03-01", 摘编="true"
        ),
    }
    public = built(tmp_path, files)
    assert overdue_on_page(public, FIRST) == []
    assert overdue_on_page(public, SECOND) == ["会产管理不到位"]
    assert "摘编没有说已完成" in words(public, f"/notices/{SECOND}/")


def test_a_page_is_written_anew_on_the_day_on_which_a_deadline_has_passed(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice(problem("未完成", more="时限：2024-06-30\n"))})
    for day, is_overdue in (("2024-06-30", False), ("2024-07-01", True), ("2024-06-30", False)):
        public = build(site, Options(as_of=day, workers=1)).public
        assert bool(overdue_on_page(public, f"{ORGANIZATION}/2024-inspection")) is is_overdue


def test_an_empty_list_of_overdue_problems_keeps_its_address(tmp_path):
    public = built(tmp_path, {notice_path(): notice(problem("已完成"))})
    assert "没有" in words(public, "/problems/overdue/")


def test_one_more_notice_changes_the_data_of_its_year_alone(tmp_path):
    site = make_site(tmp_path, three())
    data = build(site, Options(as_of=AS_OF, workers=1)).public / "problems/data"
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    write(site, notice_path("2023-d"), notice(problem("未完成"), 发布日期="2023-09-01"))
    build(site, Options(as_of=AS_OF, workers=1))
    changed = {path.name for path in data.iterdir() if before.get(path.name) != path.read_bytes()}
    assert changed == {"index.json", "2023.json", "2023-0.json"}


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("聚焦贯彻党的路线方针政策方面", "路线方针政策"),
        ("（三）聚焦基层党组织领导班子和干部队伍建设方面", "班子"),
        ("六、管党治党“两个责任”方面", "从严治党"),
        ("八、上次巡视整改方面", "巡视巡察"),
        ("二、集中整改进展情况", "未注明"),
        ("（一）其他", "未注明"),
    ],
)
def test_a_subject_is_taken_from_the_heading_or_not_stated(heading, subject):
    from gongkai.model import Part, Problem, Status
    from gongkai.subjects import subjects

    body = (Part(heading=heading, level=2), Part(heading="甲", level=3, problem=Problem(status=Status.done)))
    assert subject in subjects(body)[0].chinese
