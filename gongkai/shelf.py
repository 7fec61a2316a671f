"""Findings of files, on disk: a site has far more of them than anybody reads at once. Knows neither codes nor words."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from gongkai.databases import disk_errors

# The database, in the folder where builds remember what they did.
STORE = "notices.db"

# A file and the fingerprint of its bytes, then its findings, encoded.
Key = tuple[str, str]
Row = tuple[str, str, bytes]

SCHEMA = """
create table if not exists finding (file text, fingerprint text, encoded blob, primary key (file, fingerprint));
"""


class Shelf:
    """Findings in a database that somebody else writes; opened for each reading, because findings outlive a build."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, keys: Sequence[Key]) -> list[bytes]:
        """Return the findings of files, as they were encoded; raises KeyError where some are not there."""
        if not keys:
            return []
        query = "select encoded from finding where file = ? and fingerprint = ?"
        with closing(self._open()) as connection:
            rows: list[tuple[bytes] | None] = [connection.execute(query, key).fetchone() for key in keys]
        if None in rows:
            raise KeyError(keys[rows.index(None)])
        return [row[0] for row in rows if row]

    def holds(self, keys: Iterable[Key]) -> bool:
        """Whether all of them are there."""
        try:
            with closing(self._open()) as connection:
                return keys_of(connection).issuperset(keys)
        except (OSError, sqlite3.DatabaseError):
            return False

    def _open(self) -> sqlite3.Connection:
        with disk_errors(self._path):
            return sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)


def keys_of(connection: sqlite3.Connection) -> set[Key]:
    """Return which findings are there."""
    return set(connection.execute("select file, fingerprint from finding"))
