"""Long lists in parts whose addresses stay: parts are counted from the oldest entry, the front shows the newest.

A new entry changes the front alone, until a part is full; then one numbered part appears and nothing else moves.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from gongkai import urls

Entry = TypeVar("Entry")


class Part(NamedTuple):
    """One part of a list: its number (0: the front), its entries newest first, and its neighbours' addresses."""

    number: int
    entries: Sequence[Any]
    newer: str
    older: str


def parts(entries: Sequence[Entry], size: int, address: str) -> list[Part]:
    """Split `entries` (newest first) into the front, of `size` to 2 × `size` − 1 entries, and full numbered parts."""
    full = max(len(entries) // size - 1, 0)
    front = Part(0, entries[: len(entries) - full * size], "", urls.numbered(address, full))
    if not full:
        return [front._replace(older="")]
    numbered = [
        Part(
            number,
            entries[len(entries) - number * size : len(entries) - (number - 1) * size],
            urls.numbered(address, number + 1 if number < full else 0),
            urls.numbered(address, number - 1) if number > 1 else "",
        )
        for number in range(full, 0, -1)
    ]
    return [front, *numbered]
