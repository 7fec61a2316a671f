"""The filter of the page of problems: the same problems as a plain filter of the content, in an address to be shared."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from random import Random
from urllib.parse import urlencode, urljoin

import pytest

from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.browser import accessibility_violations, serve_folder
from tests.problem_sites import STATUSES, Problem, draw_site
from tests.sites import make_site, notice, notice_path

TODAY = "2023-06-30"
MONTHS = 12
FIELDS = ("status", "concern", "subject", "organization", "year", "round", "category", "level", "region")
SEEDS = (1, 2)
# Sets an address, waits until the page has answered, and returns what it shows.
ASK = """
async (queries) => {
  const filter = document.getElementById("filter");
  const more = document.querySelector(".found-more");
  const settle = async (done) => { while (!done()) await new Promise((resolve) => setTimeout(resolve)); };
  const answers = [];
  for (const query of queries) {
    history.pushState(null, "", location.pathname + query);
    dispatchEvent(new PopStateEvent("popstate"));
    await settle(() => "ready" in filter.dataset);
    for (let size = 0; !more.hidden;) {
      size = document.querySelectorAll(".found-list .problem-line").length;
      more.firstElementChild.click();
      await settle(() => document.querySelectorAll(".found-list .problem-line").length > size);
    }
    const counts = {};
    for (const input of filter.querySelectorAll("input")) {
      (counts[input.name] = counts[input.name] || {})[input.value] = +input.parentNode.querySelector("b").textContent;
    }
    for (const select of filter.querySelectorAll("select")) {
      for (const option of select.options) {
        if (!option.value) continue;
        (counts[select.name] = counts[select.name] || {})[option.value] = +/\\((\\d+)\\)$/.exec(option.text)[1];
      }
    }
    answers.push({
      found: [...document.querySelectorAll(".found-list .problem-line-title")].map((link) => link.getAttribute("href")),
      number: document.querySelector(".found-number").textContent,
      counts,
    });
  }
  return answers;
}
"""


class DrawnSite:
    """A site that is served, and what it holds."""

    def __init__(self, url: str, public: Path, problems: list[Problem]) -> None:
        self.url, self.public, self.problems = url, public, problems
        self.values = {
            name: sorted({value for problem in problems for value in problem.values(name, TODAY, MONTHS)})
            for name in FIELDS
        }

    def fitting(self, chosen: dict[str, list[str]]) -> list[Problem]:
        """Return the problems that have one of the values chosen in each field."""
        return [
            problem
            for problem in self.problems
            if all(problem.values(name, TODAY, MONTHS).intersection(values) for name, values in chosen.items())
        ]


@pytest.fixture(scope="module", params=SEEDS)
def drawn(request, tmp_path_factory) -> Iterator[DrawnSite]:
    site, problems = draw_site(tmp_path_factory.mktemp("drawn"), request.param)
    public = build(site, Options(as_of=TODAY, workers=1)).public
    with serve_folder(public) as url:
        yield DrawnSite(url, public, problems)


@pytest.fixture
def problems_page(open_page, drawn):
    page = open_page(viewport={"width": 1280, "height": 900})
    page.clock.set_fixed_time(f"{TODAY}T12:00:00+08:00")
    page.goto(drawn.url + "/problems/")
    return page


def query_of(chosen: dict[str, list[str]]) -> str:
    return "?" + urlencode([(name, value) for name, values in chosen.items() for value in values])


def settled(page) -> None:
    """Wait until the page has answered."""
    page.wait_for_selector("#filter[data-ready]", state="attached")


def test_the_filter_finds_what_a_plain_filter_of_the_content_finds(problems_page, drawn):
    """Every value, every pair of values of two fields, and drawn combinations of more; several values in one field."""
    rng = Random(7)
    single = [{name: [value]} for name in FIELDS for value in drawn.values[name]]
    pairs = [one | other for one, other in combinations(single, 2) if one.keys() != other.keys()]
    larger = [
        {
            name: [rng.choice(drawn.values[name])]
            if name not in ("status", "concern")
            else rng.sample(drawn.values[name], min(2, len(drawn.values[name])))
            for name in rng.sample(FIELDS, rng.randint(3, 5))
            if drawn.values[name]
        }
        for _ in range(60)
    ]
    asked = [*single, *rng.sample(pairs, 150), *larger]
    answers = problems_page.evaluate(ASK, [query_of(chosen) for chosen in asked])
    for chosen, answer in zip(asked, answers, strict=True):
        expected = {problem.address for problem in drawn.fitting(chosen)}
        assert set(answer["found"]) == expected, chosen
        assert len(answer["found"]) == len(expected), chosen
        if expected:
            assert f"找到{len(expected)}个问题，共{len(drawn.problems)}个" == answer["number"]


def test_every_choice_says_how_many_it_would_find(problems_page, drawn):
    rng = Random(11)
    asked = [{}, *({name: [rng.choice(drawn.values[name])]} for name in FIELDS if drawn.values[name])]
    asked += [
        {"status": ["in_progress", "not_done"], "level": ["county"]},
        {"concern": ["overdue", "returned"], "subject": ["policy"]},
    ]
    answers = problems_page.evaluate(ASK, [query_of(chosen) for chosen in asked])
    for chosen, answer in zip(asked, answers, strict=True):
        for name, counts in answer["counts"].items():
            for value, count in counts.items():
                assert count == len(drawn.fitting(chosen | {name: [value]})), (chosen, name, value)


@pytest.mark.parametrize("concern", ["overdue", "long_open", "returned"])
def test_the_lists_without_javascript_hold_the_same_problems(drawn, concern):
    address, found = f"/problems/{concern.replace('_', '-')}/", []
    while address:
        html = (drawn.public / address.lstrip("/") / "index.html").read_text("utf-8")
        found += re.findall(r'class="problem-line-title" href="([^"]+)"', html)
        older = re.search(r'rel="next" href="([^"]+)"', html.partition("<body")[2])
        address = urljoin(address, older[1]) if older else ""
    assert sorted(found) == sorted(problem.address for problem in drawn.fitting({"concern": [concern]}))


def test_problems_become_overdue_on_the_day_of_the_reader(open_page, drawn):
    """A page that was built earlier says more on a later day; the deadline itself is not yet overdue."""
    numbers = {}
    for day in ("2019-01-01", "2029-12-31", "2030-01-01", "2030-01-02"):
        page = open_page()
        page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
        page.goto(drawn.url + "/problems/?concern=overdue")
        settled(page)
        shown = re.search(r"找到(\d+)个", page.locator(".found-number").inner_text())
        numbers[day] = int(shown[1]) if shown else 0
        assert numbers[day] == sum("overdue" in one.values("concern", day, MONTHS) for one in drawn.problems)
    assert numbers["2019-01-01"] == 0
    assert numbers["2029-12-31"] == numbers["2030-01-01"] < numbers["2030-01-02"]


def test_what_is_chosen_stands_in_the_address_and_an_address_chooses(problems_page, open_page, drawn):
    problems_page.locator("#filter summary").click()
    settled(problems_page)
    problems_page.get_by_label("持续推进").check()
    settled(problems_page)
    problems_page.get_by_label("层级").select_option("county")
    settled(problems_page)
    shown = problems_page.locator(".found-list").inner_text()
    assert problems_page.url.endswith("/problems/?status=in_progress&level=county")

    other = open_page(viewport={"width": 360, "height": 800})
    other.clock.set_fixed_time(f"{TODAY}T12:00:00+08:00")
    other.goto(problems_page.url)
    settled(other)
    # On a phone what was found stands right there; the form is closed, and the conditions are told.
    assert other.locator("#filter details").get_attribute("open") is None
    assert other.locator("#found").evaluate("place => place.getBoundingClientRect().top") < 640
    assert "持续推进" in other.locator(".found-conditions").inner_text()
    assert other.get_by_label("持续推进").is_checked()
    assert other.get_by_label("层级").input_value() == "county"
    assert other.locator(".found-list .problem-line").all_inner_texts() != []
    assert re.sub(r"\s", "", other.locator(".found-list").inner_text()) == re.sub(r"\s", "", shown)
    assert other.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_was_found_is_taken_away_as_a_table(problems_page, drawn):
    problems_page.goto(drawn.url + "/problems/?level=county")
    settled(problems_page)
    expected = [problem.address for problem in drawn.fitting({"level": ["county"]})]
    assert problems_page.locator(".filter-apply").inner_text() == f"查看{len(expected)}个结果"
    with problems_page.expect_download() as got:
        problems_page.locator(".found-download button").click()
    data = Path(got.value.path()).read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert sorted(row["网址"] for row in rows) == sorted(drawn.url + address for address in expected)
    assert {row["状态"] for row in rows} <= {"已完成", "基本完成", "持续推进", "未达序时进度", "未完成", "未注明"}


def test_back_and_forward_go_through_what_was_chosen(problems_page, drawn):
    problems_page.locator("#filter summary").click()
    settled(problems_page)
    numbers = [""]
    for status in ("done", "not_done"):
        problems_page.locator(f"#filter input[value={status}]").check()
        settled(problems_page)
        numbers.append(problems_page.locator(".found-number").inner_text())
    problems_page.go_back()
    settled(problems_page)
    assert problems_page.locator(".found-number").inner_text() == numbers[1]
    assert problems_page.locator("#filter input[value=not_done]").is_checked() is False
    problems_page.go_back()
    settled(problems_page)
    assert problems_page.locator("#found").is_hidden()
    assert problems_page.locator("#list").is_visible()
    problems_page.go_forward()
    settled(problems_page)
    assert problems_page.locator(".found-number").inner_text() == numbers[1]


def test_the_filter_is_used_with_the_keyboard_alone(problems_page, drawn):
    problems_page.locator("#filter summary").focus()
    problems_page.keyboard.press("Enter")
    settled(problems_page)
    problems_page.keyboard.press("Tab")
    problems_page.keyboard.press("Space")
    settled(problems_page)
    assert "status=done" in problems_page.url
    assert problems_page.evaluate("document.activeElement.value") == "done"
    # The button leads to what was found; from there the next key press reaches it.
    problems_page.locator(".filter-apply").focus()
    problems_page.keyboard.press("Enter")
    settled(problems_page)
    assert problems_page.evaluate("document.activeElement.id") == "found"
    problems_page.keyboard.press("Tab")
    assert problems_page.evaluate("document.activeElement.closest('.found-list') !== null")


def test_a_choice_that_would_find_nothing_cannot_be_made(problems_page, drawn):
    problems_page.evaluate(ASK, ["?status=done&concern=overdue"])
    assert problems_page.locator(".found-list .problem-line").count() == 0
    assert problems_page.locator("#filter input[value=overdue]").is_enabled()  # what is chosen can be taken away
    problems_page.evaluate(ASK, ["?status=done"])
    assert problems_page.locator("#filter input[value=overdue]").is_disabled()


def test_an_address_that_names_what_is_not_there_finds_nothing_and_says_so(problems_page, drawn):
    answer = problems_page.evaluate(ASK, ["?organization=no-such&status=made-up"])[0]
    assert answer["found"] == []
    assert answer["number"] == "没有这样的问题，请去掉一个条件。"
    # What is no condition is not shown as one: it is told apart, by the words of its field.
    assert problems_page.locator(".found-conditions").is_hidden()
    said = problems_page.locator(".found-unknown").inner_text()
    assert said == "网址里有不认识的条件：状态“made-up”、机构“no-such”。请把它去掉。"
    assert problems_page.get_by_label("机构").locator("option:checked").text_content() == "不认识的条件 (0)"
    problems_page.evaluate(ASK, ["?status=done"])
    assert problems_page.locator(".found-unknown").is_hidden()


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> Iterator[str]:
    """A site with one problem in progress, of one organization; another has no notice, and nothing is overdue."""
    files: dict[str, str | bytes | None] = {
        notice_path(): notice("## 问题一\n状态：持续推进\n\n一是整改。\n", 发布日期="2023-04-19"),
        "content/organizations/haixia-gsl.yaml": "名称: 海下县工商业联合会\n简称: 海下县工商联\n层级: 县\n",
    }
    public = build(make_site(tmp_path_factory.mktemp("bare"), files), Options(as_of=TODAY, workers=1)).public
    with serve_folder(public) as url:
        yield url


@pytest.mark.parametrize(
    ("query", "said"),
    [
        *((f"status={code}", f"状态：{words}") for words, code in STATUSES.items()),
        ("concern=overdue&concern=long_open&concern=returned", "关注：逾期、长期未完成、反弹"),
        ("subject=policy&level=county", "主题：路线方针政策和决策部署；层级：县"),
        ("status=not_done&organization=haixia-gsl", "状态：未完成；机构：海下县工商联"),
        (
            "status=mostly_done&status=in_progress&status=behind&status=not_done&status=done",
            "状态：未完成（还没有完成的都算：基本完成、持续推进、未达序时进度、未完成）、已完成",
        ),
    ],
)
def test_every_known_condition_has_its_words_also_where_no_problem_is_like_it(page, bare, query, said):
    page.goto(f"{bare}/problems/?{query}")
    settled(page)
    assert page.locator(".found-conditions").inner_text() == said
    assert page.locator(".found-unknown").is_hidden()
    # What the address asks for is ticked in the form, so that the next choice does not drop it.
    statuses = [value.partition("=")[2] for value in query.split("&") if value.startswith("status=")]
    page.locator("#filter details").evaluate("box => { box.open = true; }")
    ticked = page.locator("#filter input[name=status]:checked")
    assert sorted(one.get_attribute("value") for one in ticked.all() if one.is_visible()) == sorted(statuses)


def test_the_form_offers_no_status_that_no_problem_has(page, bare):
    page.goto(f"{bare}/problems/")
    page.locator("#filter summary").click()
    settled(page)
    statuses = page.locator("[data-field=status] .filter-check").all()
    assert [one.inner_text().split() for one in statuses if one.is_visible()] == [["持续推进", "1"]]


def test_without_data_the_lists_stay(open_page, drawn, page_problems):
    page = open_page()
    page.route("**/problems/data/**", lambda route: route.abort())
    page.goto(drawn.url + "/problems/?status=done")
    page.wait_for_function("document.querySelector('.found-number').textContent.includes('没有读到')")
    assert page.locator("#list").is_visible()
    assert page.locator("#list .problem-line").count() > 0
    page_problems.clear()  # the request that was stopped is on the console


def test_without_javascript_there_is_no_filter_and_every_problem_is_listed(open_page, drawn):
    page = open_page(java_script_enabled=False)
    page.goto(drawn.url + "/problems/?status=done")
    assert page.locator("#filter").is_hidden()
    listed = set()
    while True:
        listed |= {link.get_attribute("href") for link in page.locator(".problem-line-title").all()}
        older = page.locator(".pager a[rel=next]")
        if not older.count():
            break
        older.click()
    assert listed == {problem.address for problem in drawn.problems}


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_what_was_found(open_page, drawn, width):
    page = open_page(viewport={"width": width, "height": 800})
    page.clock.set_fixed_time(f"{TODAY}T12:00:00+08:00")
    for path in ("/problems/?status=in_progress&concern=overdue&concern=long_open", "/problems/by-organization/"):
        page.goto(drawn.url + path)
        if "?" in path:
            settled(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert accessibility_violations(page) == [], scheme
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_figures_in_the_table_are_those_of_the_content(page, drawn):
    """A problem that a later public notice takes up counts there alone."""
    last = [one for one in drawn.problems if all(later.withdrawn for later in one.reach("later"))]
    page.goto(drawn.url + "/problems/by-organization/")
    page.locator("details summary").first.click()
    rows = page.locator(".figures-table tbody").all()
    assert len(rows) == len({one.organizations[0] for one in last})
    for row in rows:
        href = row.locator("a").get_attribute("href") or ""
        own = [one for one in last if f"/organizations/{one.organizations[0]}/" == href]
        cells = [int(text) for text in row.locator("tr").first.locator("td").all_inner_texts()]
        assert cells == [
            len(own),
            sum(one.status == "done" for one in own),
            sum(one.is_open for one in own),
            sum("overdue" in one.values("concern", TODAY, MONTHS) for one in own),
            sum(one.status == "unstated" for one in own),
        ]


def test_a_figure_is_bars_with_words_that_lead_to_the_problems_and_a_table_behind_them(page, drawn):
    page.goto(drawn.url + "/problems/")
    bars = page.locator("#figures .shares > li")
    names = bars.locator("a").all_text_contents()
    assert names == page.locator("#figures tbody tr:first-child th").all_text_contents()
    assert len(names) == 4
    assert all(
        address and "?organization=" in address
        for address in (a.get_attribute("href") for a in bars.locator("a").all())
    )
    assert bars.locator("svg[aria-hidden=true]").count() == 4  # the words say the same
    bars.locator("a").first.click()
    settled(page)
    assert page.locator(".found-conditions").inner_text() == f"机构：{names[0]}"
