"""A notice in brief: all that lists, feeds, counts and checks need of it. The whole stays in the store.

With ten thousands of notices only summaries are held in memory; problems are read where they are shown.
"""

import hashlib
import re
from collections import Counter

import msgspec

from gongkai.model import Event, Inspection, Kind, Notice, Part, Problem, Status, Window
from gongkai.prose import plain
from gongkai.standing import STATUSES as STATUSES  # lists count in this order too
from gongkai.standing import Standing, is_kept_up, standing
from gongkai.text import opening, quoted_anchor, shortened

# Where each status stands in STATUSES.
POSITIONS = {status: position for position, status in enumerate(STATUSES)}


class Continued(msgspec.Struct, frozen=True, array_like=True):
    """A problem that continues an earlier one: its number, anchor, title, status, and the earlier one's name."""

    number: str
    anchor: str
    title: str
    status: Status
    target: str
    position: int  # among the problems of its notice


class ProblemBrief(msgspec.Struct, frozen=True, array_like=True):
    """A problem as lists show it; `anchor` is quoted for addresses, `number` empty where the title begins with it.

    `part` is the heading above it, cut short: a title such as （一） says nothing without it.
    """

    anchor: str
    title: str
    status: Status
    number: str
    unit: str
    deadline: str
    completed: str
    part: str
    kept_up: bool = False  # open for good: it has no deadline by its nature


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """What a text lists. `counts` are problems by status, in the order of STATUSES.

    `groups` are the headings with problems directly below them, `upper_groups` the headings directly above groups:
    a notice calls the groups 方面, or, where it divides its 方面 further, 类.
    """

    counts: tuple[int, ...]
    groups: int
    upper_groups: int
    measures: int

    @property
    def problems(self) -> int:
        """How many problems are listed."""
        return sum(self.counts)

    def count(self, *statuses: Status) -> int:
        """Return how many problems have one of the statuses."""
        return sum([self.counts[POSITIONS[status]] for status in statuses])


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
    corrections: tuple[Event, ...]
    withdrawn: Event | None
    draft: bool
    digest: bool
    opening: str
    tally: Tally
    has_contacts: bool
    continues: tuple[Continued, ...]
    numbers: str  # of all problems in order, separated by tabs; empty where a problem has none
    attachments: tuple[str, ...]
    former_addresses: tuple[str, ...]
    places: str  # the digest of the anchors, which are too many to be held
    standing: Standing
    words: str = ""  # the digest of what search looks in

    @property
    def organization(self) -> str:
        """The id of the organization that owns the notice."""
        return self.organizations[0]

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.published[:4]

    @property
    def counts(self) -> tuple[int, ...]:
        """The problems by status, in the order of STATUSES."""
        return self.tally.counts

    @property
    def problems(self) -> int:
        """How many problems are listed."""
        return self.tally.problems

    @property
    def corrected(self) -> str:
        """The date of the last correction."""
        return max([event.date for event in self.corrections], default="")

    @property
    def updated(self) -> str:
        """The date of the last correction, or of publication."""
        return max(self.corrected, self.published)

    def count(self, *statuses: Status) -> int:
        """Return how many problems have one of the statuses."""
        return self.tally.count(*statuses)


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


_BY_STATUS = re.compile(
    r"(?:完成|基本|阶段性|部分|持续|正在|仍在|尚未|未|需|滞后)[^，。：“”]{0,14}的?(?:\d{1,3}[个项条])?(?:具体|反馈|整改)*(?:问题|事项|任务)"
    r"(?:如下|（\d{1,3}[个项条]）|共?\d{1,3}[个项条])?[：。]?$"
)


def tally(body: tuple[Part, ...]) -> Tally:
    """Count what a text lists."""
    problems = [part.problem for part in body if part.problem]
    found = Counter(problem.status for problem in problems)
    groups, upper_groups = _groups(body)
    return Tally(
        counts=tuple(found[status] for status in STATUSES),
        groups=groups,
        upper_groups=upper_groups,
        measures=sum(len(problem.measures) for problem in problems),
    )


def _groups(body: tuple[Part, ...]) -> tuple[int, int]:
    """Return how many headings have problems directly below them, and how many stand directly above those.

    One that gathers problems by their status (（二）正在推进的问题) divides the list and is no 方面.
    """
    open_headings: list[tuple[int, int]] = []
    groups: set[int] = set()
    upper_groups: set[int] = set()
    for index, part in enumerate(body):
        while open_headings and open_headings[-1][0] >= part.level:
            open_headings.pop()
        if part.problem and open_headings and not _BY_STATUS.search(body[open_headings[-1][1]].heading):
            groups.add(open_headings[-1][1])
            upper_groups.update(above for _, above in open_headings[-2:-1])
        if part.heading:
            open_headings.append((part.level, index))
    return len(groups), len(upper_groups)


def summarize(notice: Notice, canonical: bytes, folded: bytes = b"") -> Summary:
    """Return the summary of a notice; `canonical` is its canonical JSON, `folded` its words as search compares them."""
    return Summary(
        id=notice.id,
        fingerprint=fingerprint(canonical),
        title=notice.title,
        kind=notice.kind,
        published=notice.published,
        organizations=tuple(dict.fromkeys((notice.organization, *notice.organizations))),
        inspection=notice.inspection,
        as_of=notice.as_of,
        consultation=notice.consultation,
        corrections=notice.corrections,
        withdrawn=notice.withdrawn,
        draft=notice.draft,
        digest=notice.digest,
        opening=opening(notice.body[0].text) if notice.body else "",
        tally=tally(notice.body),
        has_contacts=notice.contacts is not None,
        continues=_continued(notice),
        numbers="\t".join(part.problem.number for part in notice.body if part.problem),
        attachments=tuple(attachment.file for attachment in notice.attachments),
        former_addresses=notice.former_addresses,
        places=places_digest(places_of(notice)),
        standing=standing(notice),
        words=hashlib.blake2b(folded, digest_size=8).hexdigest(),
    )


def places_of(notice: Notice) -> str:
    """Return all anchors of a notice's text, former ones too, sorted and separated by spaces."""
    anchors = {part.anchor for part in notice.body if part.anchor}
    return " ".join(sorted(anchors.union(former.name for former in notice.former_places)))


def places_digest(places: str) -> str:
    """Return what tells that anchors are the same."""
    return hashlib.blake2b(places.encode(), digest_size=8).hexdigest()


def problem_briefs(body: tuple[Part, ...]) -> tuple[ProblemBrief, ...]:
    """Return the problems of a text in brief, in order."""
    above: list[Part] = []
    found = []
    for part in body:
        while above and above[-1].level >= part.level:
            above.pop()
        if part.problem:
            found.append(_brief(part, part.problem, shortened(plain(above[-1].heading)) if above else ""))
        if part.heading:
            above.append(part)
    return tuple(found)


def _brief(part: Part, problem: Problem, heading_above: str) -> ProblemBrief:
    title = plain(part.heading)
    number = "" if title.startswith(problem.number) else problem.number
    anchor = quoted_anchor(part.anchor)
    return ProblemBrief(
        anchor=anchor,
        title=title,
        status=problem.status,
        number=number,
        unit=problem.unit,
        deadline=problem.deadline,
        completed=problem.completed,
        part=heading_above,
        kept_up=is_kept_up(problem),
    )


def _continued(notice: Notice) -> tuple[Continued, ...]:
    return tuple(
        Continued(part.problem.number, part.anchor, part.heading, part.problem.status, target, position)
        for position, part in enumerate(notice.problems)
        if part.problem
        for target in part.problem.continues
    )
