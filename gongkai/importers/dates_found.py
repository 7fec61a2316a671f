"""Dates and periods in running Chinese text. A year that is left out is inferred only where one rule gives it.

Our own: dateparser reads 至11月10日 as of another year, jionlp widens a date with spaces to its whole year.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gongkai import dates
from gongkai.text import numeral

_HAN_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "O": "0"}
_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][〇○零O0一二三四五六七八九]{3})\s*年"
_MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
_DAY = r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]"
_YEAR_ALONE = _YEAR.replace("year", "year_alone")
_DAY_ALONE = _DAY.replace("day", "day_alone")
_NUMERIC = r"(?P<nyear>(?:19|20)\d\d)\s*(?P<sign>[-./—])\s*(?P<nmonth>\d{1,2})(?:\s*(?P=sign)\s*(?P<nday>\d{1,2}))?"
_POINT = re.compile(
    rf"(?<![\d.])(?:{_NUMERIC}(?![\d.])|(?:(?:{_YEAR}|(?P<relative>同年|次年|翌年))\s*)?(?:{_MONTH}\s*(?:{_DAY})?)|{_YEAR_ALONE}(?![度\d])|{_DAY_ALONE})"
)
_SHORT_POINT = re.compile(r"(?P<nmonth>\d{1,2})[./](?P<nday>\d{1,2})(?![\d.])")
# Between two runs of spaces there is always a sign, so that a row of spaces is read once.
_TO = re.compile(
    r"\s*(?:(?:底|初|末|[上中下]旬)(?:起|开始)?\s*|(?:起|开始)\s*)?(?:[，,]\s*)?(?:至|到|—+|–|―|~|～|-|－)\s*"
)


class Point(NamedTuple):
    """A date in a text, from `start` to `end`: what was written of it; `vague` where it says 底, 初, 中旬."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    vague: bool = False

    def iso(self, year: int | None = None) -> str:
        """Return it as ISO 8601, of `year` where none is written; empty where that is no date."""
        year = self.year or year
        if year is None or (self.month is None and self.day is not None):
            return ""
        parts = [f"{year:04}", f"{self.month:02}" if self.month else "", f"{self.day:02}" if self.day else ""]
        try:
            return dates.parse("-".join(part for part in parts if part)) or ""
        except ValueError:
            return ""


class Period(NamedTuple):
    """Two dates with 至 between them. What the second leaves out is the first's.

    `inferred` says that its year is another one, which is a guess.
    """

    first: Point
    last: Point
    inferred: bool = False


def points(text: str) -> Iterator[Point]:
    """Yield the dates in a plain text (see `found.plain`), whatever is written of each."""
    years: list[int] = []
    for match in _POINT.finditer(text):
        if point := _point(match):
            if match["relative"] == "同年" and years:
                point = point._replace(year=years[-1])
            elif match["relative"] and len(set(years)) == 1:
                # The year after two years is that after either.
                point = point._replace(year=years[-1] + 1)
            years += [point.year] if point.year else []
            yield point


def _point(match: re.Match[str]) -> Point | None:
    year: int | None
    month: int | None
    day: int | None
    if match["nyear"]:
        year, month, day = int(match["nyear"]), int(match["nmonth"]), int(match["nday"]) if match["nday"] else None
    else:
        groups = match.groupdict()
        year = _year(next((groups[name] for name in ("year", "year_alone") if groups.get(name)), None))
        month, day = _number(match["month"]), _number(match["day"] or groups.get("day_alone"))
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    rest = match.string[match.end() : match.end() + 2]
    if year and month is None and rest[:1] in ("底", "末"):
        month = 12
    vague = rest[:1] in ("底", "初", "末") or rest in ("中旬", "上旬", "下旬", "以来", "前后")
    if match["month"] and not match["day"] and not year and rest[:1] == "份":
        vague = True
    return Point(year, month, day, match.start() + _leading(match), match.end(), vague)


def _leading(match: re.Match[str]) -> int:
    return len(match[0]) - len(match[0].lstrip())


def _year(text: str | None) -> int | None:
    if not text:
        return None
    digits = "".join(_HAN_DIGITS.get(sign, sign) for sign in text)
    return int(digits) if digits.isdigit() else None


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else numeral(text)


def periods(text: str) -> Iterator[Period]:
    """Yield the periods in a plain text."""
    found = list(points(text))
    for first, last in _pairs(text, found):
        year = last.year
        month = last.month if last.month is not None else first.month
        inferred = False
        if year is None:
            year = first.year
            if year is not None and month is not None and first.month is not None and month < first.month:
                year, inferred = year + 1, True
        yield Period(first, last._replace(year=year, month=month), inferred)


def _pairs(text: str, found: list[Point]) -> Iterator[tuple[Point, Point]]:
    for index, first in enumerate(found):
        to = _TO.match(text, first.end)
        if not to or first.month is None:
            continue
        after = found[index + 1] if index + 1 < len(found) else None
        if after and after.start == to.end():
            yield first, after
        elif (short := _SHORT_POINT.match(text, to.end())) and _is_numeric(text, first):
            yield first, Point(None, int(short["nmonth"]), int(short["nday"]), short.start(), short.end())


def _is_numeric(text: str, point: Point) -> bool:
    return "年" not in text[point.start : point.end]


@lru_cache(maxsize=8192)
def in_figures(text: str) -> str:
    """Return a plain text with its full dates written as 2024年3月5日, so that one pattern finds them all."""
    found, at = "", 0
    for point in points(text):
        if point.year and point.month:
            day = f"{point.day}日" if point.day else ""
            found += f"{text[at : point.start]}{point.year}年{point.month}月{day}"
            at = point.end
    return found + text[at:]


def has_lost_units(text: str) -> bool:
    """Whether 年 and 月 seem to have been lost in a date, so that nobody can tell what it was: `202442日至628日`."""
    return bool(re.search(r"(?<!\d)(?:19|20)\d{2}\d{1,4}\s*日", text))
