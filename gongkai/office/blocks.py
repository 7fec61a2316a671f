"""A notice → the blocks of its document in order, whatever the format: title, headings, fields, paragraphs, facts.

Markdown is read by `prose`, so the document says what the page says. Knows no file format.
"""

import re
from html.parser import HTMLParser
from typing import Literal, NamedTuple

from gongkai import dates, prose
from gongkai.model import Notice, Part
from gongkai.office.facts import COLUMNS, HEADING, facts_of
from gongkai.writing import problem_lines

Kind = Literal["title", "note", "heading", "field", "text", "item", "quote", "table", "signature", "date", "facts"]
DIGEST = "（本文是公开通报的摘编，不是正式文本，以原文为准）"
_BULLET = "• "


class Run(NamedTuple):
    """Some words in one style, and where they lead."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


class Block(NamedTuple):
    """A paragraph, or a table of `rows`. `level` is that of a heading (from 1), or the depth of an item (from 0)."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The words of a paragraph."""
        return "".join(run.text for run in self.runs)


def blocks_of(notice: Notice) -> list[Block]:
    """Return the blocks of a notice's document."""
    blocks = [_plain("title", notice.title)]
    if notice.digest:
        blocks.append(_plain("note", DIGEST))
    for part in notice.body:
        blocks += part_blocks(part)
    if notice.signature:
        blocks.append(_plain("signature", notice.signature))
        if day := notice.dated or notice.published:
            blocks.append(_plain("date", dates.written(day, "zh")))
    return [*blocks, _plain("facts", HEADING), Block("table", rows=(COLUMNS, *facts_of(notice)))]


def _plain(kind: Kind, text: str, level: int = 0) -> Block:
    return Block(kind, (Run(text),), level)


def part_blocks(part: Part) -> list[Block]:
    """Return the blocks of a heading, the fields of its problem, and its text."""
    blocks = []
    if part.heading:
        runs = tuple(run for block in _read(prose.inline(part.heading)) for run in block.runs)
        blocks.append(Block("heading", runs, part.level - 1))
    if part.problem:
        blocks += [_plain("field", line) for line in problem_lines(part.problem)]
    return blocks + text_blocks(part.text)


def text_blocks(text: str) -> list[Block]:
    """Return the blocks of a text in Markdown."""
    return _read(prose.html(text))


def visible(block: Block) -> list[str]:
    """Return the paragraphs a reader of the file finds in a block, without white space."""
    texts = [cell for row in block.rows for cell in row] if block.rows else [block.text]
    return [text for text in map(without_space, texts) if text]


def without_space(text: str) -> str:
    """Return a text without any white space: what no program that saves a file anew may change."""
    return re.sub(r"\s+", "", text)


def _read(html: str) -> list[Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.blocks


class _Reader(HTMLParser):
    """Reads the HTML that `prose` makes: paragraphs, lists, quotations, tables, and words in bold or italics."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._styles: list[str] = []
        self._href = ""
        self._lists: list[int] = []  # number of the next item; 0 where items have none
        self._label = ""
        self._quotes = 0
        self._rows: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or a style."""
        given = dict(attrs)
        if tag in ("p", "li", "ul", "ol", "blockquote", "table"):
            self.flush()
        if tag in ("ul", "ol"):
            self._lists.append(int(given.get("start") or 1) if tag == "ol" else 0)
        elif tag == "li":
            self._label = _BULLET if not self._lists[-1] else f"{self._lists[-1]}. "
            self._lists[-1] += bool(self._lists[-1])
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "table":
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag == "br":
            self._runs.append(Run("\n"))
        elif tag == "a":
            self._href = given.get("href") or ""
        elif tag in ("strong", "em"):
            self._styles.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block or a style."""
        if tag in ("p", "li", "ul", "ol", "blockquote"):
            self.flush()
        if tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append("".join(run.text for run in self._runs).strip())
            self._runs.clear()
        elif tag == "table" and self._rows is not None:
            self.blocks.append(Block("table", rows=tuple(map(tuple, self._rows))))
            self._rows = None
            self._runs.clear()
        elif tag == "a":
            self._href = ""
        elif tag in ("strong", "em") and tag in self._styles:
            self._styles.remove(tag)

    def handle_data(self, data: str) -> None:
        """Take words; line breaks of the HTML mean nothing."""
        if text := data.replace("\n", " "):
            self._runs.append(Run(text, "strong" in self._styles, "em" in self._styles, self._href))

    def flush(self) -> None:
        """End the paragraph that is open, if it says anything."""
        if "".join(run.text for run in self._runs).strip():
            kind: Kind = "item" if self._lists else "quote" if self._quotes else "text"
            label = (Run(self._label),) if self._label else ()
            self.blocks.append(Block(kind, (*label, *self._runs), max(0, len(self._lists) - 1)))
            self._label = ""
        self._runs.clear()
