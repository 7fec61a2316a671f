"""Labels within a problem (整改情况：, 【问题表现】, 责任单位：) → their values. Knows words, not problems."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.importers.document import Origin, Paragraph
from gongkai.importers.found import plain

# What a label introduces → its words.
_WORDS = {
    "finding": (
        "问题表现|具体表现|主要表现|具体问题|(?:巡[视察]|督察|审计)?反馈问题|反馈的?具体问题|存在的?问题|问题描述|问题内容|主要问题"
        "|巡[视察]反馈问题|反馈意见|问题"
    ),
    "measures": (
        "整改措施|整改举措|具体措施|整改落实情况|整改情况|整改进展情况|整改进展|落实情况"
        "|整改成效|整改工作情况|整改做法|措施及成效|措施|整改"
    ),
    "outcome": "整改完成情况|完成情况|整改结果|整改落实结果",
    "task": "整改任务|整改目标|工作目标|整改要求|目标任务",
    "status": "整改状态|完成状态|状态|整改进度|销号情况|进度",
    "unit": "整改责任单位|责任单位|责任部门|责任处室|责任科室|牵头单位|牵头部门|牵头处室|整改单位|承办单位|责任主体",
    "leader": "牵头领导|责任领导|责任人|分管领导|整改责任人|牵头责任人",
    "deadline": "整改时限|完成时限|整改期限|完成期限|整改完成时限|时限要求|时限|期限|完成时间|整改时间",
    "completed": "完成日期|实际完成时间|销号时间|办结时间",
}
# Those whose values are fields of their own and say nothing of how far a problem is.
_FIELDS = ("unit", "leader", "deadline", "completed")
_STOP = re.compile(r"[；。\n]")
_ALL = "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items())
_LABEL = re.compile(
    rf"(?:^\s*(?:（[一二三四五六七八九十\d]{{1,2}}）|\d{{1,2}}[.、]"
    rf"|[一二三四五六七八九十]{{1,2}}、)?\s*(?:\*\*)?"
    rf"|(?<=[。；，、\s】）*])\s*)(?:【\s*(?:{_ALL})\s*】\s*：?|(?:{_ALL.replace('?P<', '?P<b_')})\s*：)(?:\*\*)?"
)
# Words that name a column and, within a paragraph, may tell of anything: 排查，发现问题：12个.
_COLUMN_OF_FINDINGS = re.compile(r"(?:审计|检查|督察|巡[视察])?(?:查出|发现|指出|揭示)的?(?:具体|主要)?问题")
_WHOLE = re.compile(rf"(?:巡[视察]组?)?(?:{_ALL})(?:及.{{1,6}})?")


class Labelled(NamedTuple):
    """A value and the label it stands under; `name` is a key of the table above."""

    name: str
    value: str
    origin: Origin
    paragraph: int
    label: str


def labelled(paragraphs: list[Paragraph]) -> list[Labelled]:
    """Return the labelled values of paragraphs; a label at a paragraph's end stands for those that follow."""
    found: list[Labelled] = []
    for index, paragraph in enumerate(paragraphs):
        matches = list(_LABEL.finditer(plain(paragraph.text)))
        for match, after in zip(matches, [*matches[1:], None], strict=False):
            end = after.start() if after else len(paragraph.text)
            value = paragraph.text[match.end() : end].strip()
            found.append(Labelled(_name(match), value, paragraph.origin, index, match[0].strip()))
    return found


def beside_fields(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return paragraphs without the labels that become fields as they stand (责任单位：工管科), empty ones left out."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        text = plain(paragraph.text)
        matches = list(_LABEL.finditer(text))
        kept, at = "", 0
        for match, after in zip(matches, [*matches[1:], None], strict=False):
            if _name(match) in _FIELDS:
                kept += paragraph.text[at : match.start()]
                stop = _STOP.search(text, match.end(), after.start() if after else len(text))
                at = stop.end() if stop else after.start() if after else len(text)
        if text := (kept + paragraph.text[at:]).strip():
            found.append(paragraph._replace(text=text, joints=()) if at else paragraph)
    return found


def _name(match: re.Match[str]) -> str:
    return next(name for name in _WORDS if match[name] or match[f"b_{name}"])


def name_of_label(text: str) -> str:
    """Return what a text by itself introduces, as the name of a column does; empty for none."""
    text = re.sub(r"\s+|[：:（(].*$", "", plain(text))
    if _COLUMN_OF_FINDINGS.fullmatch(text):
        return "finding"
    match = _WHOLE.fullmatch(text)
    if match:
        return next(name for name in _WORDS if match[name])
    return ""


def name_of_first_label(text: str) -> str:
    """Return what the label introduces with which a paragraph begins; empty where it begins with none."""
    match = _LABEL.match(plain(text))
    return _name(match) if match else ""


def without_label(text: str) -> str:
    """Return a heading without the label in brackets before it, or that of a task: 【反馈问题】场馆偏少 → 场馆偏少."""
    bracketed = re.match(r"^\s*【[^】]{2,8}】\s*[：:]?\s*(?=\S)", text)
    is_finding = bool(bracketed) and name_of_first_label(text) == "finding"
    return text[bracketed.end() :] if bracketed and is_finding else without_task(text)


def without_task(text: str) -> str:
    """Return a heading without the label of a task before it: 整改任务：解决… → 解决…"""
    return re.sub(r"^\s*【?\s*整改(?:任务|事项)\s*(?:】\s*[：:]?|[：:])\s*", "", text)


def starts_with(text: str, *names: str) -> bool:
    """Whether a paragraph begins with a label of one of these kinds."""
    return name_of_first_label(text) in names
