"""What each problem says of itself: number, finding, measures, status, unit, deadline. Decides nothing about others."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from gongkai.importers.dates_found import points
from gongkai.importers.document import Origin, Paragraph
from gongkai.importers.found import DOUBTFUL, LIKELY, Found, Sentence, closed, plain
from gongkai.importers.labels import Labelled, labelled, name_of_first_label
from gongkai.importers.problems import Chosen, is_finding_title, is_unfinished, says_measure
from gongkai.importers.sections import Section, split_heading
from gongkai.importers.statuses import Said, completion_of, marks_of, status_of, whole
from gongkai.language import mark
from gongkai.model import Mark, Status
from gongkai.text import numeral

_FINDING = re.compile(
    r"(?:针对|关于|对于|对照|对)?[“【](?P<quoted>.{2,400})[”】](?:等|方面|的|突出|共性|存在|一些)*(?:问题|(?:的)?整改)|(?:针对|关于|对于)(?P<bare>[^“，。：]{4,120}?)(?:等|方面|的)*问题"
)
# The same in a heading as a whole, whose words may speak of a problem themselves: 针对工程款拖欠问题反弹的问题.
_ENDING_FINDING = re.compile(
    r"(?:针对|关于|对于)(?P<bare>[^“。：；]{4,120}?)(?:等|方面|的|突出)*问题(?:的?整改(?:落实|进展)?(?:情况)?)?[。：]?"
)
# The same where a closing quotation mark is missing.
_UNBALANCED = re.compile(r"^(?:针对|关于|对于|对照)[“‘](?P<words>.{4,200}?)(?:等|方面|的|突出|共性)*问题")
# What may stand before a finding in quotes without being a part of it.
_QUOTES_ALL = re.compile(
    r"[，。：；、】）\s*]$|(?:反馈|指出|提出|存在|发现|列出|针对|关于|对于|对照|围绕|整改|认为|提到|解决|破解|整治|纠治|治理|化解|聚焦|着眼)的?$|^(?:第?[一二三四五六七八九十\d]+)?[、.]?$"
)
_BRACKETED_STATUS = re.compile(r"^[（【][^）】]{2,8}[）】]")
_EXCEPT = re.compile(r"第\s*(\d{1,3})\s*[项条个]\s*(?:问题)?\s*[“《]([^”》]{2,40})[”》]")
_WORKING = re.compile(r"(?:正在|仍在|持续|继续)(?:积极|抓紧|有序|加快)?(?:推进|整改|实施|办理|协调|落实)")
_PLANNED = re.compile(
    r"(?:计划|预计|力争|拟|将|确保)(?:于|在)?([^，。；]{4,14}(?:日|底|月))(?:之?前)?[^，。；]{0,6}(?:完成|到位|销号)"
)
_NO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")
_INLINE = {
    "unit": re.compile(r"(?:责任|牵头|整改)(?:单位|部门|科室|处室)(?:为|是)\s*([^，。；：]{2,40}?)(?=[，。；]|$)"),
    "deadline": re.compile(r"(?:整改|完成)(?:时限|期限)(?:为|是)\s*([^，。；]{6,14})"),
}
_GATHERS = re.compile(
    r"(?:目前)?((?:已|均已|正在|尚在|仍在|持续|基本|阶段性|部分)[^“”，。]{0,8}?)的?(?:整改)?(?:问题|事项|任务)(?:情况)?"
    r"(?:（[^）]{1,8}）)?"
)
_CLAUSE = re.compile(r"(?:^|(?<=[。；;：，！*】]))\s*(?:\*\*)?([一二三四五六七八九十]{1,3})是(?:\*\*)?")
_ENTRY = re.compile(
    r"(?:^|(?<=[。；;：】]))\s*(?:\d{1,2}\s*[.、．](?!\d)|（(?:\d{1,2}|[一二三四五六七八九十]{1,2})）|[①-⑳]|[⑴-⒇])"
)


@dataclass(eq=False)
class ProblemFound:
    """A problem: its section, and its fields by name (`number`, `finding`, `status`, `unit`, `deadline` …)."""

    section: Section
    title: str
    measures: list[tuple[str, Origin]] = field(default_factory=list)
    fields: dict[str, Found] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()

    def put(self, name: str, value: object, origin: Origin, quote: str, *doubt: object) -> None:
        """Set a field; `doubt` is a confidence and a reason."""
        self.fields[name] = Found(name, value, origin, quote, *doubt)  # type: ignore[arg-type]

    @property
    def status(self) -> Status:
        """Its status, 未注明 where nothing is said."""
        found = self.fields.get("status")
        return found.value if found and found.value else Status.unstated


def read_problems(
    chosen: Sequence[Chosen], totals: Sequence[Sequence[Found]], general: Sequence[Sentence]
) -> list[ProblemFound]:
    """Return the problems with all that is said of each, and of all in general."""
    found = [_problem(one) for one in chosen]
    _numbers(found, general)
    named = {closed(match[2]) for sentence in general for match in _EXCEPT.finditer(sentence.text)}
    _general_status(found, totals, named)
    return found


def _problem(one: Chosen) -> ProblemFound:
    section = one.section
    heading, lead = split_heading(section.head) if section.head else ("", "")
    paragraphs = _own_paragraphs(section, lead)
    problem = ProblemFound(section, heading)
    problem.put(
        "title",
        (section.title or heading).replace("**", ""),
        section.origin,
        heading,
        one.confidence,
        one.reason,
        one.details,
    )
    values = labelled(paragraphs)
    _finding(problem, paragraphs, values, one.alike)
    _status(problem, heading, paragraphs, values)
    _status_above(problem)
    if is_unfinished(section):
        _unfinished(problem, paragraphs)
    for name in ("unit", "deadline", "completed"):
        _labelled_field(problem, name, _told_apart(values))
    _within_sentences(problem, paragraphs)
    _planned(problem, paragraphs)
    problem.measures = measures_of(paragraphs, values)
    return problem


def _own_paragraphs(section: Section, lead: str) -> list[Paragraph]:
    """Return all paragraphs of a problem, the rest of its heading's first."""
    found = [Paragraph(lead, section.origin)] if lead else []
    for block in list(section.all_blocks())[1 if section.head else 0 :]:
        if isinstance(block, Paragraph):
            found.append(block)
    return found


def _finding(problem: ProblemFound, paragraphs: Sequence[Paragraph], values: Sequence[Labelled], alike: bool) -> None:
    given = next((value for value in values if value.name == "finding" and value.value), None)
    own = next(iter(labelled([Paragraph(problem.section.title, problem.section.origin)])), None)
    if own and own.name == "finding" and own.value:
        given = own
    if given:
        problem.put("finding", _cleaned(given.value), given.origin, given.value)
        return
    first = paragraphs[0] if paragraphs else None
    title = _BRACKETED_STATUS.sub("", problem.section.title.replace("**", ""))
    for text, origin in (
        (first.text if first else "", first.origin if first else Origin()),
        (title, problem.section.origin),
    ):
        text = re.sub(r"^【[^】]{2,8}】", "", text)
        match = (
            _ENDING_FINDING.fullmatch(plain(text))
            or _FINDING.match(plain(text))
            or (origin is problem.section.origin and _FINDING.search(plain(text)))
        )
        is_title = origin is problem.section.origin
        if match and not _quotes_a_part(plain(text), match) and not (is_title and _says_more(plain(text), match)):
            name = "quoted" if match.groupdict().get("quoted") else "bare"
            problem.put("finding", text[match.start(name) : match.end(name)].strip(), origin, text[: match.end() + 1])
            return
    if match := _UNBALANCED.search(closed(plain(title))):
        reason = mark("its quotation marks are not balanced")
        problem.put("finding", match["words"], problem.section.origin, title, LIKELY, reason)
        return
    bare = re.sub(r"（[^）]{2,14}）$", "", closed(title).rstrip("。；：."))
    bare = re.sub(r"^(?:关于|针对|对于)(?=.{4,}问题$)", "", bare)
    words = re.sub(r"(?:的)?问题(?:的?整改(?:落实|进展)?(?:情况)?)?$", "", bare) if len(bare) > 6 else bare
    words = re.sub(r"^(?:巡[视察]组?)?(?:反馈|指出|发现|提出)的", "", words)
    if problem.section.from_ledger:
        problem.put("finding", title, problem.section.origin, title)
    elif is_finding_title(closed(plain(title))) or (
        problem.section.number and problem.section.number.style == "problem"
    ):
        problem.put("finding", words, problem.section.origin, title)
    elif (alike or _is_form(values)) and not says_measure(closed(plain(title))):
        reason = mark("its words do not say that something was wrong")
        problem.put("finding", words, problem.section.origin, title, LIKELY, reason)


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


def _told_apart(values: Sequence[Labelled]) -> list[Labelled]:
    """Return the values with 完成时间 as the day of completion where 完成时限 is given besides."""
    limits = [value for value in values if value.name == "deadline" and re.search(r"[时期]限", value.label)]
    return [
        value._replace(name="completed")
        if limits and value.name == "deadline" and re.search(r"完成时间|整改时间", value.label)
        else value
        for value in values
    ]


def _cleaned(value: str) -> str:
    return value.strip().strip("；;").strip()


def _status(problem: ProblemFound, heading: str, paragraphs: Sequence[Paragraph], values: Sequence[Labelled]) -> None:
    given = [value.value for value in values if value.name in ("status", "outcome")]
    said = status_of(heading, [paragraph.text for paragraph in paragraphs], given)
    texts = [heading, *given]
    if said:
        origin = _origin_of(said, paragraphs) or problem.section.origin
        if said.clear:
            problem.put("status", said.status, origin, said.words)
        else:
            problem.put("status", None, origin, said.words, DOUBTFUL, mark("its words contradict one another"))
        texts.append(said.words)
    texts += [sentence for paragraph in paragraphs for sentence in _saying(paragraph.text)]
    problem.marks = marks_of(texts)


def _status_above(problem: ProblemFound) -> None:
    """Take the status from a heading that gathers problems by it: 已完成整改的事项."""
    above = problem.section.parent
    while above is not None and above.head is not None and "status" not in problem.fields:
        match = _GATHERS.fullmatch(closed(plain(above.title)).rstrip("：。"))
        said = whole(match[1]) if match else None
        if said:
            problem.put("status", said.status, above.origin, above.head.text)
        above = above.parent


def _unfinished(problem: ProblemFound, paragraphs: Sequence[Paragraph]) -> None:
    """Read status and deadline of a problem that stands under 整改未完成事项, where they stand within sentences."""
    for paragraph in paragraphs:
        text = closed(plain(paragraph.text))
        clauses = [clause for clause in re.split(r"[，。；：]", text) if clause]
        said = next((found for clause in clauses if (found := whole(clause)) and found.status is not Status.done), None)
        if said and "status" not in problem.fields:
            problem.put("status", said.status, paragraph.origin, said.words)
        elif "status" not in problem.fields and (working := _WORKING.search(text)):
            reason = mark("it is gathered from single words of the text")
            problem.put("status", Status.in_progress, paragraph.origin, working[0], LIKELY, reason)
        match = _PLANNED.search(text)
        point = next(points(match[1]), None) if match else None
        if match and point and (iso := point.iso()) and "deadline" not in problem.fields:
            problem.put("deadline", iso, paragraph.origin, match[0])


def _within_sentences(problem: ProblemFound, paragraphs: Sequence[Paragraph]) -> None:
    """Read unit, deadline and day of completion where they stand in a sentence: 责任部门为资产运营部."""
    for paragraph in paragraphs:
        text = plain(paragraph.text)
        for name, pattern in _INLINE.items():
            match = pattern.search(text) if name not in problem.fields else None
            if not match:
                continue
            value: str | None = closed(paragraph.text[match.start(1) : match.end(1)])
            if name == "deadline":
                point = next(points(plain(match[1])), None)
                value = point.iso() if point else ""
            if value:
                problem.put(name, value, paragraph.origin, match[0])
    day = next(points(completion_of([paragraph.text for paragraph in paragraphs])), None)
    if day and "completed" not in problem.fields:
        problem.put("completed", day.iso(), paragraphs[-1].origin, paragraphs[-1].text[-60:])


def _planned(problem: ProblemFound, paragraphs: Sequence[Paragraph]) -> None:
    """Read until when a problem that is not done is to be done, from its last sentence: 预计2024年12月底前完成."""
    if "deadline" in problem.fields or problem.status in (Status.done, Status.unstated) or not paragraphs:
        return
    last = paragraphs[-1]
    sentence = re.split(r"[。！]", closed(plain(last.text)).rstrip("。"))[-1]
    matches = list(_PLANNED.finditer(sentence))
    point = next(points(matches[0][1]), None) if len(matches) == 1 else None
    if point and (iso := point.iso()):
        reason = mark("it may be the date of one measure only")
        problem.put("deadline", iso, last.origin, matches[0][0], LIKELY, reason)


def _saying(text: str) -> list[str]:
    """Return the sentences that say something of the rectification as a whole."""
    return [
        part
        for part in re.split(r"[。；]", closed(plain(text)))
        if re.search(r"立行立改|即知即改|边巡边改", part) and len(part) < 40
    ]


def _origin_of(said: Said, paragraphs: Sequence[Paragraph]) -> Origin | None:
    words = closed(plain(said.words))
    return next(
        (paragraph.origin for paragraph in paragraphs if words in closed(plain(paragraph.text)).replace("*", "")), None
    )


def _labelled_field(problem: ProblemFound, name: str, values: Sequence[Labelled]) -> None:
    given = next((value for value in values if value.name == name and value.value), None)
    if not given:
        return
    text = re.split(r"[；。\n]", given.value)[0].strip(" ，、")
    if name == "unit":
        text = _NO_WIDTH.sub("", text)
        if text and len(text) <= 60:
            problem.put("unit", text, given.origin, f"{given.label}{given.value}"[:80])
        return
    point = next(points(plain(text)), None)
    if point and (iso := point.iso()):
        problem.put(name, iso, given.origin, f"{given.label}{text}")
    elif point:
        problem.put(name, None, given.origin, f"{given.label}{text}", DOUBTFUL, mark("no year is written"))
    else:
        problem.marks = tuple(dict.fromkeys((*problem.marks, *marks_of([text]))))


def measures_of(paragraphs: Sequence[Paragraph], values: Sequence[Labelled]) -> list[tuple[str, Origin]]:
    """Return the measures: clauses 一是 … 二是 …, else numbered entries, else what stands under 整改措施."""
    clauses = _split(paragraphs, _CLAUSE)
    entries = [entry for entry in _split(paragraphs, _ENTRY) if not name_of_first_label(entry[0])]
    if clauses and len(clauses) >= len(entries):
        return clauses
    if entries:
        return entries
    given = [value for value in values if value.name == "measures" and value.value]
    return [
        (part.strip(), value.origin) for value in given for part in re.split(r"；(?=.)", value.value) if part.strip()
    ]


def _split(paragraphs: Sequence[Paragraph], pattern: re.Pattern[str]) -> list[tuple[str, Origin]]:
    found: list[tuple[str, Origin]] = []
    last = 0
    for paragraph in paragraphs:
        starts = []
        for match in pattern.finditer(plain(paragraph.text)):
            ordinal = numeral(match[1]) if match.groups() else None
            if ordinal is None or match.start() == 0 or ordinal in (1, last + 1):
                starts.append(match.start())
                last = ordinal or last
        ends = [*starts[1:], len(paragraph.text)][: len(starts)]
        found += [
            (paragraph.text[start:end].replace("**", "").strip(), paragraph.origin)
            for start, end in zip(starts, ends, strict=True)
        ]
    return found


def _numbers(problems: Sequence[ProblemFound], general: Sequence[Sentence]) -> None:
    """Number the problems as the source does; where its numbers begin anew in each part, with the part's before."""
    named = {closed(match[2]): match[1] for sentence in general for match in _EXCEPT.finditer(sentence.text)}
    ordinals = [problem.section.number.ordinal if problem.section.number else 0 for problem in problems]
    given = [ordinal for ordinal in ordinals if ordinal]
    unique = len(set(given)) == len(given)
    deepest = max((problem.section.depth for problem in problems), default=0)
    taken: set[str] = set()
    for problem, ordinal in zip(problems, ordinals, strict=True):
        finding = problem.fields.get("finding")
        value = named.get(closed(str(finding.value))) if finding and finding.value else None
        value = value or named.get(closed(problem.section.title.rstrip("。")))
        if not value and ordinal:
            value = str(ordinal) if unique else _with_parts(problem.section, deepest)
        if value and value not in taken:
            taken.add(value)
            problem.put("number", value, problem.section.origin, problem.title[:20])


def _with_parts(section: Section, deepest: int) -> str:
    """Return the numbers of a section and of those above it within its chapter, joined: 一-2."""
    if section.depth < deepest:
        return _written(section)
    numbers: list[str] = []
    at: Section | None = section
    while at is not None and at.head is not None and len(numbers) < 2:
        if at.number and at.number.ordinal:
            numbers.append(_written(at))
        at = at.parent
    return "-".join(reversed(numbers))


def _written(section: Section) -> str:
    number = section.number
    assert number
    assert section.head
    match = re.search(r"[一二三四五六七八九十]{1,3}|\d{1,3}", section.head.text[: number.length])
    return match[0] if match else str(number.ordinal)


def _general_status(problems: Sequence[ProblemFound], totals: Sequence[Sequence[Found]], named: Container[str]) -> None:
    """Take the status from what is said of all: all done, or all but those that are named (`named`: their titles)."""
    said = next((one for one in totals if _value(one, "done") is not None and _value(one, "problems")), None)
    silent = [problem for problem in problems if "status" not in problem.fields]
    if not said or not silent:
        return
    total, done = _value(said, "problems"), _value(said, "done")
    assert total is not None
    assert done is not None
    # What is said of a part says nothing of all.
    if any((_value(one, "problems") or 0) > total for one in totals):
        return
    speaking = len(problems) - len(silent)
    others = [problem for problem in problems if problem not in silent and problem.status is not Status.done]
    source = next(found for found in said if found.field == "done")
    exceptions = total - done
    all_known = exceptions == len(others) or (exceptions == 0 and not speaking)
    findings = [problem.fields.get("finding") for problem in others]
    are_named = all(finding and closed(str(finding.value)) in named for finding in findings)
    if exceptions and total != len(problems) and not are_named:
        return
    if all_known and all(is_unfinished(problem.section) or problem.fields.get("status") for problem in others):
        reason = mark("it is only said of all problems together, not of this one")
        for problem in silent:
            problem.put("status", Status.done, source.origin, source.quote.strip(), LIKELY, reason)


def _value(one: Sequence[Found], *names: str) -> int | None:
    return next((found.value for name in names for found in one if found.field == name), None)
