"""Fields: names in two languages, values with their checks, and what is said of those that are wrong."""

import re
from typing import Any

import pytest

from gongkai.dates import first_day, last_day, parse, written
from gongkai.diagnostics import Diagnostics
from gongkai.fields import Reader, fields_of, names_of
from gongkai.finding import Diagnostic
from gongkai.load import load
from gongkai.model import Choice, Contacts, Inspection, Notice, Organization, Page, Problem, Record, Totals
from gongkai.settings import Settings, read_settings
from gongkai.source import Text
from gongkai.values import READERS, credit_code_fits
from gongkai.yaml_nodes import compose
from tests.sites import notice


def found_in(front: str) -> list[Diagnostic]:
    """Return what is found in a notice with these lines in its front matter."""
    found = Diagnostics()
    load("notices/a/b.md", notice().replace("---\n\n", f"{front}\n---\n\n").encode(), found)
    return list(found)


def told(front: str) -> list[str]:
    """Return the same as code, line and column."""
    return [f"{item.code} {item.place.line}:{item.place.column}" for item in found_in(front)]


RECORDS = (Notice, Organization, Page, Problem, Contacts, Inspection, Totals, Settings)


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_has_one_english_and_one_chinese_name(kind: type[Record]) -> None:
    fields = fields_of(kind)
    assert len(names_of(kind)) == 2 * len(fields)
    for field in fields:
        assert re.fullmatch(r"[a-z_]+", field.name)
        assert re.fullmatch(r"[\u4e00-\u9fff]+", field.chinese)


def test_every_type_of_a_field_is_read_by_something() -> None:
    for kind in RECORDS:
        for field in fields_of(kind):
            known = field.type is str or field.type in READERS
            assert known or issubclass(field.type, (Record, Choice)), field


def test_a_name_in_either_language_is_the_same_field() -> None:
    assert told("标题: 又一个") == ["key-doubled 5:1"]
    assert told("title: Once more") == ["key-doubled 5:1"]
    assert told("署名: 甲\nsignature: 乙") == ["key-doubled 6:1"]


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("索引好", "索引号"),
        ("标提", "标题"),
        ("发布日", "发布日期"),
        ("titel", "title"),
        ("pubished", "published"),
        ("主题词", ""),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_known_one(name: str, suggested: str) -> None:
    (item,) = found_in(f"{name}: 甲")
    assert item.code == "key-unknown"
    assert item.values.get("nearest", "") == suggested
    assert bool(item.values.get("known")) == (not suggested)


def test_a_misspelt_name_is_not_missed_a_second_time() -> None:
    found = Diagnostics()
    load("notices/a/b.md", "---\n标提: 甲\n类型: 动态\n发布日期: 2024\n---\n".encode(), found)
    assert [item.code for item in found] == ["key-unknown"]


@pytest.mark.parametrize(
    ("name", "home"),
    [("状态", "a problem"), ("进驻", "“巡视巡察”"), ("电话", "“联系方式”"), ("简称", "an organization")],
)
def test_a_name_in_the_wrong_place_is_sent_where_it_belongs(name: str, home: str) -> None:
    (item,) = found_in(f"{name}: 甲")
    assert (item.code, item.values["home"]) == ("key-misplaced", home)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-04-19", "2024-04-19"),
        ("2024-4-9", "2024-04-09"),
        ("2024年4月19日", "2024-04-19"),
        ("2024 年 4 月 19 日", "2024-04-19"),
        ("2024.4.19", "2024-04-19"),
        ("2024/4/19", "2024-04-19"),
        ("２０２４．４．１９", "2024-04-19"),
        ("2024年4月", "2024-04"),
        ("2024-04", "2024-04"),
        ("2024年", "2024"),
        ("2024", "2024"),
        ("去年", None),
        ("2023年11月底", None),
        ("2024-04-19日上午", None),
        ("20240419", None),
        ("", None),
    ],
)
def test_dates_are_read_in_the_usual_forms_and_never_guessed(text: str, iso: str | None) -> None:
    assert parse(text) == iso


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2023-02-29", "2024年2月30日", "2024-13-01", "2024-00", "2024-04-00", "0024-01-01"]
)
def test_dates_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        parse(text)


def test_a_date_of_lower_precision_spans_its_days() -> None:
    assert (first_day("2024"), last_day("2024")) == ("2024-01-01", "2024-12-31")
    assert (first_day("2024-02"), last_day("2024-02")) == ("2024-02-01", "2024-02-29")
    assert (first_day("2024-02-03"), last_day("2024-02-03")) == ("2024-02-03", "2024-02-03")


def test_dates_are_written_without_leading_zeros_in_chinese() -> None:
    assert [written(date, "zh") for date in ("2024-04-09", "2024-04", "2024")] == [
        "2024年4月9日",
        "2024年4月",
        "2024年",
    ]
    assert written("2024-04-09", "en") == "2024-04-09"


@pytest.mark.parametrize(
    ("front", "code", "suggested"),
    [
        ("公布总数: {问题: 24个}", "count-invalid", "24"),
        ("公布总数: {问题: 六十五}", "count-invalid", "65"),
        ("公布总数: {问题: 2.5}", "count-invalid", ""),
        ("摘编: 可以", "flag-invalid", ""),
        ("截至: 20240419", "date-format", "2024-04-19"),
        ("成效: [{名称: 甲, 数值: 约6.94万元}]", "quantity-invalid", "6.94万"),
        ("类型: 整改公告", "key-doubled", ""),
        ("联系方式: {电话: 0579-85550123、85550124}", "phone-invalid", "[0579-85550123, 85550124]"),
        ("联系方式: {电话: ０５７９－８５５５０１２３，有人接听}", "phone-invalid", "0579-85550123"),
        ("联系方式: {邮箱: a@yunshan.gov.cn。}", "email-invalid", "a@yunshan.gov.cn"),
        ("联系方式: {邮箱: a＠yunshan.gov.cn}", "email-invalid", "a@yunshan.gov.cn"),
        ("联系方式: {表单: www.yunshan.gov.cn}", "url-invalid", "https://www.yunshan.gov.cn"),
        ("联系方式: {表单: https：//yunshan.gov.cn}", "url-invalid", "https://yunshan.gov.cn"),
        ("联系方式: {表单: 'http://[::1'}", "url-invalid", ""),
        ("联系方式: {邮编: ３２１０００}", "postcode-invalid", "321000"),
        ("旧网址: https://old.cn/1.html", "address-invalid", "/1.html"),
        ("旧网址: /../x", "address-invalid", ""),
        ("旧网址: /%2e%2e/x", "address-invalid", ""),
        ("旧网址: //evil.example", "address-invalid", ""),
        ("旧网址: /a%00b", "address-invalid", ""),
        ("征求意见: {起: 2024-04}", "date-not-full", ""),
        ("署名: [甲]", "wrong-type", ""),
        ("巡视巡察: 甲", "wrong-type", ""),
        ("巡视巡察: 机构：甲", "yaml-fullwidth-colon", ""),
        ("巡视巡察: [机构：甲]", "wrong-type", ""),
        ("成效: [名称：甲]", "yaml-fullwidth-colon", ""),
        ("截至: “2024”", "yaml-fullwidth-quote", ""),
        ("机构: 【a】", "yaml-fullwidth-bracket", ""),
    ],
)
def test_a_wrong_value_is_told_with_what_was_probably_meant(front: str, code: str, suggested: str) -> None:
    (item,) = found_in(front)
    assert (item.code, item.values.get("nearest", "")) == (code, suggested)


@pytest.mark.parametrize(
    "front",
    [
        "联系方式: {电话: ['12345', 0571-87051527, 0571—87051527, （0571）87051527, +86 571 8705 1527, 400-123-4567转8]}",
        "联系方式: {邮箱: [a.b+c@x.gov.cn, zjfic@zjfic.org.cn]}",
        "联系方式: {表单: 'https://www.yunshan.gov.cn:8443/form?id=3&x=[1]#a'}",
        "成效: [{名称: 甲, 数值: '1,234.5'}, {名称: 乙, 数值: 165亿}, {名称: 丙, 数值: -3}, {名称: 丁, 数值: 1.5万}]",
        "旧网址: [/art/2024/4/19/art_1229_58.html, /旧/通报/, /a%20b]",
        "公布总数: {问题: ２４, 措施: 065}",
        "摘编: TRUE",
        "草稿: 否",
        "署名:",
        "附件: []",
        "附件: [甲.pdf, '']",
        "有效性: ~",
    ],
)
def test_values_of_every_usual_form_are_taken(front: str) -> None:
    assert told(front) == []


@pytest.mark.parametrize(
    ("code", "fits"), [("91350100M000100Y43", True), ("91350100M000100Y44", False), ("9135", False)]
)
def test_the_check_character_of_a_credit_code(code: str, fits: bool) -> None:
    assert credit_code_fits(code) is fits


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("完结", "已完成"),
        ("己完成", "已完成"),
        ("已整改到位", "已完成"),
        ("阶段性完成", "基本完成"),
        ("正在推进", "持续推进"),
        ("进展滞后", "未达序时进度"),
        ("没有完成", "未完成"),
        ("未整改", "未完成"),
        ("基本完戌", "基本完成"),
        ("天气晴", ""),
    ],
)
def test_a_status_in_other_words_is_never_turned_into_its_contrary(said: str, meant: str) -> None:
    found = Diagnostics()
    load("notices/a/b.md", notice(f"## 甲\n状态：{said}\n").encode(), found)
    (item,) = found
    assert (item.code, item.values["nearest"]) == ("status-unknown", meant)


def test_places_are_kept_for_rules_that_look_at_the_values_later() -> None:
    content = "标题: 甲\n类型: 动态\n更正记录:\n  - {日期: 2024-01-01, 原因: 乙}\n"
    found = Diagnostics()
    text = Text("x", content)
    reader = Reader(text, found)
    root = compose(text, found)
    assert root
    reader.record(Notice, root)
    place = reader.place_of("corrections", 0, "reason")
    assert (place.line, place.column) == (4, 26)
    assert reader.place_of("published").line == 1


def test_places_in_a_list_are_those_of_the_values_that_were_taken() -> None:
    content = notice(附件="['', 甲.pdf, [乙], 丙.pdf]")
    loaded = load("notices/a/b.md", content.encode(), Diagnostics())
    assert [(item.target, item.place.column) for item in loaded.mentions if item.kind == "attachment"] == [
        ("甲.pdf", 10),
        ("丙.pdf", 22),
    ]


def settings_of(content: str) -> tuple[Any, list[str]]:
    """Return the settings in a file, and what was found: code, line and column."""
    found = Diagnostics()
    read = read_settings(content.encode(), found)
    return read and read.settings, [f"{item.code} {item.place.line}:{item.place.column}" for item in found]


def test_settings_are_read_under_english_and_chinese_names() -> None:
    english, found = settings_of('title = "云山"\naddress = "https://a.cn/b/"\nnotices_per_page = 5\n')
    chinese, found_too = settings_of('"站名" = "云山"\n"网址" = "https://a.cn/b/"\n"每页通报数" = 5\n')
    assert (found, found_too) == ([], [])
    assert english == chinese
    assert (english.base, english.origin) == ("/b", "https://a.cn")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("站名 = 1\n", "settings-syntax 1:3"),
        ('title ＝ "甲"\n', "settings-syntax 1:7"),
        ('title: "甲"\n', "settings-syntax 1:6"),
        ("title = “甲”\n", "settings-syntax 1:9"),
        ("title = 甲\n", "settings-syntax 1:9"),
        ('title = "甲\n', "settings-syntax 1:9"),
        ('title = "甲"\ntitle = "乙"\n', "settings-syntax 2:1"),
        ('title = "甲"\naddress = "a.cn"\n', "url-invalid 2:11"),
        ('title = "甲"\naddress  =  "https://a.cn"\nutc_offset = "8"\n', "settings-value 3:14"),
        ('title = "甲"\naddress = "https://a.cn"\nfeed_entries = 0\n', "settings-value 3:16"),
        ('title = "甲"\naddress = "https://a.cn"\ncolour = 1\n', "key-unknown 3:1"),
        ('title = "甲"\n', "key-missing 1:1"),
        ("a = " + "[" * 5000, "settings-syntax 1:1"),
    ],
)
def test_a_slip_in_the_settings_is_told_at_its_character(content: str, found: str) -> None:
    assert settings_of(content)[1] == [found]
