"""Lets the Nu HTML checker read every page of a folder: python -m scripts.audit vnu.jar public

Errors fail, warnings do not. A folder without a page fails too: nothing was checked.
"""

import os
import subprocess
import sys
from pathlib import Path


def main() -> None:
    jar, folder = Path(sys.argv[1]), Path(sys.argv[2])
    pages = sum(1 for _ in folder.rglob("*.html"))
    if not pages:
        sys.exit(f"{folder} holds no HTML page.")
    command = ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "gnu", str(folder)]
    # Java opens a file with a Chinese name only in a locale that can write it.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    # The checker says what it found on standard error, one line each.
    found = subprocess.run(command, stderr=subprocess.PIPE, env=environment, encoding="utf-8", check=False)
    if found.returncode or found.stderr.strip():
        sys.exit(found.stderr.rstrip() or f"The checker failed with exit code {found.returncode}.")
    print(f"HTML pages checked: {pages}, no errors.")


if __name__ == "__main__":
    main()
