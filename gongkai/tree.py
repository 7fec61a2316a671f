"""The files below content/: which there are, and which may not be read. Looks at names and stamps only."""

import os
import re
from pathlib import Path

from gongkai.cache import Stamp
from gongkai.diagnostics import Diagnostics, Place
from gongkai.load import role_of

# Left by editors, office programs and file managers; never content.
_IGNORED = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$|.*(?:~|\.tmp|\.bak|\.swp)$", re.IGNORECASE)
_LOOSE = re.compile(r"(?:notices/[^/]+/[^/]+\.(?:md|yaml)|organizations/[^/]+\.yaml|pages/[^/]+\.md)", re.IGNORECASE)


def walk(content: Path, diagnostics: Diagnostics) -> dict[str, Stamp]:
    """Return the stamps of all files that may be read, by path below content/, sorted; report the others."""
    found: dict[str, Stamp] = {}
    root = content.resolve()
    _walk(content, "", root, found, diagnostics)
    return {path: found[path] for path in sorted(found) if _readable(path, diagnostics)}


def _walk(folder: Path | str, prefix: str, root: Path, found: dict[str, Stamp], diagnostics: Diagnostics) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        diagnostics.add("file-unreadable", Place(f"content/{prefix}".rstrip("/")), reason=error.strerror or "?")
        return
    for entry in entries:
        path = prefix + entry.name
        if _IGNORED.match(entry.name):
            continue
        if entry.is_symlink() and not _inside(entry, root):
            diagnostics.add("file-symlink", Place(f"content/{path}"))
        elif entry.is_dir(follow_symlinks=False):
            _walk(entry.path, f"{path}/", root, found, diagnostics)
        elif entry.is_file():
            status = entry.stat()
            found[path] = Stamp(status.st_size, status.st_mtime_ns)


def _inside(link: os.DirEntry[str], root: Path) -> bool:
    """Whether a link leads to a file of the content folder."""
    target = Path(link.path).resolve()
    return target.is_file() and target.is_relative_to(root)


def _readable(path: str, diagnostics: Diagnostics) -> bool:
    if role_of(path):
        return True
    place = Place(f"content/{path}")
    if _LOOSE.fullmatch(path):
        diagnostics.add("file-name", place, name=path.partition("/")[2])
    else:
        diagnostics.add("file-unexpected", place)
    return False
