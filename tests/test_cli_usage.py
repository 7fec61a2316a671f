"""What the command line says of its own use: the words of an editor, in one language, with the way out."""

import gettext
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai import VERSION, cli
from gongkai.cli import commands
from gongkai.cli_help import with_its_signs
from gongkai.cli_site import project_named
from gongkai.language import LOCALE_PATH
from tests.sites import ORGANIZATION, make_site, notice, notice_path, write

Run = Callable[..., Result]
EVERY = [[], *([name] for name in ("build", "check", "export", "help", "import", "new", "schema", "serve"))]
EVERY += [["new", "notice"], ["new", "organization"]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of a site in Chinese, with click's own words as `main` sets them."""
    monkeypatch.setenv("LANGUAGE", "zh")
    monkeypatch.setattr(gettext, "_localedirs", {"messages": str(LOCALE_PATH)})
    site = make_site(tmp_path / "site", {notice_path(): notice("## 一、甲\n\n### 乙\n状态：已完成\n\n1. 丙。\n")})
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: object, answers: str = "") -> Result:
        line = ["--project", str(site), *map(str, arguments)]
        return CliRunner().invoke(commands("zh"), line, input=answers, prog_name="python build.py")

    return run_command


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_help_in_chinese_has_no_programmers_words(run: Run, command: list[str]) -> None:
    help_text = run(*command, "--help").output
    assert help_text.startswith("用法：")
    assert not re.search(r"\b[A-Z]+\b|\.\.\.", help_text.replace("VS Code", ""))
    assert not re.search(r"[\u4e00-\u9fff]:", help_text)


def test_a_paragraph_of_help_breaks_no_name(run: Run) -> None:
    for columns in range(40, 90):
        result = CliRunner().invoke(commands("zh"), ["export", "--help"], terminal_width=columns)
        assert "luoyang-gsl/2024-inspection" in result.output
        assert not re.search(r"^ *[，。；：、）]", result.output, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve", "--port", "99999"], "请写0到65535之间的数。"),
        (["serve", "--port", "-1"], "请写0到65535之间的数。"),
        (["serve", "--as-of", "2024-02-30"], "没有2024-02-30这个日期。"),
        (["build", "--as-of", "2024-02-30"], "没有2024-02-30这个日期。"),
        (["build", "--as-of", "2024-02"], "“2024-02”不是一天，请写成2024-04-19的样子。"),
        (["build", "--as-of", "2024年4月"], "请写成2024-04-19的样子。"),
        (["import"], "错误：缺少参数“文件…”。"),
        (["import", "."], "“.”是文件夹，请写里面的文件，如*.docx。"),
        (["check", "--yes"], "--yes要与--fix合用。"),
        (["buid"], "没有“buid”这个命令。您要写的是不是“build”？"),
        (["help", "nwe"], "没有“nwe”这个命令。"),
        (["export", "x", "--format", "pdf"], "可以选：“docx”、“xlsx”。"),
    ],
)
def test_wrong_usage_is_told_with_the_way_out(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert "'" not in result.output


@pytest.mark.parametrize(
    ("options", "file", "beginning"),
    [
        (["--output", "x.xlsx"], "x.xlsx", b"xl/"),
        (["--output", "x.docx"], "x.docx", b"word/"),
        (["--format", "xlsx", "--output", "X.XLSX"], "X.XLSX", b"xl/"),
        ([], f"{ORGANIZATION}-2024-inspection.docx", b"word/"),
        (["--format", "xlsx"], f"{ORGANIZATION}-2024-inspection.xlsx", b"xl/"),
    ],
)
def test_the_ending_of_an_export_is_its_format(run: Run, options: list[str], file: str, beginning: bytes) -> None:
    assert run("export", f"{ORGANIZATION}/2024-inspection", *options).exit_code == 0
    assert beginning in Path(file).read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "docx", "--output", "x.xlsx"], "写成.docx。"),
        (["--output", "x.doc"], "写成.docx 或 .xlsx。"),
        (["--output", "missing/x.docx"], "没有missing这个文件夹，请先建好。"),
    ],
)
def test_an_export_whose_options_disagree_writes_nothing(run: Run, options: list[str], said: str) -> None:
    before = sorted(Path().iterdir())
    result = run("export", f"{ORGANIZATION}/2024-inspection", *options)
    assert result.exit_code == 2
    assert said in result.output
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize(
    ("answers", "written"),
    [
        ("yunshan-gls\n\n", ORGANIZATION),  # a slip, put right by Enter
        ("yunshan-gls\nn\ny\n", "yunshan-gls"),
        ("wholly-other\ny\n", "wholly-other"),
        (f"wholly-other\nn\n{ORGANIZATION}\n", ORGANIZATION),
        (f"{ORGANIZATION}\n", ORGANIZATION),
    ],
)
def test_an_organization_is_asked_for_with_those_that_are_there(run: Run, answers: str, written: str) -> None:
    rest = ["--name", "2025-a", "--title", "通报", "--published", "2025-04-19"]
    result = run("new", "notice", *rest, answers=answers)
    assert result.exit_code == 0, result.output
    assert f"已有的机构：{ORGANIZATION}\n" in result.output
    assert Path("site", notice_path("2025-a", written)).is_file()


def test_errors_are_printed_below_warnings_and_for_machines_by_place(run: Run) -> None:
    write(Path("site"), notice_path("2024-a"), notice(发布日期="2024-02-30"))
    write(Path("site"), notice_path("2024-b"), notice("电话13812345678。\n", 标题="关于巡察整改情况的通报"))
    write(Path("site"), notice_path("2024-c"), notice(类型="整改公告"))
    write(Path("site"), notice_path("2024-d"), notice("电话13812345678。\n", 标题="关于审计整改情况的通报"))
    codes = r"(date-impossible|choice-unknown|mobile-number)"
    text = run("check").output
    assert re.findall(rf"\[{codes}\]", text) == ["mobile-number", "mobile-number", "date-impossible", "choice-unknown"]
    assert text.splitlines()[-1].startswith("2个错误 · 2个警告")
    by_place = ["date-impossible", "mobile-number", "choice-unknown", "mobile-number"]
    assert re.findall(rf'"code": "{codes}"', run("check", "--format", "json").output) == by_place
    assert re.findall(rf"title={codes}", run("check", "--format", "github").output) == by_place


def test_the_version_and_the_help_of_a_command_can_be_asked_for(run: Run) -> None:
    assert run("--version").output == f"gongkai {VERSION}\n"
    assert run("help").output == run("--help").output
    assert run("help", "new", "notice").output == run("new", "notice", "--help").output


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        (["build"], "."),
        (["--project", "a", "build"], "a"),
        (["--project=a", "build", "--project", "b"], "a"),
        (["--unknown", "--project", "a"], "a"),
        (["build", "--project", "a"], "."),
        (["--project"], "."),
        (["--help"], "."),
    ],
)
def test_the_folder_of_the_site_is_read_as_the_commands_read_it(arguments: list[str], folder: str) -> None:
    assert project_named(arguments) == Path(folder)


def test_english_complaints_keep_their_signs() -> None:
    assert with_its_signs("No such command 'x'.") == "No such command 'x'."
    assert with_its_signs("缺少参数 '文件…'.") == "缺少参数“文件…”。"


def test_a_message_names_a_field_in_its_own_language(run: Run) -> None:
    write(Path("site"), notice_path("2024-a"), notice(类型="整改公告"))
    assert "“类型”不能是“整改公告”。" in run("check").output
    english = CliRunner().invoke(commands("en"), ["--project", "site", "check"]).output
    assert "“kind”" in english


def test_main_reads_the_language_of_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.setenv("LANGUAGE", "zh")
    monkeypatch.delenv("GONGKAI_LANGUAGE", raising=False)
    site = make_site(tmp_path, {"site.toml": 'title = "a"\naddress = "https://example.org"\nlanguage = "en"\n'})
    with pytest.raises(SystemExit):
        cli.main(["--project", str(site), "check", "--yes"])
    assert "--yes goes with --fix." in capsys.readouterr().err
