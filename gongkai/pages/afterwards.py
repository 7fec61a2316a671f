"""What later notices say of a problem, for the places where it still stands as its own notice put it.

A problem that is taken up keeps its status in its notice, and counts by its last notice alone.
"""

from collections.abc import Mapping, Sequence

import msgspec

from gongkai import urls
from gongkai.lineage import Member
from gongkai.model import Status
from gongkai.site import Site
from gongkai.summary import POSITIONS, STATUSES, ProblemBrief, Summary


class Afterwards(msgspec.Struct, frozen=True, array_like=True):
    """The last word on the problem at `position` of a notice: where it stands, of when, and the status there."""

    position: int
    address: str
    published: str
    status: Status


# By the id of a notice; those without a problem that is taken up are not in it.
ByNotice = Mapping[str, tuple[Afterwards, ...]]


def of_site(site: Site) -> dict[str, tuple[Afterwards, ...]]:
    """Return what later notices say of the problems of all notices."""
    found = {}
    for notice in site.notices:
        fates = site.lineage.fates.get(notice.id, {})
        said = tuple(_said(position, fate.latest) for position, fate in sorted(fates.items()) if fate.latest)
        if said:
            found[notice.id] = said
    return found


def among(said: ByNotice, notices: Sequence[Summary]) -> dict[str, tuple[Afterwards, ...]]:
    """Return what is said of the problems of some notices."""
    return {notice.id: said[notice.id] for notice in notices if notice.id in said}


def _said(position: int, latest: Member) -> Afterwards:
    address = urls.anchored(urls.notice(latest.notice.id), latest.anchor)
    return Afterwards(position, address, latest.notice.published, latest.status)


def counts(notice: Summary, said: Sequence[Afterwards]) -> tuple[int, ...]:
    """Return the problems of a notice by status, in the order of STATUSES, without those that are taken up."""
    if not said:
        return notice.tally.counts
    left = list(notice.tally.counts)
    for one in said:
        left[POSITIONS[notice.standing.status(one.position)]] -= 1
    return tuple(left)


def sums(notices: Sequence[Summary], said: ByNotice) -> tuple[int, ...]:
    """Return the problems of several notices by status, each once however many notices speak of it."""
    columns = zip(*[counts(notice, said.get(notice.id, ())) for notice in notices], strict=True)
    return tuple(map(sum, columns)) or (0,) * len(STATUSES)


def by_anchor(said: Sequence[Afterwards], problems: Sequence[ProblemBrief]) -> dict[str, Afterwards]:
    """Return what is said of each problem by the anchor, as lists of problems look it up."""
    return {problems[one.position].anchor: one for one in said}
