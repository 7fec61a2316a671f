"""Who publishes: the organization behind a party group, its short name, its level. From names, not from a list."""

import re
from typing import NamedTuple

from gongkai.importers.found import closed, plain

_PARTY_ORGAN = (
    r"(?:机关)?(?:临时)?(?:党组|党委|党总支|党工委|党支部|总支部委员会|支部委员会|委员会|工作委员会)(?:会议)?"
)
# Commissions of a government, whose name is no name of a party organ.
_COMMISSION = re.compile(
    r"(?:卫生健康|计划生育|发展和?改革|国有资产监督管理|民族(?:宗教)?(?:事务)?|城乡建设|信息化|科学技术|(?<!综合)管理|交通运输"
    r"|农业农村|旅游发展|规划和自然资源|村民|居民)委员会$"
)
_PARTY = re.compile(rf"(?:中共|中国共产党)?(?P<name>[^，。：；]{{3,40}}?){_PARTY_ORGAN}")
# A region by itself, whose party committee is the body itself and not an organ of it.
_REGION_ONLY = re.compile(r"[\u4e00-\u9fff]{1,12}(?:省|市|县|(?<!社)区|旗|州|盟|镇|乡|街道)")
_BEFORE_ABOUT = re.compile(
    r"^(?P<name>.{3,45}?)(?:关于|贯彻|落实|对(?=.{2,12}反馈)|(?:20\d\d年?)?(?:(?:常规|专项|机动|提级|交叉|联动|政治)*巡[视察]|上半年|年度|审计(?=整改|发现|查出|反馈|问题)|问题整改|整改|第?[一二三四五六七八九十]+届)|20\d\d年|接受)"
)
# The place may follow what was found in it: 中央…督察反馈意见岭东省整改进展清单.
_BEHIND_INSPECTION = re.compile(
    r"(?:反馈(?:意见|问题)?|督察|“回头看”)((?!反馈|意见|问题)[\u4e00-\u9fff]{2,8}[省市县区州旗])$"
)
# What a title names between the publisher and what was rectified: who inspected, and what: 省生态环境保护督察反馈.
_ORGAN = (
    "党组|党委|总支|支部|委员会|[管工]委会?|局|联合社|联合会|法院|检察院|学院|医院|大学|学校|党校|中[学心]|小学"
    "|公司|集团|厅|馆|政府|办事处"
)
_REGION = "[省市县区旗镇乡]|街道"
_ROUND = r"(?:20\d\d年度?)?(?:第?[一二三四五六七八九十]+[轮次])?"
_INSPECTED_BY = re.compile(
    rf"({_ORGAN}|{_REGION})(?:"
    # Of a place only the committee of a higher one: 柳汀镇县委巡察, and not 江州市委.
    rf"(?:中央|省委|(?<![省市])市委|(?<![省市县区旗])[县州区]委){_ROUND}$"
    rf"|{_ROUND}(?:中央|国家|[省市县区](?:级|委)?)?{_ROUND}"
    r"(?:生态环境(?:保护)?|环境保护|环保|土地|自然资源|耕地保护|林草|水利|安全生产|消防安全|教育|国务院)*(?:督[察查]|巡查|巡[视察])"
    r"(?:组|情况|“?回头看”?|反馈|交办|移交|转办|指出|披露|发现|通报|的|问题|意见|信访件?|案件|典型案例)*$"
    r"|(?:中央|国家|[省市])?(?:20\d\d年)?(?:[\u4e00-\u9fff]{2,4})?(?:经济带)?(?:生态环境)?(?:问题)?警示片(?:反馈|交办|移交|指出|披露|反映|曝光|发现|的|问题)*$)"
)
_ABBREVIATED = re.compile(r"[（(]\s*以下(?:统称|简称)\s*[：:]?\s*[“\"‘]?([^”\"’）)]{2,20}?)[”\"’]?\s*[）)]")
# What stands before the place of a branch of something national.
_BRANCH_OF = re.compile(
    r"^(?:国家(?:税务总局|统计局)|国网|中国共产主义青年团|中国(?:人民银行|[\u4e00-\u9fff]{2,10}?(?:公司|银行|集团)))(?=[\u4e00-\u9fff]{2,8}[省市县区])"
)
# What is called 区 and has no government of its own, or none of a county.
_DISTRICT = r"(?<![社校景辖片小灌库园])(?<!开发|高新|示范|保税|度假|合作|试验|功能|工业)区(?!划)"
_LEVELS = (
    ("national", re.compile(r"^(?:中华|最高人民|全国|中国(?!共产党)|国家)|^中央")),
    (
        "township",
        re.compile(
            r"(?:(?<!城)[镇乡]|街道)(?=$|党|人民|政府|委员会|工作委员会|工委|办事处|机关|总支|支部|[\u4e00-\u9fff]{1,8}(?:村|社区))"
        ),
    ),
    (
        "county",
        re.compile(
            rf"(?:[\u4e00-\u9fff]{{2,}}(?:市|州|省|盟)[\u4e00-\u9fff]{{1,6}}(?:县|{_DISTRICT}|旗|(?<!城)市(?![场民容政区级]))(?!域)|^[\u4e00-\u9fff]{{1,6}}(?:县|旗|{_DISTRICT})(?!域))"
        ),
    ),
    (
        "provincial",
        re.compile(r"^[\u4e00-\u9fff]{2,3}省(?!委党校$)|^[\u4e00-\u9fff]{2,6}自治区|^(?:北京|上海|天津|重庆)市"),
    ),
    ("municipal", re.compile(r"[\u4e00-\u9fff]{2,6}(?:市|州|盟)|^[\u4e00-\u9fff]{2,3}地区")),
)
_SENT_BY = re.compile(r"(省|自治区|市|州|盟|县|区|旗)(?:委|审计(?:厅|局))")
_LEVEL_OF_PLACE = (
    dict.fromkeys(("省", "自治区"), "provincial")
    | dict.fromkeys(("市", "州", "盟"), "municipal")
    | dict.fromkeys(("县", "区", "旗"), "county")
)


class Organization(NamedTuple):
    """An organization as a document names it. `level` is a value of `model.Level`, empty where none can be told.

    `level_is_inferred` where its name does not say the level, and that of who inspected it stands there; `is_inferred`
    where neither title nor signature names it.
    """

    name: str
    short_name: str = ""
    level: str = ""
    level_is_inferred: bool = False
    is_inferred: bool = False


# How names of organizations end, and what no such name holds.
_ENDS_NAME = re.compile(
    r"(?:局|委|会|院|司|中心|学|府|馆|社|厅|校|部|室|处|行|场|团|协|署|办|站|所|队|园|台|厂|矿|段|库|联|宫|集团|基金|狱|机关|法庭|银行"
    r"|省|市|县|区|旗|州|盟|镇|乡|街道|村|社区|党组|党委|党工委|总支|支部)$"
)
_IN_NO_NAME = re.compile(
    r"[“”‘’：；，。•·><]|\d{4}|反馈|意见|通报|公示|情况|问题|报告|(?:整改|督察|巡[视察])(?!.*(?:办|组|局|办公室|中心|委员会)$)"
)


def is_organization(name: str) -> bool:
    """Whether words look like the name of an organization or of a place that has one."""
    text = closed(plain(name))
    return 3 <= len(text) <= 45 and bool(_ENDS_NAME.search(text)) and not _IN_NO_NAME.search(text)


def body_of(name: str) -> str:
    """Return the organization behind a name of its party organ: 中共云山市财政局党组 → 云山市财政局."""
    name = re.sub(
        r"(?:部务|局务|室务|院务|校务|馆务|站务)(?:会议?|委员会)$", "", closed(plain(name)).strip("《》“”：，。")
    )
    if _COMMISSION.search(name):
        return re.sub(r"^(?:中共|中国共产党)", "", name)
    match = _PARTY.fullmatch(name)
    if match and not (
        match["name"].endswith(("县", "市", "省", "州", "区", "旗", "镇", "乡", "街道"))
        and _REGION_ONLY.fullmatch(match["name"])
    ):
        return match["name"]
    return re.sub(
        r"^(?:中共|中国共产党)(?=(?:[^委]{3,}|.{2,6}委党)(?:局|会|院|党校|校|公司|办|厅|中心|集团)$)", "", name
    )


def named_in_title(title: str) -> str:
    """Return the publisher a title begins with, empty where it begins with none (关于…的通报)."""
    text = closed(plain(title))
    text = re.sub(r"^[（【\[]?(?:转发|公示|公告)[】\]）]?", "", text)
    match = _BEFORE_ABOUT.match(text)
    if not match or re.match(r"(?:关于|落实|整改|巡)", match["name"]):
        return ""
    # The committee that inspected may follow without 关于: …联合社党委县委巡察整改情况.
    name = _INSPECTED_BY.sub(r"\1", match["name"]).rstrip("：:")
    if not is_organization(name) and (behind := _BEHIND_INSPECTION.search(name)):
        name = behind[1]
    return name if is_organization(name) else ""


def government_of(region: str, signature: str) -> str:
    """Return the government or committee that signs where a title names but its region; empty where none signs."""
    region = re.sub(r"(?<=[镇乡道])党工?委$", "", region)
    organ = r"办事处|人民政府|政府|党委|工委|党工委|委员会|工作委员会"
    is_own = re.fullmatch(rf"(?:(?:中共|中国共产党)?[\u4e00-\u9fff]{{0,10}})?{re.escape(region)}(?:{organ})", signature)
    if is_own and _REGION_ONLY.fullmatch(region):
        return signature
    # The same name in full: with the place before it, or what kind of company it is.
    full, region = body_of(signature), body_of(region)
    is_full = re.fullmatch(
        rf"[\u4e00-\u9fff]{{1,6}}[省市县区州旗]{re.escape(region)}|{re.escape(region)}(?:股份|有限|责任)+公司", full
    )
    is_bare = re.fullmatch(rf"[\u4e00-\u9fff]{{1,6}}[省市县区州旗]{re.escape(region.lstrip('省市县区'))}", full)
    if is_full or (is_bare and region[:1] in "省市县区"):
        return signature
    return signature if _is_abbreviated(region, full) else ""


def _is_abbreviated(name: str, full: str) -> bool:
    """Whether a name leaves out some of the words of a full one, of the same place: 文联, 文学艺术界联合会."""
    place = re.match(r"[\u4e00-\u9fff]{1,8}?[省市县区州旗](?=[\u4e00-\u9fff]{2})", name)
    if not place or name in full or not full.startswith(place[0]) or len(name) >= len(full):
        return False
    rest = iter(full[place.end() :])
    return all(sign in rest for sign in name[place.end() :])


def short_name_of(name: str, text: str) -> str:
    """Return the short name a document gives itself (以下简称…), else the usual one, else none."""
    match = _ABBREVIATED.search(plain(text[:3000]))
    if match and set(match[1]) & set(name) and not re.search(r"党组|党委|意见|方案|问题|整改", match[1]):
        return str(match[1])
    if name.endswith("工商业联合会"):
        return name.replace("工商业联合会", "工商联")
    return ""


def level_of_inspectors(body: str) -> str:
    """Return the level of the committee or audit office that sent a team; empty where its name says none."""
    if body.startswith("中央"):
        return "national"
    match = _SENT_BY.search(body)
    return _LEVEL_OF_PLACE[match[1]] if match else ""


def level_of(name: str) -> str:
    """Return the level a full name says, as a value of `model.Level`; empty where it says none."""
    name = re.sub(r"^(?:中共|中国共产党)", "", name)
    name = _BRANCH_OF.sub("", name)
    for level, pattern in _LEVELS:
        if pattern.search(name):
            return level
    return ""


def organization(name: str, text: str) -> Organization:
    """Return what can be told of an organization from its name and the text of the document."""
    full = body_of(name)
    return Organization(full, short_name_of(full, text), level_of(full))
