"""Lets Lighthouse judge the main kinds of page of the sample site as on a phone:

    python -m scripts.lighthouse PROGRAM public

Accessibility, best practices and SEO must reach 100. Performance is told and fails nothing, for a busy machine makes
every page look slower: each page gets three tries at 100, and tests/test_weight.py judges what it weighs.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.ensure_browser import find_browser
from tests.browser import serve_folder

TRIES = 3
FULL = 100
_TIMED = "performance"


def main() -> None:
    program, public = Path(sys.argv[1]), Path(sys.argv[2])
    failed = False
    with serve_folder(public) as url:
        for address in _addresses(public):
            for _ in range(TRIES):
                scores = _scores(program, url + address)
                if min(scores.values()) == FULL:
                    break
            failed = failed or min(score for name, score in scores.items() if name != _TIMED) < FULL
            print(f"{address}: {', '.join(f'{name} {score}' for name, score in scores.items())}")
    if failed:
        sys.exit("Lighthouse wants more: see the pages below 100.")


def _addresses(public: Path) -> list[str]:
    """Return the site's home, its heaviest notice and organization, the problems and the search."""
    heaviest = [
        max(public.glob(pattern), key=lambda path: path.stat().st_size)
        for pattern in ("notices/*/*/index.html", "organizations/*/index.html")
    ]
    lists = [public / name / "index.html" for name in ("problems", "search")]
    found = [path for path in (public / "index.html", *heaviest, *lists) if path.is_file()]
    return [f"/{path.relative_to(public).as_posix().removesuffix('index.html')}" for path in found]


def _scores(program: Path, url: str) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = ["node", str(program), url, "--quiet", "--output=json", f"--output-path={report}"]
        command.append("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
        environment = {**os.environ, "CHROME_PATH": str(find_browser())}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)
        if not report.is_file():
            sys.exit(done.stderr.strip() or f"Lighthouse failed with exit code {done.returncode}.")
        categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * (category["score"] or 0)) for name, category in categories.items()}


if __name__ == "__main__":
    main()
