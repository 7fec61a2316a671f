"""SQLite's errors of the disk as OSError: with the file they speak of, so that they are told like those of any file."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# By SQLite's primary result codes; all others are our own errors, or a lock that another build holds.
_NUMBERS = {
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
}


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Raise OSError where SQLite cannot open, read or write the file at `path`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the higher bits are details
        if code not in _NUMBERS:
            raise
        number = errno.EISDIR if path.is_dir() else _NUMBERS[code]
        raise OSError(number, os.strerror(number), str(path)) from error
