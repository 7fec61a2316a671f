"""What kind of document this is: a notice of rectification, a work report, or none that becomes a notice."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import LIKELY, SURE, closed, plain
from gongkai.importers.numbering import number_of
from gongkai.importers.rows import is_ended
from gongkai.language import mark
from gongkai.model import Kind

_MEETING = re.compile(r"召开|会议|推进会|动员会|部署会|专题会|座谈会|调度会|民主生活会|反馈会|学习会")
_MEETING_TEXT = re.compile(
    r"会议(?:强调|指出|要求|认为|听取|传达|学习|审议|通报)|(?:出席|参加|列席)(?:了)?会议|主持会议|主持召开|(?:近日|日前|\d日)[，,]?.{0,30}召开"
)
_MOVES_IN = re.compile(
    r"进驻(?:公告|通告|动员|.{0,16}(?:开展|巡[视察]))|(?:巡[视察]|督察).{0,20}(?:公告|通告)$|巡[视察].{0,24}动员(?:部署)?会|关于.{2,30}(?:开展|进行).{0,12}巡[视察].{0,6}(?:公告|通告)"
)
_RECEIVES = re.compile(
    r"受理.{0,60}(?:来信|来电|来访|举报|信访)|(?:巡[视察]|督察)(?:工作)?(?:期间|时间).{0,60}(?:电话|信箱|邮箱)|设.{0,10}(?:专门)?(?:值班|联系|举报)电话"
)
_RECTIFIED = re.compile(
    r"整改(?:问题)?(?:台账|清单)|整改(?:情况)?(?:通报|公告|公示|报告)|整改(?:落实|工作|任务)?(?:的)?(?:总体|阶段性?|集中)?(?:进展|完成)?情况|整改(?:销号|验收|办理|推进|任务|事项|问题|阶段|成效)*(?:情况|进展|结果|清单)(?:的)?(?:公[示告开]|通报|报告|函)|整改落实|整改进展|整改完成情况|整改结果|整改成效|落实.{0,30}(?:反馈|意见).{0,14}(?:情况|整改)"
)
_GIVES_BACK = re.compile(
    r"(?:向|对).{2,40}(?:反馈|通报).{0,20}(?:情况|意见)|反馈(?:会|会议|大会)|巡[视察]反馈(?!意见整改|问题整改|意见的?整改|.{0,10}整改)"
)
_WORK = re.compile(r"工作(?:总结|报告|要点|计划|安排|情况|思路|打算|纪实|通报)|总结|述职|工作.{0,20}(?:情况|安排|报告)")
_BYLINE = re.compile(r"[□■◎]?\s*(?:本报)?(?:记者|通讯员)\s*[\u4e00-\u9fff]{2,4}|本报讯|（记者|责任编辑")
_MASTHEAD = re.compile(r"^[\u4e00-\u9fff]{2,10}报\s*.{0,4}20\d\d年.{0,24}版")
_PAGE = re.compile(r"第?[A-Z]?\d{1,2}版(?!本|权)")


class Verdict(NamedTuple):
    """The kind of notice, or the code of the diagnostic that says why it becomes none."""

    kind: Kind | None
    confidence: float = SURE
    reason: str = ""
    refusal: str = ""


def kind_of(title: str, blocks: Sequence[Block], problems: int, answered: int) -> Verdict:
    """Return the kind of a document; `problems` were recognized in it, `answered` of them say what was done."""
    text = closed(plain("".join(block.text for block in blocks if isinstance(block, Paragraph))))
    head = closed(plain(title))
    opening = text[:600]
    gives_back = bool(_GIVES_BACK.search(head)) and not answered
    if not (gives_back and not _MOVES_IN.search(head)) and _is_moving_in(head, opening, text):
        return Verdict(None, refusal="import-moving-in")
    is_rectification = bool(_RECTIFIED.search(head)) and not _MEETING.search(re.sub(r"[“《].*?[”》]", "", head))
    if is_rectification:
        return Verdict(Kind.rectification)
    if _is_page_of_newspaper(title, blocks, text):
        return Verdict(None, refusal="import-newspaper")
    if gives_back:
        return Verdict(None, refusal="import-feedback-meeting")
    if not answered and (_MEETING.search(head) or (len(_MEETING_TEXT.findall(text)) >= 2 and len(text) < 4000)):
        refusal = (
            "import-feedback-meeting"
            if _GIVES_BACK.search(head or opening) and "整改" not in head
            else "import-meeting"
        )
        return Verdict(None, refusal=refusal)
    if _WORK.search(head) and "整改" not in head:
        return Verdict(Kind.work)
    if answered >= 1 and "整改" in text:
        reason = mark("the title does not say so, but problems and their rectification are listed")
        return Verdict(Kind.rectification, LIKELY, reason)
    if _WORK.search(head):
        return Verdict(Kind.work)
    if problems >= 2 and re.search(r"巡[视察]|督察|审计", text) and "整改" in text:
        return Verdict(Kind.rectification, LIKELY, mark("the title does not say so"))
    return Verdict(None, refusal="import-unknown")


def _is_moving_in(head: str, opening: str, text: str) -> bool:
    if _RECTIFIED.search(head):
        return False
    return bool(_MOVES_IN.search(head) and _RECEIVES.search(text)) or bool(
        re.search(r"(?:将于|已于|自|于)?.{0,20}(?:进驻|开展.{0,10}巡[视察])", opening)
        and _RECEIVES.search(text)
        and "整改情况" not in text
    )


def _is_page_of_newspaper(title: str, blocks: Sequence[Block], text: str) -> bool:
    """Whether this looks like a page whose columns and headlines are mixed: no title above, broken paragraphs."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if _BYLINE.search(text) and any(_MASTHEAD.match(plain(paragraph.text)) for paragraph in paragraphs[:3]):
        return True
    if title and len(title) > 8 and not _BYLINE.search(text):
        return False
    headlines = [
        paragraph
        for paragraph in paragraphs[len(paragraphs) // 4 :]
        if len(paragraph.text) <= 30 and not is_ended(paragraph.text) and not number_of(paragraph.text)
    ]
    broken = sum(
        not is_ended(paragraph.text) and not number_of(paragraph.text) and len(paragraph.text) > 30
        for paragraph in paragraphs
    )
    chapters = sum(
        (number := number_of(paragraph.text)) is not None and number.style in ("han", "han-brackets")
        for paragraph in paragraphs
    )
    is_signed = bool(_BYLINE.search(text))
    if chapters >= 2 or (len(text) <= 600 and not (is_signed and _PAGE.search(text))):
        return False
    # One story has a byline too; a page has more than one headline, or lines that end anywhere.
    return (
        len(headlines) >= 3
        or broken >= 3
        or (is_signed and (bool(headlines) or broken > 0 or bool(_PAGE.search(text))))
    )
