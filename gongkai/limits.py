"""How long lines and paragraphs may be, and how deep lists and quotations may lie within one another.

Untrusted texts are read by regular expressions and by Python-Markdown, whose time grows with the square of what stands
without a break: a limit on that is a limit on time. Knows lines, not what they mean.
"""

import re
from collections.abc import Sequence

from gongkai.diagnostics import Diagnostics
from gongkai.fields import Reader
from gongkai.language import mark
from gongkai.markdown_slips import ITEM, Line, report
from gongkai.source import Text

# Real paragraphs have a few thousand characters, whole notices six to twenty thousand. A hundred paragraphs of this
# length, all a file can hold, are still read in a second, whatever stands in them.
LONGEST = 10_000
# Signs that each begin a search to the end of the paragraph; a paragraph with links and emphasis has a few dozen.
MOST_SIGNS = 500
# Each | may be a cell of a table, which is read by itself; a ledger of a hundred problems has a thousand.
MOST_CELLS = 50_000
# Word and these texts number four levels; Markdown takes four columns, or a sign >, for each.
DEEPEST = 12
_LINE, _PARAGRAPH = mark("line"), mark("paragraph")
_OPENED = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}\.)[ \t]+[ \t>]*)*")
_LEVEL = re.compile(r" {4}|\t|>|[-*+](?=[ \t])|\d\.(?=[ \t])")
_SIGN = re.compile(r"[`\\\[\]*_<&!]")
_DIVIDER = re.compile(r"[ |:-]*-[ |:-]*$")


def lines_fit(text: Text, diagnostics: Diagnostics) -> bool:
    """Whether a file can be read in good time: no line is too long, no table endless; what is, is reported."""
    too_long = [number for number, line in enumerate(text.lines, 1) if len(line) > LONGEST]
    for number in too_long:
        _too_long(diagnostics, text, number, 1, len(text.lines[number - 1]), _LINE)
    cells = sum(line.count("|") for line in text.lines if "|" in line)
    if cells > MOST_CELLS:
        first = next(number for number, line in enumerate(text.lines, 1) if "|" in line)
        values = {"what": mark("file as a whole"), "count": f"{cells:,}", "limit": f"{MOST_CELLS:,}"}
        diagnostics.add("signs-too-many", text.place(first), **values)
    return not too_long and cells <= MOST_CELLS


def check_extent(lines: Sequence[Line], reader: Reader) -> None:
    """Report paragraphs that are too long, and lists or quotations that lie too deep; one finding for each of them."""
    start: Line | None = None
    length = row = signs = 0
    is_table = is_told = False
    for line in lines:
        content = line.content
        if not content.strip():
            start, length, signs, row, is_table, is_told = None, 0, 0, 0, False, False
            continue
        row += 1
        is_table = is_table or (row == 2 and "|" in content and bool(_DIVIDER.match(content)))
        # Each item and each row of a table is read by itself.
        if start is None or is_table or ITEM.match(content.lstrip()):
            start, length, signs = line, 0, 0
        signs += len(_SIGN.findall(content))
        length += len(content) + 1
        if length > LONGEST + 1 and not is_told:
            is_told = True
            what = _LINE if start is line else _PARAGRAPH
            _too_long(reader.diagnostics, reader.text, start.number, start.column, length - 1, what)
        elif signs > MOST_SIGNS and not is_told:
            is_told = True
            report(reader, "signs-too-many", start, what=_PARAGRAPH, count=f"{signs:,}", limit=MOST_SIGNS)
        elif not is_told and content[0] in " \t>-*+0123456789" and _depth(content) > DEEPEST:
            is_told = True
            report(reader, "nested-too-deep", line, limit=DEEPEST)


def _depth(content: str) -> int:
    opened = _OPENED.match(content)
    return len(_LEVEL.findall(opened[0])) if opened else 0


def _too_long(diagnostics: Diagnostics, text: Text, line: int, column: int, count: int, what: str) -> None:
    diagnostics.add("line-too-long", text.place(line, column), what=what, count=f"{count:,}", limit=f"{LONGEST:,}")
