"""The problems of all notices: together, by status, and by concern (overdue, long open, returned).

Grouped by notice, so that one changed problem changes few pages.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from gongkai import urls
from gongkai.concerns import Concern, Concerns, Positions, count
from gongkai.model import OPEN_STATUSES, Level, Status
from gongkai.pages import afterwards, figures, paging, problem_data
from gongkai.pages.afterwards import Afterwards, ByNotice
from gongkai.pages.chapter import Chapter
from gongkai.pages.figures import FigureRow, by_organization
from gongkai.pages.output import Briefs, Notices, Output, Ref, lines_of, occurring, sum_counts
from gongkai.pages.paging import Span
from gongkai.site import Site
from gongkai.subjects import Subject
from gongkai.summary import STATUSES, ProblemBrief, Summary

NOTICES_PER_PART = 10


# The front shows the figures of this many organizations, and leads to those of all.
FIGURES_SHOWN = 10


class Front(msgspec.Struct, frozen=True, array_like=True):
    """What only the front of a list has: the numbers of the whole site, and where the filter finds its data.

    The numbers are those of the lists: of each notice, `taken_up` of them taken up by a later one.
    """

    counts: tuple[int, ...]
    concerns: tuple[tuple[Concern, int], ...]
    as_of: str
    months: int
    taken_up: int
    undated: tuple[tuple[Status, int], ...] = ()
    stories: int = 0
    data: str = ""
    rows: tuple[FigureRow, ...] = ()
    organizations: int = 0


class ProblemsShows(msgspec.Struct, frozen=True, array_like=True):
    """A part of a list of problems: of a status, of a concern, or, where both are None, of all.

    `positions` are the problems of each notice that are of the concern, `said` is what later notices say of each.
    """

    address: str
    status: Status | None
    concern: Concern | None
    number: int
    notices: tuple[msgspec.Raw, ...]
    positions: tuple[Positions, ...]
    said: tuple[tuple[Afterwards, ...], ...]
    front: Front | None
    newer: str
    older: str


class _Selection(NamedTuple):
    """A list: what it is of, and its notices with the positions of a concern."""

    status: Status | None
    concern: Concern | None
    entries: Sequence[tuple[Summary, Positions]]


def chapters(site: Site, concerns: Concerns, said: ByNotice) -> Iterator[Chapter]:
    """Yield the lists of problems (all, each status, each concern), their figures and data; none without a problem."""
    counts = sum_counts(site.notices)
    if not any(counts):
        return
    with_problems = [(notice, notice.tally.counts) for notice in site.notices if any(notice.tally.counts)]
    by_concern = [_Selection(None, concern, concerns.of(concern, site.notices)) for concern in Concern]
    numbers = [sum(count(*entry) for entry in selection.entries) for selection in by_concern]
    front = Front(
        counts,
        tuple(zip(Concern, numbers, strict=True)),
        site.as_of,
        site.settings.long_open_months,
        sum(map(len, said.values())),
        tuple((status, concerns.undated[status]) for status in STATUSES if status in concerns.undated),
    )
    data, data_address = problem_data.chapters(site)
    yield from data
    rows = by_organization(site, concerns, said)
    yield from figures.chapters(rows)
    whole = msgspec.structs.replace(
        front,
        stories=len(site.lineage.stories),
        data=data_address,
        rows=rows[:FIGURES_SHOWN],
        organizations=len(rows),
    )
    yield from _list(_Selection(None, None, [(notice, ()) for notice, _ in with_problems]), whole, said)
    for index, status in enumerate(STATUSES):
        if counts[index]:
            having: list[tuple[Summary, Positions]] = [(notice, ()) for notice, own in with_problems if own[index]]
            yield from _list(_Selection(status, None, having), front, said)
    for selection in by_concern:
        yield from _list(selection, front, said)


def _list(selection: _Selection, front: Front, said: ByNotice) -> Iterator[Chapter]:
    for span, entries in paging.spans(selection.entries, NOTICES_PER_PART):
        notices = [notice for notice, _ in entries]
        positions = [found for _, found in entries] if selection.concern else []
        own = _said_in(selection.status, notices, said)
        values = (span, selection.status, selection.concern, positions, own, None if span.last else front)
        yield Chapter(plan, (notices,), values)


def _said_in(status: Status | None, notices: Sequence[Summary], said: ByNotice) -> dict[str, tuple[Afterwards, ...]]:
    """Return what is said of the problems that a list shows."""
    return {
        notice.id: tuple(one for one in said[notice.id] if status in (None, notice.standing.status(one.position)))
        for notice in notices
        if notice.id in said
    }


def plan(
    briefs: Briefs,
    notices: Sequence[Summary],
    span: Span,
    status: Status | None,
    concern: Concern | None,
    positions: Sequence[Positions],
    said: ByNotice,
    front: Front | None,
) -> Iterator[Output]:
    """Yield parts of a list."""
    selected = status or concern
    address = urls.problems(selected) if selected else urls.PROBLEMS
    found = positions if concern else [None] * len(notices)
    for part in paging.parts(list(zip(notices, found, strict=True)), span, address):
        own = urls.numbered(address, part.number)
        shows = ProblemsShows(
            address=own,
            status=status,
            concern=concern,
            number=part.number,
            notices=briefs.lines([notice for notice, _ in part.entries]),
            positions=tuple(own_positions for _, own_positions in part.entries) if concern else (),
            said=tuple(said.get(notice.id, ()) for notice, _ in part.entries),
            front=front,
            newer=part.newer,
            older=part.older,
        )
        yield Output(own, "problems", shows)


def context(shows: ProblemsShows, notices: Notices) -> dict[str, Any]:
    """Return what the template `problems.html` reads."""
    front = shows.front
    lines = lines_of(shows.notices)
    listed = [notices.problems(line.fingerprint) for line in lines]
    if shows.concern:
        chosen = [_at(problems, found) for problems, found in zip(listed, shows.positions, strict=True)]
    else:
        chosen = [_of_status(problems, shows.status) for problems in listed]
    return {
        "address": shows.address,
        "status": shows.status,
        "concern": shows.concern,
        "selected": shows.status or shows.concern,
        "number": shows.number,
        "groups": list(zip(lines, chosen, map(afterwards.by_anchor, shows.said, listed), strict=True)),
        "statuses": [
            (Ref(urls.problems(status), status.value), status, count)
            for status, count in (occurring(front.counts) if front else [])
        ],
        "concerns": [(concern, count) for concern, count in front.concerns if count] if front else [],
        "total": sum(front.counts) if front else 0,
        "front": front,
        "undated": sum(count for _, count in front.undated) if front else 0,
        "undated_address": urls.problems_of([status for status, _ in front.undated]) if front else "",
        "known": (STATUSES, tuple(Concern)),
        "subjects": tuple(Subject),
        "levels": tuple(Level),
        "newer": shows.newer,
        "older": shows.older,
        "feed": urls.problem_feed(shows.status) if shows.status else "",
    }


def _at(problems: Sequence[ProblemBrief], positions: Positions) -> list[ProblemBrief]:
    if positions is None:
        return [problem for problem in problems if problem.status in OPEN_STATUSES]
    return [problems[position] for position in positions]


def _of_status(problems: Sequence[ProblemBrief], status: Status | None) -> list[ProblemBrief]:
    return [problem for problem in problems if status in (None, problem.status)]
