"""Feeds and sitemap, read by parsers that are not ours and refuse what the standards do not allow."""

import re
import shutil
import subprocess
from pathlib import Path

import atoma
import pytest
from usp.tree import sitemap_from_str

from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.sites import ORGANIZATION, make_site, notice, notice_path, write

ROOT = "https://gongkai.example.org"
TWO = "## 甲\n状态：持续推进\n编号：1\n责任单位：办公室\n\n## 乙\n状态：持续推进\n编号：2\n\n## 丙\n状态：已完成\n编号：3\n"
# Ruby's parser of feeds validates Atom (RFC 4287) strictly: unknown, missing and doubled elements are errors.
_RUBY = 'require "rss"; ARGV.each { |name| RSS::Parser.parse(File.read(name, encoding: "UTF-8"), true, false) }'


@pytest.fixture(scope="module")
def public(every_page: Path) -> Path:
    """The public folder of the site with every kind of page."""
    return every_page


def feeds(public: Path) -> dict[str, atoma.atom.AtomFeed]:
    return {
        "/" + path.relative_to(public).as_posix(): atoma.parse_atom_file(str(path)) for path in public.rglob("feed.xml")
    }


def test_there_is_a_feed_of_the_site_of_each_organization_with_notices_and_of_each_status(public):
    statuses = ("done", "mostly-done", "in-progress", "behind", "not-done", "unstated")
    assert set(feeds(public)) == {
        "/feed.xml",
        *(f"/organizations/{name}/feed.xml" for name in (ORGANIZATION, "haixia-gsl")),
        *(f"/problems/{status}/feed.xml" for status in statuses),
    }


def test_every_feed_has_whole_dates_and_ids_that_are_unique_in_it(public):
    found = feeds(public)
    assert len({feed.id_ for feed in found.values()}) == len(found)
    for address, feed in found.items():
        ids = [entry.id_ for entry in feed.entries]
        assert ids
        assert len(ids) == len(set(ids))
        assert feed.updated == max(entry.updated for entry in feed.entries)
        assert all(entry.updated.tzinfo and entry.authors for entry in feed.entries)
        assert [link.href for link in feed.links if link.rel == "self"] == [ROOT + address]


@pytest.mark.skipif(not shutil.which("ruby"), reason="needs Ruby, whose standard library validates Atom")
def test_every_feed_is_valid_by_the_validator_of_ruby(public, tmp_path):
    found = [str(path) for path in public.rglob("feed.xml")]
    subprocess.run(["ruby", "-e", _RUBY, *found], check=True, capture_output=True)
    broken = tmp_path / "feed.xml"
    broken.write_text(re.sub("<updated>.*?</updated>", "", Path(found[0]).read_text("utf-8"), count=1), "utf-8")
    assert subprocess.run(["ruby", "-e", _RUBY, str(broken)], check=False, capture_output=True).returncode


def test_a_feed_of_a_status_holds_its_problems_and_no_others(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice(TWO)})
    public = build(site, Options(as_of="2025-01-01", workers=1)).public
    feed = feeds(public)["/problems/in-progress/feed.xml"]
    assert [entry.title.value for entry in feed.entries] == ["甲", "乙"]
    assert feed.entries[0].id_ == f"{ROOT}/notices/{ORGANIZATION}/2024-inspection/#problem-1"
    assert "办公室" in feed.entries[0].summary.value
    assert "/problems/behind/feed.xml" not in feeds(public)


def test_a_problem_that_is_done_moves_to_the_other_feed_under_the_same_id(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice(TWO)})
    public = build(site, Options(as_of="2025-01-01", workers=1)).public
    before = feeds(public)["/problems/in-progress/feed.xml"].entries[1].id_
    done = TWO.replace("## 乙\n状态：持续推进", "## 乙\n状态：已完成")
    write(site, notice_path(), notice(done, 更正记录="[{日期: 2024-06-01, 原因: 乙已完成}]"))
    build(site, Options(as_of="2025-01-01", workers=1))
    moved = {entry.id_: entry for entry in feeds(public)["/problems/done/feed.xml"].entries}
    assert before in moved
    assert moved[before].updated.isoformat() == "2024-06-01T00:00:00+08:00"
    assert before not in {entry.id_ for entry in feeds(public)["/problems/in-progress/feed.xml"].entries}


def test_a_feed_of_problems_takes_whole_notices_until_it_is_full(tmp_path):
    settings = f'title = "站"\naddress = "{ROOT}"\nfeed_entries = 3\n'
    files = {notice_path(f"n{day}"): notice(TWO, 发布日期=f"2024-01-0{day}") for day in (1, 2, 3)}
    site = make_site(tmp_path, {"site.toml": settings, **files})
    public = build(site, Options(as_of="2025-01-01", workers=1)).public
    ids = [entry.id_ for entry in feeds(public)["/problems/in-progress/feed.xml"].entries]
    assert [re.search("n.", name.rpartition("/notices/")[2].partition("/")[2])[0] for name in ids] == [
        "n3",
        "n3",
        "n2",
        "n2",
    ]


def test_a_list_of_a_status_links_its_feed_in_the_head_and_where_it_is_seen(public):
    page = (public / "problems/in-progress/index.html").read_text("utf-8")
    assert re.search(
        r'<link rel="alternate" type="application/atom\+xml"[^>]* href="/problems/in-progress/feed.xml">', page
    )
    assert re.search(r'<a href="/problems/in-progress/feed.xml">', page)


def test_the_sitemap_lists_every_page_once_for_another_parser(public):
    index = sitemap_from_str((public / "sitemap.xml").read_text("utf-8"))
    assert type(index).__name__ == "IndexXMLSitemap"
    parts = list(public.glob("sitemap-*.xml"))
    listed = [page.url for path in parts for page in sitemap_from_str(path.read_text("utf-8")).all_pages()]
    assert len(listed) == len(set(listed))
    there = {
        ROOT + "/" + path.relative_to(public).as_posix().removesuffix("index.html")
        for path in public.rglob("index.html")
        if 'http-equiv="refresh"' not in path.read_text("utf-8")
    }
    gone = f"{ROOT}/notices/{ORGANIZATION}/2024-withdrawn/"
    assert {address for address in there if "/page/" not in address} - set(listed) == {gone}
    assert set(listed) <= there
