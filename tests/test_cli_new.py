"""The commands `new notice` and `new organization`: each answer is judged as it is given."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai import exclusive
from gongkai.cli import commands
from gongkai.diagnostics import BuildFailed
from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.sites import make_site, notice, notice_path
from tests.test_bad import findings

NOTICE = ["new", "notice", "--organization", "yunshan-gsl", "--name", "2024-a", "--title", "通报"]
PUBLISHED = ["--published", "2024-04-19"]


def run(site: Path, *arguments: str, answers: str = "") -> Result:
    """Run a command in English; `answers` are typed."""
    return CliRunner().invoke(commands("en"), ["--project", str(site), *arguments], input=answers)


def test_options_are_enough_and_nothing_is_asked(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert run(site, *NOTICE, *PUBLISHED).exit_code == 0
    assert run(site, "new", "organization", "a-gsl", "--name", "甲").exit_code == 0
    assert (site / notice_path("2024-a")).exists()
    assert (site / "content/organizations/a-gsl.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "organization", "A_b"], "cannot become a web address"),
        (["new", "organization", "yunshan-gsl"], "is there already"),
        (["new", "organization", "a", "--name", ""], "must not be empty"),
        ([*NOTICE, "--title", " ", *PUBLISHED], "must not be empty"),
        ([*NOTICE, "--name", "通报", *PUBLISHED], "cannot become a web address"),
        ([*NOTICE, "--published", "2024—04—19"], "Did you mean 2024-04-19?"),
    ],
)
def test_a_wrong_option_ends_the_command_before_anything_is_asked(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    result = run(make_site(tmp_path), *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert "Full name:" not in result.output


def test_a_wrong_answer_is_asked_for_again(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    answers = "Yunshan\nyunshan-gsl\nB c\n2024-b\n \n通报\ngestern\n2024-04-19\n"
    result = run(site, "new", "notice", answers=answers)
    assert result.exit_code == 0
    assert result.output.count("Title:") == 2
    assert (site / notice_path("2024-b")).exists()


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["serve"], ["new"], ["new", "notice"]])
def test_every_command_is_explained_by_h_as_by_help(tmp_path: Path, command: list[str]) -> None:
    short, long = (run(tmp_path, *command, sign) for sign in ("-h", "--help"))
    assert short.exit_code == 0 or command[:1] == ["new"]
    assert short.output == long.output


def test_a_notice_begun_and_left_as_it_is_is_not_published(tmp_path: Path) -> None:
    for language in ("zh", "en"):
        site = make_site(tmp_path / language)
        CliRunner().invoke(commands(language), ["--project", str(site), *NOTICE, *PUBLISHED])
        path = site / notice_path("2024-a")
        assert not findings(site).errors
        path.write_text(
            "".join(line for line in path.read_text("utf-8").splitlines(True) if "草稿" not in line), "utf-8"
        )
        found = [item.values["value"] for item in findings(site).errors if item.code == "placeholder-left"]
        assert found[1:] == ["一、", "（一）", "1.", "一是"]


def test_two_sites_are_not_built_into_one_folder_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path / "site", {notice_path(): notice()})
    connect = sqlite3.connect

    def impatient(path: Path, **options: object) -> sqlite3.Connection:
        return connect(path, timeout=0, isolation_level=None)

    monkeypatch.setattr(exclusive.sqlite3, "connect", impatient)
    other = connect(tmp_path / ".shared.lock", isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(BuildFailed) as failed:
        build(site, Options(as_of="2025-01-01", public=tmp_path / "shared", workers=1))
    assert [found.code for found in failed.value.diagnostics] == ["build-running"]
    assert not (tmp_path / "shared").exists()
    other.close()
