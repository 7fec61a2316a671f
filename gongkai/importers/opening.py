"""The lines above the text: title, document and index number, date of publication, and what web pages put there."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.importers.document import Block, Furniture, Paragraph
from gongkai.importers.found import Found, closed, plain
from gongkai.importers.index_fields import (
    DOCUMENT_NUMBER,
    Given,
    fields_of_line,
    fields_of_table,
    given_alone,
    given_as,
    is_index,
    is_name,
    surest,
)
from gongkai.importers.labels import name_of_first_label
from gongkai.importers.numbering import number_of
from gongkai.importers.title_found import (
    BESIDE_TITLE,
    GENRE,
    begins_text,
    in_one_line,
    title_of,
    title_span,
)
from gongkai.importers.web_lines import is_buttons, is_web

# A title as a page sets it: behind a bullet, before the day of publication.
_SET_ON_LINE = re.compile(
    r"(?P<bullet>\s*[•·●▪■◆▲★◇□]?\s*)(?P<title>\S.{5,88}?)(?P<day>(?:\s+|(?=[\[【（(]))[\[【（(]?(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?:\s+[\d:：]{4,8})?[\]】）)]?\s*)?"
)
_TITLE_NAMED = re.compile(r"^[-•·●▪]?(?:标题|题目|信息名称|文件名称|名称)：?")


class Opening(NamedTuple):
    """What stood above the text: fields, the title's paragraphs, furniture, and the text itself.

    `fronted` became a field as a whole; `kept` is none of these and stays above the text.
    """

    found: tuple[Found, ...]
    title: tuple[Paragraph, ...]
    removed: tuple[Furniture, ...]
    kept: tuple[Paragraph, ...]
    fronted: tuple[Paragraph, ...]
    rest: tuple[Block, ...]


def read_opening(blocks: Sequence[Block]) -> Opening:
    """Split what stands above the text from the text."""
    end = _end_of_opening(blocks)
    given, removed, lines = _without_furniture(blocks[:end])
    found = [one for one in given if one.field != "title"]
    first, last = title_span(lines)
    first = _below_furniture(lines, first, last, removed)
    title = tuple(lines[first:last])
    kept, fronted = [], []
    again = _again(title, lines[last:])
    removed += [Furniture(line.text, line.origin, "web") for line in lines[last : last + again]]
    for paragraph in (*lines[:first], *lines[last + again :]):
        number = _number_alone(paragraph)
        if number and not any(one.field == number.field for one in found):
            found.append(number)
            fronted.append(paragraph)
        else:
            kept.append(paragraph)
    if title:
        found.append(title_of(title))
        kept += [title[0]._replace(text=words, joints=()) for words in BESIDE_TITLE.findall(in_one_line(title))]
    else:
        found += [one for one in given if one.field == "title"]
    return Opening(tuple(found), title, tuple(removed), tuple(kept), tuple(fronted), tuple(blocks[end:]))


def _below_furniture(lines: Sequence[Paragraph], first: int, last: int, removed: Sequence[Furniture]) -> int:
    """Return where a title begins below what a web page set between its lines: the name of the site is above that."""
    for above in range(first, last - 1):
        begins, ends = lines[above].origin.line, lines[above + 1].origin.line
        if any(begins < one.origin.line < ends for one in removed):
            first = above + 1
    return first


def _without_furniture(blocks: Sequence[Block]) -> tuple[list[Found], list[Furniture], list[Paragraph]]:
    """Return the fields that a web page gives above a text, what gave them, and the other lines."""
    given: list[Given] = []
    removed: list[Furniture] = []
    lines: list[Paragraph] = []
    name: Paragraph | None = None
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            given += fields_of_table(block)
            removed += [Furniture(" ".join(cell.text for cell in row), row[0].origin, "web") for row in block.rows]
        elif name:
            given += given_as(name.text, block)
            removed += [Furniture(one.text, one.origin, "web") for one in (name, block)]
            name = None
        elif (
            is_name(block.text)
            and not is_buttons(plain(block.text))
            and index + 1 < len(blocks)
            and not is_name(_text(blocks[index + 1]))
        ):
            name = block
        elif is_web(plain(block.text)) or _repeats_title(block, blocks[index + 1 :]):
            given += fields_of_line(block)
            removed.append(Furniture(block.text, block.origin, "web"))
        elif alone := given_alone(block):
            given.append(alone)
            removed.append(Furniture(block.text, block.origin, "web"))
        else:
            bare, beside, day = _title_apart(block)
            given += day
            removed += beside
            lines.append(bare)
    return surest(given), removed, lines


def _title_apart(line: Paragraph) -> tuple[Paragraph, list[Furniture], list[Given]]:
    """Return the title without the bullet before it and the day behind it, those, and the day of publication."""
    match = _SET_ON_LINE.fullmatch(line.text)
    if not match or not GENRE.search(closed(plain(match["title"]))):
        return line, [], []
    beside = [
        Furniture(part.strip(), line.origin, "web") for part in (match["bullet"], match["day"] or "") if part.strip()
    ]
    bare = line._replace(text=match["title"], joints=()) if beside else line
    return bare, beside, fields_of_line(line._replace(text=match["day"])) if match["day"] else []


def _again(title: Sequence[Paragraph], below: Sequence[Paragraph]) -> int:
    """Return how many lines below a title only say it again."""
    words, said = closed(plain("".join(line.text for line in title))), ""
    for index, line in enumerate(below):
        said += closed(plain(line.text))
        if said == words:
            return index + 1
    return 0


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _repeats_title(paragraph: Paragraph, below: Sequence[Block]) -> bool:
    """Whether a line names the title (标题：…) that stands below it again, in one line or several."""
    words = _TITLE_NAMED.sub("", closed(plain(paragraph.text)))
    return len(words) < len(closed(paragraph.text)) and words in closed(plain("".join(map(_text, below))))


def _end_of_opening(blocks: Sequence[Block]) -> int:
    """Return the index of the first block of the text: a sentence, an address, or a number after the title."""
    seen_title = False
    for index, block in enumerate(blocks[:40]):
        if not isinstance(block, Paragraph):
            if is_index(block):
                continue
            return index
        text = plain(block.text)
        if is_web(text):
            continue
        is_text = "。" in text or len(text) > 100 or (seen_title and begins_text(text)) or _begins_record(text)
        heads_record = number_of(text) is not None and _begins_record(_text(next(iter(blocks[index + 1 :]), block)))
        if is_text or heads_record:
            return index
        seen_title = seen_title or bool(GENRE.search(closed(text)))
    return min(len(blocks), 40)


def _begins_record(text: str) -> bool:
    """Whether a line is the first of a problem that is told in labels: 问题描述：…"""
    return name_of_first_label(text) in ("finding", "measures")


def _number_alone(paragraph: Paragraph) -> Found | None:
    text = re.split(r"\s{2,}(?=签发|成文|印发)", plain(paragraph.text).strip())[0]
    match = DOCUMENT_NUMBER.fullmatch(text.strip("（）"))
    return Found("document_number", closed(match[0]), paragraph.origin, paragraph.text) if match else None
