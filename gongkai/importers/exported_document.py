"""A document that gongkai exported and an office edited → its notice, the edits included.

The document is the text now: what it shows is what the notice says, and the notice it carries only tells what each
paragraph was. Where the two cannot be brought together, the document is for the ordinary importer.
"""

import re
from collections.abc import Container, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from msgspec.structs import replace

from gongkai import dates
from gongkai.diagnostics import Diagnostics
from gongkai.fields import names_of
from gongkai.finding import Diagnostic
from gongkai.importers.bounded import TooLong, bounded
from gongkai.importers.document_paragraphs import Seen, key_of
from gongkai.importers.edited_facts import changed_facts
from gongkai.importers.edited_text import rewritten
from gongkai.importers.escaping import escaped_heading
from gongkai.importers.ledger_changes import REASONS, Change
from gongkai.importers.ledger_values import recorded, value_of
from gongkai.load import load
from gongkai.model import Notice, Part, Problem, Status
from gongkai.notes import notes_of, with_notes
from gongkai.office.blocks import blocks_of, part_blocks, without_space
from gongkai.office.facts import COLUMNS, Fact, facts_of
from gongkai.writing import markdown_file, problem_lines

_MOST_PARAGRAPHS = 5000  # far more than any notice has
_MOST_SECONDS = 4.0
_ALIKE = 0.5  # of the words of a heading: the same one, worded anew
_FIELD = re.compile(r"([A-Za-z_\u4e00-\u9fff]{1,10})\s*[:：]\s*(.*)", re.DOTALL)
_STATUS = re.compile(r"(?:状态|status)\s*[:：]\s*\S{1,10}$")
_CLOSING = ("signature", "date", "facts")


class Was(NamedTuple):
    """What a paragraph was when it was exported: its kind of block, and the part of the notice."""

    kind: str
    part: int
    key: str


class Section(NamedTuple):
    """A heading as it now stands with the lines below it; `part` is the one that it was, -1 for a new one.

    `doubled` are fields that stand there once more, and say something else.
    """

    part: int
    level: int
    heading: str
    fields: dict[str, str]
    text: list[Seen]
    doubled: list[tuple[str, str]]


def edited_notice(notice: Notice, seen: Sequence[Seen]) -> tuple[Notice, tuple[Change, ...]] | None:
    """Return the notice that the document now shows, and what was changed; None where that cannot be told."""
    if len(seen) > _MOST_PARAGRAPHS:
        return None
    try:
        with bounded(_MOST_SECONDS):
            return _edited(notice, seen)
    except TooLong:
        return None


def _edited(notice: Notice, seen: Sequence[Seen]) -> tuple[Notice, tuple[Change, ...]] | None:
    was = _matched(_exported(notice), seen)
    kinds = list(_kinds(was, seen))
    end = next((at for at, kind in enumerate(kinds) if kind in _CLOSING), len(kinds))
    if kinds[:1] != ["title"] or any(kind not in (*_CLOSING, "table") for kind in kinds[end:]):
        return None
    front, changes = _front(notice, seen, kinds, end)
    sections = list(_sections(notice, seen, was, kinds, end))
    left = {section.part for section in sections}
    told = list(_gone(notice, left))
    numbers = [part.problem.number for index, part in enumerate(notice.body) if part.problem and index in left]
    body = [_part(notice, section, numbers, told) for section in sections]
    new = replace(notice, **front, body=tuple(part for part in body if part.heading or part.text))
    found = Diagnostics()
    read = load(f"notices/{notice.id}.md", markdown_file(replace(new, draft=True)).encode("utf-8", "replace"), found)
    if not isinstance(read.record, Notice) or found.errors or _words(read.record) != _words_seen(seen, kinds):
        return None
    whole = with_notes(replace(read.record, draft=new.draft), notes_of(new))
    return whole, (*changes, *told)


def _exported(notice: Notice) -> list[Was]:
    """Return the paragraphs that the document had."""
    blocks = blocks_of(notice)
    parts = [index for index, part in enumerate(notice.body) for _ in part_blocks(part)]
    head = next((at for at, block in enumerate(blocks) if block.kind not in ("title", "note")), len(blocks))
    owners = [-1] * head + parts + [-1] * (len(blocks) - head - len(parts))
    return [
        Was(block.kind, part, key)
        for block, part in zip(blocks, owners, strict=True)
        if (key := key_of(block.text, block.rows))
    ]


def _matched(old: Sequence[Was], seen: Sequence[Seen]) -> dict[int, Was]:
    """Return what each paragraph was, by its place now; one that was worded anew is known by its place or its words."""
    found: dict[int, Was] = {}
    keys = [was.key for was in old]
    moves = SequenceMatcher(None, keys, [one.key for one in seen], autojunk=False).get_opcodes()
    for kind, start, end, new, new_end in moves:
        if kind == "equal" or end - start == new_end - new:
            found |= dict(zip(range(new, new_end), old[start:end], strict=True))
        elif kind == "replace":
            at = start
            for place in range(new, new_end):
                match = next((other for other in range(at, end) if _alike(old[other].key, seen[place].key)), None)
                if match is not None:
                    found[place], at = old[match], match + 1
    return found


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one[:200], other[:200], autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _kinds(was: dict[int, Was], seen: Sequence[Seen]) -> Iterator[str]:
    """Yield what each paragraph is now: as it was, or by the one rule of a notice (a line 状态 below a heading)."""
    before = ""
    for place, one in enumerate(seen):
        old = was.get(place)
        same = old is not None and old.key == one.key
        field = _FIELD.match(one.text)
        if one.rows:
            before = "facts" if tuple(map(without_space, one.rows[0])) == COLUMNS else "table"
        elif (
            before in ("heading", "field")
            and field
            and field[1] in names_of(Problem)
            and not (same and old and old.kind == "text")
        ):
            before = "field"
        elif old and (same or old.kind in ("title", "note", "heading", "signature", "date")) and old.kind != "field":
            before = old.kind
        elif one.level or _opens_problem(one, seen[place + 1 : place + 2]):
            before = "heading"
        else:
            before = "text"
        yield before


def _opens_problem(one: Seen, below: Sequence[Seen]) -> bool:
    return any(_STATUS.match(next_.text) for next_ in below) and not _FIELD.match(one.text)


def _front(notice: Notice, seen: Sequence[Seen], kinds: Sequence[str], end: int) -> tuple[dict[str, Any], list[Change]]:
    """Return the changed values beside the text: title, signature and the table of facts."""
    values: dict[str, Any] = {}
    changes = []
    words = {
        kind: "".join(one.text for one, own in zip(seen, kinds, strict=True) if own == kind)
        for kind in ("title", "signature")
    }
    for name, chinese in (("title", "标题"), ("signature", "署名")):
        old = getattr(notice, name)
        if without_space(words[name]) != without_space(old):
            values[name] = " ".join(words[name].split())
            changes.append(Change("", chinese, "", old, values[name]))
    if (
        day := next((one.text for one, kind in zip(seen, kinds, strict=True) if kind == "date"), "")
    ) and notice.signature:
        shown = dates.written(notice.dated or notice.published, "zh")
        dated = changed_facts([Fact("成文日期", shown)], [Fact("成文日期", day)])
        values |= dated.values
        changes += dated.changes
    # Where the table was taken away, as is done before a document is issued, its values are as they were.
    if table := next((one for one in reversed(seen[end:]) if one.rows), None):
        rows = [Fact(row[0], row[1]) for row in table.rows[1:] if len(row) == 2]
        facts = changed_facts(facts_of(notice), rows)
        values |= facts.values
        changes += facts.changes
    return values, changes


def _sections(
    notice: Notice, seen: Sequence[Seen], was: dict[int, Was], kinds: Sequence[str], end: int
) -> Iterator[Section]:
    """Yield the headings with what stands below each, the words above the first one too."""
    opening = 0 if notice.body and not notice.body[0].heading else -1
    section = Section(opening, 2, "", {}, [], [])
    used = {opening}
    for place in range(end):
        one, kind = seen[place], kinds[place]
        if kind == "heading":
            yield section
            old = was.get(place)
            part = old.part if old and old.kind == "heading" and old.part not in used else -1
            used.add(part)
            level = notice.body[part].level if part >= 0 else one.level + 1 if one.level else _level(notice, section)
            section = Section(part, level, one.text, {}, [], [])
        elif kind == "field" and (match := _FIELD.match(one.text)):
            name, said = names_of(Problem)[match[1]].chinese, match[2].strip()
            if without_space(section.fields.setdefault(name, said)) != without_space(said):
                section.doubled.append((name, said))
        elif kind not in ("title", "note"):
            section.text.append(one)
    yield section


def _level(notice: Notice, above: Section) -> int:
    """Return the level of a new problem without a style: that of the one above it, else of the first."""
    if above.fields:
        return above.level
    return next((part.level for part in notice.problems), 3)


def _part(notice: Notice, section: Section, numbers: Container[str], told: list[Change]) -> Part:
    """Return a part as it now stands; adds to `told` what was changed in it. `numbers` are those of other problems."""
    old = notice.body[section.part] if section.part >= 0 else Part()
    heading = old.heading
    is_same = (
        section.part >= 0
        and part_blocks(old)[:1]
        and key_of(part_blocks(old)[0].text, ()) == without_space(section.heading)
    )
    if section.heading and not is_same:
        heading = escaped_heading(section.heading)
        is_new = section.part < 0
        told.append(Change("", "标题", "", old.heading, section.heading, added=is_new and "状态" in section.fields))
    problem = _problem(old.problem, section, numbers, told) if section.fields or old.problem else None
    written = rewritten(old.text, section.text)
    told += [Change("", "正文", section.heading, before, after) for before, after in written.differing]
    return Part(heading=heading, level=section.level, text=written.text, problem=problem)


def _problem(old: Problem | None, section: Section, numbers: Container[str], told: list[Change]) -> Problem:
    """Return a problem with the fields that stand below its heading."""
    lines = dict(line.split("：", 1) for line in problem_lines(old)) if old else {}
    about = section.heading if section.fields else ""
    values: dict[str, Any] = {}
    told += [Change("", name, about, section.fields[name], text, reason="twice") for name, text in section.doubled]
    for name in dict.fromkeys((*lines, *section.fields)):
        text, before = section.fields.get(name, ""), lines.get(name, "")
        if without_space(text) == without_space(before):
            continue
        value = _number(old, text, numbers) if name == "编号" else value_of(name, text)
        change = Change("", name, about, before, text)
        if isinstance(value, Diagnostic):
            told.append(change._replace(finding=value))
        elif isinstance(value, str) and value in REASONS:
            told.append(change._replace(reason=value))
        else:
            values[names_of(Problem)[name].name] = value
            told.append(change._replace(recorded=recorded(name, text, value)))
    return replace(old or Problem(status=Status.unstated), **values)


def _number(old: Problem | None, text: str, numbers: Container[str]) -> str:
    if old:
        return "number"
    return "number-taken" if text in numbers else text


def _gone(notice: Notice, left: Container[int]) -> Iterator[Change]:
    """Yield the headings that are no longer there."""
    for index, part in enumerate(notice.body):
        if part.heading and index not in left:
            yield Change("", "标题", "", part.heading, "")


def _words(notice: Notice) -> list[str]:
    """Return what a notice shows of its text: headings, paragraphs, items, tables."""
    left_out = ("title", "note", "field", *_CLOSING)
    blocks = [block for part in notice.body for block in part_blocks(part) if block.kind not in left_out]
    return [key for block in blocks if (key := key_of(block.text, block.rows))]


def _words_seen(seen: Sequence[Seen], kinds: Sequence[str]) -> list[str]:
    left_out = ("title", "note", "field", *_CLOSING)
    return [one.key for one, kind in zip(seen, kinds, strict=True) if kind not in left_out]
