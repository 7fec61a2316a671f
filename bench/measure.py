"""Run one command and measure the whole process: wall time, CPU time, peak memory. Linux only.

CPU is user + system of the process and of all descendants it waited for (rusage of wait4). Memory is the
larger of two: the greatest resident set of any single process (rusage, exact), and, sampled every 50 ms while
there are children, the sum of the proportional set sizes of all processes, which counts a shared page once.
"""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_INTERVAL_SECONDS = 0.05
_TIME_LIMIT_SECONDS = 3600


class CommandFailed(Exception):
    """The command ended with an error; the message holds the end of what it printed."""


class Measurement(NamedTuple):
    """What one run cost."""

    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int


def measure(command: Sequence[str], folder: Path) -> Measurement:
    """Run `command` in `folder` and return what it cost; raises CommandFailed unless it ends with 0."""
    # What earlier runs left to be written out must not slow this one.
    os.sync()
    log = folder / "bench.log"
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        sampler = _Sampler(process.pid)
        sampler.start()
        limit = threading.Timer(_TIME_LIMIT_SECONDS, process.kill)
        limit.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        limit.cancel()
        sampler.stop()
    if process.returncode != 0:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{end}")
    # On Linux, ru_maxrss is in KiB.
    peak = max(usage.ru_maxrss * 1024, sampler.peak_bytes)
    return Measurement(wall, usage.ru_utime + usage.ru_stime, peak)


class _Sampler(threading.Thread):
    """Watches the memory of a process and its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak_bytes = 0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(_INTERVAL_SECONDS):
            processes = _descendants(self._pid)
            # Of a process alone, rusage tells the peak; asking for it here would only slow it.
            if len(processes) > 1:
                self.peak_bytes = max(self.peak_bytes, sum(map(_proportional_bytes, processes)))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _descendants(pid: int) -> list[int]:
    """Return `pid` and all processes below it."""
    found = [pid]
    for parent in found:  # grows while it is read
        try:
            for thread in Path(f"/proc/{parent}/task").iterdir():
                found.extend(int(child) for child in (thread / "children").read_text().split())
        except OSError:  # it has ended meanwhile
            continue
    return found


def _proportional_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
