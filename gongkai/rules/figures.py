"""Numbers that a notice gives twice: its totals and results, its totals and its text. They must be the same.

What is listed is held against the totals in `notice`; here it is what is said.
"""

import re

from gongkai.fields import Reader
from gongkai.model import OPEN_STATUSES, Notice, Status, Totals
from gongkai.rules.body import Body
from gongkai.summary import Tally
from gongkai.text import numeral

# How texts state the totals; more than one of a kind may stand in a text, for several sets.
_SAID = re.compile(r"([0-9][0-9]*)余?[个项条](?:具体|突出|主要)?(?:整改)?(问题|任务|措施)")
_NAMES = {"问题": "problems", "任务": "tasks", "措施": "measures", "已完成": "done"}
# What is done is counted before the first problem; later “完成3项” counts something else.
_DONE = re.compile(r"(?:已|整改|完成)(?:全部)?(?:完成|整改|销号)(?:整改)?([0-9]+)[个项条]")
_FIRST_PROBLEM = re.compile(r"^(?:状态|status)\s*[:：]", re.MULTILINE | re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]")
_SMALL = 100
_UNITS = {"万": 10_000, "亿": 100_000_000}


def sums_fit(notice: Notice, tally: Tally, reader: Reader) -> None:
    """Done and open together are all: the problems, or what else was counted.

    Where 未完成 is the number of that status alone, what is open in other statuses is between the two.
    """
    for index, totals in enumerate(notice.claimed):
        counted = [count for count in (totals.problems, totals.tasks, totals.measures) if count is not None]
        if totals.done is None or not counted:
            continue
        together = totals.done + (totals.open or 0)
        sums = {together}
        if totals.open == (alone := tally.count(Status.not_done)):
            sums.add(together - alone + tally.count(*OPEN_STATUSES))
        is_wrong = not sums.intersection(counted) if totals.open is not None else totals.done > max(counted)
        if is_wrong:
            values = {"done": totals.done, "open": totals.open or 0, "counted": ", ".join(map(str, counted))}
            reader.diagnostics.add("totals-sum", reader.place_of("claimed", index, "done"), **values)


def totals_are_said(notice: Notice, body: Body) -> None:
    """A total that the text states too is the same there; where it states several, one of them is."""
    if not notice.claimed:
        return
    said: dict[str, dict[int, int]] = {}
    for match in _SAID.finditer(body.text):
        said.setdefault(match[2], {}).setdefault(int(match[1]), match.start())
    first_problem = _FIRST_PROBLEM.search(body.text)
    for match in _DONE.finditer(body.text, 0, first_problem.start() if first_problem else len(body.text)):
        said.setdefault("已完成", {}).setdefault(int(match[1]), match.start())
    for what, numbers in said.items():
        name = _NAMES[what]
        claimed = [(index, count) for index, totals in enumerate(notice.claimed) if (count := _count(totals, name))]
        if claimed and not numbers.keys() & {count for _, count in claimed}:
            index, given = claimed[0]
            line = body.line_at(min(numbers.values()))[0].number
            values = {"what": what, "given": given, "line": line, "said": ", ".join(map(str, sorted(numbers)))}
            body.reader.diagnostics.add("figure-differs", body.reader.place_of("claimed", index, name), **values)


def _count(totals: Totals, name: str) -> int | None:
    count: int | None = getattr(totals, name)
    return count


def results_are_said(notice: Notice, body: Body) -> None:
    """Every result stands in the text, in digits or in words; a notice without a text has only its results."""
    if not notice.results or not _DIGITS.search(body.text):
        return
    text = body.text.replace(",", "") if "," in body.text else body.text
    for index, result in enumerate(notice.results):
        value = result.value.replace(",", "")
        if not is_said(value, result.unit, text):
            place = body.reader.place_of("results", index, "value")
            body.reader.diagnostics.add("result-not-said", place, name=result.name, value=result.value + result.unit)


def is_said(value: str, unit: str, text: str) -> bool:
    """Whether a number stands in a text by itself: 6.94 is not in 16.94, 4 is in 4个 and in 四个 and in 4000 is not."""
    start = text.find(value)
    while start >= 0:
        end = start + len(value)
        before, after = text[start - 1 : start], text[end : end + 1]
        is_part = (
            before.isdigit() or before == "." or after.isdigit() or (after == "." and text[end + 1 : end + 2].isdigit())
        )
        if not is_part:
            return True
        start = text.find(value, start + 1)
    return any(form in text for form in _other_forms(value, unit))


def _other_forms(value: str, unit: str) -> list[str]:
    """Return how else a number may be written: 两家 for 2家, 1.5万元 for 15000元 and the other way round."""
    forms = []
    if value.isdigit() and int(value) < _SMALL:
        forms += [word + unit[:1] for word in _words(int(value))]
    if value[-1] in _UNITS:
        exact = float(value[:-1]) * _UNITS[value[-1]]
        forms.append(f"{exact:.0f}")
    elif value.isdigit() and int(value) >= _UNITS["万"]:
        forms += [f"{int(value) / size:g}{word}" for word, size in _UNITS.items() if int(value) >= size]
    return forms


def _words(number: int) -> list[str]:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    word = (digits[tens] if tens > 1 else "") + "十" * bool(tens) + (digits[ones] if ones or not tens else "")
    assert numeral(word) == number or number == 0
    return [word, "两"] if number == 2 else [word]
