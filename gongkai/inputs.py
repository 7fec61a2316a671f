"""All a build reads: settings, templates, assets, and which files of content there are."""

from pathlib import Path
from typing import NamedTuple

from gongkai.assets import Asset, read_assets
from gongkai.cache import State
from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place
from gongkai.model import Url
from gongkai.outcome import Options
from gongkai.seal import shell_of, today
from gongkai.settings import FILE, Read, Settings, read_settings
from gongkai.source import decode
from gongkai.stamps import Stamp
from gongkai.tree import walk


class Inputs(NamedTuple):
    """What was found in a project. `as_of` is the day that counts as today (ISO 8601)."""

    settings: Settings
    owner: Place  # where the settings name the owner
    as_of: str
    stamps: dict[str, Stamp]
    assets: dict[str, Asset]
    shell: str


def read_inputs(project: Path, options: Options, before: State, diagnostics: Diagnostics) -> Inputs:
    """Return the inputs of a project; names of files that the last build read are not judged again."""
    settings, owner = _settings(project, diagnostics)
    _check_templates(project, diagnostics)
    return Inputs(
        settings=settings,
        owner=owner,
        as_of=options.as_of or today(options.now, settings.utc_offset),
        stamps=walk(project / "content", before.stamps, diagnostics),
        assets=read_assets(project / "assets"),
        shell=shell_of(project),
    )


def _settings(project: Path, diagnostics: Diagnostics) -> Read:
    """Return the settings; broken ones are reported and replaced, so that one run shows all problems."""
    nothing = Read(Settings(title="", address=Url("https://example.org")), Place(FILE))
    try:
        data = (project / FILE).read_bytes()
    except OSError:
        diagnostics.add("settings-missing", Place(FILE))
        return nothing
    return read_settings(data, diagnostics) or nothing


def _check_templates(project: Path, diagnostics: Diagnostics) -> None:
    for path in sorted((project / "templates").rglob("*.html")):
        decode(path.read_bytes(), path.relative_to(project).as_posix(), diagnostics)
