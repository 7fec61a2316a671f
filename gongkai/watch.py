"""Notices saves: looks at the files of a project again and again, and tells which changed. Knows nothing of building.

Looking needs no package, is the same on every system, and works on network drives and in folders that are shared
with a virtual machine, where the system's own notices of change stay silent.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

WATCHED = ("content", "templates", "assets", "site.toml")
_INTERVAL_SECONDS = 0.25
# Looking at very many files takes a while; it may take this share of the time.
_SHARE = 0.1
# A save that is followed by another within this time is built together with it…
_QUIET_SECONDS = 0.1
# …but files that never stop changing are built too.
_PATIENCE_SECONDS = 2.0

# Size in bytes and time of change in nanoseconds, by path below the project.
Snapshot = dict[str, tuple[int, int]]


class Watch:
    """What was last seen of a project. Nothing is missed between two calls of `wait`."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._seconds = 0.0
        self._seen = self._look()

    def wait(self) -> list[str]:
        """Block until files have changed and then rest for a moment; return their paths below the project, sorted."""
        while True:
            time.sleep(max(_INTERVAL_SECONDS, self._seconds / _SHARE))
            found = self._look()
            if found != self._seen:
                found = self._at_rest(found)
                before, self._seen = self._seen, found
                if changed := sorted(path for path in before | found if before.get(path) != found.get(path)):
                    return changed

    def _at_rest(self, found: Snapshot) -> Snapshot:
        give_up = time.monotonic() + _PATIENCE_SECONDS
        while True:
            time.sleep(_QUIET_SECONDS)
            later = self._look()
            if later == found or time.monotonic() > give_up:
                return later
            found = later

    def _look(self) -> Snapshot:
        started = time.perf_counter()
        found = {path: stamp for name in WATCHED for path, stamp in _stamps(self._project, name)}
        self._seconds = time.perf_counter() - started
        return found


def _stamps(project: Path, name: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the stamp of a file, or of all files below a folder that are not hidden."""
    try:
        if not (project / name).is_dir():
            status = (project / name).stat()
            yield name, (status.st_size, status.st_mtime_ns)
            return
        with os.scandir(project / name) as entries:
            for entry in entries:
                path = f"{name}/{entry.name}"
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _stamps(project, path)
                else:
                    status = entry.stat()
                    yield path, (status.st_size, status.st_mtime_ns)
    except OSError:
        return  # moved or removed while we looked: the next look sees what became of it
