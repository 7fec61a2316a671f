"""What options and arguments may say: each value is judged as it is given, with the way out. Click's own say less."""

from pathlib import Path
from typing import Any

import click

from gongkai.language import catalogue
from gongkai.text import printable
from gongkai.values import Wrong, date

_HIGHEST_PORT = 65535


class Answer(click.ParamType[str]):
    """An answer is judged as it is given: a wrong one is asked for again, or ends the command if it was an option."""

    name = "text"

    def __init__(self, language: str) -> None:
        self.translate = catalogue(language).gettext


class Words(Answer):
    """Any words, but some."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the words as one line."""
        words = " ".join(str(value).split())
        if not words:
            self.fail(self.translate("It must not be empty."), param, ctx)
        return words


class Date(Answer):
    """A date, as notices may write it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the date in ISO 8601."""
        read = date(str(value).strip())
        if isinstance(read, Wrong):
            words = self.translate("“{date}” is not a date. Write it as 2024-04-19.")
            if read.code == "date-impossible":
                words = self.translate("There is no such date: {date}.")
            elif read.nearest:
                words = self.translate("“{date}” is not a date. Did you mean {nearest}?")
            self.fail(words.format(date=printable(str(value)), nearest=read.nearest), param, ctx)
        return read


class Day(Date):
    """A full date: year, month and day."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day in ISO 8601."""
        read = super().convert(value, param, ctx)
        if len(read) != len("2024-04-19"):
            words = self.translate("“{date}” is no single day. Write it as 2024-04-19.")
            self.fail(words.format(date=printable(str(value))), param, ctx)
        return read


class Port(click.ParamType[int]):
    """A port to serve on."""

    name = "integer"

    def __init__(self, language: str) -> None:
        self.translate = catalogue(language).gettext

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        words = str(value)
        if not (words.isascii() and words.isdigit()) or int(words) > _HIGHEST_PORT:
            self.fail(self.translate("Write a number from 0 to {most}.").format(most=_HIGHEST_PORT), param, ctx)
        return int(words)


class OfficeFile(click.ParamType[Path]):
    """A file to be imported; whether it can be read is told by the import."""

    name = "file"

    def __init__(self, language: str) -> None:
        self.translate = catalogue(language).gettext

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path."""
        path = Path(value)
        if path.is_dir():
            words = self.translate("“{path}” is a folder. Name the files in it, such as {files}.")
            self.fail(words.format(path=path, files=path / "*.docx"), param, ctx)
        return path
