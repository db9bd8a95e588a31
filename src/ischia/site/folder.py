"""Where a person's data lies on this computer."""

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """The folder that ISCHIA_DATA names, else the platform's folder for a person's data."""
    if os.environ.get("ISCHIA_DATA"):
        return Path(os.environ["ISCHIA_DATA"])
    homes = {
        "darwin": Path.home() / "Library" / "Application Support",
        "win32": Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"),
    }
    other = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return homes.get(sys.platform, other) / "ischia"
