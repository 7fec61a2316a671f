"""Bytes → text, and front matter → nodes that know their place. Content is untrusted: size and depth are bounded."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from gongkai.diagnostics import Diagnostics, Place
from gongkai.yaml_slips import explain, find_slips

SIZE_LIMIT_BYTES = 8 * 1024 * 1024
DEPTH_LIMIT = 20
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# The C parser; events keep positions and need no recursion, and aliases are refused before they expand.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Text:
    """A decoded file: its name as shown to editors, its lines, and the places in it."""

    def __init__(self, file: str, content: str) -> None:
        self.file = file
        self.lines = content.split("\n")

    def place(self, line: int, column: int = 1, length: int = 1) -> Place:
        """Return the place at 1-based `line` and `column`, `length` characters long."""
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Place(self.file, line, column, excerpt[:400], max(1, min(length, len(excerpt) - column + 1)))


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
        return self.value in ("", [])


class FrontMatter(NamedTuple):
    """The nodes between the `---` lines, and where the body starts (1-based line; 0: no body)."""

    root: Node
    body_line: int


def decode(data: bytes, file: str, diagnostics: Diagnostics) -> Text | None:
    """Return the text of a UTF-8 file with line feeds; report other encodings, NUL and control characters."""
    if len(data) > SIZE_LIMIT_BYTES:
        diagnostics.add("file-too-large", Place(file), size=len(data), limit=SIZE_LIMIT_BYTES)
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        diagnostics.add("file-bom", Place(file, 1, 1))
        data = data[3:]
    encoding = _other_encoding(data)
    if encoding:
        diagnostics.add("file-encoding", Place(file), encoding=encoding)
        return None
    text = Text(file, data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        diagnostics.add("file-nul", Place(file, line, 1))
        return None
    for number, column, character in _controls(text):
        diagnostics.add("file-control", text.place(number, column), character=f"U+{ord(character):04X}")
    return text


def _other_encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return ""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK / GB18030"


def _controls(text: Text) -> Iterator[tuple[int, int, str]]:
    for number, line in enumerate(text.lines, 1):
        for match in _CONTROL.finditer(line):
            yield number, match.start() + 1, match.group()


def front_matter(text: Text, diagnostics: Diagnostics) -> FrontMatter | None:
    """Return the front matter of a Markdown file, or None where it is missing or broken."""
    if text.lines[0].rstrip() != "---":
        diagnostics.add("front-matter-missing", text.place(1))
        return None
    for number, line in enumerate(text.lines[1:], 2):
        if line.rstrip() in ("---", "..."):
            root = compose(text, diagnostics, first=2, last=number - 1)
            return FrontMatter(root, number + 1) if root else None
    diagnostics.add("front-matter-unclosed", text.place(1))
    return None


def compose(text: Text, diagnostics: Diagnostics, *, first: int = 1, last: int | None = None) -> Node | None:
    """Return the root mapping of the YAML in lines `first` to `last`, or None; every slip is reported."""
    lines = text.lines[first - 1 : last]
    slips = find_slips(lines)
    if slips:
        for slip in slips:
            diagnostics.add(slip.code, text.place(slip.line + first - 1, slip.column, slip.length), **slip.values)
        return None
    try:
        root = _compose("\n".join(lines) + "\n", text, diagnostics, first - 1)
    except yaml.YAMLError as error:
        line, column, problem = explain(error)
        number = min(line + first, first + len(lines) - 1)
        diagnostics.add("yaml-syntax", text.place(number, column + 1), problem=problem)
        return None
    if root is not None and root.kind != "mapping":
        diagnostics.add("front-matter-missing", text.place(first))
        return None
    return root


def _compose(source: str, text: Text, diagnostics: Diagnostics, offset: int) -> Node | None:
    """Build nodes from parser events, iteratively; None after an alias or too deep a nesting."""
    root = Node("sequence", [], 1, 1)
    open_nodes: list[Node] = [root]
    keys: list[Node | None] = [None]
    for event in yaml.parse(source, Loader=_LOADER):
        name = type(event).__name__
        if name in ("StreamStartEvent", "StreamEndEvent", "DocumentStartEvent", "DocumentEndEvent"):
            continue
        if name in ("MappingEndEvent", "SequenceEndEvent"):
            open_nodes.pop()
            keys.pop()
            continue
        line, column = event.start_mark.line + 1 + offset, event.start_mark.column + 1
        if name == "AliasEvent" or getattr(event, "anchor", None):
            diagnostics.add("yaml-alias", text.place(line, column))
            return None
        node = _node(event, name, line, column)
        _attach(open_nodes[-1], keys, node)
        if name != "ScalarEvent":
            open_nodes.append(node)
            keys.append(None)
            if len(open_nodes) > DEPTH_LIMIT:
                diagnostics.add("yaml-depth", text.place(line, column), limit=DEPTH_LIMIT)
                return None
    return root.items[0] if root.items else Node("mapping", [], 1 + offset, 1)


def _node(event: yaml.Event, name: str, line: int, column: int) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        same_line = event.end_mark.line == event.start_mark.line
        length = event.end_mark.column - event.start_mark.column if same_line else 1
        nothing = event.value in ("~", "null") and event.style is None
        value = "" if nothing else event.value
        return Node("scalar", value, line, column, max(1, length), block=event.style in ("|", ">"))
    return Node("mapping" if name == "MappingStartEvent" else "sequence", [], line, column)


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
