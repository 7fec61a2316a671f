"""The option `check --fix`: shows what would be mended as a difference, asks, and writes file by file."""

import difflib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from gongkai.language import catalogue
from gongkai.mend import Mended, all_mended
from gongkai.text import printable
from gongkai.tree import walk

# A difference of a file that was damaged throughout is no reading for anybody.
_MOST_LINES = 400


def fix(project: Path, language: str, *, yes: bool) -> None:
    """Show what is mechanical, and write it if the editor agrees; all goes to stderr, findings follow on stdout."""
    from gongkai.diagnostics import Diagnostics

    _ = catalogue(language).gettext
    content = project / "content"
    found = all_mended(content, list(walk(content, (), Diagnostics())))
    if not found:
        click.echo(_("Nothing here can be mended mechanically."), err=True)
        return
    for one in found:
        for line in difference(one, language):
            click.echo(line, err=True)
    files = catalogue(language).ngettext("{count} file would change.", "{count} files would change.", len(found))
    click.echo(files.format(count=len(found)), err=True)
    if yes or (is_terminal() and click.confirm(_("Write these changes?"), err=True)):
        for one in found:
            write(content / one.path, one.data)
        done = catalogue(language).ngettext("{count} file was mended.", "{count} files were mended.", len(found))
        click.echo(done.format(count=len(found)) + "\n", err=True)
    else:
        click.echo(
            _("Nothing was written. To write it without being asked: python build.py check --fix --yes") + "\n",
            err=True,
        )


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


def difference(one: Mended, language: str) -> Iterator[str]:
    """Yield the lines of a unified difference, and what it cannot show."""
    _ = catalogue(language).gettext
    name = f"content/{one.path}"
    for words in one.unseen:
        yield f"{name}: {_(words)}"
    before, after = one.before.split("\n"), one.after.split("\n")
    now, mended = _("now"), _("mended")  # outside of the f-strings, where not every Python shows them to Babel
    lines = difflib.unified_diff(before, after, f"{name} ({now})", f"{name} ({mended})", n=1, lineterm="")
    for number, line in enumerate(lines):
        if number == _MOST_LINES:
            yield "…"
            return
        yield printable(line)


def write(path: Path, data: bytes) -> None:
    """Replace a file at once: whoever reads it meanwhile gets the old one or the new one, whole."""
    target = Path(os.path.realpath(path))  # a link of content/ leads to a file of content/: that one is replaced
    temporary = target.with_name(f".{target.name}.tmp")
    temporary.write_bytes(data)
    temporary.chmod(target.stat().st_mode & 0o7777)
    temporary.replace(target)
