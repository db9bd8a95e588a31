"""Knowledge to test with: all of it, and copies of its files that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.loading import DATA, load_directory


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """All knowledge, read once."""
    return load_directory()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of all knowledge files."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))
