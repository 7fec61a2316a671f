"""From a Word file to a page, as docs/walk.md tells it: each command is run, each output is compared.

`python -m tests.test_walk` writes the outputs of today into the chapter.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.make_documents import KINDS, paragraphs
from gongkai.cli import commands
from tests.sites import ROOT, make_site, write

CHAPTER = ROOT / "docs" / "walk.md"
NOTICE = ROOT / "tests" / "walk" / "notice.txt"
LUOYANG = ROOT.parent / "shared" / "seeds" / "luoyang-2024-inspection-rectification.txt"
_BLOCK = re.compile(r"^```(sh|text|diff)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What differs from run to run, or with what the site makes besides.
_VARYING = ((re.compile(r"用时[\d.]+秒"), "用时1.0秒"), (re.compile(r"写入\d+个文件"), "写入80个文件"))


def begin(folder: Path, source: Path) -> Path:
    """Make a site without content, beside it the notice as a Word file whose numbers Word counts."""
    site = make_site(folder, {"content/organizations/yunshan-gsl.yaml": None})
    document = KINDS["counted.docx"](paragraphs(source.read_text("utf-8")))
    write(site, "整改通报.docx", document)
    return site


def run(site: Path, line: str) -> str:
    """Run a command of the chapter and return what it printed."""
    arguments = line.removeprefix("python build.py ").split()
    arguments = [str(site / one) if one.endswith(".docx") else one for one in arguments]
    result = CliRunner().invoke(commands("zh"), ["--project", str(site), *arguments], env={"GONGKAI_LANGUAGE": "zh"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    output = result.output.replace(f"{site}/", "").replace(f"{site.resolve()}/", "")
    for pattern, shown in _VARYING:
        output = pattern.sub(shown, output)
    return output.strip() + "\n"


def change(site: Path, path: str, difference: str) -> None:
    """Apply lines to be taken away and lines to be put in their place."""
    text = (site / path).read_text("utf-8")
    for hunk in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)*)", difference, re.MULTILINE):
        old, new = ("".join(line[1:] + "\n" for line in lines.splitlines()) for lines in hunk)
        assert old in text
        text = text.replace(old, new)
    write(site, path, text)


def walk(site: Path) -> Iterator[tuple[str, str]]:
    """Walk through the chapter; yield each output as it is and as the chapter has it."""
    printed = ""
    for kind, argument, content in _BLOCK.findall(CHAPTER.read_text("utf-8")):
        if kind == "sh" and not argument:
            printed = run(site, content.strip())
        elif kind == "diff":
            change(site, argument, content)
        elif kind == "text":
            yield printed, content


def test_the_chapter_from_word_to_page_is_true(tmp_path: Path) -> None:
    site = begin(tmp_path, NOTICE)
    for printed, written in walk(site):
        assert printed == written
    page = (site / "public" / "notices" / "yunshan-dag" / "2023-inspection" / "index.html").read_text("utf-8")
    assert "库房安全检查不经常" in page
    assert "持续推进" in page


@pytest.mark.skipif(not LUOYANG.is_file(), reason="the sources are not beside the project")
def test_luoyangs_notice_goes_from_word_to_a_page(tmp_path: Path) -> None:
    site = begin(tmp_path, LUOYANG)
    assert "11 个问题" in run(site, "python build.py import 整改通报.docx")
    draft = next(iter((site / "content" / "notices").rglob("*.md")))
    text = draft.read_text("utf-8").replace("草稿: 是\n", "发布日期: 2024-04-19\n")
    draft.write_text(text, "utf-8")
    assert "unverified" in run(site, "python build.py check --as-of 2024-04-20")
    # The editor has compared each with the source.
    text = re.sub(r"^待核对:\n(?:  - .*\n)+|^待核对：.*\n", "", text, flags=re.MULTILINE)
    draft.write_text(text, "utf-8")
    organization = next(iter((site / "content" / "organizations").glob("*.yaml")))
    organization.write_text(organization.read_text("utf-8").replace("草稿: 是\n", ""), "utf-8")
    assert "没有错误" in run(site, "python build.py check --as-of 2024-04-20")
    run(site, "python build.py build --as-of 2024-04-20")
    page = next(iter((site / "public" / "notices").glob("*/*/index.html"))).read_text("utf-8")
    assert "会产" in page
    assert "通报没有写联系方式" in page


def accept() -> None:
    """Write the outputs of today into the chapter."""
    text = CHAPTER.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        printed = iter([printed for printed, _ in walk(begin(Path(folder), NOTICE))])
        text = re.sub(r"(?<=^```text\n).*?(?=^```$)", lambda _: next(printed), text, flags=re.MULTILINE | re.DOTALL)
    CHAPTER.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(accept())
