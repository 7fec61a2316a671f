"""`build()`: the whole story on one screen.

All is loaded, checked and rendered before the first byte of the public folder changes.
"""

import hashlib
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec

from gongkai import urls
from gongkai.cache import Cache, Entry, State, Store, Written
from gongkai.diagnostics import BuildFailed, Diagnostics, Place
from gongkai.indexing import index
from gongkai.inputs import Inputs, read_inputs
from gongkai.outcome import Options, Report
from gongkai.pages.output import Output
from gongkai.plan import Plan, plan
from gongkai.publish import Publisher
from gongkai.reading import broken, mentions_of, read_entries, resolve, settled
from gongkai.register import is_kept, read_register, register_stamp, write_register
from gongkai.render import Press, Rendered, render_chunk
from gongkai.rules import exceptions, gov, published, references
from gongkai.seal import Seal, break_seal, cache_folder, code_fingerprint, public_folder, write_seal
from gongkai.site import Site
from gongkai.stamps import digest, stamp_of
from gongkai.theme import chrome_of
from gongkai.workers import in_chunks

# Called with a phase (`read` or `render`), how many are done, and how many there are.
Progress = Callable[[str, int, int], None]


def build(project: Path, options: Options, progress: Progress = lambda _phase, _done, _total: None) -> Report:
    """Build the site in the folder `project`; raises BuildFailed with every finding if the content has errors."""
    started = time.perf_counter()
    project = project.resolve()
    cache = Cache(cache_folder(project, options))
    publisher = Publisher(public_folder(project, options))
    with _locked(cache.folder / "lock.db"), _own(project, publisher, options):
        found, before = Diagnostics(), cache.load(code_fingerprint())
        is_sealed = options.publish and _open_public(project, publisher, options)
        inputs = read_inputs(project, options, before, found)
        store = Store(cache.store_path)
        entries = read_entries(
            project / "content", inputs.stamps, before, store, options.workers, partial(progress, "read")
        )
        register = read_register(project) if is_kept(inputs.settings.address) else None
        known = _intact(before, publisher)
        site, planned, new_lines = _checked(entries, inputs, store, known, register, found, options)
        after = State(
            code=before.code,
            public=str(publisher.public),
            held=tuple(site.held),
            stamps=settled(inputs.stamps),
            entries=entries,
            chapters=before.chapters,
            written=before.written,
        )
        _stop_on_errors(found, options, cache, after)
        keys, stale = _stale(planned, site, inputs, known, options)
        index(site, stale, store, cache.store_path, options.workers)
        press = _press(project, cache, publisher, site, inputs, options)
        rendered = _render(press, stale, options.workers, partial(progress, "render"), found)
        _stop_on_errors(found, options, cache, after)
        removed = []
        if options.publish:
            if new_lines is not None and not (options.drafts or options.preview):
                write_register(project, new_lines, inputs.settings.language)
            after.chapters = planned.chapters
            after.written = _written(planned, keys, rendered, known)
            removed = _publish(publisher, rendered, before if is_sealed else None, after)
        cache.save(after)
        store.keep_only(entry.summary.fingerprint for entry in entries.values() if entry.summary)
        store.close()
        report = _report(publisher, before, after, rendered, removed, started, found, options)
        if options.publish:
            write_seal(project, options, _seal(project, inputs, after, report, options))
        return report


@contextmanager
def _own(project: Path, publisher: Publisher, options: Options) -> Iterator[None]:
    """Keep other projects from the public folder while it may be changed; raises BuildFailed where it is not ours.

    The lock lies beside the folder, not in a cache: two projects may be built into one folder.
    """
    if not options.publish:
        yield
        return
    if not publisher.is_allowed(project):
        found = Diagnostics()
        found.add("output-not-ours", Place(publisher.public.name), folder=publisher.public)
        raise BuildFailed(found)
    with _locked(publisher.lock):
        yield


def _open_public(project: Path, publisher: Publisher, options: Options) -> bool:
    """Make the public folder ready to be changed; return whether the last build of it came to its end.

    A build that was killed may have left files that nobody remembers.
    """
    publisher.recover()
    return break_seal(project, options)


def _seal(project: Path, inputs: Inputs, after: State, report: Report, options: Options) -> Seal:
    """Return the seal of a build; it fits nothing where a file changed so lately that it may change unseen."""
    is_settled = len(after.stamps) == len(inputs.stamps)
    return Seal(
        shell=inputs.shell,
        flags=options.flags,
        utc_offset=inputs.settings.utc_offset,
        as_of=inputs.as_of,
        content=digest(inputs.stamps.items()) if is_settled else "",
        public=digest((written.path, written.stamp) for written in after.written.values()),
        paths=tuple(written.path for written in after.written.values()),
        notices=report.notices,
        organizations=report.organizations,
        register=register_stamp(project),
        held=after.held,
        findings=report.diagnostics.keep(),
    )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one build at a time hold a file. SQLite's lock works on every system, and ends with its process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        connection.execute("begin exclusive")
    except sqlite3.OperationalError:
        diagnostics = Diagnostics()
        diagnostics.add("build-running", Place(path.parent.name))
        raise BuildFailed(diagnostics) from None
    else:
        yield
    finally:
        connection.close()


def _checked(
    entries: Mapping[str, Entry],
    inputs: Inputs,
    store: Store,
    known: State,
    register: published.Register | None,
    found: Diagnostics,
    options: Options,
) -> tuple[Site, Plan, dict[str, str] | None]:
    """Return the site, its outputs, and the register if it changes; all that files say of one another is checked."""
    for entry in entries.values():
        found.take(entry.findings)
    site, file_of = resolve(entries, inputs.settings, found, as_of=inputs.as_of, drafts=options.drafts)
    attached = (path for path, entry in entries.items() if entry.role == "file")
    files = {path.removeprefix("files/"): entries[path].fingerprint for path in attached}
    planned = plan(site, inputs.assets, files, file_of, known.chapters, _surroundings(site, inputs, options), found)
    outputs = [*planned.kept, *planned.outputs]
    unreadable = broken(entries)
    mentions = mentions_of(entries)
    public = mentions_of(entries, outputs)
    addresses = {address: file_of.get(address, "") for address in (*outputs, *unreadable)}
    targets = references.Known(site, store.notice, unreadable)
    references.organizations(targets, mentions, inputs.owner, found)
    references.hierarchy(site, found)
    references.attachments(mentions, files, found)
    references.continued(targets, public, found)
    references.links(targets, public, addresses, found)
    references.contacts(site, file_of, found)
    gov.dates(site, file_of, found)
    references.feedback_answered(targets, mentions, inputs.as_of, found)
    new_lines = None
    if register is not None:
        published.nothing_lost(register, targets, addresses, found)
        new_lines = published.registered_anew(register, targets)
    _except(entries, site, file_of, found)
    return site, planned, new_lines


def _except(entries: Mapping[str, Entry], site: Site, file_of: Mapping[str, str], found: Diagnostics) -> None:
    """Leave out the findings that a notice or the settings except."""
    exemptions = {f"content/{path}": entry.exemptions for path, entry in entries.items() if entry.exemptions}
    if exemptions or site.settings.checks_off:
        public = {file_of.get(urls.notice(notice), "") for notice in site.by_id}
        exceptions.apply(found, exemptions, public, frozenset(site.settings.checks_off))


def _stop_on_errors(found: Diagnostics, options: Options, cache: Cache, after: State) -> None:
    """Raise if nothing may be published; what was read is remembered all the same."""
    if found.count("error") or (options.strict and len(found)):
        cache.save(after)
        raise BuildFailed(found)


def _intact(before: State, publisher: Publisher) -> State:
    """Return of the last build what lies in the public folder as it was written, and the chapters of which all does."""
    public = publisher.public
    if before.public != str(public):
        return State()
    known = before.written
    lost = {address for address, written in known.items() if stamp_of(f"{public}/{written.path}") != written.stamp}
    if not lost:
        return before
    return State(
        chapters={key: planned for key, planned in before.chapters.items() if lost.isdisjoint(planned.addresses)},
        written={address: written for address, written in known.items() if address not in lost},
    )


def _surroundings(site: Site, inputs: Inputs, options: Options) -> bytes:
    """Return the hash of what every page depends on besides what it shows itself."""
    chrome = msgspec.msgpack.encode(chrome_of(site, preview=options.preview))
    return hashlib.blake2b(inputs.shell.encode() + chrome, digest_size=16).digest()


def _stale(
    planned: Plan, site: Site, inputs: Inputs, known: State, options: Options
) -> tuple[dict[str, bytes], list[Output]]:
    """Return the key of each new output, by its address, and the outputs whose file is not as it should be."""
    surroundings = _surroundings(site, inputs, options)
    encode = msgspec.msgpack.Encoder().encode
    keys: dict[str, bytes] = {}
    stale = []
    for address, output in planned.outputs.items():
        shown = surroundings + output.view.encode() + b"\0" + encode(output.shows)
        keys[address] = key = hashlib.blake2b(shown, digest_size=16).digest()
        written = known.written.get(address)
        if written is None or written.key != key:
            stale.append(output)
    return keys, stale


def _press(project: Path, cache: Cache, publisher: Publisher, site: Site, inputs: Inputs, options: Options) -> Press:
    bytecode = cache.folder / "templates" / inputs.shell[:16]
    if not bytecode.exists():
        shutil.rmtree(bytecode.parent, ignore_errors=True)
        bytecode.mkdir(parents=True)
    staging = None
    if options.publish:
        publisher.begin()
        staging = publisher.staging
    assets = tuple((name, asset.address) for name, asset in inputs.assets.items())
    return Press(project, bytecode, cache.store_path, staging, chrome_of(site, preview=options.preview), assets)


def _render(
    press: Press, outputs: list[Output], workers: int, progress: Callable[[int, int], None], found: Diagnostics
) -> list[Rendered]:
    rendered: list[Rendered] = []
    for chunk in in_chunks(partial(render_chunk, press), outputs, workers):
        rendered += chunk
        progress(len(rendered), len(outputs))
    failures = {item.failure.place: item.failure for item in rendered if item.failure}
    found.extend(failures.values())
    return rendered


def _written(planned: Plan, keys: Mapping[str, bytes], rendered: list[Rendered], known: State) -> dict[str, Written]:
    """Return what now lies in the public folder, by address; what was not rendered anew is as it was."""
    written = {address: known.written[address] for address in (*planned.kept, *keys) if address in known.written}
    for item in rendered:
        if item.stamp:
            written[item.address] = Written(urls.output_path(item.address), keys[item.address], item.stamp)
    return written


def _publish(publisher: Publisher, rendered: list[Rendered], before: State | None, after: State) -> list[str]:
    """Move the rendered files into place, take away what is gone, and return the paths that went.

    Without `before`, or after a build elsewhere, everything else in the public folder is what is gone.
    """
    is_remembered = before is not None and before.public == str(publisher.public)
    now = {written.path for written in after.written.values()}
    old = [file.path for file in before.written.values()] if before and is_remembered else publisher.strangers(())
    removed = [path for path in old if path not in now]
    publisher.commit([(item.staged, urls.output_path(item.address)) for item in rendered], removed)
    return removed


def _report(
    publisher: Publisher,
    before: State,
    after: State,
    rendered: list[Rendered],
    removed: list[str],
    started: float,
    found: Diagnostics,
    options: Options,
) -> Report:
    held = {item.id for item in after.held}
    old = {entry.summary.id: entry.summary.fingerprint for entry in before.entries.values() if entry.summary}
    new = {entry.summary.id: entry.summary.fingerprint for entry in after.entries.values() if entry.summary}
    for name in held if not options.drafts else ():
        new.pop(name, None)
    for item in before.held:
        old.pop(item.id, None)
    return Report(
        public=publisher.public,
        notices=len(new),
        organizations=sum(1 for entry in after.entries.values() if entry.organization),
        added=sorted(new.keys() - old.keys()),
        changed=sorted(name for name in new.keys() & old.keys() if new[name] != old[name]),
        removed=sorted(old.keys() - new.keys()),
        held=list(after.held),
        files_written=len(rendered),
        files_removed=len(removed),
        diagnostics=found,
        seconds=time.perf_counter() - started,
    )
