"""Findings, collected: ordered by place when read. Nothing here prints."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from gongkai.codes.table import CODES
from gongkai.finding import Diagnostic, Kept, Place, packed, unpacked
from gongkai.shelf import Shelf

# Of one code and one file so many are kept, more than anybody corrects at a sitting; the others are counted.
MOST_OF_A_KIND = 50

# Files whose findings are read from the shelf at once.
_READ_AT_ONCE = 100


class Diagnostics:
    """Collects diagnostics; ordered by place when read."""

    def __init__(self, found: Iterable[Diagnostic] = (), shelf: Shelf | None = None) -> None:
        self._found: list[Diagnostic] = list(found)
        self._shelf = shelf
        self._kept: list[Kept] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._more: dict[tuple[str, str], Place] = {}

    def add(self, code: str, place: Place, **values: object) -> None:
        """Collect one finding; `code` must be one of `codes.table.CODES`."""
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
        mixed = {file: packed(file, found) for file, found in self._together((own.keys() | held.keys()) - alone.keys())}
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
        return unpacked((*there, *shelved))

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


class BuildFailed(Exception):
    """The content has errors: nothing was published. Raised by the pipeline, caught by the command line."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__("; ".join(f"{found.place.file} {found.code}" for found in diagnostics.errors))
        self.diagnostics = diagnostics
