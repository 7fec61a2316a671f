"""No published address or anchor dies unnoticed: what was published is registered in a file that goes with the content."""

import os
import shutil
from pathlib import Path

import pytest

from gongkai.diagnostics import BuildFailed
from gongkai.outcome import Options, Report
from gongkai.pipeline import build
from gongkai.register import FILE, is_kept
from gongkai.seal import unchanged
from tests.parsed_page import ParsedPage
from tests.sites import ORGANIZATION, make_site, notice, notice_path, write

AS_OF = "2024-12-31"
SETTINGS = (
    'title = "云山整改公开"\naddress = "https://gongkai.example.gov.cn"\nlanguage = "zh"\n'
    + 'checks_off = ["open-problem-bare"]\n'
)
NOTICE = f"/notices/{ORGANIZATION}/2024-inspection/"
PROBLEM = "## 一、商会方面\n\n### 会产管理不到位\n状态：持续推进\n编号：{}\n"


def site_with(folder: Path, files: dict[str, str]) -> Path:
    return make_site(folder, {"site.toml": SETTINGS, **files})


def run(site: Path, **options: object) -> Report:
    return build(site, Options(**({"as_of": AS_OF, "workers": 1} | options)))  # type: ignore[arg-type]


def registered(site: Path) -> list[str]:
    return [line for line in (site / FILE).read_text("utf-8").splitlines() if not line.startswith("#")]


def codes(site: Path, **options: object) -> list[str]:
    """Return the codes of the errors that a build finds, and make sure that it changed nothing that is public."""
    before = {path: path.read_bytes() for path in (site / "public").rglob("*") if path.is_file()}
    line = (site / FILE).read_bytes()
    with pytest.raises(BuildFailed) as failed:
        run(site, **options)
    assert {path: path.read_bytes() for path in (site / "public").rglob("*") if path.is_file()} == before
    assert (site / FILE).read_bytes() == line
    return [found.code for found in failed.value.diagnostics]


def test_a_build_registers_each_lasting_address_with_its_anchors_in_order(tmp_path):
    files = {
        notice_path(): notice(PROBLEM.format(22), 旧网址="[/old/1.html]"),
        notice_path("2024-draft"): notice(草稿="true", 旧网址="[/old/draft.html]"),
        notice_path("2025-later"): notice(发布日期="2025-01-01"),
        "content/pages/about.md": "---\n标题: 关于\n---\n\n说明。\n",
    }
    site = site_with(tmp_path, files)
    run(site)
    assert registered(site) == [
        "/about/",
        f"{NOTICE} problem-22 一-商会方面",
        "/old/1.html",
        f"/organizations/{ORGANIZATION}/",
    ]


def test_a_deleted_notice_is_an_error_even_in_a_fresh_clone(tmp_path):
    site = site_with(tmp_path / "a", {notice_path(): notice()})
    run(site)
    clone = tmp_path / "clone"
    shutil.copytree(site, clone, ignore=shutil.ignore_patterns("public", ".gongkai"))
    for folder in (site, clone):
        (folder / notice_path()).unlink()
        assert codes(folder) == ["address-lost"]


@pytest.mark.parametrize("fields", [{"草稿": "true"}, {"旧网址": "[]"}], ids=["a draft again", "former address gone"])
def test_an_address_that_an_edit_takes_away_is_an_error(tmp_path, fields):
    site = site_with(tmp_path, {notice_path(): notice(旧网址="[/old/1.html]")})
    run(site)
    write(site, notice_path(), notice(**fields))
    assert set(codes(site)) == {"address-lost"}


def test_a_tombstone_or_a_redirect_is_the_way_out(tmp_path):
    site = site_with(tmp_path, {notice_path(): notice(PROBLEM.format(1)), notice_path("2024-b"): notice()})
    run(site)
    write(site, notice_path(), notice(PROBLEM.format(1), 撤下="{日期: 2024-06-01, 原因: 有误}"))
    (site / notice_path("2024-b")).unlink()
    write(site, notice_path("2024-c"), notice(旧网址=f"[/notices/{ORGANIZATION}/2024-b/]"))
    run(site)
    assert f"{NOTICE} problem-1 一-商会方面" in registered(site)
    assert f"/notices/{ORGANIZATION}/2024-b/" in registered(site)


@pytest.mark.parametrize(
    ("old", "new", "content", "former", "now"),
    [
        (
            "organizations/haixia-gsl.yaml",
            "organizations/haixia.yaml",
            "名称: 海下县工商业联合会\n旧网址: /organizations/haixia-gsl/\n",
            "/organizations/haixia-gsl/",
            "/organizations/haixia/",
        ),
        ("pages/about.md", "pages/info.md", "---\n标题: 关于\n旧网址: /about/\n---\n\n说明。\n", "/about/", "/info/"),
    ],
    ids=["an organization", "a page"],
)
def test_a_renamed_file_leads_on_from_its_former_address(tmp_path, old, new, content, former, now):
    without = "\n".join(line for line in content.splitlines() if not line.startswith("旧网址")) + "\n"
    site = site_with(tmp_path, {notice_path(): notice(), f"content/{old}": without})
    run(site)
    (site / "content" / old).unlink()
    write(site, f"content/{new}", without)
    assert codes(site) == ["address-lost"]
    write(site, f"content/{new}", content)
    run(site)
    assert {former, now} <= set(registered(site))
    assert f'href="{now}"' in (site / "public" / former[1:] / "index.html").read_text("utf-8")
    assert f"{former} {now} 301\n" in (site / "public/_redirects").read_text("utf-8")


def test_a_lost_anchor_is_an_error_until_it_is_said_where_it_leads(tmp_path):
    site = site_with(tmp_path, {notice_path(): notice(PROBLEM.format(22))})
    run(site)
    changed = PROBLEM.format(5).replace("商会方面", "会产方面")
    write(site, notice_path(), notice(changed))
    assert codes(site) == ["anchor-lost", "anchor-lost"]
    former = "[{名称: problem-22, 现在: problem-5}, {名称: 一-商会方面, 现在: 一-会产方面}]"
    write(site, notice_path(), notice(changed, 旧位置=former))
    run(site)
    page = ParsedPage((site / "public" / NOTICE[1:] / "index.html").read_text("utf-8"))
    assert {"problem-22", "problem-5", "一-商会方面", "一-会产方面"} <= set(page.ids)
    assert registered(site)[0] == f"{NOTICE} problem-22 problem-5 一-会产方面 一-商会方面"


def test_links_to_a_former_place_are_good(tmp_path):
    linked = notice(f"见[会产]({NOTICE}#problem-22)。\n")
    moved = notice(PROBLEM.format(5), 旧位置="{名称: problem-22, 现在: problem-5}")
    assert not run(site_with(tmp_path, {notice_path(): moved, notice_path("2024-b"): linked})).diagnostics.errors


def test_check_previews_and_drafts_register_nothing(tmp_path):
    site = site_with(tmp_path, {notice_path(): notice(), notice_path("2024-draft"): notice(草稿="true")})
    run(site, publish=False)
    run(site, drafts=True)
    run(site, preview=True, public=tmp_path / "preview")
    assert not (site / FILE).exists()


def test_a_look_at_an_earlier_day_finds_nothing_lost_and_forgets_nothing(tmp_path):
    site = site_with(tmp_path, {notice_path(): notice()})
    run(site)
    before = (site / FILE).read_bytes()
    run(site, as_of="2024-01-01")
    assert (site / FILE).read_bytes() == before


def test_a_merge_keeps_what_both_sides_published(tmp_path):
    site = site_with(
        tmp_path,
        {notice_path(): notice(PROBLEM.format(2)), notice_path("2024-b"): notice(标题="关于审计整改进展情况的通报")},
    )
    run(site)
    ours = registered(site)
    conflict = f"<<<<<<< HEAD\n{NOTICE} problem-2\n=======\n{NOTICE} 一-商会方面\r\n>>>>>>> theirs\n"
    write(site, FILE, conflict)
    run(site)
    assert registered(site) == ours
    write(site, FILE, conflict.replace("problem-2", "problem-1"))
    assert codes(site) == ["anchor-lost"]


def test_a_build_without_changes_notices_a_changed_register_and_else_leaves_it(tmp_path):
    site = site_with(tmp_path, {notice_path(): notice()})
    options = Options(as_of=AS_OF, workers=1)
    path = site / notice_path()
    os.utime(path, (1e9, 1e9))
    os.utime(site / f"content/organizations/{ORGANIZATION}.yaml", (1e9, 1e9))
    run(site)
    stamp = (site / FILE).stat().st_mtime_ns
    assert unchanged(site, options)
    write(site, notice_path("2024-b"), notice())
    (site / notice_path("2024-b")).unlink()
    run(site)
    assert (site / FILE).stat().st_mtime_ns == stamp
    write(site, FILE, "/gone/\n")
    assert unchanged(site, options) is None
    assert codes(site) == ["address-lost"]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://gongkai.example.org", False),
        ("http://localhost:8000", False),
        ("http://127.0.0.1", False),
        ("https://site.test/a", False),
        ("https://www.example.gov.cn", True),
        ("https://notexample.org", True),
        ("http://10.1.2.3", True),
    ],
)
def test_only_a_site_of_its_own_address_is_registered(tmp_path, address, kept):
    assert is_kept(address) is kept
    site = site_with(tmp_path, {"site.toml": SETTINGS.replace("https://gongkai.example.gov.cn", address)})
    run(site)
    assert (site / FILE).exists() is kept
