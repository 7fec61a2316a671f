"""Problems that a reader looks for first: overdue, long open, returned. The script of the page applies the same rules.

Only what the notices say counts: a problem whose status is not stated is in none, and one that a later notice takes up
is judged by the later one.
"""

from collections.abc import Iterable, Sequence

from gongkai import dates
from gongkai.language import mark
from gongkai.lineage import Fate, Lineage, open_since
from gongkai.model import OPEN_STATUSES, Choice, Status
from gongkai.summary import Summary

# The positions of problems in a notice; None stands for all that are open, which need not be counted out.
Positions = tuple[int, ...] | None


class Concern(Choice):
    """What may be wrong with a problem besides its status."""

    overdue = "overdue", "逾期", mark("Overdue")
    long_open = "long_open", "长期未完成", mark("Long open")
    returned = "returned", "反弹", mark("Returned")


class Concerns:
    """Which problems are of which concern on a day; only notices that have such problems are held."""

    def __init__(self, notices: Iterable[Summary], lineage: Lineage, as_of: str, months: int) -> None:
        self._found: dict[Concern, dict[str, Positions]] = {concern: {} for concern in Concern}
        # The open problems without a deadline, that no later notice takes up: of these nobody can tell.
        self.undated: dict[Status, int] = {}
        limit = dates.months_before(as_of, months)
        for notice in notices:
            fates = lineage.fates.get(notice.id, {})
            self._add(Concern.overdue, notice, overdue(notice, fates, as_of))
            self._add(Concern.long_open, notice, long_open(notice, fates, limit))
            self._add(Concern.returned, notice, returned(notice, fates))
            for position in notice.standing.undated():
                if not (position in fates and fates[position].followed):
                    status = notice.standing.status(position)
                    self.undated[status] = self.undated.get(status, 0) + 1

    def _add(self, concern: Concern, notice: Summary, positions: Positions) -> None:
        if positions is None or positions:
            self._found[concern][notice.id] = positions

    def of(self, concern: Concern, notices: Sequence[Summary]) -> list[tuple[Summary, Positions]]:
        """Return the notices with problems of a concern, and which these are."""
        found = self._found[concern]
        return [(notice, found[notice.id]) for notice in notices if notice.id in found]

    def counts(self, concern: Concern, notices: Sequence[Summary]) -> list[int]:
        """Return how many problems of a concern each notice has."""
        found = self._found[concern]
        return [count(notice, found.get(notice.id, ())) for notice in notices]


def count(notice: Summary, positions: Positions) -> int:
    """Return how many problems `positions` stands for."""
    return notice.count(*OPEN_STATUSES) if positions is None else len(positions)


def overdue(notice: Summary, fates: dict[int, Fate], as_of: str) -> tuple[int, ...]:
    """Return the problems whose deadline has passed, that are open, and that no later notice takes up."""
    if not notice.standing.deadlines:
        return ()
    return tuple(
        position
        for position, day in notice.standing.dated()
        if day < as_of and not (position in fates and fates[position].followed)
    )


def long_open(notice: Summary, fates: dict[int, Fate], limit: str) -> Positions:
    """Return the problems that have been open since before the day `limit`, and that no later notice takes up."""
    since = open_since(notice)
    if not fates:
        return None if since < limit and notice.count(*OPEN_STATUSES) else ()
    return tuple(
        position
        for position in notice.standing.open()
        if (since < limit if position not in fates else fates[position].since < limit and not fates[position].followed)
    )


def returned(notice: Summary, fates: dict[int, Fate]) -> tuple[int, ...]:
    """Return the problems that the notice marks 反弹, or that are open though an earlier notice called them done."""
    found = {position for position, fate in fates.items() if fate.returned}
    return tuple(sorted(found.union(notice.standing.recurred())))
