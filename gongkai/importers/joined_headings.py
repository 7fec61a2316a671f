"""A heading that was joined to the first of the list below it → paragraphs of their own."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import plain
from gongkai.importers.numbering import RANKS, Number, number_of

# Where a number can begin within a heading: 二、逐项整改情况（一）…
_FIRST = re.compile(r"(?<=[\u4e00-\u9fff”）])(?<!第)\s*(?=（\s*[一1]\s*）|1\s*[.、．])")
_HEADING = re.compile(r"[^。；：！？]{4,40}")


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
    after = [number_of(text[match.end() :]) for match in re.finditer(r"[。；]", text)]
    return any(number and number.style == first.style and number.ordinal > 1 for number in (*numbers, *after))
