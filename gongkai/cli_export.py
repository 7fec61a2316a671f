"""The command `export`: gives a notice back to the office, as a document or as a ledger of its problems."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli_site import require_site
from gongkai.language import catalogue
from gongkai.text import nearest, printable

if TYPE_CHECKING:
    from gongkai.model import Notice

_SUFFIXES = (".md", ".yaml")
_FORMS = ("docx", "xlsx")
# So many ids are proposed for a name that is part of several.
_MOST_NAMED = 5


def add_export(group: click.Group, language: str) -> None:
    """Add the command to the group, with help in `language`."""
    _ = catalogue(language).gettext

    @group.command(
        help=_(
            "Write a notice as a Word document, or its problems as a ledger in Excel."
            " The notice is named by its id, such as luoyang-gsl/2024-inspection, or by its file."
        )
    )
    @click.argument("notice", metavar=_("NOTICE"))
    @click.option(
        "--format",
        "form",
        type=click.Choice(_FORMS),
        help=_(
            "A document in the layout of official documents, or a ledger of the problems. Default: what --output says."
        ),
    )
    @click.option(
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help=_("The file to write. Default: named after the notice, in this folder."),
    )
    @click.option("--force", is_flag=True, help=_("Write over a file that is there already."))
    @click.pass_obj
    def export(project: Path, notice: str, form: str | None, output: Path | None, force: bool) -> None:
        require_site(project, language)
        form = _form(form, output, language)
        found = _notice(project, notice, language)
        if form == "xlsx" and not found.problems:
            raise click.ClickException(_("The notice lists no problems: there is nothing for a ledger."))
        target = output or Path(f"{found.id.replace('/', '-')}.{form}")
        if target.exists() and not force:
            words = _("{path} is there already; it was not changed. --force writes over it.")
            raise click.UsageError(words.format(path=target))
        target.write_bytes(_made(found, form))
        click.echo(_("Written: {path}").format(path=target))


def _form(form: str | None, output: Path | None, language: str) -> str:
    """Return the format that is meant; raises click.UsageError where the options or the disk do not agree."""
    _ = catalogue(language).gettext
    if output is None:
        return form or _FORMS[0]
    ending = output.suffix.lower().removeprefix(".") or form or _FORMS[0]
    if ending not in _FORMS or (form and form != ending):
        words = _("The name of {file} must end in {ending}, as its format does.")
        ending = f".{form}" if form else _(" or ").join(f".{one}" for one in _FORMS)
        raise click.UsageError(words.format(file=output, ending=ending))
    if not output.parent.is_dir():
        raise click.UsageError(_("There is no folder {folder}. Make it first.").format(folder=output.parent))
    return ending


def _made(notice: "Notice", form: str) -> bytes:
    if form == "xlsx":
        from gongkai.office.ledger import ledger_of

        return ledger_of(notice)
    from gongkai.office.document import document_of  # python-docx takes a third of a second

    return document_of(notice)


def _notice(project: Path, named: str, language: str) -> "Notice":
    """Return the notice of an id or a path; one that has errors is not exported."""
    from gongkai.diagnostics import Diagnostics
    from gongkai.load import load
    from gongkai.model import Notice
    from gongkai.notes import with_notes
    from gongkai.report import as_text

    _ = catalogue(language).gettext
    path = _path(project, named, language)
    found = Diagnostics()
    loaded = load(f"notices/{path.parent.resolve().name}/{path.name}", path.read_bytes(), found)
    for diagnostic in found.errors:
        click.echo(as_text(diagnostic, language) + "\n", err=True)
    if found.errors or not isinstance(loaded.record, Notice):
        raise click.ClickException(_("Nothing was written: the notice has errors."))
    return with_notes(loaded.record, loaded.exceptions)


def _path(project: Path, named: str, language: str) -> Path:
    from gongkai.roles import role_of

    folder = project / "content/notices"
    asked = named.strip("/").removeprefix("notices/").removesuffix("/index.html")
    known = [Path(named), *(folder / f"{asked}{suffix}" for suffix in _SUFFIXES)]
    for path in known:
        role = role_of(f"notices/{path.resolve().parent.name}/{path.name}")
        if path.is_file() and role and role[0] == "notice":
            return path
    _ = catalogue(language).gettext
    ids = [f"{path.parent.name}/{path.stem}" for path in sorted(folder.glob("*/*")) if path.suffix in _SUFFIXES]
    close = [known for known in ids if asked and asked in known][:_MOST_NAMED] or [nearest(asked, ids)]
    words = _("There is no notice “{name}”.")
    if any(close):
        words += _(" Did you mean {nearest}?")
    raise click.UsageError(words.format(name=printable(named), nearest=_(" or ").join(close)))
