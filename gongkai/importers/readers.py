"""Which reader reads a file, by its ending. Each is loaded only when a file asks for it."""

from importlib import import_module
from pathlib import PurePath

from gongkai.diagnostics import Diagnostics, Place
from gongkai.importers.document import Document

# Ending → module of this package with `read(data, name, diagnostics) -> Document | None`.
READERS = {".txt": "text_file"}


def read(data: bytes, name: str, diagnostics: Diagnostics) -> Document | None:
    """Return what a file holds; None where it cannot be read, which is reported."""
    module = READERS.get(PurePath(name).suffix.lower())
    if module is None:
        diagnostics.add("import-format", Place(name), known=", ".join(READERS))
        return None
    document: Document | None = import_module(f"gongkai.importers.{module}").read(data, name, diagnostics)
    return document
