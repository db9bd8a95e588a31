"""Points and turns in the room: x forward, y up, z to the person's right; angles in degrees."""

from math import cos, radians, sin, sqrt

Vector = tuple[float, float, float]
# The three axes of a frame, each as a vector of the room.
Turn = tuple[Vector, Vector, Vector]

STRAIGHT: Turn = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
NOWHERE: Vector = (0, 0, 0)


def add(a: Vector, b: Vector) -> Vector:
    """The sum of two vectors."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def less(a: Vector, b: Vector) -> Vector:
    """The first vector less the second."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def times(a: Vector, by: float) -> Vector:
    """A vector, so many times as long."""
    return a[0] * by, a[1] * by, a[2] * by


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vector) -> float:
    """How long a vector is."""
    return sqrt(dot(a, a))


def unit(a: Vector) -> Vector:
    """The same direction, one long; a vector without length stays as it is."""
    size = length(a)
    return times(a, 1 / size) if size else a


def across(a: Vector, axis: Vector) -> Vector:
    """The part of a vector that stands upright on an axis, one long; any such direction when nothing is left."""
    rest = less(a, times(axis, dot(a, axis)))
    # A rest that is lost in rounding has no direction.
    if dot(a, a) + dot(rest, rest) / 2 > dot(a, a):
        return unit(rest)
    return unit(less(*_beside(axis)))


def _beside(axis: Vector) -> tuple[Vector, Vector]:
    """The room's axis that lies furthest from this one, and its part along it."""
    other = min(STRAIGHT, key=lambda one: abs(dot(one, axis)))
    return other, times(axis, dot(other, axis))


def placed(turn: Turn, at: Vector) -> Vector:
    """A point of a frame as a direction of the room."""
    return add(add(times(turn[0], at[0]), times(turn[1], at[1])), times(turn[2], at[2]))


def then(turn: Turn, inner: Turn) -> Turn:
    """A turn inside another one's frame."""
    return placed(turn, inner[0]), placed(turn, inner[1]), placed(turn, inner[2])


def about_x(degrees: float) -> Turn:
    """A turn that takes up (y) to the right (z)."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (1, 0, 0), (0, c, s), (0, -s, c)


def about_y(degrees: float) -> Turn:
    """A turn that takes right (z) to forward (x)."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (c, 0, -s), (0, 1, 0), (s, 0, c)


def about_z(degrees: float) -> Turn:
    """A turn that takes forward (x) to up (y)."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (c, s, 0), (-s, c, 0), (0, 0, 1)
