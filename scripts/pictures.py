"""Takes the pictures of the handbook from the sample site: python -m scripts.pictures

Run after a change of looks; the pictures lie in docs/pictures/.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from gongkai.outcome import Options
from gongkai.pipeline import build
from scripts.ensure_browser import find_browser
from tests.browser import CHROMIUM_ARGUMENTS, serve_folder
from tests.sites import ROOT, link_sample

FOLDER = ROOT / "docs" / "pictures"
PHONE: ViewportSize = {"width": 360, "height": 720}
DESK: ViewportSize = {"width": 1100, "height": 700}
# Name → address, window, and what is scrolled to.
PICTURES = {
    "home": ("/", DESK, ""),
    "notice-phone": ("/notices/luoyang-gsl/2024-municipal-inspection/", PHONE, "#progress"),
    "problem": ("/notices/luoyang-gsl/2024-municipal-inspection/", DESK, "#problem-22"),
    "organization-phone": ("/organizations/zhejiang-gsl/", PHONE, ""),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        public = build(link_sample(Path(folder)), Options(as_of="2026-11-21", workers=1)).public
        with serve_folder(public) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=CHROMIUM_ARGUMENTS)
            for name, (address, window, target) in PICTURES.items():
                page = browser.new_page(viewport=window, locale="zh-CN", color_scheme="light")
                page.goto(url + address, wait_until="networkidle")
                if target:
                    page.locator(target).evaluate("(one) => one.scrollIntoView()")
                page.wait_for_timeout(500)  # until what moves has come to rest
                page.screenshot(path=FOLDER / f"{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
