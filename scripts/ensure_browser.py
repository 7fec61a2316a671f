"""Finds a Chromium for the browser tests, or installs one: python -m scripts.ensure_browser

Ends with an error when there is none in the end: a browser test is never skipped for want of a browser.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# Chromium without its window: the same pages for a third of the processor time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
MAC_APPLICATIONS = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PROGRAMS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")


def find_browser() -> Path | None:
    """The browser named by GONGKAI_BROWSER, else the system's, else the one that Playwright downloaded."""
    chosen = os.environ.get("GONGKAI_BROWSER")
    if chosen:
        found = shutil.which(chosen)
        if not found:
            sys.exit(f"GONGKAI_BROWSER is not a program: {chosen}")
        return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None) or _playwrights_own()


def _usual_places() -> Iterator[Path]:
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    for name in MAC_APPLICATIONS:
        yield Path(f"/Applications/{name}.app/Contents/MacOS/{name}")
    for variable in WINDOWS_FOLDERS:
        if folder := os.environ.get(variable):
            yield from (Path(folder, program) for program in WINDOWS_PROGRAMS)


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):  # macOS and Windows come with one
        return sys.platform in ("darwin", "win32")
    return bool(_run("fc-list", ":lang=zh", "file").stdout.strip())


def _install_packages(packages: list[str]) -> bool:
    """Installs Debian packages where that needs no password; tells whether it did."""
    if not shutil.which("apt-get"):
        return False
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and (not shutil.which("sudo") or _run(*root, "true").returncode):
        return False
    print(f"Installing for the browser tests: {' '.join(packages)} …", flush=True)
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Acquire::Retries=3"]
    _run(*apt, "update")  # a source that does not answer need not be the one we install from
    installed = _run(*apt, "install", "-y", "--no-install-recommends", *packages)
    if installed.returncode:
        print(installed.stdout, end="", file=sys.stderr)
    return not installed.returncode


def _download_chromium() -> bool:
    print("Downloading Chromium for the browser tests …", flush=True)
    return not _run(sys.executable, "-m", "playwright", "install", "chromium").returncode


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _is_to_be_furnished() -> bool:
    """Whether this is no computer of somebody's own, where the browser that is there will do."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return "GONGKAI_BROWSER" not in os.environ and ("CI" in os.environ or is_root)


def main() -> None:
    """Install what is missing, and end with an error where no browser is to be had."""
    if not _has_chinese_font():
        _install_packages(["fontconfig", "fonts-noto-cjk"])
    if not shutil.which(SHELL) and (not find_browser() or _is_to_be_furnished()):
        _install_packages([SHELL])
    if not find_browser() and not _install_packages(["chromium"]):
        _download_chromium()
    if not find_browser():
        sys.exit(
            "The tests need Chromium, Chrome or Edge, and none was found. Install one (Debian: sudo apt-get "
            "install chromium fonts-noto-cjk), or name the program of one in GONGKAI_BROWSER."
        )
    if not _has_chinese_font():
        print("No Chinese font was found: what the tests measure may differ (Debian: fonts-noto-cjk).")


if __name__ == "__main__":
    main()
