"""Lets the Nu HTML checker read every page of the sample site, and of a site with every kind of page in each language:

    python -m scripts.audit vnu.jar public

Errors fail, and so do warnings. A folder without a page fails too: nothing was checked.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.every_page import AS_OF, make_every_page


def main() -> None:
    jar, public = Path(sys.argv[1]), Path(sys.argv[2])
    check(jar, public, "the sample site")
    for language in ("zh", "en"):
        with tempfile.TemporaryDirectory() as folder:
            site = make_every_page(Path(folder), language=language)
            built = build(site, Options(as_of=AS_OF, drafts=True, workers=1))
            check(jar, built.public, f"every kind of page, {language}")


def check(jar: Path, folder: Path, name: str) -> None:
    """Check the pages of a folder; exits with what the checker found."""
    pages = sum(1 for _ in folder.rglob("*.html"))
    if not pages:
        sys.exit(f"{folder} holds no HTML page.")
    # Read from a disk no address is the page's own, and data (JSON-LD) is taken for a script: what the policy blocks is
    # seen by the browser tests.
    harmless = ".*(?:Resource|Inline script) violates Content Security Policy.*"
    command = ["java", "-jar", str(jar), "--skip-non-html", "--filterpattern", harmless, "--format", "gnu", str(folder)]
    # Java opens a file with a Chinese name only in a locale that can write it.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    # The checker says what it found on standard error, one line each.
    found = subprocess.run(command, stderr=subprocess.PIPE, env=environment, encoding="utf-8", check=False)
    if found.returncode or found.stderr.strip():
        sys.exit(found.stderr.rstrip() or f"The checker failed with exit code {found.returncode}.")
    print(f"HTML pages checked ({name}): {pages}, no errors, no warnings.")


if __name__ == "__main__":
    main()
