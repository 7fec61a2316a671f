"""How long office files take to read: `python -m bench.import_speed [RUNS]`, medians, beside what we hold ourselves to.

A notice of our own set as Word, PDF and text; the process that reads a PDF is counted in.
"""

import statistics
import sys
import time
from collections.abc import Callable

from bench import make_documents
from gongkai.diagnostics import Diagnostics
from gongkai.importers.pdf import read_here
from gongkai.importers.readers import read

_SENTENCE = (
    "一是压实整改责任，研究制定工作方案，逐项明确责任领导、责任科室和完成时限；二是健全长效机制，定期开展督促检查。"
)
_PAGES = 15
_CHARACTERS_A_PAGE = 28 * 22


def notice() -> list[str]:
    """Return the paragraphs of a notice of fifteen pages."""
    lines = ["关于巡察整改进展情况的通报"]
    for number in range(1, 100):
        if sum(map(len, lines)) > _PAGES * _CHARACTERS_A_PAGE * 0.85:
            break
        lines += [f"{number}、学习贯彻不够深入的问题", "整改情况：" + _SENTENCE * 3]
    return lines


def _milliseconds(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the medians of wall time and of this process's time."""
    wall, own = [], []
    for _ in range(runs):
        begun, begun_own = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - begun_own) * 1000)
    return statistics.median(wall), statistics.median(own)


def main(runs: int = 7) -> None:
    """Print a table of all kinds."""
    lines = notice()
    print("| file | wall, ms | processor, ms | limit, ms |\n| --- | --- | --- | --- |")
    for kind, make in make_documents.KINDS.items():
        data = make(lines)
        limit = 100.0
        wall, own = _milliseconds(lambda data=data, kind=kind: read(data, kind, Diagnostics()), runs)  # type: ignore[misc]
        if kind.endswith(".pdf"):
            pages = data.count(b"/Type /Page\n") or data.count(b"/Type /Page ") or _PAGES
            wall, own = _milliseconds(lambda data=data, kind=kind: read_here(data, kind), runs)  # type: ignore[misc]
            limit = 10.0 * pages
            kind += f" ({pages} pages, {own / pages:.1f} ms a page)"
        print(f"| {kind} | {wall:.1f} | {own:.1f} | {limit:.0f} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
