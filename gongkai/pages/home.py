"""The home page, the site's own pages, and the page for addresses that lead nowhere."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from gongkai import prose, urls
from gongkai.model import OPEN_STATUSES, Page
from gongkai.pages import afterwards
from gongkai.pages.afterwards import ByNotice
from gongkai.pages.chapter import Chapter
from gongkai.pages.organizations import Row
from gongkai.pages.output import Briefs, Notices, Output, lines_of, occurring, window_state
from gongkai.site import Site
from gongkai.summary import Summary

LATEST = 8
OPEN_SHOWN = 20
ORGANIZATIONS_SHOWN = 60


class HomeShows(msgspec.Struct, frozen=True, array_like=True):
    """What is open for opinions, the latest notices, the organizations, and the problems at a glance."""

    address: str
    open: tuple[msgspec.Raw, ...]
    latest: tuple[msgspec.Raw, ...]
    rows: tuple[Row, ...]
    organizations: int
    notices: int
    counts: tuple[int, ...]


class PageShows(msgspec.Struct, frozen=True, array_like=True):
    """A page of the site's own."""

    address: str
    page: Page


class NotFoundShows(msgspec.Struct, frozen=True, array_like=True):
    """The page for addresses that lead nowhere."""

    address: str


class RedirectShows(msgspec.Struct, frozen=True, array_like=True):
    """A former address and the one it leads to."""

    address: str
    target: str
    title: str


def chapters(site: Site, rows: tuple[Row, ...], said: ByNotice) -> Iterator[Chapter]:
    """Yield home, the site's own pages, 404 and the redirects of former addresses."""
    open_now = [notice for notice in site.notices if window_state(notice.consultation, site.as_of) == "open"]
    shown = tuple(row for row in rows if row.notices)[:ORGANIZATIONS_SHOWN]
    counts = afterwards.sums(site.notices, said)
    latest = site.notices[:LATEST]
    yield Chapter(plan_home, (open_now[:OPEN_SHOWN], latest), (shown, len(site.notices), counts))
    yield Chapter(plan_pages)
    yield Chapter(plan_redirects, ([notice for notice in site.by_id.values() if notice.former_addresses],))


def plan_home(
    briefs: Briefs,
    open_now: Sequence[Summary],
    latest: Sequence[Summary],
    rows: tuple[Row, ...],
    notices: int,
    counts: tuple[int, ...],
) -> Iterator[Output]:
    """Yield the home page."""
    shows = HomeShows(
        address=urls.HOME,
        open=briefs.lines(open_now),
        latest=briefs.lines(latest),
        rows=rows,
        organizations=len(briefs.frame.organizations),
        notices=notices,
        counts=counts,
    )
    yield Output(urls.HOME, "home", shows)


def plan_pages(briefs: Briefs) -> Iterator[Output]:
    """Yield the site's own pages, and the page for addresses that lead nowhere."""
    for page in briefs.frame.pages:
        yield Output(urls.page(page.id), "page", PageShows(urls.page(page.id), page))
    yield Output(urls.NOT_FOUND, "not_found", NotFoundShows(urls.NOT_FOUND))


def plan_redirects(briefs: Briefs, notices: Sequence[Summary]) -> Iterator[Output]:
    """Yield a page at each former address."""
    for former, target, title in briefs.frame.moved:
        yield Output(former, "redirect", RedirectShows(former, target, title))
    for notice in notices:
        for former in notice.former_addresses:
            yield Output(former, "redirect", RedirectShows(former, urls.notice(notice.id), notice.title))


def home_context(shows: HomeShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `home.html` reads."""
    open_now, latest = lines_of(shows.open), lines_of(shows.latest)
    statuses = occurring(shows.counts)
    unfinished = [(status, count) for status, count in statuses if status in OPEN_STATUSES]
    return {
        "address": shows.address,
        "open": open_now,
        "latest": latest,
        "others": [line for line in latest if line not in open_now],
        "rows": shows.rows,
        "organizations": shows.organizations,
        "notices": shows.notices,
        "statuses": statuses,
        "unfinished": unfinished,
        "unfinished_address": urls.problems_of([status for status, _ in unfinished]),
        "total": sum(shows.counts),
    }


def page_context(shows: PageShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `page.html` reads."""
    parts = [(part, prose.inline(part.heading), prose.html(part.text)) for part in shows.page.body]
    return {"address": shows.address, "page": shows.page, "parts": parts}


def not_found_context(shows: NotFoundShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `not_found.html` reads."""
    return {"address": shows.address}


def redirect_context(shows: RedirectShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `redirect.html` reads."""
    return {"address": shows.address, "target": shows.target, "title": shows.title}
