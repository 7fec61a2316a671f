"""Names of persons who were disciplined, written out: these texts mask them (张某某). Also of those beside a number.

Looks only right before and behind the words of a sanction, so that officials named elsewhere stay what they are. No
recognizer of names is used: for two fixed forms of sentence it would bring a model that every worker has to load.
"""

import re

from gongkai.rules.body import Body

# The common surnames; those that are mostly words in these texts (项, 方, 文, 时, 相, 全, 党) are left out.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付傅白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施牛樊葛邢安齐易乔"
    "伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕裴霍涂苗谷盛曲翁冉骆蓝游辛靳管柴蒙鲍华喻祁"
    "蒲房滕屈饶牟艾尤阳穆卓古吉缪简芦麦褚娄窦戚岑景宫费冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬仇栾隋刁沙荣巫寇桑郎甄丛"
)
_COMPOUND = "欧阳|上官|司马|诸葛|皇甫|东方|尉迟|公孙|慕容|司徒|夏侯|令狐|长孙|宇文"
# What is no given name: it belongs to a word (严重, 高管, 安全员, 任何人) or holds the place of a name.
_NOT_GIVEN = frozenset(
    "某×*Ｘ其他它该此这那上下内外的是被及等了当各有无不并也都则即就对给予在由以从向已将再可能会要所原任者员人们名位"
    "部级类个件责次重厉肃管层何全金额目案委会局院校司站省市县区乡镇村"
)
_NAME = rf"(?:{_COMPOUND}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}?"
_DEGREE = "(?:党内|行政|政务)?(?:严重)?"
# What is done to persons; places and bodies are criticized in circulars too (通报批评).
_SANCTION = re.compile(
    "处分|警告|记过|记大过|降级|撤职|开除|留党察看|撤销党内|诫勉|立案|党纪|政务|批评教育|提醒谈话|免职"
)
_GIVEN_TO = re.compile(rf"(?:给予|对|将)((?:{_NAME}、)*{_NAME})(?:同志)?(?:等人)?{_DEGREE}$")
_SUFFERED_BY = re.compile(
    rf"(?:^|[，。；：、（\s长任记师员])({_NAME})(?:同志)?(?:因[^，。；\n]{{1,30}}，?)?(?:受到|被(?:给予|处以|依法)?){_DEGREE}$"
)
# Beside a number that is one person's: 姓名：张三，身份证号：…; 党员张三（身份证号码 …; | 张三 | …
_LABEL = r"(?:身份证(?:件)?(?:号码?)?|身份号码|证件号码?)(?:[:：为是]|\s)*"
_LABEL_APART = rf"(?:(?:公民|居民|其)?{_LABEL})?"
_APART = r"[ \t]*(?:同志)?[ \t]*[（(，,、;；:：|｜ \t][ \t]*(?:[男女][，,、 ]*)?"
_OF_NUMBER = re.compile(
    rf"(?:姓名[:：为是]?\s*([\u4e00-\u9fff]{{2,4}}?)|(?:^|[，。；：、（(\s|｜长任记师员民人生者工计席理事对将由向给予与和及是为令了谈促派托被让请找处查])({_NAME}))"
    rf"(?:同志)?(?:{_APART}{_LABEL_APART}|{_LABEL}|)$",
    re.MULTILINE,
)
# So far before a sanction its subject may stand, with the reason between.
_REACH = 50


def check(body: Body) -> None:
    """Report names before and behind the words of a sanction, with the masked form."""
    text = body.text
    done = -1
    for sanction in _SANCTION.finditer(text):
        begin = max(0, sanction.start() - _REACH)
        before = text[begin : sanction.start()]
        if match := _GIVEN_TO.search(before) or _SUFFERED_BY.search(before):
            start = begin + match.start(1)
            for name in match[1].split("、") if start > done else ():
                _report(body, start, name)
                done = start
                start += len(name) + 1


def _report(body: Body, start: int, name: str) -> None:
    if not set(name[1:]) & _NOT_GIVEN:
        body.report("name-unmasked", start, start + len(name), value=name, masked=masked_name(name))


def before_number(text: str, number: int) -> tuple[int, str]:
    """Return where the name begins that stands right before the number of a person, and the name; none is empty."""
    begin = max(0, number - _REACH)
    match = _OF_NUMBER.search(text[begin:number].rpartition("\n")[2])
    name = (match[1] or match[2]) if match else ""
    if not match or set(name[1:]) & _NOT_GIVEN:
        return number, ""
    line = max(begin, text.rfind("\n", 0, number) + 1)
    return line + match.start(1 if match[1] else 2), name


def masked_name(name: str) -> str:
    """Return a name of the same length with 某 for each character of the given name: 张三 → 张某."""
    surname = 2 if re.match(_COMPOUND, name) and len(name) > 2 else 1
    return name[:surname] + "某" * (len(name) - surname)
