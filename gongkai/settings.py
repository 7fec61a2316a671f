"""`site.toml` → Settings: what holds for the whole site."""

import re
import tomllib
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from msgspec import Meta

from gongkai.codes.table import CODES, SWITCHABLE
from gongkai.diagnostics import Diagnostics
from gongkai.fields import Form, Reader, fields_of, required_of
from gongkai.finding import Place
from gongkai.language import mark
from gongkai.model import Choice, Record, Url
from gongkai.source import Text, decode
from gongkai.text import nearest
from gongkai.values import site_path_fits
from gongkai.yaml_nodes import Node

FILE = "site.toml"
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
# 国办发〔2017〕47号: `bm` and eight digits for ministries, else six digits of the region and four.
_SITE_CODE = re.compile(r"bm\d{8}|\d{10}")
_ICP_NUMBER = re.compile(r"[\u4e00-\u9fff]ICP备\d{8,10}号(?:-\d+)?")
_POLICE_NUMBER = re.compile(r"[\u4e00-\u9fff]公网安备\s?\d{14}号")
_UTC_OFFSET = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d")
# How a line of settings goes wrong → what it means to an editor; the group is what is marked.
_SLIPS = (
    (
        re.compile(r"\s*[^\"'\s=＝:：#\[]*[^\x00-\x7f＝：][^\"'\s=＝:：]*()\s*[=＝:：]"),
        mark("a Chinese name needs double quotes around it"),
    ),
    (re.compile(r"[^\"'＝]*(＝)"), mark("the equals sign is a full-width one")),
    (re.compile(r"[^\"'=]*([:：])"), mark("between name and value stands a colon, where it needs an equals sign")),
    (re.compile(r"[^=]*=\s*([“‘”’＂「『])"), mark("the value stands in Chinese quotation marks")),
    (
        re.compile(r"[^=]*=\s*([\"'])(?=[^\"']*[”’＂][\s\]]*(?:#.*)?$)"),
        mark("one of the two quotation marks is a Chinese one"),
    ),
    (re.compile(r"[^=]*=\s*()[^\s\"'\d\[{+-]"), mark("the value needs double quotes around it")),
    (re.compile(r"[^=]*=\s*()[\"'][^\"']*$"), mark("a quotation mark is not closed")),
)


TOML = Form(
    '{name} = "…"',
    mark("Write the value between the double quotes."),
    mark("Write one value in double quotes, without brackets."),
)


class Language(Choice):
    """Languages of pages and messages."""

    zh = "zh", "中文", mark("Chinese")
    en = "en", "英文", mark("English")

    @property
    def to_write(self) -> str:
        """The code, as in every other file that names a language."""
        return self.value


class Profile(Choice):
    """Conventions that a site follows besides our own."""

    general = "general", "一般", mark("General")
    gov = "gov", "政府网站", mark("Government site")

    @property
    def to_write(self) -> str:
        """The code, as the settings name everything."""
        return self.value


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
    feedback_form: Annotated[Url, Meta(title="意见表单")] = Url("")
    notices_per_page: Annotated[int, Meta(title="每页通报数")] = 20
    feed_entries: Annotated[int, Meta(title="订阅条数")] = 30
    long_open_months: Annotated[int, Meta(title="长期未完成月数")] = 12
    license: Annotated[Url, Meta(title="数据许可")] = Url("")
    profile: Annotated[Profile, Meta(title="规范")] = Profile.general
    column_type: Annotated[str, Meta(title="栏目类别")] = "信息公开"
    badge: Annotated[Url, Meta(title="党政机关标识")] = Url("")
    error_report: Annotated[Url, Meta(title="网站找错")] = Url("")
    checks_off: Annotated[tuple[str, ...], Meta(title="关闭的检查")] = ()

    @property
    def base(self) -> str:
        """The path of the site on its host, without a slash at the end: empty, or `/disclosure`."""
        return urlsplit(self.address).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of the site, without a slash at the end."""
        return self.address.rstrip("/").removesuffix(self.base)


class Read(NamedTuple):
    """The settings, and where the owner is named, for the check that there is such an organization."""

    settings: Settings
    owner: Place


def read_settings(data: bytes, diagnostics: Diagnostics) -> Read | None:
    """Return the settings in the bytes of `site.toml`, or None; every slip is reported."""
    text = decode(data, FILE, diagnostics)
    if text is None:
        return None
    try:
        values = tomllib.loads("\n".join(text.lines))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        _report_syntax(str(error), text, diagnostics)
        return None
    reader = Reader(text, diagnostics, TOML)
    read = reader.record(Settings, _node(values, text))
    if any(field.name not in read for field in required_of(Settings)):
        return None
    settings = Settings(**read)
    if not _is_possible(settings, reader):
        return None
    if settings.profile is Profile.gov:
        _report_missing(settings, reader)
    return Read(settings, reader.place_of("owner"))


def _report_syntax(said: str, text: Text, diagnostics: Diagnostics) -> None:
    match = _TOML_PLACE.search(said)
    line, column = (int(match[1]), int(match[2])) if match else (len(text.lines), 1)
    if "overwrite" in said:
        problem = mark("the name is given twice")
        diagnostics.add("settings-syntax", text.place(line, 1, column), problem=problem)
        return
    row = text.lines[line - 1] if line <= len(text.lines) else ""
    for pattern, problem in _SLIPS:
        if slip := pattern.match(row):
            diagnostics.add("settings-syntax", text.place(line, slip.start(1) + 1), problem=problem)
            return
    problem = mark('it is not of the form name = "value"')
    diagnostics.add("settings-syntax", text.place(line, column), problem=problem)


def _is_possible(settings: Settings, reader: Reader) -> bool:
    """Report values of the right type that no site can have."""
    offset = mark("Write the difference to UTC, such as +08:00.")
    count = mark("Write a number of at least 1.")
    plain = mark("Write scheme, host and path alone, such as https://www.example.gov.cn/disclosure.")
    gov = settings.profile is Profile.gov
    code = mark("Write the code as it was given: bm and eight digits, or ten digits. Never make one up.")
    icp = mark("Write the number as it was given, such as 京ICP备00000000号-1.")
    police = mark("Write the number as it was given, such as 京公网安备00000000000000号.")
    wrong = {
        "utc_offset": (not _UTC_OFFSET.fullmatch(settings.utc_offset), offset),
        "notices_per_page": (settings.notices_per_page < 1, count),
        "feed_entries": (settings.feed_entries < 1, count),
        "long_open_months": (settings.long_open_months < 1, count),
        "address": (not _is_plain(settings.address), plain),
        "site_code": (gov and _differs(settings.site_code, _SITE_CODE), code),
        "icp_number": (gov and _differs(settings.icp_number, _ICP_NUMBER), icp),
        "police_number": (gov and _differs(settings.police_number, _POLICE_NUMBER), police),
    }
    for name, (is_wrong, way) in wrong.items():
        if is_wrong:
            place = reader.place_of(name)
            reader.diagnostics.add("settings-value", place, key=name, value=str(getattr(settings, name)), way=way)
    return not any(is_wrong for is_wrong, _ in wrong.values()) and _are_checks(settings.checks_off, reader)


def _are_checks(codes: tuple[str, ...], reader: Reader) -> bool:
    """Report what is no check, and what no site can do without."""
    unknown = mark("Write the code in brackets behind a warning, such as measures-vague.")
    needed = mark("This check keeps what is published whole, and cannot be switched off.")
    for index, code in enumerate(codes):
        if code not in SWITCHABLE:
            way = needed if code in CODES else unknown
            place = reader.place_of("checks_off", index)
            close = "" if code in CODES else nearest(code, SWITCHABLE)
            reader.diagnostics.add("settings-value", place, key="checks_off", value=code, way=way, nearest=close)
    return SWITCHABLE.issuperset(codes)


def _is_plain(address: str) -> bool:
    """Whether an address is scheme, host and path alone, and its path that of a folder on any server."""
    parts = urlsplit(address)
    is_path = parts.path in ("", "/") or site_path_fits(parts.path)
    return is_path and "@" not in parts.netloc and not re.search("[?#]", address)


def _differs(value: str, form: re.Pattern[str]) -> bool:
    return bool(value) and not form.fullmatch(value)


def _report_missing(settings: Settings, reader: Reader) -> None:
    """Report what a government site shows on every page and these settings do not have."""
    for field in fields_of(Settings):
        if field.name in _GOV_NEEDS and not getattr(settings, field.name):
            place = reader.place_of("profile")
            reader.diagnostics.add("gov-missing", place, key=field.shown, name=field.name)


# What 国办发〔2017〕47号 wants on every page, in its tags or its foot.
_GOV_NEEDS = ("owner", "site_code", "icp_number", "police_number")


def _node(values: dict[str, Any], text: Text) -> Node:
    """Return the values as nodes; tomllib keeps no positions, so names are looked up line by line."""
    pairs = []
    for name, value in values.items():
        pattern = re.compile(rf"(\s*\[*\s*)([\"']?{re.escape(name)}[\"']?)\s*[=\].]\s*")
        found = ((number, pattern.match(row)) for number, row in enumerate(text.lines, 1))
        line, match = next(((number, match) for number, match in found if match), (1, None))
        column, start, length = (match.start(2) + 1, match.end() + 1, len(match[2])) if match else (1, 1, 1)
        pairs.append((Node("scalar", name, line, column, length), _value(value, line, start, text)))
    return Node("mapping", pairs, 1, 1)


def _value(value: Any, line: int, column: int, text: Text) -> Node:
    if isinstance(value, list):
        return Node("sequence", [_value(item, line, column, text) for item in value], line, column)
    if isinstance(value, dict):
        pairs = [(Node("scalar", name, line, 1), _value(item, line, column, text)) for name, item in value.items()]
        return Node("mapping", pairs, line, column)
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return Node("scalar", written.strip(), line, column, len(text.lines[line - 1]) - column + 1)
