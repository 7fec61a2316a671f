"""How headings say what they are about: something wrong, a measure, the work, what comes next. Knows words only."""

import re
from functools import lru_cache

# How a heading says what was wrong, at its end.
_DEFICIT = re.compile(
    r"(?:不(?!移|舍|懈|断|止|放松|松劲|松懈|动摇|变|留死角|走过场|少于|低于|忘|负)[\u4e00-\u9fff]{1,6}"
    r"|弱化|薄弱(?:环节)?|缺失|缺位|缺乏|欠缺|欠账|缺口|滞后|松懈|松散|松弛|松劲|淡化|虚化|泛化|异化|偏差|差距|温差|落差|短板|弱项"
    r"|[\u4e00-\u9fff]{2}慢|隐患|风险|乏力|无力|迟缓|缓慢|偏[低少弱软慢短高大长重散]|[过较]高|高企|风险(?:较|偏)?[高大]|单一|混乱|粗放|粗糙|随意|流于形式|走过场|一阵风|打折扣|走样|变形"
    r"|(?:结余|结存|差距|波动|压力|负担|难度|漏损)(?:较|过|偏|仍)?大|失管|失察|失之于宽|宽松软|形式主义|官僚主义|有待(?:进一步)?(?:加强|提高|提升|完善|深化|增强)"
    r"|需(?:要)?(?:进一步)?(?:加强|提升|完善)|压而不实|严而不|[较过](?:少|弱|差|低|慢|小|窄|多)|率低|(?:落地|投入|覆盖|办法|手段|渠道)少|违规[\u4e00-\u9fff]{2,12}|违反[\u4e00-\u9fff]{2,16}"
    r"|漏洞|盲区|空白|死角|堵点|梗阻|断档|脱节|虚设|断层|老化|超期|逾期|超标|递减|衰减|空转|悬空|失真|失实|倒挂|流失|拖延|(?:时间|周期)(?:较|过|偏)长|现象|倾向|苗头|时有发生|易发多发|屡禁不止|屡查屡犯|久拖未[决解]|两张皮"
    r"|力度(?:还)?不(?:够)?(?:大|强)?|未[\u4e00-\u9fff]{2,12}|(?:较为|比较|十分)?突出)[’”]?[。；]?$"
)
# What is wrong whichever clause of a heading says it, as set phrases do: 重建轻管, 以罚代管, 应收未收, 一发了之.
_WRONG = re.compile(
    r"重[\u4e00-\u9fff]{1,4}[、，]?轻[\u4e00-\u9fff]{1,4}|以[\u4e00-\u9fff]{1,3}代[\u4e00-\u9fff]{1,3}(?=[”’，、]|$)|应[\u4e00-\u9fff]{1,2}未[\u4e00-\u9fff]{1,2}|一[\u4e00-\u9fff]了之|先[\u4e00-\u9fff]{1,2}后[\u4e00-\u9fff]{1,2}(?=[”’]|$)"
    r"|化整为零|规避招标|肢解发包|拆分发包|围标|串标|名存实亡|有名无实|名有实无|人浮于事|暗箱操作|量身定制|体外循环|带病运行|近亲繁殖|大锅饭|平均主义|灯下黑|僵尸|一刀切|老好人|家长式|形同虚设"
    r"|(?:挂账|冒领|套取|挪用|挪作他用|挤占|侵占|乱象|造假|作假|虚假|直排|混接|错接|扰民|敷衍|推诿|弄虚作假)(?=[”’，；。]|现象|严重|突出|$)"
    r"|超(?:编制?|标准|概算|预算|范围|比例|职数|面积|时限)(?![\u4e00-\u9fff]{0,4}(?:清理|整治|治理))"
)
# Verbs and qualities that say so at the end.
_ENDS_WRONG = re.compile(
    r"(?:[\u4e00-\u9fff]{2}(?:少|多|弱|窄|差|低|短|难|散|乱|旧|漏|软)|(?:没有|没|无)[\u4e00-\u9fff]{1,6}|闲置|空置|沉淀|沉睡|滞留|积存|撂荒|亏损|反弹|反复|重复|雷同|破损|损毁|失修|陈旧|老旧|过时|空岗|脱岗|失控|失序|失管|漏雨|堵塞|模糊|不[高大多长快优]"
    r"|长期[\u4e00-\u9fff]{2,6}|久拖[\u4e00-\u9fff]{0,4}|应付|拖拉|拖沓|拖欠|拖延|延迟|超期|逾期[\u4e00-\u9fff]{0,2}|空洞|笼统|空心化|老龄化|偏松|过宽|宽松|臃肿|紧后松|遗漏|疏漏|漏点|漏洞|缺口[较]?大|欠[\u4e00-\u9fff]{2}|过[快慢宽窄多少高低长短大小松软]"
    r"|代[记写签办]|补[记写填签])[’”]?[。；]?$"
)
_ASKS_FINDING = re.compile(r"(?:针对|关于|对于|对照|围绕)?[“《【‘].{2,400}[”》】’]?(?:等|方面|的|突出|共性|存在)*问题")
ABOUT = re.compile(r"^(?:针对|关于|对于)(?!加强|推进|做好|开展|落实|深化|进一步).{2,400}?(?:等|方面|的|突出)*问题")
_PROBLEM_END = re.compile(
    r"(?:问题|现象)(?:的)?(?:整改(?:落实)?(?:情况|进展(?:情况)?|工作)?|落实情况|整改措施)?(?:方面)?[。：；]?$"
)
_QUOTED = re.compile(r"^(?:[“【].{4,200}|(?:关于|针对|对于)“.{4,400})[”】](?:（[^）]{2,14}）)?[。：；]?$")
PART_END = re.compile(
    r"(?:方面|方面的?问题|方面存在的(?:主要)?问题|存在的(?:主要|突出)?问题|反馈(?:的)?(?:主要|具体)?问题(?:的)?整改(?:落实|进展)?情况|问题整改(?:落实|进展)?情况|整改(?:落实|进展)?情况)[。：]?$"
)
NEXT = re.compile(
    r"(?:审计|监督|管理|整改|意见)*建议(?:的)?(?:采纳|落实|办理|整改)(?:情况)?|下一步|今后|下阶段|(?:持续|继续|不断)?巩固(?:拓展|深化|提升)?.{0,6}(?:整改)?(?:工作)?(?:成果|成效)|标本兼治|长效机制|(?:持续|继续)(?:抓好|做好|深化|推进)(?:后续)?(?:整改|巡视|巡察)|工作打算|努力方向|后续整改"
)
ORGANIZING = re.compile(
    r"组织(?:领导|落实|推进|实施|开展|部署)|统一思想|思想认识|政治站位|(?:履行|扛起|压实|落实|强化|担起)[\u4e00-\u9fff“”]{0,8}(?:责任|担当)|主体责任(?:落实|履行)?情况|(?:总体|整体)(?:情况|进展|成效|推进)|基本情况|工作(?:开展|部署|推进|组织)情况"
    r"|整改工作(?:组织|推进|总体)?(?:情况|开展情况)?$|主要做法|加强领导|提高认识|高度重视|精心(?:组织|部署)|周密部署|整改(?:责任|方案|机制)(?:落实|制定)?(?:情况)?$|整改成效$|取得的?(?:主要)?成效|主要成效"
)
# How headings begin that say what was done.
_MEASURE = re.compile(
    r"(?:强化|加强|推进|推动|深化|完善|健全|建立|抓好|抓实|抓牢|着力|认真|规范|坚持|坚决|补齐|消除|堵塞|弥补|根治|遏制|杜绝|防止|避免|填补|扭转|打通|克服|破解|摸清|充实|留住|设立|推广|严格|严肃|防范|化解|提升|提高|压实|夯实|构建|优化|加大|加快|做好|做实|扎实|切实|全面|积极|聚焦|突出|引导|助推|锲而不舍|持续|进一步|解决|开展|组织|制定|整治|整顿|纠治|纠正|激励|大力)"
)
_LONGEST_NAME = 60
# Verbs of what was done, whose objects may be words of what was wrong: 清理长期挂账.
_DOES = re.compile(
    r"(?:全部|逐[一项个户笔]|及时|立即|重新|统一|集中|专项)?(?:清理|清退|清查|清收|核查|核实|核销|排查|摸排|追回|追缴|收回|约谈|修订|修改|出台|印发|组建|成立|增设|新增|更换|补办|补签|处置|拆除|取缔|关停|整合|盘活"
    r"|聘请|委托|邀请|举办|召开|督促|责令|通报|开通|推行|配备|选派|签订|改造|治理|查处|打击|退还|归还|由|对(?!外)|将|把|通过|会同|联合|按照|针对)"
)
# A finding within what is done about it: 着力破解审批不严问题.
SOLVES = re.compile(r"(?:着力|切实|推动)?(?:解决|破解|整治|纠治|化解|消除|根治)(.{4,80}?)(?:等|的|突出)*问题[。；]?")
# What shall not happen again: 常抓不懈，严防反弹.
_KEEPS_FROM = re.compile(r"(?:^|[，、])(?:严防|防止|谨防|防范|杜绝|避免|严禁)[^，。]{1,8}$")
# Chapters that gather problems by how far they are; 已完成项目未决算的问题 is one itself.
GATHERS_BY_STATUS = re.compile(
    r"(?:以下|下列)(?:各?\d{0,3}[个项条])?(?:具体|反馈)*(?:问题|事项|任务)[^，。；]{2,14}：?$|(?:整改)?(?:工作)?(?:中)?存在的?(?:主要|突出)?(?:不足|短板|困难|差距)(?:(?:和|及|与)[^，。]{2,10})?$|(?:目前)?(?:整改)?(?:未完成|尚未完成|未整改到位|尚未整改到位|未销号|需(?:要)?(?:长期|持续)(?:坚持|推进|整改)?|持续整改|长期整改|(?:正在|还在|仍在|尚在)(?:整改|推进)|已(?:经|全部)?(?:完成整改|整改完成|整改到位|整改完毕|整改|完成|销号)(?=[的和及并且、但需仍（\d]|主要|具体|问题|事项|任务|情况|整改)(?!.{0,14}(?:反弹|反复|回潮|不彻底))|尚需)(?:和|及|并)?[^“”，。]{0,14}(?:问题|事项|任务|情况)$"
)

# What is said of an action that fell short, and is not its object: 推进慢, 落实不到位; not 补齐短板, 化解风险.
_FALLS_SHORT = re.compile(
    r"不(?:到位|够|力|足|强)|[“‘].*问题|(?:不(?:及时|规范|彻底|严格?|实|深入?|细|精准|扎实|充分|完善|健全|明显|高|平衡)|滞后|缓慢|迟缓|薄弱|弱化|[\u4e00-\u9fff]慢|偏[低少弱软慢重]|乏力|缺失|缺位|走过场|流于形式)$"
)

# A finding in quotes whose rectification is told: 关于“执法偏宽偏软”的整改情况.
_QUOTED_REDRESS = re.compile(
    r"^(?:(?:针对|关于|对于|对)[“‘].{2,400}[”’](?:等|方面)?的?(?:整改|落实)|“[^“”]{4,100}”的?整改)(?:落实|进展|完成)?(?:情况)?$"
)
_QUOTED_ASPECT = re.compile(r"^“([^”]{4,100})”(?:等)?方面$")
# A heading that names one problem, and no part of the document: 关于…问题的整改情况; not 关于反馈问题的整改情况.
NAMES_PROBLEM = re.compile(
    r"(?:针对|关于|对于)(?!加强|推进|做好|开展|落实|深化|进一步|巡[视察]|反馈|上轮|.{0,80}(?:方面|反馈|存在|主要|具体|指出|发现|移交|其他|重点)的?(?:突出|主要|具体)*问题)[^。：]{4,120}?"
    r"(?:等|的|突出)*问题(?:的?整改(?:落实|进展|完成)?(?:情况)?)?[。：]?"
)


@lru_cache(maxsize=1024)  # each heading is compared with those beside it
def is_finding_title(title: str) -> bool:
    """Whether a heading says by itself what was wrong."""
    if GATHERS_BY_STATUS.match(title):
        return False
    title = re.sub(r"^【[^】]{2,8}】", "", title.replace("**", ""))
    title = re.sub(r"（(?:已|基本|正在|持续|未|整改|立行)[^）]{0,12}）$", "", title.rstrip("。；：")).rstrip("。；：")
    aspect = _QUOTED_ASPECT.search(title)
    if _QUOTED_REDRESS.search(title) or (aspect and _DEFICIT.search(aspect[1])):
        return True
    if NAMES_PROBLEM.fullmatch(title):
        return True
    if _KEEPS_FROM.search(title):
        return False
    if (solved := SOLVES.fullmatch(title)) and (_DEFICIT.search(solved[1]) or _ENDS_WRONG.search(solved[1])):
        return True
    if PART_END.search(title) and not re.search(r"[“‘]", title) and not _DEFICIT.search(_before_part_end(title)):
        return False
    if _MEASURE.match(title) and not ABOUT.search(title) and not _FALLS_SHORT.search(title):
        return False
    if ABOUT.search(title) or _QUOTED.search(title) or _DEFICIT.search(title):
        return True
    if len(title) <= _LONGEST_NAME and not _DOES.match(title) and (_WRONG.search(title) or _ENDS_WRONG.search(title)):
        return True
    return bool(_ASKS_FINDING.search(title)) or bool(_PROBLEM_END.search(title) and len(title) > 6)


def says_measure(title: str) -> bool:
    """Whether a heading begins as those do that say what was done: 加强…, 推进…"""
    return bool(_MEASURE.match(title))


def _before_part_end(title: str) -> str:
    return re.sub(r"(?:方面|的?(?:问题)?的?整改(?:落实|进展)?情况)$", "", title)
