"""What kind of document this is: a notice of rectification, a work report, or none that becomes a notice.

Each kind is given what speaks for it; the one with the most counts. A notice of rectification must itself report what
was rectified: a plan, rules, an answer or the news of a meeting name problems and their rectification as well.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import LIKELY, SURE, closed, plain
from gongkai.importers.kind_cues import Sort, in_text, in_title
from gongkai.importers.kind_lead import reports
from gongkai.importers.newspaper_pages import weight_of_page
from gongkai.importers.sections import Section
from gongkai.importers.title_found import GENRE
from gongkai.language import mark
from gongkai.model import Kind

# A notice of rectification has at least so much that speaks for it, and is clear this far ahead of the next kind.
_ENOUGH = 2.25
_CLEAR = 1
_DEED = re.compile(
    r"已|了(?!解)|完成|到位|制定|修订|出台|印发|建立|完善|健全|开展|组织|召开|追[缴回]|清退|收回|约谈|更换|新建|\d"
)
_TO_COME = re.compile(
    r"将(?!.{1,24}(?:纳入|作为|列入|为))|拟|要|须|应|力争|计划|预计|底前|不得|争取|确保|请|承诺|由.{2,12}负责"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十\d]{1,3}条")
# Chapters that end reports on a year's work.
_SHORTCOMINGS = re.compile(
    r"[一二三四五]、(?:当前|目前|工作中)?存在(?:的)?(?:主要)?(?:不足|问题|困难|短板)(?!整改)[^，。]{0,6}$"
)
_PLANS = re.compile(r"[二三四五]、.{0,16}(?:打算|思路|计划|安排|要点|重点)")
# Who finds what is then rectified.
_CONTEXT = re.compile(r"巡[视察]|督察|审计|检查|督查|反馈")
_LABELLED = re.compile(
    r"整改(?:落实|完成|进展)?(?:情况|措施|状态|结果|成效)[：】]|^[（一二三四五六七八九十]{1,3}[）、][^。]{0,30}整改[^。，]{0,10}(?:情况|进展|成效)$"
)
_MANY = 2


class Verdict(NamedTuple):
    """The kind of notice, or the code of the diagnostic that says why it becomes none."""

    kind: Kind | None
    confidence: float = SURE
    reason: str = ""
    refusal: str = ""


def kind_of(title: str, blocks: Sequence[Block], problems: Sequence[Section]) -> Verdict:
    """Return the kind of a document; `problems` were recognized in it."""
    head = closed(plain(title))
    scores = scores_of(head, blocks, problems)
    first, second = sorted(scores, key=lambda one: scores[one], reverse=True)[:2]
    if first is Sort.work:
        return Verdict(Kind.work)
    if first is not Sort.rectification:
        return Verdict(None, refusal=first.value)
    if scores[first] < _ENOUGH:
        return Verdict(None, refusal=Sort.other.value)
    if not _names_rectification(head):
        reason = mark("the title does not say so, but problems and their rectification are listed")
        return Verdict(Kind.rectification, LIKELY, reason)
    if scores[first] < scores[second] + _CLEAR:
        return Verdict(Kind.rectification, LIKELY, mark("much in it speaks for another kind of document"))
    return Verdict(Kind.rectification)


def scores_of(head: str, blocks: Sequence[Block], problems: Sequence[Section]) -> dict[Sort, float]:
    """Return how much speaks for each kind; `head` is the title without white space."""
    text = closed(plain("".join(_words(block) for block in blocks)))
    scores: dict[Sort, float] = defaultdict(float, dict.fromkeys((Sort.other, Sort.rectification), 0))
    for cue in (*in_title(head), *in_text(text)):
        scores[cue.sort] += cue.weight
    does_report = reports(text)
    scores[Sort.rectification] += 2 if does_report else 0
    if GENRE.search(head) and not _names_rectification(head):
        # Its title names another matter.
        scores[Sort.rectification] -= 1
    if not _CONTEXT.search(head + text):
        scores[Sort.rectification] -= 2
    told = sum(map(_is_told, problems))
    if problems:
        scores[Sort.rectification] += 2 * told / len(problems)
    scores[Sort.newspaper] += weight_of_page(head, blocks, text)
    lines = [closed(plain(block.text)) for block in blocks if isinstance(block, Paragraph)]
    # What is told of rectification may be news of it, unless the text itself says that it reports, or does so.
    says_so = does_report or any(map(_LABELLED.search, lines)) or _names_rectification(head)
    says_so = says_so or any(one.from_ledger for one in problems)
    if not says_so and told < _MANY:
        scores[Sort.rectification] = 0
    if sum(bool(_ARTICLE.match(line)) for line in lines) > 2:
        scores[Sort.other] += 4
    if any(map(_SHORTCOMINGS.match, lines)) and any(map(_PLANS.match, lines)):
        scores[Sort.work] += 2
    return scores


def _names_rectification(head: str) -> bool:
    return any(cue.sort is Sort.rectification for cue in in_title(head))


def _words(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else "。".join(cell.text for row in block.rows for cell in row)


def _is_told(problem: Section) -> bool:
    """Whether a problem is followed by something that was done, and not only by what shall be."""
    text = "".join(block.text for block in problem.all_blocks() if isinstance(block, Paragraph))
    sentences = re.split(r"[。；]", closed(plain(text)).removeprefix(closed(plain(problem.title))))
    return any(_DEED.search(sentence) and not _TO_COME.search(sentence) for sentence in sentences)
