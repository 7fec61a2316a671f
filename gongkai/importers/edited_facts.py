"""The table 公开信息 of an edited document → values of the notice: each row that was changed, read as an editor's line.

A field none of whose rows was changed keeps its value, however its row is worded.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from gongkai.diagnostics import Diagnostics
from gongkai.fields import Field, Reader, fields_of, names_of
from gongkai.finding import Diagnostic
from gongkai.importers.ledger_changes import REASONS, Change
from gongkai.notes import NoticeFile
from gongkai.office.facts import ID, SHOWN, Fact
from gongkai.source import Text
from gongkai.yaml_nodes import Node


class Facts(NamedTuple):
    """The new values of fields by English name, and every row that differs."""

    values: dict[str, Any]
    changes: tuple[Change, ...]


def changed_facts(old: Sequence[Fact], new: Sequence[Fact]) -> Facts:
    """Return what was changed in the table."""
    values: dict[str, Any] = {}
    changes: list[Change] = []
    # What the text itself shows is told there.
    known = {name: field for name, field in names_of(NoticeFile).items() if field.name not in SHOWN}
    for top in dict.fromkeys(_top(fact) for fact in (*old, *new)):
        before, after = ([fact for fact in facts if _top(fact) == top] for facts in (old, new))
        if [_said(fact) for fact in before] == [_said(fact) for fact in after]:
            continue
        field = known.get(top)
        told = list(_told(before, after))
        if field is None:
            reason = "id" if top == ID else "item"
            changes += [change._replace(reason=reason) for change in told]
            continue
        value = _value(field, after)
        if isinstance(value, str) and value in REASONS:
            changes += [change._replace(reason=value) for change in told]
        elif isinstance(value, Diagnostic):
            changes += [change._replace(finding=value) for change in told]
        else:
            values[field.name] = value
            changes += told
    return Facts(values, tuple(changes))


def _top(fact: Fact) -> str:
    return fact.label.partition("：")[0].strip()


def _said(fact: Fact) -> tuple[str, str]:
    label, value = ("".join(text.split()) for text in fact)
    return label, value


def _told(before: Sequence[Fact], after: Sequence[Fact]) -> Iterator[Change]:
    """Yield the rows of one field that differ; those of one label are paired in order."""
    for label in dict.fromkeys(fact.label for fact in (*before, *after)):
        old, new = ([fact.value for fact in facts if fact.label == label] for facts in (before, after))
        rows = max(len(old), len(new))
        for was, now in zip([*old, *[""] * (rows - len(old))], [*new, *[""] * (rows - len(new))], strict=True):
            if "".join(was.split()) != "".join(now.split()):
                yield Change("", label, "", was, now)


def _value(field: Field, rows: Sequence[Fact]) -> Any:
    """Return the value that the rows of a field say; else one of REASONS, or the finding about it."""
    node = _node(field, [(fact.label.split("：")[1:], fact.value) for fact in rows])
    if node is None:
        empty = False if field.type is bool else ""
        return "needed" if field.required else () if field.many else None if field.record else empty
    found = Diagnostics()
    value = Reader(Text("", ""), found).value(field, node, (field.name,))
    return next(iter(found.errors), value)


def _node(field: Field, rows: Sequence[tuple[Sequence[str], str]]) -> Node | None:
    """Return what an editor would have written: names within names for a group, a list where there may be many."""
    if not rows:
        return None
    if field.many:
        return Node("sequence", [_entry(field, value) for _, value in rows], 1, 1)
    if field.record is None:
        return _scalar(rows[0][1])
    pairs = []
    known = names_of(field.record)
    for name in dict.fromkeys(path[0] if path else "" for path, _ in rows):
        inner = [(path[1:], value) for path, value in rows if path[:1] == [name]]
        node = _node(known[name], inner) if name in known else _scalar(rows[0][1])
        if node:
            pairs.append((_scalar(name), node))
    return Node("mapping", pairs, 1, 1)


def _entry(field: Field, value: str) -> Node:
    """Return an entry of a list: `名称：挽回损失；数值：6.94` is a group."""
    names = "|".join(one.chinese for one in fields_of(field.record)) if field.record else ""
    found = re.split(rf"(?:^|；)\s*({names})：", value)[1:] if names else []
    if not found:
        return _scalar(value)
    return Node(
        "mapping", [(_scalar(name), _scalar(words)) for name, words in zip(found[::2], found[1::2], strict=True)], 1, 1
    )


def _scalar(text: str) -> Node:
    return Node("scalar", text.strip(), 1, 1)
