"""The words of each notice as a small text file: search verifies in it what the index promises, and shows excerpts.

The page itself weighs twice as much. A first line says whose words they are: address, date (as pages write it), ids of
the organizations, title and the organizations' names, between tabs. A line that begins with a tab opens a place
(anchor, status, heading); every other line is a block of it.
"""

from collections.abc import Iterator, Sequence

import msgspec

from gongkai import dates, urls
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Notices, Output
from gongkai.site import Site
from gongkai.summary import Summary

# Notices whose texts are planned together: one more changes the last of these groups.
_TOGETHER = 100


class TextShows(msgspec.Struct, frozen=True, array_like=True):
    """A notice, when it was published (as readers see it), and its organizations: their ids and names."""

    fingerprint: str
    address: str
    published: str
    organizations: tuple[tuple[str, str], ...]


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield the words of the public notices; those of a year are numbered from the oldest, so that addresses stay."""
    for year, notices in by_year(site).items():
        for first in range(0, len(notices), _TOGETHER):
            yield Chapter(plan, (notices[first : first + _TOGETHER],), (year, first))


def plan(briefs: Briefs, notices: Sequence[Summary], year: str, first: int) -> Iterator[Output]:
    """Yield the words of some notices of a year, numbered from `first`."""
    known, language = briefs.frame.organizations, briefs.frame.settings.language
    for number, notice in enumerate(notices, first):
        named = tuple((found, known[found].name) for found in notice.organizations if found in known)
        shows = TextShows(notice.fingerprint, urls.notice(notice.id), _day(notice.published, language), named)
        yield Output(urls.search_text(year, number), "search_text", shows)


def _day(date: str, language: str) -> str:
    return dates.written(date, language) if date else ""


def by_year(site: Site) -> dict[str, list[Summary]]:
    """Return the public notices by year, oldest first in both; drafts without a date are of the year 0000."""
    found: dict[str, list[Summary]] = {}
    for notice in reversed(site.notices):
        found.setdefault(notice.year or "0000", []).append(notice)
    return dict(sorted(found.items()))


def text(shows: TextShows, notices: Notices) -> bytes:
    """Return the text file of a notice."""
    title, _, places = notices.words(shows.fingerprint).partition(b"\n")
    ids = " ".join(name for name, _ in shows.organizations)
    names = [" ".join(name.split()) for _, name in shows.organizations]
    head = "\t".join((shows.address, shows.published, ids, title.decode(), *names)).encode()
    return b"\n".join((head, places, b"")) if places else head + b"\n"
