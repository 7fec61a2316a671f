"""What passes between editors and `check` in the file of a notice: kept with it, and no part of it.

Not in `model`, so that neither the canonical JSON nor the public data can hold it.
"""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import asdict

from gongkai.model import Notice, Record


class Exemption(Record, frozen=True, kw_only=True):
    """A finding of `check` that is meant to stay in this notice, and why."""

    rule: Annotated[str, Meta(title="规则")]
    reason: Annotated[str, Meta(title="原因")]


class NoticeFile(Notice, frozen=True, kw_only=True):
    """The fields that the file of a notice may have: its own, and the notes of its editors."""

    exceptions: Annotated[tuple[Exemption, ...], Meta(title="例外")] = ()


def with_notes(notice: Notice, exceptions: tuple[Exemption, ...]) -> Notice:
    """Return a notice as its file has it: with the notes of its editors, where there are any."""
    return NoticeFile(**asdict(without_notes(notice)), exceptions=exceptions) if exceptions else notice


def without_notes(notice: Notice) -> Notice:
    """Return the notice alone: what is public, hashed, and told by its canonical JSON."""
    return Notice(**{name: getattr(notice, name) for name in Notice.__struct_fields__})


def notes_of(notice: Notice) -> tuple[Exemption, ...]:
    """Return the exceptions that stand beside a notice."""
    return notice.exceptions if isinstance(notice, NoticeFile) else ()
