"""One file from reading to the written draft: the whole story of an import."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place, reason_of
from gongkai.importers.bounded import TooLong, bounded
from gongkai.importers.doubts import Translate
from gongkai.importers.draft import Draft, draft
from gongkai.importers.filing import Filed, file_draft, organization_id, organization_text, slug_of
from gongkai.importers.found import closed
from gongkai.importers.isolated import TOO_SLOW
from gongkai.importers.lost_facts import without_facts
from gongkai.importers.organization_given import Given, given
from gongkai.importers.organization_given import as_data as given_data
from gongkai.importers.readers import read
from gongkai.importers.recognize import Recognized, recognize
from gongkai.importers.report import as_data
from gongkai.importers.returning import Returned, take_back
from gongkai.importers.returning import as_data as returned_data
from gongkai.importers.yaml_draft import as_yaml
from gongkai.language import catalogue
from gongkai.load import load
from gongkai.model import Notice, Organization
from gongkai.skeleton import write_new


@dataclass
class Imported:
    """What became of one file; `filed` is None where no draft was written, and the diagnostics say why."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    found: Recognized | None = None
    draft: Draft | None = None
    returned: Returned | None = None
    filed: Filed | None = None
    organizations: list[Path] = field(default_factory=list)
    given: Given | None = None  # of --organization, where the site has no such organization
    same_title: list[Path] = field(default_factory=list)  # other files of the organization with a notice of this title
    data: dict[str, Any] = field(default_factory=dict)


def import_file(
    project: Path, path: Path, *, language: str, organization: str | None, into: Path | None, form: str
) -> Imported:
    """Import one file into the site in `project`."""
    done = Imported()
    _ = catalogue(language).gettext
    shown = path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        done.diagnostics.add("file-unreadable", Place(shown), reason=reason_of(error))
        return _failed(done, shown, language)
    returned = take_back(project, data, shown, hashlib.sha256(data).hexdigest(), into, _)
    if returned:
        done.filed = returned.filed._replace(path=_shown(returned.filed.path, project))
        beside = _shown(returned.beside, project) if returned.beside else None
        done.returned = returned._replace(filed=done.filed, beside=beside)
        done.data = returned_data(done.returned, shown, language)
        return done
    document = read(data, shown, done.diagnostics)
    if document is None:
        return _failed(done, shown, language)
    document, export_of = without_facts(document)
    try:
        with bounded():
            found = done.found = recognize(document)
            found.export_of = export_of
    except TooLong:
        done.diagnostics.add("import-too-large", Place(shown), what=TOO_SLOW)
        return _failed(done, shown, language)
    if found.verdict.kind is None:
        done.diagnostics.add(found.verdict.refusal, Place(shown))
    else:
        _write(done, found, project, organization, into, form, _)
    refusal = " ".join(one.message(language) for one in done.diagnostics)
    done.data = as_data(found, done.draft, done.filed, refusal, _)
    done.data["same_title"] = [path.as_posix() for path in done.same_title]
    done.data["organization_unknown"] = given_data(done.given)
    return done


def _failed(done: Imported, name: str, language: str) -> Imported:
    first = next(iter(done.diagnostics))
    done.data = {
        "file": name,
        "kind": None,
        "refused": {"code": first.code, "message": first.message(language), "advice": first.hint(language)},
        "draft": None,
        "fields": [],
    }
    return done


def _write(
    done: Imported,
    found: Recognized,
    project: Path,
    organization: str | None,
    into: Path | None,
    form: str,
    _: Translate,
) -> None:
    """Write the draft, and a draft of its organization where the site does not know it."""
    content = project / "content"
    known = list(known_organizations(content))
    identifier, is_known = (organization, any(organization == one[0] for one in known)) if organization else ("", False)
    if not identifier:
        identifier, is_known = organization_id(found, known)
    slug = slug_of(found)
    done.draft = draft(found, _, f"notices/{identifier}/{slug}.md")
    text = as_yaml(done.draft.text) if form == "yaml" else done.draft.text
    folder = into or content / "notices" / identifier
    filed = file_draft(folder, slug, f".{form}", text, found.document.name, found.document.sha256)
    done.filed = filed._replace(path=_shown(filed.path, project))
    if filed.outcome == "new":
        done.same_title = [_shown(path, project) for path in _same_title(filed.path, str(found.value("title") or ""))]
    target = content / "organizations" / f"{identifier}.yaml"
    if not is_known and found.organization.name and not into and not target.exists():
        write_new(target, organization_text(found))
        done.organizations.append(_shown(target, project))
    if organization and not is_known and (done.organizations or not target.exists()):
        names = (found.organization.name, found.organization.short_name)
        done.given = given(organization, names, known, next(iter(done.organizations), None))


def _same_title(draft: Path, title: str) -> Iterator[Path]:
    """Yield the notices beside a draft that have its title: one of them is too many, whichever file it came from."""
    wanted = closed(title)
    for path in sorted(draft.parent.glob("*")):
        if not wanted or path == draft or path.suffix not in (".md", ".yaml"):
            continue
        record = load(f"notices/{path.parent.name}/{path.name}", path.read_bytes(), Diagnostics()).record
        if isinstance(record, Notice) and closed(record.title) == wanted:
            yield path


def _shown(path: Path, project: Path) -> Path:
    """Return a path as seen from the site's folder, where it is in there."""
    return path.relative_to(project) if path.is_relative_to(project) else path


def known_organizations(content: Path) -> list[tuple[str, str, str]]:
    """Return id, name and short name of the organizations of a site; files that cannot be read are passed over."""
    found = []
    for path in sorted((content / "organizations").glob("*.yaml")):
        record = load(f"organizations/{path.name}", path.read_bytes(), Diagnostics()).record
        if isinstance(record, Organization):
            found.append((record.id, record.name, record.short_name))
    return found
