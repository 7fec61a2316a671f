"""What the sentences of a problem say of its unit, its deadline and the day of its completion, beside all labels."""

import re
from collections.abc import Sequence

from gongkai.importers.dates_found import in_figures, points
from gongkai.importers.document import Paragraph
from gongkai.importers.found import LIKELY, closed, plain
from gongkai.importers.labels import Labelled, beside_fields, starts_with
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.status_words import whole
from gongkai.importers.statuses import completion_of
from gongkai.language import mark
from gongkai.model import Status

_PLANNED = re.compile(
    r"(?:计划|预计|力争|拟|将|确保)(?:于|在)?([^，。；]{4,14}(?:日|底|月))(?:之?前)?[^，。；]{0,6}(?:完成|到位|销号|竣工|办结|建成|投用|完毕)"
)
# The same as a sentence of its own, which is about the whole: 预计2025年3月底前完成整改.
_PLANS_WHOLE = re.compile(
    r"(?:计划|预计|力争|拟|将|确保)(?:于|在)?[^，。；]{4,14}(?:日|底|月|旬)(?:之?前)?(?:全部|全面)?(?:完成整改|整改(?:完成|到位)|完成|销号)(?:销号)?"
)
_DATED_STATUS = re.compile(
    r"(?:已|计划|预计|拟|力争|将|于|在)*(?P<date>\d{4}年\d{1,2}月(?:\d{1,2}日|底|初|[上中下]旬)?)(?P<until>之?前)?(?:全部|全面)?(?:完成|整改到位|整改完毕|整改完成|完毕|销号|办结|落实到位)(?:整改|销号|到位|验收)*"
)
# The day behind the status: 已完成（2024年3月12日）; 完成日期2024年10月18日.
_DAY_BEHIND = re.compile(
    r"(?:[^（）]{2,12}（(?:于|完成(?:时间|日期)：?)?|(?:实际)?(?:完成|销号|办结)(?:时间|日期)[为是：]?)(?P<date>\d{4}年\d{1,2}月\d{1,2}日)(?P<until>之?前)?）?"
)
_WORKING = re.compile(r"(?:正在|仍在|持续|继续)(?:积极|抓紧|有序|加快)?(?:推进|整改|实施|办理|协调|落实)")
_INLINE = {
    "unit": re.compile(
        r"(?:(?:责任|牵头|整改)(?:单位|部门|科室|处室)(?:为|是)\s*|(?:此|该|本)项(?:整改)?(?:工作|任务|问题)?由)([^，。；：]{2,40}?)(?=(?:牵头)?负责|[，。；]|$)"
    ),
    "deadline": re.compile(
        r"(?:整改|完成)(?:时限|期限)(?:为|是|(?:延|延长|延期|调整|顺延|推迟|变更|宽限)?(?:至|到|为)|(?=\d{4}年))\s*([^，。；]{6,14})"
    ),
}


def read_dates_of_status(problem: ProblemFound, values: Sequence[Labelled]) -> None:
    """Read the day beside a status under its label: 已整改，2022年8月12日完成; 正在整改，12月底前完成."""
    for value in values:
        for clause in (
            re.split(r"[。；，]", in_figures(closed(plain(value.value)))) if value.name in ("status", "outcome") else ()
        ):
            match = _DATED_STATUS.fullmatch(clause) or _DAY_BEHIND.fullmatch(clause)
            point = next(points(match["date"]), None) if match else None
            if not match or not point or not (iso := point.iso()):
                continue
            name = "completed" if problem.status is Status.done and not match["until"] else "deadline"
            if name not in problem.fields and (name == "completed") == (problem.status is Status.done):
                problem.put(name, iso, value.origin, clause)


def read_sentences(problem: ProblemFound, paragraphs: Sequence[Paragraph]) -> None:
    """Read unit, deadline and day of completion where they stand in a sentence: 责任部门为资产运营部."""
    for paragraph in paragraphs:
        text = plain(paragraph.text)
        for name, pattern in _INLINE.items():
            match = pattern.search(text) if name not in problem.fields else None
            if not match:
                continue
            value: str | None = closed(paragraph.text[match.start(1) : match.end(1)])
            if name == "deadline":
                point = next(points(plain(match[1])), None)
                value = point.iso() if point else ""
            if value:
                problem.put(name, value, paragraph.origin, match[0])
    telling = [one for one in beside_fields(paragraphs) if not starts_with(one.text, "status")]
    written = completion_of([one.text for one in telling])
    day = next(points(written), None)
    if day and (iso := day.iso()) and "completed" not in problem.fields:
        told = next((one for one in telling if completion_of([one.text]) == written), telling[-1])
        problem.put("completed", iso, told.origin, told.text[-60:])


def read_unfinished(problem: ProblemFound, paragraphs: Sequence[Paragraph]) -> None:
    """Read status and deadline of a problem that stands under 整改未完成事项, where they stand within sentences."""
    for paragraph in paragraphs:
        text = in_figures(closed(plain(paragraph.text)))
        clauses = [clause for clause in re.split(r"[，。；：]", text) if clause]
        said = next((found for clause in clauses if (found := whole(clause)) and found.status is not Status.done), None)
        if said and "status" not in problem.fields:
            problem.put("status", said.status, paragraph.origin, said.words)
        elif "status" not in problem.fields and (working := _WORKING.search(text)):
            reason = mark("it is gathered from single words of the text")
            problem.put("status", Status.in_progress, paragraph.origin, working[0], LIKELY, reason)
        match = _PLANNED.search(text)
        point = next(points(match[1]), None) if match else None
        if match and point and (iso := point.iso()) and "deadline" not in problem.fields:
            problem.put("deadline", iso, paragraph.origin, match[0])


def read_planned(problem: ProblemFound, paragraphs: Sequence[Paragraph]) -> None:
    """Read until when a problem that is not done is to be done, from its last sentence: 预计2024年12月底前完成."""
    if "deadline" in problem.fields or problem.status is Status.done or not paragraphs:
        return
    last = paragraphs[-1]
    sentence = re.split(r"[。！]", in_figures(closed(plain(last.text))).rstrip("。"))[-1]
    if problem.status is Status.unstated and not _PLANS_WHOLE.fullmatch(sentence):
        return
    # 正在整改，2024年12月31日前完成 is said of the whole, other dates may be of a measure.
    ends = _DATED_STATUS.fullmatch(sentence.split("，")[-1])
    matches = list(_PLANNED.finditer(sentence))
    words = ends["date"] if ends and ends["until"] else matches[0][1] if len(matches) == 1 else ""
    point = next(points(words), None)
    if point and (iso := point.iso()):
        reason = mark("it may be the date of one measure only")
        problem.put("deadline", iso, last.origin, words, LIKELY, reason)
