"""The commands `new notice` and `new organization`: they ask for what they need, or take it as options."""

import re
from pathlib import Path
from typing import Any

import click

from gongkai.cli_site import language_of, require_site
from gongkai.cli_values import Answer, Date, Words
from gongkai.language import catalogue
from gongkai.model import Kind
from gongkai.skeleton import NOTICE_NAME, ORGANIZATION_NAME, WORDS, notice_text, organization_text, write_new
from gongkai.text import nearest, printable


class _Name(Answer):
    """A name in an address, of the form `pattern`, which `rule` says in words.

    `path` is that of the file it is for, which must not be there yet.
    """

    def __init__(self, pattern: re.Pattern[str], rule: str, language: str, path: str = "") -> None:
        super().__init__(language)
        self.pattern = pattern
        self.rule = rule
        self.path = path

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name."""
        name = str(value).strip()
        if not self.pattern.fullmatch(name):
            words = self.translate("“{name}” cannot become a web address: {rule}.")
            self.fail(words.format(name=printable(name), rule=self.rule), param, ctx)
        known = ctx.params if ctx else {}
        path = self.path.format_map({"organization": known.get("organization", ""), "name": name})
        if ctx and path and (Path(ctx.obj) / path).exists():
            self.fail(self.translate("{path} is there already; it was not changed.").format(path=path), param, ctx)
        return name


def _organization_name(language: str, path: str = "") -> _Name:
    rule = catalogue(language).gettext("use small Latin letters, digits and hyphens, beginning with a letter")
    return _Name(ORGANIZATION_NAME, rule, language, path)


def _notice_name(language: str, path: str) -> _Name:
    _ = catalogue(language).gettext
    rule = _("use small Latin letters, digits and hyphens, beginning with a letter or a digit")
    return _Name(NOTICE_NAME, rule, language, path)


class _Organization(click.Option):
    """Who publishes: where it is asked for, those that are there are listed, and an unknown one is asked about."""

    def prompt_for_value(self, ctx: click.Context) -> Any:
        """Return the id that was meant."""
        _ = catalogue(language_of(ctx.obj)).gettext
        known = sorted(path.stem for path in (ctx.obj / "content/organizations").glob("*.yaml"))
        if known:
            click.echo(_("Organizations: {known}").format(known=", ".join(known)))
        while (name := super().prompt_for_value(ctx)) not in known and known:
            if close := nearest(name, known):
                words = _("There is no organization {name} yet. Did you mean {nearest}?")
                if click.confirm(words.format(name=name, nearest=close), default=True):
                    return close
            if click.confirm(_("Is {name} a new organization?").format(name=name), default=False):
                return name
        return name


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
        cls=_Organization,
        metavar=_("ID"),
        type=_organization_name(language),
        prompt=_("Organization (id)"),
        help=_("Who publishes it: the id of an organization."),
    )
    @click.option(
        "--name",
        metavar=_("NAME"),
        type=_notice_name(language, "content/notices/{organization}/{name}.md"),
        prompt=_("Name of the file, such as 2024-inspection"),
        help=_("Its name in the address."),
    )
    @click.option(
        "--title",
        type=Words(language),
        metavar=_("TEXT"),
        prompt=_("Title"),
        help=_("The title of the notice."),
    )
    @click.option(
        "--kind",
        type=click.Choice([kind.chinese for kind in Kind] + [kind.value for kind in Kind]),
        default=Kind.rectification.chinese,
        help=_("The kind of notice."),
    )
    @click.option(
        "--published",
        metavar=_("YYYY-MM-DD"),
        type=Date(language),
        prompt=_("Date of publication, such as 2024-04-19"),
        help=_("The date of publication."),
    )
    @click.pass_obj
    def notice(project: Path, organization: str, name: str, title: str, kind: str, published: str) -> None:
        chosen = next(member for member in Kind if kind in (member.chinese, member.value))
        written = notice_text(title, chosen, published, words)
        _write(project, f"content/notices/{organization}/{name}.md", written, language)
        _point_to_organization(project, organization, language)


def _point_to_organization(project: Path, organization: str, language: str) -> None:
    """Say how to begin the organization, if it is not there yet."""
    if not (project / "content/organizations" / f"{organization}.yaml").exists():
        words = catalogue(language).gettext("The organization is not there yet. Begin it with: {command}")
        click.echo(words.format(command=f"python build.py new organization {organization}"))


def _add_organization(new: click.Group, language: str, words: dict[str, str]) -> None:
    _ = catalogue(language).gettext

    @new.command(help=_("Begin an organization. ID is its name in addresses, such as luoyang-gsl."))
    @click.argument(
        "organization",
        metavar=_("ID"),
        type=_organization_name(language, "content/organizations/{name}.yaml"),
    )
    @click.option(
        "--name",
        type=Words(language),
        metavar=_("TEXT"),
        prompt=_("Full name"),
        help=_("The full name of the organization."),
    )
    @click.pass_obj
    def organization(project: Path, organization: str, name: str) -> None:
        _write(project, f"content/organizations/{organization}.yaml", organization_text(name, words), language)


def _write(project: Path, path: str, text: str, language: str) -> None:
    _ = catalogue(language).gettext
    try:
        write_new(project / path, text)
    except FileExistsError:
        if not (project / path).exists():
            raise  # a file lies where a folder is needed
        raise click.UsageError(_("{path} is there already; it was not changed.").format(path=path)) from None
    click.echo(
        _("Written: {path}. Open it in an editor; “python build.py serve” shows it while you write.").format(path=path)
    )
