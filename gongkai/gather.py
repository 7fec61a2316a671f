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
from gongkai.inventory import look, read_inventory
from gongkai.outcome import Held, Options
from gongkai.publish import Publisher
from gongkai.reading import read_entries, resolve, settled
from gongkai.register import Registered, is_kept, read_register
from gongkai.seal import code_fingerprint
from gongkai.site import Site
from gongkai.theme import Chrome, chrome_of

# Called with a phase (`read` or `render`), how many are done, and how many there are.
Progress = Callable[[str, int, int], None]
# The part of the public files that is looked at beside this process, which reads the content meanwhile.
_ASIDE = 0.7


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


class Remembered(NamedTuple):
    """What the last build left; `lost` tells which addresses of its public folder are not as it wrote them."""

    before: State
    store: Store
    lost: Callable[[], set[str]]


@contextmanager
def remembered(job: Job) -> Iterator[Remembered]:
    """Open what the last build left for this one; what another version of gongkai left is forgotten."""
    inventory = read_inventory(job.cache.folder)
    lost = look(job.publisher.public, inventory, aside=_ASIDE)
    before = job.cache.load(code_fingerprint(), inventory)
    with closing(Store(job.cache.store_path)) as store:
        yield Remembered(before, store, lost)


def gather(job: Job, last: Remembered, found: Diagnostics) -> Gathered:
    """Return all that the other phases work on; each file by itself is checked."""
    project, options = job.project, job.options
    before, store = last.before, last.store
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
        known=_intact(before, job.publisher, last.lost),
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


def _intact(before: State, publisher: Publisher, lost: Callable[[], set[str]]) -> State:
    """Return of the last build what lies in the public folder as it was written, and the chapters of which all does."""
    if before.public != str(publisher.public):
        return State()
    gone = lost()
    if not gone:
        return before
    return State(
        chapters={key: planned for key, planned in before.chapters.items() if gone.isdisjoint(planned.addresses)},
        written={address: entry for address, entry in before.written.items() if address not in gone},
    )
