"""What was recognized → the text of the draft, in Markdown. The words are the source's, each once.

Ours are the fields, and one heading where `tail_heading` says so.
"""

import re
from collections.abc import Iterator

from gongkai.importers.document import Block, Paragraph, Table
from gongkai.importers.doubts import Translate, doubt_words, flat
from gongkai.importers.escaping import escaped, escaped_heading
from gongkai.importers.found import closed
from gongkai.importers.headings import split_heading
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.recognize import Recognized
from gongkai.importers.sections import Section

_STATUS_LINE = re.compile(r"[\s*【\[]*状态\s*(?:[*】\]]*\s*[:：]|[*】\]])")
_HIGHEST, _LOWEST = 2, 6


def body(found: Recognized, _: Translate) -> str:
    """Return the text of the notice, in the order of the source."""
    problems = {id(problem.section): problem for problem in found.problems}
    pieces = [piece for paragraph in found.kept for piece in _paragraph(paragraph)]
    pieces += _section(found.root, problems, _HIGHEST - 1, found.shared_doubts, _)
    if heading := tail_heading(found):
        pieces.append(f"\n## {heading}\n")
    pieces += [piece for block in found.tail for piece in _block(block)]
    return "".join(pieces)


def tail_heading(found: Recognized) -> str:
    """Return the heading of ours that parts the closing paragraphs from the last problem; empty where none does."""
    *_, last = found.root.walk()
    problems = {id(problem.section) for problem in found.problems}
    if not found.tail or not any(id(section) in problems for section in (last, *last.above())):
        return ""
    text = "".join(block.text for block in found.tail if isinstance(block, Paragraph))
    return "下一步安排" if re.match(r"下一步|下阶段|今后|接下来", closed(text)) else "结束语"


def _section(
    section: Section,
    problems: dict[int, ProblemFound],
    level: int,
    shared: set[tuple[str, str, tuple[tuple[str, str], ...]]],
    _: Translate,
) -> Iterator[str]:
    problem = problems.get(id(section))
    if section.head is not None:
        if problem or _is_heading(section, problems):
            heading, lead = split_heading(section.head)
            marks = "#" * min(max(level, _HIGHEST), _LOWEST)
            yield "\n" + marks + " "
            yield escaped_heading(heading) + "\n"
            if problem:
                yield "".join(f"{line}\n" for line in _fields(problem, shared, _))
            if lead:
                yield "\n" + escaped(lead) + "\n"
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
            yield f"{shown}：{flat(str(found.value))}"
    if problem.marks:
        yield "标记：" + "、".join(one.chinese for one in problem.marks)
    doubts = [
        doubt_words(found, _)
        for found in problem.fields.values()
        if not found.is_sure and (found.field, found.reason, found.details) not in shared
    ]
    if doubts:
        yield "待核对：" + "；".join(dict.fromkeys(doubts))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _paragraph(block)
    else:
        yield from _table(block)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    lines = [line.strip() for line in paragraph.text.split("\n") if line.strip()]
    for line in lines:
        text = escaped(line)
        if _STATUS_LINE.match(line):
            text = "\\" + text if text[0] in "*[" else text
        yield "\n" + text + "\n"


def _table(table: Table) -> Iterator[str]:
    rows = [[flat(escaped(cell.text)).replace("|", "\\|") for cell in row] for row in table.rows]
    if not rows:
        return
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    yield "\n" + "\n".join(lines) + "\n"
