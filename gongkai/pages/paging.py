"""Long lists in parts whose addresses stay: parts are counted from the oldest entry, the front shows the newest.

A new entry changes the front alone, until a part is full; then one numbered part appears and nothing else moves.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from gongkai import urls

Entry = TypeVar("Entry")

# So many parts are planned together: few, so that one changed entry has little planned again.
_SPAN = 10


class Span(NamedTuple):
    """Parts that follow one another, `first` (the older) to `last`; the front, 0, stands alone.

    `newest` is the newest part that these know of: the newest of the list, for the last span and the front.
    """

    first: int
    last: int
    newest: int


class Part(NamedTuple):
    """One part of a list: its number (0: the front), its entries newest first, and its neighbours' addresses."""

    number: int
    entries: Sequence[Any]
    newer: str
    older: str


def spans(entries: Sequence[Entry], size: int) -> Iterator[tuple[Span, Sequence[Entry]]]:
    """Split `entries` (newest first) into the front, of `size` to 2 × `size` − 1 entries, and spans of full parts."""
    full = max(len(entries) // size - 1, 0)
    yield Span(0, 0, full), entries[: len(entries) - full * size]
    for first in range(1, full + 1, _SPAN):
        last = min(first + _SPAN - 1, full)
        own = entries[len(entries) - last * size : len(entries) - (first - 1) * size]
        yield Span(first, last, min(last + 1, full)), own


def parts(entries: Sequence[Entry], span: Span, address: str) -> Iterator[Part]:
    """Yield the parts of a span, the newest first."""
    if not span.last:
        yield Part(0, entries, "", urls.numbered(address, span.newest) if span.newest else "")
        return
    size = len(entries) // (span.last - span.first + 1)
    for index, number in enumerate(range(span.last, span.first - 1, -1)):
        newer = urls.numbered(address, number + 1 if number < span.newest else 0)
        older = urls.numbered(address, number - 1) if number > 1 else ""
        yield Part(number, entries[index * size : (index + 1) * size], newer, older)
