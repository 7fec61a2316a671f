"""A notice → the Markdown file that says the same. `load` reads the same notice from it; comments are not kept."""

import re
from collections.abc import Iterator

from gongkai.fields import Field, fields_of
from gongkai.model import Choice, Notice, Part, Problem, Record
from gongkai.skeleton import quoted

# What YAML, or the check for slips of Chinese input methods, might take for something else is put into quotes.
_PLAIN = re.compile(r"(?!(?:null|~)$)[0-9A-Za-z\u4e00-\u9fff（《〔](?:[\w/.@\-—（）《》〔〕“”、，。·]*[\w）》〕”。])?")
_SCHEME = re.compile(r"https?://[\w./\-]+")


def markdown_file(notice: Notice) -> str:
    """Return a Markdown notice, in Chinese names."""
    head = "\n".join(_lines(notice))
    body = "\n\n".join(text for part in notice.body for text in _part(part) if text)
    return f"---\n{head}\n---\n" + (f"\n{body}\n" if body else "")


def filled(record: Record) -> Iterator[tuple[Field, object]]:
    """Yield the fields of a record that say something, with their values."""
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if value is not None and value != () and value != "" and value is not False:
            yield field, value


def scalar(value: object) -> str:
    """Return a single value as an editor writes it."""
    if isinstance(value, Choice):
        return value.chinese
    return "是" if value is True else str(value)


def _lines(record: Record, indent: str = "") -> Iterator[str]:
    for field, value in filled(record):
        name = f"{indent}{field.chinese}:"
        if isinstance(value, Record):
            yield name
            yield from _lines(value, indent + "  ")
        elif isinstance(value, tuple):
            yield name
            for item in value:
                yield f"{indent}  - {_flow(item)}"
        else:
            yield f"{name} {_written(value)}"


def _flow(value: object) -> str:
    """Return a value in one line, a record in braces."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, Record):
        return "{" + ", ".join(f"{field.chinese}: {_flow(inner)}" for field, inner in filled(value)) + "}"
    return _written(value)


def _written(value: object) -> str:
    text = scalar(value)
    if _PLAIN.fullmatch(text) or _SCHEME.fullmatch(text):
        return text
    return quoted(text) if quoted(text).startswith('"') else f'"{text}"'


def _part(part: Part) -> Iterator[str]:
    """Yield the blocks of a part: its heading with the fields of a problem, its text."""
    if part.heading:
        heading = f"{'#' * part.level} {part.heading}"
        yield "\n".join([heading, *(problem_lines(part.problem) if part.problem else ())])
    yield part.text


def problem_lines(problem: Problem) -> list[str]:
    """Return the fields of a problem as the lines below its heading, 状态 first."""
    return [
        f"{field.chinese}：{'、'.join(map(scalar, value)) if isinstance(value, tuple) else scalar(value)}"
        for field, value in filled(problem)
    ]
