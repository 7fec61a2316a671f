"""Problems whose findings are listed first and answered below: each answer only counts its finding (关于第一个问题).

Knows lists and numbers; which words are a finding is told elsewhere.
"""

import re
from collections.abc import Iterator, Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import LIKELY, closed, plain
from gongkai.importers.numbering import number_of
from gongkai.importers.problem_cues import is_finding
from gongkai.importers.problem_lists import Chosen, finding_of, place_of
from gongkai.importers.problem_titles import is_finding_title
from gongkai.importers.sections import Section
from gongkai.language import mark
from gongkai.text import numeral

_ORDINAL = r"([一二三四五六七八九十]{1,3}|\d{1,3})"
_BY_NUMBER = (
    r"(?:关于|针对|对于|对|就)?(?:反馈|审计|巡[视察]|督察|指出|发现|上述|的)*"
    rf"(?:第（?{_ORDINAL}）?[个项条点类]?(?:方面|具体|反馈|整改)*(?:问题|意见|事项)|(?:问题|事项)（?{_ORDINAL}）?)"
    r"(?:的?(?:整改|落实)(?:落实|进展|完成)?(?:情况|措施|结果)?)?"
)
_REFERS = re.compile(rf"{_BY_NUMBER}[。：，；]?")
_BEGINS = re.compile(rf"{_BY_NUMBER}[。：，]")
_GATHERS = re.compile(r"[^。；]{0,24}问题(?:清单|情况|表现)?(?:如下|有)?[：。]?")
_ANSWERS_ABOVE = re.compile(
    r"(?:上述|以上|前述|上列|所列|反馈的?|指出的?|这些)[^，。；]{0,6}问题.{0,4}(?:整改|落实|改进|办理)"
)
_CLAUSE = re.compile(
    r"(?:(?<=[：。；，、])|^)\s*(?:[一二三四五六七八九十]{1,3}是|（[一二三四五六七八九十\d]{1,3}）|[①-⑳]|\d{1,2}[.、](?!\d))"
)


def reference_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the paragraphs without a number that begin with that of a finding: 针对问题1：…"""
    found = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and not number_of(block.text) and _BEGINS.match(closed(plain(block.text)))
    ]
    return frozenset(found) if len(found) > 1 else frozenset()


def answers_apart(root: Section) -> list[Chosen]:
    """Return the sections that answer findings listed elsewhere, each with its finding; none where there are none."""
    answers = _referring(root)
    if len(answers) > 1:
        lists = [one for one in _lists(root, answers) if len(one) == len(answers) and _tell_findings(one)]
        findings = lists[0] if lists else []
        return [Chosen(section, named=finding) for section, finding in zip(answers, findings, strict=False)]
    return _by_order(root)


def _tell_findings(entries: Sequence[Paragraph]) -> bool:
    return any(is_finding_title(closed(plain(entry.text))) for entry in entries)


def _referring(root: Section) -> list[Section]:
    """Return the sections that say by number alone which problem they answer, if they count from one."""
    found = []
    for section in root.walk():
        if section.head is None:
            continue
        own = section.head.text[: section.number.length] if section.number and _counts(section) else ""
        text = closed(plain(own or section.title))
        match = _REFERS.fullmatch(text) or (_BEGINS.match(text) if section.number is None else None)
        if match and (own or section.lead or section.items):
            written = match[1] or match[2]
            found.append((int(written) if written.isdigit() else numeral(written), section))
    return [section for _, section in found] if [at for at, _ in found] == list(range(1, len(found) + 1)) else []


def _counts(section: Section) -> bool:
    """Whether the number of a section names a problem, and its words none: 第1个问题，建立比对平台…; 问题1：…。"""
    if not section.number or not section.head or is_finding_title(closed(plain(section.title))):
        return False
    is_told = section.number.style == "problem" and plain(section.head.text).rstrip().endswith(("。", "；"))
    return is_told or (section.number.style == "ordinal" and "问题" in section.head.text[: section.number.length])


def _lists(root: Section, answers: Sequence[Section]) -> Iterator[list[Paragraph]]:
    """Yield the lists that may be those of the findings: headings without text, or the clauses of a paragraph."""
    for section in root.walk():
        bare = [
            child for child in section.children if child.number and child not in answers and _is_bare(child, answers)
        ]
        if bare and all(place_of(child) == place_of(bare[0]) for child in bare):
            yield [finding_of(child) for child in bare]
    for section in root.walk():
        if section in answers:
            continue
        for block in (*((section.head,) if section.head else ()), *section.paragraphs):
            yield _clauses(block)


def _is_bare(section: Section, answers: Sequence[Section]) -> bool:
    """Whether there is no text below a listed finding, but for the answers that begin below the last one."""
    return all(child in answers for child in section.children) and all(
        plain(paragraph.text).rstrip().endswith("：") for paragraph in section.paragraphs
    )


def _clauses(paragraph: Paragraph) -> list[Paragraph]:
    starts = [(match.start(), match.end()) for match in _CLAUSE.finditer(plain(paragraph.text))]
    ends = [*(start for start, _ in starts[1:]), len(paragraph.text)]
    return [
        paragraph._replace(text=re.split(r"[。；;]", paragraph.text[begin:end])[0].strip(" ，、"), joints=())
        for (_, begin), end in zip(starts, ends, strict=False)
    ]


def _by_order(root: Section) -> list[Chosen]:
    """Pair a chapter that only lists findings with one that has as many entries and names none of them.

    That is the next one, or one that says that it answers them: 对上述问题的整改结果.
    """
    reason = mark("its finding stands apart; they were paired by their order")
    chapters = root.children
    for at, above in enumerate(chapters):
        findings = above.children if _only_lists_findings(above) else []
        is_next = True
        for below in chapters[at + 1 :] if findings else ():
            answers = [child for child in below.children if child.number]
            refers = bool(_ANSWERS_ABOVE.search(closed(plain(below.title))))
            # Without a word of that only the next chapter with entries answers.
            may_answer = refers or (is_next and not any(is_finding(child) for child in answers))
            if may_answer and len(answers) == len(findings) and all(map(_is_told, answers)):
                return [
                    Chosen(answer, LIKELY, reason, named=finding_of(finding))
                    for answer, finding in zip(answers, findings, strict=True)
                ]
            is_next = is_next and not answers
    return []


def _only_lists_findings(chapter: Section) -> bool:
    findings = chapter.children
    return (
        len(findings) > 1
        and bool(_GATHERS.fullmatch(closed(plain(chapter.title))))
        and all(child.number and not child.items and not child.lead for child in findings)
        and sum(is_finding(child) for child in findings) * 2 >= len(findings)
    )


def _is_told(answer: Section) -> bool:
    return bool(answer.lead or answer.items) or "。" in plain(answer.title)
