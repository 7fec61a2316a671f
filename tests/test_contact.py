"""Whom to tell, how, until when, about what: read by programs that are not ours."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
import vobject
from hypothesis import given, settings
from hypothesis import strategies as some

from gongkai import qr_code
from gongkai.mail import LIMIT, mailto
from gongkai.office_hours import encoded
from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.browser import serve_folder
from tests.every_page import AS_OF, make_every_page
from tests.sites import ORGANIZATION, make_site, notice, notice_path

NOTICE = f"/notices/{ORGANIZATION}/2023-full/"
ADDRESS = f"https://gongkai.example.org{NOTICE}"
FORM = "https://forms.example.org/f?id=3"
CONTACTS = (
    '{电话: [{号码: 0579-85550100, 用途: 整改意见, 时间: "工作日 8:30—12:00，14:00—17:30"}], 邮箱: own@example.gov.cn}'
)


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = make_every_page(tmp_path_factory.mktemp("contact"))
    settings_file = site / "site.toml"
    settings_file.write_text(settings_file.read_text("utf-8") + f'feedback_form = "{FORM}"\n', "utf-8")
    (site / notice_path("2024-own")).write_text(
        notice(联系方式=CONTACTS, 征求意见="{止: 2024-05-19}", 标题="有自己的联系方式"), "utf-8"
    )
    (site / notice_path("2024-gone")).write_text(
        notice(征求意见="{止: 2024-05-19}", 撤下="{日期: 2024-06-01, 原因: 有误}"), "utf-8"
    )
    return build(site, Options(as_of=AS_OF, workers=1)).public


@pytest.fixture(scope="session")
def address(public):
    with serve_folder(public) as url:
        yield url


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("工作日 8:30—12:00，14:00—17:30", "12345 0830-1200 1400-1730"),
        ("周一至周五 上午8:30-12:00，下午2:00-5:30（法定节假日除外）", "12345 0830-1200 1400-1730"),
        ("法定工作日上午9：00至12：00、下午14：00至17：00", "12345 0900-1200 1400-1700"),
        ("星期一到星期五，8时30分—17时", "12345 0830-1700"),
        ("周一至周五9:00—17:00；周六9点半至12点", "12345 0900-1700;6 0930-1200"),
        ("每周二、四 9:00—11:30", "24 0900-1130"),
        ("每天24小时", "1234567 0000-2400"),
        ("9:00—17:00", "? 0900-1700"),
        ("Mon–Fri 9:00 a.m. – 5:00 p.m.", "12345 0900-1700"),
        ("weekdays 9:00-17:00", "12345 0900-1700"),
    ],
)
def test_hours_are_understood_in_their_usual_forms(written, understood):
    assert encoded(written) == understood


@pytest.mark.parametrize(
    "written",
    [
        "",
        "工作日",
        "夏季8:00—18:00",
        "9-5",
        "周五至周一 9:00-10:00",
        "24:00-25:00",
        "17:00—9:00",
        "长期有效",
        "8:30—12:00，周六14:00—17:00",
    ],
)
def test_hours_that_are_not_understood_whole_say_nothing(written):
    assert encoded(written) == ""


@settings(max_examples=60)
@given(some.text("abc-0123456789/", min_size=1, max_size=60))
def test_every_code_is_the_one_that_segno_draws(tail):
    text = f"https://gongkai.example.org/{tail}"
    expected = segno.make_qr(text.encode(), error="m", mode="byte", mask=2, boost_error=False).matrix
    side = len(expected)
    dark = set()
    x, y = 0.0, 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", qr_code.draw(text).path):
        if command == "M":
            x, y = float(first), float(second)
        elif command == "m":
            x, y = x + float(first), y + float(second)
        else:
            dark |= {(int(y), int(x) + step) for step in range(int(first))}
            x += float(first)
    margin = qr_code.QUIET_ZONE
    assert dark == {(r + margin, c + margin) for r in range(side) for c in range(side) if expected[r][c]}


@given(some.text(max_size=400), some.text(max_size=400))
def test_a_letter_keeps_within_what_mail_programs_take(subject, body):
    link = mailto("a@example.org", subject, body)
    assert len(link) <= LIMIT
    assert re.fullmatch(r"[A-Za-z0-9._~/:@?=&%-]+", link)


def test_a_letter_is_read_back_as_written():
    query = parse_qs(urlsplit(mailto("a@example.org", "对《甲&乙》的意见", "第一行\n100%?#")).query)
    assert query == {"subject": ["对《甲&乙》的意见"], "body": ["第一行\r\n100%?#"]}


def test_every_problem_has_a_form_that_names_it_and_leads_to_the_contacts(public):
    page = (public / NOTICE.strip("/") / "index.html").read_text("utf-8")
    assert page.count('<a class="about" href="#feedback">') == page.count('<section class="problem"') == 6
    assert f'href="{FORM}&amp;notice={ORGANIZATION}/2023-full&amp;problem=problem-22"' in page
    assert "将离开本站，前往 forms.example.org" in page


def test_a_script_makes_a_letter_of_it_that_names_the_problem(page, address):
    page.goto(address + NOTICE)
    letters = page.locator(".about[href^='mailto:']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    places = page.locator(".permalink").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert page.locator(".about[href='#feedback']").count() == 0
    assert set(page.locator(".about[href^='mailto:']").all_text_contents()) == {"邮件反映此问题"}
    assert all(len(letter) <= LIMIT for letter in letters)
    queries = [parse_qs(urlsplit(letter).query) for letter in letters]
    assert [query["body"][0] for query in queries] == [ADDRESS + place for place in places]
    assert len(places) == 6
    assert "中共云山市工商业联合会党组" in queries[1]["subject"][0]
    assert queries[1]["subject"][0].endswith("问题 22 会产管理不到位")


def test_the_last_day_for_comments_goes_into_a_calendar(public):
    text = (public / NOTICE.strip("/") / "comments.ics").read_bytes().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    event = vobject.readOne(text).vevent
    assert (event.dtstart.value, event.dtend.value) == (date(2025, 1, 20), date(2025, 1, 21))
    assert event.uid.value == f"comments/{ORGANIZATION}/2023-full@gongkai.example.org"
    assert event.url.value == ADDRESS
    assert event.summary.value.startswith("征求意见最后一天：中共云山市")
    assert event.valarm.trigger.value < timedelta(0)


def test_a_withdrawn_notice_cancels_its_calendar_entry(public):
    event = vobject.readOne((public / f"notices/{ORGANIZATION}/2024-gone/comments.ics").read_bytes().decode()).vevent
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")


def test_a_notice_with_contacts_of_its_own_has_a_card_of_its_own(public):
    card = vobject.readOne((public / f"notices/{ORGANIZATION}/2024-own/contact.vcf").read_text("utf-8"))
    assert card.fn.value == "云山市工商业联合会"
    assert card.tel.value == "0579-85550100"
    assert "有自己的联系方式" in card.note.value
    page = (public / f"notices/{ORGANIZATION}/2024-own/index.html").read_text("utf-8")
    assert f'href="/notices/{ORGANIZATION}/2024-own/contact.vcf"' in page


def test_a_fax_is_shown_and_cannot_be_called(public):
    page = (public / f"organizations/{ORGANIZATION}/index.html").read_text("utf-8")
    assert "<div><dt>传真</dt><dd>0579-85550125</dd></div>" in page
    assert "tel:" in page
    assert not re.search(r"tel:[^\"]*85550125", page)
    own = json.loads((public / f"data/organizations/{ORGANIZATION}.json").read_text("utf-8"))["organization"]
    assert own["contacts"]["faxes"] == ["0579-85550125"]
    assert "0579-85550125" not in [phone["number"] for phone in own["contacts"]["phones"]]


def test_without_javascript_only_what_is_always_true_is_said(open_page, address):
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}/notices/{ORGANIZATION}/2024-own/")
    said = page.locator("#feedback").inner_text()
    assert "2024年5月19日" in said
    assert "已截止" not in said
    assert "上述时间" not in said


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2024-05-17T10:00", "现在在上述时间内（节假日除外）"),
        ("2024-05-17T12:30", "现在不在上述时间内"),
        ("2024-05-18T10:00", "现在不在上述时间内（调休上班的周末除外）"),
    ],
)
def test_whether_it_is_within_hours_is_told_by_the_clock_of_the_site(open_page, address, zone, moment, said):
    page = open_page(timezone_id=zone)
    page.clock.set_fixed_time(f"{moment}:00+08:00")
    page.goto(f"{address}/notices/{ORGANIZATION}/2024-own/")
    assert page.locator("#feedback .hours-state").inner_text() == said


def test_the_calendar_entry_is_offered_until_the_last_day(open_page, address):
    for moment, offered in (("2025-01-20T23:59", True), ("2025-01-21T00:01", False)):
        page = open_page()
        page.clock.set_fixed_time(f"{moment}:00+08:00")
        page.goto(f"{address}{NOTICE}")
        assert page.locator("a[href$='.ics']").is_visible() == offered


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_the_address_of_a_problem_is_copied_with_and_without_the_clipboard_interface(open_page, address, has_clipboard):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    if not has_clipboard:
        page.add_init_script("Object.defineProperty(navigator.clipboard, 'writeText', {value: undefined})")
    page.goto(address + NOTICE)
    page.locator("#problem-22 .copy").click()
    page.locator("body > [role=status]", has_text="已复制").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == f"{ADDRESS}#problem-22"


def test_where_nothing_may_copy_the_address_stands_selected(open_page, address):
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.goto(address + NOTICE)
    page.locator("#problem-22 .copy").click()
    assert page.locator("#problem-22 textarea").input_value() == f"{ADDRESS}#problem-22"
    assert page.evaluate("String(getSelection()) || document.activeElement.value") == f"{ADDRESS}#problem-22"


def test_without_javascript_the_address_of_a_problem_is_a_plain_link(open_page, address):
    page = open_page(java_script_enabled=False)
    page.goto(address + NOTICE)
    assert page.locator("#problem-22 .copy").count() == 0
    page.locator("#problem-22 .permalink").click()
    assert page.url == f"{address}{NOTICE}#problem-22"


def test_the_envelope_is_copied_line_by_line(open_page, address):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + NOTICE)
    page.locator(".envelope + .copy").click()
    page.locator("body > [role=status]", has_text="已复制").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == [
        "321000",
        "云山市人民路1号",
        "云山市工商业联合会（收）",
    ]


def test_from_home_to_a_telephone_with_the_keyboard_alone(page, address):
    """Skip link, then links in order; Enter on the first notice, its way to the contacts, and the number."""
    page.goto(address + "/")
    strokes = 0

    def press(key):
        nonlocal strokes
        strokes += 1
        page.keyboard.press(key)

    def reach(pattern, limit):
        for _ in range(limit):
            press("Tab")
            if re.search(pattern, page.evaluate("document.activeElement.getAttribute('href') || ''")):
                return
        pytest.fail(f"{pattern} is not reached in {limit} steps")

    reach("^#main$", 1)
    press("Enter")
    reach("^/notices/.+/.+/", 22)
    press("Enter")
    page.wait_for_url("**/notices/*/*/")
    reach("^#feedback$", 20)
    press("Enter")
    reach("^tel:", 3)
    assert strokes <= 32, strokes


@pytest.mark.parametrize("value", ["forms.example.org", "javascript:alert(1)"])
def test_a_form_that_is_no_web_address_is_an_error(tmp_path, value):
    from gongkai.diagnostics import BuildFailed

    toml = f'title = "站"\naddress = "https://example.org"\nfeedback_form = "{value}"\n'
    with pytest.raises(BuildFailed):
        build(make_site(tmp_path, {"site.toml": toml}), Options(as_of=AS_OF, workers=1))
