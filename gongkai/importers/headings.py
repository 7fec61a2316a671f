"""Where the heading of a paragraph ends and its text begins. Knows sentences and quotes, not what is a problem."""

import re
from functools import lru_cache

from gongkai.importers.document import Paragraph
from gongkai.importers.found import plain
from gongkai.importers.labels import name_of_label
from gongkai.importers.numbering import number_of
from gongkai.importers.problem_titles import is_finding_title
from gongkai.importers.status_marks import length_of_mark

_NAMES_FIRST = re.compile(
    r"(?:(?:针对|关于|对于)(?:“(?:[^“”]|“[^“”]{1,20}”){2,120}”|(?:[^，。；：“”]|“[^“”，。；：]*”){4,60})|对?“(?:[^“”]|“[^“”]{1,20}”){2,120}”)"
    r"(?:等|的|方面|突出)*问题(?:(?:的?整改(?:落实|进展|完成)?(?:情况)?)?[，：](?=.{6})"
    # …问题的整改情况一是…: the text was joined to its heading.
    r"|的?整改(?:落实|进展|完成)?情况(?=[一二三四五六七八九十]是|[①⑴（]|\d[.、]|[\u4e00-\u9fff]{6})(?![的和及与]|如下|通报|报告|说明|公告|公示))"
    r"|(?:针对|关于|对于|对)?(?:第[一二三四五六七八九十\d]{1,3}[个项条点](?:反馈|具体)?问题|问题[一二三四五六七八九十\d]{1,3})(?:的?整改(?:落实|完成|进展)?(?:情况)?)?[：，](?=.{6})"
)
# The same where what was found is told in several sentences: 关于材料把关不严。年度总结错字较多的问题。…
_NAMES_LONG = re.compile(r"(?:关于|针对|对于)(?:(?!问题)[^：；“”]|“[^“”]*”){4,160}的问题[。，：](?=.{4})")
_QUOTES = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】", "「": "」"}
_LONGEST_NAME = 40
_LONGEST_HEADING = 130
# A heading without a full stop is whole up to this length, whatever semicolons it has.
_WHOLE_HEADING = 100


def split_heading(head: Paragraph) -> tuple[str, str]:
    """Return the heading of a paragraph and the text that follows it there: the first sentence is the heading."""
    return _split(head.text)


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str, str]:
    end = _end_of_heading(plain(text))
    return (text[:end].rstrip(), text[end:].lstrip()) if end else (text, "")


def _end_of_heading(text: str) -> int:
    """Return where the first sentence outside quotes and brackets ends; 0 where the whole is the heading."""
    # 针对…的问题，制定… names the problem up to the comma, 关于…问题：制定… up to the colon.
    start = _length_of_number(text)
    if match := _NAMES_FIRST.match(text, start) or _NAMES_LONG.match(text, start):
        return match.end()
    waiting: list[str] = []
    stops = "。；！"
    colon = 0
    for index, sign in enumerate(text):
        if waiting and sign == waiting[-1]:
            waiting.pop()
        elif sign in _QUOTES and _closes(text, index, _QUOTES[sign]):
            waiting.append(_QUOTES[sign])
        elif not waiting and sign == "。" and colon and _names_finding(text[start : colon - 1], text[colon:index]):
            return colon
        elif not waiting and sign in (stops if len(text) > _WHOLE_HEADING else "。！") and index + 1 < len(text):
            if index <= _LONGEST_HEADING:
                return index + 1
            break
        elif (
            not waiting
            and sign == "："
            and not colon
            and max(start, 6) <= index < min(_LONGEST_HEADING, len(text) - 1)
            and not name_of_label(_bare(text[:index]))
        ):
            colon = index + 1
    return colon if len(text) > _LONGEST_HEADING or (colon and "。" in text) else 0


def _names_finding(before: str, after: str) -> bool:
    """Whether what stands before a colon says what was wrong, and what follows it does not: 考核走过场：修订办法。"""
    return len(before) <= _LONGEST_NAME and is_finding_title(before.strip()) and not is_finding_title(after.strip())


def _length_of_number(text: str) -> int:
    """Return how long the number is with which a heading begins, and the status in brackets beside it."""
    number = number_of(text)
    length = number.length if number else 0
    return length + length_of_mark(text[length:])


def _bare(text: str) -> str:
    number = number_of(text)
    return text[number.length :] if number else text


def _closes(text: str, start: int, sign: str) -> bool:
    """Whether what is opened at `start` is closed again soon; quotes are often not."""
    return text.find(sign, start, start + 220) >= 0
