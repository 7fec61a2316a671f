"""The body of a YAML notice, written out as Markdown lines, so that one grammar reads both forms.

Each line keeps the place it came from. Knows the keys of a part, not what they mean.
"""

from collections.abc import Iterator

from gongkai.fields import Reader, names_of, owner_of
from gongkai.language import mark
from gongkai.markdown_slips import Line
from gongkai.model import Part, Problem
from gongkai.text import join_soft_breaks
from gongkai.yaml_nodes import Node

BODY_KEYS = ("正文", "body")
PART_KEYS = {"标题": "heading", "正文": "text", "措施": "measures", "部分": "parts"}
_NAMES = PART_KEYS | {name: name for name in PART_KEYS.values()}
_TEXT = mark("plain text"), mark("If it is meant as text, put all of it into double quotes.")
_PART = (
    mark("a group of fields or a text"),
    mark("Write its fields in the lines below, each indented by two more spaces."),
)
_LIST = mark("a list"), mark("Write each entry in a line of its own that begins with “- ”.")
_FOUND = {"scalar": mark("plain text"), "sequence": mark("a list"), "mapping": mark("a group of fields")}
_KINDS = {"heading": "scalar", "text": "scalar", "measures": "sequence", "parts": "sequence"}


def split_body(root: Node, reader: Reader) -> tuple[Node, list[Line]]:
    """Return the root without its body, and the body as Markdown lines."""
    head = [pair for pair in root.pairs if pair[0].text not in BODY_KEYS]
    bodies = [pair for pair in root.pairs if pair[0].text in BODY_KEYS]
    for key, _ in bodies[1:]:
        reader.report("key-doubled", key, key=key.text, first=bodies[0][0].line)
    lines: list[Line] = []
    for _, body in bodies[:1]:
        for part in body.items if body.kind == "sequence" else [body]:
            lines += _part(part, 2, reader)
    return Node("mapping", head, root.line, root.column), lines


def _part(part: Node, level: int, reader: Reader) -> Iterator[Line]:
    if part.kind == "scalar":
        yield from _text(part, reader)
    elif part.kind == "sequence":
        _wrong_type(reader, "正文", part, _PART)
    else:
        values, fields = _keys(part, reader)
        yield from _heading(values.get("heading"), level)
        for key, value in fields:
            yield Line(f"{key.text}: {_flat(value.text)}", key.line, key.column, (key, value))
        yield Line("", part.line)
        if "text" in values:
            yield from _text(values["text"], reader)
        yield from _measures(values.get("measures"), reader)
        for child in values["parts"].items if "parts" in values else ():
            yield from _part(child, level + 1, reader)


def _keys(part: Node, reader: Reader) -> tuple[dict[str, Node], list[tuple[Node, Node]]]:
    """Return the part's own values by English name, and the pairs that are a problem's fields."""
    values: dict[str, Node] = {}
    fields: list[tuple[Node, Node]] = []
    for key, value in part.pairs:
        name = _NAMES.get(key.text)
        if name in values:
            reader.report("key-doubled", key, key=key.text, first=values[name].line)
        elif name:
            if value.kind == _KINDS[name]:
                values[name] = value
            elif not value.empty:
                _wrong_type(reader, key.text, value, _TEXT if _KINDS[name] == "scalar" else _LIST)
        elif key.text in names_of(Problem):
            fields.append((key, value))
        else:
            _unknown(key, reader)
    # 状态 first, as the grammar wants it; the order of keys in a mapping says nothing.
    return values, sorted(fields, key=lambda pair: pair[0].text not in ("状态", "status"))


def _unknown(key: Node, reader: Reader) -> None:
    names = list(dict.fromkeys([*PART_KEYS, *(field.chinese for field in names_of(Problem).values())]))
    if close := reader.nearest(key.text, [*names, *_NAMES, *names_of(Problem)]):
        reader.report("key-unknown", key, key=key.text, owner=owner_of(Part), nearest=close)
    else:
        reader.report("key-unknown", key, key=key.text, owner=owner_of(Part), known=", ".join(names))


def _wrong_type(reader: Reader, key: str, node: Node, wanted: tuple[str, str]) -> None:
    expected, way = wanted
    reader.report("wrong-type", node, key=key, expected=expected, found=_FOUND[node.kind], way=way)


def _heading(node: Node | None, level: int) -> Iterator[Line]:
    if node:
        marks = f"{'#' * min(level, 6)} "
        yield Line(marks + _flat(node.text), node.line, max(1, node.column - len(marks)))


def _measures(measures: Node | None, reader: Reader) -> Iterator[Line]:
    number = 0
    for measure in measures.items if measures else ():
        if measure.kind != "scalar":
            _wrong_type(reader, "措施", measure, _TEXT)
        elif not measure.empty:
            number += 1
            marks = f"{number}. "
            yield Line(marks + _flat(measure.text), measure.line, max(1, measure.column - len(marks)))
    yield Line("", measures.line if measures else 1)


def _text(node: Node, reader: Reader) -> Iterator[Line]:
    """Yield the lines of a text; the columns are those of a block scalar or of a text in one line."""
    for offset, row in enumerate(node.text.split("\n")):
        number = node.line + offset + node.block
        column = node.column
        if node.block:
            source = reader.text.lines[number - 1] if number <= len(reader.text.lines) else ""
            column = max(source.find(row), 0) + 1
        yield Line(row, number, column)
    yield Line("", node.line)


def _flat(text: str) -> str:
    return join_soft_breaks(text.strip()).replace("\n", " ")
