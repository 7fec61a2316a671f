"""What was recognized → the draft of a notice, in Markdown. The words of the text are the source's, each once.

What is ours (headings, fields, comments) is marked as such in `Piece.ours`, so that the count of characters can tell.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from gongkai.importers.document import Block, Origin, Paragraph, Table
from gongkai.importers.found import Found, closed
from gongkai.importers.headings import split_heading
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.recognize import Recognized
from gongkai.importers.sections import Section
from gongkai.language import mark
from gongkai.model import Kind, Status
from gongkai.skeleton import quoted

# Sign by sign: what Markdown would take for something else. `**一是**` is left: it was meant so.
_SIGNS = re.compile(r"[\\`_\[\]<]|\*+|&(?=#?\w+;)|~~|(?<![\w/])https?://\S+")
_BOLD = re.compile(r"\*\*(?=[^\s*])[^*\n]{1,40}(?<=[^\s*])\*\*")
_AT_START = re.compile(
    r"(?P<hash>#+)|(?P<list>[-+])(?=\s|$)|(?P<quote>>)|(?P<line>[=-]{2,}\s*$)|(?P<number>\d{1,9})[.)](?=\s)"
)
_STATUS_LINE = re.compile(r"(?=[\s*【\[]*状态\s*(?:[*】\]]*\s*[:：]|[*】\]]))")
_HIGHEST, _LOWEST = 2, 6
Translate = Callable[[str], str]


class Piece(NamedTuple):
    """A run of lines of the draft; `ours` where no character of it is the source's."""

    text: str
    ours: bool = False


def escaped(text: str) -> str:
    """Return a paragraph so that Markdown shows every sign of it as it stands."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    text = _SIGNS.sub(_escape, _BOLD.sub(keep, text))
    text = re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], text)
    return _AT_START.sub(_escape_start, text, count=1) if _AT_START.match(text) else text


def _escape(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("http") else "".join(f"\\{sign}" for sign in match[0])


def _escape_start(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}\\{match[0][-1]}"
    return f"\\{match[0]}"


def unescaped(text: str) -> str:
    """Undo `escaped`."""
    return re.sub(r"\\([\\`*_\[\]<>#+\-=.)&~|])", r"\1", text)


def body(found: Recognized, _: Translate) -> list[Piece]:
    """Return the text of the notice, in the order of the source."""
    problems = {id(problem.section): problem for problem in found.problems}
    pieces = [piece for paragraph in found.kept for piece in _paragraph(paragraph)]
    pieces += _section(found.root, problems, _HIGHEST - 1, found.shared_doubts, _)
    if found.tail:
        last = _last(found.root)
        if last is not None and (id(last) in problems or any(id(one) in problems for one in _above(last))):
            pieces.append(Piece(f"\n## {tail_heading(found, _)}\n", ours=True))
        pieces += [piece for block in found.tail for piece in _block(block)]
    return pieces


def tail_heading(found: Recognized, _: Translate) -> str:
    """Return the heading that separates the closing paragraphs from the last problem."""
    text = "".join(block.text for block in found.tail if isinstance(block, Paragraph))
    return "下一步安排" if re.match(r"下一步|下阶段|今后|接下来", closed(text)) else "结束语"


def _last(root: Section) -> Section | None:
    last = None
    for section in root.walk():
        last = section
    return last if last is not None and last.head is not None else None


def _above(section: Section) -> Iterator[Section]:
    at = section.parent
    while at is not None:
        yield at
        at = at.parent


def _section(
    section: Section,
    problems: dict[int, ProblemFound],
    level: int,
    shared: set[tuple[str, str, tuple[tuple[str, str], ...]]],
    _: Translate,
) -> Iterator[Piece]:
    problem = problems.get(id(section))
    if section.head is not None:
        if problem or _is_heading(section, problems):
            heading, lead = split_heading(section.head)
            marks = "#" * min(max(level, _HIGHEST), _LOWEST)
            yield Piece("\n" + marks + " ", ours=True)
            yield Piece(escaped_heading(heading) + "\n")
            if problem:
                yield Piece("".join(f"{line}\n" for line in _fields(problem, shared, _)), ours=True)
            if lead:
                yield Piece("\n" + escaped(lead) + "\n")
        else:
            yield from _paragraph(section.head)
    said = [paragraph for _name, paragraph in problem.said_by_fields] if problem else []
    for item in section.items:
        if any(item is paragraph for paragraph in said):
            continue
        if not isinstance(item, Section):
            yield from _block(item)
        elif problem:
            yield from (piece for block in item.all_blocks() for piece in _block(block))
        else:
            yield from _section(item, problems, level + 1, shared, _)


def escaped_heading(heading: str) -> str:
    """Return a heading so that Markdown shows it as it stands."""
    return re.sub(r"(#+)\s*$", r"\\\1", _SIGNS.sub(_escape, heading)).replace("\n", " ")


def _is_heading(section: Section, problems: dict[int, ProblemFound]) -> bool:
    """Whether a section that is no problem has a heading: it holds problems, or is numbered as chapters are."""
    if any(id(inner) in problems for inner in section.walk()) or section.number is None:
        return True
    heading, _ = split_heading(section.head) if section.head else ("", "")
    return section.number.style in ("chapter", "han", "han-brackets") and section.depth <= 2 and len(heading) <= 80


def _fields(
    problem: ProblemFound, shared: set[tuple[str, str, tuple[tuple[str, str], ...]]], _: Translate
) -> Iterator[str]:
    yield f"状态：{problem.status.chinese}"
    for name, shown in (
        ("number", "编号"),
        ("finding", "问题"),
        ("unit", "责任单位"),
        ("deadline", "时限"),
        ("completed", "完成日期"),
    ):
        found = problem.fields.get(name)
        if found and found.value:
            yield f"{shown}：{_flat(str(found.value))}"
    if problem.marks:
        yield "标记：" + "、".join(one.chinese for one in problem.marks)
    doubts = [
        doubt_words(found, _)
        for found in problem.fields.values()
        if not found.is_sure and (found.field, found.reason, found.details) not in shared
    ]
    if doubts:
        yield "待核对：" + "；".join(dict.fromkeys(doubts))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _block(block: Block) -> Iterator[Piece]:
    if isinstance(block, Paragraph):
        yield from _paragraph(block)
    else:
        yield from _table(block)


def _paragraph(paragraph: Paragraph) -> Iterator[Piece]:
    lines = [line.strip() for line in paragraph.text.split("\n") if line.strip()]
    for line in lines:
        text = escaped(line)
        if _STATUS_LINE.match(line):
            text = "\\" + text if text[0] in "*[" else text
        yield Piece("\n" + text + "\n")


def _table(table: Table) -> Iterator[Piece]:
    rows = [[_flat(escaped(cell.text)).replace("|", "\\|") for cell in row] for row in table.rows]
    if not rows:
        return
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    yield Piece("\n" + "\n".join(lines) + "\n")


NAMES = {
    "title": "标题",
    "kind": "类型",
    "published": "发布日期",
    "dated": "成文日期",
    "document_number": "文号",
    "index_number": "索引号",
    "inspection.category": "类别",
    "inspection.body": "机构",
    "inspection.round": "轮次",
    "inspection.start": "进驻",
    "inspection.end": "结束",
    "inspection.feedback": "反馈",
    "as_of": "截至",
    "signature": "署名",
    "number": "编号",
    "finding": "问题",
    "status": "状态",
    "unit": "责任单位",
    "deadline": "时限",
    "completed": "完成日期",
    "done": "已完成",
    "open": "未完成",
    "aspects": "方面",
    "categories": "类别",
    "problems": "问题",
    "suggestions": "建议",
    "tasks": "任务",
    "measures": "措施",
    "name": "名称",
    "value": "数值",
    "hedge": "概数",
    "consultation.start": "征求意见.起",
    "consultation.end": "征求意见.止",
    "contacts.address": "地址",
    "contacts.postcode": "邮编",
    "contacts.office_hours": "办公时间",
    "contacts.phones": "电话",
    "purpose": "用途",
    "hours": "时间",
    "organization.name": "机构名称",
    "organization.short_name": "机构简称",
    "organization.level": "机构层级",
}


def doubt_words(found: Found, _: Translate) -> str:
    """Say in the editor's language what is to be looked at: the field, why, and where it stood."""
    name = NAMES.get(found.field) or ("号码" if found.field.endswith(".number") else found.field)
    reason = _(found.reason).format(**dict(found.details)) if found.reason else _(mark("not sure"))
    words = _(mark("{field}: {reason} ({place})"))
    return words.format(field=name, reason=reason, place=place_words(found.origin, _))


def named_doubt(problem: ProblemFound, found: Found, _: Translate) -> str:
    """Say what is to be looked at in a problem, with the problem's name."""
    words = _(mark("“{problem}”: {doubt}"))
    return words.format(problem=_flat(problem.section.title)[:40], doubt=doubt_words(found, _))


def place_words(origin: Origin, _: Translate) -> str:
    """Say where in the source something stood."""
    parts = []
    if origin.page:
        parts.append(_(mark("page {number}")).format(number=origin.page))
    if origin.sheet:
        parts.append(origin.sheet)
    if origin.row:
        parts.append(_(mark("row {number}")).format(number=origin.row))
    elif origin.line:
        span = f"{origin.line}" if origin.last in (0, origin.line) else f"{origin.line}–{origin.last}"
        parts.append(_(mark("line {number}")).format(number=span))
    return " ".join(parts)


def front_matter(found: Recognized, doubts: list[str]) -> list[str]:
    """Return the lines of the front matter, without the dashes."""
    kind = found.verdict.kind or Kind.work
    lines = [f"标题: {quoted(str(found.value('title') or ''))}", f"类型: {kind.chinese}"]
    if published := found.value("published"):
        lines.append(f"发布日期: {published}")
    lines += _dated(found)
    for name in ("document_number", "index_number"):
        if value := found.value(name):
            lines.append(f"{NAMES[name]}: {quoted(str(value))}")
    lines += _group(found, "巡视巡察", "inspection")
    if as_of := found.value("as_of"):
        lines.append(f"截至: {as_of}")
    lines += _totals(found)
    lines += _results(found)
    if signature := found.value("signature"):
        lines.append(f"署名: {quoted(str(signature))}")
    lines += contact_lines(found)
    lines += _group(found, "征求意见", "consultation", {"start": "起", "end": "止"})
    lines.append("草稿: 是")
    if doubts:
        lines.append("待核对:")
        lines += [f"  - {always_quoted(doubt)}" for doubt in doubts]
    return lines


def always_quoted(text: str) -> str:
    """Return a YAML value in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _dated(found: Recognized) -> list[str]:
    item = next((item for item in found.fields if item.field == "dated" and item.value), None)
    if item is None:
        return []
    return [f"成文日期: {item.value}"]


def _group(found: Recognized, title: str, name: str, names: dict[str, str] | None = None) -> list[str]:
    lines = []
    for item in found.fields:
        if item.field.startswith(f"{name}.") and item.value:
            key = item.field.partition(".")[2]
            shown = (names or {}).get(key) or NAMES[item.field]
            lines.append(f"  {shown}: {quoted(str(item.value))}")
    order = ["类别", "机构", "轮次", "进驻", "结束", "反馈", "起", "止"]
    lines.sort(key=lambda line: order.index(line.strip().partition(":")[0]))
    return [f"{title}:", *lines] if lines else []


def _totals(found: Recognized) -> list[str]:
    lines: list[str] = []
    for one in found.totals:
        pairs = ", ".join(f"{NAMES[item.field]}: {item.value}" for item in one)
        quote = re.sub(r"\s+", " ", one[0].quote).strip()
        source = f"  # {place_words(one[0].origin, _zh)}：{quote}"
        if source not in lines:
            lines.append(source)
        lines.append(f"  - {{{pairs}}}")
    return ["公布总数:", *lines] if lines else []


def _zh(text: str) -> str:
    from gongkai.language import catalogue

    return catalogue("zh").gettext(text)


def _results(found: Recognized) -> list[str]:
    lines = []
    shown = {"name": "名称", "value": "数值", "unit": "单位", "hedge": "概数"}
    for one in found.results:
        pairs = ", ".join(f"{shown[item.field]}: {_in_braces(str(item.value))}" for item in one)
        lines.append(f"  - {{{pairs}}}")
    return ["成效:", *lines] if lines else []


def _in_braces(text: str) -> str:
    return always_quoted(text) if quoted(text) != text or "," in text else text


def contact_lines(found: Recognized) -> list[str]:
    """Return the lines of 联系方式."""
    given = {item.field.partition(".")[2]: item.value for item in found.fields if item.field.startswith("contacts.")}
    lines: list[str] = []
    phones = sorted({match[1] for name in given if (match := re.match(r"phones\[(\d+)\]", name))}, key=int)
    if phones:
        lines.append("  电话:")
        for index in phones:
            shown = (("number", "号码"), ("purpose", "用途"), ("hours", "时间"))
            pairs = [
                f"{word}: {always_quoted(str(given[key]))}"
                for name, word in shown
                if (key := f"phones[{index}].{name}") in given
            ]
            lines.append(f"    - {{{', '.join(pairs)}}}")
    emails = [str(given[name]) for name in given if name.startswith("emails[")]
    if emails:
        lines.append(f"  邮箱: [{', '.join(emails)}]")
    for name, word in (("address", "地址"), ("postcode", "邮编"), ("office_hours", "办公时间")):
        if name in given:
            value = str(given[name])
            lines.append(f"  {word}: {always_quoted(value) if name == 'postcode' else quoted(value)}")
    return ["联系方式:", *lines] if lines else []


def statuses(found: Recognized) -> dict[Status, int]:
    """Count the problems by status."""
    counts: dict[Status, int] = {}
    for problem in found.problems:
        counts[problem.status] = counts.get(problem.status, 0) + 1
    return counts
