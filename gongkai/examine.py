"""One file of content/ → its entry: read, summarized, checked by itself. Pure, so it is cached and runs in workers."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gongkai.cache import Entry
from gongkai.diagnostics import Diagnostics, Place
from gongkai.load import load, role_of
from gongkai.model import Notice, Organization, Page, canonical_json
from gongkai.rules import notice as notice_rules
from gongkai.summary import fingerprint, summarize

class Examined(NamedTuple):
    """An entry, and the canonical JSON of its notice (empty for other files), which goes to the store."""

    path: str
    entry: Entry
    canonical: bytes


def examine(content: Path, path: str) -> Examined:
    """Return the entry of the file at `path` below content/."""
    diagnostics = Diagnostics()
    role = (role_of(path) or ("file", ""))[0]
    try:
        data = (content / path).read_bytes()
    except OSError as error:
        diagnostics.add("file-unreadable", Place(f"content/{path}"), reason=error.strerror or "?")
        return Examined(path, Entry("", role, None, None, None, (), tuple(diagnostics)), b"")
    if role == "file":
        return Examined(path, Entry(fingerprint(data), role, None, None, None, (), ()), b"")
    loaded = load(path, data, diagnostics)
    record = loaded.record
    canonical, summary = b"", None
    if isinstance(record, Notice) and loaded.reader:
        notice_rules.check(record, loaded.reader)
        canonical, summary = canonical_json(record), summarize(record)
    entry = Entry(
        fingerprint=fingerprint(data),
        role=role,
        summary=summary,
        organization=record if isinstance(record, Organization) else None,
        page=record if isinstance(record, Page) else None,
        mentions=loaded.mentions,
        diagnostics=tuple(diagnostics),
    )
    return Examined(path, entry, canonical)


def examine_chunk(content: Path, paths: Sequence[str]) -> list[Examined]:
    """Return the entries of several files, in the order of `paths`."""
    return [examine(content, path) for path in paths]
