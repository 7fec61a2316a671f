"""Ledgers (整改台账): the rows of a table → sections like those of a text, one for each problem.

The names of the columns become labels before each value; `added` holds what was put there that the source has not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.importers.document import Cell, Furniture, Origin, Paragraph, Table
from gongkai.importers.found import closed, plain
from gongkai.importers.labels import name_of_label, names_task
from gongkai.importers.numbering import ORDINAL_NAME, Number
from gongkai.importers.sections import Section

_ORDINAL = re.compile(rf"(?:{ORDINAL_NAME}|NO\.?|No\.?)")
# Thousands of digits are a number too, but none that Python reads; ① and ² are digits and no numbers.
_COUNTS = re.compile(r"\d{1,6}")
_MOST_FINDING = ("具体问题", "问题表现", "反馈问题", "存在问题", "问题")


@dataclass
class Ledger:
    """The problems of a table as sections, what stood above them, what was added to the source's words.

    `heads` are the names of its columns, which stand before each value and are no text of their own; `uncertain` are
    problems of rows that have fewer cells than there are columns.
    """

    sections: list[Section] = field(default_factory=list)
    above: list[Paragraph] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    heads: list[Furniture] = field(default_factory=list)
    uncertain: list[Section] = field(default_factory=list)


def ledger_of(table: Table, above: Table | None = None) -> Ledger | None:
    """Return the ledger a table is, None for a table of something else; it may go on from the one `above` it."""
    head = head_of(table)
    if head is not None and head + 1 < len(table.rows):
        return _by_rows(table, head)
    head = head_of(above) if above else None
    if above and head is not None and _numbers_go_on(above.rows[head:], table.rows):
        ledger = _by_rows(table._replace(rows=(above.rows[head], *table.rows)), 0)
        del ledger.heads[0]
        return ledger
    return _upright(table)


def _numbers_go_on(above: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows are those of the ledger above, which a page parts: as many columns, and its numbers go on."""
    names = [closed(plain(cell.text)) for cell in above[0]]
    at = next((index for index, name in enumerate(names) if _ORDINAL.fullmatch(name)), None)
    if at is None or max(map(len, rows)) != len(names):
        return False
    before, after = (
        [int(row[at].text) for row in part if at < len(row) and _COUNTS.fullmatch(row[at].text.strip())]
        for part in (above[1:], rows)
    )
    return bool(before and after) and after[0] > before[-1]


def head_of(table: Table) -> int | None:
    """Return the index of the row that names the columns of a ledger, None where there is none."""
    return next((index for index, row in enumerate(table.rows[:4]) if _is_head(row)), None)


def _is_head(row: Sequence[Cell]) -> bool:
    names = [name_of_label(cell.text) for cell in row]
    return (
        "finding" in names
        and sum(
            bool(name) or bool(_ORDINAL.fullmatch(closed(cell.text))) for name, cell in zip(names, row, strict=True)
        )
        >= 2
    )


def _by_rows(table: Table, head: int) -> Ledger:
    ledger = Ledger()
    for row in table.rows[:head]:
        if text := _in_one_line(row):
            ledger.above.append(Paragraph(text, _origin(row, table)))
    ledger.heads.append(Furniture(_in_one_line(table.rows[head]), _origin(table.rows[head], table), "table-head"))
    names = [closed(cell.text) for cell in table.rows[head]]
    finding = _finding_column(names)
    ordinal = next((index for index, name in enumerate(names) if _ORDINAL.fullmatch(plain(name))), None)
    for given in table.rows[head + 1 :]:
        if not any(cell.text.strip() for cell in given):
            continue
        if [closed(cell.text) for cell in given] == names:
            # Each page begins with the names of the columns.
            ledger.heads.append(Furniture(_in_one_line(given), _origin(given, table), "table-head"))
            continue
        row = _aligned(given, len(names), ordinal)
        cell = row[finding] if finding < len(row) else Cell("")
        is_same = bool(ledger.sections) and (cell.covered == "above" or not cell.text.strip())
        if not is_same:
            ledger.sections.append(_section(row, cell, ordinal, table, ledger))
        section = ledger.sections[-1]
        if len(row) < len(names):
            ledger.uncertain.append(section)
        for index, (name, value) in enumerate(zip(names, row, strict=False)):
            if index not in (finding, ordinal) or (index == ordinal and is_same):
                _add(section, name, value, _origin(row, table), ledger)
    return ledger


def _aligned(row: tuple[Cell, ...], width: int, ordinal: int | None) -> tuple[Cell, ...]:
    """Put back the cells that a merged one above covers and a text leaves out: the number stands where it should."""
    missing = width - len(row)
    if ordinal and missing == ordinal and re.fullmatch(r"\d{1,3}[.．、]?", row[0].text.strip()):
        return (Cell("", covered="above"),) * missing + row
    return row


def _in_one_line(row: Sequence[Cell]) -> str:
    return " ".join(cell.text.replace("\n", "") for cell in row if cell.text.strip())


def _finding_column(names: Sequence[str]) -> int:
    found = [index for index, name in enumerate(names) if name_of_label(name) == "finding"]
    return min(
        found, key=lambda index: next((rank for rank, word in enumerate(_MOST_FINDING) if word in names[index]), 9)
    )


def _section(row: Sequence[Cell], cell: Cell, ordinal: int | None, table: Table, ledger: Ledger) -> Section:
    number = row[ordinal].text.strip() if ordinal is not None and ordinal < len(row) else ""
    words = cell.text.strip().replace("\n", "")
    if not number:
        return Section(Paragraph(words, _origin(row, table)), from_ledger=True)
    digits = re.sub(r"\.0$", "", number)
    ledger.added.append(".")
    text = f"{digits}. {words}"
    if digits != number:
        ledger.heads.append(Furniture(number.removeprefix(digits), _origin(row, table), "table-head"))
    value = int(digits) if _COUNTS.fullmatch(digits) else 0
    return Section(Paragraph(text, _origin(row, table)), Number("point", value, len(digits) + 2), from_ledger=True)


def _add(section: Section, name: str, cell: Cell, origin: Origin, ledger: Ledger) -> None:
    """Add a value to a problem as paragraphs, the first with the name of its column."""
    lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
    if not lines or cell.covered:
        return
    if name_of_label(name) == "unit":
        lines = [_units(lines, ledger)]
    label = f"{name}：" if name else ""
    ledger.added.append(label)
    section.items.append(Paragraph(label + lines[0], origin, restored=len(label)))
    section.items += [Paragraph(line, origin) for line in lines[1:]]


def _origin(row: Sequence[Cell], table: Table) -> Origin:
    return next((cell.origin for cell in row if cell.origin != Origin()), table.origin)


def is_ordinal(name: str) -> bool:
    """Whether a column or a line of this name holds the number of a problem: 序号, 任务编号."""
    return bool(_ORDINAL.fullmatch(closed(name).rstrip("：:")))


def _begins(name: Cell) -> str:
    """Return which kind of name may begin a problem a cell holds: of what was found, or of the task that answers it."""
    if names_task(f"{closed(name.text).rstrip('：:')}：…"):
        return "task"
    return "finding" if name_of_label(name.text) == "finding" else ""


def _upright(table: Table) -> Ledger | None:
    """Read a table of names and values side by side; the first name of what was found, or of a task, begins each."""
    pairs = [
        (row[index], row[index + 1], row)
        for row in table.rows
        for index in range(0, len(row) - 1, 2)
        if (row[index].text.strip() and row[index].covered == "")
        or (not index and row[1].text.strip() and row[1].covered == "")
    ]
    named = [pair for pair in pairs if name_of_label(pair[0].text) or _begins(pair[0]) or is_ordinal(pair[0].text)]
    kind = next((found for name, _, _ in pairs if (found := _begins(name))), "")
    if len(named) < 2 or len(named) * 3 < len(pairs) * 2 or not kind:
        return None
    if any(len(row) > 4 or len(row) % 2 for row in table.rows):
        return None
    ledger = Ledger()
    waiting: list[Paragraph] = []
    for name, value, row in pairs:
        origin = _origin(row, table)
        words = value.text.strip().replace("\n", "")
        if not name.text.strip():
            (ledger.sections[-1].items if ledger.sections else waiting).append(Paragraph(words, origin))
        elif _begins(name) == kind:
            ledger.heads.append(Furniture(closed(name.text), origin, "table-head"))
            ledger.sections.append(Section(Paragraph(words, origin), from_ledger=True, items=[*waiting]))
            waiting = []
        elif not ledger.sections or is_ordinal(name.text):
            waiting.append(Paragraph(_label_of(name, ledger) + words, origin))
        else:
            ledger.sections[-1].items += _value(_label_of(name, ledger), value, origin, ledger)
    if waiting:
        ledger.sections[-1].items += waiting
    return ledger


def _label_of(name: Cell, ledger: Ledger) -> str:
    """Return a name as a label before its value; a cell has no colon, a line of a form has its own."""
    label = closed(name.text)
    if label.endswith(("：", ":")):
        return label
    ledger.added.append("：")
    return f"{label}："


def _value(label: str, value: Cell, origin: Origin, ledger: Ledger) -> list[Paragraph]:
    """Return a value as paragraphs, the first with its label."""
    lines = [line.strip() for line in value.text.split("\n") if line.strip()] or [""]
    if name_of_label(label) == "unit":
        lines = [_units(lines, ledger)]
    return [Paragraph(label + lines[0], origin), *(Paragraph(line, origin) for line in lines[1:])]


def _units(lines: Sequence[str], ledger: Ledger) -> str:
    """Return several units, a line each, as one line."""
    ledger.added += ["、" for line in lines[:-1] if not line.endswith(("、", "，", "；"))]
    return "".join(line if line.endswith(("、", "，", "；")) else line + "、" for line in lines[:-1]) + lines[-1]
