"""Full-text search: what is public is found, wherever words begin or end; what is not public is in no index."""

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from gongkai import labels, postings, prose
from gongkai.folding import _UNUSUAL, fold, fold_lines
from gongkai.outcome import Options
from gongkai.pipeline import build
from gongkai.words import encoded
from tests.browser import accessibility_violations, serve_folder
from tests.parsed_page import ParsedPage
from tests.sites import ORGANIZATION, ROOT, link_sample, make_site, notice, notice_path, write

AS_OF = "2024-12-31"
PROBLEM = "### 会产管理不到位\n状态：持续推进\n编号：22\n问题：账实不符，长期闲置。\n责任单位：办公室\n\n1. 盘活资产。\n2. **一是**清查。\n"
SITE = {
    notice_path("2024-a"): notice(
        "开头的话，电话 0571—87051527。\n\n" + PROBLEM, 文号="云工商联党〔2024〕8号", 标题="云山整改情况通报"
    ),
    notice_path("2023-b"): notice("群众来信３２件，均已答复。\n", 发布日期="2023-05-06", 标题="工作情况通报"),
    notice_path("2024-c", "haixia-gsl"): notice(
        "### 会产清查\n状态：已完成\n编号：1\n\n会产已经清查。\n", 发布日期="2024-06-07", 标题="海下整改情况通报"
    ),
    notice_path("2021-d"): notice(
        "### 逐项报账之一\n状态：已完成\n编号：1\n\n甲。\n\n### 逐项报账之二\n状态：未完成\n编号：2\n\n乙。\n",
        发布日期="2021-03-04",
        标题="二〇二一年通报",
    ),
    "content/organizations/haixia-gsl.yaml": "名称: 海下县工商业联合会\n上级: yunshan-gsl\n",
}
TEXT = st.text(st.sampled_from("整改落实情况巡察反馈问题ab12，。-— 〔〕𠮷é"), min_size=1, max_size=40)


def published(site: Path) -> dict[str, bytes]:
    """Build, and return the files of the search by path."""
    public = build(site, Options(as_of=AS_OF, workers=1)).public
    folder = public / "search"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Reader:
    """Reads the shards of one part as assets/search_index.js does."""

    def __init__(self, shards: list[bytes], count: int) -> None:
        self.bits = len(shards).bit_length() - 1
        self.count = count
        self.complete = {shard[0] for shard in shards}.pop()
        self.grams = [self._decoded(shard) for shard in shards]

    def gram(self, first: int, second: int, of: list[int], pairs: list[int]) -> set[int] | None:
        """Return the texts of a gram, which is one of `of`; None where none of the shards of its pairs holds it."""
        numbers = postings.shard_of(np.array(pairs, np.uint64), self.bits).tolist() if self.bits else [0]
        found = next((self.grams[one][first, second] for one in numbers if (first, second) in self.grams[one]), None)
        return None if found is None else {of[place] for place in found}

    def known(self, word: str) -> tuple[set[int], bool]:
        """Return the texts that may have a word of up to four units, and whether all or none of them do."""
        units = np.frombuffer(encoded(word), "<u2").astype(int).tolist()
        everything = list(range(self.count))
        if len(units) == 1:
            return self.gram(units[0], 0, everything, units) or set(), True
        first = units[0] | units[1] << 16
        if len(units) == 2:
            return self.gram(first, 0, everything, [first]) or set(), True
        second = units[2] if len(units) == 3 else units[2] << 16 | units[3]
        left, right = self.known(cut(units, 0, -1))[0], self.known(cut(units, 1, None))[0]
        held = self.gram(first, second, sorted(left & right), [one | two << 16 for one, two in pairwise(units)])
        return (left & right if held is None else held), bool(self.complete >> (len(units) - 3) & 1)

    def may_have(self, word: str) -> set[int]:
        """Return the texts that may have a word."""
        units = np.frombuffer(encoded(word), "<u2").astype(int).tolist()
        size = min(4, len(units))
        windows = [self.known(cut(units, at, at + size))[0] for at in range(len(units) - size + 1)]
        return set.intersection(*windows)

    def _decoded(self, data: bytes) -> dict[tuple[int, int], list[int]]:
        """Return of each gram the places of its texts among those that it may be in."""
        at = 1

        def small() -> int:
            nonlocal at
            value = shift = 0
            while True:
                byte = data[at]
                at += 1
                value |= (byte & 127) << shift
                shift += 7
                if byte < 128:
                    return value

        names = []
        for _ in range(small()):
            first, second = int.from_bytes(data[at : at + 4], "little"), 0
            at += 4
            for _ in range(small()):
                second += small()
                size = small()
                is_run = second > postings.HEAD and first != labels.LABEL
                names.append((first, second, size, size + small() if is_run else self.count))
        bits = "".join(f"{byte:08b}" for byte in data[at:])
        place, grams = 0, {}
        for first, second, size, of in names:
            inverse = size * 2 > of
            listed = of - size if inverse else size
            rice = max(0, (of * 11 // (max(listed, 1) * 16)).bit_length() - 1)
            text, found = -1, set()
            for _ in range(listed):
                end = bits.index("1", place)
                low = bits[end + 1 : end + 1 + rice]
                text += ((end - place) << rice | int(low or "0", 2)) + 1
                place = end + 1 + rice
                found.add(text)
            grams[first, second] = [text for text in range(of) if (text in found) != inverse]
        return grams


def cut(units: list[int], start: int, end: int | None) -> str:
    """Return a part of a word that is given by its units."""
    return np.array(units[start:end], "<u2").tobytes().decode("utf-16-le", "surrogatepass")


def test_width_case_spaces_and_dashes_make_no_difference():
    assert fold("０５７１—８７０５ １５２７") == fold("0571-87051527") == "057187051527"
    assert fold("嘉 兴 市\u3000总商会") == "嘉兴市总商会"
    assert fold("Café") == fold("Cafe\u0301") == "cafe"


@pytest.mark.parametrize("seed", range(5))
def test_labels_are_read_back_as_they_were_written(seed):
    choose = random.Random(seed)
    names = [f"organization:{number}" for number in range(12)]
    own = [tuple(choose.sample(names, choose.randrange(0, len(names)))) for _ in range(choose.randrange(1, 300))]
    found = Reader([labels.encode_labels(own)], len(own)).grams[0]
    for name in names:
        having = [number for number, some in enumerate(own) if name in some]
        assert found.get((labels.LABEL, labels.label_hash(name)), []) == having


def test_a_text_folded_at_once_is_folded_sign_by_sign():
    for code in range(0x110000):
        sign = chr(code)
        if sign != "\n" and not _UNUSUAL.search(sign):
            assert fold_lines([f"一{sign}二"]) == f"一{fold(sign)}二", hex(code)


@settings(deadline=None)
@given(st.lists(st.text(max_size=60)))
def test_lines_are_folded_one_by_one(lines):
    lines = [line.replace("\n", "") for line in lines]
    assert fold_lines(lines) == "\n".join(filter(None, map(fold, lines)))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_is_stable(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text) == "".join(map(fold, text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(TEXT, min_size=1, max_size=6), min_size=1, max_size=40), st.sampled_from([0, 1, 700]), st.data()
)
def test_any_part_of_any_text_is_found_in_the_index(lines, run_bytes, data):
    """However few runs there is room for; what is short, or of what one text tells about all, exactly."""
    folded = [[fold(line) for line in text] for text in lines]
    texts = [postings.Text(encoded("\n".join(text))) for text in folded]
    reader = Reader(postings.encode(texts, 3, (run_bytes, run_bytes)), len(texts))
    number = data.draw(st.integers(0, len(folded) - 1))
    line = data.draw(st.sampled_from(folded[number]))
    start = data.draw(st.integers(0, max(0, len(line) - 1)))
    word = line[start : start + data.draw(st.integers(1, 12))]
    if word:
        true = {at for at, text in enumerate(folded) if any(word in one for one in text)}
        assert true <= reader.may_have(word)
        if len(encoded(word)) <= 8:
            found, tells = reader.known(word)
            assert true == found or not tells


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("甲乙丙丁，", min_size=1, max_size=12), min_size=1, max_size=30),
    st.text("甲乙丙丁，", min_size=3, max_size=4),
)
def test_of_a_run_either_all_texts_have_it_or_none(lines, word):
    """Also of runs that no text has, but whose parts stand together."""
    reader = Reader(postings.encode([postings.Text(encoded(line)) for line in lines], 3), len(lines))
    found, tells = reader.known(fold(word))
    true = {at for at, line in enumerate(lines) if fold(word) in line}
    assert tells
    assert true in (found, set())


def test_runs_are_held_where_pairs_mislead():
    """Forty texts have all the pairs of 甲乙丙丁, twenty have it; without room for runs this is not known."""
    having = [postings.Text(encoded("x\n甲乙丙丁")) for _ in range(20)]
    lacking = [postings.Text(encoded("x\n甲乙，乙丙，丙丁")) for _ in range(20)]
    reader = Reader(postings.encode([*having, *lacking], 2), 40)
    assert reader.known("甲乙丙丁") == (set(range(20)), True)
    without = Reader(postings.encode([*having, *lacking], 2, (0, 0)), 40)
    assert without.known("甲乙丙丁") == (set(range(40)), False)


def test_more_texts_than_a_segment_holds_are_refused():
    with pytest.raises(ValueError, match="one part"):
        postings.encode([postings.Text(b"")] * (postings.MAX_TEXTS + 1), 1)


@settings(deadline=None)
@example("1\n- 1")  # a line like an item within a paragraph
@example("- 1\n1. 2")
@example("- 1\n2")
@example("- #1")  # a heading within an item
@example("字\n字\n字")
@given(st.text(st.sampled_from("字句。12.- *#\n`[]()<>|&_\\1"), max_size=60))
def test_the_quick_way_to_the_words_is_the_same_as_through_html(text):
    rendered = prose.html(text)
    through_html = prose.words_of_html(rendered)
    assert [re.sub(r"\s+", " ", block) for block in prose.words(text)] == [
        re.sub(r"\s+", " ", block) for block in through_html
    ]


def test_the_index_of_an_incremental_build_is_that_of_a_clean_one(tmp_path):
    (tmp_path / "one").mkdir()
    site = make_site(tmp_path / "one", SITE)
    before = published(site)
    write(site, notice_path("2024-a"), notice("换了文字。\n"))
    changed = published(site)
    (tmp_path / "two").mkdir()
    clean = published(make_site(tmp_path / "two", SITE | {notice_path("2024-a"): notice("换了文字。\n")}))
    assert changed == clean
    names = {path.split("/")[0] for path in before if path.endswith(".bin")}
    # The words and the labels of the year that did not change.
    assert len(names & {path.split("/")[0] for path in changed}) == 2


def test_a_status_that_changes_rewrites_the_labels_of_its_years_alone(tmp_path):
    problem = "## 一、问题\n状态：{}\n编号：1\n\n一是改。\n"
    site = make_site(tmp_path, SITE | {notice_path("2024-a"): notice(problem.format("持续推进"))})
    before = {path for path in published(site) if path.endswith(".bin")}
    write(site, notice_path("2024-a"), notice(problem.format("已完成")))
    after = {path for path in published(site) if path.endswith(".bin")}
    gone, new = before - after, after - before
    assert len(gone) == len(new) == 1
    assert {path.split("/")[1] for path in gone | new} == {"0.bin"}


@pytest.mark.parametrize("held", [{"草稿": "true"}, {"发布日期": "2025-01-01"}])
def test_what_is_held_back_is_in_no_index(tmp_path, held):
    secret = {notice_path("2024-s"): notice("秘而不宣。\n", **held)}
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    assert published(make_site(tmp_path / "with", SITE | secret)) == published(make_site(tmp_path / "without", SITE))


def test_a_withdrawn_notice_is_not_found(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice("秘而不宣。\n", 撤下="{日期: 2024-06-01, 原因: 有误}")})
    files = published(site)
    assert not [path for path in files if path.endswith((".txt", ".bin"))]


# In the browser


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public folder of a small site below a path prefix."""
    site = make_site(
        tmp_path_factory.mktemp("search"),
        SITE
        | {"site.toml": 'title = "云山"\naddress = "https://gongkai.example.org/sub"\nlanguage = "zh"\n'}
        | {
            notice_path(f"2022-{number:02}"): notice(f"第{number}号清单。\n", 发布日期="2022-01-01")
            for number in range(12)
        },
    )
    folder = build(site, Options(as_of=AS_OF, workers=1)).public
    root = tmp_path_factory.mktemp("host")
    folder.rename(root / "sub")
    return root


@pytest.fixture(scope="module")
def address(public):
    with serve_folder(public) as url:
        yield f"{url}/sub"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample site."""
    folder = build(link_sample(tmp_path_factory.mktemp("sample")), Options(as_of="2026-11-21", workers=1)).public
    with serve_folder(folder) as url:
        yield url


def said(page) -> str:
    """Return what the page says of the search, once it has ended and the number is found out."""
    page.locator("#said:not(.settling)", has_text=re.compile("份通报|没有")).wait_for()
    return page.locator("#said").inner_text()


def titles(page) -> list[str]:
    return page.locator(".hits > li > .line-title").all_inner_texts()


def test_a_question_from_the_header_of_any_page_leads_to_the_problem(page, address):
    page.goto(f"{address}/")
    page.locator("header input[name=q]").fill("账实不符")
    page.keyboard.press("Enter")
    assert said(page) == "找到1份通报"
    assert page.locator("mark").first.inner_text() == "账实不符"
    page.locator(".hit-place a").first.click()
    assert page.evaluate("location.href") == f"{address}/notices/{ORGANIZATION}/2024-a/#problem-22"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("0571-87051527", 1), ("０５７１ ８７０５", 1), ("来信32件", 1), ("〔2024〕8号", 1), ("改情", 2), ("会产 清查", 2), ("会", 16),
        ("海下县工商业", 1), ("第3号清单", 1), ("产管理不到位", 1),
    ],
)  # fmt: skip
def test_what_is_asked_is_found(page, address, words, count):
    page.goto(f"{address}/search/?q={words}")
    assert said(page) == f"找到{count}份通报"


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose notices have the same pairs of signs: seventy in one phrase, some of them apart."""
    apart = "核查乡村。乡村道路。道路管护。管护情况。"
    site = make_site(
        tmp_path_factory.mktemp("alike"),
        {
            notice_path(f"{year}-{number:02}"): notice(
                f"{apart}第{number}段。\n" if number % 3 else "核查乡村道路管护情况。道路通畅。\n",
                发布日期=f"{year}-03-04",
            )
            for year, count in ((2023, 150), (2024, 60))
            for number in range(count)
        },
    )
    with serve_folder(build(site, Options(as_of=AS_OF, workers=1)).public) as url:
        yield url


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("村道路", "找到210份通报"),
        ("村道路管", "找到70份通报"),  # the pairs of all, the run of some
        ("路管护情", "找到70份通报"),
        ("况。道路", "找到70份通报"),
        ("护。管护", "找到140份通报"),
        ("护。道路", "没有找到“护。道路”。"),  # the pairs of all, the run of none
        ("第7段。第", "没有找到“第7段。第”。"),
        ("第7段 道路管护", "找到2份通报"),
        ("路管护情况", "至多70份通报。索引不能马上断定；已核对其中10份的原文，10份确有。"),
        ("乡村。乡村道路。道路管护。管护情况。第11段", "找到2份通报"),
    ],
)
def test_the_number_is_exact_for_words_of_up_to_four_signs_and_where_few_texts_tell_it(page, alike, words, expected):
    assert asked(page, alike, words) == expected
    assert page.locator("#said.settling").count() == 0


def test_a_title_comes_before_a_text_and_the_newest_first(page, address):
    page.goto(f"{address}/search/?q=情况通报")
    said(page)
    assert titles(page)[:3] == ["海下整改情况通报", "云山整改情况通报", "工作情况通报"]


def asked(page, address: str, words: str) -> str:
    """Ask for words, and return what the page says."""
    page.goto(f"{address}/search/?q={words}")
    return said(page)


def test_a_title_with_some_of_the_words_comes_before_one_with_none(page, sample):
    assert asked(page, sample, "嘉兴 培训") == "找到2份通报"
    assert titles(page)[0].startswith("嘉兴市工商联")


def test_an_organization_that_has_a_word_counts_like_a_title(page, address):
    """工商业 is in the names of all organizations, and in no title."""
    asked(page, address, "海下县工商业 会产")
    assert titles(page)[0] == "海下整改情况通报"


def test_places_are_ranked_by_what_the_head_lacks(page, sample):
    assert asked(page, sample, "洛阳 未完成") == "找到1份通报"
    shown = page.locator(".hit-place")
    assert shown.count() == 3
    assert page.locator(".hit-heading", has_text="会产管理不到位").count() == 1
    assert all("未完成" in text for text in shown.all_inner_texts())


def test_an_open_problem_is_shown_before_one_that_is_done(page, address):
    asked(page, address, "逐项 报账")
    headings = page.locator(".hit-heading a").all_inner_texts()
    assert headings == ["逐项报账之二", "逐项报账之一"]


@pytest.mark.parametrize("words", ["浙江", "浙江 电话", "浙江 查无此事"])
def test_an_organization_is_shown_with_its_number_where_any_word_names_it(page, sample, words):
    asked(page, sample, words)
    first = page.locator(".search-organizations li").first
    assert first.get_by_role("link").first.inner_text() == "浙江省工商业联合会"
    assert first.get_by_role("link", name="0571-87051527").get_attribute("href") == "tel:057187051527"


def test_a_word_that_most_organizations_have_names_none(page, sample):
    asked(page, sample, "工商联")
    assert page.locator(".search-organizations").count() == 0


def test_words_that_nothing_parts_are_found_at_once_parted_at_the_organization(page, sample):
    assert asked(page, sample, "洛阳未完成") == "没有找到“洛阳未完成”，已改搜“洛阳 未完成”。找到1份通报"
    offered = page.locator(".search-advice a")
    assert offered.all_inner_texts() == ["问题：未完成 - 洛阳市工商业联合会"]
    statuses = "status=mostly_done&status=in_progress&status=behind&status=not_done"
    assert offered.get_attribute("href") == f"/problems/?{statuses}&organization=luoyang-gsl"
    assert page.locator("#search input[name=q]").input_value() == "洛阳未完成"  # what was typed stays


@pytest.mark.parametrize(("typed", "words"), [("洛阳未完成", "洛阳 未完成"), ("浙江电话", "浙江 电话")])
def test_without_a_space_the_results_are_those_with_one(page, sample, typed, words):
    said_parted = asked(page, sample, typed)
    shown = page.locator("#found").inner_text()
    said_words = asked(page, sample, words)
    assert said_parted == f"没有找到“{typed}”，已改搜“{words}”。{said_words}"
    assert page.locator("#found").inner_text() == shown


def test_without_a_name_to_part_at_the_page_says_that_spaces_part(page, sample):
    asked(page, sample, "查无此事")
    assert "空格" in page.locator(".search-advice").inner_text()
    assert page.locator(".search-advice a").count() == 0


@pytest.mark.parametrize("status", ["持续推进", "未完成"])
def test_a_status_leads_to_the_filter_of_problems(page, sample, status):
    """Who asks for what is not done means all that is open."""
    asked(page, sample, f"洛阳 {status}")
    page.locator(".search-advice a", has_text="问题：").click()
    page.locator(".found-number", has_text="1个").wait_for()
    expect(page.locator(".found-list").get_by_text("会产管理不到位")).to_have_count(1)


def shifted(page) -> set[str]:
    """Return which elements have moved on the page while it loaded."""
    return set(
        page.evaluate(
            """() => new Promise((done) => {
                const moved = [];
                new PerformanceObserver((list) => {
                    for (const entry of list.getEntries()) {
                        for (const { node } of entry.sources) moved.push(`${node.nodeName}.${node.className}`);
                    }
                }).observe({ type: "layout-shift", buffered: true });
                setTimeout(() => done(moved), 300);
            })"""
        )
    )


def test_filters_are_folded_away_on_a_phone_unless_one_is_set(open_page, address):
    for width, query, is_open in [(360, "", False), (360, "&year=2024", True), (1280, "", True)]:
        page = open_page(viewport={"width": width, "height": 740})
        page.goto(f"{address}/search/?q=会产{query}")
        said(page)
        assert page.get_by_label("年份").is_visible() == is_open, (width, query)
        assert page.locator(".search-fold > summary").is_visible() == (width == 360)
        assert shifted(page) <= {"FOOTER.foot"}, (width, query)  # results push the foot of the page down


def test_the_filters_stay_open_while_they_are_used(open_page, address):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address}/search/?q=会产&year=2024")
    said(page)
    page.get_by_label("年份").focus()
    page.get_by_label("年份").select_option("")
    page.wait_for_url("**/search/?q=*")
    said(page)
    assert page.get_by_label("年份").is_visible()


def test_a_wider_window_unfolds_the_filters(open_page, address):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address}/search/?q=会产")
    said(page)
    page.set_viewport_size({"width": 1280, "height": 740})
    page.get_by_label("年份").wait_for()


def test_a_link_marks_what_was_found_and_still_leads_to_its_place(page, sample):
    asked(page, sample, "市财政局")
    link = page.locator(".hit-place a", has_text="会产管理不到位")
    assert unquote(link.get_attribute("href")).endswith("#problem-22:~:text=市机关事务管理局和-,市财政局")
    link.click()
    page.wait_for_url("**/notices/luoyang-gsl/2024-municipal-inspection/**")
    page.wait_for_function("scrollY > 0")
    page.wait_for_function("""() => {
        const found = [...document.querySelectorAll("main p")].find((one) => one.textContent.includes("和市财政局"));
        const { top } = found.getBoundingClientRect();
        return top > 0 && top < innerHeight;
    }""")
    assert page.evaluate("location.hash") == "#problem-22"


def test_dates_are_written_as_on_the_pages(page, sample):
    asked(page, sample, "洛阳 未完成")
    assert page.locator(".hits .meta").first.inner_text().startswith("2024年4月19日")


def test_filters_stand_in_the_address_and_the_way_back_leads_back(page, address):
    page.goto(f"{address}/search/?q=会产")
    assert said(page) == "找到2份通报"
    page.get_by_label("机构").select_option("haixia-gsl")
    page.locator("#said", has_text="找到1份").wait_for()
    assert "organization=haixia-gsl" in page.url
    page.go_back()
    page.locator("#said", has_text="找到2份").wait_for()
    assert page.get_by_label("机构").input_value() == ""


def test_a_status_is_that_of_the_problem_that_has_the_words(page, address):
    page.goto(f"{address}/search/?q=会产&status=done")
    assert said(page) == "找到1份通报"
    assert titles(page) == ["海下整改情况通报"]


def test_more_results_come_on_request_and_the_focus_goes_to_them(page, address):
    page.goto(f"{address}/search/?q=清单&year=2022")
    assert said(page) == "找到12份通报"
    assert len(titles(page)) == 10
    page.get_by_role("button", name="更多结果").click()
    page.locator(".hits > li").nth(11).wait_for()
    assert len(titles(page)) == 12
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.hits > li')[10]")


def test_no_hit_is_said_in_words(page, address):
    page.goto(f"{address}/search/?q=<b>查无此事</b>")
    assert said(page) == "没有找到“<b>查无此事</b>”。"
    assert page.locator("#said b").count() == 0


def test_an_organization_is_found_by_its_name(page, address):
    page.goto(f"{address}/search/?q=海下县")
    said(page)
    page.locator(".search-organizations a").click()
    assert page.url == f"{address}/organizations/haixia-gsl/"


def test_an_input_method_at_work_does_not_search(page, address):
    page.goto(f"{address}/search/")
    box = page.get_by_label("要找的字")
    box.fill("hui")
    box.dispatch_event("compositionstart")
    page.evaluate("document.getElementById('search').requestSubmit()")
    assert page.locator("#said").inner_text() == ""
    assert "q=" not in page.url


def test_without_javascript_the_page_leads_to_the_complete_lists(open_page, address):
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}/search/?q=会产")
    assert "需要" in page.locator("#found").inner_text() or "要用JavaScript" in page.locator("#found").inner_text()
    assert page.locator("input[name=q]:visible").count() == 0
    page.locator("#found a").first.click()
    assert page.url == f"{address}/notices/"
    assert page.locator("input[name=q]:visible").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_results_are_accessible_and_do_not_scroll_sideways(open_page, address, width):
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}/search/?q=会产")
    said(page)
    assert accessibility_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_that_stayed_open_finds_the_index_of_a_newer_site(page, public, address, page_problems):
    page.goto(f"{address}/search/")
    folders = [path for path in (public / "sub/search").iterdir() if path.is_dir() and path.name != "text"]
    index = public / "sub/search/index.html"
    before = index.read_text("utf-8")
    moved = {path: path.with_name(f"{path.name[:-1]}x") for path in folders}
    after = before
    for old, new in moved.items():
        old.rename(new)
        after = after.replace(old.name, new.name)
    index.write_text(after, "utf-8")
    page.get_by_label("要找的字").fill("会产")
    page.keyboard.press("Enter")
    assert said(page) == "找到2份通报"
    page.evaluate("0")
    assert all("404" in problem for problem in page_problems)  # that the old index is gone
    page_problems.clear()
    for old, new in moved.items():
        new.rename(old)
    index.write_text(before, "utf-8")


def test_python_and_javascript_fold_alike(page, address):
    """Every character of the basic plane that is assigned in both, and some beyond; by itself and among others."""
    page.goto(f"{address}/search/")
    signs = [chr(code) for code in (*range(0x20, 0x3400), *range(0x4E00, 0x4F00), *range(0xA000, 0xD800), *range(0xF900, 0xFFFE), *range(0x1D400, 0x1D800), 0x20BB7)]  # fmt: skip
    signs = [sign for sign in signs if unicodedata.category(sign) != "Cn"]
    texts = [*signs] + [f"Á{sign}\u0316Σ" for sign in signs] + [f"{sign}中A{sign}" for sign in signs]
    theirs = page.evaluate("(texts) => texts.map(gongkaiSearch.fold)", texts)
    assert [(text, fold(text), other) for text, other in zip(texts, theirs, strict=True) if fold(text) != other] == []


def test_the_script_is_of_2017(tmp_path):
    """In-app browsers are old: no syntax beyond ES2017 (named groups, spread of objects, ?. and ?? are newer)."""
    code = "".join(re.sub(r"//.*", "", path.read_text("utf-8")) for path in (ROOT / "assets").glob("search*.js"))
    assert not re.search(r"\?\.[a-z(\[]|\?\?|catch \{|\(\?<|\{ \.\.\.|#[a-z]+\s*[=(]|import\(|\bfor await\b", code)


def test_the_page_tells_the_script_where_the_index_is(public):
    page = ParsedPage((public / "sub/search/index.html").read_text("utf-8"))
    assert page.inline == []
    match = re.search(r'data-index="([^"]*)"', (public / "sub/search/index.html").read_text("utf-8"))
    assert match
    for name, bits, parts, labelled in json.loads(match[1].replace("&#34;", '"')):
        assert len(list((public / "sub/search" / name).iterdir())) == 1 << bits
        assert len(list((public / "sub/search" / labelled).iterdir())) == 1
        for year, count in chain.from_iterable(parts):
            assert len(list((public / "sub/search/text" / year).iterdir())) == count
