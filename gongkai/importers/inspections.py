"""The inspection a notice answers: who, which round, from when to when, when its findings were handed over."""

import re
from collections.abc import Sequence

from gongkai.importers.dates_found import Period, Point, has_lost_units, periods, points
from gongkai.importers.found import DOUBTFUL, LIKELY, SURE, Found, Sentence, closed
from gongkai.importers.inspecting_bodies import read_body
from gongkai.language import mark

_HAN = "一二三四五六七八九十"
_ROUND = re.compile(
    rf"(?:(?:[{_HAN}]{{1,3}}|十[{_HAN}])届)?(?:中央|[\u4e00-\u9fff]{{0,4}}?(?:省|市|区|县|州|盟"
    rf"|旗)委)?第?[{_HAN}\d]{{1,3}}轮(?:常规|专项|提级|交叉|机动|政治|中央|省级?)*(?:巡视|巡察|(?:生态)?环境保护督察|环保督察)"
)
_CATEGORY = re.compile(
    r"(常规|专项|机动|提级|交叉|联动|政治|“回头看”)(?:常规|专项|机动|提级|交叉|联动|政治)*式?(?=巡视|巡察|“回头看”)|(政治)(?=督察)|(常规|专项|机动)(?:统计|环保|土地|安全|耕地|教育|质量)*(?=督察)|(专项)(?=检查|督查|巡查)|(?:巡视|巡察)(“回头看”)"
    r"|(专项审计|经济责任审计|预算执行审计)"
)
# A sentence that tells of the inspection, and not of what is thought of it or was done instead of it.
_TELLS_INSPECTION = re.compile(
    r"(?:巡[视察]|督察|检查|审计)[^，。]{0,4}组|(?:审计|统计)局|对.{2,40}(?:开展|进行|实施)|接受|第.{1,3}轮"
)
_PUBLICITY = re.compile(r"公示|公[开告布](?:期|日|时)|征求意见|监督期|受理|反映|意见建议请")
_INSPECTS = re.compile(r"巡视|巡察|巡查|督察|督查|督导组|审计|检查|进驻")
_FEEDBACK = re.compile(
    r"反馈(?!意见(?:整改|的整改|落实)|问题(?!清单|共?[\d一二三四五六七八九十]+[个项条]))|(?<=[日月])反馈|向[^，。；]{1,14}(?:反馈问题(?=[，。；])|通报了?\d{1,3}[个项条](?:具体|突出)*问题)|(?:通报|移交|下发|出具|印发)[^，。；]{0,12}(?:巡视|巡察|督察"
    r"|审计)[^，。；]{0,8}(?:意见|情况|报告|问题)"
)
_UNTIL = re.compile(r"(?:截至|截止到?|截止至?|到目前为止)[\s，]*$")


def read_inspection(sentences: Sequence[Sentence], title: str) -> list[Found]:
    """Return the fields of the inspection from the sentences of the introduction, first to last."""
    # Spaces only spread the words of letter-spaced texts.
    sentences = [sentence._replace(text=closed(sentence.text)) for sentence in sentences]
    relevant = [sentence for sentence in sentences if _INSPECTS.search(sentence.text) or "反馈" in sentence.text]
    addressed = _audited_by(sentences)
    # To whom it is addressed did not inspect.
    relevant = [sentence for sentence in relevant if not re.fullmatch(r"[^，。；]{2,40}：", sentence.text)]
    in_title = [Sentence(closed(title), title, sentences[0].origin)] if title and sentences else []
    found = [
        *(read_body(relevant) or read_body(in_title) or addressed),
        *_round(relevant, title),
        *_category(relevant, title),
    ]
    period = _period(relevant)
    found += period
    found += _feedback(relevant, {item.field: item.value for item in period})
    return found


def _audited_by(sentences: Sequence[Sentence]) -> list[Found]:
    """Return the audit office to which a letter is addressed that answers its report: 市审计局：贵局…审计报告收悉。"""
    for sentence in sentences:
        name = re.fullmatch(r"([^，。；：]{0,8}审计[局厅])：", sentence.text)
        if name and any(re.search(r"[贵你][局厅][^。]*审计", other.text) for other in sentences):
            return [Found("inspection.body", name[1], sentence.origin, sentence.written)]
    return []


def _round(sentences: Sequence[Sentence], title: str) -> list[Found]:
    candidates = [(closed(title), None), *((closed(sentence.text), sentence) for sentence in sentences)]
    best: Found | None = None
    for text, sentence in candidates:
        for match in _ROUND.finditer(text):
            if text[: match.start()].endswith(("上", "前")):
                continue  # 上一轮巡察指出的问题 is of an earlier one
            value = re.sub(r"^.*(?:关于|根据|按照|落实|贯彻|开展|组织|接受|配合|部署)", "", match[0])
            value = re.sub(r"^(?:按照|根据|由|在|关于|于|对|落实|经|的|和)+", "", value)
            # The pattern takes the end of a verb before the session for a place: 开展十四届县委…
            value = re.sub(rf"^[^{_HAN}]{{1,3}}(?=[{_HAN}]{{1,3}}届)", "", value)
            if best is None or len(value) > len(str(best.value)):
                origin = sentence.origin if sentence else sentences[0].origin if sentences else None
                if origin is not None:
                    best = Found("inspection.round", value, origin, sentence.written if sentence else title)
    return [best] if best else []


def _category(sentences: Sequence[Sentence], title: str) -> list[Found]:
    for sentence in sentences:
        text = closed(sentence.text)
        if (match := _CATEGORY.search(text)) and (_TELLS_INSPECTION.search(text) or any(points(text))):
            value = next(filter(None, match.groups()))
            return [Found("inspection.category", value, sentence.origin, sentence.written)]
    if sentences and (match := _CATEGORY.search(closed(title))):
        return [Found("inspection.category", next(filter(None, match.groups())), sentences[0].origin, title)]
    return []


def _period(sentences: Sequence[Sentence]) -> list[Found]:
    for sentence in sentences:
        for period in periods(sentence.text):
            if _is_inspection_period(sentence.text, period):
                return _period_found(sentence, period)
    for sentence in sentences:
        if has_lost_units(sentence.text) and _INSPECTS.search(sentence.text):
            reason = mark("signs of the date were lost in copying; it cannot be told what it was")
            return [
                Found(f"inspection.{name}", None, sentence.origin, sentence.written, DOUBTFUL, reason)
                for name in ("start", "end")
            ]
    return _entered(sentences)


def _is_inspection_period(text: str, period: Period) -> bool:
    clause_start = max(text.rfind(sign, 0, period.first.start) for sign in "；。")
    around = text[clause_start + 1 : period.last.end + 60]
    before = text[max(0, period.first.start - 15) : period.first.start]
    if _PUBLICITY.search(before) or (
        _PUBLICITY.search(around) and not re.search(r"巡视|巡察|督察|审计组|进驻", around)
    ):
        return False
    if re.search(r"整改期|集中整改|整改时间|会议|培训|活动", before):
        return False
    return bool(_INSPECTS.search(around))


def _period_found(sentence: Sentence, period: Period) -> list[Found]:
    year = period.first.year
    confidence, reason = SURE, ""
    if year is None:
        year = _year_before(sentence.text, period.first.start)
        if year is None:
            note = mark("no year is written")
            return [
                Found(f"inspection.{name}", None, sentence.origin, sentence.written, DOUBTFUL, note)
                for name in ("start", "end")
            ]
        confidence, reason = LIKELY, mark("the year is inferred; it is not written")
    start = period.first.iso(year)
    last_year = period.last.year or (year + 1 if (period.last.month or 0) < (period.first.month or 0) else year)
    end = period.last.iso(last_year)
    found = [Found("inspection.start", start or None, sentence.origin, sentence.written, confidence, reason)]
    if period.inferred or (period.last.year is None and last_year != year):
        confidence, reason = LIKELY, mark("the year is inferred; it is not written")
    found.append(Found("inspection.end", end or None, sentence.origin, sentence.written, confidence, reason))
    if start and end and end < start:
        reason = mark("the end lies before the beginning")
        found = [item._replace(confidence=DOUBTFUL, reason=reason) for item in found]
    return found


def _year_before(text: str, at: int) -> int | None:
    years = [point.year for point in points(text[:at]) if point.year]
    return years[-1] if years else None


def _entered(sentences: Sequence[Sentence]) -> list[Found]:
    """Return the day an inspection began, where only that is given."""
    for sentence in sentences:
        for point in points(sentence.text):
            after = sentence.text[point.end : point.end + 50]
            clause = re.split(r"[。；]", after)[0]
            enters = re.match(
                r"[^。；]{0,30}(?:进驻|入驻|抵达|进点)|(?:起|开始)，?[^。；]{0,40}(?:巡[视察]|督察|审计)", clause
            )
            is_other = re.match(r"[^。；]{0,6}(?:完成|整改|修复|截[至止])|[^，。；]{0,20}，截[至止]", clause)
            if enters and not is_other and point.iso() and "反馈" not in clause[:20]:
                start = Found("inspection.start", point.iso(), sentence.origin, sentence.written)
                return [start, *_left(sentence, point)]
    return []


def _left(sentence: Sentence, entered: Point) -> list[Found]:
    """Return the day an inspection ended, where it is told after the day it began: 12月15日结束进驻."""
    for point in points(sentence.text):
        ends = re.match(
            r"(?:结束|完成)(?:了)?(?:现场)?(?:进驻|巡[视察]|督察|审计|检查|工作|巡查)|结束(?=[，。；])|撤点",
            sentence.text[point.end :],
        )
        if point.start < entered.end or not ends or point.month is None:
            continue
        year = entered.year or 0
        year += (point.month, point.day or 0) < (entered.month or 0, entered.day or 0)
        doubt = () if point.year else (LIKELY, mark("the year is inferred; it is not written"))
        if value := point.iso(year):
            return [Found("inspection.end", value, sentence.origin, sentence.written, *doubt)]
    return []


def _feedback(sentences: Sequence[Sentence], period: dict[str, object]) -> list[Found]:
    start, end = str(period.get("inspection.start") or ""), str(period.get("inspection.end") or "")
    for sentence in sentences:
        point = _point_of_feedback(sentence.text)
        if point is None:
            continue
        value, confidence, reason = point.iso(), SURE, ""
        if not value and point.month:
            known = end or start
            own = _year_before(sentence.text, point.start)
            if known:
                year = int(known[:4])
                value = point.iso(year)
                if value and value < known[: len(value)]:
                    value = point.iso(year + 1)
            elif own:
                value = point.iso(own)
            confidence, reason = LIKELY, mark("the year is inferred; it is not written")
        if not value:
            note = mark("no year is written")
            return [Found("inspection.feedback", None, sentence.origin, sentence.written, DOUBTFUL, note)]
        if end and value < end[: len(value)]:
            confidence, reason = DOUBTFUL, mark("it lies before the end of the inspection")
        return [Found("inspection.feedback", value, sentence.origin, sentence.written, confidence, reason)]
    return []


def _point_of_feedback(text: str) -> Point | None:
    """Return the date that stands before 反馈 in its clause and belongs to no period."""
    within = [(period.first.start, period.last.end) for period in periods(text)]
    free = [
        point
        for point in points(text)
        if not any(start <= point.start < end for start, end in within)
        and not _UNTIL.search(text[: point.start])
        and (point.month is not None)
    ]
    for match in _FEEDBACK.finditer(text):
        before = [point for point in free if point.end <= match.start() and match.start() - point.end <= 60]
        before = [point for point in before if not re.search(r"[。；]", text[point.end : match.start()])]
        if before:
            return before[-1]
        after = [point for point in free if 0 <= point.start - match.end() <= 12]
        if after and re.match(r"(?:意见|大会|会议?|工作)*(?:时间|日期)?(?:为|是|：|于|（)", text[match.end() :]):
            return after[0]
    return None
