"""Which cells of a ledger the fields of their problem say in full, so that the text need not say them again."""

import re

from gongkai.importers.dates_found import points
from gongkai.importers.document import Paragraph
from gongkai.importers.found import closed, plain
from gongkai.importers.labels import labelled
from gongkai.importers.ledgers import is_ordinal
from gongkai.importers.problem_found import ProblemFound
from gongkai.model import Status

# What says no more than the field does: a deadline of a month is its end; 销号 is more than 已完成.
_BY_ITS_END = re.compile(r"(?:底|末)?(?:之?前)?")
_DONE = re.compile(r"已?(?:完成整改|整改完成|整改到位|完成|整改)")
_FIELDS = ("unit", "deadline", "completed", "status")


def cells_in_fields(problem: ProblemFound) -> list[tuple[str, Paragraph]]:
    """Return the cells of a problem that one of its fields says in full, each with the name of that field."""
    if not problem.section.from_ledger:
        return []
    found: list[tuple[str, Paragraph]] = []
    for paragraph in problem.section.paragraphs:
        number = problem.fields.get("number")
        label, colon, value = paragraph.text.partition("：")
        if number and colon and is_ordinal(label) and closed(value) == number.value:
            found.append(("number", paragraph))
            continue
        values = labelled([paragraph])
        if len(values) != 1 or not plain(paragraph.text).startswith(values[0].label):
            continue
        own = values[0].name
        # 完成时间 may be the deadline or the day of completion.
        names = (own, *_FIELDS) if own in _FIELDS else ()
        name = next((name for name in names if _says(problem, name, values[0].value)), "")
        if name and name not in [one for one, _ in found]:
            found.append((name, paragraph))
    return found


def _says(problem: ProblemFound, name: str, value: str) -> bool:
    """Whether a field that is sure holds all that a cell says."""
    field = problem.fields.get(name)
    if not field or not field.is_sure or not field.value:
        return False
    if isinstance(field.value, Status):
        words = closed(value)
        return words == field.value.chinese or (field.value is Status.done and bool(_DONE.fullmatch(words)))
    if name == "unit":
        return closed(value) == closed(str(field.value))
    text = closed(plain(value))
    point = next(points(text), None)
    return bool(point and point.start == 0 and point.iso() == field.value and _BY_ITS_END.fullmatch(text, point.end))
