"""The sets of totals that a notice claims, each with its sentence. Counts nothing itself."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from gongkai.importers.dates_found import points
from gongkai.importers.found import LIKELY, Found, Sentence, closed
from gongkai.language import mark
from gongkai.text import numeral

_NUMBER = r"(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3}|两)"
_ADJECTIVES = r"(?:具体|突出|主要|重点|反馈|共性|个性|整改|存在的?|反馈的?|梳理的?|大|小|细化|方面的?)*"
# What is counted, in the order in which it is tried.
_KINDS: tuple[tuple[str, str], ...] = (
    ("aspects", rf"{_NUMBER}\s*(?:个|大)?\s*(?:大)?方面(?!的?(?:意见|建议))"),
    (
        "suggestions",
        rf"{_NUMBER}\s*(?:个方面的?|条|项|点|个)?\s*(?:整改)?(?:意见建议|意见和建议|建议意见|(?:审计|工作|监督|管理)?建议(?!撤|注|取))",
    ),
    ("categories", rf"{_NUMBER}\s*(?:个|大)?\s*(?:大)?类(?=[^别似型企]|$)"),
    ("problems", rf"{_NUMBER}\s*(?:个|项|条|类)?\s*{_ADJECTIVES}问题(?!清单)"),
    ("tasks", rf"{_NUMBER}\s*(?:个|项|条)?\s*{_ADJECTIVES}(?:任务|事项)"),
    ("measures", rf"{_NUMBER}\s*(?:个|项|条)?\s*(?:具体|整改|针对性|细化|新)*的?(?:整改)?(?:措施|举措)"),
)
_NAMING = (
    r"(?:反馈给[\u4e00-\u9fff]{1,6}的|反馈|存在|具体|整改|反映|揭示|查出|查找出?|发现"
    r"|指出|提出|列出|梳理出?|涉及|认领|归纳|细分|分解|明确|确定|移交|交办|点出)(?:[的了出]|我[局院校厅市县区镇]"
    r"|具体|主要|突出)*"
)
# The same with the number behind: 制定措施11条, 反馈问题共3项.
_REVERSED: tuple[tuple[str, str], ...] = (
    ("parted", r"(?<=方面){_NUMBER}(?:个|项|条)(?=[，。；、])".replace("{_NUMBER}", _NUMBER)),
    (
        "problems",
        rf"(?:{_NAMING}|(?<![\u4e00-\u9fff])|[入在]台账的)问题\s*(?:共有|共|共计|计|为|有)?\s*{_NUMBER}\s*(?:个|项|条)(?!线索|方面|大?类)",
    ),
    ("listed", rf"(?<=类){_NUMBER}(?:个|项|条)(?=[，。；、])"),
    ("categories", rf"{_NAMING}问题\s*(?:共|共计)?\s*{_NUMBER}个?大?类"),
    ("tasks", rf"(?<!完成)(?:整改)任务\s*(?:共|共计)?\s*{_NUMBER}\s*(?:个|项|条)"),
    ("measures", rf"(?<!完成)(?:整改|具体)*(?:措施|举措)\s*(?:共|共计)?\s*{_NUMBER}\s*(?:个|项|条)"),
    ("suggestions", rf"(?:意见建议|意见和建议|(?:审计|工作|监督|管理)建议)\s*(?:共|共计)?\s*{_NUMBER}\s*(?:个|项|条)"),
)
_TOKEN = re.compile(
    "|".join(
        f"(?P<{name}>{pattern.replace('<number>', f'<n_{name}>')})"
        for name, pattern in (*_KINDS, *((f"r_{name}", pattern) for name, pattern in _REVERSED))
    )
)
_UNIT = r"\s*(?:个|项|条)(?:问题|任务)?"
_N = r"(\d{1,4})"
# Numbers in words, of what is done or left: 三个问题已完成整改两个.
_COUNT = re.compile(r"(?<![第一二三四五六七八九十两])[一二三四五六七八九十两]{1,3}(?=(?:个|项|条))")
_FINISHED = r"(?:完成整改|整改完成|已?整改到位|整改完毕|完成销号|销号|办结|已整改|完成|解决)"
# What follows on these words may be the number that they are about: 23个问题已完成整改21个.
_NOT_COUNTED = r"(?!(?:的|了)?(?:整改|销号)?(?:问题|任务|率)?\s*(?:\d|[一二三四五六七八九十]{1,3}(?:个|项|条)))"
_DONE = re.compile(
    rf"(?:问题中，?已有{_N}(?:个|项|条)(?:问题)?(?:已|均已)?{_FINISHED}|(?:(?:已|均已|已经|目前|全面|累计|共|现|其中|，|、|内)+|(?<=[底日月末前])(?=已))\s*(?:整改)?{_FINISHED}(?:的|了)?(?:整改|销号)?(?:问题|任务)?\s*{_N}(?:个|项|条)(?!措施|.{{0,6}}(?:措施|制度))"
    rf"|\d(?:个|项|条)[^，。；]{{0,6}}(?:问题|任务|措施|举措)(?:中，?)?(?:{_FINISHED}|已落实)\s*{_N}(?:个|项|条)"
    rf"|(?:问题|任务|措施|举措)\d{{1,4}}(?:个|项|条)中?，?(?:已)?(?:{_FINISHED}|落实)\s*{_N}(?:个|项|条)"
    rf"|{_N}{_UNIT}?\s*(?:问题|任务)?\s*(?:均|都|全部)?\s*(?:已|已经|全部|得到|实现|完全|均已)+\s*{_FINISHED}{_NOT_COUNTED})"
)
_OPEN = re.compile(
    rf"(?:(?:其余|剩余|余下)的?{_N}(?:个|项|条)(?![^，。；]{{0,12}}(?:均|都|已|全部))|(?:(?:整改|推进)中|未完成|尚未完成|未整改到位|正在整改|正在推进|持续整改|持续推进|(?:仍|尚)在(?:整改|推进)|另有|剩余|还有|尚有|需?长期(?:坚持)?推进)(?:的|整改|问题|任务)*\s*{_N}(?:个|项|条)"
    rf"|{_N}{_UNIT}\s*(?:长期|具体|其余|剩余)*(?:问题|任务|事项)?\s*(?:正在|仍在|按序时|按计划|尚在|需|需要|将|正|尚未|未|持续|还在|在|尚未启动|未启动|需长期|长期(?=推进|整改))+\s*(?:持续|长期|有序|整改|推进|完成)+(?!坚持)|{_N}{_UNIT}(?:仍|还|尚)?在?(?:整改|推进|办理)之?中)"
)
# What is kept up may be done, and is no part of what is open: 已完成整改3个，其中长期坚持2个.
_KEPT_UP = re.compile(rf"长期坚持(?:的|整改|问题|任务)*\s*{_N}(?:个|项|条)|{_N}{_UNIT}\s*(?:长期)?需?(?:要)?长期坚持")
# Words that say by themselves that something is left; those without may go on although it is done.
_IS_LEFT = re.compile(r"未|正在|仍|尚|还|其余|剩余|余下|整改中|推进中|按序时|按计划")
# A third kind, neither done nor open, so that no other number is the rest.
_BETWEEN = re.compile(
    rf"(?:基本|部分|阶段性)(?:整改)?(?:完成|到位)(?:的|整改|问题|任务)*\s*{_N}(?:个|项|条)|{_N}{_UNIT}?\s*(?:问题|任务)?(?:已)?(?:基本|部分|阶段性)(?:完成|整改|到位)"
)
# What stands before a count of what is left or done, which is no count of all.
_REST = re.compile(r"(?:其余|剩余|其他|另有|尚有|还有|余下)的?$")
_ALL_DONE = re.compile(
    rf"(?:{_N}\s*(?:个|项)\s*(?:具体|反馈|整改)*(?:问题|任务)|(?:问题|任务)(?:共|共计|总计)?{_N}(?:个|项)|{_N}\s*(?:条|项|个)(?:整改)?(?:措施|举措)(?=均|已|都))\s*(?:，|、)?(?:目前|现)?"
    r"(?:均已|全部|已全部|已经全部|都已)(?:完成)?(?:整改|销号|到位|完成|办结)"
)
# What an organization found in others while it checked them, which is nothing that was found in it.
_OWN_CHECKS = re.compile(
    r"(?:督查|督导|检查|排查|抽查|暗访|走访|回头看”?)[^。；]{0,20}(?:发现|查找|排查)[^。；]{0,6}问题"
)
_HISTORY = re.compile(r"上(?:一)?(?:轮|次|届)巡[视察]|十[一二三四]届[^，。]{0,6}巡[视察]反馈")


def read_totals(sentences: Iterable[Sentence]) -> list[list[Found]]:
    """Return the sets of totals, each a list of fields (`problems`), in the order of the text; no set twice."""
    sets: list[list[Found]] = []
    for sentence in sentences:
        for one in _sets_of(sentence, _counts(sets)):
            if _is_known(one, sets):
                continue
            less = next((index for index, known in enumerate(sets) if _is_known(known, [one])), None)
            if less is None:
                sets.append(one)
            else:
                sets[less] = one
    return sets


def _counts(sets: Sequence[Sequence[Found]]) -> set[int]:
    return {found.value for one in sets for found in one if found.field in ("problems", "tasks")}


def _sets_of(sentence: Sentence, stated: Container[int]) -> list[list[Found]]:
    """Return the sets of a sentence; `stated` are the counts of problems and tasks that the text gave before."""
    # Spaces only spread numbers and words here.
    sentence = sentence._replace(text=closed(sentence.text))
    if _HISTORY.search(sentence.text) or (
        _OWN_CHECKS.search(sentence.text) and not re.search("反馈|指出的", sentence.text)
    ):
        return []
    sets: list[list[Found]] = []
    current: dict[str, Found] = {}
    for name, value in _counted(sentence.text, stated):
        if name in current:
            if current[name].value == value:
                continue
            sets.append(list(current.values()))
            current = {}
        elif current and _is_after(name, current, bool(sets)):
            sets.append(list(current.values()))
            current = {}
        current[name] = Found(name, value, sentence.origin, sentence.written)
    if current:
        sets.append(list(current.values()))
    sets = [one for one in sets if _is_worth(one)]
    _add_progress(sentence, sets)
    return sets


def _counted(text: str, stated: Container[int]) -> Iterator[tuple[str, int]]:
    """Yield what is counted as a total, its kind and how many; not how many are done or left."""
    behind = 0
    for match in _TOKEN.finditer(text):
        group = next(group for group in match.groupdict() if match[group] and not group.startswith("n_"))
        name = group.removeprefix("r_").replace("listed", "problems").replace("parted", "problems")
        value = _value(match[f"n_{group}"], group.startswith("r_"))
        is_new = name in ("problems", "tasks") and value not in stated
        goes_on = bool(behind) and text[behind : match.start()] in ("、", "和", "及")
        if goes_on or _REST.search(text[: match.start()]) or (is_new and _is_progress(text, match.start(f"n_{group}"))):
            behind = match.end()
        elif value is not None and not _is_ordinal(text, match.start()) and not _is_part(text, match):
            yield name, value


def _value(text: str, behind: bool) -> int | None:
    if text.isdigit():
        return int(text)
    if text == "两" and not behind:
        return None  # 两个问题 may be any two
    return None if text == "一" else numeral(text.replace("两", "二"))  # 一个问题一个问题 counts nothing


def _is_ordinal(text: str, start: int) -> bool:
    """Whether a number is part of another one, or names a place (第22项)."""
    before = text[:start].rstrip()[-1:]
    return before in tuple("第.—-～~年月") or before.isdigit() or (before in "一二三四五六七八九十" and bool(before))


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether a count is of something else than all that was found: 4方面11项重点工作, 2个问题线索."""
    after = text[match.end() : match.end() + 6]
    return (
        bool(re.search(r"(?:关注|关心)的$", text[: match.start()]))
        or bool(re.match(r"\s*(?:线索|建议函|举报|的?重点工作|\d+项重点|\d+\s*项重点工作)", after))
        or "重点工作" in text[match.end() : match.end() + 12]
    )


def _is_progress(text: str, at: int) -> bool:
    """Whether the number at `at` says how many are done or open, and not how many there are: 完成15个问题."""
    for pattern in (_DONE, _OPEN, _KEPT_UP):
        for match in pattern.finditer(text):
            index = match.lastindex or 1
            before = text[max(0, at - 8) : at]
            is_total = re.search(r"反馈|共|全部|所有|指出", before) or re.search(r"全部|均|都", match[0])
            if match.start(index) == at and not is_total:
                return True
    return False


def _is_after(name: str, current: dict[str, Found], several: bool) -> bool:
    """Whether a count begins a set of its own: what is found comes before what is done about it."""
    later = {"aspects": ("problems", "suggestions", "tasks", "measures"), "tasks": ("problems",) if several else ()}
    return any(known in current for known in later.get(name, ()))


def _is_worth(one: list[Found]) -> bool:
    names = {found.field for found in one}
    if names == {"aspects"} and re.search(r"(?:反馈|指出)的", closed(one[0].quote)):
        return True
    return bool(names & {"problems", "tasks", "measures"}) or len(names & {"aspects", "categories", "suggestions"}) > 1


def _add_progress(sentence: Sentence, sets: list[list[Found]]) -> None:
    """Add how many are done and open, to the set that names what is counted."""
    own = next((one for one in sets if any(found.field == "problems" for found in one)), sets[0] if sets else None)
    text = _part_about(own or [], sentence.text)
    if own:
        text = _COUNT.sub(lambda match: str(numeral(match[0].replace("两", "二"))), text)
    done = _first(_DONE, text)
    if done is None and (match := _ALL_DONE.search(text)):
        done = int(match[1] or match[2] or match[3])
    total = next((found.value for found in own or [] if found.field in ("problems", "tasks")), None)
    counted = next((found.value for found in own or [] if found.field == "measures"), None)
    remaining = _remaining(text, done, total or counted)
    progress = []
    if done is not None:
        progress.append(Found("done", done, sentence.origin, sentence.written))
    if remaining is not None:
        progress.append(Found("open", remaining, sentence.origin, sentence.written))
    if not progress:
        return
    if own is None:
        sets.append(progress)
    else:
        for found in progress:
            if total is not None and found.value > total:
                found = found._replace(confidence=LIKELY, reason=mark("it is more than the total"))
            elif total is not None and sum(one.value for one in progress) > total:
                found = found._replace(
                    confidence=LIKELY, reason=mark("done and not done together are more than the total")
                )
            own.append(found)


def _remaining(text: str, done: int | None, total: int | None) -> int | None:
    """Return how many are open: the rest of the total, or what the words say is left where nothing lies between."""
    match = _first_match(_OPEN, text)
    if match is None:
        return None
    value = int(match[match.lastindex or 1])
    is_rest = done is not None and total is not None and done + value == total
    says_left = bool(_IS_LEFT.search(match[0])) and not _BETWEEN.search(text)
    return value if is_rest or says_left else None


def _part_about(one: Sequence[Found], text: str) -> str:
    """Return the part of a sentence that says how much of a set's problems is done, where several say so of others."""
    parts = text.split("；")
    telling = [part for part in parts if _first(_DONE, part) is not None or _first(_OPEN, part) is not None]
    about = [part for part in telling if "问题" in part]
    return about[0] if any(found.field == "problems" for found in one) and 0 < len(about) < len(telling) else text


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    match = _first_match(pattern, text)
    return int(match[match.lastindex or 1]) if match else None


def _first_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    within_dates = [(point.start, point.end) for point in points(text)]
    for match in pattern.finditer(text):
        index = match.lastindex or 1
        start = match.start(index)
        before = text[:start].rstrip()[-1:]
        if before != "第" and not any(begin <= start < end for begin, end in within_dates):
            return match
    return None


def _is_known(one: list[Found], sets: Sequence[list[Found]]) -> bool:
    """Whether every count of a set is in one before it."""
    values = {(found.field, found.value) for found in one}
    return any(values <= {(found.field, found.value) for found in known} for known in sets)
