"""What the preview lays over pages: the findings of the last build, and the scripts that show them. Serves nothing.

The overlay shows everything as text; a page's Content-Security-Policy holds, so scripts are files of its own origin.
"""

import html
import json
import re
from pathlib import Path
from typing import NamedTuple

from gongkai.diagnostics import Diagnostics
from gongkai.finding import Diagnostic
from gongkai.language import catalogue
from gongkai.report import as_data, counted

# The addresses below it are the preview's own; `livereload.js` finds its server only from the root.
ADDRESS = "/_preview/"
ASSETS = Path(__file__).parent / "preview_assets"
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
# How much of a source line is shown on either side of what is meant, in characters.
_EXCERPT = 60


class State(NamedTuple):
    """What browsers show: a name for the last good build that changed a file, and what the last build found.

    `base` is the path of the site on its host.
    """

    build: str = ""
    failed: bool = False
    findings: Diagnostics = Diagnostics()
    base: str = ""


def as_json(state: State, language: str) -> str:
    """Return what the overlay shows, every word of it in `language`."""
    translate = catalogue(language).gettext
    mend = translate("Below is the last good state of the page. This goes away by itself when the errors are mended.")
    look = translate("These do not stand in the way of publication, but deserve a look.")
    shown = {
        "build": state.build,
        "failed": state.failed,
        "language": language,
        "label": translate("Preview"),
        "title": counted(state.findings, language),
        "lead": mend if state.failed else look,
        "close": translate("Close (Esc)"),
        "findings": [_finding(finding, language) for finding in (*state.findings.errors, *state.findings.warnings)],
    }
    return json.dumps(shown, ensure_ascii=False)


def _finding(finding: Diagnostic, language: str) -> dict[str, object]:
    """Return a finding; its source line is cut into what stands before, what is meant, and what stands after."""
    translate = catalogue(language).gettext
    place = finding.place
    start = max(place.column - place.start, 0)
    end = start + place.length
    before, after = place.excerpt[:start], place.excerpt[end:]
    excerpt = [
        ("…" if len(before) > _EXCERPT else "") + before[-_EXCERPT:],
        place.excerpt[start:end],
        after[:_EXCERPT] + ("…" if len(after) > _EXCERPT else ""),
    ]
    return as_data(finding, language) | {
        "place": f"{place.file}:{place.line}:{place.column}" if place.line else place.file,
        "word": translate("error") if finding.severity == "error" else translate("warning"),
        "excerpt": excerpt if place.line and place.excerpt.strip() else None,
    }


def with_scripts(page: bytes, build: str, port: int) -> bytes:
    """Return a page with our scripts at the end of its head, or at its own end if it has none."""
    scripts = (
        f'<script src="{ADDRESS}overlay.js" data-build="{build}" defer></script>'
        f'<script src="/livereload.js?port={port}&amp;maxdelay=2000" defer></script>\n'
    ).encode()
    end = _HEAD_END.search(page)
    at = end.start() if end else len(page)
    return page[:at] + scripts + page[at:]


def waiting_page(language: str) -> bytes:
    """Return the page that stands in for all others until there has been a good build."""
    translate = catalogue(language).gettext
    title = html.escape(translate("There is nothing to show yet"))
    text = html.escape(translate("The page appears by itself when the errors are mended."))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{ADDRESS}overlay.css">\n</head>\n'
        f'<body>\n<main class="waiting"><h1>{title}</h1><p>{text}</p></main>\n</body>\n</html>\n'
    ).encode()
