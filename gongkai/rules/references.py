"""Checks of what files say of one another: organizations, continued problems, attachments, links, addresses."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from gongkai import dates, urls
from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place
from gongkai.language import mark
from gongkai.load import Mention
from gongkai.model import Contacts, Kind, Notice
from gongkai.outline import RESERVED_ANCHORS
from gongkai.site import Site
from gongkai.summary import Summary, places_of
from gongkai.text import nearest

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
_PROBLEM = re.compile(r"([a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*)#(\S+)")

# Addresses and ids of one site resemble one another anyway: only a slip of the hand is worth suggesting.
_CLOSE = 0.8
_CONTACT_CODES = {"phone-invalid", "email-invalid", "url-invalid", "wrong-type", "key-unknown", "key-misplaced"}
# Notices appear some months after the feedback: three for the focus period, longer above. After nine one is overdue.
LONGEST_WAIT_DAYS = 270
# What files mention, by its kind: each with the address of the page that the file becomes.
Mentions = Mapping[str, Sequence[tuple[str, Mention]]]


class Known(NamedTuple):
    """What targets are held against: the site, whole notices by fingerprint, addresses of files that are broken."""

    site: Site
    notice_of: Callable[[str], Notice]
    unreadable: Collection[str]

    def anchors(self, address: str) -> set[str] | None:
        """Return the places in the text of a page; None where every place is as good."""
        name = address.removeprefix(urls.NOTICES).rstrip("/")
        if address.startswith(urls.NOTICES) and name in self.site.by_id:
            return {*places_of(self.notice_of(self.site.by_id[name].fingerprint)).split(), *RESERVED_ANCHORS}
        pages = {urls.page(page.id): page.body for page in self.site.pages}
        if address not in pages:
            return None
        return {part.anchor for part in pages[address] if part.anchor} | RESERVED_ANCHORS


def organizations(known: Known, mentions: Mentions, public: Mentions, owner: Place, diagnostics: Diagnostics) -> None:
    """Every organization that is named exists, and is public where what names it is: `public` are those mentions.

    `owner` is where the settings name theirs.
    """
    site = known.site
    owners = [(site.settings.owner, owner)] if site.settings.owner else []
    named = [(mention.target, mention.place) for mention in _of_kind(mentions, "organization")]
    shown = [(mention.target, mention.place) for mention in _of_kind(public, "organization")]
    told = set()
    for target, place in [*shown, *owners]:
        if target in site.draft_organizations and (place.line or target not in told):
            diagnostics.add("organization-draft", place, file=f"content/organizations/{target}.yaml")
            told.add(target)
    for target, place in [*named, *owners]:
        if (
            target in site.organizations
            or target in site.draft_organizations
            or urls.organization(target) in known.unreadable
        ):
            continue
        # Every notice of a folder names its owner, by the folder's name: one finding is enough.
        if place.line or target not in told:
            diagnostics.add("organization-unknown", place, value=target, nearest=_organization_like(target, site))
        told.add(target)


def _organization_like(name: str, site: Site) -> str:
    """Return the id of the organization that was probably meant; editors like to write its name."""
    for organization in site.frame.ordered:
        if name in (organization.name, organization.short_name):
            return organization.id
    return nearest(name, site.organizations, _CLOSE)


def hierarchy(site: Site, diagnostics: Diagnostics) -> None:
    """No organization is above itself."""
    reported: set[str] = set()
    for organization in site.frame.ordered:
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
    for address, mention in mentions.get("continues", ()):
        match = _PROBLEM.fullmatch(mention.target)
        if not match:
            diagnostics.add("continues-format", mention.place, value=mention.target)
        elif urls.notice(match[1]) == address:
            diagnostics.add("continues-itself", mention.place, value=mention.target)
        elif urls.notice(match[1]) in known.unreadable:
            continue
        elif match[1] not in site.by_id:
            held = any(held.id == match[1] for held in site.held)
            reason = mark("the notice is not public yet") if held else mark("there is no such notice")
            close = "" if held else _like(match[1], site.by_id)
            diagnostics.add("continues-dangling", mention.place, value=mention.target, reason=reason, nearest=close)
        elif match[2] not in site.by_id[match[1]].numbers.split("\t"):
            reason = mark("the notice has no problem of that number")
            diagnostics.add("continues-dangling", mention.place, value=mention.target, reason=reason)


def attachments(mentions: Mentions, files: Collection[str], diagnostics: Diagnostics) -> None:
    """Every attachment lies in content/files/."""
    for mention in _of_kind(mentions, "attachment"):
        if mention.target in files:
            continue
        close = nearest(mention.target, files)
        if unicodedata.normalize("NFC", close) == unicodedata.normalize("NFC", mention.target):
            diagnostics.add("file-name-form", mention.place, file=f"content/files/{close}")
        else:
            diagnostics.add("attachment-missing", mention.place, value=mention.target, nearest=close)


def links(known: Known, mentions: Mentions, addresses: Mapping[str, str], diagnostics: Diagnostics) -> None:
    """Links inside the site lead somewhere; `addresses` gives the file that each page comes from."""
    for start, mention in mentions.get("link", ()):
        _check_link(known, start, mention, addresses, diagnostics)


def _check_link(
    known: Known, start: str, mention: Mention, addresses: Mapping[str, str], diagnostics: Diagnostics
) -> None:
    scheme = _SCHEME.match(mention.target)
    if scheme or mention.target.startswith("//"):
        if not scheme or scheme[1].lower() not in _ALLOWED_SCHEMES:
            diagnostics.add("link-dropped", mention.place, target=mention.target)
        return
    if "：//" in mention.target:
        meant = mention.target.replace("：//", "://")
        diagnostics.add("url-invalid", mention.place, value=mention.target, nearest=meant)
        return
    try:
        resolved = urls.resolve(mention.target, start)
    except ValueError:
        resolved = (mention.target, "")
    if resolved is None:
        return
    address, anchor = resolved
    if address not in addresses:
        close = _like(address, addresses)
        diagnostics.add("link-broken", mention.place, target=mention.target, address=address, nearest=close)
    elif anchor and address not in known.unreadable:
        anchors = known.anchors(address)
        if anchors is not None and anchor not in anchors:
            file, close = addresses[address], nearest(anchor, anchors)
            values = {"target": mention.target, "file": file, "anchor": anchor, "nearest": close}
            diagnostics.add("anchor-broken", mention.place, **values)


def contacts(site: Site, file_of: Mapping[str, str], diagnostics: Diagnostics) -> None:
    """A rectification notice tells readers whom to turn to (its own contact, or its organization's)."""
    without: list[tuple[str, str]] = []
    for notice in site.notices:
        owner = site.organizations.get(notice.organization)
        # An organization that is not there has been reported; what it lacks is no finding of its own.
        if (
            notice.kind is Kind.rectification
            and not notice.has_contacts
            and owner
            and not _can_be_reached(owner.contacts)
        ):
            without.append((file_of[urls.notice(notice.id)], f"content/organizations/{notice.organization}.yaml"))
    # Where a contact was given and is wrong, that is the finding.
    about = diagnostics.of({file for files in without for file in files})
    wrong = {found.place.file for found in about if found.code in _CONTACT_CODES}
    for files in without:
        if wrong.isdisjoint(files):
            diagnostics.add("contact-missing", Place(files[0]))


def published_once(site: Site, file_of: Mapping[str, str], diagnostics: Diagnostics) -> None:
    """An organization publishes a notice once: a draft that became public beside it is the same notice again."""
    first: dict[tuple[str, str, str], str] = {}
    for notice in site.notices:
        if notice.draft or not notice.published:
            continue
        file = file_of[urls.notice(notice.id)]
        key = (notice.organization, "".join(notice.title.split()), notice.published)
        if first.setdefault(key, file) != file:
            diagnostics.add("notice-twice", Place(file), other=first[key])


def feedback_answered(
    known: Known, waiting: Iterable[Summary], mentions: Mentions, as_of: str, diagnostics: Diagnostics
) -> None:
    """A feedback that is long past was followed by a rectification notice, of the same day or later.

    One that is `waiting`, a draft or a notice of a later date, is on its way: its editor need not be told to begin it.
    """
    drafts = [notice for notice in waiting if notice.kind is Kind.rectification]
    site = known.site
    for address, mention in mentions.get("feedback", ()):
        owner = address.removeprefix(urls.NOTICES).partition("/")[0]
        day = dates.last_day(mention.target)
        days = (date.fromisoformat(as_of) - date.fromisoformat(day)).days
        if days <= LONGEST_WAIT_DAYS:
            continue
        answers = (*site.by_organization.get(owner, ()), *site.withdrawn)
        is_answered = any(
            notice.kind is Kind.rectification
            and owner in notice.organizations
            and dates.last_day(notice.published) >= dates.first_day(mention.target)
            for notice in answers
        ) or any(owner in draft.organizations and _may_answer(draft, mention.target) for draft in drafts)
        if not is_answered:
            name = site.organizations[owner].name if owner in site.organizations else owner
            diagnostics.add("feedback-overdue", mention.place, organization=name, date=mention.target, days=days)


def _may_answer(draft: Summary, feedback: str) -> bool:
    """Whether a draft is for this feedback or a later one; one that names none may be for any."""
    own = draft.inspection.feedback if draft.inspection else ""
    return not own or dates.last_day(own) >= dates.first_day(feedback)


def _can_be_reached(contacts: Contacts | None) -> bool:
    ways = contacts and (contacts.phones, contacts.emails, contacts.address, contacts.form, contacts.wechat)
    return bool(ways and any(ways))


def _like(name: str, known: Iterable[str]) -> str:
    """Return the known path closest to `name`, with the same beginning or the same end; there may be very many.

    No page is like a file: 方案.pdf is not its folder with a few letters more.
    """
    parent, _, last = name.rstrip("/").rpartition("/")
    if suffix := PurePosixPath(last).suffix:
        known = (path for path in known if path.endswith(suffix))
    near = [path for path in known if path.startswith(f"{parent}/") or path.rstrip("/").rpartition("/")[2] == last]
    return nearest(name, near, _CLOSE)


def _of_kind(mentions: Mentions, kind: str) -> Iterable[Mention]:
    return (mention for _, mention in mentions.get(kind, ()))
