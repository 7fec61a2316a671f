"""Lists of notices: all, and by year."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from gongkai import urls
from gongkai.pages import paging
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Notices, Output, Ref, lines_of
from gongkai.pages.paging import Span
from gongkai.site import Site
from gongkai.summary import Summary


class ListShows(msgspec.Struct, frozen=True, array_like=True):
    """A part of a list of notices; `year` is empty for the list of all."""

    address: str
    year: str
    number: int
    notices: tuple[msgspec.Raw, ...]
    total: int  # notices in the whole list; only the front says it
    years: tuple[tuple[str, str, int], ...]  # address, year, notices; only the front has them
    newer: str
    older: str


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield the list of all notices and the archive of each year."""
    years = tuple((urls.year(year), year, len(notices)) for year, notices in sorted(site.by_year.items(), reverse=True))
    yield from _list(site, "", site.notices, years)
    for year, notices in site.by_year.items():
        yield from _list(site, year, notices, ())


def _list(
    site: Site, year: str, notices: Sequence[Summary], years: tuple[tuple[str, str, int], ...]
) -> Iterator[Chapter]:
    for span, entries in paging.spans(notices, site.settings.notices_per_page):
        about_all = (0, ()) if span.last else (len(notices), years)
        yield Chapter(plan, (entries,), (span, year, *about_all))


def plan(
    briefs: Briefs,
    notices: Sequence[Summary],
    span: Span,
    year: str,
    total: int,
    years: tuple[tuple[str, str, int], ...],
) -> Iterator[Output]:
    """Yield parts of a list."""
    address = urls.year(year) if year else urls.NOTICES
    for part in paging.parts(notices, span, address):
        own = urls.numbered(address, part.number)
        lines = briefs.lines(part.entries)
        yield Output(own, "notices", ListShows(own, year, part.number, lines, total, years, part.newer, part.older))


def context(shows: ListShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `notices.html` reads."""
    return {
        "address": shows.address,
        "year": shows.year,
        "number": shows.number,
        "notices": lines_of(shows.notices),
        "total": shows.total,
        "years": [(Ref(address, year), count) for address, year, count in shows.years],
        "newer": shows.newer,
        "older": shows.older,
    }
