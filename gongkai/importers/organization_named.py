"""Where a document names who publishes it: in the title, the signature, the sentence on the inspection, the page.

Title and signature name it surely. Who was inspected is only likely to be who publishes; the full name may stand
elsewhere. What does not look like an organization is none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.importers.document import Furniture, Origin, Paragraph
from gongkai.importers.found import Sentence, closed, plain
from gongkai.importers.organizations import body_of, government_of, is_organization, named_in_title

_PARTY = r"(?:机关)?(?:党组|党委|党总支|党工委|党支部|总支|支部)"
_NAME = r"(?P<name>[^，。；、：对向“”《》]{2,36}?)"
_INSPECTED = (
    re.compile(
        rf"对{_NAME}(?:领导班子)?(?:(?:19|20)\d\d年[^，。；]{{0,24}}|(?:原?主要负责人)?任期[^，。；]{{0,16}})?(?:开展|进行|实施)了?(?:为期[^，。；]{{1,8}}的)?[^，。；]{{0,16}}(?:巡[视察]|督察|审计|检查)"
    ),
    re.compile(rf"向{_NAME}(?:领导班子)?(?:作|进行)?了?(?:全面|集中|正式|书面|专题|现场)*(?:反馈|通报)"),
    re.compile(rf"巡[视察]了{_NAME}(?=[，。；])"),
)
_BRACKET = re.compile(r"（[^（）]*）")
# Words that name others, many, or nobody in full.
_VAGUE = re.compile(
    r"我|本|该|各|全[国省市县区州镇乡]|所属|下属|辖区|等|\d+[个家名]|被巡|有关|相关|党组织|负责人|主要|书记|班子"
)
_BARE = re.compile(
    r"[省市县区州旗]?(?:医院|学校|学院|大学|公司|集团|机关|中心|街道|协会|学会|[镇乡局院委校厅馆会社站所村])?"
)
_PUBLISHER = re.compile(
    r"(?:发布机构|发布单位|发布机关|发文机关|发文单位|发文部门|信息来源|文章来源|来\s*源|稿源)\s*[：:]?\s*(?P<name>[\u4e00-\u9fff（）]{3,30})"
)
_IN_FULL = re.compile(rf"中共(?P<name>[^，。；、《》“”中共]{{4,30}}?)(?:{_PARTY}|委员会)")
# What one has drawn up for oneself: 《中共…党组关于巡察反馈意见的整改方案》.
_OWN_PLAN = re.compile(
    rf"《(?:关于印发)?(?:中共|中国共产党)(?P<name>[^，。；、《》“”]{{4,30}}?)(?:{_PARTY}|委员会)(?:关于|落实|贯彻)[^《》]{{0,40}}(?:整改|反馈)[^《》]*》"
)
# Who reports to the people's congress: 云山市人民政府副市长.
_SPEAKER = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,14}人民政府)(?:副?[省市州县区镇乡旗盟]长|副?主席|秘书长|副?专员|副?主任)"
)
_ITSELF = re.compile(
    rf"(?:我|本)(?P<a>局|院|委|校|厅|馆|社|镇|乡|街道|公司|集团|中心|站|所)|(?<![\u4e00-\u9fff])(?P<b>局|院|委|校|厅|馆|社|镇|乡){_PARTY}"
)
_PLACE = "省市县区州旗"
# What has no government of its own.
_ZONE = re.compile(r"(?:开发|高新|示范|度假|保税|合作|试验|产业|工业|新|园)区$")
_IN_NO_PLACE = "日月年对向组了由与和的为在将经委巡"


class Named(NamedTuple):
    """A name as it is written, where it stands, and whether it is only likely to be who publishes."""

    name: str = ""
    origin: Origin = Origin()
    is_inferred: bool = False


def named_by(title: str, title_lines: Sequence[Paragraph], signature: str, signed: Sequence[Paragraph]) -> Named:
    """Return who publishes as the title or the signature says; nobody where neither names an organization."""
    name = named_in_title(title)
    origin = title_lines[0].origin if title_lines else Origin()
    if signature and (own := signature.split("、")[0] if not name else government_of(name, signature)):
        return Named(own, signed[0].origin if signed else origin)
    full = body_of(signature.rpartition("、")[2])
    own = body_of(name)
    is_short = _lacks_its_place(own, full) or _is_short_for(own, full) or full == f"{own}员会"  # 中共南坞区委
    if name and full != own and is_organization(full) and is_short:
        return Named(full, signed[0].origin if signed else origin)
    return Named(name, origin) if name else Named()


def with_its_committee(name: str, text: str) -> str:
    """Return the name of a zone with the committee that administers it, where the text has both in one name."""
    committee = re.search(rf"{re.escape(name)}(?:管理委员会|管委会)", text) if _ZONE.search(name) else None
    return committee[0] if committee else name


def named_in_text(
    lines: Sequence[Paragraph], introduction: Sequence[Sentence], text: str, removed: Sequence[Furniture]
) -> Named:
    """Return who publishes as far as the text tells: who speaks, who was inspected, whose page it is."""
    for line in lines:
        if match := _SPEAKER.fullmatch(re.split(r"\s{2,}", plain(line.text).strip())[0]):
            return Named(match["name"], line.origin)
    page = [match["name"] for match in _PUBLISHER.finditer("\n".join(plain(one.text) for one in removed))]
    published = [name for name in page if is_organization(name)]
    found = list(_inspected(introduction))
    names = {body_of(one.name) for one in found}
    longest = max(names, key=len, default="")
    if found and all(_is_short_for(name, longest) for name in names):
        fuller = [name for name in (*_in_full(text, longest), *published) if _is_short_for(longest, name)]
        return Named(max(fuller, key=len, default=longest), found[0].origin, True)
    plans = {match["name"] for match in _OWN_PLAN.finditer(text) if is_organization(match["name"])}
    if len(plans) == 1 and not found:
        return Named(plans.pop(), Origin(), True)
    itself = {match["a"] or match["b"] for match in _ITSELF.finditer(text)}
    own = [name for name in published if name.endswith(tuple(itself))] if itself and not found else []
    return Named(own[0], Origin(), True) if own and not _VAGUE.search(own[0]) else Named()


def _inspected(introduction: Sequence[Sentence]) -> Iterator[Named]:
    for sentence in introduction:
        for pattern in _INSPECTED:
            for match in pattern.finditer(_BRACKET.sub("", closed(sentence.text))):
                name = re.sub(r"^(?:中共|[省市县区]属(?:国有)?企业)", "", match["name"])
                is_bare = _BARE.fullmatch(re.sub(rf"{_PARTY}$", "", name))
                if not _VAGUE.search(name) and not is_bare and is_organization(name):
                    yield Named(name, sentence.origin)


def _in_full(text: str, short: str) -> Iterator[str]:
    """Yield names in a text that may be a short one in full: behind 中共, or with the place before it."""
    yield from (match["name"] for match in _IN_FULL.finditer(text) if is_organization(match["name"]))
    bare = re.escape(short.lstrip(_PLACE))
    place = rf"(?:(?![{_PLACE}{_IN_NO_PLACE}])[\u4e00-\u9fff]){{2,4}}[{_PLACE}]"
    yield from re.findall(rf"(?:[^\u4e00-\u9fff]|中共|对|向|巡[视察])({place}(?:{place})?{bare})", text)


def _lacks_its_place(name: str, full: str) -> bool:
    """Whether a name is a fuller one without its place: 区水利局 of 青溪区水利局, 南门街道… of 青溪区南门街道…"""
    bare, fuller = (re.sub(r"^(?:中共|中国共产党)", "", one) for one in (name, full))
    return (name[:1] in _PLACE and _is_short_for(name, full)) or (
        fuller != bare and fuller.endswith(bare) and fuller.removesuffix(bare)[-1] in _PLACE
    )


def _is_short_for(short: str, full: str) -> bool:
    """Whether a name is another one, shortened: its signs stand in the other in their order, up to the last."""
    if short == full:
        return True
    full = re.sub(r"(?<=集团)(?:股份|有限|责任)*公司$", "", full)
    if short.endswith("联"):
        full = full.removesuffix("合会")  # 市残联 is 市残疾人联合会
    signs = iter(full)
    bare = short.lstrip(_PLACE)
    return len(bare) > 1 and len(full) > len(short) and full[-1] == short[-1] and all(sign in signs for sign in bare)
