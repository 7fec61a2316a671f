"""What speaks for each kind of document, in its title and its text. Weighs nothing against anything: see `kinds`."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

_GENRES = "通报|通告|公告|公示|报告|公开|公布|函|说明|总结|汇报"
_OUTCOME = "情况|进展|进度|结果|成效|销号"
# What stands between 整改 and what became of it, and between that and the genre. No word is made of others here, so
# that there is one way only to read a title.
_OF_THE_WORK = (
    "落实|工作|任务|事项|问题|措施|清单|推进|完成|办理|验收|方案|集中|总体|整体|阶段性?|最终|期|第?[一二三]批|有关|以及"
    "|信息|“?回头看”?|[的和及与、]"
)
# The same without the word: 落实市委巡察反馈意见情况, 审计查出问题办理结果.
_FOLLOWED_UP = (
    "(?:落实|办理)[^，。]{0,36}(?:意见|建议|问题|事项)(?:的?(?:情况|结果|进展))"
    "|(?:反馈|查出|发现|指出|移交)[^，。]{0,14}(?:办理|落实|处理|整治)(?:情况|结果|进展)"
    "|(?:审计|巡[视察]|督察|检查|反馈|整改|监督)(?:整改|反馈|处理)?(?:意见|建议|决定)(?:和建议)?的?(?:执行|落实|采纳|办理)(?:情况|结果)"
)


class Sort(StrEnum):
    """What a document can be; the values of those that become no notice are the diagnostics that say so."""

    rectification = "rectification"
    work = "work"
    meeting = "import-meeting"
    moving_in = "import-moving-in"
    handed_over = "import-feedback-meeting"
    newspaper = "import-newspaper"
    other = "import-unknown"


class Cue(NamedTuple):
    """Words that speak for a kind, with how much they say; where they are repeated, up to `most` times that."""

    sort: Sort
    weight: float
    words: re.Pattern[str]
    most: int = 1


def _cues(*rows: tuple[Sort, float, str] | tuple[Sort, float, str, int]) -> tuple[Cue, ...]:
    return tuple(Cue(row[0], row[1], re.compile(row[2]), *row[3:]) for row in rows)


# In the title, without what it quotes.
_TITLE = _cues(
    # It reports what became of findings: 整改…情况, 整改进展, 落实…反馈意见情况, to its end.
    (
        Sort.rectification,
        3,
        rf"(?:整改(?=[^，。]*?(?:{_OUTCOME}|{_GENRES}|台账|表))|{_FOLLOWED_UP})(?:{_OUTCOME}|{_OF_THE_WORK}|{_GENRES}|台账|表)*(?:（[^）]*）)*\d*$",
    ),
    (
        Sort.rectification,
        2,
        rf"整改(?!不)(?:{_OF_THE_WORK})*(?:{_OUTCOME}|完成|落实|台账|清单|一览|[^代]表)|{_FOLLOWED_UP}",
    ),
    (
        Sort.work,
        4,
        r"^(?!.*整改).*(?:工作(?:总结|报告|要点|计划|安排|情况|思路|打算|纪实|通报)|总结|述职|工作.{0,20}(?:情况|安排|报告))",
    ),
    (Sort.work, 2, r"整改.*(?:工作总结|述职)|总结"),
    (
        Sort.work,
        3,
        r"^(?!.*整改).*(?:主体责任|党建|党风廉政|从严治党|法治政府|意识形态|安全生产|信息公开|政务公开|绩效)[^，。]{0,16}(?:情况|报告|总结|汇报)$",
    ),
    (Sort.meeting, 3, r"召开|举行|推进会|动员会|部署会|专题会|座谈会|调度会|民主生活会|学习会|交流会|约谈会|汇报会"),
    (Sort.meeting, 1.5, r"会议|专题研究|调研|督导|传达学习|部署"),
    (
        Sort.meeting,
        2,
        r"(?:扎实|全力|强力|深入|认真|积极|持续|有序|高效|从严)(?:推进|推动|抓好|做好|开展|落实).*整改(?:落实|工作|任务)*$",
    ),
    (Sort.moving_in, 3, r"进驻|入驻"),
    (Sort.moving_in, 5, r"巡[视察](?!.*整改).{0,24}动员"),
    (
        Sort.moving_in,
        3,
        r"(?:巡[视察]|督察)(?!.*(?:整改|反馈)).{0,24}(?:公告|通告|公示)$|关于.{2,30}(?:开展|进行).{0,12}巡[视察].{0,6}(?:公告|通告)",
    ),
    (
        Sort.handed_over,
        3.5,
        r"(?:向|对).{2,40}(?:反馈|通报).{0,20}(?:情况|意见)$|反馈(?:会|会议|大会)|(?:的)反馈意见$|巡[视察]反馈(?:工作)?$",
    ),
    # What is no report: rules, plans, orders, answers, speeches, minutes, requests, what is bought and who is heard.
    (
        Sort.other,
        4,
        r"^(?!.*总结).*(?:办法|规定|细则|条例|规则|制度|规程|规范|标准|预案|指南|指引|目录|方案|计划|分解表|分工|承诺书|责任书|任务书|纪要|请示|批复|解读|决定|决定书|通知书|提示|讲话|发言|提纲|致辞|倡议书?|启事|建议书|心得|体会|材料|简历|名单)(?:（[^）]{1,12}）)*$",
    ),
    (Sort.other, 4, r"答复|复函|督办|测评|问卷|征求|征集|采购|招标|磋商|招聘|任前|典型|问责|讲话|领导小组的"),
    (
        Sort.other,
        5,
        r"(?:抽查|检查|督查|评估|考核|评议)的?(?:通报|公告|报告|情况)?$|(?<!反馈)意见(?:（[^）]{1,12}）)*$",
    ),
    (Sort.other, 2, r"^(?!.*整改).*(?:审计|检查|督察|评估|考核)(?:结果|报告|情况)(?:的?(?:公告|公示|通报))?$"),
    (Sort.other, 3, r"等[\d一二三四五六七八九十]{1,3}个?(?:省|市|县|区|地|单位|部门)"),
    (Sort.other, 2, r"通知(?:（[^）]{1,12}）)*$|要求|报送|上报|(?:责任|任务|措施)(?:清单|分解)"),
)
# In the text, without any space.
_TEXT = _cues(
    (
        Sort.rectification,
        0.5,
        r"完成整改|整改(?:到位|完成|完毕)|已(?:全部)?(?:整改|销号|办结|完成)|正在(?:整改|推进)|持续(?:整改|推进)|\d{1,4}个问题(?:已|均)",
        3,
    ),
    (Sort.rectification, 0.5, r"(?:整改|落实|完成|办理)(?:情况|进展|结果|状态)：", 3),
    (Sort.rectification, 0.25, "整改", 4),
    (Sort.rectification, 0.5, r"(?:巡[视察]|督察|审计)[^。]{0,80}反馈"),
    (Sort.work, 1, r"(?:总结|报告)如下"),
    (
        Sort.meeting,
        0.75,
        r"会议(?:强调|指出|要求|认为|听取|传达|学习|审议|通报)|(?:出席|参加|列席)(?:了)?会议|主持会议|主持召开|参加(?:了)?(?:会议|座谈|调研)?。|强调，",
        4,
    ),
    (Sort.meeting, 1, r"(?:近日|日前|\d日)[，,]?.{0,30}召开"),
    (
        Sort.handed_over,
        0.75,
        r"(?:反馈|巡[视察]组?|督察组?)(?:认为|指出|强调|要求)|(?:提出|提了)[^。]{0,8}(?:整改)?(?:意见|建议|要求)：|(?:线索|反映)[^。]{0,20}(?:转|移交)[^。]{0,16}处理|主要(?:问题)?(?:是|有)：|作(?:了)?表态(?:发言|讲话)",
        4,
    ),
    (Sort.moving_in, 3, r"主要受理"),
    (
        Sort.moving_in,
        1,
        r"[、：](?:巡[视察]|督察)(?:对象|内容|时间|范围|重点)|(?:信访)?接待室|接访|来信[、，]?来电|来电[、，]?来访|进驻期间|巡[视察]期间，",
        3,
    ),
    (
        Sort.other,
        1.5,
        r"(?:制定|遵照|印发|按照)本[\u4e00-\u9fff]{0,6}(?:办法|规定|细则|条例|规则|制度|方案)|本(?:办法|规定|细则|条例|规则|制度|方案)(?:由|自)",
        2,
    ),
    (
        Sort.other,
        1,
        r"请(?:各|你)(?:单位|部门|科室|镇|乡|局)|遵照执行|认真贯彻(?:执行|落实)。|(?:于|在)[^。，]{2,14}前(?:将|报|上报|反馈)",
        2,
    ),
    (Sort.other, 1.5, r"行政复议|行政诉讼|提出复查|信访人|信访事项|供应商|自愿接受|妥否"),
    (Sort.other, 2, r"同志们：|谢谢大家"),
    (Sort.other, 1, r"指导思想|基本原则|总体要求|组织保障|保障措施", 3),
    # The press tells of others, and of when it was told.
    (Sort.other, 3, r"[社报网台][\u4e00-\u9fff]{0,6}\d{1,2}月\d{1,2}日[电讯]"),
    (
        Sort.other,
        1,
        r"据(?:了解|悉|介绍)|获悉|\d日(?:公布|发布|通报|消息)，|听新闻|公布完毕|(?:集中|陆续|分批|相继)(?:公布|公开)",
        3,
    ),
    (Sort.other, 1, r"（?(?:通讯员|记者)|本[报网]讯|”[^。“]{0,20}(?:说|表示|介绍)。", 2),
    (Sort.other, 0.75, r"拟采取|拟整改|将成立|将扩建|将开展|力争", 3),
)
# News: what someone does, or how far others are.
_NEWS = Cue(
    Sort.other,
    4,
    re.compile(
        r"^(?!.*关于)[^，。]*(?:开展|推进|推动|组织|抓好|做好|加强|强化|启动|部署|加快)[^，。]*整改[^，。]*(?:工作|行动|任务|落实)$"
        r"|(?:全部|陆续|集中|相继|分批|对外)(?:公布|公开|发布)$"
        r"|完成(?:近|超|过|逾|约|将)*(?:半|[一二三四五六七八九]成|[\d.]+%)|[已超]过半"
    ),
)
_SENDS = re.compile(r"(?:印发|转发|下发)《(.+)》")
_QUOTED = re.compile(r"[“《].*?[”》]")


def in_title(title: str) -> list[Cue]:
    """Return what a title shows of the kind, with what each says; what it quotes is another document.

    What it sends out (关于印发《…》的通知) is this one.
    """
    sent = _SENDS.search(title)
    words = sent[1] if sent else _QUOTED.sub("", title)
    cues = _met(_TITLE, words)
    return [_NEWS, *(cue for cue in cues if cue.sort is not Sort.rectification)] if _NEWS.words.search(words) else cues


def in_text(text: str) -> list[Cue]:
    """Return what a text shows of the kind, with what each says."""
    return _met(_TEXT, text)


def _met(cues: Iterable[Cue], text: str) -> list[Cue]:
    counts = [(cue, min(cue.most, len(cue.words.findall(text)))) for cue in cues]
    return [cue._replace(weight=cue.weight * count) for cue, count in counts if count]
