"""Which sections of a notice are its problems: the deepest that have the cues of one, as many as the text claims."""

import re
from collections.abc import Iterable, Sequence

from gongkai.importers.document import Block
from gongkai.importers.findings_listed import answers_apart, reference_lines
from gongkai.importers.found import LIKELY, Found, closed, plain
from gongkai.importers.labels import starts_with
from gongkai.importers.named_again import without_named_again
from gongkai.importers.one_problem import label_lines, one_by_chapters
from gongkai.importers.problem_cues import (
    NO_HEADING,
    is_about_work,
    is_answered,
    is_excluded,
    is_finding,
    is_form,
    is_label,
    is_unfinished,
    says_status,
)
from gongkai.importers.problem_lists import Chosen, among_problems, split_like_others, with_neighbours
from gongkai.importers.problem_readings import best_of, levels, reading, repeats
from gongkai.importers.problem_titles import is_finding_title, says_measure
from gongkai.importers.sections import Section, tree
from gongkai.importers.unnumbered import split_unnumbered
from gongkai.importers.unnumbered_headings import heads_without_number
from gongkai.language import mark

_OF_ONE_LIST = re.compile(r"\s*(?:上述|以上|前述)")
_QUOTES_ONE = re.compile(
    r"(?:针对|关于|对于)[“‘].{2,200}[”’](?:等|的|方面|突出)*问题(?:的?整改(?:落实|进展|完成)?(?:情况)?)?[。：]?"
)


def problems_of(blocks: Sequence[Block], stated: Sequence[int]) -> tuple[Section, list[Chosen]]:
    """Return the sections of a text and those that are problems; `stated` are the counts of problems it claims.

    The text is read by its numbers, and with lines that may be headings without one; the best reading counts.
    """
    if apart := _told_apart(blocks):
        return apart
    root = tree(blocks)
    best = reading(root, _by_words(root, stated), stated)
    readings = [best]
    for heads in heads_without_number(blocks):
        root = tree(blocks, heads)
        other = reading(root, _by_words(root, stated), stated, best)
        if not repeats(other, best):
            readings.append(other)
    best = max(readings, key=lambda one: one.score)
    if best.units:
        levels_of_best = [
            reading(best.root, [_in_level(one) for one in level], stated, best) for level in levels(best.root)
        ]
        readings += [one for one in levels_of_best if not repeats(one, best)]
    best = best_of(readings)
    return best.root, best.chosen or _measures_only(best.root)


def _told_apart(blocks: Sequence[Block]) -> tuple[Section, list[Chosen]] | None:
    """Return the problems of a text that tells what was found in one place and what was done in another."""
    for heads, read in (
        (frozenset[int](), answers_apart),
        (frozenset[int](), one_by_chapters),
        (reference_lines(blocks), answers_apart),
        (label_lines(blocks), one_by_chapters),
    ):
        root = tree(blocks, heads)
        if chosen := read(root):
            return root, chosen
    return None


def _measures_only(root: Section) -> list[Chosen]:
    """Return the list below a chapter on the rectification whose headings name but what was done, and no problem."""
    for chapter in root.children:
        listed = [child for child in chapter.children if child.number and (child.lead or child.items)]
        if "整改" in chapter.title and not is_about_work(chapter) and len(listed) == len(chapter.children) > 2:
            return [among_problems(child) for child in listed]
    return []


def _in_level(section: Section) -> Chosen:
    """Return a section as a problem of a level, marked where its words do not say so."""
    return Chosen(section) if is_finding(section) else among_problems(section)


def _by_words(root: Section, stated: Sequence[int]) -> list[Chosen]:
    """Return the problems as the words of each heading and its place beside others tell them."""
    split_unnumbered(root)
    chosen = with_neighbours(root, [Chosen(section, alike=not is_finding(section)) for section in _leaves(root)])
    chosen = without_named_again(_without_repeated(split_like_others(chosen)))
    unnumbered = [one for one in chosen if one.section.number is None or is_unfinished(one.section)]
    if stated and len(chosen) not in stated and len(chosen) - len(unnumbered) not in stated:
        return _refitted(root, chosen, stated)
    return chosen


def _without_repeated(chosen: list[Chosen]) -> list[Chosen]:
    """Leave out what is only listed, where the same heading stands again with what was done."""
    said = [closed(plain(one.section.title)).rstrip("。；：") for one in chosen]
    return [
        one
        for one, title in zip(chosen, said, strict=True)
        if said.count(title) == 1 or one.section.lead or one.section.items
    ]


def _refitted(root: Section, chosen: list[Chosen], stated: Sequence[int]) -> list[Chosen]:
    """Look one level down, or for a level, that has as many sections as the text claims problems."""
    down = [child for one in chosen for child in (_same_style(one.section) or [one.section])]
    has_text = [section for section in down if section.lead or section.items]
    if len(down) in stated and len(down) > len(chosen) and len(has_text) == len(down):
        return [Chosen(section) for section in down]
    for level in _levels(root):
        if len(level) in stated and len(level) > 2 and all(section.lead or section.items for section in level):
            reason = mark("only the number of such headings says that they are the problems")
            return [Chosen(section, LIKELY, reason) for section in level]
    reason = mark("the text claims {claimed} problems, {listed} were recognized")
    details = (("claimed", ", ".join(map(str, stated))), ("listed", str(len(chosen))))
    return [one if one.reason else Chosen(one.section, LIKELY, reason, details, one.alike) for one in chosen]


def _same_style(section: Section) -> list[Section]:
    """Return the direct children that are a list of headings, not the measures 一是, 二是."""
    children = [child for child in section.children if child.number and child.number.style != "clause"]
    return children if len(children) > 1 or (children and not section.blocks) else []


def _levels(root: Section) -> list[list[Section]]:
    """Return the sections of each depth within the chapters that hold problems."""
    found: dict[int, list[Section]] = {}
    for section in root.walk():
        if (
            section.head is not None
            and section.number
            and section.number.style != "clause"
            and not is_excluded(section)
        ):
            found.setdefault(section.depth, []).append(section)
    return [found[depth] for depth in sorted(found)]


def _leaves(section: Section) -> list[Section]:
    """Return the problems within a section: the deepest that have the cues of one."""
    if section.head is not None and is_about_work(section):
        return []
    if section.head is not None and (_is_whole(section) or _is_named(section)):
        return [section]
    if (
        section.head is not None
        and is_finding(section)
        and section.children
        and all(is_label(child) for child in section.children)
        and sum(starts_with(child.head.text, "finding") for child in section.children if child.head) < 2
    ):
        return [section]
    if section.head is not None and (listed := _clauses_with_status(section)):
        return listed
    below = [(child, _leaves(child)) for child in section.children]
    found = [leaf for _, leaves in below for leaf in leaves]
    own = section.head is not None and (is_finding(section) or is_form(section))
    direct = [child for child, leaves in below if leaves == [child]]
    if own and (not found or _are_measures(section, direct, len(found))):
        return [section]
    if not found:
        return []
    if section.head is not None and len(direct) == len(found) and len(direct) * 2 > len(section.children):
        style = direct[0].number.style if direct[0].number else ""
        return [
            child for child in section.children if child in direct or (child.number and child.number.style == style)
        ]
    return found


def _are_measures(section: Section, direct: list[Section], found: int) -> bool:
    """Whether the sections within a problem that look like problems are but its measures."""
    if found > len(direct):
        return False
    clauses = [child for child in direct if child.number and child.number.style in NO_HEADING]
    # Labels that follow on the last measure, 一是…, are of the problem and not of the measure.
    answered = [child for child in direct if is_answered(child) and _says_finding(child, clauses)]
    explicit = [child for child in direct if re.match(r"(?:针对|关于|对于)[“‘]", closed(plain(child.title)))]
    if direct and len(explicit) == len(section.children):
        return False
    if len(clauses) == len(direct) and not explicit and _is_answered_in_clauses(section, clauses):
        return True
    if len(clauses) == len(direct) and not answered:
        circles = [child for child in clauses if child.number and child.number.style == "circle"]
        return not (len(circles) == len(section.children) and not section.blocks)
    return len(direct) * 2 < len(section.children) and not answered


def _is_answered_in_clauses(section: Section, clauses: Sequence[Section]) -> bool:
    """Whether a heading quotes one finding (关于“…”问题), or one paragraph below it runs on: ①…；②…；③…"""
    quotes_one = re.match(r"(?:关于|针对|对于)[“‘].{2,200}[”’](?:等|的)*问题", closed(plain(section.title)))
    # The label behind the last measure looks like an answer of its own.
    if quotes_one and sum(is_answered(child) for child in clauses) < 2:
        return True
    return len(clauses) == 1 and bool(clauses[0].head and re.search(r"[；。]\s*[②-⑳]", clauses[0].head.text))


def _says_finding(child: Section, clauses: Sequence[Section]) -> bool:
    return child not in clauses or is_finding_title(closed(plain(child.title)))


def _clauses_with_status(section: Section) -> list[Section]:
    """Return the clauses 一是, 二是 within a section if they are its problems: each says how far it is."""
    styles = [child.number.style for child in section.children if child.number]
    clauses = [child for child in section.children if child.number and child.number.style in NO_HEADING]
    if len(set(styles)) != 1 or not clauses:
        return []
    titles = [closed(plain(child.title)) for child in clauses]
    goes_on = len(clauses) > 1 or any(child.number and child.number.ordinal > 1 for child in clauses)
    are_problems = (
        goes_on
        and sum(says_status(child) for child in clauses) * 2 > len(clauses)
        and (
            (clauses[0].number and clauses[0].number.ordinal > 1)
            or sum(is_finding_title(title) for title in titles) * 3 >= len(titles)
        )
        and not any(says_measure(title) for title in titles)
    )
    return clauses if are_problems else []


def _is_whole(section: Section) -> bool:
    """Whether a section says what was wrong and, in its own paragraphs, what was done about it."""
    return (is_finding(section) or is_form(section)) and is_answered(section) and not _has_list_of_findings(section)


def _is_named(section: Section) -> bool:
    """Whether a heading names a problem (关于“…”问题的整改), and no section within it names or is one."""
    within = [child for child in section.walk() if child is not section]
    answered = sum(is_finding(child) and is_answered(child) for child in within)
    return (
        bool(_QUOTES_ONE.fullmatch(closed(plain(section.title))))
        and answered < 2
        and not any(_QUOTES_ONE.match(closed(plain(child.title))) or says_status(child) for child in within)
    )


def _has_list_of_findings(section: Section) -> bool:
    return sum(is_finding(child) and is_answered(child) for child in section.children) > 1


def stated_counts(sets: Iterable[Sequence[Found]]) -> list[int]:
    """Return the counts of problems that the sets of totals claim; not of those of one list only: 上述3个问题均已…"""
    counts = [item for one in sets for item in one if item.field == "problems"]
    return [item.value for item in counts if not _OF_ONE_LIST.match(item.quote)]
