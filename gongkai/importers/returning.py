"""A file that gongkai exported comes back: the same notice, with what the office changed in its ledger.

What the site already holds is left alone; anything else is written beside it as a draft.
"""

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from gongkai.diagnostics import Diagnostics
from gongkai.importers.exported import exported_notice
from gongkai.importers.filing import Filed, file_draft
from gongkai.importers.markdown import Translate
from gongkai.importers.report import OUTCOMES
from gongkai.load import load
from gongkai.model import Notice, canonical_json
from gongkai.text import printable
from gongkai.writing import markdown_file


class Returned(NamedTuple):
    """The notice that came back, what became of it, and the cells whose change was not taken over."""

    notice: Notice
    filed: Filed
    changed: bool
    left: tuple[str, ...]


def take_back(project: Path, data: bytes, name: str, sha256: str, into: Path | None) -> Returned | None:
    """File the notice that an exported file carries.

    None for any other file, and for a document whose text was edited: that is read like a document of the office.
    """
    carried = exported_notice(data)
    if carried is None or (not carried.unchanged and carried.facts):
        return None
    notice = carried.notice if carried.unchanged else msgspec.structs.replace(carried.notice, draft=True)
    held = None if into else _held(project / "content", notice)
    if held:
        return Returned(notice, Filed(held, "unchanged"), False, ())
    folder = into or project / "content" / "notices" / notice.organization
    filed = file_draft(folder, notice.id.rpartition("/")[2], ".md", markdown_file(notice), name, sha256)
    return Returned(notice, filed, not carried.unchanged, carried.left)


def as_data(returned: Returned, name: str) -> dict[str, Any]:
    """Return the report of such a file as data, ready for JSON."""
    return {
        "file": name,
        "kind": returned.notice.kind.value,
        "exported": returned.notice.id,
        "changed": returned.changed,
        "left": list(returned.left),
        "draft": {"path": returned.filed.path.as_posix(), "outcome": returned.filed.outcome},
        "fields": [],
    }


def as_text(returned: Returned, name: str, _: Translate) -> str:
    """Return what became of a file that gongkai had exported, for people."""
    lines = [name, _("gongkai made this file of the notice {id}.").format(id=returned.notice.id)]
    if returned.changed:
        lines.append(_("The ledger was changed since; the draft has the new values. Compare it with the notice."))
    lines += [_("Not taken over: {cell}").format(cell=printable(cell)) for cell in returned.left]
    lines.append(_(OUTCOMES[returned.filed.outcome]).format(path=returned.filed.path.as_posix()))
    return "\n  ".join(lines)


def _held(content: Path, notice: Notice) -> Path | None:
    """Return the file in which the site holds just this notice."""
    for suffix in (".md", ".yaml"):
        path = content / "notices" / f"{notice.id}{suffix}"
        if path.is_file():
            record = load(f"notices/{notice.id}{suffix}", path.read_bytes(), Diagnostics()).record
            if isinstance(record, Notice) and canonical_json(record) == canonical_json(notice):
                return path
    return None
