"""The status at either end of a heading, before its number or behind its words: （已完成）, 【整改中】, ——已销号.

Knows how such marks look, so that no heading keeps one; what a mark says is told by `statuses`.
"""

import re
from functools import lru_cache

from gongkai.importers.status_words import whole

_SAYS = (
    r"(?:整改)?(?:状态|进度|结果|完成情况|进展|情况)?[：:]?\s{0,2}"
    r"(?:(?:已|均已|全部|全面|按期|按时|未|尚未|暂未|基本|部分|阶段性?|正在|仍在|尚在|持续|长期|常态|立行|即知|边巡|立查|需|序时|达到?序时|滞后|进展|推进|集中)"
    r"[\u4e00-\u9fff\d，、；：:.-]{0,28}|(?:完成|整改|销号|办结)(?:整改|完成|到位|销号|任务|中|率100[%％])?|整改(?:推进)?中|推进中|销号|办结|滞后)\s{0,2}[☑√✓✔]?"
)
_BEFORE = re.compile(rf"\s*[（(【\[〔]\s*{_SAYS}\s*[）)】\]〕]\s*[：:、]?\s*|\s*[☑√✓✔]\s*")
# Fields in brackets behind a heading: （责任单位：办公室；整改状态：已完成）.
_FIELDS = r"[（(][^（）()]{0,30}(?:单位|部门|科室|状态|时限|期限|进度|领导|责任人|时间)[：:][^（）()]{1,60}[）)]"
# White space is bounded: between the words of a mark a line of a table may have hundreds.
_BEHIND = re.compile(
    rf"(?:{_FIELDS}|[（(【\[〔]\s{{0,3}}{_SAYS}\s{{0,3}}[）)】\]〕]|(?:——|--|—|\s\s|[|｜])\s{{0,3}}{_SAYS}|[☑√✓✔])"
    r"\s{0,3}[。；：:]?$"
)
_LONGEST_HEADING = 2000
_SHORT_WORD = 4

_WORDS_IN_BRACKETS = r"\s*[（(【\[〔]\s*([^（()）【】\[\]〔〕]{2,40})\s*[）)】\]〕]\s*"
_FIRST = re.compile(rf"{_WORDS_IN_BRACKETS}[：:、]?\s*")
_LAST = re.compile(rf"{_WORDS_IN_BRACKETS}[。；：:]?\s*$")


def length_of_mark(text: str) -> int:
    """Return how long the mark is with which a text begins, 0 where it begins with none."""
    match = _BEFORE.match(text) or _in_brackets(_FIRST.match(text))
    return match.end() if match else 0


def _in_brackets(match: re.Match[str] | None) -> re.Match[str] | None:
    """Return a match of brackets if the first words in them, or those behind a short one (绿色), say how far it is."""
    parts = re.split(r"[，,；;]", match[1]) if match else []
    behind = len(parts) > 1 and len(parts[0]) <= _SHORT_WORD and whole(parts[1])
    return match if parts and (whole(parts[0]) or behind) else None


def mark_behind(heading: str) -> str:
    """Return the words of the mark with which a heading ends, empty where it ends with none."""
    bare = without_marks(heading)
    at = heading.rfind(bare) + len(bare)
    return heading[at:].strip(" \u3000—-|｜（）()【】[]〔〕。；")


@lru_cache(maxsize=1024)  # a heading is asked for its words by every rule
def without_marks(heading: str) -> str:
    """Return a heading without the status at its beginning and at its end."""
    if len(heading) > _LONGEST_HEADING:
        return heading
    heading = heading[length_of_mark(heading) :]
    last = _in_brackets(_LAST.search(heading))
    behind = None if last else _BEHIND.search(heading.rstrip())
    end = last or behind
    bare = heading[: end.start()].rstrip() if end else heading
    return bare if len(bare) > 3 else heading
