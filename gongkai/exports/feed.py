"""Atom feeds (RFC 4287) of the site and of each organization: the newest notices, whole dates, stable ids."""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

import msgspec

from gongkai import dates, urls
from gongkai.language import catalogue
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, NoticeLine, Output, lines_of
from gongkai.settings import Settings
from gongkai.site import Site
from gongkai.summary import Summary

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


class FeedShows(msgspec.Struct, frozen=True, array_like=True):
    """A feed: its address and that of the page it is the feed of, its title, and its notices, newest first."""

    address: str
    page: str
    title: str
    settings: Settings
    notices: tuple[msgspec.Raw, ...]


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield the feed of the site and of each organization that has notices."""
    limit = site.settings.feed_entries
    yield Chapter(plan, (site.notices[:limit],), ("",))
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


def _moment(date: str, settings: Settings) -> str:
    """Return a date as RFC 3339; the time of day is not known, and a month or year counts from its first day."""
    return f"{dates.first_day(date or '1970')}T00:00:00{settings.utc_offset}"


def _summary(line: NoticeLine, language: str) -> str:
    translate = catalogue(language).gettext
    counts = [f"{translate(status.label)} {count}" for status, count in line.statuses]
    return " · ".join([*counts, line.opening] if line.opening else counts)


def render(shows: FeedShows) -> str:
    """Return the XML of a feed."""
    settings = shows.settings
    page = urls.absolute(settings, shows.page)
    lines = lines_of(shows.notices)
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": _LANGUAGES[settings.language]})
    _add(feed, "id", page)
    _add(feed, "title", shows.title)
    _add(feed, "updated", max((_moment(line.updated, settings) for line in lines), default=_moment("", settings)))
    address = urls.absolute(settings, shows.address)
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _add(ElementTree.SubElement(feed, "author"), "name", settings.title)
    for line in lines:
        _add_entry(feed, line, settings)
    return document(feed)


def _add_entry(feed: ElementTree.Element, line: NoticeLine, settings: Settings) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    address = urls.absolute(settings, line.address)
    _add(entry, "id", address)
    _add(entry, "title", line.title)
    _add(entry, "published", _moment(line.published, settings))
    _add(entry, "updated", _moment(line.updated, settings))
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    for organization in line.organizations:
        _add(ElementTree.SubElement(entry, "author"), "name", organization.text)
    _add(entry, "summary", _summary(line, settings.language))


def document(root: ElementTree.Element) -> str:
    """Return an XML document."""
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text
