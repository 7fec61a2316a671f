"""Chinese text: anchors, sort keys, soft line breaks, numerals, widths. Knows no files and no HTML."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

# Han, kana, CJK punctuation and full-width forms: what is set without spaces between words.
WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—"
_SOFT_BREAK = re.compile(rf"(?<=[{WIDE}])[ \t]*\n[ \t]*(?=[{WIDE}])")
# Control characters, what has no width, and what turns the direction of writing.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Text without these signs, whose paragraphs begin with none of the others, is nothing but paragraphs.
_MARKDOWN_SIGN = re.compile(r"[`\\\[\]<>&_*\t|\u2060]")
_MARKDOWN_OPENINGS = frozenset("#=:+~-")
_NOT_IN_ANCHOR = re.compile(r"[^\w]+", re.UNICODE)
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}
_NUMERAL = re.compile(r"(?:([一二三四五六七八九])?(十))?([零〇一二三四五六七八九])?")

# Where the titles of these documents may turn to the next line (GB/T 9704: a title is broken by its sense).
_SEAM = re.compile(
    "(?=关于|以及)|(?<=关于)|(?<=以及)|(?<=党组)(?!织)|(?<=党委)(?!办)|(?<=委员会)|(?<=、)"
    "|(?:(?<=巡视)|(?<=巡察)|(?<=审计)|(?<=督察))(?=反馈|整改|集中|发现|查出)"
    "|(?:(?<=反馈意见)|(?<=反馈问题)|(?<=的问题))|(?=集中整改)|(?<!集中)(?=整改(?:落实|进展|情况|工作|完成))"
)


def is_han(character: str) -> bool:
    """Whether a character is a Han character (of the two blocks that these texts use)."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def display_width(text: str) -> int:
    """Return the terminal columns of `text`: 2 for wide and full-width characters (UAX #11), 0 for marks."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def printable(text: str) -> str:
    """Return `text` as one line that a terminal cannot take for commands: what cannot be seen becomes U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\n", " ").replace("\t", " "))


def anchor(text: str) -> str:
    """Return an id for a heading that keeps Han characters: `（一）聚焦 A` → `一-聚焦-a`; never empty."""
    return _NOT_IN_ANCHOR.sub("-", unicodedata.normalize("NFKC", text).lower()).strip("-") or "section"


@lru_cache(maxsize=4096)
def quoted_anchor(name: str) -> str:
    """Return an anchor as an address holds it; `problem-1` stands in every notice, and is asked for again and again."""
    return quote(name)


def unique(name: str, taken: dict[str, int]) -> str:
    """Return `name`, or `name-2`, `name-3` … where it is taken; `taken` counts how often each was asked for."""
    candidate = name
    while candidate in taken:
        taken[name] += 1
        candidate = f"{name}-{taken[name]}"
    taken[candidate] = 1
    return candidate


def join_soft_breaks(text: str) -> str:
    """Remove line breaks between wide characters: browsers show a space for them."""
    return _SOFT_BREAK.sub("", text) if "\n" in text else text


def phrases(title: str) -> list[str]:
    """Return the parts of a title that a line should not break within; browsers know no words of Chinese."""
    return [part for part in _SEAM.split(title) if part]


def plain_paragraphs(text: str) -> list[str] | None:
    """Return the paragraphs of text in which no sign means anything to Markdown, each one line; None of other text.

    Most text of a notice is such, so this looks at the ends of paragraphs alone.
    """
    if not text:
        return []
    if _MARKDOWN_SIGN.search(text):
        return None
    paragraphs = text.split("\n\n")
    for paragraph in paragraphs:
        first = paragraph[:1]
        if not first or first in _MARKDOWN_OPENINGS or first.isspace() or first.isdecimal():
            return None
        if "\n" in paragraph or paragraph[-1].isspace():
            return None
    return paragraphs


def numeral(text: str) -> int | None:
    """Return the value of a Chinese numeral below 100 (`二十三` → 23), or None."""
    match = _NUMERAL.fullmatch(text)
    if not text or not match:
        return None
    tens, ten, ones = match.groups()
    return (_DIGITS[tens] if tens else 1) * 10 * bool(ten) + (_DIGITS[ones] if ones else 0)


def sort_key(text: str) -> str:
    """Return the pinyin of `text` for sorting, by words, so that 重庆 is chong qing; names may share it."""
    from pypinyin import Style, lazy_pinyin  # 0.1 s: only when a list of names is sorted

    return " ".join(lazy_pinyin(text, style=Style.TONE3))


def nearest(word: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    """Return the known word closest to `word`, the first of several; an empty string if none is close enough."""
    found, best = "", cutoff
    matcher = difflib.SequenceMatcher(b=word)
    for candidate in known:
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best:
            ratio = matcher.ratio()
            if ratio > best or (ratio == best and not found):
                found, best = candidate, ratio
    return found


def shortened(text: str, limit: int = 30) -> str:
    """Return at most `limit` characters of `text`, with … where it was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def opening(text: str, limit: int = 120) -> str:
    """Return the first `limit` characters of plain `text`, cut after a sentence where one ends there."""
    flat = join_soft_breaks(text.strip()).replace("\n", " ")
    if len(flat) <= limit:
        return flat
    cut = max(flat.rfind(stop, 0, limit) for stop in "。；！？")
    return flat[: cut + 1] if cut > limit // 3 else flat[: limit - 1] + "…"


_HAN_APART = re.compile(
    r"(?<=[\u4e00-\u9fff“”‘’（）《》，。：；、])[ \u3000]+(?=[\u4e00-\u9fff“”‘’（）《》，。：；、])"
)
_FIGURE_APART = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=\d)|(?<=\d) +(?=[\u4e00-\u9fff])(?<!^\d )(?<!^\d\d )")


def unspread(text: str) -> str:
    """Return a text without the spaces that only set its Han characters apart: 关 于 巡 察."""
    apart = len(_HAN_APART.findall(text))
    signs = len(text) - text.count(" ")
    if not apart or (apart * 3 <= signs and re.search("[\u4e00-\u9fff]{2}", text)):
        return text
    return _FIGURE_APART.sub("", _HAN_APART.sub("", text))
