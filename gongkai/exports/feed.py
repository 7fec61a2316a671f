"""Atom feeds (RFC 4287) of the site and of each organization: the newest notices, whole dates, stable ids."""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

import msgspec

from gongkai import dates, urls
from gongkai.language import catalogue
from gongkai.pages.output import Output
from gongkai.settings import Settings
from gongkai.site import Site
from gongkai.summary import STATUSES, Summary

_NAMESPACE = "http://www.w3.org/2005/Atom"


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A notice in a feed; `address` is absolute, times are RFC 3339."""

    address: str
    title: str
    published: str
    updated: str
    author: str
    summary: str


class FeedShows(msgspec.Struct, frozen=True, array_like=True):
    """A feed; addresses are absolute. `page` is what it is the feed of."""

    address: str
    page: str
    title: str
    author: str
    language: str
    entries: tuple[Entry, ...]


def plan(site: Site) -> Iterator[Output]:
    """Yield the feed of the site and of each organization that has notices."""
    settings = site.settings
    yield Output(urls.FEED, "feed", _shows(site, urls.FEED, urls.HOME, settings.title, site.notices))
    for organization in site.ordered:
        notices = site.by_organization.get(organization.id, [])
        if notices:
            title = f"{organization.name} · {settings.title}"
            address = urls.organization_feed(organization.id)
            yield Output(address, "feed", _shows(site, address, urls.organization(organization.id), title, notices))


def _shows(site: Site, address: str, page: str, title: str, notices: Sequence[Summary]) -> FeedShows:
    newest = notices[: site.settings.feed_entries]
    return FeedShows(
        address=urls.absolute(site.settings, address),
        page=urls.absolute(site.settings, page),
        title=title,
        author=site.settings.title,
        language="zh-CN" if site.settings.language == "zh" else "en",
        entries=tuple(_entry(site, notice) for notice in newest),
    )


def _entry(site: Site, notice: Summary) -> Entry:
    owner = site.organizations.get(notice.organization)
    return Entry(
        address=urls.absolute(site.settings, urls.notice(notice.id)),
        title=notice.title,
        published=_moment(notice.published, site.settings),
        updated=_moment(notice.updated, site.settings),
        author=owner.name if owner else site.settings.title,
        summary=_summary(notice, site.settings.language),
    )


def _moment(date: str, settings: Settings) -> str:
    """Return a date as RFC 3339; the time of day is not known, and a month or year counts from its first day."""
    return f"{dates.first_day(date)}T00:00:00{settings.utc_offset}" if date else f"1970-01-01T00:00:00{settings.utc_offset}"


def _summary(notice: Summary, language: str) -> str:
    translate = catalogue(language).gettext
    counts = [
        f"{translate(status.label)} {count}" for status, count in zip(STATUSES, notice.counts, strict=True) if count
    ]
    return " · ".join([*counts, notice.opening] if notice.opening else counts)


def render(shows: FeedShows) -> str:
    """Return the XML of a feed."""
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": shows.language})
    _add(feed, "id", shows.page)
    _add(feed, "title", shows.title)
    _add(feed, "updated", max((entry.updated for entry in shows.entries), default="1970-01-01T00:00:00Z"))
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": shows.address})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": shows.page})
    _add(ElementTree.SubElement(feed, "author"), "name", shows.author)
    for entry in shows.entries:
        element = ElementTree.SubElement(feed, "entry")
        _add(element, "id", entry.address)
        _add(element, "title", entry.title)
        _add(element, "published", entry.published)
        _add(element, "updated", entry.updated)
        ElementTree.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
        _add(ElementTree.SubElement(element, "author"), "name", entry.author)
        _add(element, "summary", entry.summary)
    return document(feed)


def document(root: ElementTree.Element) -> str:
    """Return an XML document."""
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text
