"""A zipped office file made the same every time, with the notice it was made from as a custom XML part.

Programs of the office carry such a part along when they save the file anew. The same bytes come of the same notice on
any machine: parts keep their order and have no time of their own.
"""

import hashlib
import io
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import msgspec

from gongkai.model import Notice, canonical_json
from gongkai.notes import notes_of, without_notes

NAMESPACE = "urn:gongkai:notice:1"
_PART = "customXml/item1.xml"
_PROPERTIES = "customXml/itemProps1.xml"
_ITEM_ID = "{6F0A5B1E-7C1D-4E0B-9B52-67F6E06B6763}"  # any, but always the same
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold


def with_notice(data: bytes, main: str, notice: Notice) -> bytes:
    """Return a file with the notice in it; `main` is its main part, such as `word/document.xml`."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {part.filename: package.read(part) for part in package.infolist()}
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    parts[relations] = _with(
        parts[relations],
        _RELATIONS,
        "Relationship",
        {"Id": "gongkaiNotice", "Type": f"{_OFFICE}/relationships/customXml", "Target": f"../{_PART}"},
    )
    parts["[Content_Types].xml"] = _with(
        parts["[Content_Types].xml"],
        _TYPES,
        "Override",
        {
            "PartName": f"/{_PROPERTIES}",
            "ContentType": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        },
    )
    return _zipped(parts | _own_parts(notice))


def _own_parts(notice: Notice) -> dict[str, bytes]:
    canonical = canonical_json(without_notes(notice))
    exceptions = notes_of(notice)
    # Beside the notice, not in it: its JSON and digest are those of its page.
    notes = f" exceptions={quoteattr(msgspec.json.encode(exceptions).decode())}" if exceptions else ""
    digest = hashlib.sha256(canonical).hexdigest()
    texts = {
        _PART: f'<notice xmlns="{NAMESPACE}" sha256="{digest}"{notes}>{escape(canonical.decode())}</notice>',
        _PROPERTIES: (
            f'<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
        "customXml/_rels/item1.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>'
        ),
    }
    return {name: (_DECLARATION + text).encode() for name, text in texts.items()}


def _with(data: bytes, namespace: str, tag: str, attributes: dict[str, str]) -> bytes:
    """Return an XML list with one more entry."""
    ElementTree.register_namespace("", namespace)
    root = ElementTree.fromstring(data)
    ElementTree.SubElement(root, f"{{{namespace}}}{tag}", attributes)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return (_DECLARATION + text).encode()


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it would say on which system it was made
            package.writestr(entry, data)
    return buffer.getvalue()
