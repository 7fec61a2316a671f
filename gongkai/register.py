"""The register of what was published: a text file beside site.toml, one address to a line, behind it its anchors.

It belongs into version control, so that a fresh clone knows it too. Knows the file, not what a site is.

A set of lines has no order and no conflicts: lines that are no address (comments, the marks of an unfinished merge) are
passed over, two lines of one address are one, and what is written is sorted.
"""

import ipaddress
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from gongkai.language import catalogue
from gongkai.stamps import digest, stamp_of

FILE = "published.txt"
# Names that nobody can own (RFC 2606, RFC 6761): a site of such an address is a sample or a trial.
_NOBODYS = ("example", "example.com", "example.net", "example.org", "test", "invalid", "localhost")


class Registered(NamedTuple):
    """A line of the register: its number in the file, and the anchors, sorted and separated by spaces."""

    line: int
    places: str


def is_kept(site_address: str) -> bool:
    """Whether a site of this address is published, so that its addresses are registered."""
    host = urlsplit(site_address).hostname or ""
    with suppress(ValueError):
        return not ipaddress.ip_address(host).is_loopback
    return not any(host == name or host.endswith(f".{name}") for name in _NOBODYS)


def read_register(project: Path) -> dict[str, Registered]:
    """Return what is registered, by address; nothing where there is no register."""
    path = project / FILE
    lines = path.read_text("utf-8-sig", errors="replace").split("\n") if path.is_file() else []
    found: dict[str, Registered] = {}
    for number, line in enumerate(lines, 1):
        if not line.startswith("/"):
            continue
        address, _, places = line.strip().partition(" ")
        if address in found:
            places = " ".join(sorted({*found[address].places.split(), *places.split()}))
        found[address] = Registered(number, places)
    return found


def write_register(project: Path, places: Mapping[str, str], language: str) -> None:
    """Write the register, whole: the anchors of each address."""
    translate = catalogue(language).gettext
    comments = (
        translate("What this site has published; written by each build. Keep it in version control."),
        translate("An address or anchor in it must not disappear. Delete a line only if it never was public."),
    )
    lines = [f"# {comment}" for comment in comments]
    lines += [f"{address} {places[address]}".rstrip() for address in sorted(places)]
    temporary = project / f".{FILE}.tmp"
    temporary.write_bytes("".join(f"{line}\n" for line in lines).encode())
    temporary.replace(project / FILE)


def register_stamp(project: Path) -> str:
    """Return what tells that the register is the same."""
    return digest([(FILE, stamp_of(project / FILE))])
