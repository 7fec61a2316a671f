"""Which paragraphs without a number may be headings of problems: by their first sentence, or as short lines.

Gives candidates for a reading of the whole text, and decides nothing: see `problem_readings`.
"""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import closed, plain
from gongkai.importers.headings import split_heading
from gongkai.importers.labels import name_of_first_label
from gongkai.importers.numbering import number_of
from gongkai.importers.problem_titles import NAMES_PROBLEM, is_finding_title
from gongkai.importers.status_marks import without_marks

_LONGEST_NAME = 60
_LONGEST_LINE = 40


def heads_without_number(blocks: Sequence[Block]) -> list[frozenset[int]]:
    """Return sets of blocks that may be the headings of problems: each set by another sign."""
    named = frozenset(index for index, block in enumerate(blocks) if _names_problem(block))
    lines = frozenset(index for index in range(len(blocks) - 1) if _is_line(blocks, index))
    wrong = frozenset(index for index in lines if _says_wrong(blocks[index]))
    # Where many of the lines say something wrong, the others may be headings like them.
    alike = lines if len(wrong) * 5 >= len(lines) * 2 else wrong
    first = frozenset(index for index, block in enumerate(blocks) if _begins_with_finding(block))
    sets = [named, alike, named | alike, first, first | alike]
    return [one for index, one in enumerate(sets) if len(one) > 1 and one not in sets[:index]]


def _names_problem(block: Block) -> bool:
    """Whether the first sentence of a paragraph is but the name of a problem: 关于网格员身兼数职问题。…"""
    if not isinstance(block, Paragraph) or number_of(block.text):
        return False
    name = closed(plain(without_marks(split_heading(block)[0])))
    return len(name) <= _LONGEST_NAME and bool(NAMES_PROBLEM.fullmatch(name.rstrip("，：")))


def _begins_with_finding(block: Block) -> bool:
    """Whether the first sentence of a longer paragraph is short and says something wrong: 库房管理混乱。逐件核对…"""
    if not isinstance(block, Paragraph) or number_of(block.text) or name_of_first_label(block.text):
        return False
    heading, rest = split_heading(block)
    first = closed(plain(without_marks(heading))).rstrip("。：")
    return bool(rest) and 4 <= len(first) <= _LONGEST_LINE and first.count("，") < 2 and is_finding_title(first)


def _is_line(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is a short line without a sentence, with text below it."""
    block, below = blocks[index], blocks[index + 1]
    if not isinstance(block, Paragraph) or not isinstance(below, Paragraph):
        return False
    if number_of(block.text) or name_of_first_label(block.text) or plain(block.text).rstrip().endswith("："):
        return False
    line = closed(plain(without_marks(block.text))).rstrip("。")
    # A heading may have a full stop, but so has each short measure.
    is_heading = not block.text.rstrip().endswith("。") or is_finding_title(line)
    return is_heading and 4 <= len(line) <= _LONGEST_LINE and not re.search(r"[。；！：]|，.*，", line)


def _says_wrong(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_finding_title(closed(plain(without_marks(block.text))).rstrip("。"))
