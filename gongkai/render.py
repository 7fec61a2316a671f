"""Outputs → bytes in the staging folder (or nowhere, for a check), in one process or several."""

import hashlib
import os
from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gongkai.cache import Store
from gongkai.finding import Diagnostic
from gongkai.pages.output import Output
from gongkai.stamps import Stamp
from gongkai.theme import Chrome, TemplateFailed, Theme
from gongkai.views import render


class Press(NamedTuple):
    """All a process needs to render: folders, what surrounds every page, and the addresses of assets by name."""

    project: Path
    bytecode: Path
    store: Path
    staging: Path | None
    chrome: Chrome
    assets: tuple[tuple[str, str], ...]


class Rendered(NamedTuple):
    """An output that lies ready under a staged name, or the diagnostic of the template that failed."""

    address: str
    staged: str
    stamp: Stamp | None
    failure: Diagnostic | None


def render_chunk(press: Press, outputs: Sequence[Output]) -> list[Rendered]:
    """Render outputs; stops at the first template that fails, because the others would fail alike."""
    theme = _theme(press)
    rendered = []
    with closing(Store(press.store, read_only=True)) as store:
        for output in outputs:
            try:
                data = render(output, theme, store, press.project)
            except TemplateFailed as failed:
                rendered.append(Rendered(output.address, "", None, failed.diagnostic))
                break
            rendered.append(_stage(press.staging, output.address, data))
    return rendered


@lru_cache(maxsize=1)
def _theme(press: Press) -> Theme:
    """Return the theme of a build, one in each process: to load the templates takes longer than to render a page."""
    return Theme(press.project / "templates", press.chrome, dict(press.assets), press.bytecode)


def _stage(staging: Path | None, address: str, data: bytes) -> Rendered:
    if staging is None:
        return Rendered(address, "", None, None)
    name = hashlib.blake2b(address.encode(), digest_size=16).hexdigest()
    # One write, and the stamp from the open file: a site has some seven files for each notice.
    with open(f"{staging}/{name}", "wb", buffering=0) as file:  # noqa: PTH123
        file.write(data)
        status = os.fstat(file.fileno())
    return Rendered(address, name, Stamp(status.st_size, status.st_mtime_ns), None)
