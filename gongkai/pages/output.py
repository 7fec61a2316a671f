"""What an output is, and the small values that many pages show. A page is handed exactly what it shows.

The key of an output is the hash of `shows`: what a page depends on is what it was given, nothing is declared by hand.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import msgspec

from gongkai import urls
from gongkai.model import Inspection, Kind, Notice, Organization, Status, Window
from gongkai.site import Frame
from gongkai.summary import STATUSES, ProblemBrief, Summary


class Notices(Protocol):
    """Where views read, by fingerprint, what is too large to be handed to them."""

    def notice(self, fingerprint: str) -> Notice:
        """Return a whole notice."""

    def problems(self, fingerprint: str) -> tuple[ProblemBrief, ...]:
        """Return the problems of a notice, in order."""

    def json(self, fingerprint: str) -> bytes:
        """Return the canonical JSON of a notice."""

    def words(self, fingerprint: str) -> bytes:
        """Return the words of a notice as the text files of search hold them."""

    def shard(self, segment: str, number: int) -> bytes:
        """Return a part of the search index."""


class Output(NamedTuple):
    """A file of the public folder: its address, the name of its view, and all that the view may read."""

    address: str
    view: str
    shows: msgspec.Struct


class Ref(msgspec.Struct, frozen=True, array_like=True):
    """A link: an address on this site and its text."""

    address: str
    text: str


class NoticeLine(msgspec.Struct, frozen=True, array_like=True):
    """A notice as lists show it. `counts` are problems by status, in the order of STATUSES."""

    fingerprint: str
    address: str
    title: str
    kind: Kind
    published: str
    updated: str
    organizations: tuple[Ref, ...]
    counts: tuple[int, ...]
    digest: bool
    draft: bool
    opening: str
    inspection: Inspection | None
    consultation: Window | None

    @property
    def total(self) -> int:
        """How many problems the notice lists."""
        return sum(self.counts)

    @property
    def statuses(self) -> list[tuple[Status, int]]:
        """The statuses that occur, with how many problems have them."""
        return occurring(self.counts)


def occurring(counts: Sequence[int]) -> list[tuple[Status, int]]:
    """Return the statuses that occur in `counts` (in the order of STATUSES), with their numbers."""
    return [(status, count) for status, count in zip(STATUSES, counts, strict=True) if count]


def window_state(window: Window | None, as_of: str) -> str:
    """Return whether opinions are asked for on a day: `upcoming`, `open`, `closed`, or empty without a period."""
    if window is None:
        return ""
    if window.start and as_of < window.start:
        return "upcoming"
    return "closed" if window.end and as_of > window.end else "open"


class Briefs:
    """What many outputs show of a notice or an organization, encoded once; views decode it to render."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._encode = msgspec.msgpack.Encoder().encode
        self._lines: dict[str, msgspec.Raw] = {}
        self._organizations: dict[str, msgspec.Raw] = {}

    def line(self, notice: Summary) -> msgspec.Raw:
        """Return a notice as lists show it; `lines_of` decodes it."""
        if notice.id not in self._lines:
            self._lines[notice.id] = msgspec.Raw(self._encode(self._line(notice)))
        return self._lines[notice.id]

    def lines(self, notices: Sequence[Summary]) -> tuple[msgspec.Raw, ...]:
        """Return several notices as lists show them."""
        return tuple(map(self.line, notices))

    def organization(self, organization_id: str) -> msgspec.Raw:
        """Return an organization whole; `organization_of` decodes it."""
        if organization_id not in self._organizations:
            organization = self.frame.organizations[organization_id]
            self._organizations[organization_id] = msgspec.Raw(self._encode(organization))
        return self._organizations[organization_id]

    def organizations(self, notice: Summary) -> tuple[msgspec.Raw, ...]:
        """Return the organizations that a notice concerns, the owner first."""
        return tuple(self.organization(name) for name in notice.organizations if name in self.frame.organizations)

    def _line(self, notice: Summary) -> NoticeLine:
        return NoticeLine(
            fingerprint=notice.fingerprint,
            address=urls.notice(notice.id),
            title=notice.title,
            kind=notice.kind,
            published=notice.published,
            updated=notice.updated,
            organizations=organization_refs(self.frame, notice.organizations),
            counts=notice.counts,
            digest=notice.digest,
            draft=notice.draft,
            opening=notice.opening,
            inspection=notice.inspection,
            consultation=notice.consultation,
        )


_line_decoder = msgspec.msgpack.Decoder(NoticeLine)
_organization_decoder = msgspec.msgpack.Decoder(Organization)


def lines_of(encoded: Sequence[msgspec.Raw]) -> list[NoticeLine]:
    """Return notices as lists show them."""
    return [_line_decoder.decode(line) for line in encoded]


def organization_of(encoded: msgspec.Raw) -> Organization:
    """Return an organization."""
    return _organization_decoder.decode(encoded)


def organization_refs(frame: Frame, ids: Sequence[str]) -> tuple[Ref, ...]:
    """Return links to organizations, by short name where there is one."""
    known = (frame.organizations[name] for name in ids if name in frame.organizations)
    return tuple(Ref(urls.organization(found.id), found.short_name or found.name) for found in known)


def sum_counts(notices: Sequence[Summary]) -> tuple[int, ...]:
    """Return the problems of several notices by status."""
    columns = zip(*(notice.tally.counts for notice in notices), strict=True)
    return tuple(map(sum, columns)) or (0,) * len(STATUSES)
