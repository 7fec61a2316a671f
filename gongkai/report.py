"""Diagnostics and reports → text for the terminal, for machines, and for the preview's overlay. Prints nothing."""

import json
from collections.abc import Iterable

from gongkai import dates
from gongkai.diagnostics import Diagnostics
from gongkai.finding import Diagnostic, Place
from gongkai.language import catalogue
from gongkai.outcome import Report
from gongkai.text import display_width, printable

# Long lines are shown around the place that is meant, in terminal columns.
_EXCERPT_COLUMNS = 76


def as_text(diagnostic: Diagnostic, language: str) -> str:
    """Return a finding as an editor reads it: place, message, the line with a caret, the way out."""
    translate = catalogue(language).gettext
    severity = translate("error") if diagnostic.severity == "error" else translate("warning")
    lines = [f"{_place(diagnostic)} {severity} [{diagnostic.code}]", f"  {diagnostic.message(language)}"]
    if diagnostic.place.line and diagnostic.place.excerpt.strip():
        lines += _excerpt(diagnostic.place)
    if hint := diagnostic.hint(language):
        lines.append(f"  → {hint}")
    return "\n".join(lines)


def _place(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    file = printable(place.file)
    return f"{file}:{place.line}:{place.column}" if place.line else file


def _excerpt(place: Place) -> list[str]:
    """Return the source line and the carets below it; a Han character is two columns wide."""
    text = printable(place.excerpt)
    start = place.column - place.start
    cut = 0
    while display_width(text[cut:start]) > _EXCERPT_COLUMNS // 2:
        cut += 1
    end = len(text)
    while display_width(text[cut:end]) > _EXCERPT_COLUMNS:
        end -= 1
    before, meant = text[cut:start], text[start : min(start + place.length, end)]
    opened, closed = "…" * (cut > 0 or place.start > 1), "…" * (end < len(text))
    margin = f"  {place.line} | "
    indent = " " * display_width(opened + before)
    carets = "^" * max(1, display_width(meant))
    return [f"{margin}{opened}{text[cut:end]}{closed}".rstrip(), f"{' ' * (len(margin) - 2)}| {indent}{carets}"]


def as_json(diagnostics: Iterable[Diagnostic], language: str) -> str:
    """Return findings as a JSON list, one object each."""
    return json.dumps([as_data(diagnostic, language) for diagnostic in diagnostics], ensure_ascii=False, indent=2)


def as_data(diagnostic: Diagnostic, language: str) -> dict[str, object]:
    """Return a finding as plain values."""
    place = diagnostic.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message(language),
        "hint": diagnostic.hint(language),
    }


def as_github(diagnostic: Diagnostic, language: str) -> str:
    """Return a finding as a workflow command that GitHub shows at the line."""
    place = diagnostic.place
    message = _escaped(f"{diagnostic.message(language)} {diagnostic.hint(language)}".strip())
    properties = f"file={_property(place.file)},line={max(place.line, 1)},col={max(place.column, 1)}"
    return f"::{diagnostic.severity} {properties},title={_property(diagnostic.code)}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def counted(diagnostics: Diagnostics, language: str) -> str:
    """Return how many errors and warnings there are, in words."""
    translate = catalogue(language)
    errors, warnings = diagnostics.count("error"), diagnostics.count("warning")
    return " · ".join(
        words
        for words in (
            translate.ngettext("{count} error", "{count} errors", errors).format(count=errors) if errors else "",
            translate.ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings)
            if warnings
            else "",
        )
        if words
    )


def summary(report: Report, language: str) -> str:
    """Return what a build did, in the words of an editor."""
    translate = catalogue(language).gettext
    lines = [
        translate("{notices} notices of {organizations} organizations, in {seconds:.1f} s.").format(
            notices=report.notices, organizations=report.organizations, seconds=report.seconds
        )
    ]
    named = (
        (translate("New: {notices}"), report.added),
        (translate("Changed: {notices}"), report.changed),
        (translate("Withdrawn: {notices}"), report.withdrawn),
        (translate("Removed: {notices}"), report.removed),
    )
    lines += ["  " + words.format(notices=_listed(ids, language)) for words, ids in named if ids]
    lines += held_back(report, language)
    if warned := counted(report.diagnostics, language):
        lines.append("  " + warned)
    if not (report.files_written or report.files_removed):
        lines.append("  " + translate("Nothing had to be written: the site is as it should be."))
    else:
        figures = translate("{written} files written, {removed} removed.")
        lines.append("  " + figures.format(written=report.files_written, removed=report.files_removed))
    lines.append("  " + translate("The site is in {folder}").format(folder=report.public))
    return "\n".join(lines)


def checked(report: Report, language: str) -> str:
    """Return what a check looked at: all notices, those that are held back too."""
    words = catalogue(language).gettext("{notices} notices checked: no errors.")
    fine = words.format(notices=report.notices + sum(not held.is_organization for held in report.held))
    first = " · ".join(filter(None, (fine, counted(report.diagnostics, language))))
    return "\n".join([first, *held_back(report, language)])


def held_back(report: Report, language: str) -> list[str]:
    """Return a line for each notice that is not public yet, and until when."""
    translate = catalogue(language).gettext
    lines = []
    for held in report.held:
        until = translate("draft")
        if held.until:
            until = translate("until {date}").format(date=dates.written(held.until, language))
        lines.append("  " + translate("Held back: {notice} ({until})").format(notice=held.id, until=until))
    return lines


def _listed(ids: list[str], language: str, limit: int = 10) -> str:
    shown = ", ".join(ids[:limit])
    more = len(ids) - limit
    return shown + (catalogue(language).gettext(" and {count} more").format(count=more) if more > 0 else "")
