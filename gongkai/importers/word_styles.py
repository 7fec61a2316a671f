"""The styles of a Word document: what each paragraph style says, with what it inherits. Knows `styles.xml` only."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d?", re.IGNORECASE)
# A style that is based on itself must not keep us here.
_DEEPEST = 20


class Style(NamedTuple):
    """What a style gives its paragraphs; None where it says nothing. `level` is that of a heading, 0 for none."""

    level: int | None = None
    centred: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    numbering: str | None = None
    depth: int | None = None
    is_contents: bool = False


class Styles:
    """All styles of a document, each with what it inherits. `default` is the id of the ordinary paragraph's."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._found: dict[str, Style] = {}
        self.default = ""
        for element in root.iter(f"{W}style") if root is not None else ():
            identifier = element.get(f"{W}styleId") or ""
            self._elements[identifier] = element
            if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0")):
                self.default = identifier

    def get(self, identifier: str) -> Style:
        """Return a style by its id; one that says nothing where it is unknown."""
        if identifier not in self._found:
            self._found[identifier] = self._inherited(identifier)
        return self._found[identifier]

    def chain(self, identifier: str) -> list[str]:
        """Return a style and those it is based on, the nearest first."""
        found: list[str] = []
        while identifier in self._elements and identifier not in found and len(found) < _DEEPEST:
            found.append(identifier)
            identifier = value(self._elements[identifier], "basedOn") or ""
        return found

    def element(self, identifier: str) -> Element | None:
        """Return the XML of a style."""
        return self._elements.get(identifier)

    def _inherited(self, identifier: str) -> Style:
        found = Style()
        for one in reversed(self.chain(identifier)):
            own = _own(self._elements[one])
            said = {name: value for name, value in own._asdict().items() if value is not None}
            found = found._replace(**said)
        return found


def _own(element: Element) -> Style:
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    name = value(element, "name") or ""
    level = outline_level(paragraph)
    if level is None and (match := _HEADING.fullmatch(name)):
        level = int(match[1])
    numbering = paragraph.find(f"{W}numPr") if paragraph is not None else None
    depth = value(numbering, "ilvl")
    return Style(
        level,
        is_centred(paragraph),
        toggle(run, "b"),
        toggle(run, "vanish"),
        value(numbering, "numId"),
        integer(depth, 0) if depth is not None else None,
        bool(_CONTENTS.fullmatch(name)),
    )


def value(element: Element | None, name: str) -> str | None:
    """Return `w:val` of a child."""
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val") if child is not None else None


def toggle(element: Element | None, name: str) -> bool | None:
    """Return whether a property is switched on or off; None where nothing is said."""
    child = element.find(f"{W}{name}") if element is not None else None
    return is_on(child.get(f"{W}val", "1")) if child is not None else None


def is_on(text: str) -> bool:
    """Whether a switch of the format is on."""
    return text.lower() not in ("0", "false", "off", "none")


def outline_level(properties: Element | None) -> int | None:
    """Return the level of a heading, 1 the highest, 0 for ordinary text; None where nothing is said."""
    text = value(properties, "outlineLvl")
    if text is None:
        return None
    level = integer(text, 9)
    return level + 1 if 0 <= level < 9 else 0


def is_centred(properties: Element | None) -> bool | None:
    """Whether a paragraph is centred; None where nothing is said."""
    text = value(properties, "jc")
    return None if text is None else text == "center"


def integer(text: str | None, default: int) -> int:
    """Return a number of the format; hostile files write others."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default
