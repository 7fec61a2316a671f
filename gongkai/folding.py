"""How search compares texts: what looks alike or sounds alike to a reader is the same, wherever words begin or end.

One rule, written twice: here, and as `fold` in assets/search_index.js; a test holds the two to each other. Every code
point is folded by itself: compatibility decomposition (Unicode NFKD: full-width → half-width), lower case, and nothing
is left of accents, spaces, dashes and what cannot be seen. So `０５７１—８７０５ １５２７` and `0571-87051527` are
the same.
"""

import re
import unicodedata
from collections.abc import Iterable

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
# What these texts are written in. No sign here depends on its neighbours (as a final sigma does, or accents in a row),
# so the whole text is folded at once, in a third of the time.
_USUAL = r"\n -~·×‐-‧‰-‾①-⑳\u3000-\u302d\u3030-\u303f\u3400-\u4dbf\u4e00-\u9fff！-～"
_UNUSUAL = re.compile(f"[^{_USUAL}]")
_LEAVES = re.compile("[ \u2010-\u2015\u2028\u2029\u202a-\u202f\u0300-\u036f\u302a-\u302d\u301c\u3030-]")


def fold(text: str) -> str:
    """Return `text` as search compares it."""
    return text.translate(_table)


def fold_lines(lines: Iterable[str]) -> str:
    """Return lines (without line ends in them) as search compares them; those of which nothing is left are gone."""
    text = "\n".join(lines)
    if _UNUSUAL.search(text):
        folded = "\n".join(map(fold, text.split("\n")))
    else:
        folded = _LEAVES.sub("", unicodedata.normalize("NFKD", text).lower())
    return "\n".join([line for line in folded.split("\n") if line])
