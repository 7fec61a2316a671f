"""Everybody can read: large letters that stay, targets a thumb hits, text that grows, focus that is seen."""

import pytest
from playwright.sync_api import expect

from tests.every_page import PAGES
from tests.sites import ORGANIZATION

NOTICE = f"/notices/{ORGANIZATION}/2023-full/"
# A former address leads on at once.
LASTING = {kind: address for kind, address in PAGES.items() if kind != "redirect"}
LARGE = "localStorage.setItem('gongkai.reading', 'large')"

# Links that stand in a sentence are as high as its line (WCAG 2.5.8 excepts them); all others are a target of their own.
SMALL_TARGETS = """(least) => [...document.querySelectorAll('a[href], button, summary, input, select')]
  .filter((one) => one.checkVisibility() && !one.closest('.skip, p.note, .prose, .banner'))
  .filter((one) => !(getComputedStyle(one).display === 'inline' && [...one.parentNode.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 2)))
  .map((one) => [one.textContent.trim().slice(0, 20), one.className, one.getBoundingClientRect()])
  .filter(([, , box]) => box.height < least - 0.5)
  .map(([text, name, box]) => `${text} .${name} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


@pytest.fixture(scope="module")
def address(every_page_address: str) -> str:
    """Where a site with every kind of page is served."""
    return every_page_address


def test_large_letters_are_chosen_once_and_kept_on_every_page(page, address):
    page.goto(address + NOTICE)
    button = page.get_by_role("button", name="长者模式")
    assert button.get_attribute("aria-pressed") == "false"
    ordinary = page.locator(".prose p").first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    page.goto(address + "/")
    assert page.get_by_role("button", name="长者模式").get_attribute("aria-pressed") == "true"
    page.goto(address + NOTICE)
    large = page.locator(".prose p").first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    assert large >= 23.9 > ordinary  # 18 pt
    page.get_by_role("button", name="长者模式").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.reading") == "ordinary"


def test_the_first_paint_is_already_in_large_letters(open_page, address):
    page = open_page()
    page.add_init_script(LARGE)
    # All that comes later stays empty: what sets the size runs before anything is painted.
    page.route("**/site.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(address + NOTICE)
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 23.9


def test_without_storage_the_choice_holds_for_the_page(open_page, address):
    page = open_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } })")
    page.goto(address + NOTICE)
    page.get_by_role("button", name="长者模式").click()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 23.9


def test_without_javascript_there_is_no_button_that_does_nothing(open_page, address):
    page = open_page(java_script_enabled=False)
    page.goto(address + "/")
    assert not page.locator(".reading").is_visible()


@pytest.mark.parametrize("kind", LASTING)
def test_targets_are_44_pixels_high_and_60_in_large_letters(open_page, address, kind):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(address + LASTING[kind])
    assert page.evaluate(SMALL_TARGETS, 44) == []
    page.evaluate("document.documentElement.dataset.reading = 'large'")
    assert page.evaluate(SMALL_TARGETS, 60) == []


@pytest.mark.parametrize("kind", LASTING)
def test_nothing_scrolls_sideways_in_large_letters_at_twice_the_text_or_with_wide_spacing(open_page, address, kind):
    page = open_page(viewport={"width": 320, "height": 740})
    page.goto(address + LASTING[kind])
    for change in (
        "document.documentElement.dataset.reading = 'large'",
        "document.documentElement.dataset.reading = 'ordinary'; document.documentElement.style.fontSize = '200%'",
        # WCAG 1.4.12
        "document.documentElement.style.fontSize = ''; document.body.style.lineHeight = '1.5';"
        "document.body.style.letterSpacing = '0.12em'; document.body.style.wordSpacing = '0.16em'",
    ):
        page.evaluate(change)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, change


@pytest.mark.parametrize("kind", LASTING)
def test_every_focus_is_seen(open_page, address, kind):
    """Each stop of the Tab key lies in the window and has an outline of at least two pixels (WCAG 2.4.7, 2.4.11)."""
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(address + LASTING[kind])
    seen = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => { const one = document.activeElement; if (one === document.body) return null;
            const box = one.getBoundingClientRect(), style = getComputedStyle(one);
            return {name: one.textContent.trim().slice(0, 20), outline: parseFloat(style.outlineWidth),
            inside: box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0}; }"""
        )
        if focus is None:
            break
        seen += 1
        assert focus["outline"] >= 2, focus
        assert focus["inside"], focus
    assert seen >= 5


def scroll(page, top: str) -> None:
    """Scroll, and wait until the page has heard of it."""
    frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    page.evaluate(f"scrollTo(0, {top}), {frames}")


def test_a_long_notice_can_be_left_for_its_contents_its_open_problems_and_its_top(open_page, address):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(address + NOTICE)
    page.locator("#feedback").scroll_into_view_if_needed()
    jump = page.locator(".jump")
    for words, target in (("未完成", "progress"), ("顶部", "top"), ("目录", "contents")):
        page.locator("#text .problem").last.scroll_into_view_if_needed()
        scroll(page, "scrollY + 10")  # the bar gives way to reading on
        scroll(page, "scrollY - 300")  # and comes back
        expect(jump).to_be_visible()
        # Playwright's own click scrolls first, and the bar would go again.
        jump.get_by_role("link", name=words, include_hidden=True).evaluate("(link) => link.click()")
        assert page.url.endswith(f"#{target}")
        page.wait_for_function(
            "(id) => { const box = document.getElementById(id).getBoundingClientRect();"
            " return box.top < innerHeight / 2 && box.bottom > 0; }",
            arg=target,
        )
    assert page.locator(".contents details").get_attribute("open") is not None


def test_the_bar_of_jumps_goes_while_reading_on_and_never_while_it_has_the_focus(open_page, address):
    page = open_page(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page.goto(address + NOTICE)
    bar = page.locator(".jump")
    expect(bar).to_be_hidden()  # the contents are at hand
    scroll(page, "600")
    expect(bar).to_be_hidden()
    scroll(page, "500")
    expect(bar).to_be_visible()
    bar.locator("a").last.focus()
    scroll(page, "900")
    expect(bar).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    scroll(page, "1200")
    expect(bar).to_be_hidden()
    scroll(page, "document.documentElement.scrollHeight")
    expect(bar).to_be_visible()


def test_without_javascript_the_bar_of_jumps_stays(open_page, address):
    page = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(address + NOTICE)
    page.mouse.wheel(0, 600)
    expect(page.locator(".jump")).to_be_visible()
