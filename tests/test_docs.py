"""The documentation is true: every name of the code stands in it and no other, every example is run, every link leads on.

In docs/ a fenced block whose first line says `bad` or `good` is an example. With a path it is that file; without one it
is the text of a notice (markdown) or some of its first lines (yaml). Files under one heading make one site.
"""

import ast
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec
import pytest

from gongkai import model, notes
from gongkai.cli import commands
from gongkai.codes.table import CODES
from gongkai.diagnostics import BuildFailed
from gongkai.examine import examine
from gongkai.exports import hosting
from gongkai.fields import Field, fields_of, names_of
from gongkai.finding import Diagnostic
from gongkai.outcome import Options
from gongkai.pages.output import Briefs
from gongkai.pipeline import build
from gongkai.report import as_text
from gongkai.settings import Language, Settings
from gongkai.site import Frame
from gongkai.views import PAGES
from gongkai.yaml_body import BODY_KEYS, PART_KEYS
from tests.sites import ROOT, make_site, notice, notice_path

DOCS = {path.relative_to(ROOT).as_posix(): path for path in (*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md"))}
RECORDS = {
    kind.__name__: kind
    for kind in (*vars(model).values(), notes.Exemption)
    if isinstance(kind, type) and issubclass(kind, model.Record) and kind is not model.Record
}
CHOICES = {kind.__name__: kind for kind in (model.Status, model.Mark, model.Kind, model.Level, model.Hedge)}
# What docs/format.md calls a value of each type.
TYPES: dict[Any, str] = {
    str: "文字",
    int: "整数",
    bool: "是否",
    model.Date: "日期",
    model.Day: "完整日期",
    model.Quantity: "数量",
    model.PhoneNumber: "电话号码",
    model.Email: "邮箱地址",
    model.Url: "网址",
    model.SitePath: "站内路径",
    model.Postcode: "邮政编码",
    model.RegionCode: "行政区划代码",
    model.CreditCode: "统一社会信用代码",
}
# Codes whose cause is no text that an example could show.
NOT_SHOWN = {
    "file-encoding",
    "file-binary",
    "file-nul",
    "file-control",
    "file-invisible",
    "file-name-form",
    "file-bom",
    "file-symlink",
    "file-too-large",
    "file-unreadable",
    "line-too-long",
    "signs-too-many",
    "findings-left-out",
    "settings-missing",
    "build-running",
    "output-in-project",
    "output-not-ours",
    "import-no-text",
    "import-other-kind",
    "import-broken",
    "import-encrypted",
    "import-scan",
    "import-nothing",
    "import-too-large",
    "import-library",
    "import-newspaper",
    "import-meeting",
    "import-moving-in",
    "import-feedback-meeting",
    "import-unknown",
}
# Import names that differ from the package's, and packages that come with one that we name.
IMPORTED_AS = {"pyyaml": "yaml", "python-calamine": "python_calamine", "python-docx": "docx"}
COMES_WITH = {"markupsafe": "jinja2"}


class Block(NamedTuple):
    """A fenced block: the heading it stands under, the words after the fence, its lines."""

    heading: str
    words: tuple[str, ...]
    content: str


class Command(NamedTuple):
    """A command by its full name, such as `new notice`."""

    name: str
    parameters: list[click.Parameter]


def read(name: str) -> str:
    return DOCS[name].read_text("utf-8")


def headings(text: str) -> list[str]:
    return [match[2] for match in re.finditer(r"^(#{1,6}) (.+)$", without_blocks(text), re.MULTILINE)]


def without_blocks(text: str) -> str:
    return re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)


def sections(text: str) -> dict[str, str]:
    """Return the text below each heading, up to the next heading of any level."""
    found: dict[str, str] = {}
    heading, fenced = "", False
    for line in text.split("\n"):
        fenced ^= line.startswith("```")
        if not fenced and (match := re.match(r"#{1,6} (.+)", line)):
            heading = match[1]
        else:
            found[heading] = found.get(heading, "") + line + "\n"
    return found


def section_named(text: str, name: str) -> str:
    """Return the text below the heading that holds `name` in backquotes."""
    return next((body for heading, body in sections(text).items() if f"`{name}`" in heading), "")


def blocks(text: str) -> Iterator[Block]:
    for heading, body in sections(text).items():
        for match in re.finditer(r"^```([^\n]*)\n(.*?)^```$", body, re.MULTILINE | re.DOTALL):
            yield Block(heading, tuple(match[1].split()), match[2])


def rows(text: str) -> list[list[str]]:
    """Return the rows of the tables in a text, without their heads."""
    lines = [line for line in text.split("\n") if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for index, row in enumerate(cells) if not _is_rule(row) and not _is_rule([*cells, []][index + 1])]


def _is_rule(row: list[str]) -> bool:
    return bool(row) and all(re.fullmatch(r":?-+:?", cell) for cell in row)


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    kept = (sign for sign in heading.lower() if sign in "-_ " or unicodedata.category(sign)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


def plain(cell: str) -> str:
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cell)


def type_words(field: Field) -> str:
    if isinstance(field.type, type) and issubclass(field.type, model.Choice):
        words = "选项"
    elif isinstance(field.type, type) and issubclass(field.type, model.Record):
        words = "一组"
    else:
        words = TYPES[field.type]
    return words + "，可多个" * field.many


def all_commands() -> Iterator[Command]:
    group = commands("en")
    yield Command("", group.params)
    waiting: list[tuple[str, click.Command]] = list(group.commands.items())
    while waiting:
        name, command = waiting.pop(0)
        if isinstance(command, click.Group):
            waiting += [(f"{name} {inner}", found) for inner, found in command.commands.items()]
        else:
            yield Command(name, command.params)


def site_with(folder: Path, files: dict[str, str]) -> Path:
    """Make a site whose templates are empty, because compiling the real ones takes longer than all else."""
    empty = {f"templates/{template}": "" for template, _context in PAGES.values()}
    return make_site(folder, {**empty, **files})


def findings(folder: Path, files: dict[str, str]) -> list[Diagnostic]:
    options = Options(as_of="2025-01-01", publish=False, workers=1)
    try:
        return list(build(site_with(folder, files), options).diagnostics)
    except BuildFailed as failed:
        return list(failed.diagnostics)


def as_file(block: Block) -> dict[str, str]:
    """Return the file that an example without a path stands for."""
    if block.words[0] != "yaml":
        return {notice_path(): notice(block.content)}
    names = re.findall(r"^(\w+)[:：]", block.content, re.MULTILINE)
    given = {names_of(model.Notice)[name].chinese for name in names if name in names_of(model.Notice)}
    head = {"标题": "关于巡察整改进展情况的通报", "类型": "整改通报", "发布日期": "2024-04-19"}
    lines = "".join(f"{name}: {value}\n" for name, value in head.items() if name not in given)
    return {notice_path(): f"---\n{lines}{block.content}---\n"}


def examples() -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Yield document, heading, `good` or `bad`, and the files of each example."""
    for name in sorted(DOCS):
        together: dict[tuple[str, str], dict[str, str]] = {}
        for block in blocks(read(name)):
            kind = next((word for word in block.words if word in ("good", "bad")), "")
            if kind and len(block.words) > 2:
                together.setdefault((block.heading, kind), {})[block.words[2]] = block.content
            elif kind:
                yield name, block.heading, kind, as_file(block)
        for (heading, kind), files in together.items():
            yield name, heading, kind, files


EXAMPLES = list(examples())
IDS = [f"{name} {heading} {kind}" for name, heading, kind, _files in EXAMPLES]


@pytest.mark.parametrize(("name", "heading", "kind", "files"), EXAMPLES, ids=IDS)
def test_examples_are_as_good_or_bad_as_they_are_called(
    tmp_path: Path, name: str, heading: str, kind: str, files: dict[str, str]
) -> None:
    found = {finding.code for finding in findings(tmp_path, files)}
    if kind == "good":
        assert not found
    else:
        assert heading.strip("`") in found


def test_every_code_is_explained_and_no_other() -> None:
    explained = re.findall(r"^### `([a-z-]+)`$", read("docs/diagnostics.md"), re.MULTILINE)
    assert sorted(explained) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_called_as_grave_as_it_is(code: str) -> None:
    words = {"error": "**错误**：", "warning": "**警告**："}
    assert section_named(read("docs/diagnostics.md"), code).strip().startswith(words[CODES[code].severity])


@pytest.mark.parametrize("code", sorted(CODES.keys() - NOT_SHOWN))
def test_a_code_has_a_bad_and_a_good_example(code: str) -> None:
    kinds = {kind for name, heading, kind, _ in EXAMPLES if (name, heading) == ("docs/diagnostics.md", f"`{code}`")}
    assert kinds == {"bad", "good"}


def test_the_sample_of_a_finding_is_what_gongkai_says(tmp_path: Path) -> None:
    sample = next(block.content for block in blocks(read("docs/diagnostics.md")) if block.words == ("text",))
    files = {notice_path(): notice("## 会产管理不到位\n状态：整改中\n")}
    assert sample == as_text(findings(tmp_path, files)[0], "zh") + "\n"


@pytest.mark.parametrize("name", [name for name, kind in RECORDS.items() if fields_of(kind)])
def test_every_field_is_documented_and_no_other(name: str) -> None:
    table = {(row[0], row[1].strip("`")): row for row in rows(section_named(read("docs/format.md"), name))}
    fields = {(field.chinese, field.name): field for field in fields_of(RECORDS[name])}
    assert list(table) == list(fields)
    for key, field in fields.items():
        assert plain(table[key][2]) == type_words(field), key
        assert table[key][3].startswith("是") == (field.required or key == ("发布日期", "published")), key


@pytest.mark.parametrize("name", CHOICES)
def test_every_choice_is_documented_and_no_other(name: str) -> None:
    table = [(row[0], row[1].strip("`")) for row in rows(section_named(read("docs/format.md"), name))]
    assert table == [(member.chinese, member.value) for member in CHOICES[name]]


def test_the_keys_of_a_part_are_documented_and_no_other() -> None:
    table = {row[0]: row[1].strip("`") for row in rows(section_named(read("docs/format.md"), "Part"))}
    assert table == PART_KEYS
    assert set(BODY_KEYS) <= set(re.findall(r"\w+", section_named(read("docs/format.md"), "Part")))


def test_the_canonical_json_is_documented_field_by_field() -> None:
    text = sections(read("docs/format.md"))["规范 JSON 的字段"]
    table = [row[0].strip("`") for row in rows(text)]
    expected = [
        name if kind is model.Notice else f"{path}.{name}"
        for kind, path in ((model.Notice, ""), (model.Part, "body[]"), (model.Problem, "body[].problem"))
        for name in (field.name for field in msgspec.structs.fields(kind))
    ]
    assert table == expected


def test_the_canonical_json_of_the_example_is_what_gongkai_makes(tmp_path: Path) -> None:
    found = {
        block.words[0]: block.content for block in blocks(read("docs/format.md")) if block.heading == "规范 JSON 的例子"
    }
    site = site_with(tmp_path, {notice_path(): found["markdown"]})
    canonical = examine(site / "content", notice_path().removeprefix("content/")).canonical
    assert found["json"] == json.dumps(json.loads(canonical), ensure_ascii=False, indent=2) + "\n"


def test_every_setting_is_documented_and_no_other() -> None:
    found = re.findall(r"^## (\S+) `(\w+)`$", read("docs/settings.md"), re.MULTILINE)
    assert found == [(field.chinese, field.name) for field in fields_of(Settings)]


@pytest.mark.parametrize("field", fields_of(Settings), ids=lambda field: field.name)
def test_a_setting_says_its_type_and_what_holds_without_it(field: Field) -> None:
    text = section_named(read("docs/settings.md"), field.name)
    default = next(found.default for found in msgspec.structs.fields(Settings) if found.name == field.name)
    assert re.search(rf"^{type_words(field)}，", text, re.MULTILINE)
    if field.required:
        assert "必填" in text
    else:
        assert ("不写就没有" if default in ("", ()) else f"不写就是 `{getattr(default, 'value', default)}`") in text


def test_every_language_is_documented() -> None:
    text = section_named(read("docs/settings.md"), "language")
    assert all(f"`{member.value}`" in text and member.chinese in text for member in Language)


def test_every_command_is_documented_and_no_other() -> None:
    found = re.findall(r"^## `([a-z ]+)`$", read("docs/commands.md"), re.MULTILINE)
    assert sorted(found) == sorted(command.name for command in all_commands() if command.name)


@pytest.mark.parametrize("command", list(all_commands()), ids=lambda command: command.name or "all")
def test_every_option_is_documented_and_no_other(command: Command) -> None:
    text = sections(read("docs/commands.md"))[f"`{command.name}`" if command.name else "每个命令之前"]
    found = {option for row in rows(text) for option in re.findall(r"--[a-z-]+", row[0])}
    known = {
        option
        for parameter in command.parameters
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert found == known | ({"--help"} if not command.name else set())


@pytest.mark.parametrize("name", DOCS)
def test_commands_in_examples_exist(name: str) -> None:
    known = {command.name.split()[0] for command in all_commands() if command.name}
    used = re.findall(r"build\.py (?!--)([a-z]+)", read(name))
    assert set(used) <= known


@pytest.mark.parametrize("name", DOCS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    for target in links_in(name):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (DOCS[name].parent / path).resolve() if path else DOCS[name]
        assert file.exists(), target
        if anchor:
            assert anchor in [slug(heading) for heading in headings(file.read_text("utf-8"))], target


def test_documents_link_to_one_another() -> None:
    assert sum(bool(links_in(name)) for name in DOCS) > len(DOCS) / 2


def links_in(name: str) -> list[str]:
    """Return the targets of the links in a document, code left out."""
    text = re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", without_blocks(read(name)))
    return re.findall(r"(?<!!)\[[^]]*\]\(([^)\s]+)\)", text)


def test_hosting_gives_the_headers_that_gongkai_writes() -> None:
    frame = Frame(Settings(title="站", address=model.Url("https://example.org")), {}, [], "2025-01-01")
    shown = next(output.shows for output in hosting.plan_host(Briefs(frame)) if output.view == "headers")
    assert isinstance(shown, hosting.HeadersShows)
    servers = [
        block.content for block in blocks(read("docs/hosting.md")) if set(block.words) & {"nginx", "apache", "caddy"}
    ]
    assert len(servers) == 3
    for server in servers:
        for header, value in shown.headers:
            assert header in server
            assert f'"{value}"' in server


def _requirements(*names: str) -> set[str]:
    lines = [line for name in names for line in (ROOT / name).read_text("utf-8").split("\n")]
    return {line.partition("==")[0].strip().lower() for line in lines if "==" in line}


@pytest.mark.parametrize(
    "name", sorted(_requirements("requirements.txt", "requirements-test.txt", "bench/requirements.txt"))
)
def test_every_dependency_has_its_reason(name: str) -> None:
    reasons = {row[0].strip("`").lower(): row[1] for row in rows(read("docs/decisions.md"))}
    assert reasons.get(name)


def test_no_reason_is_given_for_a_dependency_that_is_gone() -> None:
    text = "".join(body for heading, body in sections(read("docs/decisions.md")).items() if "依赖" in heading)
    known = _requirements("requirements.txt", "requirements-test.txt", "bench/requirements.txt")
    assert {row[0].strip("`").lower() for row in rows(text)} == known


def test_build_py_knows_the_names_of_all_that_a_build_needs() -> None:
    tree = ast.parse((ROOT / "build.py").read_text("utf-8"))
    listed = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "DEPENDENCIES"
    )
    assert listed == {IMPORTED_AS.get(name, name) for name in _requirements("requirements.txt")} | set(COMES_WITH)


def _modules() -> dict[str, Path]:
    package = ROOT / "gongkai"
    paths = [path for path in sorted(package.rglob("*.py")) if path.name != "__init__.py"]
    return {".".join(path.relative_to(package).with_suffix("").parts): path for path in paths}


def _imports(path: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "gongkai":
            folder = node.module.removeprefix("gongkai").removeprefix(".")
            names = [f"{folder}.{alias.name}".removeprefix(".") for alias in node.names]
            yield from (name if name in known else folder for name in names)


def test_architecture_lists_every_module_once_and_below_all_that_it_imports() -> None:
    known = _modules()
    (modules,) = re.findall(r"^## 模块\n(.*?)^## ", read("docs/architecture.md"), re.MULTILINE | re.DOTALL)
    listed = [row[0].strip("`") for row in rows(modules)]
    assert sorted(listed) == sorted(known)
    for index, name in enumerate(listed):
        assert set(_imports(known[name], known)) - set(listed[:index]) - {name, ""} == set(), name


def test_nothing_in_the_documentation_names_a_place_of_one_machine() -> None:
    for name in DOCS:
        assert not re.search(r"/tmp/|/work/|/home/|/root/|[A-Z]:\\Users", read(name)), name


def test_diagnostics_that_no_example_can_show_still_exist() -> None:
    assert set(CODES) >= NOT_SHOWN
