"""PDF is read by where its characters stand: paragraphs across pages, two columns, page numbers set aside."""

import re
from typing import Any

import pytest

from bench.make_documents import KINDS, paragraphs
from gongkai.importers.document import Paragraph, texts
from gongkai.importers.pdf_characters import Character, Page, pages_of
from gongkai.importers.pdf_lines import rows_of
from tests.office_files import FONT, document, lines, pdf, pdf_pages, refusal
from tests.sites import ROOT

SEEDS = [
    ROOT.parent / "shared" / "seeds" / f"{name}-2024-inspection-rectification.txt" for name in ("luoyang", "zhejiang")
]
FULL = "市工商联党组坚持把巡察整改作为一项重大政治任务认真研究部署要"
LEFT = 74.0


def inked(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name.split("-")[0])
def test_every_path_gives_the_same_paragraphs(kind, seed):
    if not seed.exists():
        pytest.skip("the seeds are not here")
    expected = paragraphs(seed.read_text("utf-8"))
    found = document(KINDS[kind](expected), f"通报.{kind.rpartition('.')[2]}")
    got = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert [inked(text) for text in got] == [inked(text) for text in expected]
    assert got == expected
    restored = sum(len(inked(block.text[: block.restored])) for block in found.blocks if isinstance(block, Paragraph))
    assert len(inked("".join(texts(found)))) == len(inked(found.source))
    assert (restored > 0) == kind.startswith("counted")


def test_lines_are_joined_and_an_indent_begins_a_paragraph():
    page = [(LEFT + 32, 100, FULL[2:]), (LEFT, 130, FULL), (LEFT, 160, "完成。"), (LEFT + 32, 190, "下一段。")]
    assert lines(document(pdf_pages(page), "a.pdf")) == [FULL[2:] + FULL + "完成。", "下一段。"]


def test_the_lines_of_a_list_that_is_set_in_are_joined():
    short = FULL[:-4]
    item = [(LEFT + 64, 130, f"• {FULL[6:]}"), (LEFT + 32, 160, FULL[2:]), (LEFT + 32, 190, "完成。")]
    page = [(LEFT, 40, FULL), (LEFT, 70, FULL), (LEFT, 100, "如下："), *item, (LEFT + 64, 220, f"• {short}。")]
    assert lines(document(pdf_pages(page), "a.pdf"))[1:] == [f"• {FULL[6:]}{FULL[2:]}完成。", f"• {short}。"]


def test_the_lines_of_a_list_stand_below_what_follows_its_bullet():
    item = [(LEFT + 32, 130, f"• {FULL[4:]}"), (LEFT + 48, 160, FULL[3:]), (LEFT + 48, 190, "完成。")]
    page = [(LEFT, 40, FULL), (LEFT, 70, FULL), (LEFT, 100, "如下："), *item, (LEFT + 32, 220, "• 下一项。")]
    assert lines(document(pdf_pages(page), "a.pdf"))[1:] == [f"• {FULL[4:]}{FULL[3:]}完成。", "• 下一项。"]


def test_a_quotation_mark_that_the_file_holds_after_the_words_around_it_stands_where_it_is_seen():
    page = Page(1, 600, 800)
    for text, left in (("员", 10), ("一", 34), ("“", 26), ("”", 66), ("岗", 50)):
        page.characters.append(Character(text, left, left + (8 if text in "“”" else 16), 100, 116))
    (row,) = rows_of(page)
    assert "".join(one.text for one in row) == "员“一岗”"


def test_a_sentence_cut_by_a_page_is_joined_and_its_page_number_removed():
    first = [(LEFT + 32, 100, FULL[2:]), (LEFT, 130, FULL), (280, 780, "— 1 —")]
    second = [(LEFT, 100, FULL), (LEFT, 130, "完成。"), (280, 780, "— 2 —")]
    found = document(pdf_pages(first, second), "a.pdf")
    assert lines(found) == [FULL[2:] + FULL + FULL + "完成。"]
    assert [(one.text, one.kind, one.origin.page) for one in found.removed] == [
        ("— 1 —", "page-number", 1),
        ("— 2 —", "page-number", 2),
    ]


def test_running_heads_are_removed_and_listed():
    pages = [[(200, 50, "云山市工商联文件"), (LEFT + 32, 120, f"第{sign}段。")] for sign in "一二三"]
    found = document(pdf_pages(*pages), "a.pdf")
    assert lines(found) == ["第一段。", "第二段。", "第三段。"]
    assert {one.kind for one in found.removed} == {"running-head"}


def test_two_columns_are_read_one_after_the_other():
    column = "市工商联党组坚持把巡察整改作为一"
    left = [(60, 100 + 24 * row, column) for row in range(8)]
    right = [(350, 100 + 24 * row, column[::-1]) for row in range(8)]
    title = [(120, 60, "关于巡察整改进展情况的通报全文公布")]
    found = document(pdf_pages([*title, *left, *right]), "a.pdf")
    assert lines(found)[-1] == column * 8 + column[::-1] * 8
    assert any("two columns" in note for note in found.notes)


def test_a_table_is_not_taken_for_columns():
    rows = [(60, 100 + 24 * row, f"{row + 1}") for row in range(8)]
    rows += [(120, 100 + 24 * row, "学习不够" + "深入" * (row % 3)) for row in range(8)]
    rows += [(400, 100 + 24 * row, "已完成") for row in range(8)]
    assert lines(document(pdf_pages(rows), "a.pdf"))[1] == "2\t学习不够深入\t已完成"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_seen(rotation):
    def draw(canvas: Any) -> None:
        turn, x, y = {90: (90, 595, 0), 180: (180, 595, 842), 270: (270, 0, 842)}[rotation]
        canvas.setPageRotation(rotation)
        canvas.translate(x, y)
        canvas.rotate(turn)
        canvas.setFont(FONT, 16)
        for row, text in enumerate(("第一行。", "第二行。", "第三行。")):
            canvas.drawString(100, 500 - 30 * row, text)
        canvas.showPage()

    assert lines(document(pdf(draw), "a.pdf")) == ["第一行。", "第二行。", "第三行。"]


def test_spread_digits_are_not_parted():
    def draw(canvas: Any) -> None:
        canvas.drawString(80, 700, "邮编310000，电话0571—87051527", charSpace=8)

    assert lines(document(pdf(draw), "a.pdf")) == ["邮编310000，电话0571—87051527"]


def test_signs_of_a_font_that_the_file_does_not_hold_are_measured_alike_on_every_computer():
    (page,) = pages_of(pdf(lambda canvas: canvas.drawString(80, 700, "一、关于《通报》。")), set())
    assert page.source == "一、关于《通报》。"
    assert {round(sign.bottom - sign.top, 2) for sign in page.characters} == {
        round(page.characters[0].bottom - page.characters[0].top, 2)
    }
    assert [round(sign.left) for sign in page.characters] == [80 + 16 * place for place in range(9)]


def test_a_title_over_two_lines_is_one():
    def draw(canvas: Any) -> None:
        canvas.setFont(FONT, 22)
        canvas.drawCentredString(297, 760, "中共云山市工商业联合会党组关于")
        canvas.drawCentredString(297, 730, "巡察整改进展情况的通报")
        canvas.setFont(FONT, 16)
        for row in range(4):
            canvas.drawString(74, 660 - 28 * row, FULL[:28])

    found = document(pdf(draw), "a.pdf")
    assert lines(found)[0] == "中共云山市工商业联合会党组关于巡察整改进展情况的通报"
    first = found.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.centred
    assert first.joints == (15,)


def test_a_scan_is_refused_with_advice():
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Any) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, 595, 842)
        canvas.showPage()

    finding = refusal(pdf(draw), "扫描.pdf")
    assert finding.code == "import-scan"
    assert ".docx" in finding.hint("en")


def test_a_file_with_a_password_is_refused():
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = pdf(lambda canvas: canvas.drawString(74, 700, "正文"), encrypt=StandardEncryption("secret", strength=128))
    assert refusal(data, "a.pdf").code == "import-encrypted"


def test_an_empty_page_and_a_broken_file_say_what_they_are():
    assert refusal(pdf(lambda canvas: canvas.showPage()), "a.pdf").code == "import-nothing"
    assert refusal(b"%PDF-1.7\n%%EOF", "a.pdf").code == "import-broken"


def test_too_many_pages_are_refused():
    def draw(canvas: Any) -> None:
        for _ in range(501):
            canvas.showPage()

    assert refusal(pdf(draw), "a.pdf").code == "import-too-large"
