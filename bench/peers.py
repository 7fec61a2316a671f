"""The same notices as source files of Hugo and of Pelican; their themes and settings lie in themes/."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from bench.notices import Notice
from bench.organizations import Organization

PEERS = ("hugo", "pelican")
_THEMES = Path(__file__).with_name("themes")


def write_sites(folder: Path, organizations: list[Organization]) -> None:
    """Write everything of the peers' sites but the notices into `folder`/hugo and `folder`/pelican."""
    for peer in PEERS:
        shutil.copytree(_THEMES / peer, folder / peer, ignore=shutil.ignore_patterns("__pycache__"))
    for organization in organizations:
        (folder / "hugo/content/notices" / organization.id).mkdir(parents=True)
        (folder / "pelican/content/notices" / organization.id).mkdir(parents=True)
        page = folder / "hugo/content/organizations" / organization.id / "_index.md"
        page.parent.mkdir(parents=True)
        page.write_text(_hugo_organization(organization), encoding="utf-8")
    known = {organization.id: organization._asdict() for organization in organizations}
    text = json.dumps(known, ensure_ascii=False, indent=1)
    (folder / "pelican/organizations.json").write_text(text, encoding="utf-8")


def write_notice(folder: Path, notice: Notice) -> None:
    """Write one notice into both sites."""
    (folder / f"hugo/content/notices/{notice.id}.md").write_text(hugo_file(notice), encoding="utf-8")
    (folder / f"pelican/content/notices/{notice.id}.md").write_text(pelican_file(notice), encoding="utf-8")


def hugo_file(notice: Notice) -> str:
    """Return a notice's Markdown with front matter for Hugo."""
    facts = {
        "title": notice.title,
        "date": str(notice.dates.published),
        "lastmod": str(notice.correction[0] if notice.correction else notice.dates.published),
        "organizations": _organizations(notice),
        "summary": notice.body.opening,
        "params": dict(_facts(notice)),
    }
    return f"---\n{_yaml(facts)}---\n\n{notice.body.text}"


def pelican_file(notice: Notice) -> str:
    """Return a notice's Markdown with metadata for Pelican."""
    metadata = {
        "title": notice.title,
        "date": str(notice.dates.published),
        "slug": notice.slug,
        "category": notice.organization.id,
        "tags": ", ".join(_organizations(notice)),
        "summary": notice.body.opening,
        **dict(_facts(notice)),
    }
    lines = [f"{name}: {value}" for name, value in metadata.items()]
    return "\n".join([*lines, "", "[TOC]", "", notice.body.text])


def _organizations(notice: Notice) -> list[str]:
    return [notice.organization.id, *(other.id for other in notice.others)]


def _facts(notice: Notice) -> list[tuple[str, str]]:
    """Return what a notice's page shows besides its text, one line each."""
    dates, inspection = notice.dates, notice.inspection
    totals = (f"{name}{number}" for claimed in notice.claimed for name, number in claimed.items())
    return [
        ("kind_name", notice.kind),
        ("document_number", notice.document_number),
        ("index_number", notice.index_number),
        (
            "inspection",
            f"{inspection.body}（{inspection.category}），{dates.start}至{dates.end}，{dates.feedback}反馈",
        ),
        ("as_of", str(dates.as_of)),
        ("claimed", "，".join(totals)),
        ("results", "，".join(result.written for result in notice.results)),
        ("signature", f"中共{notice.organization.name}{notice.organization.party}"),
    ]


def _hugo_organization(organization: Organization) -> str:
    facts = {"title": organization.name, "params": organization._asdict()}
    return f"---\n{_yaml(facts)}---\n"


def _yaml(values: Mapping[str, object]) -> str:
    # JSON is YAML, so each value is written as JSON.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
