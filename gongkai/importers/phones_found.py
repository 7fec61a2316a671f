"""Phones: number, purpose and hours, from the paragraphs that ask the public to answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.importers.document import Paragraph
from gongkai.importers.found import LIKELY, Found, plain
from gongkai.language import mark

PHONE = re.compile(
    r"(?<![0-9A-Za-z_.@])(?:（\s*0\d{2,3}\s*）\s*(?:\d{3,4} ?\d{4}|\d{4} \d{3})"
    r"|0\d{2,3}\s*[-—–―－─ ]{0,3}\s*(?:\d{3,4} ?\d{4}|\d{4} \d{3})"
    r"|(?:400|800)[-—－]?\d{3}[-—－]?\d{4}|1[3-9]\d{9}|0\d{2,3}\s*[-—–―－─]{1,2}\s*12\d{3}|12\d{3}|[2-9]\d{6,7}"
    r"|(?:(?<=[话线])|(?<=[话线]：))9[56]\d{3,4})"
    r"(?:\s*(?:转|-|—)\s*\d{1,5}(?!\d))?(?!\d)"
)
EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[A-Za-z]{2,24}", re.ASCII)
_PURPOSE = re.compile(
    r"([\u4e00-\u9fff]{2,14}?)(?:(?:方式|渠道|途径)：?\s*)?(?:电话|热线)(?:号码)?(?:为|是)?\s*[：:]?\s*$"
)
# When somebody answers: days, halves of days and times, one after another: 工作日上午8:30—12:00、下午2时至5时半.
_DAYS = (
    r"(?:(?:法定|正常|每个?)+|(?<![\d个一二三四五六七八九十]))工作日|上班日|每[日天]|每?(?:周|星期)[一二三四五六日天](?:\s*(?:至|到|-|—|－|~|、)\s*(?:周|星期)?[一二三四五六日天])?|(?:法定)?节假日除外|(?:教学|上学|就诊|营业)日|全天|白天|(?<![\d一二三四五六七八九十])日间|夜间|双休日(?!除外)|节假日(?!除外)"
    r"|(?:正常|法定)?(?:上班|工作|办公)时间(?!\s*(?:为|是|：|（|\d|[上周工星每]))|24\s*小时"
)
_TIME = (
    r"(?:上午|下午|中午|早上?|晚上?)|\d{1,2}\s*：\s*\d{2}|(?:\d{1,2}|[一二三四五六七八九十两]{1,3})[时点](?:半"
    r"|整|\d{1,2}分)?"
)
_HOURS = re.compile(
    rf"(?:仅限?)?(?:(?:(?:上学|开学|在校|教学|汛|防火|供暖|营业)期(?:间|内)?)|[夏冬][季令](?:时间|作息)?：?)?(?:{_DAYS}|{_TIME})(?:[\s、，；的（）至到从自—–\-－―~～及和与]*(?:{_DAYS}|{_TIME}))*"
)
# What may stand behind hours and belongs to them: 24小时值守, 中午有人值班.
_ANSWERED = re.compile(r"，?\s*(?:(?:有人|专人|人工)(?:接听|受理|在线|服务|值班|值守)|值班|值守)(?=$|[）。；，])")
_NEAR = 8
# A line below the phones: 时间：周一至周五8:00-17:00.
_HOURS_ONLY = re.compile(r"\s*时间：")
_NAMES_HOURS = re.compile(r"(?:接听|接电|来电|值班|电话|受理)[\u4e00-\u9fff]{0,4}(?:时间|时段)")
# 欢迎广大群众对整改落实情况进行监督。联系电话：…
_INVITES = re.compile(r"欢迎[^。；]{0,30}监督[。；，]\s*(?:联系)?(?:电话|方式)[：]?\s*$")
# What a number is for, where 电话 is left out: 审计整改咨询：…
_PURPOSE_ONLY = re.compile(r"(监督|举报|咨询|投诉|信访|值班)\s*：\s*$")
# What stands in brackets behind a number.
_BRACKETED = re.compile(r"\s*（([^（）]{2,60})）")
_NOT_PURPOSE = re.compile(r"^(?:联系|办公|服务|热线|值班)?$|^(?:如有|请|及时|向)")
_NO_PART = re.compile(
    r"^(?:(?:广大|干部|党员|、)*(?:群众|职工|干警|公众|市民|居民|师生)(?=[也均]?可))?(?:请|也|均|可以?|拨打|打|致电|联系|和|及|或|其中|的|现|向社会|向群众|社会公布|公开|公布|设立|设置|开通|开设|统一|专门|了)+"
)
_FOR = (
    r"(?:(?:社会|群众|纪检|信访|廉政|党风|政风|行风|整改|巡察|服务|违纪|意见|工作)*"
    r"(?:监督|举报|投诉|咨询|反馈|信访|检举|建议))"
)
_OFFICE = re.compile(r"(?:[委组室科处股办局院部校站厅队所]|中心|支部|总支|工会|公司|集团|方式)$")
_WHOSE = re.compile(
    rf"^[\u4e00-\u9fff]{{0,12}}(?:[委组室科处股办局院部校站厅]|中心|支部|总支|公司|集团)(?:受理|公开)*(?={_FOR})"
)
_IS_PURPOSE = re.compile(rf"{_FOR}+(?=$)")
# A number of an office, where the word for the phone stands before all of them: 监督电话：机关党委 0571-…
_OF_OFFICE = re.compile(rf"({_FOR}+)(?:电话|热线)：\s*[\u4e00-\u9fff]{{2,12}}(?<=[委组室科处股办局院部站])\s*$")
# Brackets within the label of a number: 监督电话（工作日）：…
_IN_LABEL = re.compile(r"(?<=[话线])\s*（([^（）]{2,40})）(?=：?\s*$)")
_BESIDE_OFFICE = re.compile(r"(?<=[局委办院部校站厅处科室心会])\s*（([^（）]{2,40})）：\s*$")
_LISTED = re.compile(r"\s*(?:[、，,/／；;或和及]|\s)\s*")
_COMMA = re.compile(r"\s*，\s*")
# A number that can be dialled from anywhere.
_WHOLE = re.compile(r"0\d{2,3}-?\d{7,8}|400|800|(?:0\d{2,3}\s*[-—–―－─]{1,2}\s*)?12\d{3}|1\d{10}")
FAX = re.compile(r"传\s*真(?:号码?)?(?:为|是)?\s*：?\s*$")
# A number right behind one that is called a fax is one too: 传真：0571-…、0571-…
FAX_GOES_ON = re.compile(r"\s*[、/／和及或]\s*")
FAX_BEHIND = re.compile(r"\s*（\s*传\s*真\s*）")
_PHONE_AND_FAX = re.compile(r"电\s*话\s*[/／（、及和兼]+\s*传\s*真[^，。；]{0,4}$")


@dataclass
class Phone:
    """A number as it is dialled, what for and when; `joined` if nothing but a comma parts it from the one before it."""

    number: str
    purpose: str
    paragraph: Paragraph
    joined: bool
    hours: str = ""


def phones_of(paragraph: Paragraph) -> list[Phone]:
    """Return the phones of a paragraph."""
    text = plain(paragraph.text)
    mails = [(match.start(), match.end()) for match in EMAIL.finditer(text)]
    phones: list[Phone] = []
    last_end, last_purpose, last_hours = -1, "", ""
    fax_end = len(text)
    for match in PHONE.finditer(text):
        if any(start <= match.start() < end for start, end in mails) or _is_other_number(text, match):
            continue
        before = text[: match.start()]
        goes_on = FAX_GOES_ON.fullmatch(text, fax_end, match.start())
        if goes_on or (FAX.search(before) and not _PHONE_AND_FAX.search(before)):
            fax_end = match.end()
            continue
        if FAX_BEHIND.match(text, match.end()):
            continue
        between = text[last_end : match.start()] if last_end >= 0 else None
        joined = between is not None and _LISTED.fullmatch(between)
        listed = joined or (between is not None and _LISTED.fullmatch(_BRACKETED.sub("", between, count=1)))
        purpose = last_purpose if listed else _purpose(before)
        phone = Phone(
            dialled(paragraph.text[match.start() : match.end()]),
            purpose,
            paragraph,
            bool(joined) and "；" not in (between or ""),
        )
        if (said := _BRACKETED.match(text, match.end())) and _IS_PURPOSE.fullmatch(said[1]):
            phone.purpose = said[1]
        last_hours = last_hours if joined else _hours_before(paragraph, match.start())
        phone.hours = _hours_behind(paragraph, match.end()) or last_hours
        phones.append(phone)
        last_end, last_purpose = match.end(), purpose
    _share_hours(phones, paragraph)
    return phones


def _share_hours(phones: Sequence[Phone], paragraph: Paragraph) -> None:
    """Give each phone its hours: those behind it or behind the last of its list, else those of the paragraph."""
    if not any(phone.hours for phone in phones):
        hours = _hours(paragraph) if phones else ""
        for phone in phones:
            phone.hours = hours
        return
    for phone, after in zip(phones[-2::-1], phones[:0:-1], strict=True):
        if after.joined:
            phone.hours = phone.hours or after.hours


def _hours_behind(paragraph: Paragraph, end: int) -> str:
    text = plain(paragraph.text)
    # （86520917，白天）
    beside = _COMMA.match(text, end)
    if beside and (hours := _HOURS.match(text, beside.end())) and text[hours.end() : hours.end() + 1] in "）；。":
        return paragraph.text[hours.start() : hours.end()]
    match = _BRACKETED.match(text, end)
    if not match or PHONE.search(match[1]):
        return ""
    if _HOURS.fullmatch(match[1]) and len(re.findall(_TIME, match[1])) > 1:
        return paragraph.text[match.start(1) : match.end(1)]
    return _hours(paragraph._replace(text=paragraph.text[match.start(1) : match.end(1)]))


def _hours_before(paragraph: Paragraph, start: int) -> str:
    """Return the hours in brackets between the word for a phone, or its owner, and its number: 电话（9:00—17:00）：…"""
    before = plain(paragraph.text)[:start]
    match = _IN_LABEL.search(before) or _BESIDE_OFFICE.search(before)
    if match and _HOURS.fullmatch(match[1]):
        return paragraph.text[match.start(1) : match.end(1)]
    return ""


def _hours(paragraph: Paragraph) -> str:
    """Return the hours a paragraph gives, as they are written there."""
    text = plain(paragraph.text)
    for match in _HOURS.finditer(text):
        # 上午 alone, or the time at which something happened, says nothing of when somebody answers.
        is_named = _NAMES_HOURS.search(text[max(0, match.start() - _NEAR) : match.start()])
        if re.search(_DAYS, match[0]) or len(re.findall(_TIME, match[0])) > (1 if is_named else 2):
            end = match.end() + (match[0].count("（") > match[0].count("）") and text[match.end() :].startswith("）"))
            answered = _ANSWERED.match(text, end)
            return paragraph.text[match.start() : answered.end() if answered else end].strip()
    return ""


def _is_other_number(text: str, match: re.Match[str]) -> bool:
    """Whether a number is none of a phone: a postcode, a house number, a QQ number."""
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 1]
    return bool(re.search(r"编码?\s*[：:]?\s*$|QQ|〔|号码为第|账号|代码", before)) or after in ("年", "号")


def dialled(written: str) -> str:
    """Return a number as it is dialled and our files write it: one width, one hyphen."""
    text = plain(written).replace("（", "(").replace("）", ")")
    text = re.sub(r"[—–―－─]+", "-", text)
    text = re.sub(r"^\((0\d{2,3})\)\s*", r"\1-", text)
    text = re.sub(r"\s*-+\s*", "-", text)
    text = re.sub(r"(?<=\d{3}) (?=\d{3,4}$)", "", text)
    return re.sub(r"^(0\d{2,3})\s+(?=\d)", r"\1-", text).strip()


def _purpose(before: str) -> str:
    before = _IN_LABEL.sub("", before)
    if _INVITES.search(before):
        return "监督"
    if only := _PURPOSE_ONLY.search(before) or _OF_OFFICE.search(before):
        return only[1]
    match = _PURPOSE.search(re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", before[-40:]))
    if not match or _NOT_PURPOSE.search(_NO_PART.sub("", match[1])):
        return ""
    purpose = _NO_PART.sub("", match[1]).removesuffix("的")
    # Whose phone it is says not what it is for: 镇纪委监督电话, 局党办电话.
    purpose = _NO_PART.sub("", _WHOSE.sub("", purpose))
    return "" if _OFFICE.search(purpose) or not 2 <= len(purpose) <= 12 else purpose


def phone_fields(phones: Sequence[Phone]) -> list[Found]:
    """Return phones as fields, each number once."""
    found: list[Found] = []
    first = {phone.number: phone for phone in reversed(phones)}
    for index, phone in enumerate(phone for phone in phones if first[phone.number] is phone):
        source = (phone.paragraph.origin, phone.paragraph.text)
        place = f"contacts.phones[{index}]"
        doubt = () if _WHOLE.match(phone.number) else (LIKELY, mark("the area code is missing"))
        found.append(Found(f"{place}.number", phone.number, *source, *doubt))
        found += [Found(f"{place}.purpose", phone.purpose, *source)] if phone.purpose else []
        found += [Found(f"{place}.hours", phone.hours, *source)] if phone.hours else []
    return found


def read_hours(region: Sequence[Paragraph], phones: Sequence[Phone]) -> list[Found]:
    """Give the phones the hours of a paragraph without a phone that names them so; others are those of the office."""
    if any(phone.hours for phone in phones):
        return []
    for above, paragraph in zip((None, *region), region, strict=False):
        hours = _hours(paragraph)
        is_below = bool(phones) and above is phones[-1].paragraph and _HOURS_ONLY.match(plain(paragraph.text))
        if hours and phones and (is_below or _NAMES_HOURS.search(plain(paragraph.text))):
            for phone in phones:
                phone.hours = hours
            return []
        if hours:
            return [Found("contacts.office_hours", hours, paragraph.origin, paragraph.text)]
    return []
