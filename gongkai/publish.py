"""The journal: all new files lie ready before the first public file changes; then each is moved in whole.

A build that is killed before its journal is complete changed nothing; one killed later is finished by the next.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

MARKER = ".gongkai"
_MARKER_TEXT = "gongkai\n"


class Journal(msgspec.Struct):
    """What a publication does: staged files and where they go, and files that go away (paths below public/)."""

    writes: list[tuple[str, str]]
    removals: list[str]


class Publisher:
    """The public folder and, beside it, the staging folder (of one file system, so that moves are whole)."""

    def __init__(self, public: Path) -> None:
        self.public = public
        self.staging = public.with_name(f".{public.name}.staging")

    def recover(self) -> None:
        """Finish a publication that was interrupted, or forget one that had not begun."""
        journal = self.staging / "journal"
        if journal.exists():
            self._apply(msgspec.json.decode(journal.read_bytes(), type=Journal))
        elif self.staging.exists():
            shutil.rmtree(self.staging)

    def is_ours(self) -> bool:
        """Whether the public folder may be changed: absent, empty, or written by gongkai before."""
        if not self.public.exists():
            return True
        return (self.public / MARKER).exists() or (self.public.is_dir() and not any(self.public.iterdir()))

    def begin(self) -> None:
        """Make the staging folder."""
        self.staging.mkdir(parents=True, exist_ok=True)

    def commit(self, writes: list[tuple[str, str]], removals: list[str]) -> None:
        """Publish: `writes` are (staged name, path below public/); the journal is on disk before anything moves."""
        self.begin()
        if not (self.public / MARKER).exists():
            (self.staging / "marker").write_text(_MARKER_TEXT)
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
        for path in journal.removals:
            self._remove(self.public / path)
        made: set[str] = set()
        for staged, path in journal.writes:
            source, target = self.staging / staged, self.public / path
            if not source.exists():
                continue  # moved before the interruption
            folder = path.rpartition("/")[0]
            if folder not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(folder)
            source.replace(target)
        shutil.rmtree(self.staging)

    def _remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.public or not folder.is_dir() or any(folder.iterdir()):
                return
            folder.rmdir()

    def strangers(self, known: Iterable[str]) -> list[str]:
        """Return the files below public/ that are not among `known`: left by a build that is no longer remembered."""
        found = {path.relative_to(self.public).as_posix() for path in self.public.rglob("*") if path.is_file()}
        return sorted(found - set(known) - {MARKER})
