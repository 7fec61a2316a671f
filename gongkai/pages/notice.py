"""The page of a notice, or the tombstone of a withdrawn one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from gongkai import prose, urls
from gongkai.concerns import Concern, Concerns, Positions
from gongkai.language import mark
from gongkai.model import OPEN_STATUSES, Event, Notice, Organization, Part, Problem, Status, Totals
from gongkai.pages import afterwards, stories
from gongkai.pages.afterwards import Afterwards, ByNotice
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Notices, Output, Ref, occurring, organization_of, window_state
from gongkai.rules.notice import compare
from gongkai.site import Frame, Site
from gongkai.summary import Continued as Taken
from gongkai.summary import Summary, Tally
from gongkai.text import opening, quoted_anchor


class Earlier(msgspec.Struct, frozen=True, array_like=True):
    """The problem that a problem of this notice continues; its words are read from the notice `fingerprint`."""

    problem: str
    fingerprint: str
    notice: Ref
    published: str
    number: str


class Later(msgspec.Struct, frozen=True, array_like=True):
    """A later problem that continues a problem of this notice."""

    number: str
    notice: Ref
    published: str
    problem: Ref
    status: Status


class NoticeShows(msgspec.Struct, frozen=True, array_like=True):
    """All that the page of a notice depends on."""

    fingerprint: str
    address: str
    tally: Tally
    organizations: tuple[msgspec.Raw, ...]
    contact_of: msgspec.Raw | None  # whose contacts are given where the notice has none of its own
    updated: str
    earlier: tuple[Earlier, ...]
    later: tuple[Later, ...]
    stories: tuple[tuple[int, str], ...]  # position of a problem that is followed, address of its story
    said: tuple[Afterwards, ...]
    is_window_closed: bool  # whether the period for comments was over when the site was built
    overdue: tuple[int, ...]  # positions of the problems that the list of overdue ones has too


class TombstoneShows(msgspec.Struct, frozen=True, array_like=True):
    """All that is left of a withdrawn notice."""

    address: str
    title: str
    published: str
    withdrawn: Event
    organizations: tuple[msgspec.Raw, ...]


class Continued(NamedTuple):
    """The problem that a problem of this notice continues, as it stood then."""

    notice: Ref
    published: str
    problem: Ref
    status: Status


class Claim(NamedTuple):
    """A number that the notice itself gives, and how many the page lists; None where that cannot be counted.

    `counting` says what is listed where the label leaves that open.
    """

    label: str
    words: str
    claimed: int
    listed: int | None
    counting: str = ""


# What a notice counts, and how it is said with its number: a set that says no basis is called by what it counts.
_CLAIMS = {
    "aspects": (mark("Aspects"), mark("aspects: %(num)s")),
    "categories": (mark("Categories"), mark("categories: %(num)s")),
    "problems": (mark("Problems"), mark("problems: %(num)s")),
    "suggestions": (mark("Suggestions"), mark("suggestions: %(num)s")),
    "tasks": (mark("Tasks"), mark("tasks: %(num)s")),
    "measures": (mark("Measures"), mark("measures: %(num)s")),
    "done": (mark("Done"), mark("done: %(num)s")),
    "open": (mark("Not done"), mark("not done: %(num)s")),
}


class Section(NamedTuple):
    """A part of the text as the page shows it; `level` is 2 to 6 without gaps, `anchor` is quoted, `former` are ids."""

    part: Part
    anchor: str
    level: int
    heading: str
    words: str
    html: str
    problem: Problem | None
    finding: str  # empty where the heading says the same
    former: list[str]
    earlier: list[Continued]
    later: list[Later]
    said: Afterwards | None
    story: str
    overdue: bool


class Link(NamedTuple):
    """A line of the contents: nested by `level`; `anchor` is quoted."""

    level: int
    anchor: str
    words: str
    status: Status | None


def chapters(site: Site, said: ByNotice, concerns: Concerns) -> Iterator[Chapter]:
    """Yield the pages of each organization's notices, with the notices that those continue or are continued by."""
    own: dict[str, list[Summary]] = {}
    for notice in (*site.notices, *site.withdrawn):
        own.setdefault(notice.organization, []).append(notice)
    for notices in own.values():
        targets = {problem.target.partition("#")[0] for notice in notices for problem in notice.continues}
        earlier = [site.by_id[name] for name in sorted(targets) if name in site.by_id]
        later = {later.id: later for notice in notices for later in site.followers.get(notice.id, ())}
        followed = {notice.id: found for notice in notices if (found := stories.of_notice(site, notice))}
        closed = [notice.id for notice in notices if window_state(notice.consultation, site.as_of) == "closed"]
        overdue = {notice.id: found for notice, found in concerns.of(Concern.overdue, notices)}
        values = (followed, afterwards.among(said, notices), closed, overdue)
        yield Chapter(plan, (notices, earlier, list(later.values())), values)


def plan(
    briefs: Briefs,
    notices: Sequence[Summary],
    earlier: Sequence[Summary],
    later: Sequence[Summary],
    followed: Mapping[str, tuple[tuple[int, str], ...]],
    said: ByNotice,
    closed: Sequence[str],
    overdue: Mapping[str, Positions],
) -> Iterator[Output]:
    """Yield the page of each notice, or a tombstone where it is withdrawn; `followed` are stories by notice.

    `said` is what the last notice says of a problem that is taken up, which need not be one of `later`; `closed` are
    the notices whose period for comments is over, `overdue` are problems by notice.
    """
    earlier_of = {notice.id: notice for notice in earlier}
    later_of: dict[str, list[Later]] = {}
    for notice in later:
        for problem in notice.continues:
            target, _, number = problem.target.partition("#")
            later_of.setdefault(target, []).append(_later(notice, problem, number))
    for notice in notices:
        address = urls.notice(notice.id)
        organizations = briefs.organizations(notice)
        if notice.withdrawn:
            shown = TombstoneShows(address, notice.title, notice.published, notice.withdrawn, organizations)
            yield Output(address, "tombstone", shown)
            continue
        contact_of = None if notice.has_contacts else _contact_of(briefs.frame, notice.organization)
        shows = NoticeShows(
            fingerprint=notice.fingerprint,
            address=address,
            tally=notice.tally,
            organizations=organizations,
            contact_of=briefs.organization(contact_of.id) if contact_of else None,
            updated=notice.updated,
            earlier=tuple(_earlier(notice, earlier_of)),
            later=tuple(later_of.get(notice.id, ())),
            stories=followed.get(notice.id, ()),
            said=said.get(notice.id, ()),
            is_window_closed=notice.id in closed,
            overdue=overdue.get(notice.id) or (),
        )
        yield Output(address, "notice", shows)


def _claims(totals: Totals, listed: Tally) -> Iterator[Claim]:
    """Yield the numbers of a set in the order in which the page has them."""
    counted = {found.name: (found.listed, found.counting) for found in compare(totals, listed)}
    for name, (label, words) in _CLAIMS.items():
        claimed = getattr(totals, name)
        if claimed is not None:
            yield Claim(label, words, claimed, *counted.get(name, (None,)))


def _contact_of(frame: Frame, organization: str) -> Organization | None:
    """Return the organization whose contacts serve: its own, else those of the nearest one above."""
    own = frame.organizations.get(organization)
    if own and own.contacts:
        return own
    line = [own, *reversed(frame.ancestors(organization))]
    return next((found for found in line if found and found.contacts), None)


def _earlier(notice: Summary, earlier_of: Mapping[str, Summary]) -> Iterator[Earlier]:
    for problem in notice.continues:
        target, _, number = problem.target.partition("#")
        earlier = earlier_of.get(target)
        if earlier and not earlier.withdrawn:
            ref = Ref(urls.notice(earlier.id), earlier.title)
            yield Earlier(problem.anchor, earlier.fingerprint, ref, earlier.published, number)


def _later(notice: Summary, problem: Taken, number: str) -> Later:
    """Return the later problem of `notice` that continues the problem `number`."""
    address = urls.notice(notice.id)
    place = Ref(urls.anchored(address, problem.anchor), problem.title)
    return Later(number, Ref(address, notice.title), notice.published, place, problem.status)


def context(shows: NoticeShows, notices: Notices) -> dict[str, Any]:
    """Return what the template `notice.html` reads."""
    notice = notices.notice(shows.fingerprint)
    listed = shows.tally
    problems = notices.problems(shows.fingerprint)
    sections = list(_sections(notice, shows, notices))
    contact_of = organization_of(shows.contact_of) if shows.contact_of else None
    unfinished = [problem for problem in problems if problem.status in OPEN_STATUSES]
    return {
        "notice": notice,
        "is_window_closed": shows.is_window_closed,
        "address": shows.address,
        "organizations": [organization_of(encoded) for encoded in shows.organizations],
        "sections": sections,
        "contents": [
            Link(section.level, section.anchor, section.words, section.problem.status if section.problem else None)
            for section in sections
            if section.heading
        ],
        "statuses": occurring(listed.counts),
        "has_unstated": listed.count(Status.unstated) > 0,
        "total": listed.problems,
        "measures": listed.measures,
        "open": unfinished,
        "without_unit": sum(not problem.unit for problem in unfinished),
        "without_deadline": sum(not (problem.deadline or problem.kept_up) for problem in unfinished),
        "overdue": {problems[position].anchor for position in shows.overdue},
        "said": afterwards.by_anchor(shows.said, problems),
        "comparisons": [(totals.basis, list(_claims(totals, listed))) for totals in notice.claimed],
        "contacts": notice.contacts or (contact_of.contacts if contact_of else None),
        "contact_of": contact_of,
        "version": shows.fingerprint[:12],
        "updated": shows.updated,
        "description": opening(notice.body[0].text) if notice.body else "",
    }


def tombstone_context(shows: TombstoneShows, _notices: Notices) -> dict[str, Any]:
    """Return what the template `tombstone.html` reads."""
    return {
        "address": shows.address,
        "title": shows.title,
        "published": shows.published,
        "withdrawn": shows.withdrawn,
        "organizations": [organization_of(encoded) for encoded in shows.organizations],
    }


def _sections(notice: Notice, shows: NoticeShows, notices: Notices) -> Iterator[Section]:
    open_levels: list[int] = []
    followed, said, position = dict(shows.stories), {one.position: one for one in shows.said}, -1
    for part in notice.body:
        position += part.problem is not None
        while open_levels and open_levels[-1] >= part.level:
            open_levels.pop()
        if part.heading:
            open_levels.append(part.level)
        number = part.problem.number if part.problem else ""
        yield Section(
            part=part,
            anchor=quoted_anchor(part.anchor),
            level=min(len(open_levels) + 1, 6),
            heading=prose.inline(part.heading),
            words=prose.plain(part.heading),
            html=prose.html(part.text),
            problem=part.problem,
            finding=prose.said_beside(part.heading, part.problem.finding) if part.problem else "",
            former=[former.name for former in notice.former_places if former.now == part.anchor],
            earlier=[_found(earlier, notices) for earlier in shows.earlier if earlier.problem == part.anchor],
            later=[later for later in shows.later if number and later.number == number],
            said=said.get(position) if part.problem else None,
            story=followed.get(position, "") if part.problem else "",
            overdue=part.problem is not None and position in shows.overdue,
        )


def _found(earlier: Earlier, notices: Notices) -> Continued:
    """Return a continued problem with its title and status."""
    notice = notices.notice(earlier.fingerprint)
    part = next(part for part in notice.problems if part.problem and part.problem.number == earlier.number)
    assert part.problem
    place = Ref(urls.anchored(earlier.notice.address, part.anchor), prose.plain(part.heading))
    return Continued(earlier.notice, earlier.published, place, part.problem.status)
