"""How a notice is laid out: its title, the order of its numbers, the length of its paragraphs."""

import re

from gongkai.fields import Reader
from gongkai.limits import LONGEST
from gongkai.model import Kind, Notice
from gongkai.rules.body import Body
from gongkai.text import numeral

# The longest paragraphs of real notices have some 1,000 characters; a telephone shows 300 at a time.
LONGEST_PARAGRAPH = 1_200
_GENRE = re.compile(r"(?:情况|进展|结果|成效|通报|报告|公告|公示|公开|函)(?:（[^）]*）)?$")
_HEADING = re.compile(
    r"\n(#{1,6})[ \t]+(?:([一二三四五六七八九十]{1,3})、|[（(]([一二三四五六七八九十]{1,3})[）)]"
    r"|(\d{1,2})[.．、](?!\d)|[（(](\d{1,2})[）)])?"
)
# Lists and tables are divided by their entries.
_LISTED = re.compile(r"^[ \t]*(?:\||(?:[-*+]|\d{1,9}\.)[ \t])", re.MULTILINE)
_NUMERALS = frozenset("一二三四五六七八九十")
_ORDINAL = re.compile("[一二三四五六七八九十]是")
_BOUNDARY = frozenset("。；;：:，,！*\n 　")


def title_is_of_the_form_used(notice: Notice, reader: Reader) -> None:
    """The title of a rectification notice speaks of 整改, and ends with what it is."""
    title = notice.title
    if notice.kind is Kind.rectification and not ("整改" in title and _GENRE.search(title)):
        reader.diagnostics.add("title-form", reader.place_of("title"), value=title)


def check(body: Body) -> None:
    """Report numbers out of order and paragraphs that nobody can read on a telephone."""
    _headings(body)
    _clauses(body)
    if len(body.text) > LONGEST_PARAGRAPH:
        _paragraphs(body)


def _headings(body: Body) -> None:
    """Numbers of headings go up by one: below each heading of a higher level, or through the whole text."""
    last: dict[tuple[int, int], int] = {}
    anywhere: dict[int, int] = {}
    # With a line end before it, so that the pattern begins with a sign to look for.
    for match in _HEADING.finditer("\n" + body.text):
        level, style = len(match[1]), match.lastindex or 1
        for key in [key for key in last if key[0] > level]:
            del last[key]
        if style == 1:
            continue
        number = numeral(match[style]) if style in (2, 3) else int(match[style])
        # Below a new heading numbers begin anew, or go on from the heading before.
        go_on = anywhere.get(style, 0)
        before = last.get((level, style), go_on)
        if number and before and number not in (1, before + 1, go_on + 1):
            start, end = match.start(style) - 1, match.end(style) - 1
            body.report("number-order", start, end, value=match[style], before=_written(before, style))
        last[level, style] = anywhere[style] = number or before


def _written(number: int, style: int) -> str:
    return _han(number) if style in (2, 3) else str(number)


def _han(number: int) -> str:
    """Return a number below 100 as a Chinese numeral; nothing for zero."""
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return (digits[tens] if tens > 1 else "").strip() + "十" * bool(tens) + digits[ones].strip()


def _clauses(body: Body) -> None:
    """一是, 二是, 三是 go up by one below each heading."""
    text = body.text
    if "二是" not in text and "三是" not in text:
        return
    before, heading = 0, 0
    for match in _ORDINAL.finditer(text):
        start, at = match.span()
        while start and text[start - 1] in _NUMERALS:
            start -= 1
        if start and text[start - 1] not in _BOUNDARY:
            continue
        if "\n#" in text[heading:start]:
            before = 0
        heading = start
        number = numeral(text[start : at - 1]) or 0
        if before and number not in (1, before + 1):
            body.report("number-order", start, at, value=text[start:at], before=f"{_han(before)}是")
        before = number


def _paragraphs(body: Body) -> None:
    start = 0
    for paragraph in body.text.split("\n\n"):
        stripped = paragraph.lstrip("\n")
        length = len(stripped)
        # What is longer than can be read at all has been told.
        if LONGEST_PARAGRAPH < length <= LONGEST and not _LISTED.search(paragraph):
            first = start + len(paragraph) - length
            body.report("paragraph-long", first, first + 1, count=f"{length:,}", limit=f"{LONGEST_PARAGRAPH:,}")
        start += len(paragraph) + 2
