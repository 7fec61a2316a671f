"""Results with number, unit and hedge, as notices sum them up: systems set up, money recovered, persons disciplined."""

import re
from collections.abc import Iterable

from gongkai.importers.found import LIKELY, Found, Sentence, closed
from gongkai.language import mark
from gongkai.text import numeral

# What counts as a result of rectification (the terms of the field); other numbers stay in the text.
_TERMS = re.compile(
    r"制度|建章立制|机制(?!改革)|规章|立案|处分|组织处理|组织调整|诫勉|警告|记过|撤职|降级|开除|约谈|提醒|批评教育|谈话|挽回|清退|追回|追缴"
    r"|退缴|收缴|上缴|退赔|专项治理|专项整治|专项行动|完成率|整改率|办结率|满意率|销号率|问责|追责|移送|函询"
    r"|通报批评|检讨|损失|节约|核减|建章立制|清理[^，。]{0,8}(?:款|账户?|资金|债务|欠)|盘活|收回|清缴|补缴|上交|小金库|退还|归还|返还|退回|缴回|清收|(?:制定|出台|修订|完善|印发)[^，]{0,8}(?:办法|规定|细则|规程|文件|指引|规范)"
)
# How what is told beside a result begins, if it is one too: 罚款, 停职检查, 促进增收节支.
_ACTS = re.compile(
    r"(?:主动)?(?:投入|签订|责令|处置|罚|没收|压减|核销|淘汰|关停|拆除|腾退|回收|查处|查办|停职|免职|调整|调离|辞退|解聘|解除|问责|促进|增收|增加|减少|节支|兑付|兑现"
    r"|补发|发还|压缩|压降|削减|扣减|扣发|偿还|化解|处置|处理|注销|取消|撤销|责令|督促|办结|修订|制定|出台|建立|健全|完善|规范|新|清理|整治|废止)"
)
# How far the problems are, which is told by the totals.
_PROGRESS = re.compile(
    r"(?:已|未|尚未|正在|正|仍在|持续|基本|如期|按期|需|长期)*(?:完成|整改|推进|落实|反馈|销号|办结|解决|剩余|其余|完成率|坚持)+"
)
# What is done on the way, and is no result.
_ON_THE_WAY = re.compile(
    r"会议|[委组部常题员进署谈度活]会|学习|培训|调研|督导|督查|(?<![停职书面作出令])检查|座谈|部署|听取|专班|小组|方案|清单|台账|要点|问题(?!线索)|任务|措施|举措|建议|意见|方面"
)
# What shall be is no result; 将3.2万元上缴 is one.
_TO_COME = re.compile(r"(?:下一步|今后)?(?:还|也)?(?:将|拟|计划|力争|预计|确保)(?!\d)")
_UNITS = (
    "万元|亿元|元|%|％|个百分点|人次|余人|人|家次|家|场次|场|期|项次|项|条|起|个|件|次|名|份|宗|批|套"
    "|篇|处|亩|平方米|部|户|宗|笔|株|只|头|艘|册|卷|张|块|口|台|辆|间|座|吨|公里|公顷|立方米"
)
_QUANTITY = (
    rf"(?P<hedge>约|近|逾|超过|超|不少于)?(?P<value>(?<![\d.])\d[\d,]{{0,14}}(?:\.\d{{1,6}})?)(?:(?P<scale>[万亿])(?!元))?(?P<after>余"
    rf"|多)?(?P<unit>{_UNITS})(?P<after2>余|多)?"
)
# Numbers in words, at the end of a clause: 修订制度九项，清退补贴二万余元.
_IN_WORDS = re.compile(
    rf"(?<![第每一二三四五六七八九十百])(?:([一二三四五六七八九])百零?)?([一二三四五六七八九十两]{{0,3}})(?=(?:余|多)?[万亿]?(?:余|多)?(?:{_UNITS})(?:以上)?(?:[，。；、）]|$))"
)
_NAMED = re.compile(
    rf"(?P<name>[\u4e00-\u9fff“”《》（）、\-]{{2,24}}?)(?:共计|累计|合计|总计|共|达到|达|(?<!行)为|了|各类|相关"
    rf"|：)*{_QUANTITY}"
)
_OBJECT = re.compile(
    rf"(?:对|给予|向|有)?{_QUANTITY}(?:[\u4e00-\u9fff]{{0,8}}?)(?P<name>(?:进行|给予|作出|实施|开展|予以"
    rf"|受到)?(?:了)?[\u4e00-\u9fff]{{2,14}})$"
)
# What stands before a result: when, in which time, where, how many in all.
_LEADING = re.compile(
    r"^(?:据此|(?:各|全部|所有|有关)*被(?:巡[视察]|督察|审计)(?:党组织|单位|部门|对象)|各(?:级)?(?:党组织|单位|部门)|(?:.{0,12}(?<![公党])共(?![建享同产青])(?:计)?)|我[\u4e00-\u9fff]|本[\u4e00-\u9fff]|集中(?!整改)|截至目前|目前|截至今日|(?:集中)?(?:巡[视察]|督察|审计)?(?:集中)?整改(?:工作)?(?:期间|期内|期|以来|过程中|过程|中|工作中)|(?:巡[视察]|督察|审计|进驻|其|此)?(?:期间|以来)|其间|[有相]关(?:部门|单位)+"
    r"|(?:自)?(?:巡[视察]|督察|审计)(?:反馈)?以来|通过(?:集中)?(?:巡[视察])?整改|其中|同时|另外?|此外|工作中|各项工作|先后|同步|同时|全部|共计|累计|合计|总计|全(?:省|市|县|区|镇|乡|局|院|校|系统|街道|集团|行|厅|馆)"
    r"|(?:我?[局厅院校区县市镇乡馆]|街道|公司|集团|医院|学校|学院|机关|党组|党委|党工委|支部)+(?:机关)?(?=[新清修制废追收立约诫批完建挽退补通组处])|[\u4e00-\u9fff]{1,6}?(?=给予)|(?!移送|向)[\u4e00-\u9fff]{0,6}?(?:纪检监察机关|纪检监察组|纪委监委)|[并及和与共已在中还均又也各])+(?!种|类)"
)
_TRAILING = re.compile(r"(?:共计|累计|合计|总计|共|达到|达|了|各类|相关|的|(?<!行)为|等)+$")
_NOT_NAME = re.compile(r"^(?:进行|给予|作出|实施|开展|予以|受到)+(?:了)?")
_ORDINAL = re.compile(r"第$|[—～~年月\d.]$")


def read_results(sentences: Iterable[Sentence]) -> list[list[Found]]:
    """Return results in the order of the text, each as its fields name, value, unit, hedge; none twice.

    What only stands beside a result, and has no verb of one, is marked.
    """
    found: list[list[Found]] = []
    seen: set[tuple[object, ...]] = set()
    reason = mark("it is gathered from single words of the text")
    for sentence in sentences:
        text = _IN_WORDS.sub(_in_figures, re.sub(r"\*+", "", closed(sentence.text)))
        for values in _of_sentence(text):
            if (key := tuple(sorted(values.items()))) not in seen:
                seen.add(key)
                doubt = () if _TERMS.search(values["name"]) or _ACTS.match(values["name"]) else (LIKELY, reason)
                found.append(
                    [Found(name, value, sentence.origin, sentence.written, *doubt) for name, value in values.items()]
                )
    return found


def _in_figures(match: re.Match[str]) -> str:
    hundreds, rest = numeral(match[1] or ""), numeral(match[2].replace("两", "二"))
    return str((hundreds or 0) * 100 + (rest or 0)) if hundreds or rest else match[0]


def _of_sentence(text: str) -> list[dict[str, str]]:
    """Return the results of a sentence: those that its words call so, and what is counted right beside them."""
    clauses = [clause for clause in _clauses(text) if not _TO_COME.match(clause)]
    told = [(clause, _of_clause(clause) or _beside(clause, alone=True)) for clause in clauses]
    # What stands beside one may be one too, and so on in both directions.
    for indexes in (range(len(told)), range(len(told) - 1, -1, -1)):
        for index in indexes:
            clause, values = told[index]
            around = (*told[max(0, index - 1) : index], *told[index + 1 : index + 2])
            if not values and any(other for _, other in around):
                told[index] = (clause, _beside(clause, alone=False))
    return [values for _, values in told if values]


def _beside(clause: str, alone: bool) -> dict[str, str]:
    """Return what a clause counts, if it says what was done and not how the work went; `alone`: only money."""
    for match in _NAMED.finditer(clause):
        name = _bare(match["name"])
        # 制定65条整改措施: what is counted stands behind the number.
        if re.match(r"[\u4e00-\u9fff]", clause[match.end() :]):
            continue
        if alone and not (match["unit"] in ("元", "万元", "亿元") and _ACTS.match(name)):
            continue
        if len(name) >= 2 and not _PROGRESS.fullmatch(name) and not _ON_THE_WAY.search(name):
            return _values(name, match)
    return {}


def _bare(name: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", name))


def _clauses(text: str) -> list[str]:
    """Return the clauses of a sentence; 和 parts two results (约谈3人和诫勉2人), not two verbs (建立和修订制度)."""
    found: list[str] = []
    waiting = ""
    for clause, sign in re.findall(r"([^，；。、！？]*)([，；。、！？]?)", text):
        first, *others = re.split(r"(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2,8}\d)", clause)
        if sign == "、" and not re.search(r"\d", waiting + clause):
            # Verbs and objects share the number of the last: 制定、修订制度35项.
            waiting += clause + "、"
            continue
        first, waiting = waiting + first, ""
        for other in others:
            if re.search(r"\d", first):
                found.append(first)
                first = other
            else:
                first = f"{first}和{other}"
        found.append(first)
    return found


def _of_clause(clause: str) -> dict[str, str]:
    """Return the result a clause gives, empty where it gives none."""
    for match in _NAMED.finditer(clause):
        name = _bare(match["name"])
        if len(name) >= 2 and _TERMS.search(name) and not _ORDINAL.search(clause[: match.start("value")][-1:]):
            return _values(name, match)
    counted = _OBJECT.search(clause)
    if (
        counted
        and _TERMS.search(counted["name"])
        and counted["unit"] in ("人", "名", "人次", "余人", "个", "家", "件", "起")
    ):
        name = _NOT_NAME.sub("", counted["name"])
        name = re.sub(r"^(?:党员干部|干部|同志|人员|领导干部|责任人|部门|单位)+(?:进行|给予)?(?:了)?", "", name)
        name = re.sub(r"^[\u4e00-\u9fff]{1,6}?(?=给予|予以)", "", name)
        if len(name) >= 2:
            return _values(name, counted)
    return {}


def _values(name: str, match: re.Match[str]) -> dict[str, str]:
    unit, hedge = match["unit"].replace("％", "%"), match["hedge"] or match["after"] or match["after2"]
    if unit == "余人":
        unit, hedge = "人", "余"
    values = {"name": name, "value": match["value"].replace(",", ""), "unit": (match["scale"] or "") + unit}
    return values | ({"hedge": hedge} if hedge else {})
