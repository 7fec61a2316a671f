"""Headings whose words do not say that they are problems, and that stand in one list with problems: marked."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from gongkai.importers.document import Paragraph
from gongkai.importers.found import LIKELY, SURE, closed, plain
from gongkai.importers.problem_cues import NO_HEADING, is_answered, is_excluded, is_finding, says_status
from gongkai.importers.problem_titles import NEXT, ORGANIZING, PART_END, says_measure
from gongkai.importers.sections import Section
from gongkai.language import mark

# A heading whose list is one of problems: 已完成整改的问题, 持续推进事项.
_GATHERS = re.compile(r"(?:已|完成|正在|持续|推进|整改|未|立行|长期)[^，。]{0,6}(?:问题|事项)(?:（[^）]*）)?$")


@dataclass(frozen=True)
class Chosen:
    """A section that is a problem, and how sure that is; `alike` if only its place among problems says so.

    `named` is the finding where it stands elsewhere.
    """

    section: Section
    confidence: float = SURE
    reason: str = ""
    details: tuple[tuple[str, str], ...] = ()
    alike: bool = False
    named: Paragraph | None = None


def among_problems(section: Section) -> Chosen:
    """Return a section as a problem of which only its place says that it is one."""
    reason = mark("its words do not say so, but it stands in one list with the problems")
    return Chosen(section, LIKELY, reason, alike=True)


def finding_of(section: Section) -> Paragraph:
    """Return the words of a finding that is only listed, without its number: （一）河段堆有垃圾。"""
    assert section.head
    start = section.number.length if section.number else 0
    return section.head._replace(text=section.head.text[start:].strip().rstrip("。；;"), joints=())


def with_neighbours(root: Section, chosen: list[Chosen]) -> list[Chosen]:
    """Add the headings whose words say nothing wrong, but that stand in one list with problems."""
    sections = {one.section for one in chosen}
    headings = [one for one in root.walk() if one.number and one.number.style not in NO_HEADING]
    own = {one.number.style for one in sections if one.number} - {"clause"}
    headings += [one for one in root.walk() if one.number and one.number.style in own and one not in headings]
    added: list[Section] = []
    for kind in {place_of(section) for section in sections}:
        alike = [section for section in headings if place_of(section) == kind]
        known_alike = sum(section in sections for section in alike)
        for one_list in _lists(alike):
            problems = [section for section in one_list if section in sections]
            others = [section for section in one_list if section not in problems and _may_be_problem(section, sections)]
            several = len(problems) > 1 or (problems and known_alike > 2)
            # What says how far it is, beside a problem, is one: no measure does.
            several = several or bool(problems and others and all(says_status(section) for section in others))
            above = problems[0].parent if problems else None
            several = several or bool(above and _GATHERS.search(closed(plain(above.title))))
            silent = [section for section in others if not is_answered(section) and not says_status(section)]
            # Where none is answered under a label, silence tells nothing.
            is_plain = len(others) <= len(problems) and not any(is_answered(section) for section in problems)
            if several:
                added += (
                    others
                    if is_plain or len(silent) <= max(1, len(problems) // 3)
                    else [one for one in others if one not in silent]
                )
    if not added:
        return chosen
    known = {id(one.section): one for one in chosen} | {id(section): among_problems(section) for section in added}
    return [known[id(section)] for section in root.walk() if id(section) in known]


def _lists(alike: Sequence[Section]) -> Iterator[list[Section]]:
    """Part sections of one level into lists: those of one chapter, and those whose numbers go on from it."""
    current: list[Section] = []
    for section in alike:
        last = current[-1] if current else None
        goes_on = last and last.number and section.number and section.number.ordinal == last.number.ordinal + 1
        if last and not goes_on and _chapter(section) is not _chapter(last):
            yield current
            current = []
        current.append(section)
    if current:
        yield current


def _chapter(section: Section) -> Section:
    """Return the chapter a section is in, for a chapter what it is in itself."""
    if section.depth == 0:
        return section.parent or section
    while section.depth and section.parent:
        section = section.parent
    return section


def split_like_others(chosen: list[Chosen]) -> list[Chosen]:
    """Part a problem into the headings below it where those of the other problems beside it are the problems."""
    places = [(one.section.parent.parent if one.section.parent else None, place_of(one.section)) for one in chosen]
    split: list[Chosen] = []
    for one in chosen:
        below = [child for child in one.section.children if child.number and child.number.style not in NO_HEADING]
        alike = bool(below) and places.count((one.section.parent, place_of(below[0]))) > 1
        if (
            alike
            and (len(below) > 1 or _goes_on(split, below[0]))
            and len(below) == len(one.section.items)
            and all(_may_stand_alone(child) for child in below)
        ):
            split += [Chosen(child, alike=True) if is_finding(child) else among_problems(child) for child in below]
        else:
            split.append(one)
    return split


def _goes_on(before: Sequence[Chosen], section: Section) -> bool:
    """Whether the number of a heading goes on from that of the problem before it, in another part: 4. … （三）… 5. …"""
    last, own = before[-1].section.number if before else None, section.number
    return bool(last and own and last.style == own.style and own.ordinal == last.ordinal + 1)


def _may_stand_alone(section: Section) -> bool:
    title = closed(plain(section.title))
    return 4 <= len(title) <= 40 and bool(section.lead or section.items) and not says_measure(title)


def place_of(section: Section) -> tuple[str, int]:
    """Return what makes headings one list: the style of their numbers, and how deep they stand."""
    return (section.number.style if section.number else "", section.depth)


def _may_be_problem(section: Section, chosen: Container[Section]) -> bool:
    """Whether a heading could be a problem: short, with text below that no other problem holds, no measure itself."""
    title = closed(plain(section.title))
    return (
        not any(above in chosen for above in section.above())
        and 4 <= len(title) <= 40
        and not (title.endswith("。") and len(title) > 26 and not section.lead and not is_answered(section))
        and bool(section.lead or section.items)
        and not any(one in chosen for one in section.walk())
        and not says_measure(title)
        and not PART_END.search(title)
        and not NEXT.search(title)
        and not ORGANIZING.search(title)
        and not is_excluded(section)
    )
