"""The Chinese catalogue: `python scripts/messages.py` takes up new strings, drops old ones, and compiles it.

Strings still to be translated are listed; the tests want none.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "gongkai" / "locale" / "zh" / "LC_MESSAGES"
KEYWORDS = dict.fromkeys(("_", "gettext", "mark", "translate", "words")) | {"ngettext": (1, 2)}
METHODS = [("gongkai/**.py", "python"), ("templates/**.html", "jinja2")]
# Fixed, without the dates and names that Babel would write: the file changes only when strings do.
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: gongkai\\n"
"Language: zh\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
OPTIONS = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"}}


def extract() -> Catalog:
    """Return all source strings of the code and the templates."""
    catalog = Catalog(project="gongkai", charset="utf-8")
    found = extract_from_dir(ROOT, METHODS, OPTIONS, keywords=KEYWORDS)
    for name, _line, message, _comments, context in sorted(found, key=lambda row: (row[0], row[1])):
        catalog.add(message, locations=[(Path(name).as_posix(), 1)], context=context)
    return catalog


def update(path: Path) -> Catalog:
    """Return the catalogue at `path` with the source strings of today."""
    with path.open("rb") as file:
        catalog = read_po(file, locale="zh", domain="gongkai")
    catalog.update(extract(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """Return the source strings without a translation."""
    missing = []
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def compiled(path: Path) -> bytes:
    """Return the .mo of a .po: the same bytes for the same words, whenever it is made."""
    with path.open("rb") as source:
        catalog = read_po(source)
    catalog.creation_date = datetime(1970, 1, 1, tzinfo=UTC)  # else the time of compiling
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def main() -> None:
    """Update and compile the catalogue, and compile Click's words."""
    path = FOLDER / "gongkai.po"
    catalog = update(path)
    written = io.BytesIO()
    write_po(written, catalog, width=0, sort_output=True, omit_header=True, include_lineno=False)
    path.write_text(HEADER + written.getvalue().decode(), "utf-8")
    for source in sorted(FOLDER.glob("*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source))
    for message in untranslated(catalog):
        print("untranslated:", message)
    sys.exit(1 if untranslated(catalog) else 0)


if __name__ == "__main__":
    main()
