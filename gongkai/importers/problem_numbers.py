"""The numbers of the problems, as the source counts them; with those of the parts where they begin anew."""

import re
from collections.abc import Sequence

from gongkai.importers.found import Sentence, closed, plain
from gongkai.importers.numbering import ORDINAL_NAME
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.sections import Section

_GIVEN = re.compile(rf"{ORDINAL_NAME}：(\d{{1,3}})")
_LETTERED = re.compile(rf"{ORDINAL_NAME}[：:]([A-Za-z\u4e00-\u9fff]{{1,6}}[-—]?\d{{1,4}})")
EXCEPT = re.compile(r"第\s*(\d{1,3})\s*[项条个]\s*(?:问题)?\s*[“《]([^”》]{2,40})[”》]")


def number_problems(problems: Sequence[ProblemFound], general: Sequence[Sentence]) -> None:
    """Number the problems as the source does; where its numbers begin anew in each part, with the part's before."""
    named = {closed(match[2]): match[1] for sentence in general for match in EXCEPT.finditer(sentence.text)}
    ordinals = [_ordinal(problem.section) for problem in problems]
    given = [ordinal for ordinal in ordinals if ordinal]
    unique = len(set(given)) == len(given)
    deepest = max((problem.section.depth for problem in problems), default=0)
    taken: set[str] = set()
    for problem, ordinal in zip(problems, ordinals, strict=True):
        finding = problem.fields.get("finding")
        value = named.get(closed(str(finding.value))) if finding and finding.value else None
        value = value or named.get(closed(problem.section.title.rstrip("。")))
        if not value and ordinal:
            value = str(ordinal) if unique else _with_parts(problem.section, deepest)
        value = value or _lettered(problem.section)
        if value and value not in taken:
            taken.add(value)
            problem.put("number", value, problem.section.origin, problem.title[:20])


def _lettered(section: Section) -> str:
    """Return the number of a problem in a form that has letters, as it is written: 任务编号：云溪-01."""
    given = (_LETTERED.fullmatch(closed(paragraph.text)) for paragraph in section.paragraphs)
    return next((match[1] for match in given if match), "") if section.from_ledger else ""


def _ordinal(section: Section) -> int:
    if any(child.folded for child in section.children):
        # Its number is that of a chapter.
        return 0
    if section.number:
        return section.number.labelled or section.number.ordinal
    # A table of names and values gives the number as one of them.
    given = (_GIVEN.fullmatch(closed(plain(paragraph.text))) for paragraph in section.paragraphs)
    return next((int(match[1]) for match in given if match), 0) if section.from_ledger else 0


def _with_parts(section: Section, deepest: int) -> str:
    """Return the numbers of a section and of those above it within its chapter, joined: 一-2."""
    if section.depth < deepest:
        return _written(section)
    numbers: list[str] = []
    at: Section | None = section
    while at is not None and at.head is not None and len(numbers) < 2:
        if at.number and at.number.ordinal:
            numbers.append(_written(at))
        at = at.parent
    return "-".join(reversed(numbers))


def _written(section: Section) -> str:
    number = section.number
    if not number:
        return str(_ordinal(section))
    assert section.head
    match = re.search(r"[一二三四五六七八九十]{1,3}|\d{1,3}", section.head.text[: number.length])
    return match[0] if match else str(number.ordinal)
