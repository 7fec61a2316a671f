"""The text of an exported document as it is to be seen now: paragraphs and tables in order, with their bold words.

Without what is hidden or was deleted under revision. Numbers that Word has begun to count are written out.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gongkai.importers.packages import Package
from gongkai.importers.word_lines import ALTERNATIVES, DELETED, chosen, typed
from gongkai.importers.word_numbering import Numbering
from gongkai.importers.word_styles import Styles, W, outline_level, toggle, value
from gongkai.importers.word_tables import within
from gongkai.office.blocks import Run, without_space


class Seen(NamedTuple):
    """A paragraph, or a table of `rows`; `level` is that of a heading style, 0 for ordinary text."""

    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The words of a paragraph, without the white space around them."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def key(self) -> str:
        """What tells that two say the same, whatever program saved the file anew."""
        return key_of(self.text, self.rows)


def key_of(text: str, rows: tuple[tuple[str, ...], ...]) -> str:
    """Return what is compared of a paragraph or a table."""
    return "\0".join(without_space(cell) for row in rows for cell in row) if rows else without_space(text)


def paragraphs(root: Element, package: Package) -> list[Seen]:
    """Return the paragraphs and tables of a document that say something."""
    styles = Styles(package.xml("word/styles.xml"))
    numbering = Numbering(package.xml("word/numbering.xml"), styles)
    body = root.find(f"{W}body")
    found = _blocks(body, styles, numbering) if body is not None else ()
    return [seen for seen in found if seen.key.strip("\0")]


def _blocks(container: Element, styles: Styles, numbering: Numbering) -> Iterator[Seen]:
    held: list[Run] = []
    for child in _children(container):
        if child.tag == f"{W}p":
            held += _runs(child, _style(child, styles), styles)
            # The end of a paragraph may be deleted under revision: what it says goes on in the next.
            if child.find(f"{W}pPr/{W}rPr/{W}del") is None:
                yield _paragraph(child, held, styles, numbering)
                held = []
        elif child.tag == f"{W}tbl":
            yield Seen(rows=tuple(_rows(child, styles, numbering)))
        else:
            yield from _blocks(child, styles, numbering)
    if held:
        yield Seen(tuple(_joined(held)))


def _children(element: Element) -> Iterator[Element]:
    """Yield what is in an element; of several ways to say the same the first, of what was deleted nothing."""
    for child in element:
        if child.tag == f"{ALTERNATIVES}AlternateContent":
            yield from chosen(child)
        elif child.tag not in DELETED:
            yield child


def _rows(table: Element, styles: Styles, numbering: Numbering) -> Iterator[tuple[str, ...]]:
    for row in within(table, f"{W}tr", set()):
        if row.find(f"{W}trPr/{W}del") is None:
            yield tuple(_cell(cell, styles, numbering) for cell in within(row, f"{W}tc", set()))


def _cell(element: Element, styles: Styles, numbering: Numbering) -> str:
    """Return what a cell says in one line, a table in it too."""
    found = _blocks(element, styles, numbering)
    said = (text for one in found for text in (one.text, *(cell for row in one.rows for cell in row)))
    return " ".join(text.replace("\n", " ") for text in said if text).strip()


def _style(paragraph: Element, styles: Styles) -> str:
    return value(paragraph.find(f"{W}pPr"), "pStyle") or styles.default


def _paragraph(element: Element, runs: Sequence[Run], styles: Styles, numbering: Numbering) -> Seen:
    properties = element.find(f"{W}pPr")
    style = _style(element, styles)
    own = outline_level(properties)
    number, _ = numbering.next(style, properties)
    label = (Run(number if number.endswith("、") else f"{number} "),) if number else ()
    level = own if own is not None else styles.get(style).level
    return Seen((*label, *_joined(runs)), level or 0)


def _runs(element: Element, style: str, styles: Styles) -> Iterator[Run]:
    """Yield the words of a paragraph, those of links too."""
    for child in _children(element):
        if child.tag == f"{W}r":
            about = child.find(f"{W}rPr")
            bold, italic = bool(toggle(about, "b")), bool(toggle(about, "i"))
            alone = Element("alone")
            alone.append(child)
            text = typed(alone, style, styles, set()).text
            yield Run(text, bold, italic, "#" if element.tag == f"{W}hyperlink" else "")
        else:
            yield from _runs(child, style, styles)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Return runs with neighbours of one style as one: programs of the office part them at will."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if found and found[-1][1:] == run[1:]:
            found[-1] = run._replace(text=found[-1].text + run.text)
        else:
            found.append(run)
    return found
