"""What the search index of a site is made of: which notices form a part, which parts a segment, what is indexed.

A part is one or several years: building one takes bounded memory, and a changed notice has one built anew. A segment is
some parts whose shards are read together, because a reader waits for every file; the newest year is one by itself, so
that a new notice rewrites few files. Names are hashes of the words that something is made of: a shard never changes,
may be cached for ever, and fits the others of its name. Labels have a shard of their own: a status changes often, and
leaves the words as they are.
"""

import hashlib
import math
from collections import Counter
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
FORMAT = 4
# Years are joined up to this many notices: twice as many take twice the memory.
PART_NOTICES = 3000
# Parts are joined up to this many notices: more make a reader wait for fewer files, and a change rewrite more of them.
SEGMENT_NOTICES = 16000
# A few notices alone have thousands of different grams.
_FEWEST_BITS = 5


class ShardShows(msgspec.Struct, frozen=True, array_like=True):
    """A shard of a segment: that of each part, whose name says all it is made of."""

    parts: tuple[str, ...]
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


class Part(NamedTuple):
    """Some years and their notices, oldest first; `years` are the years with the number of notices in each.

    `labels` names the shard of the labels, and changes with anything that readers see of the notices.
    """

    name: str
    labels: str
    years: tuple[tuple[str, int], ...]
    sources: tuple[Source, ...]
    shard_bits: int


class Segment(NamedTuple):
    """Parts with shards of equal numbers, oldest first; the names are those of the words and of the labels."""

    name: str
    labels: str
    parts: tuple[Part, ...]

    @property
    def shard_bits(self) -> int:
        """Of how many bits the number of a shard is."""
        return self.parts[0].shard_bits


# The notices of a part, oldest first, each with its year.
_Notices = list[tuple[str, Source]]


def segments(site: Site) -> list[Segment]:
    """Return the segments of a site, oldest first."""
    years = list(by_year(site).items())
    found: list[Segment] = []
    for some in (years[:-1], years[-1:]):
        joined = _joined([(year, _source(site, notice)) for notice in notices] for year, notices in some)
        parts = [part for notices in joined for part in _divided(notices)]
        found += map(_segment, _grouped(parts, SEGMENT_NOTICES))
    return found


def _joined(years: Iterable[_Notices]) -> Iterator[_Notices]:
    """Yield the notices of years that make a part together."""
    for group in _grouped(years, PART_NOTICES):
        yield [notice for notices in group for notice in notices]


def _divided(notices: _Notices) -> Iterator[_Notices]:
    """Yield notices in several parts, where a single year has more of them than one may hold."""
    for begin in range(0, len(notices), PART_NOTICES):
        yield notices[begin : begin + PART_NOTICES]


def _grouped(lists: Iterable[_Notices], most: int) -> list[list[_Notices]]:
    """Return neighbouring lists in groups that have no more than `most` notices together."""
    groups: list[list[_Notices]] = []
    size = 0
    for one in lists:
        size += len(one)
        if not groups or size > most:
            groups.append([])
            size = len(one)
        groups[-1].append(one)
    return groups


def _segment(group: Sequence[_Notices]) -> Segment:
    bits = _shard_bits(sum(map(len, group)))
    parts = tuple(_part(notices, bits) for notices in group)
    return Segment(_hash([part.name for part in parts]), _hash([part.labels for part in parts]), parts)


def _shard_bits(notices: int) -> int:
    """Return of how many bits the numbers of shards are: one comes to about two kilobytes."""
    return max(_FEWEST_BITS, round(math.log2(notices)))


def _part(notices: _Notices, bits: int) -> Part:
    sources = tuple(source for _, source in notices)
    name = _hash((bits, [(source.words, source.names) for source in sources]))
    labels = _hash([(source.fingerprint, source.organizations) for source in sources])
    return Part(name, labels, tuple(Counter(year for year, _ in notices).items()), sources, bits)


def _hash(made_of: object) -> str:
    return hashlib.sha256(msgspec.msgpack.encode((FORMAT, made_of))).hexdigest()[:16]


def _source(site: Site, notice: Summary) -> Source:
    known = tuple([name for name in notice.organizations if name in site.organizations])
    names = tuple([site.organizations[name].name for name in known])
    return Source(notice.fingerprint, notice.words, names, known, notice.tally.counts)


def chapters(found: Iterable[Segment]) -> Iterator[Chapter]:
    """Yield the shards of each segment."""
    for segment in found:
        yield Chapter(plan, (), (segment.name, tuple(part.name for part in segment.parts), segment.shard_bits))
        yield Chapter(plan, (), (segment.labels, tuple(part.labels for part in segment.parts), 0))


def plan(_briefs: Briefs, name: str, parts: tuple[str, ...], bits: int) -> Iterator[Output]:
    """Yield the shards of a segment."""
    for number in range(1 << bits):
        yield Output(urls.search_shard(name, number), "search_shard", ShardShows(parts, number))


def shard(shows: ShardShows, notices: Notices) -> bytes:
    """Return a shard: that of each part, which `indexing` has made, after its length."""
    parts = [notices.shard(part, shows.number) for part in shows.parts]
    return b"".join(len(part).to_bytes(4, "little") + part for part in parts)
