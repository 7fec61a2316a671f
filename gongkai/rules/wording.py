"""Slips of the hand that these texts are full of: words written twice, stray spaces, mixed widths, asterisks left over.

Every rule first asks whether its sign is there at all, for most texts have none of these slips.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from gongkai.language import mark
from gongkai.rules.body import Body
from gongkai.rules.names import SURNAMES
from gongkai.text import is_han

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Words that are written twice by mistake, each with what makes it right: 为了|了解, 以及|及时.
_TWICE = {
    "的的": "确",
    "了了": "解结断却事",
    "是是": "非",
    "和和": "谐睦平解气",
    "及及": "时早格至",
    "与与": "会",
    "并并": "",
    "由由": "",
    "被被": "",
    "以以": "",
}
_TWO = re.compile("|".join(_TWICE))
# Words of two characters that are written twice by mistake. Any two will not do: 民营企业|企业家, 企业|创业|创新.
_WORDS = (
    "整改 工作 问题 加强 进行 管理 制度 落实 情况 推进 推动 提升 提高 完善 健全 建立 开展 "
    "组织 学习 督促 监督 检查 巡察 巡视 反馈 措施 任务 责任 认真 深入 坚持 强化 全面 严格 "
    "切实 及时 有效 积极 不断 持续 已经 目前 通过 针对 按照 根据 结合 围绕 聚焦 对照 制定 "
    "印发 召开 修订 办理 处理 解决 建设 发展 服务 宣传 培训 教育 意见 方案 机制 会议 精神 "
    "要求 领导 部署 统一 思想 认识 作用 成效 结果 进展 报告 通报 办法 台账 清单 形成 明确 "
    "压实 主动 共同 应当 可以 能够 必须 需要 以及 并且 或者 其中 同时 因此 但是"
)
_WORDS_TWICE = frozenset(_WORDS.split())
# What repeats more often was not written by hand: a damaged file, or one made to take long.
_MOST_REPEATS = 2_000
_SPACE = re.compile(f" (?=[{HAN}])")
_WIDE_SPACE = re.compile(f"\u3000(?=[{HAN}])")
_ASCII_SIGN = re.compile(r"[,;:?!](?=[\u3400-\u4dbf\u4e00-\u9fff“《（])")
# An address on the web, or the target of a link, that has not ended yet.
_ADDRESS = re.compile(r"(?:://|\]\()[^\s）)>，。；]*$")
WIDE_SIGNS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MENDED = mark("Delete it; python build.py check --fix does so.")
_TO_JUDGE = mark("Delete it, unless it parts names or the lines of a slogan.")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ．％]+")
# The same in UTF-8: a search for bytes with a beginning of their own takes a tenth of the time.
_FULL_WIDTH_BYTES = re.compile(b"\xef(?:\xbc[\x90-\x99\xa1-\xba]|\xbd[\x81-\x9a])")
_LETTERS_APART = re.compile(
    rf"(?<![{HAN}])(?:[{HAN}][ \u3000]+){{2,}}[{HAN}](?![{HAN}])|(?<![{HAN}])[{HAN}]\u3000{{1,2}}[{HAN}](?![{HAN}])"
)
_STRESSED = re.compile(r"\*\*(?=[^\s*])[^*\n]*?(?<=[^\s*])\*\*")
# Beside a digit or a letter they stand for what is left out: 138****1234.
_STARS = re.compile(r"(?<![\\*0-9A-Za-z])\*\*(?![*0-9A-Za-z])")
_TO_ASCII = 0xFEE0
_NARROW = {sign: chr(sign - _TO_ASCII) for sign in range(0xFF01, 0xFF5F)}


def check(body: Body) -> None:
    """Run every rule on the text of a notice."""
    _twice(body)
    gaps = gaps_of(body.text)
    for match in letters_apart(body.text, gaps):
        body.report("letters-apart", *match.span(), value=match[0], whole=re.sub(r"\s+", "", match[0]))
    for start, end in stray_spaces(body, gaps):
        way = _MENDED if is_surely_stray(body.text, start, end) else _TO_JUDGE
        body.report("space-in-text", start, end, around=body.text[max(0, start - 2) : end + 2], way=way)
    for match in ascii_signs(body):
        body.report("punctuation-ascii", *match.span(), value=match[0], wide=WIDE_SIGNS[match[0]])
    _full_width(body)
    for start, end in stars_left(body):
        body.report("stars-left", start, end)


def _twice(body: Body) -> None:
    text = body.text
    for match in _TWO.finditer(text):
        word, (start, end) = match[0], match.span()
        if text[end : end + 1] not in tuple(_TWICE[word]):
            body.report("word-doubled", start, end, value=word, once=word[0])
    last = 0
    for start, length in sorted(islice(_repeated(text), _MOST_REPEATS)):
        word = text[start : start + length]
        is_word = word in _WORDS_TWICE if length == 2 else word[0] != "一" and len(set(word)) > 1
        if start >= last and is_word and all(map(is_han, word)):
            last = start + 2 * length
            body.report("word-doubled", start, last, value=word * 2, once=word)


def _repeated(text: str) -> Iterator[tuple[int, int]]:
    """Yield where two to four characters stand twice in a row, and how many they are.

    The text is held against itself, shifted by as many characters, as numbers of 16 bits each: that takes a tenth of
    the time of a pattern with a reference back.
    """
    data = text.encode("utf-16-le", "replace")
    number = int.from_bytes(data, "little")
    for length in (2, 3, 4):
        same = bytes(2 * length)
        difference = (number ^ (number >> (16 * length))).to_bytes(len(data), "little")
        at = difference.find(same)
        while 0 <= at < len(data) - 4 * length + 1:
            if at % 2 == 0:
                yield at // 2, length
            at = difference.find(same, at + 1)


def gaps_of(text: str) -> list[tuple[int, int]]:
    """Return the spaces between Han characters."""
    gaps = []
    for pattern in (_SPACE, _WIDE_SPACE) if "\u3000" in text else (_SPACE,):
        for match in pattern.finditer(text):
            start = match.start()
            while start and text[start - 1] in " \u3000":
                start -= 1
            if start and is_han(text[start - 1]):
                gaps.append((start, match.end()))
    return sorted(gaps)


def letters_apart(text: str, gaps: list[tuple[int, int]]) -> list[re.Match[str]]:
    """Return words whose letters stand apart: 嘉 兴 市 总 商 会."""
    found: list[re.Match[str]] = []
    for start, end in gaps:
        # One letter between two gaps, or a wide gap: only there it is worth to look closer.
        if (not found or start >= found[-1].end()) and (
            text[end + 1 : end + 2] in (" ", "\u3000") or "\u3000" in text[start:end]
        ):
            match = _LETTERS_APART.match(text, start - 1)
            if match:
                found.append(match)
    return found


def stray_spaces(body: Body, gaps: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spaces between Han characters of running text: not between names, in slogans, tables and titles."""
    apart = [match.span() for match in letters_apart(body.text, gaps)]
    ends = [last for _, last in apart]
    for start, end in gaps:
        index = bisect_right(ends, start)
        if index < len(apart) and apart[index][0] <= start:
            continue
        line, inside = body.line_at(start)
        if _is_prose(line.content, inside, end - start):
            yield start, end


def is_surely_stray(text: str, start: int, end: int) -> bool:
    """Whether a single space has five Han characters or more on both sides: names and slogans are shorter."""
    before, after = text[max(0, start - 5) : start], text[end : end + 5]
    return end - start == 1 and len(before) == len(after) == 5 and all(map(is_han, before + after))


def _is_prose(content: str, start: int, length: int) -> bool:
    """Whether a gap in a line lies in running text: four Han characters or more on both sides, no quotation around."""
    before, after = content[:start], content[start + length :]
    if content[0] in "#|>" or "|" in content or "#" in before.rpartition(" ")[2]:  # #话题 ends with a space
        return False
    if before.rfind("“") > before.rfind("”") or before.rfind("《") > before.rfind("》"):
        return False
    return all(map(is_han, before[-4:])) and all(map(is_han, after[:4])) and len(before) >= 4 and len(after) >= 4


def ascii_signs(body: Body) -> Iterator[re.Match[str]]:
    """Yield ASCII punctuation between Han characters; the colon of a field is none."""
    text = body.text
    if not any(sign in text for sign in WIDE_SIGNS):
        return
    for match in _ASCII_SIGN.finditer(text):
        before = text[match.start() - 1] if match.start() else ""
        if not (is_han(before) or before in "”》）") or _ADDRESS.search(
            text, max(0, match.start() - 300), match.start()
        ):
            continue
        if match[0] != ":" or not body.is_field(match.start()):
            yield match


def _full_width(body: Body) -> None:
    """Report digits and letters in full width; the number at the beginning of a line has a finding of its own."""
    for match in (
        _FULL_WIDTH.finditer(body.text) if _FULL_WIDTH_BYTES.search(body.text.encode("utf-8", "replace")) else ()
    ):
        value = match[0]
        if value in ("．", "％") or not body.text[: match.start()].rpartition("\n")[2].strip():
            continue
        body.report("width-mixed", *match.span(), value=value, narrow=value.translate(_NARROW))


def stars_left(body: Body) -> Iterator[tuple[int, int]]:
    """Yield pairs of asterisks that stress nothing, and would be shown as they stand."""
    text = body.text
    if "**" not in text:
        return
    start = 0
    for row in text.split("\n"):
        if "**" in row and not row.lstrip().startswith("***"):
            rest = _STRESSED.sub(lambda match: " " * len(match[0]), row)
            for match in _STARS.finditer(rest):
                if not is_mask(rest, match.start()):
                    yield start + match.start(), start + match.end()
        start += len(row) + 1


def is_mask(text: str, stars: int) -> bool:
    """Whether asterisks stand for a given name: 张**."""
    return text[stars - 1 : stars] in tuple(SURNAMES)
