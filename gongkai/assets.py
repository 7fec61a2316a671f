"""Stylesheet, script and icon: fingerprinted names, so that they may be cached for ever."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from gongkai import urls


class Asset(NamedTuple):
    """A file of `assets/`: its address with a fingerprint, and where it lies."""

    address: str
    path: Path
    fingerprint: str


def read_assets(folder: Path) -> dict[str, Asset]:
    """Return the files of `assets/` by their path below it; hidden files are left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
            stem, dot, ending = name.rpartition(".")
            address = f"{urls.ASSETS}{stem}.{fingerprint[:10]}{dot}{ending}" if dot else f"{urls.ASSETS}{name}"
            found[name] = Asset(address, path, fingerprint)
    return found
