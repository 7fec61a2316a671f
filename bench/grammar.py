"""Sentences from a small grammar (grammar.txt): rules, alternatives, drawn numbers, values from outside.

All chance comes from the `Random` that is passed in, so the same seed gives the same text on any machine.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

_SLOT = re.compile(r"\{([^}]+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
_NOTHING: Mapping[str, str] = {}


class Range(NamedTuple):
    """A slot for a whole number, both ends included."""

    low: int
    high: int


class Rule(NamedTuple):
    """A slot for an expansion of another rule."""

    name: str


class Value(NamedTuple):
    """A slot for a value from outside."""

    name: str


Alternative = tuple[str | Range | Rule | Value, ...]


class Grammar:
    """Rules by name; `expand` draws one of the sentences of a rule."""

    def __init__(self, rules: dict[str, list[Alternative]]) -> None:
        self._rules = rules

    def expand(self, rule: str, rng: Random, values: Mapping[str, str] = _NOTHING) -> str:
        """Return a sentence of `rule`; `values` fills the slots written as {@name}."""
        drawn: list[str] = []
        self._draw(rule, rng, values, drawn)
        return "".join(drawn)

    def distinct(self, rule: str, rng: Random, count: int) -> list[str]:
        """Return up to `count` different sentences of a rule without slots."""
        alternatives = ["".join(map(str, alternative)) for alternative in self._rules[rule]]
        return rng.sample(alternatives, min(count, len(alternatives)))

    def _draw(self, rule: str, rng: Random, values: Mapping[str, str], drawn: list[str]) -> None:
        alternatives = self._rules[rule]
        # Random.choice and randint cost three times as much, and this is the generator's inner loop.
        for part in alternatives[int(rng.random() * len(alternatives))]:
            if isinstance(part, str):
                drawn.append(part)
            elif isinstance(part, Rule):
                self._draw(part.name, rng, values, drawn)
            elif isinstance(part, Range):
                drawn.append(str(part.low + int(rng.random() * (part.high - part.low + 1))))
            else:
                drawn.append(values[part.name])


def parse(text: str) -> Grammar:
    """Return the grammar written in `text`; the form is described at the top of grammar.txt."""
    rules: dict[str, list[Alternative]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            rules[name] = []
        elif line and not line.startswith("#"):
            rules[name].extend(_alternative(written) for written in line.split(" | "))
    return Grammar(rules)


def _alternative(written: str) -> Alternative:
    parts = _SLOT.split(written)  # text, slot, text, slot, …, text
    slots = [_slot(part) if index % 2 else part for index, part in enumerate(parts)]
    return tuple(part for part in slots if part != "")


def _slot(name: str) -> Range | Rule | Value:
    if bounds := _RANGE.fullmatch(name):
        return Range(int(bounds[1]), int(bounds[2]))
    return Value(name[1:]) if name.startswith("@") else Rule(name)


@cache
def notice_grammar() -> Grammar:
    """Return the grammar of the benchmark's notices."""
    return parse(Path(__file__).with_name("grammar.txt").read_text(encoding="utf-8"))
