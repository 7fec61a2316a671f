"""What a file of content/ is, by its path alone."""

import re
from typing import Literal

Role = Literal["notice", "organization", "page", "file"]
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("notice", re.compile(r"notices/([a-z][a-z0-9-]*)/([a-z0-9][a-z0-9-]*)\.(?:md|yaml)")),
    ("organization", re.compile(r"organizations/([a-z][a-z0-9-]*)\.yaml")),
    ("page", re.compile(r"pages/([a-z][a-z0-9-]*)\.md")),
    ("file", re.compile(r"files/(.+)")),
)


def role_of(path: str) -> tuple[Role, str] | None:
    """Return what the file at `path` below content/ is, and its id; None for files of no known kind."""
    for role, pattern in _ROLES:
        if match := pattern.fullmatch(path):
            return role, "/".join(match.groups())
    return None
