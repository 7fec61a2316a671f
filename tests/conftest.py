"""What holds for all tests."""

import os

pytest_plugins = ["tests.browser"]


def pytest_xdist_auto_num_workers() -> int:
    """Two for each processor: half of a browser test is waiting."""
    return 2 * (os.cpu_count() or 1)
