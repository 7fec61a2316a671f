"""Every address on the site, and nothing else decides one. Addresses are paths from the site's root, starting with `/`.

`absolute` adds scheme and host. No address depends on anything that may change after publication.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from gongkai.model import Choice
from gongkai.settings import Settings
from gongkai.text import anchor

HOME = "/"
NOTICES = "/notices/"
ORGANIZATIONS = "/organizations/"
PROBLEMS = "/problems/"
PROBLEMS_BY_ORGANIZATION = "/problems/by-organization/"
PROBLEM_DATA = "/problems/data/"
STORIES = "/problems/story/"
SEARCH = "/search/"
FEED = "/feed.xml"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
NOT_FOUND = "/404.html"
HEADERS = "/_headers"
REDIRECTS = "/_redirects"
ASSETS = "/assets/"
FILES = "/files/"
DATA = "/data/"
DATA_INDEX = f"{DATA}index.json"
DATA_CATALOG = f"{DATA}catalog.jsonld"


def notice(notice_id: str) -> str:
    """Return the permanent address of a notice, by its id `<org>/<slug>`."""
    return f"{NOTICES}{notice_id}/"


def anchored(address: str, anchor: str) -> str:
    """Return the address of a place in a page."""
    return f"{address}#{quote(anchor)}" if anchor else address


def organization(organization_id: str) -> str:
    """Return the permanent address of an organization."""
    return f"{ORGANIZATIONS}{organization_id}/"


def organization_feed(organization_id: str) -> str:
    """Return the address of an organization's Atom feed."""
    return f"{organization(organization_id)}feed.xml"


def vcard(organization_id: str) -> str:
    """Return the address of an organization's vCard."""
    return f"{organization(organization_id)}contact.vcf"


def notice_vcard(notice_id: str) -> str:
    """Return the address of the vCard of the contacts that a notice gives."""
    return f"{notice(notice_id)}contact.vcf"


def calendar(notice_id: str) -> str:
    """Return the address of the calendar entry for the end of a notice's period for comments."""
    return f"{notice(notice_id)}comments.ics"


def year(number: str) -> str:
    """Return the address of the archive of a year."""
    return f"{NOTICES}{number}/"


def problems(selection: Choice) -> str:
    """Return the address of the problems of one status, or of one concern."""
    return f"{PROBLEMS}{selection.value.replace('_', '-')}/"


def problems_of(statuses: Sequence[Choice]) -> str:
    """Return the address of the problems of several statuses: where there is but one, its list, else the filter."""
    if len(statuses) == 1:
        return problems(statuses[0])
    return f"{PROBLEMS}?{urlencode([('status', status.value) for status in statuses])}"


@cache
def story(notice_id: str, number: str) -> str:
    """Return the address of the story of a problem, by the notice and number it is first known by."""
    return f"{STORIES}{notice_id}/{quote(anchor(number))}/"


def problem_data(part: str) -> str:
    """Return the address of a part of the data that the filter of problems reads."""
    return f"{PROBLEM_DATA}{part}.json"


def numbered(address: str, number: int) -> str:
    """Return the address of part `number` of a list, counted from the oldest; 0 is the newest, the list itself."""
    return f"{address}page/{number}/" if number else address


def search_text(year_number: str, number: int) -> str:
    """Return the address of the words of a notice, by its year and its number in it, counted from the oldest."""
    return f"{SEARCH}text/{year_number}/{number}.txt"


def search_shard(segment: str, number: int) -> str:
    """Return the address of a shard of the search index; `segment` names all that the shard is made of."""
    return f"{SEARCH}{segment}/{number}.bin"


def page(page_id: str) -> str:
    """Return the address of a page of the site's own."""
    return f"/{page_id}/"


def file(name: str) -> str:
    """Return the address of an attachment, by its path below content/files/."""
    return FILES + quote(name)


def sitemap(part: str) -> str:
    """Return the address of one part of the sitemap."""
    return f"/sitemap-{part}.xml"


def data_notice(notice_id: str) -> str:
    """Return the address of a notice as JSON."""
    return f"{DATA}notices/{notice_id}.json"


def data_organization(organization_id: str) -> str:
    """Return the address of an organization as JSON."""
    return f"{DATA}organizations/{organization_id}.json"


def data_bulk(kind: str, part: str, form: str) -> str:
    """Return the address of many records in one file: `part` is such as `2024-1`, or empty for all of them."""
    return f"{DATA}{kind}-{part}.{form}" if part else f"{DATA}{kind}.{form}"


def data_changes(year: str) -> str:
    """Return the address of what changed in a year."""
    return f"{DATA}changes-{year}.json"


def data_schema(kind: str) -> str:
    """Return the address of the JSON Schema of a kind of record or file."""
    return f"{DATA}schema/{kind}.json"


def problem_feed(status: Choice) -> str:
    """Return the address of the Atom feed of the problems of one status."""
    return f"{problems(status)}feed.xml"


def absolute(settings: Settings, address: str) -> str:
    """Return an address with scheme, host and base path."""
    return settings.address.rstrip("/") + address


def leaves(settings: Settings, address: str) -> str:
    """Return the host that a link leads to where it is not the site's own, else nothing."""
    parts = urlsplit(address)
    return "" if f"{parts.scheme}://{parts.netloc}" == settings.origin else parts.netloc


def with_query(address: str, **values: str) -> str:
    """Return an address with more in its query; empty values are left out."""
    parts = urlsplit(address)
    more = urlencode({name: value for name, value in values.items() if value}, quote_via=quote, safe="/")
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, more)))))


def resolve(link: str, start: str) -> tuple[str, str] | None:
    """Return address and anchor that a link on the page `start` leads to; None where it leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    joined = urlsplit(urljoin(start, link))
    path = unquote(joined.path)
    if path.endswith("/index.html"):
        path = path.removesuffix("index.html")
    elif PurePosixPath(path).suffix == "" and not path.endswith("/"):
        path += "/"
    return path, unquote(joined.fragment)
