"""What crawlers and hosts read: sitemap (sitemaps.org 0.9, one part a year), robots.txt, headers and redirects."""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

import msgspec

from gongkai import urls
from gongkai.exports.feed import document
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Output
from gongkai.site import Site
from gongkai.summary import Summary

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# No inline script or style, nothing from elsewhere; `connect-src` is for search and the preview.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


class SitemapShows(msgspec.Struct, frozen=True, array_like=True):
    """A part of the sitemap, or its index: absolute addresses and the days they changed (empty: not known)."""

    element: str
    entries: tuple[tuple[str, str], ...]


class RobotsShows(msgspec.Struct, frozen=True, array_like=True):
    """Where the sitemap is."""

    sitemap: str


class HeadersShows(msgspec.Struct, frozen=True, array_like=True):
    """The headers that hosts such as Netlify and Cloudflare Pages take from `_headers`."""

    base: str
    headers: tuple[tuple[str, str], ...]


class RedirectsShows(msgspec.Struct, frozen=True, array_like=True):
    """Former addresses and where they lead, for hosts that take `_redirects`."""

    redirects: tuple[tuple[str, str], ...]


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield the sitemap of each year, robots, headers and redirects."""
    years = {**site.by_year, "undated": [notice for notice in site.notices if not notice.year]}
    for name, notices in years.items():
        if notices:
            yield Chapter(plan_year, (notices,), (name,))
    yield Chapter(plan_host)
    yield Chapter(plan_redirects, ([notice for notice in site.by_id.values() if notice.former_addresses],))
    yield Chapter(plan_index, (), (sorted(name for name, notices in years.items() if notices),))


def plan_year(briefs: Briefs, notices: Sequence[Summary], name: str) -> Iterator[Output]:
    """Yield the sitemap of the notices of a year."""
    settings = briefs.frame.settings
    entries = []
    for notice in notices:
        day = notice.updated if len(notice.updated) == len("2024-04-19") else ""
        entries.append((urls.absolute(settings, urls.notice(notice.id)), day))
    yield Output(urls.sitemap(name), "sitemap", SitemapShows("urlset", tuple(sorted(entries))))


def plan_site(briefs: Briefs, addresses: Sequence[str]) -> Iterator[Output]:
    """Yield the sitemap of the pages at `addresses`, which are all but the notices."""
    entries = tuple((urls.absolute(briefs.frame.settings, address), "") for address in addresses)
    yield Output(urls.sitemap("site"), "sitemap", SitemapShows("urlset", entries))


def plan_index(briefs: Briefs, years: Sequence[str]) -> Iterator[Output]:
    """Yield the index of the sitemaps."""
    parts = (urls.absolute(briefs.frame.settings, urls.sitemap(name)) for name in sorted((*years, "site")))
    yield Output(urls.SITEMAP, "sitemap", SitemapShows("sitemapindex", tuple((part, "") for part in parts)))


def plan_host(briefs: Briefs) -> Iterator[Output]:
    """Yield robots.txt and the headers."""
    settings = briefs.frame.settings
    yield Output(urls.ROBOTS, "robots", RobotsShows(urls.absolute(settings, urls.SITEMAP)))
    yield Output(urls.HEADERS, "headers", HeadersShows(settings.base, tuple(_HEADERS.items())))


def plan_redirects(briefs: Briefs, notices: Sequence[Summary]) -> Iterator[Output]:
    """Yield the redirects from former addresses; none where there are none."""
    base = briefs.frame.settings.base
    moved = [(former, target) for former, target, _title in briefs.frame.moved]
    moved += [(former, urls.notice(notice.id)) for notice in notices for former in notice.former_addresses]
    if moved:
        redirects = tuple((base + former, base + target) for former, target in moved)
        yield Output(urls.REDIRECTS, "redirects", RedirectsShows(redirects))


def sitemap(shows: SitemapShows) -> str:
    """Return the XML of a sitemap or of its index."""
    root = ElementTree.Element(shows.element, {"xmlns": _NAMESPACE})
    for address, day in shows.entries:
        entry = ElementTree.SubElement(root, "url" if shows.element == "urlset" else "sitemap")
        ElementTree.SubElement(entry, "loc").text = address
        if day:
            ElementTree.SubElement(entry, "lastmod").text = day
    return document(root)


def robots(shows: RobotsShows) -> str:
    """Return robots.txt (RFC 9309)."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {shows.sitemap}\n"


def headers(shows: HeadersShows) -> str:
    """Return the header file."""
    lines = [f"  {name}: {value}" for name, value in shows.headers]
    return "\n".join([f"{shows.base}/*", *lines, ""])


def redirects(shows: RedirectsShows) -> str:
    """Return the redirect file."""
    return "".join(f"{former} {target} 301\n" for former, target in shows.redirects)
