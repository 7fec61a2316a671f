"""Why a file is not read, and what it may cost to read one. Readers raise; `readers` alone catches and reports."""

import struct
import zipfile
import zlib
from typing import Any, NoReturn

from gongkai.language import mark

# All that zipfile raises for a damaged package, a compression it does not know among it.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)
UNREADABLE = mark("it cannot be read")
# A zipped document: all that is unpacked, one part of it, and how many parts it has. A ledger of 50,000 rows has 20 MB.
MOST_UNPACKED_BYTES = 64 * 1024**2
MOST_PARTS = 5_000
# No text deflates better than this; a bomb does. Small parts may.
MOST_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 4 * 1024**2
# What no office document has, and what would keep an editor waiting.
MOST_BYTES = 100 * 1024**2
MOST_PAGES = 500
MOST_CHARACTERS = 2_000_000
MOST_SHEETS = 200
MOST_CELLS = 500_000


class Refused(Exception):
    """A file is not read: a code of `codes.table.CODES`, and the values that its message names."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """Come back whole from another process."""
        return _refused, (self.code, self.values)


def refuse_doctype(*_declared: Any) -> NoReturn:
    """Refuse XML that declares a document type: entities would come of it."""
    raise Refused("import-broken", reason=mark("its XML declares a document type, as no office program does"))


def _refused(code: str, values: dict[str, str]) -> Refused:
    return Refused(code, **values)
