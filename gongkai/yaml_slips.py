"""The slips of a Chinese input method in YAML, found before the parser says something unhelpful about them.

Works on lines; knows the shape of YAML lines but not what the fields mean.
"""

import re
from typing import NamedTuple

import yaml

from gongkai.language import mark

_KEY = r"[\w\u4e00-\u9fff]+"
_FULLWIDTH_COLON = re.compile(rf"(\s*(?:- +)*[{{\[]?\s*)({_KEY})\s*：(?!.*: )")
_NO_SPACE = re.compile(rf"(\s*(?:- +)*)({_KEY}):(?=[^\s/:\d])")
_VALUE = re.compile(rf"(\s*(?:- +)*)({_KEY}):[ \t]+(.*)$")
_BLOCK_SCALAR = re.compile(r".*:[ \t]+[|>][-+\d]*\s*(#.*)?$|\s*- [|>][-+\d]*\s*$")
# Chinese quotation marks that can only have been meant for YAML: they hold what needs quoting, or a plain value.
_QUOTED = re.compile(r"[“‘](?:.*(?:: | #).*|[-\d./]+|true|false)[”’]")
_QUOTED_ENTRY = re.compile(r"[“‘][^”’]*[,:\]}][^”’]*[”’]")
_COMMA_BETWEEN = re.compile(r"^[\[{][^\"']*，[^\"']*[\]}]$")
# What PyYAML says → what it means to an editor.
_PROBLEMS = {
    "mapping values are not allowed": mark("there is one colon too many"),
    "could not find expected ':'": mark("a colon is missing after the name"),
    "did not find expected key": mark("the indentation does not fit the lines above, or a quotation mark or bracket is missing"),
    "did not find expected ',' or": mark("a comma or a closing bracket is missing"),
    "found unexpected end of stream": mark("a quotation mark or bracket is never closed"),
    "while scanning a quoted scalar": mark("a quotation mark is never closed"),
    "found character that cannot start": mark("the value starts with a special character"),
    "found unknown escape character": mark("a backslash stands inside double quotes; use single quotes"),
    "did not find expected '-' indicator": mark("the entries of the list do not start in the same column"),
    "block sequence entries are not allowed": mark("a list must start on a line of its own"),
}


class Slip(NamedTuple):
    """A slip: code of `codes`, 1-based line and column within the given lines, length, values."""

    code: str
    line: int
    column: int
    length: int
    values: dict[str, str]


def find_slips(lines: list[str]) -> list[Slip]:
    """Return the slips in YAML `lines`; text inside block scalars (`|`, `>`) is left alone."""
    slips: list[Slip] = []
    scalar_indent: int | None = None
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if scalar_indent is not None:
            if not line.strip() or indent > scalar_indent:
                continue
            scalar_indent = None
        if _BLOCK_SCALAR.match(line):
            scalar_indent = indent
        elif line.strip() and not line.lstrip().startswith("#") and (slip := _slip(line, number)):
            slips.append(slip)
    return slips


def _slip(line: str, number: int) -> Slip | None:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Slip("yaml-tab", number, 1, 1, {})
    if match := _FULLWIDTH_COLON.match(line):
        return Slip("yaml-fullwidth-colon", number, line.index("：") + 1, 1, {"key": match[2]})
    if match := _NO_SPACE.match(line):
        return Slip("yaml-no-space", number, match.end() + 1, 1, {"key": match[2]})
    if match := _VALUE.match(line):
        return _value_slip(match[3].rstrip(), match[2], number, match.start(3) + 1)
    return None


def _value_slip(value: str, key: str, line: int, column: int) -> Slip | None:
    if not value or value[0] in "\"'|>":
        return None
    if _QUOTED.fullmatch(value):
        return Slip("yaml-fullwidth-quote", line, column, 1, {})
    if value[0] in "【［｛":
        return Slip("yaml-fullwidth-bracket", line, column, 1, {"bracket": value[0]})
    if value[0] in "[{":
        return _flow_slip(value, key, line, column)
    position = value.find(" #")
    if position > 0 and not value[position + 2 : position + 3].isspace():
        return Slip("yaml-comment-in-value", line, column + position, 2, {})
    position = value.find(": ")
    if position > 0:
        return Slip("yaml-colon-in-value", line, column + position, 1, {"key": key, "value": value})
    return None


def _flow_slip(value: str, key: str, line: int, column: int) -> Slip | None:
    if _COMMA_BETWEEN.match(value) and "," not in value:
        return Slip("yaml-fullwidth-comma", line, column + value.index("，"), 1, {})
    if value[0] == "{" and (match := re.search(rf"({_KEY})：", value)) and ":" not in value:
        return Slip("yaml-fullwidth-colon", line, column + match.end() - 1, 1, {"key": match[1]})
    if match := _QUOTED_ENTRY.search(value):
        return Slip("yaml-fullwidth-quote", line, column + match.start(), 1, {})
    return None


def explain(error: yaml.YAMLError) -> tuple[int, int, str]:
    """Return 0-based line and column of a YAML error, and what it means (an English source string)."""
    place = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', '') or ''}; {getattr(error, 'problem', '') or error}"
    meaning = next((words for known, words in _PROBLEMS.items() if known in said), "")
    if not meaning:
        meaning = mark("the line is not of the form “name: value”")
    return (place.line, place.column, meaning) if place else (0, 0, meaning)
