"""Sentences of ours with the values that they speak of, in either language."""

import re
from collections.abc import Mapping

from gongkai.language import catalogue
from gongkai.text import printable

# Values that are words of ours, to be translated; all others are the editor's own.
_OUR_WORDS = frozenset(
    {"problem", "expected", "found", "way", "reason", "owner", "home", "what", "kind", "other", "encoding"}
)
# Values that are lists, separated by ", ".
_LISTS = frozenset({"known", "claimed", "missing", "said", "counted"})
# What names a field in both languages: 类型 (kind).
_BOTH_NAMES = re.compile(r"(?P<zh>[^ ()]+) \((?P<en>[a-z_]+)\)")
# Longer values are cut in messages: the line is shown below them anyway.
_LONGEST_VALUE = 100


def _naming(words: str, values: Mapping[str, str]) -> str:
    """Return words of ours with the other values that they name; they may hold braces that are none of ours."""
    if "{" not in words:
        return words
    for key, value in values.items():
        if key not in _OUR_WORDS:
            words = words.replace(f"{{{key}}}", printable(value[:_LONGEST_VALUE]))
    return words


def fill(words: str, values: Mapping[str, str], language: str) -> str:
    """Return `words` in `language`, with the values they name."""
    translate = catalogue(language).gettext
    shown = {}
    for key, value in values.items():
        if key in _OUR_WORDS:
            shown[key] = _naming(translate(value), values) if value else ""
        elif key == "key" and (both := _BOTH_NAMES.fullmatch(value)):
            shown[key] = both[language]
        elif key in _LISTS:
            shown[key] = value.replace(", ", "、") if language == "zh" else value
        else:
            shown[key] = printable(value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE - 1]}…")
    return translate(words).format_map(shown) if words else ""
