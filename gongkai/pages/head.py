"""What stands in the head of a page: for machines, for links that are shared, and for the `gov` profile."""

from typing import Any, NamedTuple

from markupsafe import Markup

from gongkai import urls
from gongkai.language import catalogue, mark
from gongkai.pages import linked
from gongkai.settings import Profile, Settings

_FULL_DATE = len("2024-04-19")
_DESCRIPTIONS = {
    urls.NOTICES: mark("Rectification notices and reports that this site publishes"),
    urls.ORGANIZATIONS: mark("The organizations whose notices this site publishes, and how to reach them"),
    urls.PROBLEMS: mark("The problems that the notices of this site list, and how far each is rectified"),
    urls.DATA: mark(
        "Every notice, organization and problem of this site as JSON and CSV, with an explanation of each field"
    ),
}


class Head(NamedTuple):
    """Title and kind for shared links (empty: none), JSON-LD, and the tags of government sites."""

    title: str
    kind: str
    linked: Markup
    meta: tuple[tuple[str, str], ...]


def head_of(view: str, values: dict[str, Any], settings: Settings) -> Head:
    """Return the head of a page."""
    nodes = linked.nodes_of(view, values, settings)
    return Head(
        title=linked.title_of(view, values, settings),
        kind="article" if view in ("notice", "tombstone") else "website",
        linked=linked.script(nodes),
        meta=tuple(_tags(view, values, settings)) if settings.profile is Profile.gov else (),
    )


def _tags(view: str, values: dict[str, Any], settings: Settings) -> list[tuple[str, str]]:
    """Return the tags of 国办发〔2017〕47号, each once and none that is empty."""
    tags = {
        "SiteName": settings.title,
        "SiteDomain": settings.address.partition("://")[2].partition("/")[0],
        "SiteIDCode": settings.site_code,
    }
    if view in linked.COLUMNS:
        address, name = linked.COLUMNS[view]
        translate = catalogue(settings.language).gettext
        tags |= {
            "ColumnName": translate(name),
            "ColumnDescription": translate(_DESCRIPTIONS[address]),
            "ColumnKeywords": f"{translate(name)},{settings.title}",
            "ColumnType": settings.column_type,
        }
    if view == "notice":
        tags |= _article(values, settings)
    return [(name, value) for name, value in tags.items() if value]


def _article(values: dict[str, Any], settings: Settings) -> dict[str, str]:
    """Return the tags of a notice. The time of publication is not known: it is given as the day's beginning."""
    notice = values["notice"]
    source = notice.source.title if notice.source else "、".join(found.name for found in values["organizations"])
    return {
        "ArticleTitle": notice.title,
        "PubDate": f"{notice.published} 00:00" if len(notice.published) == _FULL_DATE else "",
        "ContentSource": source,
        "Author": notice.signature,
        "Url": urls.absolute(settings, values["address"]),
    }
