"""The command line: the only place that prints, prompts or exits.

Exit codes: 0 fine, 1 the content has errors or a file cannot be written, 2 wrong usage.
"""

import datetime
import gc
import gettext
import os
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongkai import VERSION
from gongkai.cli_export import add_export
from gongkai.cli_help import Group, add_help
from gongkai.cli_import import add_import
from gongkai.cli_new import add_new
from gongkai.cli_schema import add_schema
from gongkai.cli_serve import add_serve
from gongkai.cli_site import language_of, project_named, project_option, require_site
from gongkai.cli_values import Day
from gongkai.language import LOCALE_PATH, catalogue

if TYPE_CHECKING:
    from gongkai.diagnostics import Diagnostics
    from gongkai.outcome import Options, Report

# A build prints this many warnings; `check` prints all.
_WARNINGS_SHOWN = 20


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.disable()  # a build makes many values and few circles; collecting them costs a tenth of its time
    language = language_of(project_named(sys.argv[1:] if arguments is None else arguments))
    if language != "en":
        gettext.bindtextdomain("messages", str(LOCALE_PATH))  # click's own words
        os.environ["LANGUAGE"] = language
    try:
        commands(language).main(arguments, prog_name="python build.py")
    except OSError as error:
        from gongkai.failures import told

        words = told(error, language)
        if not words:
            raise  # an error of ours
        click.ClickException(words).show()
        sys.exit(1)


def commands(language: str) -> click.Group:
    """Return the commands, with their help in `language`."""
    _ = catalogue(language).gettext

    @click.group(
        cls=Group,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=_("Publishes disclosure notices as a website. Start with: python build.py build"),
    )
    @click.version_option(VERSION, prog_name="gongkai", message="%(prog)s %(version)s")
    @click.pass_context
    def group(context: click.Context, project: Path) -> None:
        context.obj = project

    group.params.insert(0, project_option(language))
    shared = _shared_options(language)

    @group.command(help=_("Build the site into public/. Nothing there changes if the content has errors."))
    @shared
    @click.option("--output", type=click.Path(path_type=Path, file_okay=False), help=_("Another folder than public/."))
    @click.pass_obj
    def build(project: Path, /, output: Path | None, **options: Any) -> None:
        _run(project, language, publish=True, public=output, **options)

    @group.command(help=_("Check everything as a build does, and write nothing but what --fix is told to."))
    @shared
    @click.option("--fix", "mend", is_flag=True, help=_("Mend what is mechanical: show the difference, ask, write it."))
    @click.option("--yes", is_flag=True, help=_("With --fix: write without asking."))
    @click.pass_obj
    def check(project: Path, /, *, mend: bool, yes: bool, **options: Any) -> None:
        if yes and not mend:
            raise click.UsageError(_("--yes goes with --fix."))
        if mend:
            require_site(project, language)
            from gongkai.cli_fix import fix  # loads what reading content needs

            fix(project, language, yes=yes)
        _run(project, language, publish=False, public=None, **options)

    add_serve(group, language, _progress)
    for add in (add_new, add_import, add_export, add_schema, add_help):
        add(group, language)
    return group


def _shared_options(language: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    _ = catalogue(language).gettext
    options = [
        click.option(
            "--as-of",
            type=Day(language),
            metavar=_("YYYY-MM-DD"),
            help=_("The day that counts as today, such as 2024-04-19."),
        ),
        click.option("--drafts/--no-drafts", default=False, help=_("Show drafts and notices of a later date too.")),
        click.option("--strict/--no-strict", default=False, help=_("Warnings count as errors.")),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json", "github"]),
            default="text",
            help=_("How findings are printed: for people, or for machines."),
        ),
    ]

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _run(
    project: Path,
    language: str,
    *,
    publish: bool,
    public: Path | None,
    as_of: str | None,
    drafts: bool,
    strict: bool,
    form: str,
) -> None:
    """Build or check, print what was found, and exit with 1 if the content has errors."""
    require_site(project, language)
    from gongkai.diagnostics import BuildFailed
    from gongkai.outcome import Options
    from gongkai.report import checked, counted, summary
    from gongkai.seal import unchanged

    options = Options(
        now=datetime.datetime.now(datetime.UTC),
        as_of=as_of or "",
        drafts=drafts,
        strict=strict,
        publish=publish,
        public=public,
    )
    _ = catalogue(language).gettext
    try:
        report = unchanged(project, options) or _build(project, options, language)
    except BuildFailed as failed:
        _print_findings(failed.diagnostics, form, language)
        outcome = _("The site was not changed.") if publish else _("Not ready for publication.")
        click.echo(f"{counted(failed.diagnostics, language)} · {outcome}", err=form != "text")
        sys.exit(1)
    _print_findings(report.diagnostics, form, language, most=_WARNINGS_SHOWN if publish else None)
    if form == "text":
        click.echo(summary(report, language) if publish else checked(report, language))


def _build(project: Path, options: "Options", language: str) -> "Report":
    from gongkai.pipeline import build  # only where something may have to be done: it loads all the rest

    return build(project, options, _progress(language))


def _print_findings(diagnostics: "Diagnostics", form: str, language: str, most: int | None = None) -> None:
    """Print findings: as text at most so many, because a build says above all what it did.

    Errors come last there: of a long list, a terminal shows the end. For machines all stand by place.
    """
    from gongkai import report

    if form == "json":
        click.echo(report.as_json(diagnostics, language))
        return
    if form == "github":
        for diagnostic in diagnostics:
            click.echo(report.as_github(diagnostic, language))
        return
    ordered = (
        sorted(diagnostics, key=lambda one: one.severity == "error") if diagnostics.count("error") else diagnostics
    )
    for diagnostic in islice(ordered, most):
        click.echo(report.as_text(diagnostic, language) + "\n")
    if most is not None and len(diagnostics) > most:
        words = catalogue(language).ngettext(
            "{count} more finding: python build.py check shows it.",
            "{count} more findings: python build.py check shows all.",
            len(diagnostics) - most,
        )
        click.echo(words.format(count=len(diagnostics) - most) + "\n")


def _progress(language: str) -> Callable[[str, int, int], None]:
    """Return a progress line on the terminal; quiet elsewhere."""
    words = catalogue(language).gettext
    names = {"read": words("Reading"), "render": words("Writing pages")}
    terminal = sys.stderr.isatty()

    def show(phase: str, done: int, total: int) -> None:
        if terminal:
            end = "\r\x1b[K" if done >= total else ""
            click.echo(f"\r{names[phase]} {done}/{total}{end}", nl=False, err=True)

    return show
