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
    """Findings in the database of `cache.Store`; opened for each reading, because findings outlive a build."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, keys: Sequence[Key]) -> list[bytes]:
        """Return the findings of files, as they were encoded; raises KeyError where some are not there."""
        if not keys:
            return []
        with disk_errors(self._path), closing(self._open()) as connection:
            return [_encoded(connection, key) for key in keys]

    def holds(self, keys: Iterable[Key]) -> bool:
        """Whether all of them are there."""
        try:
            with closing(self._open()) as connection:
                return stored_keys(connection).issuperset(keys)
        except sqlite3.DatabaseError:
            return False

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)


def _encoded(connection: sqlite3.Connection, key: Key) -> bytes:
    query = "select encoded from finding where file = ? and fingerprint = ?"
    row: tuple[bytes] | None = connection.execute(query, key).fetchone()
    if row is None:
        raise KeyError(key)
    return row[0]


def stored_keys(connection: sqlite3.Connection) -> set[Key]:
    """Return which findings are there."""
    return set(connection.execute("select file, fingerprint from finding"))
