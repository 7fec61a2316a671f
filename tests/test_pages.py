"""Every kind of page, in a real browser: accessible, usable without JavaScript, silent towards other hosts."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from gongkai.inventory import output_path
from gongkai.outcome import Options
from gongkai.outline import RESERVED_ANCHORS
from gongkai.pipeline import build
from tests.browser import accessibility_violations, serve_folder
from tests.every_page import AS_OF, LONG_TITLE, PAGES, make_every_page
from tests.parsed_page import ParsedPage
from tests.sites import ORGANIZATION, make_site, notice, notice_path

NOTICE = f"/notices/{ORGANIZATION}/2023-full/"
# A former address leads on at once; what it looks like is seen without JavaScript and refresh.
LASTING = {kind: address for kind, address in PAGES.items() if kind != "redirect"}

ENGLISH = [
    "home",
    "notices",
    "notice with everything",
    "tombstone",
    "organizations",
    "organization",
    "problems",
    "page",
]


@pytest.fixture(scope="session")
def public(every_page: Path) -> Path:
    """The public folder of the site with every kind of page, in Chinese."""
    return every_page


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in English."""
    site = make_every_page(tmp_path_factory.mktemp("english"), language="en")
    return build(site, Options(as_of=AS_OF, workers=1)).public


@pytest.fixture(scope="session")
def address(every_page_address: str) -> str:
    """Where the site is served, with the headers it asks for."""
    return every_page_address


@pytest.fixture(scope="session")
def english_address(english: Path) -> Iterator[str]:
    """Where the English site is served."""
    with serve_folder(english) as url:
        yield url


# The rules of axe that look at colours and sizes. The others read the document, which is the same
# in dark and in forced colours.
SEEN = ["color-contrast", "link-in-text-block", "target-size"]


@pytest.mark.parametrize("kind", LASTING)
def test_axe_finds_nothing_in_any_appearance(page, address, kind):
    page.goto(address + LASTING[kind])
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.documentElement.dataset.reading = 'ordinary'")
        assert accessibility_violations(page) == [], f"light, {width}"
        for media in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
            page.emulate_media(**{"forced_colors": "none"} | media)
            assert accessibility_violations(page, SEEN) == [], (media, width)
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.evaluate("document.documentElement.dataset.reading = 'large'")
        assert accessibility_violations(page) == [], f"large letters, {width}"


@pytest.mark.parametrize("kind", ENGLISH)
def test_axe_finds_nothing_in_english(open_page, english_address, kind):
    """Words differ from the Chinese pages, templates do not: one width and the kinds that mix both languages do."""
    page = open_page(viewport={"width": 360, "height": 800})
    page.goto(english_address + LASTING[kind])
    assert accessibility_violations(page) == []


@pytest.mark.parametrize("kind", LASTING)
def test_no_page_scrolls_sideways(page, address, kind):
    page.goto(address + LASTING[kind])
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", LASTING)
def test_every_page_can_be_read_without_javascript(open_page, address, kind):
    page = open_page(java_script_enabled=False)
    page.goto(address + LASTING[kind])
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    links = page.locator("header a[href]")
    assert links.count() >= 3
    links.nth(1).click()
    page.wait_for_load_state()
    page.locator("h1").wait_for()
    assert page.locator("h1").count() == 1


def test_a_former_address_leads_to_the_notice(page, address):
    page.goto(address + PAGES["redirect"])
    page.wait_for_url(f"**{NOTICE}")
    assert page.locator("h1").inner_text() == LONG_TITLE


def test_a_reader_without_javascript_finds_an_open_problem_and_whom_to_call(open_page, address):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(address + "/")
    page.locator("header nav a", has_text="问题").click()
    page.get_by_role("link", name="会产管理不到位").first.click()
    assert page.url == f"{address}{NOTICE}#problem-22"
    assert "持续推进" in page.locator("#problem-22").inner_text()
    assert page.locator("#feedback a[href='tel:057985550123']").is_visible()


def test_what_a_reader_comes_for_stands_first_on_a_phone(open_page, address):
    """Progress and the open problems stand above facts and text, and begin within the first two screens of 640 px."""
    page = open_page(viewport={"width": 360, "height": 640})
    page.goto(address + NOTICE)
    tops = [
        page.locator(place).first.bounding_box()["y"] for place in ("#progress", "#progress li a", "#facts", "#text")
    ]
    assert tops == sorted(tops)
    assert tops[1] < 1280


@pytest.mark.parametrize(("reading", "height"), [("ordinary", 160), ("large", 290)])
def test_the_head_of_a_page_leaves_a_phone_to_the_page(open_page, address, reading, height):
    page = open_page(viewport={"width": 360, "height": 740})
    page.add_init_script(f"localStorage.setItem('gongkai.reading', '{reading}')")
    page.goto(address + "/")
    assert page.locator(".head").bounding_box()["height"] <= height
    brand, button = (page.locator(name).bounding_box() for name in (".brand", ".reading"))
    assert abs(brand["y"] + brand["height"] / 2 - button["y"] - button["height"] / 2) < 2, "one row"


@pytest.mark.parametrize("reading", ["ordinary", "large"])
def test_the_menu_stands_at_the_same_place_on_every_page(open_page, address, reading):
    page = open_page(viewport={"width": 1280, "height": 740})
    page.add_init_script(f"localStorage.setItem('gongkai.reading', '{reading}')")
    places = set()
    for target in ("/", "/search/", NOTICE):
        page.goto(address + target)
        box = page.locator(".menu").bounding_box()
        places.add((round(box["x"]), round(box["width"])))
        assert page.locator(".reading").bounding_box()["x"] > box["x"] + box["width"]
    assert len(places) == 1


def test_the_menu_shows_the_short_title_of_a_page_that_has_one(tmp_path):
    text = "---\n标题: 怎样读一份整改通报\n导航: 1\n导航名: 读通报\n---\n\n说明。\n"
    site = make_site(tmp_path, {"content/pages/reading.md": text, notice_path("2024-a"): notice()})
    home = (build(site, Options(as_of=AS_OF, workers=1)).public / "index.html").read_text("utf-8")
    assert ">读通报</a>" in home
    assert "怎样读一份整改通报" not in home


def test_a_notice_says_at_its_top_whom_to_tell_or_that_it_is_not_said(page, address):
    page.goto(address + NOTICE)
    page.locator(".title-block").get_by_role("link", name="怎样反映意见").click()
    assert page.url == f"{address}{NOTICE}#feedback"
    assert page.locator("#feedback a[href^='tel:']").count()


def test_a_notice_without_contacts_says_so_at_its_top(tmp_path):
    site = make_site(
        tmp_path,
        {notice_path(): notice(), f"content/organizations/{ORGANIZATION}.yaml": "名称: 云山市工商业联合会\n"},
    )
    html = (build(site, Options(as_of=AS_OF, workers=1)).public / notice_path()[8:-3] / "index.html").read_text("utf-8")
    assert 0 < html.index("通报没有写联系方式") < html.index("with-contents")
    assert "怎样反映意见" not in html


def test_a_problem_in_a_list_stands_under_the_heading_of_its_part(tmp_path):
    """（一） says nothing without the heading above it: it is seen once for a row of problems, and read out with each."""
    body = "".join(
        f"## {part}方面\n\n### （一）{part}甲\n状态：持续推进\n\n### （二）{part}乙\n状态：持续推进\n\n"
        for part in ("一、学习", "二、商会")
    )
    site = make_site(tmp_path, {notice_path(): notice(body)})
    public = build(site, Options(as_of=AS_OF, workers=1)).public
    for address in ("/problems/", "/problems/in-progress/", f"/organizations/{ORGANIZATION}/"):
        html = (public / output_path(address)).read_text("utf-8")
        shown = re.findall(r'<span class="(unseen|problem-line-part)">([^<]*方面)</span>', html)
        first, again = "problem-line-part", "unseen"
        assert shown == [
            (first, "一、学习方面"),
            (again, "一、学习方面"),
            (first, "二、商会方面"),
            (again, "二、商会方面"),
        ]


def test_mail_about_a_notice_names_it(page, address):
    page.goto(address + NOTICE)
    target = page.locator("#feedback a[href^='mailto:']").get_attribute("href")
    assert target.startswith("mailto:gsl@example.gov.cn?subject=")
    assert LONG_TITLE in unquote(target)


def test_the_progress_picture_says_in_words_what_it_shows(page, address):
    page.goto(address + NOTICE)
    picture = page.locator("#progress svg[role=img]")
    words = f"{picture.get_attribute('aria-label') or ''}{picture.text_content()}"
    for status in ("已完成", "持续推进", "基本完成", "未达序时进度", "未完成", "未注明"):
        assert status in words


def test_claimed_and_listed_totals_stand_side_by_side(page, address):
    page.goto(address + NOTICE)
    row = page.locator("#totals tr", has_text="问题").filter(has_text="24").inner_text()
    assert re.search(r"24\s+6", row)


def test_problems_are_linked_both_ways(page, address):
    page.goto(address + NOTICE)
    page.locator("#problem-22 a", has_text="会产管理仍未到位").click()
    assert page.url == f"{address}/notices/{ORGANIZATION}/2024-later/#problem-7"
    page.locator("#problem-7 a", has_text="会产管理不到位").click()
    assert page.url == f"{address}{NOTICE}#problem-22"


def test_the_period_for_opinions_is_open_on_a_day_within_it(open_page, address):
    states = {}
    for day in ("2024-11-30", "2024-12-01", "2025-01-20", "2025-01-21"):
        page = open_page()
        page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
        page.goto(address + NOTICE)
        states[day] = page.locator("#feedback .state").inner_text()
    assert len(set(states.values())) == 3
    assert states["2024-12-01"] == states["2025-01-20"]


def test_the_first_key_press_offers_to_skip_to_the_content(page, address):
    page.goto(address + NOTICE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_card_of_contacts_can_be_taken_away(public):
    import vobject

    card = vobject.readOne((public / "organizations" / ORGANIZATION / "contact.vcf").read_text("utf-8"))
    assert card.fn.value == "云山市工商业联合会"
    assert [(phone.value, phone.type_paramlist) for phone in card.tel_list] == [
        ("0579-85550123", ["WORK", "VOICE"]),
        ("0579-85550124", ["WORK", "VOICE"]),
        ("0579-85550125", ["WORK", "FAX"]),
    ]
    assert card.adr.value.code == "321000"


def _pages(public: Path) -> dict[str, ParsedPage]:
    return {
        "/" + path.relative_to(public).as_posix().removesuffix("index.html"): ParsedPage(path.read_text("utf-8"))
        for path in public.rglob("*.html")
    }


@pytest.mark.parametrize("language", ["public", "english"])
def test_every_link_of_every_page_leads_somewhere(request, language):
    public = request.getfixturevalue(language)
    pages = _pages(public)
    dead = []
    for address, page in pages.items():
        for link in page.links:
            target = urlsplit(urljoin(f"https://gongkai.example.org{address}", link))
            if target.netloc != "gongkai.example.org" or target.scheme not in ("http", "https"):
                continue
            path, anchor = unquote(target.path), unquote(target.fragment)
            if not (public / output_path(path)).is_file() or (anchor and anchor not in pages[path].ids):
                dead.append((address, link))
    assert dead == []


def test_ids_are_unique_and_those_of_templates_are_reserved(public):
    for address, page in _pages(public).items():
        assert len(page.ids) == len(set(page.ids)), address
    templates = "".join(path.read_text("utf-8") for path in Path("templates").glob("*.html"))
    fixed = set(re.findall(r'\bid="([a-z][a-z-]*)"', templates))
    assert fixed <= RESERVED_ANCHORS


def test_no_page_has_inline_script_or_style_or_loads_from_elsewhere(public):
    pages = _pages(public)
    assert any(page.loads for page in pages.values())
    for address, page in pages.items():
        assert page.inline == [], address
        for load in page.loads:
            assert urlsplit(load).netloc in ("", "gongkai.example.org"), address


def test_english_pages_hold_no_chinese_words_of_ours(english):
    """What remains in Chinese comes from the content, which is made of the same words on every page."""
    from tests.every_page import FILES

    content = (
        "".join(text for text in FILES.values() if isinstance(text, str))
        + "云山整改公开云山市巡察整改情况的公开与查询云山市信息中心云ICP备00000000号"
    )
    for path in english.rglob("*.html"):
        # The data page explains each field in both languages, and says which is which.
        page = re.sub(r'<(\w+) lang="zh-CN">.*?</\1>', " ", path.read_text("utf-8"))
        text = re.sub(r"<[^>]+>", " ", page)
        for word in re.findall(r"[\u4e00-\u9fff]{2,}", text):
            assert word in content or word in "关于巡察整改进展情况的通报", f"{path}: {word}"
