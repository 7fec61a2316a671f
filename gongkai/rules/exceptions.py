"""Findings that an editor lets stand: named in the notice with a reason, or switched off for the whole site.

Rules find what they find, so that what they found can be kept; here some of it is left out before anybody sees it.
"""

from collections.abc import Collection, Container, Iterable, Mapping

import msgspec

from gongkai.codes.table import SWITCHABLE
from gongkai.diagnostics import Diagnostics
from gongkai.fields import Reader
from gongkai.finding import Diagnostic, Place
from gongkai.notes import Exemption

# Found by looking at other files too, and only in what is public.
_ACROSS_FILES = frozenset({"contact-missing", "notice-twice", "feedback-overdue", "anchor-lost"})


class Exempted(msgspec.Struct, frozen=True, array_like=True):
    """A code that a notice is excepted from, and where it says so."""

    code: str
    place: Place


def of(exemptions: Iterable[Exemption], reader: Reader) -> tuple[Exempted, ...]:
    """Return the exceptions of a notice; those that name no such check are reported."""
    found = []
    for index, exemption in enumerate(exemptions):
        place = reader.place_of("exceptions", index, "rule")
        if exemption.rule in SWITCHABLE:
            found.append(Exempted(exemption.rule, place))
        else:
            close = reader.nearest(exemption.rule, sorted(SWITCHABLE))
            reader.diagnostics.add("exception-unknown", place, value=exemption.rule, nearest=close)
    return tuple(found)


def apply(
    found: Diagnostics, exemptions: Mapping[str, Iterable[Exempted]], public: Container[str], off: Collection[str]
) -> None:
    """Leave out what is excepted or switched off; an exception that excuses nothing is reported.

    `exemptions` are those of each file, `public` the files whose pages are public today.
    """
    excused = {(file, one.code): one.place for file, ones in exemptions.items() for one in ones}
    used = set()

    def is_dropped(diagnostic: Diagnostic) -> bool:
        code = diagnostic.values.get("kind_code", diagnostic.code)
        key = (diagnostic.place.file, code)
        if key in excused:
            used.add(key)
        return key in excused or code in off

    found.drop(is_dropped, files=None if off else exemptions)
    for (file, code), place in excused.items():
        if (file, code) not in used and (code not in _ACROSS_FILES or file in public):
            found.add("exception-unused", place, value=code)
