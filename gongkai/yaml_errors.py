"""What a YAML parser's error means to an editor. Asked only when parsing failed, so it may look at every line."""

import re

import yaml

from gongkai.language import mark
from gongkai.yaml_lines import Entry, Slip, entry_at, indentation

# What libyaml says → what it means to an editor.
_PROBLEMS = {
    "could not find expected ':'": mark("a colon is missing after the name"),
    "did not find expected key": mark("a quotation mark or a bracket is missing, or there is one too many"),
    "did not find expected ',' or": mark("a comma or a closing bracket is missing"),
    "found unknown escape character": mark("a backslash stands inside double quotes; use single quotes"),
    "block sequence entries are not allowed": mark("a list must start on a line of its own"),
    "<document start>": mark("there is text after the end of the entries"),
}
NO_NAME = mark("a name is missing before the colon")
NO_HYPHEN = mark("the hyphen that begins an entry of a list is missing")
NO_FIELD = mark("it is not of the form “name: value”")
# Scanners that fail because a value begins with a sign that has a meaning of its own.
_SIGN = re.compile(r"while scanning (?:an alias|an anchor|a tag|a block scalar)")
_NOT_A_VALUE = re.compile(r"cannot start any token|expected node content|mapping keys are not allowed")


def explain(error: yaml.YAMLError, lines: list[str]) -> Slip:
    """Return the slip behind an error of parsing `lines`."""
    said = f"{getattr(error, 'context', '') or ''}; {getattr(error, 'problem', '') or error}"
    begun = _place(getattr(error, "context_mark", None), lines)
    failed = _place(getattr(error, "problem_mark", None), lines) or begun or (1, 1)
    if "quoted scalar" in said and "escape" not in said and begun:
        return Slip("yaml-unclosed", *begun, 1, {"sign": _sign(begun, lines)})
    if _SIGN.search(said) and begun:
        return Slip("yaml-sign", *begun, 1, {"sign": _sign(begun, lines)})
    if _NOT_A_VALUE.search(said):
        return Slip("yaml-sign", *failed, 1, {"sign": _sign(failed, lines)})
    if "expected ':'" in said and begun:
        failed = begun
    return _line_slip(said, failed, lines)


def _place(place: yaml.Mark | None, lines: list[str]) -> tuple[int, int] | None:
    """Return 1-based line and column; what ends after the last line ends with it."""
    if place is None:
        return None
    if place.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return place.line + 1, place.column + 1


def _sign(place: tuple[int, int], lines: list[str]) -> str:
    line, column = place
    return lines[line - 1][column - 1 : column] or "?"


def _line_slip(said: str, place: tuple[int, int], lines: list[str]) -> Slip:
    """Look at the line that failed and the one above it for what only becomes a mistake together."""
    number, column = place
    above = next((n for n in range(number - 1, 0, -1) if lines[n - 1].strip()), 0)
    for candidate in (number, above):
        if candidate and (slip := _colon_slip(lines[candidate - 1], candidate)):
            return slip
    entry = entry_at(lines, number)
    if above and (sibling := _sibling_astray(entry, entry_at(lines, above), lines)):
        text = lines[number - 1].strip()
        return Slip("yaml-indent", number, indentation(lines[number - 1]) + 1, len(text), {"above": str(sibling)})
    if entry.value[:1] == "{" and not entry.name and not entry.listed:
        return Slip("yaml-syntax", number, entry.start + 1, 1, {"problem": NO_HYPHEN})
    if "mapping values" in said and above and not entry_at(lines, above).name:
        number, column, said = above, indentation(lines[above - 1]) + 1, "could not find expected ':'"
    if lines[number - 1].lstrip(" -")[:1] == ":":
        return Slip("yaml-syntax", number, column, 1, {"problem": NO_NAME})
    problem = next((words for known, words in _PROBLEMS.items() if known in said), NO_FIELD)
    return Slip("yaml-syntax", number, column, 1, {"problem": problem})


def _colon_slip(line: str, number: int) -> Slip | None:
    """Return the slip of a line that can only be a field, whatever its name."""
    match = re.match(r"( *(?:- +)*[^\s:：“”\"'\[\]{}]{1,12})(：|:(?=[^\s/\d]))", line)
    if not match or re.search(r":(?:\s|$)", line):
        return None
    name = match[1].strip(" -")
    if match[2] == "：":
        return Slip("yaml-fullwidth-colon", number, match.start(2) + 1, 1, {"name": name})
    return Slip("yaml-no-space", number, match.start(2) + 1, 1, {"sign": f"{name}:"})


def _sibling_astray(entry: Entry, above: Entry, lines: list[str]) -> int:
    """Return the line an entry should be indented like: it lies deeper than a complete one, or between two levels."""
    if not entry.name and not entry.listed:
        return 0
    if entry.indent > above.indent and above.text:
        return above.number
    levels: dict[int, int] = {}  # the 0-based columns of the entries that are still open, and their lines
    lowest = 1 << 30
    for number in range(entry.number - 1, 0, -1):
        if lines[number - 1].strip() and indentation(lines[number - 1]) < lowest:
            opened = entry_at(lines, number)
            lowest = indentation(lines[number - 1])
            levels |= {opened.indent: number, lowest: number}
    columns = {entry.indent, indentation(entry.line)}
    if columns & levels.keys() or not levels:
        return 0
    return levels[min(levels, key=lambda level: abs(level - entry.indent))]
