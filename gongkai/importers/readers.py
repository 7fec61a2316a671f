"""Which reader reads a file, by what it holds and not by its name. Each is loaded only when a file asks for it."""

from importlib import import_module
from pathlib import PurePath

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place
from gongkai.importers.document import Document
from gongkai.importers.file_kinds import READ_BY, kind_of
from gongkai.importers.refusal import MOST_BYTES, Refused
from gongkai.language import mark

_RENAMED = mark("The ending of the file name does not fit what the file holds; it was read for what it holds.")
_ENDINGS = {"docx": (".docx", ".docm"), "doc": (".doc", ".wps"), "xls": (".xls", ".et"), "xlsx": (".xlsx", ".xlsm")}


def read(data: bytes, name: str, diagnostics: Diagnostics) -> Document | None:
    """Return what a file holds; None where it cannot be read, which is reported."""
    try:
        if len(data) > MOST_BYTES:
            raise Refused("import-too-large", what=mark("it has more than 100 MB"))
        kind = kind_of(data)
        document: Document | None = import_module(f"gongkai.importers.{READ_BY[kind]}").read(data, name, diagnostics)
    except Refused as refused:
        diagnostics.add(refused.code, Place(name), **refused.values)
        return None
    except RecursionError:
        diagnostics.add("import-too-large", Place(name), what=mark("its parts are nested too deeply"))
        return None
    ending = PurePath(name).suffix.lower()
    if document and ending not in _ENDINGS.get(kind, (f".{kind}",)):
        return document._replace(notes=(*document.notes, _RENAMED))
    return document
