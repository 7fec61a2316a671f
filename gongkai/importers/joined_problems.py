"""A paragraph that names several problems one after another → paragraphs of their own."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import plain
from gongkai.importers.labels import name_of_first_label

_LEADS_IN = re.compile(r"[^，。；：]{2,16}：")
# A heading of an aspect, or a sentence on all that follows: （一）财务管理方面。本方面问题均已整改到位。
_HEADS = re.compile(r"(?:[^，。；：]{0,28}(?:方面|(?:均|全部|都)[^，。；：]{2,10})。){1,2}")
_CLAUSE = re.compile(r"(?:^|(?<=[。；：]))\s*(?:\*\*)?[一二三四五六七八九十]{1,3}是(?:\*\*)?")
_NAMED_PROBLEM = re.compile(r"[^。；：]{4,80}问题[。：，；]")


def apart(blocks: Sequence[Block]) -> list[Block]:
    """Part the problems that one paragraph names after one another: 一是…的问题。… 二是…的问题。…"""
    found: list[Block] = []
    for block in blocks:
        starts = _problem_clauses(block.text) if isinstance(block, Paragraph) else []
        if isinstance(block, Paragraph) and len(starts) > 1:
            starts = [0, *starts] if starts[0] else starts
            ends = [*starts[1:], len(block.text)]
            found += [
                block._replace(text=block.text[start:end].strip(), joints=())
                for start, end in zip(starts, ends, strict=True)
            ]
        else:
            found.append(block)
    return found


def _leads_in(text: str) -> bool:
    """Whether a text only introduces what was done about several problems (整改情况：), or heads them."""
    return bool(_LEADS_IN.fullmatch(text) or _HEADS.fullmatch(text)) and name_of_first_label(text) != "finding"


def _problem_clauses(text: str) -> list[int]:
    """Return where the clauses of a paragraph begin, if it begins with one and each names a problem."""
    matches = list(_CLAUSE.finditer(plain(text)))
    before = plain(text)[: matches[0].start()].strip() if matches else ""
    if (
        len(matches) < 2
        or (before and not _leads_in(before))
        or not all(_NAMED_PROBLEM.match(text, match.end()) for match in matches)
    ):
        return []
    return [match.start() for match in matches]
