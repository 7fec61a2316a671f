"""What is to be verified, and where it stood in the source, in the editor's language."""

import re
from collections.abc import Callable

from gongkai.importers.document import Origin
from gongkai.importers.found import Found
from gongkai.importers.problem_found import ProblemFound
from gongkai.language import mark

Translate = Callable[[str], str]
# The fields of a notice as an editor knows them.
NAMES = {
    "title": "标题",
    "kind": "类型",
    "published": "发布日期",
    "dated": "成文日期",
    "document_number": "文号",
    "index_number": "索引号",
    "inspection.category": "类别",
    "inspection.body": "机构",
    "inspection.round": "轮次",
    "inspection.start": "进驻",
    "inspection.end": "结束",
    "inspection.feedback": "反馈",
    "as_of": "截至",
    "signature": "署名",
    "number": "编号",
    "finding": "问题",
    "status": "状态",
    "unit": "责任单位",
    "deadline": "时限",
    "completed": "完成日期",
    "done": "已完成",
    "open": "未完成",
    "aspects": "方面",
    "categories": "类别",
    "problems": "问题",
    "suggestions": "建议",
    "tasks": "任务",
    "measures": "措施",
    "name": "名称",
    "value": "数值",
    "hedge": "概数",
    "consultation.start": "征求意见.起",
    "consultation.end": "征求意见.止",
    "contacts.address": "地址",
    "contacts.postcode": "邮编",
    "contacts.office_hours": "办公时间",
    "contacts.phones": "电话",
    "contacts.faxes": "传真",
    "purpose": "用途",
    "hours": "时间",
    "organization.name": "机构名称",
    "organization.short_name": "机构简称",
    "organization.level": "机构层级",
}


def flat(text: str) -> str:
    """Return text as one line."""
    return re.sub(r"\s+", " ", text).strip()


def doubt_words(found: Found, _: Translate) -> str:
    """Say in the editor's language what is to be looked at: the field, why, and where it stood."""
    name = NAMES.get(re.sub(r"\[\d+\]$", "", found.field)) or (
        "号码" if found.field.endswith(".number") else found.field
    )
    reason = _(found.reason).format(**dict(found.details)) if found.reason else _(mark("not sure"))
    words = _(mark("{field}: {reason} ({place})"))
    return words.format(field=name, reason=reason, place=place_words(found.origin, _))


def named_doubt(problem: ProblemFound, found: Found, _: Translate) -> str:
    """Say what is to be looked at in a problem, with the problem's name."""
    words = _(mark("“{problem}”: {doubt}"))
    return words.format(problem=flat(problem.section.title)[:40], doubt=doubt_words(found, _))


def place_words(origin: Origin, _: Translate) -> str:
    """Say where in the source something stood."""
    parts = []
    if origin.page:
        parts.append(_(mark("page {number}")).format(number=origin.page))
    if origin.sheet:
        parts.append(origin.sheet)
    if origin.row:
        parts.append(_(mark("row {number}")).format(number=origin.row))
    elif origin.line:
        span = f"{origin.line}" if origin.last in (0, origin.line) else f"{origin.line}–{origin.last}"
        parts.append(_(mark("line {number}")).format(number=span))
    return " ".join(parts)
