"""What each problem says of itself, put together: number, finding, measures, status, unit, deadline."""

import re
from collections.abc import Sequence

from gongkai.importers.dates_found import in_figures, periods, points
from gongkai.importers.document import Paragraph
from gongkai.importers.found import DOUBTFUL, LIKELY, Found, Sentence, closed, plain
from gongkai.importers.headings import split_heading
from gongkai.importers.labels import Labelled, labelled, name_of_label, without_label
from gongkai.importers.measures import measures_of
from gongkai.importers.named_again import read_named_again
from gongkai.importers.problem_cues import is_unfinished
from gongkai.importers.problem_findings import read_finding
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.problem_lists import Chosen
from gongkai.importers.problem_numbers import EXCEPT, number_problems
from gongkai.importers.problem_sentences import read_dates_of_status, read_planned, read_sentences, read_unfinished
from gongkai.importers.problem_statuses import read_general_status, read_status, read_status_above
from gongkai.importers.sections import Section
from gongkai.importers.status_marks import mark_behind
from gongkai.importers.status_words import phrase
from gongkai.importers.statuses import marks_of
from gongkai.importers.statuses_together import (
    read_all_above,
    read_all_done,
    read_below,
    read_exceptions,
    read_introduced,
)
from gongkai.language import mark
from gongkai.model import Status

# What stands in brackets behind the last sentence: （已于2024年8月15日完成）.
_REMARK = re.compile(r"[（【〔\[]([^（）【】〔〕\[\]]{4,40})[）】〕\]]\s*[。；]?\s*$")
_IS_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
# A space between two units; within a name it is a slip.
_ORGAN = "[局办委处室科股部组站所院校镇乡队会心]"
_SEVERAL = re.compile(rf"(?<={_ORGAN})[ \u3000]+(?=[\u4e00-\u9fff]{{2,}}{_ORGAN})")
_NO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")
_LONGEST_UNIT = 60
_LONGEST_NAME = 45
_MOST_SHOWN = 30
# Anything but a stroke or 无, which leave a cell empty.
_SAYS_SOMETHING = re.compile(r"(?!无$)[\u4e00-\u9fff\d]")


def read_problems(
    chosen: Sequence[Chosen], totals: Sequence[Sequence[Found]], general: Sequence[Sentence]
) -> list[ProblemFound]:
    """Return the problems with all that is said of each, and of all in general."""
    found = [_problem(one) for one in chosen]
    number_problems(found, general)
    named = {closed(match[2]) for sentence in general for match in EXCEPT.finditer(sentence.text)}
    read_all_above(found)
    read_introduced(found)
    read_named_again(found)
    read_exceptions(found, general)
    read_below(found)
    read_general_status(found, totals, named)
    read_all_done(found, general)
    _when_completed(found)
    return found


def _when_completed(problems: Sequence[ProblemFound]) -> None:
    """Take 完成时间 for the day of completion where all are said to be done, and one of the times is a day."""
    times = [problem.fields["deadline"] for problem in problems if "deadline" in problem.fields]
    # A day before which it was to be done is a deadline, whatever it is called: 完成时间：2024年6月30日前.
    are_completions = all(re.match(r"\W*完成时间(?!.{0,16}前)", time.quote) and time.value for time in times)
    if are_completions and any(len(time.value) == len("2024-04-19") for time in times):
        done = [problem for problem in problems if "deadline" in problem.fields and problem.status is Status.done]
        for problem in done if len(done) == len(times) else ():
            time = problem.fields.pop("deadline")
            problem.put("completed", time.value, time.origin, time.quote, time.confidence, time.reason)


def _problem(one: Chosen) -> ProblemFound:
    section = one.section
    heading, lead = split_heading(section.head) if section.head else ("", "")
    paragraphs = _own_paragraphs(section, lead)
    problem = ProblemFound(section, heading)
    problem.put(
        "title",
        _title(one, heading, paragraphs),
        section.origin,
        heading,
        one.confidence,
        one.reason,
        one.details,
    )
    beside = mark_behind(heading)
    values = labelled([*([Paragraph(beside, section.origin)] if "：" in plain(beside) else []), *paragraphs])
    if one.named:
        problem.put("finding", one.named.text, one.named.origin, one.named.text, one.confidence, one.reason)
    else:
        read_finding(problem, paragraphs, values, one.alike)
    read_status(problem, heading, paragraphs, values)
    read_status_above(problem)
    if is_unfinished(section):
        read_unfinished(problem, paragraphs)
    for name in ("unit", "deadline", "completed"):
        _labelled_field(problem, name, _told_apart(values, problem.status is Status.done))
    _unread_status(problem, values)
    if section.from_ledger and one.reason:
        for name in problem.fields.keys() & {"unit", "deadline", "completed", "status"}:
            problem.fields[name] = problem.fields[name]._replace(confidence=LIKELY, reason=one.reason)
    remarks = [beside, *(match[1] for paragraph in paragraphs[-1:] if (match := _REMARK.search(plain(paragraph.text))))]
    read_dates_of_status(problem, [*values, *(Labelled("status", remark, section.origin, 0, "") for remark in remarks)])
    read_sentences(problem, paragraphs)
    read_planned(problem, paragraphs)
    problem.measures = measures_of(paragraphs, values)
    return problem


def _title(one: Chosen, heading: str, paragraphs: Sequence[Paragraph]) -> str:
    """Return what a problem is called: as its heading, as what it answers, or as the finding below a mere label."""
    if one.named:
        return one.named.text
    title = one.section.title
    if "：" not in plain(title) and name_of_label(title) == "finding":
        title = ""
    return without_label(title or _named_below(paragraphs) or heading).replace("**", "").rstrip("，")


def _named_below(paragraphs: Sequence[Paragraph]) -> str:
    """Return what was found, where the heading is but a number: 问题序号：1 / 问题内容：…"""
    found = next((value.value.rstrip("。；") for value in labelled(list(paragraphs)) if value.name == "finding"), "")
    first = paragraphs[0].text.strip() if paragraphs else ""
    return found or (first if len(first) <= _LONGEST_NAME and "。" not in first else "")


def _own_paragraphs(section: Section, lead: str) -> list[Paragraph]:
    """Return all paragraphs of a problem, the rest of its heading's first."""
    found = [Paragraph(lead, section.origin)] if lead else []
    for block in list(section.all_blocks())[1 if section.head else 0 :]:
        if isinstance(block, Paragraph):
            found.append(block)
    return found


def _told_apart(values: Sequence[Labelled], is_done: bool) -> list[Labelled]:
    """Return the values with 完成时间 as the day of completion, where 完成时限 stands besides or a problem is done."""
    limits = [value for value in values if value.name == "deadline" and re.search(r"[时期]限", value.label)]
    behind_status = [False, *(value.name in ("status", "outcome") for value in values)]
    return [
        value._replace(name="completed")
        if value.name == "deadline"
        and (
            (limits and re.search(r"完成时间|整改时间", value.label))
            or (
                is_done
                and (follows or _IS_DAY.match(in_figures(closed(plain(value.value)))))
                and re.search(r"^\W*完成时间", value.label)
            )
            # 完成时限：已于2024年6月30日完成 is no limit.
            or re.match(r"已(?:经|于|在|提前|按期)", closed(plain(value.value)))
        )
        else value
        for value, follows in zip(values, behind_status, strict=False)
    ]


def _labelled_field(problem: ProblemFound, name: str, values: Sequence[Labelled]) -> None:
    named = [value for value in values if value.name == name and value.value]
    # 牵头单位 stands beside 责任单位.
    given = next((value for value in named if name == "unit" and "责任" in value.label), next(iter(named), None))
    if not given:
        return
    text = re.split(r"[；。\n]", given.value)[0].strip(" ，、")
    if name == "unit":
        text = _SEVERAL.sub("、", _NO_WIDTH.sub("", text))
        if text and len(text) <= _LONGEST_UNIT and not _is_other(text):
            problem.put("unit", text, given.origin, f"{given.label}{given.value}"[:80])
        elif text:
            _unread(problem, name, given, text)
        return
    # 2024年6月至9月 ends in September.
    period = next(periods(plain(text)), None)
    point = period.last if period and name == "deadline" else next(points(plain(text)), None)
    # 2025年换届前 is no date, though it begins with a year.
    is_event = point and point.month is None and len(text) > point.end + 2
    if point and not is_event and (iso := point.iso()):
        problem.put(name, iso, given.origin, f"{given.label}{text}")
    elif point and not is_event:
        problem.put(name, None, given.origin, f"{given.label}{text}", DOUBTFUL, mark("no year is written"))
    else:
        marks = marks_of([text])
        problem.marks = tuple(dict.fromkeys((*problem.marks, *marks)))
        if not marks and _SAYS_SOMETHING.search(text):
            _unread(problem, name, given, text)


def _is_other(text: str) -> bool:
    """Whether what stands as a unit is a date or a status, as in a row that lacks a cell."""
    bare = closed(plain(text))
    point = next(points(bare), None)
    return bool(phrase(bare) or (point and point.start == 0 and not re.search(r"[局委办处科室组部]", bare)))


def _unread(problem: ProblemFound, name: str, given: Labelled, text: str) -> None:
    """Leave a field empty whose words could not be read, and say so."""
    shown = text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"
    reason = mark("“{words}” could not be read")
    details = (("words", shown),)
    problem.put(name, None, given.origin, f"{given.label}{text}"[:80], DOUBTFUL, reason, details)


def _unread_status(problem: ProblemFound, values: Sequence[Labelled]) -> None:
    """Say where a status is given under its label, in words that are none we know."""
    given = next((value for value in values if value.name == "status" and _SAYS_SOMETHING.search(value.value)), None)
    is_unstated = given and closed(plain(given.value)).strip("。；") == Status.unstated.chinese
    if given and not is_unstated and "status" not in problem.fields:
        _unread(problem, "status", given, given.value)
