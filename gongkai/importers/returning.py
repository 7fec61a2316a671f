"""A file that gongkai exported comes back: the same notice, with what the office changed in it.

What the site already holds is left alone; anything else is written beside it as a draft.
"""

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from gongkai.diagnostics import Diagnostics
from gongkai.importers import ledger_changes
from gongkai.importers.doubts import Translate
from gongkai.importers.exported import Exported, exported_notice, lost_notice
from gongkai.importers.filing import Filed, file_draft, receipt_of
from gongkai.importers.later_edits import Later, differences, over
from gongkai.importers.ledger_changes import Change
from gongkai.importers.report import OUTCOMES
from gongkai.language import catalogue, mark
from gongkai.load import load
from gongkai.model import Notice
from gongkai.notes import with_notes
from gongkai.roles import role_of
from gongkai.writing import markdown_file

_WAYS = mark(
    "Compare the two. Then either copy what is right into that file and delete the draft, or put the draft "
    "in its place, under its name and without the line “草稿”. Do not publish both. If it is published "
    "already, say in “更正记录” what was changed."
)
_ONE_WAY = mark(
    "Compare the two, copy what is right of the file's changes into that file, and delete the draft: do not put "
    "it in that file's place. "
    "If it is published already, say in “更正记录” what was changed."
)
_KEPT = mark("The draft keeps all that; the changes of the file were put over it.")
_UNDONE = mark("The draft does not have that: put in the place of the site's file, it would undo it.")
_LOST = mark(
    "This looks like an export of the notice {id} that lost what it carried, as when it was saved in another form "
    "(.odt, .doc) on the way: what was edited in it and what the site has changed since cannot be told apart. It was "
    "compared with the notice as the site has it now. Next time, save it as .docx or .xlsx directly."
)
_DOUBT = mark(
    "The file looks like an export of the notice {id} that lost what it carried: what the site has changed since the "
    "export may be undone here."
)
_UNREAD = mark("The notice of the site has errors (see check): what was changed in it after the export cannot be told.")
_SAID_ALREADY = mark("The site says all this already; nothing was written: {path}")
_NONE_TAKEN = mark("None of the changes was taken over, so nothing was written: {path}")
_NOT_EDITED = mark("Nothing was edited in this file since it was exported, so nothing was written: {path}")
_SAME = mark("The site has just this notice; nothing was written: {path}")


class Returned(NamedTuple):
    """The notice that came back, what became of it, what was changed in it, and the file that it is a draft of.

    `beside` is None where the site has no file of the notice, or this is it. `later` is what the site has changed in it
    since the export; a draft that is not `kept` lacks that. What a file has `lost` would tell
    its edits from those of the site.
    """

    notice: Notice
    filed: Filed
    changes: tuple[Change, ...]
    beside: Path | None = None
    later: tuple[Change, ...] = ()
    kept: bool = True
    lost: bool = False  # the file no longer carries what it was exported from

    @property
    def taken(self) -> bool:
        """Whether the notice has any value that is new."""
        return any(change.taken for change in self.changes)


def take_back(project: Path, data: bytes, name: str, sha256: str, into: Path | None, _: Translate) -> Returned | None:
    """File the notice that an exported file carries, or shows where it lost that.

    None for any other file, and for a document that is too different: that is read like a document of the office.
    """
    content, carried = project / "content", exported_notice(data)
    is_lost = carried is None
    carried = carried or lost_notice(data, partial(_of_id, content), partial(_of_title, content))
    if carried is None or not (carried.unchanged or carried.changes):
        return None
    own = _own(content, carried.notice.id)
    site = _read(own) if own else None
    later = _over(carried, own, site, is_lost=is_lost, into=into)
    if own and _made_from(own) == sha256:  # nothing was changed but by the import of this very file, and of its draft
        later = later._replace(since=())
    if own and site and not into and later.notice == site:
        return Returned(site, Filed(own, "unchanged"), later.changes, None, later.since, lost=is_lost)
    notice = later.notice
    if is_lost:
        doubt = _(_DOUBT).format(id=notice.id)
        notice = msgspec.structs.replace(notice, unverified=(*notice.unverified, doubt))
    if not carried.unchanged or is_lost:
        notice = msgspec.structs.replace(notice, draft=True)
    folder = into or content / "notices" / notice.organization
    filed = file_draft(folder, notice.id.rpartition("/")[2], ".md", markdown_file(notice), name, sha256)
    beside = own if own != filed.path else None
    return Returned(notice, filed, later.changes, beside, later.since, later.kept, is_lost)


def _over(carried: Exported, own: Path | None, site: Notice | None, *, is_lost: bool, into: Path | None) -> Later:
    """Return the notice that is to be written, and what the site has changed in it since the export."""
    if is_lost:
        return Later(carried.notice, carried.changes, kept=False)
    if site is None:  # what cannot be read cannot be compared either
        return Later(carried.notice, carried.changes, kept=own is None)
    if into and not carried.changes:
        since = tuple(differences(carried.notice, site))
        return Later(carried.notice, (), since, kept=carried.notice == site)
    return over(carried.was or carried.notice, carried.notice, carried.changes, site)


def as_data(returned: Returned, name: str, language: str) -> dict[str, Any]:
    """Return the report of such a file as data, ready for JSON."""
    changes = returned.changes
    return {
        "file": name,
        "kind": returned.notice.kind.value,
        "exported": returned.notice.id,
        "changed": returned.taken,
        "lost": returned.lost,
        "taken": ledger_changes.as_data(tuple(one for one in changes if one.taken), language),
        "left": ledger_changes.as_data(tuple(one for one in changes if not one.taken), language),
        "site_changed": ledger_changes.as_data(returned.later, language),
        "site_kept": returned.kept,
        "draft": {"path": returned.filed.path.as_posix(), "outcome": returned.filed.outcome},
        "fields": [],
    }


def as_text(returned: Returned, name: str, language: str) -> str:
    """Return what became of a file that gongkai had exported, for people."""
    _ = catalogue(language).gettext
    made = _LOST if returned.lost else mark("gongkai made this file of the notice {id}.")
    lines = [name, _(made).format(id=returned.notice.id)]
    lines += ledger_changes.lines_of(returned.changes, language, is_lost=returned.lost)
    lines += _since(returned, language)
    path, beside = returned.filed.path.as_posix(), returned.beside
    lines.append(_(_outcome(returned)).format(path=path))
    if beside:
        lines.append(_("The site has this notice already: {path}").format(path=beside.as_posix()))
        lines.append(_(_WAYS if returned.kept else _ONE_WAY))
    return "\n  ".join(lines)


def _outcome(returned: Returned) -> str:
    if returned.filed.outcome != "unchanged" or returned.beside:
        return OUTCOMES[returned.filed.outcome]
    if returned.changes:
        return _SAID_ALREADY if returned.taken else _NONE_TAKEN
    if returned.lost:
        return _SAME
    return _NOT_EDITED if returned.later else _SAME


def _since(returned: Returned, language: str) -> list[str]:
    """Return what the site has changed since the export, and whether the draft has it."""
    _ = catalogue(language).gettext
    if not returned.later:
        return [] if returned.kept or returned.lost else [_(_UNREAD)]
    where = (returned.beside or returned.filed.path).as_posix()
    head = _("The notice of the site was changed after the export, in {number} places: {path} (at the export → now)")
    lines = [head.format(number=len(returned.later), path=where)]
    lines += ledger_changes.differing_lines(returned.later, language)
    if returned.beside:
        lines.append("  " + _(_KEPT if returned.kept else _UNDONE))
    return lines


def _own(content: Path, identifier: str) -> Path | None:
    """Return the file in which the site has this notice, whatever it says by now."""
    files = (content / "notices" / f"{identifier}{suffix}" for suffix in (".md", ".yaml"))
    return next((path for path in files if path.is_file()), None)


def _of_id(content: Path, identifier: str) -> Notice | None:
    if not role_of(f"notices/{identifier}.md"):
        return None
    own = _own(content, identifier)
    return _read(own) if own else None


def _of_title(content: Path, title: str) -> Notice | None:
    """Return the one notice of the site that has this title."""
    paths = [path for suffix in ("md", "yaml") for path in sorted(content.glob(f"notices/*/*.{suffix}"))]
    likely = (path for path in paths if title and title.encode() in path.read_bytes())
    found = [own for path in likely if (own := _read(path)) and own.title == title and not own.draft]
    return found[0] if len(found) == 1 else None


def _made_from(path: Path) -> str:
    """Return the hash of the file that a file of the site was imported from, empty for any other."""
    receipt = receipt_of(path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n"))
    return receipt.source if receipt else ""


def _read(path: Path) -> Notice | None:
    """Return the notice as a file of the site has it; None where that cannot be read."""
    found = Diagnostics()
    own = load(f"notices/{path.parent.name}/{path.name}", path.read_bytes(), found)
    return with_notes(own.record, own.exceptions) if isinstance(own.record, Notice) and not found.errors else None
