"""What a notice says that its official text does not show, as rows of a table that people read.

`巡视巡察：机构 | 市委第六巡察组`; the entries of a list have a row each: `成效 | 名称：挽回损失；数值：6.94`.
"""

from typing import NamedTuple

from gongkai.fields import fields_of
from gongkai.model import Notice, Record
from gongkai.writing import filled, scalar

HEADING = "附：公开信息"
COLUMNS = ("项目", "内容")
ID = "标识"
# The official text shows these itself.
SHOWN = ("title", "signature")


class Fact(NamedTuple):
    """A row: the names of a field and of the groups it is in, and its value."""

    label: str
    value: str


def facts_of(notice: Notice) -> list[Fact]:
    """Return the rows of a notice, its id first."""
    return [Fact(ID, notice.id), *(fact for fact in _rows(notice, "") if fact.label not in _labels_shown())]


def _labels_shown() -> set[str]:
    return {field.chinese for field in fields_of(Notice) if field.name in SHOWN}


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
