"""The command `serve`: the preview, its options and what it says."""

import datetime
import sys
from collections.abc import Callable
from pathlib import Path

import click

from gongkai.cli_site import require_site
from gongkai.cli_values import Day, Port
from gongkai.language import catalogue

Progress = Callable[[str, int, int], None]


def add_serve(group: click.Group, language: str, progress: Callable[[str], Progress]) -> None:
    """Add `serve` to the commands, with help in `language`; `progress` makes the line shown during the first build."""
    _ = catalogue(language).gettext

    @group.command(help=_("Show the site on this computer; after each save it is built again and the browser follows."))
    @click.option(
        "--port",
        type=Port(language),
        default=8000,
        metavar=_("NUMBER"),
        help=_("The port to serve on, 0 for any. Default: 8000, or the next one that is free."),
    )
    @click.option(
        "--as-of",
        type=Day(language),
        metavar=_("YYYY-MM-DD"),
        help=_("The day that counts as today, such as 2024-04-19."),
    )
    @click.option("--drafts/--no-drafts", default=True, help=_("Show drafts and notices of a later date too."))
    @click.option("--open/--no-open", "open_browser", default=False, help=_("Open the page in the browser."))
    @click.pass_obj
    def serve(project: Path, port: int, as_of: str | None, drafts: bool, open_browser: bool) -> None:
        require_site(project, language)
        from gongkai import preview
        from gongkai.outcome import Options

        try:
            fine = preview.serve(
                project,
                Options(as_of=as_of or "", drafts=drafts),
                language=language,
                port=port,
                open_browser=open_browser,
                clock=lambda: datetime.datetime.now(datetime.UTC),
                say=click.echo,
                progress=progress(language),
            )
        except preview.NoFreePort:
            words = _("Port {port} and those after it are taken. Name another with --port.")
            raise click.BadParameter(words.format(port=port), param_hint="--port") from None
        if not fine:
            sys.exit(1)
