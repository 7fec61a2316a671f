"""All data files: one for each notice and organization, many in one by year, the changes, the index, the schemas.

A year is divided into parts, counted from its oldest notice, so that a new notice rewrites the last part alone.
A problem has no file of its own but a place in that of its notice: files cost more than all else, and a notice has
dozens of problems.
"""

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from gongkai import urls
from gongkai.exports import changes, schema, tables
from gongkai.exports.catalog import CatalogShows
from gongkai.exports.json_files import (
    LinesShows,
    NoticeFileShows,
    OrganizationFileShows,
    OrganizationLinesShows,
    Origin,
    WithdrawnFileShows,
)
from gongkai.exports.records import DataFile
from gongkai.model import Url
from gongkai.pages.chapter import Chapter
from gongkai.pages.data import DataShows
from gongkai.pages.output import Briefs, Output
from gongkai.settings import Settings
from gongkai.site import Frame, Site
from gongkai.summary import Summary

NOTICES_PER_PART = 100
# So many of the newest notices stand in one table, which each change rewrites; a site of fewer has all of them there.
NOTICES_IN_ONE = 200


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield the data files, and the page that explains them."""
    origin, files = origin_of(site.settings), []
    names = hashlib.sha256(msgspec.msgpack.encode(list(site.organizations.values()))).digest()
    for year, number, part in _parts(site):
        continued = _continued(site, part)
        yield Chapter(plan_part, (part,), (year, number, continued))
        files += _files(origin, part, (names, continued), year, number) if year else []
    newest = site.notices[:NOTICES_IN_ONE]
    if newest:
        continued = _continued(site, newest)
        yield Chapter(plan_newest, (newest,), (continued,))
        files += [file for file in _files(origin, newest, (names, continued)) if file.format == "csv"]
    yield Chapter(plan_organizations)
    for form in ("jsonl", "csv") if site.organizations else ():
        files.append(_file(origin, "organizations", form, len(site.organizations), names))
    yield Chapter(plan_withdrawn, (site.withdrawn,))
    for year, touched in changes.by_year((*site.notices, *site.withdrawn)).items():
        yield Chapter(plan_changes, (touched,), (year,))
        count = len(changes.happened(touched, year))
        files.append(_file(origin, "changes", "json", count, _hashes(touched), year))
    first = site.notices[0].id if site.notices else ""
    problems = sum(notice.problems for notice in site.notices)
    yield Chapter(plan_catalog, (), (tuple(files), len(site.notices), problems, _updated(site), first))


def _parts(site: Site) -> Iterator[tuple[str, int, list[Summary]]]:
    """Yield year, number and notices of each part; drafts that a preview shows may have no year, and are no part."""
    undated = [notice for notice in site.notices if not notice.year]
    for year, notices in (*sorted(site.by_year.items()), *([("", undated)] if undated else [])):
        oldest_first = notices[::-1]
        for number, start in enumerate(range(0, len(notices), NOTICES_PER_PART), 1):
            yield year, number, oldest_first[start : start + NOTICES_PER_PART]


def _continued(site: Site, notices: Sequence[Summary]) -> tuple[tables.Continuation, ...]:
    """Return which problems of some notices later ones continue, by the ids that these have in the tables."""
    found = []
    for notice in notices:
        for position in sorted(site.lineage.fates.get(notice.id, {})):
            later = site.lineage.later(notice.id, position)
            if later:
                found.append((notice.id, position, tuple(f"{one.notice.id}#{one.anchor}" for one in later)))
    return tuple(found)


def plan_part(
    briefs: Briefs, notices: Sequence[Summary], year: str, number: int, continued: tuple[tables.Continuation, ...]
) -> Iterator[Output]:
    """Yield the file of each notice of a part, and the files that hold all of them."""
    origin = origin_of(briefs.frame.settings)
    for notice in notices:
        shows = NoticeFileShows(origin, notice.id, notice.fingerprint)
        yield Output(urls.data_notice(notice.id), "notice_json", shows)
    if not year:
        return
    part = f"{year}-{number}"
    lines = LinesShows(origin, tuple((notice.id, notice.fingerprint) for notice in notices))
    yield Output(urls.data_bulk("notices", part, "jsonl"), "notice_lines", lines)
    if any(notice.problems for notice in notices):
        yield Output(urls.data_bulk("problems", part, "jsonl"), "problem_lines", lines)
    yield from _tables(briefs, notices, part, continued)


def plan_newest(
    briefs: Briefs, notices: Sequence[Summary], continued: tuple[tables.Continuation, ...]
) -> Iterator[Output]:
    """Yield the tables of the newest notices."""
    yield from _tables(briefs, notices, "", continued)


def _tables(
    briefs: Briefs, notices: Sequence[Summary], part: str, continued: tuple[tables.Continuation, ...]
) -> Iterator[Output]:
    origin = origin_of(briefs.frame.settings)
    table = tables.NoticeTableShows(origin, briefs.lines(notices))
    yield Output(urls.data_bulk("notices", part, "csv"), "notice_table", table)
    having = [notice for notice in notices if notice.problems]
    if having:
        rows = tuple((notice.id, notice.fingerprint, _name(briefs.frame, notice.organization)) for notice in having)
        shows = tables.ProblemTableShows(origin, rows, continued)
        yield Output(urls.data_bulk("problems", part, "csv"), "problem_table", shows)


def plan_organizations(briefs: Briefs) -> Iterator[Output]:
    """Yield the file of each organization, and the files that hold all of them."""
    origin, everyone = origin_of(briefs.frame.settings), tuple(briefs.frame.ordered)
    for organization in everyone:
        address = urls.data_organization(organization.id)
        yield Output(address, "organization_json", OrganizationFileShows(origin, organization))
    if everyone:
        lines, table = OrganizationLinesShows(origin, everyone), tables.OrganizationTableShows(origin, everyone)
        yield Output(urls.data_bulk("organizations", "", "jsonl"), "organization_lines", lines)
        yield Output(urls.data_bulk("organizations", "", "csv"), "organization_table", table)


def plan_withdrawn(briefs: Briefs, notices: Sequence[Summary]) -> Iterator[Output]:
    """Yield what the files of withdrawn notices say."""
    origin = origin_of(briefs.frame.settings)
    for notice in notices:
        if notice.withdrawn:
            gone = WithdrawnFileShows(origin, notice.id, notice.title, notice.published, notice.withdrawn)
            yield Output(urls.data_notice(notice.id), "withdrawn_json", gone)


def plan_changes(briefs: Briefs, notices: Sequence[Summary], year: str) -> Iterator[Output]:
    """Yield the changes of a year; `notices` are those that changed in it."""
    shows = changes.ChangesShows(origin_of(briefs.frame.settings), year, changes.happened(notices, year))
    yield Output(urls.data_changes(year), "changes", shows)


def plan_catalog(
    briefs: Briefs, files: tuple[DataFile, ...], notices: int, problems: int, updated: str, first: str
) -> Iterator[Output]:
    """Yield the index, the description, the schemas, and the page; `first` is the id of a notice to show."""
    frame = briefs.frame
    origin, settings, owner = origin_of(frame.settings), frame.settings, frame.organizations.get(frame.settings.owner)
    shows = CatalogShows(
        origin=origin,
        title=settings.title,
        description=settings.description,
        publisher=owner.name if owner else settings.operator or settings.title,
        updated=updated,
        notices=notices,
        problems=problems,
        organizations=len(frame.organizations),
        files=files,
    )
    yield Output(urls.DATA_INDEX, "data_index", shows)
    yield Output(urls.DATA_CATALOG, "dcat", shows)
    for address, schema_shows in schema.plan_shows(origin.root):
        yield Output(address, "schema", schema_shows)
    notice = urls.data_notice(first) if first else ""
    organization = urls.data_organization(frame.ordered[0].id) if frame.ordered else ""
    yield Output(urls.DATA, "data", DataShows(urls.DATA, shows, notice, organization, NOTICES_IN_ONE))


def origin_of(settings: Settings) -> Origin:
    """Return what every data file says of the site."""
    return Origin(settings.origin + settings.base, settings.license)


def _files(
    origin: Origin,
    notices: Sequence[Summary],
    more: tuple[bytes, tuple[tables.Continuation, ...]],
    year: str = "",
    part: int | None = None,
) -> list[DataFile]:
    """Return the files that hold notices and their problems.

    `more` is what tables hold besides: names of organizations, and, with problems, what continues them.
    """
    hashes = _hashes(notices)
    in_tables = {"notices": more[0], "problems": more[0] + msgspec.msgpack.encode(more[1])}
    problems = sum(notice.problems for notice in notices)
    return [
        _file(origin, kind, form, count, hashes if form == "jsonl" else hashes + in_tables[kind], year, part)
        for kind, count in (("notices", len(notices)), ("problems", problems))
        for form in ("jsonl", "csv")
        if count
    ]


def _file(
    origin: Origin, kind: str, form: str, count: int, held: bytes, year: str = "", part: int | None = None
) -> DataFile:
    """Return an entry of the index; `held` is all that the content of the file depends on."""
    is_changes = kind == "changes"
    address = urls.data_changes(year) if is_changes else urls.data_bulk(kind, f"{year}-{part}" if year else "", form)
    described = kind if is_changes else kind.removesuffix("s")
    return DataFile(
        url=origin(address),
        kind=kind,
        format=form,
        year=year,
        part=part,
        records=count,
        state=hashlib.sha256(f"{origin.root} {origin.license}\n".encode() + held).hexdigest()[:16],
        conforms_to=Url("") if form == "csv" else origin.schema(described),
    )


def _hashes(notices: Sequence[Summary]) -> bytes:
    return "".join([f"{notice.id} {notice.fingerprint}\n" for notice in notices]).encode()


def _name(frame: Frame, organization: str) -> str:
    found = frame.organizations.get(organization)
    return found.name if found else organization


def _updated(site: Site) -> str:
    """Return the day of the latest change; dates that stop at the month or the year do not count."""
    days = [notice.updated for notice in site.notices]
    days += [notice.withdrawn.date for notice in site.withdrawn if notice.withdrawn]
    return max((day for day in days if len(day) == len("2024-04-19")), default="")
