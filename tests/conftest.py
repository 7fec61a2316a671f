"""What holds for all tests."""

import os
import shutil
import sys
from pathlib import Path

from hypothesis import settings

pytest_plugins = ["tests.browser", "tests.every_page"]
# Eight hundred folders of cases, and no test in them.
collect_ignore_glob = ["bad", "documents*", "walk"]
# A busy computer is no mistake: no test is timed.
settings.register_profile("gongkai", deadline=None)
settings.load_profile("gongkai")

# Where Linux keeps files in memory, and what all tests together write, with room to spare.
_IN_MEMORY = Path("/dev/shm")
_ROOM_BYTES = 4 * 1024**3


def pytest_configure() -> None:
    """Write the sites of tests in memory where there is room: thousands of small files are slow on a disk.

    Compiled modules are kept even where the environment says not to: tests start Python some eighty times.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > _ROOM_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))


def pytest_xdist_auto_num_workers() -> int:
    """Two for each processor: half of a browser test is waiting."""
    return 2 * (os.cpu_count() or 1)
