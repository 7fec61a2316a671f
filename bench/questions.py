"""Sixty questions for the search, drawn from the texts of a built site, and what plain substring search answers."""

import random
import re
from pathlib import Path
from typing import NamedTuple

from gongkai.folding import fold


class Question(NamedTuple):
    """What is asked, and what kind of question it is."""

    kind: str
    words: str


class Corpus:
    """The texts of a built site, folded, by the address of their page: what substring search looks in."""

    def __init__(self, public: Path) -> None:
        self.lines: dict[str, list[str]] = {}
        self.raw: dict[str, list[str]] = {}
        for path in sorted((public / "search/text").rglob("*.txt")):
            head, *rest = path.read_text("utf-8").split("\n")
            address, _, _, title, *names = head.split("\t")
            blocks = [title, *names, *(line.rpartition("\t")[2] for line in rest)]
            self.raw[address] = blocks
            self.lines[address] = [fold(block) for block in blocks]

    def having(self, words: str) -> set[str]:
        """Return the addresses of the texts that have all words."""
        wanted = [fold(word) for word in words.split()]
        joined = ((address, "\n".join(lines)) for address, lines in self.lines.items())
        return {address for address, text in joined if all(word in text for word in wanted)}


def questions(corpus: Corpus, seed: int = 1) -> list[Question]:
    """Draw sixty questions from the texts themselves."""
    rng = random.Random(seed)
    texts = list(corpus.raw.values())

    def piece(pattern: str, size: int = 0) -> str:
        """Return what fits a pattern, from a random place; `size` cuts a part out of it."""
        while True:
            found = re.findall(pattern, rng.choice(rng.choice(texts)))
            if found:
                whole: str = rng.choice(found)
                start = rng.randrange(len(whole) - size + 1) if size else 0
                return whole[start : start + size] if size else whole

    han = "[\u4e00-\u9fff]"
    made = [Question("two characters", piece(f"{han}{{2}}")) for _ in range(10)]
    made += [Question("phrase of 4 to 6", piece(f"{han}{{6,}}", size)) for size in (4, 4, 4, 5, 5, 5, 6, 6)]
    made += [Question("phrase of 7 to 10", piece(f"{han}{{10,}}", size)) for size in (7, 7, 8, 8, 9, 10, 10, 10)]
    made += [Question("mid-sentence, over commas", piece(".{20,}", size)) for size in (6, 8, 10, 12)]
    made += [Question("name of an organization", rng.choice(texts)[1]) for _ in range(5)]
    made += [Question("document number", piece(r"\S+〔\d{4}〕\d+号")) for _ in range(4)]
    made += [Question("digits and Han", piece(f"{han}{{2}}\\d+(?:\\.\\d+)?{han}{{2}}")) for _ in range(6)]
    made += [Question("number", piece(r"\d{4}年\d+月\d+日")) for _ in range(3)]
    made += [Question("two words", f"{piece(f'{han}{{2}}')} {piece(f'{han}{{3,}}', 3)}") for _ in range(4)]
    made += [Question("one character", piece(han)) for _ in range(4)]
    made += [Question("no hit", words) for words in ("鹽麴", "王母娘娘的蟠桃会", "0571—00000000", "整改改整整改")]
    return made
