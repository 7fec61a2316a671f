"""A file that cannot be written is told: which, why, and the way out; no command ends in a traceback.

The tests may run as root, whom no permission binds. So folders are made unwritable by what binds root too: a file where
a folder is needed, or a system call that answers as it does to those without the right.
"""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai import cli
from gongkai.databases import disk_errors
from gongkai.failures import told
from tests.sites import ORGANIZATION, ROOT, make_site, notice, notice_path, write

Run = Callable[..., tuple[int, str]]
PUBLISHED = ["--title", "通报", "--published", "2024-04-19"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command as `build.py` does; return its exit code and all it printed."""
    monkeypatch.setattr("gc.disable", lambda: None)  # of this process other tests need it
    monkeypatch.setenv("LANGUAGE", "zh")

    def run_command(site: Path, *arguments: object, language: str = "zh") -> tuple[int, str]:
        monkeypatch.setenv("GONGKAI_LANGUAGE", language)
        with pytest.raises(SystemExit) as ended:
            cli.main(["--project", str(site), *map(str, arguments)])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out + printed.err

    return run_command


def denied(function: Callable[..., object], below: Path) -> Callable[..., object]:
    """Return a system call that is not permitted below a folder."""

    def call(path: object, *others: object, **options: object) -> object:
        for one in (path, *others):
            if isinstance(one, str | Path) and Path(one).is_relative_to(below):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(one))
        return function(path, *others, **options)

    return call


@pytest.mark.parametrize(
    ("command", "blocked"),
    [
        (["build"], ".gongkai"),
        (["check"], ".gongkai"),
        (["serve", "--port", "0"], ".gongkai"),
        (["new", "notice", "--organization", ORGANIZATION, "--name", "2024-a", *PUBLISHED], "content/notices"),
        (["new", "organization", "a-gsl", "--name", "甲"], "content/organizations"),
        (["schema"], ".vscode"),
        (["import", "{source}", "--into", "{site}/drafts/x"], "drafts"),
    ],
)
@pytest.mark.parametrize(
    ("language", "said", "way"),
    [
        ("zh", "写不了：需要文件夹的地方是一个文件。", "再运行一次"),
        ("en", "cannot be written: a file lies where a folder is needed.", "then run the command again."),
    ],
)
def test_a_file_where_a_folder_is_needed_is_named_with_the_way_out(
    run: Run, tmp_path: Path, command: list[str], blocked: str, language: str, said: str, way: str
) -> None:
    site = make_site(tmp_path, {f"content/organizations/{ORGANIZATION}.yaml": None, blocked: "mine"})
    source = ROOT / "tests/walk/notice.txt"
    code, printed = run(site, *(one.format(site=site, source=source) for one in command), language=language)
    assert (code, (site / blocked).read_text("utf-8")) == (1, "mine")
    assert str(site / blocked) in printed
    assert said in printed
    assert way in printed


def test_a_public_folder_of_somebody_else_is_refused_before_anything_changes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path, {notice_path(): notice()})
    run(site, "build")
    before = sorted(site.rglob("*"))
    write(site, notice_path("2024-b"), notice())
    monkeypatch.setattr("tempfile.TemporaryFile", denied_in(site / "public"))
    code, printed = run(site, "build")
    assert code == 1
    assert f"{site / 'public'}写不了：没有写的权限，或者别的程序占着它。" in printed
    assert sorted(site.rglob("*")) == sorted([*before, site / notice_path("2024-b")])


def denied_in(folder: Path) -> Callable[..., object]:
    """Return what makes temporary files, but not in a folder."""

    def make(**options: object) -> object:
        if options["dir"] == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), f"{folder}/tmp1234")
        return open(os.devnull)  # noqa: PTH123

    return make


def test_what_cannot_be_published_to_the_end_is_finished_by_the_next_build(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of public/ may belong to somebody else: nothing is taken away there, until it may be."""
    site = make_site(tmp_path, {notice_path("2024-a"): notice(), notice_path("2024-b"): notice()})
    run(site, "build")
    (site / notice_path("2024-b")).unlink()
    write(site, notice_path("2024-c"), notice())
    monkeypatch.setattr(os, "unlink", denied(os.unlink, site / "public/notices" / ORGANIZATION / "2024-b"))
    for _ in range(2):
        code, printed = run(site, "build")
        assert code == 1
        assert "2024-b" in printed
        assert "新网站只放好了一部分，下一次生成会接着放完。" in printed
    monkeypatch.undo()
    monkeypatch.setattr("gc.disable", lambda: None)
    assert run(site, "build")[0] == 0
    pages = {path.parent.name for path in (site / "public/notices" / ORGANIZATION).glob("*/index.html")}
    assert pages == {"2024-a", "2024-c"}


def test_an_import_tells_what_it_wrote_before_it_could_not_go_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path)
    text = (ROOT / "tests/walk/notice.txt").read_text("utf-8")
    first = write(site, "one.txt", text)
    second = write(site, "two.txt", text.replace("2023", "2022"))
    real = Path.open

    def open_path(self: Path, mode: str = "r", **options: object) -> object:
        if mode == "x" and self.name.startswith("two"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))
        return real(self, mode, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", open_path)
    code, printed = run(site, "import", first, second)
    assert code == 1
    assert "草稿写好了：" in printed
    assert "写不了：磁盘满了。" in printed


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EBADF, errno.EINVAL])
def test_an_error_of_ours_is_not_told_as_one_of_the_disk(number: int) -> None:
    assert told(OSError(number, os.strerror(number), "x"), "zh") == ""


def test_a_full_disk_is_told_even_where_the_system_names_no_file() -> None:
    words = told(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "en")
    assert words == "A file cannot be written: the disk is full. Make room on it, then run the command again."


def test_a_database_that_cannot_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "notices.db"
    sqlite3.connect(path).execute("create table a (b)").connection.close()
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    with pytest.raises(PermissionError) as failed, disk_errors(path):
        connection.execute("insert into a values (1)")
    connection.close()
    assert failed.value.filename == str(path)
    with pytest.raises(sqlite3.OperationalError), disk_errors(path):  # a mistake of ours
        sqlite3.connect(":memory:").execute("insert into nothing values (1)")
