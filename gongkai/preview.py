"""The preview: builds after every save, serves the result on this computer, and tells the browser. Prints nothing.

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
import secrets
import socket
import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
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

from gongkai.cache import FOLDER
from gongkai.diagnostics import BuildFailed, Diagnostics
from gongkai.exports.hosting import POLICY
from gongkai.language import catalogue
from gongkai.overlay import ADDRESS, ASSETS, State, as_json, waiting_page, with_scripts
from gongkai.pipeline import Options, Progress, Report, build
from gongkai.report import as_text, counted
from gongkai.settings import FILE, read_settings
from gongkai.watch import Watch

HOST = "127.0.0.1"
# How many ports are tried, from the one that was asked for.
_PORTS = 20
# Makes a page ask for the state.
_NEWS = {"command": "reload", "path": f"{ADDRESS}state"}
# Not the system's own table, which may call a script plain text.
_TYPES = mimetypes.MimeTypes()
_TEXT = re.compile(r"text/|application/(json|javascript|manifest\+json)$|.*\bxml$")

Say = Callable[[str], None]


class NoFreePort(Exception):
    """Neither the port that was asked for nor those after it are free."""


class Preview:
    """One project while it is previewed. `state` changes in the thread that serves; builds run in another."""

    def __init__(self, project: Path, options: Options, language: str, clock: Callable[[], datetime], say: Say) -> None:
        self.project = project
        self.public = project / FOLDER / "preview" / "public"
        self.options = options._replace(preview=True, public=self.public)
        self.language = language
        self.state = State()
        self._clock = clock
        self._say = say
        self._watch = Watch(project)

    def build_first(self, progress: Progress) -> None:
        """Build before anything is served."""
        self._show(self._attempt(self.options, progress), ())

    async def run(self, port: int, *, open_browser: bool) -> None:
        """Serve until cancelled; raises NoFreePort."""
        translate = catalogue(self.language).gettext
        sockets = _bound(port)
        HTTPServer(_application(self)).add_sockets(sockets)
        taken = sockets[0].getsockname()[1]
        if port and taken != port:
            self._say(translate("Port {port} is taken; using {other}.").format(port=port, other=taken))
        address = f"http://{HOST}:{taken}{self.state.base}/"
        self._say(translate("Preview: {address} (Ctrl-C ends it)").format(address=address))
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        builder = threading.Thread(target=self._follow, args=(asyncio.get_running_loop(),), daemon=True)
        builder.start()
        while builder.is_alive():
            await asyncio.sleep(0.5)  # Windows sees Ctrl-C only when the loop wakes up
        raise RuntimeError("The thread that builds has ended; its own traceback says why.")

    def _follow(self, loop: asyncio.AbstractEventLoop) -> None:
        """Build after each save, for ever. Runs in a thread of its own, so that requests are answered meanwhile."""
        # In one process: a thread beside a running server must not fork.
        options = self.options._replace(workers=1)
        while True:
            changed = self._watch.wait()
            said = ""
            while True:
                try:
                    result = self._attempt(options)
                    break
                except OSError as error:
                    # A file went away while it was read, or another program holds it (Windows) and will let it go.
                    if str(error) != said:
                        said = str(error)
                        loop.call_soon_threadsafe(self._say, said)
                    time.sleep(1)
            loop.call_soon_threadsafe(self._show, result, changed)

    def _attempt(self, options: Options, progress: Progress = lambda *_: None) -> Report | BuildFailed:
        try:
            return build(self.project, options._replace(now=self._clock()), progress)
        except BuildFailed as failed:
            return failed

    def _show(self, result: Report | BuildFailed, changed: Sequence[str]) -> None:
        """Take up what came of a build, say it on the terminal, and tell the browsers."""
        base = self._base()
        if isinstance(result, BuildFailed):
            self.state = self.state._replace(failed=True, findings=result.diagnostics, base=base)
        else:
            is_new = result.files_written or result.files_removed or not self.state.build
            name = secrets.token_hex(8) if is_new else self.state.build
            self.state = State(name, failed=False, findings=result.diagnostics, base=base)
        self._say(self._told(result, changed))
        for waiter in tuple(LiveReloadHandler.waiters):
            with suppress(WebSocketClosedError):
                waiter.write_message(_NEWS)

    def _base(self) -> str:
        """Return the path of the site on its host; while the settings are broken, the last that was known."""
        try:
            settings = read_settings((self.project / FILE).read_bytes(), Diagnostics())
        except OSError:
            settings = None
        return settings.base if settings else self.state.base

    def _told(self, result: Report | BuildFailed, changed: Sequence[str]) -> str:
        translate = catalogue(self.language).gettext
        at = self._clock().astimezone().strftime("%H:%M:%S")
        files = ", ".join(changed[:3])
        if len(changed) > 3:
            files += translate(" and {count} more").format(count=len(changed) - 3)
        if isinstance(result, BuildFailed):
            findings = [as_text(finding, self.language) + "\n" for finding in result.diagnostics]
            kept = translate("pages stay as they were")
            parts = [f"{at} {counted(result.diagnostics, self.language)}", kept, files]
            return "\n".join([*findings, " · ".join(filter(None, parts))])
        built = translate("built in {seconds:.1f} s").format(seconds=result.seconds)
        return " · ".join(filter(None, [f"{at} {built}", files, counted(result.diagnostics, self.language)]))


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
) -> None:
    """Build and serve `project` until Ctrl-C; `say` takes lines for the terminal. Raises NoFreePort."""
    gc.enable()  # switched off for the length of a build; this runs for hours
    # What browsers do wrong is no news; what we do wrong is logged as an error.
    logging.getLogger("tornado.general").setLevel(logging.ERROR)
    with suppress(KeyboardInterrupt):
        preview = Preview(project.resolve(), options, language, clock, say)
        preview.build_first(progress)
        asyncio.run(preview.run(port, open_browser=open_browser))
    say(catalogue(language).gettext("The preview has ended."))


def _bound(port: int) -> list[socket.socket]:
    """Return listening sockets on `port`, or on the next one that is free."""
    for candidate in range(port, min(port + _PORTS, 65536)):
        try:
            return bind_sockets(candidate, HOST)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise NoFreePort(port)


def _application(preview: Preview) -> Application:
    application = Application(log_function=lambda _handler: None)
    # No other host: drafts are not for a page from elsewhere whose name leads to this computer (DNS rebinding).
    application.add_handlers(
        r"(127\.0\.0\.1|localhost)",
        [
            (r"/livereload", _Socket),
            (r"/livereload\.js", LiveReloadJSHandler),
            (f"{ADDRESS}state", _StateHandler, {"preview": preview}),
            (rf"{ADDRESS}(overlay\.css|overlay\.js)", _Files, {"path": str(ASSETS)}),
            (r"/(.*)", _Pages, {"preview": preview}),
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
    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def get(self) -> None:
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(as_json(self.preview.state, self.preview.language))


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
    def initialize(self, preview: Preview) -> None:
        super().initialize(str(preview.public), "index.html")
        self.preview = preview

    def prepare(self) -> None:
        if self.request.path == "/" and self.preview.state.base:
            self.redirect(f"{self.preview.state.base}/")

    def parse_url_path(self, url_path: str) -> str:
        base = self.preview.state.base.lstrip("/")
        path = url_path.removeprefix(f"{base}/") if base else url_path
        if (base and path == url_path) or any(part.startswith((".", "_")) for part in path.split("/")):
            raise HTTPError(404)  # outside of the site, or a file that is for the host
        return str(super().parse_url_path(path))

    @cached_property
    def page(self) -> bytes | None:
        """The page with our scripts; None for a file that is not a page."""
        if not self.absolute_path.endswith(".html"):
            return None
        # The name comes before the bytes: if they are newer, the page is loaded once more, and never once too little.
        build_name = self.preview.state.build
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
            page = (self.preview.public / "404.html").read_bytes()
            self.set_status(404)
        except OSError:
            page = waiting_page(self.preview.language)
            self.set_status(503)
        self.finish(with_scripts(page, self.preview.state.build, self._port()))

    def _port(self) -> int:
        """Return the port the browser knows us by, which differs from ours where a tunnel lies between."""
        return urlsplit(f"//{self.request.host}").port or 80
