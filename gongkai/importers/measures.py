"""What was done about a problem, measure by measure: 一是 … 二是 …, numbered entries, or what stands under 整改措施."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Origin, Paragraph
from gongkai.importers.found import plain
from gongkai.importers.labels import Labelled, name_of_first_label
from gongkai.text import numeral

_CLAUSE = re.compile(r"(?:^|(?<=[。；;：，！*】]))\s*(?:\*\*)?([一二三四五六七八九十]{1,3})是(?:\*\*)?")
_ENTRY = re.compile(
    r"(?:^|(?<=[。；;：】]))\s*(?:\d{1,2}\s*[.、．](?!\d)|（(?:\d{1,2}|[一二三四五六七八九十]{1,2})）|[①-⑳]|[⑴-⒇])|^\s*(?:——|--|[●■◆▲★•·])"
)


def measures_of(paragraphs: Sequence[Paragraph], values: Sequence[Labelled]) -> list[tuple[str, Origin]]:
    """Return the measures: clauses 一是 … 二是 …, else numbered entries, else what stands under 整改措施."""
    clauses = _split(paragraphs, _CLAUSE)
    entries = [entry for entry in _split(paragraphs, _ENTRY) if not name_of_first_label(entry[0])]
    if clauses and len(clauses) >= len(entries):
        return clauses
    if entries:
        return entries
    given = [value for value in values if value.name == "measures" and value.value]
    return [
        (part.strip(), value.origin) for value in given for part in re.split(r"[；;](?=.)", value.value) if part.strip()
    ]


def _split(paragraphs: Sequence[Paragraph], pattern: re.Pattern[str]) -> list[tuple[str, Origin]]:
    found: list[tuple[str, Origin]] = []
    last = 0
    for paragraph in paragraphs:
        starts = []
        for match in pattern.finditer(plain(paragraph.text)):
            ordinal = numeral(match[1]) if match.groups() else None
            if ordinal is None or match.start() == 0 or ordinal in (1, last + 1):
                starts.append(match.start())
                last = ordinal or last
        ends = [*starts[1:], len(paragraph.text)][: len(starts)]
        found += [
            (paragraph.text[start:end].replace("**", "").strip(), paragraph.origin)
            for start, end in zip(starts, ends, strict=True)
        ]
    return found
