"""A group of problems that its heading gathers by how far they are: 已完成整改的问题; each below it is that far.

Only headings that say nothing else are looked at; what a problem is called, 上轮巡察整改不到位的问题, is no status.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.markdown_slips import Line
from gongkai.model import OPEN_STATUSES, Mark, Notice, Status
from gongkai.rules.body import Body
from gongkai.text import shortened

_HEADING = re.compile(r"#{1,6}(?=[ \t]|$)")
# What a heading begins with that is no word of it.
_ORDINAL = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[，、：]?)*\s*"
)
_WHEN = r"(?:目前|截至目前|集中整改期(?:限)?(?:内|间)?)?"
_MORE = r"(?:[、，](?:仍)?(?:需|须)(?:要)?(?:继续|持续|长期)(?:推进|整改|坚持|深化))?"
_COUNT = r"[共计]?[\d一二两三四五六七八九十]{1,4}[个项条]"
_WHAT = (
    rf"的?(?:{_COUNT})?(?:主要|具体|突出|重点|反馈|巡察|巡视)*(?:整改)?(?:问题|事项|任务)(?:和整改措施)?"
    rf"(?:落实|进展|整改)?(?:情况)?(?:（{_COUNT}(?:问题|任务|事项)?）|{_COUNT})?"
)
# Words of a heading → the statuses that contradict it. 未注明 contradicts nothing, nor what is done and kept up.
_SAYINGS = (
    (
        r"(?:已|已经|均已|全部|已全部)(?:整改|落实)?(?:完成|到位|办结|销号|解决|整改)(?:整改|销号)?|整改完成|完成整改",
        OPEN_STATUSES,
    ),
    (r"基本(?:整改)?(?:完成|到位|解决)(?:整改)?|阶段性完成", (Status.done, Status.behind, Status.not_done)),
    (r"(?:正在|尚在|仍在)(?:推进|整改|落实|解决|办理)(?:整改|落实|解决)?(?:中)?|(?:整改|推进)中", (Status.done,)),
    (r"(?:尚未|仍未|未)(?:整改)?(?:完成|到位|办结|销号|解决)(?:整改)?|整改(?:尚)?未完成", (Status.done,)),
    (r"(?:进展|进度|推进)?滞后|未达(?:到)?序时进度", (Status.done, Status.mostly_done)),
)
_GROUPS = [(re.compile(f"{_WHEN}(?:{words}){_MORE}{_WHAT}"), against) for words, against in _SAYINGS]
# What a heading of a subject adds of all below it: （2个问题，均已完成）.
_ALL_DONE = re.compile(
    rf".*（{_COUNT}(?:问题|任务|事项)?[，、：]?(?:均已|已全部|全部)(?:整改)?(?:完成|到位|销号)(?:整改)?）"
)


class _Group(NamedTuple):
    """A heading that says how far its problems are, where it stands, and what contradicts it."""

    level: int
    heading: str
    line: int
    against: tuple[Status, ...]


def check(notice: Notice, body: Body) -> None:
    """Report each problem whose status is none that the heading of its group gathers."""
    if not any(part.heading and not part.problem and contradicted_by(part.heading) for part in notice.body):
        return
    for index, group in _grouped(notice, body.lines):
        problem = notice.body[index].problem
        if problem is None or problem.status not in group.against:
            continue
        if problem.status is Status.done and Mark.kept_up in problem.marks:
            continue
        place = body.reader.place_of("body", index, "status")
        values = {"status": problem.status.chinese, "heading": shortened(group.heading), "line": group.line}
        body.reader.diagnostics.add("status-unlike-group", place, **values)


def contradicted_by(heading: str) -> tuple[Status, ...]:
    """Return the statuses that a heading leaves no room for; none where it gathers nothing by status."""
    words = _ORDINAL.sub("", re.sub(r"[\s*]", "", heading), count=1).rstrip("：:。")
    for pattern, against in _GROUPS:
        if pattern.fullmatch(words):
            return against
    return OPEN_STATUSES if _ALL_DONE.fullmatch(words) else ()


def _grouped(notice: Notice, lines: Sequence[Line]) -> Iterator[tuple[int, _Group]]:
    """Yield the parts below a heading that gathers by status, each with the nearest such heading."""
    numbers = [line.number for line in lines if _HEADING.match(line.content)]
    first = len(notice.body) - len(numbers)  # 1 where an introduction stands above the first heading
    above: list[_Group] = []
    for index, part in enumerate(notice.body[first:], first):
        while above and above[-1].level >= part.level:
            above.pop()
        if part.problem and above:
            yield index, above[-1]
        elif not part.problem and (against := contradicted_by(part.heading)):
            above.append(_Group(part.level, part.heading, numbers[index - first], against))
