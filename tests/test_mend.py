"""`check --fix`: what is mechanical is mended once and for good, and nothing else is touched."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from gongkai.cli import commands
from gongkai.diagnostics import Diagnostics
from gongkai.finding import Diagnostic
from gongkai.load import load
from gongkai.mend import mended
from gongkai.model import Notice, canonical_json
from gongkai.rules import colleague
from gongkai.summary import tally
from tests.sites import make_site, notice, notice_path

PATH = notice_path().removeprefix("content/")
SLIPPED = "党组高度重视整改工作,逐项\u200b落实;认真贯彻落实决策部署要求 并且逐项对照检查。\n"
MENDED = "党组高度重视整改工作，逐项落实；认真贯彻落实决策部署要求并且逐项对照检查。\n"


def body_after(body: str) -> str:
    """Return the body of a notice after mending."""
    before = notice(body)
    found = mended(PATH, before.encode())
    return (found.after if found else before).removeprefix(notice(""))


def test_slips_that_mean_nothing_are_mended() -> None:
    assert body_after(SLIPPED) == MENDED
    assert body_after("** 一是 **摸清底数。\n") == "一是摸清底数。\n"


def test_a_byte_order_mark_and_foreign_line_ends_go() -> None:
    found = mended(PATH, b"\xef\xbb\xbf" + notice().replace("\n", "\r\n").encode())
    assert found
    assert found.data == notice().encode()
    assert len(found.unseen) == 2


@pytest.mark.parametrize(
    "body",
    [
        "召开５次会议。\n",
        "嘉 兴 市 总 商 会\n",
        "张三 李四 王五出席。“出彩洛商行动 同心起航前进”活动。\n",
        "认真 贯彻，积极落实 部署。\n",
        "**一是摸清底数，138****5678，王****公司。\n",
        '推进"四好"建设，“甲。\n',
        "## 会产管理不到位\n状态:持续推进\n时限:2024-06-30\n\n10:30开会，比例1:2，A,B两组，见https://a.cn/甲,乙。\n",
        "| 甲乙丙丁戊 己庚辛壬癸 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n",
        "整改的的情况。\n",
    ],
)
def test_what_needs_a_judgement_is_left_alone(body: str) -> None:
    assert mended(PATH, notice(body).encode()) is None


def test_a_heading_that_would_get_another_address_is_left_alone() -> None:
    assert mended(PATH, notice("## 会产\u200b管理\n\n正文，内容。\n").encode()) is None
    assert body_after("## 会产\u200b管理,制度\n\n正文,\u200b内容。\n") == "## 会产\u200b管理，制度\n\n正文，内容。\n"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("files/甲.txt", SLIPPED.encode()),
        ("notices/甲.md", SLIPPED.encode()),
        (PATH, notice(SLIPPED).encode("gb18030")),
        (PATH, notice(SLIPPED).encode() + b"\0"),
        (PATH, notice(SLIPPED).encode("utf-16")),
    ],
)
def test_what_is_no_text_of_ours_is_left_alone(path: str, data: bytes) -> None:
    assert mended(path, data) is None


def test_an_organization_is_cleaned_of_what_nobody_sees() -> None:
    found = mended("organizations/a.yaml", "\ufeff名称: 云\u200b山\n简介: 甲,乙\n".encode())
    assert found
    assert found.after == "名称: 云山\n简介: 甲,乙\n"


def test_a_yaml_notice_is_mended_where_its_text_stands() -> None:
    head = "标题: 关于巡察整改进展情况的通报\n类型: 整改通报\n发布日期: 2024-04-19\n机构: [甲,乙]\n正文:\n"
    text = head + "  - 标题: 一、组织\n    正文: |\n      制定方案,明确责任。\n    措施: [约谈企业,整改]\n"
    found = mended(PATH.replace(".md", ".yaml"), text.encode())
    assert found
    assert found.after == text.replace("方案,明确", "方案，明确")


# Pieces that a slip may stand between, and the slips themselves; what is said of them depends on both sides.
PIECES = st.sampled_from(
    (
        "制定方案",
        "明确责任分工",
        "（工作日）",
        "“一企一策”",
        "《办法》",
        "**一是**",
        "（二）",
        "a",
        "12",
        "\n\n## ",
        "\n\n- ",
    )
)
SLIPS = st.sampled_from((",", ";", ":", "?", "!", " ", "  ", "\u3000", "\u200b", "\ufeff", "，", ""))


def promised(path: str, text: str) -> list[Diagnostic]:
    """Return the findings whose way out says that they will be mended."""
    found = Diagnostics()
    loaded = load(path, text.encode(), found)
    if isinstance(loaded.record, Notice) and loaded.reader:
        colleague.check(loaded.record, tally(loaded.record.body), loaded.lines, loaded.reader)
    return [item for item in found if "--fix" in item.hint("en")]


def test_a_sign_beside_brackets_and_quotation_marks_is_mended() -> None:
    body = "甲（乙）;丙丁，“甲乙”,戊己!《庚》:“辛壬”。\n"
    assert len(promised(PATH, notice(body))) == 4
    assert body_after(body) == "甲（乙）；丙丁，“甲乙”，戊己！《庚》：“辛壬”。\n"


@pytest.mark.parametrize(
    "body",
    [
        '  - 标题: "一、甲乙,丙丁"\n    正文: "甲乙（丙）;丁戊"\n',
        "  - 标题: 一、甲\n    正文: >\n      甲乙,丙\n      丁戊;己\n    措施:\n      - 甲乙,丙丁\n      - '甲''乙;丙丁'\n",
        "  - 标题: 一、甲\n    正文: 甲乙,丙丁\n      戊己;庚辛，甲乙,丙丁\n",
        "  - 标题: 一、甲\n    状态: 已完成\n    措施: [甲乙；丙,丁戊]\n",
    ],
)
def test_a_promise_holds_however_yaml_writes_a_text(body: str) -> None:
    path = PATH.replace(".md", ".yaml")
    text = f"标题: 关于巡察整改进展情况的通报\n类型: 整改通报\n正文:\n{body}"
    assert promised(path, text) or "[" in body
    found = mended(path, text.encode())
    assert promised(path, found.after if found else text) == []


@given(st.lists(st.tuples(PIECES, SLIPS), max_size=12))
def test_what_a_finding_promises_to_be_mended_is_mended(pieces: list[tuple[str, str]]) -> None:
    words = "".join(piece + slip for piece, slip in pieces)
    indented = words.replace("\n", "\n      ")
    yaml = f"标题: 关于巡察整改进展情况的通报\n类型: 整改通报\n正文:\n  - 标题: 甲\n    正文: |\n      甲{indented}\n"
    for path, text in ((PATH, notice(f"甲{words}\n")), (PATH.replace(".md", ".yaml"), yaml)):
        found = mended(path, text.encode())
        assert promised(path, found.after if found else text) == []


SIGNS = st.text(",;:?!，。 \u3000*\u200b“”（）#|-\n\r甲乙丙丁戊己庚辛1a：", max_size=120)


@given(SIGNS)
def test_mending_twice_is_mending_once_and_only_the_mended_signs_change(body: str) -> None:
    data = notice(body).encode()
    found = mended(PATH, data)
    if found is None:
        return
    assert mended(PATH, found.data) is None
    bare = str.maketrans("，；：？！", ",;:?!", " \u3000*\u200b\r\n")
    assert found.after.translate(bare) == data.decode().translate(bare)
    old, new = (load(PATH, text, Diagnostics()).record for text in (data, found.data))
    assert type(old) is type(new)
    if isinstance(old, Notice) and isinstance(new, Notice):
        assert [part.anchor for part in old.body] == [part.anchor for part in new.body]
        assert canonical_json(old).decode().translate(bare) == canonical_json(new).decode().translate(bare)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path, {notice_path(): notice(SLIPPED)})


def check(site: Path, *options: str, answer: str | None = None) -> tuple[str, str, int]:
    """Run `check` without a terminal, and return what it printed to both streams, and its exit code."""
    done = CliRunner().invoke(commands("zh"), ["--project", str(site), "check", *options], input=answer)
    return done.stdout, done.stderr, done.exit_code


def test_fix_shows_the_difference_writes_when_told_and_says_what_is_left(site: Path) -> None:
    found, shown, code = check(site, "--fix", "--yes")
    assert "-党组高度重视整改工作,逐项" in shown
    assert "+党组高度重视整改工作，逐项落实" in shown
    assert "去掉看不见的字符" in shown
    assert "改好了1个文件" in shown
    assert (site / notice_path()).read_text("utf-8") == notice(MENDED)
    assert "没有错误" in found
    assert code == 0
    assert "没有可以自动改的" in check(site, "--fix", "--yes")[1]


def test_fix_writes_nothing_without_a_terminal_and_without_yes(site: Path) -> None:
    found, shown, code = check(site, "--fix", answer="y\n")
    assert "什么都没有写" in shown
    assert "[punctuation-ascii]" in found
    assert (site / notice_path()).read_text("utf-8") == notice(SLIPPED)
    assert code == 0


def test_fix_keeps_machine_output_clean(site: Path) -> None:
    import json

    found, _shown, _code = check(site, "--fix", "--format", "json")
    assert {item["code"] for item in json.loads(found)} == {"file-invisible", "punctuation-ascii", "space-in-text"}


@pytest.mark.parametrize(("answer", "text"), [("y", MENDED), ("n", SLIPPED)])
def test_fix_asks_at_a_terminal(site: Path, monkeypatch: pytest.MonkeyPatch, answer: str, text: str) -> None:
    monkeypatch.setattr("gongkai.cli_fix.is_terminal", lambda: True)
    CliRunner().invoke(commands("zh"), ["--project", str(site), "check", "--fix"], input=f"{answer}\n")
    assert (site / notice_path()).read_text("utf-8") == notice(text)


def test_a_mended_file_keeps_its_rights_and_leaves_no_other_behind(site: Path) -> None:
    path = site / notice_path()
    path.chmod(0o640)
    check(site, "--fix", "--yes")
    assert path.stat().st_mode & 0o777 == 0o640 or sys.platform == "win32"
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
