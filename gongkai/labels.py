"""Which texts have which labels → the one shard of them, in the format of docs/search.md. Knows no notice and no site.

Not by NumPy, as `postings`: labels are few, and to load it takes longer than to write them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

LABEL = 1
_COMPLETE = b"\0"


@cache
def label_hash(label: str) -> int:
    """Return 32 bits of FNV-1a over the UTF-8 bytes of a label."""
    value = 0x811C9DC5
    for byte in label.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def encode_labels(labels: Sequence[tuple[str, ...]]) -> bytes:
    """Return the shard of the labels of texts."""
    texts_of: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(labels):
        for label in dict.fromkeys(own):
            texts_of[label_hash(label)].append(number)
    if not texts_of:
        return _COMPLETE + _leb128(0)
    codes = sorted(texts_of)
    names = bytearray()
    for before, code in pairwise([0, *codes]):
        names += _leb128(code - before) + _leb128(len(texts_of[code]))
    bits = "".join(_listed(texts_of[code], len(labels)) for code in codes)
    bits += "0" * (-len(bits) % 8)
    # No bits where every text has every label: none is listed.
    stream = int(bits or "0", 2).to_bytes(len(bits) // 8, "big")
    return _COMPLETE + _leb128(1) + LABEL.to_bytes(4, "little") + _leb128(len(codes)) + names + stream


def _listed(texts: list[int], count: int) -> str:
    """Return some of `count` texts as bits: the gaps between them, or between the others where these are fewer."""
    if len(texts) * 2 > count:
        texts = sorted(set(range(count)).difference(texts))
    # The Rice parameter: the mean gap times ln 2 (about 11/16), as a power of two; the reader works it out alike.
    rice = max(0, (count * 11 // (max(len(texts), 1) * 16)).bit_length() - 1)
    return "".join(_rice_coded(gap, rice) for gap in _gaps(texts))


def _gaps(texts: Iterable[int]) -> Iterable[int]:
    before = -1
    for text in texts:
        yield text - before - 1
        before = text


def _rice_coded(number: int, rice: int) -> str:
    low = f"{number & (1 << rice) - 1:0{rice}b}" if rice else ""
    return "0" * (number >> rice) + "1" + low


def _leb128(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)
