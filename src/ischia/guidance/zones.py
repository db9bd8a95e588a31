"""Checks of the plates' data, on the curves as they are drawn: nothing enters a never zone, and pressure stays in its regions."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import hypot

from ischia.guidance.drawing import Point
from ischia.guidance.geometry import Fault
from ischia.guidance.pictures import body
from ischia.guidance.strokes import line, reach, smooth
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.plates import Touch

Ring = tuple[Point, ...]
NEVER = "never"


def faults(knowledge: Knowledge) -> Iterator[Fault]:
    """Everything wrong with the plates: strokes and patches in a never zone, or outside their regions."""
    for technique, touch in knowledge.touches.items():
        rings = _rings(knowledge, touch.view)
        for points, wide, what in _ways(knowledge, touch):
            yield from (Fault(technique, "never", {"what": what, "zone": zone}) for zone in _entered(knowledge, rings, points, wide))
            if touch.level > 0 and not all(_held(knowledge, rings, touch, point, wide) for point in points):
                yield Fault(technique, "outside", {"what": what, "regions": ", ".join(touch.where)})


def unpictured(knowledge: Knowledge) -> Iterator[Fault]:
    """Items without a picture, and poses that an item names and its figure does not have."""
    for key, item in knowledge.items().items():
        figure = knowledge.figures.get(key)
        if figure is None:
            if item.programmed or key not in knowledge.touches:
                yield Fault(key, "missing")
            continue
        drawn = {name for scene in figure.scenes for name in scene.poses}
        if not drawn & set(item.pose):
            yield Fault(key, "poses", {"named": ", ".join(item.pose), "drawn": ", ".join(sorted(drawn))})


def _rings(knowledge: Knowledge, view: str) -> Mapping[str, Ring]:
    tension, samples = knowledge.views[view].tension, int(body(knowledge).plate["samples"])
    return {key: smooth(region.pts, tension, samples, closed=True) for key, region in knowledge.plates[view].regions.items()}


def _ways(knowledge: Knowledge, touch: Touch) -> Iterator[tuple[Ring, float, str]]:
    """Each stroke and spot: its points, how far it reaches beyond them, and what it is."""
    sizes, tension = body(knowledge).plate, knowledge.views[touch.view].tension
    for stroke in touch.strokes:
        yield line(stroke, tension, sizes), reach(stroke, sizes), stroke.kind
    for spot in touch.spots:
        yield (spot.at,), spot.r, "spot"


def _entered(knowledge: Knowledge, rings: Mapping[str, Ring], points: Ring, wide: float) -> Iterator[str]:
    for key, ring in rings.items():
        if knowledge.zones[key].kind == NEVER and any(inside(point, ring) or away(point, ring) < wide for point in points):
            yield key


def _held(knowledge: Knowledge, rings: Mapping[str, Ring], touch: Touch, point: Point, wide: float) -> bool:
    """Whether a point with its reach lies in a region that takes this level."""
    for key in touch.where:
        zone, ring = knowledge.zones[key], rings.get(key)
        open_here = touch.level <= zone.highest_level and (zone.kind != "limited" or zone.signed_by is not None)
        if ring and open_here and inside(point, ring) and away(point, ring) >= wide:
            return True
    return False


def inside(point: Point, ring: Ring) -> bool:
    """Whether a point lies in a closed line (even-odd rule)."""
    x, y = point
    crossed = [(a, b) for a, b in pairwise(ring) if (a[1] > y) != (b[1] > y)]
    return sum(x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in crossed) % 2 == 1


def away(point: Point, ring: Ring) -> float:
    """How far a point is from a line."""
    return min(_distance(point, a, b) for a, b in pairwise(ring))


def _distance(point: Point, a: Point, b: Point) -> float:
    wide, high = b[0] - a[0], b[1] - a[1]
    square = wide * wide + high * high
    share = ((point[0] - a[0]) * wide + (point[1] - a[1]) * high) / square if square else 0
    share = min(max(share, 0), 1)
    return hypot(point[0] - a[0] - share * wide, point[1] - a[1] - share * high)
