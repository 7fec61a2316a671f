"""The parts of a zipped office document, unpacked within bounds, and their XML, read without entities.

The standard library reads both; it has no bounds of its own, and defusedxml only wraps its slower parser.
"""

import io
import zipfile
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from gongkai.importers.refusal import (
    DAMAGED,
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED_BYTES,
    RATIO_COUNTS_FROM_BYTES,
    UNREADABLE,
    Refused,
    refuse_doctype,
)
from gongkai.language import mark

# “Strict” documents name the same elements by other addresses.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A zipped document. `names` are its parts."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except DAMAGED:
            raise broken() from None
        if len(parts) > MOST_PARTS:
            raise Refused("import-too-large", what=mark("it has too many parts"))
        self.names = {part.filename for part in parts}
        self._left = MOST_UNPACKED_BYTES

    def read(self, name: str) -> bytes:
        """Return one part; `b""` where there is none."""
        if name not in self.names:
            return b""
        try:
            part = self._zip.getinfo(name)
            if part.flag_bits & 1:
                raise Refused("import-encrypted")
            with self._zip.open(part) as stream:
                # One byte more than is allowed tells a bomb, whatever the part says of its size.
                data = stream.read(self._left + 1)
        except DAMAGED:
            raise broken() from None
        self._left -= len(data)
        is_bomb = len(data) > RATIO_COUNTS_FROM_BYTES and len(data) > MOST_RATIO * max(part.compress_size, 1)
        if self._left < 0 or is_bomb:
            raise Refused("import-too-large", what=mark("it unpacks to far more than an office document holds"))
        return data

    def xml(self, name: str) -> Element | None:
        """Return the XML of one part; None where there is none."""
        data = self.read(name)
        return parse(data) if data else None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to within the package: id → last word of the type, name of the part."""
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found = {}
        for one in root.iter(_RELATION) if root is not None else ():
            if one.get("TargetMode") != "External":
                kind = (one.get("Type") or "").rpartition("/")[2]
                found[one.get("Id") or ""] = kind, _resolved(folder, one.get("Target") or "")
        return found


def parse(data: bytes) -> Element:
    """Return the root of an XML text; a document type, in which entities are declared, is refused."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError, UnicodeError):
        raise broken() from None
    return root


def broken() -> Refused:
    """Return what is said of a file that is damaged."""
    return Refused("import-broken", reason=UNREADABLE)


class _Builder(TreeBuilder):
    doctype = staticmethod(refuse_doctype)


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
