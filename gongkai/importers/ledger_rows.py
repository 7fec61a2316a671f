"""A row that the office added to an exported ledger → a new problem of the notice, beside the one of the row above it.

What the row says is the text of the problem, which is nowhere else; the draft is there to be looked at.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gongkai.fields import names_of
from gongkai.finding import Diagnostic
from gongkai.importers.escaping import escaped, escaped_heading
from gongkai.importers.ledger_changes import REASONS, Change
from gongkai.importers.ledger_values import (
    MEASURES,
    NAMES,
    NUMBER,
    ORDINAL,
    TITLE,
    content_of,
    letters_of,
    recorded,
    value_of,
)
from gongkai.model import Part, Problem, Status

# A row of sums is no problem; 汇总数据不准确 is one.
_SUM = re.compile(r"\s*(?:合计|总计|小计|共计|汇总)")
_SUM_ALONE = re.compile(rf"{_SUM.pattern}[\s：:共\d个项条]*(?:问题|任务|事项)?")
_NUMBERED = re.compile(r"\d{1,2}\s*[.、．]\s*(?!\d)")


def new_part(
    body: Sequence[Part], texts: Mapping[int, str], row: int, above: int | None
) -> tuple[Part | None, list[Change]]:
    """Return the problem that a row is, and what is to be told of it; none where the row names no problem.

    `row` counts from 0; `above` is the position in `body` of the problem in the row above it.
    """
    heading, _, finding = texts.get(TITLE, "").partition("\n")
    title = escaped_heading(heading.strip())
    if not title or _SUM.match(texts.get(ORDINAL, "")) or _SUM_ALONE.fullmatch(title):
        return None, [Change(str(row + 1), "", "", "", content_of(texts), reason="new-row")]
    if any(part.problem and part.heading == title for part in body):
        return None, [Change(str(row + 1), "", title, "", content_of(texts), reason="double-row")]
    told = [Change(str(row + 1), "", title, "", content_of(texts), added=True)]
    values: dict[str, Any] = {"status": Status.unstated, "finding": " ".join(finding.split())}
    for column in (NUMBER, *range(MEASURES + 1, len(NAMES))):
        text, name, cell = texts.get(column, ""), NAMES[column], f"{letters_of(column)}{row + 1}"
        if not text:
            continue
        value = _number(body, text) if column == NUMBER else value_of(name, text)
        if isinstance(value, Diagnostic):
            told.append(Change(cell, name, title, "", text, finding=value))
        elif isinstance(value, str) and value in REASONS:
            told.append(Change(cell, name, title, "", text, reason=value))
        else:
            values[names_of(Problem)[name].name] = value
            if written := recorded(name, text, value):
                told.append(Change(cell, name, title, "", text, recorded=written))
    beside = body[_place(body, None) if above is None else above]
    words = _words(texts.get(MEASURES, ""))
    return Part(heading=title, level=beside.level, text=words, problem=Problem(**values)), told


def with_parts(body: Sequence[Part], added: Iterable[tuple[int | None, Part]]) -> tuple[Part, ...]:
    """Return a text with new problems, each behind the problem at a position, or before the first one."""
    groups: dict[int, list[Part]] = {}
    for above, part in added:
        groups.setdefault(_place(body, above), []).append(part)
    parts = list(body)
    for place in sorted(groups, reverse=True):
        parts[place:place] = groups[place]
    return tuple(parts)


def _place(body: Sequence[Part], above: int | None) -> int:
    """Return before which part a problem comes: behind all that belongs to the one above it."""
    if above is None:
        return next(index for index, part in enumerate(body) if part.problem)
    behind = range(above + 1, len(body))
    return next((index for index in behind if body[index].level <= body[above].level), len(body))


def _number(body: Sequence[Part], text: str) -> str:
    """Return a number for a new problem, or the reason why it cannot have it."""
    taken = {part.problem.number for part in body if part.problem}
    return "number-taken" if text in taken or "\n" in text else text


def _words(measures: str) -> str:
    """Return the measures of a cell as the text of a problem: a list where they are numbered, else paragraphs."""
    lines = [line.strip() for line in measures.split("\n") if line.strip()]
    if all(map(_NUMBERED.match, lines)):
        return "\n".join(f"{index}. {escaped(_NUMBERED.sub('', line, 1))}" for index, line in enumerate(lines, 1))
    return "\n\n".join(map(escaped, lines))
