"""Checks of what files say of one another: organizations, continued problems, attachments, links, addresses."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from gongkai import urls
from gongkai.diagnostics import Diagnostics, Place
from gongkai.language import mark
from gongkai.load import Mention
from gongkai.model import Kind, Notice
from gongkai.outline import RESERVED_ANCHORS
from gongkai.site import Site
from gongkai.text import nearest

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
_PROBLEM = re.compile(r"([a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*)#(\S+)")

# What a file mentions, by the address of the page it becomes.
Mentions = Mapping[str, Iterable[Mention]]


class Known(NamedTuple):
    """What targets are held against: the site, whole notices by fingerprint, addresses of files that are broken."""

    site: Site
    notice_of: Callable[[str], Notice]
    unreadable: Collection[str]

    def numbers(self, notice_id: str) -> set[str]:
        """Return the numbers of a public notice's problems."""
        notice = self.notice_of(self.site.by_id[notice_id].fingerprint)
        return {part.problem.number for part in notice.body if part.problem}

    def anchors(self, address: str) -> set[str] | None:
        """Return the places in the text of a page; None where every place is as good."""
        name = address.removeprefix(urls.NOTICES).rstrip("/")
        if address.startswith(urls.NOTICES) and name in self.site.by_id:
            body = self.notice_of(self.site.by_id[name].fingerprint).body
        else:
            pages = {urls.page(page.id): page.body for page in self.site.pages}
            if address not in pages:
                return None
            body = pages[address]
        return {part.anchor for part in body if part.anchor} | RESERVED_ANCHORS


def organizations(known: Known, mentions: Mentions, diagnostics: Diagnostics) -> None:
    """Every organization that is named exists."""
    organizations = known.site.organizations
    for mention in _of_kind(mentions, "organization"):
        if mention.target not in organizations and urls.organization(mention.target) not in known.unreadable:
            close = nearest(mention.target, organizations)
            diagnostics.add("organization-unknown", mention.place, value=mention.target, nearest=close)


def hierarchy(site: Site, diagnostics: Diagnostics) -> None:
    """No organization is above itself."""
    reported: set[str] = set()
    for organization in site.ordered:
        line = [organization.id]
        while (above := site.organizations[line[-1]].parent) in site.organizations and above not in line:
            line.append(above)
        if above == organization.id and above not in reported:
            reported.update(line)
            file = f"content/organizations/{organization.id}.yaml"
            diagnostics.add("organization-circle", Place(file), circle=" → ".join([*line, above]))


def continued(known: Known, mentions: Mentions, diagnostics: Diagnostics) -> None:
    """承接 names a problem of a public notice."""
    site = known.site
    for mention in _of_kind(mentions, "continues"):
        match = _PROBLEM.fullmatch(mention.target)
        if not match:
            diagnostics.add("continues-format", mention.place, value=mention.target)
        elif urls.notice(match[1]) in known.unreadable:
            continue
        elif match[1] not in site.by_id:
            held = any(held.id == match[1] for held in site.held)
            reason = mark("the notice is not public yet") if held else mark("there is no such notice")
            close = "" if held else nearest(match[1], site.by_id)
            diagnostics.add("continues-dangling", mention.place, value=mention.target, reason=reason, nearest=close)
        elif match[2] not in known.numbers(match[1]):
            reason = mark("the notice has no problem of that number")
            diagnostics.add("continues-dangling", mention.place, value=mention.target, reason=reason)


def attachments(mentions: Mentions, files: Collection[str], diagnostics: Diagnostics) -> None:
    """Every attachment lies in content/files/."""
    for mention in _of_kind(mentions, "attachment"):
        if mention.target not in files:
            close = nearest(mention.target, files)
            diagnostics.add("attachment-missing", mention.place, value=mention.target, nearest=close)


def links(known: Known, mentions: Mentions, addresses: Mapping[str, str], diagnostics: Diagnostics) -> None:
    """Links inside the site lead somewhere; `addresses` gives the file that each page comes from."""
    for start, mentioned in mentions.items():
        for mention in mentioned:
            if mention.kind == "link":
                _check_link(known, start, mention, addresses, diagnostics)


def _check_link(
    known: Known, start: str, mention: Mention, addresses: Mapping[str, str], diagnostics: Diagnostics
) -> None:
    scheme = _SCHEME.match(mention.target)
    if scheme or mention.target.startswith("//"):
        if not scheme or scheme[1].lower() not in _ALLOWED_SCHEMES:
            diagnostics.add("link-dropped", mention.place, target=mention.target)
        return
    try:
        resolved = urls.resolve(mention.target, start)
    except ValueError:
        resolved = (mention.target, "")
    if resolved is None:
        return
    address, anchor = resolved
    if address not in addresses:
        close = nearest(address, addresses)
        diagnostics.add("link-broken", mention.place, target=mention.target, address=address, nearest=close)
    elif anchor and address not in known.unreadable:
        anchors = known.anchors(address)
        if anchors is not None and anchor not in anchors:
            file, close = addresses[address], nearest(anchor, anchors)
            values = {"target": mention.target, "file": file, "anchor": anchor, "nearest": close}
            diagnostics.add("anchor-broken", mention.place, **values)


def contacts(site: Site, file_of: Mapping[str, str], diagnostics: Diagnostics) -> None:
    """A rectification notice tells readers whom to turn to (its own contact, or its organization's)."""
    for notice in site.notices:
        if notice.kind is not Kind.rectification or notice.has_contacts:
            continue
        owner = site.organizations.get(notice.organization)
        if owner is None or not owner.contacts:
            diagnostics.add("contact-missing", Place(file_of[urls.notice(notice.id)], 1, 1))


def _of_kind(mentions: Mentions, kind: str) -> Iterable[Mention]:
    return (mention for mentioned in mentions.values() for mention in mentioned if mention.kind == kind)
