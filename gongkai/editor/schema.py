"""JSON Schemas of what editors write: notices, organizations, pages, settings; made from the model.

Draft 7, which the editors' extensions know. Names in both languages, values as people may write them: what `fields` and
`values` take, a schema takes too. The schemas of the public data, which are stricter, are in `exports.schema`.
"""

from typing import Any

import msgspec

from gongkai import model
from gongkai.editor.forms import TEXT, YES, Schema, form_of, separated
from gongkai.editor.words import BODY, PART, Words, both, words_of
from gongkai.fields import Field, fields_of, required_of
from gongkai.notes import NoticeFile
from gongkai.settings import Settings
from gongkai.yaml_body import BODY_KEYS, PART_KEYS

_DRAFT = "http://json-schema.org/draft-07/schema#"
# A field without a value is as good as left out; said in a way that editors do not offer to write `null`.
_NOTHING: Schema = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
_PART: Schema = {"$ref": "#/definitions/Part"}
# File below schemas/ → the record it is for, and what it is called.
_FILES: dict[str, tuple[type[model.Record], str]] = {
    "notice.schema.json": (NoticeFile, "通报（YAML） notice in YAML"),
    "front-matter.schema.json": (NoticeFile, "通报的开头（Markdown） front matter of a notice"),
    "organization.schema.json": (model.Organization, "机构 organization"),
    "page.schema.json": (model.Page, "页面的开头 front matter of a page"),
    "site.schema.json": (Settings, "站点设置 site.toml"),
}


def schemas() -> dict[str, str]:
    """Return the text of every schema by its file name."""
    return {name: _written(_schema(name, *about)) for name, about in _FILES.items()}


def _written(schema: Schema) -> str:
    return msgspec.json.format(msgspec.json.encode(schema)).decode() + "\n"


def _schema(name: str, kind: type[model.Record], title: str) -> Schema:
    definitions: dict[str, Schema] = {}
    whole = _record(kind, definitions)
    if kind is NoticeFile:
        # A draft may wait for its date; whatever else is published has one.
        published = next(field for field in fields_of(kind) if field.name == "published")
        draft = next(field for field in fields_of(kind) if field.name == "draft")
        is_draft = [{"required": [key], "properties": {key: YES}} for key in _keys(draft)]
        dated = [{"required": [key], "properties": {key: {"not": _NOTHING}}} for key in _keys(published)]
        said = "缺少“发布日期”；草稿可以没有。 published is missing; only a draft may wait for it."
        whole["allOf"].append({"anyOf": [*dated, *is_draft], "errorMessage": said})
    if name == "notice.schema.json":
        body = {"anyOf": [_PART, {"type": "array", "items": {"anyOf": [_PART, _NOTHING]}}, _NOTHING]}
        whole["properties"] |= {key: _said("正文 body", both(BODY)) | body for key in BODY_KEYS}
        whole["allOf"].append(_not_both(*BODY_KEYS))
        definitions["Part"] = _part(definitions)
    return {"$schema": _DRAFT, "title": title, **whole, "definitions": dict(sorted(definitions.items()))}


def _record(kind: type[model.Record], definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a mapping; the records within it go to `definitions`."""
    words = words_of(kind)
    properties: dict[str, Schema] = {}
    rules: list[Schema] = []
    for field in fields_of(kind):
        value = _value(field, definitions, may_be_empty=kind is not Settings and not field.required)  # TOML has no null
        known = _said(f"{field.chinese} {field.name}", words[field.name]) | value
        properties |= dict.fromkeys(_keys(field), known)
        rules.append(_not_both(*_keys(field)))
    rules += [_given(field) for field in required_of(kind)]
    return {"type": "object", "properties": properties, "additionalProperties": False, "allOf": rules}


def _value(field: Field, definitions: dict[str, Schema], *, may_be_empty: bool) -> Schema:
    one = [form_of(field.type)] if field.record is None else _group(field.record, definitions)
    listed = [{"type": "array", "items": _any([*one, _NOTHING])}] if field.many else []
    return _any([*one, *listed, *([_NOTHING] if may_be_empty else [])])


def _group(kind: type[model.Record], definitions: dict[str, Schema]) -> list[Schema]:
    """Return the ways to write a record: as a mapping, and as a plain text where one of its fields says enough."""
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _record(kind, definitions)
    plain = [form_of(field.type) for field in fields_of(kind) if field.name == kind.plain]
    return [{"$ref": f"#/definitions/{kind.__name__}"}, *plain]


def _part(definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a part of a YAML notice: a text, or a heading with fields of a problem and what is below."""
    problem = _record(model.Problem, definitions)
    for field in fields_of(model.Problem):
        if field.many:
            several = separated(field.choices) if field.choices else TEXT
            for key in _keys(field):
                problem["properties"][key]["anyOf"].append(several)
    status = next(field for field in fields_of(model.Problem) if field.name == "status")
    others = [{"required": [key]} for field in fields_of(model.Problem) for key in _keys(field)]
    values = {
        "heading": _any([TEXT, _NOTHING]),
        "text": _any([TEXT, _NOTHING]),
        "measures": _any([{"type": "array", "items": _any([TEXT, _NOTHING])}, _NOTHING]),
        "parts": _any([{"type": "array", "items": _any([_PART, _NOTHING])}, _NOTHING]),
    }
    properties: dict[str, Schema] = {}
    for chinese, name in PART_KEYS.items():
        properties |= dict.fromkeys((chinese, name), _said(f"{chinese} {name}", both(PART[name])) | values[name])
    rules = [*problem["allOf"][: len(fields_of(model.Problem))], *(_not_both(*pair) for pair in PART_KEYS.items())]
    # Only a problem has such fields, and a problem says how far it is.
    rules.append({"if": {"anyOf": others}, "then": _given(status)})
    mapping = {
        "type": "object",
        "properties": properties | problem["properties"],
        "additionalProperties": False,
        "allOf": rules,
    }
    return {"anyOf": [mapping, TEXT]}


def _keys(field: Field) -> tuple[str, str]:
    return field.chinese, field.name


def _given(field: Field) -> Schema:
    """Return the rule that a field is there, by either name."""
    said = {"errorMessage": f"缺少“{field.chinese}”。 {field.name} is missing."}
    return {"anyOf": [{"required": [key]} for key in _keys(field)], **said}


def _not_both(first: str, second: str) -> Schema:
    """Return the rule that a field is not given by both of its names."""
    said = f"“{first}”和“{second}”是同一项，只写一个。 Both names mean the same field."
    return {"if": {"required": [first]}, "then": {"properties": {second: False}, "errorMessage": said}}


def _said(title: str, words: Words) -> Schema:
    return {"title": title, "description": f"{words.zh}\n{words.en}"}


def _any(forms: list[Schema]) -> dict[str, Any]:
    return {"anyOf": forms} if len(forms) > 1 else dict(forms[0])
