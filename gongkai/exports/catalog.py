"""The index of the data files, and the same for data portals: DCAT 3 as JSON-LD, its context within it."""

from typing import Any, cast

import msgspec

from gongkai import urls
from gongkai.exports import records
from gongkai.exports.json_files import Origin
from gongkai.language import catalogue, mark
from gongkai.model import Url

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_REGISTERED = "https://www.iana.org/assignments/media-types/"
# JSON Lines has no registered media type.
_FORMATS = {
    "json": {"dcat:mediaType": {"@id": f"{_REGISTERED}application/json"}},
    "csv": {"dcat:mediaType": {"@id": f"{_REGISTERED}text/csv"}},
    "jsonl": {"dct:format": {"@type": "dct:MediaTypeOrExtent", "rdfs:label": "JSON Lines"}},
}
# Kinds of data, with their names.
KINDS = {
    "notices": mark("Notices"),
    "problems": mark("Problems"),
    "organizations": mark("Organizations"),
    "changes": mark("Changes"),
}


class CatalogShows(msgspec.Struct, frozen=True, array_like=True):
    """The site, the number of its records, and all files that hold many."""

    origin: Origin
    title: str
    description: str
    publisher: str
    updated: str
    notices: int
    problems: int
    organizations: int
    files: tuple[records.DataFile, ...]


def index(shows: CatalogShows) -> bytes:
    """Return the index of the data files."""
    file = records.IndexFile(
        schema=shows.origin.schema("index"),
        license=Url(shows.origin.license),
        title=shows.title,
        url=shows.origin(urls.DATA),
        updated=cast("Any", shows.updated),
        notices=shows.notices,
        problems=shows.problems,
        organizations=shows.organizations,
        files=shows.files,
    )
    return msgspec.json.format(msgspec.json.encode(file)) + b"\n"


def dcat(shows: CatalogShows) -> bytes:
    """Return the DCAT description of the site's data."""
    page = shows.origin(urls.DATA)
    kinds = {kind: [file for file in shows.files if file.kind == kind] for kind in KINDS}
    described = {
        "@context": _CONTEXT,
        "@id": f"{page}#catalog",
        "@type": "dcat:Catalog",
        **_said(shows, _named(shows.title, shows.title)),
        "dcat:dataset": [_dataset(shows, kind, files) for kind, files in kinds.items() if files],
    }
    return msgspec.json.format(msgspec.json.encode(described)) + b"\n"


def _said(shows: CatalogShows, title: list[dict[str, str]]) -> dict[str, Any]:
    """Return what is said of the catalogue and of each of its datasets alike."""
    said: dict[str, Any] = {
        "dct:title": title,
        "dcat:landingPage": {"@id": shows.origin(urls.DATA)},
        "dct:publisher": {
            "@id": f"{shows.origin(urls.HOME)}#publisher",
            "@type": "foaf:Agent",
            "foaf:name": shows.publisher,
        },
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"},
    }
    if shows.description:
        said["dct:description"] = {"@language": "zh", "@value": shows.description}
    if shows.updated:
        said["dct:modified"] = {"@type": "xsd:date", "@value": shows.updated}
    if shows.origin.license:
        said["dct:license"] = {"@id": shows.origin.license}
    return said


def _named(chinese: str, english: str) -> list[dict[str, str]]:
    both = [{"@language": "zh", "@value": chinese}, {"@language": "en", "@value": english}]
    return both if chinese != english else both[:1]


def _dataset(shows: CatalogShows, kind: str, files: list[records.DataFile]) -> dict[str, Any]:
    chinese, english = (catalogue(language).gettext(KINDS[kind]) for language in ("zh", "en"))
    return {
        "@id": f"{shows.origin(urls.DATA)}#{kind}",
        "@type": "dcat:Dataset",
        **_said(shows, _named(f"{shows.title} · {chinese}", f"{shows.title} · {english}")),
        "dcat:distribution": [_distribution(shows, file) for file in files],
    }


def _distribution(shows: CatalogShows, file: records.DataFile) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@id": file.url,
        "@type": "dcat:Distribution",
        "dct:title": file.url.rpartition("/")[2],
        "dcat:accessURL": {"@id": shows.origin(urls.DATA)},
        "dcat:downloadURL": {"@id": file.url},
        **_FORMATS[file.format],
    }
    if file.conforms_to:
        said["dct:conformsTo"] = {"@id": file.conforms_to}
    if shows.origin.license:
        said["dct:license"] = {"@id": shows.origin.license}
    return said
