"""What was done about a problem: its measures, found in the words of its text as they stand."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from gongkai.markdown_slips import ITEM
from gongkai.text import join_soft_breaks, numeral

_NESTED_ITEM = re.compile(r"\s+(?:[-*+]|\d+\.)\s")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_CLAUSE = re.compile(r"(?:^|(?<=[。；;：:，,！】]))[ \t\u3000]*(?:\*\*)?([一二三四五六七八九十]{1,3})是(?:\*\*)?")
# The same, numbered; the signs before the number tell the kind, and imported texts may have escaped the dot.
_NUMBERED = re.compile(
    r"(?:^|(?<=[。；;：:】]))[ \t\u3000]*(?P<open>[（(]?)(?:(?P<number>\d{1,2})(?:\\?[.．、](?!\d)|(?P<close>[)）]))"
    r"|(?P<ring>[①-⑳⑴-⒇]))"
)
# What is numbered without being a measure: what was found, and fields of the problem.
_FOUND = re.compile(r"[【*]*(?:主要|具体|存在|反馈|巡察|巡视)*的?(?:问题|表现)[^，。；：]{0,6}[：】]")
_FIELD = re.compile(r"(?:责任|牵头|整改|措施|目标|时限|期限|完成时)[^，。；：]{0,6}[：】]")


def measures_of(text: str) -> tuple[str, ...]:
    """Return the measures in the text of a problem: list items, and clauses that open with 一是, 二是 …

    Where there are none: paragraphs and clauses that are numbered 1., 1、, （1） or ①.
    """
    if not text:
        return ()
    measures: list[str] = []
    blocks = _BLANK_LINES.split(text)
    for block in blocks:
        lines = block.split("\n")
        if ITEM.match(lines[0]):
            measures += _items(lines)
        elif "是" in block:
            measures += _clauses(join_soft_breaks(block))
    return tuple(measures or _numbered(map(join_soft_breaks, blocks)))


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        match = ITEM.match(line)
        if match:
            items.append(match[2].strip())
        elif items and not _NESTED_ITEM.match(line):
            items[-1] = join_soft_breaks(f"{items[-1]}\n{line.strip()}")
    return items


def _clauses(paragraph: str) -> list[str]:
    """Return the clauses of a paragraph; an ordinal counts at its start, or where it follows the last one."""
    starts: list[int] = []
    last = 0
    for match in _CLAUSE.finditer(paragraph):
        ordinal = numeral(match[1])
        if ordinal and (match.start() == 0 or ordinal in (1, last + 1)):
            starts.append(match.start())
            last = ordinal
    return _parted(paragraph, starts)


def _numbered(paragraphs: Iterable[str]) -> list[str]:
    """Return what is numbered from 1 on, each kind of number by itself; what was found is no measure."""
    entries: list[str] = []
    last: dict[str, int] = {}
    for paragraph in paragraphs:
        starts: list[int] = []
        for match in () if _FOUND.match(paragraph) else _NUMBERED.finditer(paragraph):
            if _FOUND.match(paragraph, match.end()) or _FIELD.match(paragraph, match.end()):
                continue
            kind = "ring" if match["ring"] else f"{match['open']}{match['close'] or ''}"
            ordinal = int(unicodedata.numeric(match["ring"])) if match["ring"] else int(match["number"])
            if ordinal in (1, last.get(kind, 0) + 1):
                starts.append(match.start())
                last[kind] = ordinal
        entries += _parted(paragraph, starts)
    return entries


def _parted(paragraph: str, starts: Sequence[int]) -> list[str]:
    """Return what begins at each of `starts`, without marks."""
    ends = [*starts[1:], len(paragraph)][: len(starts)]
    return [paragraph[start:end].replace("**", "").strip() for start, end in zip(starts, ends, strict=True)]
