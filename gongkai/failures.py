"""What keeps a file from being written, as an editor understands it: which, why, and the way out. Prints nothing.

A file of content/ that cannot be read is a diagnostic; this is for all else that is on the disk.
"""

import errno
import os
from pathlib import Path

from gongkai.language import catalogue, mark

_RIGHTS = (
    mark("you may not write there, or another program holds it"),
    mark("Close it elsewhere, or ask whoever looks after this computer to let you write there."),
)
_FULL = (mark("the disk is full"), mark("Make room on it, then run the command again."))
_FILE = (
    mark("a file lies where a folder is needed"),
    mark("Give that file another name or name another folder, then run the command again."),
)
_FOLDER = (
    mark("a folder lies where a file is needed"),
    mark("Give that folder another name, then run the command again."),
)
# By the system's number; its own words depend on system and language. What is not here is an error of ours.
_REASONS = {
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: (
        mark("that disk can only be read"),
        mark("Copy the folder of the site to a disk that can be written to, and run the command there."),
    ),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENOTDIR: _FILE,
    errno.EEXIST: _FILE,
    errno.EISDIR: _FOLDER,
    errno.ENOTEMPTY: _FOLDER,
    errno.EIO: (mark("the disk has a fault"), mark("Copy the folder of the site to another disk.")),
}
_UNREADABLE = mark("Ask whoever looks after this computer to let you read it.")


def told(error: OSError, language: str) -> str:
    """Return what happened, in `language`, with the notes of the error; empty where it is an error of ours."""
    if error.errno not in _REASONS:
        return ""
    _ = catalogue(language).gettext
    path = _meant(error)
    reason, way = _REASONS[error.errno]
    words = _("{path} cannot be written: {reason}.") if path else _("A file cannot be written: {reason}.")
    if path and path.exists() and not os.access(path, os.R_OK):
        words, reason, way = _("{path} cannot be read: {reason}."), mark("you may not read it"), _UNREADABLE
    sentences = [words.format(path=path, reason=_(reason)), *map(_, getattr(error, "__notes__", ())), _(way)]
    return ("" if language == "zh" else " ").join(sentences)


def _meant(error: OSError) -> Path | None:
    """Return the file to speak of: of a move the target, below a file that is no folder that file."""
    name = error.filename2 or error.filename
    if not isinstance(name, str | bytes | os.PathLike):
        return None
    path = Path(os.fsdecode(name))
    if error.errno == errno.ENOTDIR:
        return next((above for above in (path, *path.parents) if above.is_file()), path)
    return path
