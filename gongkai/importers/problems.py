"""Which sections of a notice are its problems. Knows the cues by which readers tell; reads nothing out of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import DOUBTFUL, LIKELY, SURE, closed, plain
from gongkai.importers.labels import name_of_first_label, starts_with
from gongkai.importers.sections import Section
from gongkai.language import mark

# How a heading says what was wrong, at its end.
_DEFICIT = re.compile(
    r"(?:不(?!移|舍|懈|断|止|放松|松劲|松懈|动摇|变|留死角|走过场|少于|低于|忘|负)[\u4e00-\u9fff]{1,6}"
    r"|弱化|薄弱(?:环节)?|缺失|缺位|缺乏|欠缺|欠账|缺口|滞后|松懈|松散|松弛|松劲|淡化|虚化|泛化|异化|偏差|差距|温差|落差|短板|弱项"
    r"|[\u4e00-\u9fff]{2}慢|隐患|风险|乏力|无力|迟缓|缓慢|偏[低少弱软慢短高大长重散]|[过较]高|高企|风险(?:较|偏)?[高大]|单一|混乱|粗放|粗糙|随意|流于形式|走过场|一阵风|打折扣|走样|变形"
    r"|失管|失察|失之于宽|宽松软|形式主义|官僚主义|有待(?:进一步)?(?:加强|提高|提升|完善|深化|增强)"
    r"|需(?:要)?(?:进一步)?(?:加强|提升|完善)|压而不实|严而不|[较过](?:少|弱|差|低|慢|小|窄|多)|率低|(?:落地|投入|覆盖|办法|手段|渠道)少|违规[\u4e00-\u9fff]{2,12}|违反[\u4e00-\u9fff]{2,16}"
    r"|漏洞|盲区|空白|死角|堵点|梗阻|断档|脱节|虚设|断层|老化|超期|逾期|超标|递减|衰减|空转|悬空|失真|失实|倒挂|流失|拖延|(?:时间|周期)(?:较|过|偏)长|现象|倾向|苗头|时有发生|易发多发|屡禁不止|屡查屡犯|久拖未决|两张皮|’两张皮’"
    r"|力度(?:还)?不(?:够)?(?:大|强)?|未[\u4e00-\u9fff]{2,12}|(?:较为|比较|十分)?突出|宽松软’|宽松软)[’”]?[。；]?$"
)
_ASKS_FINDING = re.compile(r"(?:针对|关于|对于|对照|围绕)?[“《【‘].{2,400}[”》】’]?(?:等|方面|的|突出|共性|存在)*问题")
_ABOUT = re.compile(r"^(?:针对|关于|对于)(?!加强|推进|做好|开展|落实|深化|进一步).{2,400}?(?:等|方面|的|突出)*问题")
_PROBLEM_END = re.compile(
    r"(?:问题|现象)(?:的)?(?:整改(?:落实)?(?:情况|进展(?:情况)?|工作)?|落实情况|整改措施)?(?:方面)?[。：；]?$"
)
_QUOTED = re.compile(r"^[“【].{4,200}[”】](?:（[^）]{2,14}）)?[。：；]?$")
_PART_END = re.compile(
    r"(?:方面|方面的?问题|方面存在的(?:主要)?问题|存在的(?:主要|突出)?问题|反馈(?:的)?(?:主要|具体)?问题(?:的)?整改(?:落实|进展)?情况|问题整改(?:落实|进展)?情况|整改(?:落实|进展)?情况)[。：]?$"
)
_NEXT = re.compile(
    r"下一步|今后|下阶段|(?:持续|继续|不断)?巩固(?:拓展|深化|提升)?.{0,6}(?:整改)?(?:工作)?(?:成果|成效)|标本兼治|长效机制|(?:持续|继续)(?:抓好|做好|深化|推进)(?:后续)?(?:整改|巡视|巡察)|工作打算|努力方向|后续整改"
)
_ORGANIZING = re.compile(
    r"组织(?:领导|落实|推进|实施|开展|部署)|统一思想|思想认识|政治站位|(?:履行|扛起|压实|落实|强化|担起)[\u4e00-\u9fff“”]{0,8}(?:责任|担当)|主体责任(?:落实|履行)?情况|总体情况|基本情况|工作(?:开展|部署|推进|组织)情况"
    r"|整改工作(?:组织|推进|总体)?(?:情况|开展情况)?$|主要做法|加强领导|提高认识|高度重视|精心(?:组织|部署)|周密部署|整改(?:责任|方案|机制)(?:落实|制定)?(?:情况)?$|整改成效$|取得的?(?:主要)?成效|主要成效"
)
# How headings begin that say what was done.
_MEASURE = re.compile(
    r"(?:强化|加强|推进|推动|深化|完善|健全|建立|抓好|抓实|抓牢|着力|认真|规范|坚持|坚决|严格|严肃|防范|化解|提升|提高|压实|夯实|构建|优化|加大|加快|做好|做实|扎实|切实|全面|积极|聚焦|突出|引导|助推|锲而不舍|持续|进一步|解决|开展|组织|制定|整治|纠治|激励|大力)"
)
# Chapters that gather what is not finished.
_CONTAINER = re.compile(
    r"(?:目前)?(?:整改)?(?:未完成|尚未完成|未整改到位|尚未整改到位|未销号|需(?:要)?(?:长期|持续)(?:坚持|推进|整改)?|持续整改|长期整改|正在(?:整改|推进)|尚需)(?:和|及|并)?[^“”，。]{0,14}(?:问题|事项|任务|情况)$"
)
# Numbers of measures, which are no headings.
_NO_HEADING = ("clause", "circle", "dash")
_ANSWERS = ("measures", "outcome")


@dataclass(frozen=True)
class Chosen:
    """A section that is a problem, and how sure that is; `alike` if only its place among problems says so."""

    section: Section
    confidence: float = SURE
    reason: str = ""
    details: tuple[tuple[str, str], ...] = ()
    alike: bool = False


def problems_of(root: Section, stated: Sequence[int]) -> list[Chosen]:
    """Return the sections that are problems, in order; `stated` are the counts of problems that the text claims."""
    _split_unnumbered(root)
    chosen = _with_neighbours(root, [Chosen(section, alike=not is_finding(section)) for section in _leaves(root)])
    chosen = _split_like_others(chosen)
    unnumbered = [one for one in chosen if one.section.number is None or is_unfinished(one.section)]
    if stated and len(chosen) not in stated and len(chosen) - len(unnumbered) not in stated:
        return _refitted(root, chosen, stated)
    return chosen


def _with_neighbours(root: Section, chosen: list[Chosen]) -> list[Chosen]:
    """Add the headings whose words say nothing wrong, but that stand in one list with problems."""
    sections = [one.section for one in chosen]
    headings = [one for one in root.walk() if one.number and one.number.style not in _NO_HEADING]
    added: list[Section] = []
    for kind in {_place(section) for section in sections}:
        alike = [section for section in headings if _place(section) == kind]
        for one_list in _lists(alike):
            problems = [section for section in one_list if section in sections]
            others = [section for section in one_list if section not in problems and _may_be_problem(section, sections)]
            several = len(problems) > 1 or (problems and sum(section in sections for section in alike) > 2)
            silent = [section for section in others if not _is_answered(section)]
            if several:
                added += (
                    others
                    if len(silent) <= max(1, len(problems) // 3)
                    else [one for one in others if one not in silent]
                )
    if not added:
        return chosen
    reason = mark("its words do not say so, but it stands in one list with the problems")
    known = {id(one.section): one for one in chosen} | {
        id(section): Chosen(section, LIKELY, reason, alike=True) for section in added
    }
    return [known[id(section)] for section in root.walk() if id(section) in known]


def _lists(alike: Sequence[Section]) -> Iterator[list[Section]]:
    """Part sections of one level into lists: those of one chapter, and those whose numbers go on from it."""
    current: list[Section] = []
    for section in alike:
        last = current[-1] if current else None
        goes_on = last and last.number and section.number and section.number.ordinal == last.number.ordinal + 1
        if last and not goes_on and _chapter(section) is not _chapter(last):
            yield current
            current = []
        current.append(section)
    if current:
        yield current


def _chapter(section: Section) -> Section:
    """Return the chapter a section is in, for a chapter what it is in itself."""
    if section.depth == 0:
        return section.parent or section
    while section.depth and section.parent:
        section = section.parent
    return section


def _split_like_others(chosen: list[Chosen]) -> list[Chosen]:
    """Part a problem into the headings below it where those of the other problems beside it are the problems."""
    places = [(one.section.parent.parent if one.section.parent else None, _place(one.section)) for one in chosen]
    split: list[Chosen] = []
    reason = mark("its words do not say so, but it stands in one list with the problems")
    for one in chosen:
        below = [child for child in one.section.children if child.number and child.number.style not in _NO_HEADING]
        alike = bool(below) and places.count((one.section.parent, _place(below[0]))) > 1
        if (
            alike
            and len(below) > 1
            and len(below) == len(one.section.items)
            and all(_may_stand_alone(child) for child in below)
        ):
            split += [
                Chosen(child, alike=True) if is_finding(child) else Chosen(child, LIKELY, reason, alike=True)
                for child in below
            ]
        else:
            split.append(one)
    return split


def _may_stand_alone(section: Section) -> bool:
    title = closed(plain(section.title))
    return 4 <= len(title) <= 40 and bool(section.lead or section.items) and not says_measure(title)


def _place(section: Section) -> tuple[str, int]:
    return (section.number.style if section.number else "", section.depth)


def _may_be_problem(section: Section, chosen: Sequence[Section]) -> bool:
    """Whether a heading could be a problem: short, with text below that no other problem holds, no measure itself."""
    title = closed(plain(section.title))
    above = section.parent
    while above is not None and above not in chosen:
        above = above.parent
    return (
        above is None
        and 4 <= len(title) <= 40
        and not (title.endswith("。") and not section.lead)
        and bool(section.lead or section.items)
        and not any(one in chosen for one in section.walk())
        and not says_measure(title)
        and not _PART_END.search(title)
        and not _NEXT.search(title)
        and not _ORGANIZING.search(title)
        and not _excluded(section)
    )


def _refitted(root: Section, chosen: list[Chosen], stated: Sequence[int]) -> list[Chosen]:
    """Look one level down, or for a level, that has as many sections as the text claims problems."""
    down = [child for one in chosen for child in (_same_style(one.section) or [one.section])]
    has_text = [section for section in down if section.lead or section.items]
    if len(down) in stated and len(down) > len(chosen) and len(has_text) == len(down):
        return [Chosen(section) for section in down]
    for level in _levels(root):
        if len(level) in stated and len(level) > 2 and all(section.lead or section.items for section in level):
            reason = mark("only the number of such headings says that they are the problems")
            return [Chosen(section, LIKELY, reason) for section in level]
    reason = mark("the text claims {claimed} problems, {listed} were recognized")
    details = (("claimed", ", ".join(map(str, stated))), ("listed", str(len(chosen))))
    return [one if one.reason else Chosen(one.section, LIKELY, reason, details, one.alike) for one in chosen]


def _same_style(section: Section) -> list[Section]:
    """Return the direct children that are a list of headings, not the measures 一是, 二是."""
    children = [child for child in section.children if child.number and child.number.style != "clause"]
    return children if len(children) > 1 or (children and not section.blocks) else []


def _levels(root: Section) -> list[list[Section]]:
    """Return the sections of each depth within the chapters that hold problems."""
    found: dict[int, list[Section]] = {}
    for section in root.walk():
        if section.head is not None and section.number and section.number.style != "clause" and not _excluded(section):
            found.setdefault(section.depth, []).append(section)
    return [found[depth] for depth in sorted(found)]


def _excluded(section: Section) -> bool:
    """Whether a section or a chapter above it tells of the organization of the work, or of what comes next."""
    above: Section | None = section
    while above is not None and above.head is not None:
        if is_about_work(above):
            return True
        above = above.parent
    return False


def is_about_work(section: Section) -> bool:
    """Whether a chapter tells how the work was organized or what comes next, and holds no problems."""
    title = closed(plain(section.title))
    if section.depth > 0 or is_finding_title(title) or is_unfinished(section):
        return False
    if re.search(r"下一步|今后|下阶段|打算|努力方向", title):
        return True
    if not (_NEXT.search(title) or _ORGANIZING.search(title)):
        return False
    return not any(_is_problem_within(child) for child in section.walk() if child is not section)


def _is_problem_within(section: Section) -> bool:
    """Whether a section of a chapter whose title tells of organization is a problem all the same, by its own words."""
    if section.number and section.number.style == "problem":
        return True
    return is_finding_title(closed(plain(section.title))) and _is_answered(section)


def is_unfinished(section: Section) -> bool:
    """Whether a section, or one above it, gathers what is not finished."""
    above: Section | None = section
    while above is not None and above.head is not None:
        if re.search(
            r"未完成|尚未完成|未整改到位|未销号|需(?:要)?(?:长期|持续)", closed(plain(above.title))[:24]
        ) and not is_finding_title(closed(plain(above.title))):
            return True
        above = above.parent
    return False


def is_finding_title(title: str) -> bool:
    """Whether a heading says by itself what was wrong."""
    if _CONTAINER.match(title):
        return False
    title = re.sub(r"^【[^】]{2,8}】", "", title.replace("**", ""))
    title = re.sub(r"（(?:已|基本|正在|持续|未|整改|立行)[^）]{0,12}）$", "", title.rstrip("。；：")).rstrip("。；：")
    if _PART_END.search(title) and not re.search(r"[“‘]", title) and not _DEFICIT.search(_before_part_end(title)):
        return False
    if (
        _MEASURE.match(title)
        and not _ABOUT.search(title)
        and not re.search(r"不(?:到位|够|力|足|强)|[“‘].*问题", title)
    ):
        return False
    if _ABOUT.search(title) or _QUOTED.search(title) or _DEFICIT.search(title):
        return True
    return bool(_ASKS_FINDING.search(title)) or bool(_PROBLEM_END.search(title) and len(title) > 6)


def says_measure(title: str) -> bool:
    """Whether a heading begins as those do that say what was done: 加强…, 推进…"""
    return bool(_MEASURE.match(title))


def _before_part_end(title: str) -> str:
    return re.sub(r"(?:方面|的?整改(?:落实|进展)?情况)$", "", title)


def _leaves(section: Section) -> list[Section]:
    """Return the problems within a section: the deepest that have the cues of one."""
    if section.head is not None and is_about_work(section):
        return []
    if section.head is not None and _is_whole(section):
        return [section]
    if (
        section.head is not None
        and is_finding(section)
        and section.children
        and all(_is_label(child) for child in section.children)
    ):
        return [section]
    below = [(child, _leaves(child)) for child in section.children]
    found = [leaf for _, leaves in below for leaf in leaves]
    own = section.head is not None and (is_finding(section) or _is_form(section))
    direct = [child for child, leaves in below if leaves == [child]]
    if own and (not found or _are_measures(section, direct, len(found))):
        return [section]
    if not found:
        return []
    if section.head is not None and len(direct) == len(found) and len(direct) * 2 > len(section.children):
        style = direct[0].number.style if direct[0].number else ""
        return [
            child for child in section.children if child in direct or (child.number and child.number.style == style)
        ]
    return found


def _is_label(section: Section) -> bool:
    """Whether a numbered paragraph is but a part of its problem: （一）问题表现：…"""
    name = name_of_first_label(section.head.text) if section.head else ""
    return bool(name) and not (name == "finding" and _is_answered(section))


def _are_measures(section: Section, direct: list[Section], found: int) -> bool:
    """Whether the sections within a problem that look like problems are but its measures."""
    if found > len(direct):
        return False
    clauses = [child for child in direct if child.number and child.number.style in _NO_HEADING]
    # Labels that follow on the last measure, 一是…, are of the problem and not of the measure.
    answered = [child for child in direct if _is_answered(child) and _says_finding(child, clauses)]
    explicit = [child for child in direct if re.match(r"(?:针对|关于|对于)[“‘]", closed(plain(child.title)))]
    if direct and len(explicit) == len(section.children):
        return False
    if len(clauses) == len(direct) and not answered:
        circles = [child for child in clauses if child.number and child.number.style == "circle"]
        return not (len(circles) == len(section.children) and not section.blocks)
    return len(direct) * 2 < len(section.children) and not answered


def _says_finding(child: Section, clauses: Sequence[Section]) -> bool:
    return child not in clauses or is_finding_title(closed(plain(child.title)))


def _is_whole(section: Section) -> bool:
    """Whether a section says what was wrong and, in its own paragraphs, what was done about it."""
    return (is_finding(section) or _is_form(section)) and _is_answered(section) and not _has_list_of_findings(section)


def _has_list_of_findings(section: Section) -> bool:
    return sum(is_finding(child) and _is_answered(child) for child in section.children) > 1


def _is_answered(section: Section) -> bool:
    texts = [section.lead, *(paragraph.text for paragraph in section.paragraphs)]
    return any(_answers(text) for text in texts)


def _answers(text: str) -> bool:
    return starts_with(text, *_ANSWERS) or bool(
        re.search(r"(?:整改(?:落实|完成|进展)?(?:情况|措施|成效)|落实情况)\s*[：:】]", plain(text))
    )


def is_finding(section: Section) -> bool:
    """Whether a section is about something that was found wrong."""
    title = closed(plain(section.title))
    if section.number and section.number.style == "problem":
        return True
    if is_finding_title(title):
        return True
    texts = [section.lead, *(paragraph.text for paragraph in section.paragraphs[:2])]
    first = next((text for text in texts if text), "")
    if starts_with(first, "finding") or (starts_with(first, "task", "unit", "leader") and _is_answered(section)):
        return True
    return bool(_ABOUT.match(closed(plain(first)))) and (_is_answered(section) or not section.children)


def _is_form(section: Section) -> bool:
    """Whether a section is filled in like a form, whatever its heading says: measures, and who or with what result."""
    texts = [text for text in (section.lead, *_texts(section)) if text]
    return (
        bool(texts)
        and starts_with(texts[0], "measures")
        and any(starts_with(text, "unit", "outcome", "status") for text in texts[1:])
        and not says_measure(closed(plain(section.title)))
    )


def _texts(section: Section) -> list[str]:
    return [paragraph.text for paragraph in section.paragraphs]


def _split_unnumbered(root: Section) -> None:
    """Make sections of problems that stand unnumbered under a heading that is none itself."""
    for section in list(root.walk()):
        if section.number and section.number.style == "clause":
            continue
        gathers = section.head is not None and is_unfinished(section)
        starts = [
            index
            for index, item in enumerate(section.items)
            if isinstance(item, Paragraph) and (_opens_problem(item) or (gathers and _names_problem(item)))
        ]
        if not starts or not _holds_unnumbered(section, starts):
            continue
        items = section.items
        section.items = items[: starts[0]]
        for start, end in zip(starts, [*starts[1:], len(items)], strict=True):
            head = items[start]
            assert isinstance(head, Paragraph)
            rest, others = _own_items(items[start + 1 : end])
            child = Section(head, None, rest, parent=section)
            for item in rest:
                if isinstance(item, Section):
                    item.parent = child
            section.items += [child, *others]


def _holds_unnumbered(section: Section, starts: Sequence[int]) -> bool:
    """Whether paragraphs of a section that sound like problems are some, and not the finding of the section itself."""
    if section.head is None:
        return len(starts) > 1 or _answered_after(section, starts[0])
    if is_about_work(section) or (is_finding_title(closed(plain(section.title))) and len(starts) < 2):
        return False
    return not (section.number and section.number.style == "problem") and not _has_own_finding(section, starts)


def _has_own_finding(section: Section, starts: Sequence[int]) -> bool:
    """Whether the only paragraph with a finding follows a numbered heading at once, and so is what that one found."""
    first = section.items[0]
    return (
        len(starts) == 1
        and starts[0] == 0
        and isinstance(first, Paragraph)
        and starts_with(first.text, "finding")
        and section.number is not None
        and not _PART_END.search(closed(plain(section.title)))
    )


def _own_items(items: Sequence["Block | Section"]) -> tuple[list["Block | Section"], list["Block | Section"]]:
    """Split what follows an unnumbered problem: its own text and measures, and the chapters after it."""
    end = len(items)
    for index, item in enumerate(items):
        if isinstance(item, Section) and (item.number is None or item.number.style in ("chapter", "han")):
            end = index
            break
    return list(items[:end]), list(items[end:])


def _answered_after(section: Section, index: int) -> bool:
    return any(isinstance(item, Paragraph) and _answers(item.text) for item in section.items[index + 1 : index + 8])


def _names_problem(block: Paragraph) -> bool:
    """Whether the first sentence of a paragraph is but the name of a problem."""
    first = re.split(r"[。：]", closed(plain(block.text)))[0]
    return len(first) <= 60 and "，" not in first and first.endswith("问题")


def _opens_problem(block: Paragraph) -> bool:
    text = closed(plain(block.text))
    if starts_with(block.text, "finding") and not text.startswith(("反馈意见：",)):
        return True
    return bool(re.match(r"(?:针对|关于)“.{2,400}?(?:”|的)(?:等|方面|的|突出)*问题", text)) and len(text) < 600


def claimed(confidence: float) -> bool:
    """Whether an editor has to look at a choice."""
    return confidence <= DOUBTFUL


def stated_counts(sets: Iterable[Sequence[object]]) -> list[int]:
    """Return the counts of problems and tasks that the sets of totals claim."""
    found: list[int] = []
    for one in sets:
        for item in one:
            if getattr(item, "field", "") == "problems":
                found.append(getattr(item, "value", 0))
    return found
