"""Figures of organizations and rounds: how many problems are listed, done, open, overdue, not stated.

In the order of the site, never by size: notices differ in what they list, and a ranking would say what they do not.
A problem that a later notice takes up counts there alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from gongkai import urls
from gongkai.concerns import Concern, Concerns
from gongkai.model import OPEN_STATUSES, Status
from gongkai.pages import afterwards
from gongkai.pages.afterwards import ByNotice
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Notices, Output, Ref, organization_refs
from gongkai.site import Site
from gongkai.summary import STATUSES, Summary

ROWS_PER_PAGE = 40


class Figure(msgspec.Struct, frozen=True, array_like=True):
    """Numbers of problems; `overdue` are among the open ones, and `done`, `open` and `unstated` are all there are."""

    done: int
    open: int
    overdue: int
    unstated: int

    @property
    def problems(self) -> int:
        """How many problems there are."""
        return self.done + self.open + self.unstated

    @property
    def shares(self) -> list[tuple[str, float, float]]:
        """The parts of a bar that are not empty: their kind, where they begin, how wide they are, in percent."""
        parts = (
            ("done", self.done),
            ("open", self.open - self.overdue),
            ("overdue", self.overdue),
            ("unstated", self.unstated),
        )
        found, start = [], 0.0
        for kind, number in parts:
            width = number * 100 / max(self.problems, 1)
            if number:
                found.append((kind, round(start, 2), round(width, 2)))
            start += width
        return found


class FigureRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of figures: an organization (by its id) with its rounds; a round that is not stated has no text."""

    organization: str
    ref: Ref
    figure: Figure
    rounds: tuple[tuple[str, Figure], ...] = ()


class FiguresShows(msgspec.Struct, frozen=True, array_like=True):
    """A page of the figures of organizations."""

    address: str
    number: int
    as_of: str
    rows: tuple[FigureRow, ...]
    before: str
    after: str


# A notice, and how many of its problems are overdue.
Counted = tuple[Summary, int]


def figure(notices: Sequence[Counted], said: ByNotice) -> Figure:
    """Return the figure of several notices; `said` is what later ones say of their problems."""
    counts = dict(zip(STATUSES, afterwards.sums([notice for notice, _ in notices], said), strict=True))
    return Figure(
        done=counts[Status.done],
        open=sum(counts[status] for status in OPEN_STATUSES),
        overdue=sum(overdue for _, overdue in notices),
        unstated=counts[Status.unstated],
    )


def by_round(notices: Sequence[Counted], said: ByNotice) -> tuple[tuple[str, Figure], ...]:
    """Return the figure of each round, newest first; what states no round comes last.

    A round whose problems later notices have all taken up is left out: it has nothing to divide.
    """
    rounds: dict[str, list[Counted]] = {}
    for notice, overdue in notices:
        if any(afterwards.counts(notice, said.get(notice.id, ()))):
            rounds.setdefault(notice.inspection.round if notice.inspection else "", []).append((notice, overdue))
    named = [(name, figure(rounds[name], said)) for name in rounds if name]
    return (*named, *([("", figure(rounds[""], said))] if "" in rounds else []))


def by_organization(site: Site, concerns: Concerns, said: ByNotice) -> tuple[FigureRow, ...]:
    """Return the figures of each organization, in the order of the site; a notice counts for its owner alone."""
    owned: dict[str, list[Counted]] = {}
    for notice, overdue in zip(site.notices, concerns.counts(Concern.overdue, site.notices), strict=True):
        if any(afterwards.counts(notice, said.get(notice.id, ()))):
            owned.setdefault(notice.organization, []).append((notice, overdue))
    return tuple(
        FigureRow(
            name, organization_refs(site.frame, [name])[0], figure(owned[name], said), by_round(owned[name], said)
        )
        for name in (organization.id for organization in site.frame.ordered)
        if name in owned
    )


def chapters(rows: tuple[FigureRow, ...]) -> Iterator[Chapter]:
    """Yield the figures of organizations; none where no more than one organization has problems."""
    if len(rows) > 1:
        yield Chapter(plan, (), (rows,))


def plan(briefs: Briefs, rows: tuple[FigureRow, ...]) -> Iterator[Output]:
    """Yield the figures of organizations, in pages."""
    pages = [rows[start : start + ROWS_PER_PAGE] for start in range(0, len(rows), ROWS_PER_PAGE)]
    addresses = [
        urls.numbered(urls.PROBLEMS_BY_ORGANIZATION, 0 if page == 1 else page) for page in range(1, len(pages) + 1)
    ]
    for index, (address, page) in enumerate(zip(addresses, pages, strict=True)):
        before = addresses[index - 1] if index else ""
        after = addresses[index + 1] if index + 1 < len(addresses) else ""
        yield Output(address, "figures", FiguresShows(address, index, briefs.frame.as_of, page, before, after))


def context(shows: FiguresShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `figures_page.html` reads."""
    return {
        "address": shows.address,
        "number": shows.number + 1 if shows.number else 0,
        "as_of": shows.as_of,
        "rows": shows.rows,
        "before": shows.before,
        "after": shows.after,
    }
