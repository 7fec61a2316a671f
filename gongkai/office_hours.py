"""Hours as people write them (`工作日 8:30—12:00，14:00—17:30`) → the week's hours, for the page's script to compare.

No library reads Chinese office hours; OpenStreetMap's `opening_hours` has a notation of its own. What is not understood
whole is not understood at all: a page that says nothing is better than one that says “open” on a closed day.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

WORKDAYS, ALL_DAYS = "12345", "1234567"
_DAY_NUMBERS = {sign: str(number) for number, sign in enumerate("一二三四五六日", 1)} | {"天": "7"}
_ENGLISH_DAYS = {name: str(number) for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1)}
_TO = r"(?:至|到|-+|~|to|through)"
# That holidays are excepted, or counted as such, is said of every office; the page says it anyway.
_EXCEPTIONS = re.compile(
    r"\(?(?:(?:法定|国家)*(?:节假日|假日|节日|公休日|双休日|周末|休息日)(?:和|及|、)?)+(?:除外|休息|不办公)\)?"
    r"|\(?exceptpublicholidays\)?|\(?北京时间\)?|办公时间:?|工作时间:?|接听时间:?|受理时间:?"
)
_TOKEN = re.compile(
    rf"""
    (?P<workdays>(?:法定)?工作日|(?:on)?weekdays|(?:on)?workingdays|(?:on)?businessdays)
  | (?P<all>每天|每日|全天候|daily|everyday)
  | (?P<weekend>周末|双休日)
  | 每?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?:{_TO}(?:周|星期|礼拜)?(?P<last>[一二三四五六日天]))?
      (?P<more>(?:[、,和及](?:周|星期|礼拜)?[一二三四五六日天])*)
  | (?P<eday>mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:{_TO}(?P<elast>mon|tue|wed|thu|fri|sat|sun)[a-z]*)?
  | (?P<always>24小时|24hours)
  | (?P<half>上午|下午|晚上|中午|早上)?(?P<h>\d{{1,2}})(?:(?::|时|点)(?P<m>\d\d|半)?分?)(?P<ap>am|pm)?
      {_TO}(?P<half2>上午|下午|晚上|中午)?(?P<h2>\d{{1,2}})(?:(?::|时|点)(?P<m2>\d\d|半)?分?)(?P<ap2>am|pm)?
  | [,;、。和及]
    """,
    re.VERBOSE,
)


class Hours(NamedTuple):
    """The same hours on several days: `days` are 1 (Monday) to 7, empty where the text names none."""

    days: str
    spans: tuple[tuple[int, int], ...]  # minutes from midnight


def parse(text: str) -> tuple[Hours, ...]:
    """Return the hours that a text says, or nothing unless all of it is understood."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())
    plain = re.sub(r"([ap])\.m\.?", r"\1m", re.sub(r"[—–―─]+", "-", plain))
    try:
        groups = list(_groups(_EXCEPTIONS.sub("", plain)))
    except ValueError:
        return ()
    is_whole = groups and all(group.spans for group in groups)
    # Days that stand without a name beside days with one are those of an inner rule we cannot know.
    is_plain = len(groups) == 1 or all(group.days for group in groups)
    return tuple(groups) if is_whole and is_plain else ()


def encoded(text: str) -> str:
    """Return the hours for the attribute `data-hours`: `12345 0830-1200 1400-1730;6 0900-1200`, or nothing."""
    return ";".join(
        " ".join([group.days or "?", *(f"{_clock(start)}-{_clock(end)}" for start, end in group.spans)])
        for group in parse(text)
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}{minutes % 60:02}"


def _groups(text: str) -> Iterator[Hours]:
    """Yield days with their hours; raises ValueError at the first sign that means nothing here."""
    days, spans, place = "", list[tuple[int, int]](), 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if not token:
            raise ValueError(text[place:])
        place = token.end()
        named = _days(token)
        if named:
            if spans:
                yield Hours(days, tuple(spans))
                days, spans = "", []
            days += named
        elif token["always"]:
            spans.append((0, 24 * 60))
        elif token["h"]:
            spans.append(_span(token))
    yield Hours("".join(sorted(set(days))), tuple(spans))


def _days(token: re.Match[str]) -> str:
    if token["workdays"]:
        return WORKDAYS
    if token["all"]:
        return ALL_DAYS
    if token["weekend"]:
        return "67"
    first = _DAY_NUMBERS.get(token["day"] or "") or _ENGLISH_DAYS.get(token["eday"] or "")
    if not first:
        return ""
    last = _DAY_NUMBERS.get(token["last"] or "") or _ENGLISH_DAYS.get(token["elast"] or "") or first
    if last < first:
        raise ValueError(token[0])
    more = "".join(_DAY_NUMBERS[sign] for sign in token["more"] or "" if sign in _DAY_NUMBERS)
    return ALL_DAYS[int(first) - 1 : int(last)] + more


def _span(token: re.Match[str]) -> tuple[int, int]:
    half = token["half"] or ""
    start = _minutes(token["h"], token["m"], half or token["ap"] or "")
    # 下午2:00-5:30: the afternoon lasts.
    inherited = half if half in ("下午", "晚上") else ""
    end = _minutes(token["h2"], token["m2"], token["half2"] or token["ap2"] or inherited)
    if not 0 <= start < end <= 24 * 60:
        raise ValueError(token[0])
    return start, end


def _minutes(hour: str, minute: str | None, half: str) -> int:
    count = int(hour)
    if count > 24 or (minute and minute != "半" and int(minute) > 59):
        raise ValueError(hour)
    if half in ("下午", "晚上", "pm") and count < 12:
        count += 12
    if (half == "am" and count == 12) or (half == "中午" and count < 10):
        raise ValueError(hour)
    return count * 60 + (30 if minute == "半" else int(minute or 0))
