"""How notices word a status: the words of each, the sentence that is one, the names for the problem as a whole.

Knows phrases; where in a problem they stand and what they then mean is told by `statuses`.
"""

import re
from typing import NamedTuple

from gongkai.importers.dates_found import in_figures
from gongkai.importers.found import closed, plain
from gongkai.model import Status

# When and how far something was done, before the verb: 已按期, 均已如期, 现已全部.
# What may repeat is bounded, and no two words make a third: a line of nothing but 均已 would else take for ever.
_BY_NOW = r"(?:已经?|均|都|现|皆已|全部|全面|按(?:期|时|要求|规定|计划|方案)(?:要求)?|如期|顺利|提前|彻底|整体){0,8}"
# What completes a rectification as a whole, so that it needs no 已 before it.
_COMPLETES = (
    r"(?:完成(?:了)?(?:既定|全部|预定)?(?:闭环)?整改(?:任务|目标|要求|事项|工作)?(?:销号)?|整改(?:完成|到位|完毕|办结|销号|闭环)|(?:完成|办结|验收|闭环)(?:并)?销号"
    r"|(?:通过|完成)(?:了)?(?:整改|[市县区镇乡省]级)*(?:验收|核查)(?:并销号|销号)?|(?:同意|准予|予以)销号|(?:达到|符合)(?:了)?(?:整改|销号)(?:目标|要求|标准|条件))"
)
_SHORT = r"(?:完成|整改|销号|办结|解决|纠正|闭环|(?:整改)?落实(?:到位|完毕)?|整改(?:完毕|到位))"
_STAGE = r"(?:已)?取得(?:了)?(?:明显|初步|较好)?阶段性(?:成果|成效|进展)"
_GOES_ON = (
    r"(?:正在?|持续|仍在|尚在|还在|继续|长期|有序|按(?:序时|计划|时序|进度)(?:进度)?"
    r"|坚持|序时|稳步|加快|抓紧|积极|全力)"
)
# How notices word a status, the longer words first (facts of the field; 阶段性完成 is not done).
_WORDS: tuple[tuple[Status, str], ...] = (
    (
        Status.in_progress,
        r"(?:尚)?未(?:全部)?完成(?:整改)?，(?:目前)?(?:正在|仍在|尚在|持续|有序|抓紧|加快|积极){0,4}(?:整改|推进|办理|实施){1,2}中?",
    ),
    (
        Status.behind,
        r"(?:整改|工作|推进|落实)?(?:进展|进度|推进|落实)(?:相对|较为|有所|明显|略|比较)?(?:滞后|落后|偏慢|缓慢|较慢)(?:于?(?:序时|时序|计划)(?:进度|要求)?)?"
        r"|未(?:能)?按?(?:序时|时序)(?:进度)?(?:完成|推进)|未(?:能)?达到?(?:序时|时序)进度(?:要求)?"
        r"|(?:滞后|落后|低|慢)于?(?:序时|时序)进度(?:要求)?|滞后",
    ),
    (
        Status.not_done,
        r"(?:尚|暂|还|仍)?未(?:能)?(?:全部|全面)?(?:完成整改|整改完成|整改到位|完成|整改|启动(?:整改)?|销号|到位|解决|办结)|没有完成|尚未(?:开始|启动)",
    ),
    (
        Status.mostly_done,
        rf"{_STAGE}，?(?:并|并将|将|正在)?持续(?:整改|推进)"
        r"|(?:已)?基本(?:完成整改|整改完成|整改到位|完成|整改|到位|解决|落实(?:到位)?)"
        r"|(?:已)?部分(?:完成|整改)(?:整改)?|(?:已)?阶段性(?:完成|整改到位)(?:整改)?(?:任务|目标)?"
        rf"|{_STAGE}，?(?:属|属于|为)?基本(?:完成|整改)(?:整改|到位)?|(?:属|属于)基本(?:完成|整改)(?:整改|到位)?"
        rf"|(?:已)?(?:完成|实现)阶段性(?:整改)?(?:任务|目标|整改)(?:任务|目标)?|{_STAGE}",
    ),
    (
        Status.done,
        rf"{_BY_NOW}{_COMPLETES}(?:并销号|并已销号|销号)?"
        rf"|整改(?:任务|工作|事项)?(?:已经|已|均已|全部|已全部)(?:完成|到位|办结|销号)(?:并销号)?|(?:全部)?(?:已经?|均已?|都已?|现已?|全部){_BY_NOW}{_SHORT}|(?:如期|按期|按时|提前)完成|销号|办结|完成",
    ),
    (
        Status.in_progress,
        rf"(?:{_GOES_ON}、?)+(?:进行)?(?:整改|推进|落实|办理|实施)+(?:之?中)?"
        r"|(?:正在|持续|仍在)进行|(?:持续|正在)*(?:整改|推进|进行|办理|实施)中|未完成|(?:已)?(?:达到?|符合|满足)(?:序时|时序)进度(?:要求)?"
        r"|(?:尚|仍|还)?需(?:要)?(?:继续|长期|持续)(?:坚持|推进|整改|跟进|落实|用力|发力)+",
    ),
)
_PHRASE = "|".join(f"(?P<s{index}>{pattern})" for index, (_, pattern) in enumerate(_WORDS))
TAIL = (
    r"(?:(?:，|、|；|并|且)(?:并|且|将|需|已|仍|今后|后续|下一?步|继续|还)*(?:长期坚持|常态化坚持|坚持常态化?|持续(?:坚持|推进"
    r"|巩固|深化|整改|用力)[^，。]{0,10}|立行立改|即知即改|边巡边改|销号|巩固[^，。]{0,10}|转入[^，。]{0,8}"
    r"|在集中整改期内完成|常态长效|建立[^，。]{0,6}(?:长效)?机制|(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?)?(?:经|通过)[^，。；]{0,16}(?:验收|核查|核验|评估|认定|审核|确认)(?:合格|通过)?并?(?:销号)?)|（(?:长期坚持|立行立改|持续推进|常态化[^）]{0,6}|\d{4}年\d{1,2}月(?:\d{1,2}日)?)）)*"
)
_HEAD = r"(?:(?:立行立改|即知即改|边巡边改|立查立改|长期坚持|常态化坚持)[，、；])?"
# What a sentence of status may name before it: when, and the problem, the task, the work on it.
_WHEN = (
    r"(?:截至(?:目前|\d{4}年\d{1,2}月(?:\d{1,2}日|底)?)?，?|[目当]前，?|现|至此，?|经整改，?|通过整改，?|综上，?){0,4}"
)
_WHOLE_WORDS = (
    r"(?:(?:该|此|本|上述|以上|这){1,3}(?:[项条类个](?:具体|反馈)?(?:整改)?(?:问题|任务|事项|工作)?|一问题|(?:具体|反馈)?(?:整改)?(?:问题|任务|事项|工作))(?:的?整改(?:工作|任务)?)?"
    r"|(?:该|此|本)整改|(?:相关|反馈|具体|各项|所有|全部){0,4}问题(?:的?整改(?:工作|任务)?)?|整改(?:工作|任务|事项)?)"
)
_SUBJECT = rf"{_WHEN}(?:{_WHOLE_WORDS}(?:将(?=[长持继]))?)?(?:目前|现|均|都|总体|整体){{0,4}}(?:为(?=基本|部分|阶段))?"
# What is to come, behind a status: 正在整改，预计12月底前上线.
PLAN = re.compile(
    r"(?<=[\u4e00-\u9fff])，(?:预计|计划|力争|拟|确保|待|届时|(?:整改|完成|办结)?(?:时限|期限|时间)|今后|后续|接下来|下一?步|还?将(?:继续|进一步|持续|长期)|\d{4}年[^，。；]{1,8}前)[^。；]*$"
)
# What follows on a status and says that something else is left: 已完成整改，但验收尚未完成.
TAKES_BACK = re.compile(r"^但|其余|剩余|尚未|尚有|还有|仍|正在")
NAMES_WHOLE = re.compile(rf"{_WHEN}{_WHOLE_WORDS}")
# The same at the beginning of a sentence whose last clause says how far it is.
SPEAKS_OF_WHOLE = re.compile(rf"{_WHEN}(?:该|此|本|这)(?:[项条类个])?(?:具体|反馈)?(?:整改)?(?:问题|任务|事项|工作)")
OF_THIS = re.compile(rf"{SPEAKS_OF_WHOLE.pattern}(?:的?整改(?:工作|任务)?)?(?:目前|现)?(?:{_PHRASE}){TAIL}")
# What is said of a plan is said of the whole, whichever clause says it.
AGAINST_PLAN = re.compile(r"(?:未(?:能)?达到?|(?:滞后|落后|低|慢)于?|(?:已)?(?:达到|符合))(?:序时|时序)进度(?:要求)?")
_WHOLE = re.compile(rf"{_HEAD}(?:{_PHRASE}){TAIL}")
SENTENCE = re.compile(rf"{_SUBJECT}{_HEAD}(?:{_PHRASE}){TAIL}")
# 前 tells a day that is past only behind 已于: 2024年12月底前完成整改 is a plan.
ON_DAY = re.compile(
    r"(?:(?P<past>已)于|(?<![由对关已])于|^|(?<=问题)(?=\d{4}年\d{1,2}月\d{1,2}日)|(?<=[任事][务项])(?=\d{4}年\d{1,2}月\d{1,2}日))(?P<day>\d{4}年\d{1,2}月(?:\d{1,2}日|底|上旬|中旬|下旬|初)?)(?(past)前?)(?=(?:已|全部|全面|如期|按期)?(?:完成|整改|销号|办结|通过))"
)


# A line that says of which problems the list below it is: 基本完成整改的问题如下：, 以下问题已完成整改：
_INTRODUCES = re.compile(
    r"(?:^|[，。；])(?:(?:其中|目前)?(?P<before>[^，。；：]{2,20}?)的(?:具体|反馈)*(?:问题|事项|任务)(?:如下|有|包括|为|是|主要有)?"
    r"|(?:以下|下列)(?:各?\d{0,3}[个项条])?(?:具体|反馈)*(?:问题|事项|任务)(?P<behind>[^，。；：]{2,14}))：$"
)


class Said(NamedTuple):
    """A status, and the words that say it; `clear` if no other words of the problem say otherwise.

    `of_whole` is false where the words may be of a measure only.
    """

    status: Status
    words: str
    clear: bool = True
    of_whole: bool = True


def read_plain(text: str) -> str:
    """Return a text as it is compared here: plain, without space, its dates in figures."""
    return in_figures(closed(plain(text)).replace("**", ""))


def introduced(text: str) -> str:
    """Return the words in which a line says how far the problems of the list below it are; empty where it does not."""
    match = _INTRODUCES.search(text)
    return (match["before"] or match["behind"]) if match else ""


def whole(clause: str) -> Said | None:
    """Return the status that a clause says of the problem, whatever words for the problem stand before it."""
    match = SENTENCE.fullmatch(ON_DAY.sub("已", read_plain(clause).strip("。；，、*")))
    return said_by(match, clause) if match else None


def phrase(text: str) -> Said | None:
    """Return the status that a text is, None where it is more than that or something else."""
    match = _WHOLE.fullmatch(read_plain(text).strip("。；，、*“”"))
    return said_by(match, text) if match else None


def said_by(match: re.Match[str], words: str) -> Said:
    """Return the status that a match of one of these patterns says, in the words that it was found in."""
    index = next(number for number in range(len(_WORDS)) if match[f"s{number}"])
    return Said(_WORDS[index][0], words.strip())
