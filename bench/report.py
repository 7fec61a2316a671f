"""Measurements → a Markdown table: medians, and what they are of Hugo's and of Pelican's."""

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from bench.measure import Measurement
from bench.scenarios import SCENARIOS, Output

_PEERS = ("hugo", "pelican")
_NOTICE_CHARACTERS = 6_000  # what the budgets of the design are for
_HEADINGS = (
    "scenario", "tool", "wall s", "CPU s", "memory MB", "CPU ms/notice", f"CPU ms/{_NOTICE_CHARACTERS} chars",
    "× Hugo wall", "× Hugo CPU", "× Pelican wall", "× Pelican CPU",
)  # fmt: skip


class SizeResult(NamedTuple):
    """All that was measured at one size; `runs` by tool and scenario."""

    notices: int
    characters: int
    runs: dict[tuple[str, str], list[Measurement]]
    outputs: dict[str, Output]


def render(result: SizeResult) -> str:
    """Return the table of one size, with a line above it that says what was built."""
    mean = result.characters / result.notices
    written = "; ".join(
        f"{tool} wrote {output.files} files, {output.size_bytes / 1e6:.1f} MB"
        for tool, output in result.outputs.items()
    )
    lines = [
        f"### {result.notices} notices of {mean:.0f} characters",
        "",
        f"{written}.",
        "",
        _row(_HEADINGS),
        _row(["---", "---", *["---:"] * (len(_HEADINGS) - 2)]),
        *map(_row, _rows(result)),
    ]
    return "\n".join(lines) + "\n"


def _rows(result: SizeResult) -> Iterator[list[str]]:
    medians = {key: _median(runs) for key, runs in result.runs.items() if runs}
    for scenario in SCENARIOS:
        for tool in dict.fromkeys(tool for tool, _ in medians):
            measured = medians[tool, scenario]
            milliseconds = measured.cpu_seconds * 1000 / result.notices
            yield [
                scenario,
                tool,
                f"{measured.wall_seconds:.2f}",
                f"{measured.cpu_seconds:.2f}",
                f"{measured.peak_bytes / 1e6:.0f}",
                f"{milliseconds:.2f}",
                f"{milliseconds * _NOTICE_CHARACTERS * result.notices / result.characters:.2f}",
                *(_ratios(measured, medians.get((peer, scenario)), own=tool == peer) for peer in _PEERS),
            ]


def _ratios(measured: Measurement, peer: Measurement | None, *, own: bool) -> str:
    """Return two cells, of wall time and of CPU time."""
    if peer is None or own:
        return " | "
    wall, cpu = measured.wall_seconds / peer.wall_seconds, measured.cpu_seconds / peer.cpu_seconds
    return f"{wall:.2f} | {cpu:.2f}"


def _median(runs: list[Measurement]) -> Measurement:
    """Return the median of each figure; they may come from different runs."""
    return Measurement(
        median(run.wall_seconds for run in runs),
        median(run.cpu_seconds for run in runs),
        int(median(run.peak_bytes for run in runs)),
    )


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
