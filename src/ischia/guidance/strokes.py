"""Strokes on the skin as lines in millimetres: smooth ways, loops of kneading, the places of pauses, how far each reaches."""

from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from math import cos, hypot, pi, sin

from ischia.guidance.drawing import Point
from ischia.guidance.outline import beziers
from ischia.knowledge.plates import Stroke
from ischia.knowledge.statements import Points

Sizes = Mapping[str, float]


def smooth(points: Points, tension: float, samples: int, closed: bool = False) -> tuple[Point, ...]:
    """Points along the curve that is drawn through these (Catmull-Rom as Bezier curves), so many in each segment."""
    found = [_on(piece, step / samples) for piece in beziers(points, tension, closed) for step in range(samples)]
    return (*found, points[0] if closed else points[-1])


def _on(piece: tuple[Point, ...], share: float) -> Point:
    """A point of a Bezier curve (de Casteljau: mix neighbours until one is left)."""
    while len(piece) > 1:
        piece = tuple((_mixed(a[0], b[0], share), _mixed(a[1], b[1], share)) for a, b in pairwise(piece))
    return piece[0]


def _mixed(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def along(way: tuple[Point, ...], share: float) -> tuple[Point, Point]:
    """The point at a share of the way's length, and the direction there."""
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(way)]
    gone, total = list(accumulate(steps)), sum(steps) or 1
    at = next((i for i, far in enumerate(gone) if far >= share * total), len(steps) - 1)
    (x, y), (u, v), size = way[at], way[at + 1], steps[at] or 1
    rest = (share * total - (gone[at] - steps[at])) / size
    return (_mixed(x, u, rest), _mixed(y, v, rest)), ((u - x) / size, (v - y) / size)


def line(stroke: Stroke, tension: float, sizes: Sizes) -> tuple[Point, ...]:
    """The line that is drawn for a stroke: its way, or the loops of kneading along it with a short way at the end."""
    way = smooth(stroke.pts, tension, int(sizes["samples"]))
    if stroke.kind != "knead":
        return way
    steps = int(stroke.beats * sizes["steps"])
    end, direction = along(way, 1)
    tip = end[0] + direction[0] * sizes["arrow"], end[1] + direction[1] * sizes["arrow"]
    return (*(_looped(stroke, way, i / steps, sizes) for i in range(steps + 1)), end, tip)


def _looped(stroke: Stroke, way: tuple[Point, ...], share: float, sizes: Sizes) -> Point:
    (x, y), (u, v) = along(way, share)
    wide, turn = sizes["knead_wide"] * stroke.width, 2 * pi * stroke.beats * share
    across, forward = wide * cos(turn), wide * sizes["knead_high"] * sin(turn)
    return x - v * across + u * forward, y + u * across + v * forward


def reach(stroke: Stroke, sizes: Sizes) -> float:
    """How far a stroke reaches to each side of its way, in mm; kneading is drawn as wide as it reaches."""
    return 0 if stroke.kind == "knead" else stroke.width / 2


def pauses(stroke: Stroke, way: tuple[Point, ...]) -> Iterator[Point]:
    """Where a slide rests, evenly spread."""
    for i in range(1, stroke.pauses + 1):
        yield along(way, i / (stroke.pauses + 1))[0]
