"""`site.toml` → Settings: what holds for the whole site."""

import re
import tomllib
from typing import Annotated, Any

from msgspec import Meta

from gongkai.diagnostics import Diagnostics
from gongkai.fields import Reader, fields_of
from gongkai.language import mark
from gongkai.model import Choice, Record, Url
from gongkai.source import Node, Text, decode

FILE = "site.toml"


class Language(Choice):
    """Languages of pages and messages."""

    zh = "zh", "中文", mark("Chinese")
    en = "en", "英文", mark("English")


class Settings(Record, frozen=True, kw_only=True):
    """The settings of a site; docs/settings.md explains each to editors."""

    title: Annotated[str, Meta(title="站名")]
    address: Annotated[Url, Meta(title="网址")]
    description: Annotated[str, Meta(title="简介")] = ""
    language: Annotated[Language, Meta(title="语言")] = Language.zh
    utc_offset: Annotated[str, Meta(title="时差")] = "+08:00"
    owner: Annotated[str, Meta(title="主办")] = ""
    operator: Annotated[str, Meta(title="承办")] = ""
    icp_number: Annotated[str, Meta(title="备案号")] = ""
    police_number: Annotated[str, Meta(title="公安备案号")] = ""
    site_code: Annotated[str, Meta(title="网站标识码")] = ""
    notices_per_page: Annotated[int, Meta(title="每页通报数")] = 20
    feed_entries: Annotated[int, Meta(title="订阅条数")] = 30

    @property
    def base(self) -> str:
        """The path of the site on its host, without a slash at the end: empty, or `/disclosure`."""
        return re.sub(r"^https?://[^/]*", "", self.address).rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of the site, without a slash at the end."""
        return self.address.rstrip("/").removesuffix(self.base)


def read_settings(data: bytes, diagnostics: Diagnostics) -> Settings | None:
    """Return the settings in the bytes of `site.toml`, or None; every slip is reported."""
    text = decode(data, FILE, diagnostics)
    if text is None:
        return None
    try:
        values = tomllib.loads("\n".join(text.lines))
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(match[1]), int(match[2])) if match else (len(text.lines), 1)
        problem = mark("the line is not of the form name = \"value\"")
        diagnostics.add("settings-syntax", text.place(line, column), problem=problem)
        return None
    reader = Reader(text, diagnostics)
    read = reader.record(Settings, _node(values, text))
    if any(field.required and field.name not in read for field in fields_of(Settings)):
        return None
    return Settings(**read)


def _node(values: dict[str, Any], text: Text) -> Node:
    """Return the values as nodes; tomllib keeps no positions, so keys are looked up by line."""
    pairs = []
    for name, value in values.items():
        line = next((n for n, row in enumerate(text.lines, 1) if re.match(rf"\s*{re.escape(name)}\s*=", row)), 1)
        key = Node("scalar", name, line, 1, len(name))
        pairs.append((key, _value(value, line, len(name) + 4)))
    return Node("mapping", pairs, 1, 1)


def _value(value: Any, line: int, column: int) -> Node:
    if isinstance(value, list):
        return Node("sequence", [_value(item, line, column) for item in value], line, column)
    if isinstance(value, dict):
        pairs = [(Node("scalar", name, line, 1), _value(item, line, column)) for name, item in value.items()]
        return Node("mapping", pairs, line, column)
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return Node("scalar", written, line, column, len(written))
