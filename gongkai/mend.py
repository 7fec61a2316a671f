"""What is mechanical in a content file, mended: `check --fix` shows it as a difference first. Writes nothing.

Only what cannot change a meaning: marks of order and line ends, characters without width, ASCII punctuation and single
spaces between Han characters of running text, asterisks that stress nothing. Whatever would give a heading another
address, or does not stand in the file as the rule saw it, is left to the editor. What a finding promises to be mended
is mended: the places are those that `rules.wording` reports.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gongkai.diagnostics import Diagnostics
from gongkai.language import mark
from gongkai.load import Loaded, load
from gongkai.model import Notice, canonical_json
from gongkai.roles import role_of
from gongkai.rules import wording
from gongkai.rules.body import Body
from gongkai.source import INVISIBLE, SIZE_LIMIT_BYTES
from gongkai.summary import places_of

_BOM = b"\xef\xbb\xbf"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# Spaces between the asterisks and the words: Markdown shows such asterisks. Those with nothing between may be a mask.
_LOOSE_STRESS = re.compile(r"(?<![\\*0-9A-Za-z])\*\*[ \u3000](?P<inside>[^*\n]*?)[ \u3000]\*\*(?![*0-9A-Za-z])")
# What a mend may take away or replace: without it, both texts are the same.
_MENDED = re.compile(rf"[\s*{INVISIBLE}]")
_WIDE_SIGNS = frozenset(wording.WIDE_SIGNS)  # an address is the same with either
# Where the title of a part stands, whose address is made of it.
_HEADING = re.compile(r"\s*(?:- )?(?:#|(?:标题|heading)\s*[:：])")
_WIDE = {ord(sign): wide for sign, wide in wording.WIDE_SIGNS.items()}
# A mend may lay open another one, such as a space behind a character without width.
_ROUNDS = 9
# So many lines of a file may be one line of a text.
_FOLDED = 30


class Mended(NamedTuple):
    """A file that would change: its path below content/, its text now and then, and what no difference shows."""

    path: str
    before: str
    after: str
    unseen: tuple[str, ...]

    @property
    def data(self) -> bytes:
        """The bytes to be written."""
        return self.after.encode()


class _Edit(NamedTuple):
    """Characters of a line (both 0-based) that give way to others; `before` and `after` stand beside them."""

    line: int
    start: int
    old: str
    new: str
    before: str = ""
    after: str = ""

    def placed(self, lines: list[str]) -> "_Edit | None":
        """Return the edit where it belongs: behind a quotation mark or a fold of YAML a rule sees it elsewhere."""
        whole = self.before + self.old + self.after
        if self.line < len(lines) and lines[self.line].startswith(whole, self.start - len(self.before)):
            return self
        for line, row in enumerate(lines[self.line : self.line + _FOLDED], self.line):
            if (at := row.find(whole)) >= 0:
                return _Edit(line, at + len(self.before), self.old, self.new)
        return None


def mended(path: str, data: bytes) -> Mended | None:
    """Return the file of content/ at `path` as it would be, or None where nothing is to be mended or it is no text."""
    role = role_of(path)
    if role is None or role[0] == "file" or len(data) > SIZE_LIMIT_BYTES or b"\0" in data:
        return None
    try:
        written = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        return None
    before = written.replace("\r\n", "\n").replace("\r", "\n")
    tried = (_all_rounds(path, before, headings=headings) for headings in (True, False))
    after = next((text for text in tried if _is_the_same(path, before, text)), before)
    unseen = _unseen(data, written, before, after)
    return Mended(path, before, after, unseen) if unseen or after != before else None


def _all_rounds(path: str, before: str, *, headings: bool) -> str:
    """Return the content with all mended; without `headings`, theirs is only what leaves an address as it is."""
    after = "\n".join(
        row if _HEADING.match(row) and not headings else _INVISIBLE.sub("", row) for row in before.split("\n")
    )
    for _round in range(_ROUNDS):
        again = _edited(path, after, headings=headings)
        if again == after:
            break
        after = again
    return after


def _unseen(data: bytes, written: str, before: str, after: str) -> tuple[str, ...]:
    """Return what changes without a sign of it in a difference (English source strings)."""
    found = []
    if data.startswith(_BOM):
        found.append(mark("the byte order mark (BOM) is taken away"))
    if written != before:
        found.append(mark("line ends become those of Unix (LF)"))
    if after != before and _INVISIBLE.search(before):
        found.append(mark("characters without width are taken away"))
    return tuple(found)


def _edited(path: str, content: str, *, headings: bool) -> str:
    """Return the content with the slips of its text mended; only a notice has rules for its text."""
    loaded = load(path, content.encode(), Diagnostics())
    if not isinstance(loaded.record, Notice) or not loaded.reader:
        return content
    lines = content.split("\n")
    # From the end, so that the places before stay what they are.
    for edit in sorted({placed for edit in _edits(loaded) if (placed := edit.placed(lines))}, reverse=True):
        row = lines[edit.line]
        if not headings and _HEADING.match(row) and edit.old not in _WIDE_SIGNS:
            continue
        lines[edit.line] = row[: edit.start] + edit.new + row[edit.start + len(edit.old) :]
    return "\n".join(lines)


def _edits(loaded: Loaded) -> Iterator[_Edit]:
    assert loaded.reader  # which `_edited` has seen
    body = Body(loaded.lines, loaded.reader)
    text = body.text
    for start, end in wording.stray_spaces(body, wording.gaps_of(text)):
        if wording.is_surely_stray(text, start, end):
            yield _edit(body, start, end, "")
    for match in wording.ascii_signs(body):
        yield _edit(body, *match.span(), wording.WIDE_SIGNS[match[0]])
    for match in _LOOSE_STRESS.finditer(text) if "**" in text else ():
        if not wording.is_mask(text, match.start()):
            yield _edit(body, *match.span(), match["inside"].strip(" \u3000"))


def _edit(body: Body, start: int, end: int, new: str) -> _Edit:
    line, inside = body.line_at(start)
    before, after = body.text[max(0, start - 1) : start].strip("\n"), body.text[end : end + 1].strip("\n")
    return _Edit(line.number - 1, line.column - 1 + inside, body.text[start:end], new, before, after)


def _is_the_same(path: str, before: str, after: str) -> bool:
    """Whether a file means the same after mending: all but the mended characters, and every address of a place."""
    old, new = load(path, before.encode(), Diagnostics()).record, load(path, after.encode(), Diagnostics()).record
    if old is None or new is None:
        return type(old) is type(new)
    if isinstance(old, Notice) and isinstance(new, Notice) and places_of(old) != places_of(new):
        return False
    return _bare(canonical_json(old)) == _bare(canonical_json(new))


def _bare(canonical: bytes) -> str:
    return _MENDED.sub("", canonical.decode().translate(_WIDE))


def all_mended(content: Path, paths: list[str]) -> list[Mended]:
    """Return the files of content/ that would change, in the order of their paths; what cannot be read is left out."""
    found = []
    for path in sorted(paths):
        try:
            data = (content / path).read_bytes()
        except OSError:
            continue
        if (one := mended(path, data)) is not None:
            found.append(one)
    return found
