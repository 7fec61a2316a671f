"""Work in a process beside this one, while this one goes on. Knows nothing of what it works on.

Not by `multiprocessing`, as `workers`: to load it and to start its processes takes longer than the work would.
"""

import os
import sys
import threading
from collections.abc import Callable


class Aside:
    """Bytes that a function makes, in a forked process where that can be.

    Where it cannot (not on Linux, or beside threads), and where that process failed, `result` calls the function.
    """

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._work = work
        self._child = _forked(work) if sys.platform == "linux" and threading.active_count() == 1 else None

    def result(self) -> bytes:
        """Return what the function makes; asked for once."""
        if self._child is None:
            return self._work()
        process, output = self._child
        with open(output, "rb") as pipe:  # noqa: PTH123 - a descriptor
            made = pipe.read()
        _, status = os.waitpid(process, 0)
        return made if status == 0 else self._work()


def _forked(work: Callable[[], bytes]) -> tuple[int, int] | None:
    """Return a process that does the work, and where its result is read; None where no process is to be had."""
    output, into = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(output)
        os.close(into)
        return None
    if process:
        os.close(into)
        return process, output
    status = 1
    try:
        os.close(output)
        with open(into, "wb") as pipe:  # noqa: PTH123 - a descriptor
            pipe.write(work())
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is told, closed or written out twice
