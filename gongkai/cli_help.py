"""How help and complaints of usage look: every word translated, columns that Han characters, two columns wide, fit."""

import gettext
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from gongkai.language import catalogue
from gongkai.text import display_width, is_han

# A word, a name or a number stays whole; a Han character may begin a line, the sign behind it may not.
_PIECE = re.compile(r"[!-~]+|\s+|.[，。；：、！？）”…]*")
_SENTENCE = re.compile(r".*?(?:。|\.(?=\s|$))")
_QUOTED = re.compile(r"\s*'([^']*)'")


class _Formatter(click.HelpFormatter):
    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 32, col_spacing: int = 2) -> None:
        """Write options or commands with their explanations; the terminal wraps what is too long for it."""
        rows = list(rows)
        width = min(max(display_width(first) for first, _ in rows), col_max)
        indent = " " * self.current_indent
        for first, second in rows:
            gap = width - display_width(first)
            self.write(f"{indent}{first}")
            self.write(" " * (gap + col_spacing) if gap >= 0 else "\n" + indent + " " * (width + col_spacing))
            self.write(f"{second}\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph; unlike click's, its lines fit Han characters and break no name."""
        line = ""
        for piece in _PIECE.findall(" ".join(text.split())):
            if display_width((line + piece).rstrip()) > self.width - self.current_indent and line.strip():
                self.write(" " * self.current_indent + line.strip() + "\n")
                line = ""
            line += piece
        self.write(" " * self.current_indent + line.strip() + "\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line; a Chinese colon is as wide as one and a space."""
        usage = gettext.dgettext("messages", "Usage:")
        super().write_usage(prog, args, prefix or (usage if usage.endswith("：") else f"{usage} "))

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of its language."""
        self.write(f"{' ' * self.current_indent}{heading}{'：' if is_han(heading[-1:]) else ':'}\n")


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose usage line is translated; click translates all but the words for what may follow."""

    context_class = _Context

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        return [gettext.dgettext("messages", piece) for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002
        """Return the first sentence of the help, whole."""
        match = _SENTENCE.match(self.help or "")
        return match[0] if match else self.help or ""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the arguments; what is wrong with them is told with the signs of its language."""
        with _in_its_signs():
            return super().make_context(info_name, args, parent, **extra)


class Group(Command, click.Group):
    """A group of commands, likewise."""

    command_class = Command
    group_class = type

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; an unknown one is told with the signs of its language."""
        with _in_its_signs():
            return super().resolve_command(ctx, args)


@contextmanager
def _in_its_signs() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise click.UsageError(with_its_signs(error.format_message()), error.ctx) from None


def with_its_signs(words: str) -> str:
    """Return a complaint of click's, if it is Chinese, with Chinese quotation marks and full stops."""
    if not any(map(is_han, _QUOTED.sub("", words))):
        return words
    words = _QUOTED.sub("“\\1”", words).replace("”, “", "”、“").replace("”,“", "”、“")
    return re.sub(r"(?<=[^\x00-\x7f])\.(?=\s|$)", "。", words).replace("。 ", "。")


def add_help(group: click.Group, language: str) -> None:
    """Add the command `help` to the group: the same as --help behind a command."""
    _ = catalogue(language).gettext

    @group.command("help", help=_("Explain the commands, or one of them."))
    @click.argument("names", metavar=_("COMMAND…"), nargs=-1)
    @click.pass_context
    def show(context: click.Context, names: tuple[str, ...]) -> None:
        above = context.find_root()
        for name in names:
            command = above.command.get_command(above, name) if isinstance(above.command, click.Group) else None
            if command is None:
                raise click.UsageError(_("There is no command “{name}”.").format(name=name), above)
            above = command.context_class(command, info_name=name, parent=above)
        click.echo(above.get_help())
