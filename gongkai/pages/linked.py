"""What a page says of itself to machines: schema.org as JSON-LD.

A script of the type application/ld+json is data: browsers never run it, and the policy against inline scripts does not
concern it.
"""

import re
from collections.abc import Callable
from typing import Any

import msgspec
from markupsafe import Markup

from gongkai import urls
from gongkai.language import catalogue, mark
from gongkai.model import Contacts, Notice, Organization
from gongkai.settings import Settings

# Bodies that are no organs of the state: their kind, in words, says so.
_NOT_OF_THE_STATE = re.compile("团体|企业|公司|协会|商会|学会|学校|大学|学院|医院")
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_ESCAPED = re.compile("[<>&\u2028\u2029]")
# The column that a kind of page stands in, with its name.
COLUMNS = {
    "notices": (urls.NOTICES, mark("Notices")),
    "notice": (urls.NOTICES, mark("Notices")),
    "tombstone": (urls.NOTICES, mark("Notices")),
    "organizations": (urls.ORGANIZATIONS, mark("Organizations")),
    "organization": (urls.ORGANIZATIONS, mark("Organizations")),
    "problems": (urls.PROBLEMS, mark("Problems")),
    "figures": (urls.PROBLEMS, mark("Problems")),
    "story": (urls.PROBLEMS, mark("Problems")),
    "stories": (urls.PROBLEMS, mark("Problems")),
    "data": (urls.DATA, mark("Data")),
}

Node = dict[str, Any]


def script(nodes: list[Node]) -> Markup:
    """Return the content of a script element; nothing in it can end the element."""
    if not nodes:
        return Markup("")
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": nodes}).decode()
    return Markup(_ESCAPED.sub(lambda match: _ESCAPES[match[0]], text))


def nodes_of(view: str, values: dict[str, Any], settings: Settings) -> list[Node]:
    """Return what is to be said of a page: what it is about, and its place on the site."""
    make = _MAKERS.get(view)
    if make is None:
        return []
    main = {name: value for name, value in make(values, settings).items() if value not in ("", None, [])}
    crumbs = breadcrumbs(view, values, settings)
    return [main, _crumbs(crumbs, settings)] if len(crumbs) > 1 else [main]


def title_of(view: str, values: dict[str, Any], settings: Settings) -> str:
    """Return the name of what a page shows; empty where it stands for itself."""
    crumbs = breadcrumbs(view, values, settings)
    return crumbs[-1][0] if view in _MAKERS else ""


def breadcrumbs(view: str, values: dict[str, Any], settings: Settings) -> list[tuple[str, str]]:
    """Return names and addresses from the home page to the page."""
    translate = catalogue(settings.language).gettext
    line = [(settings.title, urls.HOME)]
    if view in COLUMNS:
        address, name = COLUMNS[view]
        line.append((translate(name), address))
    match view:
        case "notice":
            line.append((values["notice"].title, values["address"]))
        case "tombstone":
            line.append((values["title"], values["address"]))
        case "organization":
            line += [(above.text, above.address) for above in values["ancestors"]]
            line.append((values["organization"].name, values["address"]))
        case "problems" if selected := values["selected"]:
            line.append((translate(selected.label), urls.problems(selected)))
        case "story":
            line.append((values["title"], values["address"]))
        case "stories":
            line.append((translate("Problems followed through notices"), values["address"]))
        case "search":
            line.append((translate("Search"), urls.SEARCH))
        case "figures":
            line.append((translate("Problems by organization"), values["address"]))
        case "notices" if values["year"]:
            line.append((values["year"], urls.year(values["year"])))
        case "page":
            line.append((values["page"].title, values["address"]))
    return line


def _crumbs(crumbs: list[tuple[str, str]], settings: Settings) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": urls.absolute(settings, address)}
            for position, (name, address) in enumerate(crumbs, 1)
        ],
    }


def _site(_values: dict[str, Any], settings: Settings) -> Node:
    home = urls.absolute(settings, urls.HOME)
    return {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "name": settings.title,
        "url": home,
        "description": settings.description,
        "inLanguage": _language(settings),
    }


def _list(values: dict[str, Any], settings: Settings) -> Node:
    return _page("CollectionPage", values, settings)


def _search(values: dict[str, Any], settings: Settings) -> Node:
    return _page("SearchResultsPage", values, settings)


def _own_page(values: dict[str, Any], settings: Settings) -> Node:
    return {**_page("WebPage", values, settings), "name": values["page"].title}


def _story(values: dict[str, Any], settings: Settings) -> Node:
    return {**_page("WebPage", values, settings), "name": values["title"]}


def _page(kind: str, values: dict[str, Any], settings: Settings) -> Node:
    return {
        "@type": kind,
        "@id": urls.absolute(settings, values["address"]),
        "url": urls.absolute(settings, values["address"]),
        "inLanguage": _language(settings),
        "isPartOf": {"@id": f"{urls.absolute(settings, urls.HOME)}#site"},
    }


def _notice(values: dict[str, Any], settings: Settings) -> Node:
    notice: Notice = values["notice"]
    address = urls.absolute(settings, values["address"])
    corrected = max((event.date for event in notice.corrections), default="")
    data = urls.absolute(settings, urls.data_notice(notice.id))
    return {
        "@type": "Report",
        "@id": address,
        "url": address,
        "name": notice.title,
        "description": values["description"],
        "reportNumber": notice.document_number,
        "identifier": notice.index_number,
        "datePublished": notice.published,
        "dateModified": max(corrected, notice.published),
        "inLanguage": "zh-CN",
        "publisher": [_reference(found, settings) for found in values["organizations"][:1]],
        "about": [_reference(found, settings) for found in values["organizations"][1:]],
        "correction": [
            {"@type": "CorrectionComment", "text": event.reason, "datePublished": event.date}
            for event in notice.corrections
        ],
        "isBasedOn": notice.source.url if notice.source else "",
        "encoding": {"@type": "MediaObject", "contentUrl": data, "encodingFormat": "application/json"},
        "license": settings.license,
    }


def _tombstone(values: dict[str, Any], settings: Settings) -> Node:
    address = urls.absolute(settings, values["address"])
    return {
        "@type": "Report",
        "@id": address,
        "url": address,
        "name": values["title"],
        "datePublished": values["published"],
        "expires": values["withdrawn"].date,
        "creativeWorkStatus": "Withdrawn",
        "inLanguage": "zh-CN",
    }


def _organization(values: dict[str, Any], settings: Settings) -> Node:
    found: Organization = values["organization"]
    own = found.contacts or Contacts()
    node = _reference(found, settings) | {
        "url": urls.absolute(settings, values["address"]),
        "alternateName": found.short_name,
        "description": found.description,
        "identifier": found.credit_code,
        "sameAs": found.url,
        "address": _postal(own),
        "contactPoint": _contact_points(own),
    }
    above = values["ancestors"][-1:]
    if above:
        node["parentOrganization"] = {
            "@type": "Organization",
            "@id": f"{urls.absolute(settings, above[0].address)}#organization",
            "name": above[0].text,
        }
    return node


def _reference(found: Organization, settings: Settings) -> Node:
    kind = "Organization" if _NOT_OF_THE_STATE.search(found.kind) else "GovernmentOrganization"
    address = urls.absolute(settings, urls.organization(found.id))
    return {"@type": kind, "@id": f"{address}#organization", "name": found.name}


def _postal(contacts: Contacts) -> Node | None:
    if not contacts.address:
        return None
    node = {"@type": "PostalAddress", "streetAddress": contacts.address, "addressCountry": "CN"}
    return node | {"postalCode": contacts.postcode} if contacts.postcode else node


def _contact_points(contacts: Contacts) -> list[Node]:
    points = [
        {
            "@type": "ContactPoint",
            "telephone": phone.number,
            "contactType": phone.purpose,
            "description": phone.hours or contacts.office_hours,
        }
        for phone in contacts.phones
    ]
    points += [{"@type": "ContactPoint", "faxNumber": fax} for fax in contacts.faxes]
    points += [{"@type": "ContactPoint", "email": email} for email in contacts.emails]
    points += [{"@type": "ContactPoint", "url": contacts.form}] if contacts.form else []
    return [{name: value for name, value in point.items() if value} for point in points]


def _data(values: dict[str, Any], settings: Settings) -> Node:
    catalog, address = values["catalog"], urls.absolute(settings, urls.DATA)
    return {
        "@type": "Dataset",
        "@id": f"{address}#catalog",
        "url": address,
        "name": f"{settings.title} · {catalogue(settings.language).gettext('Data')}",
        "description": settings.description or settings.title,
        "dateModified": catalog.updated,
        "license": settings.license,
        "creator": {"@type": "Organization", "name": catalog.publisher},
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": file.url, "encodingFormat": _MEDIA_TYPES[file.format]}
            for file in catalog.files
            if not file.year
        ],
    }


_MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl", "json": "application/json"}


def _language(settings: Settings) -> str:
    return "zh-CN" if settings.language == "zh" else "en"


_MAKERS: dict[str, Callable[[dict[str, Any], Settings], Node]] = {
    "home": _site,
    "page": _own_page,
    "notices": _list,
    "organizations": _list,
    "problems": _list,
    "figures": _list,
    "stories": _list,
    "story": _story,
    "notice": _notice,
    "tombstone": _tombstone,
    "organization": _organization,
    "data": _data,
    "search": _search,
}
