"""The preview as an editor meets it: a real server in its own process, real saves, a real browser."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place
from gongkai.overlay import State, as_json, with_scripts
from gongkai.watch import Watch
from tests.browser import accessibility_violations
from tests.sites import ROOT, make_site, notice, notice_path, write

if TYPE_CHECKING:
    from playwright.sync_api import Page

# How long anything may take on a computer with much else to do.
PATIENCE_SECONDS = 60
SETTINGS = 'title = "云山整改公开"\naddress = "https://gongkai.example.org{base}"\nlanguage = "en"\n'
NOTICE = notice_path()
URL = "/notices/yunshan-gsl/2024-inspection/"
# A status that does not exist, with something in it that must not run.
ATTACK = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
# Lets Ctrl-C work even if the tests were started in the background, where shells switch it off.
START = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
{patch}
runpy.run_path("build.py", run_name="__main__")
"""
# A build that has read everything, and ends only when the file `gate` is gone.
SLOW_BUILD = """
import pathlib, time, gongkai.rebuild
gate, build = pathlib.Path({gate!r}), gongkai.rebuild.build
def slow(*arguments):
    report = build(*arguments)
    while gate.exists():
        gate.write_text("reached")
        time.sleep(0.02)
    return report
gongkai.rebuild.build = slow
"""
# The first build works, then so many fail.
FAILING_BUILD = """
import gongkai.rebuild
build, calls = gongkai.rebuild.build, []
def failing(*arguments):
    calls.append(arguments)
    if 1 < len(calls) <= 1 + {times}:
        raise {error}
    return build(*arguments)
gongkai.rebuild.build = failing
"""


class Served:
    """A running preview: its address, and what it has said so far."""

    def __init__(self, site: Path, options: tuple[str, ...], patch: str) -> None:
        self.site = site
        command = ["--project", str(site), "serve", *options]
        self.process = subprocess.Popen(
            [sys.executable, "-c", START.format(patch=patch), *command],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", "GONGKAI_LANGUAGE": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.said = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line

    def wait_for(self, pattern: str) -> str:
        """Wait until the preview has said something like `pattern`, and return it."""
        assert wait_until(lambda: re.search(pattern, self.said) or self.process.poll() is not None), self.said
        found = re.search(pattern, self.said)
        assert found, f"The preview ended and had said:\n{self.said}"
        return found[0]

    @property
    def address(self) -> str:
        return self.wait_for(r"http://127\.0\.0\.1:\d+")

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection(self.address.removeprefix("http://"), timeout=PATIENCE_SECONDS)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response, body

    def save(self, path: str, content: str) -> None:
        write(self.site, path, content)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()

    def end(self) -> int:
        if sys.platform == "win32":
            self.process.kill()
        else:
            self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE_SECONDS)
        self._reader.join(PATIENCE_SECONDS)
        return status


Start = Callable[..., Served]


def wait_until(is_so: Callable[[], object]) -> bool:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.02)
    return True


# Asked for before `page`, so that the browser leaves before the server ends.
@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts previews of a site with one notice, and the given files; on any free port unless one is named."""
    running: list[Served] = []

    def start(files: dict[str, str] | None = None, *options: str, base: str = "", patch: str = "") -> Served:
        site = small_site(tmp_path / f"site{len(running)}", files or {}, base)
        running.append(Served(site, options or ("--port", "0"), patch))
        return running[-1]

    yield start
    for served in running:
        served.stop()


@pytest.fixture(scope="module")
def unchanging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview whose site stays as it is, for tests that only ask."""
    served = Served(small_site(tmp_path_factory.mktemp("unchanging"), {}), ("--port", "0"), patch="")
    yield served
    served.stop()


def small_site(folder: Path, files: dict[str, str], base: str = "") -> Path:
    """Make a site of one notice and the given files."""
    settings = {"site.toml": SETTINGS.format(base=base)}
    return make_site(folder, settings | {NOTICE: notice("第一稿。\n")} | files)


@pytest.fixture
def lenient(page_problems: list[str]) -> Iterator[None]:
    """For a test that cuts a page off on purpose."""
    yield
    page_problems.clear()


def see(page: "Page", text: str) -> None:
    """Wait until the page shows a text."""
    page.get_by_text(text).first.wait_for(timeout=PATIENCE_SECONDS * 1000)


def dialog(page: "Page", role: str = "alertdialog") -> str:
    """Wait for the overlay and return its text."""
    overlay = page.locator(f"[role={role}]")
    overlay.wait_for(timeout=PATIENCE_SECONDS * 1000)
    return overlay.inner_text()


def no_dialog(page: "Page") -> None:
    page.locator("dialog").wait_for(state="hidden", timeout=PATIENCE_SECONDS * 1000)


def broken(value: str = ATTACK) -> str:
    return notice(f"## 一、情况\n\n### 会费管理\n状态：{value}\n\n正文。\n")


def test_a_save_changes_the_page(start: Start, page: "Page") -> None:
    served = start({"content/pages/about.md": "---\n标题: 关于\n---\n\n本站。\n"})
    page.goto(served.address + URL)
    see(page, "第一稿。")
    served.save(NOTICE, notice("第二稿。\n"))
    see(page, "第二稿。")
    served.save("assets/site.css", "main { display: none }")
    page.locator("main").wait_for(state="hidden", timeout=PATIENCE_SECONDS * 1000)
    served.save("assets/site.css", "")
    see(page, "第二稿。")
    page.goto(served.address + "/about/")
    see(page, "本站。")
    served.save("templates/page.html", "{% extends 'base.html' %}{% block main %}新模板{% endblock %}")
    see(page, "新模板")
    served.save("site.toml", SETTINGS.format(base="").replace("云山", "新站名"))
    see(page, "新站名整改公开")


def test_an_error_lies_over_the_last_good_page_until_it_is_mended(start: Start, page: "Page") -> None:
    served = start()
    page.goto(served.address + URL)
    see(page, "第一稿。")
    served.save(NOTICE, broken())
    shown = dialog(page)
    assert f"{NOTICE}:10:4" in shown
    assert "[status-unknown]" in shown
    assert ATTACK in shown
    assert f"{NOTICE}:10:4" in served.said
    assert "第一稿。" in page.locator("main").inner_text()
    assert page.evaluate("window.ran") is None
    assert page.locator("dialog script, dialog img").count() == 0
    assert accessibility_violations(page) == []
    served.save(NOTICE, notice("已改正。\n"))
    see(page, "已改正。")
    no_dialog(page)


def test_an_error_that_is_taken_back_leaves_the_page_as_it_was(start: Start, page: "Page") -> None:
    served = start()
    page.goto(served.address + URL)
    page.evaluate("window.kept = true")
    served.save(NOTICE, broken())
    dialog(page)
    served.save(NOTICE, notice("第一稿。\n"))
    no_dialog(page)
    assert page.evaluate("window.kept")


def test_the_overlay_is_worked_with_the_keyboard(start: Start, page: "Page") -> None:
    served = start({NOTICE: broken("未知")})
    page.goto(served.address + URL)
    dialog(page)
    page.keyboard.press("Escape")
    no_dialog(page)
    badge = page.get_by_role("button", name=re.compile("^1 error"))
    badge.focus()
    page.keyboard.press("Enter")
    dialog(page)
    page.keyboard.press("Enter")  # the button that closes has the focus
    no_dialog(page)
    page.reload()
    badge.wait_for()
    assert not page.locator("dialog").is_visible()  # what was put aside stays there…
    served.save(NOTICE, broken("不明"))
    assert "不明" in dialog(page)  # …and what is new does not


def test_without_a_good_build_the_page_tells_why_and_waits(start: Start, page: "Page") -> None:
    served = start({NOTICE: broken()})
    response, body = served.get("/")
    assert response.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "There is nothing to show yet" in body
    page.goto(served.address + URL)
    assert f"{NOTICE}:10:4" in dialog(page)
    served.save(NOTICE, notice("已改正。\n"))
    see(page, "已改正。")


def test_warnings_are_counted_and_listed_on_demand(start: Start, page: "Page") -> None:
    served = start({NOTICE: notice("正文。\n", 公布总数="{问题: 24}")})
    page.goto(served.address + URL)
    badge = page.get_by_role("button", name=re.compile("warning"))
    badge.wait_for()
    assert not page.locator("dialog").is_visible()
    assert accessibility_violations(page) == []
    badge.click()
    assert "[totals-differ]" in dialog(page, "dialog")
    assert accessibility_violations(page) == []


def test_two_quick_saves_end_in_the_newer_state(start: Start, page: "Page") -> None:
    served = start()
    page.goto(served.address + URL)
    see(page, "第一稿。")
    for number in range(2, 8):
        served.save(NOTICE, notice(f"第{number}稿。\n"))
        time.sleep(0.15)  # now within one look of the watch, now in two
    see(page, "第7稿。")


def test_a_save_during_a_build_is_not_lost(start: Start, page: "Page", tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    served = start(patch=SLOW_BUILD.format(gate=str(gate)))
    page.goto(served.address + URL)
    see(page, "第一稿。")
    gate.touch()
    served.save(NOTICE, notice("第二稿。\n"))
    assert wait_until(gate.read_text)
    assert served.get("/")[0].status == HTTPStatus.OK  # requests are answered while a build runs
    served.save(NOTICE, notice("第三稿。\n"))
    gate.unlink()
    see(page, "第三稿。")


def test_a_page_loaded_before_a_build_ended_catches_up(start: Start, page: "Page", lenient: None) -> None:
    served = start()
    page.route("**/livereload.js*", lambda route: route.abort())  # this page is told nothing
    page.goto(served.address + URL)
    see(page, "第一稿。")
    served.save(NOTICE, notice("第二稿。\n"))
    served.wait_for(re.escape(NOTICE))
    assert "第一稿。" in page.locator("main").inner_text()
    page.unroute("**/livereload.js*")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.src = "/livereload.js?port=" + location.port;
        for (const old of document.querySelectorAll("script[src*=livereload]")) old.remove();
        document.head.append(script);
    }""")
    see(page, "第二稿。")


def test_an_unknown_address_gives_the_404_page(unchanging: Served) -> None:
    for path in ("/no/such/page", "/_headers", "/.gongkai", "/..%2fsite.toml", "/notices/%00"):
        response, body = unchanging.get(path)
        assert response.status == HTTPStatus.NOT_FOUND, path
        assert response.headers["Content-Type"].lower() == "text/html; charset=utf-8"
        assert "There is no page at this address" in body
        assert "/_preview/overlay.js" in body
    assert unchanging.get(URL.rstrip("/"))[0].headers["Location"] == URL


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (URL, "text/html; charset=utf-8"),
        ("/feed.xml", "text/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/_preview/state", "application/json; charset=utf-8"),
        ("/_preview/overlay.js", "text/javascript; charset=utf-8"),
    ],
)
def test_every_text_names_its_encoding(unchanging: Served, path: str, kind: str) -> None:
    response, _body = unchanging.get(path)
    assert response.headers["Content-Type"].replace("application/javascript", "text/javascript") == kind
    assert response.headers["Cache-Control"] == "no-store"


def test_a_site_below_a_path_is_shown_below_it(start: Start, page: "Page") -> None:
    served = start(base="/disclosure")
    served.wait_for(r"http://127\.0\.0\.1:\d+/disclosure/")
    page.goto(served.address)
    assert page.url == f"{served.address}/disclosure/"
    page.goto(f"{served.address}/disclosure{URL}")
    see(page, "第一稿。")
    assert served.get(URL)[0].status == HTTPStatus.NOT_FOUND


def test_drafts_are_shown_unless_they_are_not_wanted(start: Start) -> None:
    draft = {notice_path("draft"): notice("草稿。\n", 草稿="true")}
    assert "草稿。" in start(draft).get("/notices/yunshan-gsl/draft/")[1]
    hidden = start(draft, "--port", "0", "--no-drafts")
    assert hidden.get("/notices/yunshan-gsl/draft/")[0].status == HTTPStatus.NOT_FOUND


def test_files_on_disk_hold_none_of_our_scripts(unchanging: Served) -> None:
    assert "/livereload.js" in unchanging.get(URL)[1]
    public = unchanging.site / ".gongkai/preview/public"
    assert (public / "404.html").is_file()
    assert not any(b"livereload" in path.read_bytes() for path in public.rglob("*") if path.is_file())
    assert not (unchanging.site / "public").exists()


def test_a_port_that_is_taken_is_named_and_the_next_one_used(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        served = start(None, "--port", str(port))
        assert int(served.address.rpartition(":")[2]) > port
        assert f"Port {port} is taken" in served.said
        assert served.get("/")[0].status == HTTPStatus.OK


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to the tests as well")
def test_ctrl_c_ends_with_one_line(start: Start, page: "Page", lenient: None) -> None:
    served = start()
    page.goto(served.address + URL)
    see(page, "第一稿。")
    assert served.end() == 0
    assert served.said.splitlines()[-1] == "The preview has ended."
    assert "Traceback" not in served.said
    page.goto("about:blank")


def test_no_port_left_is_wrong_usage(start: Start) -> None:
    with socket.socket() as last, suppress(OSError):
        last.bind(("127.0.0.1", 65535))
        last.listen()
        served = start(None, "--port", "65535")
        assert served.process.wait(PATIENCE_SECONDS) == 2
        served.wait_for("Port 65535 and those after it are taken")


def test_a_file_that_another_program_holds_is_waited_for(start: Start) -> None:
    served = start(patch=FAILING_BUILD.format(times=1, error="PermissionError('in use')"))
    assert served.address
    served.save(NOTICE, notice("第二稿。\n"))
    served.wait_for("in use(.|\n)*built in .*2024-inspection")
    assert "第二稿。" in served.get(URL)[1]


def test_a_bug_in_a_build_ends_the_preview_with_its_traceback(start: Start) -> None:
    served = start(patch=FAILING_BUILD.format(times=9, error="ZeroDivisionError('a bug')"))
    assert served.address
    served.save(NOTICE, notice("第二稿。\n"))
    assert served.process.wait(PATIENCE_SECONDS) == 1
    served.wait_for("ZeroDivisionError: a bug")
    assert served.said.count("Traceback") == 1


def test_other_hosts_and_other_origins_are_refused(unchanging: Served) -> None:
    assert "第一稿" not in unchanging.get(URL, Host="attacker.example")[1]
    handshake = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    response, _body = unchanging.get("/livereload", Origin="http://attacker.example", **handshake, **key)
    assert response.status == HTTPStatus.FORBIDDEN


def test_scripts_stand_in_the_head_however_it_is_written() -> None:
    long = b"<head>" + b"<!-- x -->" * 10_000
    for page in (long + b"</HEAD >\n<body>", long + b"</head><p>&lt;/head></p></head>"):
        before, after = page[: len(long)], page[len(long) :]
        shown = with_scripts(page, "name", 8000)
        assert shown.startswith(before + b'<script src="/_preview/overlay.js" data-build="name" defer></script>')
        assert shown.endswith(after)
        assert shown.count(b"<script") == 2
    assert with_scripts(b"<p>", "name", 8000).startswith(b"<p><script")


def test_the_overlay_shows_the_line_around_what_is_meant() -> None:
    found = Diagnostics()
    found.add("status-unknown", Place("a.md", 3, 101, "甲" * 100 + "乙丙" + "丁" * 100, 2), value="乙丙", known="")
    finding = json.loads(as_json(State(findings=found), "en"))["findings"][0]
    assert finding["place"] == "a.md:3:101"
    assert finding["excerpt"] == ["…" + "甲" * 60, "乙丙", "丁" * 60 + "…"]


def test_the_watch_sees_what_is_new_changed_and_gone(tmp_path: Path) -> None:
    for name in ("content/a.md", "content/b/c.md", "assets/site.css", "site.toml"):
        write(tmp_path, name, "1")
    watch = Watch(tmp_path)
    write(tmp_path, "content/.a.md.swp", "1")
    write(tmp_path, "public/index.html", "1")
    write(tmp_path, "content/b/d.md", "1")
    write(tmp_path, "site.toml", "22")
    (tmp_path / "content/a.md").unlink()
    assert watch.wait() == ["content/a.md", "content/b/d.md", "site.toml"]
    (tmp_path / "content/b").rename(tmp_path / "content/e")
    assert watch.wait() == ["content/b/c.md", "content/b/d.md", "content/e/c.md", "content/e/d.md"]
