"""Nodes → records of the model: names in Chinese or English, values checked, every place kept.

Our own because validators (pydantic, msgspec) take plain values and lose the line and column of each.
"""

import re
import types
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints
from urllib.parse import unquote, urlsplit

import msgspec

from gongkai import dates, model
from gongkai.diagnostics import Diagnostics, Place
from gongkai.language import mark
from gongkai.source import Text
from gongkai.text import join_soft_breaks, nearest, numeral
from gongkai.yaml_errors import NO_NAME
from gongkai.yaml_nodes import Node

Path = tuple[str | int, ...]

_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_URL = re.compile(r"https?://[^\s<>\"'\\/?#。，：]+(?:[/?#][^\s<>\"'\\。，]*)?", re.IGNORECASE)
_PHONE = re.compile(r"[+(（]?\d[\d \-—–－()（）转]{3,24}\d")
_QUANTITY = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?[万亿]?", re.ASCII)
_SITE_PATH = re.compile(r"(?:/[^\s/?#]+)+/?")
# What no file name may hold on one system or another.
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\\?:*\"<>|]|//|/\.{1,2}(?:/|$)")
_SIX_DIGITS = re.compile(r"\d{6}", re.ASCII)
_FLAGS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
# A name and a colon that YAML took for a part of a text.
_NAME_AND_COLON = re.compile(r"([\w\u4e00-\u9fff]+)\s*([:：])")


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
        if node.line not in self.text.doubtful:
            self.diagnostics.add(code, self.place(node), **values)

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
                    self.report("value-missing", key, key=key.text)
        for field in required_of(kind):
            if field.name not in seen and field.name not in excused:
                self.missing(kind, field, node)
        return values

    def missing(self, kind: type[model.Record], field: Field, node: Node) -> None:
        """Report a field that a record cannot do without, at its first field."""
        head = node.pairs[0][0] if node.pairs else node
        self.report("key-missing", head, key=field.shown, owner=owner_of(kind), name=field.chinese)

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
        elif close := nearest(key.text, known):
            self.report("key-unknown", key, **values, nearest=close)
            return known[close].name
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
        nodes = node.items if node.kind == "sequence" else [node]
        read = [self._one(field, item, (*at, index)) for index, item in enumerate(nodes) if not item.empty]
        return tuple(item for item in read if item is not None)

    def _one(self, field: Field, node: Node, at: Path) -> Any:
        self.nodes[at] = node
        kind = _record_in(field.type)
        if (kind or field.many) and node.text[:1] in ("【", "［", "｛"):
            self.report("yaml-fullwidth-bracket", node, bracket=node.text[0])
            return None
        if kind:
            return self._nested(field, kind, node, at)
        if node.kind != "scalar":
            self._wrong_type(field, node, _VALUE)
            return None
        if choices := _choices_in(field.type):
            return self._choice(field, choices, node)
        check = CHECKS.get(field.type)
        if check is None:
            return _flat(node.text)
        if node.text[0] in "“‘" and node.text[-1] in "”’":
            self.report("yaml-fullwidth-quote", node)
            return None
        return check(self, field, node)

    def _nested(self, field: Field, kind: type[model.Record], node: Node, at: Path) -> model.Record | None:
        if node.kind == "scalar" and self._colon_slip(kind, node):
            return None
        if node.kind == "scalar" and kind.plain:
            inner = names_of(kind)[kind.plain]
            read = self._one(inner, node, (*at, inner.name))
            return None if read is None else kind(**{inner.name: read})
        if node.kind != "mapping":
            self._wrong_type(field, node, _GROUP)
            return None
        values = self.record(kind, node, at)
        if any(inner.name not in values for inner in required_of(kind)):
            return None
        return kind(**values)

    def _wrong_type(self, field: Field, node: Node, wanted: tuple[str, str]) -> None:
        expected, way = wanted
        self.report("wrong-type", node, key=field.shown, expected=expected, found=_FOUND[node.kind], way=way)

    def _choice(self, field: Field, choices: type[model.Choice], node: Node) -> model.Choice | None:
        terms = terms_of(choices)
        if (member := terms.get(node.text)) is not None:
            return member
        self.report(
            "status-unknown" if choices is model.Status else "choice-unknown",
            node,
            value=node.text,
            key=field.shown,
            known=", ".join(term.chinese for term in choices),
            nearest=_status_like(node.text) if choices is model.Status else nearest(node.text, terms),
        )
        return None


# What a value should have been, and what to do about it.
_VALUE = mark("a single value"), mark("If the brackets belong to the text, put all of it into double quotes.")
_GROUP = mark("a group of fields"), mark("Write its fields in the lines below, each indented by two more spaces.")
_FOUND = {"scalar": mark("plain text"), "sequence": mark("a list"), "mapping": mark("a group of fields")}


def _flat(text: str) -> str:
    """Return a text of several lines as one line."""
    return " ".join(join_soft_breaks(text).split("\n")) if "\n" in text else text


# How notices word a status, which an editor may copy as it stands.
_SAID = {
    "已完成": "完成 完成整改 已整改 已整改到位 整改到位 已销号 销号 办结 已办结 办结销号 完结 已完结 己完成",
    "基本完成": "基本整改到位 基本整改 基本到位 部分整改 阶段性完成 取得阶段性成果并持续整改",
    "持续推进": "整改中 正在整改 正在推进 仍在推进 推进中 持续整改 持续整改中 长期坚持 进行中",
    "未达序时进度": "进展滞后 滞后",
    "未完成": "未整改 尚未整改 尚未完成 没有完成 没完成 未开始",
}
_MEANT = {word: status for status, words in _SAID.items() for word in words.split()}


def _status_like(text: str) -> str:
    """Return the status that was probably meant; one that says the contrary is worse than none."""
    if text in _MEANT:
        return _MEANT[text]
    terms = [term for term in terms_of(model.Status) if ("未" in term) == bool({"未", "没", "不"} & set(text))]
    return nearest(text, terms, 0.6)


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


@cache
def required_of(kind: type[model.Record]) -> tuple[Field, ...]:
    """Return the fields that a record cannot do without."""
    return tuple(field for field in fields_of(kind) if field.required)


@cache
def terms_of(kind: type[model.Choice]) -> dict[str, model.Choice]:
    """Return the members of a closed list by either term."""
    return {term: member for member in kind for term in (member.chinese, member.value)}


@cache
def _record_in(hint: Any) -> type[model.Record] | None:
    return hint if isinstance(hint, type) and issubclass(hint, model.Record) else None


@cache
def _choices_in(hint: Any) -> type[model.Choice] | None:
    return hint if isinstance(hint, type) and issubclass(hint, model.Choice) else None


_OWNERS = {
    model.Notice: mark("a notice"),
    model.Organization: mark("an organization"),
    model.Page: mark("a page"),
    model.Contacts: "“联系方式”",
    model.Phone: "“电话”",
    model.Inspection: "“巡视巡察”",
    model.Totals: "“公布总数”",
    model.Result: "“成效”",
    model.Window: "“征求意见”",
    model.Event: mark("an entry with date and reason"),
    model.Attachment: "“附件”",
    model.Source: "“来源”",
    model.Problem: mark("a problem"),
    model.Part: mark("a part of the text"),
}
# Where a name belongs that stands in a wrong place; names such as 日期 mean something in too many places.
_HOMES = (
    model.Notice,
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


def check_date(reader: Reader, _field: Field, node: Node) -> str | None:
    """Read a day, month or year (ISO 8601, or as Chinese texts write it)."""
    try:
        date = dates.parse(node.text)
    except ValueError:
        reader.report("date-impossible", node, value=node.text)
        return None
    if date is None:
        digits = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", node.text)
        reader.report("date-format", node, value=node.text, nearest="-".join(digits.groups()) if digits else "")
    return date


def check_day(reader: Reader, field: Field, node: Node) -> str | None:
    """Read a date that must name its day."""
    date = check_date(reader, field, node)
    if date is not None and len(date) != len("2024-04-19"):
        reader.report("date-not-full", node, key=field.shown, value=node.text)
        return None
    return date


def check_count(reader: Reader, _field: Field, node: Node) -> int | None:
    """Read a whole number, zero or more."""
    if re.fullmatch(r"\d{1,9}", node.text):
        return int(node.text)
    number = re.fullmatch(r"(\d{1,9})[^\d.,]+", node.text)
    reader.report("count-invalid", node, value=node.text, nearest=number[1] if number else numeral(node.text) or "")
    return None


def check_flag(reader: Reader, _field: Field, node: Node) -> bool | None:
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


def url_fits(url: str) -> bool:
    """Whether a web address is whole (RFC 3986): scheme, host, a port that is a number, no sign that cannot be."""
    try:
        return bool(_URL.fullmatch(url) and urlsplit(url).hostname and (urlsplit(url).port or 1))
    except ValueError:
        return False


def site_path_fits(path: str) -> bool:
    """Whether a path names a file below the public folder, on any system and however it is encoded."""
    return bool(_SITE_PATH.fullmatch(path)) and not _NOT_IN_NAMES.search(unquote(path))


def _matching(
    code: str, fits: Callable[[str], object], like: Callable[[str], str] = str
) -> Callable[[Reader, Field, Node], str | None]:
    """Return a check of texts; `like` makes what was probably meant of a text without full-width signs."""

    def check(reader: Reader, _field: Field, node: Node) -> str | None:
        if fits(node.text):
            return node.text
        meant = like(unicodedata.normalize("NFKC", node.text).strip(" 。，；、.,;"))
        reader.report(code, node, value=node.text, nearest=meant if fits(meant.strip("[]").split(", ")[0]) else "")
        return None

    return check


def _quantity_like(text: str) -> str:
    match = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?[万亿]?", text)
    return match[0] if match else ""


def _phones_like(text: str) -> str:
    numbers = [part for part in re.split(r"[、，,/;；\s]+", text) if _PHONE.fullmatch(part)]
    return f"[{', '.join(numbers)}]" if len(numbers) > 1 else "".join(numbers)


def _url_like(text: str) -> str:
    return text if "://" in text else f"https://{text}" if "." in text else ""


def _site_path_like(text: str) -> str:
    return re.sub(r"^https?://[^/]*", "", text)


CHECKS: dict[Any, Callable[[Reader, Field, Node], Any]] = {
    int: check_count,
    bool: check_flag,
    model.Date: check_date,
    model.Day: check_day,
    model.Quantity: _matching("quantity-invalid", _QUANTITY.fullmatch, _quantity_like),
    model.PhoneNumber: _matching("phone-invalid", _PHONE.fullmatch, _phones_like),
    model.Email: _matching("email-invalid", _EMAIL.fullmatch),
    model.Url: _matching("url-invalid", url_fits, _url_like),
    model.SitePath: _matching("address-invalid", site_path_fits, _site_path_like),
    model.Postcode: _matching("postcode-invalid", _SIX_DIGITS.fullmatch),
    model.RegionCode: _matching("region-code-invalid", _SIX_DIGITS.fullmatch),
    model.CreditCode: _matching("credit-code-invalid", credit_code_fits, str.upper),
}
