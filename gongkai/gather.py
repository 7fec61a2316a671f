"""The first phase of a build: what there is. Inputs, the content as entries, the site that is public today."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from gongkai.cache import Cache, Entry, State, Store
from gongkai.diagnostics import Diagnostics
from gongkai.inputs import Inputs, read_inputs
from gongkai.inventory import lost
from gongkai.outcome import Held, Options
from gongkai.publish import Publisher
from gongkai.reading import read_entries, resolve, settled
from gongkai.register import Registered, is_kept, read_register
from gongkai.seal import code_fingerprint
from gongkai.site import Site
from gongkai.theme import Chrome, chrome_of

# Called with a phase (`read` or `render`), how many are done, and how many there are.
Progress = Callable[[str, int, int], None]


class Job(NamedTuple):
    """A build: of what, how, and where it keeps things."""

    project: Path
    options: Options
    cache: Cache
    publisher: Publisher
    progress: Progress


class Gathered(NamedTuple):
    """What there is: from the last build, on the disk, and what of it makes the site.

    `known` is what of the last build still lies in the public folder as it was written; `after` is the state that this
    build leaves, which until it is published is that of the last one with what was read anew.
    """

    before: State
    known: State
    after: State
    inputs: Inputs
    store: Store
    entries: dict[str, Entry]
    register: dict[str, Registered] | None
    site: Site
    file_of: dict[str, str]  # the file that each address comes from
    files: dict[str, str]  # attachments with their fingerprints
    chrome: Chrome
    surroundings: bytes  # the hash of what every page depends on besides what it shows itself


@contextmanager
def remembered(job: Job) -> Iterator[tuple[State, Store]]:
    """Open what the last build left for this one; what another version of gongkai left is forgotten."""
    before = job.cache.load(code_fingerprint())
    with closing(Store(job.cache.store_path)) as store:
        yield before, store


def gather(job: Job, before: State, store: Store, found: Diagnostics) -> Gathered:
    """Return all that the other phases work on; each file by itself is checked."""
    project, options = job.project, job.options
    inputs = read_inputs(project, options, before, found)
    entries = read_entries(
        project / "content", inputs.stamps, before, store, options.workers, partial(job.progress, "read")
    )
    for entry in entries.values():
        found.take(entry.findings)
    site, file_of = resolve(entries, inputs.settings, found, as_of=inputs.as_of, drafts=options.drafts)
    attached = (path for path, entry in entries.items() if entry.role == "file")
    chrome = chrome_of(site, preview=options.preview)
    return Gathered(
        before=before,
        known=_intact(before, job.publisher),
        after=_after(before, inputs, entries, site),
        inputs=inputs,
        store=store,
        entries=entries,
        register=read_register(project) if is_kept(inputs.settings.address) else None,
        site=site,
        file_of=file_of,
        files={path.removeprefix("files/"): entries[path].fingerprint for path in attached},
        chrome=chrome,
        surroundings=hashlib.blake2b(inputs.shell.encode() + msgspec.msgpack.encode(chrome), digest_size=16).digest(),
    )


def _after(before: State, inputs: Inputs, entries: dict[str, Entry], site: Site) -> State:
    return State(
        code=before.code,
        public=before.public,
        held=(*site.held, *(Held(f"organizations/{name}.yaml", "") for name in site.draft_organizations)),
        stamps=settled(inputs.stamps),
        entries=entries,
        chapters=before.chapters,
        written=before.written,
        published=before.published,
    )


def _intact(before: State, publisher: Publisher) -> State:
    """Return of the last build what lies in the public folder as it was written, and the chapters of which all does."""
    public = publisher.public
    if before.public != str(public):
        return State()
    gone = set(lost(public, before.written))
    if not gone:
        return before
    return State(
        chapters={key: planned for key, planned in before.chapters.items() if gone.isdisjoint(planned.addresses)},
        written={address: entry for address, entry in before.written.items() if address not in gone},
    )
