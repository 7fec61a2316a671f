"""The files below content/: which there are, and which may not be read. Looks at names and stamps only."""

import os
import re
from collections.abc import Container, Iterable
from pathlib import Path

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place, reason_of
from gongkai.roles import role_of
from gongkai.stamps import Stamp

# Left by editors, office programs and file managers; never content.
_IGNORED = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$|.*(?:~|\.tmp|\.bak|\.swp)$", re.IGNORECASE)
# Files that would be read if they had another name.
_LOOSE = re.compile(r"(?:notices/[^/]+/[^/]+\.(?:md|yaml)|organizations/[^/]+\.yaml|pages/[^/]+\.md)", re.IGNORECASE)


def walk(content: Path, known: Container[str], diagnostics: Diagnostics) -> dict[str, Stamp]:
    """Return the stamps of all files that may be read, by path below content/, sorted; report the others.

    The names of `known` paths are not judged again.
    """
    found: dict[str, Stamp] = {}
    _walk(content, "", os.path.realpath(content), found, diagnostics)
    readable = {path: found[path] for path in sorted(found) if path in known or _is_readable(path, diagnostics)}
    _report_same_names((path for path in readable if path.startswith("files/")), diagnostics)
    return readable


def _walk(folder: Path | str, prefix: str, root: str, found: dict[str, Stamp], diagnostics: Diagnostics) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        diagnostics.add("file-unreadable", _place(prefix.rstrip("/")), reason=reason_of(error))
        return
    for entry in entries:
        path = prefix + entry.name
        if _IGNORED.match(entry.name):
            continue
        if entry.is_symlink() and not _is_inside(entry, root):
            diagnostics.add("file-symlink", _place(path))
        elif entry.is_dir(follow_symlinks=False):
            _walk(entry.path, f"{path}/", root, found, diagnostics)
        elif entry.is_file():
            status = entry.stat()
            found[path] = Stamp(status.st_size, status.st_mtime_ns)


def _is_inside(link: os.DirEntry[str], root: str) -> bool:
    """Whether a link leads to a file of the content folder."""
    target = os.path.realpath(link.path)  # Path.resolve raises where links go in a circle
    return Path(target).is_file() and target.startswith(root + os.sep)


def _place(path: str) -> Place:
    """Return the place of a file or a folder; a name that is no UTF-8 is shown as far as it can be."""
    return Place(os.fsencode(f"content/{path}").decode("utf-8", "replace").rstrip("/"))


def _is_readable(path: str, diagnostics: Diagnostics) -> bool:
    role = role_of(path)
    if role and role[0] != "file":
        return True
    place = _place(path)
    if place.file != f"content/{path}" or not path.isprintable() or _LOOSE.fullmatch(path):
        diagnostics.add("file-name", place, name=place.file.removeprefix("content/").partition("/")[2])
    elif not role:
        diagnostics.add("file-unexpected", place)
    else:
        return True
    return False


def _report_same_names(paths: Iterable[str], diagnostics: Diagnostics) -> None:
    """Report attachments whose names differ in capitals only: on Windows they would be one file."""
    seen: dict[str, str] = {}
    for path in paths:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            diagnostics.add("address-taken", _place(path), address=f"/{path.casefold()}", other=f"content/{other}")
