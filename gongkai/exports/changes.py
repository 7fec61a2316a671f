"""What was published, corrected and withdrawn, when, and the hash of each notice: for those who mirror and aggregate.

Made from the content alone, so that the same content gives the same bytes on any machine; it is no log of builds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, cast

import msgspec

from gongkai import dates, urls
from gongkai.exports import records
from gongkai.exports.json_files import Origin
from gongkai.exports.records import Action
from gongkai.model import Url
from gongkai.summary import Summary


class Happened(msgspec.Struct, frozen=True, array_like=True):
    """One change as it is planned; `fingerprint` is empty once the notice is withdrawn."""

    date: str
    action: Action
    id: str
    title: str
    reason: str
    fingerprint: str


class ChangesShows(msgspec.Struct, frozen=True, array_like=True):
    """The changes of a year, the oldest first."""

    origin: Origin
    year: str
    changes: tuple[Happened, ...]


def by_year(notices: Iterable[Summary]) -> dict[str, list[Summary]]:
    """Return the notices that changed in each year; a draft that a preview shows has no date and is left out."""
    found: dict[str, list[Summary]] = defaultdict(list)
    for notice in notices:
        for year in sorted({date[:4] for date in _dates(notice)}):
            found[year].append(notice)
    return dict(sorted(found.items()))


def happened(notices: Iterable[Summary], year: str) -> tuple[Happened, ...]:
    """Return the changes of a year, the oldest first."""
    found = [change for notice in notices for change in _changes(notice) if change.date[:4] == year]
    return tuple(sorted(found, key=_order))


def _dates(notice: Summary) -> list[str]:
    """Return the dates of `_changes`."""
    withdrawn = [notice.withdrawn.date] if notice.withdrawn else []
    published = [notice.published] if notice.published else []
    return [*published, *(event.date for event in notice.corrections), *withdrawn]


def _changes(notice: Summary) -> Iterator[Happened]:
    known = "" if notice.withdrawn else notice.fingerprint
    if notice.published:
        yield Happened(notice.published, Action.added, notice.id, notice.title, "", known)
    for event in notice.corrections:
        yield Happened(event.date, Action.altered, notice.id, notice.title, event.reason, known)
    if notice.withdrawn:
        event = notice.withdrawn
        yield Happened(event.date, Action.withdrawn, notice.id, notice.title, event.reason, "")


_ORDER = {action: index for index, action in enumerate(Action)}


def _order(change: Happened) -> tuple[str, str, int, str]:
    return (dates.first_day(change.date), change.id, _ORDER[change.action], change.reason)


def render(shows: ChangesShows) -> bytes:
    """Return the JSON file of a year's changes."""
    origin = shows.origin
    file = records.ChangesFile(
        schema=origin.schema("changes"),
        license=Url(origin.license),
        year=shows.year,
        changes=tuple(
            records.Change(
                date=cast("Any", change.date),
                action=change.action,
                id=change.id,
                title=change.title,
                reason=change.reason,
                sha256=change.fingerprint,
                url=origin(urls.notice(change.id)),
                data=origin(urls.data_notice(change.id)),
            )
            for change in shows.changes
        ),
    )
    return msgspec.json.encode(file) + b"\n"
