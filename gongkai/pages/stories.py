"""The story of a problem that is followed through notices: every notice that speaks of it, in one view.

The address is that of the first problem, which a number names for ever; where an even earlier one is linked later, the
old address leads to the new one.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from gongkai import prose, urls
from gongkai.lineage import Member, Story
from gongkai.model import Event, Problem, Status
from gongkai.pages import paging
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Notices, Output, Ref, organization_refs
from gongkai.pages.paging import Span
from gongkai.site import Site
from gongkai.summary import Summary
from gongkai.text import opening

STORIES_PER_PART = 50
# How much of a measure is quoted; the rest stands in the notice.
_WORDS = 160
_MEASURES = 3


class Stage(msgspec.Struct, frozen=True, array_like=True):
    """A problem of a story; its words are read from the notice `fingerprint`, unless that is withdrawn."""

    fingerprint: str
    notice: Ref
    organizations: tuple[Ref, ...]
    published: str
    position: int
    returned: bool
    withdrawn: Event | None


class Told(NamedTuple):
    """What the notice of a stage says of the problem; nothing where it is withdrawn."""

    notice: Ref
    organizations: tuple[Ref, ...]
    published: str
    withdrawn: Event | None
    returned: bool
    title: str = ""
    problem: Problem | None = None
    link: str = ""
    as_of: str = ""
    digest: bool = False
    draft: bool = False
    corrections: tuple[Event, ...] = ()
    said: Sequence[str] = ()
    unsaid: int = 0


class StoryShows(msgspec.Struct, frozen=True, array_like=True):
    """A story, oldest first."""

    address: str
    stages: tuple[Stage, ...]


class MovedShows(msgspec.Struct, frozen=True, array_like=True):
    """An address by a later number of a story, and the story."""

    address: str
    target: str
    title: str


class StoryLine(msgspec.Struct, frozen=True, array_like=True):
    """A story as lists show it: by its last problem that is public."""

    ref: Ref
    status: Status
    first: str
    last: str
    notices: int


class StoriesShows(msgspec.Struct, frozen=True, array_like=True):
    """A part of the list of stories."""

    address: str
    number: int
    lines: tuple[StoryLine, ...]
    total: int
    newer: str
    older: str


def address_of(story: Story) -> str:
    """Return the permanent address of a story."""
    return urls.story(story.name.notice.id, story.name.number)


def lines(site: Site, notices: Iterable[str]) -> tuple[StoryLine, ...]:
    """Return the stories that some notices belong to, in the order of the notices, each once."""
    found = {address_of(story): story for name in notices for story in site.lineage.story_of.get(name, {}).values()}
    return tuple(_line(story) for story in found.values() if not story.latest.notice.withdrawn)


def of_notice(site: Site, notice: Summary) -> tuple[tuple[int, str], ...]:
    """Return which problems of a notice are followed, by position, and where their stories are told."""
    found = site.lineage.story_of.get(notice.id)
    return tuple((position, address_of(story)) for position, story in sorted(found.items())) if found else ()


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield the stories, and the list of them."""
    taken = {address_of(story) for story in site.lineage.stories}
    for story in site.lineage.stories:
        formers = []
        for member in story.members:
            former = urls.story(member.notice.id, member.number) if member.number else ""
            if former and former not in taken:
                taken.add(former)
                formers.append(former)
        returned = [_has_returned(site, member) for member in story.members]
        positions = [member.position for member in story.members]
        notices = [member.notice for member in story.members]
        title = story.latest.notice.title
        yield Chapter(plan, (notices,), (address_of(story), positions, returned, formers, title))
    listed = [_line(story) for story in site.lineage.stories if not story.latest.notice.withdrawn]
    for span, entries in paging.spans(listed, STORIES_PER_PART) if listed else ():
        yield Chapter(plan_list, (), (span, entries, 0 if span.last else len(listed)))


def plan(
    briefs: Briefs,
    notices: Sequence[Summary],
    address: str,
    positions: Sequence[int],
    returned: Sequence[bool],
    formers: Sequence[str],
    title: str,
) -> Iterator[Output]:
    """Yield a story, and the addresses by its later numbers, which lead to it."""
    stages = (_stage(briefs, *stage) for stage in zip(notices, positions, returned, strict=True))
    yield Output(address, "story", StoryShows(address, tuple(stages)))
    for former in formers:
        yield Output(former, "redirect", MovedShows(former, address, title))


def plan_list(_briefs: Briefs, span: Span, lines: Sequence[StoryLine], total: int) -> Iterator[Output]:
    """Yield parts of the list of stories."""
    for part in paging.parts(lines, span, urls.STORIES):
        own = urls.numbered(urls.STORIES, part.number)
        shows = StoriesShows(own, part.number, tuple(part.entries), total, part.newer, part.older)
        yield Output(own, "stories", shows)


def _has_returned(site: Site, member: Member) -> bool:
    fate = site.lineage.fates.get(member.notice.id, {}).get(member.position)
    return fate is not None and fate.returned


def _stage(briefs: Briefs, notice: Summary, position: int, returned: bool) -> Stage:
    return Stage(
        fingerprint="" if notice.withdrawn else notice.fingerprint,
        notice=Ref(urls.notice(notice.id), notice.title),
        organizations=organization_refs(briefs.frame, notice.organizations),
        published=notice.published,
        position=position,
        returned=returned,
        withdrawn=notice.withdrawn,
    )


def _line(story: Story) -> StoryLine:
    """Every latest problem but one that stands alone among withdrawn ones continues another, so its title is known."""
    latest = story.latest
    title = next(
        (problem.title for problem in latest.notice.continues if problem.position == latest.position),
        latest.notice.title,
    )
    days = [member.notice.published for member in story.members]
    notices = len({member.notice.id for member in story.members})
    return StoryLine(Ref(address_of(story), prose.plain(title)), latest.status, days[0], days[-1], notices)


def context(shows: StoryShows, notices: Notices) -> dict[str, Any]:
    """Return what the template `story.html` reads."""
    stages = [_told(stage, notices) for stage in shows.stages]
    public = [stage for stage in stages if stage.problem]
    return {
        "address": shows.address,
        "title": public[-1].title if public else shows.stages[0].notice.text,
        "status": public[-1].problem.status if public and public[-1].problem else None,
        "stages": stages,
    }


def list_context(shows: StoriesShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `stories.html` reads."""
    return {
        "address": shows.address,
        "number": shows.number,
        "lines": shows.lines,
        "total": shows.total,
        "newer": shows.newer,
        "older": shows.older,
    }


def _told(stage: Stage, notices: Notices) -> Told:
    """Return what a notice says of the problem."""
    told = Told(stage.notice, stage.organizations, stage.published, stage.withdrawn, stage.returned)
    if stage.withdrawn:
        return told
    notice = notices.notice(stage.fingerprint)
    part = notice.problems[stage.position]
    assert part.problem
    said = [prose.plain(opening(measure, _WORDS)) for measure in part.problem.measures[:_MEASURES]]
    return told._replace(
        title=prose.plain(part.heading),
        problem=part.problem,
        link=urls.anchored(stage.notice.address, part.anchor),
        as_of=notice.as_of,
        digest=notice.digest,
        draft=notice.draft,
        corrections=notice.corrections,
        said=said or ([prose.plain(opening(part.text, _WORDS))] if part.text.strip() else []),
        unsaid=max(len(part.problem.measures) - _MEASURES, 0),
    )
