"""The recorded voice: its clips lie in a folder of the program; which are there may change while the site runs."""

import re
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "voice"
SUFFIX = ".m4a"
CLIP = re.compile(r"[0-9a-f]{20}\.m4a")


def clips() -> frozenset[str]:
    """The names of the clips that are there now; the folder is only read when it has changed."""
    try:
        changed = FOLDER.stat().st_mtime_ns
    except FileNotFoundError:
        return frozenset()
    return _names(FOLDER, changed)


@lru_cache(maxsize=1)
def _names(folder: Path, changed: int) -> frozenset[str]:
    return frozenset(path.stem for path in folder.iterdir() if CLIP.fullmatch(path.name))


def clip_bytes(file: str) -> bytes | None:
    """What a clip's file holds; None for a name that is no clip's, or where there is none yet."""
    if not CLIP.fullmatch(file):
        return None
    try:
        return (FOLDER / file).read_bytes()
    except FileNotFoundError:
        return None
