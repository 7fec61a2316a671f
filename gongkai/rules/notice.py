"""Checks of one notice by itself. Each takes the notice and the reader that knows its places."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from gongkai import dates
from gongkai.fields import Reader
from gongkai.finding import Diagnostic
from gongkai.language import mark
from gongkai.model import OPEN_STATUSES, Notice, Status, Totals
from gongkai.outline import RESERVED_ANCHORS
from gongkai.summary import Tally
from gongkai.text import anchor, nearest


class Comparison(NamedTuple):
    """A total the notice claims, beside what it lists. `name` is a field of `Totals`.

    `counting` says what is listed where the name leaves that open; `alone` is the number of the narrower reading.
    """

    basis: str
    name: str
    claimed: int
    listed: int
    counting: str = ""
    alone: int = 0


# What can be counted in a text; the other totals are shown as claimed.
COUNTED = {
    "aspects": mark("aspects"),
    "categories": mark("categories"),
    "problems": mark("problems"),
    "measures": mark("measures"),
    "done": mark("problems done"),
    "open": mark("problems not done"),
}


def compare(totals: Totals, tally: Tally) -> list[Comparison]:
    """Return each countable total of a set beside what is listed, in the order of COUNTED."""
    listed = {"problems": tally.problems, "measures": tally.measures, "done": tally.count(Status.done), "open": 0}
    if totals.categories is None and tally.groups:  # else the text is not divided into 方面, or by status
        listed |= {"aspects": tally.groups}
    elif tally.upper_groups > 1:  # else the text is not divided into 方面 and 类, whatever the set counted
        listed |= {"aspects": tally.upper_groups, "categories": tally.groups}
    return [
        _compare_open(totals.basis, claimed, tally)
        if name == "open"
        else Comparison(totals.basis, name, claimed, listed[name])
        for name in COUNTED
        if name in listed and (claimed := getattr(totals, name)) is not None
    ]


def _compare_open(basis: str, claimed: int, tally: Tally) -> Comparison:
    """未完成 is all that is open, or one status beside 基本完成 and 持续推进, counted apart: take what fits."""
    every, alone = tally.count(*OPEN_STATUSES), tally.count(Status.not_done)
    if every == alone:
        return Comparison(basis, "open", claimed, every)
    if claimed == alone:
        return Comparison(basis, "open", claimed, alone, mark("only the status “Not done”"), alone)
    return Comparison(basis, "open", claimed, every, mark("all that are not done"), alone)


def dates_in_order(notice: Notice, reader: Reader) -> None:
    """Start ≤ end ≤ feedback ≤ publication; a date of lower precision is in order if any day of it is."""
    inspection = notice.inspection
    steps = [
        ("进驻", inspection.start if inspection else "", ("inspection", "start")),
        ("结束", inspection.end if inspection else "", ("inspection", "end")),
        ("反馈", inspection.feedback if inspection else "", ("inspection", "feedback")),
        ("发布日期", notice.published, ("published",)),
    ]
    given = [step for step in steps if step[1]]
    for (earlier, earlier_date, _), (later, later_date, path) in pairwise(given):
        _ordered(reader, path, earlier, earlier_date, later, later_date)
    if notice.as_of and notice.published:
        _ordered(reader, ("published",), "截至", notice.as_of, "发布日期", notice.published)


def window_in_order(notice: Notice, reader: Reader) -> None:
    """A period for opinions ends after it starts."""
    window = notice.consultation
    if window and window.start and window.end:
        _ordered(reader, ("consultation", "end"), "起", window.start, "止", window.end)


def corrections_after_publication(notice: Notice, reader: Reader) -> None:
    """A notice is corrected or withdrawn after it was published."""
    for index, event in enumerate(notice.corrections):
        _ordered(reader, ("corrections", index, "date"), "发布日期", notice.published, "更正记录", event.date)
    if notice.withdrawn:
        event = notice.withdrawn
        _ordered(reader, ("withdrawn", "date"), "发布日期", notice.published, "撤下", event.date)


def _ordered(
    reader: Reader, path: tuple[str | int, ...], earlier: str, earlier_date: str, later: str, later_date: str
) -> None:
    if earlier_date and dates.last_day(later_date) < dates.first_day(earlier_date):
        reader.diagnostics.add(
            "dates-order",
            reader.place_of(*path),
            earlier=earlier,
            earlier_date=earlier_date,
            later=later,
            later_date=later_date,
        )


_PROBLEMS_WAY = mark("Check whether a heading lacks its “状态：” line; a difference that is meant may stay.")
_MEASURES_WAY = mark(
    "Items of lists, and clauses that begin with 一是, 二是, are counted as measures; where a problem has neither, "
    "what is numbered 1., (1) or ①. A difference that is meant may stay."
)


_OPEN_WAY = mark(
    "It is neither all that are not done ({listed}), nor the status 未完成 alone ({alone}). Check whether a heading "
    "lacks its “状态：” line; a difference that is meant may stay."
)


# Errors after which problems, groups or measures are not counted that the text has: always, and where they lie in it.
_HIDING = frozenset(
    (
        *("heading-space", "heading-form", "heading-underlined"),
        *("status-unknown", "status-missing", "status-form", "field-outside-problem", "field-syntax", "fields-joined"),
        *("list-blank-line", "list-item-form", "list-renumbered", "lines-joined", "text-indented", "nested-too-deep"),
    )
)
_HIDING_IN_TEXT = frozenset(
    ("key-unknown", "key-misplaced", "key-doubled", "key-missing", "value-missing", "wrong-type")
)


def _hiding(reader: Reader, first_line: int) -> Diagnostic | None:
    """Return the first error that may keep something of the text, which begins in `first_line`, from being counted."""
    return next(
        (
            found
            for found in reader.diagnostics
            if found.code in _HIDING or (found.code in _HIDING_IN_TEXT and found.place.line >= first_line)
        ),
        None,
    )


def totals_agree(notice: Notice, tally: Tally, reader: Reader, first_line: int) -> None:
    """What the notice claims is what it lists; where it gives several sets, one of them is.

    Where an error in the text, which begins in `first_line`, hides some of what is listed, no total is blamed for it.
    """
    claims: dict[str, list[tuple[int, Comparison]]] = {}
    for index, totals in enumerate(notice.claimed):
        for comparison in compare(totals, tally):
            claims.setdefault(comparison.name, []).append((index, comparison))
    differing = [
        (name, made)
        for name, made in claims.items()
        if all(comparison.claimed != comparison.listed for _, comparison in made)
    ]
    if differing and (hiding := _hiding(reader, first_line)):
        reader.diagnostics.add("totals-not-compared", hiding.place)
        return
    for name, made in differing:
        index, first = made[0]
        reader.diagnostics.add(
            "totals-differ",
            reader.place_of("claimed", index, name),
            what=COUNTED[name],
            claimed=", ".join(dict.fromkeys(str(comparison.claimed) for _, comparison in made)),
            listed=first.listed,
            alone=first.alone,
            way=_OPEN_WAY if first.counting else _MEASURES_WAY if name == "measures" else _PROBLEMS_WAY,
        )


def digest_names_source(notice: Notice, reader: Reader) -> None:
    """A digest says what it digests."""
    if notice.digest and not notice.source:
        reader.diagnostics.add("digest-without-source", reader.place_of("digest"))


def former_places_lead_on(notice: Notice, reader: Reader) -> None:
    """A former place has a name that no other place has, and leads to one that is there."""
    anchors = {part.anchor for part in notice.body if part.anchor}
    taken = anchors | RESERVED_ANCHORS
    for index, former in enumerate(notice.former_places):
        if former.name != anchor(former.name):
            reason = mark("names of places hold letters, digits, Chinese characters and single hyphens only")
        elif former.name in taken:
            reason = mark("the page has a place of that name already")
        elif former.now not in anchors:
            reason = mark("the text has no place called “{now}” that it could lead to")
        else:
            taken.add(former.name)
            continue
        place = reader.place_of("former_places", index, "name")
        close = nearest(former.now, anchors) if former.now not in anchors else ""
        reader.diagnostics.add("former-place", place, value=former.name, reason=reason, now=former.now, nearest=close)


def all_is_verified(notice: Notice, reader: Reader) -> None:
    """What an import or an editor marked 待核对 was looked at before it is published."""
    code = "unverified-draft" if notice.draft else "unverified"
    for index, what in enumerate(notice.unverified):
        reader.diagnostics.add(code, reader.place_of("unverified", index), what=what)
    for index, part in enumerate(notice.body):
        if part.problem and part.problem.unverified:
            reader.diagnostics.add(code, reader.place_of("body", index, "unverified"), what=part.problem.unverified)


CHECKS: tuple[Callable[[Notice, Reader], None], ...] = (
    dates_in_order,
    window_in_order,
    corrections_after_publication,
    digest_names_source,
    former_places_lead_on,
    all_is_verified,
)


def check(notice: Notice, tally: Tally, reader: Reader, first_line: int) -> None:
    """Run every check on a notice and what it lists; findings go to the reader's diagnostics.

    `first_line` is that of its text.
    """
    for rule in CHECKS:
        rule(notice, reader)
    totals_agree(notice, tally, reader, first_line)
