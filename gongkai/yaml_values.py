"""Slips within the value of a YAML entry: quotation marks, brackets, and signs that YAML takes for something else."""

import json
import re

from gongkai.yaml_lines import BLOCK_SCALAR, COMMENT, NAME, QUOTED, Entry, Slip, field_names, is_complete

# A number sign before a word cuts the value; one before a space begins a comment, as its author knows.
_CUT = re.compile(r"(?:^|[ \t])#(?![ \t#]|$)")
# Chinese quotation marks that can only have been meant for YAML: what they hold would break the value.
_CHINESE_QUOTED = re.compile(r"[“‘].*(?:: | #).*[”’]|[“”‘’].*[\"']")
_CHINESE_QUOTED_ENTRY = re.compile(r"[“‘][^”’]*(?:[,\[\]{}]|: | #)[^”’]*[”’]|[“”‘’][^“”‘’\"',{}\[\]]*[\"']")
# What a Chinese input method makes of [甲, 乙] and {名称: 甲}.
_CHINESE_BRACKETED = re.compile(r"｛|[［【].*[，, ].*[］】\]]$")
_FIELD_IN_BRACES = re.compile(rf"[{{,，、；]\s*({NAME})\s*(：|:(?![ \d/]|$))")
_COMMA_IN_BRACES = re.compile(rf"[，、；](?=\s*({NAME})\s*[:：])")
_COMMA_IN_LIST = re.compile(r"(?<=[!-~])\s*[，、；](?=\s*[!-~])")
_QUOTE_IN_BRACKETS = re.compile(r"[\[{,:]\s*([\"'])")
# Signs that make YAML take the rest for something else than text.
_SIGNS = "&*!@`%|>"


def value_slip(entry: Entry, lines: list[str]) -> Slip | None:
    """Return the slip in the value of an entry of `lines`, the first of several."""
    value = entry.value
    if not value or BLOCK_SCALAR.match(value):
        return None
    if value[0] in "\"'":
        return _quote_slip(entry, lines)
    if value[0] in "[{":
        return _bracket_slip(entry, lines)
    if _CHINESE_BRACKETED.match(value):
        return entry.slip("yaml-fullwidth-bracket", 0, bracket=value[0])
    if _CHINESE_QUOTED.fullmatch(value):
        return _quoted(entry, "yaml-fullwidth-quote", 0)
    if value[0] in _SIGNS:
        slip = _quoted(entry, "yaml-sign", 0, sign=value[0])
        return slip._replace(mended=None) if value[0] == "&" else slip
    if "#" in value and (match := _CUT.search(value)):
        return _quoted(entry, "yaml-comment-in-value", match.end() - 1)
    position = f"{entry.text} ".find(": ")
    if position > 0 and entry.name:
        return _quoted(entry, "yaml-colon-in-value", position, name=entry.name, value=entry.text)
    return None


def _quoted(entry: Entry, code: str, offset: int, **values: str) -> Slip:
    """Return a slip that is mended by double quotes around the whole value."""
    mended = entry.line[: entry.start] + json.dumps(entry.value, ensure_ascii=False)
    return entry.slip(code, offset, **values)._replace(mended=mended)


def _quote_slip(entry: Entry, lines: list[str]) -> Slip | None:
    """Report a quotation mark that is not closed, and text behind one that is."""
    closed = QUOTED.match(entry.value)
    if closed:
        rest = COMMENT.sub("", entry.value[closed.end() :])
        if not rest.strip(" \t"):
            return None
        if not rest.strip():
            return entry.slip("yaml-fullwidth-space", closed.end())
        return _quoted(entry, "yaml-after-quote", closed.end(), sign=entry.value[0])
    if is_complete(entry, lines):
        mended = entry.line.rstrip() + entry.value[0]
        return entry.slip("yaml-unclosed", 0, sign=entry.value[0])._replace(mended=mended)
    return None


def _bracket_slip(entry: Entry, lines: list[str]) -> Slip | None:
    """Report Chinese signs within brackets, brackets that are not closed, and text behind them."""
    bare = QUOTED.sub(lambda match: "·" * len(match[0]), entry.value)
    if match := _CHINESE_QUOTED_ENTRY.search(bare):
        return entry.slip("yaml-fullwidth-quote", match.start())
    if (match := _QUOTE_IN_BRACKETS.search(bare)) and is_complete(entry, lines):
        return entry.slip("yaml-unclosed", match.start(1), sign=match[1])
    if match := _named(_FIELD_IN_BRACES, bare):
        if match[2] == "：":
            return entry.slip("yaml-fullwidth-colon", match.start(2), name=match[1])
        return entry.slip("yaml-no-space", match.start(2), sign=f"{match[1]}:")
    if match := _named(_COMMA_IN_BRACES, bare) or ("{" not in bare and _COMMA_IN_LIST.search(bare)) or None:
        return entry.slip("yaml-fullwidth-comma", match.end() - 1, sign=bare[match.end() - 1])
    if match := _CUT.search(bare):
        return entry.slip("yaml-comment-in-value", match.end() - 1)
    return _closing_slip(entry, bare, lines)


def _named(pattern: re.Pattern[str], bare: str) -> re.Match[str] | None:
    """Return the first match in braces whose name is that of a field: `，14:00` and `（甲，乙：丙）` are texts."""
    if "{" not in bare:
        return None
    return next((match for match in pattern.finditer(bare) if match[1] in field_names()), None)


def _closing_slip(entry: Entry, bare: str, lines: list[str]) -> Slip | None:
    depth = 0
    for position, sign in enumerate(bare, 1):
        depth += (sign in "[{") - (sign in "]}")
        if depth == 0:
            rest = COMMENT.sub("", bare[position:]).strip()
            return entry.slip("yaml-after-quote", position, sign=bare[0]) if rest else None
    if match := re.search("[】］｝]", bare):
        return entry.slip("yaml-fullwidth-bracket", match.start(), bracket=match[0])
    return entry.slip("yaml-unclosed", 0, sign=bare[0]) if is_complete(entry, lines) else None
