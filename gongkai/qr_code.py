"""The QR code of an address (ISO/IEC 18004, level M) as the path of an SVG symbol.

segno encodes; it takes a millisecond, and a site has a code for every notice. Under a fixed mask and version a QR code
is linear over GF(2): the difference of two codes is the code of the difference of their texts. Addresses of one site
differ in few bits, so most codes are sums of codes that segno has already drawn; a test compares them with segno's.
"""

from functools import cache
from typing import NamedTuple

QUIET_ZONE = 4  # modules, as the standard asks
_MASK = 2
_DIGITS = bytes.maketrans(b"\0\1", b"01")
_LETTERS = str.maketrans("10", "dl")  # dark and light, until runs of them become strokes and moves


class Code(NamedTuple):
    """A QR code: modules on a side with the quiet zone, and its dark modules as the data of an SVG path of lines."""

    size: int
    path: str


def draw(text: str) -> Code:
    """Return the code of a text, such as an address."""
    data = text.encode()
    side, modules = _drawn(len(data)).code(data)
    return Code(side + 2 * QUIET_ZONE, _path(side, modules))


class _Drawn:
    """The codes of texts of one length, which share version and mask: a first one and the differences known so far."""

    def __init__(self) -> None:
        self._side = 0
        self._first = (0, 0)
        self._differences: list[tuple[int, int, int]] = []  # highest bit, text, code; each highest bit once

    def code(self, data: bytes) -> tuple[int, int]:
        """Return modules on a side, and all modules as one number, row by row."""
        text = int.from_bytes(data, "big")
        if not self._side:
            self._side, code = _encode(data)
            self._first = (text, code)
            return self._side, code
        rest, code = text ^ self._first[0], self._first[1]
        for highest, difference, change in self._differences:
            if rest & highest:
                rest ^= difference
                code ^= change
        if rest:
            _, whole = _encode(data)
            self._differences.append((1 << (rest.bit_length() - 1), rest, code ^ whole))
            self._differences.sort(reverse=True)
            code = whole
        return self._side, code


@cache
def _drawn(_length: int) -> _Drawn:
    return _Drawn()


def _encode(data: bytes) -> tuple[int, int]:
    import segno  # 20 ms: only when a page with a code changes

    code = segno.make_qr(data, error="m", mode="byte", mask=_MASK, boost_error=False)
    rows = b"".join(bytes(row) for row in code.matrix)
    return len(code.matrix), int(rows.translate(_DIGITS), 2)


def _path(side: int, modules: int) -> str:
    """Return horizontal strokes through the middle of the modules, one for each run of dark ones."""
    bits = f"{modules:0{side * side}b}"
    rows = (bits[start : start + side] for start in range(0, side * side, side))
    drawn = f"m-{side} 1".join(row.translate(_LETTERS) for row in rows)
    for length in range(7, 0, -1):
        drawn = drawn.replace("d" * length, f"h{length}").replace("l" * length, f"m{length} 0")
    return f"M{QUIET_ZONE} {QUIET_ZONE}.5{drawn}"
