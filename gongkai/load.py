"""Files of `content/` → organizations, notices, pages, and what they mention of one another. One file at a time."""

import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from gongkai.diagnostics import Diagnostics
from gongkai.fields import Reader, names_of
from gongkai.finding import Place
from gongkai.limits import lines_fit
from gongkai.markdown_slips import Line, report
from gongkai.model import Kind, Notice, Organization, Page, Record
from gongkai.notes import Exemption, NoticeFile
from gongkai.outline import parts_of
from gongkai.roles import role_of
from gongkai.source import Text, decode
from gongkai.text import sort_key
from gongkai.yaml_body import split_body
from gongkai.yaml_nodes import Node, compose, front_matter

# [words](address), a line [name]: address, and <address>. What opens again before it is closed is none: a line of
# ten thousand brackets would else be read to its end from each of them.
_LINK = re.compile(
    r"(!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^\s)>]+)"
    r"|^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)"
    r"|<(https?://[^\s<>]+)>"
)
# The same as a Chinese input method writes it.
_FULLWIDTH_LINK = re.compile(r"(?:\]（|】[（(])\s*(?:https?[:：]|mailto[:：]|\.{0,2}/|#)[^)）\s]*[)）]?")
_TAG = re.compile(r"(?<!`)</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")


class Mention(msgspec.Struct, frozen=True, array_like=True):
    """Something of the site that a file names: an organization, a problem, an attachment, an address.

    `feedback` is the day of a feedback that the file itself does not answer.
    """

    kind: Literal["organization", "continues", "attachment", "link", "feedback"]
    target: str
    place: Place


class Loaded(NamedTuple):
    """What one file holds: a record (None if it is broken), its mentions, and the reader that knows the places.

    `lines` are those of a notice's text, as Markdown; `exceptions` the findings that its editors let stand.
    """

    record: Record | None
    mentions: tuple[Mention, ...]
    reader: Reader | None
    lines: Sequence[Line] = ()
    exceptions: tuple[Exemption, ...] = ()


def load(path: str, data: bytes, diagnostics: Diagnostics) -> Loaded:
    """Return the record in a file of content/; `path` is below content/ and has a role other than `file`."""
    found = role_of(path)
    text = decode(data, f"content/{path}", diagnostics)
    if text is None or found is None or not lines_fit(text, diagnostics):
        return Loaded(None, (), None)
    role, name = found
    reader = Reader(text, diagnostics)
    if role == "notice":
        head, lines = _yaml_parts(text, reader) if path.endswith(".yaml") else _markdown_parts(text, reader)
        values = reader.record(NoticeFile, head) if head else {}
        exceptions = values.pop("exceptions", ())
        notice, mentions = _notice(name, head, values, lines, reader)
        return Loaded(notice, tuple(mentions), reader, lines, exceptions)
    loaders = {"organization": _organization, "page": _page}
    record, mentions = loaders[role](name, text, reader)
    return Loaded(record, tuple(mentions), reader)


def _notice(
    name: str, head: Node | None, values: dict[str, Any], lines: list[Line], reader: Reader
) -> tuple[Notice | None, list[Mention]]:
    body = parts_of(lines, reader)
    if head and not values.get("draft"):
        _check_published(head, reader)
    if not {"title", "kind"} <= values.keys():
        return None, []
    notice = Notice(id=name, **values, body=body)
    return notice, [*_named(notice, reader), *_links(lines, reader)]


def _check_published(head: Node, reader: Reader) -> None:
    """A notice that is no draft says when it is published."""
    field = names_of(Notice)["published"]
    node = reader.nodes.get(("published",))
    if node is None:
        reader.missing(Notice, field, head)
    elif node.text in (field.name, field.chinese):
        reader.report("value-missing", node, key=node.text, way=reader.form.way_to_fill)


def _markdown_parts(text: Text, reader: Reader) -> tuple[Node | None, list[Line]]:
    front = front_matter(text, reader.diagnostics)
    if front is None:
        return None, []
    return front.root, [Line(row, number) for number, row in enumerate(text.lines, 1)][front.body_line - 1 :]


def _yaml_parts(text: Text, reader: Reader) -> tuple[Node | None, list[Line]]:
    root = compose(text, reader.diagnostics)
    return split_body(root, reader) if root else (None, [])


def _named(notice: Notice, reader: Reader) -> list[Mention]:
    """Return what the fields of a notice name."""
    at = reader.place_of
    return [
        Mention("organization", notice.organization, Place(reader.text.file)),
        *_unanswered(notice, reader),
        *(Mention("organization", name, at("organizations", i)) for i, name in enumerate(notice.organizations)),
        *(
            Mention("attachment", attachment.file, at("attachments", i, "file"))
            for i, attachment in enumerate(notice.attachments)
        ),
        *(
            Mention("continues", target, at("body", index, "continues", i))
            for index, part in enumerate(notice.body)
            if part.problem
            for i, target in enumerate(part.problem.continues)
        ),
    ]


def _unanswered(notice: Notice, reader: Reader) -> list[Mention]:
    """Return the feedback that a notice speaks of and that another one has to answer."""
    day = notice.inspection.feedback if notice.inspection else ""
    is_answer = notice.kind is Kind.rectification and not notice.draft
    return [Mention("feedback", day, reader.place_of("inspection", "feedback"))] if day and not is_answer else []


def _links(lines: list[Line], reader: Reader) -> list[Mention]:
    """Return the links written in Markdown; what only looks like one, pictures and HTML are reported."""
    links = []
    for line in lines:
        content = line.content
        if "<" not in content and "[" not in content and "】" not in content:
            continue
        for match in _TAG.finditer(content):
            report(reader, "html-shown", line, match.span(), text=match[0])
        for match in _FULLWIDTH_LINK.finditer(content):
            report(reader, "link-fullwidth", line, match.span())
        for match in _LINK.finditer(content):
            group = next(index for index in (2, 3, 4) if match[index])
            if match[1]:
                report(reader, "image-unsupported", line, match.span())
            else:
                place = reader.text.place(line.number, line.column + match.start(group), len(match[group]))
                links.append(Mention("link", match[group], place))
    return links


def _organization(name: str, text: Text, reader: Reader) -> tuple[Record | None, list[Mention]]:
    root = compose(text, reader.diagnostics)
    values = reader.record(Organization, root) if root else {}
    if "name" not in values:
        return None, []
    sort_name = sort_key(values.get("short_name") or values["name"])
    organization = Organization(id=name, sort_name=sort_name, **values)
    parent = [Mention("organization", organization.parent, reader.place_of("parent"))] if organization.parent else []
    return organization, parent


def _page(name: str, text: Text, reader: Reader) -> tuple[Record | None, list[Mention]]:
    head, lines = _markdown_parts(text, reader)
    values = reader.record(Page, head) if head else {}
    body = parts_of(lines, reader)
    return (Page(id=name, **values, body=body), _links(lines, reader)) if "title" in values else (None, [])
