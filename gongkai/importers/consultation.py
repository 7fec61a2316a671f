"""The period in which opinions are asked for: its two dates, or its first day and a number of days."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from gongkai.importers.dates_found import periods, points
from gongkai.importers.document import Origin, Paragraph
from gongkai.importers.found import DOUBTFUL, LIKELY, Found, plain
from gongkai.language import mark
from gongkai.text import numeral

_DAYS = re.compile(r"(?<![第\d月年])(\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:天|个自然日|日(?!前|起|止|\d))")
_ASKS = re.compile(
    r"公示|公[告开布](?:期|日|时)|意见|异议|监督|反映|受理|自公[布开]|(?:反馈|通报|公布)期|反馈时间|期限"
)
# Behind a period: …期间, or what may be done in it: 可于8月21日至9月1日反映意见.
_TELLS_WHEN = re.compile(r"[^。]{0,12}(?:期间|内)|(?:向[^，。；]{2,20})?(?:反映|提出)(?:意见|建议|情况|问题)")
# A period in which was inspected: …，市委第三巡察组对…进行巡察; （巡察时间为…）.
_OF_INSPECTION = re.compile(
    r"[^，。；]{0,12}(?:巡[视察]|督察|审计|进驻|检查)|[^。；]{0,20}(?:巡[视察]|督察|审计)期间|，(?!可|请|欢迎|如)[^，。；]{0,10}(?:巡[视察]|督察|审计|检查)组"
)
_INSPECTED_IN = re.compile(r"(?:巡[视察]|督察|审计|进驻|检查)(?:工作)?(?:时间|期限|日期)[为是：]?$")
# How much of the sentence before is looked at, where the period has one of its own: 如有意见，请与我们联系。时间：…
_SENTENCE_BEFORE = 30
_WINDOW = re.compile(r"公示|公开|公告期|征求意见|反馈(?:时间|期限|期)|监督|受理|意见建议|自公[布开]|通报期|公布期")


def read_window(paragraphs: Sequence[Paragraph]) -> list[Found]:
    """Return the period in which opinions are asked for."""
    for paragraph in paragraphs:
        text = plain(paragraph.text)
        if not _WINDOW.search(text) and not _ASKS.search(text):
            continue
        for period in periods(text):
            sentence = max(text.rfind(sign, 0, period.first.start) for sign in "。；")
            before = text[sentence + 1 : period.first.start]
            after = text[period.last.end : period.last.end + 25]
            if before in ("时间：", "期限："):
                before = text[max(sentence - _SENTENCE_BEFORE, 0) : max(sentence, 0)]
            if not _ASKS.search(before) and not _TELLS_WHEN.match(after):
                continue
            if _OF_INSPECTION.match(after) or _INSPECTED_IN.search(before):
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
        if last := _last_day(text):
            return [Found("consultation.end", last, paragraph.origin, paragraph.text)]
    return []


def _last_day(text: str) -> str:
    """Return the day until which opinions may be sent: 请于4月19日前反馈."""
    until = next(
        (point for point in points(text) if re.match(r"\s*(?:前|之前|以前|止)", text[point.end :])),
        None,
    )
    if not until or not until.day or not re.search(r"反馈|反映|意见", text):
        return ""
    before = text[: until.start]
    return until.iso() if _WINDOW.search(before) or re.search(r"请(?:于|在)\s*$", before) else ""


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
