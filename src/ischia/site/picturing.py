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
def _plate(item: str, side: str, moves: bool = False) -> str:
    return plates.plate(knowledge(), item, side, Brush(NAME), moves)


def sided(side: str) -> str:
    """The side that is drawn: the person's own, else the right one."""
    return side if side in SIDES else "right"


def figure(item: str, side: str = "", position: str = "", pose: str = "", moves: bool = False) -> str:
    """The figure of an item, or its plate where it has no figure; empty where it has neither."""
    return _named(_figure(item, sided(side), position, pose, moves) or _plate(item, sided(side)))


def plate(item: str, side: str = "", moves: bool = False) -> str:
    """The plate of an item, still or with its strokes moving; empty where it touches nothing that a plate shows."""
    return _named(_plate(item, sided(side), moves))


def pictures(wanted: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """What the player shows of each (item, side, position), by name: the movement, its two ends for whoever wants no motion, the plate.

    `end` is empty where nothing moves; `plate` and `touching`, its moving form, are empty where nothing is touched.
    """
    drawn = {name_of(item, side): _pictures(item, side, position) for item, side, position in wanted}
    return {name: found for name, found in drawn.items() if found["moving"]}


def name_of(item: str, side: str) -> str:
    """The name of an item's pictures on a side."""
    return f"{item}.{sided(side)}"


def _pictures(item: str, side: str, position: str) -> dict[str, str]:
    scene = scene_of(knowledge(), item, position)
    begin = scene.motion[0].pose if scene else ""
    there = next((key.to for key in scene.motion if key.to), "") if scene else ""
    return {
        "moving": figure(item, side, position, moves=True),
        "begin": figure(item, side, position, begin),
        "end": figure(item, side, position, there) if there else "",
        "plate": plate(item, side),
        "touching": plate(item, side, moves=True),
    }


def _named(svg: str) -> str:
    return svg.replace(NAME, f"s{next(_COUNT)}-")
