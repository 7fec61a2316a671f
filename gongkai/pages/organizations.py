"""The list of organizations, and the page of each."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from gongkai import urls
from gongkai.concerns import Concern, Concerns
from gongkai.model import OPEN_STATUSES, Level, Organization, Status
from gongkai.pages import afterwards
from gongkai.pages.afterwards import Afterwards, ByNotice
from gongkai.pages.chapter import Chapter
from gongkai.pages.figures import Figure, by_round
from gongkai.pages.output import (
    Briefs,
    NoticeLine,
    Notices,
    Output,
    Ref,
    lines_of,
    occurring,
    organization_refs,
)
from gongkai.pages.stories import StoryLine
from gongkai.pages.stories import lines as story_lines
from gongkai.site import Site
from gongkai.summary import STATUSES, ProblemBrief, Summary

# A page shows this many stories; the list of all has the others.
STORIES_SHOWN = 10
# A page shows the problems of its newest notices up to about this many; the others are counted and linked.
PROBLEMS_SHOWN = 300

# A notice with those of its problems that are listed together.
_Group = tuple[NoticeLine, list[ProblemBrief]]


class Row(msgspec.Struct, frozen=True, array_like=True):
    """An organization in the list, `depth` levels below the highest; a problem counts by its last notice alone."""

    ref: Ref
    name: str
    level: Level | None
    depth: int
    notices: int
    counts: tuple[int, ...]
    has_contacts: bool

    @property
    def open(self) -> int:
        """How many problems are still to be done."""
        return sum(count for status, count in zip(STATUSES, self.counts, strict=True) if status in OPEN_STATUSES)

    @property
    def unstated(self) -> int:
        """Of how many problems no notice says how far they are rectified."""
        return self.counts[STATUSES.index(Status.unstated)]


class OrganizationsShows(msgspec.Struct, frozen=True, array_like=True):
    """All organizations, each below the one above it."""

    address: str
    rows: tuple[Row, ...]


class OrganizationShows(msgspec.Struct, frozen=True, array_like=True):
    """An organization, its place in the hierarchy, its notices (newest first) and how many show their problems."""

    address: str
    organization: Organization
    ancestors: tuple[Ref, ...]
    children: tuple[Ref, ...]
    notices: tuple[msgspec.Raw, ...]
    shown: int
    said: tuple[tuple[Afterwards, ...], ...]  # of the notices that show their problems, what later ones say of these
    counts: tuple[int, ...]
    contact_of: Organization | None
    told_in: Ref | None  # the newest notice that gives contacts, where the organization itself gives none
    rounds: tuple[tuple[str, Figure], ...]
    stories: tuple[StoryLine, ...]
    as_of: str  # what overdue problems are counted on; empty where none can be


def chapters(site: Site, rows: tuple[Row, ...], concerns: Concerns, said: ByNotice) -> Iterator[Chapter]:
    """Yield the list of organizations and the page of each."""
    yield Chapter(plan_list, (), (rows,))
    for organization in site.frame.ordered:
        notices = site.by_organization.get(organization.id, ())
        overdue = concerns.counts(Concern.overdue, notices)
        stories = story_lines(site, [notice.id for notice in notices])[: STORIES_SHOWN + 1]
        yield Chapter(plan, (notices,), (organization.id, overdue, stories, afterwards.among(said, notices)))


def plan_list(_briefs: Briefs, rows: tuple[Row, ...]) -> Iterator[Output]:
    """Yield the list of organizations."""
    yield Output(urls.ORGANIZATIONS, "organizations", OrganizationsShows(urls.ORGANIZATIONS, rows))


def rows(site: Site, said: ByNotice) -> Iterator[Row]:
    """Yield all organizations, depth first."""
    tops = [found.id for found in site.frame.ordered if found.parent not in site.organizations]
    stack = [(name, 0) for name in reversed(tops)]
    while stack:
        name, depth = stack.pop()
        yield _row(site, name, depth, said)
        stack += [(child, depth + 1) for child in reversed(site.frame.children.get(name, []))]


def _row(site: Site, name: str, depth: int, said: ByNotice) -> Row:
    organization = site.organizations[name]
    notices = site.by_organization.get(name, [])
    return Row(
        ref=organization_refs(site.frame, [name])[0],
        name=organization.name,
        level=organization.level,
        depth=depth,
        notices=len(notices),
        counts=afterwards.sums(notices, said),
        has_contacts=organization.contacts is not None,
    )


def plan(
    briefs: Briefs,
    notices: Sequence[Summary],
    name: str,
    overdue: Sequence[int],
    stories: tuple[StoryLine, ...],
    said: ByNotice,
) -> Iterator[Output]:
    """Yield the page of an organization, which shows the `notices` that concern it, some with overdue problems."""
    frame = briefs.frame
    organization = frame.organizations[name]
    above = frame.ancestors(name)
    shown = _shown(notices)
    shows = OrganizationShows(
        address=urls.organization(name),
        organization=organization,
        ancestors=organization_refs(frame, [found.id for found in above]),
        children=organization_refs(frame, frame.children.get(name, [])),
        notices=briefs.lines(notices),
        shown=shown,
        said=tuple(said.get(notice.id, ()) for notice in notices[:shown]),
        counts=afterwards.sums(notices, said),
        contact_of=next((found for found in (organization, *reversed(above)) if found.contacts), None),
        told_in=None if organization.contacts else _telling(notices),
        rounds=by_round(list(zip(notices, overdue, strict=True)), said),
        stories=stories,
        as_of=frame.as_of if any(notice.standing.deadlines for notice in notices) else "",
    )
    yield Output(shows.address, "organization", shows)


def _telling(notices: Sequence[Summary]) -> Ref | None:
    """Return the newest notice that gives contacts."""
    return next((Ref(urls.notice(notice.id), notice.title) for notice in notices if notice.has_contacts), None)


def _shown(notices: Sequence[Summary]) -> int:
    """Return how many of the notices show their problems."""
    shown, problems = 0, 0
    for notice in notices:
        if problems and problems + notice.problems > PROBLEMS_SHOWN:
            break
        shown, problems = shown + 1, problems + notice.problems
    return shown


def list_context(shows: OrganizationsShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `organizations.html` reads."""
    return {"address": shows.address, "rows": shows.rows}


def context(shows: OrganizationShows, notices: Notices) -> dict[str, Any]:
    """Return what the template `organization.html` reads."""
    lines = lines_of(shows.notices)
    groups, taken_up = _groups(shows, lines, notices)
    return {
        "address": shows.address,
        "organization": shows.organization,
        "ancestors": shows.ancestors,
        "children": shows.children,
        "notices": lines,
        "statuses": occurring(shows.counts),
        "total": sum(shows.counts),
        "groups": [(status, groups[status]) for status in _by_urgency(groups)],
        "taken_up": taken_up,
        "not_shown": [line for line in lines[shows.shown :] if line.total],
        "rounds": shows.rounds,
        "as_of": shows.as_of,
        "stories": shows.stories[:STORIES_SHOWN],
        "more_stories": len(shows.stories) > STORIES_SHOWN,
        "contacts": shows.contact_of.contacts if shows.contact_of else None,
        "contact_of": shows.contact_of,
        "told_in": shows.told_in,
        "vcard": urls.vcard(shows.organization.id) if shows.organization.contacts else "",
        "feed": urls.organization_feed(shows.organization.id) if lines else "",
    }


def _groups(
    shows: OrganizationShows, lines: Sequence[NoticeLine], notices: Notices
) -> tuple[dict[Status, list[_Group]], list[tuple[NoticeLine, list[ProblemBrief], dict[str, Afterwards]]]]:
    """Return the problems by status, and apart from them those that a later notice takes up."""
    groups: dict[Status, list[_Group]] = {}
    taken_up = []
    for line, said in zip(lines[: shows.shown], shows.said, strict=True):
        problems = notices.problems(line.fingerprint) if line.total else ()
        later = afterwards.by_anchor(said, problems)
        found: dict[Status, list[ProblemBrief]] = {}
        for problem in problems:
            if problem.anchor not in later:
                found.setdefault(problem.status, []).append(problem)
        for status, own in found.items():
            groups.setdefault(status, []).append((line, own))
        if later:
            taken_up.append((line, [problem for problem in problems if problem.anchor in later], later))
    return groups, taken_up


def _by_urgency(groups: dict[Status, Any]) -> list[Status]:
    """Return the statuses that occur, what is still open first."""
    urgency = [Status.not_done, Status.behind, Status.in_progress, Status.mostly_done, Status.unstated, Status.done]
    return [status for status in urgency if status in groups]
