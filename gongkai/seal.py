"""The seal of a finished build: if nothing it was made of has changed, nor what it wrote, there is nothing to do.

Light on purpose: a build without changes loads this, and neither the model nor a template.
"""

import hashlib
import time
from collections.abc import Container, Iterator
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Kept
from gongkai.inventory import look, read_inventory
from gongkai.outcome import Held, Options, Report
from gongkai.register import register_stamp
from gongkai.shelf import STORE, Shelf
from gongkai.stamps import digest
from gongkai.tree import walk

FOLDER = ".gongkai"


class Seal(msgspec.Struct, frozen=True, array_like=True):
    """What a build was made of, hashed (settings, code, templates and assets: `shell`), and what it reported."""

    shell: str
    flags: str
    utc_offset: str
    as_of: str
    content: str
    files: int  # how many lie in the public folder; which, the inventory knows
    notices: int
    organizations: int
    register: str
    held: tuple[Held, ...]
    findings: tuple[Kept, ...]


class _Everything(Container[str]):
    """Holds any name: whether new names are right is judged by the build that they make necessary."""

    def __contains__(self, name: object) -> bool:
        return True


def cache_folder(project: Path, options: Options) -> Path:
    """Return where builds of a project remember what they did; previews have a folder of their own."""
    return project / FOLDER / ("preview" if options.preview else "build")


def public_folder(project: Path, options: Options) -> Path:
    """Return where the site is published."""
    return (options.public or project / "public").resolve()


def today(now: datetime, utc_offset: str) -> str:
    """Return the date of a moment where the clock is `utc_offset` (such as `+08:00`) from UTC."""
    sign = -1 if utc_offset.startswith("-") else 1
    hours, _, minutes = utc_offset.lstrip("+-").partition(":")
    offset = sign * timedelta(hours=int(hours), minutes=int(minutes or 0))
    return now.astimezone(timezone(offset)).date().isoformat()


def unchanged(project: Path, options: Options) -> Report | None:
    """Return the report of a build that would do nothing; None where something may have to be done."""
    started = time.perf_counter()
    project = project.resolve()
    public = public_folder(project, options)
    try:
        seal = msgspec.msgpack.decode(_path(project, options).read_bytes(), type=Seal)
    except (OSError, msgspec.DecodeError):
        return None
    day = options.as_of or today(options.now, seal.utc_offset)
    wanted = options.publish and not (options.strict and seal.findings)
    if not wanted or (seal.flags, seal.as_of) != (options.flags, day) or seal.shell != shell_of(project):
        return None
    shelf = Shelf(cache_folder(project, options) / STORE)
    found = Diagnostics(shelf=shelf)
    stamps = walk(project / "content", _Everything(), found)
    if seal.register != register_stamp(project):
        return None
    if len(found) or seal.content != digest(stamps.items()):
        return None
    inventory = read_inventory(cache_folder(project, options))
    if len(inventory) != seal.files or look(public, inventory)():
        return None
    if not shelf.holds((kept.file, kept.fingerprint) for kept in seal.findings if not kept.encoded):
        return None
    found.take(seal.findings)
    return Report(
        public=public,
        notices=seal.notices,
        organizations=seal.organizations,
        added=[],
        changed=[],
        withdrawn=[],
        removed=[],
        held=list(seal.held),
        files_written=0,
        files_removed=0,
        diagnostics=found,
        seconds=time.perf_counter() - started,
    )


def write_seal(project: Path, options: Options, seal: Seal) -> None:
    """Remember a finished build."""
    path = _path(project, options)
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(msgspec.msgpack.encode(seal))
    temporary.replace(path)


def break_seal(project: Path, options: Options) -> bool:
    """Forget the last build before anything is changed; return whether it had come to its end."""
    path = _path(project, options)
    is_sealed = path.exists()
    path.unlink(missing_ok=True)
    return is_sealed


def _path(project: Path, options: Options) -> Path:
    return cache_folder(project, options) / "seal.bin"


def shell_of(project: Path) -> str:
    """Return the hash of what every page depends on besides content: settings, templates, assets and code."""
    hashed = hashlib.sha256(code_fingerprint().encode())
    for name in ("site.toml", "templates", "assets"):
        for path in _files(project / name):
            hashed.update(path.relative_to(project).as_posix().encode())
            hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (found for found in sorted(path.rglob("*")) if found.is_file())


@cache
def code_fingerprint() -> str:
    """Return the hash of this package and of the names and versions of the distributions beside Jinja's.

    Another version of a library may write a page differently; its name is that of its folder of metadata. Hashed once:
    a process goes on with the code that it has loaded.
    """
    package = Path(__file__).parent
    hashed = hashlib.sha256()
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.mo"))):
        hashed.update(path.read_bytes())
    jinja = find_spec("jinja2")
    site_packages = Path(jinja.origin).parent.parent if jinja and jinja.origin else package
    for path in sorted(site_packages.glob("*.dist-info")):
        hashed.update(path.name.encode())
    return hashed.hexdigest()
