"""The schemas for editors take what gongkai takes, refuse what it refuses at sight, and are as the command writes them."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from gongkai import model
from gongkai.cli import commands
from gongkai.diagnostics import Diagnostics
from gongkai.editor.forms import form_of
from gongkai.editor.schema import schemas
from gongkai.editor.words import PAGE, PART, SETTINGS
from gongkai.fields import fields_of, names_of
from gongkai.load import load
from gongkai.model import Page
from gongkai.roles import role_of
from gongkai.settings import Settings
from gongkai.values import READERS, Wrong
from gongkai.yaml_body import PART_KEYS
from tests.sites import ROOT
from tests.test_bad import CASES, site_of

VSCODE = ROOT / ".vscode"
SAMPLES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "content").rglob("*")
    if path.suffix in (".md", ".yaml") and "files" not in path.parts
)
# What a schema can see; the other findings need the text around, other files, or a calendar.
SEEN = {
    *("key-unknown", "key-misplaced", "key-missing", "value-missing", "wrong-type", "choice-unknown"),
    *("date-format", "date-not-full", "count-invalid", "flag-invalid", "quantity-invalid", "phone-invalid"),
    *("email-invalid", "postcode-invalid", "region-code-invalid"),
}


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: no dates, `yes` is a text, a number may begin with 0."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - as PyYAML wants it


for _tag, _pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+)",
    "int": r"[-+]?[0-9]+",
}.items():
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), None)
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


@cache
def validator(name: str) -> Any:
    return jsonschema.Draft7Validator(json.loads(schemas()[name]))


def schema_for(path: str) -> str:
    folder = path.split("/")[1]
    if folder == "notices":
        return "notice.schema.json" if path.endswith(".yaml") else "front-matter.schema.json"
    return {"organizations": "organization.schema.json", "pages": "page.schema.json"}[folder]


def read(path: str, text: str) -> Any:
    """Return what an editor makes of a file: of Markdown, of its front matter."""
    return yaml.load(text if path.endswith(".yaml") else text.split("\n---")[0], EditorLoader)


def errors(path: str, text: str) -> list[str]:
    return [error.message for error in validator(schema_for(path)).iter_errors(read(path, text))]


def notice_errors(*lines: str) -> list[str]:
    head = ["标题: 通报", "类型: 整改通报", "发布日期: 2024-04-19"]
    names = {re.split("[:：]", line)[0] for line in lines}
    kept = [line for line in head if not {line.split(":")[0], names_of(model.Notice)[line.split(":")[0]].name} & names]
    return errors("content/notices/a/b.yaml", "\n".join([*kept, *lines]) + "\n")


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(schemas()[name]))


def test_the_files_in_the_repository_are_what_the_command_writes(tmp_path: Path) -> None:
    run = CliRunner().invoke(commands("en"), ["--project", str(ROOT), "schema", "--into", str(tmp_path)])
    assert run.exit_code == 0, run.output
    written = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert len(written) == len(schemas()) + 1
    for name, data in written.items():
        assert (VSCODE / name).read_bytes() == data, f"{name}: python build.py schema writes it anew"


@pytest.mark.parametrize("path", SAMPLES)
def test_every_file_of_the_sample_passes(path: str) -> None:
    assert errors(path, (ROOT / path).read_text("utf-8")) == []


def test_the_settings_of_the_sample_pass_and_wrong_ones_do_not() -> None:
    settings = tomllib.loads((ROOT / "site.toml").read_text("utf-8"))
    check = validator("site.schema.json")
    assert not list(check.iter_errors(settings))
    for wrong in ({"titel": "站"}, {"language": "de"}, {"feed_entries": "many"}, {"feed_entries": -1}, {"站名": "站"}):
        assert list(check.iter_errors(settings | wrong)), wrong
    assert list(check.iter_errors({"title": "站"}))


@pytest.mark.parametrize("case", CASES)
def test_a_schema_says_of_the_bad_cases_what_gongkai_says(case: str, tmp_path: Path) -> None:
    """What a schema can see, it sees; what gongkai takes, it never refuses."""
    content = site_of(case, tmp_path) / "content"
    for path in sorted(path for path in content.rglob("*.*") if path.is_file()):
        name = path.relative_to(content.parent).as_posix()
        if (role_of(name.removeprefix("content/")) or ("file",))[0] == "file":
            continue
        found = Diagnostics()
        try:
            loaded = load(name.removeprefix("content/"), path.read_bytes(), found)
            values = read(name, path.read_text("utf-8"))
        except (UnicodeDecodeError, yaml.YAMLError, OSError):
            continue
        if loaded.reader is None or not isinstance(values, dict):
            continue
        body = next((n for n, line in enumerate(loaded.reader.text.lines, 1) if n > 1 and line == "---"), 0)
        seen = {one.code for one in found if name.endswith(".yaml") or one.place.line <= body} & SEEN
        refused = errors(name, path.read_text("utf-8"))
        assert bool(refused) >= bool(seen), (name, seen)
        if not found.errors:
            assert refused == [], name


@pytest.mark.parametrize(
    "lines",
    [
        ["title: Notice", "kind: work", "published: 2024"],
        ["发布日期: 2024年4月"],
        ["发布日期: ２０２４年４月１９日"],
        ["发布日期: 2024.4"],
        ["草稿: 是", "发布日期:"],
        ["联系方式: {电话: 0579-85550123}"],
        ["联系方式: {电话: [0579-85550123, {号码: 0579-85550124, 用途: 反映意见}]}"],
        ["附件: 整改台账.xlsx", "来源: 整改情况通报"],
        ["成效: [{name: 资金, 数值: 6.94, unit: 万元, 概数: 余}]"],
        ["公布总数: {问题: 24}"],
        ["正文: 一段话"],
        ["正文: [一段话, {标题: 一、问题, 状态: 已完成, 编号: 1, 标记: 立行立改、长期坚持, 措施: [甲, 乙]}]"],
        ["body: [{heading: One, parts: [{heading: Two, status: done, marks: [at_once]}]}]"],
    ],
)
def test_what_people_may_write_passes(lines: list[str]) -> None:
    assert notice_errors(*lines) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["标提: 又一个"],
        ["title: 又一个", "标题: 一个"],
        ["类型: 通知"],
        ["标题:"],
        ["发布日期:"],
        ["草稿: 否", "发布日期:"],
        ["发布日期: 四月"],
        ["征求意见: {起: 2024-04}"],
        ["巡视巡察: {组: 一}"],
        ["公布总数: {问题: 很多}"],
        ["联系方式: {邮箱: 没有}"],
        ["正文: [{标题: 一、问题, 编号: 1}]"],
        ["正文: [{标题: 一、问题, 状态: 整改中}]"],
        ["正文: [{标题: 一、问题, 部分: [{名: 二}]}]"],
        ["正文: [{标题: 一、问题, 状态: 已完成, 标记: 立行立改、马上}]"],
    ],
)
def test_what_gongkai_refuses_at_sight_fails(lines: list[str]) -> None:
    assert notice_errors(*lines) != []


VALUES: dict[Any, str] = {
    model.Date: "2024 2024-4 2024/4/19 2024年 2024年4月 2024年4月19日 2024．4．19 1899 3000 四月 2024-4-19-1 2024- 202",
    model.Day: "2024-04-19 2024年4月19日 2024.4.19 2024-04 2024",
    model.Quantity: "6.94 165亿 1,234 -3 12万 1,2 约3 3个 亿",
    model.PhoneNumber: "0579-85550123 (0579)85550123 +86-579-85550123 96345 电话 1",
    model.Email: "a@b.cn a.b-c+d@e-f.gov.cn a@b .cn 甲@b.cn a@b..cn",
    model.Url: "https://a.cn HTTP://a.cn/甲 https://a.cn:8080/?q=1#b a.cn ftp://a.cn",
    model.SitePath: "/a /a/b.html /甲 a /a?b /a#b",
    model.Postcode: "321000 010000 3210 甲",
    model.RegionCode: "330000 33000",
    model.CreditCode: "13330000MB0Y0000XX 1333",
    int: "0 24 ２４ 999999999 1000000000 二十 -1 1.5",
    bool: "true 是 YES 否 No false 对",
}


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_a_value_that_gongkai_takes_passes_and_few_others_do(kind: Any) -> None:
    check = jsonschema.Draft7Validator(form_of(kind))
    loose = {
        model.Url: {"https://a.cn:8080/?q=1#b"},
        model.Date: {"1899", "3000"},
        model.CreditCode: {"13330000MB0Y0000XX"},
    }
    for text in VALUES[kind].split():
        taken = not isinstance(READERS[kind](text), Wrong)
        for value in (text, yaml.load(text, EditorLoader)):
            if text in loose.get(kind, ()):
                assert check.is_valid(value) >= taken, value
            else:
                assert check.is_valid(value) == taken, value


def test_every_field_has_its_words_and_no_other() -> None:
    assert list(SETTINGS) == [field.name for field in fields_of(Settings)]
    assert list(PAGE) == [field.name for field in fields_of(Page)]
    assert list(PART) == list(PART_KEYS.values())
    for name in schemas():
        for key, known in json.loads(schemas()[name])["properties"].items():
            assert key in known["title"].split()
            assert re.search(r"[\u4e00-\u9fff].*\n.*[a-z]", known["description"]), key


def test_patterns_are_for_javascript(page: Any) -> None:
    """Editors make regular expressions of them with the flag `u`, which takes nothing that is not needed."""
    found = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', "".join(schemas().values()))
    patterns = sorted({json.loads(pattern) for pattern in found})
    assert len(patterns) > 10
    page.evaluate("patterns => patterns.map(pattern => new RegExp(pattern, 'u').source)", patterns)


def test_the_editor_is_bound_to_the_schemas() -> None:
    settings = json.loads((VSCODE / "settings.json").read_text("utf-8"))
    rule = tomllib.loads((ROOT / ".taplo.toml").read_text("utf-8"))["rule"][0]
    assert rule["include"] == ["site.toml"]
    bound = [*settings["yaml.schemas"], rule["schema"]["path"]]
    for path in bound:
        assert (ROOT / path).is_file(), path
    for globbed in settings["yaml.schemas"].values():
        assert list(ROOT.glob(globbed)), globbed
    snippets = json.loads((VSCODE / "gongkai.code-snippets").read_text("utf-8"))
    assert {"标题 title", "问题的状态 status", "问题 Problem"} <= set(snippets)


def test_the_task_of_the_editor_understands_what_check_prints() -> None:
    from gongkai.report import as_github

    task = json.loads((VSCODE / "tasks.json").read_text("utf-8"))["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    found = Diagnostics()
    load("notices/a/b.md", "---\n标题: 甲\n类型: 通知\n发布日期: 2024\n---\n".encode(), found)
    match = re.match(pattern["regexp"], as_github(next(iter(found)), "zh"))
    assert match
    assert [match[pattern[part]] for part in ("severity", "file", "line", "code")] == [
        *("error", "content/notices/a/b.md", "3", "choice-unknown"),
    ]
