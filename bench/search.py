"""Measure the search against a plain substring search: `python -m bench.search [--sizes 1000 10000] [--folder SITE]`.

Sixty questions of many kinds are asked in Chromium on a network of 1.6 Mbit/s and 150 ms with the processor slowed
down four times, each in a fresh profile, and answered beside it by looking for the words in every text. A shown notice
that does not have the words is wrong; one that has them and is not offered is missed. Bytes are those of the network,
gzip included for what servers compress (not for the index, which is compact by itself).
"""

import argparse
import gzip
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from bench import sites
from bench.questions import Corpus, Question, questions
from bench.timeline import AS_OF
from scripts.ensure_browser import find_browser

# Chromium's “Slow 4G”, as Lighthouse has it.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOW_DOWN = 4
PAGE = 10
_COMPRESSED = (".html", ".txt", ".js", ".css", ".json", ".svg", ".xml")


class Cost(NamedTuple):
    """What a question cost: seconds until the first page of results was complete, CPU seconds of the page's main thread
    (in scripts, and altogether), bytes of the index and of texts, requests, and how many had to wait for one another.
    """

    seconds: float
    script: float
    task: float
    bytes_index: int
    bytes_texts: int
    requests: int
    steps: int

    @property
    def bytes_all(self) -> int:
        """The bytes of the network."""
        return self.bytes_index + self.bytes_texts


class Answer(NamedTuple):
    """What one question got and cost: in a fresh profile, after another question, and once more.

    `bytes_settling` are what it took besides the first page of results to find out their number.
    """

    question: Question
    true: int
    said: int
    is_exact: bool
    shown: int
    wrong: int
    missed: int
    first: Cost
    bytes_settling: int
    next: Cost
    again: Cost


def main() -> None:
    """Read the command line, build what is missing, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description="Measure the search.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000], metavar="N")
    parser.add_argument("--folder", type=Path, help="measure this built site instead of generated ones")
    parser.add_argument("--details", action="store_true", help="also print a line for each question")
    arguments = parser.parse_args()
    for folder in [arguments.folder] if arguments.folder else [_built(size) for size in arguments.sizes]:
        corpus = Corpus(folder / "public")
        answers = ask(folder / "public", questions(corpus), corpus)
        print(render(folder, answers, details=arguments.details), flush=True)


def _built(size: int) -> Path:
    folder = sites.site(size)
    command = [sys.executable, "build.py", "--project", str(folder), "build", "--as-of", str(AS_OF)]
    subprocess.run(command, cwd=sites.PROJECT, check=True, stdout=subprocess.DEVNULL)
    return folder


def ask(public: Path, asked: Sequence[Question], corpus: Corpus) -> list[Answer]:
    """Ask each question in a fresh profile; the next question comes from the list too."""
    from playwright.sync_api import sync_playwright

    answers = []
    with _serve(public) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), chromium_sandbox=False)
        for number, question in enumerate(asked):
            context = browser.new_context(locale="zh-CN")
            page = context.new_page()
            following = asked[(number + 1) % len(asked)]
            answers.append(_ask(page, address, question, following, corpus))
            context.close()
        browser.close()
    return answers


def _ask(page: Any, address: str, question: Question, following: Question, corpus: Corpus) -> Answer:
    meter = _Meter(page)
    page.goto(f"{address}/search/")
    page.wait_for_load_state("networkidle")
    meter.slow_down()
    first = meter.cost_of(question.words)
    bytes_settling = meter.settle()
    said, is_exact = _said(page)
    true = corpus.having(question.words)
    shown = _shown(page)
    following_cost = meter.cost_of(following.words)
    meter.settle()
    again = meter.cost_of(question.words)
    meter.speed_up()
    everything = _all_shown(page, at_most=60)
    missed = len(true - everything) if len(everything) < 60 else 0
    wrong = len((shown | everything) - true)
    return Answer(
        question, len(true), said, is_exact, len(shown), wrong, missed, first, bytes_settling, following_cost, again
    )  # fmt: skip


class _Meter:
    """What questions cost on a page: its network and its main thread are watched, and slowed down."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.began: dict[str, tuple[str, float]] = {}
        self.ended: dict[str, tuple[float, int]] = {}
        self.session.on("Network.requestWillBeSent", self._sent)
        self.session.on("Network.loadingFinished", self._finished)
        self.session.send("Network.enable")
        self.session.send("Performance.enable")

    def _sent(self, event: Any) -> None:
        self.began[event["requestId"]] = event["request"]["url"].partition("?")[0], event["timestamp"]

    def _finished(self, event: Any) -> None:
        self.ended[event["requestId"]] = event["timestamp"], event["encodedDataLength"]

    def slow_down(self) -> None:
        """Make the network and the processor those of a phone."""
        self.session.send("Network.emulateNetworkConditions", NETWORK)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})

    def speed_up(self) -> None:
        """Make them those of this machine."""
        self.session.send("Network.emulateNetworkConditions", NETWORK | {"latency": 0, "downloadThroughput": -1})
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": 1})

    def cost_of(self, words: str) -> Cost:
        """Ask, wait for the first page of results, and return what that cost."""
        self.began.clear()
        self.ended.clear()
        before = self._metrics()
        milliseconds: float = self.page.evaluate(_ASK, words)
        after = self._metrics()
        finished = [(url, start, *self.ended[name]) for name, (url, start) in self.began.items() if name in self.ended]
        return Cost(
            seconds=milliseconds / 1000,
            script=after["ScriptDuration"] - before["ScriptDuration"],
            task=after["TaskDuration"] - before["TaskDuration"],
            bytes_index=sum(size for url, _, _, size in finished if url.endswith(".bin")),
            bytes_texts=sum(size for url, _, _, size in finished if url.endswith(".txt")),
            requests=len(finished),
            steps=_steps([(start, end) for _, start, end, _ in finished]),
        )

    def settle(self) -> int:
        """Wait until the number of results is found out, and return the bytes that this took."""
        before = sum(size for _, size in self.ended.values())
        self.page.locator("#said:not(.settling)").wait_for(timeout=120_000)
        return sum(size for _, size in self.ended.values()) - before

    def _metrics(self) -> dict[str, float]:
        found = self.session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in found}


def _steps(spans: Sequence[tuple[float, float]]) -> int:
    """Return the length of the longest row of requests each of which was sent after the one before had ended.

    Requests that wait for a free connection count as sent: what is counted is what the script made wait.
    """
    rows: list[tuple[float, int]] = []
    for start, end in sorted(spans):
        rows.append((end, 1 + max((length for other, length in rows if other <= start), default=0)))
    return max((length for _, length in rows), default=0)


# Waits without asking again and again, which would cost time itself.
_SETTLED = """const settled = () => new Promise((done) => {
    const form = document.getElementById("search"), said = document.getElementById("said");
    const look = () => said.textContent && said.textContent !== form.dataset.saidBusy && (watch.disconnect(), done());
    const watch = new MutationObserver(look);
    watch.observe(said, { childList: true, characterData: true, subtree: true });
    look();
  });"""
_ASK = (
    "async (words) => {"
    + _SETTLED
    + """
  const form = document.getElementById("search");
  const began = performance.now();
  form.elements.q.value = words;
  form.requestSubmit();
  await settled();
  return performance.now() - began;
}"""
)
_MORE = f"async () => {{ {_SETTLED} document.querySelector('#found > button').click(); await settled(); }}"


def _said(page: Any) -> tuple[int, bool]:
    """Return the number of notices that the page speaks of, and whether it calls it exact."""
    text = page.locator("#said").inner_text()
    number = re.search(r"\d+", text)
    return int(number[0]) if number and "“" not in text else 0, "至多" not in text and "at most" not in text


def _shown(page: Any) -> set[str]:
    return set(page.evaluate("[...document.querySelectorAll('.hits > li > .line-title a')].map((a) => a.pathname)"))


def _all_shown(page: Any, at_most: int) -> set[str]:
    """Ask for more until there is no more, or enough."""
    deadline = time.monotonic() + 60
    while len(shown := _shown(page)) < at_most and time.monotonic() < deadline:
        button = page.locator("#found > button")
        if not button.count():
            return shown
        page.evaluate(_MORE)
    return shown


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as hosts do: what is text is compressed, connections are kept."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        is_compressed = path.suffix in _COMPRESSED
        data = gzip.compress(data, 6, mtime=0) if is_compressed else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if is_compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _serve(public: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(public))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def render(folder: Path, answers: Sequence[Answer], *, details: bool) -> str:
    """Return the table of one site."""
    public = folder / "public"
    shards = [path.stat().st_size for path in (public / "search").glob("*/*.bin")]
    texts = [path.stat().st_size for path in (public / "search/text").rglob("*.txt")]
    count = len(texts)
    lines = [
        f"### {count} notices",
        "",
        f"Index {sum(shards) / 1e6:.1f} MB in {len(shards)} files, {sum(shards) / count:.0f} bytes a notice; "
        f"texts for the excerpts {sum(texts) / 1e6:.0f} MB, {sum(texts) / count:.0f} bytes a notice.",
        "",
        "Bytes are those of the network, with headers. CPU is that of the page's main thread while the processor is "
        f"slowed down {SLOW_DOWN} times (in scripts / altogether).",
        "",
        f"| {' | '.join(_COLUMNS)} |",
        "| --- |" + " ---: |" * (len(_COLUMNS) - 1),
    ]
    kinds = [*dict.fromkeys(answer.question.kind for answer in answers), "all", "worst"]
    for kind in kinds:
        chosen = [answer for answer in answers if kind in (answer.question.kind, "all", "worst")]
        lines.append(_row(kind, chosen, max if kind == "worst" else statistics.median))
    if details:
        lines += ["", *(f"{answer}" for answer in answers)]
    return "\n".join(lines) + "\n"


_COLUMNS = (
    "kind", "questions", "wrong", "missed", "number right", "known exact", "KB first", "of the index", "of texts",
    "KB for the number", "requests", "in a row", "s first", "CPU ms first", "KB next", "s next", "ms again",
    "CPU ms again",
)  # fmt: skip


def _row(kind: str, chosen: Sequence[Answer], middle: Any) -> str:
    right = sum(answer.said == answer.true for answer in chosen)
    exact = sum(answer.is_exact and answer.said == answer.true for answer in chosen)

    def of(value: Callable[[Answer], float], scale: float = 1, digits: int = 0) -> str:
        return f"{middle([value(answer) for answer in chosen]) * scale:.{digits}f}"

    cells = (
        kind,
        len(chosen),
        sum(answer.wrong for answer in chosen),
        sum(answer.missed for answer in chosen),
        f"{right} of {len(chosen)}",
        f"{exact} of {len(chosen)}",
        of(lambda answer: answer.first.bytes_all, 1e-3),
        of(lambda answer: answer.first.bytes_index, 1e-3),
        of(lambda answer: answer.first.bytes_texts, 1e-3),
        of(lambda answer: answer.bytes_settling, 1e-3),
        of(lambda answer: answer.first.requests),
        of(lambda answer: answer.first.steps),
        of(lambda answer: answer.first.seconds, digits=2),
        f"{of(lambda answer: answer.first.script, 1e3)} / {of(lambda answer: answer.first.task, 1e3)}",
        of(lambda answer: answer.next.bytes_all, 1e-3),
        of(lambda answer: answer.next.seconds, digits=2),
        of(lambda answer: answer.again.seconds, 1e3),
        f"{of(lambda answer: answer.again.script, 1e3)} / {of(lambda answer: answer.again.task, 1e3)}",
    )
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
