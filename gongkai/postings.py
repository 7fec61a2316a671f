"""Which texts have which grams → the shards that assets/search_index.js reads. Knows no notice and no site.

Why our own: no library searches Chinese on static files (docs/decisions.md has the figures). The format, and why it
tells the exact number of texts, is described in docs/search.md. NumPy does the sorting; `chains` finds the runs.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongkai.chains import LINE_END, Counts, Flags, Level, Numbers, Units, cost, fresh, grouped, held_runs, ranges

HEAD = 3
MAX_TEXTS = 4096  # twelve bits
# Bytes for runs of three units, and of four, that a text may come to; the shorter the list, the more is left to be
# verified. The fewer the texts, the more of their runs differ, so there is room for more.
_RUN_BYTES = (700, 500)
_EXTRA_TEXTS = 1000
# A shard of more than this many times the mean is large: there the runs of frequent beginnings (二是…) would be.
_LARGE = 5
# Shards that are made at once: more take more memory.
_TOGETHER = 256


class Text(NamedTuple):
    """A text to be found: folded lines as UTF-16 (little-endian), and how many lines are its head."""

    units: bytes
    head_lines: int = 1


class Grams(NamedTuple):
    """Grams, and of each how many of how many texts have it; `texts` are those of all of them, one after the other.

    The texts that a gram is chosen from are numbered from 0: for a run of three or four units, they are those that its
    two parts have in common; for others, all.
    """

    first: Numbers
    second: Numbers
    size: Counts
    of: Counts
    texts: Units


def encode(texts: Sequence[Text], bits: int, run_bytes: tuple[int, int] = _RUN_BYTES) -> list[bytes]:
    """Return the 2**bits shards of texts, by number; texts are numbered in their order."""
    if len(texts) > MAX_TEXTS:
        raise ValueError(f"{len(texts)} texts in one part")
    arrays = [np.frombuffer(text.units, "<u2") for text in texts]
    most, count = sum(map(len, arrays)), len(texts)
    heads = (_pairs_of(_head_of(units, text.head_lines)) for units, text in zip(arrays, texts, strict=True))
    kinds = [
        _plain((units[units != LINE_END].astype(np.uint64) for units in arrays), most, count),
        _plain(heads, most, count, HEAD),
    ]
    pairs = Level(*grouped(map(_pairs_of, arrays), most), count)
    kinds.append(
        Grams(pairs.codes, np.zeros_like(pairs.codes), pairs.sizes, np.full_like(pairs.sizes, count), pairs.texts)
    )
    room = count + _EXTRA_TEXTS
    complete = 0
    for longer, held in enumerate(held_runs(arrays, pairs, (run_bytes[0] * room, run_bytes[1] * room))):
        kinds.append(Grams(held.first, held.second, held.size, held.of, held.texts))
        complete |= held.is_complete << longer
    return _shards(kinds, bytes([complete]), bits)


def _plain(codes: Iterable[Numbers], most: int, count: int, second: int = 0) -> Grams:
    found, sizes, texts = grouped(codes, most)
    return Grams(found, np.full_like(found, second), sizes, np.full_like(sizes, count), texts)


def _pairs_of(units: Units) -> Numbers:
    """Return the pairs of neighbours that no line end parts, as numbers: the first unit is the lower half."""
    left, right = units[:-1], units[1:]
    inside = (left != LINE_END) & (right != LINE_END)
    pairs: Numbers = left[inside].astype(np.uint64) | right[inside].astype(np.uint64) << np.uint64(16)
    return pairs


def _head_of(units: Units, lines: int) -> Units:
    ends = np.flatnonzero(units == LINE_END)
    return units[: ends[lines - 1]] if len(ends) >= lines else units


def shard_of(first: Numbers, bits: int) -> NDArray[np.int64]:
    """Return the number of the shard of each first: the upper bits of Knuth's multiplicative hash."""
    numbers: Counts = (first * np.uint64(2654435761) % np.uint64(1 << 32) >> np.uint64(32 - bits)).astype(np.int64)
    return numbers


def _balanced(first: Numbers, second: Numbers, costs: NDArray[np.float64], bits: int) -> NDArray[np.int64]:
    """Return the shard of each gram: that of its first, or for a run in a large one, that of another of its pairs.

    Who looks for a run reads the shards of all its pairs anyway.
    """
    shard = shard_of(first, bits)
    loads: list[float] = np.bincount(shard, weights=costs, minlength=1 << bits).tolist()
    large = sum(loads) / len(loads) * _LARGE
    runs = np.flatnonzero((second > HEAD) & (np.array(loads)[shard] > large))
    runs = runs[np.argsort(-costs[runs], kind="stable")]
    is_four = second[runs] >> np.uint64(16) > 0
    third = np.where(is_four, second[runs] >> np.uint64(16), second[runs])
    middle = first[runs] >> np.uint64(16) | third << np.uint64(16)
    last = np.where(is_four, third | (second[runs] & np.uint64(0xFFFF)) << np.uint64(16), middle)
    choices = zip(runs.tolist(), shard_of(middle, bits).tolist(), shard_of(last, bits).tolist(), strict=True)
    for run, *others in choices:
        here, weight = int(shard[run]), float(costs[run])
        there = min(others, key=loads.__getitem__)
        if loads[here] > large and loads[there] + weight < loads[here]:
            shard[run] = there
            loads[here] -= weight
            loads[there] += weight
    return shard


def _shards(kinds: Sequence[Grams], head: bytes, bits: int) -> list[bytes]:
    first, second, sizes, of, texts = (np.concatenate(columns) for columns in zip(*kinds, strict=True))
    starts = np.cumsum(sizes) - sizes
    shard = _balanced(first, second, cost(sizes, of), bits)
    order = np.lexsort((second, first, shard))
    first, second, sizes, of, shard, starts = (column[order] for column in (first, second, sizes, of, shard, starts))
    bounds = np.searchsorted(shard, np.arange((1 << bits) + 1))
    shards: list[bytes] = []
    for low in range(0, 1 << bits, _TOGETHER):
        high = min(low + _TOGETHER, 1 << bits)
        part = slice(bounds[low], bounds[high])
        numbers = texts[ranges(starts[part], sizes[part])].astype(np.int64)
        streams = _streams(sizes[part], of[part], numbers, shard[part] - low, high - low)
        names = _directories(first[part], second[part], sizes[part], of[part], shard[part] - low, high - low)
        shards += [head + name + stream for name, stream in zip(names, streams, strict=True)]
    return shards


def _directories(first: Numbers, second: Numbers, sizes: Counts, of: Counts, shard: Counts, shards: int) -> list[bytes]:
    """Return for each shard the names of its grams, and how many texts each has; of runs also how many may and do not.

    Numbers are written as unsigned LEB128, the first of a group of grams in four bytes.
    """
    opens_shard = fresh(shard)
    opens_group = opens_shard | fresh(first)
    before = np.where(opens_group, 0, np.roll(second, 1))
    groups = np.bincount(shard[opens_group], minlength=shards)
    members = np.diff(np.append(np.flatnonzero(opens_group), len(first)))
    group = np.cumsum(opens_group) - 1
    is_run = second > HEAD
    always = np.ones(len(first), bool)
    columns = (groups[shard], first, members[group], second - before, sizes, of - sizes)
    values = np.stack([column.astype(np.uint64) for column in columns], axis=1)
    written = np.stack([opens_shard, opens_group, opens_group, always, always, is_run], axis=1)
    is_name = np.broadcast_to(np.arange(len(columns)) == 1, written.shape)[written]
    data, ends = _leb128(values[written], is_name)
    fields_of_shard = np.bincount(shard, weights=written.sum(axis=1), minlength=shards).astype(np.int64)
    bounds = np.append(0, ends)[np.append(0, np.cumsum(fields_of_shard))].tolist()
    return [data[low:high] or b"\0" for low, high in pairwise(bounds)]  # a shard without grams has no groups


def _leb128(values: Numbers, is_name: Flags) -> tuple[bytes, Counts]:
    """Return numbers as unsigned LEB128, or as four bytes (little-endian) where `is_name`, and where each ends."""
    lengths = np.where(is_name, 4, 1 + sum(values >> np.uint64(7 * more) > 0 for more in range(1, 5)))
    ends = np.cumsum(lengths)
    data = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    starts, step = ends - lengths, np.where(is_name, 8, 7).astype(np.uint64)
    for at in range(5):  # no number has more than 32 bits
        here = lengths > at
        goes_on = (~is_name & (lengths > at + 1)).astype(np.uint64) << np.uint64(7)
        byte = values >> step * np.uint64(at) & (np.uint64(1) << step) - np.uint64(1)
        data[starts[here] + at] = (byte | goes_on)[here]
    return data.tobytes(), ends


def _streams(sizes: Counts, of: Counts, numbers: Counts, shard: Counts, shards: int) -> list[bytes]:
    """Return the bits of each shard: the texts of its grams."""
    owner, numbers = _complemented(np.repeat(np.arange(len(sizes)), sizes), numbers, sizes, of)
    lengths = np.maximum(np.minimum(sizes, of - sizes), 1)
    gaps = np.where(fresh(owner), numbers, np.diff(numbers, prepend=0) - 1)
    rice = np.maximum(0, np.frexp(of * 11 // (lengths * 16))[1] - 1)[owner]
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


def _complemented(owner: Counts, numbers: Counts, sizes: Counts, of: Counts) -> tuple[Counts, Counts]:
    """Replace the texts of grams that more than half of those in question have by the texts that do not have them."""
    is_dense = sizes * 2 > of
    dense = np.flatnonzero(is_dense)
    in_dense = is_dense[owner]
    missing = np.arange(of.max(initial=0)) < of[dense][:, None]
    missing[(np.cumsum(is_dense) - 1)[owner[in_dense]], numbers[in_dense]] = False
    rows, absent = np.nonzero(missing)
    owners = np.concatenate([owner[~in_dense], dense[rows]])
    order = np.argsort(owners, kind="stable")
    return owners[order], np.concatenate([numbers[~in_dense], absent])[order]
