"""Problems that are filled in like forms, line by line → the upright table that such lines are.

任务编号：云溪-01 / 问题名称：… / 具体表现：… / 责任单位：… begins anew with each problem. What stands below a label
and has none itself goes on with its value, so that no line comes to stand in another problem.
"""

import re
from collections.abc import Container, Sequence

from gongkai.importers.document import Block, Cell, Paragraph, Table
from gongkai.importers.found import plain
from gongkai.importers.labels import name_of_label, names_task
from gongkai.importers.ledgers import is_ordinal
from gongkai.importers.numbering import number_of
from gongkai.importers.status_words import whole

_LABEL = re.compile(r"\s*([\u4e00-\u9fff][\u4e00-\u9fff 　]{1,11}?)\s*[：:]")
# What tells that a form is one of a problem: what was found or who answers, and how far it is.
_ABOUT = ("finding", "unit", "leader", "deadline", "task")
_ANSWERS = ("measures", "outcome", "status")
_FEWEST = 2
# Lines without a label below one that another label may still follow.
_MOST_BELOW = 8
_FEWEST_LINES = 3
# Numbers of chapters, below which a form has ended; and of problems and groups, which a form does not hold.
_CHAPTERS = ("chapter", "han")
_HEADS = (*_CHAPTERS, "han-brackets", "problem", "ordinal")


def forms_apart(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with the lines of forms as one table; all as they are where fewer than two forms stand there."""
    starts = _starts(blocks)
    if len(starts) < _FEWEST:
        return list(blocks)
    end = _end(blocks, starts[-1], {_label(block) for block in blocks[starts[0] : starts[-1]]})
    rows = [_rows(blocks[start:stop]) for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    if not all(_is_form(form) for form in rows):
        return list(blocks)
    table = Table(tuple(row for form in rows for row in form), blocks[starts[0]].origin)
    return [*blocks[: starts[0]], table, *blocks[end:]]


def _label(block: Block) -> str:
    """Return the label with which a paragraph begins, without spaces; empty where it begins with none."""
    match = _LABEL.match(block.text) if isinstance(block, Paragraph) else None
    return re.sub(r"\s", "", match[1]) if match else ""


def _opens(block: Block) -> bool:
    """Whether a line may be the first of a form: its number, or the name of the problem."""
    return isinstance(block, Paragraph) and (is_ordinal(_label(block)) or names_task(block.text))


def _starts(blocks: Sequence[Block]) -> list[int]:
    """Return where forms begin: with the label of the first such line, each time that it comes again."""
    first = next((index for index, block in enumerate(blocks) if _opens(block)), None)
    if first is None:
        return []
    label = _label(blocks[first])
    return [index for index, block in enumerate(blocks) if index >= first and _label(block) == label]


def _end(blocks: Sequence[Block], start: int, labels: Container[str]) -> int:
    """Return where the last form ends: behind its last label, `labels` being those of the forms before it, and what
    stands below that: a list, a value in a line of its own, how far the problem is.
    """
    last = start
    for index in range(start + 1, len(blocks)):
        label = _label(blocks[index])
        if _is_chapter(blocks[index]) or index - last > _MOST_BELOW:
            break
        if label in labels or name_of_label(label):
            last = index
    end = last + 1
    while end < len(blocks) and not _is_chapter(blocks[end]) and _goes_on(blocks[end], blocks[end - 1]):
        end += 1
    return end


def _is_chapter(block: Block) -> bool:
    """Whether a block can be no line of a form: a table, or what begins with the number of a chapter."""
    number = number_of(block.text) if isinstance(block, Paragraph) else None
    return not isinstance(block, Paragraph) or bool(number and number.style in _CHAPTERS)


def _goes_on(block: Block, above: Block) -> bool:
    """Whether a line below the last label of a form belongs to it."""
    return isinstance(block, Paragraph) and bool(number_of(block.text) or _is_empty(above) or whole(block.text))


def _is_empty(block: Block) -> bool:
    """Whether a label has nothing behind it, so that its value stands below."""
    return isinstance(block, Paragraph) and plain(block.text).rstrip().endswith("：")


def _rows(lines: Sequence[Block]) -> list[tuple[Cell, Cell]]:
    """Return the names and values of a form; lines without a label go on with the value above them."""
    rows: list[tuple[Cell, Cell]] = []
    for line in lines:
        number = number_of(line.text) if isinstance(line, Paragraph) else None
        if not isinstance(line, Paragraph) or (rows and number and number.style in _HEADS):
            return []
        match = _LABEL.match(line.text) if not number or is_ordinal(_label(line)) else None
        if match:
            value = Cell(line.text[match.end() :].strip(), line.origin)
            rows.append((Cell(line.text[: match.end()].strip(), line.origin), value))
        elif rows:
            name, value = rows[-1]
            rows[-1] = name, value._replace(text=f"{value.text}\n{line.text}".strip())
    return rows


def _is_form(rows: Sequence[tuple[Cell, Cell]]) -> bool:
    names = {name_of_label(name.text) for name, _ in rows}
    return len(rows) >= _FEWEST_LINES and bool(names.intersection(_ABOUT)) and bool(names.intersection(_ANSWERS))
