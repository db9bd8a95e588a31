"""The site's settings with a data folder of this process and a clock that stands still."""

import os
import tempfile

os.environ["ISCHIA_DATA"] = os.environ.get("ISCHIA_TEST_DATA") or tempfile.mkdtemp(prefix="ischia-test-")

from ischia.site.settings import *  # noqa: F403 the folder must be named first

CLOCK = "tests.site.clock.now"
