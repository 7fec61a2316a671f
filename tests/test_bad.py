"""One folder of tests/bad/ for each mistake, with the exact findings in Chinese and English.

A case is what differs from the default site of `tests.sites`. What Git or an editor would mangle stands in its
`files.toml`: by path, `text` (with `encoding`, `newline`, `times`), `hex`, the target of a `link`, or `absent`.

To take over new wording after reading it: `python -m tests.test_bad [case …]`.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.codes.table import CODES
from gongkai.diagnostics import BuildFailed, Diagnostics
from gongkai.language import LANGUAGES
from gongkai.outcome import Options
from gongkai.pipeline import build
from gongkai.report import as_text
from tests.sites import ROOT, make_site, write

BAD = Path(__file__).parent / "bad"
CASES = sorted(folder.name for folder in BAD.iterdir())
# They take two builds at once, or an option: tests/test_build.py shows them.
SHOWN_ELSEWHERE = {"build-running", "output-in-project"} | {
    code for code in CODES if code.startswith("import-")
}  # tests/test_import.py


def site_of(case: str, folder: Path) -> Path:
    """Make the site of a case in `folder`."""
    files = {path.relative_to(BAD / case).as_posix(): path.read_bytes() for path in _files(BAD / case)}
    special = _special(case)
    absent = {path: None for path, how in special.items() if how.get("absent")}
    site = make_site(folder, {**files, **absent})
    for path, how in special.items():
        if link := how.get("link"):
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).symlink_to(link)
        elif path not in absent:
            write(site, path, _content(how))
    return site


def _files(folder: Path) -> Iterator[Path]:
    return (
        path for path in folder.rglob("*") if path.is_file() and (path.parent != folder or path.name == "site.toml")
    )


def _special(case: str) -> dict[str, dict[str, Any]]:
    described = BAD / case / "files.toml"
    values = tomllib.loads(described.read_text("utf-8")) if described.is_file() else {}
    return {path: how for path, how in values.items() if isinstance(how, dict)}


def _content(how: dict[str, Any]) -> bytes:
    if "hex" in how:
        return bytes.fromhex(how["hex"])
    text = how["text"] * how.get("times", 1)
    return text.replace("\n", how.get("newline", "\n")).encode(how.get("encoding", "utf-8"))


def findings(site: Path, *, publish: bool = False) -> Diagnostics:
    """Return all that a build of the site finds."""
    try:
        return build(site, Options(as_of="2025-01-01", publish=publish, workers=1)).diagnostics
    except BuildFailed as failed:
        return failed.diagnostics


def found_in(case: str, folder: Path) -> Diagnostics:
    """Return what is found in a case."""
    described = BAD / case / "files.toml"
    publish = described.is_file() and described.read_text("utf-8").startswith("publish = true")
    return findings(site_of(case, folder), publish=publish)


def written(found: Diagnostics, language: str) -> str:
    """Return findings as the command line prints them."""
    return "\n".join(f"{as_text(diagnostic, language)}\n" for diagnostic in found)


@pytest.fixture
def needs(tmp_path: Path) -> Callable[[str], None]:
    """Return a check that skips a case whose files this system cannot have."""

    def check(case: str) -> None:
        if sys.platform == "win32" and any("link" in how for how in _special(case).values()):
            pytest.skip("links need rights of their own on Windows")
        if "capitals" in case and (tmp_path / "a").touch() is None and (tmp_path / "A").exists():
            pytest.skip("the file system does not tell capitals apart")

    return check


@pytest.mark.parametrize("case", CASES)
def test_every_mistake_is_told_as_expected(case: str, tmp_path: Path, needs: Callable[[str], None]) -> None:
    needs(case)
    found = found_in(case, tmp_path / "site")
    for language in LANGUAGES:
        expected = (BAD / case / f"expected.{language}.txt").read_text("utf-8")
        assert written(found, language).replace(str(tmp_path / "site"), "SITE") == expected


def test_every_code_is_shown_by_a_case() -> None:
    expected = "".join((BAD / case / "expected.en.txt").read_text("utf-8") for case in CASES)
    shown = {code for code in CODES if f"[{code}]" in expected}
    assert shown == CODES.keys() - SHOWN_ELSEWHERE


@pytest.mark.parametrize("first", range(4), ids="from {}".format)
def test_check_over_all_cases_prints_no_traceback(first: int, tmp_path: Path) -> None:
    sites = []
    for case in CASES[first::4]:
        try:
            sites.append(str(site_of(case, tmp_path / case)))
        except OSError:  # links on Windows
            continue
    script = (
        "import sys; from gongkai.cli import main\n"
        "import gongkai.postings\n"  # loads NumPy once, which each forked process would do else
        "for site in sys.argv[1:]:\n"
        "    try: main(['--project', site, 'check'])\n"
        "    except SystemExit as left: print('exit', left.code)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", script, *sites], capture_output=True, env=environment, check=False)
    printed = (done.stdout + done.stderr).decode()
    assert "Traceback" not in printed
    assert done.returncode == 0
    assert printed.count("\nexit ") + printed.startswith("exit ") == len(sites)


def main() -> None:
    """Write what is found now to the expected files of the named cases, or of all."""
    for case in sys.argv[1:] or CASES:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder).resolve() / "site"
            found = found_in(case, site)
            for language in LANGUAGES:
                text = written(found, language).replace(str(site), "SITE")
                (BAD / case / f"expected.{language}.txt").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
