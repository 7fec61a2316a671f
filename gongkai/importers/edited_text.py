"""The text of one part of an edited document → Markdown: what is as it was keeps its source, the rest is made anew."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from gongkai.importers.document_paragraphs import Seen, key_of
from gongkai.importers.escaping import escaped
from gongkai.office.blocks import Block, Run, text_blocks

_LABEL = re.compile(r"(?:(\d{1,3})\.|•)\s+")


class Written(NamedTuple):
    """The Markdown of a part, and which paragraphs differ: the old words and the new, one of them may be empty."""

    text: str
    differing: tuple[tuple[str, str], ...] = ()


def rewritten(old: str, seen: Sequence[Seen]) -> Written:
    """Return the text of a part as it stands in the document; `old` is its Markdown when it was exported."""
    chunks = _chunks(old)
    blocks = [(index, block) for index, chunk in enumerate(chunks) for block in text_blocks(chunk)]
    keys = [key_of(block.text, block.rows) for _, block in blocks]
    found = [one.key for one in seen]
    if keys == found:
        return Written(old)
    moves = SequenceMatcher(None, keys, found, autojunk=False).get_opcodes()
    place_of = {
        old_at + at: new_at + at
        for kind, old_at, end, new_at, _ in moves
        if kind == "equal"
        for at in range(end - old_at)
    }
    links = {run.text.strip(): run.href for _, block in blocks for run in block.runs if run.href}
    intact: dict[
        int, tuple[int, int]
    ] = {}  # place of a chunk's first paragraph in the document → the chunk, its length
    for index in range(len(chunks)):
        places = [place_of.get(at, -1) for at, (chunk, _) in enumerate(blocks) if chunk == index]
        if places and places == list(range(places[0], places[0] + len(places))) and places[0] >= 0:
            intact[places[0]] = index, len(places)
    like = {
        new + at: blocks[old + at][1]
        for _, old, end, new, new_end in moves
        if end - old == new_end - new
        for at in range(end - old)
    }
    text = "\n\n".join(_pieces(seen, chunks, intact, like, links))
    return Written(text, tuple(_differing([block for _, block in blocks], seen, moves)))


def _chunks(text: str) -> list[str]:
    """Return pieces of a text that say alone what they say in it; the whole as one where they do not."""
    chunks = [chunk for chunk in re.split(r"\n{2,}", text) if chunk.strip()]
    return chunks if [block for chunk in chunks for block in text_blocks(chunk)] == text_blocks(text) else [text]


def _pieces(
    seen: Sequence[Seen],
    chunks: Sequence[str],
    intact: dict[int, tuple[int, int]],
    like: dict[int, Block],
    links: dict[str, str],
) -> Iterator[str]:
    """Yield the Markdown between blank lines; items that follow each other stand together."""
    at, depth, items = 0, 0, list[str]()
    while at < len(seen):
        if at in intact:
            if items:
                yield "\n".join(items)
            chunk, length = intact[at]
            items = []
            yield chunks[chunk]
            at += length
            continue
        block = like.get(at)
        words, is_item = _words(seen[at], links, is_quote=bool(block and block.kind == "quote"))
        depth = block.level if block and block.kind == "item" else _depth(words, items, depth)
        if items and not is_item:
            yield "\n".join(items)
            items = []
        if is_item:
            items.append("    " * depth + words)
        else:
            yield words
        at += 1
    if items:
        yield "\n".join(items)


def _depth(words: str, above: Sequence[str], depth: int) -> int:
    """Return how deep a new item is: as the one above it, a bullet below a number one deeper."""
    if not above:
        return 0
    was_bullet, is_bullet = (text.lstrip().startswith("- ") for text in (above[-1], words))
    return max(0, depth + is_bullet - was_bullet)


def _words(seen: Seen, links: dict[str, str], *, is_quote: bool) -> tuple[str, bool]:
    """Return the Markdown of a paragraph or a table, and whether it is an item of a list."""
    if seen.rows:
        rows = [[escaped(cell).replace("|", "\\|") for cell in row] for row in seen.rows]
        head, *rest = (f"| {' | '.join(row)} |" for row in rows)
        return "\n".join([head, "|" + " --- |" * len(rows[0]), *rest]), False
    text = "".join(run.text for run in seen.runs).strip()
    label = _LABEL.match(text)
    marked = _marked(_without(seen.runs, label.end() if label else 0), links)
    if label:
        return (f"{label[1]}. " if label[1] else "- ") + marked, True
    return ("> " if is_quote else "") + marked, False


def _without(runs: Sequence[Run], length: int) -> list[Run]:
    """Return runs without white space around them and their first characters."""
    found = [run._replace(text=re.sub(r"[\n\t]", " ", run.text)) for run in runs]
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip())
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    left = []
    for run in found:
        cut = min(length, len(run.text))
        length -= cut
        if run.text[cut:]:
            left.append(run._replace(text=run.text[cut:]))
    return left


def _marked(runs: Sequence[Run], links: dict[str, str]) -> str:
    """Return words with the signs for bold, italics and the links that the text had."""
    found = []
    for run in runs:
        words = run.text.strip()
        before, _, after = run.text.partition(words) if words else (run.text, "", "")
        sign = "**" * run.bold + "*" * run.italic
        marked = f"{sign}{escaped(words)}{sign[::-1]}" if words else ""
        href = links.get(words) if run.href else None
        found.append(before + (f"[{marked}]({href})" if href else marked) + after)
    return "".join(found)


def _differing(
    blocks: Sequence[Block], seen: Sequence[Seen], moves: Sequence[tuple[str, int, int, int, int]]
) -> Iterator[tuple[str, str]]:
    for kind, old, old_end, new, new_end in moves:
        if kind == "equal":
            continue
        before = [block.text or " ".join(cell for row in block.rows for cell in row) for block in blocks[old:old_end]]
        after = [one.text or " ".join(cell for row in one.rows for cell in row) for one in seen[new:new_end]]
        if len(before) == len(after):
            yield from zip(before, after, strict=True)
        else:
            yield from ((text, "") for text in before)
            yield from (("", text) for text in after)
