"""The sample content: a page for each source and organization, every figure carried over, no sentence copied.

The sources are not part of the project; where they are not beside it, the tests that read them are skipped.
"""

import re

import pytest

from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.sites import ROOT, link_sample

SEEDS = ROOT.parent / "shared" / "seeds"
NOTICES = {
    "zhejiang-2024-inspection-rectification": "zhejiang-gsl/2024-provincial-inspection",
    "luoyang-2024-inspection-rectification": "luoyang-gsl/2024-municipal-inspection",
    "jiaxing-2017-half-year-report": "jiaxing-gsl/2017-half-year-report",
    "huzhou-2022-newspaper-page": "huzhou-gsl/2022-annual-work",
    "zhoushan-2023-newspaper-page": "shengsi-gsl/2023-annual-plan",
}
# Numbers that are no figures: those of headings, and of a page.
NO_FIGURES = {"luoyang-2024-inspection-rectification": {"1", "2", "3"}, "jiaxing-2017-half-year-report": {"3"}}
# What stands on a page between these words is ours: above them the title of the source is named, below them too.
TEXT, AFTER_TEXT = "不是正式文本，以原文为准。", "联系方式与意见反映"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the sources are not beside the project")


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    """The words of each page of the sample site, without spaces, by the id of its notice."""
    site = link_sample(tmp_path_factory.mktemp("sample"))
    public = build(site, Options(as_of="2026-11-21", workers=1)).public
    return {name: words((public / "notices" / name / "index.html").read_text("utf-8")) for name in NOTICES.values()}


def words(html: str) -> str:
    """Return the words of a page without tags and spaces."""
    return re.sub(r"\s", "", re.sub(r"<[^>]+>", "", html))


def source(name: str) -> str:
    """Return a source without the spaces and line breaks of its layout."""
    return re.sub(r"\s", "", (SEEDS / f"{name}.txt").read_text("utf-8")).replace("**", "")


@needs_seeds
@pytest.mark.parametrize("name", NOTICES)
def test_every_figure_of_a_source_stands_on_its_page(pages, name):
    numbers = set(re.findall(r"\d+(?:\.\d+)?", source(name))) - NO_FIGURES.get(name, set())
    shown = set(re.findall(r"\d+(?:\.\d+)?", pages[NOTICES[name]]))
    assert sorted(numbers - shown) == []


@needs_seeds
@pytest.mark.parametrize("name", NOTICES)
def test_no_sentence_of_a_source_is_copied(pages, name):
    """No twenty characters in a row but of titles, names and addresses, which are what they are."""
    plain = re.compile(r"[^\u4e00-\u9fff]+")
    runs = [run for run in plain.split(re.sub(r"《[^》]*》|“[^”]*”", "|", source(name))) if len(run) >= 20]
    copied = {run[start : start + 20] for run in runs for start in range(len(run) - 19)}
    text = pages[NOTICES[name]].partition(TEXT)[2].partition(AFTER_TEXT)[0]
    assert text
    assert [piece for piece in copied if piece in text] == []


def test_the_rectification_notices_hold_what_their_sources_count(pages):
    zhejiang, luoyang = pages["zhejiang-gsl/2024-provincial-inspection"], pages["luoyang-gsl/2024-municipal-inspection"]
    for figure in ("8个方面24个问题", "129项", "4人", "48项", "0571-87051527", "zjfic@zjfic.org.cn", "310000"):
        assert figure in zhejiang
    assert "通报没有给问题编号。问题的编号1至24，以及把每个小标题当作一个问题，都是本文的划分" in zhejiang
    for figure in ("17个", "2项", "6.94万元", "会产管理不到位", "持续推进", "2024年1月31日"):
        assert figure in luoyang
