"""How to build, and what a build did: the values that go in and come out. Light, because `--help` loads it too."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from gongkai.diagnostics import Diagnostics


class Options(NamedTuple):
    """How to build. `as_of` is the day that counts as today (ISO 8601), by default the day of `now`."""

    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    as_of: str = ""
    drafts: bool = False
    strict: bool = False
    publish: bool = True
    preview: bool = False
    public: Path | None = None
    workers: int = os.cpu_count() or 1

    @property
    def flags(self) -> str:
        """What of the options shows on pages."""
        return f"drafts={self.drafts} preview={self.preview}"


class Held(NamedTuple):
    """A notice or an organization that is not published yet: a draft (no date), or one with a date to come."""

    id: str
    until: str

    @property
    def is_organization(self) -> bool:
        """Whether it is a draft of an organization, which is named by its file."""
        return self.id.endswith(".yaml")


class Report(NamedTuple):
    """What a build did: what the summary for the editor says. `added` and the like are ids of notices."""

    public: Path
    notices: int
    organizations: int
    added: list[str]
    changed: list[str]
    withdrawn: list[str]
    removed: list[str]
    held: list[Held]
    files_written: int
    files_removed: int
    diagnostics: Diagnostics
    seconds: float
