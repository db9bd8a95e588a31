"""From the room to the picture: a camera without perspective, circles, hulls and path data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, radians, sin

from ischia.guidance.vectors import Vector, dot
from ischia.knowledge.figures import Camera

Point = tuple[float, float]


@dataclass(frozen=True)
class Circle:
    """A circle of the picture, flattened to `flat` of its height."""

    x: float
    y: float
    r: float
    flat: float = 1

    def reach(self, across: float, up: float) -> Point:
        """The point of its edge that lies furthest in a direction."""
        size = hypot(across, up * self.flat) or 1
        return self.x + self.r * across / size, self.y + self.r * self.flat * self.flat * up / size


@dataclass(frozen=True)
class Lens:
    """Where the picture is seen from: its right, its up and the way towards us, and units a body height."""

    right: Vector
    up: Vector
    towards: Vector
    scale: float

    def point(self, at: Vector) -> Point:
        """A point of the room in the picture; y grows downwards."""
        return dot(at, self.right) * self.scale, -dot(at, self.up) * self.scale

    def circle(self, at: Vector, radius: float) -> Circle:
        """A sphere seen from far away."""
        x, y = self.point(at)
        return Circle(x, y, radius * self.scale)

    def dropped(self, at: Vector, radius: float, ground: float) -> Circle:
        """The shadow of a sphere on the ground below it."""
        x, y = self.point((at[0], ground, at[2]))
        return Circle(x, y, radius * self.scale, self.towards[1])


def lens(camera: Camera, scale: float) -> Lens:
    """The camera of a scene: `az` turns it round the person, `el` looks down (degrees)."""
    az, el = radians(camera.az), radians(camera.el)
    return Lens(
        (cos(az), 0, sin(az)),
        (sin(az) * sin(el), cos(el), -cos(az) * sin(el)),
        (-sin(az) * cos(el), sin(el), cos(az) * cos(el)),
        scale,
    )


def hull(circles: Sequence[Circle], corners: int) -> tuple[Point, ...]:
    """The hull of circles as a polygon of so many corners: the furthest point in each of evenly spread directions."""
    return tuple(_furthest(circles, cos(2 * pi * i / corners), sin(2 * pi * i / corners)) for i in range(corners))


def _furthest(circles: Sequence[Circle], across: float, up: float) -> Point:
    points = (one.reach(across, up) for one in circles)
    return max(points, key=lambda point: point[0] * across + point[1] * up)


def path(polygons: Iterable[Sequence[Point]], closed: bool = True) -> str:
    """Polygons as path data in whole units, each corner told from the one before."""
    return "".join(_outline(points, closed) for points in polygons)


def _outline(points: Sequence[Point], closed: bool) -> str:
    whole = [(round(x), round(y)) for x, y in points]
    steps = ((x - a, y - b) for (a, b), (x, y) in pairwise(whole))
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(_pair(step) for step in steps)}{'z' if closed else ''}".replace(" -", "-")


def _pair(step: tuple[int, int]) -> str:
    return f"{step[0]} {step[1]}"


def ring(at: Circle, corners: int) -> tuple[Point, ...]:
    """A circle as a polygon."""
    return hull((at,), corners)


def arrow_head(points: Sequence[Point], size: float, spread: float) -> tuple[Point, ...]:
    """The open head of an arrow along a line: one side, the tip, the other side; `spread` is how wide it opens for its length."""
    (a, b), (x, y) = points[-2], points[-1]
    away = hypot(x - a, y - b) or 1
    u, v = (a - x) / away * size, (b - y) / away * size
    return (x + u - v * spread, y + v + u * spread), (x, y), (x + u + v * spread, y + v - u * spread)


def box(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of points."""
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def corners_of(polygons: Iterable[Sequence[Point]]) -> Iterator[Point]:
    """Every corner of every polygon."""
    return (point for polygon in polygons for point in polygon)
