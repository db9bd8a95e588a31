"""The site's settings with a data folder of this process and a clock that stands still."""

import atexit
import os
import shutil
import tempfile

os.environ["ISCHIA_DATA"] = tempfile.mkdtemp(prefix="ischia-test-")
atexit.register(shutil.rmtree, os.environ["ISCHIA_DATA"], ignore_errors=True)

from ischia.site.settings import *  # noqa: E402, F403 the folder must be named first

CLOCK = "tests.site.clock.now"
