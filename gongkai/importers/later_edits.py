"""What the site has changed in a notice since it was exported: each value, and the edits of the file put over it.

So that a file that was long on its way takes nothing back. Writes nothing.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from gongkai import prose
from gongkai.importers.edited_facts import changed_facts
from gongkai.importers.ledger_changes import Change
from gongkai.importers.three_way import Clash, is_of, merged, pairs
from gongkai.model import Notice, Part
from gongkai.office.blocks import Block, text_blocks
from gongkai.office.facts import facts_of
from gongkai.writing import problem_lines


class Later(NamedTuple):
    """The notice with the edits of a file, those edits, and what the site has changed since the export.

    Where the two could not be brought together, the notice lacks the latter, and is not `kept`.
    """

    notice: Notice
    changes: tuple[Change, ...]
    since: tuple[Change, ...] = ()
    kept: bool = True


def over(was: Notice, edited: Notice, changes: tuple[Change, ...], site: Notice) -> Later:
    """Return the notice of the site with what was edited in a file of the notice as it `was`."""
    if site == was:
        return Later(edited, changes)
    since = tuple(differences(was, site))
    if edited == was:
        return Later(site, changes, since)
    found = merged(was, edited, site)
    if found is None:
        return Later(edited, changes, since, kept=False)
    return Later(found.notice, tuple(_judged(was, changes, found.clashes)), since)


def _judged(was: Notice, changes: tuple[Change, ...], clashes: tuple[Clash, ...]) -> Iterator[Change]:
    """Yield the changes; those that clash were not taken over, and what none of them tells is one more."""
    told = set()
    for change in changes:
        about: tuple[str, ...] = (change.problem,)
        if not change.problem and change.name == "标题" and change.old != was.title:
            about = change.old, change.new
        own = {clash for clash in clashes if is_of(clash, change.name, about)}
        told |= own
        yield change._replace(reason="later") if own and change.taken else change
    for clash in clashes:
        if clash not in told:
            yield Change("", clash.name or "标题", clash.headings[0] if clash.headings else "", "", "", reason="later")


def differences(old: Notice, new: Notice) -> Iterator[Change]:
    """Yield what another state of a notice says otherwise."""
    for name, chinese in (("title", "标题"), ("signature", "署名")):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change("", chinese, "", before, after)
    for change in changed_facts(facts_of(old), facts_of(new)).changes:
        yield change._replace(reason="", finding=None)
    became = pairs(old.body, new.body)
    for at, part in enumerate(old.body):
        if at in became:
            yield from _of_part(part, new.body[became[at]])
        else:
            yield Change("", "标题" if part.heading else "正文", "", prose.plain(part.heading or part.text), "")
    for at, part in enumerate(new.body):
        if at not in became.values():
            yield Change("", "标题" if part.heading else "正文", "", "", prose.plain(part.heading or part.text))


def _of_part(old: Part, new: Part) -> Iterator[Change]:
    about = prose.plain(new.heading)
    if old.heading != new.heading:
        yield Change("", "标题", "", prose.plain(old.heading), about)
    before, after = (
        dict(line.split("：", 1) for line in problem_lines(part.problem)) if part.problem else {} for part in (old, new)
    )
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Change("", name, about, before.get(name, ""), after.get(name, ""))
    yield from _of_text(old.text, new.text, about)
    if old.level != new.level:
        yield Change("", "标题", "", f"{'#' * old.level} {old.heading}", f"{'#' * new.level} {new.heading}")


def _of_text(old: str, new: str, about: str) -> Iterator[Change]:
    was, now = ([_words(block) for block in text_blocks(text)] for text in (old, new))
    if was == now and old != new:  # words in bold, where a link leads
        yield Change("", "正文", about, old, new)
    for kind, start, end, at, to in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            before, after = was[start:end], now[at:to]
            yield from (Change("", "正文", about, *both) for both in zip_longest(before, after, fillvalue=""))


def _words(block: Block) -> str:
    return block.text or " ".join(cell for row in block.rows for cell in row)
