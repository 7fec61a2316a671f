"""Headings that were joined to what follows on them, or a whole text in one line → paragraphs of their own."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import plain
from gongkai.importers.numbering import RANKS, Number, number_of
from gongkai.text import numeral

# Where a number can begin within a heading: 二、逐项整改情况（一）…
_FIRST = re.compile(r"(?<=[\u4e00-\u9fff”）])(?<!第)\s*(?=（\s*[一1]\s*）|1\s*[.、．])")
_HEADING = re.compile(r"[^。；：！？]{4,40}")
# Where a chapter or a heading can begin in a text that lost its lines: after a sentence or a space.
_CHAPTER = re.compile(
    r"(?:(?<=[。；！])|(?<=\s))(?:([一二三四五六七八九十]{1,2})、|（([一二三四五六七八九十]{1,2})）|(\d{1,2})\s*[.、．](?!\d))(?=[\u4e00-\u9fff“])"
)
# A text of no more paragraphs has lost its lines.
_FEW = 3
# Signs in which a number can be told; a sentence may go on for thousands.
_AROUND = 60


def lines_apart(blocks: Sequence[Block]) -> list[Block]:
    """Part the chapters of a text that stands in one line: …予以公布。 一、整改责任 （一）提高站位。… （二）…"""
    if len(blocks) > _FEW or not all(isinstance(block, Paragraph) for block in blocks):
        return list(blocks)
    found: list[Block] = []
    for block in blocks:
        assert isinstance(block, Paragraph)
        starts = [0, *_chapters(plain(block.text))]
        found += [
            block._replace(text=block.text[start:end].strip(), joints=()) if len(starts) > 1 else block
            for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True)
            if block.text[start:end].strip()
        ]
    return found


def _chapters(text: str) -> list[int]:
    """Return where the chapters of a text begin and the headings in them, if they count from one; none if not."""
    starts: list[int] = []
    last = [0, 0, 0]
    for match in _CHAPTER.finditer(text):
        level = next(index for index in range(3) if match[index + 1])
        written = match[level + 1]
        ordinal = int(written) if written.isdigit() else numeral(written)
        if level > 0 and not last[0]:
            continue
        if ordinal != last[level] + 1:
            continue
        last = [*last[:level], ordinal, *(0 for _ in last[level + 1 :])]
        starts.append(match.start())
    return starts


def headings_apart(blocks: Sequence[Block]) -> list[Block]:
    """Part headings from what follows on them in one paragraph: 二、…情况（一）…方面1.关于…"""
    found: list[Block] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            found.append(block)
            continue
        starts = _headings(block.text, blocks[index + 1 :])
        for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
            part = block._replace(text=block.text[start:end].strip(), joints=())
            found.append(part if len(starts) > 1 else block)
    return found


def _headings(text: str, below: Sequence[Block]) -> list[int]:
    """Return where the headings of a paragraph begin, and the first of the list below them."""
    starts = [0]
    number = number_of(text)
    while number and (match := _FIRST.search(plain(text), starts[-1] + number.length)):
        inner = number_of(text[match.end() :])
        heading = plain(text)[starts[-1] + number.length : match.start()]
        if not inner or not _HEADING.fullmatch(heading) or not _is_below(inner, number):
            break
        if not _goes_on(inner, text[match.end() + inner.length :], below):
            break
        starts.append(match.end())
        number = inner
    return starts


def _is_below(inner: Number, outer: Number) -> bool:
    return RANKS.get(inner.style, 0) > RANKS.get(outer.style, 99)


def _goes_on(first: Number, text: str, below: Sequence[Block]) -> bool:
    """Whether a list goes on: in the same text, or in one of the next paragraphs."""
    numbers = [number_of(block.text) for block in below[:12] if isinstance(block, Paragraph)]
    after = [number_of(text[match.end() : match.end() + _AROUND]) for match in re.finditer(r"[。；]", text)]
    return any(number and number.style == first.style and number.ordinal > 1 for number in (*numbers, *after))
