"""What an office changed in a file that gongkai had exported: where, old and new value, taken over or why not.

Says each change for people and for programs; how changes are found and applied is `exported_ledger`'s for a ledger and
`exported_document`'s for a document, in which they have no cell.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from gongkai.finding import Diagnostic
from gongkai.importers.doubts import Translate
from gongkai.language import catalogue, mark
from gongkai.text import printable, shortened

_MOST_SHOWN = 80
# Why a change was not taken over → the reason, and what to do.
REASONS = {
    "official": (
        mark("Problems and measures are the text of the notice, which the ledger only repeats."),
        mark("If the text itself is to be changed, change it in the file of the notice."),
    ),
    "number": (
        mark("The number is part of the address of the problem."),
        mark("If it is to be changed, change it in the file of the notice, and name the former place (旧位置) there."),
    ),
    "number-taken": (
        mark("Another problem has this number."),
        mark("Give the new problem a number of its own, in the file of the notice."),
    ),
    "status": (
        mark("No status is written like this."),
        mark("Write 已完成, 基本完成, 持续推进, 未达序时进度, 未完成 or 未注明."),
    ),
    "status-empty": (
        mark("The status of a problem cannot be empty."),
        mark("Write 未注明 where the notice does not say it."),
    ),
    "column": (
        mark("An exported ledger has no such column."),
        mark("If readers are to see it, write it into the text of the notice."),
    ),
    "head": (
        mark("Title and names of columns are those of the export."),
        mark("If the title of the notice is to be changed, change it in the file of the notice."),
    ),
    "new-row": (
        mark("This row is of no problem of the notice, and names none."),
        mark("If it is a new problem, write its title into the column 问题."),
    ),
    "double-row": (
        mark("A problem of this title has a row already."),
        mark("Delete the row that is too many; if it is another problem, give it another title."),
    ),
    "twice": (
        mark("The problem has this line twice; the first is taken."),
        mark("Leave the one that holds, and delete the other."),
    ),
    "id": (
        mark("The id is the address of the notice."),
        mark("If the notice is to have another address, rename its file, and name the former address (旧网址) there."),
    ),
    "item": (
        mark("A notice has no such item."),
        mark("Write it as the export names it, or into the text of the notice."),
    ),
    "needed": (
        mark("A notice cannot be without it."),
        mark("Write it into the table again, or leave the value as it is in the file of the notice."),
    ),
    "later": (
        mark("The site has changed the same since the export, and otherwise; that was kept."),
        mark(
            "Look which of the two is right; if it is this one, write it into the file of the site, or into the draft."
        ),
    ),
    "lost-row": (
        mark("Its row is no longer in the ledger; the problem stays as it was."),
        mark("If it is to leave the notice, take it out of the file of the notice."),
    ),
}


class Change(NamedTuple):
    """A value that differs: its cell, the column, the problem (number and title), the old and the new text.

    `recorded` is the value that was taken over where the file words it in another way. What was not taken over has a
    `reason`, one of REASONS, or a `finding` that says what is wrong with the value.
    """

    cell: str
    name: str
    problem: str
    old: str
    new: str
    recorded: str = ""
    reason: str = ""
    finding: Diagnostic | None = None
    added: bool = False  # a row of its own, which became a problem

    @property
    def taken(self) -> bool:
        """Whether the notice has the new value."""
        return not self.reason and self.finding is None

    def why(self, language: str) -> tuple[str, str]:
        """Return why it was not taken over, and what to do; both empty where it was."""
        if self.finding:
            return self.finding.message(language), self.finding.hint(language)
        reason, advice = REASONS.get(self.reason, ("", ""))
        _ = catalogue(language).gettext
        return (_(reason), _(advice)) if reason else ("", "")


def lines_of(changes: tuple[Change, ...], language: str, *, is_lost: bool = False) -> Iterator[str]:
    """Yield what was changed, for people: first what was taken over, then what was not, and why.

    Of a file that `is_lost` it cannot be told whether the file or the site was changed.
    """
    _ = catalogue(language).gettext
    taken, left = [one for one in changes if one.taken], [one for one in changes if not one.taken]
    if taken:
        is_ledger = any(one.cell for one in taken)
        words = _("Taken over from the ledger: {number}") if is_ledger else _("Taken over from the document: {number}")
        words = _("Otherwise than in the site, and so in the draft: {number}") if is_lost else words
        yield words.format(number=len(taken))
        yield from (f"  {_said(one, _)}" for one in taken)
    if left:
        yield _("Not taken over: {number}").format(number=len(left))
    for one in left:
        yield f"  {_said(one, _)}"
        yield from (f"    {sentence}" for sentence in one.why(language) if sentence)


def differing_lines(changes: tuple[Change, ...], language: str) -> Iterator[str]:
    """Yield a line for each of the values that two states of a notice do not share."""
    _ = catalogue(language).gettext
    yield from (f"  {_said(one, _)}" for one in changes)


def _said(change: Change, _: Translate) -> str:
    old, new = (_shown(text, _) for text in (change.old, change.new))
    if change.reason == "lost-row":
        return _("Problem {problem}").format(problem=_brief(change.problem))
    about = _("(problem {problem})").format(problem=_brief(change.problem)) if change.problem else ""
    if not change.cell:
        return f"{_said_of_document(change, _)} {about}".strip()
    if change.added or change.reason in ("new-row", "double-row"):
        return _("{cell}, a new row: {content}").format(cell=change.cell, content=new)
    name = change.name or (_("title and names") if change.reason == "head" else _("a column of its own"))
    said = _("{cell}, {name}: {old} → {new}").format(cell=change.cell, name=name, old=old, new=new)
    if change.recorded:
        said = _("{cell}, {name}: {old} → {recorded} (the ledger says {new})").format(
            cell=change.cell, name=name, old=old, new=new, recorded=change.recorded
        )
    return f"{said} {about}".strip()


def _said_of_document(change: Change, _: Translate) -> str:
    old, new = (_shown(text, _) for text in (change.old, change.new))
    if change.added:
        return _("A new problem: {title}").format(title=new)
    if change.recorded:
        words = _("{name}: {old} → {recorded} (the document says {new})")
        return words.format(name=change.name, old=old, new=new, recorded=change.recorded)
    return _("{name}: {old} → {new}").format(name=change.name, old=old, new=new)


def _brief(text: str) -> str:
    return shortened(printable(text), _MOST_SHOWN // 2)


def _shown(text: str, _: Translate) -> str:
    return _("“{text}”").format(text=shortened(printable(text), _MOST_SHOWN)) if text else _("(empty)")


def as_data(changes: tuple[Change, ...], language: str) -> list[dict[str, Any]]:
    """Return the changes as data, ready for JSON; one that was not taken over says why."""
    return [
        {"cell": one.cell, "field": one.name, "problem": one.problem, "old": one.old, "new": one.new}
        | ({"recorded": one.recorded} if one.recorded else {})
        | ({} if one.taken else dict(zip(("reason", "advice"), one.why(language), strict=True)))
        for one in changes
    ]
