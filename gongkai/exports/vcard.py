"""The contacts of an organization as a vCard, for a phone's address book."""

from collections.abc import Iterator

import msgspec

from gongkai import urls
from gongkai.model import Organization
from gongkai.pages.output import Briefs, Output


class VcardShows(msgspec.Struct, frozen=True, array_like=True):
    """An organization and the absolute address of its page."""

    address: str
    organization: Organization


def plan(briefs: Briefs) -> Iterator[Output]:
    """Yield a card for each organization that has contacts."""
    for organization in briefs.frame.ordered:
        if organization.contacts:
            page = urls.absolute(briefs.frame.settings, urls.organization(organization.id))
            yield Output(urls.vcard(organization.id), "vcard", VcardShows(page, organization))


def render(shows: VcardShows) -> str:
    """Return a vCard 3.0 (RFC 2426), which every phone reads."""
    import vobject  # 40 ms: only when a card changes

    organization, contacts = shows.organization, shows.organization.contacts
    assert contacts
    card = vobject.vCard()
    card.add("fn").value = organization.name
    card.add("n").value = vobject.vcard.Name(family=organization.name)
    card.add("org").value = [organization.name]
    for phone in contacts.phones:
        line = card.add("tel")
        line.value = phone.number
        line.type_param = ["WORK", "VOICE"]
    for email in contacts.emails:
        line = card.add("email")
        line.value = email
        line.type_param = "INTERNET"
    if contacts.address:
        line = card.add("adr")
        line.value = vobject.vcard.Address(street=contacts.address, code=contacts.postcode)
        line.type_param = "WORK"
    card.add("url").value = shows.address
    if contacts.office_hours:
        card.add("note").value = contacts.office_hours
    return str(card.serialize())
