"""The command `import`: office documents become draft notices, and what was found is told."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongkai.cli_site import require_site
from gongkai.cli_values import Answer, OfficeFile
from gongkai.language import catalogue
from gongkai.skeleton import ORGANIZATION_NAME

if TYPE_CHECKING:
    from gongkai.importers.importing import Imported

_FORMS = ("md", "yaml")


class _OrganizationId(Answer):
    """The id of an organization; of one that is given by its name, the id is said."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id."""
        if not ORGANIZATION_NAME.fullmatch(str(value)):
            from gongkai.importers.importing import known_organizations
            from gongkai.importers.organization_given import no_id

            known = known_organizations(ctx.obj / "content") if ctx else []
            self.fail(no_id(str(value), known, self.translate), param, ctx)
        return str(value)


def add_import(group: click.Group, language: str) -> None:
    """Add the command `import`, with help in `language`."""
    _ = catalogue(language).gettext

    @group.command("import", help=_("Make draft notices of office documents (Word, PDF, Excel, plain text)."))
    @click.argument("files", metavar=_("FILE…"), nargs=-1, required=True, type=OfficeFile(language))
    @click.option(
        "--organization",
        metavar=_("ID"),
        type=_OrganizationId(language),
        help=_("Who publishes it. Default: what the document says."),
    )
    @click.option(
        "--into",
        metavar=_("FOLDER"),
        type=click.Path(path_type=Path, file_okay=False),
        help=_("Another folder for the drafts than content/notices/<organization>/."),
    )
    @click.option("--format", "form", type=click.Choice(_FORMS), default="md", help=_("How the draft is written."))
    @click.option(
        "--report",
        type=click.Choice(["text", "json"]),
        default="text",
        help=_("How findings are told: for people, or for machines."),
    )
    @click.pass_obj
    def import_(project: Path, /, files: tuple[Path, ...], report: str, **options: Any) -> None:
        require_site(project, language)
        from gongkai.importers.importing import import_file

        done: list[Imported] = []
        try:
            done.extend(import_file(project, path, language=language, **options) for path in files)
        finally:  # what was written is told, even if the next draft cannot be
            _show(done, report, language)
        if any(one.filed is None for one in done):
            sys.exit(1)


def _show(done: "list[Imported]", report: str, language: str) -> None:
    from gongkai.importers.organization_given import lines_of
    from gongkai.importers.report import as_json, as_text
    from gongkai.importers.returning import as_text as returned_text
    from gongkai.report import as_text as finding_text

    _ = catalogue(language).gettext
    if report == "json":
        click.echo(as_json([one.data for one in done]))
        return
    for one in done:
        for finding in one.diagnostics:
            click.echo(finding_text(finding, language) + "\n")
        if one.returned:
            click.echo(returned_text(one.returned, one.data["file"], language) + "\n")
        if one.found and one.draft and one.filed:
            click.echo(as_text(one.found, one.draft, one.filed, _))
            for path in one.same_title:
                words = _("A notice of this title is there already: {path}. Compare the two; do not publish both.")
                click.echo("  " + words.format(path=path.as_posix()))
            for line in lines_of(one.given, _) if one.given else ():
                click.echo(f"  {line}")
            for path in one.organizations if not one.given else ():
                click.echo("  " + _("Organization drafted: {path}").format(path=path.as_posix()))
            click.echo()
