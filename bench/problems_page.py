"""How fast the page of problems is on a phone: `python -m bench.problems_page [--notices 180] [--slow 4]`.

Builds a generated site (180 notices are about 10,000 problems), serves it from this computer, and opens it in Chromium
on a phone's screen with the processor slowed down. Nothing is taken from the browser's cache but in later answers.
Measured are times in the page: from the start of the navigation until the page can be used, and from a choice until
the next frame with its answer is drawn. Beside each stands how long the page's main thread was at work meanwhile
(CPU time, as slow as the processor was made): on a busy machine that is what counts.
"""

import argparse
import os
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import sites
from bench.timeline import AS_OF
from gongkai.outcome import Options
from gongkai.pipeline import build
from scripts.ensure_browser import find_browser
from tests.browser import CHROMIUM_ARGUMENTS, serve_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

USABLE_MS, ANSWER_MS = 1000, 100
_PHONE = {"viewport": {"width": 360, "height": 780}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
# What a reader does; each is answered before the next.
_CHOICES = (
    ("status", "in_progress"),
    ("concern", "overdue"),
    ("level", "county"),
    ("subject", "conduct"),
    ("level", ""),
    ("concern", "overdue"),
    ("status", "in_progress"),
    ("subject", ""),
)
# Times end when a frame has been drawn after the answer stands in the page.
_FRAME = "await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));"
_SETTLE = f"while (!('ready' in filter.dataset)) await new Promise((resolve) => setTimeout(resolve)); {_FRAME}"
_OPEN = f"""async () => {{
  const filter = document.getElementById("filter");
  const start = performance.now();
  filter.querySelector("summary").click();
  {_SETTLE}
  return performance.now() - start;
}}"""
_CHOOSE = f"""async ([name, value]) => {{
  const filter = document.getElementById("filter");
  const start = performance.now();
  const input = filter.querySelector(`input[value="${{value}}"]`);
  const select = filter.querySelector(`select[name="${{name}}"]`);
  if (input) input.checked = !input.checked; else select.value = value;
  (input || select).dispatchEvent(new Event("change", {{ bubbles: true }}));
  {_SETTLE}
  return performance.now() - start;
}}"""
_LOADED = f"""async () => {{
  {_FRAME}
  return performance.now();
}}"""
_SHARED = f"""async () => {{
  const filter = document.getElementById("filter");
  {_SETTLE}
  return performance.now();
}}"""


class Span(NamedTuple):
    """How long something took, and how long the main thread worked on it, in milliseconds."""

    wall: float
    busy: float


class Visit(NamedTuple):
    """One visit of a reader."""

    usable: Span
    opened: Span
    answers: tuple[Span, ...]
    shared: Span


class _Phone:
    """A page on a phone, in a profile of its own."""

    def __init__(self, browser: "Browser", slow: int) -> None:
        self.page: Page = browser.new_context(**_PHONE).new_page()  # type: ignore[arg-type]
        self._session = self.page.context.new_cdp_session(self.page)
        self._session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _busy(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")) * 1000

    def goto(self, address: str, until: str) -> Span:
        """Open an address; `until` is a script that returns when the page is as wanted."""
        self.page.goto(address)
        wall = self.page.evaluate(until)
        return Span(wall, self._busy())

    def time(self, script: str, *arguments: object) -> Span:
        """Run a script that returns how long it took."""
        before = self._busy()
        wall = self.page.evaluate(script, *arguments)
        return Span(wall, self._busy() - before)


def measure(browser: "Browser", url: str, slow: int) -> Visit:
    """Visit the page as a new reader, and once more by an address that chooses."""
    phone = _Phone(browser, slow)
    usable = phone.goto(f"{url}/problems/", _LOADED)
    opened = phone.time(_OPEN)
    answers = tuple(phone.time(_CHOOSE, list(choice)) for choice in _CHOICES)
    phone.page.context.close()
    phone = _Phone(browser, slow)
    shared = phone.goto(f"{url}/problems/?status=in_progress&concern=overdue", _SHARED)
    phone.page.context.close()
    return Visit(usable, opened, answers, shared)


def report(visits: Sequence[Visit], problems: int, slow: int) -> str:
    """Return the table; the first answer loads titles, the others have what they need or load it."""
    rows = [
        ("page drawn and usable", USABLE_MS, [visit.usable for visit in visits]),
        ("filter opened: data loaded, numbers shown", None, [visit.opened for visit in visits]),
        ("first answer (loads titles)", ANSWER_MS, [visit.answers[0] for visit in visits]),
        ("later answers", ANSWER_MS, [answer for visit in visits for answer in visit.answers[1:]]),
        ("shared address: until the answer is drawn", USABLE_MS, [visit.shared for visit in visits]),
    ]
    load = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    lines = [f"{problems} problems, processor slowed down {slow} times, {len(visits)} visits, load {load}", ""]
    lines += ["| | wall: best | median | worst | CPU: median | worst | wanted, ms |", "| --- |" + " --- |" * 6]
    for name, wanted, spans in rows:
        wall, busy = [span.wall for span in spans], [span.busy for span in spans]
        found = (min(wall), statistics.median(wall), max(wall), statistics.median(busy), max(busy))
        lines.append(f"| {name} | {' | '.join(f'{value:.0f}' for value in found)} | {wanted or ''} |")
    return "\n".join(lines)


def _weights(public: Path) -> str:
    import gzip

    data = sorted((public / "problems/data").glob("*.json"))
    year = [path for path in data if path.stem == "index" or "-" not in path.stem]
    sizes = {
        "page": [public / "problems/index.html"],
        "numbers": year,
        "titles": [path for path in data if path not in year],
    }
    return "; ".join(
        f"{name}: {len(files)} file(s), {sum(len(gzip.compress(path.read_bytes())) for path in files) / 1024:.0f} KB"
        f" compressed, {sum(path.stat().st_size for path in files) / 1024:.0f} KB"
        for name, files in sizes.items()
    )


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.problems_page", description=__doc__.split("\n")[0])
    parser.add_argument("--notices", type=int, default=180, metavar="N", help="180 are about 10,000 problems")
    parser.add_argument("--slow", type=int, default=4, help="how many times slower the processor is made")
    parser.add_argument("--visits", type=int, default=5)
    arguments = parser.parse_args()
    executable = find_browser()
    if not executable:
        sys.exit("No browser was found: python -m scripts.ensure_browser")
    from playwright.sync_api import sync_playwright

    site = sites.site(arguments.notices)
    public = build(site, Options(as_of=AS_OF.isoformat())).public
    problems = sites.summary(site)["problems"]
    with sync_playwright() as playwright, serve_folder(public) as url:
        arguments_of_browser = [*CHROMIUM_ARGUMENTS, "--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments_of_browser)
        visits = [measure(browser, url, arguments.slow) for _ in range(arguments.visits)]
        browser.close()
    print(report(visits, problems, arguments.slow))
    print(f"\n{_weights(public)}")


if __name__ == "__main__":
    main()
