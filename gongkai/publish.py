"""The journal: all new files lie ready before the first public file changes; then each is moved in whole.

A build that is killed before its journal is complete changed nothing; one killed later is finished by the next.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from gongkai.language import mark

MARKER = ".gongkai"
_MARKER_TEXT = "gongkai\n"
_UNFINISHED = mark("Part of the new site is in place; the next build puts the rest there.")
# Folders of a project that are not written to, whatever `--output` says.
_SOURCES = (
    *("content", "templates", "assets", "gongkai", "tests", "docs", "bench", "scripts"),
    *(".git", ".venv", ".vscode"),
)


class Journal(msgspec.Struct):
    """What a publication does: staged files and where they go, and files that go away (paths below public/)."""

    writes: list[tuple[str, str]]
    removals: list[str]


class Publisher:
    """The public folder and, beside it, the staging folder (of one file system, so that moves are whole)."""

    def __init__(self, public: Path) -> None:
        self.public = public
        self.staging = public.parent / f".{public.name or 'root'}.staging"
        self.lock = public.parent / f".{public.name or 'root'}.lock"

    def is_source(self, project: Path) -> bool:
        """Whether the public folder holds the project or lies in its sources."""
        return project.is_relative_to(self.public) or any(
            self.public.is_relative_to(project / name) for name in _SOURCES
        )

    def is_allowed(self) -> bool:
        """Whether the public folder may be changed: it must be absent, empty or written by gongkai before."""
        if self.public.exists():
            return self.public.is_dir() and (not any(self.public.iterdir()) or _is_marked(self.public))
        return True

    def try_writing(self) -> None:
        """Raise OSError where files cannot be made in the public folder or beside it, before anything is changed."""
        if self.public.exists():
            _try_writing(self.public)
            _try_writing(self.public.parent)
        else:
            _try_writing(next(folder for folder in self.public.parents if folder.exists()))

    def recover(self) -> None:
        """Finish a publication that was interrupted, or forget one that had not begun."""
        if not _is_marked(self.staging):
            return
        journal = self.staging / "journal"
        if journal.exists():
            self._apply(msgspec.json.decode(journal.read_bytes(), type=Journal))
        else:
            shutil.rmtree(self.staging)

    def begin(self) -> None:
        """Make the staging folder."""
        self.staging.mkdir(parents=True, exist_ok=True)
        (self.staging / MARKER).write_text(_MARKER_TEXT, "utf-8")

    def commit(self, writes: list[tuple[str, str]], removals: list[str]) -> None:
        """Publish: `writes` are (staged name, path below public/); the journal is on disk before anything moves."""
        self.begin()
        if not _is_marked(self.public):
            (self.staging / "marker").write_text(_MARKER_TEXT, "utf-8")
            writes = [("marker", MARKER), *writes]
        journal = Journal(writes, removals)
        temporary = self.staging / "journal.tmp"
        with temporary.open("wb") as file:
            file.write(msgspec.json.encode(journal))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.staging / "journal")
        self._apply(journal)

    def _apply(self, journal: Journal) -> None:
        try:
            self._move(journal)
        except OSError as error:
            error.add_note(_UNFINISHED)
            raise

    def _move(self, journal: Journal) -> None:
        self._remove(journal.removals)
        made: set[str] = set()
        for staged, path in journal.writes:
            folder = path.rpartition("/")[0]
            if folder not in made:
                (self.public / folder).mkdir(parents=True, exist_ok=True)
                made.add(folder)
            # What is not there was moved before the interruption.
            with suppress(FileNotFoundError):
                os.replace(f"{self.staging}/{staged}", f"{self.public}/{path}")  # noqa: PTH105 - called for every file
        shutil.rmtree(self.staging)

    def _remove(self, paths: Iterable[str]) -> None:
        """Remove files, and the folders that they leave empty."""
        folders: set[Path] = set()
        for path in paths:
            with suppress(FileNotFoundError):
                os.unlink(f"{self.public}/{path}")  # noqa: PTH108 - a part of the search index has thousands of files
            folders.update(Path(path).parents)
        # The deepest first; `.` is the public folder itself.
        for folder in sorted(folders - {Path()}, key=lambda folder: -len(folder.parts)):
            with suppress(OSError):  # it holds something
                (self.public / folder).rmdir()

    def strangers(self, known: Iterable[str]) -> list[str]:
        """Return the files below public/ that are not among `known`: left by a build that is no longer remembered."""
        found = {path.relative_to(self.public).as_posix() for path in self.public.rglob("*") if path.is_file()}
        return sorted(found - set(known) - {MARKER})


def _try_writing(folder: Path) -> None:
    """Raise OSError where files cannot be made; only trying tells, for what is said of rights is not all of it."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        # Not the name of the trial; and where no file can ever be made, Linux says that the folder is not there.
        number = errno.EACCES if error.errno == errno.ENOENT else error.errno
        raise OSError(number, error.strerror, str(folder)) from None


def _is_marked(folder: Path) -> bool:
    """Whether gongkai made a folder: it holds our marker, a file (a project holds a folder of that name)."""
    try:
        return (folder / MARKER).read_text("utf-8") == _MARKER_TEXT
    except (OSError, UnicodeDecodeError):
        return False
