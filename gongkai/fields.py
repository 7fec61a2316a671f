"""Nodes → records of the model: names in Chinese or English, values checked, every place kept.

Our own because validators (pydantic, msgspec) take plain values and lose the line and column of each.
"""

import re
import types
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from gongkai import model
from gongkai.diagnostics import MOST_OF_A_KIND, Diagnostics
from gongkai.finding import Place
from gongkai.language import mark
from gongkai.notes import Exemption, NoticeFile
from gongkai.source import Text
from gongkai.text import join_soft_breaks, nearest
from gongkai.values import READERS, Wrong, status_like
from gongkai.written_form import AS_GROUP, BRACES, LINE, LINE_BELOW, as_group, in_braces
from gongkai.yaml_errors import NO_NAME
from gongkai.yaml_nodes import Node

Path = tuple[str | int, ...]

_MOST_GUESSES = 4 * MOST_OF_A_KIND
# A name and a colon that YAML took for a part of a text.
_NAME_AND_COLON = re.compile(r"([\w\u4e00-\u9fff]+)\s*([:：])")


class Field(NamedTuple):
    """A field of a record: English and Chinese name, type of a value, whether there are many, whether needed.

    `record` and `choices` are the type again, where it is one of those.
    """

    name: str
    chinese: str
    type: Any
    many: bool
    required: bool
    record: type[model.Record] | None
    choices: type[model.Choice] | None

    @property
    def shown(self) -> str:
        """Both names, as messages show them."""
        return f"{self.chinese} ({self.name})"


class Form(NamedTuple):
    """How a file writes its fields, for hints: a line (of `chinese` and `name`), an empty value, one in brackets."""

    line: str
    way_to_fill: str
    way_to_single: str


YAML = Form(
    "{chinese}: …",
    mark("Write the value after the colon, with a space between."),
    mark("If the brackets belong to the text, put all of it into double quotes."),
)


class Reader:
    """Reads records from the nodes of one file; collects what is wrong and where each value stood."""

    def __init__(self, text: Text, diagnostics: Diagnostics, form: Form = YAML) -> None:
        self.text = text
        self.form = form
        self.diagnostics = diagnostics
        self.nodes: dict[Path, Node] = {}
        self._guesses = 0

    def place(self, node: Node) -> Place:
        """Return the place of a node."""
        return self.text.place(node.line, node.column, node.length)

    def place_of(self, *path: str | int) -> Place:
        """Return the place of the value that was read for a field, such as `("inspection", "start")`."""
        node = self.nodes.get(path)
        return self.place(node) if node else self.text.place(1)

    def report(self, code: str, node: Node, **values: object) -> None:
        """Collect a finding about a node."""
        if node.line not in self.text.doubtful:
            self.diagnostics.add(code, self.place(node), **values)

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """Return the known word closest to `word`; nothing when a file has needed more guesses than are shown.

        A guess takes a quarter of a millisecond: twenty thousand unknown names would take five seconds.
        """
        self._guesses += 1
        return nearest(word, known) if self._guesses <= _MOST_GUESSES else ""

    def record(self, kind: type[model.Record], node: Node, at: Path = ()) -> dict[str, Any]:
        """Return the values of a mapping's fields by English name; unknown, doubled and missing are reported."""
        values: dict[str, Any] = {}
        seen: dict[str, Node] = {}
        excused = set()
        known = names_of(kind)
        for key, value in node.pairs:
            field = known.get(key.text)
            if field is None:
                excused.add(self._unknown(kind, key, node))
            elif field.name in seen:
                self.report("key-doubled", key, key=key.text, first=seen[field.name].line)
            else:
                seen[field.name] = key
                self.nodes[(*at, field.name)] = key if value.empty else value
                if not value.empty and (read := self.value(field, value, (*at, field.name))) is not None:
                    values[field.name] = read
                elif value.empty and field.required:
                    self.report("value-missing", key, key=key.text, way=self.form.way_to_fill)
        for field in required_of(kind):
            if field.name not in seen and field.name not in excused:
                self.missing(kind, field, node, is_within=bool(at))
        return values

    def missing(self, kind: type[model.Record], field: Field, node: Node, *, is_within: bool = False) -> None:
        """Report a field that a record cannot do without, at its first field; `is_within` another record."""
        head = node.pairs[0][0] if node.pairs else node
        line, way = self.form.line.format(chinese=field.chinese, name=field.name), LINE
        if self.form is YAML and is_within and node.pairs:
            is_in_braces = self.text.lines[node.line - 1][node.column - 1 : node.column] == "{"
            line, way = (in_braces(node.pairs, line), BRACES) if is_in_braces else (line, LINE_BELOW)
        self.report("key-missing", head, key=field.shown, owner=owner_of(kind), way=way, line=line, first=head.text)

    def _unknown(self, kind: type[model.Record], key: Node, node: Node) -> str:
        """Report a name that a record does not have; return the field that was probably meant, or nothing."""
        if not key.text:
            self.report("yaml-syntax", key, problem=NO_NAME)
            return ""
        known = names_of(kind)
        if slip := self._colon_slip(kind, key):
            return slip
        values = {"key": key.text, "owner": owner_of(kind)}
        home = next((home for home in _HOMES if home is not kind and key.text in names_of(home)), None)
        if home and kind in _OWNERS:
            self.report("key-misplaced", key, **values, home=owner_of(home))
        elif close := self.nearest(key.text, known):
            self.report("key-unknown", key, **values, nearest=close)
            return known[close].name
        elif self._guesses > _MOST_GUESSES:
            self.report("key-unknown", key, **values)
        else:
            english = any(other.text in known and other.text.isascii() for other, _ in node.pairs)
            names = [field.name if english else field.chinese for field in fields_of(kind)]
            self.report("key-unknown", key, **values, known=", ".join(names))
        return ""

    def _colon_slip(self, kind: type[model.Record], node: Node) -> str:
        """Report a field whose colon YAML took for a part of the text; return the field, or nothing."""
        match = _NAME_AND_COLON.match(node.text)
        field = names_of(kind).get(match[1]) if match else None
        if not match or not field:
            return ""
        place = self.text.place(node.line, node.column + match.start(2))
        if match[2] == "：":
            self.diagnostics.add("yaml-fullwidth-colon", place, name=match[1])
        else:
            self.diagnostics.add("yaml-no-space", place, sign=f"{match[1]}:")
        return field.name

    def value(self, field: Field, node: Node, at: Path) -> Any:
        """Return the value of a field, or None where it is wrong (reported)."""
        if not field.many:
            return self._one(field, node, at)
        read: list[Any] = []
        for item in node.items if node.kind == "sequence" else [node]:
            # Places are kept by the index of what is read: what is left out or wrong does not count.
            value = None if item.empty else self._one(field, item, (*at, len(read)))
            if value is not None:
                read.append(value)
        return tuple(read)

    def _one(self, field: Field, node: Node, at: Path) -> Any:
        self.nodes[at] = node
        if (field.record or field.many) and node.text[:1] in ("【", "［", "｛"):
            self.report("yaml-fullwidth-bracket", node, bracket=node.text[0])
            return None
        if field.record:
            return self._nested(field, field.record, node, at)
        if node.kind != "scalar":
            self._wrong_type(field, node, (_VALUE, self.form.way_to_single))
            return None
        if field.choices:
            return self._choice(field, field.choices, node)
        read = READERS.get(field.type)
        if read is None:
            return _flat(node.text)
        if self.form is YAML and node.text[0] in "“‘" and node.text[-1] in "”’":
            self.report("yaml-fullwidth-quote", node)
            return None
        value = read(node.text)
        if isinstance(value, Wrong):
            meant = {"nearest": value.nearest, "reason": value.reason}
            self.report(value.code, node, value=node.text, key=field.shown, **meant)
            return None
        return value

    def _nested(self, field: Field, kind: type[model.Record], node: Node, at: Path) -> model.Record | None:
        if node.kind == "scalar" and self._colon_slip(kind, node):
            return None
        if node.kind == "scalar" and kind.plain:
            inner = names_of(kind)[kind.plain]
            read = self._one(inner, node, (*at, inner.name))
            return None if read is None else kind(**{inner.name: read})
        if node.kind != "mapping":
            self._wrong_type(field, node, (_GROUP[0], AS_GROUP) if self.form is YAML else _GROUP)
            return None
        values = self.record(kind, node, at)
        if any(inner.name not in values for inner in required_of(kind)):
            return None
        return kind(**values)

    def _wrong_type(self, field: Field, node: Node, wanted: tuple[str, str]) -> None:
        expected, way = wanted
        line = ""
        if field.record and way is AS_GROUP:
            needed = [inner.chinese for inner in required_of(field.record)]
            others = [inner.chinese for inner in fields_of(field.record)]
            line = as_group(field.chinese, node, needed, others, many=field.many)
        found = _FOUND[node.kind]
        self.report("wrong-type", node, key=field.shown, expected=expected, found=found, way=way, line=line)

    def _choice(self, field: Field, choices: type[model.Choice], node: Node) -> model.Choice | None:
        terms = terms_of(choices)
        if (member := terms.get(node.text)) is not None:
            return member
        self.report(
            "status-unknown" if choices is model.Status else "choice-unknown",
            node,
            value=node.text,
            key=field.shown,
            known=", ".join(term.to_write for term in choices),
            nearest=status_like(node.text) if choices is model.Status else self._term_like(node.text, terms),
        )
        return None

    def _term_like(self, text: str, terms: dict[str, model.Choice]) -> str:
        close = self.nearest(text, terms)
        return terms[close].to_write if close and close not in (terms[close].to_write, terms[close].value) else close


# What a value should have been, and what to do about it.
_VALUE = mark("a single value")
_GROUP = mark("a group of fields"), mark("Write its fields in the lines below, each indented by two more spaces.")
_FOUND = {"scalar": mark("plain text"), "sequence": mark("a list"), "mapping": mark("a group of fields")}


def _flat(text: str) -> str:
    """Return a text of several lines as one line."""
    return " ".join(join_soft_breaks(text).split("\n")) if "\n" in text else text


@cache
def fields_of(kind: type[model.Record]) -> tuple[Field, ...]:
    """Return the fields of a record that an editor writes, in the model's order."""
    hints = get_type_hints(kind, include_extras=True)
    required = {field.name: field.required for field in msgspec.structs.fields(kind)}
    return tuple(
        _field(name, meta.title or "", get_args(hint)[0], required=required[name])
        for name, hint in hints.items()
        if get_origin(hint) is Annotated and isinstance(meta := get_args(hint)[1], msgspec.Meta)
    )


def _field(name: str, chinese: str, hint: Any, *, required: bool) -> Field:
    kind, many = _element(hint)
    record = kind if isinstance(kind, type) and issubclass(kind, model.Record) else None
    choices = kind if isinstance(kind, type) and issubclass(kind, model.Choice) else None
    return Field(name, chinese, kind, many, required, record, choices)


def _element(hint: Any) -> tuple[Any, bool]:
    """Return the type of one value, and whether there are many: `tuple[X, ...]` → X, `X | None` → X."""
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None)), False
    return hint, False


@cache
def names_of(kind: type[model.Record]) -> dict[str, Field]:
    """Return the fields of a record by either name."""
    return {name: field for field in fields_of(kind) for name in (field.name, field.chinese)}


@cache
def required_of(kind: type[model.Record]) -> tuple[Field, ...]:
    """Return the fields that a record cannot do without."""
    return tuple(field for field in fields_of(kind) if field.required)


@cache
def terms_of(kind: type[model.Choice]) -> dict[str, model.Choice]:
    """Return the members of a closed list by either term."""
    return {term: member for member in kind for term in (member.chinese, member.value)}


_OWNERS = {
    model.Notice: mark("a notice"),
    NoticeFile: mark("a notice"),
    model.Organization: mark("an organization"),
    model.Page: mark("a page"),
    model.Contacts: "“联系方式”",
    model.Phone: "“电话”",
    model.Inspection: "“巡视巡察”",
    model.Totals: "“公布总数”",
    model.Result: "“成效”",
    model.Window: "“征求意见”",
    model.Event: mark("an entry with date and reason"),
    Exemption: "“例外”",
    model.Attachment: "“附件”",
    model.Source: "“来源”",
    model.Problem: mark("a problem"),
    model.Part: mark("a part of the text"),
}
# Where a name belongs that stands in a wrong place; names such as 日期 mean something in too many places.
_HOMES = (
    NoticeFile,
    model.Problem,
    model.Inspection,
    model.Contacts,
    model.Totals,
    model.Window,
    model.Organization,
)


def owner_of(kind: type[model.Record]) -> str:
    """Return what messages call a record (an English source string)."""
    return _OWNERS.get(kind, mark("the settings"))
