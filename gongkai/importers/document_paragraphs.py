"""The text of an exported document as it is to be seen now: paragraphs and tables in order, with their bold words.

Without what was deleted under revision. Numbers that Word has begun to count are written out.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gongkai.importers.packages import Package
from gongkai.importers.word_numbering import Numbering
from gongkai.importers.word_styles import Styles, W, outline_level, toggle, value
from gongkai.office.blocks import Run, without_space

UNSEEN = {f"{W}del", f"{W}moveFrom", f"{W}instrText"}


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
    for child in container:
        if child.tag == f"{W}p":
            yield _paragraph(child, styles, numbering)
        elif child.tag == f"{W}tbl":
            yield Seen(rows=tuple(_rows(child)))
        elif child.tag not in UNSEEN:
            yield from _blocks(child, styles, numbering)


def _rows(table: Element) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{W}tr"):
        cells = ("\n".join(map(text_of, cell.iter(f"{W}p"))) for cell in row.findall(f"{W}tc"))
        yield tuple(" ".join(cell.split("\n")).strip() for cell in cells)


def _paragraph(element: Element, styles: Styles, numbering: Numbering) -> Seen:
    properties = element.find(f"{W}pPr")
    style = value(properties, "pStyle") or styles.default
    own = outline_level(properties)
    number, _ = numbering.next(style, properties)
    label = (Run(number if number.endswith("、") else f"{number} "),) if number else ()
    level = own if own is not None else styles.get(style).level
    return Seen((*label, *_joined(_runs(element))), level or 0)


def _runs(element: Element) -> Iterator[Run]:
    """Yield the words of a paragraph, those of links too."""
    for child in element:
        if child.tag == f"{W}r":
            about = child.find(f"{W}rPr")
            bold, italic = bool(toggle(about, "b")), bool(toggle(about, "i"))
            yield Run(text_of(child), bold, italic, "#" if element.tag == f"{W}hyperlink" else "")
        elif child.tag not in UNSEEN:
            yield from _runs(child)


def _joined(runs: Iterator[Run]) -> list[Run]:
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


def text_of(element: Element) -> str:
    """Return the text of an element as it is to be seen."""
    if element.tag in UNSEEN:
        return ""
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag in (f"{W}br", f"{W}cr"):
        return "\n"
    return "".join(map(text_of, element))
