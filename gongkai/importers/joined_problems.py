"""A paragraph that names several problems one after another → paragraphs of their own."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import plain

_CLAUSE = re.compile(r"(?:^|(?<=[。；]))\s*(?:\*\*)?[一二三四五六七八九十]{1,3}是(?:\*\*)?")
_NAMED_PROBLEM = re.compile(r"[^。；：]{4,80}问题[。：，；]")


def apart(blocks: Sequence[Block]) -> list[Block]:
    """Part the problems that one paragraph names after one another: 一是…的问题。… 二是…的问题。…"""
    found: list[Block] = []
    for block in blocks:
        starts = _problem_clauses(block.text) if isinstance(block, Paragraph) else []
        if isinstance(block, Paragraph) and len(starts) > 1:
            ends = [*starts[1:], len(block.text)]
            found += [
                block._replace(text=block.text[start:end].strip(), joints=())
                for start, end in zip(starts, ends, strict=True)
            ]
        else:
            found.append(block)
    return found


def _problem_clauses(text: str) -> list[int]:
    """Return where the clauses of a paragraph begin, if it begins with one and each names a problem."""
    matches = list(_CLAUSE.finditer(plain(text)))
    if len(matches) < 2 or matches[0].start() or not all(_NAMED_PROBLEM.match(text, match.end()) for match in matches):
        return []
    return [match.start() for match in matches]
