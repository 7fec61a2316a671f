"""The body of a notice as Markdown: organizing, progress with its problems, next steps, contacts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from bench.grammar import notice_grammar
from bench.problems import Habits, Problem, draw_problem
from bench.timeline import Timeline, written

MIN_CHARACTERS, MAX_CHARACTERS = 5_000, 12_000
MIN_PROBLEMS, MAX_PROBLEMS = 20, 130
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
# Characters of a problem besides its fields and its measures: number, heading marks, blank lines.
_PROBLEM_FRAME = 14


class Frame(NamedTuple):
    """What the body takes over from the notice; `continued` holds (title, reference) of earlier problems."""

    dates: Timeline
    habits: Habits
    values: Mapping[str, str]
    results: str
    continued: tuple[tuple[str, str], ...]


class Body(NamedTuple):
    """The text, and what it lists."""

    text: str
    opening: str
    problems: list[Problem]
    aspects: int
    categories: int


@dataclass(slots=True)
class _Draft:
    """The blocks of Markdown written so far, and their length with blank lines."""

    blocks: list[str] = field(default_factory=list)
    length: int = 0
    chapters: int = 0
    categories: int = 0

    def add(self, block: str) -> None:
        self.blocks.append(block)
        self.length += len(block) + 2

    def chapter(self, rule: str, rng: Random) -> None:
        self.add(f"## {NUMERALS[self.chapters]}、{notice_grammar().expand(rule, rng)}")
        self.chapters += 1


def draw_body(frame: Frame, rng: Random) -> Body:
    """Return a body of 5,000 to 12,000 characters with 20 to 130 problems."""
    grammar, draft = notice_grammar(), _Draft()
    count, characters = _size(rng)
    opening = grammar.expand("opening", rng, frame.values)
    draft.add(opening)
    draft.add(_sentence("stance", rng, frame.values))
    _organizing(draft, rng)
    ending = [_sentence("next", rng) for _ in range(rng.randint(2, 4))]
    ending.append(grammar.expand("closing", rng, frame.values))
    draft.chapter("chapter-progress", rng)
    summary = len(draft.blocks)
    draft.add("")  # filled in when the problems have been counted
    room = characters - sum(len(block) + 2 for block in ending) - 120
    aspects = grammar.distinct("aspect", rng, rng.randint(3, 7))
    problems = list(_problems(draft, count, room, aspects, frame, rng))
    draft.blocks[summary] = _summary(problems, len(aspects), frame)
    if rng.random() < 0.04:
        draft.add(_table(problems, rng))
    draft.chapter("chapter-next", rng)
    for block in ending:
        draft.add(block)
    while draft.length < MIN_CHARACTERS:
        draft.add(_sentence("next", rng))
    return Body("\n\n".join(draft.blocks) + "\n", opening, problems, len(aspects), draft.categories)


def _size(rng: Random) -> tuple[int, int]:
    """Return how many problems and how many characters a notice is to have."""
    problems = int(rng.triangular(MIN_PROBLEMS, MAX_PROBLEMS + 1, 24))
    least = max(MIN_CHARACTERS, 1_900 + 73 * problems)
    return problems, rng.randint(least, MAX_CHARACTERS - 300)


def _sentence(rule: str, rng: Random, values: Mapping[str, str] | None = None) -> str:
    """Return a sentence about a topic of its own."""
    topic = notice_grammar().expand("topic", rng)
    return notice_grammar().expand(rule, rng, {**(values or {}), "topic": topic})


def _organizing(draft: _Draft, rng: Random) -> None:
    draft.chapter("chapter-organizing", rng)
    for position, head in enumerate(notice_grammar().distinct("organizing-head", rng, rng.randint(2, 4))):
        sentences = "".join(_sentence("organizing", rng) for _ in range(rng.randint(1, 3)))
        draft.add(f"（{NUMERALS[position]}）{head}。{sentences}")


def _problems(draft: _Draft, count: int, room: int, aspects: list[str], frame: Frame, rng: Random) -> Iterator[Problem]:
    """Write the problems under their aspects, up to `room` characters of the draft; yield each."""
    marks = _headings(draft, count, aspects, rng)
    # Those that came back stand anywhere among the others.
    returned = dict(zip(rng.sample(range(count), len(frame.continued)), frame.continued, strict=True))
    for position, mark in enumerate(marks):
        budget = (room - draft.length) // (count - position) - _PROBLEM_FRAME
        problem = draw_problem(position + 1, budget, frame.dates, frame.habits, rng, returned.get(position))
        draft.add(f"{mark} {position + 1}. {problem.title}\n{problem.text}")
        yield problem


def _headings(draft: _Draft, count: int, aspects: list[str], rng: Random) -> Iterator[str]:
    """Write the headings of aspects and categories as they come up; yield the marks of each problem's."""
    cuts = sorted(rng.sample(range(1, count), len(aspects) - 1))
    divided = rng.random() < 0.1
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, count], strict=True)):
        draft.add(f"### （{NUMERALS[number]}）聚焦{aspects[number]}方面")
        names = notice_grammar().distinct("category", rng, 2)
        for position in range(start, end):
            if divided and position in {start, (start + end) // 2}:
                draft.add(f"#### 关于{names.pop()}")
                draft.categories += 1
            yield "#####" if divided else "####"


def _summary(problems: list[Problem], aspects: int, frame: Frame) -> str:
    done = sum(problem.status == "已完成" for problem in problems)
    measures = sum(problem.measures for problem in problems)
    finished = f"已完成{done}个，" if done else ""
    return (
        f"截至{written(frame.dates.as_of)}，反馈的{aspects}个方面{len(problems)}个问题，"
        f"{finished}制定整改措施{measures}条；{frame.results}。"
    )


def _table(problems: list[Problem], rng: Random) -> str:
    chosen = rng.sample(problems, rng.randint(3, 5))
    rows = [f"| {position} | {problem.title} | {problem.status} |" for position, problem in enumerate(chosen, 1)]
    return "\n".join(["| 序号 | 重点整改事项 | 进展 |", "| --- | --- | --- |", *rows])
