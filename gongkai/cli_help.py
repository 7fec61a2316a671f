"""How help looks: every word of it translated, and columns that Han characters, two columns wide, do not shift."""

import gettext
from collections.abc import Iterable

import click

from gongkai.text import display_width


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


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose usage line is translated; click translates all but the words for what may follow."""

    context_class = _Context

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the pieces of the usage line."""
        return [gettext.dgettext("messages", piece) for piece in super().collect_usage_pieces(ctx)]


class Group(Command, click.Group):
    """A group of commands, likewise."""

    command_class = Command
    group_class = type
