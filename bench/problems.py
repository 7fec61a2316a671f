"""One problem of a notice: its fields and its measures, as the Markdown that all tools are given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.grammar import notice_grammar
from bench.timeline import Timeline

ORDINALS = "一二三四五六七八九十"
# Statuses where a notice states them, in percent.
_STATUSES = {"已完成": 74, "基本完成": 8, "持续推进": 12, "未达序时进度": 2, "未完成": 2, "未注明": 2}
OPEN = ("持续推进", "未达序时进度", "未完成")
_LAYOUTS = {"clauses": 50, "paragraphs": 14, "ordered": 20, "bullets": 16}


@dataclass(frozen=True, slots=True)
class Habits:
    """What one notice does in all its problems: layout of measures, bold ordinals, which fields it gives."""

    layout: str
    bold: bool
    states: bool
    numbers: bool
    findings: bool
    units: bool
    deadlines: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as written, and what is counted of it."""

    title: str
    number: str
    status: str
    measures: int
    text: str


def draw_habits(rng: Random) -> Habits:
    """Return the habits of one notice."""
    return Habits(
        layout=_weighted(_LAYOUTS, rng),
        bold=rng.random() < 0.15,
        states=rng.random() < 0.7,
        numbers=rng.random() < 0.9,
        findings=rng.random() < 0.7,
        units=rng.random() < 0.5,
        deadlines=rng.random() < 0.5,
    )


def draw_problem(
    position: int,
    budget: int,
    dates: Timeline,
    habits: Habits,
    rng: Random,
    continued: tuple[str, str] | None,
) -> Problem:
    """Return a problem in about `budget` characters; `continued`: title and reference of an earlier one."""
    topic = {"topic": notice_grammar().expand("topic", rng)}
    title = continued[0] if continued else notice_grammar().expand("title", rng, topic)
    status = _weighted(_STATUSES, rng) if habits.states else "未注明"
    number = str(position) if habits.numbers else ""
    lines = [f"状态：{status}"]
    if number:
        lines.append(f"编号：{number}")
    # A notice with very many problems has room for little more than their names.
    if habits.findings and budget > 110:
        lines.append(f"问题：{notice_grammar().expand('finding', rng, topic)}")
    if habits.units and budget > 90:
        lines.append(f"责任单位：{notice_grammar().expand('units', rng)}")
    lines += _progress(status, dates, habits, rng)
    if continued:
        lines += ["标记：反弹", f"承接：{continued[1]}"]
    elif rng.random() < 0.06:
        lines.append("标记：" + ("立行立改、长期坚持" if rng.random() < 0.3 else "立行立改"))
    fields = "\n".join(lines)
    measures, text = _measures(budget - len(fields) - len(title), habits, topic, rng)
    return Problem(title, number, status, measures, f"{fields}\n\n{text}")


def _progress(status: str, dates: Timeline, habits: Habits, rng: Random) -> list[str]:
    if not habits.deadlines or rng.random() < 0.4:
        return []
    if status == "已完成":
        completed = _between(dates.feedback, dates.as_of, rng)
        return (
            [f"时限：{dates.as_of:%Y-%m}", f"完成日期：{completed}"]
            if rng.random() < 0.5
            else [f"完成日期：{completed}"]
        )
    if status in OPEN:
        deadline = dates.as_of + timedelta(rng.randint(20, 400))
        return [f"时限：{deadline:%Y-%m}" if rng.random() < 0.3 else f"时限：{deadline}"]
    return []


def _between(start: date, end: date, rng: Random) -> date:
    return start + timedelta(rng.randint(0, (end - start).days))


def _measures(budget: int, habits: Habits, topic: Mapping[str, str], rng: Random) -> tuple[int, str]:
    """Return how many measures there are, and their text of about `budget` characters."""
    drawn: list[str] = []
    length = 0
    while not drawn or (length + 20 < budget and len(drawn) < len(ORDINALS)):
        drawn.append(notice_grammar().expand("measure" if budget > 60 else "act", rng, topic))
        length += len(drawn[-1]) + 4
    layout = habits.layout if rng.random() < 0.75 else _weighted(_LAYOUTS, rng)
    text = _laid_out(drawn, layout, habits, rng)
    while length + 30 < budget:
        more = notice_grammar().expand("more", rng, topic)
        text += f"\n\n{more}"
        length += len(more) + 2
    return len(drawn), text


def _laid_out(measures: list[str], layout: str, habits: Habits, rng: Random) -> str:
    if layout == "ordered":
        return "\n".join(f"{position}. {measure}。" for position, measure in enumerate(measures, 1))
    if layout == "bullets":
        return "\n".join(f"- {measure}。" for measure in measures)
    mark = "**" if habits.bold else ""
    clauses = [f"{mark}{ordinal}是{mark}{measure}" for ordinal, measure in zip(ORDINALS, measures, strict=False)]
    if layout == "paragraphs":
        return "\n\n".join(f"{clause}。" for clause in clauses)
    # A clause with a full stop of its own would make the semicolons wrong.
    separator = "。" if any("。" in clause for clause in clauses) or rng.random() < 0.6 else "；"
    lead = notice_grammar().expand("lead", rng) if rng.random() < 0.7 else ""
    return lead + separator.join(clauses) + "。"


def _weighted(weights: dict[str, int], rng: Random) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
