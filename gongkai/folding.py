"""How search compares texts: what looks alike or sounds alike to a reader is the same, wherever words begin or end.

One rule, written twice: here, and as `fold` in assets/search_index.js; a test holds the two to each other. Every code
point is folded by itself: compatibility decomposition (Unicode NFKD: full-width → half-width), lower case, and nothing
is left of accents, spaces, dashes and what cannot be seen. So `０５７１—８７０５ １５２７` and `0571-87051527` are
the same.
"""

import unicodedata

# Spaces, control and format characters, marks that sit on other characters, dashes.
_DROPPED = {"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me", "Pd"}
# Signs that are typed for a dash without being one to Unicode: minus, the Han and kana strokes, box drawing.
_DASHES = "\u2212\u30fc\uff70\u2500\u2501\u02d7"


class _Table(dict[int, str]):
    """Filled as characters are met: `str.translate` asks for each code point once."""

    def __missing__(self, code: int) -> str:
        folded = "".join(
            sign
            for sign in unicodedata.normalize("NFKD", chr(code))
            if unicodedata.category(sign) not in _DROPPED and sign not in _DASHES
        )
        # Lower case may bring marks of its own: İ.
        folded = "".join(sign for sign in folded.lower() if unicodedata.category(sign) not in _DROPPED)
        self[code] = folded
        return folded


_table = _Table()


def fold(text: str) -> str:
    """Return `text` as search compares it."""
    return text.translate(_table)
