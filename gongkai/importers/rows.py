"""Lines that are text, and how a paragraph begins and ends. Knows signs, not how lines are put together."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.importers.document import Line
from gongkai.text import display_width, unspread

# A line that ends so has ended its sentence.
_TERMINAL = "。！？；：!?;:…"
_CLOSING = "”’）》】」』〕])"
# A remark behind the sentence: …签订协议4份。（完成整改）
_REMARK = re.compile(r"(?<=[。！？；])\s*[（(【〔\[][^（()）【】〔〕\[\]]{2,16}[）)】〕\]]\s*$")
# How a paragraph of its own begins, whatever stands above it.
OPENING = re.compile(
    r"第[一二三四五六七八九十]{1,3}[章节部]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}(?:[、．]|\.(?!\d))|[（(]\d{1,2}[）)]|[①-⑳⑴-⒇]|问题\s*[\d一二三四五六七八九十]{1,3}\s*[：:、.]|——"
    r"|第[一二三四五六七八九十]{1,3}[，、：]|【[^】]{1,12}】|[●■◆▲★]"
)
LABEL = re.compile(r"[\u4e00-\u9fff]{2,10}[：:]")
_INDENT = re.compile(r"[ \t\u3000\xa0]*")


class Row(NamedTuple):
    """A line that is text: its words without the space around them, how far it was indented, blank lines above."""

    line: Line
    words: str
    indent: int
    gap: int


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Return the lines that hold words, each with its indent and the blank lines above it."""
    rows: list[Row] = []
    gap = 0
    for line in lines:
        words = unspread(line.text.strip())
        if words:
            match = _INDENT.match(line.text)
            rows.append(Row(line, words, display_width(match[0]) if match else 0, gap))
            gap = 0
        else:
            gap += 1
    return rows


def is_ended(text: str) -> bool:
    """Whether a text ends with its sentence, closing quotes and brackets, and a remark in brackets, set aside."""
    return _REMARK.sub("", text).rstrip(_CLOSING + " *")[-1:] in _TERMINAL
