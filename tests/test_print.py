"""What comes out of the printer: Chromium prints, pdfium reads the pages, ZXing reads the codes."""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.browser import serve_folder
from tests.every_page import AS_OF, make_every_page
from tests.sites import ORGANIZATION, notice, notice_path

NOTICE = f"/notices/{ORGANIZATION}/2023-full/"
LONG = f"/notices/{ORGANIZATION}/2024-long/"
CROWDED = "/organizations/crowded-gsl/"
SITE = "https://gongkai.example.org"
MM = 72 / 25.4
SENTENCE = "党组逐项研究整改措施并明确责任人员和完成时限确保条条要整改件件有着落"


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = make_every_page(tmp_path_factory.mktemp("print"))
    problems = "".join(
        f"#### 问题之{number}\n状态：已完成\n编号：{number}\n\n{SENTENCE * (1 + number % 4)}\n\n"
        for number in range(1, 31)
    )
    (site / notice_path("2024-long")).write_text(notice(f"## 一、情况\n\n{SENTENCE * 30}\n\n{problems}"), "utf-8")
    phones = "".join(f"    - {{号码: 0579-855501{n:02}, 用途: 第{n}科室, 时间: 工作日9:00—17:00}}\n" for n in range(9))
    (site / "content/organizations/crowded-gsl.yaml").write_text(
        f"名称: 事务繁多的工商业联合会\n联系方式:\n  电话:\n{phones}  邮箱: a@example.org\n", "utf-8"
    )
    (site / "content/notices/crowded-gsl").mkdir()
    for number in range(20):
        (site / notice_path(f"2024-{number:02}", "crowded-gsl")).write_text(
            notice(标题=f"关于第{number}轮巡察整改进展情况以及今后一个时期持续推进各项整改任务落实情况的通报"), "utf-8"
        )
    return build(site, Options(as_of=AS_OF, workers=1)).public


@pytest.fixture(scope="session")
def address(public):
    with serve_folder(public) as url:
        yield url


@pytest.fixture
def printed(open_page, address):
    """Prints a page of the site and returns it as a PDF document."""
    opened = []

    def printed(path: str, **options):
        page = open_page(**options)
        page.goto(address + path)
        document = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
        opened.append(document)
        return document

    yield printed
    for document in opened:
        document.close()


def texts(document) -> list[str]:
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def whole(document) -> str:
    return re.sub(r"\s+", "", "".join(texts(document)))


def lines_of(page) -> dict[float, list[tuple[float, float, str]]]:
    """The signs of a page by their line (points from the top), each with its left and right edge."""
    textpage, found = page.get_textpage(), {}
    for index in range(textpage.count_chars()):
        sign = textpage.get_text_range(index, 1)
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        if sign.strip() and right > left:
            found.setdefault(round(page.get_height() - (top + bottom) / 2), []).append((left, right, sign))
    return found


def codes(page) -> list[tuple[str, float]]:
    """The QR codes of a page: what they say, and how wide they are in millimetres."""
    dots = 300 / 72
    image = page.render(scale=dots).to_pil().convert("L")
    return [
        (code.text, (code.position.top_right.x - code.position.top_left.x) / dots / MM)
        for code in zxingcpp.read_barcodes(image)
    ]


def test_a_notice_prints_on_a4_with_its_text_right_below_the_title(printed):
    document = printed(NOTICE)
    assert {(round(width / MM), round(height / MM)) for width, height in (page.get_size() for page in document)} == {
        (210, 297)
    }
    text = whole(document)
    order = [
        "中共云山市工商业联合会党组",
        "开头的说明文字",
        "会产管理不到位",
        "本页列出6个问题",
        "联系方式与意见反映",
        "来源与引用",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_paper_has_no_navigation(printed):
    text = whole(printed(NOTICE))
    for words in ("跳到正文", "目录", "返回顶部", "订阅", "复制链接", "邮件反映此问题", "加入日历"):
        assert words not in text


def test_the_grid_of_an_official_document_is_kept(printed):
    """GB/T 9704: 28 characters a line, 22 lines a page of 225 mm, 28 mm from the left, 37 mm from the top."""
    page = printed(LONG)[1]
    body = {y: signs for y, signs in lines_of(page).items() if 37 * MM < y < (37 + 225) * MM}
    full = [y for y, signs in sorted(body.items()) if len(signs) == 28]
    assert full
    for y in full:
        assert min(left for left, _, _ in body[y]) == pytest.approx(28 * MM, abs=1.5)
        assert max(right for _, right, _ in body[y]) <= (28 + 156) * MM + 2
    gaps = {round(later - earlier, 1) for earlier, later in pairwise(full) if later - earlier < 40}
    assert all(gap == pytest.approx(28.95, abs=1.1) for gap in gaps)
    assert max(map(len, body.values())) == 28
    rows = [y for y, above in zip(sorted(body), [0, *sorted(body)], strict=False) if y - above > 15]
    assert 20 <= len(rows) <= 22


def test_every_page_has_a_number_an_address_and_a_version_in_its_margin(printed, public):
    document = printed(LONG)
    version = re.search(r'data-paper-version="([^"]+)"', (public / LONG.strip("/") / "index.html").read_text("utf-8"))
    assert version
    for number, page in enumerate(document, 1):
        height = page.get_height()
        above = page.get_textpage().get_text_bounded(bottom=height - 37 * MM).replace("\r\n", "")
        below = page.get_textpage().get_text_bounded(top=35 * MM)
        assert f"{SITE}{LONG}" in above, number
        assert version[1] in re.sub(r"\s*\n\s*", "", above)
        assert re.search(rf"— {number} —", below)
        left = min(left for y, signs in lines_of(page).items() if y > height - 35 * MM for left, _, _ in signs)
        assert (left > 150 * MM) == (number % 2 == 1), "odd pages right, even pages left"


def test_the_code_on_the_first_page_leads_to_the_notice(printed):
    (found,) = codes(printed(NOTICE)[0])
    assert found[0] == f"{SITE}{NOTICE}"
    # 37 of 45 modules are the code itself, the rest is its quiet zone.
    assert found[1] * 45 / 37 >= 25


def test_no_heading_of_a_problem_stands_without_its_status_and_the_beginning_of_its_text(printed):
    for number, text in enumerate(texts(printed(LONG)), 1):
        lines = [line for line in text.strip().split("\n") if not re.fullmatch(r"\s*— \d+ —\s*", line)]
        for index, line in enumerate(lines):
            if re.match(r"\s*问题之\d+", line):
                after = "".join(lines[index + 1 : index + 3])
                assert "已完成" in after, (number, line)
                assert SENTENCE[:6] in "".join(lines[index + 1 :]), (number, line)


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"java_script_enabled": False}])
def test_paper_is_white_in_dark_mode_and_complete_without_javascript(printed, options):
    document = printed(NOTICE, **options)
    image = document[1].render(scale=1).to_pil().convert("L")
    assert image.getpixel((5, 5)) == 255
    histogram = image.histogram()
    assert sum(histogram[200:]) / sum(histogram) > 0.8
    assert "会产管理不到位" in whole(document)
    assert codes(document[0])[0][0] == f"{SITE}{NOTICE}"


def test_an_organization_prints_as_one_sheet_for_a_notice_board(printed):
    document = printed(f"/organizations/{ORGANIZATION}/")
    assert len(document) == 1
    text = texts(document)[0]
    for words in ("云山市工商业联合会", "0579-85550123", "gsl@example.gov.cn", "云山市人民路1号", "回头看整改情况通报"):
        assert words in text
    assert f"全部内容见 {SITE}/organizations/{ORGANIZATION}/" in re.sub(r"\s*\n\s*", " ", text).replace("见 ", "见 ")
    (found,) = codes(document[0])
    assert found[0] == f"{SITE}/organizations/{ORGANIZATION}/"
    assert found[1] > 25


def test_the_sheet_says_how_far_the_problems_are_and_names_those_still_open(printed, public):
    text = re.sub(r"\s+", "", texts(printed(f"/organizations/{ORGANIZATION}/"))[0])
    assert re.search(r"整改进展已完成\d+", text)
    sheet = (public / "organizations" / ORGANIZATION / "index.html").read_text("utf-8").split('class="sheet"')[1]
    assert "会产管理仍未到位" in sheet[sheet.index("尚未完成的问题") :]


def test_the_source_of_a_notice_is_not_torn_over_two_pages(printed):
    assert sum("来源与引用" in text and "SHA-256" in text for text in texts(printed(LONG))) == 1


def test_the_explanation_of_the_data_fields_stays_folded_on_paper(printed):
    assert len(printed("/data/")) <= 3


def test_what_does_not_fit_on_the_sheet_is_left_out_whole(printed):
    document = printed(CROWDED)
    assert len(document) == 1
    page = document[0]
    image_lines = lines_of(page)
    assert max(image_lines) < page.get_height() - 14 * MM
    assert all(right <= page.get_width() - 15 * MM for signs in image_lines.values() for _, right, _ in signs)
    text = re.sub(r"\s+", "", texts(document)[0])
    assert "0579-85550108" in text
    assert f"全部内容见{SITE}{CROWDED}" in text
    shown = re.findall(r"关于第(\d+)轮", text)
    assert 1 <= len(shown) < 12
    assert text.count("落实情况的通报") == len(shown), "no notice is cut in half"
