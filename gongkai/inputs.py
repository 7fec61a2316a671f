"""All a build reads: settings, the stamps of content, assets, and the signature of everything else pages depend on."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from gongkai.assets import Asset, read_assets
from gongkai.cache import Stamp, State
from gongkai.diagnostics import Diagnostics, Place
from gongkai.model import Url
from gongkai.settings import FILE, Settings, read_settings
from gongkai.source import decode
from gongkai.tree import walk

# Their output stands in pages; another version may write it differently.
_RENDERERS = ("jinja2", "markdown", "nh3", "msgspec", "vobject", "pypinyin")


class Inputs(NamedTuple):
    """What was found in a project. `as_of` is the day that counts as today (ISO 8601).

    `shell` is the hash of what every page depends on besides what it shows: settings, templates, assets, code;
    `signature` of that and of how the site is built.
    """

    settings: Settings
    as_of: str
    stamps: dict[str, Stamp]
    assets: dict[str, Asset]
    shell: str
    signature: str


def read_inputs(
    project: Path, as_of: str, now: datetime, flags: str, before: State, diagnostics: Diagnostics
) -> Inputs:
    """Return the inputs of a project; without `as_of` it is today where the site is at home.

    `flags` say how the site is built; names of files that the last build read are not judged again.
    """
    settings, settings_bytes = _settings(project, diagnostics)
    day = as_of or _today(now, settings.utc_offset)
    assets = read_assets(project / "assets")
    hashed = hashlib.sha256()
    names = (asset.address.encode() for asset in assets.values())
    for part in (settings_bytes, before.code.encode(), *_templates(project, diagnostics), *names):
        hashed.update(part)
    shell = hashed.hexdigest()
    hashed.update(f"{day}\n{flags}".encode())
    stamps = walk(project / "content", before.stamps, diagnostics)
    return Inputs(settings, day, stamps, assets, shell, hashed.hexdigest())


def _settings(project: Path, diagnostics: Diagnostics) -> tuple[Settings, bytes]:
    """Return the settings; broken ones are reported and replaced, so that one run shows all problems."""
    nothing = Settings(title="", address=Url("https://example.org"))
    try:
        data = (project / FILE).read_bytes()
    except OSError:
        diagnostics.add("settings-missing", Place(FILE))
        return nothing, b""
    return read_settings(data, diagnostics) or nothing, data


def _today(now: datetime, utc_offset: str) -> str:
    sign = -1 if utc_offset.startswith("-") else 1
    hours, _, minutes = utc_offset.lstrip("+-").partition(":")
    offset = sign * timedelta(hours=int(hours), minutes=int(minutes or 0))
    return now.astimezone(timezone(offset)).date().isoformat()


def code_fingerprint() -> str:
    """Return the hash of this package, and of the versions of what its pages are made with."""
    package = Path(__file__).parent
    hashed = hashlib.sha256()
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.mo"))):
        hashed.update(path.read_bytes())
    for name in _RENDERERS:
        hashed.update(f"{name} {version(name)}\n".encode())
    return hashed.hexdigest()


def _templates(project: Path, diagnostics: Diagnostics) -> Iterator[bytes]:
    for path in sorted((project / "templates").rglob("*")):
        if path.is_file():
            name, data = path.relative_to(project).as_posix(), path.read_bytes()
            if path.suffix == ".html":
                decode(data, name, diagnostics)
            yield name.encode()
            yield data
