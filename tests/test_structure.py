"""What modules may do, and how large they are. The order of imports is held by the test of docs/architecture.md."""

import ast
import re
import tomllib

import pytest

from tests.sites import ROOT

PACKAGE = ROOT / "gongkai"
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "__init__.py"
}


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_line_prints_prompts_or_exits(module):
    names = {node.id for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))) if isinstance(node, ast.Name)}
    assert not names & {"print", "input", "exit"}
    if not module.startswith("cli") and module != "rebuild":
        assert "click" not in names


def test_only_the_preview_imports_livereload():
    users = [
        module
        for module, path in MODULES.items()
        if re.search(r"^\s*(?:from|import) livereload", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert users == ["preview"]


def test_the_command_line_starts_without_what_a_build_needs():
    """`--help` and a build without changes do not pay for Jinja, Markdown, the sanitizer, pinyin or the preview."""
    import subprocess
    import sys

    heavy = (
        "jinja2",
        "markdown",
        "nh3",
        "pypinyin",
        "livereload",
        "tornado",
        "vobject",
        "babel",
        "docx",
        "lxml",
        "xlsxwriter",
    )
    code = f"import sys; import gongkai.cli; print([name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_every_function_and_module_keeps_to_its_size():
    """Modules rarely past 300 lines, functions rarely past 40."""
    long_modules = [module for module, path in MODULES.items() if len(path.read_text("utf-8").splitlines()) > 340]
    assert long_modules == []
    long_functions = [
        f"{module}.{node.name}"
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 45
    ]
    assert long_functions == []


def test_lint_settings_switch_nothing_off_for_the_package():
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert set(lint["per-file-ignores"]) <= {"build.py", "gongkai/cli.py", "scripts/**", "bench/**", "tests/**"}
