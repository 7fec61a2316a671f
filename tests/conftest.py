"""What holds for all tests."""

import os

from hypothesis import settings

pytest_plugins = ["tests.browser"]
# A busy computer is no mistake: no test is timed.
settings.register_profile("gongkai", deadline=None)
settings.load_profile("gongkai")


def pytest_xdist_auto_num_workers() -> int:
    """Two for each processor: half of a browser test is waiting."""
    return 2 * (os.cpu_count() or 1)
