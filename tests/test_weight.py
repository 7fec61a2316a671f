"""A page is light: what its first view weighs, compressed as hosts do, and how often it asks."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gongkai.inventory import output_path
from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.browser import serve_folder
from tests.sites import link_sample

KILOBYTE = 1000


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public folder of the sample site."""
    return build(link_sample(tmp_path_factory.mktemp("sample")), Options(as_of="2026-11-21", workers=1)).public


@pytest.fixture(scope="module")
def address(public: Path) -> Iterator[str]:
    """Where it is served."""
    with serve_folder(public) as url:
        yield url


def compressed_bytes(content: bytes) -> int:
    return len(gzip.compress(content, 6))


# The icon is asked for twice, as picture and as the tab's sign: caches answer the second.
def loaded_bytes(requests: list[str], public: Path) -> int:
    paths = {output_path(urlsplit(request).path) for request in requests}
    return sum(compressed_bytes((public / path).read_bytes()) for path in paths)


def notices(public: Path) -> list[str]:
    found = sorted(f"/{path.parent.relative_to(public).as_posix()}/" for path in public.glob("notices/*/*/index.html"))
    assert found  # else the tests below would hold of nothing
    return found


def test_a_notice_weighs_at_most_40_kilobytes_besides_its_text(open_page, requests_seen, address, public):
    for notice in notices(public):
        page = open_page(viewport={"width": 360, "height": 740})
        requests_seen.clear()
        page.goto(address + notice, wait_until="networkidle")
        text = compressed_bytes(page.locator("main").inner_text().encode())
        assert len(set(requests_seen)) <= 6, requests_seen
        assert loaded_bytes(requests_seen, public) - text <= 40 * KILOBYTE, notice


@pytest.mark.parametrize("page_address", ["/", "/problems/", "/notices/", "/organizations/"])
def test_home_and_lists_weigh_at_most_60_kilobytes(page, requests_seen, address, public, page_address):
    page.goto(address + page_address, wait_until="networkidle")
    assert len(set(requests_seen)) <= 6, requests_seen
    assert loaded_bytes(requests_seen, public) <= 60 * KILOBYTE


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_while_a_page_loads(open_page, address, public, width):
    for target in ("/", "/problems/", *notices(public)):
        page = open_page(viewport={"width": width, "height": 740})
        page.add_init_script(
            "window.shifted = 0; new PerformanceObserver((list) => {"
            "for (const entry of list.getEntries()) window.shifted += entry.value; })"
            ".observe({ type: 'layout-shift', buffered: true });"
        )
        page.goto(address + target)
        page.evaluate("new Promise((done) => requestIdleCallback(() => setTimeout(done, 50), { timeout: 500 }))")
        assert page.evaluate("shifted") == 0, target
