"""Postings of character n-grams → the binary shards that assets/search.js reads. Knows no notice and no site.

Why our own: no library searches Chinese on static files. At 10,000 notices Pagefind found 74 of 100 phrases (its next
version all, with 10 GB to build), SQLite over HTTP took half a minute on a slow phone, MiniSearch, FlexSearch and Orama
load their whole index; and most need WebAssembly, which the site's policy forbids. NumPy does the sorting.

A text is a sequence of UTF-16 code units, as JavaScript sees it. A segment holds, for up to MAX_TEXTS texts:

- every unit and every pair of units, with the texts they occur in;
- runs of four units where the three pairs in them occur together in many texts (`misled`) that lack the run: so that
  the pairs of a phrase do not send a reader through hundreds of texts;
- pairs that occur in the head of a text, its first lines.

Labels, which are filters, have a shard of their own.

A gram is two pairs of units, `first` and `second`; `second` is 0 for units and pairs, HEAD for pairs of a head. A
shard holds all grams whose `first` has the same hash (`shard_of`):

    number of firsts; for each: the first (4 bytes), number of its grams; for each: second (4 bytes), number of texts
    then, as one stream of bits, the texts of each gram

Numbers are LEB128, the others little-endian. The texts of a gram are the gaps between their numbers, in Golomb-Rice
code; of a gram that more than half of the texts have, the texts that do not have it.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

MAX_TEXTS = 4096  # twelve bits
HEAD = 3
LABEL = 1
_UNIT_BITS, _TEXT_BITS = 13, 12
_LINE_END = 10
# Shards that are made at once: more take more memory.
_TOGETHER = 256

Numbers = NDArray[np.uint64]
Units = NDArray[np.uint16]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Text(NamedTuple):
    """A text to be found: folded lines as UTF-16 (little-endian), and how many lines are its head."""

    units: bytes
    head_lines: int = 1


class Grams(NamedTuple):
    """Grams, each with the number of its texts; `texts` are those of all of them, one gram after the other."""

    first: Numbers
    second: Numbers
    size: Counts
    texts: Units


@cache
def label_hash(label: str) -> int:
    """Return 32 bits of FNV-1a over the UTF-8 bytes of a label."""
    value = 0x811C9DC5
    for byte in label.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def misled(texts: int) -> int:
    """Return in how many texts the pairs of a run have to mislead, for it to be held; fewer would cost too much."""
    return max(12, texts // 12)


def encode(texts: Sequence[Text], bits: int) -> list[bytes]:
    """Return the 2**bits shards of a segment, by number; texts are numbered in their order."""
    if len(texts) > MAX_TEXTS:
        raise ValueError(f"{len(texts)} texts in one segment")
    arrays = [np.frombuffer(text.units, "<u2") for text in texts]
    most = sum(map(len, arrays))
    units = _plain((units[units != _LINE_END].astype(np.uint64) for units in arrays), most)
    pairs = _plain(map(_pairs_of, arrays), most)
    heads = _plain(
        (_pairs_of(_head_of(units, text.head_lines)) for units, text in zip(arrays, texts, strict=True)), most, HEAD
    )
    runs = _runs(arrays, pairs, most)
    return _shards([units, pairs, heads, runs], len(texts), bits)


def encode_labels(labels: Sequence[tuple[str, ...]]) -> bytes:
    """Return the shard of the labels of texts."""
    texts_of: dict[int, dict[int, None]] = {}
    for number, own in enumerate(labels):
        for label in own:
            texts_of.setdefault(label_hash(label), {})[number] = None
    codes = sorted(texts_of)
    found = Grams(
        np.full(len(codes), LABEL, np.uint64),
        np.array(codes, np.uint64),
        np.array([len(texts_of[code]) for code in codes], np.int64),
        np.array([number for code in codes for number in texts_of[code]], np.uint16),
    )
    return _shards([found], len(labels), 0)[0]


def _grouped(codes: Iterable[Numbers], most: int) -> tuple[Numbers, Counts, Units]:
    """Return the different codes (below 2**52), of how many texts each is, and these; `codes` are given by text.

    They are at most `most`: one array takes them all, is sorted and read where it lies, because it is the largest.
    """
    rows, end = np.empty(most, np.uint64), 0
    for number, found in enumerate(codes):
        distinct = _distinct(found)
        rows[end : end + len(distinct)] = distinct << np.uint64(_TEXT_BITS) | np.uint64(number)
        end += len(distinct)
    rows = rows[:end]
    rows.sort()
    texts = (rows & np.uint64(MAX_TEXTS - 1)).astype(np.uint16)
    rows >>= np.uint64(_TEXT_BITS)
    starts = np.flatnonzero(_fresh(rows))
    return rows[starts], np.diff(np.append(starts, end)), texts


def _fresh(numbers: NDArray[Any]) -> Flags:
    """Return which of sorted numbers differ from the one before."""
    return np.concatenate([np.ones(min(1, len(numbers)), bool), numbers[1:] != numbers[:-1]])


def _distinct(numbers: Numbers) -> Numbers:
    """Return the numbers sorted, each once; for arrays as short as a text's this is faster than `np.unique`."""
    ordered = np.sort(numbers)
    distinct: Numbers = ordered[_fresh(ordered)]
    return distinct


def _plain(codes: Iterable[Numbers], most: int, second: int = 0) -> Grams:
    found, sizes, texts = _grouped(codes, most)
    return Grams(found, np.full_like(found, second), sizes, texts)


def _pairs_of(units: Units) -> Numbers:
    """Return the pairs of neighbours that no line end parts, as numbers: the first unit is the lower half."""
    left, right = units[:-1], units[1:]
    inside = (left != _LINE_END) & (right != _LINE_END)
    pairs: Numbers = left[inside].astype(np.uint64) | right[inside].astype(np.uint64) << np.uint64(16)
    return pairs


def _head_of(units: Units, lines: int) -> Units:
    ends = np.flatnonzero(units == _LINE_END)
    return units[: ends[lines - 1]] if len(ends) >= lines else units


def _runs(arrays: Sequence[Units], pairs: Grams, most: int) -> Grams:
    """Return the runs of four units that their pairs mislead about."""
    used = np.zeros(1 << 16, bool)
    for units in arrays:
        used[units] = True
    used[_LINE_END] = False
    # Thirteen bits number the signs of these texts; should they be more, runs with the last of them are left out.
    alphabet = np.flatnonzero(used)[: 1 << _UNIT_BITS].astype(np.uint64)
    number_of = np.zeros(1 << 16, np.uint64)
    number_of[alphabet.astype(np.int64)] = np.arange(len(alphabet), dtype=np.uint64)
    used[:] = False
    used[alphabet.astype(np.int64)] = True
    codes, sizes, texts = _grouped((_run_codes(units, number_of, used) for units in arrays), most)
    mask = np.uint64((1 << _UNIT_BITS) - 1)
    signs = [alphabet[(codes >> np.uint64(_UNIT_BITS * (3 - at)) & mask).astype(np.int64)] for at in range(4)]
    couples = [signs[at] | signs[at + 1] << np.uint64(16) for at in range(3)]
    kept = _misled(couples, sizes, pairs, len(arrays))
    return Grams(couples[0][kept], couples[2][kept], sizes[kept], texts[np.repeat(kept, sizes)])


def _run_codes(units: Units, number_of: Numbers, known: Flags) -> Numbers:
    length = max(0, len(units) - 3)
    numbers, usable = number_of[units], known[units]
    codes, fine = np.zeros(length, np.uint64), np.ones(length, bool)
    for at in range(4):
        codes = codes << np.uint64(_UNIT_BITS) | numbers[at : at + length]
        fine &= usable[at : at + length]
    whole: Numbers = codes[fine]
    return whole


def _misled(couples: Sequence[Numbers], sizes: Counts, pairs: Grams, count: int) -> Flags:
    """Return of which runs the pairs occur together in many texts that lack the run."""
    places = [np.searchsorted(pairs.first, couple) for couple in couples]
    enough = sizes + misled(count)
    kept: Flags = np.minimum.reduce([pairs.size[place] for place in places]) >= enough
    wanted = np.flatnonzero(np.bincount(np.concatenate([place[kept] for place in places]), minlength=1))
    table = _bitmaps(wanted, pairs, count)
    chosen = np.flatnonzero(kept)
    for begin in range(0, len(chosen), 1 << 15):
        part = chosen[begin : begin + (1 << 15)]
        rows = [table[np.searchsorted(wanted, place[part])] for place in places]
        together = np.bitwise_count(rows[0] & rows[1] & rows[2]).sum(axis=1, dtype=np.int64)
        kept[part] = together >= enough[part]
    return kept


def _bitmaps(wanted: NDArray[Any], grams: Grams, count: int) -> Numbers:
    """Return a row of bits for each wanted gram: the texts it occurs in."""
    width = -(-count // 64) * 64
    starts = np.cumsum(grams.size) - grams.size
    rows = [np.zeros((0, width // 64), np.uint64)]
    for begin in range(0, len(wanted), 4096):
        part = wanted[begin : begin + 4096]
        dense = np.zeros((len(part), width), bool)
        row = np.repeat(np.arange(len(part)), grams.size[part])
        dense[row, grams.texts[_ranges(starts[part], grams.size[part])]] = True
        rows.append(np.packbits(dense, axis=1).view(np.uint64))
    return np.concatenate(rows)


def _ranges(starts: NDArray[Any], sizes: NDArray[Any]) -> Counts:
    """Return start, start + 1, … for each start, as many as its size, one after the other."""
    ends = np.cumsum(sizes)
    numbers: Counts = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    return numbers


def shard_of(first: Numbers, bits: int) -> NDArray[np.int64]:
    """Return the number of the shard of each first: the upper bits of Knuth's multiplicative hash."""
    numbers: Counts = (first * np.uint64(2654435761) % np.uint64(1 << 32) >> np.uint64(32 - bits)).astype(np.int64)
    return numbers


def _shards(kinds: Sequence[Grams], count: int, bits: int) -> list[bytes]:
    first, second, sizes, texts = (np.concatenate(columns) for columns in zip(*kinds, strict=True))
    starts = np.cumsum(sizes) - sizes
    shard = shard_of(first, bits)
    order = np.lexsort((second, first, shard))
    first, second, sizes, shard = first[order], second[order], sizes[order], shard[order]
    starts = starts[order]
    bounds = np.searchsorted(shard, np.arange((1 << bits) + 1))
    shards: list[bytes] = []
    for low in range(0, 1 << bits, _TOGETHER):
        high = min(low + _TOGETHER, 1 << bits)
        begin, end = bounds[low], bounds[high]
        numbers = texts[_ranges(starts[begin:end], sizes[begin:end])].astype(np.int64)
        streams = _streams(sizes[begin:end], numbers, count, shard[begin:end] - low, high - low)
        for one, stream in enumerate(streams, low):
            inside = slice(bounds[one], bounds[one + 1])
            shards.append(_directory(first[inside].tolist(), second[inside].tolist(), sizes[inside].tolist()) + stream)
    return shards


def _directory(firsts: list[int], seconds: list[int], sizes: list[int]) -> bytes:
    """Return the names of the grams of a shard."""
    groups: dict[int, list[bytes]] = {}
    for first, second, size in zip(firsts, seconds, sizes, strict=True):
        groups.setdefault(first, []).append(second.to_bytes(4, "little") + _leb128(size))
    found = [first.to_bytes(4, "little") + _leb128(len(group)) + b"".join(group) for first, group in groups.items()]
    return _leb128(len(found)) + b"".join(found)


def _leb128(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _streams(sizes: Counts, numbers: Counts, count: int, shard: Counts, shards: int) -> list[bytes]:
    """Return the bits of each shard: the texts of its grams."""
    owner, numbers = _complemented(np.repeat(np.arange(len(sizes)), sizes), numbers, sizes, count)
    lengths = np.maximum(np.minimum(sizes, count - sizes), 1)
    gaps = np.where(_fresh(owner), numbers, np.diff(numbers, prepend=0) - 1)
    rice = np.maximum(0, np.frexp(count * 11 // (lengths * 16))[1] - 1)[owner]
    widths = (gaps >> rice) + 1 + rice
    # Each shard starts at a full byte.
    used = np.bincount(shard[owner], weights=widths, minlength=shards).astype(np.int64)
    full = -(-used // 8)
    byte_ends = np.cumsum(full)
    shift = (byte_ends - full) * 8 - (np.cumsum(used) - used)
    ends = np.cumsum(widths) + shift[shard[owner]]
    bits = np.zeros(int(byte_ends[-1]) * 8, np.uint8)
    bits[ends - rice - 1] = 1
    for low in range(int(rice.max(initial=0))):
        bits[ends[(rice > low) & (gaps >> low & 1 == 1)] - low - 1] = 1
    packed = np.packbits(bits).tobytes()
    return [packed[end - size : end] for end, size in zip(byte_ends.tolist(), full.tolist(), strict=True)]


def _complemented(owner: Counts, numbers: Counts, sizes: Counts, count: int) -> tuple[Counts, Counts]:
    """Replace the texts of grams that more than half of all have by the texts that do not have them."""
    is_dense = sizes * 2 > count
    dense = np.flatnonzero(is_dense)
    in_dense = is_dense[owner]
    missing = np.ones((len(dense), count), bool)
    missing[(np.cumsum(is_dense) - 1)[owner[in_dense]], numbers[in_dense]] = False
    rows, absent = np.nonzero(missing)
    owners = np.concatenate([owner[~in_dense], dense[rows]])
    order = np.argsort(owners, kind="stable")
    return owners[order], np.concatenate([numbers[~in_dense], absent])[order]
