"""What says, in whatever words, that the work on a problem is behind its plan; single clauses, so never sure."""

import re
from collections.abc import Sequence

from gongkai.importers.status_words import Said
from gongkai.model import Status

# A clause that says that the work is behind, whatever it names: 补缴进度滞后, 比方案规定的节点滞后约半年.
_HOW_MUCH = r"(?:了?(?:大?约|近)?[\d一二三四五六七八九十两半]+(?:个?多?(?:月|季度)|年|天|周))?"
_PLANNED = r"[\u4e00-\u9fff]{0,12}?(?:要求|计划|进度|安排|节点|方案|预期|时限)"
_BEHIND = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,12}}?(?:进度|进展|推进|步伐)(?:相对|较为|有所|明显|略|比较|仍然?|还)*(?:滞后|落后|偏慢|缓慢|较慢)(?:于?{_PLANNED})?"
    rf"|[\u4e00-\u9fff]{{0,12}}?(?:未(?:能)?(?:达到?|赶上|跟上|按照?)|不及)(?:序时|时序|计划|预期|预定|既定|规定)(?:的)?(?:进度|节点|时限)?(?:要求|完成|推进)*"
    rf"|[\u4e00-\u9fff]{{0,8}}?[比较]{_PLANNED}的?(?:有所|明显)?(?:滞后|落后|延后|推迟)"
    rf"|[\u4e00-\u9fff]{{0,8}}?(?:滞后|落后|慢)于?{_PLANNED}"
    rf"|未(?:能)?(?:按期|如期|按时限?)完成(?:整改)?(?:任务)?){_HOW_MUCH}"
)
# What is about being behind and does not say it, or what was made up for since.
_NOT_BEHIND = re.compile(
    r"^对|针对|防止|避免|原因|由于|解决|杜绝|克服|扭转|改变|问题|通报|约谈|现象|情形|建立|凡|一旦|出现|如有|是否|曾|此前|已按|不再|并未"
)
_CAUGHT_UP = re.compile(
    r"(?:现|目前|至今|均|都)?已(?:经|全部|全面|基本)*(?:赶上|追上|追回|完成|恢复|达到|整改|到位|办结|销号)"
)


def behind_plan(sentences: Sequence[str]) -> list[Said]:
    """Return that the work is behind, if a clause of these last sentences says so and none that it caught up."""
    clauses = [clause for sentence in sentences for clause in sentence.split("，")]
    for index, clause in enumerate(clauses):
        if _BEHIND.fullmatch(clause) and not _NOT_BEHIND.search(clause):
            rest = clauses[index + 1 :]
            return [] if any(map(_CAUGHT_UP.match, rest)) else [Said(Status.behind, clause, of_whole=False)]
    return []
