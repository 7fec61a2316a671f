"""Fax numbers: those that the text names 传真. None of them is a phone, unless the text names it both."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Paragraph
from gongkai.importers.found import LIKELY, Found, plain
from gongkai.importers.phones_found import FAX, FAX_BEHIND, FAX_GOES_ON, PHONE, dialled
from gongkai.language import mark

_WHOLE = re.compile(r"0\d{2,3}-?\d{7,8}|400|800|1\d{10}")
# 电话（传真）：0571-…
_IN_BRACKETS = re.compile(r"（\s*传\s*真\s*）\s*：?\s*$")


def fax_fields(paragraphs: Sequence[Paragraph]) -> list[Found]:
    """Return the fax numbers of the paragraphs that give contacts, each once."""
    numbers: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        for number in _faxes(paragraph):
            numbers.setdefault(number, paragraph)
    found = []
    for index, (number, paragraph) in enumerate(numbers.items()):
        doubt = () if _WHOLE.match(number) else (LIKELY, mark("the area code is missing"))
        found.append(Found(f"contacts.faxes[{index}]", number, paragraph.origin, paragraph.text, *doubt))
    return found


def _faxes(paragraph: Paragraph) -> list[str]:
    text = plain(paragraph.text)
    found = []
    end = len(text)
    for match in PHONE.finditer(text):
        before = text[: match.start()]
        is_called = FAX.search(before) or FAX_GOES_ON.fullmatch(text, end, match.start())
        end = match.end() if is_called else len(text)
        if is_called or _IN_BRACKETS.search(before) or FAX_BEHIND.match(text, match.end()):
            found.append(dialled(paragraph.text[match.start() : match.end()]))
    return found
