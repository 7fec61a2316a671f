"""The page that lists the data files and explains each of their fields, in Chinese and English."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from gongkai import model, urls
from gongkai.explained import Explained, explained
from gongkai.exports import records, tables
from gongkai.exports.catalog import KINDS, CatalogShows
from gongkai.exports.schema import KINDS as SCHEMAS
from gongkai.language import catalogue, mark
from gongkai.model import Choice
from gongkai.pages.output import Notices, Ref

# What the fields explained belong to, in the order of the page.
RECORD_TITLES: dict[type[msgspec.Struct], str] = {
    records.NoticeFile: mark("File of a notice"),
    records.WithdrawnFile: mark("File of a notice that was withdrawn"),
    model.Notice: mark("Notice"),
    model.Part: mark("Part of the text"),
    model.Problem: mark("Problem as its notice has it"),
    records.ProblemRecord: mark("Problem with its addresses"),
    model.Inspection: mark("Inspection"),
    model.Totals: mark("Totals claimed"),
    model.Result: mark("Result"),
    model.Window: mark("Period for comments"),
    model.Event: mark("Correction or withdrawal"),
    model.FormerPlace: mark("Former anchor"),
    model.Attachment: mark("Attachment"),
    model.Source: mark("Source"),
    records.OrganizationFile: mark("File of an organization"),
    model.Organization: mark("Organization"),
    model.Contacts: mark("Contacts"),
    model.Phone: mark("Telephone"),
    records.ChangesFile: mark("File of changes"),
    records.Change: mark("Change"),
    records.IndexFile: mark("Index of the files"),
    records.DataFile: mark("File in the index"),
}
_TABLES = {
    "notices": (mark("Table of notices"), tables.NOTICE_COLUMNS),
    "problems": (mark("Table of problems"), tables.PROBLEM_COLUMNS),
    "organizations": (mark("Table of organizations"), tables.ORGANIZATION_COLUMNS),
}
CHOICE_TITLES: dict[type[Choice], str] = {
    model.Status: mark("Status of a problem"),
    model.Mark: mark("Marks of a problem"),
    model.Kind: mark("Kind of notice"),
    model.Level: mark("Level of an organization"),
    model.Hedge: mark("Approximate numbers"),
    records.Action: mark("What happened to a notice"),
}


class Row(NamedTuple):
    """A part of the list of files: its name, and its files by kind of data and format."""

    year: str
    part: int | None
    notices: int
    files: tuple[tuple[str, str, str], ...]  # kind, format, address


class DataShows(msgspec.Struct, frozen=True, array_like=True):
    """What the data page shows: what the index lists, and examples of the addresses of single files."""

    address: str
    catalog: CatalogShows
    notice: str
    organization: str
    newest: int  # so many notices stand in one table


def context(shows: DataShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `data.html` reads."""
    files = shows.catalog.files
    return {
        "address": shows.address,
        "catalog": shows.catalog,
        "kinds": KINDS,
        "whole": sorted((_short(shows, file) for file in files if not file.year), key=_as_listed),
        "rows": _rows(shows, [file for file in files if file.year and file.kind != "changes"]),
        "changes": [(file.year, file.records, _short(shows, file)[2]) for file in files if file.kind == "changes"],
        "schemas": [Ref(urls.data_schema(kind), f"{kind}.json") for kind in SCHEMAS],
        "notice": shows.notice,
        "organization": shows.organization,
        "newest": shows.newest,
        "records": [(kind.__name__, RECORD_TITLES[kind], explained(kind)) for kind in RECORD_TITLES],
        "tables": [(name, title, _columns(columns)) for name, (title, columns) in _TABLES.items()],
        "choices": [(kind.__name__, title, _terms(kind)) for kind, title in CHOICE_TITLES.items()],
    }


def _short(shows: DataShows, file: records.DataFile) -> tuple[str, str, str]:
    """Return kind, format, and address on this site of a file."""
    return file.kind, file.format, file.url.removeprefix(shows.catalog.origin.root)


def _as_listed(file: tuple[str, str, str]) -> tuple[int, str]:
    """Return where a file stands in the list: by kind, tables first."""
    kind, form, _ = file
    return list(KINDS).index(kind), form


def _rows(shows: DataShows, files: Sequence[records.DataFile]) -> list[Row]:
    """Return the parts, the newest first, each with its files."""
    parts: dict[tuple[str, int | None], list[records.DataFile]] = {}
    for file in files:
        parts.setdefault((file.year, file.part), []).append(file)
    return [
        Row(year, part, found[0].records, tuple(_short(shows, file) for file in found))
        for (year, part), found in sorted(parts.items(), key=lambda item: (item[0][0], item[0][1] or 0), reverse=True)
    ]


def _columns(columns: Sequence[tables.Column]) -> list[Explained]:
    translate = catalogue("zh").gettext
    return [Explained(column.name, column.chinese, translate(column.words), column.words) for column in columns]


def _terms(kind: type[Choice]) -> list[Explained]:
    return [Explained(term.value, term.chinese, "", term.label) for term in kind]
