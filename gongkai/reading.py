"""Content → entries: what is known from the last build is taken over, the rest is examined."""

import time
from collections import defaultdict
from collections.abc import Callable, Container, Mapping
from functools import partial
from pathlib import Path

from gongkai.cache import Entry, State, Store
from gongkai.diagnostics import Diagnostics
from gongkai.examine import examine_chunk
from gongkai.finding import Place
from gongkai.load import Mention
from gongkai.settings import Settings
from gongkai.shelf import Key
from gongkai.site import Site
from gongkai.stamps import Stamp
from gongkai.workers import in_chunks

# A file changed this shortly before it was read may change again within the same tick of the clock.
_TICK_NS = 2_000_000_000


def read_entries(
    content: Path,
    stamps: Mapping[str, Stamp],
    before: State,
    store: Store,
    workers: int,
    progress: Callable[[int, int], None],
) -> dict[str, Entry]:
    """Return the entry of every file; whole notices go to the store."""
    entries = {path: before.entries[path] for path, stamp in stamps.items() if _same(path, stamp, before)}
    wanted = {entry.summary.fingerprint: path for path, entry in entries.items() if entry.summary}
    shelved = store.shelved()
    lost = {wanted[fingerprint] for fingerprint in wanted.keys() - store.known(wanted)}
    lost |= {path for path, entry in entries.items() if not shelved.issuperset(keys_of(entry))}
    for path in lost:
        del entries[path]
    missing = [path for path in stamps if path not in entries]
    done = 0
    for examined in in_chunks(partial(examine_chunk, content), missing, workers):
        store.add(
            (found.entry.summary.fingerprint, found.canonical, found.problems, found.folded, found.words)
            for found in examined
            if found.entry.summary
        )
        store.shelve((*key, found.findings) for found in examined for key in keys_of(found.entry))
        entries |= {found.path: found.entry for found in examined}
        progress(done := done + len(examined), len(missing))
    return {path: entries[path] for path in stamps}


def keys_of(entry: Entry) -> list[Key]:
    """Return under what the findings of a file are stored."""
    return [(kept.file, kept.fingerprint) for kept in entry.findings]


def _same(path: str, stamp: Stamp, before: State) -> bool:
    return before.stamps.get(path) == stamp and path in before.entries


def settled(stamps: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return the stamps that may be trusted next time; files that changed just now are read again."""
    limit = time.time_ns() - _TICK_NS
    return {path: stamp for path, stamp in stamps.items() if stamp.changed_ns < limit}


def resolve(
    entries: Mapping[str, Entry], settings: Settings, found: Diagnostics, *, as_of: str, drafts: bool
) -> tuple[Site, dict[str, str]]:
    """Return the site, and the file that each address comes from; two files for one address are reported."""
    file_of: dict[str, str] = {}
    kept = []
    for path, entry in entries.items():
        file = f"content/{path}"
        if not entry.address:
            continue
        if file_of.setdefault(entry.address, file) == file:
            kept.append(entry)
        else:
            found.add("address-taken", Place(file), address=entry.address, other=file_of[entry.address])
    site = Site(
        settings,
        {entry.organization.id: entry.organization for entry in kept if entry.organization},
        [entry.summary for entry in kept if entry.summary],
        [entry.page for entry in kept if entry.page],
        as_of=as_of,
        drafts=drafts,
    )
    return site, file_of


def mentions_of(
    entries: Mapping[str, Entry], addresses: Container[str] | None = None
) -> dict[str, list[tuple[str, Mention]]]:
    """Return what files mention; only the files that become one of `addresses`, where they are given."""
    found: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
    for entry in entries.values():
        if entry.mentions and (addresses is None or entry.address in addresses):
            for mention in entry.mentions:
                found[mention.kind].append((entry.address, mention))
    return found


def broken(entries: Mapping[str, Entry]) -> set[str]:
    """Return the addresses of files that could not be read: what points to them is not blamed."""
    return {
        entry.address
        for entry in entries.values()
        if entry.address and not (entry.summary or entry.organization or entry.page)
    }
