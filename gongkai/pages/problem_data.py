"""What the filter of the page of problems reads: small files by year, so that a new notice changes few of them.

`index` names organizations and years; `<year>` says of each notice how its problems stand, a character each, so that
every number is exact without a single title; `<year>-<n>` holds the titles, read only for what is shown. An address is
asked for with a digest of what it holds (`?v=`), so that copies may be kept as long as a browser likes.
"""

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from gongkai import urls
from gongkai.lineage import open_since
from gongkai.model import Level, Organization
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Notices, Output
from gongkai.site import Site
from gongkai.summary import ProblemBrief, Summary

# Counts up when the files are written in another way.
FORMAT = 1
# A file of titles holds about this many problems: some 100 KB, 15 KB compressed.
PROBLEMS_PER_FILE = 1000
UNDATED = "undated"
# Bits of what other notices say of a problem.
FOLLOWED, RETURNED = 1, 2
_PLACE = {
    "0000": re.compile(r"(.{2,8}?(?:省|自治区|市))"),
    "00": re.compile(r"(?:.{2,8}?(?:省|自治区))?(.{2,8}?(?:市|州|盟|地区))"),
    "": re.compile(r"(?:.{2,8}?(?:省|自治区))?(?:.{2,8}?[市州盟])?(.{1,8}?[县区市旗])"),
}


# Of the problems of a notice that were followed: position, bits, open since.
Fates = tuple[tuple[int, int, str], ...]


class IndexShows(msgspec.Struct, frozen=True, array_like=True):
    """Organizations (id, name, level, region), names of regions, and years (year, digest, digests of titles)."""

    organizations: tuple[tuple[str, str, str, str], ...]
    regions: dict[str, str]
    years: tuple[tuple[str, str, tuple[str, ...]], ...]


class NoticeRow(msgspec.Struct, frozen=True, array_like=True):
    """A notice as the filter knows it; `fates` are position, bits and since when, for problems that were followed."""

    id: str
    published: str
    organizations: tuple[str, ...]
    round: str
    category: str
    since: str
    codes: str
    deadlines: str
    fates: Fates
    file: int


class YearShows(msgspec.Struct, frozen=True, array_like=True):
    """The notices of a year, newest first."""

    notices: tuple[NoticeRow, ...]


class TitlesShows(msgspec.Struct, frozen=True, array_like=True):
    """Some notices of a year: id, title, fingerprint; the titles of their problems are read from the store."""

    notices: tuple[tuple[str, str, str], ...]


class _Year(NamedTuple):
    """The files of a year, before they are planned."""

    year: str
    notices: list[Summary]
    fates: dict[str, Fates]
    parts: list[list[Summary]]

    @property
    def digests(self) -> tuple[str, str, tuple[str, ...]]:
        """The year, the digest of its numbers, and those of its titles."""
        own = _digest(_fingerprints(self.notices), self.fates, len(self.parts))
        return self.year, own, tuple(_digest(_fingerprints(part)) for part in self.parts)


def chapters(site: Site) -> tuple[list[Chapter], str]:
    """Return the files of each year and the index, and the address that the page asks for the index by."""
    years = [_Year(year, notices, _fates(site, notices), _parts(notices)) for year, notices in _by_year(site).items()]
    found = [Chapter(plan_year, (year.notices,), (year.year, year.fates, len(year.parts))) for year in years]
    for year in years:
        found += [Chapter(plan_titles, (part,), (year.year, number)) for number, part in enumerate(year.parts)]
    index = _index(site, years)
    found.append(Chapter(plan_index, (), (index,)))
    return found, f"{urls.problem_data('index')}?v={_digest(index)}"


def plan_year(
    _briefs: Briefs, notices: Sequence[Summary], year: str, fates: Mapping[str, Fates], files: int
) -> Iterator[Output]:
    """Yield the numbers of a year."""
    rows = tuple(_row(notice, fates.get(notice.id, ()), files) for notice in notices)
    yield Output(urls.problem_data(year), "problem_year", YearShows(rows))


def plan_titles(_briefs: Briefs, notices: Sequence[Summary], year: str, number: int) -> Iterator[Output]:
    """Yield a file of titles."""
    shows = TitlesShows(tuple((notice.id, notice.title, notice.fingerprint) for notice in notices))
    yield Output(urls.problem_data(f"{year}-{number}"), "problem_titles", shows)


def plan_index(_briefs: Briefs, index: IndexShows) -> Iterator[Output]:
    """Yield the index."""
    yield Output(urls.problem_data("index"), "problem_index", index)


def _index(site: Site, years: Sequence[_Year]) -> IndexShows:
    # Also those without a problem: an address may ask for theirs, and is answered with their name.
    known = site.frame.ordered
    return IndexShows(tuple(map(_named, known)), _regions(known), tuple(year.digests for year in years))


def _fates(site: Site, notices: Sequence[Summary]) -> dict[str, Fates]:
    return {
        notice.id: tuple(
            (position, FOLLOWED * fate.followed + RETURNED * fate.returned, fate.since)
            for position, fate in sorted(site.lineage.fates[notice.id].items())
        )
        for notice in notices
        if notice.id in site.lineage.fates
    }


def _fingerprints(notices: Sequence[Summary]) -> list[str]:
    return [notice.fingerprint for notice in notices]


def _by_year(site: Site) -> dict[str, list[Summary]]:
    found: dict[str, list[Summary]] = defaultdict(list)
    for notice in site.notices:
        if any(notice.tally.counts):
            found[notice.year or UNDATED].append(notice)
    return found


def _parts(notices: Sequence[Summary]) -> list[list[Summary]]:
    """Divide a year by organization: an organization stays in its file as long as their number does."""
    number = _files(notices)
    parts: list[list[Summary]] = [[] for _ in range(number)]
    for notice in notices:
        parts[_file(notice, number)].append(notice)
    return parts


def _files(notices: Sequence[Summary]) -> int:
    """Return how many files of titles a year has: a power of two, so that it changes rarely."""
    wanted = sum(notice.problems for notice in notices) / PROBLEMS_PER_FILE
    number = 1
    while number < wanted:
        number *= 2
    return number


def _file(notice: Summary, number: int) -> int:
    return zlib.crc32(notice.organization.encode()) % number


def _row(notice: Summary, fates: Fates, files: int) -> NoticeRow:
    return NoticeRow(
        id=notice.id,
        published=notice.published,
        organizations=notice.organizations,
        round=notice.inspection.round if notice.inspection else "",
        category=notice.inspection.category if notice.inspection else "",
        since=open_since(notice),
        codes=notice.standing.codes,
        deadlines=notice.standing.deadlines,
        fates=fates,
        file=_file(notice, files),
    )


def _named(organization: Organization) -> tuple[str, str, str, str]:
    level = organization.level.value if organization.level else ""
    return organization.id, organization.short_name or organization.name, level, organization.region_code


def _regions(organizations: Sequence[Organization]) -> dict[str, str]:
    """Return the names of the regions, as the names of their organizations begin; a code without one stays a code."""
    found: dict[str, str] = {}
    for organization in organizations:
        code = organization.region_code
        if code and code not in found and organization.level is not Level.national:
            ending = "0000" if code.endswith("0000") else "00" if code.endswith("00") else ""
            if match := _PLACE[ending].match(organization.name):
                found[code] = match[1]
    return found


def _digest(*values: object) -> str:
    return hashlib.blake2b(msgspec.msgpack.encode((FORMAT, values)), digest_size=5).hexdigest()


def index(shows: IndexShows, _notices: Notices) -> bytes:
    """Return the index."""
    return msgspec.json.encode(
        {"format": FORMAT, "organizations": shows.organizations, "regions": shows.regions, "years": shows.years}
    )


def year(shows: YearShows, _notices: Notices) -> bytes:
    """Return the notices of a year."""
    return msgspec.json.encode({"format": FORMAT, "notices": shows.notices})


def titles(shows: TitlesShows, notices: Notices) -> bytes:
    """Return the titles of the problems of some notices, and the headings that they stand under."""
    found = {}
    for notice_id, title, fingerprint in shows.notices:
        problems = notices.problems(fingerprint)
        parts = list(dict.fromkeys(problem.part for problem in problems))
        found[notice_id] = (title, parts, [_line(problem, parts) for problem in problems])
    return msgspec.json.encode({"format": FORMAT, "notices": found})


def _line(problem: ProblemBrief, parts: Sequence[str]) -> list[str | int]:
    """Return anchor, title, heading, number, unit, deadline, completion; what is empty at the end is left out."""
    more = (problem.number, problem.unit, problem.deadline, problem.completed)
    line: list[str | int] = [problem.anchor, problem.title, parts.index(problem.part), *more]
    while line[-1] == "":
        line.pop()
    return line
