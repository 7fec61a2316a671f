"""Contacts and the period for opinions, from the paragraphs that ask the public to answer."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gongkai.importers.dates_found import periods, points
from gongkai.importers.document import Origin, Paragraph
from gongkai.importers.found import DOUBTFUL, LIKELY, Found, plain
from gongkai.language import mark
from gongkai.text import numeral

_ASKS = re.compile(
    r"(?i:e-?mail)|信函|来函|联系(?:方式|电话|地址|人)|监督(?:举报)?电话|举报电话|反映|意见(?:和)?建议|电\s*话|邮\s*箱|信\s*箱"
    r"|邮\s*编|地\s*址|来信来访|传真"
)
_PHONE = re.compile(
    r"(?<![0-9A-Za-z_.@])(?:（\s*0\d{2,3}\s*）\s*\d{3,4} ?\d{4}|0\d{2,3}\s*[-—–―－─ ]{0,3}\s*\d{3,4} ?\d{4}|(?:400"
    r"|800)[-—－]?\d{3}[-—－]?\d{4}|1[3-9]\d{9}|0\d{2,3}\s*[-—–―－─]{1,2}\s*12\d{3}|12\d{3}|[2-9]\d{6,7})"
    r"(?:\s*(?:转|-|—)\s*\d{1,5}(?!\d))?(?!\d)"
)
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[A-Za-z]{2,24}", re.ASCII)
_POSTCODE = re.compile(r"(?:邮\s*政?\s*编\s*码|邮\s*编)\s*[：:为是]?\s*(\d{6})(?!\d)")
_ADDRESS = re.compile(
    r"(?:通[信讯]地址|邮寄地址|联系地址|来信地址|办公地址|信访地址|邮政信箱|来访地址|收信地址|来信(?:请寄)?|来函(?:请寄)?|信函|信件邮寄|信件|邮寄"
    r"|邮寄至|寄至|地\s*址|信\s*箱)(?:为|是)?\s*[：:]\s*([^；。\n]+)"
)
# The same in a sentence: 来信请寄云山市滨江路3号, 地址在云山市滨江路3号.
_ADDRESS_INLINE = re.compile(
    r"(?:请寄|寄至|寄往|寄到|邮寄(?:到|至)?|地址(?:在|位于|设在|为|是)?|信箱(?:为|是))\s*"
    r"(?![^，。；：\n]{0,4}电子)(?=[\u4e00-\u9fff]{2}[^，。；：\n]{0,50}(?:\d+[号室楼]|信箱|大厦|大院|路|街))([^，。；：\n]{4,60})"
)
_ADDRESS_END = re.compile(
    r"[（(]?\s*(?:邮\s*政?\s*编\s*码|邮\s*编)|，?\s*(?:收件人|联系人|邮箱|电话|电子邮|联系电话)"
    r"|(?<=[\u4e00-\u9fff])收(?=，|$)|\s{2,}(?=[\u4e00-\u9fff]{2,6}：)|[；。，]$"
)
_PURPOSE = re.compile(r"([\u4e00-\u9fff]{2,14}?)(?:电话|热线)(?:号码)?(?:为|是)?\s*[：:]?\s*$")
_HOURS = re.compile(
    r"(?:受理|接听|办公|工作|联系|接待)?时间(?:为|是)?\s*[：:]?\s*((?:法定)?(?:工作日|周一至周[五六日]"
    r"|每个?工作日|星期一至星期[五六日]|上午|每日|正常|上班)[^；。，）)\n]{0,45}(?:，?下午[^；。，）)\n]{0,20})?)"
    r"|[（(]\s*((?:法定)?(?:工作日|周一至周[五六日]|星期一至星期[五六日]|上午)[^）)]{0,45})[）)]"
)
_BARE_HOURS = re.compile(
    r"(?:法定)?(?:工作日|周一至周[五六日]"
    r"|星期一至星期[五六日])\s*(?:上午)?\s*\d{1,2}[：:]\d{2}[^；。）)\n]{3,40}\d{1,2}[：:]\d{2}"
)
# What stands in brackets behind a number, and says when somebody answers it.
_BRACKETED_HOURS = re.compile(r"\s*（\s*(?:(?:受理|接听|办公|联系|接待|服务)时间(?:为|是)?\s*：?)?\s*([^（）]{2,45})）")
_SAYS_HOURS = re.compile(r"工作日|(?:工作|上班|办公)时间|周[一二三四五六日至]|星期|\d{1,2}\s*[：时点]|小时|上午|全天")
_DAYS = re.compile(r"(?<![第\d月年])(\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:天|个自然日|日(?!前|起|止|\d))")
_NOT_PURPOSE = re.compile(r"^(?:联系|咨询|办公)?$|^(?:如有|请|及时|向)")
_FAX = re.compile(r"传\s*真\s*[：:]?\s*$")
_WINDOW = re.compile(r"公示|公开|征求意见|反馈(?:时间|期限|期)|监督|受理|意见建议|自公[布开]|通报期|公布期")


class Region(NamedTuple):
    """The paragraphs in which contacts stand."""

    paragraphs: tuple[Paragraph, ...]


def contact_region(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs at the end that give contacts: the last ones that do, and those between them."""
    hits = [index for index, paragraph in enumerate(paragraphs) if _is_contact(paragraph.text)]
    if not hits:
        return ()
    first = hits[-1]
    for index in reversed(hits):
        if first - index > 3:
            break
        first = index
    while first and _asks_only(paragraphs[first - 1].text):
        first -= 1
    return tuple(paragraphs[first : hits[-1] + 1])


def _is_contact(text: str) -> bool:
    text = plain(text)
    if not _ASKS.search(text):
        return False
    return bool(
        _EMAIL.search(text)
        or _POSTCODE.search(text)
        or (_ADDRESS.search(text) and len(text) < 200)
        or (_PHONE.search(text) and re.search(r"电\s*话|热线|联系|传真|手机", text))
        or (_HOURS.search(text) and len(text) < 120)
    )


def _asks_only(text: str) -> bool:
    return bool(re.search(r"(?:欢迎|请).{0,40}(?:监督|反映|意见)", text)) and len(text) < 200


def read_contacts(region: Sequence[Paragraph]) -> list[Found]:
    """Return phones (with purpose and hours), e-mail addresses, address, postcode and hours."""
    found: list[Found] = []
    phones: list[dict[str, object]] = []
    for paragraph in region:
        text = plain(paragraph.text)
        found += [
            Found(f"contacts.emails[{index}]", match[0], paragraph.origin, paragraph.text)
            for index, match in enumerate(
                _EMAIL.finditer(text), sum(item.field.startswith("contacts.emails") for item in found)
            )
        ]
        if (match := _POSTCODE.search(text)) and not _has(found, "contacts.postcode"):
            found.append(Found("contacts.postcode", match[1], paragraph.origin, paragraph.text))
        address, postcode = _parted(_address(paragraph))
        if postcode and not _has(found, "contacts.postcode"):
            found.append(Found("contacts.postcode", postcode, paragraph.origin, paragraph.text))
        if address and not _has(found, "contacts.address"):
            found.append(Found("contacts.address", address, paragraph.origin, paragraph.text))
        phones += _phones(paragraph)
    found += _phone_fields(phones)
    found += _office_hours(region, phones)
    return found


def _has(found: Sequence[Found], field: str) -> bool:
    return any(item.field == field for item in found)


def _address(paragraph: Paragraph) -> str:
    text = plain(paragraph.text)
    for match in (*_ADDRESS.finditer(text), *_ADDRESS_INLINE.finditer(text)):
        value = text[match.start(1) : match.end(1)]
        if "@" in value[:40] and not re.match(r"[\u4e00-\u9fff]", value):
            continue
        end = _ADDRESS_END.search(value)
        written = paragraph.text[match.start(1) : match.start(1) + (end.start() if end else len(value))]
        written = written.strip(" ，,；;。（(")
        if re.search(r"[\u4e00-\u9fff]{3}", written) and not _EMAIL.search(plain(written)):
            return re.sub(r"(?<=[\u4e00-\u9fff0-9])\s+(?=[\u4e00-\u9fff0-9])", "", written)
    return ""


def _parted(address: str) -> tuple[str, str]:
    """Part the postcode from an address that ends with one, without a word for it."""
    match = re.search(r"[\s，,（(]+(\d{6})[）)]?$", plain(address))
    return (address[: match.start()], match[1]) if match else (address, "")


def _phones(paragraph: Paragraph) -> list[dict[str, object]]:
    text = plain(paragraph.text)
    mails = [(match.start(), match.end()) for match in _EMAIL.finditer(text)]
    phones: list[dict[str, object]] = []
    last_end, last_purpose = -1, ""
    for match in _PHONE.finditer(text):
        if any(start <= match.start() < end for start, end in mails) or _is_other_number(text, match):
            continue
        before = text[: match.start()]
        if _FAX.search(before) or re.match(r"\s*（\s*传\s*真\s*）", text[match.end() :]):
            continue
        joined = last_end >= 0 and re.fullmatch(r"\s*(?:[、，,/／；;或和及]|\s)\s*", text[last_end : match.start()])
        purpose = last_purpose if joined else _purpose(before)
        written = paragraph.text[match.start() : match.end()]
        phone = {"number": _number(written), "purpose": purpose, "paragraph": paragraph, "joined": bool(joined)}
        if hours := _hours_behind(paragraph, match.end()):
            phone["hours"] = hours
        phones.append(phone)
        last_end, last_purpose = match.end(), purpose
    return _with_hours(phones, paragraph)


def _with_hours(phones: list[dict[str, object]], paragraph: Paragraph) -> list[dict[str, object]]:
    """Give each phone its hours: those behind it or behind the last of its list, else those of the paragraph."""
    if not any("hours" in phone for phone in phones):
        hours = _hours(paragraph)
        return [phone | {"hours": hours} for phone in phones] if hours else phones
    for phone, after in zip(phones[-2::-1], phones[:0:-1], strict=True):
        if after["joined"] and "hours" in after:
            phone.setdefault("hours", after["hours"])
    return phones


def _hours_behind(paragraph: Paragraph, end: int) -> str:
    match = _BRACKETED_HOURS.match(plain(paragraph.text), end)
    if not match or not _SAYS_HOURS.search(match[1]) or _PHONE.search(match[1]):
        return ""
    return paragraph.text[match.start(1) : match.end(1)].strip(" ，；。")


def _hours(paragraph: Paragraph) -> str:
    """Return the hours a paragraph gives, as they are written there."""
    text = plain(paragraph.text)
    match = _HOURS.search(text) or _BARE_HOURS.search(text)
    if not match:
        return ""
    index = next((number for number, group in enumerate(match.groups(), 1) if group), 0)
    return paragraph.text[match.start(index) : match.end(index)].strip(" ，；。")


def _is_other_number(text: str, match: re.Match[str]) -> bool:
    """Whether a number is none of a phone: a postcode, a house number, a QQ number."""
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 1]
    return bool(re.search(r"编码?\s*[：:]?\s*$|QQ|〔|号码为第|账号|代码", before)) or after in ("年", "号")


def _number(written: str) -> str:
    """Return a number as it is dialled and our files write it: one width, one hyphen."""
    text = plain(written).replace("（", "(").replace("）", ")")
    text = re.sub(r"[—–―－─]+", "-", text)
    text = re.sub(r"^\((0\d{2,3})\)\s*", r"\1-", text)
    text = re.sub(r"\s*-+\s*", "-", text)
    text = re.sub(r"(?<=\d{3}) (?=\d{4}$)", "", text)
    return re.sub(r"^(0\d{2,3})\s+(?=\d)", r"\1-", text).strip()


def _purpose(before: str) -> str:
    match = _PURPOSE.search(before)
    if not match or _NOT_PURPOSE.search(match[1]):
        return ""
    purpose = re.sub(r"^(?:请|可|拨打|联系|和|及|或|其中|的)+", "", match[1])
    return purpose if 2 <= len(purpose) <= 12 and purpose not in ("联系", "方式", "联系方式") else ""


def _phone_fields(phones: Sequence[dict[str, object]]) -> list[Found]:
    found: list[Found] = []
    seen: set[object] = set()
    index = 0
    for phone in phones:
        if phone["number"] in seen:
            continue
        seen.add(phone["number"])
        paragraph = phone["paragraph"]
        assert isinstance(paragraph, Paragraph)
        number = str(phone["number"])
        sure = bool(
            re.match(
                r"0\d{2,3}-?\d{7,8}|400|800|0\d{2,3}\s*[-—–―－─]{1,2}\s*12\d{3}|12\d{3}"
                r"|1\d{10}",
                number,
            )
        )
        reason = "" if sure else mark("the area code is missing")
        place = f"contacts.phones[{index}]"
        found.append(
            Found(f"{place}.number", number, paragraph.origin, paragraph.text, 0.99 if sure else LIKELY, reason)
        )
        for name in ("purpose", "hours"):
            if value := phone.get(name):
                found.append(Found(f"{place}.{name}", value, paragraph.origin, paragraph.text))
        index += 1
    return found


def _office_hours(region: Sequence[Paragraph], phones: Sequence[dict[str, object]]) -> list[Found]:
    """Return hours that stand in a paragraph without a phone: they hold for all."""
    for paragraph in region:
        hours = _hours(paragraph)
        if hours and not any(phone.get("hours") for phone in phones):
            return [Found("contacts.office_hours", hours, paragraph.origin, paragraph.text)]
    return []


def read_window(paragraphs: Sequence[Paragraph]) -> list[Found]:
    """Return the period in which opinions are asked for."""
    for paragraph in paragraphs:
        text = plain(paragraph.text)
        if not _WINDOW.search(text):
            continue
        for period in periods(text):
            before = text[max(0, period.first.start - 25) : period.first.start]
            after = text[period.last.end : period.last.end + 25]
            if not _WINDOW.search(before) and not re.match(r"[^。]{0,12}(?:期间|内)", after):
                continue
            return _window(period.first.iso(), period.last.iso(), paragraph.origin, paragraph.text)
        if begins := _window_of_working_days(text):
            return [Found("consultation.start", begins, paragraph.origin, paragraph.text)]
        if days := _window_of_days(text):
            reason = mark("it was counted from the number of days")
            end = Found("consultation.end", days[1], paragraph.origin, paragraph.text, LIKELY, reason)
            return [Found("consultation.start", days[0], paragraph.origin, paragraph.text), end]
        if _lost_window(text):
            reason = mark("signs of the date were lost in copying; it cannot be told what it was")
            return [
                Found(f"consultation.{name}", None, paragraph.origin, paragraph.text, DOUBTFUL, reason)
                for name in ("start", "end")
            ]
        until = next(
            (
                point
                for point in points(text)
                if re.match(
                    r"\s*(?:前|之前|以前"
                    r"|止)",
                    text[point.end :],
                )
            ),
            None,
        )
        if (
            until
            and until.day
            and _WINDOW.search(text[: until.start])
            and re.search(r"反馈|反映|意见", text)
            and until.iso()
        ):
            return [Found("consultation.end", until.iso(), paragraph.origin, paragraph.text)]
    return []


def _window_of_days(text: str) -> tuple[str, str] | None:
    """Return first and last day where a period is given by its first day and a number of calendar days."""
    for point in points(text):
        around = text[max(0, point.start - 30) : point.end + 20]
        days = _DAYS.search(around)
        begins = re.search(r"(?:自|从)\s*$", text[: point.start]) and re.match(r"\s*起", text[point.end :])
        if point.day and begins and days and _WINDOW.search(text[: point.end + 20]) and (first := point.iso()):
            count = int(days[1]) if days[1].isdigit() else numeral(days[1]) or 0
            last = date.fromisoformat(first) + timedelta(days=count - 1)
            return (first, last.isoformat()) if 1 < count < 61 else None
    return None


def _window_of_working_days(text: str) -> str:
    """Return the first day of a period counted in working days, whose last day no calendar here tells."""
    for point in points(text):
        begins = re.search(r"(?:自|从)\s*$", text[: point.start])
        counted = re.match(
            r"\s*(?:起|开始)[，,]?(?:的|为期|共)?\s*[\d一二三四五六七八九十]{1,3}\s*个?工作日", text[point.end :]
        )
        if point.day and begins and counted and _WINDOW.search(text[: point.end + 20]):
            return point.iso()
    return ""


def _lost_window(text: str) -> bool:
    return bool(re.search(r"(?<!\d)20\d{2}\d{1,4}日?\s*[至到—-]", text))


def _window(start: str, end: str, origin: Origin, quote: str) -> list[Found]:
    reason = mark("no full date is written")
    return [
        Found(f"consultation.{name}", value, origin, quote)
        if len(value) == len("2024-04-19")
        else Found(f"consultation.{name}", None, origin, quote, DOUBTFUL, reason)
        for name, value in (("start", start), ("end", end))
    ]
