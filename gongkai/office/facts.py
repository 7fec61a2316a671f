"""What a notice says that its official text does not show, as rows of a table that people read and gongkai reads back.

`巡视巡察：机构 | 市委第六巡察组`; the entries of a list have a row each: `成效 | 名称：挽回损失；数值：6.94`.
"""

import re
from typing import Any, NamedTuple

from gongkai.fields import Reader, fields_of, names_of
from gongkai.model import Notice, Record
from gongkai.writing import filled, scalar
from gongkai.yaml_nodes import Node

HEADING = "附：公开信息"
COLUMNS = ("项目", "内容")
ID = "标识"
# The official text shows these itself.
_SHOWN = ("title", "signature")


class Fact(NamedTuple):
    """A row: the names of a field and of the groups it is in, and its value."""

    label: str
    value: str


def facts_of(notice: Notice) -> list[Fact]:
    """Return the rows of a notice, its id first."""
    return [Fact(ID, notice.id), *(fact for fact in _rows(notice, "") if fact.label not in _labels_shown())]


def _labels_shown() -> set[str]:
    return {field.chinese for field in fields_of(Notice) if field.name in _SHOWN}


def _rows(record: Record, above: str) -> list[Fact]:
    rows = []
    for field, value in filled(record):
        label = f"{above}{field.chinese}"
        if isinstance(value, Record):
            rows += _rows(value, f"{label}：")
        else:
            rows += [Fact(label, _entry(item)) for item in (value if isinstance(value, tuple) else (value,))]
    return rows


def _entry(value: object) -> str:
    if isinstance(value, Record):
        return "；".join(f"{field.chinese}：{scalar(inner)}" for field, inner in filled(value))
    return scalar(value)


def values_of(facts: list[Fact], reader: Reader) -> dict[str, Any]:
    """Return the values of a notice that rows give, by English name; what is wrong is reported by its row's number.

    A title or kind that is missing is not reported: the text has the one, and the recognizer finds the other.
    """
    root = Node("mapping", [], 1, 1)
    for number, fact in enumerate(facts, 1):
        names = re.split(r"\s*[：:]\s*", fact.label.strip())
        _add(root, Notice, names, fact.value.strip(), number)
    known = [pair for pair in root.pairs if pair[0].text in names_of(Notice)]
    given = {names_of(Notice)[key.text].name for key, _ in known}
    values = reader.record(Notice, Node("mapping", known, 1, 1)) if {"title", "kind"} <= given else _each(known, reader)
    return {name: value for name, value in values.items() if value not in ("", ())}


def _each(pairs: list[tuple[Node, Node]], reader: Reader) -> dict[str, Any]:
    values = {}
    for key, node in pairs:
        field = names_of(Notice)[key.text]
        read = None if node.empty else reader.value(field, node, (field.name,))
        if read is not None:
            values[field.name] = read
    return values


def _add(group: Node, kind: type[Record], names: list[str], value: str, row: int) -> None:
    """Add the value of a row to a group; the groups on its way are made."""
    field = names_of(kind).get(names[0])
    if field is None:
        return
    found = next((node for key, node in group.pairs if key.text == names[0]), None)
    if len(names) > 1 and field.record:
        if found is None:
            found = Node("mapping", [], row, 1)
            group.pairs.append((Node("scalar", names[0], row, 1), found))
        _add(found, field.record, names[1:], value, row)
        return
    node = _record(field.record, value, row) if field.record else Node("scalar", value, row, 1)
    if field.many and found is not None:
        found.items.append(node)
    elif found is None:
        many = Node("sequence", [node], row, 1) if field.many else node
        group.pairs.append((Node("scalar", names[0], row, 1), many))


def _record(kind: type[Record], value: str, row: int) -> Node:
    """Return an entry `名称：…；数值：…` as a mapping; a text without a name as it is."""
    names = "|".join(field.chinese for field in fields_of(kind))
    starts = list(re.finditer(rf"(?:^|；\s*)({names})\s*[：:]\s*", value))
    if not starts or starts[0].start() > 0:
        return Node("scalar", value, row, 1)
    ends = [*(match.start() for match in starts[1:]), len(value)]
    pairs = [
        (Node("scalar", match[1], row, 1), Node("scalar", value[match.end() : end].strip(), row, 1))
        for match, end in zip(starts, ends, strict=True)
    ]
    return Node("mapping", pairs, row, 1)
