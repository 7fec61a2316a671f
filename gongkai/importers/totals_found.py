"""The sets of totals that a notice claims, each with its sentence. Counts nothing itself."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from gongkai.importers.dates_found import points
from gongkai.importers.found import LIKELY, Found, Sentence, closed
from gongkai.importers.total_words import (
    ALL_DONE,
    BEFORE_NOW,
    BETWEEN,
    COUNT,
    DONE,
    EXCEPT,
    FOUND_BEFORE,
    HISTORY,
    IS_LEFT,
    IS_NOT_DONE,
    KEPT_UP,
    MAY_COUNT,
    OF_A_PART,
    OPEN,
    OWN_CHECKS,
    REST,
    TOKEN,
)
from gongkai.language import mark
from gongkai.text import numeral

# What done and open may count.
_MAIN = ("problems", "tasks", "measures")
_AROUND = 160
# A sentence of more signs is no sentence: what stands in it further on is no total.
_LONGEST_SENTENCE = 2000


def read_totals(sentences: Iterable[Sentence]) -> list[list[Found]]:
    """Return the sets of totals, each a list of fields (`problems`), in the order of the text; no set twice."""
    sets: list[list[Found]] = []
    for sentence in sentences:
        for one in _sets_of(sentence, _counts(sets)):
            if _is_known(one, sets) or _is_of_a_part(one, sets):
                continue
            less = next((index for index, known in enumerate(sets) if _is_known(known, [one])), None)
            if less is None:
                sets.append(one)
            else:
                sets[less] = one
    return sets


def _is_of_a_part(one: list[Found], sets: Sequence[list[Found]]) -> bool:
    """Whether a set says only how many are done, and fewer than the text has said before: those of a chapter."""
    done = next((found.value for found in one if found.field == "done"), None)
    if done is None or any(found.field not in ("done", "open") for found in one):
        return False
    told = [{found.field: found.value for found in known} for known in sets]
    return any(known.get("done", 0) > done and set(known) & set(_MAIN) for known in told)


def _counts(sets: Sequence[Sequence[Found]]) -> set[int]:
    return {found.value for one in sets for found in one if found.field in ("problems", "tasks")}


def _sets_of(sentence: Sentence, stated: Container[int]) -> list[list[Found]]:
    """Return the sets of a sentence; `stated` are the counts of problems and tasks that the text gave before."""
    # Spaces only spread numbers and words here.
    sentence = sentence._replace(text=FOUND_BEFORE.sub("", BEFORE_NOW.sub("", closed(sentence.text))))
    if (
        not MAY_COUNT.search(sentence.text)
        or HISTORY.search(sentence.text)
        or OF_A_PART.search(sentence.text)
        or (OWN_CHECKS.search(sentence.text) and not re.search("反馈|指出的", sentence.text))
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
    _add_progress(sentence, sets, stated)
    return sets


def _counted(text: str, stated: Container[int]) -> Iterator[tuple[str, int]]:
    """Yield what is counted as a total, its kind and how many; not how many are done or left."""
    behind = 0
    for match in TOKEN.finditer(text[:_LONGEST_SENTENCE]):
        group = next(group for group in match.groupdict() if match[group] and not group.startswith("n_"))
        name = group.removeprefix("r_").replace("listed", "problems").replace("parted", "problems")
        is_counted = name in ("aspects", "categories") and bool(
            re.match(r"的?[、，和]?(?:\d|[二三四五六七八九十])", text[match.end() :])
        )
        value = _value(match[f"n_{group}"], group.startswith("r_"), is_counted)
        is_new = name in ("problems", "tasks") and value not in stated
        goes_on = bool(behind) and text[behind : match.start()] in ("、", "和", "及")
        if goes_on or REST.search(text[: match.start()]) or (is_new and _is_progress(text, match.start(f"n_{group}"))):
            behind = match.end()
        elif value is not None and not _is_ordinal(text, match.start(f"n_{group}")) and not _is_part(text, match):
            yield name, value


def _value(text: str, behind: bool, is_counted: bool) -> int | None:
    if text.isdigit():
        return int(text)
    if text == "两" and not behind:
        # 两个问题 may be any two; 两个方面、六个问题 are counted.
        return 2 if is_counted else None
    return None if text == "一" else numeral(text.replace("两", "二"))  # 一个问题一个问题 counts nothing


def _is_ordinal(text: str, start: int) -> bool:
    """Whether a number is part of another one, or names a place (第22项)."""
    before = text[:start].rstrip()[-1:]
    return bool(before) and (before.isdigit() or before in "第.—-～~年月一二三四五六七八九十")


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether a count is of something else than all that was found: 4方面11项重点工作, 2个问题线索."""
    after = text[match.end() : match.end() + 6]
    return (
        bool(
            re.search(
                r"(?:关注|关心)的$|(?:督办|领衔|领办|包抓|挂帅)$|其中，?(?:要求|属于|涉及|需要?|列为)?(?:立行立改|即知即改|长期坚持|限期整改)的?$",
                text[: match.start()],
            )
        )
        or bool(re.match(r"\s*(?:作出?批示|线索|建议函|举报|的?重点工作|\d+项重点|\d+\s*项重点工作)", after))
        or "重点工作" in text[match.end() : match.end() + 12]
    )


def _is_progress(text: str, at: int) -> bool:
    """Whether the number at `at` says how many are done or open, and not how many there are: 完成15个问题."""
    for pattern in (DONE, OPEN, KEPT_UP, EXCEPT):
        # Only around the number, so that a row of numbers takes no longer than a text.
        for match in pattern.finditer(text, max(0, at - _AROUND), at + _AROUND):
            index = match.lastindex or 1
            before = text[max(0, at - 8) : at]
            is_total = re.search(r"反馈|共|全部|所有|指出|以下|下列|上述", before) or re.search(r"全部|均|都", match[0])
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
    if names == {"suggestions"} and re.search(r"反馈.*提出|提出.*反馈", closed(one[0].quote)):
        return True
    return bool(names & {"problems", "tasks", "measures"}) or len(names & {"aspects", "categories", "suggestions"}) > 1


def _add_progress(sentence: Sentence, sets: list[list[Found]], stated: Container[int]) -> None:
    """Add how many are done and open, to the set that names what is counted; `stated` are counts of problems above."""
    own = _told_of(sets, sentence.text)
    text = _part_about(own or [], sentence.text)
    if own:
        text = COUNT.sub(lambda match: str(numeral(match[0].replace("两", "二"))), text)
    done = _first(DONE, text)
    if done is None and (match := ALL_DONE.search(text)):
        done = int(match[match.lastindex or 1])
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
    together = sum(found.value for found in progress)
    is_of_problems = total is None and together in stated and together != counted
    if own is None or is_of_problems:  # 制定措施21条，已完成6个，1个正在推进: of the seven problems above
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


def _told_of(sets: list[list[Found]], text: str) -> list[Found] | None:
    """Return the set that the numbers of done and open are of: the one they add up to, else that of the problems."""
    done, remaining = _first(DONE, text), _first(OPEN, text)
    if done is not None and remaining is not None:
        for one in sets:
            main = next((found for found in one if found.field in _MAIN and found.value == done + remaining), None)
            if main and main.field != "problems" and any(found.field == "problems" for found in one):
                # How many tasks are done says nothing of the problems.
                one.remove(main)
                sets.append([main])
                return sets[-1]
            if main:
                return one
    own = next((one for one in sets if any(found.field == "problems" for found in one)), sets[0] if sets else None)
    fits = [
        one for one in sets if done is not None and any(found.field in _MAIN and found.value >= done for found in one)
    ]
    # No more can be done than there are.
    return fits[0] if fits and own not in fits else own


def _remaining(text: str, done: int | None, total: int | None) -> int | None:
    """Return how many are open: the rest of the total, or what the words say is left where nothing lies between."""
    if "除" in text and (excepted := EXCEPT.search(text)) and done is not None and total == done + int(excepted[1]):
        return int(excepted[1])
    match = _not_done(text) or _first_match(OPEN, text)
    if match is None:
        return None
    value = int(match[match.lastindex or 1])
    is_rest = done is not None and total is not None and done + value == total
    says_left = bool(IS_LEFT.search(match[0])) and (not BETWEEN.search(text) or bool(IS_NOT_DONE.match(match[0])))
    if done is not None and total is not None and done + value < total and _tells_of_others(text):
        return None  # 基本完成1个，正在推进1个，尚未整改1个: none of the numbers is what is left
    return value if is_rest or says_left else None


def _tells_of_others(text: str) -> bool:
    """Whether a sentence counts several kinds of problems that are not done."""
    return bool(BETWEEN.search(text)) or len({match.start() for match in OPEN.finditer(text)}) > 1


def _not_done(text: str) -> re.Match[str] | None:
    """Return what is not done where what goes on before it is nearly done: 基本完成并持续整改9个，未完成3个."""
    for match in OPEN.finditer(text):
        clauses = text[: match.start()].split("，")
        if IS_NOT_DONE.match(match[0]) and any(re.search("基本|阶段性|部分", clause) for clause in clauses[-3:]):
            return match
    return None


def _part_about(one: Sequence[Found], text: str) -> str:
    """Return the part of a sentence that says how much of a set's problems is done, where several say so of others."""
    parts = text.split("；")
    if len(parts) < 2:
        return text
    telling = [part for part in parts if _first(DONE, part) is not None or _first(OPEN, part) is not None]
    about = [part for part in telling if "问题" in part]
    return about[0] if any(found.field == "problems" for found in one) and 0 < len(about) < len(telling) else text


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    match = _first_match(pattern, text)
    return int(match[match.lastindex or 1]) if match else None


def _first_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    for match in pattern.finditer(text):
        start = match.start(match.lastindex or 1)
        before = text[:start].rstrip()[-1:]
        if before != "第" and not any(point.start <= start < point.end for point in points(text)):
            return match
    return None


def _is_known(one: list[Found], sets: Sequence[list[Found]]) -> bool:
    """Whether every count of a set is in one before it."""
    values = {(found.field, found.value) for found in one}
    return any(values <= {(found.field, found.value) for found in known} for known in sets)
