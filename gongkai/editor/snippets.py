"""Snippets for VS Code, which complete front matter and the fields of problems in Markdown, where no schema reaches.

VS Code's YAML extension knows no front matter; snippets are part of VS Code itself.
"""

import json

from gongkai import model
from gongkai.editor.words import words_of
from gongkai.fields import Field, fields_of
from gongkai.notes import NoticeFile

FILE = "gongkai.code-snippets"


def snippets() -> str:
    """Return the snippets, a JSON text."""
    found = {f"问题 {model.Problem.__name__}": _problem()}
    found |= {f"{field.chinese} {field.name}": _line(NoticeFile, field, ": ") for field in fields_of(NoticeFile)}
    for field in fields_of(model.Problem):
        found[f"问题的{field.chinese} {field.name}"] = _line(model.Problem, field, "：")
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _problem() -> dict[str, object]:
    """Return the snippet of a whole problem."""
    body = ["#### ${1:标题}", f"状态：{_choices(model.Status, 2)}", "编号：$3", "问题：$4", "", "$0"]
    return {"scope": "markdown", "prefix": ["问题", "problem"], "body": body, "description": "一个问题\nA problem"}


def _line(kind: type[model.Record], field: Field, colon: str) -> dict[str, object]:
    words = words_of(kind)[field.name]
    value = _choices(field.choices, 1) if field.choices else "$1"
    if field.record:
        value = _group(field.record)
    is_list = field.record and field.many
    body = [f"{field.chinese}:", f"  - {value}"] if is_list else [f"{field.chinese}{colon}{value}"]
    described = f"{words.zh}\n{words.en}"
    return {"scope": "markdown", "prefix": [field.chinese, field.name], "body": body, "description": described}


def _group(kind: type[model.Record]) -> str:
    """Return a mapping in braces, with a stop for each of its fields."""
    needed = [field for field in fields_of(kind) if field.required] or list(fields_of(kind))
    return "{" + ", ".join(f"{field.chinese}: ${number}" for number, field in enumerate(needed, 1)) + "}"


def _choices(kind: type[model.Choice], number: int) -> str:
    terms = ",".join(term.chinese for term in kind)
    return f"${{{number}|{terms}|}}"
