"""Outputs → bytes in the staging folder (or nowhere, for a check), in one process or several."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gongkai.cache import Store
from gongkai.diagnostics import Diagnostic
from gongkai.pages.output import Output
from gongkai.stamps import Stamp, stamp_of
from gongkai.theme import Chrome, TemplateFailed, Theme
from gongkai.views import render


class Press(NamedTuple):
    """All a process needs to render: folders, what surrounds every page, and the addresses of assets."""

    project: Path
    bytecode: Path
    store: Path
    staging: Path | None
    chrome: Chrome
    assets: dict[str, str]


class Rendered(NamedTuple):
    """An output that lies ready under a staged name, or the diagnostic of the template that failed."""

    address: str
    staged: str
    stamp: Stamp | None
    failure: Diagnostic | None


def render_chunk(press: Press, outputs: Sequence[Output]) -> list[Rendered]:
    """Render outputs; stops at the first template that fails, because the others would fail alike."""
    theme = Theme(press.project / "templates", press.chrome, press.assets, press.bytecode)
    store = Store(press.store, read_only=True)
    rendered = []
    for output in outputs:
        try:
            data = render(output, theme, store, press.project)
        except TemplateFailed as failed:
            rendered.append(Rendered(output.address, "", None, failed.diagnostic))
            break
        rendered.append(_stage(press.staging, output.address, data))
    store.close()
    return rendered


def _stage(staging: Path | None, address: str, data: bytes) -> Rendered:
    if staging is None:
        return Rendered(address, "", None, None)
    name = hashlib.blake2b(address.encode(), digest_size=16).hexdigest()
    path = f"{staging}/{name}"
    with open(path, "wb") as file:  # noqa: PTH123 - called for every page
        file.write(data)
    return Rendered(address, name, stamp_of(path), None)
