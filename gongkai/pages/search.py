"""The page of the search, and what it tells the script: where the index is, and what may be filtered by."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from gongkai import urls
from gongkai.exports.search_index import Segment
from gongkai.model import Organization
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Notices, Output
from gongkai.site import Site
from gongkai.summary import STATUSES

# Of each segment its name, the bits of its shards, its parts (of each the years with their numbers of notices), and the
# name of its labels.
_Index = tuple[tuple[str, int, tuple[tuple[tuple[str, int], ...], ...], str], ...]


class SearchShows(msgspec.Struct, frozen=True, array_like=True):
    """The index: its segments, oldest first, each with its shards' bits and its parts; and the organizations."""

    address: str
    segments: _Index
    organizations: tuple[tuple[str, str, str, str], ...]  # id, name, short name, telephone number
    has_problems: bool


def chapter(site: Site, segments: Sequence[Segment]) -> Chapter:
    """Return the page of the search."""
    index = tuple(
        (segment.name, segment.shard_bits, tuple(part.years for part in segment.parts), segment.labels)
        for segment in segments
    )
    return Chapter(plan, (), (index, any(notice.problems for notice in site.notices)))


def plan(briefs: Briefs, index: _Index, has_problems: bool) -> Iterator[Output]:
    """Yield the page of the search."""
    organizations = tuple(map(_named, briefs.frame.ordered))
    yield Output(urls.SEARCH, "search", SearchShows(urls.SEARCH, index, organizations, has_problems))


def _named(organization: Organization) -> tuple[str, str, str, str]:
    phones = organization.contacts.phones if organization.contacts else ()
    return organization.id, organization.name, organization.short_name, phones[0].number if phones else ""


def context(shows: SearchShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `search.html` reads."""
    years = {year for _, _, parts, _ in shows.segments for part in parts for year, _ in part}
    return {
        "address": shows.address,
        "index": msgspec.json.encode(shows.segments).decode(),
        "years": sorted(years - {"0000"}, reverse=True),
        "organizations": shows.organizations,
        "statuses": STATUSES,
        "has_problems": shows.has_problems,
    }
