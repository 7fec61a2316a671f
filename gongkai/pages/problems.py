"""The problems of all notices: together, and by status. Grouped by notice, so that one changed problem changes few pages."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from gongkai import prose, urls
from gongkai.model import Problem, Status
from gongkai.pages import paging
from gongkai.pages.output import (
    NoticeLine,
    NoticeOf,
    Output,
    Ref,
    line_of,
    occurring,
    organization_refs,
    sum_counts,
)
from gongkai.site import Site
from gongkai.summary import STATUSES, Summary

NOTICES_PER_PART = 10


class ProblemsShows(msgspec.Struct, frozen=True, array_like=True):
    """A part of a list of problems; `status` is None for the list of all."""

    address: str
    status: Status | None
    number: int
    notices: tuple[NoticeLine, ...]
    counts: tuple[int, ...]  # of the whole site; only fronts have them
    organizations: tuple[tuple[Ref, tuple[int, ...]], ...]  # only the front of all has them
    newer: str
    older: str


class ProblemLine(NamedTuple):
    """A problem as lists show it."""

    address: str
    title: str
    problem: Problem


def plan(site: Site) -> Iterator[Output]:
    """Yield the lists of problems, in parts; none where no notice lists a problem."""
    with_problems = [notice for notice in site.notices if notice.problems]
    if not with_problems:
        return
    counts = sum_counts(with_problems)
    yield from _list(site, urls.PROBLEMS, None, with_problems, counts)
    for status in STATUSES:
        having = [notice for notice in with_problems if notice.count(status)]
        if having:
            yield from _list(site, urls.problems(status), status, having, counts)


def _list(
    site: Site, address: str, status: Status | None, notices: Sequence[Summary], counts: tuple[int, ...]
) -> Iterator[Output]:
    for part in paging.parts(notices, NOTICES_PER_PART, address):
        front = part.number == 0
        own = urls.numbered(address, part.number)
        shows = ProblemsShows(
            address=own,
            status=status,
            number=part.number,
            notices=tuple(line_of(site, notice) for notice in part.entries),
            counts=counts if front else (),
            organizations=_by_organization(site) if front and status is None else (),
            newer=part.newer,
            older=part.older,
        )
        yield Output(own, "problems", shows)


def _by_organization(site: Site) -> tuple[tuple[Ref, tuple[int, ...]], ...]:
    """Return the problems of each organization by status; a notice counts for its owner alone."""
    rows = []
    for organization in site.ordered:
        own = [notice for notice in site.by_organization.get(organization.id, ()) if _owns(organization.id, notice)]
        if any(notice.problems for notice in own):
            rows.append((organization_refs(site, [organization.id])[0], sum_counts(own)))
    return tuple(rows)


def _owns(organization: str, notice: Summary) -> bool:
    return notice.organization == organization


def problem_lines(line: NoticeLine, notice_of: NoticeOf, status: Status | None = None) -> list[ProblemLine]:
    """Return the problems of a notice, of one status where one is given."""
    return [
        ProblemLine(urls.anchored(line.address, part.anchor), prose.plain(part.heading), part.problem)
        for part in notice_of(line.fingerprint).problems
        if part.problem and status in (None, part.problem.status)
    ]


def context(shows: ProblemsShows, notice_of: NoticeOf) -> dict[str, Any]:
    """Return what the template `problems.html` reads."""
    return {
        "address": shows.address,
        "status": shows.status,
        "number": shows.number,
        "groups": [(line, problem_lines(line, notice_of, shows.status)) for line in shows.notices],
        "statuses": [
            (Ref(urls.problems(status), status.value), status, count)
            for status, count in (occurring(shows.counts) if shows.counts else [])
        ],
        "total": sum(shows.counts),
        "by_organization": shows.organizations,
        "newer": shows.newer,
        "older": shows.older,
    }
