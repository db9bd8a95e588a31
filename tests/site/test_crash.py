"""A crash right after "saved" costs nothing; `make gate` does this many more times."""

import random
from pathlib import Path

from tests.torture.kill import torture

KILLS = 5


def test_what_was_saved_survives_a_kill(tmp_path: Path) -> None:
    """The server is killed while people save: nothing is lost, nothing doubled, and the file is whole."""
    told = torture(tmp_path, KILLS, random.Random(1))
    assert told.faults == []
    assert told.in_flight > 0
    assert len(told.saved) > KILLS
