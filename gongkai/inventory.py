"""What lies in the public folder, by address: the key of each output, and the stamp of its file as it was written.

A site has some six files for each notice, so each is packed into 32 bytes. Light: a build without changes loads this.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from struct import Struct, error
from urllib.parse import unquote

import msgspec

from gongkai.aside import Aside
from gongkai.stamps import Stamp

# By address: the key of the output (16 bytes), then size and time of change of the file.
Inventory = dict[str, bytes]

_FILE = "written.bin"
_KEY_BYTES = 16
_STAMP = Struct("<Qq")
# Of fewer files none is looked at beside: to fork costs some milliseconds.
_FEW = 5000


def output_path(address: str) -> str:
    """Return the file, relative to the public folder, that an address is served from."""
    path = (unquote(address) if "%" in address else address).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def packed(key: bytes, stamp: Stamp) -> bytes:
    """Return what the inventory holds of a file; `key` is the hash of all that its output depends on, 16 bytes."""
    return key + _STAMP.pack(stamp.size, stamp.changed_ns)


def has_key(entry: bytes | None, key: bytes) -> bool:
    """Whether a file was written for the output of this key."""
    return entry is not None and entry.startswith(key)


def look(public: Path, inventory: Inventory, aside: float = 0.5) -> Callable[[], set[str]]:
    """Begin to look at the files of a public folder; return what tells the addresses that are lost.

    Lost are those whose file does not lie there as it was written. `aside` is the part that is looked at beside this
    process, from now on; the rest is looked at when the result is asked for.
    """
    files = list(inventory.items())
    cut = int(len(files) * aside) if len(files) > _FEW else 0
    beside = Aside(lambda: msgspec.msgpack.encode(list(_lost(public, files[:cut])))) if cut else None

    def lost() -> set[str]:
        found = set(_lost(public, files[cut:]))
        return found.union(msgspec.msgpack.decode(beside.result(), type=list[str])) if beside else found

    return lost


def _lost(public: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    root, stat, unpack = f"{public}/", os.stat, _STAMP.unpack_from
    for address, entry in files:
        try:
            status = stat(root + output_path(address))
            known = unpack(entry, _KEY_BYTES)
        except (OSError, error):  # it is not there, or was noted by another version
            yield address
            continue
        if (status.st_size, status.st_mtime_ns) != known:
            yield address


def paths(addresses: Iterable[str]) -> set[str]:
    """Return the files of addresses, relative to the public folder."""
    return set(map(output_path, addresses))


def read_inventory(folder: Path) -> Inventory:
    """Return what the last build noted in the folder of its cache; nothing where that is gone or damaged."""
    try:
        return msgspec.msgpack.decode((folder / _FILE).read_bytes(), type=Inventory)
    except (OSError, msgspec.DecodeError):
        return {}


def write_inventory(folder: Path, inventory: Inventory) -> None:
    """Note what lies in the public folder for the next build."""
    temporary = (folder / _FILE).with_suffix(".tmp")
    temporary.write_bytes(msgspec.msgpack.encode(inventory))
    temporary.replace(folder / _FILE)
