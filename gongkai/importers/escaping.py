"""Text of an office document, so that Markdown shows every sign of it as it stands, and back."""

import re

# Sign by sign: what Markdown would take for something else. `**一是**` is left: it was meant so.
_SIGNS = re.compile(r"[\\`_\[\]<]|\*+|&(?=#?\w+;)|~~|(?<![\w/])https?://\S+")
_BOLD = re.compile(r"(\*\*(?=[^\s*])[^*\n]{1,40}(?<=[^\s*])\*\*)")
_AT_START = re.compile(
    r"(?P<hash>#+)|(?P<list>[-+])(?=\s|$)|(?P<quote>>)|(?P<line>[=-]{2,}\s*$)|(?P<number>\d{1,9})[.)](?=\s)"
)


def escaped(text: str) -> str:
    """Return a paragraph so that Markdown shows every sign of it as it stands."""
    # Every second part is bold.
    text = "".join(part if at % 2 else _SIGNS.sub(_escape, part) for at, part in enumerate(_BOLD.split(text)))
    return _AT_START.sub(_escape_start, text, count=1) if _AT_START.match(text) else text


def _escape(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("http") else "".join(f"\\{sign}" for sign in match[0])


def _escape_start(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}\\{match[0][-1]}"
    return f"\\{match[0]}"


def unescaped(text: str) -> str:
    """Undo `escaped`."""
    return re.sub(r"\\([\\`*_\[\]<>#+\-=.)&~|])", r"\1", text)


def escaped_heading(heading: str) -> str:
    """Return a heading so that Markdown shows it as it stands."""
    return re.sub(r"(#+)\s*$", r"\\\1", _SIGNS.sub(_escape, heading)).replace("\n", " ")
