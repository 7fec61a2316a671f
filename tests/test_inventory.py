"""What lies in the public folder is looked at beside other work, and whatever was changed there is found."""

import os
import threading
from pathlib import Path

import pytest

from gongkai import inventory
from gongkai.aside import Aside
from gongkai.inventory import look, packed, read_inventory, write_inventory
from gongkai.stamps import Stamp, stamp_of

KEY = b"0123456789abcdef"
# One address begins a folder, one has a sign that is quoted, one a space.
ADDRESSES = (
    "/",
    "/notices/a/b/",
    "/search/1.bin",
    "/files/%E5%8F%B0%E8%B4%A6.xlsx",
    "/old page.html",
    "/x",
    "/y",
    "/z",
)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    for address in ADDRESSES:
        path = tmp_path / inventory.output_path(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(address)
    return tmp_path


def inventory_of(public: Path) -> dict[str, bytes]:
    stamps = {address: stamp_of(public / inventory.output_path(address)) for address in ADDRESSES}
    return {address: packed(KEY, stamp) for address, stamp in stamps.items() if stamp}


@pytest.mark.parametrize("few", [0, 100])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_file_that_is_gone_or_changed_is_lost_wherever_it_is_looked_at(
    public: Path, monkeypatch: pytest.MonkeyPatch, address: str, few: int
) -> None:
    monkeypatch.setattr(inventory, "_FEW", few)
    known = inventory_of(public)
    assert look(public, known)() == set()
    path = public / inventory.output_path(address)
    path.write_text("other words")
    assert look(public, known)() == {address}
    path.unlink()
    assert look(public, known, aside=0.7)() == {address}


def test_the_inventory_is_read_as_it_was_written_and_none_where_it_is_damaged(tmp_path: Path) -> None:
    assert read_inventory(tmp_path) == {}
    written = {"/": packed(KEY, Stamp(5, 2**62)), "/a/": packed(KEY, Stamp(0, -1))}
    write_inventory(tmp_path, written)
    assert read_inventory(tmp_path) == written
    (tmp_path / "written.bin").write_bytes(b"\xc1")
    assert read_inventory(tmp_path) == {}


def test_work_aside_is_done_in_another_process_where_one_can_be_forked() -> None:
    process = int(Aside(lambda: str(os.getpid()).encode()).result())
    is_forked = hasattr(os, "fork") and threading.active_count() == 1
    assert (process != os.getpid()) == is_forked


def test_beside_threads_nothing_is_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert Aside(lambda: str(os.getpid()).encode()).result() == str(os.getpid()).encode()
    finally:
        stop.set()
        thread.join()


def test_work_that_fails_aside_is_done_here() -> None:
    here = os.getpid()

    def work() -> bytes:
        if os.getpid() != here:
            raise OSError
        return b"done"

    assert Aside(work).result() == b"done"
