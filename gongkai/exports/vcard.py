"""The contacts of an organization, or those that a notice gives, as a vCard for a phone's address book."""

from collections.abc import Iterator, Sequence

import msgspec

from gongkai import urls
from gongkai.model import Contacts, Organization
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Notices, Output
from gongkai.site import Site
from gongkai.summary import Summary


class VcardShows(msgspec.Struct, frozen=True, array_like=True):
    """An organization and the absolute address of its page."""

    address: str
    organization: Organization


class NoticeVcardShows(msgspec.Struct, frozen=True, array_like=True):
    """A notice that gives contacts of its own, its absolute address, and the name of the organization behind it."""

    address: str
    fingerprint: str
    name: str


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield the cards of all organizations, and those of each organization's notices that give contacts."""
    yield Chapter(plan)
    own: dict[str, list[Summary]] = {}
    for notice in site.notices:
        if notice.has_contacts:
            own.setdefault(notice.organization, []).append(notice)
    for notices in own.values():
        yield Chapter(plan_notices, (notices,))


def plan(briefs: Briefs) -> Iterator[Output]:
    """Yield a card for each organization that has contacts."""
    for organization in briefs.frame.ordered:
        if organization.contacts:
            page = urls.absolute(briefs.frame.settings, urls.organization(organization.id))
            yield Output(urls.vcard(organization.id), "vcard", VcardShows(page, organization))


def plan_notices(briefs: Briefs, notices: Sequence[Summary]) -> Iterator[Output]:
    """Yield a card for each of the notices, which all give contacts."""
    for notice in notices:
        page = urls.absolute(briefs.frame.settings, urls.notice(notice.id))
        owner = briefs.frame.organizations.get(notice.organization)
        shows = NoticeVcardShows(page, notice.fingerprint, owner.name if owner else "")
        yield Output(urls.notice_vcard(notice.id), "notice_vcard", shows)


def render(shows: VcardShows) -> str:
    """Return the card of an organization."""
    assert shows.organization.contacts
    return _card(shows.organization.name, shows.organization.contacts, shows.address)


def render_notice(shows: NoticeVcardShows, notices: Notices) -> bytes:
    """Return the card of a notice; it says which notice the contacts are for."""
    notice = notices.notice(shows.fingerprint)
    assert notice.contacts
    return _card(shows.name or notice.signature or notice.title, notice.contacts, shows.address, notice.title).encode()


def _card(name: str, contacts: Contacts, address: str, about: str = "") -> str:
    """Return a vCard 3.0 (RFC 2426), which every phone reads."""
    import vobject  # 40 ms: only when a card changes

    card = vobject.vCard()
    card.add("fn").value = name
    card.add("n").value = vobject.vcard.Name(family=name)
    card.add("org").value = [name]
    for phone in contacts.phones:
        line = card.add("tel")
        line.value = phone.number
        line.type_param = ["WORK", "VOICE"]
    for fax in contacts.faxes:
        line = card.add("tel")
        line.value = fax
        line.type_param = ["WORK", "FAX"]
    for email in contacts.emails:
        line = card.add("email")
        line.value = email
        line.type_param = "INTERNET"
    if contacts.address:
        line = card.add("adr")
        line.value = vobject.vcard.Address(street=contacts.address, code=contacts.postcode)
        line.type_param = "WORK"
    card.add("url").value = address
    if note := "\n".join(_notes(contacts, about)):
        card.add("note").value = note
    return str(card.serialize())


def _notes(contacts: Contacts, about: str) -> Iterator[str]:
    if about:
        yield about
    for phone in contacts.phones:
        if phone.purpose or phone.hours:
            yield " ".join(filter(None, (phone.number, phone.purpose, phone.hours)))
    if contacts.office_hours:
        yield contacts.office_hours
