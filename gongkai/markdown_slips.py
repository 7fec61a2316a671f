"""Text that Markdown would silently change: found line by line, before anybody sees the page.

Knows how Python-Markdown reads blocks, and what Chinese texts mean where it reads something else.
"""

import re
from typing import NamedTuple

from gongkai.fields import Reader
from gongkai.language import mark
from gongkai.model import Status
from gongkai.text import nearest, plain_paragraphs
from gongkai.yaml_nodes import Node

ITEM = re.compile(r" {0,3}(?:[-*+]|(\d{1,9})\.)[ \t]+(.*)$", re.ASCII)
_ITEM_STARTS = frozenset(" -*+0123456789")
_NO_SPACE_HEADING = re.compile(r"#{1,6}[^#\s]")
_NO_HEADING = re.compile(r"[#＃]+\s|[#＃]{2,}")
_TERMS = "|".join(status.chinese for status in Status)
_STATUS = re.compile(rf"[\s*【\[]*(状态|status)\s*(?:(?:[*】\]]+\s*)?[:：]|[*】\]]|(?:{_TERMS})[\s。]*$)")
# Right below a heading any status may be meant, even one that is none of ours.
_STATUS_BARE = re.compile(r"(状态|status)[ \t\u3000]+[^\s。，；]{1,12}[ \t]*$")
_LONGEST_STATUS = 8  # signs; more is a sentence
_DRESSING = " \t\u3000*【】[]:：。"
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_FULLWIDTH_NUMBER = re.compile(r"\s*([０-９]+[．.、]|\d+．)")
_HAN = "一二三四五六七八九十"
_NESTED_ITEM = re.compile(r"(?: {4}|\t)\s*(?:[-*+]|\d{1,9}\.)[ \t]")
_INDENTED = re.compile(r"[ \t]*\u3000+|\t| {2,}")
# How Chinese texts begin the next paragraph or the next entry of an enumeration.
_OPENING = re.compile(
    rf"\s*(?:\d{{1,2}}(?:[、．)）]|\.(?!\d))|[（(](?:\d{{1,2}}|[{_HAN}]{{1,3}})[）)]|[①-⑳⑴-⒛●■◆▲★•·]|——"
    rf"|(?:\*\*)?(?:[{_HAN}]{{1,3}}(?:、|是)|第[{_HAN}]{{1,3}}[，、]))"
)
# How a numbered measure begins; 二、 may be a heading that has lost its marks.
_MEASURE = re.compile(rf"(?:\*\*)?(?:\d{{1,2}}\\?[.．、]|[（(]\d{{1,2}}[）)]|[①-⑳⑴-⒛]|[{_HAN}]{{1,3}}是)")
_STRESSED = re.compile(r"(?<!\\)(\*\*?)(?=[^\s*])([^*\n]+)(?<!\s)\1")
# How stressed text does not begin: the asterisks stand for what is left out, as in 张*、李*, or for a product.
_UNLIKELY = {"*": "、，。；：,;）)和与及等同0123456789", "**": "、，。；：,;）)"}


# How a status without its heading may begin, or a heading in full width.
_DOUBTFUL_OPENINGS = frozenset("＃状s【!")


class Line(NamedTuple):
    """A line of the body and where it stands in its file (1-based); a field of a YAML notice comes as nodes."""

    content: str
    number: int
    column: int = 1
    pair: tuple[Node, Node] | None = None


class _Above(NamedTuple):
    """What came before a line: the line above (empty if blank), and the list it may go on with.

    `item` is the number of the list's last item, 0 where they have none; `told` whether the paragraph was reported.
    """

    content: str = ""
    in_list: bool = False
    item: int = 0
    told: bool = False


# Where a field belongs that stands somewhere else, or right below a heading but for an empty line.
OUTSIDE = mark(
    "Put “状态：…” right under the heading of the problem, which begins with “#”, and the other fields "
    "right under it, without blank lines between: delete those that are there. If it is text, leave a blank "
    "line above it; where that does not help, word it otherwise, such as “目前状态：…”."
)
APART = mark("Below the heading in line {heading} stands an empty line: delete line {first}.")
FAR_APART = mark("Below the heading in line {heading} stand empty lines: delete lines {first} to {last}.")


def report(reader: Reader, code: str, line: Line, span: tuple[int, int] | None = None, **values: object) -> None:
    """Report a line, or what stands in it from one 0-based character up to another."""
    start, end = span or (0, len(line.content.rstrip()))
    reader.diagnostics.add(code, reader.text.place(line.number, line.column + start, end - start), **values)


def is_plain(text: str) -> bool:
    """Whether nothing in a text can be a slip: paragraphs of one line each, without signs, that begin with a letter."""
    paragraphs = plain_paragraphs(text)
    return paragraphs is not None and all(paragraph[0] not in _DOUBTFUL_OPENINGS for paragraph in paragraphs)


def check_text(lines: list[Line], reader: Reader, *, below_heading: int = 0, of_problem: bool = False) -> None:
    """Report lines that Markdown would take for something else than their author meant.

    `below_heading` is the number of the line of a heading right above them, where fields may stand; `of_problem` says
    that these are the words of a problem, whose status stands above them.
    """
    if below_heading and lines and _is_status(lines[0], reader):
        lines = lines[1:]
    apart = _apart_from_heading(lines, below_heading)
    above = _Above()
    counted = False
    # The status of a measure is a paragraph; right below a line, that line was the heading of a problem, though numbers
    # begin both. Of several that have lost their heading the first is told.
    is_told = of_problem and any(_is_measure(line.content) for line in lines)
    for line in lines:
        content = line.content
        if not content or content.isspace():
            if above.content:
                above = _Above("", above.in_list, above.item)
            continue
        if "*" in content and (match := _lost_stars(content)):
            report(reader, "stars-lost", line, match.span(), text=match[0])
        if not counted and (match := _FULLWIDTH_NUMBER.match(content)):
            counted = True
            report(reader, "number-fullwidth", line, match.span(1), text=match[1])
        is_stray = (bool(above.content) or not is_told) and _is_stray_status(
            line, above, reader, heading=below_heading if line is apart else 0, of_problem=of_problem
        )
        is_told = is_told or is_stray
        above = _check_line(line, above, reader, told=is_stray)


def _apart_from_heading(lines: list[Line], heading: int) -> Line | None:
    """Return the first line with words if nothing but empty lines parts it from the heading in line `heading`."""
    if not heading or not lines or lines[0].number != heading + 1 or lines[0].content.strip():
        return None
    return next((line for line in lines if line.content.strip()), None)


def _is_measure(content: str) -> bool:
    return bool(_MEASURE.match(content) or ITEM.match(content))


def _is_status(line: Line, reader: Reader) -> bool:
    """Report a status in its right place that has no colon, or signs or spaces around its name."""
    match = _STATUS.match(line.content) or _STATUS_BARE.match(line.content)
    if not match:
        return False
    rest = line.content[match.end(1) :]
    bare = not match.start(1) and not re.match(r"\s*[*】\]:：]", rest)
    problem = mark("the colon is missing") if bare else mark("signs or spaces stand around “状态”")
    report(reader, "status-form", line, problem=problem, value=rest.strip(_DRESSING) or "…")
    return True


def _lost_stars(content: str) -> re.Match[str] | None:
    for match in _STRESSED.finditer(content):
        if match[2][0] in _UNLIKELY[match[1]] and content[match.start() - 1 : match.start()].isalnum():
            return match
    return None


def _check_line(line: Line, above: _Above, reader: Reader, *, told: bool) -> _Above:
    """Report what is wrong with a line, and return what it is to the line below."""
    content = line.content
    item = ITEM.match(content) if content[0] in _ITEM_STARTS else None
    told = told or _is_told(line, reader) or above.told
    if not told and above.content:
        told = _check_run_on(line, above, reader, is_item=item is not None)
    elif not told and not above.in_list and content.startswith(("    ", "\t")):
        report(reader, "text-indented", line)
    if item:
        number = int(item[1] or 0)
        if above.in_list and above.item and number and number != above.item + 1 and (number, above.item) != (1, 1):
            report(reader, "list-renumbered", line, number=number, shown=above.item + 1)
        return _Above(content, True, number, told)
    goes_on = above.in_list and (bool(above.content) or content[0] in " \t")
    return _Above(content, goes_on, above.item if goes_on else 0, told)


def _is_told(line: Line, reader: Reader) -> bool:
    """Report a line that would become a heading, or was meant for one."""
    content = line.content
    stripped = content.lstrip()
    if stripped[0] in "#＃":
        if _NO_SPACE_HEADING.match(content):
            report(reader, "heading-space", line, text=stripped[:20])
            return True
        if _NO_HEADING.match(stripped):
            report(reader, "heading-form", line, text=stripped[:20])
            return True
    return False


def _is_stray_status(line: Line, above: _Above, reader: Reader, *, heading: int, of_problem: bool) -> bool:
    """Report a status that has lost its heading; that of a measure is a paragraph among the words of a problem.

    `heading` is the line of the heading that only empty lines part it from, 0 where there is none.
    """
    match = _STATUS.match(line.content)
    if not match:
        return False
    if above.content:
        report(reader, "field-outside-problem", line, key=match[1], way=OUTSIDE)
    elif of_problem:
        report(reader, "status-in-text", line)
    elif _may_be_status(line.content[match.end(1) :].strip(_DRESSING)):
        first, last = heading + 1, line.number - 1
        way = OUTSIDE if not heading else APART if first == last else FAR_APART
        report(reader, "field-outside-problem", line, key=match[1], way=way, heading=heading, first=first, last=last)
    else:
        return False
    return True


def _may_be_status(value: str) -> bool:
    return len(value) <= _LONGEST_STATUS and bool(not value or nearest(value, _TERMS.split("|")))


def _check_run_on(line: Line, above: _Above, reader: Reader, *, is_item: bool) -> bool:
    """Report a line that would not begin a line of its own; one report speaks for the whole paragraph."""
    if "|" in above.content:
        return False
    content = line.content
    if _UNDERLINE.match(content):
        report(reader, "heading-underlined", line)
    elif is_item and not above.in_list:
        report(reader, "list-blank-line", line)
    elif is_item or _NESTED_ITEM.match(content):
        return False
    elif match := _OPENING.match(content):
        code = "list-item-form" if above.in_list else "lines-joined"
        report(reader, code, line, text=match[0].strip().strip("*"))
    elif not above.in_list and _INDENTED.match(content):
        report(reader, "lines-joined", line, text=content.strip()[:4])
    else:
        return False
    return True
