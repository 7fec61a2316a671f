"""Which of several readings of a document is the best one: a reading is a list of sections taken as its problems.

Each reading is scored by evidence that holds for any way of writing: titles that say something wrong, text below them,
one answer and one status in each, none outside, one place in the outline, as many as the text claims. Knows sections
and their cues, not how a reading came about.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gongkai.importers.found import LIKELY, closed, plain
from gongkai.importers.labels import labelled, name_of_first_label
from gongkai.importers.problem_cues import ends_with_status, is_excluded, is_finding, is_unfinished
from gongkai.importers.problem_lists import Chosen, place_of
from gongkai.importers.problem_titles import NEXT, ORGANIZING, PART_END, says_measure
from gongkai.importers.sections import Section
from gongkai.language import mark

# Of these labels a problem has one each.
_ONCE = ("finding", "status", "unit", "deadline", "task")
# These it may have several times.
_OFTEN = ("measures", "outcome")
_EXPLICIT = re.compile(r"(?:针对|关于|对于)(?!加强|推进|做好|反馈|巡[视察]).{3,200}问题|[“【].{4,}[”】]$")
# Readings whose scores are nearer than this are both possible.
_NARROW = 0.1


@dataclass(frozen=True)
class Reading:
    """The sections of a text, those taken as its problems, and how much speaks for that."""

    root: Section
    chosen: list[Chosen]
    score: float

    @property
    def units(self) -> list[Section]:
        """The sections that are the problems."""
        return [one.section for one in self.chosen]

    @property
    def heads(self) -> set[int]:
        """What makes readings of different outlines the same: the paragraphs that head the problems."""
        return {id(unit.head) for unit in self.units}


def repeats(one: Reading, other: Reading) -> bool:
    """Whether a reading takes but a line within each problem of another: what was found, below the heading."""
    outer = {id(block): index for index, unit in enumerate(other.units) for block in unit.all_blocks()}
    within = [outer.get(id(unit.head)) for unit in one.units]
    return not one.heads & other.heads and None not in within and len(set(within)) == len(within) <= len(other.units)


def reading(root: Section, chosen: list[Chosen], stated: Container[int], best: Reading | None = None) -> Reading:
    """Return a reading with its score, held against the best one before it."""
    units = [one.section for one in chosen]
    score = evidence(root, units, stated, best.units if best else ()).score if units else 0
    return Reading(root, chosen, score)


def best_of(readings: Sequence[Reading]) -> Reading:
    """Return the reading that most speaks for; what another that is nearly as likely takes otherwise is marked."""
    # Of two that are as good the one that parts the text into more says more.
    best = max(readings, key=lambda one: (round(one.score, 6), len(one.units)))
    rival = max((one for one in readings if one.heads != best.heads), key=lambda one: one.score, default=None)
    if rival is None or best.score - rival.score > _NARROW:
        return best
    doubtful = best.heads - rival.heads or best.heads
    reason = mark("another reading of the headings is nearly as likely")
    return replace(
        best,
        chosen=[
            replace(one, confidence=LIKELY, reason=reason)
            if id(one.section.head) in doubtful and not one.reason
            else one
            for one in best.chosen
        ],
    )


class Evidence(NamedTuple):
    """What speaks for a reading, each from 0 to 1: `crowded` and `missed` speak against it."""

    named: float
    explicit: float
    told: float
    covered: float
    parallel: float
    alike: float
    counted: float
    whole: float
    crowded: float
    missed: float

    @property
    def score(self) -> float:
        """The sum of what speaks for it, less what speaks against it."""
        weights = (1, 0.5, 0.5, 1, 0.5, 0.5, 1, 1.25, -1.5, -1)
        return sum(weight * value for weight, value in zip(weights, self, strict=True))


def evidence(root: Section, units: Sequence[Section], stated: Container[int], others: Sequence[Section]) -> Evidence:
    """Return what speaks for taking these sections as the problems, and not those of the reading `others`."""
    count = len(units)
    titles = [closed(plain(section.title)) for section in units]
    held = {id(inner.head): index for index, section in enumerate(units) for inner in section.walk()}
    cues = list(_cues(root))
    inside = [(name, held[id(section.head)]) for section, name in cues if id(section.head) in held]
    inside += [("other", held[id(section.head)]) for section in others if id(section.head) in held]
    doubled = {index for (name, index), times in Counter(inside).items() if times > 1 and name in (*_ONCE, "other")}
    strange = [
        one for one in others if id(one.head) not in held and not any(id(inner.head) in held for inner in one.walk())
    ]
    loose = [one for one in units if one.number is None or is_unfinished(one)]
    return Evidence(
        named=sum(is_finding(section) and not _is_other(section) for section in units) / count,
        explicit=sum(bool(_EXPLICIT.match(title)) for title in titles) / count,
        told=sum(bool(section.lead or section.items) for section in units) / count,
        covered=len([name for name, _ in inside if name != "other"]) / len(cues) if cues else 1,
        parallel=max(Counter(place_of(section) for section in units).values()) / count,
        alike=max(Counter(_labels(section) for section in units).values()) / count,
        counted=float(count in stated or count - len(loose) in stated),
        whole=count / (count + len(_left_out(units, held))),
        crowded=len(doubled) / count,
        missed=len(strange) / len(others) if others else 0,
    )


def _left_out(units: Sequence[Section], held: Container[int]) -> list[Section]:
    """Return the sections in one list with units that neither are nor hold one, nor tell of the work."""
    lists = {(id(one.parent), place_of(one)): one.parent for one in units if one.parent}
    return [
        section
        for (_, place), parent in lists.items()
        for section in parent.children
        if place_of(section) == place
        and not any(id(inner.head) in held for inner in section.walk())
        and not is_excluded(section)
    ]


def _labels(section: Section) -> frozenset[str]:
    """Return which of the labels that all problems of a document have a section has."""
    texts = [
        block.text for inner in section.walk() for block in (*((inner.head,) if inner.head else ()), *inner.paragraphs)
    ]
    return frozenset(name for text in texts if (name := name_of_first_label(text)) in ("finding", "measures"))


def _cues(root: Section) -> Iterator[tuple[Section, str]]:
    """Yield what a problem has once, with the section it stands in: labels, and sentences that say how far it is."""
    for section in root.walk():
        if section.head is None or is_excluded(section):
            continue
        for block in (section.head, *section.paragraphs):
            names = [value.name for value in labelled([block])]
            yield from ((section, name) for name in names if name in (*_ONCE, *_OFTEN))
            if "status" not in names and ends_with_status(block.text):
                yield section, "status"


def _is_other(section: Section) -> bool:
    title = closed(plain(section.title))
    return bool(PART_END.search(title) or NEXT.search(title) or ORGANIZING.search(title)) or says_measure(title)


def levels(root: Section) -> list[list[Section]]:
    """Return the sections of each place in the outline, outside chapters on the work, if some say that they are one."""
    found: dict[tuple[str, int], list[Section]] = {}
    for section in root.walk():
        if section.head is not None and not is_excluded(section):
            found.setdefault(place_of(section), []).append(section)
    return [
        sections
        for sections in found.values()
        if len(sections) > 1 and sum(is_finding(section) for section in sections) * 5 >= len(sections)
    ]
