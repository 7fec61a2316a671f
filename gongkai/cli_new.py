"""The commands `new notice` and `new organization`: they ask for what they need, or take it as options."""

from pathlib import Path
from typing import Any

import click

from gongkai import dates
from gongkai.cli_site import require_site
from gongkai.language import catalogue
from gongkai.model import Kind
from gongkai.skeleton import NOTICE_NAME, ORGANIZATION_NAME, WORDS, notice_text, organization_text, write_new


def add_new(group: click.Group, language: str) -> None:
    """Add the group `new` to the commands, with help and questions in `language`."""
    _ = catalogue(language).gettext

    @group.group(help=_("Begin a new notice or organization."))
    @click.pass_obj
    def new(project: Path) -> None:
        require_site(project, language)

    words = {name: _(sentence) for name, sentence in WORDS.items()}
    _add_notice(new, language, words)
    _add_organization(new, language, words)


def _add_notice(new: click.Group, language: str, words: dict[str, str]) -> None:
    _ = catalogue(language).gettext

    @new.command(help=_("Begin a notice: a draft with all that belongs into it."))
    @click.option(
        "--organization",
        metavar="ID",
        prompt=_("Organization (id)"),
        help=_("Who publishes it: the id of an organization."),
    )
    @click.option(
        "--name",
        metavar="NAME",
        prompt=_("Name of the file, such as 2024-inspection"),
        help=_("Its name in the address."),
    )
    @click.option("--title", metavar=_("TEXT"), prompt=_("Title"), help=_("The title of the notice."))
    @click.option(
        "--kind",
        type=click.Choice([kind.chinese for kind in Kind] + [kind.value for kind in Kind]),
        default=Kind.rectification.chinese,
        help=_("The kind of notice."),
    )
    @click.option(
        "--published",
        metavar="YYYY-MM-DD",
        prompt=_("Date of publication, such as 2024-04-19"),
        help=_("The date of publication."),
    )
    @click.pass_obj
    def notice(project: Path, organization: str, name: str, title: str, kind: str, published: str) -> None:
        _named(organization, ORGANIZATION_NAME, "--organization", language)
        _named(name, NOTICE_NAME, "--name", language)
        chosen = next(member for member in Kind if kind in (member.chinese, member.value))
        written = notice_text(title, chosen, _dated(published, language), words)
        _write(project, f"content/notices/{organization}/{name}.md", written, language)
        if not (project / "content/organizations" / f"{organization}.yaml").exists():
            command = f"python build.py new organization {organization}"
            click.echo(_("The organization is not there yet. Begin it with: {command}").format(command=command))


def _add_organization(new: click.Group, language: str, words: dict[str, str]) -> None:
    _ = catalogue(language).gettext

    @new.command(help=_("Begin an organization. ID is its name in addresses, such as luoyang-gsl."))
    @click.argument("organization", metavar="ID")
    @click.option("--name", metavar=_("TEXT"), prompt=_("Full name"), help=_("The full name of the organization."))
    @click.pass_obj
    def organization(project: Path, organization: str, name: str) -> None:
        _named(organization, ORGANIZATION_NAME, "ID", language)
        _write(project, f"content/organizations/{organization}.yaml", organization_text(name, words), language)


def _named(name: str, pattern: Any, option: str, language: str) -> None:
    if not pattern.fullmatch(name):
        hint = catalogue(language).gettext(
            "{name} cannot become a web address: use small Latin letters, digits and hyphens."
        )
        raise click.BadParameter(hint.format(name=name), param_hint=option)


def _dated(published: str, language: str) -> str:
    try:
        date = dates.parse(published)
    except ValueError:
        date = None
    if date is None:
        hint = catalogue(language).gettext("{date} is not a date. Write it as 2024-04-19.").format(date=published)
        raise click.BadParameter(hint, param_hint="--published")
    return date


def _write(project: Path, path: str, text: str, language: str) -> None:
    _ = catalogue(language).gettext
    try:
        write_new(project / path, text)
    except FileExistsError:
        raise click.UsageError(_("{path} is there already; it was not changed.").format(path=path)) from None
    click.echo(
        _("Written: {path}. Open it in an editor; “python build.py serve” shows it while you write.").format(path=path)
    )
