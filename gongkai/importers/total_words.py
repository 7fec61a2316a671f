"""How notices count: what is counted, how many of it are done, and how many are left. Patterns only."""

import re

_NUMBER = r"(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3}|两)"
_ADJECTIVES = r"(?:具体|突出|主要|重点|反馈|共性|个性|整改|存在的?|反馈的?|梳理的?|大|小|细化|方面的?)*"
# What is counted, in the order in which it is tried.
_KINDS: tuple[tuple[str, str], ...] = (
    ("aspects", rf"{_NUMBER}\s*(?:个|大)?\s*(?:大)?方面(?!的?(?:意见|建议))"),
    (
        "suggestions",
        rf"{_NUMBER}\s*(?:个方面的?|条|项|点|个)?\s*(?:整改)?(?:意见建议|意见和建议|建议意见|(?:审计|工作|监督|管理)?建议(?!撤|注|取))",
    ),
    ("categories", rf"{_NUMBER}\s*(?:个|大)?\s*(?:大?类(?=[^别似型企]|$)|大项)"),
    (
        "problems",
        rf"{_NUMBER}\s*(?:个|项|条|类)?\s*{_ADJECTIVES}(?:问题(?!清单|，?(?:暂|均)?[不未](?:列入|纳入|予公开|公开|便公开))|(?<=具体)问题清单)",
    ),
    (
        "tasks",
        rf"{_NUMBER}\s*(?:个|项|条)?\s*{_ADJECTIVES}(?:任务|事项)(?!，?(?:暂|均)?[不未](?:列入|纳入|予公开|公开|便公开))",
    ),
    ("measures", rf"{_NUMBER}\s*(?:个|项|条)?\s*(?:具体|整改|针对性|细化|新)*的?(?:整改)?(?:措施|举措)"),
)
_NAMING = (
    r"(?:反馈给[\u4e00-\u9fff]{1,6}的|各类|各项|反馈|存在|具体|整改|反映|揭示|查出|查找出?|发现"
    r"|指出|提出|所列|列出|共列|列有|梳理出?|涉及|认领|归纳|细分|分解|明确|确定|移交|交办|点出)(?:[的了出]|我[局院校厅市县区镇]|(?:(?<=涉及)|(?<=反馈)|(?<=指出))[\u4e00-\u9fff]{1,8}[省市县区州镇乡村局院校]的?"
    r"|具体|主要|突出|共性|个性|立行立改|即知即改|边[巡审督]边改)*"
)
# The same with the number behind: 制定措施11条, 反馈问题共3项.
_REVERSED: tuple[tuple[str, str], ...] = (
    ("parted", r"(?:(?<=[个大]方面)){_NUMBER}(?:个|项|条)(?=[，。；、])".replace("{_NUMBER}", _NUMBER)),
    (
        "problems",
        rf"(?:{_NAMING}|(?<![\u4e00-\u9fff])|[入在]台账的)问题\s*(?:共有|共|共计|计|为|有|总计|合计)?\s*{_NUMBER}\s*(?:个|项|条)(?!线索|(?:大|小)?(?:方面|类|项)|领域|层面|环节|维度)",
    ),
    ("listed", rf"(?<=类){_NUMBER}(?:个|项|条)(?=[，。；、])"),
    ("categories", rf"{_NAMING}问题\s*(?:共|共计)?\s*{_NUMBER}个?大?类"),
    (
        "tasks",
        rf"(?:(?<!完成)整改|(?:分解|细化|细分|列出|列明|明确|形成|确定|认领|承担|梳理|立项)(?:[为成出了]|整改|具体)*|(?<![\u4e00-\u9fff]))任务(?:清单)?\s*(?:共|共计)?\s*{_NUMBER}\s*(?:个|项|条)",
    ),
    ("measures", rf"(?<!完成)(?:整改|具体)*(?:措施|举措)\s*(?:共|共计)?\s*{_NUMBER}\s*(?:个|项|条)"),
    (
        "suggestions",
        rf"(?:意见建议|意见和建议|(?:审计|工作|监督|管理|提出|整改)建议)\s*(?:共|共计)?\s*{_NUMBER}\s*(?:个|项|条)",
    ),
)
TOKEN = re.compile(
    "|".join(
        f"(?P<{name}>{pattern.replace('<number>', f'<n_{name}>')})"
        for name, pattern in (*_KINDS, *((f"r_{name}", pattern) for name, pattern in _REVERSED))
    )
)
# What every sentence with a count has: a number, and behind it what may be counted or its measure word.
MAY_COUNT = re.compile(
    r"[\d一二三四五六七八九十两]\s*(?:[个项条大类点小新的]|方面|具体|突出|主要|重点|反馈|共性|整改|存在|梳理|细化|针对|意见|建议|审计|工作|监督|管理"
    r"|问题|任务|事项|措施|举措)"
)
_UNIT = r"\s*(?:个|项|条)(?:问题|任务)?"
_N = r"(\d{1,4})"
# Numbers in words, of what is done or left: 三个问题已完成整改两个.
COUNT = re.compile(r"(?<![第一二三四五六七八九十两])[一二三四五六七八九十两]{1,3}(?=(?:个|项|条))")
_FINISHED = r"(?:完成(?:反馈)?问题整改|完成整改|整改完成|已?整改到位|整改完毕|完成销号|销号|办结|已整改|完成|解决)"
# What follows on these words may be the number that they are about: 23个问题已完成整改21个.
_NOT_COUNTED = r"(?!(?:的|了)?(?:整改|销号)?(?:问题|任务|率)?\s*(?:\d|[一二三四五六七八九十]{1,3}(?:个|项|条)))"
DONE = re.compile(
    rf"(?:问题中，?(?:已有)?{_N}(?:个|项|条)(?:问题)?(?:已|均已)?{_FINISHED}|(?:(?:已|均已|已经|目前|全面|累计|共|现|其中|，|、|内){{1,6}}|(?<=[底日月末前])(?=已))\s*(?:整改)?{_FINISHED}(?:的|了)?(?:整改|销号)?(?:问题|任务)?\s*{_N}(?:个|项|条)(?!措施|[^，。；]{{0,6}}(?:措施|制度))"
    rf"|\d(?:个|项|条)[^，。；]{{0,6}}(?:问题|任务|措施|举措)(?:中，?)?(?:{_FINISHED}|已落实)\s*{_N}(?:个|项|条)"
    rf"|(?:问题|任务|措施|举措)\d{{1,4}}(?:个|项|条)中?，?(?:目前|现)?(?:已)?(?:{_FINISHED}|落实)\s*{_N}(?:个|项|条)"
    rf"|{_N}{_UNIT}?\s*(?:问题|任务)?\s*(?:均|都|全部)?\s*(?:已|已经|全部|得到|实现|完全|均已){{1,6}}\s*{_FINISHED}{_NOT_COUNTED})"
)
# What is left may be anything: 其余11个村.
_NO_OTHER_THING = (
    r"(?!(?:行政|自然|所属|下属|直属|基层|有关|相关)*(?:村|社区|单位|部门|乡|镇|街道|县|市|区|学校|医院|企业|公司|项目"
    r"|点位|支部|党组织|党支部|科室|站|所|小区|园区|成员|地块|路口|街区))"
)
OPEN = re.compile(
    rf"(?:(?:其余|剩余|余下)的?{_N}(?:个|项|条)(?![^，。；]{{0,12}}(?:均|都|已|(?<!未)全部)){_NO_OTHER_THING}|(?:(?:整改|推进|办理)中|正在(?:办理|处理|实施)|(?:尚|仍|还)?未(?:完成|整改到位|整改|销号|办结)|正在整改|正在推进|持续整改|持续推进|(?:仍|尚)在(?:整改|推进)|另有|剩余|还有|尚有|需?长期(?:坚持)?推进|(?:达到?|符合|按)(?:序时|时序)进度(?:推进)?)(?:的|整改|问题|任务)*\s*{_N}(?:个|项|条)"
    # What goes on may be something else: 按计划推进5项长效任务.
    rf"|(?:继续推进|(?:按计划|有序)(?:推进|整改))(?:的|整改|问题|任务)*\s*{_N}(?:个|项|条)(?=(?:整改)?(?:问题|任务|事项)?(?:[，。；、]|$))"
    rf"|{_N}{_UNIT}\s*(?:长期|具体|其余|剩余)*(?:问题|任务|事项)?(?:因[^，。；]{{2,16}}?|（[^（）]{{2,16}}）)?\s*(?:仍在|按序时|按时序|按计划|尚在|需要|需长期|需|将|正|继续(?=推进|整改)|尚未启动|尚未|未启动|未|持续|还在|在|长期(?=推进|整改)){{1,6}}\s*(?:持续|继续|长期|较长时间|一段时间|有序|全部|整改|落实(?=[，。；]|$)|(?:坚持)?推进|完成|销号|办结|到位){{1,6}}(?!坚持)|{_N}{_UNIT}(?:仍|还|尚)?在?(?:整改|推进|办理)之?中)"
)
# What is left, named before the rest: 除第3项、第6项2个问题正在推进外，其余5个均已完成.
EXCEPT = re.compile(
    rf"除[^。；]{{2,120}}?(?<![第\d]){_N}{_UNIT}[^。；]{{0,30}}?(?:以外|之外|外)，(?:其余|其他|余下|剩余)"
)
# What is kept up may be done, and is no part of what is open: 已完成整改3个，其中长期坚持2个.
KEPT_UP = re.compile(rf"长期坚持(?:的|整改|问题|任务)*\s*{_N}(?:个|项|条)|{_N}{_UNIT}\s*(?:长期)?需?(?:要)?长期坚持")
# Words that say by themselves that something is left; those without may go on although it is done.
IS_LEFT = re.compile(r"未|正在|仍|尚|还|其余|剩余|余下|整改中|推进中|按序时|按计划")
# A third kind, neither done nor open, so that no other number is the rest.
BETWEEN = re.compile(
    rf"(?:基本|部分|阶段性)(?:整改)?(?:完成|到位)(?:的|整改|问题|任务)*\s*{_N}(?:个|项|条)|{_N}{_UNIT}?\s*(?:问题|任务)?(?:已)?(?:基本|部分|阶段性)(?:完成|整改|到位)"
)
# The words that say it whatever lies between: 基本完成4个，未完成5个.
IS_NOT_DONE = re.compile(r"(?:尚|仍|还)?未(?:完成|整改|销号|办结|解决|启动)")
# What is counted of a part only: 财政部门的问题共8项，已整改5项.
OF_A_PART = re.compile(r"(?:方面|领域|部门|环节|单位|系统)(?:存在)?的?问题(?:共有?|有|计|为)?\s*\d")
# What stands before a count of what is left or done, which is no count of all.
REST = re.compile(
    r"(?:其余|剩余|其他|另有|尚有|还有|余下)的?$|(?:未(?:整改到位|完成整改|完成|销号)|正在(?:推进|整改)|公开|基本完成|滞后)的$"
)
ALL_DONE = re.compile(
    rf"(?:{_N}\s*(?:个|项)\s*(?:具体|反馈|整改)*(?:问题|任务)|(?:问题|任务)(?:共|共计|总计)?{_N}(?:个|项)|{_N}\s*(?:条|项|个)(?:整改)?(?:措施|举措)(?=均|已|都))\s*(?:，|、)?(?:目前|现)?"
    r"(?:均已|全部|已全部|已经全部|都已)(?:在[^，。；]{2,10}内)?(?:完成)?(?:整改|销号|到位|完成|办结)"
    rf"|(?:以下|上述|下列){_N}\s*(?:个|项)(?:具体|反馈|整改)*(?:问题|任务)，?已(?:经)?(?:完成整改|整改完成|整改到位|完成销号)"
)
# What an organization found in others while it checked them, which is nothing that was found in it.
OWN_CHECKS = re.compile(
    r"(?:督查|督导|检查|排查|抽查|暗访|走访|回头看”?)[^。；]{0,20}(?:发现|查找|排查)[^。；]{0,6}问题"
)
# What an earlier inspection found, before what this one did: 上轮…整改总体有力，但仍有4个问题.
BEFORE_NOW = re.compile(r"^.*?上(?:一)?(?:轮|次|届)巡[视察][^。；]{0,200}?，(?=但|本轮|本次|此次|这次|又|对?“回头看”)")
# Which of what was found was found before already: 反馈问题7个，其中上轮巡察未整改到位4个.
FOUND_BEFORE = re.compile(r"，?其中，?上(?:一)?(?:轮|次|届)巡[视察][^。；]*")
HISTORY = re.compile(
    r"(?:部分|有的|有些|个别|一些)(?:被审计)?单位|(?:[一二三四五两几\d]年前|往年|以往|历次|历年)[^，。；]{0,12}(?:提出|反馈|指出|发现|查出)|上(?:一)?(?:轮|次|届)巡[视察]|十[一二三四]届[^，。]{0,6}巡[视察]反馈"
)
