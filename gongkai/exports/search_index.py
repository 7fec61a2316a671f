"""What the search index of a site is made of: which notices form a segment, and what of them is indexed.

A segment is one or several years, so that a new notice rewrites one segment, and building one takes bounded memory. Its
name is the hash of the words it is made of: a shard never changes, may be cached for ever, and fits the others of its
name. Labels have a shard of their own: a status changes often, and leaves the words as they are.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from gongkai import urls
from gongkai.exports.search_text import by_year
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Notices, Output
from gongkai.site import Site
from gongkai.summary import STATUSES, Summary

# Part of every segment's name: moved by hand whenever the shards of the same notices become other bytes.
FORMAT = 3
# Years are joined up to this many notices.
SEGMENT_NOTICES = 4000
# A few notices alone have thousands of different grams.
_FEWEST_BITS = 5


class ShardShows(msgspec.Struct, frozen=True, array_like=True):
    """A shard of a segment; the segment's name says all it is made of."""

    segment: str
    number: int


class Source(NamedTuple):
    """What a notice is indexed from: its stored words, and its organizations, by whose names it is found too.

    `words` is the digest of the stored words, which the whole notice's `fingerprint` leads to.
    """

    fingerprint: str
    words: str
    names: tuple[str, ...]
    organizations: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the notice is filtered by: its organizations, and the statuses of its problems."""
        statuses = (f"status:{status.value}" for status, count in zip(STATUSES, self.counts, strict=True) if count)
        return (*(f"organization:{name}" for name in self.organizations), *statuses)


class Segment(NamedTuple):
    """Some years and their notices, oldest first; `years` are the years with the number of notices in each.

    `labels` names the shard of the labels, and changes with anything that readers see of the notices.
    """

    name: str
    labels: str
    years: tuple[tuple[str, int], ...]
    sources: tuple[Source, ...]

    @property
    def shard_bits(self) -> int:
        """Of how many bits the number of a shard is: a shard comes to some two kilobytes."""
        return max(_FEWEST_BITS, (len(self.sources) - 1).bit_length())


def segments(site: Site) -> list[Segment]:
    """Return the segments of a site, oldest first; the newest year is always one by itself."""
    years = by_year(site)
    groups: list[list[str]] = []
    size = 0
    for year, notices in years.items():
        size += len(notices)
        if not groups or size > SEGMENT_NOTICES or year == max(years):
            groups.append([])
            size = len(notices)
        groups[-1].append(year)
    return [part for group in groups for part in _parts(site, [(year, years[year]) for year in group])]


def _parts(site: Site, years: Sequence[tuple[str, list[Summary]]]) -> Iterator[Segment]:
    """Yield the segment of some years; several, where a single year has more notices than one may hold."""
    flat = [(year, _source(site, notice)) for year, notices in years for notice in notices]
    for begin in range(0, len(flat), SEGMENT_NOTICES):
        part = flat[begin : begin + SEGMENT_NOTICES]
        counts: dict[str, int] = {}
        for year, _ in part:
            counts[year] = counts.get(year, 0) + 1
        sources = tuple(source for _, source in part)
        name = _name([(source.words, source.names) for source in sources])
        labels = _name([(source.fingerprint, source.organizations) for source in sources])
        yield Segment(name, labels, tuple(counts.items()), sources)


def _name(made_of: list[tuple[str, tuple[str, ...]]]) -> str:
    return hashlib.sha256(msgspec.msgpack.encode((FORMAT, made_of))).hexdigest()[:16]


def _source(site: Site, notice: Summary) -> Source:
    known = tuple([name for name in notice.organizations if name in site.organizations])
    names = tuple([site.organizations[name].name for name in known])
    return Source(notice.fingerprint, notice.words, names, known, notice.tally.counts)


def chapters(found: Iterable[Segment]) -> Iterator[Chapter]:
    """Yield the shards of each segment."""
    for segment in found:
        yield Chapter(plan, (), (segment.name, segment.shard_bits))
        yield Chapter(plan, (), (segment.labels, 0))


def plan(_briefs: Briefs, name: str, bits: int) -> Iterator[Output]:
    """Yield the shards of a segment."""
    for number in range(1 << bits):
        yield Output(urls.search_shard(name, number), "search_shard", ShardShows(name, number))


def shard(shows: ShardShows, notices: Notices) -> bytes:
    """Return a shard, which `indexing` has made."""
    return notices.shard(shows.segment, shows.number)
