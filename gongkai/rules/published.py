"""No published address or anchor dies: what the register holds is still there, and what is new is registered."""

from collections.abc import Iterator, Mapping

from gongkai import urls
from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place
from gongkai.register import FILE, Registered
from gongkai.rules.references import Known
from gongkai.site import Site
from gongkai.summary import Summary, places_digest, places_of

Register = Mapping[str, Registered]


def nothing_lost(register: Register, known: Known, addresses: Mapping[str, str], found: Diagnostics) -> None:
    """Report each registered address that would lead nowhere, and each anchor that its notice has no more.

    `addresses` are those of the site, and of what could not be read, each with its source file.
    """
    waiting = _waiting(known)
    notices = _notices(known)
    for address, registered in register.items():
        if address in notices:
            summary = notices[address]
            if places_digest(registered.places) == summary.places:
                continue
            there = places_of(known.notice_of(summary.fingerprint)).split()
            for place_name in sorted(set(registered.places.split()).difference(there)):
                found.add("anchor-lost", Place(addresses[address]), anchor=place_name, address=address)
        elif address not in addresses and address not in waiting and not _may_wait(address, waiting):
            found.add("address-lost", Place(FILE, registered.line, 1, address, len(address)), address=address)


def registered_anew(register: Register, known: Known) -> dict[str, str] | None:
    """Return the anchors of each lasting address, or None where the register says the same already.

    Lasting are the addresses that an editor gave away by naming a file, or by 承接; lists come and go.
    Anchors of a withdrawn notice are remembered, for it may come back.
    """
    notices = _notices(known)
    before = {address: line.places for address, line in register.items()}
    waiting = _waiting(known)
    places = {address: before[address] for address in before if address in waiting or _may_wait(address, waiting)}
    places |= {address: before.get(address, "") for address in _lasting(known.site)}
    places |= {address: _places(known, summary, before.get(address, "")) for address, summary in notices.items()}
    return None if places == before else places


def _places(known: Known, summary: Summary, before: str) -> str:
    return before if places_digest(before) == summary.places else places_of(known.notice_of(summary.fingerprint))


def _notices(known: Known) -> dict[str, Summary]:
    return {urls.notice(notice.id): notice for notice in known.site.notices}


def _lasting(site: Site) -> Iterator[str]:
    """Yield the addresses of all that is not a notice with its text."""
    for notice in site.by_id.values():
        yield from notice.former_addresses
    yield from (former for former, _target, _title in site.frame.moved)
    yield from (urls.notice(notice.id) for notice in site.withdrawn)
    yield from (urls.organization(organization) for organization in site.organizations)
    yield from (urls.page(page.id) for page in site.pages)
    yield from _stories(site)


def _stories(site: Site) -> Iterator[str]:
    """Yield the addresses of stories, by every number in them."""
    for story in site.lineage.stories:
        yield from (urls.story(member.notice.id, member.number) for member in story.members if member.number)


def _may_wait(address: str, waiting: set[str]) -> bool:
    """Whether a story may be missing because a notice that goes on with it is not public yet."""
    return bool(waiting) and address.startswith(urls.STORIES)


def _waiting(known: Known) -> set[str]:
    """Return the addresses of notices whose day is still to come, as `--as-of` sees it; a draft's is not waiting."""
    return {urls.notice(held.id) for held in known.site.held if held.until}
