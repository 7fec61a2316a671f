"""What is measured of each tool: a cold build, a build of what has not changed, builds after one change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.measure import CommandFailed, Measurement, measure
from bench.sites import put_away
from bench.tools import Tool

SCENARIOS = ("cold", "unchanged", "one changed", "words changed")
# Neither of the two counts as done, so that the totals a notice claims still hold.
_BEFORE, _AFTER = "状态：持续推进\n", "状态：未达序时进度\n"
_MORE_WORDS = "另有一句补充说明。"


class Output(NamedTuple):
    """How much a tool wrote."""

    files: int
    size_bytes: int


def run_scenarios(tool: Tool, site: Path) -> dict[str, Measurement]:
    """Return one measurement of each scenario, in the order in which they build on each other.

    Raises CommandFailed if a build fails, leaves out a notice, or does not show the change.
    """
    folder = site / tool.folder
    output = folder / tool.output
    command = tool.command(folder)
    put_away(output, *(folder / name for name in tool.caches))
    cold = measure(command, folder)
    sources = sorted((folder / "content/notices").glob("*/*.md"))
    unwritten = [source for source in sources if not _page(output, source).exists()]
    if unwritten:
        raise CommandFailed(f"{tool.name} left out {len(unwritten)} notices; the first is {unwritten[0]}.")
    unchanged = measure(command, folder)
    source = _source_to_change(sources)
    page = _page(output, source)
    changes = []
    for change in (_with_status_flipped, _with_more_words):
        before = page.read_bytes()
        with _changed(source, change):
            changes.append(measure(command, folder))
        if page.read_bytes() == before:
            raise CommandFailed(f"{tool.name} did not build the notice that had changed: {page}")
    return dict(zip(SCENARIOS, (cold, unchanged, *changes), strict=True))


def output_of(tool: Tool, site: Path) -> Output:
    """Return how much the last build left in the tool's output."""
    sizes = [path.stat().st_size for path in (site / tool.folder / tool.output).rglob("*") if path.is_file()]
    return Output(len(sizes), sum(sizes))


def _page(output: Path, source: Path) -> Path:
    """Return the page of a notice, which has the same place in the output of all tools."""
    return output / "notices" / source.parent.name / source.stem / "index.html"


def _source_to_change(sources: list[Path]) -> Path:
    """Return a notice, from the middle of the site on, with a problem whose status can be flipped."""
    for source in (*sources[len(sources) // 2 :], *sources):
        if _BEFORE in source.read_text(encoding="utf-8"):
            return source
    raise CommandFailed(f"None of {len(sources)} notices has a problem with {_BEFORE.strip()}.")


def _with_status_flipped(text: str) -> str:
    return text.replace(_BEFORE, _AFTER, 1)


def _with_more_words(text: str) -> str:
    return text.rstrip("\n") + _MORE_WORDS + "\n"


@contextmanager
def _changed(path: Path, change: Callable[[str], str]) -> Iterator[None]:
    original = path.read_text(encoding="utf-8")
    path.write_text(change(original), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(original, encoding="utf-8")
