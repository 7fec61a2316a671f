"""A text about one problem, whose chapters are named as labels are: 反馈问题, 责任单位, 整改措施, 整改结果."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import closed, plain
from gongkai.importers.labels import labelled, name_of_first_label, name_of_label
from gongkai.importers.numbering import number_of
from gongkai.importers.problem_cues import is_answered, is_finding
from gongkai.importers.problem_lists import Chosen, finding_of
from gongkai.importers.problem_titles import NAMES_PROBLEM
from gongkai.importers.sections import Section

_FINDING = re.compile(
    r"(?:督察|审计|巡[视察]|反馈|存在|指出|发现|整改|通报|组|的)*问题(?:的?(?:情况|描述|概况|内容|简述|表现|摘要))?"
)
_ANSWERS = re.compile(
    r"(?:问题)?(?:整改|办理|处[理置])(?:措施|任务|工作|目标|方案|要求)*(?:及|和|的)?(?:落实|推进|完成|进展|成效)*(?:情况|结果|成效)?"
    r"|(?:整改)?(?:完成|验收|销号|核查)(?:(?:及|和|、)(?:完成|验收|销号|核查))*(?:情况|结果|意见)"
)
# Chapters of a text on one problem, besides those that are named as labels.
_ON_ONE = ("measures", "outcome", "task", "unit", "leader", "deadline", "completed", "status")
_LONGEST_NAME = 14
_MOST_LINES = 2


def label_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the paragraphs that are nothing but the name of such a chapter, without a number."""
    lines = {
        index: role
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and not number_of(block.text) and (role := _role(closed(plain(block.text))))
    }
    return frozenset(lines) if list(lines.values()).count("finding") == 1 and len(lines) > 1 else frozenset()


def one_by_chapters(root: Section) -> list[Chosen]:
    """Return the one problem that all chapters of a text are about, those that answer it put into it."""
    chapters = root.children
    # 三、整改时限：2023年12月底 says its value in its own line.
    names = [_role(closed(plain(chapter.title)).partition("：")[0]) for chapter in chapters]
    at = names.index("finding") if names.count("finding") == 1 else _told_under_task(chapters, names)
    finding = _only_finding(chapters[at]) if at >= 0 else None
    if not finding or not {"measures", "outcome"} & set(names[at + 1 :]):
        return []
    last = max(index for index, name in enumerate(names) if name in _ON_ONE)
    answers = chapters[at + 1 : last + 1]
    if _hold_problems([inner for answer in answers for inner in answer.walk() if inner is not answer]):
        return []
    section = chapters[at]
    for answer in answers:
        root.items.remove(answer)
        answer.parent = section
        answer.folded = True
    section.items += answers
    return [Chosen(section, named=finding)]


def _told_under_task(chapters: Sequence[Section], names: Sequence[str]) -> int:
    """Return which chapter, named for the task, says under a label what was found; -1 where none does."""
    at = names.index("task") if names.count("task") == 1 and "finding" not in names else -1
    return at if at >= 0 and any(one.name == "finding" for one in labelled(chapters[at].paragraphs)) else -1


def _role(title: str) -> str:
    """Return what a chapter named by a mere label holds of a problem, empty for one with words of its own."""
    title = title.strip("【】").removesuffix("：")
    if "：" in title or len(title) > _LONGEST_NAME:
        return ""
    if _FINDING.fullmatch(title):
        return "finding"
    return name_of_label(title) or ("measures" if _ANSWERS.fullmatch(title) else "")


def _only_finding(section: Section) -> Paragraph | None:
    """Return the words of the one finding of which a chapter tells, in a paragraph or under a label; none of a list."""
    values = [value for value in labelled(section.paragraphs) if value.name == "finding"]
    own = plain(section.title).partition("：")[2].strip().rstrip("。；;")
    if section.head and own and not section.items:
        return Paragraph(own, section.head.origin)
    if len(section.children) == 1 and not section.paragraphs and not section.children[0].items:
        return None if section.children[0].lead else finding_of(section.children[0])
    if section.children or section.lead or not section.paragraphs or len(values) > 1:
        return None
    words = values[0].value if values else section.paragraphs[0].text
    named = [paragraph for paragraph in section.paragraphs[1:] if name_of_first_label(paragraph.text)]
    if not values and (
        len(section.paragraphs) - len(named) > _MOST_LINES or re.search(r"\d+个.{0,6}问题", plain(words))
    ):
        return None
    return section.paragraphs[0]._replace(text=words.strip().rstrip("。；;"), joints=())


def _hold_problems(sections: Sequence[Section]) -> bool:
    """Whether sections are problems, and not the measures of one: by name, with an answer, or most by their words."""
    if any(
        NAMES_PROBLEM.fullmatch(closed(plain(one.title))) or (is_finding(one) and is_answered(one)) for one in sections
    ):
        return True
    return sum(is_finding(section) for section in sections) * 2 > len(sections)
