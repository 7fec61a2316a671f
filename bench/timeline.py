"""The dates of a notice, in order: start ≤ end ≤ feedback ≤ as_of ≤ dated ≤ published."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

FIRST_DAY = date(2015, 1, 5)
LAST_DAY = date(2025, 12, 31)
# Builds are made as of this day, so that a benchmark does not depend on the day it runs.
AS_OF = date(2026, 1, 31)


class Timeline(NamedTuple):
    """When an inspection took place, was answered, and was reported on."""

    start: date
    end: date
    feedback: date
    as_of: date
    dated: date
    published: date


def publication_days(count: int, rng: Random) -> list[date]:
    """Return `count` days over all years, in order."""
    span = (LAST_DAY - FIRST_DAY).days
    return sorted(FIRST_DAY + timedelta(rng.randint(0, span)) for _ in range(count))


def timeline(published: date, rng: Random) -> Timeline:
    """Return plausible dates of a notice that appears on the day `published`."""
    dated = published - timedelta(rng.randint(0, 6))
    as_of = dated - timedelta(rng.randint(5, 60))
    feedback = as_of - timedelta(rng.randint(80, 150))
    end = feedback - timedelta(rng.randint(25, 75))
    start = end - timedelta(rng.randint(30, 75))
    return Timeline(start, end, feedback, as_of, dated, published)


def written(day: date) -> str:
    """Return a day as Chinese texts write it."""
    return f"{day.year}年{day.month}月{day.day}日"
