"""Who inspected: the name of the team or the audit office, in the words of the document."""

import re
from collections.abc import Sequence

from gongkai.importers.found import LIKELY, Found, Sentence, closed
from gongkai.language import mark

_HAN = "一二三四五六七八九十"
_SUBJECT = "(?:统计|土地|自然资源|耕地保护|教育|粮食|水利|节能|质量|安全生产)?"
_KIND = (
    "(?:司法巡查|巡查|巡视|巡察|生态环境保护督察|环境保护督察|环保督察"
    f"|{_SUBJECT}(?:督察|督查)|审计|检查|督导|考核|评估)"
)
_ORDINAL = rf"第?[{_HAN}\d]{{1,3}}"
# What kind of inspection it was, or its subject: 选人用人专项检查组.
_MODIFIERS = "(?:提级|交叉|联合|常规|专项|机动|联动|延伸|政治|“回头看”|(?<=[委组局院])[\u4e00-\u9fff]{2,8}?专项)*"
# Who sends a team, by the end of its name: 省委, 市国资委党委, 沙屿市气象局党组, 集团公司, 总行.
_SENDER = (
    r"(?:中央|国家[\u4e00-\u9fff]{2,6}?[局部委署](?:[\u4e00-\u9fff]{2,3}(?=第))?|[\u4e00-\u9fff]{0,12}?(?:党组|党委|党工委|工委|党总支|(?:省|市|区|县|州|盟|旗|镇|乡|街道|自治区|公)委|[省市县区]级|集团|公司|总行|总局|[省市县]局|属企业|国资委|财政局|教育局|[高中]院|检察院|法院|(?:省|市|区|县)(?:政府|安委会|安委办|人大))"
    r"|[\u4e00-\u9fff]{0,6}?[省市区县州])"
)
_BODY = re.compile(
    rf"(?P<body>(?:{_SENDER})?(?:巡[视察]工作领导小组)?(?:派出的?)?{_MODIFIERS}(?:{_ORDINAL})?(?:轮)?{_MODIFIERS}{_KIND}(?:工作|村级|机动|专项|巡察|审计|联动)*(?:{_ORDINAL})?组)"
)
_AUDITOR = re.compile(
    r"(?P<body>(?:审计署[\u4e00-\u9fff]{2,8}特派员办事处|[\u4e00-\u9fff]{0,6}?(?:省|市|区|县|州)?审计(?:署|厅|局)))"
)
# Several offices that inspect together: 省林业局、省生态环境厅联合检查组.
_JOINT = re.compile(
    r"(?:[\u4e00-\u9fff]{2,12}(?:局|厅|委|部)、)+[\u4e00-\u9fff]{2,12}(?:局|厅|委|部)联合(?:检查|督查|督导|督察|审计)组"
)
# A team that has neither an owner nor a number, but a place: 区生态环境保护督察组.
_OF_PLACE = re.compile(r"(?:中央|国家|[省市县区州])(?:生态环境保护|环境保护|环保|统计|土地)?督[察查]组")
_NOT_BODY = re.compile(r"领导小组|工作组|整改组")


def read_body(sentences: Sequence[Sentence]) -> list[Found]:
    """Return who inspected: the fullest name among the first that are given."""
    names: list[tuple[int, Found]] = []
    for sentence in sentences:
        text = sentence.text
        if joint := _JOINT.search(closed(text)):
            return [Found("inspection.body", joint[0], sentence.origin, sentence.written)]
        # Spaces within a name are only spread; offsets are not needed here.
        squeezed = closed(text)
        for match in _BODY.finditer(squeezed):
            name = _trimmed(match["body"])
            if not _NOT_BODY.search(name) and not squeezed[match.end() :].startswith(("长", "员")):
                names.append((_fullness(name), Found("inspection.body", name, sentence.origin, sentence.written)))
    if names:
        best = max(names, key=lambda pair: pair[0])
        others = {
            found.value
            for rank, found in names
            if re.search(r"\d|第|[一二三四五六七八九十]组", str(found.value)) and rank == best[0]
        }
        if len(others) > 1:
            reason = mark("the text names several: {others}")
            return [
                best[1]._replace(confidence=LIKELY, reason=reason, details=(("others", "、".join(sorted(others))),))
            ]
        if best[0] > 0 or _OF_PLACE.match(str(best[1].value)):
            return [best[1]]
    for sentence in sentences:
        auditor = _AUDITOR.search(closed(sentence.text))
        if auditor and "审计" in sentence.text and not re.match(r"(?:接受|配合|按照)", auditor["body"]):
            return [
                Found(
                    "inspection.body",
                    _BEFORE_NAME.sub("", auditor["body"].partition("审计")[0])
                    + auditor["body"][auditor["body"].find("审计") :],
                    sentence.origin,
                    sentence.written,
                )
            ]
    return []


# Words that end before the name of a team: what the pattern for its sender may have taken besides.
_BEFORE_NAME = re.compile(
    r"^.*(?:派出的|已?完成|贯彻|落实|关于|根据|按照|接受|配合|同意|安排|部署|统一|要求|组建|成立|派出|委派|抽调|期间|其中|以来|由|受|被|向|对照|会同|(?<!针)对|将|把|从|于|[日月](?=[\u4e00-\u9fff]{2})|经(?!开|济|贸|信)|至|到|(?<!成)就|做好|抓好|围绕|依据|结合|收到|迎接|邀请|听取了?|轮巡[视察]|聚焦|立足|为(?!民)|因|按|凡|所有|全部|上述|前述|针对|和(?!改革|旅游|城乡|信息|社会|规划|草原|物资|计划|科技|商务)|以及)"
)


def _trimmed(name: str) -> str:
    """Return a name without the words before it that the pattern took for its sender."""
    # The last of these words counts that leaves the team's own words whole.
    team = re.search(
        rf"(?:{_ORDINAL})?{_MODIFIERS}{_KIND}(?:工作|村级|机动|专项|巡察|审计|联动)*(?:{_ORDINAL})?组$", name
    )
    before = name[: team.start()] if team else ""
    rest = _BEFORE_NAME.sub("", before)
    return re.sub(r"^(?:中共|中国共产党)", "", rest) + name[len(before) :]


def _fullness(name: str) -> int:
    has_owner = bool(re.match(r"中央|.*(?:委|党组|工委|总支|集团|公司|行|局|院|政府|安委会|安委办|人大)", name))
    has_ordinal = bool(re.search(rf"第[{_HAN}\d]+|[{_HAN}\d]+组", name))
    return 2 * has_ordinal + has_owner
