"""The list of organizations, and the page of each."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from gongkai import urls
from gongkai.concerns import Concern, Concerns
from gongkai.model import Level, Organization, Status
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
    sum_counts,
)
from gongkai.pages.stories import StoryLine
from gongkai.pages.stories import lines as story_lines
from gongkai.site import Site
from gongkai.summary import ProblemBrief, Summary

# A page shows this many stories; the list of all has the others.
STORIES_SHOWN = 10
# A page shows the problems of its newest notices up to about this many; the others are counted and linked.
PROBLEMS_SHOWN = 300


class Row(msgspec.Struct, frozen=True, array_like=True):
    """An organization in the list, `depth` levels below the highest."""

    ref: Ref
    name: str
    level: Level | None
    depth: int
    notices: int
    counts: tuple[int, ...]
    has_contacts: bool


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
    counts: tuple[int, ...]
    contact_of: Organization | None
    rounds: tuple[tuple[str, Figure], ...]
    stories: tuple[StoryLine, ...]
    as_of: str  # what overdue problems are counted on; empty where none can be


def chapters(site: Site, rows: tuple[Row, ...], concerns: Concerns) -> Iterator[Chapter]:
    """Yield the list of organizations and the page of each."""
    yield Chapter(plan_list, (), (rows,))
    for organization in site.frame.ordered:
        notices = site.by_organization.get(organization.id, ())
        overdue = concerns.counts(Concern.overdue, notices)
        stories = story_lines(site, [notice.id for notice in notices])[: STORIES_SHOWN + 1]
        yield Chapter(plan, (notices,), (organization.id, overdue, stories))


def plan_list(_briefs: Briefs, rows: tuple[Row, ...]) -> Iterator[Output]:
    """Yield the list of organizations."""
    yield Output(urls.ORGANIZATIONS, "organizations", OrganizationsShows(urls.ORGANIZATIONS, rows))


def rows(site: Site) -> Iterator[Row]:
    """Yield all organizations, depth first."""
    tops = [found.id for found in site.frame.ordered if found.parent not in site.organizations]
    stack = [(name, 0) for name in reversed(tops)]
    while stack:
        name, depth = stack.pop()
        yield _row(site, name, depth)
        stack += [(child, depth + 1) for child in reversed(site.frame.children.get(name, []))]


def _row(site: Site, name: str, depth: int) -> Row:
    organization = site.organizations[name]
    notices = site.by_organization.get(name, [])
    return Row(
        ref=organization_refs(site.frame, [name])[0],
        name=organization.name,
        level=organization.level,
        depth=depth,
        notices=len(notices),
        counts=sum_counts(notices),
        has_contacts=organization.contacts is not None,
    )


def plan(
    briefs: Briefs,
    notices: Sequence[Summary],
    name: str,
    overdue: Sequence[int],
    stories: tuple[StoryLine, ...],
) -> Iterator[Output]:
    """Yield the page of an organization, which shows the `notices` that concern it, some with overdue problems."""
    frame = briefs.frame
    organization = frame.organizations[name]
    above = frame.ancestors(name)
    shows = OrganizationShows(
        address=urls.organization(name),
        organization=organization,
        ancestors=organization_refs(frame, [found.id for found in above]),
        children=organization_refs(frame, frame.children.get(name, [])),
        notices=briefs.lines(notices),
        shown=_shown(notices),
        counts=sum_counts(notices),
        contact_of=next((found for found in (organization, *reversed(above)) if found.contacts), None),
        rounds=by_round(list(zip(notices, overdue, strict=True))),
        stories=stories,
        as_of=frame.as_of if any(notice.standing.deadlines for notice in notices) else "",
    )
    yield Output(shows.address, "organization", shows)


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
    groups: dict[Status, list[tuple[NoticeLine, list[ProblemBrief]]]] = {}
    for line in lines[: shows.shown]:
        if not line.total:
            continue
        found: dict[Status, list[ProblemBrief]] = {}
        for problem in notices.problems(line.fingerprint):
            found.setdefault(problem.status, []).append(problem)
        for status, problems in found.items():
            groups.setdefault(status, []).append((line, problems))
    return {
        "address": shows.address,
        "organization": shows.organization,
        "ancestors": shows.ancestors,
        "children": shows.children,
        "notices": lines,
        "statuses": occurring(shows.counts),
        "total": sum(shows.counts),
        "groups": [(status, groups[status]) for status in _by_urgency(groups)],
        "not_shown": [line for line in lines[shows.shown :] if line.total],
        "rounds": shows.rounds,
        "as_of": shows.as_of,
        "stories": shows.stories[:STORIES_SHOWN],
        "more_stories": len(shows.stories) > STORIES_SHOWN,
        "contacts": shows.contact_of.contacts if shows.contact_of else None,
        "contact_of": shows.contact_of,
        "vcard": urls.vcard(shows.organization.id) if shows.organization.contacts else "",
        "feed": urls.organization_feed(shows.organization.id) if lines else "",
    }


def _by_urgency(groups: dict[Status, Any]) -> list[Status]:
    """Return the statuses that occur, what is still open first."""
    urgency = [Status.not_done, Status.behind, Status.in_progress, Status.mostly_done, Status.unstated, Status.done]
    return [status for status in urgency if status in groups]
