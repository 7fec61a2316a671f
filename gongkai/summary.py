"""A notice in brief: all that lists, feeds, counts and checks need of it. The whole stays in the store.

With ten thousands of notices only summaries are held in memory; problems are read where they are shown.
"""

import hashlib
from collections import Counter

import msgspec

from gongkai.model import Event, Inspection, Kind, Notice, Part, Status, Totals, Window, canonical_json
from gongkai.text import opening

STATUSES = tuple(Status)


class Continued(msgspec.Struct, frozen=True, array_like=True):
    """A problem that continues an earlier one: its number, anchor, title, status, and the earlier one's name."""

    number: str
    anchor: str
    title: str
    status: Status
    target: str


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """A notice in brief; `fingerprint` is the SHA-256 of its canonical JSON."""

    id: str
    fingerprint: str
    title: str
    kind: Kind
    published: str
    organizations: tuple[str, ...]  # the owner first
    inspection: Inspection | None
    as_of: str
    consultation: Window | None
    corrected: str
    withdrawn: Event | None
    draft: bool
    digest: bool
    opening: str
    counts: tuple[int, ...]  # problems by status, in the order of STATUSES
    aspects: int
    measures: int
    claimed: tuple[Totals, ...]
    has_contacts: bool
    continues: tuple[Continued, ...]
    attachments: tuple[str, ...]
    former_addresses: tuple[str, ...]

    @property
    def organization(self) -> str:
        """The id of the organization that owns the notice."""
        return self.organizations[0]

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.published[:4]

    @property
    def problems(self) -> int:
        """How many problems are listed."""
        return sum(self.counts)

    @property
    def updated(self) -> str:
        """The date of the last correction, or of publication."""
        return max(self.corrected, self.published)

    def count(self, *statuses: Status) -> int:
        """Return how many problems have one of the statuses."""
        return sum(self.counts[STATUSES.index(status)] for status in statuses)


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def aspects_of(body: tuple[Part, ...]) -> int:
    """Return how many headings have problems directly below them: what notices call 方面."""
    open_headings: list[tuple[int, int]] = []
    parents = set()
    for index, part in enumerate(body):
        while open_headings and open_headings[-1][0] >= part.level:
            open_headings.pop()
        if part.problem and open_headings:
            parents.add(open_headings[-1][1])
        if part.heading:
            open_headings.append((part.level, index))
    return len(parents)


def summarize(notice: Notice) -> Summary:
    """Return the summary of a notice."""
    problems = [part.problem for part in notice.body if part.problem]
    found = Counter(problem.status for problem in problems)
    return Summary(
        id=notice.id,
        fingerprint=fingerprint(canonical_json(notice)),
        title=notice.title,
        kind=notice.kind,
        published=notice.published,
        organizations=tuple(dict.fromkeys((notice.organization, *notice.organizations))),
        inspection=notice.inspection,
        as_of=notice.as_of,
        consultation=notice.consultation,
        corrected=max((event.date for event in notice.corrections), default=""),
        withdrawn=notice.withdrawn,
        draft=notice.draft,
        digest=notice.digest,
        opening=opening(notice.body[0].text) if notice.body else "",
        counts=tuple(found[status] for status in STATUSES),
        aspects=aspects_of(notice.body),
        measures=sum(len(problem.measures) for problem in problems),
        claimed=notice.claimed,
        has_contacts=notice.contacts is not None,
        continues=_continued(notice),
        attachments=tuple(attachment.file for attachment in notice.attachments),
        former_addresses=notice.former_addresses,
    )


def _continued(notice: Notice) -> tuple[Continued, ...]:
    return tuple(
        Continued(part.problem.number, part.anchor, part.heading, part.problem.status, target)
        for part in notice.body
        if part.problem
        for target in part.problem.continues
    )
