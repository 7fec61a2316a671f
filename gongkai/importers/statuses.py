"""What a notice says of how far a problem is: only where it says it of the problem as a whole, else nothing."""

import re
from collections.abc import Sequence

from gongkai.importers.found import plain
from gongkai.importers.status_behind import behind_plan
from gongkai.importers.status_marks import mark_behind
from gongkai.importers.status_words import (
    AGAINST_PLAN,
    NAMES_WHOLE,
    OF_THIS,
    ON_DAY,
    PLAN,
    SENTENCE,
    SPEAKS_OF_WHOLE,
    TAIL,
    TAKES_BACK,
    Said,
    phrase,
    read_plain,
    said_by,
    whole,
)
from gongkai.model import Mark, Status

# Whatever a label is called: if its value is a status, it is one of status.
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,10}(?:\s*】：?|：)\s*([^。；【\n：]{2,40})")
_LABELLED_STATUS = re.compile(r"(?:状态|进度|成效|情况|进展|结果|结论|与否|是否完成)(?:】：?|：)")
_BRACKETED = re.compile(
    r"[（【\[〔［〈<]\s*(?:(?:整改)?(?:状态|进度|结果|完成情况"
    r"|进展)[：:]?)?([^）】\]〕］〉>]{2,40})\s*[）】\]〕］〉>]"
)
_MARKS = (
    (Mark.at_once, r"立行立改|即知即改|边巡边改|立查立改|立知立改"),
    (Mark.kept_up, r"长期坚持|常态化坚持|坚持常态化|常态长效"),
    (Mark.focus_period, r"集中整改期(?:内|间)?(?:已)?完成"),
    (Mark.recurred, r"反弹"),
)
# A last clause that says when the whole was done: …，2024年7月18日通过验收销号.
_ENDED = re.compile(
    r"(?P<past>已)?于?(?P<day>\d{4}年\d{1,2}月(?:\d{1,2}日|底|初|[上中下]旬)?)(?(past)前?)(?:已|全部|全面)*"
    r"(?:完成整改|整改完成|整改到位|完成销号|(?:通过[\u4e00-\u9fff]{0,6}(?:验收|核查|验收核查)(?:并|后)?)?销号)"
)
# What a short value says besides that it is done, and leaves something of it: 已完成（2项未完成）, 已完成整改，待验收.
_LEAVES = re.compile(
    r"[\d一二三四五六七八九十](?:个|项|条)[^，。；）]{0,6}(?:未|持续|推进)|未(?:完成|整改|销号|验收|到位|通过|办结)|待(?:完成|整改|销号|验收|核查)|除第"
)
_SHORT_VALUE = 40
_LABEL = re.compile(r"^【?[\u4e00-\u9fff]{2,8}(?:：|】：?)")
# What it has brought: 该问题已完成整改，平均审理天数比上年缩短19天。
_BRINGS = re.compile(r"[^未尚仍还但余剩另除推持续]{2,12}(?:比|较|由)[^未尚仍还但余剩另除推持续]{2,20}\d[^，。；]{0,6}")
# …and what falls short of it: 该问题已完成整改，进度较计划滞后3个月。
_FALLS_SHORT = re.compile(r"滞后|落后|偏[低慢少]|进[度展].{0,12}[慢低晚]|不足")
_NOT_A_MARK = re.compile(r"防止|避免|杜绝|不(?:得|许|能)|坚决")


def completion_of(paragraphs: Sequence[str]) -> str:
    """Return the words of the day on which a problem as a whole was done: 该问题已于2023年9月28日完成整改."""
    for sentence in [sentence for paragraph in paragraphs for sentence in _sentences(paragraph)]:
        for clause in _LABEL.sub("", sentence).split("，"):
            day = ON_DAY.search(clause)
            said = day and SENTENCE.fullmatch(ON_DAY.sub("已", clause))
            if day and said and NAMES_WHOLE.match(clause) and said_by(said, clause).status is Status.done:
                return day["day"]
    # A last sentence that is nothing but the day: 2024年6月28日清理完毕。
    sentence = next(iter(_edges(paragraphs)), "")
    last = re.sub(rf"(?<=[改号成结毕位]){TAIL}$", "", sentence)
    alone = re.fullmatch(
        r"(?P<past>已)?于?(?P<day>\d{4}年\d{1,2}月(?:\d{1,2}日|底|初|[上中下]旬)?)(?(past)前?|(?!前))(?:已|全部|全面)*[\u4e00-\u9fff]{0,2}(?:完毕|销号|办结|完成整改|整改到位|完成)",
        last,
    )
    ends = [_ENDED.fullmatch(one.split("，")[-1]) for one in (last, sentence)]
    day = next(filter(None, (alone, *ends)), None)
    return day["day"] if day else ""


def status_of(heading: str, paragraphs: Sequence[str], labelled: Sequence[str] = ()) -> Said | None:
    """Return what a problem's text says of its status: under a label, in brackets, or in a first or last sentence."""
    said = [found for value in labelled if (found := _of_value(value) or _of_end(value) or _among_clauses(value))]
    said += _in_labels(paragraphs)
    said += _in_brackets(heading, paragraphs)
    if not said:
        said = _in_sentences(paragraphs)
    if not said:
        return None
    is_clear = all(found.clear for found in said) and len({found.status for found in said}) == 1
    return said[0]._replace(clear=is_clear)


def _of_end(value: str) -> Said | None:
    """Return the status that the last sentence of a longer value is: 改造已完工。该问题已完成整改，并通过验收。"""
    sentences = _sentences(value)
    return whole(sentences[-1]) if len(sentences) > 1 else None


def _among_clauses(text: str) -> Said | None:
    """Return the status that a clause of a longer value is: 二期进场施工，正在推进。 Not clear where two differ."""
    clauses = [clause for clause in re.split(r"[。；，]", read_plain(text)) if clause]
    said = [found for clause in clauses if (found := whole(clause))]
    if not said:
        return None
    last = said[-1]
    is_left = any(found.status is not last.status for found in said)
    is_left |= last.status is Status.done and _leaves_some(text)
    # What is done may be a part, if more follows.
    return last._replace(clear=not is_left, of_whole=last.status is not Status.done or whole(clauses[-1]) is not None)


def _in_labels(paragraphs: Sequence[str]) -> list[Said]:
    found = []
    for paragraph in paragraphs:
        for match in _LABELLED.finditer(read_plain(paragraph)):
            value = match[1]
            if said := _of_value(value) if _LABELLED_STATUS.search(match[0]) else whole(value):
                found.append(said._replace(words=match[0]))
    return found


def _of_value(value: str) -> Said | None:
    """Return the status that a value under a label is or begins with; not clear where what follows takes it back."""
    all_of_it = _ticked(read_plain(value))
    value = re.split(r"[。；\n]", all_of_it)[0]
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
    is_taken_back = TAKES_BACK.search(rest) is not None or _leaves_some(all_of_it)
    return said._replace(clear=said.clear and not (said.status is Status.done and is_taken_back))


def _leaves_some(value: str) -> bool:
    """Whether a short value says of something that it is not done."""
    return len(value) <= _SHORT_VALUE and bool(TAKES_BACK.search(value) or _LEAVES.search(value))


def _ticked(value: str) -> str:
    """Return the one of several options that is ticked: ☑已完成□推进中."""
    options = re.findall(r"([☑√✓✔■□☐○])([^☑√✓✔■□☐○]+)", value)
    ticked = [words for sign, words in options if sign in "☑√✓✔■"]
    return ticked[0] if len(ticked) == 1 and len(options) > 1 else value


def _in_brackets(heading: str, paragraphs: Sequence[str]) -> list[Said]:
    behind = phrase(mark_behind(plain(heading)))
    found = [behind] if behind else []
    edges = [(heading, True, True)]
    if paragraphs:
        edges += [(paragraphs[0], True, False), *((text, False, True) for text in paragraphs[-2:])]
    for text, at_start, at_end in edges:
        squeezed = read_plain(text).rstrip("。；")
        for match in _BRACKETED.finditer(squeezed):
            after = squeezed[match.end() :].strip("。：；")
            is_edge = (at_start and match.start() < 8) or (at_end and not after)
            if is_edge and (said := whole(match[1]) or whole(re.split(r"[，；]", match[1])[0])):
                is_left = said.status is Status.done and _leaves_some(match[1])
                found.append(said._replace(words=match[0], clear=said.clear and not is_left))
    return found


def _in_sentences(paragraphs: Sequence[str]) -> list[Said]:
    """Return what the first or last sentence says; the last counts."""
    found = []
    edges = _edges(paragraphs)
    for sentence in edges:
        match = SENTENCE.fullmatch(ON_DAY.sub("已", PLAN.sub("", sentence)))
        if match and match[0] not in ("完成", "销号", "办结"):
            said = said_by(match, sentence)
            found.append(said._replace(clear=said.status is not Status.done or not _leaves_some(sentence)))
    sentences = _sentences(paragraphs[-1]) if paragraphs else []
    # A short first sentence of a problem may repeat what was found.
    is_first = len(paragraphs) == 1 and len(sentences) > 1 and sentences[0].count("，") < 2
    ending = sentences[1 if is_first else 0 :][-2:]
    planless = [PLAN.sub("", sentence) for sentence in edges[:1]]
    return (
        found[:1]
        or _in_clauses(edges)
        or _in_clauses(planless)
        or behind_plan(ending)
        or _named_anywhere(paragraphs)
        or _at_first(sentences)
    )


def _edges(paragraphs: Sequence[str]) -> list[str]:
    """Return the last two sentences, the last first, and the first one."""
    return _sentences(paragraphs[-1])[-2:][::-1] + _sentences(paragraphs[0])[:1] if paragraphs else []


def _in_clauses(edges: Sequence[str]) -> list[Said]:
    """Return what a last clause says of the problem by name, where more stands before it: 因…，该问题正在整改，预计…"""
    clauses = edges[0].split("，") if edges else []
    for clause in clauses:
        match = SENTENCE.fullmatch(ON_DAY.sub("已", clause)) if NAMES_WHOLE.match(clause) else None
        # 问题已全部解决 may be said of what the measures found.
        match = None if re.match(r"问题.*(?:全部|均|都)", clause) else match
        said = said_by(match, clause) if match else None
        # What follows on a problem that is done may take it back: …已完成整改，其余两处正在办理。
        if said and (said.status is not Status.done or _is_last(clause, clauses)):
            return [said]
    last = clauses[-1] if clauses else ""
    said = phrase(last) if AGAINST_PLAN.fullmatch(last) else None
    return (
        [said]
        if said
        else _at_last(last, bool(clauses) and SPEAKS_OF_WHOLE.match(clauses[0]) is not None) or _still_open(clauses)
    )


def _at_first(sentences: Sequence[str]) -> list[Said]:
    """Return what the first clause behind the finding says of it: 验收手续不全。已整改到位，相关部门补办资料86份。"""
    for sentence in sentences[:2]:
        first, _, rest = sentence.partition("，")
        said = phrase(first) if rest and re.search(r"整改|销号", first) else None
        if said and not TAKES_BACK.search(rest) and not _leaves_some(sentence):
            return [said]
    return []


def _is_last(clause: str, clauses: Sequence[str]) -> bool:
    """Whether a clause ends its sentence, or what follows says only how it goes on: …，学校将长期坚持。"""
    rest = clauses[clauses.index(clause) + 1 :]
    return all(
        re.fullmatch(r"[^未尚仍还但余剩另除]{0,8}(?:将|今后|下步)[^未尚仍还但余剩另除]{2,14}", one)
        or (_BRINGS.fullmatch(one) and not TAKES_BACK.search(one) and not _FALLS_SHORT.search(one))
        for one in rest
    )


def _named_anywhere(paragraphs: Sequence[str]) -> list[Said]:
    """Return what any sentence says of the problem by name, as paragraphs may follow that tell of something else."""
    found = []
    for sentence in [sentence for paragraph in paragraphs for sentence in _sentences(paragraph)]:
        clauses = sentence.split("，")
        for clause in clauses:
            match = OF_THIS.fullmatch(ON_DAY.sub("已", clause))
            said = said_by(match, clause) if match else None
            # What follows on a problem that is done may take it back.
            if said and (said.status is not Status.done or _is_last(clause, clauses)):
                found.append(said)
    return found


def _at_last(clause: str, named: bool) -> list[Said]:
    """Return what the last clause of a problem says by itself: …，已完成整改。 Of the whole if that is `named` before.

    It may be said of the last measure only.
    """
    said = whole(clause)
    # 全部, 均 are said of several things, which a problem is not: 发现问题案件12件，已全部整改。
    if not said or (not named and re.search(r"全部|均|都", clause)):
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
    parts = re.split(r"[。；！]", read_plain(paragraph).replace("*", ""))
    return [bare for part in parts if (bare := part.strip("—"))]


def marks_of(texts: Sequence[str]) -> tuple[Mark, ...]:
    """Return what a problem's status words say besides: 立行立改, 长期坚持 …"""
    joined = "".join(read_plain(text) for text in texts)
    found = []
    for mark, pattern in _MARKS:
        match = re.search(pattern, joined)
        if match and not _NOT_A_MARK.search(joined[max(0, match.start() - 8) : match.start()]):
            found.append(mark)
    return tuple(found)
