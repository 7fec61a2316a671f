"""Runs of three and four units: which of them the index has to hold, and what of each. Knows no shard.

A run is made of two shorter ones: 扶贫资 and 贫资金 make 扶贫资金. Its texts are among those that both have. Where
these are exactly its texts, nothing needs to be held; else its texts are held, by their numbers among them. So of a run
that is not held, one text tells about all: either all that have both parts have it, or none.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LINE_END = 10
_UNIT_BITS, _TEXT_BITS = 13, 12
_UNIT_MASK = np.uint64((1 << _UNIT_BITS) - 1)
# Runs that are compared at once, each with a bit and a number for every text.
_TOGETHER = 1024
# Grams of more texts than this have their bits kept, as long as these are not more than so many.
_FREQUENT, _MOST_KEPT = 64, 40_000
# What a held run takes besides its texts.
_NAME_BYTES = 4.5

Numbers = NDArray[np.uint64]
Units = NDArray[np.uint16]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Held(NamedTuple):
    """The runs of a length that are held: their first pair, what follows it, in how many of how many texts, and these.

    `is_complete`: whether all are held whose parts say too much.
    """

    first: Numbers
    second: Numbers
    size: Counts
    of: Counts
    texts: Units
    is_complete: bool


class Level:
    """Grams of one length, sorted; of each how many texts have it; and these texts, one gram after the other."""

    def __init__(self, codes: Numbers, sizes: Counts, texts: Units, count: int) -> None:
        self.codes, self.sizes, self.texts, self.count = codes, sizes, texts, count
        self._starts = np.cumsum(sizes) - sizes

    def rows(self, wanted: Counts) -> Numbers:
        """Return what a reader knows of the texts of grams: a row of bits for each."""
        return self.own_rows(wanted)

    def own_rows(self, wanted: Counts) -> Numbers:
        """Return the texts that have a gram: a row of bits for each."""
        kept_as, kept = self._frequent
        places = kept_as[wanted]
        rows = np.empty((len(wanted), kept.shape[1]), np.uint64)
        rows[places >= 0] = kept[places[places >= 0]]
        rows[places < 0] = self._bits_of(wanted[places < 0])
        return rows

    @cached_property
    def _frequent(self) -> tuple[Counts, Numbers]:
        """Return of each gram which row is its own, or -1, and these rows: frequent grams are asked for often."""
        frequent = np.flatnonzero(self.sizes > _FREQUENT)
        frequent = frequent[np.argsort(-self.sizes[frequent], kind="stable")[:_MOST_KEPT]]
        kept_as = np.full(len(self.codes), -1)
        kept_as[frequent] = np.arange(len(frequent))
        return kept_as, self._bits_of(frequent)

    def texts_of(self, wanted: Counts) -> Units:
        """Return the texts of grams, one gram after the other."""
        return self.texts[ranges(self._starts[wanted], self.sizes[wanted])]

    def _bits_of(self, wanted: Counts) -> Numbers:
        width = -(-self.count // 64)
        rows = np.zeros((len(wanted), width), np.uint64)
        for begin in range(0, len(wanted), _TOGETHER):
            part = wanted[begin : begin + _TOGETHER]
            dense = np.zeros((len(part), width * 64), bool)
            dense[np.repeat(np.arange(len(part)), self.sizes[part]), self.texts_of(part)] = True
            rows[begin : begin + len(part)] = np.packbits(dense, axis=1).view(np.uint64)
        return rows


class Chain(Level):
    """Runs, each made of two grams of the level below; `held` are those whose texts these do not tell."""

    def __init__(self, below: Level, parts: tuple[Counts, Counts], found: tuple[Numbers, Counts, Units]) -> None:
        super().__init__(*found, below.count)
        self._below, self._left, self._right = below, *parts
        self.held = np.zeros(len(self.codes), bool)

    def rows(self, wanted: Counts) -> Numbers:
        """Return what a reader knows of the texts of runs: where one is held, those that have it."""
        held = self.held[wanted]
        rows = np.empty((len(wanted), -(-self.count // 64)), np.uint64)
        rows[held] = self.own_rows(wanted[held])
        rows[~held] = self.possible(wanted[~held])
        return rows

    def possible(self, wanted: Counts) -> Numbers:
        """Return the texts that both parts of a run have: a row of bits for each."""
        return self._below.rows(self._left[wanted]) & self._below.rows(self._right[wanted])

    def hold(self, budget: int) -> tuple[Counts, Counts, Units, bool]:
        """Choose the runs to be held, for `budget` bytes: first those that mislead about most texts.

        Return them, in how many texts each may be, those it is in by their numbers among these, and whether all are
        held that mislead.
        """
        least = np.minimum(self._below.sizes[self._left], self._below.sizes[self._right])
        unsure = np.flatnonzero(least > self.sizes)
        found = [self._compared(unsure[begin : begin + _TOGETHER]) for begin in range(0, len(unsure), _TOGETHER)]
        runs, of, places = (np.concatenate(column) for column in zip(_NONE, *found, strict=True))
        limit = _limit(self.sizes[runs], of, budget)
        kept = of - self.sizes[runs] >= limit
        self.held[runs[kept]] = True
        return runs[kept], of[kept], places[np.repeat(kept, self.sizes[runs])], limit == 1

    def _compared(self, runs: Counts) -> tuple[Counts, Counts, Units]:
        """Return the runs that possible texts lack, how many are possible, and the places of theirs among them."""
        possible = self.possible(runs)
        of = np.bitwise_count(possible).sum(axis=1, dtype=np.int64)
        misled = of > self.sizes[runs]
        runs = runs[misled]
        numbers = np.cumsum(np.unpackbits(possible[misled].view(np.uint8), axis=1), axis=1, dtype=np.uint16)
        rows = np.repeat(np.arange(len(runs)), self.sizes[runs])
        return runs, of[misled], numbers[rows, self.texts_of(runs)] - np.uint16(1)


_NONE = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint16))


def cost(sizes: Counts, of: Counts) -> NDArray[np.float64]:
    """Return about how many bytes runs take, by how many of the texts that they may be in have them."""
    listed = np.minimum(sizes, of - sizes)
    bytes_each: NDArray[np.float64] = (
        _NAME_BYTES + listed * (np.log2(np.maximum(1, of / np.maximum(1, listed))) + 1.5) / 8
    )
    return bytes_each


def _limit(sizes: Counts, of: Counts, budget: int) -> int:
    """Return about how many texts a run has to mislead to be held, so that all of these take no more than `budget`."""
    costs = cost(sizes, of)
    limit = 1
    while costs[of - sizes >= limit].sum() > budget:
        limit *= 2
    return limit


def held_runs(arrays: Sequence[Units], pairs: Level, budgets: tuple[int, int]) -> Iterator[Held]:
    """Yield the runs of three units that are held, then those of four, each for its budget of bytes.

    `pairs` are all pairs, by the code that a reader knows them by: the first unit is the lower half.
    """
    alphabet, is_whole = _alphabet(arrays)
    number_of = np.full(1 << 16, 1 << _UNIT_BITS, np.uint64)
    number_of[alphabet.astype(np.int64)] = np.arange(len(alphabet), dtype=np.uint64)
    most = sum(map(len, arrays))

    def runs_of(length: int) -> tuple[Numbers, Counts, Units]:
        return grouped((_codes(number_of[units], length) for units in arrays), most)

    def couple(codes: Numbers, at: int) -> Numbers:
        left, right = (
            alphabet[(codes >> np.uint64(_UNIT_BITS * low) & _UNIT_MASK).astype(np.int64)] for low in (at + 1, at)
        )
        return left | right << np.uint64(16)

    found = runs_of(3)
    parts = np.searchsorted(pairs.codes, couple(found[0], 1)), np.searchsorted(pairs.codes, couple(found[0], 0))
    threes = Chain(pairs, parts, found)
    runs, of, texts, is_complete = threes.hold(budgets[0])
    is_complete = is_complete and is_whole
    codes = threes.codes[runs]
    yield Held(couple(codes, 1), couple(codes, 0) >> np.uint64(16), threes.sizes[runs], of, texts, is_complete)

    found = runs_of(4)
    ends = found[0] >> np.uint64(_UNIT_BITS), found[0] & np.uint64((1 << 3 * _UNIT_BITS) - 1)
    fours = Chain(threes, (np.searchsorted(threes.codes, ends[0]), np.searchsorted(threes.codes, ends[1])), found)
    runs, of, texts, is_all = fours.hold(budgets[1])
    codes = fours.codes[runs]
    end = couple(codes, 0)
    # The third unit is the upper half here: names in order then lie closer together.
    second = (end & np.uint64(0xFFFF)) << np.uint64(16) | end >> np.uint64(16)
    yield Held(couple(codes, 2), second, fours.sizes[runs], of, texts, is_all and is_complete)


def _alphabet(arrays: Sequence[Units]) -> tuple[Numbers, bool]:
    """Return the units of texts as far as they can be numbered, and whether that is all of them."""
    used = np.zeros(1 << 16, bool)
    for units in arrays:
        used[units] = True
    used[LINE_END] = False
    found = np.flatnonzero(used).astype(np.uint64)
    return found[: 1 << _UNIT_BITS], len(found) <= 1 << _UNIT_BITS


def _codes(numbers: Numbers, length: int) -> Numbers:
    """Return the runs of a text whose units all have a number."""
    count = max(0, len(numbers) - length + 1)
    codes, fine = np.zeros(count, np.uint64), np.ones(count, bool)
    for at in range(length):
        part = numbers[at : at + count]
        codes = codes << np.uint64(_UNIT_BITS) | part & _UNIT_MASK
        fine &= part <= _UNIT_MASK
    whole: Numbers = codes[fine]
    return whole


def grouped(codes: Iterable[Numbers], most: int) -> tuple[Numbers, Counts, Units]:
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
    texts = (rows & np.uint64((1 << _TEXT_BITS) - 1)).astype(np.uint16)
    rows >>= np.uint64(_TEXT_BITS)
    starts = np.flatnonzero(fresh(rows))
    return rows[starts], np.diff(np.append(starts, end)), texts


def fresh(numbers: NDArray[Any]) -> Flags:
    """Return which of sorted numbers differ from the one before."""
    return np.concatenate([np.ones(min(1, len(numbers)), bool), numbers[1:] != numbers[:-1]])


def _distinct(numbers: Numbers) -> Numbers:
    """Return the numbers sorted, each once; for arrays as short as a text's this is faster than `np.unique`."""
    ordered = np.sort(numbers)
    distinct: Numbers = ordered[fresh(ordered)]
    return distinct


def ranges(starts: NDArray[Any], sizes: NDArray[Any]) -> Counts:
    """Return start, start + 1, … for each start, as many as its size, one after the other."""
    ends = np.cumsum(sizes)
    numbers: Counts = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    return numbers
