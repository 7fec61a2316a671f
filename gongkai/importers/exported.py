"""Files that gongkai exported → the notice they were made from, with what was edited in them since.

The file is not believed: the notice it carries must be one that a content file can hold, and what comes of a document
says what its text says, word for word. A ledger shows the problems alone; the rest of its notice is what it carries.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

import msgspec

from gongkai.diagnostics import Diagnostics
from gongkai.importers.document_paragraphs import Seen, key_of, paragraphs
from gongkai.importers.exported_document import edited_notice
from gongkai.importers.exported_ledger import applied, grid
from gongkai.importers.ledger_changes import Change
from gongkai.importers.packages import Package
from gongkai.importers.refusal import Refused
from gongkai.importers.word_lines import MATH
from gongkai.importers.word_styles import W
from gongkai.load import load
from gongkai.model import Notice
from gongkai.notes import Exemption, with_notes
from gongkai.office.blocks import blocks_of, without_space
from gongkai.office.facts import COLUMNS, ID, Fact
from gongkai.office.ledger import COLUMNS as LEDGER
from gongkai.office.ledger import SHEET
from gongkai.office.package import NAMESPACE
from gongkai.roles import role_of
from gongkai.writing import markdown_file

Find = Callable[[str], Notice | None]
_READ = ("word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
_MOST_DEPTH = 100  # of the XML of a text that is looked at at all
# What is to be seen and is no text of the document: with one of these it is for the ordinary importer.
_FOREIGN = {f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "drawing", "pict", "object", "altChunk")}
_FOREIGN |= {f"{MATH}oMath"}


class Exported(NamedTuple):
    """A notice that a file carries, and whether the file still says just that.

    Where it does not, the notice has what was edited, and `changes` are all edits, also those that were not taken over;
    none are told of a document that is too different. `facts` are the rows of 公开信息 as they now stand in a document;
    `was` is the notice as it was exported, where that is another.
    """

    notice: Notice
    unchanged: bool
    facts: tuple[Fact, ...] = ()
    changes: tuple[Change, ...] = ()
    was: Notice | None = None


def exported_notice(data: bytes) -> Exported | None:
    """Return the notice in a .docx or .xlsx that gongkai exported; None for any other file, or a broken one."""
    try:
        package = Package(data)
        notice = _sound(*_carried(package))
        return _shown(notice, package) if notice else None
    except Refused:
        return None


def lost_notice(data: bytes, of_id: Find, of_title: Find) -> Exported | None:
    """Return the notice that a file shows which gongkai exported and another program saved without what it carries.

    What it was made from is gone: it is compared with the notice of that id, of a ledger of that title, in the site.
    """
    try:
        package = Package(data)
        document, sheet, strings = (package.xml(name) for name in _READ)
        notice = None
        if document is not None and _depth(document) <= _MOST_DEPTH:
            facts = _facts(paragraphs(document, package))
            notice = next((of_id(fact.value) for fact in facts if fact.label == ID), None)
        elif document is None and sheet is not None:
            cells = grid(sheet, strings)
            if tuple(cells.get((1, column)) for column in range(len(LEDGER))) == tuple(LEDGER):
                notice = of_title(cells.get((0, 0), "").removesuffix(SHEET))
        return _shown(notice, package) if notice else None
    except Refused:
        return None


def _shown(notice: Notice, package: Package) -> Exported | None:
    """Return the notice as the document or the ledger now shows it."""
    document, sheet, strings = (package.xml(name) for name in _READ)
    if _depth(document) > _MOST_DEPTH:
        return None
    if document is not None:
        return _document(notice, document, package)
    if sheet is None:
        return None
    changed, changes = applied(notice, grid(sheet, strings))
    return Exported(changed, not changes, changes=changes, was=notice if changes else None)


def _carried(package: Package) -> tuple[str, str]:
    """Return the canonical JSON in the custom XML of a file, and that of the exceptions beside it.

    Programs of the office may have named the part anew.
    """
    for name in sorted(package.names):
        if re.fullmatch(r"customXml/item\d+\.xml", name):
            root = package.xml(name)
            if root is not None and root.tag == f"{{{NAMESPACE}}}notice":
                return root.text or "", root.get("exceptions", "[]")
    return "", ""


def _depth(root: Element | None) -> int:
    """Return how deeply the elements of a text are nested, up to one more than is read."""
    depth, level = 0, [root] if root is not None else []
    while level and depth <= _MOST_DEPTH:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _sound(canonical: str, notes: str) -> Notice | None:
    try:
        notice = msgspec.json.decode(canonical, type=Notice)
        notice = with_notes(notice, msgspec.json.decode(notes, type=tuple[Exemption, ...]))
    except msgspec.MsgspecError:
        return None
    path = f"notices/{notice.id}.md"
    role = role_of(path)
    if role is None or role[0] != "notice":
        return None
    found = Diagnostics()
    read = load(path, markdown_file(notice).encode("utf-8", "replace"), found)
    is_same = isinstance(read.record, Notice) and with_notes(read.record, read.exceptions) == notice
    return notice if is_same and not found.errors else None


def _document(notice: Notice, root: Element, package: Package) -> Exported:
    seen = paragraphs(root, package)
    facts = _facts(seen)
    if any(element.tag in _FOREIGN for element in root.iter()):
        return Exported(notice, False, facts)
    is_numbered = root.find(f".//{W}numPr") is not None  # by the program; what it shows is in `seen`
    expected = [key for block in blocks_of(notice) if (key := key_of(block.text, block.rows))]
    if [one.key for one in seen] == expected:
        return Exported(notice, not is_numbered, facts)
    edited, changes = edited_notice(notice, seen) or (notice, ())
    return Exported(edited, False, facts, changes, notice)


def _facts(seen: list[Seen]) -> tuple[Fact, ...]:
    """Return the rows of the last table that has the names of their columns."""
    for one in reversed(seen):
        if one.rows and tuple(map(without_space, one.rows[0])) == COLUMNS:
            return tuple(Fact(*row) for row in one.rows[1:] if len(row) == len(COLUMNS))
    return ()
