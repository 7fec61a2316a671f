"""Lines with their places on pages → paragraphs: by indent, measure and distance, across columns and pages.

What `layout` has to guess for text files can be seen here. Knows how Chinese texts are set, not what a notice is.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from gongkai.importers.document import Line, Paragraph
from gongkai.importers.layout import join
from gongkai.importers.pdf_bounds import Bounds, Key, bounds_of, is_centred, key_of, usual_size
from gongkai.importers.pdf_lines import CELLS
from gongkai.importers.rows import OPENING, is_ended

_BULLET = re.compile(rf"(?:[•·▪◦○□-]\s|{OPENING.pattern})")
_ENDS_TITLE = re.compile(r"(?:通报|报告|公告|公示|函|情况)$")
# What is left of a title whose first line ended with 整改情况.
_REST_OF_TITLE = re.compile(r"的?(?:通报|报告|公告|公示|函)(?:[（(].{2,20}[）)])?$")
# The first thing on a line that cannot be parted: a word, or a character with the signs that may not begin a line. A
# word is not parted from half-width signs before it either: 箱:a@example.org.
_UNIT = re.compile(r"[（《〈“‘]*(?:[!-~]+|.(?:[!),.:;?\]}][!-~]*)?)[，。、；：！？”’）》】」』〉…—％]*")
# What no paragraph ends with: a sign that opens or lists, a word that wants another, the hyphen of a number.
_GOES_ON = re.compile(r"[，、（《〈“‘的和及]$|截[至止]$|[-—–－]$")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
# The end of a sentence, or of a status in brackets.
_ENDED = re.compile(r"[。！？；：!?;:…）)][”’）》】」』)]*$")
# The status behind an item of a list whose items are clauses: 一是…。（已完成）
_IN_BRACKETS = re.compile(r"[）)】〕\]]$")
_CLAUSE = re.compile(r"\s*[一二三四五六七八九十]{1,3}是")
# Ways to reach an office, the last of them in full: 地址 …；邮编 315700
_CONTACT = re.compile(r"\s*[\u4e00-\u9fff]{2,8}\s*[：:].*(?:\d{6}|@[\w.-]+\.\w+)\s*$")
_STOP = re.compile(r"[。！？.]$")
_PUNCTUATION = re.compile(r"[，。；：！？,;:!?]")
_DATE = re.compile(r"[年月]\s*\n\s*\d{1,2}\s*[月日]")


def paragraphs(pages: Sequence[list[Line]], widths: Mapping[int, float]) -> list[Paragraph]:
    """Return the paragraphs of the lines of all pages; `widths` are those of the pages by number, in points."""
    lines = [line for page in pages for line in page]
    bounds = bounds_of(lines, widths)
    pitch = _pitch(lines)
    size = usual_size(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, bounds, pitch, size):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, bounds, size) for group in groups]


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance from one line to the next."""
    steps = Counter(
        round(two.top - one.top)
        for one, two in pairwise(lines)
        if one.origin.page == two.origin.page and one.column == two.column and two.top > one.top
    )
    return steps.most_common(1)[0][0] if steps else 0


def _goes_on(group: list[Line], line: Line, bounds: dict[Key, Bounds], pitch: float, size: float) -> bool:
    """Whether a line goes on with the paragraph above it."""
    above = group[-1]
    if CELLS in above.text or CELLS in line.text:
        return False
    if abs(above.size - line.size) > 0.15 * max(above.size, line.size):
        return False
    was_centred, is_centred_now = is_centred(above, bounds, size), is_centred(line, bounds, size)
    near = above.origin.page == line.origin.page and 0 < line.top - above.top < 2 * max(above.size, pitch)
    if was_centred or is_centred_now:
        is_title = (
            line.size > size * 1.15
            and (not _ENDS_TITLE.search(above.text.strip()) or bool(_REST_OF_TITLE.match(line.text.strip())))
            and not is_ended(above.text.rstrip())
        )
        return was_centred and is_centred_now and near and is_title
    own, before = bounds[key_of(line)], bounds[key_of(above)]
    indent = line.left - own.left
    is_parted = (
        above.column == line.column and above.origin.page == line.origin.page and line.top - above.top > 1.45 * pitch
    )
    if is_parted:
        return False
    if not _is_open(above):
        goes_on = _GOES_ON.search(above.text.rstrip()) or _DATE.search(f"{above.text}\n{line.text}")
        if not (_is_full(above, line, before) or goes_on):
            return False
        has_ended = _STOP.search(above.text.rstrip()) or _CONTACT.match("".join(one.text for one in group))
        if not own.is_indented and has_ended and _stands_alone(line, own):
            return False
    if indent > 1.2 * line.size:
        return _is_aligned(group, line, above.left - before.left - indent)
    if _IN_BRACKETS.search(above.text.rstrip()) and _CLAUSE.match(group[0].text) and _CLAUSE.match(line.text):
        return False
    return not (_ENDED.search(above.text.rstrip()) and OPENING.match(line.text))


def _stands_alone(line: Line, bounds: Bounds) -> bool:
    """Whether a line is more likely a heading or a signature than the last words of a sentence that begins with it."""
    text = line.text.rstrip()
    if _LABEL.match(text):
        return True
    return line.right < bounds.right - 3 * line.size and not is_ended(text) and not _PUNCTUATION.search(text)


def _is_aligned(group: list[Line], line: Line, step: float) -> bool:
    """Whether a line that stands clear of its column's edge begins where its paragraph says.

    The line above it begins `step` to the right: the second line of an item of a list may stand to the left of the
    first, or below what follows a bullet.
    """
    if len(group) > 1:
        return abs(step) < 0.3 * line.size
    is_hanging = bool(_BULLET.match(group[0].text)) and -3 * line.size < step < -0.3 * line.size
    return (step > 0.8 * line.size or is_hanging) and not is_ended(group[0].text.rstrip())


def _is_full(above: Line, line: Line, bounds: Bounds) -> bool:
    """Whether what begins a line had no room at the end of the one above."""
    if not bounds.is_known:
        return False
    match = _UNIT.match(line.text)
    width = sum(1 if ord(sign) > 0x2000 else 0.6 for sign in match[0]) if match else 1
    needed = line.right - line.left if match and match.end() == len(line.text.rstrip()) else width * line.size
    return bounds.right - above.right < needed + 0.4 * line.size


def _is_open(line: Line) -> bool:
    """Whether a line ends within brackets; quotation marks tell less, because some are never closed."""
    return any(line.text.rfind(opened) > line.text.rfind(closed) for opened, closed in ("（）", "《》"))


def _paragraph(group: list[Line], bounds: dict[Key, Bounds], usual: float) -> Paragraph:
    text, joints = "", []
    for line in group:
        if text:
            joints.append(len(text))
        text = join(text, line.text.lstrip())
    first, last = group[0].origin, group[-1].origin
    origin = first._replace(last=last.line if last.page == first.page else 0)
    return Paragraph(text.rstrip(), origin, centred=is_centred(group[0], bounds, usual), joints=tuple(joints))
