"""The command `schema`: writes what VS Code needs to complete and check notices, organizations and settings."""

from pathlib import Path

import click

from gongkai.language import catalogue


def add_schema(group: click.Group, language: str) -> None:
    """Add the command to the group, with help in `language`."""
    _ = catalogue(language).gettext

    @group.command(help=_("Write JSON Schemas and snippets, by which VS Code completes and checks what you write."))
    @click.option(
        "--into",
        type=click.Path(path_type=Path, file_okay=False),
        help=_("Another folder than .vscode/ of the site."),
    )
    @click.pass_obj
    def schema(project: Path, into: Path | None) -> None:
        from gongkai.editor import schema as editor_schema
        from gongkai.editor import snippets  # the model and its words: not for `--help`

        folder = into or project / ".vscode"
        files = {f"schemas/{name}": text for name, text in editor_schema.schemas().items()}
        files[snippets.FILE] = snippets.snippets()
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            click.echo(_("Written: {path}").format(path=path))
