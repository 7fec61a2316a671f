"""Problems that stand without a number under a heading that is none itself → sections of their own."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import closed, plain
from gongkai.importers.labels import name_of_label, names_task, starts_with
from gongkai.importers.problem_cues import answers, is_about_work, is_unfinished
from gongkai.importers.problem_titles import GATHERS_BY_STATUS, NAMES_PROBLEM, PART_END, is_finding_title
from gongkai.importers.sections import Section

# A measure-like heading has what was found below it: 针对…的问题，制定…
_ANSWERS_FINDING = re.compile(r"针对(?:[^“”]{4,60}的|“[^“”]{4,120}”的?)(?:等|突出)*问题，")


def split_unnumbered(root: Section) -> None:
    """Make sections of problems that stand unnumbered under a heading that is none itself."""
    for section in list(root.walk()):
        if section.number and section.number.style == "clause":
            continue
        gathers = section.head is not None and is_unfinished(section)
        starts = [
            index
            for index, item in enumerate(section.items)
            if isinstance(item, Paragraph) and (_opens_problem(item) or (gathers and _names_problem(item)))
        ]
        if section.head is None:
            starts = _one_task(section.items, starts) or starts
        starts = [_with_heading(section.items, index, starts) for index in starts]
        if not starts or not _holds_unnumbered(section, starts):
            continue
        items = section.items
        section.items = items[: starts[0]]
        for start, end in zip(starts, [*starts[1:], len(items)], strict=True):
            head = items[start]
            assert isinstance(head, Paragraph)
            rest, others = _own_items(items[start + 1 : end])
            child = Section(head, None, rest, parent=section)
            for item in rest:
                if isinstance(item, Section):
                    item.parent = child
            section.items += [child, *others]


def _one_task(items: Sequence["Block | Section"], findings: Sequence[int]) -> list[int]:
    """Return where the one task of a text stands, above what was found: 整改任务：排口底数不清 / 问题描述：…"""
    tasks = [index for index, item in enumerate(items) if isinstance(item, Paragraph) and names_task(item.text)]
    if len(tasks) != 1 or len(findings) > 1 or (findings and findings[0] < tasks[0]):
        return []
    return tasks


def _with_heading(items: Sequence["Block | Section"], index: int, starts: Sequence[int]) -> int:
    """Return where a problem with a labelled finding begins: with the short line above it, if one names it."""
    above, block = items[index - 1] if index else None, items[index]
    if not isinstance(above, Paragraph) or not isinstance(block, Paragraph) or index - 1 in starts:
        return index
    is_name = (
        4 <= len(above.text) <= 40
        and not re.search(r"[。：；]|^【", plain(above.text))
        and not name_of_label(above.text)
    )
    return index - 1 if is_name and starts_with(block.text, "finding") else index


def _holds_unnumbered(section: Section, starts: Sequence[int]) -> bool:
    """Whether paragraphs of a section that sound like problems are some, and not the finding of the section itself."""
    if section.head is None:
        return len(starts) > 1 or _answered_after(section, starts[0])
    if is_about_work(section) or (is_finding_title(closed(plain(section.title))) and len(starts) < 2):
        return False
    return not (section.number and section.number.style == "problem") and not _has_own_finding(section, starts)


def _has_own_finding(section: Section, starts: Sequence[int]) -> bool:
    """Whether the only paragraph with a finding follows a numbered heading at once, and so is what that one found."""
    first = section.items[0]
    return (
        len(starts) == 1
        and starts[0] == 0
        and isinstance(first, Paragraph)
        and (starts_with(first.text, "finding") or bool(_ANSWERS_FINDING.match(plain(first.text))))
        and section.number is not None
        and not PART_END.search(closed(plain(section.title)))
        and not GATHERS_BY_STATUS.match(closed(plain(section.title)))
    )


def _own_items(items: Sequence["Block | Section"]) -> tuple[list["Block | Section"], list["Block | Section"]]:
    """Split what follows an unnumbered problem: its own text and measures, and the chapters after it."""
    end = len(items)
    for index, item in enumerate(items):
        if isinstance(item, Section) and (item.number is None or item.number.style in ("chapter", "han")):
            end = index
            break
    return list(items[:end]), list(items[end:])


def _answered_after(section: Section, index: int) -> bool:
    return any(isinstance(item, Paragraph) and answers(item.text) for item in section.items[index + 1 : index + 8])


def _names_problem(block: Paragraph) -> bool:
    """Whether the first sentence of a paragraph is but the name of a problem."""
    first, _, rest = closed(plain(block.text)).partition("。")
    name = first.partition("：")[0]
    is_name = len(name) <= 60 and name.endswith("问题") and "，" not in re.sub("“[^“”]*”", "", name)
    is_heading = not closed(plain(block.text)).endswith(("；", "："))
    return is_name or ((bool(rest) or is_heading) and len(first) <= 45 and is_finding_title(first))


def _opens_problem(block: Paragraph) -> bool:
    text = closed(plain(block.text))
    if starts_with(block.text, "finding") and not text.startswith(("反馈意见：",)):
        return True
    if NAMES_PROBLEM.fullmatch(text) and len(text) < 60:
        return True
    if re.match(r"针对(?:[^。；“”：]|“[^“”。；]*”){4,60}的问题，", text) and len(text) < 400:
        return True
    return bool(re.match(r"(?:针对|关于)“.{2,400}?(?:”|的)(?:等|方面|的|突出)*问题", text)) and len(text) < 600
