"""The generated sites that are built again and again, kept in bench/.work until the generator changes."""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parent
PROJECT = BENCH.parent
WORK = BENCH / ".work"
_PUT_AWAY = WORK / "put-away"
# What the generated folder takes from the project, so that it is a whole project itself.
_FROM_PROJECT = ("templates", "assets")


def site(size: int) -> Path:
    """Return the folder of the site with `size` notices and its peers, making it if needed."""
    folder = WORK / str(size)
    stamp = folder / "fingerprint"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != _fingerprint():
        if folder.exists():
            shutil.rmtree(folder)
        # In a process of its own: a child's peak memory is never less than its parent's at the start.
        command = [sys.executable, "-m", "bench.generate", str(size), str(folder), "--peers"]
        subprocess.run(command, cwd=PROJECT, check=True)
        stamp.write_text(_fingerprint(), encoding="utf-8")
    _take_from_project(folder)
    return folder


def summary(folder: Path) -> dict[str, Any]:
    """Return what the generator says of the site (fields of generate.Summary)."""
    found: dict[str, Any] = json.loads((folder / "bench.json").read_text(encoding="utf-8"))
    return found


def remove(*paths: Path) -> None:
    """Remove files and folders that may or may not be there."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def put_away(*paths: Path) -> None:
    """Move files and folders that may be there out of the way, to be removed when all is measured.

    For every file it makes, ext4 passes over the inodes that were freed in the last minutes: thousands of files removed
    just before a build would slow it, the more so the more files it writes.
    """
    _PUT_AWAY.mkdir(parents=True, exist_ok=True)
    for path in paths:
        if path.exists():
            path.rename(Path(tempfile.mkdtemp(dir=_PUT_AWAY)) / path.name)


def clear_away() -> None:
    """Remove what was put away."""
    remove(_PUT_AWAY)


def _take_from_project(folder: Path) -> None:
    for name in _FROM_PROJECT:
        remove(folder / name)
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name)


def _fingerprint() -> str:
    """Return a hash of all that decides what is generated (and a little more)."""
    files = [*BENCH.glob("*.py"), BENCH / "grammar.txt", *BENCH.glob("themes/**/*.*")]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.read_bytes())
    return digest.hexdigest()
