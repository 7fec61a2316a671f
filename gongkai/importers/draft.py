"""What was recognized → the text of a draft notice, with marks that an editor deletes once a place has been checked."""

import re
from collections import defaultdict
from typing import NamedTuple

from gongkai.diagnostics import Diagnostics
from gongkai.importers.checks import Check, check, doubtful
from gongkai.importers.doubts import Translate, doubt_words, named_doubt
from gongkai.importers.draft_body import body, tail_heading
from gongkai.importers.draft_head import front_matter
from gongkai.importers.found import Found
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.recognize import Recognized
from gongkai.language import mark
from gongkai.load import load
from gongkai.model import Kind, Notice

_UNTITLED, _TITLED = '---\n标题: ""\n', '---\n标题: "—"\n'
# So many problems with the same doubt are one entry of the list, not a line each.
_SEVERAL = 3

_EXPORT = mark(
    "The file looks like an export of the notice {id} that lost what it carried (saved as .odt or .doc on the way), or "
    "was changed too much, so it was read like any file. Save it as .docx directly and import that, or change the file "
    "of that notice."
)


class Draft(NamedTuple):
    """The draft's text, the places to verify (in the editor's language), and what the import checked of itself."""

    text: str
    doubts: tuple[str, ...]
    checks: tuple[Check, ...]


def draft(found: Recognized, _: Translate, path: str) -> Draft:
    """Return the draft of a notice; `path` is where below content/ it will stand."""
    doubts = [_(_EXPORT).format(id=found.export_of)] if found.export_of else []
    doubts += [doubt_words(item, _) for item in doubtful(found)]
    doubts += _shared_doubts(found, _)
    added = tail_heading(found)
    if added:
        doubts.append(
            _(
                mark("The heading “{heading}” is not of the source: it parts the text below from the last problem.")
            ).format(heading=added)
        )
    if found.verdict.kind is Kind.rectification and not found.problems:
        doubts.append(_(mark("No problems were recognized in the text: give each a heading and “状态：”.")))
    doubts += _missing(found, _)
    text = body(found, _)
    written = _whole(front_matter(found, doubts), text)
    checks = check(found, _read_back(written, path), added)
    failed = [one for one in checks if not one.held]
    if failed:
        doubts += [_(one.message).format(**dict(one.details)) for one in failed]
        written = _whole(front_matter(found, doubts), text)
    return Draft(written, tuple(doubts), tuple(checks))


def _whole(front: list[str], text: str) -> str:
    return "---\n" + "\n".join(front) + "\n---\n\n" + re.sub(r"\n{3,}", "\n\n", text).lstrip("\n")


def _read_back(written: str, path: str) -> Notice:
    """Return the draft as `check` and `build` will read it; one that lacks its title is read all the same."""
    record = load(path, written.replace(_UNTITLED, _TITLED, 1).encode(), Diagnostics()).record
    return record if isinstance(record, Notice) else Notice(id="", title="", kind=Kind.work)


def _shared_doubts(found: Recognized, _: Translate) -> list[str]:
    """Take doubts that several problems share from them, and return them as one entry each."""
    groups: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[tuple[ProblemFound, Found]]] = defaultdict(list)
    for problem in found.problems:
        for item in problem.fields.values():
            if not item.is_sure:
                groups[item.field, item.reason, item.details].append((problem, item))
    shared = []
    for (name, reason, details), items in groups.items():
        if len(items) < _SEVERAL and name != "title":
            continue
        found.shared_doubts.add((name, reason, details))
        if name == "title" and details:
            continue  # the check of the totals says the same
        if len(items) < _SEVERAL:
            shared += [named_doubt(problem, item, _) for problem, item in items]
        else:
            words = _(mark("{count} problems: {doubt}"))
            shared.append(words.format(count=len(items), doubt=doubt_words(items[0][1], _)))
    return shared


def _missing(found: Recognized, _: Translate) -> list[str]:
    """Say what a notice needs and the source does not give."""
    words = []
    if not found.value("title"):
        words.append(_(mark("No title was recognized; write it, and look for it in the text.")))
    if not found.organization.name:
        words.append(_(mark("It was not recognized who publishes this.")))
    return words
