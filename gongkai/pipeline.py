"""`build()`: the whole story on one screen.

All is loaded, checked and rendered before the first byte of the public folder changes.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.cache import Cache
from gongkai.crosscheck import check
from gongkai.diagnostics import BuildFailed, Diagnostics
from gongkai.exclusive import locked, own
from gongkai.gather import Gathered, Job, Progress, gather, remembered
from gongkai.outcome import Options, Report
from gongkai.plan import plan
from gongkai.publication import publish, remember, report, seal
from gongkai.publish import Publisher
from gongkai.rendering import render
from gongkai.seal import break_seal, cache_folder, public_folder
from gongkai.shelf import Shelf


def build(project: Path, options: Options, progress: Progress = lambda _phase, _done, _total: None) -> Report:
    """Build the site in the folder `project`; raises BuildFailed with every finding if the content has errors."""
    project = project.resolve()
    publisher = Publisher(public_folder(project, options))
    job = Job(project, options, Cache(cache_folder(project, options)), publisher, progress)
    try:
        return _build(job)
    except sqlite3.DatabaseError:  # a damaged cache costs time and nothing else
        job.cache.forget_store()
        return _build(job)


def _build(job: Job) -> Report:
    started = time.perf_counter()
    found = Diagnostics(shelf=Shelf(job.cache.store_path))
    with (
        locked(job.cache.folder / "lock.db"),
        own(job.project, job.publisher, job.options),
        _opened(job) as sealed,
        remembered(job) as last,
    ):
        gathered = gather(job, last, found)
        planned = plan(
            gathered.site,
            gathered.inputs.assets,
            gathered.files,
            gathered.file_of,
            gathered.known.chapters,
            gathered.surroundings,
            found,
        )
        new_lines = check(gathered, planned, found)
        _stop_on_errors(job, gathered, found)
        printed = render(job, gathered, planned, found)
        _stop_on_errors(job, gathered, found)
        removed = publish(job, gathered, planned, printed, new_lines, sealed=sealed) if job.options.publish else []
        remember(job, gathered)
        done = report(job, gathered, printed.rendered, removed, found, time.perf_counter() - started)
        if job.options.publish:
            seal(job, gathered, done)
        return done


@contextmanager
def _opened(job: Job) -> Iterator[bool]:
    """Make the public folder ready to be changed; yield whether the last build of it came to its end.

    A build that was killed may have left files that nobody remembers.
    """
    if job.options.publish:
        job.publisher.recover()
    yield job.options.publish and break_seal(job.project, job.options)


def _stop_on_errors(job: Job, gathered: Gathered, found: Diagnostics) -> None:
    """Raise if nothing may be published; what was read is remembered all the same."""
    if found.count("error") or (job.options.strict and len(found)):
        job.cache.save(gathered.after)
        raise BuildFailed(found)
