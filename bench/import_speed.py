"""How long office files take to become drafts: `python -m bench.import_speed [RUNS]`, medians, beside our limits.

A notice of our own set as Word, PDF and text, each time in other words, so that nothing is known of them from the run
before. Not counted: starting Python, and the process that a PDF is read in.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial

from bench import make_documents
from gongkai.diagnostics import Diagnostics
from gongkai.importers.document import Document
from gongkai.importers.draft import Draft, draft
from gongkai.importers.pdf import read_here
from gongkai.importers.readers import read
from gongkai.importers.recognize import recognize

_SENTENCE = (
    "一是压实整改责任，研究制定工作方案，逐项明确责任领导、责任科室和完成时限；二是健全长效机制，定期开展督促检查{}次。"
)
_PAGES = 15
_CHARACTERS_A_PAGE = 28 * 22


def notice(run: int) -> list[str]:
    """Return the paragraphs of a notice of fifteen pages, different ones for each run."""
    lines = ["关于巡察整改进展情况的通报"]
    for number in range(1, 100):
        if sum(map(len, lines)) > _PAGES * _CHARACTERS_A_PAGE * 0.85:
            break
        measures = (_SENTENCE.format(10_000 * run + 10 * number + part) for part in range(3))
        lines += [f"{number}、第{run}类学习贯彻不够深入的问题", "整改情况：" + "".join(measures)]
    return lines


def _milliseconds(work: Callable[[bytes], object], files: Iterable[bytes]) -> float:
    """Return the median of this process's time, for a busy machine does not change it."""
    own = []
    for data in files:
        begun = time.process_time()
        work(data)
        own.append((time.process_time() - begun) * 1000)
    return statistics.median(own)


def _read(kind: str, data: bytes) -> Document:
    document = read_here(data, kind) if kind.endswith(".pdf") else read(data, kind, Diagnostics())
    assert isinstance(document, Document)  # we have just written it
    return document


def _imported(kind: str, data: bytes) -> Draft:
    return draft(recognize(_read(kind, data)), str, "notices/a/b.md")


def main(runs: int = 7) -> None:
    """Print a table of all kinds."""
    notices = [notice(run) for run in range(2 * runs)]
    print("| file | read, ms | made a draft, ms | limit, ms |\n| --- | ---: | ---: | ---: |")
    for kind, make in make_documents.KINDS.items():
        files = [make(lines) for lines in notices]
        reading = _milliseconds(partial(_read, kind), files[:runs])
        whole = _milliseconds(partial(_imported, kind), files[runs:])
        limit = 100.0
        if kind.endswith(".pdf"):
            pages = files[0].count(b"/Type /Page\n") or files[0].count(b"/Type /Page ") or _PAGES
            limit = 10.0 * pages
            kind += f" ({pages} pages, {whole / pages:.1f} ms a page)"
        print(f"| {kind} | {reading:.1f} | {whole:.1f} | {limit:.0f} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
