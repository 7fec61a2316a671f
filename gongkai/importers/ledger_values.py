"""The cells of an exported ledger as values: which columns there are, and what a text is in one of them."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from gongkai.diagnostics import Diagnostics
from gongkai.fields import Reader, names_of
from gongkai.importers.statuses import status_of
from gongkai.model import Problem, Status
from gongkai.office.ledger import COLUMNS
from gongkai.source import Text
from gongkai.yaml_nodes import Node

NAMES = list(COLUMNS)
ORDINAL, NUMBER, TITLE, MEASURES = range(4)
# What a ledger may change of a problem.
TAKEN = ("责任单位", "时限", "状态", "完成日期", "标记")
DATES = ("时限", "完成日期")
# A cell that Excel took for a date holds the number of days since this one.
_DAY_ZERO = date(1899, 12, 30)
_SERIAL = re.compile(r"[345]\d{4}")


def value_of(name: str, text: str) -> Any:
    """Return the value that a text is in a field; else one of REASONS, or the finding about it."""
    field = names_of(Problem)[name]
    if not text:
        return "status-empty" if field.required else () if field.many else ""
    if field.choices is Status and not any(text == status.chinese for status in Status):
        said = status_of("", (), [text])
        return said.status if said and said.clear else "status"
    if field.chinese in DATES and _SERIAL.fullmatch(text):
        text = (_DAY_ZERO + timedelta(days=int(text))).isoformat()
    diagnostics = Diagnostics()
    words = re.split(r"[、，,；;\s]+", text) if field.many else [text]
    nodes = [Node("scalar", word, 1, 1) for word in words if word]
    reader = Reader(Text("", text), diagnostics)
    value = reader.value(field, Node("sequence", nodes, 1, 1) if field.many else nodes[0], ())
    return next(iter(diagnostics), value)


def recorded(name: str, text: str, value: Any) -> str:
    """Return how a value is written in the notice where the cell words it in another way; else nothing."""
    written = value.chinese if isinstance(value, Status) else value if name in DATES else ""
    return written if written != text else ""


def content_of(texts: Mapping[int, str]) -> str:
    """Return all that a row says, with the names of its columns."""
    return "；".join(
        f"{NAMES[column] if column < len(NAMES) else letters_of(column)}：{text}"
        for column, text in sorted(texts.items())
        if column != ORDINAL
    )


def letters_of(column: int) -> str:
    """Return the name of a column: A, B, … AA."""
    letters = ""
    while column >= 0:
        letters, column = chr(ord("A") + column % 26) + letters, column // 26 - 1
    return letters
