"""Problems of the content are values that are collected: what, where, and the way out.

A diagnostic carries a code and the values it speaks of; `codes` holds its words. Nothing here prints.
"""

import errno
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

import msgspec

from gongkai.codes import CODES
from gongkai.language import catalogue, mark
from gongkai.shelf import Shelf
from gongkai.text import printable


class Place(msgspec.Struct, frozen=True):
    """A point in a file: 1-based `line` and `column` (in characters; 0: the whole file), and the line around it.

    `length` characters are meant; `start` is the column at which the excerpt begins, for long lines are cut.
    """

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    length: int = 1
    start: int = 1


class Diagnostic(msgspec.Struct, frozen=True):
    """One finding: a stable code of `codes.CODES`, the values its message names, and its place."""

    code: str
    place: Place
    values: dict[str, str] = {}

    @property
    def severity(self) -> str:
        """`error` (nothing is published) or `warning`."""
        return CODES[self.code].severity

    def message(self, language: str) -> str:
        """Say what is wrong, in `language`."""
        return _fill(CODES[self.code].message, self.values, language)

    def hint(self, language: str) -> str:
        """Say what to write instead, in `language`; empty where there is nothing to add.

        A hint that lists what is known is left out where the list was not given.
        """
        words = CODES[self.code].hint
        if "{known}" in words and not self.values.get("known"):
            words = ""
        hint = _fill(words, self.values, language)
        if not self.values.get("nearest"):
            return hint
        question = _fill(mark("Did you mean “{nearest}”?"), self.values, language)
        return f"{question} {hint}".strip() if language == "en" else question + hint

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Order of appearance: file, line, column, code."""
        return (self.place.file, self.place.line, self.place.column, self.code)


# Of one code and one file so many are kept, more than anybody corrects at a sitting; the others are counted.
MOST_OF_A_KIND = 50


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


# Files whose findings are read from the shelf at once.
_READ_AT_ONCE = 100

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Diagnostic])


class Diagnostics:
    """Collects diagnostics; ordered by place when read."""

    def __init__(self, found: Iterable[Diagnostic] = (), shelf: Shelf | None = None) -> None:
        self._found: list[Diagnostic] = list(found)
        self._shelf = shelf
        self._kept: list[Kept] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._more: dict[tuple[str, str], Place] = {}

    def add(self, code: str, place: Place, **values: object) -> None:
        """Collect one finding; `code` must be one of `codes.CODES`."""
        if code not in CODES:
            raise KeyError(code)
        kind = place.file, code
        self._counts[kind] += 1
        if self._counts[kind] > MOST_OF_A_KIND:
            self._more.setdefault(kind, place)
            return
        self._found.append(Diagnostic(code, place, {name: str(value) for name, value in values.items()}))

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Collect findings that were made elsewhere."""
        self._found.extend(others)

    def take(self, kept: Iterable[Kept]) -> None:
        """Collect findings that a cache has kept."""
        self._kept.extend(kept)

    def keep(self) -> tuple[Kept, ...]:
        """Return all findings as a cache keeps them, by file; those that are kept already are not encoded anew."""
        held, own = self._held(), self._by_file()
        alone = {file: ones[0] for file, ones in held.items() if file not in own and len(ones) == 1}
        mixed = {file: _kept(file, found) for file, found in self._together((own.keys() | held.keys()) - alone.keys())}
        return tuple(one for _, one in sorted((alone | mixed).items()))

    def drop(self, is_dropped: Callable[[Diagnostic], bool], files: Container[str] | None = None) -> None:
        """Forget the findings that `is_dropped` names, of some files or of all."""
        touched = [one for one in self._kept if files is None or one.file in files]
        self._kept = [one for one in self._kept if not (files is None or one.file in files)]
        self._found += self._read(touched)
        self._found = [found for found in self._found if not is_dropped(found)]
        self._more = {kind: place for kind, place in self._more.items() if not is_dropped(self._rest(kind, place))}

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield the findings by place; those on the shelf are read when their turn comes."""
        for _, found in self._together(self._by_file().keys() | self._held().keys()):
            yield from found

    def __len__(self) -> int:
        return len(self._found) + len(self._more) + sum(one.errors + one.warnings for one in self._kept)

    def of(self, files: Container[str]) -> list[Diagnostic]:
        """Return the findings of some files."""
        kept = self._read([one for one in self._kept if one.file in files])
        return [*(found for found in self._own() if found.place.file in files), *kept]

    def count(self, severity: str) -> int:
        """Return how many findings are of a severity."""
        own = sum(found.severity == severity for found in self._own())
        return own + sum(one.errors if severity == "error" else one.warnings for one in self._kept)

    def _own(self) -> list[Diagnostic]:
        return [*self._found, *(self._rest(kind, place) for kind, place in self._more.items())]

    def _by_file(self) -> dict[str, list[Diagnostic]]:
        own: dict[str, list[Diagnostic]] = defaultdict(list)
        for found in self._own():
            own[found.place.file].append(found)
        return own

    def _held(self) -> dict[str, list[Kept]]:
        held: dict[str, list[Kept]] = defaultdict(list)
        for one in self._kept:
            held[one.file].append(one)
        return held

    def _together(self, files: Iterable[str]) -> Iterator[tuple[str, list[Diagnostic]]]:
        """Yield files in order, each with all its findings by place."""
        own, held, ordered = self._by_file(), self._held(), sorted(files)
        for start in range(0, len(ordered), _READ_AT_ONCE):
            some = ordered[start : start + _READ_AT_ONCE]
            found: dict[str, list[Diagnostic]] = {file: [*own.get(file, ())] for file in some}
            for one in self._read([one for file in some for one in held.get(file, ())]):
                found[one.place.file].append(one)
            for file in some:
                yield file, sorted(found[file], key=lambda one: one.sort_key)

    def _read(self, kept: Sequence[Kept]) -> list[Diagnostic]:
        there = [one.encoded for one in kept if one.encoded]
        keys = [(one.file, one.fingerprint) for one in kept if not one.encoded]
        if keys and not self._shelf:
            raise KeyError(keys[0])
        shelved = self._shelf.read(keys) if self._shelf else []
        return [found for encoded in (*there, *shelved) for found in _decoder.decode(encoded)]

    def _rest(self, kind: tuple[str, str], place: Place) -> Diagnostic:
        values = {"count": str(self._counts[kind] - MOST_OF_A_KIND), "kind_code": kind[1]}
        return Diagnostic("findings-left-out", place, values)

    @property
    def errors(self) -> list[Diagnostic]:
        """Those that forbid publication."""
        return [found for found in self if found.severity == "error"] if self.count("error") else []

    @property
    def warnings(self) -> list[Diagnostic]:
        """Those an editor should look at."""
        return [found for found in self if found.severity == "warning"]


def _kept(file: str, found: list[Diagnostic]) -> Kept:
    errors = sum(one.severity == "error" for one in found)
    return Kept(file, errors, len(found) - errors, _encoder.encode(found))


# What keeps a file from being read, by the system's number; its own words depend on system and language.
_REASONS = {
    errno.ENOENT: mark("it is not there"),
    errno.EACCES: mark("you may not read it"),
    errno.EPERM: mark("you may not read it"),
}


def reason_of(error: OSError) -> str:
    """Return why a file could not be read (an English source string where it is a usual reason)."""
    return _REASONS.get(error.errno or 0) or error.strerror or "?"


class BuildFailed(Exception):
    """The content has errors: nothing was published. Raised by the pipeline, caught by the command line."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__("; ".join(f"{found.place.file} {found.code}" for found in diagnostics.errors))
        self.diagnostics = diagnostics


# Values that are words of ours, to be translated; all others are the editor's own.
_OUR_WORDS = frozenset(
    {"problem", "expected", "found", "way", "reason", "owner", "home", "what", "kind", "other", "encoding"}
)
# Values that are lists, separated by ", ".
_LISTS = frozenset({"known", "claimed", "missing", "said", "counted"})
# What names a field in both languages: 类型 (kind).
_BOTH_NAMES = re.compile(r"(?P<zh>[^ ()]+) \((?P<en>[a-z_]+)\)")
# Longer values are cut in messages: the line is shown below them anyway.
_LONGEST_VALUE = 100


def _naming(words: str, values: dict[str, str]) -> str:
    """Return words of ours with the other values that they name; they may hold braces that are none of ours."""
    if "{" not in words:
        return words
    for key, value in values.items():
        if key not in _OUR_WORDS:
            words = words.replace(f"{{{key}}}", printable(value[:_LONGEST_VALUE]))
    return words


def _fill(words: str, values: dict[str, str], language: str) -> str:
    """Return `words` in `language`, with the values they name."""
    translate = catalogue(language).gettext
    shown = {}
    for key, value in values.items():
        if key in _OUR_WORDS:
            shown[key] = _naming(translate(value), values) if value else ""
        elif key == "key" and (both := _BOTH_NAMES.fullmatch(value)):
            shown[key] = both[language]
        elif key in _LISTS:
            shown[key] = value.replace(", ", "、") if language == "zh" else value
        else:
            shown[key] = printable(value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE - 1]}…")
    return translate(words).format_map(shown) if words else ""
