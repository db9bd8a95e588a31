"""Pictures for pages: each drawn once, with ids of its own wherever it stands."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import count

from ischia.guidance import plate as plates
from ischia.guidance.painting import Brush
from ischia.guidance.pictures import Look, moving, scene_of, still
from ischia.site.visit import knowledge

# Stands for the beginning of every id in a picture until it is known where the picture will stand.
NAME = "§"
SIDES = ("left", "right")
_COUNT = count(1)


@lru_cache(maxsize=512)
def _figure(item: str, side: str, position: str, pose: str, moves: bool) -> str:
    if moves:
        return moving(knowledge(), item, Look(), side, position, NAME)
    return still(knowledge(), item, Look(), side, position, pose, NAME)


@lru_cache(maxsize=256)
def _plate(item: str, side: str) -> str:
    return plates.plate(knowledge(), item, side, Brush(NAME))


def sided(side: str) -> str:
    """The side that is drawn: the person's own, else the right one."""
    return side if side in SIDES else "right"


def figure(item: str, side: str = "", position: str = "", pose: str = "", moves: bool = False) -> str:
    """The figure of an item, or its plate where it has no figure; empty where it has neither."""
    return _named(_figure(item, sided(side), position, pose, moves) or _plate(item, sided(side)))


def plate(item: str, side: str = "") -> str:
    """The plate of an item; empty where it touches nothing that a plate shows."""
    return _named(_plate(item, sided(side)))


def pictures(wanted: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """The moving, still and plate pictures of (item, side, position), by item; `end` is how a movement ends, empty where nothing moves."""
    found = {}
    for item, side, position in wanted:
        drawn = {"moving": figure(item, side, position, moves=True), "still": figure(item, side, position), "plate": plate(item, side)}
        drawn["end"] = _end(item, side, position)
        if drawn["moving"]:
            found[item] = drawn
    return found


def _end(item: str, side: str, position: str) -> str:
    """The pose that a movement goes to first."""
    scene = scene_of(knowledge(), item, position)
    there = next((key.to for key in scene.motion if key.to), "") if scene else ""
    return figure(item, side, position, there) if there else ""


def _named(svg: str) -> str:
    return svg.replace(NAME, f"s{next(_COUNT)}-")
