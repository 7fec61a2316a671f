"""Word documents (.docx, .docm) → `Document`, read from their XML: every character that can be seen, once.

Measured for this: python-docx loses insertions, content controls and text boxes, and none restores the numbers that
Word counts by itself. So the XML is read here. Knows the format, not what a notice is.
"""

import hashlib
import re
from xml.etree.ElementTree import Element

from gongkai.diagnostics import Diagnostics
from gongkai.importers.document import Block, Document, Furniture, Origin, Paragraph
from gongkai.importers.layout import join
from gongkai.importers.packages import Package, broken
from gongkai.importers.refusal import Refused
from gongkai.importers.rows import OPENING, is_ended
from gongkai.importers.word_lines import ALTERNATIVES, BREAK, CHANGES, DELETED, INSERTED, Typed, all_text, chosen, typed
from gongkai.importers.word_numbering import Numbering
from gongkai.importers.word_styles import Styles, W, is_centred, outline_level, value
from gongkai.importers.word_tables import table
from gongkai.language import mark

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MACROS = mark("The document holds macros; they were neither run nor kept.")
_NUMBERS = mark("Numbers that Word counts by itself were written into the text.")
_EMBEDDED = mark("Another document is embedded in this one; it was not read.")
_PAGE_NUMBER = re.compile(r"[\s\-—–―－─·第共页/／\d]*")
_PASSED_OVER = frozenset({f"{W}sectPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}tcPr", f"{W}customXmlPr"})


def read(data: bytes, name: str, _diagnostics: Diagnostics) -> Document:
    """Return what a Word document holds. Raises `Refused`."""
    package = Package(data)
    relations = package.relations("")
    part = next((target for kind, target in relations.values() if kind == "officeDocument"), "word/document.xml")
    root = package.xml(part)
    body = root.find(f"{W}body") if root is not None else None
    if root is None or body is None:
        raise broken()
    reader = _Reader(package, part)
    blocks = reader.blocks(body)
    blocks += reader.joined_up()
    removed = [*reader.removed, *reader.furniture(root)]
    source = "".join([all_text(root, reader.styles), *reader.other_texts])
    if not any(isinstance(block, Paragraph) or block.rows for block in blocks):
        raise Refused("import-nothing")
    if any(one.lower().endswith("vbaproject.bin") for one in package.names):
        reader.notes.add(_MACROS)
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, digest, "docx", tuple(blocks), tuple(removed), source, tuple(sorted(reader.notes)))


class _Reader:
    """One document being read: its styles and counters, and what was come across on the way."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._relations = package.relations(part)
        self.styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self.styles)
        self._notes = {kind: self._part(f"{kind}s") for kind in ("footnote", "endnote")}
        self._noted = dict.fromkeys(self._notes, 0)
        self._held = ""
        self._count = 0
        self.notes: set[str] = set()
        self.removed: list[Furniture] = []
        self.other_texts: list[str] = []

    def _part(self, kind: str) -> Element | None:
        target = next((target for one, target in self._relations.values() if one == kind), "")
        return self._package.xml(target) if target else None

    def blocks(self, container: Element) -> list[Block]:
        """Return the paragraphs and tables in an element, in order."""
        found: list[Block] = []
        for child in container:
            if child.tag == f"{W}p":
                found += self._paragraph(child)
            elif child.tag == f"{W}tbl":
                found += table(child, Origin(self._count + 1), self.blocks, self.notes)
            elif child.tag == f"{ALTERNATIVES}AlternateContent":
                wrapper = Element("chosen")
                wrapper.extend(chosen(child))
                found += self.blocks(wrapper)
            elif child.tag == f"{W}altChunk":
                self.notes.add(_EMBEDDED)
            elif child.tag in DELETED:
                self.notes.add(CHANGES)
            elif child.tag not in _PASSED_OVER:
                if child.tag in INSERTED:
                    self.notes.add(CHANGES)
                found += self.blocks(child)
        return found

    def _paragraph(self, element: Element) -> list[Block]:
        self._count += 1
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle") or self.styles.default
        content = typed(element, style, self.styles, self.notes)
        text = self._held + content.text
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            # The end of this paragraph was deleted: what it holds goes on in the next.
            self.notes.add(CHANGES)
            self._held = text
            return self._besides(content)
        self._held = ""
        number, suffix = self._numbering.next(style, properties)
        if self.styles.get(style).is_contents:
            if text.strip():
                self.removed.append(Furniture(text.strip(), Origin(self._count), "contents"))
            return self._besides(content)
        return [*self._lines(text, number, suffix, content, style, properties), *self._besides(content)]

    def _lines(
        self, text: str, number: str, suffix: str, content: Typed, style: str, properties: Element | None
    ) -> list[Block]:
        """Return a paragraph; several where breaks within it part what are paragraphs to a reader."""
        inherited = self.styles.get(style)
        level, centred = outline_level(properties), is_centred(properties)
        one = Paragraph(
            "",
            Origin(self._count, self._count),
            level=(inherited.level if level is None else level) or 0,
            centred=bool(inherited.centred if centred is None else centred),
            bold=content.is_bold,
        )
        found: list[Block] = []
        for piece, joints in _pieces(text):
            found.append(one._replace(text=piece, joints=joints))
        if number and found:
            self.notes.add(_NUMBERS)
            first = found[0]
            assert isinstance(first, Paragraph)
            restored = number + _between(number, first.text, suffix)
            joints = tuple(joint + len(restored) for joint in first.joints)
            found[0] = first._replace(text=restored + first.text, restored=len(restored), joints=joints)
        return found

    def _besides(self, content: Typed) -> list[Block]:
        """Return what belongs to a paragraph and stands elsewhere on the page: text boxes and notes."""
        found: list[Block] = []
        for box in content.boxes:
            found += self.blocks(box)
        for kind, identifier in content.references:
            root = self._notes.get(kind)
            element = next((one for one in root if one.get(f"{W}id") == identifier), None) if root is not None else None
            if element is not None and root is not None:
                # No second time, should another place refer to it, or it to itself.
                root.remove(element)
                self._noted[kind] += 1
                self.other_texts.append(all_text(element, self.styles))
                found += self._note(element, self._noted[kind])
        return found

    def _note(self, element: Element, count: int) -> list[Block]:
        found = self.blocks(element)
        if found and isinstance(found[0], Paragraph) and not found[0].restored:
            number = f"〔注{count}〕"
            found[0] = found[0]._replace(text=number + found[0].text, restored=len(number))
        return found

    def joined_up(self) -> list[Block]:
        """Return the text of a last paragraph whose end was deleted."""
        text, self._held = self._held.strip(), ""
        return [Paragraph(text, Origin(self._count, self._count))] if text else []

    def furniture(self, root: Element) -> list[Furniture]:
        """Return heads and feet of the pages, each once."""
        found: dict[str, Furniture] = {}
        for section in root.iter(f"{W}sectPr"):
            for kind in ("header", "footer"):
                for reference in section.findall(f"{W}{kind}Reference"):
                    _type, target = self._relations.get(reference.get(f"{_R}id") or "", ("", ""))
                    if target and target not in found and (part := self._package.xml(target)) is not None:
                        text = all_text(part, self.styles)
                        number = bool(_PAGE_NUMBER.fullmatch(text))
                        found[target] = Furniture(text.strip(), Origin(), "page-number" if number else "running-head")
                        self.other_texts.append(text)
        return [furniture for furniture in found.values() if furniture.text]


def _pieces(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return the lines of a paragraph that breaks part; those that only wrap a sentence are joined again."""
    found: list[tuple[str, tuple[int, ...]]] = []
    for line in (line.strip() for line in text.split(BREAK)):
        if not line:
            continue
        if found and len(found[-1][0]) > 15 and not is_ended(found[-1][0]) and not OPENING.match(line) and "。" in line:
            above, joints = found[-1]
            found[-1] = join(above, line), (*joints, len(above))
        else:
            found.append((line, ()))
    return found


def _between(number: str, text: str, suffix: str) -> str:
    """Return what parts a number from its text: nothing, as it is typed, except where they would run together."""
    if suffix == "nothing":
        return ""
    last, first = number[-1:], text[:1]
    return " " if last.isalnum() or last in "•●■◆➢✓▪" or (last == "." and first.isascii()) else ""
