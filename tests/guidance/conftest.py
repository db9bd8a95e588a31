"""The knowledge that the scripts are made of, read once."""

import pytest

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.loading import load_directory


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """All knowledge."""
    return load_directory()
