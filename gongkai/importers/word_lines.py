"""Runs of a Word paragraph → its text: what is typed, inserted, inserted by a field; not what is deleted or hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from gongkai.importers.word_styles import Styles, W, toggle, value
from gongkai.language import mark

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHANGES = mark("The document has tracked changes: insertions were kept, deletions left out.")
_COMMENTS = mark("Comments in the margin were left out.")
_HIDDEN = mark("Hidden text was left out.")
_PICTURES = mark("Pictures were left out.")
_SYMBOLS = mark("Some signs are of a symbol font and unknown; 〓 stands in their places.")
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
# A break within a paragraph, and one that ends its page or column.
BREAK = "\n"
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": BREAK, f"{W}br": BREAK, f"{W}noBreakHyphen": "-"}
_BOX = f"{W}txbxContent"
_PICTURE = ("}pic", "}imagedata", "}chart", "}relIds")
# Signs of the fonts Wingdings, Wingdings 2 and Symbol that stand in office documents, by their place in the font.
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x75: "◆",
    0xD8: "➢",
    0xFC: "✓",
    0xFE: "☑",
    0xA8: "□",
    0x6F: "□",
    0xFB: "✗",
    0xFD: "☒",
}
_WINGDINGS |= {0xA7: "▪", 0x76: "❖", 0x46: "☞", 0xE0: "→", 0xAB: "★", 0x28: "☎", 0x2A: "✉"}
_WINGDINGS_2 = {0x52: "☑", 0x50: "✓", 0xA3: "□", 0x54: "☒", 0x4F: "✗"}
_SYMBOL = {0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xAE: "→", 0x6D: "μ", 0x57: "Ω"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


@dataclass
class Typed:
    """What one paragraph holds: its text (breaks as line feeds), its text boxes, the notes it refers to."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    light: bool = False
    bold: bool = False

    @property
    def text(self) -> str:
        """The text, as typed."""
        return "".join(self.pieces)

    @property
    def is_bold(self) -> bool:
        """Whether all that is typed is bold."""
        return self.bold and not self.light


def typed(paragraph: Element, style: str, styles: Styles, notes: set[str]) -> Typed:
    """Return what a paragraph holds; adds to `notes` what has to be told."""
    found = Typed()
    _children(paragraph, found, style, styles, notes)
    return found


def chosen(alternatives: Element) -> Iterator[Element]:
    """Yield what stands in the first of several ways to say the same."""
    choice = alternatives.find(f"{ALTERNATIVES}Choice")
    if choice is None:
        choice = alternatives.find(f"{ALTERNATIVES}Fallback")
    yield from choice if choice is not None else ()


def _children(element: Element, found: Typed, style: str, styles: Styles, notes: set[str]) -> None:
    for child in element:
        if child.tag == f"{W}r":
            _run(child, found, style, styles, notes)
        elif child.tag in DELETED:
            notes.add(CHANGES)
        elif child.tag == f"{ALTERNATIVES}AlternateContent":
            wrapper = Element("chosen")
            wrapper.extend(chosen(child))
            _children(wrapper, found, style, styles, notes)
        elif child.tag == f"{MATH}t":
            found.pieces.append(child.text or "")
        elif child.tag != f"{W}pPr" and child.tag != f"{W}sdtPr":
            if child.tag in INSERTED:
                notes.add(CHANGES)
            _children(child, found, style, styles, notes)


def _run(run: Element, found: Typed, style: str, styles: Styles, notes: set[str]) -> None:
    properties = run.find(f"{W}rPr")
    own = styles.get(value(properties, "rStyle") or "")
    hidden, bold = toggle(properties, "vanish"), toggle(properties, "b")
    inherited = styles.get(style)
    if hidden if hidden is not None else (own.hidden or inherited.hidden):
        if any(child.tag == f"{W}t" for child in run):
            notes.add(_HIDDEN)
        return
    before = len(found.pieces)
    for child in run:
        _in_run(child, found, style, styles, notes)
    if any(piece.strip() for piece in found.pieces[before:]):
        is_bold = bool(bold if bold is not None else (own.bold or inherited.bold))
        found.bold |= is_bold
        found.light |= not is_bold


def _in_run(child: Element, found: Typed, style: str, styles: Styles, notes: set[str]) -> None:
    tag = child.tag
    if tag == f"{W}t":
        found.pieces.append(child.text or "")
    elif tag in _SIGNS:
        found.pieces.append(_SIGNS[tag])
    elif tag == f"{W}sym":
        found.pieces.append(symbol(child))
        if found.pieces[-1] == "〓":
            notes.add(_SYMBOLS)
    elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        found.references.append((tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id") or ""))
    elif tag == f"{W}commentReference":
        notes.add(_COMMENTS)
    elif tag == f"{W}ruby":
        _children(child, found, style, styles, notes)
    elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{ALTERNATIVES}AlternateContent"):
        _boxes(child, found, notes)


def symbol(element: Element) -> str:
    """Return a sign of a symbol font (`w:sym`); 〓 where it is unknown."""
    code = element.get(f"{W}char") or ""
    number = int(code, 16) if len(code) <= 5 and all(sign in "0123456789abcdefABCDEF" for sign in code) and code else 0
    font = _FONTS.get((element.get(f"{W}font") or "").lower(), {})
    place = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if place in font:
        return font[place]
    return chr(number) if 0x20 <= number < 0xD800 and not font else "〓"


def _boxes(element: Element, found: Typed, notes: set[str]) -> None:
    """Add the text boxes of a drawing, each once; what is in a box is read with it."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag == _BOX:
            found.boxes.append(one)
        elif one.tag == f"{ALTERNATIVES}AlternateContent":
            waiting += reversed(list(chosen(one)))
        else:
            if str(one.tag).endswith(_PICTURE):
                notes.add(_PICTURES)
            waiting += reversed(list(one))


def all_text(root: Element, styles: Styles) -> str:
    """Return all text that a part shows, found in another way: what the count is held against."""
    found: list[str] = []
    waiting: list[tuple[Element, str]] = [(root, "")]
    while waiting:
        one, style = waiting.pop()
        if one.tag in DELETED:
            continue
        if one.tag == f"{W}t" or one.tag == f"{MATH}t":
            found.append(one.text or "")
            continue
        if one.tag == f"{W}sym":
            found.append(symbol(one))
        elif one.tag == f"{W}noBreakHyphen":
            found.append("-")
        elif one.tag == f"{W}p":
            style = value(one.find(f"{W}pPr"), "pStyle") or styles.default
        elif (one.tag == f"{W}r" and _is_hidden(one, style, styles)) or (
            one.tag == f"{W}tr" and one.find(f"{W}trPr/{W}del") is not None
        ):
            continue
        children = list(chosen(one)) if one.tag == f"{ALTERNATIVES}AlternateContent" else list(one)
        waiting += [(child, style) for child in reversed(children)]
    return "".join(found)


def _is_hidden(run: Element, style: str, styles: Styles) -> bool:
    properties = run.find(f"{W}rPr")
    own = toggle(properties, "vanish")
    if own is not None:
        return own
    return bool(styles.get(value(properties, "rStyle") or "").hidden or styles.get(style).hidden)
