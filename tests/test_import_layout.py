"""However the lines of a text are set, it says the same: wrapped, indented, spread, cut by pages."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bench.import_fields import DOCUMENTS, Score, found_values, score, truths
from bench.make_documents import KINDS
from gongkai.diagnostics import Diagnostics
from gongkai.importers import docx
from gongkai.importers.document import Document as Read
from gongkai.importers.document import Paragraph, texts
from gongkai.importers.pdf import read_here
from gongkai.importers.recognize import recognize
from gongkai.importers.text_file import read

_LINES_ON_A_PAGE = 22
ALL = [DOCUMENTS, *(DOCUMENTS.with_name(f"documents_blind{number}") for number in ("", 2, 3, 4, 5, 7, 9, 11))]
# A document's path, and what is true of it.
Document = tuple[Path, dict[str, Any]]


class Setting(NamedTuple):
    """How a text is set: Han characters in a line, what paragraphs begin with, blank lines between, page numbers."""

    width: int
    indent: str = ""
    blank: bool = False
    number: Callable[[int], str] | None = None


SETTINGS = {
    "28 characters, indented": Setting(28, "\u3000\u3000"),
    "28 characters, indent lost": Setting(28),
    "30 characters, blank lines between": Setting(30, blank=True),
    "28 characters, page numbers": Setting(28, "\u3000\u3000", number="— {} —".format),
    "30 characters, pages of so many": Setting(30, "    ", blank=True, number="第 {} 页 共 9 页".format),
    "32 characters": Setting(32, "  "),
    "whole paragraphs": Setting(9999),
}


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """The documents with their truths."""
    found = list(truths(ALL))
    assert found
    return found


def share(documents: list[Document], way: int, ways: int) -> list[Document]:
    """Return every so-manieth document, another share for each way: together they are all, or most."""
    return documents[way % ways :: ways]


def set_anew(paragraphs: list[str], setting: Setting) -> str:
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [paragraph] if "|" in paragraph else wrapped(setting.indent + paragraph, setting.width * 2)
    pages = []
    for index, line in enumerate(lines, 1):
        pages += [line, ""] if setting.blank else [line]
        if setting.number and index % _LINES_ON_A_PAGE == 0:
            pages += ["", setting.number(index // _LINES_ON_A_PAGE), ""]
    return "\n".join(pages)


def wrapped(text: str, columns: int) -> list[str]:
    """Wrap a text as Chinese is: anywhere, but no line begins with a closing sign."""
    lines, line, used = [], "", 0
    for sign in text:
        width = 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
        if used + width > columns and sign not in "，。、；：！？）》”’":
            lines.append(line)
            line, used = "", 0
        line, used = line + sign, used + width
    return [*lines, line]


def paragraphs_of(data: bytes) -> list[str]:
    document = read(data, "a.txt", Diagnostics())
    assert document
    return [
        line
        for block in document.blocks
        for line in (
            [block.text]
            if isinstance(block, Paragraph)
            else [" | ".join(cell.text for cell in row) for row in block.rows]
        )
    ]


def widened(text: str) -> str:
    """Write the digits of dates and counts as wide as Han characters."""
    wide = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
    return re.sub(r"[0-9]+(?=[年月日个项条人万])", lambda match: match[0].translate(wide), text)


def narrowed(text: str) -> str:
    return text.translate(str.maketrans("，：；（）", ",:;()"))


def on_a_web_page(text: str) -> str:
    above = "首页 > 政务公开 > 正文\n来源：本站　　浏览次数：88　　【字体：大 中 小】　【打印】　【关闭窗口】　分享到：微信 微博"
    return f"{above}\n\n{text}\n\n上一篇：无\n下一篇：关于开会的通知\n版权所有：区政府办公室　网站标识码：3300000001"


def spread_apart(text: str) -> str:
    """Set the Han characters of short lines apart, as titles and headings often are."""
    short = re.compile(r"^[^\t|]{1,40}$", re.MULTILINE)
    return short.sub(lambda line: re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " ", line[0]), text)


CHANGES = [widened, narrowed, on_a_web_page, spread_apart]


@pytest.mark.parametrize("change", CHANGES)
def test_signs_and_spaces_and_what_stands_around_leave_the_fields_as_they_were(
    change: Callable[[str], str], documents: list[Document]
) -> None:
    same, there = 0, 0
    for path, _ in share(documents, CHANGES.index(change), 8):
        before, after = (
            {name: plain_value(value) for name, (value, _) in found_values(recognize(document)).items()}
            for text in (path.read_text("utf-8"), change(path.read_text("utf-8")))
            if (document := read(text.encode(), path.name, Diagnostics()))
        )
        there += len(before.keys() | after.keys())
        same += sum(before.get(name, "") == after.get(name, "") for name in before.keys() | after.keys())
    assert same >= 0.99 * there


def plain_value(value: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", value or "").split())


OFFICE_KINDS = [kind for kind in KINDS if not kind.endswith(".txt")]


@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_word_and_pdf_leave_the_fields_as_they_were(kind: str, documents: list[Document]) -> None:
    whole = Score()
    for path, truth in share(documents, OFFICE_KINDS.index(kind), 7):
        document = read(path.read_bytes(), path.name, Diagnostics())
        assert document
        lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
        if len(lines) < len(document.blocks):
            continue  # these ways set no tables
        data, name = KINDS[kind](lines), f"{path.stem}.{kind.rpartition('.')[2]}"
        office = read_here(data, name) if kind.endswith(".pdf") else docx.read(data, name, Diagnostics())
        for one in score(truth, recognize(office)).values():
            whole.add(one)
    assert min(whole.precision, whole.recall) >= 0.99, "\n".join(whole.errors)


@pytest.fixture(scope="module", params=SETTINGS)
def anew(request: pytest.FixtureRequest, documents: list[Document]) -> list[tuple[Read, dict[str, Any]]]:
    """A share of the documents, read with their lines set in one way, and their truths."""
    found = []
    for path, truth in share(documents, list(SETTINGS).index(request.param), 6):
        text = set_anew(paragraphs_of(path.read_bytes()), SETTINGS[request.param])
        document = read(text.encode(), path.name, Diagnostics())
        assert document
        found.append((document, truth))
    return found


def test_no_character_is_lost_however_lines_are_set(anew: list[tuple[Read, dict[str, Any]]]) -> None:
    for document, _ in anew:
        assert sorted("".join("".join(texts(document)).split())) == sorted("".join(document.source.split()))


def test_lines_set_anew_leave_the_fields_as_they_were(anew: list[tuple[Read, dict[str, Any]]]) -> None:
    whole = Score()
    for document, truth in anew:
        for one in score(truth, recognize(document)).values():
            whole.add(one)
    assert min(whole.precision, whole.recall) >= 0.99, "\n".join(whole.errors)


def test_a_page_number_within_a_sentence_is_set_aside() -> None:
    text = "第一行的文字写到这里还没有完，句子要到\n\n3\n\n下一页才结束。\n"
    document = read(text.encode(), "a.txt", Diagnostics())
    assert document
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "第一行的文字写到这里还没有完，句子要到下一页才结束。"
    ]
    assert [furniture.text for furniture in document.removed] == ["3"]


def test_labels_that_repeat_are_no_running_heads() -> None:
    text = "".join(f"{number}. 问题不少\n整改情况：\n一是改了。\n" for number in range(1, 5))
    document = read(text.encode(), "a.txt", Diagnostics())
    assert document
    assert not document.removed


def test_a_sentence_goes_on_below_an_indent_though_one_line_is_wider_than_the_others():
    text = (
        "云山市档案馆关于巡察整改情况的通报\n"
        "　　根据市委统一部署，2023年10月16日至12月8日，市\n委第三巡察组对市档案馆进行了常规巡察，2024年1月5日反馈意\n见。\n"
        "　　一、关于档案库房管理不严方面的问题\n　　逐件核对目录，修订管理办法。\n"
        "　　二、关于窗口服务不到位、群众办事多跑路、中午没有人值班方面的问题整改落实情况\n　　安排轮班。\n"
    )
    document = read(text.encode(), "a.txt", Diagnostics())
    assert document
    assert recognize(document).value("inspection.start") == "2023-10-16"


def test_a_value_that_ends_its_paragraph_is_not_joined_to_what_a_blank_line_parts_from_it():
    text = (
        "云山市档案馆关于巡察整改情况的通报\n市委第三巡察组对市档案馆进行了常规巡察，2024年1月5日反馈意见。\n"
        "1.窗口无人值守\n安排轮班，每天有人。二审尚未判决，待判决生效后腾退。责任单位：服务中心\n\n"
        "局党委将把整改中形成的好做法固化为制度，对未完成事项落实专人。\n"
    )
    document = read(text.encode(), "a.txt", Diagnostics())
    assert document
    assert recognize(document).problems[0].fields["unit"].value == "服务中心"


def test_a_title_goes_on_with_the_round_of_the_inspection():
    title = "中共岭东省档案局党组关于十三届省委\n第二轮巡视整改情况的通报"
    document = read(f"{title}\n2023年3月6日，省委第二巡视组进驻。\n".encode(), "a.txt", Diagnostics())
    assert document
    assert recognize(document).value("title") == title.replace("\n", "")
