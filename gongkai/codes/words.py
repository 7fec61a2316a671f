"""What a code says: how grave it is, what is wrong, and the way out."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Words(NamedTuple):
    """Severity, message and hint of one code; `{names}` are filled from the diagnostic's values."""

    severity: Severity
    message: str
    hint: str = ""


# Words by code.
Table = dict[str, Words]


def error(message: str, hint: str = "") -> Words:
    """Return the words of what keeps a site from being built."""
    return Words("error", message, hint)


def warning(message: str, hint: str = "") -> Words:
    """Return the words of what an editor should look at."""
    return Words("warning", message, hint)
