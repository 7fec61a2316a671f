"""Lists of notices: all, and by year."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from gongkai import urls
from gongkai.pages import paging
from gongkai.pages.output import Briefs, Notices, Output, Ref, lines_of
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


def plan(site: Site, briefs: Briefs) -> Iterator[Output]:
    """Yield the list of all notices and the archive of each year, in parts."""
    years = tuple((urls.year(year), year, len(notices)) for year, notices in sorted(site.by_year.items(), reverse=True))
    yield from _list(briefs, urls.NOTICES, "", site.notices, years)
    for year, notices in site.by_year.items():
        yield from _list(briefs, urls.year(year), year, notices, ())


def _list(
    briefs: Briefs, address: str, year: str, notices: Sequence[Summary], years: tuple[tuple[str, str, int], ...]
) -> Iterator[Output]:
    for part in paging.parts(notices, briefs.site.settings.notices_per_page, address):
        front = part.number == 0
        own = urls.numbered(address, part.number)
        shows = ListShows(
            address=own,
            year=year,
            number=part.number,
            notices=briefs.lines(part.entries),
            total=len(notices) if front else 0,
            years=years if front else (),
            newer=part.newer,
            older=part.older,
        )
        yield Output(own, "notices", shows)


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
