"""The title among the lines above a text: which lines make it up, and how it reads in one. Knows no other field."""

import re
from collections.abc import Sequence

from gongkai.importers.dates_found import points
from gongkai.importers.document import Paragraph
from gongkai.importers.found import DOUBTFUL, LIKELY, SURE, Found, closed, plain
from gongkai.importers.index_fields import DOCUMENT_NUMBER
from gongkai.importers.numbering import number_of
from gongkai.importers.organizations import is_organization
from gongkai.language import mark

GENRE = re.compile(
    r"(?:通报|报告|汇报|公告|公示[表函]?|复函|公开[信函]?|台账|(?<!代)表|(?:情况|结果|整改|问题)(?:公开|公布)|(?:整改|公开)事项|“?清单”?|通告|的函|说明|总结|思路|设想|打算|纪实|安排|要点|意见|计划|方案|进展情况|整改情况|落实情况|工作情况|情况|(?:整改|工作)进展|整改进行时|一览表?)"
    r"(?:（[^）]{1,14}）)?$"
)
_TITLE_WORDS = re.compile(r"整改|巡视|巡察|督察|审计|工作|情况|关于")
_NAMES_PUBLISHER = re.compile(
    r"[\u4e00-\u9fff（）]{2,30}?(?:局|院|馆|委|会|公司|校|厅|镇|乡|街道|区|县|市|党组|党委|总支|支部|中心|集团|大学|银行|处|所|站|村|社区|办)(?:关于|巡[视察]|整改|审计|落实|贯彻)"
)
# 海下县民政局2022年度预算执行, whose audit is named in the line below.
_NAMES_YEAR = re.compile(r"[\u4e00-\u9fff]{2,24}[局委会院校厅馆社司府心团](?:19|20)\d\d年度?[\u4e00-\u9fff]")
_NAMES_COLUMN = re.compile(r"整改|巡[视察]|公开|专栏|专题|公告|公示|通知")
# What stands on the line of a title and is none of it.
_BOTH_SIDES = re.compile(r"[^\s：:] {6,}[^\s：:]")
# A line below the title that names the unit, the day or the like.
_IN_BRACKETS = re.compile(r"\s*（[^（）：]{2,12}：[^（）]{2,40}）\s*")
BESIDE_TITLE = re.compile(r"^(?:【[^】]{2,8}】|(?:标题|题目|信息名称|名称)[：:])|[（(]\d{4}年\d{1,2}月\d{1,2}日[）)]$")


def _begins_chapter(text: str) -> bool:
    return bool(re.match(r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)", plain(text)))


def title_span(lines: Sequence[Paragraph]) -> tuple[int, int]:
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
            # The head of the page may be the name with which the title begins again.
            is_again = is_organization(joined) and closed(text).startswith(joined)
            if last > first and (is_again or begins_text(text) or _is_date(text) or _is_title_of_its_own(text, joined)):
                break
            if last > first and (_IN_BRACKETS.fullmatch(text) or not _may_begin_title(joined, text)):
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
        return is_organization(whole if below.startswith("关于") else whole.removesuffix("关于"))
    return bool(_TITLE_WORDS.search(whole) or _NAMES_YEAR.match(whole)) or is_organization(whole)


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
    score -= 1.5 if DOCUMENT_NUMBER.search(joined) or re.search(r"\d{4}年\d+月\d+日", text) else 0
    score -= 1.0 if text.count("关于") > 1 or re.search(r"(?:文件|情况通报|公告)(?=.*(?:关于|中共))", text) else 0
    return max(score, 0)


def title_of(lines: Sequence[Paragraph]) -> Found:
    """Return the title that lines make up, less sure where they are many or short."""
    text = join_title(lines)
    origin = lines[0].origin._replace(last=lines[-1].origin.last or lines[-1].origin.line)
    confidence, reason = SURE, ""
    if len(lines) > 2:
        confidence, reason = LIKELY, mark("it was put together from several lines")
    elif len(text) < 10:
        confidence, reason = DOUBTFUL, mark("it is unusually short")
    return Found("title", text, origin, " / ".join(line.text for line in lines), confidence, reason)


def join_title(lines: Sequence[Paragraph]) -> str:
    """Return a title in one line, without the spaces that only spread or fold it."""
    return BESIDE_TITLE.sub("", in_one_line(lines))


def in_one_line(lines: Sequence[Paragraph]) -> str:
    """Return lines as one, without the spaces that only spread or fold them."""
    return "".join(re.sub(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])", "", line.text.strip()) for line in lines)


def begins_text(text: str) -> bool:
    """Whether a line is no title any more: it has a number, or goes on in the next."""
    number = number_of(text)
    return bool(number and number.style == "problem") or bool(
        re.match(
            r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、]"
            r"|\d{1,2}(?:\.\d{1,2})*[ \u3000]{1,2}[\u4e00-\u9fff]{2}|问题\s*\d|第[一二三](?![轮届批次])",
            text,
        )
        or text.rstrip().endswith(("：", "；", "，"))
        or (len(text) > 45 and "，" in text)
    )
