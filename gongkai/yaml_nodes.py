"""YAML → nodes that know their place, and the front matter of Markdown files. Depth is bounded, aliases are refused."""

import re
from typing import Any, NamedTuple

import yaml

from gongkai.diagnostics import Diagnostics
from gongkai.language import mark
from gongkai.source import Text
from gongkai.text import WIDE
from gongkai.yaml_errors import NO_FIELD, explain
from gongkai.yaml_lines import DOUBTFUL, Slip
from gongkai.yaml_slips import find_slips

DEPTH_LIMIT = 20
# The C parser; events keep positions and need no recursion, and aliases are refused before they expand.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# YAML puts a space where a text goes on in the next line; Chinese wants none.
_FOLD = re.compile(rf"(?<=[{WIDE}]) (?=[{WIDE}])")
_COLLECTIONS = {yaml.MappingStartEvent: "mapping", yaml.SequenceStartEvent: "sequence"}
_ENDS = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
# What a Chinese input method makes of the line ---.
_DASHES = re.compile(r"[-－—–─﹣]{2,}|[－—–─﹣]")
# A heading of the text: here the front matter has certainly ended.
_HEADING = re.compile(r"#{2,6}\s")
# A line that may belong to the front matter; the first other one is where the text begins.
_OF_HEAD = re.compile(r"\s|$|#(?!#)|-(?:\s|$)|[^\s:：，。]{1,16}\s*[:：]")


class Node:
    """A YAML node with its place: `value` is a text, a list of nodes, or a list of (key, value) nodes."""

    __slots__ = ("block", "column", "kind", "length", "line", "value")

    def __init__(
        self, kind: str, value: object, line: int, column: int, length: int = 1, *, block: bool = False
    ) -> None:
        self.kind = kind
        self.value = value
        self.line = line
        self.column = column
        self.length = length
        self.block = block  # a block scalar: its text starts in the line below

    @property
    def text(self) -> str:
        """The text of a scalar; empty for other kinds."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> "list[Node]":
        """The nodes of a sequence; none for other kinds."""
        return self.value if self.kind == "sequence" and isinstance(self.value, list) else []

    @property
    def pairs(self) -> "list[tuple[Node, Node]]":
        """The keys and values of a mapping; none for other kinds."""
        return self.value if self.kind == "mapping" and isinstance(self.value, list) else []

    @property
    def empty(self) -> bool:
        """Whether nothing was written: a value that is left out."""
        return not self.value


class FrontMatter(NamedTuple):
    """The nodes between the `---` lines (None if they are broken), and the 1-based line where the body starts."""

    root: Node | None
    body_line: int


def front_matter(text: Text, diagnostics: Diagnostics) -> FrontMatter | None:
    """Return the front matter of a Markdown file, or None where it has no beginning or no end."""
    if not _is_border(text, 1, diagnostics):
        diagnostics.add("front-matter-missing", text.place(1, 1, len(text.lines[0])))
        return None
    for number, line in enumerate(text.lines[1:], 2):
        if _HEADING.match(line):
            first = next(at for at in range(2, number + 1) if not _OF_HEAD.match(text.lines[at - 1]))
            diagnostics.add("front-matter-unclosed", text.place(first, 1, len(text.lines[first - 1])))
            return None
        if _is_border(text, number, diagnostics):
            return FrontMatter(compose(text, diagnostics, first=2, last=number - 1), number + 1)
    diagnostics.add("front-matter-unclosed", text.place(1, 1, len(text.lines[0])))
    return None


def _is_border(text: Text, number: int, diagnostics: Diagnostics) -> bool:
    """Whether a line is `---`; other dashes can only have been meant for it, and are reported."""
    line = text.lines[number - 1].rstrip()
    if line == "---":
        return True
    if not _DASHES.fullmatch(line):
        return False
    diagnostics.add("front-matter-dashes", text.place(number, 1, len(line)), text=line)
    return True


def compose(text: Text, diagnostics: Diagnostics, *, first: int = 1, last: int | None = None) -> Node | None:
    """Return the root mapping of the YAML in lines `first` to `last`, or None; every slip is reported.

    A slip whose remedy is plain is mended in memory, so that one run finds what is wrong behind it as well.
    """
    lines = text.lines[first - 1 : last]
    slips = {slip.line: slip for slip in find_slips(lines)}
    for slip in slips.values():
        _report(slip, text, first, diagnostics)
    text.doubtful.update(n + first - 1 for n, slip in slips.items() if slip.code in DOUBTFUL)
    if any(slip.mended is None for slip in slips.values()):
        return None
    mended = [slips[n].mended or "" if n in slips else line for n, line in enumerate(lines, 1)] if slips else lines
    found: Node | Slip
    try:
        found = _compose("\n".join(mended) + "\n", first, slips)
    except yaml.YAMLError as error:
        found = explain(error, lines)
    if isinstance(found, Node) and found.kind == "mapping":
        return found
    if isinstance(found, Node):
        line = min(found.line - first + 1, len(lines))  # nothing behind a last --- stands below the file
        found = Slip("yaml-syntax", line, found.column, found.length, {"problem": NO_FIELD})
    if not slips:
        _report(found, text, first, diagnostics)
    return None


def _report(slip: Slip, text: Text, first: int, diagnostics: Diagnostics) -> None:
    values = dict(slip.values or {})
    if above := values.get("above"):
        values["above"] = str(int(above) + first - 1)
    diagnostics.add(slip.code, text.place(slip.line + first - 1, slip.column, slip.length), **values)


def _compose(source: str, first: int, mended: dict[int, Slip]) -> Node | Slip:
    """Build nodes from parser events, iteratively; lines count from `first`. What is refused is returned as a slip."""
    root = Node("sequence", [], first, 1)
    open_nodes: list[Node] = [root]
    keys: list[Node | None] = [None]
    event: Any
    for event in yaml.parse(source, Loader=_LOADER):
        kind = type(event)
        if kind is yaml.ScalarEvent or kind in _COLLECTIONS:
            if event.anchor or event.tag or len(open_nodes) > DEPTH_LIMIT:
                return _refusal(event)
            node = _node(event, first, mended)
            _attach(open_nodes[-1], keys, node)
            if kind in _COLLECTIONS:
                open_nodes.append(node)
                keys.append(None)
        elif kind in _ENDS:
            open_nodes.pop()
            keys.pop()
        elif kind is yaml.AliasEvent or (kind is yaml.DocumentStartEvent and root.items):
            return _refusal(event)
    return root.items[0] if root.items else Node("mapping", [], first, 1)


def _refusal(event: Any) -> Slip:
    """Return the slip of an event that may not be: an alias, an anchor, a tag, a level too deep, a second root."""
    place = (event.start_mark.line + 1, event.start_mark.column + 1)
    if isinstance(event, yaml.DocumentStartEvent):
        return Slip("yaml-syntax", *place, 3, {"problem": mark("a second group of entries begins here")})
    sign = "*" if isinstance(event, yaml.AliasEvent) else "&" if event.anchor else "!" if event.tag else ""
    if sign:
        return Slip("yaml-sign", *place, 1, {"sign": sign})
    return Slip("yaml-depth", *place, 1, {"limit": str(DEPTH_LIMIT)})


def _node(event: Any, first: int, mended: dict[int, Slip]) -> Node:
    start, end = event.start_mark, event.end_mark
    number, column = start.line + 1, start.column + 1
    if (slip := mended.get(number)) and column > slip.column:
        column = max(slip.column, column - slip.shift)
    line = number + first - 1
    kind = type(event)
    if kind in _COLLECTIONS:
        return Node(_COLLECTIONS[kind], [], line, column)
    if start.line == end.line:
        return Node("scalar", _value(event), line, column, max(1, end.column - start.column))
    value = event.value.rstrip() if event.style == "|" else _FOLD.sub("", event.value.strip())
    return Node("scalar", value, line, column, block=event.style in ("|", ">"))


def _value(event: yaml.ScalarEvent) -> str:
    """Return the text of a scalar; what stands for nothing in YAML is nothing."""
    value = event.value.strip()
    return "" if value in ("~", "null") and not event.style else value


def _attach(parent: Node, keys: list[Node | None], node: Node) -> None:
    children = parent.value
    assert isinstance(children, list)
    if parent.kind == "sequence":
        children.append(node)
    elif keys[-1] is None:
        keys[-1] = node
    else:
        children.append((keys[-1], node))
        keys[-1] = None
