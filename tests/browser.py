"""Chromium for the tests that look at pages as a reader's browser does.

    def test_contents_link_to_the_problem(page: Page, built: Path) -> None:
        with serve_folder(built) as url:
            page.goto(f"{url}/notices/a/b/")

A test fails at its end for anything in `page_problems`: a request to another origin, an error on the console, an
uncaught exception, a violation of the Content-Security-Policy. A test that provokes one asserts it, then clears
the list.

While Playwright's synchronous API is in use, the test's thread counts as running an asyncio loop: a test that needs
a loop of its own (the preview's server) runs it in another thread or process.
"""

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from scripts.ensure_browser import find_browser

if TYPE_CHECKING:  # a worker that runs no browser test does not load Playwright
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebSocket

    PageOpener = Callable[..., Page]

HeaderRule = tuple[re.Pattern[str], str, str]

CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing leaves this computer, whatever a page asks for.
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

REPORT_VIOLATIONS = """
addEventListener('securitypolicyviolation', (event) => console.error(
  'Content-Security-Policy: ' + event.effectiveDirective + ' stopped ' + event.blockedURI));
"""

# One table for every machine: the system's own differ.
CONTENT_TYPES = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    # Before Playwright starts: the search may start one of its own.
    executable = find_browser()
    if not executable:
        pytest.fail("No browser was found: python -m scripts.ensure_browser")
    with sync_playwright() as playwright:
        # Chromium's sandbox works neither for root nor in most containers; the pages are our own.
        sandbox = hasattr(os, "geteuid") and os.geteuid() != 0 and "CI" not in os.environ
        launched = playwright.chromium.launch(
            executable_path=executable, chromium_sandbox=sandbox, args=CHROMIUM_ARGUMENTS
        )
        yield launched
        launched.close()


@pytest.fixture
def page_problems() -> list[str]:
    """What went wrong in the test's pages so far, one sentence each."""
    return []


@pytest.fixture
def requests_seen() -> list[str]:
    """The address of every request that the test's pages made, in order."""
    return []


@pytest.fixture
def open_page(browser: "Browser", page_problems: list[str], requests_seen: list[str]) -> "Iterator[PageOpener]":
    """Opens pages, each in a fresh profile: open_page(java_script_enabled=False, viewport={...}, …)."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> "Page":
        context = browser.new_context(**{"locale": "zh-CN", "timezone_id": "Asia/Shanghai"} | options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        _watch(context, page_problems, requests_seen)
        return context.new_page()

    yield open_page
    for context in contexts:
        for page in context.pages:
            page.evaluate("0")  # what the page has reported by now arrives before this answer
        context.close()
    if page_problems:
        pytest.fail("The page did what it must not:\n" + "\n".join(page_problems), pytrace=False)


@pytest.fixture
def page(open_page: "PageOpener") -> "Page":
    return open_page()


def _watch(context: "BrowserContext", problems: list[str], requests_seen: list[str]) -> None:
    home: list[str] = []  # the origin of the first page opened
    documents: set[str] = set()

    def check_origin(url: str) -> None:
        if not url.startswith(("data:", "blob:", "about:")):
            home.append(_origin(url))
            if home[-1] != home[0]:
                problems.append(f"asked another origin: {url}")

    def on_request(request: "Request") -> None:
        requests_seen.append(request.url)
        if request.is_navigation_request():
            documents.add(request.url)
        check_origin(request.url)

    def on_console(message: "ConsoleMessage") -> None:
        url = message.location["url"]
        # A test may open an address that is not there; what such a page loads must be.
        missing_page = message.text.startswith("Failed to load") and url in documents
        if message.type == "error" and not missing_page:
            problems.append(f"{message.text} ({url or (message.page and message.page.url)})")

    def on_websocket(websocket: "WebSocket") -> None:
        check_origin(websocket.url)

    context.add_init_script(REPORT_VIOLATIONS)
    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: problems.append(f"uncaught: {error.error}"))
    context.on("page", lambda page: page.on("websocket", on_websocket))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
    return f"{scheme}://{parts.netloc}"


def accessibility_violations(page: "Page", rules: list[str] | None = None) -> list[str]:
    """What axe-core finds in the page as it is now: one line for each rule and element; by all rules or some."""
    package = find_spec("axe_playwright_python")
    assert package
    assert package.origin
    if not page.evaluate("'axe' in window"):
        page.evaluate(Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"]} | ({"runOnly": {"type": "rule", "values": rules}} if rules else {})
    found = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{rule['id']} ({rule['impact']}): {node['html']}" for rule in found["violations"] for node in rule["nodes"]
    ]


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serves a folder as a plain host of static files would, and gives the address, without a slash at its end.

    Headers come from the folder's `_headers`, in the format of Netlify and Cloudflare Pages.
    """
    handler = partial(_FolderHandler, directory=str(folder), rules=_read_header_rules(folder / "_headers"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _FolderHandler(SimpleHTTPRequestHandler):
    extensions_map = CONTENT_TYPES

    def __init__(self, *args: Any, rules: list[HeaderRule], **options: Any) -> None:
        self.rules = rules
        self.path = "/"  # until the request is read
        super().__init__(*args, **options)

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return CONTENT_TYPES.get(Path(path).suffix.lower(), CONTENT_TYPES[""])

    def send_head(self) -> Any:
        if urlsplit(self.path).path == "/_headers":
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", CONTENT_TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() not in self._own_headers():
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        for name, value in self._own_headers().items():
            super().send_header(name, value)
        super().end_headers()

    def _own_headers(self) -> dict[str, str]:
        """The headers that the folder asks for; several of one name are joined, as those hosts do."""
        headers: dict[str, str] = {}
        for pattern, name, value in self.rules:
            if pattern.fullmatch(urlsplit(self.path).path):
                headers[name] = f"{headers[name]}, {value}" if name in headers else value
        return headers

    def copyfile(self, source: Any, outputfile: Any) -> None:
        with suppress(ConnectionError):  # the page was left before it was loaded
            super().copyfile(source, outputfile)

    def log_message(self, format: str, *args: object) -> None:
        pass


def _read_header_rules(path: Path) -> list[HeaderRule]:
    rules: list[HeaderRule] = []
    pattern = re.compile("")
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0].isspace():
            name, _, value = line.partition(":")
            rules.append((pattern, name.strip().lower(), value.strip()))
        else:
            wildcards = re.sub(r":\w+", "[^/]+", re.escape(line.strip()).replace(r"\*", ".*"))
            pattern = re.compile(wildcards)
    return rules
