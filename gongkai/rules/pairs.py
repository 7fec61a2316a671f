"""Quotation marks and brackets: each opened one is closed, the same kind does not stand in itself, all are of one kind.

Standard: GB/T 15834-2011: “ ” outside, ‘ ’ inside; of a quotation over several paragraphs each begins with “ and only
the last ends with ”.
"""

import re

from gongkai.rules.body import Body
from gongkai.text import is_han

_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_SIGNS = re.compile(f"[{''.join(_PAIRS)}{''.join(_OPENERS)}()]")
# （ ） may hold brackets again, as may 【 】; a quotation in a quotation takes the other marks.
_NOT_IN_ITSELF = frozenset("“《")
# A number with a bracket behind it, or an apostrophe: what only looks like the end of something.
_ENUMERATOR = re.compile(r"(?:^|[\s。；;，,：:、])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")


def check(body: Body) -> None:
    """Report quotation marks and brackets that do not fit; one finding for each line."""
    text = body.text
    if '"' in text:
        _straight(body)
    if (
        all(_is_plain(text, opener, closer) for opener, closer in _PAIRS.items())
        and "(" not in text
        and ")" not in text
    ):
        return
    start = 0
    for index, row in enumerate(text.split("\n")):
        if any(sign in row for sign in "“”‘’（）()《》〈〉【】〔〕"):
            _row(body, row, start, _next_opens(body, index))
        start += len(row) + 1


def _is_plain(text: str, opener: str, closer: str) -> bool:
    """Whether an opening sign and its closing one follow each other from first to last, within one line."""
    if opener not in text:
        return closer not in text
    first, *pieces = text.split(opener)
    if closer in first:
        return False
    for piece in pieces:
        inside, found, after = piece.partition(closer)
        if not found or "\n" in inside or closer in after:
            return False
    return True


def _next_opens(body: Body, index: int) -> bool:
    """Whether the next paragraph goes on with the quotation, which it says by a mark of its own."""
    following = (line.content.lstrip() for line in body.lines[index + 1 : index + 3])
    return any(content.startswith("“") for content in following)


def _row(body: Body, row: str, start: int, goes_on: bool) -> None:
    waiting: list[tuple[str, int]] = []
    for match in _SIGNS.finditer(row):
        sign, at = match[0], match.start()
        wide = {"(": "（", ")": "）"}.get(sign, sign)
        if wide in _PAIRS:
            if wide in _NOT_IN_ITSELF and any(opener == wide for opener, _ in waiting):
                body.report(
                    "quotes-nested", start + at, start + at + 1, value=sign, inner={"“": "‘’", "《": "〈〉"}[wide]
                )
                return
            waiting.append((wide, at))
        elif waiting and waiting[-1][0] == _OPENERS[wide]:
            _, opened = waiting.pop()
            if wide == "）" and (row[opened] == "(") != (sign == ")"):
                body.report("brackets-mixed", start + opened, start + at + 1, value=row[opened] + sign)
        elif not _is_no_closer(row, at, wide):
            body.report("pair-unbalanced", start + at, start + at + 1, value=sign, other=_OPENERS[wide])
            return
    if waiting and not (goes_on and waiting[0][0] == "“"):
        opener, at = waiting[0]
        body.report("pair-unbalanced", start + at, start + at + 1, value=row[at], other=_PAIRS[opener])


def _is_no_closer(row: str, at: int, wide: str) -> bool:
    if wide == "’":
        return row[at - 1 : at].isascii() and row[at - 1 : at].isalnum()
    return wide == "）" and _ENUMERATOR.search(row[:at]) is not None


def _straight(body: Body) -> None:
    """Report straight quotation marks beside Han characters: the first of each line."""
    start = 0
    for row in body.text.split("\n"):
        if '"' in row:
            at = row.index('"')
            if is_han(row[at + 1 : at + 2]) or (at > 0 and is_han(row[at - 1])):
                body.report("quotes-straight", start + at, start + at + 1)
        start += len(row) + 1
