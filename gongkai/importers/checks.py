"""What an import checks of itself: characters, counts, dates, numbering. Reports; mends nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from gongkai.importers.document import Paragraph
from gongkai.importers.escaping import unescaped
from gongkai.importers.found import Found
from gongkai.importers.recognize import Recognized
from gongkai.language import mark
from gongkai.model import OPEN_STATUSES, Notice, Status

_NO_INK = re.compile(r"\s+")
_TABLE_RULE = re.compile(r"^\|(?: --- \|)+$", re.MULTILINE)


class Check(NamedTuple):
    """One check: its name, whether it held, and in words (an English source string with `details`) what was seen."""

    name: str
    held: bool
    message: str
    details: tuple[tuple[str, str], ...] = ()


def check(found: Recognized, notice: Notice, added: str) -> list[Check]:
    """Return the checks of an import; `notice` is the draft as it was read back, `added` the words we put into it."""
    return [
        characters(found, notice, added),
        *_listed(found),
        *_sums(found),
        *_progress(found),
        *_dates(found),
        *_numbering(found),
    ]


def characters(found: Recognized, notice: Notice, added: str) -> Check:
    """Every character of the source is in the draft, once: counted in the draft as it was read back."""
    source = _count(found.document.source)
    for block in found.document.blocks:
        if isinstance(block, Paragraph):
            source += _count(block.text[: block.restored])
        else:
            source += _count("".join(cell.restored for row in block.rows for cell in row))
    kept = Counter[str]()
    for part in notice.body:
        text = _TABLE_RULE.sub("", part.text)
        if any(not isinstance(block, Paragraph) for block in found.document.blocks):
            text = re.sub(r"(?m)^\||(?<!\\)\|(?=\s|$)", "", text)
        kept += _count(unescaped(part.heading) + unescaped(text))
    for paragraph in (*found.title_lines, *found.signature_lines, *found.fronted):
        kept += _count(paragraph.text)
    for furniture in found.removed:
        kept += _count(furniture.text)
    kept += _in_fields(found, notice)
    kept -= _count(added + "".join(found.root.added))
    lost, more = source - kept, kept - source
    details = (("count", str(source.total())), ("lost", _shown(lost)), ("more", _shown(more)))
    if not lost and not more:
        return Check(
            "characters", True, mark("All {count} characters of the source are in the draft or in this list."), details
        )
    return Check("characters", False, mark("Characters differ: lost “{lost}”, added “{more}”."), details)


def _in_fields(found: Recognized, notice: Notice) -> Counter[str]:
    """Count the cells of ledgers that are fields of their problem, in the draft as it was read back."""
    kept = Counter[str]()
    for problem, part in zip(found.problems, notice.problems, strict=False):
        for name, paragraph in problem.said_by_fields:
            if getattr(part.problem, name, None) == problem.fields[name].value:
                kept += _count(paragraph.text)
    return kept


def _count(text: str) -> Counter[str]:
    return Counter(_NO_INK.sub("", text.replace("\ufeff", "").replace("\0", "")))


def _shown(counted: Counter[str]) -> str:
    return "".join(counted.elements())[:60]


def _listed(found: Recognized) -> Iterator[Check]:
    """As many problems are listed as the text claims."""
    listed = len(found.problems)
    claims = [item.value for one in found.totals for item in one if item.field == "problems"]
    if claims:
        unfinished = sum(problem.section.number is None for problem in found.problems)
        held = listed in claims or listed - unfinished in claims
        details = (("claimed", ", ".join(map(str, dict.fromkeys(claims)))), ("listed", str(listed)))
        message = mark("The text claims {claimed} problems; {listed} are listed.")
        yield Check("problems", held, message, details)


def _sums(found: Recognized) -> Iterator[Check]:
    """What is done and what is not make what there is."""
    for values in _claims(found):
        total = values.get("problems") or values.get("tasks")
        if total is None or "done" not in values or "open" not in values:
            continue
        held = values["done"] + values["open"] == total
        three = (("done", str(values["done"])), ("open", str(values["open"])), ("total", str(total)))
        yield Check("progress", held, mark("Done {done} and not done {open} make {total}."), three)


def _progress(found: Recognized) -> Iterator[Check]:
    """As many problems are listed as done and as not done as the text claims."""
    for values in _claims(found):
        if values.get("problems", 0) and "done" in values:
            yield from _done(found, values["problems"], values["done"])
            if values["problems"] == len(found.problems) and "open" in values:
                yield from _open(found, values["open"])


def _done(found: Recognized, total: int, claimed: int) -> Iterator[Check]:
    """Problems that are not listed may be done; one that is listed without a status may have lost it on the way."""
    listed = sum(problem.status is Status.done for problem in found.problems)
    unstated = sum(problem.status is Status.unstated for problem in found.problems)
    not_listed = max(0, total - len(found.problems))
    held = listed <= claimed <= listed + not_listed
    if held and not_listed:
        return
    message = mark("The text claims {claimed} done; {listed} are listed as done.")
    if unstated and not held:
        message = mark("The text claims {claimed} done; {listed} are listed as done, {unstated} without a status.")
    details = (("claimed", str(claimed)), ("listed", str(listed)), ("unstated", str(unstated)))
    yield Check("done", held, message, details)


def _open(found: Recognized, claimed: int) -> Iterator[Check]:
    statuses = Counter(problem.status for problem in found.problems)
    if Status.unstated in statuses:
        return
    listed = sum(statuses[status] for status in OPEN_STATUSES)
    details = (("claimed", str(claimed)), ("listed", str(listed)))
    message = mark("The text claims {claimed} not done; {listed} are listed so.")
    yield Check("open", listed == claimed, message, details)


def _claims(found: Recognized) -> Iterator[dict[str, int]]:
    for one in found.totals:
        yield {item.field: item.value for item in one}


def _dates(found: Recognized) -> Iterator[Check]:
    order = ("inspection.start", "inspection.end", "inspection.feedback", "as_of", "dated")
    given = [(name, str(value)) for name in order if (value := found.value(name))]
    for (earlier, first), (later, second) in pairwise(given):
        length = min(len(first), len(second))
        if second[:length] < first[:length]:
            details = (("earlier", earlier), ("first", first), ("later", later), ("second", second))
            yield Check("dates", False, mark("The dates are out of order: {first}, then {second}."), details)
    if given and len(given) > 1:
        yield Check("dates", True, mark("The dates were compared with one another."), ())


def _numbering(found: Recognized) -> Iterator[Check]:
    gaps = [section for section in found.root.walk() if section.gap]
    for section in gaps:
        heading = section.head.text[:20] if section.head else ""
        line = str(section.origin.line)
        yield Check(
            "numbering",
            False,
            mark("The numbering jumps at “{heading}” (line {line})."),
            (("heading", heading), ("line", line)),
        )
    if not gaps:
        yield Check("numbering", True, mark("The numbers of the headings go on without a gap."), ())


def doubtful(found: Recognized) -> list[Found]:
    """Return the fields of the notice, not of single problems, that an editor has to look at."""
    fields = [item for item in (found.name, found.level, *found.fields) if item and not item.is_sure]
    fields += [item for one in found.totals for item in one if not item.is_sure]
    # One entry for a result as a whole.
    fields += [next(item for item in one) for one in found.results if not all(item.is_sure for item in one)]
    if found.verdict.reason:
        fields.insert(
            0, Found("kind", found.verdict.kind, found.root.origin, "", found.verdict.confidence, found.verdict.reason)
        )
    return fields
