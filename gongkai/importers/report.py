"""What an import found, for people and for machines: each value, where it stood, how sure it is."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from gongkai.importers.checks import Check
from gongkai.importers.document import Furniture
from gongkai.importers.doubts import NAMES, Translate, named_doubt, place_words
from gongkai.importers.draft import Draft
from gongkai.importers.filing import Filed
from gongkai.importers.found import LIKELY, SURE, Found
from gongkai.importers.recognize import Recognized
from gongkai.language import mark
from gongkai.model import Choice, Kind, Level
from gongkai.text import printable

_MOST_SHOWN = 60
# More pieces of page furniture of one kind are told in one line; the report as data has each.
_FEW = 3
# Named otherwise than in a notice, where they stand below another name.
_OWN_NAMES = {"contacts.emails": "邮箱", "contacts.faxes": "传真", "inspection.body": "巡视巡察机构"}
_FURNITURE = {
    "page-number": mark("page number"),
    "running-head": mark("running head"),
    "web": mark("line of a web page"),
    "contents": mark("line of the contents"),
    "table-head": mark("heading row of a table"),
    "export": mark("table 公开信息 of an export"),
}
OUTCOMES = {
    "new": mark("Draft written: {path}"),
    "rewritten": mark("Draft written anew, for nobody had edited it: {path}"),
    "unchanged": mark("This file was imported before; nothing was changed: {path}"),
    "edited": mark("This file was imported before, and the draft has been edited since; it was not touched: {path}"),
}


def all_fields(found: Recognized) -> Iterator[Found]:
    """Yield every value with its path, in the order of the model: `claimed[0].problems`, `problems[3].status`."""
    kind = found.verdict.kind
    title = next((item.origin for item in found.fields if item.field == "title"), found.organization_origin)
    yield Found("kind", kind.value if kind else None, title, "", found.verdict.confidence, found.verdict.reason)
    if found.name:
        yield found.name
    if short := found.organization.short_name:
        yield Found("organization.short_name", short, found.organization_origin, found.organization.name)
    if found.level:
        yield found.level
    yield from found.fields
    for index, one in enumerate(found.totals):
        yield from (item._replace(field=f"claimed[{index}].{item.field}") for item in one)
    for index, one in enumerate(found.results):
        yield from (item._replace(field=f"results[{index}].{item.field}") for item in one)
    for index, part in enumerate(found.parts):
        yield Found(f"parts[{index}]", part.title, part.origin, part.head.text if part.head else "")
    for index, problem in enumerate(found.problems):
        place = f"problems[{index}]"
        yield from (item._replace(field=f"{place}.{item.field}") for item in problem.fields.values())
        if "status" not in problem.fields:
            yield Found(f"{place}.status", problem.status, problem.section.origin)
        for number, (text, origin) in enumerate(problem.measures):
            yield Found(f"{place}.measures[{number}]", text, origin, text)
        if problem.marks:
            yield Found(f"{place}.marks", list(problem.marks), problem.section.origin)


def as_data(found: Recognized, draft: Draft | None, filed: Filed | None, refusal: str, _: Translate) -> dict[str, Any]:
    """Return the report of one file as data, ready for JSON."""
    document = found.document
    return {
        "file": document.name,
        "sha256": document.sha256,
        "format": document.format,
        "notes": [_(note) for note in document.notes],
        "kind": found.verdict.kind.value if found.verdict.kind else None,
        "refused": {"code": found.verdict.refusal, "message": refusal} if found.verdict.refusal else None,
        "draft": filed.path.as_posix() if filed else None,
        "outcome": filed.outcome if filed else None,
        "fields": [_field(item, _) for item in all_fields(found)] if found.verdict.kind else [],
        "verify": list(draft.doubts) if draft else [],
        "checks": [_check(one, _) for one in draft.checks] if draft else [],
        "removed": [
            {"kind": one.kind, "text": one.text, "lines": _lines(one.origin), "page": one.origin.page}
            for one in found.removed
        ],
    }


def _field(item: Found, _: Translate) -> dict[str, Any]:
    value = item.value.value if isinstance(item.value, Choice) else item.value
    return {
        "field": item.field,
        "value": [one.value for one in value] if isinstance(value, list) else value,
        "lines": _lines(item.origin),
        "page": item.origin.page,
        "quote": item.quote.strip(),
        "confidence": item.confidence,
        "reason": _(item.reason).format(**dict(item.details)) if item.reason else "",
    }


def _lines(origin: Any) -> list[int]:
    first = origin.line or origin.row
    return [first, max(origin.last, first)]


def _check(one: Check, _: Translate) -> dict[str, Any]:
    return {"check": one.name, "held": one.held, "message": _(one.message).format(**dict(one.details))}


def as_json(reports: list[dict[str, Any]]) -> str:
    """Return the reports of all files as JSON."""
    return json.dumps(reports, ensure_ascii=False, indent=2)


def as_text(found: Recognized, draft: Draft, filed: Filed, _: Translate) -> str:
    """Return the report of one file for people."""
    lines = [printable(found.document.name)]
    lines += [f"  {_(note)}" for note in found.document.notes]
    lines += [f"  {line}" for line in _lines_of(found, _)]
    lines.append("  " + _problem_words(found, _))
    lines += [f"  {printable(line)}" for line in _left_empty(found, _)]
    lines += [f"  {line}" for line in _removed(found, _)]
    for one in draft.checks:
        sign = "✓" if one.held else "✗"
        lines.append(f"  {sign} {_(one.message).format(**dict(one.details))}")
    if draft.doubts:
        lines.append("  " + _("To verify, as 待核对 in the draft:"))
        lines += [f"    - {printable(doubt)}" for doubt in draft.doubts]
    lines.append("  " + _(OUTCOMES[filed.outcome]).format(path=filed.path.as_posix()))
    return "\n".join(lines)


def _removed(found: Recognized, _: Translate) -> Iterator[str]:
    """Yield a line for each piece of page furniture; one for many of a kind, with the first and the last of them."""
    of_kind: dict[str, list[Furniture]] = defaultdict(list)
    for furniture in found.removed:
        of_kind[furniture.kind].append(furniture)
    for kind, some in of_kind.items():
        if len(some) > _FEW:
            words = _("Removed ({kind}, {count} times): {first} … {last}")
            first, last = _cut(some[0].text), _cut(some[-1].text)
            yield words.format(kind=_(_FURNITURE[kind]), count=len(some), first=first, last=last)
            continue
        for one in some:
            words = _("Removed ({kind}, {place}): {text}")
            place = place_words(one.origin, _) or _("every page")
            yield words.format(kind=_(_FURNITURE[kind]), place=place, text=_cut(one.text))


def _lines_of(found: Recognized, _: Translate) -> Iterator[str]:
    """Yield a line for each field, each set of totals and each result."""
    for item in all_fields(found):
        if not item.field.startswith(("problems[", "parts[", "claimed[", "results[")):
            yield _line(_name(item.field), _value(item, _), item, _)
    for one in found.totals:
        values = "，".join(f"{_name(item.field)} {item.value}" for item in one)
        yield _line("公布总数", values, min(one, key=lambda item: item.confidence), _)
    for one in found.results:
        result = {item.field: str(item.value) for item in one}
        hedge = result.get("hedge", "")
        before, after = ("", hedge) if hedge in ("余", "多") else (hedge, "")
        yield _line("成效", f"{result['name']} {before}{result['value']}{after}{result.get('unit', '')}", one[0], _)


def _left_empty(found: Recognized, _: Translate) -> Iterator[str]:
    """Yield what was there in a problem and could not be read."""
    for problem in found.problems:
        for item in problem.fields.values():
            if item.value is None:
                yield _("Left empty: {doubt}").format(doubt=named_doubt(problem, item, _))


def _name(path: str) -> str:
    if path.endswith("].number"):
        return "电话"
    return _OWN_NAMES.get(path.partition("[")[0]) or NAMES.get(path) or NAMES.get(path.rpartition(".")[2]) or path


def _value(item: Found, _: Translate) -> str:
    if item.value is None:
        return _("left empty")
    if item.field == "kind":
        return next(kind.chinese for kind in Kind if kind == item.value)
    if item.field == "organization.level":
        return next(level.chinese for level in Level if level == item.value)
    return str(item.value)


def _line(name: str, value: str, item: Found, _: Translate) -> str:
    sure = "" if item.confidence >= SURE else _("likely") if item.confidence >= LIKELY else _("doubtful")
    notes = "，".join(note for note in (place_words(item.origin, _), sure) if note)
    return f"{name}：{_cut(value)}" + (f"（{notes}）" if notes else "")


def _cut(text: str) -> str:
    text = printable(text)
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def _problem_words(found: Recognized, _: Translate) -> str:
    counts: dict[str, int] = {}
    for problem in found.problems:
        counts[problem.status.chinese] = counts.get(problem.status.chinese, 0) + 1
    by_status = "，".join(f"{status} {count}" for status, count in counts.items())
    words = _("{parts} parts, {problems} problems, {measures} measures")
    measures = sum(len(problem.measures) for problem in found.problems)
    text = words.format(parts=len(found.parts), problems=len(found.problems), measures=measures)
    return f"{text}（{by_status}）" if by_status else text
