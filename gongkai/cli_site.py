"""What every command asks first: in which folder the site is, and which language its editor reads."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import click

from gongkai.language import LANGUAGES, catalogue


def project_option(language: str) -> click.Option:
    """Return the option that names the folder of the site."""
    return click.Option(
        ["--project"],
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help=catalogue(language).gettext("The folder of the site, with site.toml. Default: this folder."),
    )


def project_named(arguments: Iterable[str]) -> Path:
    """Return the folder that --project names, before the commands are made: their help is in the site's language."""
    settings = {"ignore_unknown_options": True, "allow_extra_args": True, "allow_interspersed_args": False}
    alone = click.Command(None, params=[project_option("en")], context_settings=settings)
    found = alone.make_context(None, list(arguments), resilient_parsing=True).params["project"]
    return found if isinstance(found, Path) else Path()


def language_of(project: Path) -> str:
    """Return the language of messages: GONGKAI_LANGUAGE, else the site's, else Chinese."""
    chosen = os.environ.get("GONGKAI_LANGUAGE", "")
    if chosen not in LANGUAGES:
        try:
            match = re.search(r'^\s*language\s*=\s*"(\w+)"', (project / "site.toml").read_text("utf-8"), re.MULTILINE)
        except (OSError, UnicodeDecodeError):
            match = None
        chosen = match[1] if match else "zh"
    return chosen if chosen in LANGUAGES else "zh"


def require_site(project: Path, language: str) -> None:
    """Stop where there is no site; raises click.UsageError."""
    if not (project / "site.toml").is_file():
        _ = catalogue(language).gettext
        words = _(
            "There is no site.toml in {folder}. Run the command in the folder of the site, or name it with --project."
        )
        raise click.UsageError(words.format(folder=project.resolve()))
