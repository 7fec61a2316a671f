"""What the recognizer found: a value, the words of the source it stands on, and how sure it is."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from gongkai.importers.document import Origin, Paragraph

# How sure a value is. Whatever is less than SURE is marked in the draft, and `check` waits for an editor to look.
SURE = 0.99
LIKELY = 0.8
DOUBTFUL = 0.5

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？（）．"} | {
    ord("．"): "."
}
_SAME_LENGTH = str.maketrans(
    _FULL_WIDTH
    | {
        ord(","): "，",
        ord("("): "（",
        ord(")"): "）",
        ord(":"): "：",
        ord("∶"): "：",
        ord(";"): "；",
        ord("﹙"): "（",
        ord("﹚"): "）",
    }
    | dict(zip(map(ord, "「」『』"), map(ord, "“”‘’"), strict=True))
    | dict.fromkeys(map(ord, "\u3000\xa0\u200b\u200c\u200d\u2060\ufeff\t\r\n"), " ")
)
_HALF_STOP = re.compile(r"(?<=[\u4e00-\u9fff”）])[.．](?=[\u4e00-\u9fff\s“《]|(?:19|20)\d\d[.年]|$)")
_NUMBERED = re.compile(r"^(\s*[一二三四五六七八九十]{1,3})。")
# 1,180 is one number.
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_STOP_LEFT_OUT = re.compile(r"(?<=[\u4e00-\u9fff”）\d%])\u3000(?=[\u4e00-\u9fff“《\d])")
_STRAIGHT_QUOTES = re.compile(r'"([^"\n]{1,400})"')
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’）]*|\n|$)")


class Found(NamedTuple):
    """A value of one field (`inspection.start`), with its place, its words, and why it is not sure.

    `reason` is an English source string of `language.mark`, filled with `details`; empty where the value is sure. A
    value of None says that something was there and could not be decided.
    """

    field: str
    value: Any
    origin: Origin
    quote: str = ""
    confidence: float = SURE
    reason: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether an editor need not look."""
        return self.confidence >= SURE


class Sentence(NamedTuple):
    """A sentence: its words made plain (see `plain`), as they stand in the source, and where."""

    text: str
    written: str
    origin: Origin


@lru_cache(maxsize=8192)  # each rule asks for the same paragraphs and sentences again
def plain(text: str) -> str:
    """Return a text of the same length with signs in one width, so that offsets stay good: digits and letters narrow,
    brackets, colons and semicolons wide, quotation marks in pairs, anything without ink a space."""
    text = _STOP_LEFT_OUT.sub("。", text) if _has_no_stops(text) else text
    text = _HALF_STOP.sub("。", _STRAIGHT_QUOTES.sub(r"“\1”", _THOUSANDS.sub("\ue000", text).translate(_SAME_LENGTH)))
    text = text.replace("\ue000", ",")
    # 一. is a number and no sentence.
    return _NUMBERED.sub(r"\1．", text)


def _has_no_stops(text: str) -> bool:
    """Whether a text is prose whose sentences a wide space parts instead of a stop: …反馈巡察意见　现将…公告如下"""
    return "\u3000" in text and "，" in text and not re.search(r"[。；！？;!?：:]|\.(?!\d)", text)


@lru_cache(maxsize=8192)
def closed(text: str) -> str:
    """Return a text without any white space, as names and dates are compared."""
    return _SPACE.sub("", text)


def sentences(paragraph: Paragraph) -> list[Sentence]:
    """Return the sentences of a paragraph."""
    text = plain(paragraph.text)
    return [
        Sentence(text[match.start() : match.end()], paragraph.text[match.start() : match.end()], paragraph.origin)
        for match in _SENTENCE.finditer(text)
        if match[0].strip()
    ]
