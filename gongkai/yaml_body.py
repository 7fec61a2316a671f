"""The body of a YAML notice, written out as Markdown lines, so that one grammar reads both forms.

Each line keeps the place it came from. Knows the keys of a part, not what they mean.
"""

from gongkai.fields import Reader, names_of, owner_of
from gongkai.language import mark
from gongkai.model import Part, Problem
from gongkai.outline import Line
from gongkai.source import Node
from gongkai.text import join_soft_breaks, nearest

BODY_KEYS = ("正文", "body")
PART_KEYS = {"标题": "heading", "正文": "text", "措施": "measures", "部分": "parts"}
_NAMES = PART_KEYS | {name: name for name in PART_KEYS.values()}


def split_body(root: Node, reader: Reader) -> tuple[Node, list[Line]]:
    """Return the root without its body, and the body as Markdown lines."""
    lines: list[Line] = []
    head = [pair for pair in root.pairs if pair[0].text not in BODY_KEYS]
    bodies = [pair for pair in root.pairs if pair[0].text in BODY_KEYS]
    for key, body in bodies[1:]:
        reader.report("key-doubled", key, key=key.text, first=bodies[0][0].line)
    for _, body in bodies[:1]:
        for part in body.items if body.kind == "sequence" else [body]:
            _write(part, 2, lines, reader)
    return Node("mapping", head, root.line, root.column), lines


def _write(part: Node, level: int, lines: list[Line], reader: Reader) -> None:
    if part.kind == "scalar":
        _write_text(part, lines)
    elif part.kind == "mapping":
        _write_part(part, level, lines, reader)
    else:
        expected, found = mark("a part of the text"), mark("a list")
        reader.report("wrong-type", part, key="正文 (body)", expected=expected, found=found)


def _write_part(part: Node, level: int, lines: list[Line], reader: Reader) -> None:
    values, fields = _keys(part, reader)
    heading = values.get("heading")
    if heading:
        flat = join_soft_breaks(heading.text).replace("\n", " ")
        lines.append(Line(f"{'#' * min(level, 6)} {flat}", heading.line, heading.column))
    for key, value in fields:
        written = "、".join(item.text for item in value.items) if value.items else value.text
        flat = join_soft_breaks(written.strip()).replace("\n", " ")
        lines.append(Line(f"{key.text}: {flat}", key.line, key.column))
    _blank(lines, part)
    if "text" in values:
        _write_text(values["text"], lines)
    for index, measure in enumerate(values["measures"].items if "measures" in values else [], 1):
        flat = join_soft_breaks(measure.text.strip()).replace("\n", " ")
        lines.append(Line(f"{index}. {flat}", measure.line, measure.column))
    _blank(lines, part)
    for child in values["parts"].items if "parts" in values else []:
        _write(child, level + 1, lines, reader)


def _keys(part: Node, reader: Reader) -> tuple[dict[str, Node], list[tuple[Node, Node]]]:
    """Return the part's own values by English name, and the pairs that are a problem's fields."""
    values: dict[str, Node] = {}
    fields: list[tuple[Node, Node]] = []
    known = [*PART_KEYS, *(field.chinese for field in names_of(Problem).values())]
    for key, value in part.pairs:
        name = _NAMES.get(key.text)
        if name in values:
            reader.report("key-doubled", key, key=key.text, first=values[name].line)
        elif name:
            values[name] = value
        elif key.text in names_of(Problem):
            fields.append((key, value))
        else:
            names = list(dict.fromkeys(known))
            close = nearest(key.text, [*names, *_NAMES])
            shown = ", ".join(names)
            reader.report("key-unknown", key, key=key.text, owner=owner_of(Part), known=shown, nearest=close)
    # 状态 first, as the grammar wants it; the order of keys in a mapping says nothing.
    return values, sorted(fields, key=lambda pair: pair[0].text not in ("状态", "status"))


def _write_text(node: Node, lines: list[Line]) -> None:
    start = node.line + 1 if node.block else node.line
    rows = node.text.strip("\n").split("\n")
    lines += [Line(row, start + offset) for offset, row in enumerate(rows)]
    _blank(lines, node)


def _blank(lines: list[Line], node: Node) -> None:
    lines.append(Line("", node.line))
