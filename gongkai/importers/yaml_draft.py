"""A draft in Markdown → the same in YAML, as parts within parts. Rewrites our own drafts only, no other Markdown."""

import re
from dataclasses import dataclass, field

from gongkai.fields import names_of
from gongkai.importers.draft_head import always_quoted
from gongkai.model import Problem

_FIELD = re.compile(r"([\u4e00-\u9fff]+)：(.*)")


@dataclass
class _Part:
    """A heading, its fields, its text, and the parts within."""

    heading: str = ""
    level: int = 1
    fields: list[tuple[str, str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    parts: list["_Part"] = field(default_factory=list)


def as_yaml(text: str) -> str:
    """Return a Markdown draft as a YAML notice; both are read as the same notice."""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    root = _parsed(body)
    lines = [head, "正文:"]
    if any(line.strip() for line in root.text):
        lines += _block("- ", "", root.text, 2)
    for part in root.parts:
        lines += _written(part, 2)
    return "\n".join(lines) + "\n"


def _parsed(body: str) -> _Part:
    root = _Part()
    path = [root]
    in_fields = False
    for line in body.split("\n"):
        match = re.match(r"(#{2,6}) (.*)", line)
        if match:
            part = _Part(match[2], len(match[1]))
            while path[-1].level >= part.level:
                path.pop()
            path[-1].parts.append(part)
            path.append(part)
            in_fields = True
        elif in_fields and (found := _FIELD.fullmatch(line)) and found[1] in names_of(Problem):
            path[-1].fields.append((found[1], found[2]))
        else:
            in_fields = False
            path[-1].text.append(line)
    return root


def _written(part: _Part, indent: int) -> list[str]:
    space = " " * indent
    lines = [f"{space}- 标题: {always_quoted(part.heading)}"]
    lines += [f"{space}  {name}: {_value(name, value)}" for name, value in part.fields]
    if any(line.strip() for line in part.text):
        lines += _block("  ", "正文: ", part.text, indent)
    if part.parts:
        lines.append(f"{space}  部分:")
        for inner in part.parts:
            lines += _written(inner, indent + 4)
    return lines


def _block(mark: str, name: str, text: list[str], indent: int) -> list[str]:
    """Return a text as a block, whose lines YAML leaves as they are."""
    space = " " * indent
    rows = "\n".join(text).strip("\n").split("\n")
    return [f"{space}{mark}{name}|", *[f"{space}    {row}" if row.strip() else "" for row in rows]]


def _value(name: str, value: str) -> str:
    if name == "标记":
        return "[" + ", ".join(value.split("、")) + "]"
    return always_quoted(value)
