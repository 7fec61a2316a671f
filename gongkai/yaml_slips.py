"""The slips of a Chinese input method in YAML: found where the parser would misread them or say something unhelpful.

Works on lines. Knows the names of fields, because `问题：…` is a fine text where no field has to begin.
"""

import json
import re
from functools import cache
from typing import NamedTuple, get_args, get_type_hints

from gongkai.model import Record

_NAME = r"[\w\u4e00-\u9fff]+"
_DASHES = r" *(?:-(?: +|$))*"
_FIELD = re.compile(rf"({_DASHES})({_NAME})[ \t]*([:：])(\s*)(.*?)\s*$")
_TEXT = re.compile(rf"({_DASHES})(.*?)\s*$")
_BLOCK_SCALAR = re.compile(r"[|>][-+\d]*(?:[ \t]+#.*)?$")
# A number sign before a word cuts the value; one before a space begins a comment, as the author knows.
_CUT = re.compile(r"(?:^|[ \t])#(?![ \t#]|$)")
_COMMENT = re.compile(r"(?:^|[ \t]+)#.*$")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
# Chinese quotation marks that can only have been meant for YAML: what they hold would break the value.
_CHINESE_QUOTED = re.compile(r"[“‘].*(?:: | #).*[”’]")
_CHINESE_QUOTED_ENTRY = re.compile(r"[“‘][^”’]*(?:[,\[\]{}]|: | #)[^”’]*[”’]")
_FIELD_IN_BRACES = re.compile(rf"[{{,，、；]\s*({_NAME})\s*(：|:(?![ \d/]|$))")
_COMMA_IN_BRACES = re.compile(rf"[，、；](?=\s*({_NAME})\s*[:：])")
_COMMA_IN_LIST = re.compile(r"(?<=[!-~])\s*[，、；](?=\s*[!-~])")
# A dash of an input method, and a hyphen without a space or with a full-width one.
_DASH_SLIP = re.compile(r"( *)(?:([－—–﹣─])(\s*)|(?<![^ ])(?P<hyphen>-)([^\S \t\n]+|(?=[^\s-])))(?=\S)")
# Signs that make YAML take the rest for something else than text.
_SIGNS = "&*!@`%|>"
# Fields whose list entries are texts, which may well begin with “问题：”.
_TEXT_LISTS = frozenset({"措施", "measures"})


class Slip(NamedTuple):
    """A slip: code of `codes`, 1-based line and column within the given lines, length, values.

    `mended` is the line as it was meant, where that is plain: `shift` characters longer from the column on.
    """

    code: str
    line: int
    column: int
    length: int = 1
    values: dict[str, str] = {}
    mended: str | None = None
    shift: int = 0


class Entry(NamedTuple):
    """A line that begins a field or an entry of a list; `start` is the 0-based column of its value.

    Deeper lines than the 0-based column `indent` belong to its value. `sign` is what stands between name and
    value, `: ` if all is well; a text without a name has neither.
    """

    line: str
    number: int
    indent: int
    name: str
    sign: str
    value: str
    start: int

    @property
    def listed(self) -> bool:
        """Whether it stands behind a dash."""
        return self.line.lstrip(" ")[:2] == "- "

    @property
    def text(self) -> str:
        """The value without a comment."""
        return _COMMENT.sub("", self.value)


@cache
def field_names() -> frozenset[str]:
    """Return the names of all fields of all records, in both languages."""
    names = {"正文", "部分", "body", "text", "parts"}
    for kind in Record.__subclasses__():
        for name, hint in get_type_hints(kind, include_extras=True).items():
            names |= {name, *(title for meta in get_args(hint)[1:] if (title := getattr(meta, "title", None)))}
    return frozenset(names)


def find_slips(lines: list[str]) -> list[Slip]:
    """Return the slips in YAML `lines`, at most one a line; what goes on over several lines is left alone."""
    slips: list[Slip] = []
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
            entry = entry_at(lines, number, above.name if above and not above.text else "")
            slip = _slip(entry, lines)
            slips += [slip] if slip else []
            pending = "" if slip else _opened(entry.value)
            above = entry
    return slips


def entry_at(lines: list[str], number: int, parent: str = "") -> Entry:
    """Return the entry that begins in a line; `parent` is the name of the field it belongs to."""
    line = lines[number - 1]
    match = _FIELD.match(line)
    if match and _is_field(match, lines, number, parent):
        return Entry(line, number, match.start(2), match[2], match[3] + match[4], match[5], match.start(5))
    match = _TEXT.match(line)
    assert match
    return Entry(line, number, len(line) - len(line.lstrip(" ")), "", "", match[2], match.start(2))


def _is_field(match: re.Match[str], lines: list[str], number: int, parent: str) -> bool:
    """Whether a line that looks like a field with a slip is one, and no text such as `9:00` or `问题：…`."""
    name, colon, gap, value = match.groups()[1:]
    if colon == ":" and (gap[:1] in ("", " ", "\t") if not value else gap[:1] in (" ", "\t")):
        return True
    if name not in field_names() or value.startswith("//"):
        return False
    if "-" not in match[1]:
        return True
    # In a list, an entry of one line may be a text: `fields` knows better.
    following = lines[number] if number < len(lines) else ""
    return parent not in _TEXT_LISTS and bool(re.match(rf" {{{match.end(1)}}}{_NAME}\s*[:：]", following))


def _opened(value: str) -> str:
    """Return the quotation mark or the brackets that a value opens and does not close in its line."""
    if value[:1] in ("'", '"'):
        return "" if _QUOTED.match(value) else value[0]
    return "[" * _depth(value) if value[:1] in ("[", "{") else ""


def _still_open(pending: str, line: str) -> str:
    if pending in ("'", '"'):
        return "" if pending in line else pending
    return "[" * (len(pending) + _depth(line))


def _depth(text: str) -> int:
    """Return how many more brackets `text` opens than it closes, outside of quotation marks."""
    bare = _QUOTED.sub("", text)
    return sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")


def _swallowed(line: str, number: int, above: Entry) -> Slip | None:
    """Report a line that would silently become part of the text above it: an entry of a list, or a field."""
    if _BLOCK_SCALAR.match(above.value):
        return None
    start = len(line) - len(line.lstrip(" "))
    match = _FIELD.match(line)
    field = match and match[3] == "：" and {match[2], above.name} <= field_names()
    if field or (above.listed and not above.name and line[start : start + 2] == "- "):
        return Slip("yaml-indent", number, start + 1, len(line) - start, {"above": str(above.number)})
    return None


def _slip(entry: Entry, lines: list[str]) -> Slip | None:
    line = entry.line
    indentation = line[: len(line) - len(line.lstrip())]
    if foreign := indentation.lstrip(" "):
        code = "yaml-tab" if foreign[0] == "\t" else "yaml-fullwidth-space"
        return Slip(code, entry.number, indentation.index(foreign) + 1, len(foreign))
    if match := _DASH_SLIP.match(line):
        return _dash_slip(match, entry.number)
    if entry.sign and (entry.sign[0] == "：" or (entry.value and entry.sign[1:2] not in (" ", "\t"))):
        return _sign_slip(entry)
    return _value_slip(entry, lines)


def _dash_slip(match: re.Match[str], number: int) -> Slip:
    """Report an entry of a list that does not begin with a hyphen and a space; it is mended."""
    line, start, end = match.string, match.start(2), match.end()
    mended = f"{line[:start]}- {line[end:]}"
    if match[2] != "-":
        return Slip("yaml-fullwidth-dash", number, start + 1, 1, {"sign": match[2]}, mended, start + 2 - end)
    code = "yaml-fullwidth-space" if match[3] else "yaml-no-space"
    return Slip(code, number, start + 1 + bool(match[3]), 1, {"sign": "-"}, mended, start + 2 - end)


def _sign_slip(entry: Entry) -> Slip:
    """Report a full-width colon, a missing or a full-width space; all are mended, so that the value is read too."""
    column = entry.start - len(entry.sign) + 1
    mended = f"{entry.line[: column - 1]}: {entry.line[entry.start :]}"
    shift = 2 - len(entry.sign)
    if entry.sign[0] == "：":
        return Slip("yaml-fullwidth-colon", entry.number, column, 1, {"name": entry.name}, mended, shift)
    if len(entry.sign) > 1:
        return Slip("yaml-fullwidth-space", entry.number, column + 1, len(entry.sign) - 1, {}, mended, shift)
    return Slip("yaml-no-space", entry.number, column, 1, {"sign": f"{entry.name}:"}, mended, shift)


def _value_slip(entry: Entry, lines: list[str]) -> Slip | None:
    value = entry.value
    if not value or _BLOCK_SCALAR.match(value):
        return None
    if value[0] in "\"'":
        return _quote_slip(entry, lines)
    if value[0] in "[{":
        return _bracket_slip(entry, lines)
    if _CHINESE_QUOTED.fullmatch(value):
        return _quoted(entry, "yaml-fullwidth-quote", 0)
    if value[0] in "【［｛" and entry.name:
        return _at(entry, "yaml-fullwidth-bracket", 0, bracket=value[0])
    if value[0] in _SIGNS:
        slip = _quoted(entry, "yaml-sign", 0, sign=value[0])
        return slip._replace(mended=None) if value[0] == "&" else slip
    if match := _CUT.search(value):
        return _quoted(entry, "yaml-comment-in-value", match.end() - 1)
    position = f"{entry.text} ".find(": ")
    if position > 0 and entry.name:
        return _quoted(entry, "yaml-colon-in-value", position, name=entry.name, value=entry.text)
    return None


def _at(entry: Entry, code: str, offset: int, **values: str) -> Slip:
    return Slip(code, entry.number, entry.start + offset + 1, 1, values)


def _quoted(entry: Entry, code: str, offset: int, **values: str) -> Slip:
    """Return a slip that is mended by double quotes around the whole value."""
    mended = entry.line[: entry.start] + json.dumps(entry.value, ensure_ascii=False)
    return _at(entry, code, offset, **values)._replace(mended=mended)


def _quote_slip(entry: Entry, lines: list[str]) -> Slip | None:
    """Report a quotation mark that is not closed, and text behind one that is."""
    closed = _QUOTED.match(entry.value)
    if closed:
        text = entry.text if closed.end() <= len(entry.text) else entry.value
        rest = text[closed.end() :].strip()
        return _quoted(entry, "yaml-after-quote", closed.end(), sign=entry.value[0]) if rest else None
    if _is_followed_by_entry(entry, lines):
        mended = entry.line.rstrip() + entry.value[0]
        return _at(entry, "yaml-unclosed", 0, sign=entry.value[0])._replace(mended=mended)
    return None


def _is_followed_by_entry(entry: Entry, lines: list[str]) -> bool:
    """Whether the next line begins another entry, or there is none, so that nothing goes on in it."""
    following = next((line for line in lines[entry.number :] if line.strip()), "")
    deeper = len(following) - len(following.lstrip(" ")) > entry.indent
    return not deeper and (not following or bool(re.match(rf"{_DASHES}(?:{_NAME}\s*[:：]|$)", following)))


def _bracket_slip(entry: Entry, lines: list[str]) -> Slip | None:
    """Report Chinese signs within brackets, brackets that are not closed, and text behind them."""
    bare = _QUOTED.sub(lambda match: "·" * len(match[0]), entry.value)
    if match := _CHINESE_QUOTED_ENTRY.search(bare):
        return _at(entry, "yaml-fullwidth-quote", match.start())
    if match := _named(_FIELD_IN_BRACES, bare):
        if match[2] == "：":
            return _at(entry, "yaml-fullwidth-colon", match.start(2), name=match[1])
        return _at(entry, "yaml-no-space", match.start(2), sign=f"{match[1]}:")
    if match := _named(_COMMA_IN_BRACES, bare) or ("{" not in bare and _COMMA_IN_LIST.search(bare)):
        return _at(entry, "yaml-fullwidth-comma", match.end() - 1, sign=bare[match.end() - 1])
    if match := _CUT.search(bare):
        return _at(entry, "yaml-comment-in-value", match.end() - 1)
    end = _closing(bare)
    if end:
        rest = _COMMENT.sub("", bare[end:]).strip()
        return _at(entry, "yaml-after-quote", end, sign=bare[0]) if rest else None
    if match := re.search("[】］｝]", bare):
        return _at(entry, "yaml-fullwidth-bracket", match.start(), bracket=match[0])
    return _at(entry, "yaml-unclosed", 0, sign=bare[0]) if _is_followed_by_entry(entry, lines) else None


def _named(pattern: re.Pattern[str], bare: str) -> re.Match[str] | None:
    """Return the first match whose name is that of a field: `，14:00` and `（甲，乙：丙）` are texts."""
    if "{" not in bare:
        return None
    return next((match for match in pattern.finditer(bare) if match[1] in field_names()), None)


def _closing(bare: str) -> int:
    """Return the place behind the bracket that closes the first one; 0 where none does."""
    depth = 0
    for position, sign in enumerate(bare, 1):
        depth += (sign in "[{") - (sign in "]}")
        if depth == 0:
            return position
    return 0
