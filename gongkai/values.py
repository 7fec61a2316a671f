"""Texts → values of the model: dates, numbers, addresses, codes. What is wrong comes back with what was meant."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from gongkai import dates, model
from gongkai.language import mark
from gongkai.text import nearest, numeral

_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_URL = re.compile(r"https?://[^\s<>\"'\\/?#。，：]+(?:[/?#][^\s<>\"'\\。，]*)?", re.IGNORECASE)
_PHONE = re.compile(r"[+(（]?\d[\d \-—–－()（）转]{3,24}\d")
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?[万亿]?"
_SITE_PATH = re.compile(r"(?:/[^\s/?#]+)+/?")
# What no file name may hold on one system or another.
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\\?:*\"<>|]|//|/\.{1,2}(?:/|$)")
_DASH = re.compile(r"\s*[-‐-―−─~～一]{1,2}\s*(?=\d)")
_HAN_DATE = re.compile(
    r"([零〇一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?"
)
_FLAGS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
# How notices word a status, which an editor may copy as it stands.
_SAID = {
    "已完成": "完成 完成整改 已整改 已整改到位 整改到位 已销号 销号 办结 已办结 办结销号 完结 已完结 己完成",
    "基本完成": "基本整改到位 基本整改 基本到位 部分整改 阶段性完成 取得阶段性成果并持续整改",
    "持续推进": "整改中 正在整改 正在推进 仍在推进 推进中 持续整改 持续整改中 长期坚持 进行中",
    "未达序时进度": "进展滞后 滞后",
    "未完成": "未整改 尚未整改 尚未完成 没有完成 没完成 未开始",
}
_MEANT = {word: status for status, words in _SAID.items() for word in words.split()}


class Wrong(NamedTuple):
    """A text that is no such value: the code of `codes` that says so, and what was probably meant.

    `reason` says more where a code has several (an English source string).
    """

    code: str
    nearest: str = ""
    reason: str = ""


def status_like(text: str) -> str:
    """Return the status that was probably meant; one that says the contrary is worse than none."""
    if text in _MEANT:
        return _MEANT[text]
    denied = bool({"未", "没", "不"} & set(text))
    return nearest(text, [status.chinese for status in model.Status if ("未" in status.chinese) == denied], 0.6)


def date(text: str) -> str | Wrong:
    """Read a day, month or year (ISO 8601, or as Chinese texts write it)."""
    try:
        found = dates.parse(text)
    except ValueError:
        return Wrong("date-impossible")
    if found is None:
        return Wrong("date-format", _date_like(text))
    return found


def _date_like(text: str) -> str:
    """Return the date that a text in an unusual form means, in ISO 8601: 20240305, 2024—03—05, 二〇二四年三月五日."""
    plain = _DASH.sub("-", unicodedata.normalize("NFKC", text)).strip(" 。，、；.,;")
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain):
        plain = "-".join(match.groups())
    elif match := _HAN_DATE.fullmatch(plain):
        year = "".join(str(numeral(digit) or 0) for digit in match[1])
        plain = "-".join([year, *(str(numeral(part)) for part in match.groups()[1:] if part)])
    try:
        return dates.parse(plain) or ""
    except ValueError:
        return ""


def day(text: str) -> str | Wrong:
    """Read a date that must name its day."""
    found = date(text)
    return found if isinstance(found, Wrong) or len(found) == len("2024-04-19") else Wrong("date-not-full")


def count(text: str) -> int | Wrong:
    """Read a whole number, zero or more."""
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    if re.fullmatch(r"[-－−–—]\s*\d+", text):
        return Wrong("count-invalid", reason=mark("a number of things cannot be below zero"))
    if re.fullmatch(r"\d+", text):
        return Wrong("count-invalid", reason=mark("a number has at most nine digits here"))
    number = re.fullmatch(r"(\d{1,9})[^\d.,]+", text)
    meant = number[1] if number else str(numeral(text) or "")
    return Wrong("count-invalid", meant, mark("a whole number in digits is needed"))


def flag(text: str) -> bool | Wrong:
    """Read true or false."""
    return _FLAGS.get(text.lower(), Wrong("flag-invalid"))


def quantity_fits(text: str) -> bool:
    """Whether a text is a number as notices write it, 万 and 亿 allowed."""
    return bool(re.fullmatch(f"-?{_NUMBER}", text, re.ASCII))


def url_fits(url: str) -> bool:
    """Whether a web address is whole (RFC 3986): scheme, host, a port that is a number, no sign that cannot be."""
    try:
        return bool(_URL.fullmatch(url) and urlsplit(url).hostname and (urlsplit(url).port or 1))
    except ValueError:
        return False


def site_path_fits(path: str) -> bool:
    """Whether a path names a file below the public folder, on any system and however it is encoded."""
    return bool(_SITE_PATH.fullmatch(path)) and not _NOT_IN_NAMES.search(unquote(path))


def six_digits(text: str) -> bool:
    """Whether a text is six ASCII digits, as postcodes and region codes are."""
    return len(text) == 6 and text.isascii() and text.isdigit()


def credit_code_fits(code: str) -> bool:
    """Whether the check character of a unified social credit code fits (GB 32100-2015, clause 4)."""
    if len(code) != 18 or any(character not in _CREDIT_CHARACTERS for character in code):
        return False
    total = sum(_CREDIT_CHARACTERS.index(character) * pow(3, i, 31) for i, character in enumerate(code[:17]))
    return _CREDIT_CHARACTERS[(31 - total % 31) % 31] == code[17]


def _matching(
    code: str, fits: Callable[[str], object], like: Callable[[str], str] = str
) -> Callable[[str], str | Wrong]:
    """Return a reader of texts that fit; `like` makes what was probably meant of one without full-width signs."""

    def read(text: str) -> str | Wrong:
        if fits(text):
            return text
        meant = like(unicodedata.normalize("NFKC", text).strip(" 。，；、.,;“”‘’"))
        return Wrong(code, meant if fits(meant.strip("[]").split(", ")[0]) else "")

    return read


def _quantity_like(text: str) -> str:
    match = re.search(_NUMBER, text)
    return match[0] if match else ""


def _phones_like(text: str) -> str:
    numbers = [part for part in re.split(r"[、，,/;；\s]+", text) if _PHONE.fullmatch(part)]
    return f"[{', '.join(numbers)}]" if len(numbers) > 1 else "".join(numbers)


def _url_like(text: str) -> str:
    return text if "://" in text else f"https://{text}" if "." in text else ""


def _site_path_like(text: str) -> str:
    return re.sub(r"^https?://[^/]*", "", text)


READERS: dict[Any, Callable[[str], Any]] = {
    int: count,
    bool: flag,
    model.Date: date,
    model.Day: day,
    model.Quantity: _matching("quantity-invalid", quantity_fits, _quantity_like),
    model.PhoneNumber: _matching("phone-invalid", _PHONE.fullmatch, _phones_like),
    model.Email: _matching("email-invalid", _EMAIL.fullmatch),
    model.Url: _matching("url-invalid", url_fits, _url_like),
    model.SitePath: _matching("address-invalid", site_path_fits, _site_path_like),
    model.Postcode: _matching("postcode-invalid", six_digits),
    model.RegionCode: _matching("region-code-invalid", six_digits),
    model.CreditCode: _matching("credit-code-invalid", credit_code_fits, str.upper),
}
