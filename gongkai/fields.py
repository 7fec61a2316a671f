"""Nodes → records of the model: names in Chinese or English, values checked, every place kept.

Our own because validators (pydantic, msgspec) take plain values and lose the line and column of each.
"""

import re
import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from gongkai import dates, model
from gongkai.diagnostics import Diagnostics, Place
from gongkai.language import mark
from gongkai.source import Node, Text
from gongkai.text import nearest

Path = tuple[str | int, ...]

_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_URL = re.compile(r"https?://[^\s<>\"'\\。，]+", re.IGNORECASE)
_PHONE = re.compile(r"[+(（]?\d[\d \-—–－()（）转]{3,24}\d")
_QUANTITY = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?[万亿]?")
_FLAGS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


class Field(NamedTuple):
    """A field of a record: English and Chinese name, type of a value, whether there are many, whether needed."""

    name: str
    chinese: str
    type: Any
    many: bool
    required: bool

    @property
    def shown(self) -> str:
        """Both names, as messages show them."""
        return f"{self.chinese} ({self.name})"


class Reader:
    """Reads records from the nodes of one file; collects what is wrong and where each value stood."""

    def __init__(self, text: Text, diagnostics: Diagnostics) -> None:
        self.text = text
        self.diagnostics = diagnostics
        self.nodes: dict[Path, Node] = {}

    def place(self, node: Node) -> Place:
        """Return the place of a node."""
        return self.text.place(node.line, node.column, node.length)

    def place_of(self, *path: str | int) -> Place:
        """Return the place of the value that was read for a field, such as `("inspection", "start")`."""
        node = self.nodes.get(path)
        return self.place(node) if node else self.text.place(1)

    def report(self, code: str, node: Node, **values: object) -> None:
        """Collect a finding about a node."""
        self.diagnostics.add(code, self.place(node), **values)

    def record(self, kind: type[model.Record], node: Node, at: Path = (), *, needed: bool = True) -> dict[str, Any]:
        """Return the values of a mapping's fields by English name; unknown, doubled and missing are reported."""
        values: dict[str, Any] = {}
        seen: dict[str, Node] = {}
        known = names_of(kind)
        for key, value in node.pairs:
            field = known.get(key.text)
            if field is None:
                self._unknown(kind, key)
            elif field.name in seen:
                self.report("key-doubled", key, key=key.text, first=seen[field.name].line)
            else:
                seen[field.name] = key
                self.nodes[(*at, field.name)] = value if not value.empty else key
                if not value.empty and (read := self.value(field, value, (*at, field.name))) is not None:
                    values[field.name] = read
        for field in fields_of(kind):
            if needed and field.required and (field.name not in seen or seen_empty(node, seen[field.name])):
                self.report("key-missing", seen.get(field.name, node), key=field.shown, owner=owner_of(kind))
        return values

    def _unknown(self, kind: type[model.Record], key: Node) -> None:
        names = [field.chinese if not key.text.isascii() else field.name for field in fields_of(kind)]
        close = nearest(key.text, names)
        self.report(
            "key-unknown", key, key=key.text, owner=owner_of(kind), known=", ".join(names), nearest=close
        )

    def value(self, field: Field, node: Node, at: Path) -> Any:
        """Return the value of a field, or None where it is wrong (reported)."""
        if not field.many:
            return self._one(field, node, at)
        nodes = node.items if node.kind == "sequence" else [node]
        read = [self._one(field, item, (*at, index)) for index, item in enumerate(nodes)]
        return tuple(item for item in read if item is not None)

    def _one(self, field: Field, node: Node, at: Path) -> Any:
        self.nodes[at] = node
        if isinstance(field.type, type) and issubclass(field.type, model.Record):
            return self._nested(field, field.type, node, at)
        if node.kind != "scalar":
            found = mark("a list") if node.kind == "sequence" else mark("a group of entries")
            self.report("wrong-type", node, key=field.shown, expected=mark("a single value"), found=found)
            return None
        if isinstance(field.type, type) and issubclass(field.type, model.Choice):
            return self._choice(field, field.type, node)
        check = CHECKS.get(field.type)
        return check(self, field, node) if check else node.text

    def _nested(self, field: Field, kind: type[model.Record], node: Node, at: Path) -> model.Record | None:
        if node.kind == "scalar" and kind.plain:
            inner = names_of(kind)[kind.plain]
            read = self._one(inner, node, (*at, inner.name))
            return None if read is None else kind(**{inner.name: read})
        if node.kind != "mapping":
            found = mark("a list") if node.kind == "sequence" else mark("plain text")
            self.report("wrong-type", node, key=field.shown, expected=mark("a group of entries"), found=found)
            return None
        values = self.record(kind, node, at)
        if any(inner.required and inner.name not in values for inner in fields_of(kind)):
            return None
        return kind(**values)

    def _choice(self, field: Field, kind: type[model.Choice], node: Node) -> model.Choice | None:
        for member in kind:
            if node.text in (member.value, member.chinese):
                return member
        known = [member.chinese for member in kind]
        self.report(
            "status-unknown" if kind is model.Status else "choice-unknown",
            node,
            value=node.text,
            key=field.shown,
            known=", ".join(known),
            nearest=nearest(node.text, known + [member.value for member in kind]),
        )
        return None


def seen_empty(node: Node, key: Node) -> bool:
    """Whether the value of `key` was left out."""
    return any(value.empty for found, value in node.pairs if found is key)


@cache
def fields_of(kind: type[model.Record]) -> tuple[Field, ...]:
    """Return the fields of a record that an editor writes, in the model's order."""
    hints = get_type_hints(kind, include_extras=True)
    required = {field.name: field.required for field in msgspec.structs.fields(kind)}
    return tuple(
        Field(name, meta.title or "", *_element(get_args(hint)[0]), required[name])
        for name, hint in hints.items()
        if get_origin(hint) is Annotated and isinstance(meta := get_args(hint)[1], msgspec.Meta)
    )


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


_OWNERS = {
    model.Notice: mark("a notice"),
    model.Organization: mark("an organization"),
    model.Page: mark("a page"),
    model.Contacts: mark("the contacts"),
    model.Phone: mark("a telephone entry"),
    model.Inspection: mark("the inspection"),
    model.Totals: mark("the claimed totals"),
    model.Result: mark("a result"),
    model.Window: mark("the period for opinions"),
    model.Event: mark("an entry with date and reason"),
    model.Attachment: mark("an attachment"),
    model.Source: mark("the source"),
    model.Problem: mark("a problem"),
    model.Part: mark("a part of the text"),
}


def owner_of(kind: type[model.Record]) -> str:
    """Return what messages call a record (an English source string)."""
    return _OWNERS.get(kind, mark("the settings"))


def check_date(reader: Reader, field: Field, node: Node) -> str | None:
    """Read a day, month or year (ISO 8601, or as Chinese texts write it)."""
    try:
        date = dates.parse(node.text)
    except ValueError:
        reader.report("date-impossible", node, value=node.text)
        return None
    if date is None:
        reader.report("date-format", node, value=node.text)
    return date


def check_day(reader: Reader, field: Field, node: Node) -> str | None:
    """Read a date that must name its day."""
    date = check_date(reader, field, node)
    if date is not None and len(date) != len("2024-04-19"):
        reader.report("date-not-full", node, key=field.shown, value=node.text)
        return None
    return date


def check_count(reader: Reader, field: Field, node: Node) -> int | None:
    """Read a whole number, zero or more."""
    if re.fullmatch(r"\d{1,9}", node.text, re.ASCII):
        return int(node.text)
    reader.report("count-invalid", node, value=node.text)
    return None


def check_flag(reader: Reader, field: Field, node: Node) -> bool | None:
    """Read true or false."""
    if node.text.lower() in _FLAGS:
        return _FLAGS[node.text.lower()]
    reader.report("flag-invalid", node, value=node.text)
    return None


def credit_code_fits(code: str) -> bool:
    """Whether the check character of a unified social credit code fits (GB 32100-2015, clause 4)."""
    if len(code) != 18 or any(character not in _CREDIT_CHARACTERS for character in code):
        return False
    total = sum(_CREDIT_CHARACTERS.index(character) * pow(3, i, 31) for i, character in enumerate(code[:17]))
    return _CREDIT_CHARACTERS[(31 - total % 31) % 31] == code[17]


def _matching(code: str, fits: Callable[[str], object]) -> Callable[[Reader, Field, Node], str | None]:
    def check(reader: Reader, field: Field, node: Node) -> str | None:
        if fits(node.text):
            return node.text
        reader.report(code, node, value=node.text)
        return None

    return check


CHECKS: dict[Any, Callable[[Reader, Field, Node], Any]] = {
    int: check_count,
    bool: check_flag,
    model.Date: check_date,
    model.Day: check_day,
    model.Quantity: _matching("quantity-invalid", _QUANTITY.fullmatch),
    model.PhoneNumber: _matching("phone-invalid", _PHONE.fullmatch),
    model.Email: _matching("email-invalid", _EMAIL.fullmatch),
    model.Url: _matching("url-invalid", _URL.fullmatch),
    model.SitePath: _matching("address-invalid", re.compile(r"/[^\s?#\\]*").fullmatch),
    model.Postcode: _matching("postcode-invalid", re.compile(r"\d{6}", re.ASCII).fullmatch),
    model.RegionCode: _matching("region-code-invalid", re.compile(r"\d{6}", re.ASCII).fullmatch),
    model.CreditCode: _matching("credit-code-invalid", credit_code_fits),
}
