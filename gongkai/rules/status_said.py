"""A status that the text of its problem contradicts: a sentence that is nothing but a status, or 整改情况：未完成.

What a sentence says of one measure is not said of the problem, so words count only where they can mean the whole.
That a done problem goes on, which takes other words, is for `progress`.
"""

import re

from gongkai.model import Mark, Problem, Status
from gongkai.rules.body import Body

_BY_NOW = r"(?:已经?|均已?|都已|现已|全部|全面|按期|按时|如期|顺利){1,4}"
_ENDS = r"(?:完成(?:了)?(?:整改)?(?:任务|工作)?|整改(?:完成|到位|完毕|销号|办结)?|销号|办结|解决|落实到位)"
_ON = r"(?:正在|仍在|尚在|持续|有序|继续){1,2}"
# Words that are a status → the statuses they contradict. 持续推进 contradicts none of those that are open, 未完成 only
# what is nearly done; what is done and goes on is no matter of this module.
_SAYINGS = (
    (
        "done",
        rf"{_BY_NOW}{_ENDS}|整改(?:已|均已|已全部)(?:完成|到位)|完成整改|整改(?:完成|到位)|完成|(?:完成|办结)并?销号",
        (Status.mostly_done, Status.in_progress, Status.behind, Status.not_done),
    ),
    (
        "mostly_done",
        r"(?:均|都|目前)?(?:已|已经)?基本(?:完成(?:整改)?|整改(?:完成|到位)|到位|解决|落实(?:到位)?)|(?:已)?(?:阶段性|部分)(?:完成|整改)(?:整改)?",
        (Status.done, Status.in_progress, Status.behind, Status.not_done),
    ),
    ("in_progress", rf"{_ON}(?:整改|推进|落实|办理)中?|(?:整改|推进)中", ()),
    (
        "behind",
        r"(?:整改|工作)?(?:进展|进度|推进)(?:较为|有所)?滞后|滞后|未(?:能)?达到?序时进度(?:要求)?",
        (Status.done, Status.mostly_done),
    ),
    (
        "not_done",
        r"(?:尚|暂|还|仍)?未(?:能)?(?:全部)?(?:完成(?:整改)?|整改(?:完成|到位)?|启动(?:整改)?|到位|销号|办结|解决)|没有完成",
        (Status.mostly_done,),
    ),
)
_AGAINST = {name: against for name, _, against in _SAYINGS}
_WORDS = "|".join(f"(?P<{name}>{words})" for name, words, _ in _SAYINGS)
_WHOLE = (
    r"(?:(?:该|此|本|这|上述|以上){1,2}(?:[项个条])?(?:具体|反馈)?(?:整改)?(?:问题|任务|事项|工作)(?:的?整改(?:工作|任务)?)?"
    r"|(?:问题|整改(?:任务|工作|事项)))(?:目前|现|总体)?"
)
# A line 状态：… in a text is told by `status-in-text`.
_LABEL = r"\**(?!状态)(?:(?:整改|完成|落实|办理|目前|当前){0,2}(?:情况|状态|进展|结果|进度)(?:情况)?)\**[:：]\**[ \t]*"
_SAID = re.compile(
    rf"(?:^[ \t]*(?P<item>[-*+][ \t]|[（(]?\d{{1,2}}[.．、)）][ \t]*)?|(?<=[。；：]))"
    rf"(?P<label>{_LABEL})?(?:目前，?|截至目前，?)?(?P<whole>{_WHOLE})?\**(?P<said>{_WORDS})\**(?P<end>[。；]|[ \t]*$)",
    re.MULTILINE,
)


def check(problem: Problem, text: str, start: int, part: int, body: Body) -> None:
    """Report the status of a problem where its text, which begins at `start` of the body, says another."""
    if problem.status is Status.unstated or Mark.kept_up in problem.marks:
        return
    said = [match for match in _SAID.finditer(text) if _is_of_whole(match, text, len(problem.measures))]
    if not said or (len(said) > 1 and len(problem.measures) > 1 and not any(match["whole"] for match in said)):
        return
    if not all(problem.status in _AGAINST[_kind(match)] for match in said):
        return
    first = said[0]
    values: dict[str, object] = {"status": problem.status.chinese, "said": first["said"]}
    values["line"] = body.line_at(start + first.start("said"))[0].number if start >= 0 else ""
    body.reader.diagnostics.add("status-said-otherwise", body.reader.place_of("body", part, "status"), **values)


def _kind(match: re.Match[str]) -> str:
    return next(name for name in _AGAINST if match[name])


def _is_of_whole(match: re.Match[str], text: str, measures: int) -> bool:
    """Whether words can mean the problem: they say so, have a label or a line, begin or end the text."""
    if match["whole"] or match["label"]:
        return True
    if match["item"] or measures > 1:
        return False
    begins_line = match.start("said") == 0 or text[match.start("said") - 1] in "\n "
    ends_line = text[match.end() : match.end() + 1] in ("", "\n")
    return (begins_line and ends_line) or not text[: match.start()].strip() or not text[match.end() :].strip()
