"""Documents as LibreOffice writes them: `python -m bench.import_libreoffice [FOLDER …]` tells how they are read.

Each text becomes a Word document (numbers typed, or counted by Word), which LibreOffice opens and writes again as
.docx, .doc and .pdf. Documents with a table are left out, because the texts are set without tables here. Needs
`soffice` (Debian: libreoffice-writer-nogui).
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.import_fields import DOCUMENTS, Score, score, truths
from bench.make_documents import KINDS
from gongkai.diagnostics import Diagnostics
from gongkai.importers.document import Paragraph
from gongkai.importers.readers import read
from gongkai.importers.recognize import recognize

_MADE = ("typed.docx", "counted.docx")
_WRITTEN = ("docx", "doc", "pdf")
# LibreOffice passes over what is named after some 250 files.
_AT_ONCE = 100

Truth = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Make, convert, read and score; print a row for each way, and the errors of each."""
    program = shutil.which("soffice")
    if not program:
        print("LibreOffice is needed (Debian: sudo apt-get install libreoffice-writer-nogui).", file=sys.stderr)
        return 1
    sources = list(_without_tables([Path(argument) for argument in arguments] or [DOCUMENTS]))
    print(f"{len(sources)} documents\n{'':22}precision  recall  silent")
    for made in _MADE:
        with tempfile.TemporaryDirectory() as folder:
            truth_of = _make(sources, made, Path(folder))
            for written in _WRITTEN:
                whole = _scored(_converted(program, Path(folder), written), truth_of)
                name = f"{made.partition('.')[0]} → .{written}"
                print(f"{name:22}   {whole.precision:.4f}  {whole.recall:.4f}  {whole.silent:6}", flush=True)
                print("\n".join(whole.errors), file=sys.stderr)
    return 0


def _without_tables(folders: list[Path]) -> list[tuple[list[str], Truth]]:
    """Return the paragraphs of each document that has nothing else, and its truth."""
    found = []
    for path, truth in truths(folders):
        document = read(path.read_bytes(), path.name, Diagnostics())
        paragraphs = [block.text for block in document.blocks if isinstance(block, Paragraph)] if document else []
        if document and len(paragraphs) == len(document.blocks):
            found.append((paragraphs, truth))
    return found


def _make(sources: list[tuple[list[str], Truth]], kind: str, folder: Path) -> dict[str, Truth]:
    """Write the Word documents into a folder; return their truths by name."""
    truth_of = {}
    for number, (paragraphs, truth) in enumerate(sources):
        (folder / f"{number:03}.docx").write_bytes(KINDS[kind](paragraphs))
        truth_of[f"{number:03}"] = truth
    return truth_of


def _converted(program: str, folder: Path, form: str) -> list[Path]:
    """Return the documents as LibreOffice writes them."""
    target = folder / form
    # A profile of its own: the user's LibreOffice may be open.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(target)]
    documents = [str(path) for path in sorted(folder.glob("*.docx"))]
    for start in range(0, len(documents), _AT_ONCE):
        some = documents[start : start + _AT_ONCE]
        subprocess.run([*command, *some], capture_output=True, check=True, timeout=1200)
    return sorted(target.glob(f"*.{form}"))


def _scored(paths: list[Path], truth_of: dict[str, Truth]) -> Score:
    whole = Score()
    if len(paths) != len(truth_of):
        sys.exit(f"LibreOffice wrote {len(paths)} of {len(truth_of)} documents.")
    for path in paths:
        document = read(path.read_bytes(), path.name, Diagnostics())
        if document is None:
            sys.exit(f"{path.name} was not read.")
        for one in score(truth_of[path.stem], recognize(document)).values():
            one.errors = [f"{path.name}: {error}" for error in one.errors]
            whole.add(one)
    return whole


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
