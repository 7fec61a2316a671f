"""What a section shows of itself: whether it is about something found wrong, is answered, or tells of the work."""

import re

from gongkai.importers.document import Paragraph
from gongkai.importers.found import closed, plain
from gongkai.importers.labels import name_of_first_label, starts_with
from gongkai.importers.problem_titles import ABOUT, NAMES_PROBLEM, NEXT, ORGANIZING, is_finding_title, says_measure
from gongkai.importers.sections import Section
from gongkai.importers.status_words import whole

# Numbers of measures, which are no headings.
NO_HEADING = ("clause", "circle", "dash")
_ANSWERS = ("measures", "outcome")
# What a measure-like heading answers, in the words below it: 针对“…”问题，建立…
_QUOTES_FINDING = re.compile(r"针对“[^“”]{4,120}”的?(?:等|突出)*问题，")
_UNFINISHED = re.compile(r"未完成|未整改到位|未销号|正在(?:整改|推进)|需要?(?:长期|持续)")


def is_finding(section: Section) -> bool:
    """Whether a section is about something that was found wrong."""
    title = closed(plain(section.title))
    if section.number and section.number.style == "problem":
        return True
    if section.head and section.number is None and starts_with(section.head.text, "finding"):
        return True
    if is_finding_title(title):
        return True
    texts = [section.lead, *(paragraph.text for paragraph in section.paragraphs[:2])]
    first = next((text for text in texts if text), "")
    if starts_with(first, "finding") or (starts_with(first, "task", "unit", "leader") and is_answered(section)):
        return True
    if section.number and starts_with(first, "measures") and not says_measure(title):
        # 集体鱼塘低价长期发包。整改情况：… What is answered on the same line was found.
        return len(title) > 4 and not ORGANIZING.search(title) and not NEXT.search(title)
    return bool(ABOUT.match(closed(plain(first)))) and (is_answered(section) or not section.children)


def is_form(section: Section) -> bool:
    """Whether a section is filled in like a form, whatever its heading says: measures, and who or with what result."""
    texts = [text for text in (section.lead, *_texts(section)) if text]
    return (
        bool(texts)
        and starts_with(texts[0], "measures")
        and any(starts_with(text, "unit", "outcome", "status") for text in texts[1:])
        and not says_measure(closed(plain(section.title)))
    )


def _texts(section: Section) -> list[str]:
    return [paragraph.text for paragraph in section.paragraphs]


def is_answered(section: Section) -> bool:
    """Whether a section says, under a label, what was done."""
    texts = [section.lead, *(paragraph.text for paragraph in section.paragraphs)]
    return any(answers(text) for text in texts)


def answers(text: str) -> bool:
    """Whether a paragraph is labelled as what was done."""
    return starts_with(text, *_ANSWERS) or bool(
        re.search(r"(?:整改(?:落实|完成|进展)?(?:情况|措施|成效)|落实情况)\s*[：:】]", plain(text))
    )


def says_status(section: Section) -> bool:
    """Whether the last sentence of a section says how far it is, as no measure does: …。此项已完成整改。"""
    texts = [text for text in (section.lead, *_texts(section)) if text]
    return any(ends_with_status(text) for text in texts)


def ends_with_status(text: str) -> bool:
    """Whether the last sentence of a paragraph says how far it is."""
    last = re.split(r"[。；（【〔]", closed(plain(text)).strip("。；，）】〕"))[-1]
    return any(whole(clause) for clause in last.split("，"))


def is_about_work(section: Section) -> bool:
    """Whether a chapter tells how the work was organized or what comes next, and holds no problems."""
    title = closed(plain(section.title))
    counted = section.number is not None and section.number.style == "problem"
    if section.depth > 0 or counted or NAMES_PROBLEM.match(title):
        return False
    # 存在不足和后续打算 tells of what is left, and answers none of it.
    if re.search(
        r"(?:下一?步|今后|下阶段|后续|(?:和|及|与).{0,6})(?:工作|整改)?(?:的)?(?:打算|安排|计划|举措|措施|思路|努力方向)$",
        title,
    ):
        return True
    if re.search(r"(?:的|事项)说明$|(?:需|需要)说明的?(?:事项|情况|问题)$|的(?:举措|做法)$", title.rstrip("。")):
        return True
    if is_finding_title(title) or is_unfinished(section):
        return False
    if re.search(r"下一步|下步|今后|下阶段|打算|努力方向", title):
        return True
    if not (NEXT.search(title) or ORGANIZING.search(title)):
        return False
    within = [child for child in section.walk() if child is not section]
    named = sum(bool(NAMES_PROBLEM.fullmatch(closed(plain(child.title)).rstrip("，"))) for child in within)
    return named < 2 and not any(_is_problem_within(child) for child in within)


def _is_problem_within(section: Section) -> bool:
    """Whether a section of a chapter whose title tells of organization is a problem all the same, by its own words."""
    if section.number and section.number.style == "problem":
        return True
    if section.paragraphs and starts_with(section.paragraphs[0].text, "finding"):
        return True
    if section.paragraphs and _QUOTES_FINDING.match(closed(plain(section.paragraphs[0].text))):
        return True
    if not is_finding_title(closed(plain(section.title))):
        return False
    if is_answered(section):
        return True
    texts = [block.text for block in section.all_blocks() if isinstance(block, Paragraph)]
    return any(ends_with_status(text) or starts_with(text, "status") for text in texts)


def is_unfinished(section: Section) -> bool:
    """Whether a section, or one above it, gathers what is not finished."""
    titles = (closed(plain(one.title)) for one in (section, *section.above()))
    return any(_UNFINISHED.search(title[:24]) and not is_finding_title(title) for title in titles)


def is_excluded(section: Section) -> bool:
    """Whether a section or a chapter above it tells of the organization of the work, or of what comes next."""
    return any(is_about_work(one) for one in (section, *section.above()) if one.head)


def is_label(section: Section) -> bool:
    """Whether a numbered paragraph is but a part of its problem: （一）问题表现：…"""
    name = name_of_first_label(section.head.text) if section.head else ""
    return bool(name) and not (name == "finding" and is_answered(section))
