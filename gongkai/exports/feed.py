"""Atom feeds (RFC 4287): of the site and of each organization, the newest notices; of each status, the problems.

Whole dates, stable ids. An entry is known by its address: a problem that is done moves from one feed to another.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

import msgspec

from gongkai import dates, urls
from gongkai.language import catalogue
from gongkai.model import Status
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, NoticeLine, Notices, Output, lines_of
from gongkai.settings import Settings
from gongkai.site import Site
from gongkai.summary import STATUSES, ProblemBrief, Summary

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


class FeedShows(msgspec.Struct, frozen=True, array_like=True):
    """A feed: its address and that of the page it is the feed of, its title, and its notices, newest first."""

    address: str
    page: str
    title: str
    settings: Settings
    notices: tuple[msgspec.Raw, ...]


class ProblemFeedShows(msgspec.Struct, frozen=True, array_like=True):
    """The feed of the problems of one status: those of the newest notices, whole notices at a time."""

    address: str
    page: str
    title: str
    settings: Settings
    status: Status
    notices: tuple[msgspec.Raw, ...]


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield the feed of the site, of each organization that has notices, and of each status that occurs."""
    limit = site.settings.feed_entries
    yield Chapter(plan, (site.notices[:limit],), ("",))
    for index, status in enumerate(STATUSES):
        having = _newest(site, index)
        if having:
            yield Chapter(plan_problems, (having,), (status,))
    for name, notices in site.by_organization.items():
        if name in site.organizations:
            yield Chapter(plan, (notices[:limit],), (name,))


def plan(briefs: Briefs, notices: Sequence[Summary], name: str) -> Iterator[Output]:
    """Yield the feed of an organization, or of the site."""
    settings, newest = briefs.frame.settings, briefs.lines(notices)
    address, page, title = urls.FEED, urls.HOME, settings.title
    if name:
        address, page = urls.organization_feed(name), urls.organization(name)
        title = f"{briefs.frame.organizations[name].name} · {title}"
    yield Output(address, "feed", FeedShows(address, page, title, settings, newest))


def plan_problems(briefs: Briefs, notices: Sequence[Summary], status: Status) -> Iterator[Output]:
    """Yield the feed of the problems of a status."""
    settings = briefs.frame.settings
    address, page = urls.problem_feed(status), urls.problems(status)
    title = f"{catalogue(settings.language).gettext(status.label)} · {settings.title}"
    yield Output(
        address, "problem_feed", ProblemFeedShows(address, page, title, settings, status, briefs.lines(notices))
    )


def _newest(site: Site, index: int) -> list[Summary]:
    """Return the newest notices that have a status: as many as it takes to fill a feed, none cut in two."""
    newest: list[Summary] = []
    problems = 0
    for notice in site.notices:
        if problems >= site.settings.feed_entries:
            break
        if notice.tally.counts[index]:
            newest.append(notice)
            problems += notice.tally.counts[index]
    return newest


def _moment(date: str, settings: Settings) -> str:
    """Return a date as RFC 3339; the time of day is not known, and a month or year counts from its first day."""
    return f"{dates.first_day(date or '1970')}T00:00:00{settings.utc_offset}"


def _summary(line: NoticeLine, language: str) -> str:
    translate = catalogue(language).gettext
    counts = [f"{translate(status.label)} {count}" for status, count in line.statuses]
    return " · ".join([*counts, line.opening] if line.opening else counts)


def render(shows: FeedShows) -> str:
    """Return the XML of a feed of notices."""
    lines = lines_of(shows.notices)
    feed = _feed(shows, lines)
    for line in lines:
        _add_entry(feed, line, shows.settings)
    return document(feed)


def render_problems(shows: ProblemFeedShows, notices: Notices) -> bytes:
    """Return the XML of a feed of problems."""
    lines = lines_of(shows.notices)
    feed = _feed(shows, lines)
    for line in lines:
        for problem in notices.problems(line.fingerprint):
            if problem.status is shows.status:
                _add_problem(feed, line, problem, shows.settings)
    return document(feed).encode()


def _feed(shows: FeedShows | ProblemFeedShows, lines: list[NoticeLine]) -> ElementTree.Element:
    """Return a feed without entries."""
    settings = shows.settings
    page = urls.absolute(settings, shows.page)
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": _LANGUAGES[settings.language]})
    _add(feed, "id", page)
    _add(feed, "title", shows.title)
    _add(feed, "updated", max((_moment(line.updated, settings) for line in lines), default=_moment("", settings)))
    address = urls.absolute(settings, shows.address)
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _add(ElementTree.SubElement(feed, "author"), "name", settings.title)
    return feed


def _add_problem(feed: ElementTree.Element, line: NoticeLine, problem: ProblemBrief, settings: Settings) -> None:
    translate = catalogue(settings.language).gettext
    address = f"{urls.absolute(settings, line.address)}#{problem.anchor}"
    entry = _entry(feed, address, problem.title, line, settings)
    _add(entry, "summary", " · ".join([translate(problem.status.label), line.title, *filter(None, [problem.unit])]))


def _add_entry(feed: ElementTree.Element, line: NoticeLine, settings: Settings) -> None:
    entry = _entry(feed, urls.absolute(settings, line.address), line.title, line, settings)
    _add(entry, "summary", _summary(line, settings.language))


def _entry(
    feed: ElementTree.Element, address: str, title: str, line: NoticeLine, settings: Settings
) -> ElementTree.Element:
    """Return a new entry with all but its summary."""
    entry = ElementTree.SubElement(feed, "entry")
    _add(entry, "id", address)
    _add(entry, "title", title)
    _add(entry, "published", _moment(line.published, settings))
    _add(entry, "updated", _moment(line.updated, settings))
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    for organization in line.organizations:
        _add(ElementTree.SubElement(entry, "author"), "name", organization.text)
    return entry


def document(root: ElementTree.Element) -> str:
    """Return an XML document."""
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text
