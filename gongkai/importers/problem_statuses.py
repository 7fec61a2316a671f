"""How far each problem is: what it says of itself, what the heading above it says, what is said of all."""

import re
from collections.abc import Container, Sequence

from gongkai.importers.document import Origin, Paragraph
from gongkai.importers.found import DOUBTFUL, LIKELY, Found, closed, plain
from gongkai.importers.labels import Labelled, beside_fields, with_colon
from gongkai.importers.numbering import number_of
from gongkai.importers.problem_cues import ends_with_status, is_unfinished
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.status_marks import mark_behind
from gongkai.importers.status_words import Said, introduced, phrase, whole
from gongkai.importers.statuses import marks_of, status_of
from gongkai.language import mark
from gongkai.model import Status

_GATHERS = re.compile(
    r"(?:目前|集中整改期(?:限)?(?:内|间)?)?((?:整改完成|完成|已|均已|需(?:要)?(?=持续|继续)|正在|尚在|仍在|还在|持续|基本|阶段性|取得阶段性|部分(?=整改|完成|解决|落实)|长期|尚未|仍未|未|进展滞后|进度滞后|滞后)[^“”，。]{0,12}?)的?(?:\d{1,3}[个项条])?(?:主要|具体|突出|重点|部分|反馈)*(?:整改)?(?:问题|事项|任务)(?:和整改措施)?(?:落实|进展|整改)?(?:情况)?"
    r"(?:（[^）]{1,8}）|共?\d{1,3}[个项条])?(?:如下|有)?"
)
# What a heading adds of all that stand below it: （2个问题，均已完成）.
_REMARK = re.compile(
    r"（(?:共|计)*(?:\d{1,3}|[一二两三四五六七八九十]{1,3})[个项条](?:问题|任务|事项)?[，：、]?([^（）]{2,12})）[。：]?$"
)
_WHO = re.compile(r"[^：，]{0,6}(?:单位|部门|科室|领导|责任人)：")


def read_status(
    problem: ProblemFound, heading: str, paragraphs: Sequence[Paragraph], values: Sequence[Labelled]
) -> None:
    """Set the status a problem says of itself, and the marks beside it."""
    given = [_answered(value) for value in values if value.name in ("status", "outcome")]
    given += _bare_statuses(mark_behind(heading))
    # 责任单位：… as the last paragraph would hide the sentence before it.
    telling = [with_colon(paragraph.text) for paragraph in _beside_measures(beside_fields(paragraphs))]
    said = status_of(heading, telling, given)
    texts = [heading, *given]
    if said:
        origin = _origin_of(said, paragraphs) or problem.section.origin
        if said.clear and not said.of_whole:
            reason = mark("it is gathered from single words of the text")
            problem.put("status", said.status, origin, said.words, LIKELY, reason)
        elif said.clear:
            problem.put("status", said.status, origin, said.words)
        else:
            problem.put("status", None, origin, said.words, DOUBTFUL, mark("it is said differently in several places"))
        texts.append(said.words)
    texts += [sentence for paragraph in paragraphs for sentence in _saying(paragraph.text)]
    # 整治后出现反弹 is told of the problem wherever it stands.
    texts += re.findall(r"[^，。；]*出现反弹", " ".join(closed(plain(paragraph.text)) for paragraph in paragraphs))
    problem.marks = marks_of(texts)


def _beside_measures(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return paragraphs without the numbered ones that say each how far they are: what is said of measures."""
    measures = [one for one in paragraphs if number_of(one.text) and ends_with_status(one.text)]
    return [one for one in paragraphs if len(measures) < 2 or one not in measures]


def _bare_statuses(fields: str) -> list[str]:
    """Return the statuses without a label in a bracket: 责任单位：康复处；整改完成 — 绿色，已完成"""
    if "：" not in fields:
        first, *rest = re.split("[；，]", fields)
        return [] if whole(first) else [part for part in rest if phrase(part)]
    # Behind a comma more of a value may stand, as of an aim: 整改目标：年底前，全部完成.
    parts = [
        part
        for field in fields.split("；")
        for index, part in enumerate(field.split("，"))
        if not index or "：" not in field or _WHO.match(field)
    ]
    return [part for part in parts if phrase(part)]


def _answered(value: Labelled) -> str:
    """Return the value of a label of status; one that asks (是否完成：是) with the words that the answer stands for."""
    asks = re.search(r"是否|与否", value.label)
    return {"是": "已完成", "否": "未完成"}.get(value.value.strip(" 。；"), value.value) if asks else value.value


def _saying(text: str) -> list[str]:
    """Return the sentences that say something of the rectification as a whole."""
    return [
        part
        for part in re.split(r"[。；]", closed(plain(text)))
        if re.search(r"立行立改|即知即改|边巡边改", part) and len(part) < 40
    ]


def _origin_of(said: Said, paragraphs: Sequence[Paragraph]) -> Origin | None:
    words = closed(plain(said.words))
    return next(
        (paragraph.origin for paragraph in paragraphs if words in closed(plain(paragraph.text)).replace("*", "")), None
    )


def read_status_above(problem: ProblemFound) -> None:
    """Take the status from a heading that gathers problems by it: 已完成整改的事项."""
    for above in problem.section.above():
        if "status" in problem.fields or above.head is None:
            return
        title = closed(plain(above.title)).rstrip("：。")
        match = _GATHERS.fullmatch(title)
        words = match[1] if match else introduced(f"{title}：")
        remark = _REMARK.search(closed(plain(above.head.text)))
        said = (
            (_gathered(words) if words else None)
            or status_of(above.head.text, ())
            or (whole(remark[1]) if remark else None)
        )
        if said:
            problem.put("status", said.status, above.origin, above.head.text)


def _gathered(words: str) -> Said | None:
    """Return what a heading says of what it gathers: 取得阶段性成果、仍需深化."""
    first = words.partition("、")[0]
    return whole(first) or whole(f"{first}整改")


def read_general_status(
    problems: Sequence[ProblemFound], totals: Sequence[Sequence[Found]], named: Container[str]
) -> None:
    """Take the status from what is said of all: all done, or all but those that are named (`named`: their titles)."""
    said = next((one for one in totals if _value(one, "done") is not None and _value(one, "problems")), None)
    if not said:
        # 3项整改任务已全部完成: where each task is one of the problems
        said = next((one for one in totals if _value(one, "done") and _value(one, "tasks") == len(problems)), None)
    if not said:
        # 已完成整改6个，1个仍在推进: of the seven problems that the sentence before has counted
        said = next((one for one in totals if _sum_of_progress(one) == len(problems)), None)
    silent = [problem for problem in problems if "status" not in problem.fields]
    if not said or not silent:
        return
    total, done = _value(said, "problems", "tasks") or _sum_of_progress(said), _value(said, "done")
    assert total is not None
    assert done is not None
    # What is said of a part says nothing of all.
    if any((_value(one, "problems") or 0) > total for one in totals):
        return
    speaking = len(problems) - len(silent)
    others = [problem for problem in problems if problem not in silent and problem.status is not Status.done]
    source = next(found for found in said if found.field == "done")
    exceptions = total - done
    all_known = exceptions == len(others) or (exceptions == 0 and not speaking)
    findings = [problem.fields.get("finding") for problem in others]
    are_named = all(finding and closed(str(finding.value)) in named for finding in findings)
    if exceptions and total != len(problems) and not are_named and exceptions != len(others):
        return
    # Where others are counted that are not listed, 基本完成 may be one of those that are done.
    if total != len(problems) and any(problem.status is Status.mostly_done for problem in others):
        return
    if all_known and all(is_unfinished(problem.section) or problem.fields.get("status") for problem in others):
        reason = mark("it is only said of all problems together, not of this one")
        for problem in silent:
            problem.put("status", Status.done, source.origin, source.quote.strip(), LIKELY, reason)


def _sum_of_progress(one: Sequence[Found]) -> int | None:
    """Return how many are done and open together, where a set says nothing else."""
    is_progress = {found.field for found in one} == {"done", "open"}
    return sum(found.value for found in one) if is_progress else None


def _value(one: Sequence[Found], *names: str) -> int | None:
    return next((found.value for name in names for found in one if found.field == name), None)
