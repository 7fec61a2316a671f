"""Lines of YAML → entries: where a field or an entry of a list begins, also where its author slipped.

Knows the names of fields, because `问题：…` is a fine text where no field has to begin.
"""

import re
from functools import cache
from typing import NamedTuple, get_args, get_type_hints

from gongkai.model import Record

NAME = r"[\w\u4e00-\u9fff]+"
DASHES = r" *(?:-(?: +|$))*"
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
BLOCK_SCALAR = re.compile(r"[|>][-+\d]*(?:[ \t]+#.*)?$")
COMMENT = re.compile(r"(?:^|(?<![ \t])[ \t]+)#.*$")
FIELD = re.compile(rf"({DASHES})({NAME})[ \t]*([:：])(\s*)(.*\S|)\s*$")
_TEXT = re.compile(rf"({DASHES})(.*\S|)\s*$")
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
    values: dict[str, str] | None = None
    mended: str | None = None
    shift: int = 0


# Slips that may have cut or swallowed something, so that nothing is to be said of the value they leave.
DOUBTFUL = frozenset(
    (
        *("yaml-fullwidth-quote", "yaml-sign", "yaml-comment-in-value", "yaml-colon-in-value"),
        *("yaml-after-quote", "yaml-unclosed"),
    )
)


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
        return COMMENT.sub("", self.value) if "#" in self.value else self.value

    def slip(self, code: str, offset: int, **values: str) -> Slip:
        """Return a slip at a 0-based character of the value."""
        return Slip(code, self.number, self.start + offset + 1, 1, values)


@cache
def field_names() -> frozenset[str]:
    """Return the names of all fields of all records, in both languages."""
    names = {"正文", "部分", "body", "text", "parts"}
    for kind in Record.__subclasses__():
        for name, hint in get_type_hints(kind, include_extras=True).items():
            names |= {name, *(title for meta in get_args(hint)[1:] if (title := getattr(meta, "title", None)))}
    return frozenset(names)


def indentation(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def entry_at(lines: list[str], number: int, parent: str = "") -> Entry:
    """Return the entry that begins in a line; `parent` is the name of the field it belongs to."""
    line = lines[number - 1]
    match = FIELD.match(line)
    if match and _is_field(match, lines, number, parent):
        return Entry(line, number, match.start(2), match[2], match[3] + match[4], match[5], match.start(5))
    match = _TEXT.match(line)
    assert match
    return Entry(line, number, indentation(line), "", "", match[2], match.start(2))


def _is_field(match: re.Match[str], lines: list[str], number: int, parent: str) -> bool:
    """Whether a line that looks like a field with a slip is one, and no text such as `9:00` or `问题：…`."""
    name, colon, gap, value = match.groups()[1:]
    if colon == ":" and (gap[:1] in (" ", "\t") or not value):
        return True
    if name not in field_names() or value.startswith("//"):
        return False
    if "-" not in match[1]:
        return True
    # In a list, an entry of one line may be a text: `fields` knows better.
    return parent not in _TEXT_LISTS and _goes_on(lines, number, match.end(1))


def _goes_on(lines: list[str], number: int, column: int) -> bool:
    """Whether the line below that with `number` is another field of the same entry, in the 0-based `column`."""
    following = lines[number] if number < len(lines) else ""
    return bool(re.match(rf" {{{column}}}{NAME}\s*[:：]", following))


def has_more(entry: Entry, lines: list[str]) -> bool:
    """Whether the next line is another field of an entry of a list, which therefore begins with a field."""
    return _goes_on(lines, entry.number, entry.start)


def is_complete(entry: Entry, lines: list[str]) -> bool:
    """Whether the next line begins another entry, or there is none, so that nothing goes on in it."""
    below = (lines[index] for index in range(entry.number, len(lines)))
    following = next((line for line in below if line.strip()), "")
    if not following or indentation(following) > entry.indent:
        return not following
    return bool(re.match(rf" *(?:-(?: |$)|{NAME}\s*[:：])", following))
