"""How a group of fields is written in YAML, shown with what the editor has written of it.

Knows nodes and names, not the model.
"""

import re
from collections.abc import Iterable, Sequence

from gongkai.language import mark
from gongkai.yaml_nodes import Node

# Where a field that is missing belongs.
LINE = mark("Add a line: {line}")
LINE_BELOW = mark("Add a line below, indented as far as “{first}”: {line}")
BRACES = mark("Add it within the braces: {line}")
AS_GROUP = mark("Write {line}; or its fields in the lines below, each indented by two more spaces.")
# What may stand in braces without quotation marks; anything else is only hinted at.
_UNQUOTED = re.compile(r"[\w./-][\w./ -]{0,59}")


def in_braces(pairs: Iterable[tuple[Node, Node]], line: str) -> str:
    """Return fields as braces hold them, with another one, `line`, behind."""
    return "{" + ", ".join([*(f"{key.text}: {_short(value)}" for key, value in pairs), line]) + "}"


def as_group(name: str, node: Node, needed: Sequence[str], others: Sequence[str], *, many: bool) -> str:
    """Return how the field `name` is written: 例外: [{规则: …, 原因: …}].

    What `node` has is taken for the first of the `needed` fields; where none is needed, `others` show the form.
    """
    names = needed or others[:2]
    values = [_short(node) if needed else "…", *["…"] * len(names)]
    group = ", ".join(f"{name}: {value}" for name, value in zip(names, values, strict=False))
    return f"{name}: [{{{group}}}]" if many else f"{name}: {{{group}}}"


def _short(value: Node) -> str:
    return value.text if value.kind == "scalar" and _UNQUOTED.fullmatch(value.text) else "…"
