"""A notice as it was exported, as an office edited it, and as the site has it by now → one notice with both's changes.

What both changed otherwise is as the site has it, and is told. Programs that merge lines know neither the fields of a
notice nor its parts: they would part a status from its problem. Knows no file.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from msgspec.structs import replace

from gongkai import prose
from gongkai.diagnostics import Diagnostics
from gongkai.fields import fields_of
from gongkai.load import load
from gongkai.model import Notice, Part, Record
from gongkai.notes import notes_of, with_notes, without_notes
from gongkai.office.blocks import without_space
from gongkai.writing import markdown_file

_ALIKE = 0.5  # of the words of a heading: the same one, worded anew


class Clash(NamedTuple):
    """What both changed: the name of the field (empty for a whole part), and the headings that its part has or had."""

    name: str
    headings: tuple[str, ...] = ()


class Merged(NamedTuple):
    """The notice with both's changes, and where the site's stands against that of the file."""

    notice: Notice
    clashes: tuple[Clash, ...]


def merged(base: Notice, edited: Notice, site: Notice) -> Merged | None:
    """Return the notice of the site with what was edited since `base`; None where no file could hold it."""
    clashes: list[Clash] = []
    values = _fields(without_notes(base), without_notes(edited), without_notes(site), "", (), clashes)
    new = replace(without_notes(site), **values, body=_body(base.body, edited.body, site.body, clashes))
    was, notes, now = map(notes_of, (base, edited, site))
    if notes != now and was != now:
        clashes += [] if notes == was else [Clash("例外")]
        notes = now
    found = Diagnostics()
    text = markdown_file(with_notes(replace(new, draft=True), notes))
    read = load(f"notices/{site.id}.md", text.encode("utf-8", "replace"), found)
    if not isinstance(read.record, Notice) or found.errors:
        return None
    return Merged(with_notes(replace(read.record, draft=new.draft), read.exceptions), tuple(clashes))


def pairs(base: Sequence[Part], other: Sequence[Part]) -> dict[int, int]:
    """Return which part became which, by position; one is known by its heading and number, else by its place."""
    keys, found = ([_key(part) for part in parts] for parts in (base, other))
    became: dict[int, int] = {}
    for kind, start, end, new, new_end in SequenceMatcher(None, keys, found, autojunk=False).get_opcodes():
        if kind == "equal":
            became |= dict(zip(range(start, end), range(new, new_end), strict=True))
            continue
        for old in range(start, end):
            match = next((at for at in range(new, new_end) if _same(base[old], other[at])), None)
            if match is not None:
                became[old], new = match, match + 1
    for old, key in enumerate(keys):  # one that was moved
        if old not in became and keys.count(key) == found.count(key) == 1 and found.index(key) not in became.values():
            became[old] = found.index(key)
    return became


def _key(part: Part) -> tuple[str, str]:
    return without_space(part.heading), part.problem.number if part.problem else ""


def _same(one: Part, other: Part) -> bool:
    if one.problem and other.problem and one.problem.number and one.problem.number == other.problem.number:
        return True
    if not one.heading or not other.heading:
        return one.heading == other.heading
    return SequenceMatcher(None, one.heading, other.heading, autojunk=False).ratio() >= _ALIKE


def _fields(
    base: Record, edited: Record, site: Record, above: str, headings: tuple[str, ...], clashes: list[Clash]
) -> dict[str, Any]:
    """Return the fields of a record that are otherwise than the site's."""
    values = {}
    for field in fields_of(type(base)):
        was, new, now = (getattr(record, field.name) for record in (base, edited, site))
        label = f"{above}{field.chinese}"
        if new in (was, now):
            continue
        if was == now:
            values[field.name] = new
        elif isinstance(was, Record) and isinstance(new, Record) and isinstance(now, Record):
            values[field.name] = replace(now, **_fields(was, new, now, f"{label}：", headings, clashes))
        else:
            clashes.append(Clash(label, headings))
    return values


def _body(base: Sequence[Part], edited: Sequence[Part], site: Sequence[Part], clashes: list[Clash]) -> tuple[Part, ...]:
    of_edited, of_site = pairs(base, edited), pairs(base, site)
    origin = {new: old for old, new in of_site.items()}
    body: list[tuple[int | None, Part]] = []  # each with the part of the file that it is
    for at, now in enumerate(site):
        old = origin.get(at)
        if old is None:
            body.append((None, now))
        elif old in of_edited:
            body.append((of_edited[old], _part(base[old], edited[of_edited[old]], now, clashes)))
        elif not _is_same(base[old], now):
            clashes.append(Clash("", _headings(base[old], now)))
            body.append((None, now))
    gone = {new: base[old] for old, new in of_edited.items() if old not in of_site}
    for at, part in enumerate(edited):
        if at in gone:
            clashes += [] if _is_same(gone[at], part) else [Clash("", _headings(gone[at], part))]
        elif at not in of_edited.values():
            _add(body, at, part, clashes)
    return tuple(part for _, part in body)


def _add(body: list[tuple[int | None, Part]], at: int, part: Part, clashes: list[Clash]) -> None:
    """Put a part of the file behind the one above it; one that the site has by now too stays as it is there."""
    there = next((own for place, own in body if place is None and _key(own)[0] == _key(part)[0]), None)
    if there:
        clashes += [] if _is_same(there, part) else [Clash("", _headings(part))]
        return
    above = (index for index, (place, _) in enumerate(body) if place is not None and place < at)
    body.insert(max(above, default=-1) + 1, (at, part))


def _is_same(one: Part, other: Part) -> bool:
    return replace(one, anchor="") == replace(other, anchor="")


def _headings(*parts: Part) -> tuple[str, ...]:
    return tuple(dict.fromkeys(without_space(prose.plain(part.heading)) for part in parts))


def _part(base: Part, edited: Part, site: Part, clashes: list[Clash]) -> Part:
    headings = _headings(base, edited, site)
    values: dict[str, Any] = {}
    for name, chinese in (("heading", "标题"), ("level", "标题"), ("problem", "")):
        was, new, now = (getattr(part, name) for part in (base, edited, site))
        if new in (was, now):
            continue
        if was == now:
            values[name] = new
        elif was and new and now and name == "problem":
            values[name] = replace(now, **_fields(was, new, now, "", headings, clashes))
        else:
            clashes.append(Clash(chinese, headings))
    text = _text(base.text, edited.text, site.text)
    if text is None:
        clashes.append(Clash("正文", headings))
    return replace(site, **values, text=site.text if text is None else text)


def _text(base: str, edited: str, site: str) -> str | None:
    """Return a text with the paragraphs that either changed; None where both changed the same ones."""
    if edited in (base, site):
        return site
    if base == site:
        return edited
    was, new, now = ([chunk for chunk in re.split(r"\n{2,}", text) if chunk.strip()] for text in (base, edited, site))
    theirs, ours = (_replaced(was, chunks) for chunks in (new, now))
    if any(_touch(one[:2], other[:2]) for one in theirs for other in ours if one != other):
        return None
    for start, end, chunks in sorted({*theirs, *ours}, reverse=True):
        was[start:end] = chunks
    return "\n\n".join(was)


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return which paragraphs were replaced, from and to, and by which."""
    moves = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(start, end, tuple(new[at:to])) for kind, start, end, at, to in moves if kind != "equal"]


def _touch(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two pieces have a paragraph in common; what is put in beside one that was changed touches it."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]


def is_of(clash: Clash, name: str, about: Iterable[str]) -> bool:
    """Whether a change of a field is one that clashed; `about` is the problem, or the old and new heading."""
    if clash.name and not any(
        one.startswith(other) for one, other in ((name, clash.name), (clash.name, name)) if other
    ):
        return False
    words = [without_space(text) for text in about if text]
    if not clash.headings:
        return not words
    return any(text.endswith(heading) for text in words for heading in clash.headings if heading) or (
        "" in clash.headings and not words
    )
