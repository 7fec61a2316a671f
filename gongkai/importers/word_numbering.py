"""The numbers that Word counts by itself: `numbering.xml` → the number of each paragraph, in the order of the text.

python-docx, docx2python and mammoth leave these numbers out or make lists of them, so the rules are here: counters
belong to the abstract list; `w:startOverride` starts anew where its list is first used; a deeper level starts anew
after a higher one unless `w:lvlRestart` forbids it; a style may carry the list, and a list may be that of a style.
"""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gongkai.importers.word_numerals import counted
from gongkai.importers.word_styles import Styles, W, integer, toggle, value

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# Bullets of the symbol fonts, which lie in the private area of Unicode.
_BULLETS = {"\uf06c": "●", "\uf0b7": "•", "\uf06e": "■", "\uf075": "◆", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a7": "▪"}


class _Level(NamedTuple):
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    decimal: bool = False
    suffix: str = "tab"


class _List(NamedTuple):
    """A list that paragraphs name (`w:num`): whose counters it shares, its levels, where it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts through a document: `next` is asked once for each paragraph, in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._lists: dict[str, _List] = {}
        self._linked: dict[tuple[str, str], int] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for abstract in root.findall(f"{W}abstractNum"):
            self._abstracts[abstract.get(f"{W}abstractNumId") or ""] = abstract
        numbers = {number.get(f"{W}numId") or "": number for number in root.findall(f"{W}num")}
        for identifier, number in numbers.items():
            self._lists[identifier] = self._list(number, numbers)
            for level in self._levels_of(self._lists[identifier].abstract):
                if style := value(level, "pStyle"):
                    self._linked[identifier, style] = integer(level.get(f"{W}ilvl"), 0)

    def next(self, style: str, properties: Element | None) -> tuple[str, str]:
        """Return the number of the next paragraph (empty where it has none), and what follows it."""
        identifier, depth = self._place(style, properties)
        found = self._lists.get(identifier)
        if not found or depth not in found.levels:
            return "", ""
        level = found.levels[depth]
        values = self._count(identifier, found, depth)
        if level.form == "bullet":
            return _BULLETS.get(level.text, "•" if "\ue000" <= level.text[:1] <= "\uf8ff" else level.text), level.suffix

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            own = found.levels.get(place, _Level())
            return counted(values[place], "decimal" if level.decimal and own.form != "none" else own.form)

        return _PLACE.sub(shown, level.text), level.suffix

    def _place(self, style: str, properties: Element | None) -> tuple[str, int]:
        """Return the list and level of a paragraph, from itself or from its style."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        inherited = self._styles.get(style)
        identifier = value(own, "numId")
        depth = value(own, "ilvl")
        if identifier is not None:
            linked = next(
                (
                    self._linked[identifier, one]
                    for one in self._styles.chain(style)
                    if (identifier, one) in self._linked
                ),
                0,
            )
            return identifier, integer(depth, linked) if depth is not None else linked
        identifier = inherited.numbering or ""
        if depth is not None:
            return identifier, integer(depth, 0)
        for one in self._styles.chain(style):
            if (identifier, one) in self._linked:
                return identifier, self._linked[identifier, one]
        return identifier, inherited.depth or 0

    def _count(self, identifier: str, found: _List, depth: int) -> list[int]:
        counters = self._counters.setdefault(found.abstract, [None] * _LEVELS)
        level = found.levels[depth]
        first = found.starts.get(depth)
        last = counters[depth]
        if first is not None and (identifier, depth) not in self._begun:
            counters[depth] = first
        elif last is None:
            counters[depth] = level.start if first is None else first
        else:
            counters[depth] = last + 1
        self._begun.add((identifier, depth))
        for deeper in range(depth + 1, _LEVELS):
            restart = found.levels.get(deeper, _Level()).restart
            if restart is None or depth < restart:
                counters[deeper] = None
        for higher in range(depth):
            if counters[higher] is None:
                counters[higher] = found.starts.get(higher, found.levels.get(higher, _Level()).start)
        return [number or 0 for number in counters]

    def _list(self, number: Element, numbers: dict[str, Element]) -> _List:
        abstract = self._abstract_of(number, numbers)
        levels = {integer(one.get(f"{W}ilvl"), 0): _level(one) for one in self._levels_of(abstract)}
        starts = {}
        for override in number.findall(f"{W}lvlOverride"):
            depth = integer(override.get(f"{W}ilvl"), 0)
            if (own := override.find(f"{W}lvl")) is not None:
                levels[depth] = _level(own)
            if (start := value(override, "startOverride")) is not None:
                starts[depth] = integer(start, 1)
        return _List(abstract, {depth: level for depth, level in levels.items() if 0 <= depth < _LEVELS}, starts)

    def _abstract_of(self, number: Element, numbers: dict[str, Element]) -> str:
        """Return the abstract list of a list, through the style that it may stand for (`w:numStyleLink`)."""
        identifier = value(number, "abstractNumId") or ""
        for _ in range(_LEVELS):
            style = value(self._abstracts.get(identifier), "numStyleLink")
            linked = numbers.get(self._styles.get(style).numbering or "") if style else None
            if linked is None:
                break
            identifier = value(linked, "abstractNumId") or ""
        return identifier

    def _levels_of(self, abstract: str) -> list[Element]:
        element = self._abstracts.get(abstract)
        return element.findall(f"{W}lvl") if element is not None else []


def _level(element: Element) -> _Level:
    restart = value(element, "lvlRestart")
    return _Level(
        integer(value(element, "start"), 0),
        # A form of its own (`custom`) counts in decimal.
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        None if restart is None else integer(restart, 0),
        bool(toggle(element, "isLgl")),
        value(element, "suff") or "tab",
    )
