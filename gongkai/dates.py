"""Dates as these texts give them: a day, a month or a year. An ISO 8601 string of that precision, never a guess."""

import re
from calendar import monthrange

_SEPARATOR = r"[-./－．／]"
_DATE = re.compile(
    rf"(\d{{4}})(?:\s*(?:{_SEPARATOR}|年)\s*(\d{{1,2}})(?:\s*(?:{_SEPARATOR}|月)\s*(\d{{1,2}})\s*日?|\s*月)?|\s*年)?"
)


def parse(text: str) -> str | None:
    """Return `2024-04-19`, `2024-04` or `2024` for a date in a usual form; None if it has no such form.

    Raises ValueError for a date that does not exist.
    """
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if not 1900 <= year <= 2999 or (month is not None and not 1 <= month <= 12):
        raise ValueError(text)
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(text)
    return f"{year:04}-{month:02}-{day:02}"


def first_day(date: str) -> str:
    """Return the first day that `date` may mean."""
    return f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10]


def last_day(date: str) -> str:
    """Return the last day that `date` may mean."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]:02}"
    return date


def months_before(day: str, months: int) -> str:
    """Return the day `months` months before `day`; where that month is shorter, its last day."""
    month = int(day[:4]) * 12 + int(day[5:7]) - 1 - months
    year, month = divmod(month, 12)
    return f"{year:04}-{month + 1:02}-{min(int(day[8:]), monthrange(year, month + 1)[1]):02}"


def written(date: str, language: str) -> str:
    """Return `date` for readers: `2024年4月19日` (GB/T 15835-2011, no leading zeros), or ISO in English."""
    if language != "zh":
        return date
    units = zip(date.split("-"), "年月日", strict=False)
    return "".join(f"{int(number)}{unit}" for number, unit in units)
