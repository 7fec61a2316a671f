"""One finding about the content, as a value: what, where, and the way out.

It carries a code and the values it speaks of; `codes` holds its words. Nothing here prints.
"""

import errno
from collections.abc import Iterable

import msgspec

from gongkai.codes.table import CODES
from gongkai.language import mark
from gongkai.phrases import fill


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A point in a file: 1-based `line` and `column` (in characters; 0: the whole file), and the line around it.

    `length` characters are meant; `start` is the column at which the excerpt begins, for long lines are cut.
    """

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    length: int = 1
    start: int = 1


class Diagnostic(msgspec.Struct, frozen=True, array_like=True):
    """One finding: a stable code of `codes.table.CODES`, the values its message names, and its place."""

    code: str
    place: Place
    values: dict[str, str] = {}

    @property
    def severity(self) -> str:
        """`error` (nothing is published) or `warning`."""
        return CODES[self.code].severity

    def message(self, language: str) -> str:
        """Say what is wrong, in `language`."""
        return fill(CODES[self.code].message, self.values, language)

    def hint(self, language: str) -> str:
        """Say what to write instead, in `language`; empty where there is nothing to add.

        A hint that lists what is known is left out where the list was not given.
        """
        words = CODES[self.code].hint
        if "{known}" in words and not self.values.get("known"):
            words = ""
        hint = fill(words, self.values, language)
        if not self.values.get("nearest"):
            return hint
        question = fill(mark("Did you mean “{nearest}”?"), self.values, language)
        return f"{question} {hint}".strip() if language == "en" else question + hint

    @property
    def sort_key(self) -> tuple[str, int, int, bool, str]:
        """Order of appearance: file, line, column, an error before what follows from it, code."""
        return (self.place.file, self.place.line, self.place.column, self.severity != "error", self.code)


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """The findings of one file as a cache keeps them: counted, and decoded only where somebody reads them.

    Where `encoded` is empty, they lie on a shelf, under the file and the `fingerprint` of its bytes.
    """

    file: str
    errors: int
    warnings: int
    encoded: bytes = b""
    fingerprint: str = ""

    def shelved(self, fingerprint: str) -> "Kept":
        """Return the same without the findings themselves, which lie on a shelf."""
        return Kept(self.file, self.errors, self.warnings, b"", fingerprint)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Diagnostic])


def packed(file: str, found: list[Diagnostic]) -> Kept:
    """Return the findings of a file as a cache keeps them."""
    errors = sum(one.severity == "error" for one in found)
    return Kept(file, errors, len(found) - errors, _encoder.encode(found))


def unpacked(encoded: Iterable[bytes]) -> list[Diagnostic]:
    """Return findings that a cache has kept."""
    return [found for some in encoded for found in _decoder.decode(some)]


# What keeps a file from being read, by the system's number; its own words depend on system and language.
_REASONS = {
    errno.ENOENT: mark("it is not there"),
    errno.EACCES: mark("you may not read it"),
    errno.EPERM: mark("you may not read it"),
}


def reason_of(error: OSError) -> str:
    """Return why a file could not be read (an English source string where it is a usual reason)."""
    return _REASONS.get(error.errno or 0) or error.strerror or "?"
