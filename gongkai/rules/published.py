"""No published address or anchor dies: what the register holds is still there, and what is new is registered."""

from collections.abc import Mapping

from gongkai import urls
from gongkai.diagnostics import Diagnostics, Place
from gongkai.pages.output import Output
from gongkai.register import FILE, Registered
from gongkai.rules.references import Known
from gongkai.summary import Summary, places_digest, places_of

# Views whose addresses an editor has given away by naming a file; lists come and go with what they list.
_LASTING = frozenset(("notice", "tombstone", "redirect", "organization", "page"))
Register = Mapping[str, Registered]


def nothing_lost(
    register: Register, known: Known, outputs: Mapping[str, Output], file_of: Mapping[str, str], found: Diagnostics
) -> None:
    """Report each registered address that would lead nowhere, and each anchor that its notice has no more."""
    waiting = _waiting(known)
    for address, registered in register.items():
        output = outputs.get(address)
        if output is None:
            if address not in known.unreadable and address not in waiting:
                place = Place(FILE, registered.line, 1, address, len(address))
                found.add("address-lost", place, address=address)
        elif output.view == "notice":
            summary = _summary(known, address)
            if places_digest(registered.places) == summary.places:
                continue
            there = places_of(known.notice_of(summary.fingerprint)).split()
            for place_name in sorted(set(registered.places.split()).difference(there)):
                found.add("anchor-lost", Place(file_of[address]), anchor=place_name, address=address)


def registered_anew(register: Register, known: Known, outputs: Mapping[str, Output]) -> dict[str, str] | None:
    """Return the anchors of each lasting address, or None where the register says the same already.

    Anchors of a withdrawn notice are remembered, for it may come back.
    """
    places = {address: register[address].places for address in _waiting(known) if address in register}
    for address, output in outputs.items():
        if output.view in _LASTING:
            before = register[address].places if address in register else ""
            places[address] = _places(known, address, before) if output.view == "notice" else before
    return None if places == {address: line.places for address, line in register.items()} else places


def _places(known: Known, address: str, before: str) -> str:
    summary = _summary(known, address)
    return before if places_digest(before) == summary.places else places_of(known.notice_of(summary.fingerprint))


def _summary(known: Known, address: str) -> Summary:
    return known.site.by_id[address.removeprefix(urls.NOTICES).rstrip("/")]


def _waiting(known: Known) -> set[str]:
    """Return the addresses of notices whose day is still to come, as `--as-of` sees it; a draft's is not waiting."""
    return {urls.notice(held.id) for held in known.site.held if held.until}
