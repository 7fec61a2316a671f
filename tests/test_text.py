"""Chinese text: widths, anchors, soft line breaks, numerals, nearest words, what a terminal may be sent."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text import (
    anchor,
    display_width,
    join_soft_breaks,
    nearest,
    numeral,
    opening,
    phrases,
    printable,
    sort_key,
    unique,
)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("整改", 4), ("１．", 4), ("：", 2), ("“引号”", 6), ("e\u0301", 1), ("\u200b", 0), ("𠮷", 2)],
)
def test_han_and_fullwidth_characters_are_two_columns_wide(text: str, columns: int) -> None:
    assert display_width(text) == columns


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("（一）聚焦 A", "一-聚焦-a"),
        ("2、推动商会改革", "2-推动商会改革"),
        ("“四好”商会", "四好-商会"),
        ("！！", "section"),
        ("ＡＢＣ１２３", "abc123"),
    ],
)
def test_anchors_keep_han_characters(heading: str, expected: str) -> None:
    assert anchor(heading) == expected


@given(st.text(max_size=40))
def test_anchors_are_never_empty_and_hold_no_spaces_or_signs(heading: str) -> None:
    made = anchor(heading)
    assert made
    assert all(character.isalnum() or character in "-_" or unicodedata.combining(character) for character in made)


def test_a_name_that_is_taken_gets_a_number():
    taken = {"main": 1}
    assert [unique(name, taken) for name in ("a", "a", "a-2", "a", "main")] == [
        "a",
        "a-2",
        "a-2-2",
        "a-3",
        "main-2",
    ]


def test_line_breaks_between_han_characters_vanish_and_others_stay() -> None:
    assert join_soft_breaks("整改\n情况，\n 进展 \nmore\nwords") == "整改情况，进展 \nmore\nwords"


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十一", 11), ("二十", 20), ("二十三", 23), ("", None), ("百", None), ("〇", 0)],
)
def test_chinese_numerals_below_a_hundred(text: str, value: int | None) -> None:
    assert numeral(text) == value


def test_every_chinese_numeral_is_read_back() -> None:
    digits = "一二三四五六七八九"
    for number in range(1, 100):
        tens, ones = divmod(number, 10)
        written = ("" if tens < 2 else digits[tens - 1]) + ("十" if tens else "") + (digits[ones - 1] if ones else "")
        assert numeral(written) == number


def test_names_sort_by_pinyin_of_words() -> None:
    names = ["重庆市工商联", "浙江省工商联", "成都市工商联"]
    assert sorted(names, key=sort_key) == ["成都市工商联", "重庆市工商联", "浙江省工商联"]
    assert sort_key("重庆").isprintable()


def test_the_nearest_word_is_the_first_of_several_that_are_equally_near() -> None:
    assert nearest("己完成", ["已完成", "未完成"]) == "已完成"
    assert nearest("己完成", ["未完成", "已完成"]) == "未完成"
    assert nearest("索引好", ["标题", "索引号"]) == "索引号"
    assert nearest("主题词", ["标记", "成效"]) == ""
    assert nearest("abcd", ["abce"], 0.8) == ""


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=8))
def test_the_nearest_word_is_a_known_one_or_none(word: str, known: list[str]) -> None:
    assert nearest(word, known) in {"", *known}
    if word:
        assert nearest(word, [*known, word]) == word


def test_an_opening_ends_with_a_sentence() -> None:
    assert opening("第一句。第二句，很长很长。", 8) == "第一句。"
    assert opening("没有句号的一段很长的文字", 8) == "没有句号的一段…"
    assert opening("短。") == "短。"


@given(st.text())
def test_what_is_printed_is_one_line_without_commands_for_the_terminal(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    assert not {"\u202e", "\u2066", "\u200b"} & set(shown)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("浙江省工商联党组关于省委巡视整改情况的通报", "浙江省工商联党组|关于|省委巡视|整改情况的通报"),
        ("关于巡察组反馈意见集中整改进展情况的报告", "关于|巡察组反馈意见|集中整改进展情况的报告"),
        ("县党委办公室2023年度工作总结", "县党委办公室2023年度工作总结"),
        ("A report", "A report"),
    ],
)
def test_a_title_is_broken_by_its_sense(title: str, parts: str) -> None:
    assert "|".join(phrases(title)) == parts
