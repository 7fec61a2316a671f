"""All the words of a notice that the public sees, place by place: what search looks in, and shows around what it found.

Knows no index and no page; the text it gives is the page's own, without marks.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongkai import dates, prose
from gongkai.folding import fold_lines
from gongkai.model import Contacts, Notice, Problem


class Place(NamedTuple):
    """A part of a page: its anchor (none for the top), the status of a problem, its heading, its blocks."""

    anchor: str
    status: str
    heading: str
    blocks: list[str]


def places(notice: Notice) -> Iterator[Place]:
    """Yield the places of a notice in the order of its page; the first holds the title."""
    yield Place("", "", _line(notice.title), [])
    yield from _named("facts", _facts(notice))
    yield from _named("results", [f"{result.name} {result.written}" for result in notice.results])
    yield from _named("totals", [totals.basis for totals in notice.claimed])
    for part in notice.body:
        status = part.problem.status.value if part.problem else ""
        blocks = [*_problem(part.problem), *prose.words(part.text)] if part.problem else prose.words(part.text)
        yield Place(part.anchor or "text", status, _line(prose.plain(part.heading)), list(map(_line, blocks)))
    yield from _named("text", [notice.signature])
    yield from _named("feedback", _contacts(notice.contacts))
    yield from _named("history", [event.reason for event in notice.corrections])
    titles = [attachment.title or attachment.file.rpartition("/")[2] for attachment in notice.attachments]
    yield from _named("attachments", titles)
    yield from _named("source", [notice.source.title] if notice.source else [])


def folded(found: Iterable[Place]) -> bytes:
    """Return places as search compares them, in UTF-16: a line for each heading and block, the title first."""
    return encoded(fold_lines(line for place in found for line in (place.heading, *place.blocks)))


def written(found: Iterable[Place]) -> bytes:
    """Return places as the text files of search hold them: the title, then a line for each place and block."""
    lines: list[str] = []
    for place in found:
        lines.append(f"\t{place.anchor}\t{place.status}\t{place.heading}" if lines else place.heading)
        lines += place.blocks
    return "\n".join(lines).encode()


def encoded(text: str) -> bytes:
    """Return the UTF-16 code units of a text: what JavaScript takes for characters."""
    return text.encode("utf-16-le", "surrogatepass")


def _named(anchor: str, blocks: Iterable[str]) -> Iterator[Place]:
    kept = [_line(block) for block in blocks if block]
    if kept:
        yield Place(anchor, "", "", kept)


def _line(text: str) -> str:
    """Return text as one line."""
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def _facts(notice: Notice) -> list[str]:
    inspection = notice.inspection
    found = [inspection.body, inspection.category, inspection.round] if inspection else []
    return [*found, notice.document_number, notice.index_number, notice.validity]


def _problem(problem: Problem) -> list[str]:
    days = [dates.written(day, "zh") for day in (problem.deadline, problem.completed) if day]
    return [text for text in (problem.finding, problem.unit, *days) if text]


def _contacts(contacts: Contacts | None) -> list[str]:
    if contacts is None:
        return []
    phones = [text for phone in contacts.phones for text in (phone.number, phone.purpose, phone.hours)]
    own = (contacts.address, contacts.postcode, contacts.office_hours, contacts.form, contacts.wechat)
    return [*phones, *contacts.faxes, *contacts.emails, *own]
