"""Work in several processes, in chunks. The functions are pure, so the order in which chunks end says nothing."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a second process costs more than it saves.
CHUNK = 100


def _collect_garbage() -> None:
    """Let a worker free circles of its own, which its parent, short-lived, does without."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 10, 100)


def in_chunks(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], workers: int, size: int = CHUNK
) -> Iterator[list[Result]]:
    """Yield the results of `work` for chunks of `items`, in their order; few items are done in this process."""
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    if workers < 2 or len(chunks) < 2:
        for chunk in chunks:
            yield work(chunk)
        return
    # 30 ms to load, for a build that changes a page or two.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Forking keeps the modules that are loaded; elsewhere processes start anew.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(workers, len(chunks)), mp_context=context, initializer=_collect_garbage) as pool:
        yield from pool.map(work, chunks)
