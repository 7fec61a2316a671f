"""Notices and organizations as JSON, one file each; notices, problems and organizations as JSON Lines.

The canonical JSON is copied into its file, not made anew; whole texts are never turned into values here.
"""

from typing import Any, cast

import msgspec

from gongkai import urls
from gongkai.exports import records
from gongkai.model import Date, Event, Mark, Organization, Status, Url, canonical_json
from gongkai.pages.output import Notices
from gongkai.prose import plain
from gongkai.summary import ProblemBrief, fingerprint


class Origin(msgspec.Struct, frozen=True, array_like=True):
    """What every data file says of the site: its absolute address and its terms."""

    root: str
    license: str

    def __call__(self, address: str) -> Url:
        """Return an address with scheme and host."""
        return Url(self.root + address)

    def schema(self, kind: str) -> Url:
        """Return the absolute address of a schema."""
        return Url(self.root + urls.data_schema(kind))


class NoticeFileShows(msgspec.Struct, frozen=True, array_like=True):
    """A notice's JSON file."""

    origin: Origin
    id: str
    fingerprint: str


class WithdrawnFileShows(msgspec.Struct, frozen=True, array_like=True):
    """The JSON file of a notice that was withdrawn."""

    origin: Origin
    id: str
    title: str
    published: str
    withdrawn: Event


class OrganizationFileShows(msgspec.Struct, frozen=True, array_like=True):
    """An organization's JSON file."""

    origin: Origin
    organization: Organization


class LinesShows(msgspec.Struct, frozen=True, array_like=True):
    """Many notices, or their problems, as JSON Lines: id and fingerprint of each notice."""

    origin: Origin
    notices: tuple[tuple[str, str], ...]


class OrganizationLinesShows(msgspec.Struct, frozen=True, array_like=True):
    """All organizations as JSON Lines."""

    origin: Origin
    organizations: tuple[Organization, ...]


class _Problem(msgspec.Struct):
    """A problem whose measures are counted, not read."""

    status: Status
    number: str = ""
    finding: str = ""
    unit: str = ""
    deadline: str = ""
    completed: str = ""
    marks: tuple[Mark, ...] = ()
    continues: tuple[str, ...] = ()
    measures: list[msgspec.Raw] = []


class _Part(msgspec.Struct):
    """A part without its text."""

    heading: str = ""
    level: int = 2
    anchor: str = ""
    problem: _Problem | None = None


class _Inspection(msgspec.Struct):
    """What tables of problems say of an inspection."""

    round: str = ""


class Listed(msgspec.Struct):
    """What data files say of problems is read from these fields of a notice; its text is passed over."""

    title: str
    published: str = ""
    as_of: str = ""
    inspection: _Inspection | None = None
    body: list[_Part] = []


_listed_decoder = msgspec.json.Decoder(Listed)
_encode = msgspec.json.encode


def notice(shows: NoticeFileShows, notices: Notices) -> bytes:
    """Return the JSON file of a notice, with the places of its problems."""
    canonical = notices.json(shows.fingerprint)
    body = _listed_decoder.decode(canonical).body
    places = {part.anchor: f"/notice/body/{index}" for index, part in enumerate(body) if part.problem}
    return _notice_line(shows.origin, shows.id, shows.fingerprint, canonical, places)


def notice_lines(shows: LinesShows, notices: Notices) -> bytes:
    """Return many notices, one a line; their problems have a file of their own."""
    return b"".join(_notice_line(shows.origin, name, found, notices.json(found), {}) for name, found in shows.notices)


def problem_lines(shows: LinesShows, notices: Notices) -> bytes:
    """Return the problems of many notices, one a line."""
    names = {"$schema": shows.origin.schema("problem"), "license": shows.origin.license}
    head = _encode({name: value for name, value in names.items() if value})[:-1] + b","
    lines = []
    for name, found in shows.notices:
        _, problems = read_problems(shows.origin, name, found, notices)
        lines += [b"%b%b\n" % (head, _encode(problem)[1:]) for problem in problems]
    return b"".join(lines)


def withdrawn(shows: WithdrawnFileShows) -> bytes:
    """Return what the JSON file of a notice says once it is withdrawn."""
    file = records.WithdrawnFile(
        schema=shows.origin.schema("notice"),
        license=Url(shows.origin.license),
        url=shows.origin(urls.notice(shows.id)),
        id=shows.id,
        title=shows.title,
        published=cast("Any", shows.published),
        withdrawn=shows.withdrawn,
    )
    return _encode(file) + b"\n"


def organization(shows: OrganizationFileShows) -> bytes:
    """Return the JSON file of an organization."""
    return _organization_line(shows.origin, shows.organization)


def organization_lines(shows: OrganizationLinesShows) -> bytes:
    """Return the files of all organizations, one a line."""
    return b"".join(_organization_line(shows.origin, found) for found in shows.organizations)


def _notice_line(origin: Origin, name: str, found: str, canonical: bytes, problems: dict[str, str]) -> bytes:
    file = records.NoticeFile(
        schema=origin.schema("notice"),
        license=Url(origin.license),
        url=origin(urls.notice(name)),
        sha256=found,
        problems=problems,
        notice=cast("Any", msgspec.Raw(canonical)),
    )
    return _encode(file) + b"\n"


def read_problems(
    origin: Origin, name: str, found: str, notices: Notices
) -> tuple[Listed, list[records.ProblemRecord]]:
    """Return a notice without its text, and its problems in order; `found` is its fingerprint."""
    listed = _listed_decoder.decode(notices.json(found))
    briefs = iter(notices.problems(found))
    address = origin(urls.notice(name))
    above: list[tuple[int, str]] = []
    problems = []
    for index, part in enumerate(listed.body):
        while above and above[-1][0] >= part.level:
            above.pop()
        if part.problem:
            headings = tuple([heading for _, heading in above])
            problems.append(_record(part, part.problem, next(briefs), name, address, index, headings))
        elif part.heading:
            above.append((part.level, plain(part.heading)))
    return listed, problems


def _record(
    part: _Part,
    problem: _Problem,
    brief: ProblemBrief,
    name: str,
    address: str,
    index: int,
    headings: tuple[str, ...],
) -> records.ProblemRecord:
    return records.ProblemRecord(
        id=f"{name}#{part.anchor}",
        url=Url(f"{address}#{brief.anchor}"),
        notice=name,
        part=index,
        headings=headings,
        title=brief.title,
        status=problem.status,
        number=problem.number,
        finding=problem.finding,
        unit=problem.unit,
        deadline=Date(problem.deadline),
        completed=Date(problem.completed),
        marks=problem.marks,
        continues=problem.continues,
        measures=len(problem.measures),
    )


def _organization_line(origin: Origin, found: Organization) -> bytes:
    canonical = canonical_json(found)
    file = records.OrganizationFile(
        schema=origin.schema("organization"),
        license=Url(origin.license),
        url=origin(urls.organization(found.id)),
        sha256=fingerprint(canonical),
        organization=cast("Any", msgspec.Raw(canonical)),
    )
    return _encode(file) + b"\n"
