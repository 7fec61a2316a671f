"""Measure gongkai and its peers: `python -m bench.run [--sizes 100 1000] [--repeat 3] [--only gongkai]`.

Every round measures every tool once, in an order that changes from round to round, so that a busy moment of
the machine does not fall on one tool alone.
"""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import scenarios, sites
from bench.measure import CommandFailed, Measurement
from bench.report import SizeResult, render
from bench.tools import TOOLS, Tool

_RESULTS = sites.BENCH / "results.md"


def main() -> None:
    """Read the command line, measure, print the tables and keep them in bench/results.md."""
    arguments = _arguments()
    wanted = [tool for tool in TOOLS if tool.name in (arguments.only or [tool.name])]
    for tool in wanted:
        if advice := tool.missing():
            print(advice, file=sys.stderr)
    tools = [tool for tool in wanted if not tool.missing()]
    failed: dict[str, str] = {}
    # Kept as they come: a benchmark of hours is not lost when it is stopped.
    _RESULTS.write_text(_machine(tools, arguments.repeat), encoding="utf-8")
    print(_RESULTS.read_text(encoding="utf-8"))
    for size in arguments.sizes:
        result = _measure_size(size, tools, arguments.repeat, failed)
        if result.runs:
            table = render(result)
            print(table, flush=True)
            with _RESULTS.open("a", encoding="utf-8") as results:
                results.write(f"\n{table}")
    sites.clear_away()
    for name, reason in failed.items():
        print(f"{name}: {reason}", file=sys.stderr)
    sys.exit(1 if failed or len(tools) < len(wanted) else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Measure gongkai and its peers.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="TIMES", help="the median is shown")
    parser.add_argument("--only", nargs="+", choices=[tool.name for tool in TOOLS], help="measure only these")
    arguments = parser.parse_args()
    if arguments.repeat < 1 or min(arguments.sizes) < 1:
        parser.error("sizes and repeats are at least 1")
    return arguments


def _measure_size(size: int, tools: Sequence[Tool], repeat: int, failed: dict[str, str]) -> SizeResult:
    """Measure the tools in rounds; a tool that fails is put into `failed` and left out from then on."""
    folder = sites.site(size)
    summary = sites.summary(folder)
    runs: dict[tuple[str, str], list[Measurement]] = {}
    outputs: dict[str, scenarios.Output] = {}
    for number in range(repeat):
        shift = number % len(tools) if tools else 0
        for tool in (*tools[shift:], *tools[:shift]):
            if tool.name not in failed:
                _note(f"{size} notices, round {number + 1} of {repeat}: {tool.name}")
                try:
                    _round(tool, folder, runs, outputs)
                except CommandFailed as error:
                    failed[tool.name] = str(error)
    measured = {key: found for key, found in runs.items() if key[0] not in failed}
    return SizeResult(size, summary["characters"], measured, outputs)


def _round(
    tool: Tool,
    folder: Path,
    runs: dict[tuple[str, str], list[Measurement]],
    outputs: dict[str, scenarios.Output],
) -> None:
    for scenario, measurement in scenarios.run_scenarios(tool, folder).items():
        runs.setdefault((tool.name, scenario), []).append(measurement)
    if tool.name not in outputs:
        outputs[tool.name] = scenarios.output_of(tool, folder)


def _machine(tools: Sequence[Tool], repeat: int) -> str:
    versions = ", ".join(f"{tool.name} {tool.version()}" for tool in tools)
    load = os.getloadavg()[0]
    return (
        f"{versions}; Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, load {load:.1f} at the start; median of {repeat}.\n"
    )


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
