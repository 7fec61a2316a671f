"""Whether a text is a page of a newspaper: its columns and headlines are mixed, so that nothing in it can be told."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Paragraph
from gongkai.importers.found import plain
from gongkai.importers.numbering import number_of
from gongkai.importers.rows import is_ended

_BYLINE = re.compile(r"[□■◎]?\s*(?:本报)?(?:记者|通讯员)\s*[\u4e00-\u9fff]{2,4}|本报讯|（记者|责任编辑")
_MASTHEAD = re.compile(r"^[\u4e00-\u9fff]{2,10}报\s*.{0,4}20\d\d年.{0,24}版")
_PAGE = re.compile(r"第?[A-Z]?\d{1,2}版(?!本|权)")


def weight_of_page(title: str, blocks: Sequence[Block], text: str) -> float:
    """Return how much speaks for a page of a newspaper: its masthead and bylines, headlines, broken lines."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    is_signed = bool(_BYLINE.search(text))
    if is_signed and any(_MASTHEAD.match(plain(paragraph.text)) for paragraph in paragraphs[:3]):
        return 4
    if len(title) > 8 and not is_signed:
        return 0
    chapters = sum(
        (number := number_of(paragraph.text)) is not None and number.style in ("han", "han-brackets")
        for paragraph in paragraphs
    )
    if chapters >= 2 or (len(text) <= 600 and not (is_signed and _PAGE.search(text))):
        return 0
    # One story has a byline too; a page has more than one headline, or lines that end anywhere.
    headlines, broken = _headlines(paragraphs), _broken(paragraphs)
    if is_signed and (headlines or broken or _PAGE.search(text)):
        return 4
    return 2 if headlines >= 3 or broken >= 3 else 0


def _headlines(paragraphs: Sequence[Paragraph]) -> int:
    """Return how many short lines that are no sentence stand within the text."""
    return sum(
        len(paragraph.text) <= 30 and not is_ended(paragraph.text) and not number_of(paragraph.text)
        for paragraph in paragraphs[len(paragraphs) // 4 :]
    )


def _broken(paragraphs: Sequence[Paragraph]) -> int:
    """Return how many paragraphs end within a sentence."""
    return sum(
        len(paragraph.text) > 30 and not is_ended(paragraph.text) and not number_of(paragraph.text)
        for paragraph in paragraphs
    )
