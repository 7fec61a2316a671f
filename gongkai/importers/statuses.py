"""What a notice says of how far a problem is: only where it says it of the problem as a whole, else nothing."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.importers.dates_found import in_figures
from gongkai.importers.found import closed, plain
from gongkai.importers.status_marks import mark_behind
from gongkai.model import Mark, Status

# How notices word a status, the longer words first (facts of the field; 阶段性完成 is not done).
_WORDS: tuple[tuple[Status, str], ...] = (
    (
        Status.in_progress,
        r"未完成，(?:正在)?持续(?:整改|推进)中?|未完成，(?:目前)?(?:正在|仍在)(?:整改|推进|办理|实施)中?",
    ),
    (
        Status.behind,
        r"(?:整改|工作|推进)?(?:进展|进度)(?:相对|较为|有所|明显|略)?(?:滞后|落后|偏慢|缓慢|较慢)(?:于?(?:序时|时序|计划)(?:进度|要求)?)?"
        r"|未(?:能)?按?(?:序时|时序)(?:进度)?(?:完成|推进)|未(?:能)?达到?(?:序时|时序)进度(?:要求)?"
        r"|(?:滞后|落后|低|慢)于?(?:序时|时序)进度(?:要求)?|滞后",
    ),
    (
        Status.not_done,
        r"(?:尚|暂|还)?未(?:完成整改|整改完成|整改到位|完成|整改|启动(?:整改)?|销号|到位)|没有完成|尚未(?:开始|启动)",
    ),
    (
        Status.mostly_done,
        r"(?:已)?取得(?:了)?(?:明显)?阶段性(?:成果|成效|进展)，?(?:并|并将|将|正在)?持续(?:整改|推进)"
        r"|(?:已)?基本(?:完成整改|整改完成|整改到位|完成|整改|到位|解决)"
        r"|(?:已)?部分(?:完成|整改)(?:整改)?|(?:已)?阶段性(?:完成|整改到位)(?:整改)?(?:任务|目标)?"
        r"|(?:已)?取得(?:了)?(?:明显)?阶段性(?:成果|成效|进展)，?(?:属|属于|为)?基本(?:完成|整改)(?:整改|到位)?|(?:属|属于)基本(?:完成|整改)(?:整改|到位)?|(?:已)?(?:完成|实现)阶段性(?:整改)?(?:任务|目标|整改)|取得(?:了)?(?:明显)?阶段性(?:成果|成效)",
    ),
    (
        Status.done,
        r"(?:已|已经|均已|全部|已全部|已按期|已如期|按期|现已)?(?:完成整改(?:任务|销号)?|整改完成|整改到位|整改完毕"
        r"|完成销号|办结销号|整改销号|整改办结)(?:并销号|并已销号|销号)?"
        r"|整改(?:任务|工作|事项)?(?:已经|已|均已|全部|已全部)(?:完成|到位|办结|销号)(?:并销号)?|(?:已|已经"
        r"|均已|已全部)(?:完成|整改|销号|办结|解决|整改落实到位)|销号|办结|完成",
    ),
    (
        Status.in_progress,
        r"(?:正在?|持续|仍在|尚在|继续|长期|有序|按(?:序时|计划|时序)(?:进度)?|坚持|序时|稳步|加快|抓紧|积极)+(?:进行)?"
        r"(?:整改|推进|落实|办理)+(?:之?中)?"
        r"|(?:正在|持续|仍在)进行|(?:持续|正在)*(?:整改|推进|进行|办理|实施)中|未完成|(?:已)?(?:达到?|符合|满足)(?:序时|时序)进度(?:要求)?"
        r"|(?:尚|仍|还)?需(?:要)?(?:继续|长期|持续)(?:坚持|推进|整改|跟进|落实)",
    ),
)
_PHRASE = "|".join(f"(?P<s{index}>{pattern})" for index, (_, pattern) in enumerate(_WORDS))
_TAIL = (
    r"(?:(?:，|、|；|并|且)(?:并|且|将|需|已|仍)*(?:长期坚持|常态化坚持|坚持常态化?|持续(?:坚持|推进"
    r"|巩固|深化|整改|用力)[^，。]{0,10}|立行立改|即知即改|边巡边改|销号|巩固[^，。]{0,10}|转入[^，。]{0,8}"
    r"|在集中整改期内完成|常态长效|通过[^，。]{0,8}验收(?:销号)?))*"
)
_HEAD = r"(?:(?:立行立改|即知即改|边巡边改|立查立改)[，、；])?"
# What a sentence of status may name before it: when, and the problem, the task, the work on it.
_WHEN = r"(?:截至(?:目前|\d{4}年\d{1,2}月(?:\d{1,2}日|底)?)?，?|目前，?|现|至此，?|经整改，?|通过整改，?|综上，?)*"
_WHOLE_WORDS = (
    r"(?:(?:该|此|本|上述|以上|这)+(?:[项条类个](?:具体|反馈)?(?:整改)?(?:问题|任务|事项|工作)?|(?:具体|反馈)?(?:整改)?(?:问题|任务|事项|工作))(?:的?整改(?:工作|任务)?)?"
    r"|(?:该|此|本)整改|(?:相关|反馈|具体)*问题(?:的?整改(?:工作|任务)?)?|整改(?:工作|任务|事项)?)"
)
_SUBJECT = rf"{_WHEN}(?:{_WHOLE_WORDS})?(?:目前|现|均|都|总体|整体)*"
# What is to come, behind a status: 正在整改，预计12月底前上线.
_PLAN = re.compile(r"(?<=[\u4e00-\u9fff])，(?:预计|计划|力争|拟|确保|待|届时)[^。；]*$")
# What follows on a status and says that something else is left: 已完成整改，但验收尚未完成.
_TAKES_BACK = re.compile(r"^但|其余|剩余|尚未|尚有|还有|仍|正在")
_NAMES_WHOLE = re.compile(rf"{_WHEN}{_WHOLE_WORDS}")
# The same at the beginning of a sentence whose last clause says how far it is.
_SPEAKS_OF_WHOLE = re.compile(rf"{_WHEN}(?:该|此|本|这)(?:[项条类个])?(?:具体|反馈)?(?:整改)?(?:问题|任务|事项|工作)")
# What is said of a plan is said of the whole, whichever clause says it.
_AGAINST_PLAN = re.compile(r"(?:未(?:能)?达到?|(?:滞后|落后|低|慢)于?|(?:已)?(?:达到|符合))(?:序时|时序)进度(?:要求)?")
_WHOLE = re.compile(rf"{_HEAD}(?:{_PHRASE}){_TAIL}")
_SENTENCE = re.compile(rf"{_SUBJECT}{_HEAD}(?:{_PHRASE}){_TAIL}")
# Whatever a label is called: if its value is a status, it is one of status.
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,10}(?:\s*】：?|：)\s*([^。；【\n：]{2,40})")
_LABELLED_STATUS = re.compile(r"(?:状态|进度|成效|情况|进展|结果|结论|与否|是否完成)(?:】：?|：)")
_BRACKETED = re.compile(
    r"[（【\[〔［]\s*(?:(?:整改)?(?:状态|进度|结果|完成情况"
    r"|进展)[：:]?)?([^）】\]〕］]{2,40})\s*[）】\]〕］]"
)
_MARKS = (
    (Mark.at_once, r"立行立改|即知即改|边巡边改|立查立改|立知立改"),
    (Mark.kept_up, r"长期坚持|常态化坚持|坚持常态化|常态长效"),
    (Mark.focus_period, r"集中整改期(?:内|间)?(?:已)?完成"),
    (Mark.recurred, r"反弹"),
)
_NOT_A_MARK = re.compile(r"防止|避免|杜绝|不(?:得|许|能)|坚决")


def _read(text: str) -> str:
    """Return a text as it is compared here: plain, without space, its dates in figures."""
    return in_figures(closed(plain(text)))


class Said(NamedTuple):
    """A status, and the words that say it; `clear` if no other words of the problem say otherwise.

    `of_whole` is false where the words may be of a measure only.
    """

    status: Status
    words: str
    clear: bool = True
    of_whole: bool = True


_ON_DAY = re.compile(
    r"(?:已于|(?<![由对关])于)(\d{4}年\d{1,2}月(?:\d{1,2}日|底|上旬|中旬|下旬|初)?)(?:前)?(?=(?:全部|全面|如期|按期)?(?:完成|整改|销号|办结))"
)


def completion_of(paragraphs: Sequence[str]) -> str:
    """Return the words of the day on which a problem as a whole was done: 该问题已于2023年9月28日完成整改."""
    for sentence in [sentence for paragraph in paragraphs for sentence in _sentences(paragraph)]:
        for clause in sentence.split("，"):
            day = _ON_DAY.search(clause)
            said = day and _SENTENCE.fullmatch(_ON_DAY.sub("已", clause))
            if day and said and _NAMES_WHOLE.match(clause) and _said(said, clause).status is Status.done:
                return day[1]
    # A last sentence that is nothing but the day: 2024年6月28日清理完毕。
    last = next(iter(_edges(paragraphs)), "")
    alone = re.fullmatch(
        r"(?:已)?于?(\d{4}年\d{1,2}月\d{1,2}日)前?(?:已|全部|全面)*[\u4e00-\u9fff]{0,2}(?:完毕|销号|办结|完成整改|整改到位|完成)",
        last,
    )
    return alone[1] if alone else ""


def whole(clause: str) -> Said | None:
    """Return the status that a clause says of the problem, whatever words for the problem stand before it."""
    match = _SENTENCE.fullmatch(_ON_DAY.sub("已", _read(clause).strip("。；，、*")))
    return _said(match, clause) if match else None


def status_of(heading: str, paragraphs: Sequence[str], labelled: Sequence[str] = ()) -> Said | None:
    """Return what a problem's text says of its status: under a label, in brackets, or in a first or last sentence."""
    said = [found for value in labelled if (found := _of_value(value) or _among_clauses(value))]
    said += _in_labels(paragraphs)
    said += _in_brackets(heading, paragraphs)
    if not said:
        said = _in_sentences(paragraphs)
    if not said:
        return None
    is_clear = all(found.clear for found in said) and len({found.status for found in said}) == 1
    return said[0]._replace(clear=is_clear)


def phrase(text: str) -> Said | None:
    """Return the status that a text is, None where it is more than that or something else."""
    match = _WHOLE.fullmatch(_read(text).strip("。；，、*“”"))
    return _said(match, text) if match else None


def _among_clauses(text: str) -> Said | None:
    """Return the status that a clause of a longer value is: 二期进场施工，正在推进。 Not clear where two differ."""
    clauses = [clause for clause in re.split(r"[。；，]", _read(text)) if clause]
    said = [found for clause in clauses if (found := whole(clause))]
    if not said:
        return None
    last = said[-1]
    is_left = any(found.status is not last.status for found in said)
    # What is done may be a part, if more follows.
    return last._replace(clear=not is_left, of_whole=last.status is not Status.done or whole(clauses[-1]) is not None)


def _said(match: re.Match[str], words: str) -> Said:
    index = next(number for number in range(len(_WORDS)) if match[f"s{number}"])
    return Said(_WORDS[index][0], words.strip())


def _in_labels(paragraphs: Sequence[str]) -> list[Said]:
    found = []
    for paragraph in paragraphs:
        for match in _LABELLED.finditer(_read(paragraph)):
            value = match[1]
            if said := _of_value(value) if _LABELLED_STATUS.search(match[0]) else whole(value):
                found.append(said._replace(words=match[0]))
    return found


def _of_value(value: str) -> Said | None:
    """Return the status that a value under a label is or begins with; not clear where what follows takes it back."""
    value = re.split(r"[。；\n]", _read(value))[0]
    value = re.sub(r"^\d{1,3}(?:\.\d+)?[%％]，", "", value)
    first, _, rest = value.partition("，")
    second = rest.partition("，")[0]
    said = (
        phrase(value)
        or phrase(f"{first}，{second}")
        or phrase(first.partition("（")[0])
        or whole(value)
        or whole(first)
    )
    if not said:
        return None
    return said._replace(clear=said.clear and not (said.status is Status.done and bool(_TAKES_BACK.search(rest))))


def _in_brackets(heading: str, paragraphs: Sequence[str]) -> list[Said]:
    behind = phrase(mark_behind(plain(heading)))
    found = [behind] if behind else []
    edges = [(heading, True, True)]
    if paragraphs:
        edges += [(paragraphs[0], True, False), *((text, False, True) for text in paragraphs[-2:])]
    for text, at_start, at_end in edges:
        squeezed = _read(text).rstrip("。；")
        for match in _BRACKETED.finditer(squeezed):
            after = squeezed[match.end() :].strip("。：；")
            is_edge = (at_start and match.start() < 8) or (at_end and not after)
            if is_edge and (said := phrase(match[1]) or phrase(re.split(r"[，；]", match[1])[0])):
                found.append(said._replace(words=match[0]))
    return found


def _in_sentences(paragraphs: Sequence[str]) -> list[Said]:
    """Return what the first or last sentence says; the last counts."""
    found = []
    edges = _edges(paragraphs)
    for sentence in edges:
        match = _SENTENCE.fullmatch(_ON_DAY.sub("已", _PLAN.sub("", sentence)))
        if match and match[0] not in ("完成", "销号", "办结"):
            found.append(_said(match, sentence))
    return found[:1] or _in_clauses(edges)


def _edges(paragraphs: Sequence[str]) -> list[str]:
    """Return the last two sentences, the last first, and the first one."""
    return _sentences(paragraphs[-1])[-2:][::-1] + _sentences(paragraphs[0])[:1] if paragraphs else []


def _in_clauses(edges: Sequence[str]) -> list[Said]:
    """Return what a last clause says of the problem by name, where more stands before it: 因…，该问题正在整改，预计…"""
    clauses = edges[0].split("，") if edges else []
    for clause in clauses:
        match = _SENTENCE.fullmatch(_ON_DAY.sub("已", clause)) if _NAMES_WHOLE.match(clause) else None
        # 问题已全部解决 may be said of what the measures found.
        match = None if re.match(r"问题.*(?:全部|均|都)", clause) else match
        said = _said(match, clause) if match else None
        # What follows on a problem that is done may take it back: …已完成整改，其余两处正在办理。
        if said and (said.status is not Status.done or clause is clauses[-1]):
            return [said]
    last = clauses[-1] if clauses else ""
    said = phrase(last) if _AGAINST_PLAN.fullmatch(last) else None
    return (
        [said]
        if said
        else _at_last(last, bool(clauses) and _SPEAKS_OF_WHOLE.match(clauses[0]) is not None) or _still_open(clauses)
    )


def _at_last(clause: str, named: bool) -> list[Said]:
    """Return what the last clause of a problem says by itself: …，已完成整改。 Of the whole if that is `named` before.

    It may be said of the last measure only.
    """
    said = whole(clause)
    # 全部, 均 are said of several things, which a problem is not: 发现问题案件12件，已全部整改。
    if not said or clause in ("完成", "销号", "办结") or (not named and re.search(r"全部|均|都", clause)):
        return []
    return [said._replace(of_whole=named)]


def _still_open(clauses: Sequence[str]) -> list[Said]:
    """Return that something is still open, if a clause of its own says so: 城西幼儿园因征迁受阻，仍在推进，…"""
    for clause in clauses:
        words = re.sub(r"^(?:(?:该|此|本|这)项?|[\u4e00-\u9fff]{2,6})工作(?:目前|现)?", "", clause)
        said = phrase(words) if re.match(r"仍|正在|尚|还", words) else None
        if said and said.status in (Status.in_progress, Status.behind, Status.not_done):
            return [said._replace(of_whole=False)]
    return []


def _sentences(paragraph: str) -> list[str]:
    parts = re.split(r"[。；！]", _read(paragraph).replace("*", ""))
    return [bare for part in parts if (bare := part.strip("—"))]


def marks_of(texts: Sequence[str]) -> tuple[Mark, ...]:
    """Return what a problem's status words say besides: 立行立改, 长期坚持 …"""
    joined = "".join(_read(text) for text in texts)
    found = []
    for mark, pattern in _MARKS:
        match = re.search(pattern, joined)
        if match and not _NOT_A_MARK.search(joined[max(0, match.start() - 8) : match.start()]):
            found.append(mark)
    return tuple(found)
