"""Lines as one text in which every place is known: a rule runs over the whole once, and pays for places when it finds.

Running each pattern over each line would cost ten times as much. Knows nothing of what the lines mean.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from gongkai.fields import Reader, names_of
from gongkai.finding import Place
from gongkai.markdown_slips import Line
from gongkai.model import Problem

_CLASSES = bytearray(b"." * 256)
_CLASSES[ord("0") : ord("9") + 1] = b"0" * 10
_CLASSES[ord("A") : ord("Z") + 1] = b"A" * 26
_CLASSES[ord(" ")] = _CLASSES[ord("-")] = ord("-")
_FIELD_NAME = re.compile("[:：]")


class Body:
    """The text of lines, joined; offsets in it lead back to file, line and column."""

    def __init__(self, lines: Sequence[Line], reader: Reader) -> None:
        self.lines = lines
        self.reader = reader
        self.text = "\n".join([line.content for line in lines])

    @cached_property
    def classes(self) -> bytes:
        """The text as classes of signs: 0 a digit, A a capital letter, - a space or a hyphen, else a dot.

        Whether some long number is there at all, this tells in a tenth of the time that a pattern takes.
        """
        return self.text.encode("ascii", "replace").translate(_CLASSES)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line.content) + 1 for line in self.lines)]

    def index_at(self, offset: int) -> int:
        """Return the index of the line that holds an offset."""
        return min(bisect_right(self._starts, offset), len(self.lines)) - 1

    def line_at(self, offset: int) -> tuple[Line, int]:
        """Return the line that holds an offset, and how far into the line it lies."""
        index = self.index_at(offset)
        return self.lines[index], offset - self._starts[index]

    def place(self, start: int, end: int) -> Place:
        """Return the place of the characters from `start` up to `end`."""
        line, inside = self.line_at(start)
        return self.reader.text.place(line.number, line.column + inside, end - start)

    def report(self, code: str, start: int, end: int, **values: object) -> None:
        """Collect a finding about the characters from `start` up to `end`."""
        self.reader.diagnostics.add(code, self.place(start, end), **values)

    def is_field(self, offset: int) -> bool:
        """Whether an offset lies in a field of a problem, behind its name."""
        line, inside = self.line_at(offset)
        return _FIELD_NAME.split(line.content[: inside + 1], maxsplit=1)[0].strip() in names_of(Problem)


class File(Body):
    """The whole file as a body, front matter included."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.text = "\n".join(reader.text.lines)

    @cached_property
    def lines(self) -> Sequence[Line]:  # type: ignore[override]  # made only where something is found
        """The lines of the file."""
        return [Line(content, number) for number, content in enumerate(self.reader.text.lines, 1)]
