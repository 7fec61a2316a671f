"""Bytes → text → nodes: encodings, places of keys and values, and slips that are found without false alarms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.diagnostics import Diagnostics
from gongkai.load import load
from gongkai.report import as_json, as_text
from gongkai.settings import read_settings
from gongkai.source import Text, decode
from gongkai.yaml_nodes import Node, compose, front_matter


def text_of(content: str | bytes) -> tuple[Text | None, list[str]]:
    """Return the decoded text and the codes of what was found."""
    found = Diagnostics()
    data = content.encode() if isinstance(content, str) else content
    return decode(data, "content/x.yaml", found), [diagnostic.code for diagnostic in found]


def composed(content: str) -> tuple[Node | None, list[str]]:
    """Return the root node of a YAML file and what was found: code, line and column."""
    found = Diagnostics()
    text = decode(content.encode(), "content/x.yaml", found)
    assert text
    root = compose(text, found)
    return root, [f"{item.code} {item.place.line}:{item.place.column}" for item in found]


def plain(node: Node) -> object:
    """Return a node as plain values."""
    if node.kind == "mapping":
        return {key.text: plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items] if node.kind == "sequence" else node.text


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(ending: str) -> None:
    text, codes = text_of(f"甲{ending}乙{ending}")
    assert text
    assert (text.lines, codes) == (["甲", "乙", ""], [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("整改通报".encode("gb18030"), "file-encoding"),
        ("整改通报".encode("utf-16"), "file-encoding"),
        (b"\xff\x00", "file-encoding"),
        (b"PK\x03\x04rest", "file-binary"),
        (b"%PDF-1.7", "file-binary"),
        ("甲\0乙".encode(), "file-nul"),
        (b"x" * (8 * 1024 * 1024 + 1), "file-too-large"),
    ],
)
def test_what_is_no_utf8_text_is_refused(data: bytes, code: str) -> None:
    assert text_of(data) == (None, [code])


def test_a_bom_is_reported_and_read_over() -> None:
    text, codes = text_of("\ufeff标题: 甲")
    assert text
    assert (text.lines, codes) == (["标题: 甲"], ["file-bom"])


def test_control_characters_become_spaces_so_that_columns_stay_right() -> None:
    text, codes = text_of("甲\x0b乙\u2028丙")
    assert text
    assert (text.lines, codes) == (["甲 乙 丙"], ["file-control"])


def test_a_long_line_is_kept_around_the_place_that_is_meant() -> None:
    text = Text("x", "甲" * 1000 + "！" + "乙" * 1000)
    place = text.place(1, 1001)
    assert place.excerpt[place.column - place.start] == "！"
    assert len(place.excerpt) < 300


def test_every_key_and_value_knows_its_place() -> None:
    root, found = composed('标题: 甲\n巡视巡察:\n  机构: "乙"\n成效:\n  - {名称: 丙, 数值: 3}\n')
    assert root
    assert found == []
    (_, title), (key, inspection), (_, results) = root.pairs
    assert (title.line, title.column, title.length) == (1, 5, 1)
    assert (key.line, key.column, key.length) == (2, 1, 4)
    body = inspection.pairs[0][1]
    assert (body.line, body.column, body.length) == (3, 7, 3)
    name = results.items[0].pairs[0][1]
    assert (name.line, name.column) == (5, 10)


def test_scalars_stay_the_text_they_are() -> None:
    root, found = composed("no: 010\n时间: 9:00-17:00\n日期: 2024-04-19\n开: on\n空: ~\n数: 1_000\n")
    assert root
    assert plain(root) == {"no": "010", "时间": "9:00-17:00", "日期": "2024-04-19", "开": "on", "空": "", "数": "1_000"}
    assert found == []


def test_a_text_that_goes_on_in_the_next_line_gets_no_space_between_han_characters() -> None:
    root, _ = composed("简介: 云山市\n  工商联 and\n  more\n原因: >\n  第一行\n  第二行\n正文: |\n  甲\n\n  乙\n")
    assert root
    assert plain(root) == {"简介": "云山市工商联 and more", "原因": "第一行第二行", "正文": "甲\n\n乙"}


def test_front_matter_ends_at_the_second_line_of_hyphens() -> None:
    found = Diagnostics()
    text = decode("---\n标题: 甲\n---\n正文\n".encode(), "x.md", found)
    assert text
    front = front_matter(text, found)
    assert front
    assert front.root
    assert (plain(front.root), front.body_line, len(found)) == ({"标题": "甲"}, 4, 0)


# Values that look like a slip and are none.
@pytest.mark.parametrize(
    "value",
    [
        "“四好”商会",
        "“四好”商会：关于“万企兴万村”的通报",
        "【转载】关于整改的通报",
        "［2024］3号",
        "〔2024〕3号",
        "9:00-17:00",
        "周一至周五 8:30-12:00，14:00-17:30",
        "https://www.yunshan.gov.cn:8443/form?id=3#a",
        "C#、A&B、50%、1*2、a@b、~、!",
        "0571-87051527、0571-87051528",
        "－5℃",
        "甲-乙",
        "'甲：乙'",
        '"甲: 乙 #丙"',
        "说明 # 这是注释",
        "[甲，乙]",
        "{口径: 反馈意见（4个方面，10个问题）, 问题: 10}",
        "{时间: 8:30-12:00，14:00-17:30}",
        "{名称: “四好”商会, 单位: 家}",
        "[https://a.cn/1, https://b.cn/2]",
        "|\n  标题：甲\n    状态: 乙 #丙\n  “引号”: [",
        ">\n  问题：见附件。",
        "第一行，\n  第二行，职责：联系企业，\n  第三行。",
        "\n  - 问题：底数不清\n  - 主任：张三\n  - 9:00开始\n  - 甲",
        '"第一行\n  标题：甲\n  第三行"',
        "[甲,\n  乙,\n  丙]",
        "{甲: 1,\n  问题: 2}",
    ],
)
def test_values_that_only_look_like_slips_are_left_alone(value: str) -> None:
    root, found = composed(f"措施: {value}\n署名: 云山\n")
    assert found == []
    assert root
    assert plain(root)["署名"] == "云山"  # type: ignore[index]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("署名：甲", "yaml-fullwidth-colon 2:3"),
        ("署名:甲", "yaml-no-space 2:3"),
        ("署名:\u3000甲", "yaml-fullwidth-space 2:4"),
        ("署名:\u00a0甲", "yaml-fullwidth-space 2:4"),
        ("署名 甲", "yaml-no-colon 2:1"),
        ("\u3000署名: 甲", "yaml-fullwidth-space 2:1"),
        ("\t署名: 甲", "yaml-tab 2:1"),
        ("署名: 甲: 乙", "yaml-colon-in-value 2:6"),
        ("署名: 甲 #乙", "yaml-comment-in-value 2:7"),
        ("署名: *甲", "yaml-sign 2:5"),
        ('署名: "甲', "yaml-unclosed 2:5"),
        ('署名: "甲"乙', "yaml-after-quote 2:8"),
        ("署名: “甲: 乙”", "yaml-fullwidth-quote 2:5"),
        ("署名: [甲, 乙", "yaml-unclosed 2:5"),
        ("署名: {标题：甲}", "yaml-fullwidth-colon 2:8"),
        ("署名: {标题: 甲，数值: 3}", "yaml-fullwidth-comma 2:11"),
    ],
)
def test_a_slip_is_told_at_its_character_and_once(line: str, found: str) -> None:
    assert composed(f"标题: 甲\n{line}\n截至: 2024\n")[1] == [found]


def test_slips_are_mended_in_memory_so_that_the_values_behind_them_are_read() -> None:
    root, _ = composed("标题：甲\n署名:乙\n有效性:　丙\n联系方式\n  地址: 丁\n附件:\n  — 戊\n  -己\n")
    assert root
    expected = {"标题": "甲", "署名": "乙", "有效性": "丙", "联系方式": {"地址": "丁"}, "附件": ["戊", "己"]}
    assert plain(root) == expected
    assert root.pairs[0][1].column == 4  # as it stands in the file, not as mended


def test_deep_nesting_and_aliases_end_the_reading() -> None:
    assert composed("甲: " + "[" * 100_000)[0] is None
    assert composed("a: &a [1]\nb: *a\n")[0] is None
    assert composed("附件: [*a, *a]\n") == (None, ["yaml-sign 1:6"])


# What clerks and attackers type, to be thrown together.
_PIECES = (
    *(
        "标题",
        "类型",
        "整改通报",
        "发布日期",
        "2024-04-19",
        "2024-02-30",
        "巡视巡察",
        "公布总数",
        "问题",
        "成效",
        "名称",
    ),
    *("联系方式", "电话", "正文", "措施", "部分", "状态", "已完成", "编号", "承接", "一是", "二是", "title", "status"),
    *(
        ": ",
        ":",
        "：",
        "，",
        ", ",
        "\n",
        "\n\n",
        "\n  ",
        "\n- ",
        "\n  - ",
        "- ",
        "  ",
        "\t",
        "\u3000",
        "\u00a0",
        "\u2028",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        "【",
        "】",
        "“",
        "”",
        '"',
        "'",
        "#",
        "# ",
        "## ",
        "##",
        "*",
        "**",
        "&",
        "!",
        "@",
        "%",
        "|",
        "|\n",
    ),
    *(
        "---\n",
        "——",
        "...",
        "1. ",
        "１．",
        "1、",
        "<b>",
        "](",
        "（",
        "==",
        "~",
        "\\",
        "\0",
        "\x1b",
        "\ufeff",
        "?",
        "= ",
    ),
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join) | st.text(max_size=80)
_NOTICE = "标题: 甲\n类型: 动态\n发布日期: 2024\n"


@given(_TEXTS, _TEXTS)
def test_no_text_makes_reading_fail_or_points_outside_of_the_file(head: str, body: str) -> None:
    for path, content in (
        ("notices/a/b.md", f"---\n{_NOTICE}{head}\n---\n{body}"),
        ("notices/a/b.md", head + body),
        ("notices/a/b.yaml", f"{_NOTICE}正文:\n  - {head}\n{body}"),
        ("organizations/a.yaml", head + body),
        ("pages/a.md", f"---\n{head}\n---\n{body}"),
    ):
        found = Diagnostics()
        load(path, content.encode("utf-8", "replace"), found)
        lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for item in found:
            assert item.place.line <= len(lines)
            assert not item.place.line or item.place.column <= len(lines[item.place.line - 1]) + 1
            assert as_text(item, "zh").encode()
        assert as_json(found, "en")


@given(_TEXTS)
def test_no_text_makes_the_settings_fail(content: str) -> None:
    found = Diagnostics()
    settings = read_settings(content.encode("utf-8", "replace"), found)
    assert settings or found.errors


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    load("notices/a/b.md", data, Diagnostics())
