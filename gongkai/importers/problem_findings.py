"""What was found wrong, in the words of the inspectors: under a label, in quotes, or the heading itself."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Paragraph
from gongkai.importers.found import LIKELY, closed, plain
from gongkai.importers.labels import Labelled, labelled, starts_with, without_task
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.problem_titles import SOLVES, is_finding_title, says_measure
from gongkai.language import mark

_FINDING = re.compile(
    r"(?:针对|关于|对于|对照|对)?(?:巡[视察]组?|审计|督察组?)?(?:反馈|指出|发现)?的?[“【](?P<quoted>.{2,400})[”】](?:等|方面|的|突出|共性|存在|一些)*(?:问题|(?:的)?整改)|(?:针对|关于|对于)(?P<bare>(?!“)[^，。：；]{4,120}?)(?:等|方面|的)*问题(?!反弹)"
)
# The same in a heading as a whole, whose words may speak of a problem themselves: 针对工程款拖欠问题反弹的问题.
_ENDING_FINDING = re.compile(
    r"(?:针对|关于|对于)(?P<bare>(?!“)[^。：；]{4,120}?)(?:等|方面|的|突出)*问题(?:的?整改(?:落实|进展)?(?:情况)?)?[。：]?"
)
# Who says so is no part of it: 巡察指出的“…”.
_INSPECTORS_SAY = re.compile(r"^(?:巡[视察]组?|审计|督察组?)(?:反馈|指出|发现)的[“]([^“”]+)[”]$")
# The same where it begins with quoted words but goes on: 关于“双师型”教师偏少的问题.
_ABOUT = re.compile(
    r"(?:针对|关于|对于|对照)(?P<words>.{4,200}?)(?:等|方面|的|突出|共性)*问题(?:的?整改(?:落实|进展)?(?:情况)?)?[。：，]?"
)
# The same where a closing quotation mark is missing.
_UNBALANCED = re.compile(r"^(?:针对|关于|对于|对照)[“‘](?P<words>.{4,200}?)(?:等|方面|的|突出|共性)*问题")
# 关于选人用人“近亲繁殖”: the word 问题 may be left out.
_NAMED_ONLY = re.compile(
    r"(?:关于|针对|对于)((?!加强|推进|做好|开展|落实|深化|进一步)(?:(?!问题|方面|整改|情况).){4,80})[。：]?"
)
# 关于“…”。 with nothing behind the quotation mark.
_QUOTED_ALONE = re.compile(r"(?:关于|针对|对于)“((?:[^“”]|“[^“”]{1,20}”){4,400})”[。：]?")
_BESIDE_QUOTES = re.compile(r"\s+(?=[“”])|(?<=[“”])\s+")
# What may stand before a finding in quotes without being a part of it.
_QUOTES_ALL = re.compile(
    r"[，。：；、】）\s*]$|(?:反馈|指出|提出|存在|发现|列出|针对|关于|对于|对照|围绕|整改|认为|提到|解决|破解|整治|纠治|治理|化解|聚焦|着眼)的?$|^(?:第?[一二三四五六七八九十\d]+)?[、.]?$"
)


def read_finding(
    problem: ProblemFound, paragraphs: Sequence[Paragraph], values: Sequence[Labelled], alike: bool
) -> None:
    """Set what was found wrong; `alike` if only its place in a list says that this is a problem."""
    given = next((value for value in values if value.name == "finding" and value.value), None)
    own = next(iter(labelled([Paragraph(problem.section.title, problem.section.origin)])), None)
    if own and own.name == "finding" and own.value:
        given = own
    if given:
        problem.put("finding", _cleaned(given.value), given.origin, given.value)
        return
    title = without_task(problem.section.title.replace("**", "")) or str(problem.fields["title"].value)
    if quoted := _QUOTED_ALONE.fullmatch(plain(title)):
        problem.put("finding", title[quoted.start(1) : quoted.end(1)], problem.section.origin, title)
        return
    if problem.section.title and title != problem.section.title and says_measure(closed(plain(title))):
        # The task says what is to be done; what was found is not written.
        return
    if not (_quoted(problem, paragraphs[0] if paragraphs else None, title) or _about(problem, title)):
        answered = bool(problem.section.lead) and starts_with(problem.section.lead, "measures")
        _in_own_words(problem, title, alike or answered or _is_form(values))


def _quoted(problem: ProblemFound, first: Paragraph | None, title: str) -> bool:
    """Take the finding from the words that the first paragraph, or else the heading, quotes or names a problem."""
    places = ((first.text, first.origin, False),) if first else ()
    for text, origin, is_title in (*places, (title, problem.section.origin, True)):
        text = _BESIDE_QUOTES.sub("", re.sub(r"^【[^】]{2,8}】", "", text))
        same = plain(text)
        match = _ENDING_FINDING.fullmatch(same) or _FINDING.match(same) or (is_title and _FINDING.search(same))
        if match and not _quotes_a_part(same, match) and not (is_title and _says_more(same, match)):
            name = "quoted" if match.groupdict().get("quoted") else "bare"
            words = _INSPECTORS_SAY.sub(r"\1", text[match.start(name) : match.end(name)].strip())
            problem.put("finding", words, origin, text[: match.end() + 1])
            return True
    return False


def _about(problem: ProblemFound, title: str) -> bool:
    """Take the finding from 关于…问题, where quoted words are but a part of it; marked where quotes do not match."""
    match = _ABOUT.fullmatch(plain(title))
    if match and match["words"].count("“") == match["words"].count("”"):
        problem.put("finding", title[match.start("words") : match.end("words")], problem.section.origin, title)
        return True
    unbalanced = _UNBALANCED.search(closed(plain(title)))
    if unbalanced:
        reason = mark("its quotation marks are not balanced")
        problem.put("finding", unbalanced["words"], problem.section.origin, title, LIKELY, reason)
    return bool(unbalanced)


def _in_own_words(problem: ProblemFound, title: str, among: bool) -> None:
    """Take the heading itself for the finding; marked where only what is around it says that it is one.

    `among` is what its own section and its place in a list say; the headings beside and above it are asked last.
    """
    same = closed(plain(title))
    origin, number = problem.section.origin, problem.section.number
    if problem.section.from_ledger:
        problem.put("finding", _unquoted(title), origin, title)
    elif solved := SOLVES.fullmatch(same):
        problem.put("finding", solved[1], origin, title)
    elif named := _NAMED_ONLY.fullmatch(same) or _names_what_is_wrong(same):
        problem.put("finding", named[1].rstrip("。："), origin, title)
    elif is_finding_title(same) or (number and number.style == "problem"):
        problem.put("finding", _words_of(title), origin, title)
    elif not says_measure(same) and (among or _is_among_problems(problem)):
        reason = mark("its words do not say that something was wrong")
        problem.put("finding", _words_of(title), origin, title, LIKELY, reason)


def _names_what_is_wrong(title: str) -> re.Match[str] | None:
    """Return the words behind 关于, where they end with what is wrong: 关于整改台账更新不及时."""
    match = re.fullmatch(r"(?:关于|针对|对于)([^。：]{4,80})(?<!问题|方面|情况)[。：]?", title)
    return match if match and is_finding_title(match[1]) else None


def _words_of(title: str) -> str:
    """Return a heading without what only makes a heading of the finding: 关于…问题的整改, …方面."""
    bare = _unquoted(re.sub(r"（[^）]{2,14}）$", "", closed(title).rstrip("。；：.")))
    bare = re.sub(r"^(?:关于|针对|对于)(?=.{4,}(?:问题|方面)$)", "", bare)
    words = re.sub(r"(?:的)?问题(?:的?整改(?:落实|进展)?(?:情况)?)?$", "", bare) if len(bare) > 6 else bare
    words = re.sub(r"^[“「\"]([^“”「」\"]+)[”」\"](?:等)?方面$", r"\1", words)
    words = re.sub(r"^(?:巡[视察]组?)?(?:反馈|指出|发现|提出)的", "", words)
    return words.removesuffix("方面") if is_finding_title(words.removesuffix("方面")) else words


def _is_among_problems(problem: ProblemFound) -> bool:
    """Whether a heading above says that what is listed below it are problems, or another of the list by its words."""
    number, parent = problem.section.number, problem.section.parent
    for other in parent.children if parent else ():
        alike = number and other.number and other.number.style == number.style
        if alike and is_finding_title(closed(plain(other.title))):
            return True
    return any("问题" in closed(plain(above.title))[-14:] for above in problem.section.above())


def _is_form(values: Sequence[Labelled]) -> bool:
    """Whether a problem is filled in like a form: under labels for who, until when, and what was done."""
    names = {value.name for value in values}
    return len(names & {"unit", "leader", "deadline", "task"}) > 0 and bool(names & {"measures", "outcome"})


def _says_more(text: str, match: re.Match[str]) -> bool:
    """Whether a heading goes on behind the quoted words, which are but the beginning: “靠企吃企”问题时有发生."""
    return not re.match(r"(?:的|方面|等|及)*(?:整改|落实|进展|情况|$|[。；：（，])", text[match.end() :].strip())


def _quotes_a_part(text: str, match: re.Match[str]) -> bool:
    """Whether the quoted words are but the end of what was found: 公共设施“重建轻管”的问题."""
    before = text[: match.start()]
    return bool(before) and not _QUOTES_ALL.search(before)


def _unquoted(words: str) -> str:
    """Return words without the quotation marks around them as a whole."""
    return re.sub(r"^[“「\"]([^“”「」\"]{4,})[”」\"]$", r"\1", words)


def _cleaned(value: str) -> str:
    return value.strip().strip("；;").strip()
