"""Words of the skeleton that nobody has replaced: a notice that still holds them is not ready, whatever else is right.

Looks at the lines of the file, so that every place is covered: fields, headings, text, Markdown and YAML alike.
"""

import re
from typing import TYPE_CHECKING

from gongkai.language import LANGUAGES, catalogue, mark

if TYPE_CHECKING:  # the command line loads the words alone
    from gongkai.fields import Reader

OPENING = mark("(The introduction goes here.)")
PHONE = "0000-00000000"
EMAIL = "name@example.gov.cn"
HEADINGS = ("一、", "（一）", "1.")
MEASURE = "一是"

_COMMENT = re.compile(r"[ \t]*#(?!#)[ \t]|[ \t]*-?[ \t]*#[ \t]")
# A heading or a line that is a number and nothing else: in Markdown, and as a value in YAML.
_BARE = re.compile(
    r"(?:[ \t]*#{1,6}[ \t]+|[ \t]*(?:- +)?(?:标题|heading):[ \t]*[\"']?)"
    rf"({'|'.join(map(re.escape, HEADINGS))})[\"']?[ \t]*$"
    rf"|[ \t]*(?:- +)?(?:\*\*)?({MEASURE})(?:\*\*)?[ \t]*$"
)
# How such a line ends: nearly no other does.
_BARE_ENDS = frozenset("、）.是*\"' \t")


def check(reader: "Reader") -> None:
    """Report placeholders in the file of a notice or an organization, outside of comments."""
    words = [*{catalogue(language).gettext(OPENING) for language in LANGUAGES}, PHONE, EMAIL]
    whole = "\n".join(reader.text.lines)
    words = [word for word in words if word in whole]
    for number, line in enumerate(reader.text.lines, 1):
        if line[-1:] in _BARE_ENDS and (match := _BARE.match(line)) and (found := match[1] or match[2]):
            _report(reader, number, match.start(match.lastindex or 0), found)
        for word in words:
            if word in line and not _COMMENT.match(line):
                _report(reader, number, line.index(word), word)


def _report(reader: "Reader", number: int, start: int, found: str) -> None:
    reader.diagnostics.add("placeholder-left", reader.text.place(number, start + 1, len(found)), value=found)
