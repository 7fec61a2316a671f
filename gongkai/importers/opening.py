"""The lines above the text: title, document and index number, date of publication, and what web pages put there."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.importers.dates_found import points
from gongkai.importers.document import Block, Furniture, Paragraph
from gongkai.importers.found import DOUBTFUL, LIKELY, Found, closed, plain
from gongkai.importers.index_fields import (
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
from gongkai.importers.organizations import is_organization
from gongkai.importers.web_lines import is_buttons, is_web
from gongkai.language import mark

GENRE = re.compile(
    r"(?:通报|报告|汇报|公告|公示表?|公开信?|台账|(?<!代)表|(?:情况|结果|整改|问题)(?:公开|公布)|“?清单”?|通告|的函|说明|总结|思路|设想|打算|纪实|安排|要点|意见|计划|方案|进展情况|整改情况|落实情况|工作情况|情况|(?:整改|工作)进展)"
    r"(?:（[^）]{1,14}）)?$"
)
_TITLE_WORDS = re.compile(r"整改|巡视|巡察|督察|审计|工作|情况|关于")
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Z]{1,12}\s*[〔\[［【（(]\s*(?:19|20)\d\d\s*[〕\]］】）)]\s*(?:第\s*)?\d{1,4}\s*号"
)
_NAMES_PUBLISHER = re.compile(
    r"[\u4e00-\u9fff（）]{2,30}?(?:局|院|馆|委|会|公司|校|厅|镇|乡|街道|区|县|市|党组|党委|总支|支部|中心|集团|大学|银行|处|所|站|村|社区|办)(?:关于|巡[视察]|整改|审计|落实|贯彻)"
)
_NAMES_COLUMN = re.compile(r"整改|巡[视察]|公开|专栏|专题|公告|公示|通知")
# What stands on the line of a title and is none of it.
_BOTH_SIDES = re.compile(r"[^\s：:] {6,}[^\s：:]")
_BESIDE_TITLE = re.compile(r"^(?:【[^】]{2,8}】|(?:标题|题目|信息名称|名称)[：:])|[（(]\d{4}年\d{1,2}月\d{1,2}日[）)]$")
# A title as a page sets it: behind a bullet, before the day of publication.
_SET_ON_LINE = re.compile(
    r"(?P<bullet>\s*[•·●▪■◆]?\s*)(?P<title>\S.{5,88}?)(?P<day>\s+[\[【（(]?(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?:\s+[\d:：]{4,8})?[\]】）)]?\s*)?"
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
    first, last = _title_span(lines)
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
        found.append(_title(title))
        kept += [title[0]._replace(text=words, joints=()) for words in _BESIDE_TITLE.findall(_joined(title))]
    else:
        found += [one for one in given if one.field == "title"]
    return Opening(tuple(found), title, tuple(removed), tuple(kept), tuple(fronted), tuple(blocks[end:]))


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
        is_text = "。" in text or len(text) > 100 or (seen_title and _begins_text(text)) or _begins_record(text)
        if is_text:
            return index
        seen_title = seen_title or bool(GENRE.search(closed(text)))
    return min(len(blocks), 40)


def _begins_text(text: str) -> bool:
    number = number_of(text)
    return bool(number and number.style == "problem") or bool(
        re.match(
            r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、]|问题\s*\d|第[一二三]", text
        )
        or text.rstrip().endswith(("：", "；", "，"))
        or (len(text) > 45 and "，" in text)
    )


def _begins_chapter(text: str) -> bool:
    return bool(re.match(r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)", plain(text)))


def _begins_record(text: str) -> bool:
    """Whether a line is the first of a problem that is told in labels: 问题描述：…"""
    return name_of_first_label(text) in ("finding", "measures")


def _number_alone(paragraph: Paragraph) -> Found | None:
    text = re.split(r"\s{2,}(?=签发|成文|印发)", plain(paragraph.text).strip())[0]
    match = _DOCUMENT_NUMBER.fullmatch(text.strip("（）"))
    return Found("document_number", closed(match[0]), paragraph.origin, paragraph.text) if match else None


def _title_span(lines: Sequence[Paragraph]) -> tuple[int, int]:
    """Return which lines are the title: up to four in a row that end with a word for such documents."""
    best = (0, 0, 0.0)
    for first in range(len(lines)):
        joined = ""
        if (
            _begins_chapter(lines[first].text)
            or closed(lines[first].text).endswith("文件")
            or _BOTH_SIDES.search(lines[first].text)
        ):
            # The head of the paper or of its pages, below which the title begins.
            continue
        for last in range(first, min(first + 4, len(lines))):
            text = plain(lines[last].text)
            if last > first and (_begins_text(text) or _is_date(text) or _is_title_of_its_own(text, joined)):
                break
            if last > first and not _may_begin_title(joined, text):
                break
            joined += closed(lines[last].text)
            score = _title_score(joined, last - first)
            if score > best[2]:
                best = (first, last + 1, score)
    return best[0], best[1]


def _is_title_of_its_own(line: str, above: str) -> bool:
    """Whether a line begins a title, so that what stands above it (the column of a web page) is no part of it."""
    whole = closed(line)
    return whole.startswith(("中共", "中国共产党")) or bool(
        _NAMES_PUBLISHER.match(whole) and GENRE.search(whole) and _NAMES_COLUMN.search(above)
    )


def _may_begin_title(above: str, below: str) -> bool:
    """Whether a title that goes on with the line below may begin with what is above: an organization, or its words."""
    whole = closed(plain(above))
    if below.startswith(("关于", "对", "贯彻", "落实", "接受")):
        return is_organization(whole)
    return bool(_TITLE_WORDS.search(whole)) or is_organization(whole)


def _is_date(text: str) -> bool:
    point = next(points(text), None)
    return bool(point and point.year and not (text[: point.start] + text[point.end :]).strip(" （）"))


def _title_score(joined: str, folds: int) -> float:
    """Return how much a text looks like a title, 0 for one that cannot be."""
    text = plain(joined)
    if (
        not GENRE.search(text)
        or not _TITLE_WORDS.search(text)
        or len(text) > 90
        or len(text) < 6
        or text.endswith("文件")
    ):
        return 0
    about = text.find("关于")
    score = 1 + len(text) / 100 - folds * 0.02
    score += 1.0 if about >= 0 else 0
    score += 0.6 if about > 3 else 0
    score += 0.5 if re.search(r"整改", text) else 0
    score -= 1.5 if _DOCUMENT_NUMBER.search(joined) or re.search(r"\d{4}年\d+月\d+日", text) else 0
    score -= 1.0 if text.count("关于") > 1 or re.search(r"(?:文件|情况通报|公告)(?=.*(?:关于|中共))", text) else 0
    return max(score, 0)


def _title(lines: Sequence[Paragraph]) -> Found:
    text = join_title(lines)
    origin = lines[0].origin._replace(last=lines[-1].origin.last or lines[-1].origin.line)
    confidence, reason = (0.99, "")
    if len(lines) > 2:
        confidence, reason = LIKELY, mark("it was put together from several lines")
    elif len(text) < 10:
        confidence, reason = DOUBTFUL, mark("it is unusually short")
    return Found("title", text, origin, " / ".join(line.text for line in lines), confidence, reason)


def join_title(lines: Sequence[Paragraph]) -> str:
    """Return a title in one line, without the spaces that only spread or fold it."""
    return _BESIDE_TITLE.sub("", _joined(lines))


def _joined(lines: Sequence[Paragraph]) -> str:
    return "".join(re.sub(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])", "", line.text.strip()) for line in lines)
