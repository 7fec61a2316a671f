"""mailto: links (RFC 6068) with subject and text, within the length that mail programs take."""

import re
from urllib.parse import quote

# Windows hands a program at most 2,083 characters of an address; some mail programs stop a little earlier.
LIMIT = 1900
_OTHERS = re.compile(r"[^A-Za-z0-9._~/:-]+")


def mailto(address: str, subject: str, body: str = "") -> str:
    """Return a link that opens a letter to an address; lines end in CRLF, what is too long loses its end."""
    link = f"mailto:{quote(address, safe='@')}?subject={_within(subject, LIMIT // 2)}"
    if body:
        link += "&body=" + _within(body.replace("\n", "\r\n"), LIMIT - len(link) - len("&body="))
    return link


def brief(title: str, length: int = 24) -> str:
    """Return a title short enough for a subject line that a page repeats for each of its problems."""
    return title if len(title) <= length else title[: length - 1] + "…"


def quoted(text: str) -> str:
    """Return a text as a link may hold it; `urllib.parse.quote` goes sign by sign and takes ten times as long."""
    return _OTHERS.sub(lambda match: "%" + match[0].encode().hex("%").upper(), text)


def _within(text: str, limit: int) -> str:
    while len(found := quoted(text)) > limit:
        text = text[: -max(2, (len(found) - limit) // 9 + 1)] + "…"
    return found
