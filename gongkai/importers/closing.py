"""The lines below the text: signature, date, and what is printed under them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.importers.dates_found import points
from gongkai.importers.document import Block, Furniture, Paragraph
from gongkai.importers.found import LIKELY, Found, closed, plain
from gongkai.importers.index_fields import Given, fields_of_line, surest
from gongkai.importers.numbering import number_of
from gongkai.importers.problem_titles import NAMES_PROBLEM
from gongkai.importers.web_lines import is_web
from gongkai.language import mark

_DATE_LINE = re.compile(
    r"[（(]?(?:[\d〇○零O一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月\s*(?:[\d一二三四五六七八九十]{1,3}\s*日)?|\d{4}[-./]\d{1,2}[-./]\d{1,2})[)）]?"
)
# 2 0 2 4 年: spaces only spread a date.
_SPREAD = re.compile(r"(?<=[\d〇○零O一二三四五六七八九十年月]) +(?=[\d〇○零O一二三四五六七八九十年月日])")
_SEAL = re.compile(r"\s*[（(]\s*(?:盖章|公章|印章|签章|代章|章)\s*[)）]\s*$")
_ORGAN_ALONE = re.compile(r"(?:党组|党委|党总支|党支部|委员会|总支部委员会|支部委员会|党工委|工作委员会)")
_ATTACHED = re.compile(r"附[件表：]")
# What heads a list that is printed below the signature.
_HEADS_LEDGER = re.compile(r"[^，。：；]{0,16}(?:清单|台账|一览表?|情况表?|明细表?)")
_ORGAN = re.compile(
    r"(?:党组|党委|委员会|局|会|院|校|学|厅|办公室|中心|公司|集团|总支|支部|处|站|所|部|政府|组|社|馆|县委|市委|区委|省委|镇|乡|街道|法院)(?:办公室)?$"
)


class Closing(NamedTuple):
    """What stood below the text: its fields, the paragraphs they took up, furniture, and all before them."""

    found: tuple[Found, ...]
    signature: tuple[Paragraph, ...]
    removed: tuple[Furniture, ...]
    rest: tuple[Block, ...]


def read_closing(blocks: Sequence[Block]) -> Closing:
    """Split signature and date from the text; what follows them (附件, a ledger) stays with the text."""
    rest, removed, given = _without_furniture(blocks)
    has_table = any(not isinstance(block, Paragraph) for block in rest)
    for index in range(len(rest) - 1, 0, -1):
        block = rest[index]
        is_far = index <= len(rest) // 2 or len(rest) - index > 30
        below = closed(_text(rest[min(index + 1, len(rest) - 1)]))
        if is_far and not has_table and not _ATTACHED.match(below) and not _HEADS_LEDGER.fullmatch(below):
            continue
        if isinstance(block, Paragraph) and (found := _signed(rest, index)):
            first = index - (len(found[1]) - 1)
            return Closing((*given, *found[0]), found[1], tuple(removed), (*rest[:first], *rest[index + 1 :]))
    return Closing(tuple(given), (), tuple(removed), tuple(rest))


def _without_furniture(blocks: Sequence[Block]) -> tuple[list[Block], list[Furniture], list[Found]]:
    """Return a text without what a web page puts below it and the word that stands for a seal, and what was there.

    Of the fields there only the day of publication is one of the notice.
    """
    rest = list(blocks)
    removed: list[Furniture] = []
    given: list[Given] = []
    while len(rest) > 3 and isinstance(last := rest[-1], Paragraph) and is_web(plain(last.text)):
        given += fields_of_line(last)
        removed.insert(0, Furniture(last.text, last.origin, "web"))
        rest.pop()
    for index in range(max(len(rest) - 8, 0), len(rest)):
        block = rest[index]
        if isinstance(block, Paragraph) and (seal := _SEAL.search(block.text)):
            rest[index] = block._replace(text=block.text[: seal.start()], joints=())
            removed.append(Furniture(seal[0].strip(), block.origin, "web"))
    return rest, removed, [one for one in surest(given) if one.field == "published"]


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _signed(blocks: Sequence[Block], index: int) -> tuple[tuple[Found, ...], tuple[Paragraph, ...]] | None:
    """Return the signature and date that end at `index`, and their paragraphs."""
    block = blocks[index]
    assert isinstance(block, Paragraph)
    text = _together(block.text)
    if _DATE_LINE.fullmatch(text):
        date = _date(block)
        names = _names_above(blocks[:index])
        if names:
            return (_signature(names), *date), (*names, block)
        return (date, (block,)) if date else None
    above = blocks[index - 1]
    is_last = index == len(blocks) - 1 and _may_sign(block.text)
    if is_last and isinstance(above, Paragraph) and _DATE_LINE.fullmatch(_together(above.text)):
        # The date may stand above the name.
        return (_signature([block]), *_date(above)), (above, block)
    match = re.fullmatch(rf"(?P<name>\S.*?)\s*(?P<date>{_DATE_LINE.pattern})", text)
    if match and _may_sign(match["name"]):
        part = block._replace(text=block.text.strip()[match.start("date") :])
        name = block._replace(text=block.text.strip()[: match.end("name")])
        return (_signature([name]), *_date(part)), (block,)
    if is_last and index > 2:
        found = _signature([block])._replace(confidence=LIKELY, reason=mark("there is no date below it"))
        return (found,), (block,)
    return None


def _together(text: str) -> str:
    """Return a plain line whose date is not spread."""
    return _SPREAD.sub("", plain(text).strip())


def _names_above(blocks: Sequence[Block]) -> list[Paragraph]:
    """Return the names that stand right above a date: one, or two that sign together, or one in two lines."""
    above, before = blocks[-1], blocks[-2] if len(blocks) > 1 else None
    if not isinstance(above, Paragraph):
        return []
    names = [above] if _is_name(above.text) else []
    goes_on = names or _ORGAN_ALONE.fullmatch(closed(above.text))
    return [before, above] if goes_on and isinstance(before, Paragraph) and _may_sign(before.text) else names


def _is_name(text: str) -> bool:
    text = closed(plain(text))
    return (
        3 <= len(text) <= 40
        and not re.search(r"[。，；：！？]|\d{5}", text)
        and not re.match(r"[一二三四五六七八九十]、|（[一二三]", text)
    )


def _may_sign(text: str) -> bool:
    return _is_name(text) and bool(_ORGAN.search(closed(text)))


def _signature(lines: Sequence[Paragraph]) -> Found:
    text = "、".join(closed(line.text) for line in _signatories(lines))
    if len(lines) > 1 and _ORGAN_ALONE.fullmatch(closed(lines[-1].text)):
        # One name in two lines.
        text = "".join(closed(line.text) for line in lines)
    return Found("signature", text, lines[0].origin, " / ".join(line.text for line in lines))


def _signatories(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Return one line for each that signs: two names may stand side by side, and spaces may only spread a name."""
    found: list[Paragraph] = []
    for line in lines:
        parts = re.split(r"[ \u3000]{1,}", line.text.strip())
        apart = len(parts) == 2 and all(len(part) > 4 and _ORGAN.search(part) for part in parts)
        found += [line._replace(text=part) for part in parts] if apart else [line]
    return found


def _date(paragraph: Paragraph) -> tuple[Found, ...]:
    point = next(points(_together(paragraph.text)), None)
    iso = point.iso() if point else ""
    return (Found("dated", iso, paragraph.origin, paragraph.text),) if iso else ()


# How the paragraphs begin that close a notice, after its last numbered part.
_CLOSES = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:电\s?话|邮箱|信箱|地址|邮编|邮政编码|传真|联系人)[：:]|下一?步|下阶段|今后|后续，|接下来|下来|欢迎|如对|[\u4e00-\u9fff]{2,8}(?:如?对(?:以上|上述|通报)|如有)|以上(?:是|情况)?|如有|联系(?:方式|电话|人|单位|部门|处室|科室)|(?:受理|监督)(?:单位|部门)|监督电话|举报电话|[特专]此|公[示告]期|公[示告]时间|监督期|现(?:予以|将.{0,20}公[布开示])|反馈期|(?:诚恳|恳请|敬请)|广大(?:干部|党员|群众)|(?:社会)?(?:公众|群众|各界|市民|村民|职工|师生)[\u4e00-\u9fff]{0,6}(?:可(?:拨打|致电|来电|来信|通过|向|将)|[如若](?:对|有|发现|需))"
    r"|(?:[\u4e00-\u9fff]{0,16}(?:党组|党委|党工委|总支|支部|局|会|院|校|公司|集团|中心|政府|街道|馆)|我[们\u4e00-\u9fff]|[县市区镇乡院校局])(?:还|也|仍|仍然|继续|必)?(?:将|会(?![议、，费员]))(?!问题)"
)
# A way to reach someone, told to the public: 对办理结果有异议的，请来电：0572-2208416.
_TELLS_HOW = re.compile(
    r"(?:反映|异议|意见|监督|举报|咨询|欢迎|来电|来信).*\d{7,8}|(?:拨打|致电).{0,20}\d{7,8}.*(?:反映|举报|咨询|反馈)|[\w.]{1,64}@\w"
)
# What is said of all problems below the last of them: 截至2月底，上述7个问题均已整改到位。
_LOOKS_BACK = re.compile(
    r"截[至止][^，。；]{2,16}，(?:(?:上述|以上|前述)(?:\d{1,3}[个项条])?|(?:反馈的)?\d{1,3}[个项条])(?:反馈|具体)*问题(?:均|都|全部|已)"
    r"|(?:上述|以上|前述)(?:\d{1,3}[个项条])?(?:反馈|具体)*问题(?:除|中，)"
)
# What the whole has brought: 通过整改，追回资金9万元，约谈6人次。
_SUMS_UP = re.compile(r"(?:通过|经过)(?:此次|本次|这次|集中)?整改(?:工作)?，.{0,200}?\d[^\d]{2,200}?\d")


def sums_up(paragraph: Paragraph) -> bool:
    """Whether a paragraph below the last problem tells of the whole, and not of that problem."""
    text = closed(plain(paragraph.text))
    return bool(_SUMS_UP.match(text) or _LOOKS_BACK.match(text))


def read_tail(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Split the paragraphs that close a notice from the text: those without number at the end, from their first cue."""
    start = len(blocks)
    for index in range(len(blocks) - 1, max(len(blocks) - 15, 0), -1):
        block = blocks[index]
        if not isinstance(block, Paragraph) or number_of(block.text):
            break
        text = closed(plain(block.text)).lstrip("（【")
        if NAMES_PROBLEM.fullmatch(text):
            break
        cue = next((cue for cue in (_SUMS_UP, _LOOKS_BACK) if cue.match(text)), None)
        sums_up_all = start == index + 1 and cue is not None and not _is_said_before(cue, blocks[:index])
        if sums_up_all or _CLOSES.match(text) or _TELLS_HOW.search(text):
            start = index
    return tuple(blocks[:start]), tuple(blocks[start:])


def _is_said_before(cue: re.Pattern[str], blocks: Sequence[Block]) -> bool:
    """Whether a paragraph above the last problem begins in the same way, so that each problem or list has its own."""
    return any(isinstance(block, Paragraph) and cue.match(closed(plain(block.text))) for block in blocks)
