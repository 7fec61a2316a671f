"""Where the time of a cold build goes: `python -m bench.profile N` (one process, by module, then by function).

Run it as a module: as a script, this file would hide the standard library's `profile` from cProfile.
"""

import argparse
import cProfile
import pstats
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from bench import sites
from bench.timeline import AS_OF

# Calls, and seconds without and with what was called, of one function or of one caller of it.
_Function = tuple[str, int, str]  # file, line, name
_MODULES, _FUNCTIONS = 25, 6


class Cost(NamedTuple):
    """Seconds of a function or of a module: its own, and with all it calls."""

    calls: int
    own: float
    inclusive: float


def build_cold(folder: Path) -> None:
    """Build the site in this process; the one place to change when the pipeline does."""
    from gongkai.outcome import Options
    from gongkai.pipeline import build

    build(folder, Options(as_of=str(AS_OF), workers=1))


def main() -> None:
    """Read the command line, profile a cold build, print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description="Profile a cold build.")
    parser.add_argument("count", type=int, metavar="N", help="how many notices")
    folder = sites.site(parser.parse_args().count)
    sites.put_away(folder / "public", folder / ".gongkai")
    profiler = cProfile.Profile()
    profiler.runcall(build_cold, folder)
    print(render(pstats.Stats(profiler)))
    sites.clear_away()


def render(stats: pstats.Stats) -> str:
    """Return the modules by their own time, each with its functions by own and by inclusive time."""
    functions = _functions(stats)
    modules = _modules(stats, functions)
    total = sum(cost.own for cost in functions.values())
    lines = [f"{total:.2f} s (the profiler itself makes calls look dearer than they are)", ""]
    lines += ["   own s  own %  with calls s     calls  module"]
    ranked = sorted(modules, key=lambda module: -modules[module].own)[:_MODULES]
    lines += [_module_line(module, modules[module], total) for module in ranked]
    for module in ranked:
        inside = {function: cost for function, cost in functions.items() if _module(function) == module}
        lines += ["", f"{module}: {modules[module].own:.2f} s", "   own s  with calls s     calls  function"]
        lines += [_function_line(function, inside[function]) for function in _most_expensive(inside)]
    return "\n".join(lines)


def _functions(stats: pstats.Stats) -> dict[_Function, Cost]:
    return {function: Cost(calls, own, both) for function, (_, calls, own, both, _) in _raw(stats).items()}


def _modules(stats: pstats.Stats, functions: dict[_Function, Cost]) -> dict[str, Cost]:
    """Add up functions by module; inclusive time is that of the calls that come from other modules."""
    calls: dict[str, int] = defaultdict(int)
    own: dict[str, float] = defaultdict(float)
    inclusive: dict[str, float] = defaultdict(float)
    for function, (_, _, _, both, callers) in _raw(stats).items():
        module = _module(function)
        calls[module] += functions[function].calls
        own[module] += functions[function].own
        inclusive[module] += 0 if callers else both
        inclusive[module] += sum(cost[3] for caller, cost in callers.items() if _module(caller) != module)
    return {module: Cost(calls[module], own[module], inclusive[module]) for module in own}


def _raw(
    stats: pstats.Stats,
) -> dict[_Function, tuple[int, int, float, float, dict[_Function, tuple[int, int, float, float]]]]:
    """Return what pstats holds: primitive calls, calls, own and inclusive seconds, and the same by caller."""
    return stats.stats  # type: ignore[attr-defined, no-any-return]


def _module(function: _Function) -> str:
    """Return the module of a function as one reads it: gongkai.outline, markdown.blockparser, built-in."""
    path = Path(function[0])
    if function[0] == "~":
        return "built-in"
    if path.is_relative_to(sites.WORK):  # templates, compiled
        return "/".join(path.relative_to(sites.WORK).parts[1:])
    if path.is_relative_to(sites.PROJECT) and "site-packages" not in path.parts:
        return ".".join(path.relative_to(sites.PROJECT).with_suffix("").parts)
    package = path.parent.name
    return path.stem if package.startswith("python3") else f"{package}.{path.stem}"


def _most_expensive(functions: dict[_Function, Cost]) -> list[_Function]:
    """Return the first by own time and the first by inclusive time, by own time."""
    by_own = sorted(functions, key=lambda function: -functions[function].own)[:_FUNCTIONS]
    by_both = sorted(functions, key=lambda function: -functions[function].inclusive)[:_FUNCTIONS]
    return sorted({*by_own, *by_both}, key=lambda function: (-functions[function].own, function))


def _module_line(module: str, cost: Cost, total: float) -> str:
    share = cost.own / total * 100
    return f"{cost.own:8.3f} {share:6.1f} {cost.inclusive:13.3f} {cost.calls:9}  {module}"


def _function_line(function: _Function, cost: Cost) -> str:
    _, line, name = function
    return f"{cost.own:8.3f} {cost.inclusive:13.3f} {cost.calls:9}  {name}{f':{line}' if line else ''}"


if __name__ == "__main__":
    main()
