"""JSON Schemas (draft 2020-12) of the data files, made from the model, with words in Chinese and English."""

from typing import Any

import msgspec

from gongkai import model, urls
from gongkai.explained import EXPLAINED, explained
from gongkai.exports import records
from gongkai.fields import fields_of
from gongkai.language import catalogue
from gongkai.model import Choice

DRAFT = "https://json-schema.org/draft/2020-12/schema"
KINDS: dict[str, tuple[type[msgspec.Struct], ...]] = {
    "notice": (records.NoticeFile, records.WithdrawnFile),
    "problem": (records.ProblemRecord,),
    "organization": (records.OrganizationFile,),
    "changes": (records.ChangesFile,),
    "index": (records.IndexFile,),
}
CHOICES = (model.Status, model.Mark, model.Kind, model.Level, model.Hedge, records.Action)
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_PATTERNS = {model.Date: _DATE, model.Day: _DAY, model.RegionCode: r"^\d{6}$", model.Postcode: r"^\d{6}$"}


class SchemaShows(msgspec.Struct, frozen=True, array_like=True):
    """The schema of a kind of file, and its absolute address."""

    kind: str
    address: str


def render(shows: SchemaShows) -> str:
    """Return a JSON Schema."""
    kinds = KINDS[shows.kind]
    references, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    for kind, fields in EXPLAINED.items():
        if kind.__name__ in definitions:
            _explain(definitions[kind.__name__], kind, tuple(fields))
    for choices in CHOICES:
        if choices.__name__ in definitions:
            definitions[choices.__name__] = _terms(choices)
    whole = references[0] if len(references) == 1 else {"anyOf": list(references)}
    schema = {"$schema": DRAFT, "$id": shows.address, **whole, "$defs": dict(sorted(definitions.items()))}
    return msgspec.json.format(msgspec.json.encode(schema)).decode() + "\n"


def plan_shows(root: str) -> list[tuple[str, SchemaShows]]:
    """Return address and content of each schema; `root` is the absolute address of the site."""
    return [(urls.data_schema(kind), SchemaShows(kind, root + urls.data_schema(kind))) for kind in KINDS]


def _explain(definition: dict[str, Any], kind: type[msgspec.Struct], names: tuple[str, ...]) -> None:
    patterns = {}
    if issubclass(kind, model.Record):
        patterns = {field.name: _PATTERNS[field.type] for field in fields_of(kind) if field.type in _PATTERNS}
    definition.pop("description", None)
    for name, field in zip(names, explained(kind), strict=True):
        found = definition["properties"][field.name]
        found.pop("default", None)  # what is empty is left out of the data
        if name in patterns:
            found["pattern"] = patterns[name]
        definition["properties"][field.name] = {
            "title": f"{field.chinese} {field.name}",
            "description": f"{field.zh}\n{field.en}",
            **{key: value for key, value in found.items() if key != "title"},
        }


def _terms(choices: type[Choice]) -> dict[str, Any]:
    """Return a closed list, each term with its Chinese and English words."""
    english = catalogue("en").gettext
    terms = [{"const": term.value, "title": f"{term.chinese} / {english(term.label)}"} for term in choices]
    return {"title": choices.__name__, "oneOf": terms}
