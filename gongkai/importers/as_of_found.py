"""Up to when a notice tells its progress: 截至2023年12月31日."""

import re
from collections.abc import Sequence

from gongkai.importers.dates_found import Point, points
from gongkai.importers.found import LIKELY, Found, Sentence
from gongkai.language import mark

_UP_TO = re.compile(r"(?:截至|截止到|截止至|截止)\s*(?:今年|本年)?\s*$")
# The same where what it holds for stands before it: 以上数据截至2024年1月31日。
_BEHIND = re.compile(
    r"(?:状态|进度|进展|数据|情况|台账|整改)(?:统计|更新|均|都|为|时间)*(?:截至|截止到|截止至|截止)(?:时间|日期)?\s*：?\s*$"
)
# A line of its own, as below the title of a ledger: （截至2023年11月30日）.
_ALONE = re.compile(r"\s*（?\s*(?:[\u4e00-\u9fff]{2,6}[，：；])?(?:数据)?(?:截至|截止到|截止至|截止)\s*[）。]?\s*")
_PROGRESS = re.compile(
    r"整改|问题|任务|措施|销号|完成|办[理结]|处[理置]|解决|落实|进[度展]|状态|制度|追[回缴]|挽回|处分|清退|^的(?:有关|具体|主要)?情况"
)
_COUNTED = re.compile(r"\d(?:余|多)?(?:[万亿]?元|人|项|个|件|次|份|家|条|笔)")


def read_as_of(general: Sequence[Sentence], dated: str) -> Found | None:
    """Return the day of progress that general sentences tell; `dated` is the ISO date of the notice, or empty."""
    known: int | None = None
    for sentence in general:
        for point in points(sentence.text):
            known = point.year or known
            before, after = sentence.text[: point.start], sentence.text[point.end :]
            ends = _BEHIND.search(before) and re.match(r"[。；，）\s]|$", after)
            # （截至2023年9月25日） holds for what stands before it.
            closes = (
                _UP_TO.search(before)
                and re.search(r"[（，。；]\s*截[至止]\S{0,3}\s*$", before)
                and re.match(r"\s*[）。；：]", after)
                and _PROGRESS.search(before)
            )
            if (
                ends
                or closes
                or _ALONE.fullmatch(sentence.text[: point.start] + after)
                or (_UP_TO.search(before) and (_PROGRESS.search(after) or _COUNTED.search(after)))
            ):
                is_same = sentence.text[point.start :].startswith("同年")
                if iso := point.iso(known if is_same else None):
                    return Found("as_of", iso, sentence.origin, sentence.written)
                return _without_year(point, sentence, dated)
    return None


def _without_year(point: Point, sentence: Sentence, dated: str) -> Found:
    """Give a date of progress the last year in which it is not after the date of the notice."""
    year = int(dated[:4]) if dated else None
    iso = point.iso(year) if year else ""
    if year and iso and iso > dated[: len(iso)]:
        iso = point.iso(year - 1)
    reason = mark("the year is inferred; it is not written") if iso else mark("no year is written")
    return Found("as_of", iso or None, sentence.origin, sentence.written, LIKELY, reason)
