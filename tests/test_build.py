"""What a build promises: nothing changes on errors, nothing held back leaks, incremental = clean, same input same bytes."""

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai import publish
from gongkai.cli import commands
from gongkai.cli_site import language_of
from gongkai.diagnostics import BuildFailed
from gongkai.outcome import Options, Report
from gongkai.pipeline import build
from gongkai.report import summary
from tests.sites import ORGANIZATION, ROOT, make_site, notice, notice_path, write

AS_OF = "2024-12-31"
PROBLEM = "## 一、聚焦发展方面\n\n### 会产管理不到位\n状态：持续推进\n编号：22\n\n**一是**沟通协调。\n\n1. 盘活资产。\n"


def run(site: Path, **options: object) -> Report:
    """Build with one process on a fixed day."""
    return build(site, Options(**({"as_of": AS_OF, "workers": 1} | options)))  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clean_build(site: Path, folder: Path, **options: object) -> dict[str, bytes]:
    """Return what a build of a copy without cache and output publishes."""
    copied = folder / f"{site.name}-clean"
    shutil.copytree(site, copied, ignore=shutil.ignore_patterns(".gongkai", "public"))
    run(copied, **options)
    published = tree(copied / "public")
    shutil.rmtree(copied)
    return published


def test_a_site_has_a_page_for_each_notice_and_organization(tmp_path):
    site = make_site(tmp_path, {notice_path("2024-a"): notice(PROBLEM), notice_path("2024-b"): notice()})
    report = run(site)
    published = tree(site / "public")
    assert report.added == [f"{ORGANIZATION}/2024-a", f"{ORGANIZATION}/2024-b"]
    for path in ("index.html", f"notices/{ORGANIZATION}/2024-a/index.html", f"organizations/{ORGANIZATION}/index.html"):
        assert b"<!doctype html>" in published[path].lower()
    assert 'id="problem-22"' in published[f"notices/{ORGANIZATION}/2024-a/index.html"].decode()


def test_a_build_with_errors_changes_nothing(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice(PROBLEM)})
    run(site)
    before = tree(site / "public")
    write(site, notice_path("2024-b"), notice(发布日期="2024-02-30"))
    with pytest.raises(BuildFailed) as failed:
        run(site)
    assert [found.code for found in failed.value.diagnostics] == ["date-impossible"]
    assert tree(site / "public") == before


def test_a_broken_template_changes_nothing_and_is_named_with_its_line(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice()})
    run(site)
    before = tree(site / "public")
    home = site / "templates" / "home.html"
    home.write_text(home.read_text() + "\n{% if %}\n")
    with pytest.raises(BuildFailed) as failed:
        run(site)
    (found,) = failed.value.diagnostics
    assert (found.code, found.place.file) == ("template-error", "templates/home.html")
    assert found.place.excerpt == "{% if %}"
    assert tree(site / "public") == before


@pytest.mark.parametrize(
    "held", [{"草稿": "true"}, {"发布日期": "2025-01-01"}, {"发布日期": "2025-02"}], ids=["draft", "day", "month"]
)
def test_what_is_held_back_appears_in_no_file(tmp_path, held):
    secret = "秘而不宣"
    content = notice(
        f"{secret}\n\n## {secret}\n\n### {secret}\n状态：已完成\n编号：1\n问题：{secret}\n",
        标题=secret,
        附件="[secret.txt]",
        旧网址="[/former-secret]",
        **held,
    )
    files = {notice_path("2024-secret"): content, "content/files/secret.txt": secret, notice_path("2024-a"): notice()}
    site = make_site(tmp_path, files)
    report = run(site)
    assert [held.id for held in report.held] == [f"{ORGANIZATION}/2024-secret"]
    for path, data in tree(site / "public").items():
        assert secret.encode() not in data, path
        assert b"2024-secret" not in data, path
        assert "secret" not in path
    run(site, drafts=True)
    assert any(secret.encode() in data for data in tree(site / "public").values())


def test_held_back_notices_are_published_when_their_day_comes(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice(发布日期="2025-01-01")})
    assert run(site).held
    assert not run(site, as_of="2025-01-01").held
    assert (site / "public/notices" / ORGANIZATION / "2024-inspection/index.html").exists()


def test_markdown_and_yaml_notices_give_the_same_bytes(tmp_path):
    (tmp_path / "a").mkdir()
    markdown = make_site(tmp_path / "a", {notice_path(): notice("开头。\n\n" + PROBLEM)})
    body = (
        "标题: 关于巡察整改进展情况的通报\n类型: 整改通报\n发布日期: 2024-04-19\n正文:\n  - 开头。\n  - 标题: 一、聚焦发展方面\n"
        "    部分:\n      - 标题: 会产管理不到位\n        编号: 22\n        状态: 持续推进\n"
        "        正文: 「一是」\n        措施: [盘活资产。]\n"
    ).replace("「一是」", "'**一是**沟通协调。'")
    (tmp_path / "b").mkdir()
    yaml = make_site(tmp_path / "b", {notice_path().replace(".md", ".yaml"): body})
    run(markdown)
    run(yaml)
    assert tree(markdown / "public") == tree(yaml / "public")


def test_builds_are_the_same_bytes_whatever_folder_time_zone_locale_and_hash_seed(tmp_path):
    published = []
    surroundings = (("one", "Asia/Shanghai", "C", "0"), ("两", "America/New_York", "zh_CN.UTF-8", "4711"))
    for folder, zone, locale, seed in surroundings:
        (tmp_path / folder).mkdir()
        sources = [ROOT / name for name in ("content", "templates", "assets", "site.toml")]
        subprocess.run(["cp", "-r", *sources, tmp_path / folder], check=True)
        environment = os.environ | {"TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}
        command = [sys.executable, ROOT / "build.py", "--project", tmp_path / folder, "build", "--as-of", "2026-11-21"]
        subprocess.run(command, env=environment, check=True, capture_output=True, cwd=tmp_path)
        published.append(tree(tmp_path / folder / "public"))
    assert published[0] == published[1]


def test_nothing_changed_writes_nothing(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice(PROBLEM)})
    run(site)
    assert run(site).files_written == 0


def test_one_changed_notice_rewrites_only_what_shows_it(tmp_path):
    notices = {notice_path(f"2024-{letter}"): notice(PROBLEM) for letter in "abc"}
    site = make_site(tmp_path, notices)
    run(site)
    other = site / "public/notices" / ORGANIZATION / "2024-b/index.html"
    stamp = other.stat().st_mtime_ns
    write(site, notice_path("2024-a"), notice(PROBLEM.replace("持续推进", "已完成")))
    report = run(site)
    assert report.changed == [f"{ORGANIZATION}/2024-a"]
    assert other.stat().st_mtime_ns == stamp


def test_a_removed_notice_leaves_no_page(tmp_path):
    site = make_site(tmp_path, {notice_path("2024-a"): notice(), notice_path("2024-b"): notice()})
    run(site)
    (site / notice_path("2024-b")).unlink()
    report = run(site)
    assert report.removed == [f"{ORGANIZATION}/2024-b"]
    assert not (site / "public/notices" / ORGANIZATION / "2024-b").exists()


def test_what_is_new_is_what_changed_on_the_site_whatever_checks_and_failures_lay_between(tmp_path):
    of = ORGANIZATION
    names = ("a", "b", "c", "d")
    site = make_site(tmp_path, {notice_path(f"2024-{name}"): notice(PROBLEM) for name in names})
    run(site, publish=False)
    assert run(site).added == [f"{of}/2024-{name}" for name in names]
    write(site, notice_path("2024-a"), notice(PROBLEM.replace("持续推进", "已完成")))
    write(site, notice_path("2024-b"), notice(PROBLEM, 撤下="{日期: 2024-06-01, 原因: 内容有误}"))
    (site / notice_path("2024-c")).unlink()
    write(site, notice_path("2024-e"), notice(发布日期="2024-02-30"))
    run_failing(site)
    write(site, notice_path("2024-e"), notice())
    run(site, publish=False)
    report = run(site)
    told = (report.added, report.changed, report.withdrawn, report.removed)
    assert told == ([f"{of}/2024-e"], [f"{of}/2024-a"], [f"{of}/2024-b"], [f"{of}/2024-c"])
    for words in (f"新增：{of}/2024-e", f"有改动：{of}/2024-a", f"已撤下：{of}/2024-b", f"已移除：{of}/2024-c"):
        assert words in summary(report, "zh")
    write(site, notice_path("2024-d"), notice(PROBLEM))  # the same words, saved once more
    report = run(site)
    assert (report.added, report.changed, report.withdrawn, report.removed) == ([], [], [], [])


def test_what_is_new_is_told_of_each_folder_that_is_published_to(tmp_path):
    site = make_site(tmp_path / "site", {notice_path("2024-a"): notice()})
    run(site)
    write(site, notice_path("2024-b"), notice())
    assert run(site, public=tmp_path / "trial").added == [f"{ORGANIZATION}/2024-a", f"{ORGANIZATION}/2024-b"]
    run(site, publish=False)
    assert run(site).added == [f"{ORGANIZATION}/2024-b"]


def test_a_check_does_not_forget_which_folder_was_published_to(tmp_path):
    site = make_site(tmp_path / "site", {notice_path("2024-a"): notice(), notice_path("2024-b"): notice()})
    trial = tmp_path / "trial"
    run(site, public=trial)
    run(site, publish=False)
    (site / notice_path("2024-b")).unlink()
    report = run(site, public=trial)
    assert report.removed == [f"{ORGANIZATION}/2024-b"]
    assert tree(trial) == clean_build(site, tmp_path)


def run_failing(site: Path) -> None:
    """Build content that has errors."""
    with pytest.raises(BuildFailed):
        run(site)


def test_a_withdrawn_notice_leaves_a_tombstone_and_is_in_no_list(tmp_path):
    withdrawn = notice("已撤下的正文", 撤下="{日期: 2024-06-01, 原因: 内容有误}")
    site = make_site(tmp_path, {notice_path("2024-a"): withdrawn, notice_path("2024-b"): notice()})
    run(site)
    published = tree(site / "public")
    page = published.pop(f"notices/{ORGANIZATION}/2024-a/index.html").decode()
    assert "内容有误" in page
    assert "已撤下的正文" not in page
    # Those who keep a copy are told: in the changes, and in the file of the notice.
    told = {"data/changes-2024.json", f"data/notices/{ORGANIZATION}/2024-a.json"}
    assert {path for path, data in published.items() if b"2024-a" in data} == told
    assert not [path for path, data in published.items() if "已撤下的正文".encode() in data]


def test_a_former_address_leads_to_the_notice(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice(旧网址="[/old/1.html, /art/2024]")})
    run(site)
    published = tree(site / "public")
    target = f"/notices/{ORGANIZATION}/2024-inspection/"
    assert f'href="{target}"' in published["old/1.html"].decode()
    assert f"/old/1.html {target} 301" in published["_redirects"].decode()


def test_public_files_that_were_altered_or_lost_are_restored(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice(PROBLEM)})
    run(site)
    before = tree(site / "public")
    (site / "public/index.html").write_text("altered")
    (site / "public/feed.xml").unlink()
    run(site)
    assert tree(site / "public") == before


def test_a_folder_that_gongkai_did_not_write_is_left_alone(tmp_path):
    site = make_site(tmp_path, {"public/mine.txt": "mine"})
    with pytest.raises(BuildFailed) as failed:
        run(site)
    assert [found.code for found in failed.value.diagnostics] == ["output-not-ours"]
    assert tree(site / "public") == {"mine.txt": b"mine"}


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_cache_costs_time_and_nothing_else(tmp_path: Path, damage: bytes | None) -> None:
    site = make_site(tmp_path, {notice_path(): notice("## 制度不健全\n状态：持续推进\n\n一是整改。\n")})
    run(site)
    before = tree(site / "public")
    database = site / ".gongkai/build/notices.db"
    database.write_bytes(database.read_bytes()[:50_000] if damage is None else damage)
    path = site / notice_path()
    path.write_text(path.read_text("utf-8") + "\n另有一句。\n", "utf-8")
    build(site, Options(as_of="2024-12-31", publish=False))
    path.write_text(path.read_text("utf-8").replace("\n另有一句。\n", ""), "utf-8")
    run(site)
    assert tree(site / "public") == before


@pytest.mark.parametrize("output", [".", "content/files/x", "templates", ".."])
def test_a_site_is_not_published_into_its_own_sources(tmp_path, output):
    (tmp_path / "site").mkdir()
    site = make_site(tmp_path / "site", {notice_path(): notice(), "mine.txt": "mine"})
    run(site)
    before = tree(tmp_path)
    with pytest.raises(BuildFailed) as failed:
        run(site, public=site / output)
    assert [found.code for found in failed.value.diagnostics] == ["output-in-project"]
    assert {path: data for path, data in tree(tmp_path).items() if "lock.db" not in path} == {
        path: data for path, data in before.items() if "lock.db" not in path
    }


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    site = make_site(tmp_path, {notice_path(): notice()})
    for output in (Path("/"), site / "site.toml"):
        with pytest.raises(BuildFailed):
            run(site, public=output)
    for output in (Path("/proc/gongkai/x"), site / "site.toml/x"):
        with pytest.raises(OSError, match=re.escape(str(output.parent if output.parent.exists() else "/proc"))):
            run(site, public=output)


def test_without_its_cache_a_build_still_removes_what_is_gone(tmp_path):
    site = make_site(tmp_path, {notice_path("2024-a"): notice(), notice_path("2024-b"): notice()})
    run(site)
    shutil.rmtree(site / ".gongkai")
    (site / notice_path("2024-b")).unlink()
    run(site)
    assert tree(site / "public") == clean_build(site, tmp_path.parent)
    assert not (site / "public/notices" / ORGANIZATION / "2024-b").exists()


@pytest.mark.parametrize("moves", [0, 1, 7])
def test_a_killed_build_is_finished_by_the_next(tmp_path, monkeypatch, moves):
    site = make_site(tmp_path, {notice_path("2024-a"): notice(PROBLEM)})
    run(site)
    write(site, notice_path("2024-b"), notice(PROBLEM))
    write(site, notice_path("2024-a"), notice(PROBLEM.replace("持续推进", "已完成")))
    _kill_after(moves, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        run(site)
    monkeypatch.undo()
    interrupted = tree(site / "public")
    run(site)
    assert tree(site / "public") != interrupted
    assert tree(site / "public") == clean_build(site, tmp_path.parent)


@pytest.mark.parametrize("moves", [0, 3, 10**6])
@pytest.mark.parametrize("then", ["draft", "gone"])
def test_what_a_killed_build_published_is_taken_away_when_it_is_held_back(tmp_path, monkeypatch, moves, then):
    """Killed after its journal was complete, at any move, or before it remembered what it wrote (all moves done)."""
    site = make_site(tmp_path, {notice_path("2024-a"): notice(PROBLEM)})
    run(site)
    write(site, notice_path("2024-b"), notice(PROBLEM))
    _kill_after(moves, monkeypatch)
    monkeypatch.setattr("gongkai.cache.Cache.save", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        run(site)
    monkeypatch.undo()
    if then == "draft":
        write(site, notice_path("2024-b"), notice(PROBLEM, 草稿="true"))
    else:
        (site / notice_path("2024-b")).unlink()
    run(site)
    assert not any("2024-b" in path for path in tree(site / "public"))
    assert tree(site / "public") == clean_build(site, tmp_path.parent)


def test_a_check_writes_nothing_even_after_a_killed_build(tmp_path, monkeypatch):
    site = make_site(tmp_path, {notice_path("2024-a"): notice(PROBLEM)})
    run(site)
    write(site, notice_path("2024-b"), notice(PROBLEM))
    _kill_after(2, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        run(site)
    monkeypatch.undo()
    before = tree(site / "public")
    run(site, publish=False)
    assert tree(site / "public") == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_summary_of_the_command_names_what_is_held_back_and_until_when(tmp_path, language):
    files = {notice_path("2024-a"): notice(草稿="true"), notice_path("2024-b"): notice(发布日期="2025-01-01")}
    site = make_site(
        tmp_path, files | {"site.toml": f'title = "a"\naddress = "https://example.org"\nlanguage = "{language}"\n'}
    )
    for name in ("build", "check"):
        ran = CliRunner().invoke(commands(language_of(site)), ["--project", str(site), name, "--as-of", AS_OF])
        assert ran.exit_code == 0
        assert f"{ORGANIZATION}/2024-a" in ran.stdout
        assert ("2025年1月1日" if language == "zh" else "2025-01-01") in ran.stdout
        assert ran.stderr == ""


def _kill_after(moves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt the publication after some files were moved."""
    real, left = os.replace, [moves]

    def replace(source: str | Path, target: str | Path) -> None:
        if "staging" in str(source) and "journal" not in Path(source).name:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
        real(source, target)

    monkeypatch.setattr(publish.os, "replace", replace)


def test_a_build_killed_before_its_journal_changed_nothing(tmp_path, monkeypatch):
    site = make_site(tmp_path, {notice_path("2024-a"): notice(PROBLEM)})
    run(site)
    before = tree(site / "public")
    write(site, notice_path("2024-b"), notice(PROBLEM))
    monkeypatch.setattr(publish.os, "fsync", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        run(site)
    monkeypatch.undo()
    assert tree(site / "public") == before
    run(site)
    assert tree(site / "public") == clean_build(site, tmp_path.parent)
    assert not (site / ".public.staging").exists()


class Editor:
    """Makes one random change to a site after another."""

    def __init__(self, site: Path, seed: int) -> None:
        self.site = site
        self.random = random.Random(seed)
        self.as_of = AS_OF

    def edit(self) -> str:
        """Make one change and return what it was."""
        changes = [self.add, self.add, self.add, self.restate, self.remove, self.continue_one, self.add_organization]
        changes += [self.rename_organization, self.settings, self.template, self.day, self.page, self.attach]
        change = self.random.choice(changes)
        change()
        return change.__name__

    def _notices(self) -> list[Path]:
        return sorted((self.site / "content/notices").glob("*/*.md"))

    def add(self) -> None:
        slug = f"{self.random.randrange(2018, 2026)}-{self.random.randrange(10**6)}"
        fields = {"发布日期": f"{slug[:4]}-0{self.random.randrange(1, 10)}-11"}
        if self.random.random() < 0.2:
            fields["征求意见"] = "{起: 2024-12-01, 止: 2025-01-20}"
        write(self.site, notice_path(slug), notice(PROBLEM if self.random.random() < 0.7 else "正文。\n", **fields))

    def restate(self) -> None:
        if notices := self._notices():
            path = self.random.choice(notices)
            text = path.read_text()
            path.write_text(
                text.replace("持续推进", "未完成") if "持续推进" in text else text.replace("未完成", "已完成")
            )

    def remove(self) -> None:
        unreferenced = [
            path for path in self._notices() if not any(path.stem in other.read_text() for other in self._notices())
        ]
        if unreferenced:
            self.random.choice(unreferenced).unlink()

    def continue_one(self) -> None:
        own = [path for path in self._notices() if path.parent.name == ORGANIZATION and path.stem < "2025"]
        earlier = [path for path in own if "编号：22" in path.read_text()]
        if earlier:
            target = f"{ORGANIZATION}/{self.random.choice(earlier).stem}#22"
            body = PROBLEM.replace("编号：22", f"编号：{self.random.randrange(30, 99)}\n承接：{target}")
            write(self.site, notice_path(f"2024-{self.random.randrange(10**6)}"), notice(body))

    def rename_organization(self) -> None:
        path = self.site / f"content/organizations/{ORGANIZATION}.yaml"
        path.write_text(path.read_text().replace("工商联", f"工商联{self.random.randrange(9)}", 1))

    def add_organization(self) -> None:
        name = f"org-{self.random.randrange(10**6)}"
        write(self.site, f"content/organizations/{name}.yaml", f"名称: 机构{name}\n上级: {ORGANIZATION}\n")
        write(self.site, notice_path("2023-one", name), notice(PROBLEM))

    def settings(self) -> None:
        path = self.site / "site.toml"
        path.write_text(
            f'{path.read_text()}description = "说明"\n'
            if "description" not in path.read_text()
            else path.read_text().replace("说明", "新说明")
        )

    def template(self) -> None:
        path = self.site / "templates/page.html"
        path.write_text(path.read_text() + f"{{# {self.random.randrange(99)} #}}\n")

    def day(self) -> None:
        self.as_of = self.random.choice(["2024-12-31", "2025-01-20", "2025-01-21", "2025-06-30"])

    def page(self) -> None:
        write(
            self.site, "content/pages/about.md", f"---\n标题: 关于\n导航: {self.random.randrange(3)}\n---\n\n说明。\n"
        )

    def attach(self) -> None:
        write(self.site, "content/files/a.txt", f"附件{self.random.randrange(99)}")
        write(self.site, notice_path("2022-attached"), notice(附件="[a.txt]"))


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_an_incremental_build_equals_a_clean_one(tmp_path, seed):
    (tmp_path / "site").mkdir()
    site = make_site(tmp_path / "site", {notice_path("2020-first"): notice(PROBLEM)})
    editor = Editor(site, seed)
    history = []
    for _ in range(8):
        history += [editor.edit() for _ in range(editor.random.randrange(1, 4))]
        run(site, as_of=editor.as_of)
        assert tree(site / "public") == clean_build(site, tmp_path, as_of=editor.as_of), history


def test_several_processes_write_what_one_writes(tmp_path):
    site = make_site(tmp_path, {notice_path(f"2024-{number}"): notice(PROBLEM) for number in range(230)})
    run(site, workers=2)
    assert tree(site / "public") == clean_build(site, tmp_path.parent)


def test_a_draft_of_an_organization_is_nowhere_until_it_is_final(tmp_path: Path) -> None:
    files = {
        "content/organizations/linjiang-gsl.yaml": "名称: 临江县工商业联合会\n草稿: 是\n",
        notice_path("2024-inspection", "linjiang-gsl"): notice("正文。\n", 草稿="是"),
    }
    site = make_site(tmp_path, files)
    report = build(site, Options(as_of="2024-12-31"))
    assert "organizations/linjiang-gsl.yaml" in [held.id for held in report.held]
    assert not [path for path in report.public.rglob("*") if path.is_file() and "临江县".encode() in path.read_bytes()]
    shown = build(site, Options(as_of="2024-12-31", drafts=True, public=tmp_path / "drafts")).public
    assert "临江县工商业联合会" in (shown / "organizations/linjiang-gsl/index.html").read_text("utf-8")
    (site / "content/organizations/linjiang-gsl.yaml").write_text("名称: 临江县工商业联合会\n", "utf-8")
    assert (build(site, Options(as_of="2024-12-31")).public / "organizations/linjiang-gsl/index.html").exists()
