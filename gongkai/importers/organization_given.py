"""What is said where an import was told to take an organization that the site does not have, or by no id at all.

A draft of it is written under the id that was given, so that a new organization needs no file beforehand; a slip in the
id is told with the one that was probably meant. Writes nothing.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gongkai.importers.doubts import Translate
from gongkai.importers.found import closed
from gongkai.text import nearest, printable

_ALIKE = 0.75  # of two ids: one is probably a slip of the other
_NAME_ALIKE = 0.6  # of two names


class Given(NamedTuple):
    """An id that was given and is none of the site's: the name in the document, and whom else it may mean.

    `file` is the draft of the organization, None where none was written; `meant` is the id of an organization of that
    name, else one that is spelt almost like it.
    """

    id: str
    name: str
    file: Path | None
    meant: str = ""
    same_name: bool = False


def given(identifier: str, names: Iterable[str], known: Iterable[tuple[str, str, str]], file: Path | None) -> Given:
    """Return what is to be said of an id; `names` are those of the document, `known` id, name and short name."""
    known, names = list(known), [name for name in names if name]
    wanted = {closed(name) for name in names}
    same = next((one for one, name, short in known if wanted & {closed(name), closed(short)} - {""}), "")
    meant = same or nearest(identifier, [one[0] for one in known], _ALIKE)
    return Given(identifier, names[0] if names else "", file, meant, bool(same))


def no_id(given: str, known: Iterable[tuple[str, str, str]], _: Translate) -> str:
    """Say that what was given is no id at all: whose name it is, or most like it, and the id of that organization."""
    known = list(known)
    id_of = {closed(word): one[0] for one in reversed(known) for word in one if word}
    name_of = {one[0]: one[1] for one in known}
    if own := id_of.get(closed(given)):
        words = _("“{given}” is the name of an organization. Write its id: --organization {id}")
        return words.format(given=printable(given), id=own)
    said = _("“{given}” is no id of an organization.").format(given=printable(given))
    if own := id_of.get(nearest(closed(given), id_of, _NAME_ALIKE), ""):
        words = _("Did you mean --organization {id} ({name})?")
        return f"{said} {words.format(id=own, name=printable(name_of[own]))}"
    return f"{said} " + _("Ids are the names of the files in content/organizations/, such as luoyang-gsl.")


def lines_of(told: Given, _: Translate) -> Iterator[str]:
    """Yield it in the editor's language."""
    yield _("The site has no organization “{id}” (--organization).").format(id=told.id)
    if told.file:
        words = _("It was drafted, under the name that the document gives: {name} ({path}).")
        yield words.format(name=told.name, path=told.file.as_posix())
    else:
        words = _("No draft of it was written. Make it: python build.py new organization {id}")
        yield words.format(id=told.id)
    if told.meant:
        words = (
            _("There is an organization of this name already: {meant}.")
            if told.same_name
            else _("Did you mean {meant}?")
        )
        yield words.format(meant=told.meant)
        yield _("If so, delete what was drafted and import again with --organization {meant}.").format(meant=told.meant)


def as_data(told: Given | None) -> dict[str, object] | None:
    """Return it as data, ready for JSON; None where there is nothing to say."""
    if told is None:
        return None
    return {"id": told.id, "name": told.name, "draft": told.file and told.file.as_posix(), "meant": told.meant or None}
