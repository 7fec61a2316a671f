"""Which view renders which output: a template with its context, or a function that returns the text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from gongkai.exports import (
    calendar,
    catalog,
    changes,
    feed,
    hosting,
    json_files,
    schema,
    search_index,
    search_text,
    tables,
    vcard,
)
from gongkai.pages import (
    data,
    figures,
    head,
    home,
    lists,
    notice,
    organizations,
    problem_data,
    problems,
    search,
    stories,
)
from gongkai.pages.output import Notices, Output
from gongkai.theme import Theme

Context = Callable[[Any, Notices], dict[str, Any]]

PAGES: dict[str, tuple[str, Context]] = {
    "home": ("home.html", home.home_context),
    "page": ("page.html", home.page_context),
    "not_found": ("not_found.html", home.not_found_context),
    "redirect": ("redirect.html", home.redirect_context),
    "notice": ("notice.html", notice.context),
    "tombstone": ("tombstone.html", notice.tombstone_context),
    "notices": ("notices.html", lists.context),
    "organizations": ("organizations.html", organizations.list_context),
    "organization": ("organization.html", organizations.context),
    "problems": ("problems.html", problems.context),
    "figures": ("figures_page.html", figures.context),
    "story": ("story.html", stories.context),
    "stories": ("stories.html", stories.list_context),
    "data": ("data.html", data.context),
    "search": ("search.html", search.context),
}
# What is made of whole notices: a contact card, what pages load, and what is taken away.
STORED: dict[str, Callable[[Any, Notices], bytes]] = {
    "notice_vcard": vcard.render_notice,
    "problem_index": problem_data.index,
    "problem_year": problem_data.year,
    "problem_titles": problem_data.titles,
    "notice_json": json_files.notice,
    "notice_lines": json_files.notice_lines,
    "problem_lines": json_files.problem_lines,
    "problem_table": tables.problems,
    "problem_feed": feed.render_problems,
    "search_shard": search_index.shard,
    "search_text": search_text.text,
}
EXPORTS: dict[str, Callable[[Any], str]] = {
    "feed": feed.render,
    "vcard": vcard.render,
    "calendar": calendar.render,
    "sitemap": hosting.sitemap,
    "robots": hosting.robots,
    "headers": hosting.headers,
    "redirects": hosting.redirects,
    "schema": schema.render,
}
FILES: dict[str, Callable[[Any], bytes]] = {
    "withdrawn_json": json_files.withdrawn,
    "organization_json": json_files.organization,
    "organization_lines": json_files.organization_lines,
    "organization_table": tables.organizations,
    "notice_table": tables.notices,
    "changes": changes.render,
    "data_index": catalog.index,
    "dcat": catalog.dcat,
}


class CopyShows(msgspec.Struct, frozen=True, array_like=True):
    """A file that is published as it is; `path` is below the project."""

    path: str
    fingerprint: str


def render(output: Output, theme: Theme, notices: Notices, project: Path) -> bytes:
    """Return the bytes of an output; reads nothing but what the output shows."""
    if isinstance(output.shows, CopyShows):
        return (project / output.shows.path).read_bytes()
    if output.view in EXPORTS:
        return EXPORTS[output.view](output.shows).encode()
    if output.view in STORED:
        return STORED[output.view](output.shows, notices)
    if output.view in FILES:
        return FILES[output.view](output.shows)
    template, context = PAGES[output.view]
    values = context(output.shows, notices)
    values["head"] = head.head_of(output.view, values, theme.settings)
    return theme.render(template, values).encode()
