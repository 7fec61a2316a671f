"""The Chinese catalogue is complete, compiled, and faithful; the command line speaks it, click's own words included."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from gongkai.text import display_width
from scripts import messages
from tests.sites import ROOT, make_site

CATALOGUES = sorted(messages.FOLDER.glob("*.po"))


def catalogue(name: str) -> Catalog:
    """Return the Chinese catalogue of a domain."""
    with (messages.FOLDER / f"{name}.po").open("rb") as file:
        return read_po(file, locale="zh")


def strings(message: Message) -> tuple[str, ...]:
    """Return the Chinese of a message, in all its plural forms (there is one)."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_every_string_of_code_and_templates_has_a_translation_and_no_other() -> None:
    assert messages.untranslated(messages.update(messages.FOLDER / "gongkai.po")) == []
    wanted = {str(message.id) for message in messages.extract() if message.id}
    assert {str(message.id) for message in catalogue("gongkai") if message.id} == wanted


def test_every_word_of_click_has_a_translation() -> None:
    folder = Path(click.__file__).parent
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    found = {str(message) for _, _, message, _, _ in extract_from_dir(folder, [("**.py", "python")], keywords=keywords)}
    translated = {str(message.id) for message in catalogue("messages") if message.id and all(strings(message))}
    assert found <= translated


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_compiled_catalogue_is_that_of_its_source(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == messages.compiled(path), "run python -m scripts.messages"


@pytest.mark.parametrize("name", [path.stem for path in CATALOGUES])
def test_translations_name_the_values_of_their_sources_and_no_others(name: str) -> None:
    for message in catalogue(name):
        if not message.id:
            continue
        source = message.id if isinstance(message.id, str) else " ".join(message.id)
        values = set(re.findall(r"\{(\w+)[^}]*\}|%\((\w+)\)", source))
        for translation in strings(message):
            used = set(re.findall(r"\{(\w+)[^}]*\}|%\((\w+)\)", translation))
            assert used <= values, source
            assert name == "messages" or used == values, source


def run(folder: Path, *arguments: str) -> str:
    """Return what the command line prints, in the language of the site."""
    environment = {**os.environ, "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
    command = [sys.executable, ROOT / "build.py", *arguments]
    done = subprocess.run(command, capture_output=True, cwd=folder, env=environment, check=False)
    return (done.stdout + done.stderr).decode()


# What may stand in Chinese help in Latin letters: what is typed, and names.
_TYPED = re.compile(
    r"python build\.py(?: \w+)*|--[\w-]+|“[^”]*”|'[^']*'|public/|site\.toml|\.vscode/|luoyang-gsl"
    r"|(?<![A-Za-z])(?:json|github|text|rectification|work|news|extra|docx|xlsx)(?![A-Za-z])"
    r"|^  (?:build|check|serve|new|import|export|schema|help|notice|organization)(?=  )",
    re.MULTILINE,
)


@pytest.mark.parametrize(
    "arguments",
    [
        "--help",
        "build --help",
        "check --help",
        "serve --help",
        "new --help",
        "new notice --help",
        "new organization --help",
        "schema --help",
        "export --help",
        "build --nonsense",
        "build --as-of gestern",
        "build --format xml",
        "build --output",
        "check extra",
        "serve --port x",
        "new organization",
        "bilud",
    ],
)
def test_the_command_line_is_chinese_to_the_last_word(tmp_path: Path, arguments: str) -> None:
    printed = run(make_site(tmp_path), *arguments.split())
    assert printed
    assert re.findall(r"[A-Za-z]{2,}", _TYPED.sub("", printed)) == []


def test_columns_of_help_are_straight_though_han_characters_are_wide(tmp_path: Path) -> None:
    lines = run(make_site(tmp_path), "build", "--help").split("\n")
    options = [re.match(r"  --\S+(?: \S+| / \S+)? {2,}", line) for line in lines if line.startswith("  --")]
    assert len({display_width(option[0]) for option in options if option}) == 1
    assert all(options)


def test_an_english_site_is_spoken_to_in_english(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"site.toml": 'title = "x"\naddress = "https://a.example"\nlanguage = "en"\n'})
    assert "Usage: python build.py" in run(site, "--help")
    assert not re.search("[\u4e00-\u9fff]", run(site, "bilud"))
