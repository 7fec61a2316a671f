"""Sites for tests: `make_site(tmp_path, {"content/notices/yunshan-gsl/2024.md": notice("…")})` is a project on disk."""

import shutil
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ORGANIZATION = "yunshan-gsl"
# What every site has unless the test gives the same path, or None for it.
DEFAULTS: dict[str, str | bytes] = {
    # Notices of tests are as short as shows the point; what the two checks miss in them is for their own tests.
    "site.toml": (
        'title = "云山整改公开"\naddress = "https://gongkai.example.org"\nlanguage = "zh"\n'
        'checks_off = ["open-problem-bare", "measures-vague"]\n'
    ),
    f"content/organizations/{ORGANIZATION}.yaml": (
        "名称: 云山市工商业联合会\n简称: 云山市工商联\n层级: 市\n联系方式:\n  电话: 0579-85550123\n"
    ),
}


def make_site(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Make a project in `folder` and return it: the defaults, the real templates and assets, and `files`.

    A file given as None is left out; templates and assets may be given too. Line ends are written as they are.
    """
    for name in ("templates", "assets"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    for path, content in {**DEFAULTS, **(files or {})}.items():
        if content is not None:
            write(folder, path, content)
        elif path not in DEFAULTS:
            shutil.rmtree(folder / path)
    return folder


def write(folder: Path, path: str, content: str | bytes) -> Path:
    """Write one file of a project, with the folders above it."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)
    return target


def notice_path(slug: str = "2024-inspection", organization: str = ORGANIZATION) -> str:
    """Return the path of a Markdown notice in a project."""
    return f"content/notices/{organization}/{slug}.md"


def notice(body: str = "正文。\n", **fields: str) -> str:
    """Return a Markdown notice: title, kind and date unless given (by Chinese or English name), then the body."""
    head = {"标题": "关于巡察整改进展情况的通报", "类型": "整改通报", "发布日期": "2024-04-19"} | fields
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in head.items()) + f"---\n\n{body}"


def link_sample(site: Path) -> Path:
    """Make `site` a project that builds the sample content into a folder of its own, and return it."""
    for name in ("content", "templates", "assets", "site.toml"):
        (site / name).symlink_to(ROOT / name)
    return site
