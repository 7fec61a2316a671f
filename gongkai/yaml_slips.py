"""The slips of a Chinese input method in YAML: found where the parser would misread them or say something unhelpful.

Works on lines, before parsing; `yaml_errors` explains what the parser cannot read.
"""

import re

from gongkai.language import mark
from gongkai.yaml_lines import (
    BLOCK_SCALAR,
    COMMENT,
    DASHES,
    FIELD,
    NAME,
    QUOTED,
    Entry,
    Slip,
    entry_at,
    field_names,
    has_more,
    indentation,
)
from gongkai.yaml_values import value_slip

_INDENT = mark("Indent with spaces, two for each level.")
_OUTDENT = mark("Delete the tab: this line is not part of another.")

# An entry of a list that begins with another dash, or has no space or a full-width one behind its hyphen.
_OTHER_DASH = re.compile(r" *([－—–﹣─])(?![－—–﹣─])\s*(?=\S)")
_HYPHEN = re.compile(r" *(-)([^\S \t]*)(?=[^\s-])")
_BARE_NAME = re.compile(rf"{DASHES}({NAME})(?=\s|$)")


def find_slips(lines: list[str]) -> list[Slip]:
    """Return the slips in YAML `lines`, at most one a line; what goes on over several lines is left alone."""
    slips: list[Slip] = []
    lines = list(lines)
    above: Entry | None = None
    pending = ""  # an open quotation mark, or open brackets
    for number, line in enumerate(lines, 1):
        content = line.lstrip(" ")
        if pending:
            pending = _still_open(pending, line)
        elif not content.strip() or content[0] == "#":
            continue
        elif above and above.text and len(line) - len(content) > above.indent:
            if slip := _swallowed(line, number, above):
                slips.append(slip)
                above = entry_at(lines, number)
        else:
            parent = above.name if above and not above.text else ""
            above = entry_at(lines, number, parent)
            slip = _line_slip(lines, number) or _entry_slip(above, lines) or value_slip(above, lines)
            if slip:
                slips.append(slip)
                if slip.mended:
                    lines[number - 1] = slip.mended
                    above = entry_at(lines, number, parent)
            else:
                pending = _opened(above.value)
    return slips


def _opened(value: str) -> str:
    """Return the quotation mark or the brackets that a value opens and does not close in its line."""
    if value[:1] in ("'", '"'):
        return "" if QUOTED.match(value) else value[0]
    return "[" * _depth(value) if value[:1] in ("[", "{") else ""


def _still_open(pending: str, line: str) -> str:
    if pending in ("'", '"'):
        return "" if pending in line else pending
    return "[" * (len(pending) + _depth(line))


def _depth(text: str) -> int:
    """Return how many more brackets `text` opens than it closes, outside of quotation marks."""
    bare = QUOTED.sub("", text)
    return sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")


def _swallowed(line: str, number: int, above: Entry) -> Slip | None:
    """Report a line that would silently become part of the text above it: an entry of a list, or a field."""
    if BLOCK_SCALAR.match(above.value):
        return None
    start = indentation(line)
    match = FIELD.match(line)
    field = match and match[3] == "：" and {match[2], above.name} <= field_names()
    if field or (above.listed and not above.name and line[start : start + 2] == "- "):
        return Slip("yaml-indent", number, start + 1, len(line) - start, {"above": str(above.number)})
    return None


def _line_slip(lines: list[str], number: int) -> Slip | None:
    """Report how a line begins: with a tab, a full-width space, or a dash that makes no list."""
    line = lines[number - 1]
    if foreign := line[indentation(line) : len(line) - len(line.lstrip())]:
        place = (number, indentation(line) + 1, len(foreign))
        if foreign[0] == "\t":
            return Slip("yaml-tab", *place, {"way": _INDENT if _is_below(lines, number) else _OUTDENT})
        return Slip("yaml-fullwidth-space", *place)
    if match := _OTHER_DASH.match(line):
        mended, shift = _with(line, match, "- ")
        return Slip("yaml-fullwidth-dash", number, match.start(1) + 1, 1, {"sign": match[1]}, mended, shift)
    if match := _HYPHEN.match(line):
        mended, shift = _with(line, match, "- ")
        if match[2]:
            return Slip("yaml-fullwidth-space", number, match.start(2) + 1, len(match[2]), {}, mended, shift)
        return Slip("yaml-no-space", number, match.start(1) + 1, 1, {"sign": "-"}, mended, shift)
    return None


def _is_below(lines: list[str], number: int) -> bool:
    """Whether an indented line can belong below a name or to an entry of a list: the last line that is not indented."""
    above = next((line for line in reversed(lines[: number - 1]) if line.strip() and line[0] not in " \t\u3000#"), "")
    return above.startswith("-") or COMMENT.sub("", above).rstrip().endswith((":", "："))


def _with(line: str, match: re.Match[str], sign: str) -> tuple[str, int]:
    """Return the line with `sign` from the first group on to the end of the match, and how much longer it is."""
    mended = line[: match.start(1)] + sign + line[match.end() :]
    return mended, len(mended) - len(line)


def _entry_slip(entry: Entry, lines: list[str]) -> Slip | None:
    """Report a full-width colon, none, or a missing or a full-width space; mended, so that the value is read too."""
    if not entry.name:
        return None if entry.listed and not has_more(entry, lines) else _no_colon(entry)
    fine = entry.sign[1:2] in (" ", "\t") if entry.value else not entry.sign[1:].strip(" \t")
    if entry.sign[0] == ":" and fine:
        return None
    column = entry.start - len(entry.sign) + 1
    mended = f"{entry.line[: column - 1]}: {entry.line[entry.start :]}"
    shift = 2 - len(entry.sign)
    if entry.sign[0] == "：":
        return Slip("yaml-fullwidth-colon", entry.number, column, 1, {"name": entry.name}, mended, shift)
    if len(entry.sign) > 1:
        return Slip("yaml-fullwidth-space", entry.number, column + 1, len(entry.sign) - 1, {}, mended, shift)
    return Slip("yaml-no-space", entry.number, column, 1, {"sign": f"{entry.name}:"}, mended, shift)


def _no_colon(entry: Entry) -> Slip | None:
    match = _BARE_NAME.match(entry.line)
    if not match or match[1] not in field_names():
        return None
    mended, shift = entry.line[: match.end()] + ":" + entry.line[match.end() :], 1
    place = (entry.number, match.start(1) + 1, len(match[1]))
    return Slip("yaml-no-colon", *place, {"name": match[1]}, mended, shift)
