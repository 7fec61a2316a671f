"""The problems of all notices: together, and by status.

Grouped by notice, so that one changed problem changes few pages.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from gongkai import urls
from gongkai.model import Status
from gongkai.pages import paging
from gongkai.pages.chapter import Chapter
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
from gongkai.pages.paging import Span
from gongkai.site import Site
from gongkai.summary import STATUSES, ProblemBrief, Summary

NOTICES_PER_PART = 10

# An organization, and its problems by status.
OfOne = tuple[Ref, tuple[int, ...]]


class ProblemsShows(msgspec.Struct, frozen=True, array_like=True):
    """A part of a list of problems: of one status, or, where `status` is None, of all."""

    address: str
    status: Status | None
    number: int
    notices: tuple[msgspec.Raw, ...]
    counts: tuple[int, ...]  # of the whole site; only fronts have them
    organizations: tuple[OfOne, ...]  # only the front of all has them
    newer: str
    older: str


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield all problems, and those of each status; none where no notice lists a problem."""
    counts = sum_counts(site.notices)
    if not any(counts):
        return
    with_problems = [(notice, notice.tally.counts) for notice in site.notices if any(notice.tally.counts)]
    yield from _list(None, [notice for notice, _ in with_problems], counts, _by_organization(site))
    for index, status in enumerate(STATUSES):
        if counts[index]:
            yield from _list(status, [notice for notice, own in with_problems if own[index]], counts, ())


def _list(
    status: Status | None, notices: Sequence[Summary], counts: tuple[int, ...], organizations: tuple[OfOne, ...]
) -> Iterator[Chapter]:
    for span, entries in paging.spans(notices, NOTICES_PER_PART):
        about_all = ((), ()) if span.last else (counts, organizations)
        yield Chapter(plan, (entries,), (span, status, *about_all))


def plan(
    briefs: Briefs,
    notices: Sequence[Summary],
    span: Span,
    status: Status | None,
    counts: tuple[int, ...],
    organizations: tuple[OfOne, ...],
) -> Iterator[Output]:
    """Yield parts of a list."""
    address = urls.problems(status) if status else urls.PROBLEMS
    for part in paging.parts(notices, span, address):
        own = urls.numbered(address, part.number)
        lines = briefs.lines(part.entries)
        shows = ProblemsShows(own, status, part.number, lines, counts, organizations, part.newer, part.older)
        yield Output(own, "problems", shows)


def _by_organization(site: Site) -> tuple[OfOne, ...]:
    """Return the problems of each organization by status; a notice counts for its owner alone."""
    own: dict[str, list[Summary]] = {}
    for notice in site.notices:
        own.setdefault(notice.organization, []).append(notice)
    counts = {name: sum_counts(notices) for name, notices in own.items()}
    return tuple(
        (organization_refs(site.frame, [organization.id])[0], counts[organization.id])
        for organization in site.frame.ordered
        if any(counts.get(organization.id, ()))
    )


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
