"""What a sentence on all problems says of single ones: all but those it names, or those it names by number or words."""

import re
from collections.abc import Iterator, Sequence

from gongkai.importers.document import Paragraph
from gongkai.importers.found import LIKELY, Sentence, closed, plain, sentences
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.sections import Section
from gongkai.importers.status_words import SPEAKS_OF_WHOLE, TAKES_BACK, Said, introduced, whole
from gongkai.importers.statuses import status_of
from gongkai.language import mark
from gongkai.model import Status
from gongkai.text import numeral

_N = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_REST = r"(?:其余|其他|余下|剩余|另外)(?:的)?(?:\d{0,3}|[两二三四五六七八九十]{0,3})(?:各?[项个条])?(?:问题|任务|事项)?"
_ALL_BUT = re.compile(
    rf"除了?(?P<named>.{{2,150}}?)(?:以外|之外|外)，?(?:{_REST}|(?=均|都|全部))(?P<rest>[^，。；]{{3,14}})"
)
_AND_REST = re.compile(rf"(?P<named>[^。；]{{4,150}}?)，{_REST}(?P<rest>[^，。；]{{3,14}})")
_LEFT = re.compile(r"(?:仍|尚|还|正|持续|基本|未)[\u4e00-\u9fff]{2,8}$")
# Numbers of problems: 第3项、第6项; 问题2、5; what only counts them is none: 第3项、第6项2个问题.
_COUNT = re.compile(
    r"(?<=[项个条号”》）题])(?:等|共|这|上述)?(?:\d{1,2}|[两二三四五六七八九十])[个项条](?:问题|任务|事项)?"
)
_ORDINALS = re.compile(
    rf"(?:第|问题|序号)（?((?:{_N}）?(?:[项个条号]|问题)*(?:[、和及与]|以及)?(?:第|问题)?（?)+)(?![\d届轮次])"
)
# From which number to which: 第1至4项.
_SPAN = re.compile(rf"(?<=第)({_N})[个项条号]?(?:至|到|[-—–~～])第?({_N})(?=[个项条号])")
_LONGEST_SPAN = 100
_BRACKETED = re.compile("[⑴-⒇]")
_SINCE = re.compile(r"^(?:截至|截止)?(?:目前|现在|[^，。；]{4,14}[日月底])?，")
_ALL = re.compile(r"全部|均|都|所有")
_THOSE_ABOVE = re.compile(
    r"(?:上述|以上|前述|这些|所列)(?:所列|各|几|全部|所有)?(\d{1,3}|[一二三四五六七八九十两]{1,3})?[个项条类]?(?:具体|反馈|整改)*(?:问题|事项|任务)"
)
_THIS_PART = re.compile(r"(?:本|该|此|这)(?:一|个)?(?:方面|部分|类|项)(?:的|反馈)?(?=(?:具体)?问题)")
_OF_THOSE_ABOVE = re.compile(r"(?:上述|以上|前述)[^，。；]{0,10}(?:问题|事项|任务)(?:中?，|(?=除))|除第")
# 建立台账，反馈的问题现已全部完成整改。
_FED_BACK = re.compile(r"(?:巡[视察]组?|审计|督察组?)?(?:反馈|指出)的?(?:各项|具体)?问题(?=[现已均都全])")
_ONE = re.compile(r"问题(?:目前|现)?(已[^，。；]{2,10})(?=，|$)")
_STARTS = re.compile(r"(?:已|均|都|全部|仍|尚|还|正|持续|基本|未|现)|(?<=[题项号条务])的?(?:整改)?(?:进[度展])?滞后")
# Who has looked at it, before what is said: 经县委巡察办联合验收，上述问题均已整改到位。
_VERIFIED = re.compile(r"^经[^，。；]{2,24}(?:验收|核查|核验|评估|审核|检查|确认)[^，。；]{0,4}，")
# A clause longer than this names no problems by number, and would take long to read.
_LONGEST_CLAUSE = 300


def read_exceptions(problems: Sequence[ProblemFound], general: Sequence[Sentence]) -> None:
    """Take the status from a sentence that names those that are left: 除第（四）项…仍在推进外，其余均已完成整改。"""
    for sentence in general:
        text = closed(sentence.text)
        match = _ALL_BUT.search(text) or _AND_REST.search(text)
        said = whole(match["rest"]) if match else None
        named = _named_in(problems, match["named"]) if match else []
        if match and said and named:
            left = next((found for part in re.findall(_LEFT, match["named"]) if (found := whole(part))), None)
            for problem in problems:
                _put(problem, (left.status if left else None) if problem in named else said.status, sentence)
        for clause in _clauses(text):
            _read_clause(problems, clause, sentence)
        _read_named(problems, sentence)


def read_below(problems: Sequence[ProblemFound]) -> None:
    """Take statuses from what stands below the last problem and tells of them all: 上述问题中，第二项正在推进。"""
    below = problems[-1].section.all_blocks() if problems else ()
    told = [sentence for block in below if isinstance(block, Paragraph) for sentence in sentences(block)]
    read_exceptions(problems, [one for one in told if _OF_THOSE_ABOVE.match(closed(one.text))])


def read_all_done(problems: Sequence[ProblemFound], general: Sequence[Sentence]) -> None:
    """Take it that all are done where a sentence says so without a number, and no problem anything: 已全部完成整改。"""
    if any("status" in problem.fields for problem in problems):
        return
    for sentence in general:
        text = _SINCE.sub("", closed(sentence.text)).strip("。；")
        said = whole(text) if _ALL.search(text) else None
        said = said or _said_of_list(text, len(problems))
        last = text.split("，")[-1]
        if not said and (match := _FED_BACK.match(last)) and _ALL.search(last):
            said = whole(last[match.end() :])
        if len(problems) == 1 and (match := _ONE.search(text)):
            said = whole(match[1])
        if not said and len(problems) == 1 and SPEAKS_OF_WHOLE.match(text):
            told = status_of("", [text])
            said = told if told and told.of_whole and told.clear else None
        if said and said.status is Status.done:
            for problem in problems:
                _put(problem, said.status, sentence)
            return


def read_all_above(problems: Sequence[ProblemFound]) -> None:
    """Take the status from a line below the last problem of a list that tells of them all: 上述问题均已整改到位。"""
    for index, problem in enumerate(problems):
        below = problems[index + 1].section if index + 1 < len(problems) else None
        if below and below.parent is problem.section.parent:
            continue
        listed = [one for one in problems[: index + 1] if one.section.parent is problem.section.parent]
        for paragraph in problem.section.paragraphs[-1:]:
            # Further on in a paragraph it is said of what the measures found: 排查出3个问题。上述3个问题均已整改。
            for sentence in sentences(paragraph)[:1]:
                said = _said_of_list(closed(sentence.text).strip("。；"), len(listed))
                for other in listed if said else ():
                    _put(other, said.status if said else None, sentence)


def read_introduced(problems: Sequence[ProblemFound]) -> None:
    """Take the status from the line above a list that says of which problems it is: 还在推进的问题如下："""
    said: tuple[Status, Sentence] | None = None
    parent: Section | None = None
    for problem in problems:
        line = _line_above(problem.section)
        text = closed(plain(line.text)) if line else ""
        # The line is of its own list only, and as far as the next line that leads to something.
        if problem.section.parent is not parent or text.endswith("："):
            words = introduced(text)
            first = whole(re.split("[、，]", words)[0]) if words else _said_of_part(text)
            said = (first.status, Sentence(line.text, line.text, line.origin)) if line and first else None
            parent = problem.section.parent
        if said:
            _put(problem, *said)


def _said_of_part(text: str) -> Said | None:
    """Return what a line above a list says of all of it: 本方面问题均已整改到位。"""
    match = _THIS_PART.match(text)
    return whole(text[match.end() :]) if match and _ALL.search(text) else None


def _line_above(section: Section) -> Paragraph | None:
    """Return the paragraph right above a heading: the last of the entry before it, or of the text above the list."""
    items = section.parent.items if section.parent else []
    at = next((index for index, item in enumerate(items) if item is section), 0)
    above = items[at - 1] if at else None
    if isinstance(above, Section):
        above = above.items[-1] if above.items else None
    return above if isinstance(above, Paragraph) else None


def _said_of_list(text: str, count: int) -> Said | None:
    """Return what a sentence says of `count` problems above it: of all, or of as many: 上述2个问题正在整改。"""
    text = _VERIFIED.sub("", text)
    match = _THOSE_ABOVE.match(text)
    if not match:
        return None
    clause, _, rest = text.partition("，")
    number = match[1] and (int(match[1]) if match[1].isdecimal() else numeral(match[1].replace("两", "二")))
    is_of_all = number == count if match[1] else _ALL.search(text)
    said = whole(clause) or whole(clause[match.end() :]) if is_of_all else None
    return None if said and said.status is Status.done and TAKES_BACK.search(rest) else said


def _clauses(text: str) -> Iterator[str]:
    # 除…外 is told of as a whole.
    return (
        clause
        for clause in re.split(r"[，。；]", text)
        if 0 < len(clause) <= _LONGEST_CLAUSE and not clause.startswith("除")
    )


def _read_clause(problems: Sequence[ProblemFound], clause: str, sentence: Sentence) -> None:
    """Take the status of the problems that a clause names by number: 第1、2、4项均已完成。"""
    for start in (match.start() for match in _STARTS.finditer(clause)):
        said = whole(clause[start:])
        if said:
            for problem in _by_number(problems, clause[:start]):
                _put(problem, said.status, sentence)
            return


def _put(problem: ProblemFound, status: Status | None, sentence: Sentence) -> None:
    if "status" not in problem.fields and status is not None:
        reason = mark("it is only said of all problems together, not of this one")
        problem.put("status", status, sentence.origin, sentence.written, LIKELY, reason)


def _read_named(problems: Sequence[ProblemFound], sentence: Sentence) -> None:
    """Take the status of a problem that a sentence on all of them names: 已完成2个，第3个问题“…”正在推进。"""
    text = closed(sentence.text)
    for problem in problems:
        name = next((one for one in _names(problem) if len(one) > 5 and one in text), "")
        behind = re.match(r"[”》]?(?:的?问题)?(?:的?整改)?，?([^，。；]{2,14})", text[text.find(name) + len(name) :])
        said = whole(behind[1]) if name and behind else None
        before = (
            re.search(r"([^，。；、]{2,8})的(?:问题)?(?:是|为|有)[“《]?$", text[: text.find(name)]) if name else None
        )
        said = said or (whole(before[1]) if before else None)
        if said and said.status is not Status.done:
            _put(problem, said.status, sentence)


def _named_in(problems: Sequence[ProblemFound], text: str) -> list[ProblemFound]:
    """Return the problems that a text names, by their words or by their numbers."""
    by_words = [problem for problem in problems if any(name in text for name in _names(problem))]
    return by_words or _by_number(problems, text)


def _names(problem: ProblemFound) -> list[str]:
    finding = problem.fields.get("finding")
    words = (problem.section.title, str(problem.fields["title"].value), str(finding.value) if finding else "")
    return [name for one in words if len(name := closed(plain(one)).rstrip("。；")) > 2]


def _by_number(problems: Sequence[ProblemFound], text: str) -> list[ProblemFound]:
    text = _SPAN.sub(_each, _BRACKETED.sub(lambda match: str(ord(match[0]) - ord("⑴") + 1), text))
    numbers = {
        int(written) if written.isdigit() else numeral(written)
        for run in _ORDINALS.findall(_COUNT.sub("", text))
        for written in re.findall(_N, run)
    }
    return [problem for problem in problems if _number(problem) in numbers]


def _each(span: re.Match[str]) -> str:
    """Return all numbers of a span: 1至4 → 1、2、3、4."""
    first, last = (int(one) if one.isdigit() else numeral(one) or 0 for one in span.groups())
    return "、".join(map(str, range(first, last + 1))) if first < last <= first + _LONGEST_SPAN else span[0]


def _number(problem: ProblemFound) -> int:
    """Return the number of a problem where the source counts all problems through, else 0."""
    found = problem.fields.get("number")
    written = str(found.value) if found else ""
    return int(written) if written.isdigit() else 0
