"""The numbers with which Chinese documents begin their headings and entries, and the level each style stands for."""

import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.importers.found import plain
from gongkai.importers.status_marks import length_of_mark
from gongkai.text import numeral

# What the number of a problem is called in ledgers and forms.
ORDINAL_NAME = "(?:问题|任务|整改|事项)?(?:序号|编号)"
_HAN = "[一二三四五六七八九十]{1,3}"
# Style → what it looks like, in the order in which they are tried, on plain text. The group is the ordinal.
# Digits that count what follows (3 人, 1-6 月份) are no number of a heading.
_COUNTED = r"[年月日时分秒天周个项条名人户家件次元万亿余多岁号届类份季]\B"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("chapter", rf"第\s*({_HAN}|\d{{1,2}})\s*[章节部](?:分(?!之))?[、：\s]*"),
        (
            "problem",
            rf"(?:{ORDINAL_NAME}：\s*(?=\d{{1,3}}\s*$)|[【\[]?(?:(?:反馈|反映|指出|发现|存在|主要|具体|整改|巡[视察])*问题|(?:整改)?任务|(?:整改|具体)?事项|序号)\s*(?:之|第)?\s*)"
            rf"(?:（\s*)?({_HAN}|\d{{1,3}})(?:\s*）)?\s*(?:[】\]：、.．。\s]\s*[：、.。]?|(?<=问题[一二三四五六七八九十\d])$|(?<=任务[一二三四五六七八九十\d])$|(?<=：\d)$|(?<=：\d\d)$)",
        ),
        ("han", rf"({_HAN})(?:\s*[、．。](?!\s*[、，])|\s{{2,4}}(?=[\u4e00-\u9fff]{{3,16}}\s*$))"),
        ("han-brackets", rf"（\s*({_HAN})\s*）[、.]?"),
        ("ordinal", rf"第({_HAN}|\d{{1,2}})(?:(?:个问题|[个项条])?[、，：]|(?:个问题|[个项条])\s+)\s*"),
        ("clause", rf"(?:\*\*)?({_HAN})是(?:\*\*)?"),
        ("number-brackets", r"（\s*(\d{1,3})\s*）[、.]?"),
        ("half-bracket", r"(\d{1,3})\s*）[、.]?"),
        # A heading that begins with digits itself stands apart from its number: 2.1 3个部门转嫁费用.
        ("thrice", r"(\d{1,2}\.\d{1,2}\.\d{1,2})(?:(?![\d.年月%])[、.]?\s*(?=[^\d\s])|[、.]?\s+(?=\d))"),
        (
            "dotted",
            r"(\d{1,2}(?:\.\d{1,2}|[-—–]\d{1,2}(?=[、.](?!\d)"
            rf"|\s+(?!{_COUNTED})[\u4e00-\u9fff“]{{3}})))(?:(?![\d.年月%])[、.]?\s*(?=[^\d\s])|[、.]?\s+(?=\d))",
        ),
        ("point", r"(\d{1,3})\s*\.(?!\d)\s*"),
        ("comma", r"(\d{1,3})\s*、\s*"),
        # 1 整改总体情况
        ("spaced", rf"(\d{{1,2}})\s+(?=[\u4e00-\u9fff“《])(?!{_COUNTED})"),
        ("square", rf"[\[【〔]\s*(\d{{1,2}}|{_HAN})\s*[\]】〕]\s*"),
        ("letter", r"([A-H])\s*[.、．。]\s*(?=[\u4e00-\u9fff“])"),
        ("small-letter", r"([a-h])\s*[.、．。）]\s*(?=[\u4e00-\u9fff“])"),
        ("roman", r"([Ⅰ-Ⅻ])\s*[、.．]?\s*"),
        ("circle", r"([①-⑳])[、.]?"),
        ("bracketed", r"([⑴-⒇])[、.]?"),
        ("full-stopped", r"([⒈-⒛])"),
        ("dash", r"(?:(?:——|--|[●■◆▲★•▪▶►◇])\s*|[-–—·]\s+(?=[\u4e00-\u9fff“]))()"),
    )
)
_LABELLED = re.compile(rf"{dict(_STYLES)['problem'].pattern}|第\s*(\d{{1,3}}|{_HAN})个(?:问题|任务|事项)\s*[：:、]")
# From the highest down; styles that are not here stand where they first appear.
RANKS = {
    "chapter": 0,
    "han": 1,
    "han-brackets": 2,
    "point": 3,
    "comma": 3,
    "full-stopped": 3,
    "number-brackets": 4,
    "bracketed": 4,
    "half-bracket": 4,
    "circle": 5,
    "clause": 6,
}
_SIGNS = {"circle": "①", "bracketed": "⑴", "full-stopped": "⒈", "roman": "Ⅰ", "letter": "A", "small-letter": "a"}
# A wide point before a heading that begins with digits itself: 4．3个部门列支费用; a narrow one may part a number.
_WIDE_POINT = re.compile(r"\s*(\d{1,3})．(?=\d{1,3}[个家名项条处户])")
_BLANK = re.compile(r"\s*(?:\*\*)?\s*")
# Of more signs and marks before it, nothing behind them is the number of a paragraph.
_MOST_BEFORE = 8


class Number(NamedTuple):
    """The number at the start of a paragraph: its style, its ordinal (0: none), and how long it is.

    `labelled` is the ordinal of a label 问题3： that follows on it, 0 where none does.
    """

    style: str
    ordinal: int
    length: int
    labelled: int = 0


@lru_cache(maxsize=1024)  # each paragraph is asked many times
def number_of(text: str) -> Number | None:
    """Return the number a paragraph begins with, None where it begins with none."""
    if wide := _WIDE_POINT.match(text):
        return Number("point", int(wide[1]), wide.end())
    return _behind(text, _MOST_BEFORE)


def _behind(text: str, most: int) -> Number | None:
    """Return the number a text begins with, at most so many signs and marks behind its beginning."""
    text = plain(text)
    # A sign without width may stand before the number, or a status in brackets.
    blank = _BLANK.match(text)
    before = length_of_mark(text) or (blank.end() if blank else 0)
    if before and most and (number := _behind(text[before:], most - 1)):
        return number._replace(length=number.length + before)
    for style, pattern in _STYLES:
        match = pattern.match(text)
        if match and (ordinal := _ordinal(style, match[1])) is not None:
            return _with_label(Number(style, ordinal, match.end()), text)
    return None


def _with_label(number: Number, text: str) -> Number:
    """Return a number with the label that counts problems behind it: （三）问题3：, whose ordinal is the problem's."""
    match = _LABELLED.match(text, number.length) if number.style != "problem" else None
    ordinal = _ordinal("problem", match[1] or match[2]) if match else None
    return Number(number.style, number.ordinal, match.end(), ordinal or 0) if match else number


def _ordinal(style: str, written: str) -> int | None:
    if style in _SIGNS:
        return ord(written) - ord(_SIGNS[style]) + 1
    if style in ("dotted", "thrice"):
        return int(re.split(r"[.—–-]", written)[-1])
    if not written:
        return 0
    return int(written) if written.isdigit() else numeral(written)
