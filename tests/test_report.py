"""Findings as people and machines read them: carets, cut lines, languages, escapes."""

import json
import re

import pytest

from gongkai.codes.table import CODES
from gongkai.diagnostics import Diagnostics
from gongkai.finding import Diagnostic, Place
from gongkai.report import as_github, as_json, as_text, counted
from gongkai.source import Text


def finding(line: str, column: int, length: int = 1) -> Diagnostic:
    """Return a finding in the second line of a file."""
    return Diagnostic("date-impossible", Text("content/x.md", f"\n{line}").place(2, column, length), {"value": "甲"})


def caret(line: str, column: int, length: int = 1) -> tuple[str, str]:
    """Return the source line as shown, and the line of carets below it."""
    shown = as_text(finding(line, column, length), "zh").split("\n")
    return shown[2], shown[3]


def test_a_finding_says_where_what_and_how_to_mend_it() -> None:
    assert as_text(finding("截至: 2024-02-30", 5, 10), "zh") == (
        "content/x.md:2:5 错误 [date-impossible]\n"
        "  没有甲这个日期。\n"
        "  2 | 截至: 2024-02-30\n"
        "    |       ^^^^^^^^^^\n"
        "  → 请检查年、月、日。"
    )


def test_a_finding_about_a_whole_file_shows_no_line() -> None:
    shown = as_text(Diagnostic("file-bom", Place("content/x.md")), "en")
    assert shown.split("\n")[0] == "content/x.md warning [file-bom]"
    assert "|" not in shown


@pytest.mark.parametrize(
    ("line", "column", "length", "below"),
    [
        ("甲乙丙", 2, 1, "    |   ^^"),
        ("甲乙丙", 2, 9, "    |   ^^^^"),
        ("ab丙", 2, 2, "    |  ^^^"),
        ("甲", 2, 1, "    |   ^"),
        ("\t甲", 2, 1, "    |  ^^"),
        ("e\u0301甲", 3, 1, "    |  ^^"),
    ],
)
def test_carets_stand_below_what_is_meant(line: str, column: int, length: int, below: str) -> None:
    assert caret(line, column, length)[1] == below


@pytest.mark.parametrize("column", [1, 40, 120, 500, 999, 1000])
def test_long_lines_are_cut_around_what_is_meant(column: int) -> None:
    line = "".join(chr(0x4E00 + n) for n in range(1000))
    shown, below = caret(line, column)
    assert len(shown) < 60
    # Every character shown is two columns wide but the margin and the ellipsis.
    start = below.index("^")
    before = shown[: len("  2 | ")]
    rest = shown[len(before) :]
    columns = len(before)
    for character in rest:
        if columns == start:
            assert character == line[column - 1]
            return
        columns += 1 if character == "…" else 2
    pytest.fail("the caret stands below nothing")


def test_nothing_of_the_content_reaches_the_terminal_as_a_command() -> None:
    place = Text("content/\x1b[2Jx.md", "甲\x1b]0;title\x07\u202e乙").place(1, 1)
    shown = as_text(Diagnostic("choice-unknown", place, {"value": "\x1b[31m\n甲", "key": "乙", "known": "丙"}), "zh")
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert len(shown.split("\n")) == 5


def test_long_values_are_cut_in_messages() -> None:
    shown = as_text(Diagnostic("date-format", Place("x"), {"value": "甲" * 5000}), "zh")
    assert len(shown) < 300


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_its_words_in_both_languages(code: str) -> None:
    named = {name for words in CODES.values() for name in re.findall(r"(?<!{){(\w+)}", words.message + words.hint)}
    values = dict.fromkeys(named, "甲")
    finding = Diagnostic(code, Place("x"), values)
    for text in (finding.message("en"), finding.hint("en"), finding.message("zh"), finding.hint("zh")):
        assert not re.search(r"{\w*}", text)
    assert finding.message("zh")[-1] in "。甲"
    assert any("\u4e00" <= character <= "\u9fff" for character in finding.message("zh").replace("甲", ""))


def test_a_list_of_choices_is_joined_as_each_language_does() -> None:
    item = Diagnostic("choice-unknown", Place("x"), {"value": "甲", "key": "乙", "known": "丙, 丁", "nearest": "丙"})
    assert item.hint("zh") == "您要写的是不是“丙”？可以选：丙、丁。"
    assert item.hint("en") == "Did you mean “丙”? Choose one of: 丙, 丁."


def test_machines_get_json_and_workflow_commands() -> None:
    found = Diagnostics([finding("截至: 2024-02-30", 5, 10)])
    (read,) = json.loads(as_json(found, "en"))
    assert read["file"] == "content/x.md"
    assert (read["line"], read["column"], read["code"], read["severity"]) == (2, 5, "date-impossible", "error")
    command = as_github(Diagnostic("date-impossible", Place("a,b:c.md", 2, 5), {"value": "50%\n"}), "en")
    assert command.startswith(
        "::error file=a%2Cb%3Ac.md,line=2,col=5,title=date-impossible::There is no such date: 50%25"
    )
    assert "\n" not in command


def test_findings_are_counted_in_words() -> None:
    error, warning = Diagnostic("date-impossible", Place("x"), {"value": ""}), Diagnostic("file-bom", Place("x"))
    assert counted(Diagnostics([error, error, warning]), "en") == "2 errors · 1 warning"
    assert counted(Diagnostics([error, error, warning]), "zh") == "2个错误 · 1个警告"
    assert counted(Diagnostics(), "zh") == ""


def test_findings_come_in_the_order_of_their_places() -> None:
    places = [Place("b", 1, 1), Place("a", 2, 1), Place("a", 1, 9), Place("a", 1, 2), Place("a")]
    found = Diagnostics(Diagnostic("file-bom", place) for place in places)
    assert [item.place for item in found] == [places[4], places[3], places[2], places[1], places[0]]


def test_a_code_that_is_not_known_is_our_bug() -> None:
    with pytest.raises(KeyError):
        Diagnostics().add("no-such-code", Place("x"))
