"""Short lines without a number that part a list of numbered entries: the names of departments, of subjects.

Tells them by their place alone: one stands above the first entry of a list, others between two entries, each behind
text. Knows no words but labels, which are none.
"""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import closed, plain
from gongkai.importers.labels import name_of_first_label, name_of_label
from gongkai.importers.numbering import Number, number_of
from gongkai.importers.status_words import introduced, phrase

_LONGEST = 20
# Numbers of measures, above which no group stands.
_NO_LIST = ("clause", "circle")


def group_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Return which blocks are such lines; none where there are fewer than two above entries of one style."""
    numbers = [number_of(block.text) if isinstance(block, Paragraph) else None for block in blocks]
    lines = [index for index in range(len(blocks) - 1) if _may_part(blocks, numbers, index)]
    for style in dict.fromkeys(number.style for index in lines if (number := numbers[index + 1])):
        own = [index for index in lines if (number := numbers[index + 1]) and number.style == style]
        first = next(index for index, number in enumerate(numbers) if number and number.style == style)
        if len(own) > 1 and own[0] == first - 1 and all(_is_behind_text(blocks, numbers, index) for index in own[1:]):
            return frozenset(own)
    return frozenset()


def _may_part(blocks: Sequence[Block], numbers: Sequence[Number | None], index: int) -> bool:
    """Whether a block is a short line that is no sentence, no label and no status, right above a numbered entry."""
    block, below = blocks[index], numbers[index + 1]
    if not isinstance(block, Paragraph) or numbers[index] or not below or below.style in _NO_LIST:
        return False
    text = closed(plain(block.text))
    if introduced(text) and not re.search(r"[，。；]", text):
        return True
    return (
        2 <= len(text) <= _LONGEST
        and not re.search(r"[。，；：！？…]", text)
        and not (name_of_label(text) or name_of_first_label(block.text) or phrase(text))
    )


def _is_behind_text(blocks: Sequence[Block], numbers: Sequence[Number | None], index: int) -> bool:
    """Whether what stands above a line is the text of an entry, and not the heading of one."""
    above = blocks[index - 1]
    return isinstance(above, Paragraph) and (not numbers[index - 1] or "。" in plain(above.text))
