"""Days that are written in the text: there is such a day, and it falls on the day of the week that stands beside it."""

import datetime
import re

from gongkai.rules.body import Body

_DAY = re.compile(r"月([0-9]{1,2})[日号]")
_BEFORE = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})$")
_WEEKDAY = re.compile(r"\s*[（(，]?(?:星期|周|礼拜)([一二三四五六日天])(?=[）)，。、上下\s])")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS = "一二三四五六日"


def check(body: Body) -> None:
    """Report dates in the text that cannot be."""
    text = body.text
    for match in _DAY.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 7), match.start())
        if not before or body.is_field(match.start()):  # what is wrong with a field was said when it was read
            continue
        year, month, day = int(before[1] or 0), int(before[2]), int(match[1])
        if not _exists(year, month, day):
            start, end = before.start(), match.end()
            body.report("date-in-text", start, end, value=text[start:end])
        elif year and (weekday := _WEEKDAY.match(text, match.end())):
            _weekday(body, datetime.date(year, month, day), weekday)


def _exists(year: int, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]):
        return False
    return not year or (month, day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _weekday(body: Body, day: datetime.date, match: re.Match[str]) -> None:
    right = _WEEKDAYS[day.weekday()]
    if match[1].replace("天", "日") != right:
        body.report("weekday-differs", match.start(1), match.end(1), value=match[1], right=right, date=day.isoformat())
