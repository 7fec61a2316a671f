"""The preview: serves the site on this computer while it is written, and tells browsers of each build. Prints nothing.

From livereload come the client script, the socket it talks to and the file handler. Watching, building and reloading
are ours, because livereload's watcher drops a save that follows a reload within seconds, and builds where it should
answer requests. Files on disk are those of a build: scripts are put into pages while they are served.
"""

import asyncio
import errno
import gc
import logging
import mimetypes
import re
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from gongkai.exports.hosting import POLICY
from gongkai.gather import Progress
from gongkai.language import catalogue
from gongkai.outcome import Options
from gongkai.overlay import ADDRESS, ASSETS, as_json, waiting_page, with_scripts
from gongkai.rebuild import Rebuilder, Say

HOST = "127.0.0.1"
# How many ports are tried, from the one that was asked for.
_PORTS = 20
# Makes a page ask for the state.
_NEWS = {"command": "reload", "path": f"{ADDRESS}state"}
# Not the system's own table, which may call a script plain text.
_TYPES = mimetypes.MimeTypes()
_TEXT = re.compile(r"text/|application/(json|javascript|manifest\+json)$|.*\bxml$")


class NoFreePort(Exception):
    """Neither the port that was asked for nor those after it are free."""


def serve(
    project: Path,
    options: Options,
    *,
    language: str,
    port: int,
    open_browser: bool,
    clock: Callable[[], datetime],
    say: Say,
    progress: Progress,
) -> bool:
    """Build and serve `project` until Ctrl-C; `say` takes lines for the terminal. Raises NoFreePort.

    Return whether it ended so, and not with a bug of ours in a build, whose traceback has been printed.
    """
    gc.enable()  # switched off for the length of a build; this runs for hours
    # What browsers do wrong is no news; what we do wrong is logged as an error.
    logging.getLogger("tornado.general").setLevel(logging.ERROR)
    with suppress(KeyboardInterrupt):
        rebuilder = Rebuilder(project.resolve(), options, language, clock=clock, say=say, tell_browsers=_tell_browsers)
        rebuilder.build_first(progress)
        asyncio.run(_run(rebuilder, port, open_browser=open_browser))
        return False
    say(catalogue(language).gettext("The preview has ended."))
    return True


async def _run(rebuilder: Rebuilder, port: int, *, open_browser: bool) -> None:
    """Serve until cancelled, or until the thread that builds has ended."""
    translate = catalogue(rebuilder.language).gettext
    sockets = _bound(port)
    HTTPServer(_application(rebuilder)).add_sockets(sockets)
    taken = sockets[0].getsockname()[1]
    if port and taken != port:
        rebuilder.say(translate("Port {port} is taken; using {other}.").format(port=port, other=taken))
    address = f"http://{HOST}:{taken}{rebuilder.state.base}/"
    rebuilder.say(translate("Preview: {address} (Ctrl-C ends it)").format(address=address))
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    hand_over = asyncio.get_running_loop().call_soon_threadsafe
    builder = threading.Thread(target=rebuilder.follow, args=(hand_over,), daemon=True)
    builder.start()
    while builder.is_alive():
        await asyncio.sleep(0.5)  # Windows sees Ctrl-C only when the loop wakes up


def _tell_browsers() -> None:
    for waiter in tuple(LiveReloadHandler.waiters):
        with suppress(WebSocketClosedError):
            waiter.write_message(_NEWS)


def _bound(port: int) -> list[socket.socket]:
    """Return listening sockets on `port`, or on the next one that is free."""
    for candidate in range(port, min(port + _PORTS, 65536)):
        try:
            return bind_sockets(candidate, HOST)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise NoFreePort(port)


def _application(rebuilder: Rebuilder) -> Application:
    application = Application(log_function=lambda _handler: None)
    # No other host: drafts are not for a page from elsewhere whose name leads to this computer (DNS rebinding).
    application.add_handlers(
        r"(127\.0\.0\.1|localhost)",
        [
            (r"/livereload", _Socket),
            (r"/livereload\.js", LiveReloadJSHandler),
            (f"{ADDRESS}state", _StateHandler, {"rebuilder": rebuilder}),
            (rf"{ADDRESS}(overlay\.css|overlay\.js)", _Files, {"path": str(ASSETS)}),
            (r"/(.*)", _Pages, {"rebuilder": rebuilder}),
        ],
    )
    return application


class _Socket(LiveReloadHandler):
    # livereload lets pages from anywhere connect.
    check_origin = WebSocketHandler.check_origin

    def on_message(self, message: str) -> None:
        super().on_message(message)
        if self in self.waiters:  # a build may have ended since the page was loaded
            self.send_message(_NEWS)


class _StateHandler(RequestHandler):
    def initialize(self, rebuilder: Rebuilder) -> None:
        self.rebuilder = rebuilder

    def get(self) -> None:
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(as_json(self.rebuilder.state, self.rebuilder.language))


class _Files(StaticFileHandler):
    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> None:
        """No tag: it would be a hash of the whole file."""

    def get_content_type(self) -> str:
        kind = _TYPES.guess_type(self.absolute_path)[0] or "application/octet-stream"
        return f"{kind}; charset=utf-8" if _TEXT.match(kind) else kind


class _Pages(_Files):
    def initialize(self, rebuilder: Rebuilder) -> None:
        super().initialize(str(rebuilder.public), "index.html")
        self.rebuilder = rebuilder

    def prepare(self) -> None:
        if self.request.path == "/" and self.rebuilder.state.base:
            self.redirect(f"{self.rebuilder.state.base}/")

    def parse_url_path(self, url_path: str) -> str:
        base = self.rebuilder.state.base.lstrip("/")
        path = url_path.removeprefix(f"{base}/") if base else url_path
        if (base and path == url_path) or "\0" in path or any(part.startswith((".", "_")) for part in path.split("/")):
            raise HTTPError(404)  # outside of the site, or a file that is for the host
        return str(super().parse_url_path(path))

    @cached_property
    def page(self) -> bytes | None:
        """The page with our scripts; None for a file that is not a page."""
        if not self.absolute_path.endswith(".html"):
            return None
        # The name comes before the bytes: if they are newer, the page is loaded once more, and never once too little.
        build_name = self.rebuilder.state.build
        return with_scripts(Path(self.absolute_path).read_bytes(), build_name, self._port())

    def get_content_size(self) -> int:
        return int(super().get_content_size()) if self.page is None else len(self.page)

    def get_content(self, abspath: str, start: int | None = None, end: int | None = None) -> Any:
        return super().get_content(abspath, start, end) if self.page is None else self.page[start:end]

    def write_error(self, status_code: int, **details: Any) -> None:
        if status_code not in (403, 404):
            super().write_error(status_code, **details)
            return
        try:
            page = (self.rebuilder.public / "404.html").read_bytes()
            self.set_status(404)
        except OSError:
            page = waiting_page(self.rebuilder.language)
            self.set_status(503)
        self.finish(with_scripts(page, self.rebuilder.state.build, self._port()))

    def _port(self) -> int:
        """Return the port the browser knows us by, which differs from ours where a tunnel lies between."""
        return urlsplit(f"//{self.request.host}").port or 80
