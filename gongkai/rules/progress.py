"""What readers ask of each problem: until when, by whom, what next; and whether the text says what the status says."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai import dates
from gongkai.model import OPEN_STATUSES, Mark, Notice, Problem, Status
from gongkai.rules import status_said
from gongkai.rules.body import Body
from gongkai.text import numeral

# What announces what will be done; a list of measures is a next step as well.
_NEXT = re.compile(r"下一步|接下来|后续|将(?!来)|拟|计划|力争|确保|正在|继续|推进|预计|尽快|待")
# A clause that ends so says that there is more to do; 持续推进 with an object behind it is a measure like any other.
_GOES_ON = re.compile(
    r"(?:持续推进|正在推进|仍在推进|正在整改|持续整改|仍在整改|整改中|推进中|尚未完成|未完成|尚未整改到位|未整改到位|阶段性完成)中?"
    r"(?=[。；，,;）)”]|$)",
    re.MULTILINE,
)
_UNITS = "次|个|家|项|名|人|场|期|条|轮|批|份|件|天|周|月|年|季|户|起|处|类|套|座|所|支|部"
_NUMERAL_AND_UNIT = f"[一二三四五六七八九十百千两]+(?:余|多)?(?:{_UNITS})"
_DIGIT_OR_TITLE = re.compile("[0-9０-９《]")
_NUMBER_IN_WORDS = re.compile(rf"{_NUMERAL_AND_UNIT}|每[日天周旬月季年半]")


class _Spot(NamedTuple):
    """A problem, the index of its part, and where its text begins in the body (-1 where it is not found)."""

    problem: Problem
    part: int
    text: str
    start: int


def check(notice: Notice, body: Body) -> None:
    """Run every rule on the problems of a notice."""
    vague: list[tuple[str, _Spot]] = []
    total = 0
    goes_on = _GOES_ON.search(body.text) is not None
    for spot in _spots(notice, body):
        problem = spot.problem
        if spot.text:
            status_said.check(problem, spot.text, spot.start, spot.part, body)
        if problem.status in OPEN_STATUSES:
            _open(notice, spot, body)
        elif goes_on and problem.status is Status.done and Mark.kept_up not in problem.marks and spot.text:
            _done(spot, body)
        if problem.completed:
            _completed(notice, spot, body)
        total += len(problem.measures)
        vague += [(measure, spot) for measure in problem.measures if is_vague(measure)]
    if 2 * len(vague) > total:
        _vague(vague, total, body)


def _spots(notice: Notice, body: Body) -> Iterator[_Spot]:
    """Yield the problems in order, with the place of their text."""
    at = 0
    for index, part in enumerate(notice.body):
        found = body.text.find(part.text, at) if part.text else -1
        at = found + len(part.text) if found >= 0 else at
        if part.problem:
            yield _Spot(part.problem, index, part.text, found)


def is_vague(measure: str) -> bool:
    """Whether a measure names no date, no number and no document; 一是 at its beginning is no number of anything."""
    if _DIGIT_OR_TITLE.search(measure):
        return False
    end = measure.find("是", 0, 4) + 1
    return not _NUMBER_IN_WORDS.search(measure, end if numeral(measure[: max(end - 1, 0)]) else 0)


def _open(notice: Notice, spot: _Spot, body: Body) -> None:
    problem, reader = spot.problem, body.reader
    missing = [
        name
        for name, is_there in (
            ("时限", problem.deadline or Mark.kept_up in problem.marks),  # what is kept up has no end
            ("责任单位", problem.unit),
            ("下一步", problem.measures or _NEXT.search(spot.text)),
        )
        if not is_there
    ]
    place = reader.place_of("body", spot.part, "status")
    if missing:
        reader.diagnostics.add("open-problem-bare", place, status=problem.status.chinese, missing=", ".join(missing))
    if problem.completed:
        place = reader.place_of("body", spot.part, "completed")
        reader.diagnostics.add("completed-but-open", place, date=problem.completed, status=problem.status.chinese)
    day = notice.as_of or notice.published
    if problem.deadline and day and dates.last_day(problem.deadline) < dates.first_day(day):
        place = reader.place_of("body", spot.part, "deadline")
        reader.diagnostics.add("deadline-passed", place, date=problem.deadline, status=problem.status.chinese, day=day)


def _done(spot: _Spot, body: Body) -> None:
    match = _GOES_ON.search(spot.text)
    if not match:
        return
    values = {"said": match[0], "status": spot.problem.status.chinese}
    if spot.start >= 0:
        body.report("done-but-going-on", spot.start + match.start(), spot.start + match.end(), **values)
    else:
        body.reader.diagnostics.add("done-but-going-on", body.reader.place_of("body", spot.part, "status"), **values)


def _completed(notice: Notice, spot: _Spot, body: Body) -> None:
    """A problem is completed after the feedback that named it, and before the notice that says so."""
    completed, inspection = spot.problem.completed, notice.inspection
    steps = (
        (inspection.start if inspection else "", completed, "完成日期", "进驻"),
        (completed, notice.published, "发布日期", "完成日期"),
    )
    for earlier, later, later_name, earlier_name in steps:
        if earlier and later and dates.last_day(later) < dates.first_day(earlier):
            place = body.reader.place_of("body", spot.part, "completed")
            values = {"earlier": earlier_name, "earlier_date": earlier, "later": later_name, "later_date": later}
            body.reader.diagnostics.add("completed-order", place, **values)


def _vague(vague: list[tuple[str, _Spot]], total: int, body: Body) -> None:
    """Report once for the notice how many measures name nothing that could be checked, at the first of them."""
    measure, spot = vague[0]
    opening = measure[:8]
    start = body.text.find(opening, max(spot.start, 0))
    place = body.place(start, start + len(opening)) if start >= 0 else body.reader.place_of("body", spot.part, "status")
    body.reader.diagnostics.add("measures-vague", place, count=len(vague), total=total)
