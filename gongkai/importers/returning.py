"""A file that gongkai exported comes back: the same notice, with what the office changed in it.

What the site already holds is left alone; anything else is written beside it as a draft.
"""

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from gongkai.diagnostics import Diagnostics
from gongkai.importers import ledger_changes
from gongkai.importers.exported import exported_notice
from gongkai.importers.filing import Filed, file_draft
from gongkai.importers.ledger_changes import Change
from gongkai.importers.report import OUTCOMES
from gongkai.language import catalogue
from gongkai.load import load
from gongkai.model import Notice
from gongkai.notes import with_notes
from gongkai.writing import markdown_file


class Returned(NamedTuple):
    """The notice that came back, what became of it, what was changed in it, and the file that it is a draft of.

    `beside` is None where the site has no file of the notice, or this is it.
    """

    notice: Notice
    filed: Filed
    changes: tuple[Change, ...]
    beside: Path | None = None

    @property
    def taken(self) -> bool:
        """Whether the notice has any value that is new."""
        return any(change.taken for change in self.changes)


def take_back(project: Path, data: bytes, name: str, sha256: str, into: Path | None) -> Returned | None:
    """File the notice that an exported file carries.

    None for any other file, and for a document that is too different: that is read like a document of the office.
    """
    carried = exported_notice(data)
    if carried is None or not (carried.unchanged or carried.changes):
        return None
    notice, changes = carried.notice, carried.changes
    is_same = not any(change.taken for change in changes)
    own = None if into else _own(project / "content", notice)
    if own and is_same and _holds(own, notice):
        return Returned(notice, Filed(own, "unchanged"), changes)
    if not carried.unchanged:
        notice = msgspec.structs.replace(notice, draft=True)
    folder = into or project / "content" / "notices" / notice.organization
    filed = file_draft(folder, notice.id.rpartition("/")[2], ".md", markdown_file(notice), name, sha256)
    return Returned(notice, filed, changes, own if own != filed.path else None)


def as_data(returned: Returned, name: str, language: str) -> dict[str, Any]:
    """Return the report of such a file as data, ready for JSON."""
    changes = returned.changes
    return {
        "file": name,
        "kind": returned.notice.kind.value,
        "exported": returned.notice.id,
        "changed": returned.taken,
        "taken": ledger_changes.as_data(tuple(one for one in changes if one.taken), language),
        "left": ledger_changes.as_data(tuple(one for one in changes if not one.taken), language),
        "draft": {"path": returned.filed.path.as_posix(), "outcome": returned.filed.outcome},
        "fields": [],
    }


def as_text(returned: Returned, name: str, language: str) -> str:
    """Return what became of a file that gongkai had exported, for people."""
    _ = catalogue(language).gettext
    lines = [name, _("gongkai made this file of the notice {id}.").format(id=returned.notice.id)]
    lines += ledger_changes.lines_of(returned.changes, language)
    path, beside = returned.filed.path.as_posix(), returned.beside
    if returned.changes and returned.filed.outcome == "unchanged" and not returned.taken:
        lines.append(_("None of the changes was taken over, so nothing was written: {path}").format(path=path))
    else:
        lines.append(_(OUTCOMES[returned.filed.outcome]).format(path=path))
    if beside:
        lines.append(_("The site has this notice already: {path}").format(path=beside.as_posix()))
        lines.append(
            _(
                "Compare the two. Then either copy what is right into that file and delete the draft, or put the draft "
                "in its place, under its name and without the line “草稿”. Do not publish both. If it is published "
                "already, say in “更正记录” what was changed."
            )
        )
    return "\n  ".join(lines)


def _own(content: Path, notice: Notice) -> Path | None:
    """Return the file in which the site has this notice, whatever it says by now."""
    files = (content / "notices" / f"{notice.id}{suffix}" for suffix in (".md", ".yaml"))
    return next((path for path in files if path.is_file()), None)


def _holds(path: Path, notice: Notice) -> bool:
    """Whether a file says just what this notice says."""
    own = load(f"notices/{notice.id}{path.suffix}", path.read_bytes(), Diagnostics())
    return isinstance(own.record, Notice) and with_notes(own.record, own.exceptions) == notice
