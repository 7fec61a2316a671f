"""A reader in a process of its own: what a hostile file does to a library ends there, within bounds.

pdfium is C++ and calamine aborts where memory ends; neither can be stopped from within. Knows no file format.
"""

import faulthandler
import os
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from gongkai.importers.document import Document
from gongkai.importers.refusal import Refused
from gongkai.language import mark

Read = Callable[[bytes, str], Document]
MOST_SECONDS = 8.0
TOO_SLOW = mark("reading it takes longer than eight seconds of processor time")
MOST_MEMORY_BYTES = 1024**3


def in_own_process(read: Read, data: bytes, name: str) -> Document:
    """Return `read(data, name)`, worked out elsewhere. Raises `Refused`, also where it takes too long or breaks off."""
    # Forking keeps the modules that are loaded; elsewhere processes start anew.
    context = get_context("fork") if sys.platform == "linux" else get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(read, data, name, there), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(MOST_SECONDS):
            raise Refused("import-too-large", what=TOO_SLOW)
        answer = here.recv()
    except EOFError:
        raise Refused("import-broken", reason=mark("the program that reads it broke off")) from None
    finally:
        process.kill()
        process.join()
        here.close()
    if isinstance(answer, Document):
        return answer
    assert isinstance(answer, BaseException)
    raise answer


def _work(read: Read, data: bytes, name: str, there: Connection) -> None:
    _bound_memory()
    faulthandler.disable()
    # What a library says of a broken file is no message of ours.
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 2)
    answer: Document | BaseException
    try:
        answer = read(data, name)
    except MemoryError:
        answer = Refused("import-too-large", what=mark("reading it takes too much memory"))
    except Exception as error:  # noqa: BLE001 # handed over, and raised there
        answer = error
    there.send(answer)


def _inherited_bytes() -> int:
    """Return the address space that a forked process has from its parent; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _inherited_bytes() + MOST_MEMORY_BYTES
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
