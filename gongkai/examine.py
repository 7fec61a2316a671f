"""One file of content/ → its entry: read, summarized, checked by itself. Pure, so it is cached and runs in workers."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from gongkai import urls, words
from gongkai.cache import Entry
from gongkai.diagnostics import Diagnostics
from gongkai.finding import Kept, Place, reason_of
from gongkai.load import load
from gongkai.model import Notice, Organization, Page, canonical_json
from gongkai.roles import role_of
from gongkai.rules import colleague, exceptions, placeholders
from gongkai.rules import notice as notice_rules
from gongkai.summary import fingerprint, problem_briefs, summarize


class Examined(NamedTuple):
    """An entry, and what goes to the store (empty for other files than notices).

    That is the canonical JSON of the notice, its problems in brief as MessagePack, its words as search compares and as
    it shows them; and of any file what was found in it.
    """

    path: str
    entry: Entry
    canonical: bytes = b""
    problems: bytes = b""
    folded: bytes = b""
    words: bytes = b""
    findings: bytes = b""


def examine(content: Path, path: str) -> Examined:
    """Return the entry of the file at `path` below content/."""
    diagnostics = Diagnostics()
    role, address = address_of(path)
    try:
        data = (content / path).read_bytes()
    except OSError as error:
        diagnostics.add("file-unreadable", Place(f"content/{path}"), reason=reason_of(error))
        kept, findings = _shelved(diagnostics, "")
        return Examined(path, Entry("", role, address, None, None, None, (), kept), findings=findings)
    if role == "file":
        return Examined(path, Entry(fingerprint(data), role, address, None, None, None, (), ()))
    loaded = load(path, data, diagnostics)
    record = loaded.record
    canonical, problems, folded, shown, summary = b"", b"", b"", b"", None
    exemptions: tuple[exceptions.Exempted, ...] = ()
    if isinstance(record, Notice) and loaded.reader:
        canonical = canonical_json(record)
        problems = msgspec.msgpack.encode(problem_briefs(record.body))
        if not diagnostics.count("error"):  # with one nothing is published; Markdown would take long over hostile text
            places = list(words.places(record))
            folded, shown = words.folded(places), words.written(places)
        summary = summarize(record, canonical, folded)
        first_line = loaded.lines[0].number if loaded.lines else len(loaded.reader.text.lines) + 1
        notice_rules.check(record, summary.tally, loaded.reader, first_line)
        colleague.check(record, summary.tally, loaded.lines, loaded.reader)
        exemptions = exceptions.of(loaded.exceptions, loaded.reader)
    if loaded.reader and isinstance(record, Organization):
        colleague.check_organization(record, loaded.reader)
    if loaded.reader and isinstance(record, (Organization, Notice)) and not record.draft:
        placeholders.check(loaded.reader)
    made_of = fingerprint(data)
    kept, findings = _shelved(diagnostics, made_of)
    entry = Entry(
        fingerprint=made_of,
        role=role,
        address=address,
        summary=summary,
        organization=record if isinstance(record, Organization) else None,
        page=record if isinstance(record, Page) else None,
        mentions=loaded.mentions,
        findings=kept,
        exemptions=exemptions,
    )
    return Examined(path, entry, canonical, problems, folded, shown, findings)


def _shelved(diagnostics: Diagnostics, made_of: str) -> tuple[tuple[Kept, ...], bytes]:
    """Return what an entry holds of the findings of a file, and the findings themselves."""
    kept = diagnostics.keep()
    return tuple(one.shelved(made_of) for one in kept), kept[0].encoded if kept else b""


def address_of(path: str) -> tuple[str, str]:
    """Return what the file at `path` below content/ is, and the address of the page it becomes."""
    role, name = role_of(path) or ("file", "")
    addresses = {"notice": urls.notice, "organization": urls.organization, "page": urls.page}
    return role, addresses[role](name) if role in addresses else ""


def examine_chunk(content: Path, paths: Sequence[str]) -> list[Examined]:
    """Return the entries of several files, in the order of `paths`."""
    return [examine(content, path) for path in paths]
