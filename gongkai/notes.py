"""What passes between editors and `check` in the file of a notice: kept with it, and no part of it.

Not in `model`, so that neither the canonical JSON nor the public data can hold it.
"""

from typing import Annotated

from msgspec import Meta

from gongkai.model import Notice, Record


class Exemption(Record, frozen=True, kw_only=True):
    """A finding of `check` that is meant to stay in this notice, and why."""

    rule: Annotated[str, Meta(title="规则")]
    reason: Annotated[str, Meta(title="原因")]


class NoticeFile(Notice, frozen=True, kw_only=True):
    """The fields that the file of a notice may have: its own, and the notes of its editors."""

    exceptions: Annotated[tuple[Exemption, ...], Meta(title="例外")] = ()
