"""Labels within a problem (整改情况：, 【问题表现】, 责任单位：) → their values. Knows words, not problems."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gongkai.importers.document import Origin, Paragraph
from gongkai.importers.found import plain

# What a label introduces → its words. Each is a small grammar (整改|牵头 × 单位|科室), not a list of what was met.
_ACTS = "整改|责任|牵头|主要|直接|具体|主责|承办|落实|主办|负责|实施"
_WORDS = {
    "finding": (
        "对应(?:的)?(?:反馈|具体)?问题|(?:问题|具体|主要|突出)(?:具体|主要)?表现|(?:巡[视察]组?|督察组?|督查|审计|检查)?(?:反馈|指出|发现|查出|揭示|存在|通报)的?(?:具体|主要|突出)?问题"
        "|(?:需)?整改(?:的)?问题|(?:信访|群众|来信|来电)?(?:举报|投诉|反映|信访)(?:的)?(?:主要|具体)?(?:问题|内容)|(?:转办|交办|移交)(?:的)?问题"
        "|(?:存在|具体|主要|突出)问题|问题(?:描述|内容|概述|情况|详情|简述|清单)|反馈(?:意见|内容|原文)|(?:督察|审计|反馈|巡[视察])(?:组|意见)?(?:指出|发现|反馈|认定)|问题"
    ),
    "measures": (
        "(?:具体|主要|重点|采取的?|已采取的?)?(?:整改|落实|工作)?(?:措施|举措|做法)(?:(?:及|和|与)(?:成效|进展|整改情况|完成情况|落实情况))?"
        "|(?:整改|具体)?措施(?:的)?(?:落实|完成|推进)情况|(?:查处|处置|处理|整治)(?:及|和|与|、)?(?:整改)?(?:落实)?(?:措施|情况)"
        "|整改(?:的|落实|工作|推进|进展)*(?:情况|进展|成效)|落实(?:进展)?情况|推进情况|整改落实|整改"
    ),
    "outcome": (
        "(?:整改|任务)?完成(?:的)?(?:情况|结果)|(?:整改|落实|办理)*(?:结果|结论)|办[理结]情况|(?:目前|当前|最新)(?:整改)?(?:进展|情况)|进展(?:情况)?"
    ),
    "task": "整改任务|工作任务|目标任务|(?:整改|工作)?目标(?:任务)?|(?:整改|工作)要求|(?:整改|销号)标准",
    "status": (
        "(?:整改|完成|落实|办理|销号|目前|当前|任务|问题|推进)*(?:状态|进度)|销号情况|(?:完成|销号|办结)与否|是否(?:完成|销号|办结)(?:整改)?"
    ),
    "unit": (
        f"(?:{_ACTS})*(?:责任|牵头|主责|承办|整改|落实|主办|负责|实施)(?:单位|部门|处室|科室|股室|机构|主体|站所|支部)(?:（[^）]{{1,6}}）)?"
    ),
    "leader": (
        f"(?:{_ACTS}|分管|包案|包保|挂钩|督办|第一)*(?:责任|牵头|分管|包案|包保|挂钩|督办)(?:的)?(?:校|院|局|县|市|区|镇)?(?:领导|人员?|负责人)|负责人"
    ),
    "completed": (
        "实际(?:完成|整改|销号)?(?:时间|日期)|(?:整改)?(?:销号|办结|验收|完成整改|整改完成)(?:时间|日期)|完成日期"
    ),
    "deadline": (
        "(?:整改|完成|办结|计划|预计|目标|要求)*(?:时限|期限|时间节点)(?:要求)?|(?:整改|计划|预计|拟)*(?:完成|整改)时间"
    ),
    "beside": (
        "(?:配合|协办|协同|督办|督导|验收|销号|监督|参加)(?:责任)?(?:单位|部门|处室|科室|领导|人)|备注|联系人|经办人|序号|(?:问题)?类[别型]|问题来源"
    ),
}
# Those whose values are fields of their own and say nothing of how far a problem is.
_FIELDS = ("unit", "leader", "deadline", "completed")
_OPENING, _CLOSING = "（([【〔［", "）)]】〕］"
_BRACKET = re.compile(r"[（(\[【〔［）)\]】〕］]")
_STOP = re.compile(r"[；。\n]")
# A space between the signs of a label only spreads it: 责 任 单 位.
_TASK = re.compile(
    r"^\s*(?:【\s*)?(?:整改(?:任务|事项)(?:名称)?|(?:问题|任务|事项)(?:名称|标题|摘要|概要))\s*(?:】\s*[：:]?|[：:])\s*"
)
_HAN = re.compile(r"([\u4e00-\u9fff])(?![^\[]*\]|[?*+{])")
_ALL = "|".join(_HAN.sub(r"\1 ?", f"(?P<{name}>{words})") for name, words in _WORDS.items())
_INSIDE = _ALL.replace("?P<", "?P<b_")
# At the start of a paragraph a space will do: 责任单位 财政所.
_SPACED = "|".join(f"(?P<c_{name}>{_WORDS[name]})" for name in ("unit", "deadline", "completed", "status"))
_LABEL = re.compile(
    rf"(?:^\s*(?:（[一二三四五六七八九十\d]{{1,2}}）|\d{{1,2}}[.、]"
    rf"|[一二三四五六七八九十]{{1,2}}、|[①-⑳●■◆▲★•·]\s*)?\s*(?:\*\*)?"
    rf"|(?<=[。；，、\s】）（〕〔\[［*])\s*|(?=【))(?:[【\[〔]\s*(?:{_ALL})\s*[】\]〕]\s*：?|(?:{_INSIDE})\s*(?:\*\*)?：)(?:\*\*)?"
    rf"|^\s*(?:{_SPACED})\s+(?=[\u4e00-\u9fff\d])"
)
# Words that name a column and, within a paragraph, may tell of anything: 排查，发现问题：12个.
_COLUMN_OF_FINDINGS = re.compile(r"(?:审计|检查|督察|巡[视察])?(?:查出|发现|指出|揭示)的?(?:具体|主要)?问题")
_WHOLE = re.compile(rf"(?:巡[视察]组?)?(?:{_ALL})(?:及.{{1,6}})?")


# Labels for which the paragraph below them is the whole value.
_ALONE = ("finding", "unit", "leader", "deadline", "completed", "status", "outcome", "task")
_NUMBERED = re.compile(r"^(?:（?[一二三四五六七八九十\d]{1,2}[、.）]|[①-⑳●■◆▲★•·])\s*")
# Other ways to set a label off at the start of a paragraph: 整改措施——…, （整改措施）…
_SET_OFF = re.compile(r"^(\s*)(?:（([\u4e00-\u9fff]{2,8})）|([\u4e00-\u9fff]{2,8}?)\s*(?:——|--))(?!$)")


@lru_cache(maxsize=8192)
def with_colon(text: str) -> str:
    """Return a plain text of the same length whose first label is set off by a colon, however it is written."""
    text = plain(text)
    match = _SET_OFF.match(text)
    word = (match[2] or match[3]) if match else ""
    if not match or not _WHOLE.fullmatch(word):
        return text
    start = match.start(2) if match[2] else match.start(3)
    return " " * start + word.ljust(match.end() - start - 1) + "：" + text[match.end() :]


class Labelled(NamedTuple):
    """A value and the label it stands under; `name` is a key of the table above."""

    name: str
    value: str
    origin: Origin
    paragraph: int
    label: str


def labelled(paragraphs: list[Paragraph]) -> list[Labelled]:
    """Return the labelled values of paragraphs; a label that is a paragraph by itself stands for the one below it."""
    found: list[Labelled] = []
    for index, paragraph in enumerate(paragraphs):
        matches = list(_LABEL.finditer(with_colon(paragraph.text)))
        below = paragraphs[index + 1].text.strip() if index + 1 < len(paragraphs) else ""
        if (name := _alone(paragraph.text)) in _ALONE and not name_of_first_label(below) and not _alone(below):
            found.append(Labelled(name, below, paragraph.origin, index, paragraph.text.strip()))
            continue
        for match, after in zip(matches, [*matches[1:], None], strict=False):
            end = _end_of_value(paragraph.text, match.end(), after.start() if after else len(paragraph.text))
            value = paragraph.text[match.end() : end].strip()
            found.append(Labelled(_name(match), value, paragraph.origin, index, match[0].strip()))
    return found


def _alone(text: str) -> str:
    """Return what a paragraph introduces that is nothing but a label, with or without a number: 三、责任单位"""
    bare = _NUMBERED.sub("", plain(text).strip().strip("【】")).rstrip("：")
    return name_of_label(bare) if "：" not in bare and len(bare) <= 8 else ""


def _end_of_value(text: str, start: int, end: int) -> int:
    """Return where a value ends: before the bracket that closes the labels as a whole: （责任部门：办公室）"""
    opened = 0
    for bracket in _BRACKET.finditer(text, start, end):
        opened += 1 if bracket[0] in _OPENING else -1
        if opened < 0:
            return bracket.start()
    return end


def beside_fields(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return paragraphs without the labels that become fields as they stand (责任单位：工管科), empty ones left out."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        text = with_colon(paragraph.text)
        matches = list(_LABEL.finditer(text))
        kept, at = "", 0
        for match, after in zip(matches, [*matches[1:], None], strict=False):
            if _name(match) in _FIELDS:
                kept += paragraph.text[at : match.start()]
                end = _end_of_value(text, match.end(), after.start() if after else len(text))
                stop = _STOP.search(text, match.end(), end)
                at = stop.end() if stop else end
        if text := _closed_again(kept + paragraph.text[at:]):
            found.append(paragraph._replace(text=text, joints=()) if at else paragraph)
    return found


def _closed_again(text: str) -> str:
    """Return a text whose last bracket is closed again, or gone where nothing is left in it."""
    text = re.sub(r"[，、；：,;:]\s*(?=[）)\]】〕］])", "", text.strip())
    same = plain(text)
    if "（" in same and same.rfind("（") > same.rfind("）"):
        text = text.rstrip("，、；：,;: ") + "）"
    return re.sub(r"[（(\[【〔［]\s*[）)\]】〕］]", "", text)


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return next(name for name in _WORDS for place in ("", "b_", "c_") if groups.get(place + name))


def name_of_label(text: str) -> str:
    """Return what a text by itself introduces, as the name of a column does; empty for none."""
    text = re.sub(r"\s+|[：:（(].*$", "", plain(text))
    if _COLUMN_OF_FINDINGS.fullmatch(text):
        return "finding"
    if text in ("单位", "部门", "科室", "处室"):
        return "unit"
    match = _WHOLE.fullmatch(text)
    if match:
        return next(name for name in _WORDS if match[name])
    return ""


@lru_cache(maxsize=8192)
def name_of_first_label(text: str) -> str:
    """Return what the label introduces with which a paragraph begins; empty where it begins with none."""
    match = _LABEL.match(with_colon(text))
    return _name(match) if match else ""


def without_label(text: str) -> str:
    """Return a heading without the label in brackets before it, or that of a task: 【反馈问题】场馆偏少 → 场馆偏少."""
    bracketed = re.match(r"^\s*(?:[【（][^】）]{2,8}[】）]\s*[：:]?|[^：:，。—]{2,10}(?:[：:]|——))\s*(?=\S)", text)
    is_finding = bool(bracketed) and name_of_first_label(text) == "finding"
    return text[bracketed.end() :] if bracketed and is_finding else without_task(text)


def without_task(text: str) -> str:
    """Return a heading without the label of a task or of a name before it: 整改任务：解决… → 解决…"""
    return _TASK.sub("", text)


def names_task(text: str) -> bool:
    """Whether a paragraph tells, under a label, what a task or a problem is called: 问题名称：排口底数不清"""
    match = _TASK.match(text)
    return bool(match and text[match.end() :].strip())


def starts_with(text: str, *names: str) -> bool:
    """Whether a paragraph begins with a label of one of these kinds."""
    return name_of_first_label(text) in names
