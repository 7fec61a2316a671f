"""The problems of all notices: together, and by status.

Grouped by notice, so that one changed problem changes few pages.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from gongkai import urls
from gongkai.model import Status
from gongkai.pages import paging
from gongkai.pages.output import (
    Briefs,
    Notices,
    Output,
    Ref,
    lines_of,
    occurring,
    organization_refs,
    sum_counts,
)
from gongkai.site import Site
from gongkai.summary import STATUSES, ProblemBrief, Summary

NOTICES_PER_PART = 10


class ProblemsShows(msgspec.Struct, frozen=True, array_like=True):
    """A part of a list of problems: of one status, or, where `status` is None, of all."""

    address: str
    status: Status | None
    number: int
    notices: tuple[msgspec.Raw, ...]
    counts: tuple[int, ...]  # of the whole site; only fronts have them
    organizations: tuple[tuple[Ref, tuple[int, ...]], ...]  # only the front of all has them
    newer: str
    older: str


def plan(site: Site, briefs: Briefs) -> Iterator[Output]:
    """Yield all problems, and those of each status, in parts; none where no notice lists a problem."""
    with_problems = [notice for notice in site.notices if notice.problems]
    if not with_problems:
        return
    counts = sum_counts(with_problems)
    yield from _list(briefs, None, with_problems, counts)
    for index, status in enumerate(STATUSES):
        having = [notice for notice in with_problems if notice.tally.counts[index]]
        if having:
            yield from _list(briefs, status, having, counts)


def _list(
    briefs: Briefs, status: Status | None, notices: Sequence[Summary], counts: tuple[int, ...]
) -> Iterator[Output]:
    address = urls.problems(status) if status else urls.PROBLEMS
    for part in paging.parts(notices, NOTICES_PER_PART, address):
        own = urls.numbered(address, part.number)
        shows = ProblemsShows(
            address=own,
            status=status,
            number=part.number,
            notices=briefs.lines(part.entries),
            counts=() if part.number else counts,
            organizations=_by_organization(briefs.site) if status is None and not part.number else (),
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


def context(shows: ProblemsShows, notices: Notices) -> dict[str, Any]:
    """Return what the template `problems.html` reads."""
    return {
        "address": shows.address,
        "status": shows.status,
        "number": shows.number,
        "groups": [
            (line, _of_status(notices.problems(line.fingerprint), shows.status)) for line in lines_of(shows.notices)
        ],
        "statuses": [
            (Ref(urls.problems(status), status.value), status, count)
            for status, count in (occurring(shows.counts) if shows.counts else [])
        ],
        "total": sum(shows.counts),
        "by_organization": shows.organizations,
        "newer": shows.newer,
        "older": shows.older,
    }


def _of_status(problems: Sequence[ProblemBrief], status: Status | None) -> list[ProblemBrief]:
    return [problem for problem in problems if status in (None, problem.status)]
