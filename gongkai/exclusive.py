"""One build at a time: of a project's cache, and of a public folder. Knows no content."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.databases import disk_errors
from gongkai.diagnostics import BuildFailed, Diagnostics
from gongkai.finding import Place
from gongkai.outcome import Options
from gongkai.publish import Publisher


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one build at a time hold a file. SQLite's lock works on every system, and ends with its process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with disk_errors(path):
        connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        with disk_errors(path):
            connection.execute("begin exclusive")
    except sqlite3.OperationalError:
        diagnostics = Diagnostics()
        diagnostics.add("build-running", Place(path.parent.name))
        raise BuildFailed(diagnostics) from None
    else:
        yield
    finally:
        connection.close()


@contextmanager
def own(project: Path, publisher: Publisher, options: Options) -> Iterator[None]:
    """Keep other projects from the public folder while it may be changed; raises BuildFailed where it is not ours.

    Raises OSError where it is ours and cannot be written.

    The lock lies beside the folder, not in a cache: two projects may be built into one folder.
    """
    if not options.publish:
        yield
        return
    is_source = publisher.is_source(project)
    if is_source or not publisher.is_allowed():
        found = Diagnostics()
        code = "output-in-project" if is_source else "output-not-ours"
        found.add(code, Place(publisher.public.name), folder=publisher.public)
        raise BuildFailed(found)
    publisher.try_writing()
    with locked(publisher.lock):
        yield
