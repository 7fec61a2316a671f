"""Problems of the content are values that are collected: what, where, and the way out.

A diagnostic carries a code and the values it speaks of; `codes` holds its words. Nothing here prints.
"""

from collections.abc import Iterable, Iterator

import msgspec

from gongkai.codes import CODES
from gongkai.language import catalogue


class Place(msgspec.Struct, frozen=True):
    """A point in a file: 1-based `line` and `column` (in characters; 0: the whole file), and that line."""

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    length: int = 1


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
        """Say what to write instead, in `language`; empty where there is nothing to add."""
        words = CODES[self.code].hint
        hint = _fill(words, self.values, language) if words else ""
        if nearest := self.values.get("nearest"):
            question = catalogue(language).gettext("Did you mean “{nearest}”?").format(nearest=nearest)
            hint = f"{question} {hint}".strip() if language == "en" else question + hint
        return hint

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Order of appearance: file, line, column, code."""
        return (self.place.file, self.place.line, self.place.column, self.code)


class Diagnostics:
    """Collects diagnostics; ordered by place when read."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        self._found: list[Diagnostic] = list(found)

    def add(self, code: str, place: Place, **values: object) -> None:
        """Collect one finding; `code` must be one of `codes.CODES`."""
        if code not in CODES:
            raise KeyError(code)
        self._found.append(Diagnostic(code, place, {name: str(value) for name, value in values.items()}))

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Collect findings that were made elsewhere."""
        self._found.extend(others)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found, key=lambda diagnostic: diagnostic.sort_key))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> list[Diagnostic]:
        """Those that forbid publication."""
        return [diagnostic for diagnostic in self if diagnostic.severity == "error"]

    @property
    def warnings(self) -> list[Diagnostic]:
        """Those an editor should look at."""
        return [diagnostic for diagnostic in self if diagnostic.severity == "warning"]


class BuildFailed(Exception):
    """The content has errors: nothing was published. Raised by the pipeline, caught by the command line."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__("; ".join(f"{found.place.file} {found.code}" for found in diagnostics))
        self.diagnostics = diagnostics


# Values that are words of ours, to be translated; all others are the editor's own.
_OUR_WORDS = {"problem", "expected", "found", "reason", "owner", "name"}


def _fill(words: str, values: dict[str, str], language: str) -> str:
    translate = catalogue(language).gettext
    shown = {key: translate(value) if value and key in _OUR_WORDS else value for key, value in values.items()}
    return translate(words).format_map(shown)
