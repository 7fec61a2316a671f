"""What crawlers and hosts read: sitemap (sitemaps.org 0.9, one part a year), robots.txt, headers and redirects."""

from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from gongkai import urls
from gongkai.exports.feed import document
from gongkai.pages.output import Output
from gongkai.site import Site

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


def plan(site: Site, addresses: list[str]) -> Iterator[Output]:
    """Yield sitemap, robots, headers and redirects; `addresses` are the pages to list besides the notices."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for notice in site.notices:
        day = notice.updated if len(notice.updated) == len("2024-04-19") else ""
        address = urls.absolute(site.settings, urls.notice(notice.id))
        parts.setdefault(notice.year or "undated", []).append((address, day))
    parts["site"] = [(urls.absolute(site.settings, address), "") for address in addresses]
    for name, entries in parts.items():
        yield Output(urls.sitemap(name), "sitemap", SitemapShows("urlset", tuple(sorted(entries))))
    index = tuple((urls.absolute(site.settings, urls.sitemap(name)), "") for name in sorted(parts))
    yield Output(urls.SITEMAP, "sitemap", SitemapShows("sitemapindex", index))
    yield Output(urls.ROBOTS, "robots", RobotsShows(urls.absolute(site.settings, urls.SITEMAP)))
    yield Output(urls.HEADERS, "headers", HeadersShows(site.settings.base, tuple(_HEADERS.items())))
    redirects = tuple(
        (site.settings.base + former, site.settings.base + urls.notice(notice.id))
        for notice in (*site.notices, *site.withdrawn)
        for former in notice.former_addresses
    )
    if redirects:
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
