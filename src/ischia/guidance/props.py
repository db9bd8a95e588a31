"""The things in the room as flat shapes: mats, chairs, walls, beds, balls, rollers, cushions, bands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ischia.guidance.drawing import Lens, Point, hull
from ischia.guidance.skeleton import Skeleton
from ischia.guidance.vectors import Vector, about_y, add, dot, less, placed
from ischia.knowledge.figures import Prop

Sizes = Mapping[str, float]


@dataclass(frozen=True)
class Shape:
    """One painted thing: polygons filled with a paint, or lines of a width in it."""

    paint: str
    polygons: tuple[tuple[Point, ...], ...]
    width: float = 0
    closed: bool = True


@dataclass(frozen=True)
class Room:
    """What a thing needs to be drawn: the camera, the body it may hang on, the ground, and the sizes of the drawing."""

    lens: Lens
    body: Skeleton
    ground: float
    sizes: Sizes


def shapes(room: Room, prop: Prop) -> Iterator[Shape]:
    """One thing, from back to front."""
    yield from _DRAWN[prop.type](room, prop)


def _turned(prop: Prop, at: Vector) -> Vector:
    if not prop.turn:
        return at
    middle = (_middle(prop.x), 0.0, _middle(prop.z))
    return add(middle, placed(about_y(-prop.turn), less(at, middle)))


def _middle(ends: Sequence[float]) -> float:
    return (min(ends) + max(ends)) / 2 if ends else 0


def _sheet(room: Room, prop: Prop, paint: str, corners: Sequence[Vector]) -> Shape:
    return Shape(paint, (tuple(room.lens.point(_turned(prop, at)) for at in corners),))


Ends = tuple[float, float]


def _block(room: Room, prop: Prop, paint: str, x: Ends, y: Ends, z: Ends) -> Iterator[Shape]:
    """The sides of a block that we see, its top last."""
    faces: list[tuple[Vector, tuple[Vector, ...]]] = [
        ((1, 0, 0), tuple((x[1], b, c) for b, c in ((y[0], z[0]), (y[0], z[1]), (y[1], z[1]), (y[1], z[0])))),
        ((-1, 0, 0), tuple((x[0], b, c) for b, c in ((y[0], z[0]), (y[0], z[1]), (y[1], z[1]), (y[1], z[0])))),
        ((0, 0, 1), tuple((a, b, z[1]) for a, b in ((x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1])))),
        ((0, 0, -1), tuple((a, b, z[0]) for a, b in ((x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1])))),
    ]
    for facing, corners in faces:
        if dot(placed(about_y(-prop.turn), facing), room.lens.towards) > 0:
            yield _sheet(room, prop, f"{paint}Edge", corners)
    yield _sheet(room, prop, paint, tuple((a, y[1], c) for a, c in ((x[0], z[0]), (x[1], z[0]), (x[1], z[1]), (x[0], z[1]))))


def _ends(of: Sequence[float], thick: float) -> Ends:
    """From and to; a single number gets a thickness behind it."""
    return (of[0], of[1]) if len(of) > 1 else (of[0] - thick, of[0])


def _mat(room: Room, prop: Prop) -> Iterator[Shape]:
    ground, board = room.ground, room.sizes["board"]
    paint = "mat" if prop.type == "mat" else "floor"
    yield from _block(room, prop, paint, _ends(prop.x, 0), (ground - (board if paint == "mat" else 0), ground), _ends(prop.z, 0))


def _wall(room: Room, prop: Prop) -> Iterator[Shape]:
    board = room.sizes["board"]
    yield from _plain_block(room, prop, "wall", _ends(prop.x, board), _ends(prop.z, board), prop.h)


def _plain_block(room: Room, prop: Prop, paint: str, x: Ends, z: Ends, high: float) -> Iterator[Shape]:
    """A block whose broad sides carry the paint and whose narrow ones its edge."""
    broad_x = z[1] - z[0] > x[1] - x[0]
    for shape, narrow in _sides(room, prop, paint, x, z, high):
        yield Shape(f"{paint}Edge" if narrow == broad_x else paint, shape.polygons)


def _sides(room: Room, prop: Prop, paint: str, x: Ends, z: Ends, high: float) -> Iterator[tuple[Shape, bool]]:
    """The upright sides that we see; whether each faces right or left rather than forward or back."""
    y = (room.ground, room.ground + high)
    for at in (1, 0):
        sign = 1 if at else -1
        if dot(placed(about_y(-prop.turn), (0, 0, sign)), room.lens.towards) > 0:
            yield _sheet(room, prop, paint, ((x[0], y[0], z[at]), (x[1], y[0], z[at]), (x[1], y[1], z[at]), (x[0], y[1], z[at]))), True
        if dot(placed(about_y(-prop.turn), (sign, 0, 0)), room.lens.towards) > 0:
            yield _sheet(room, prop, paint, ((x[at], y[0], z[0]), (x[at], y[0], z[1]), (x[at], y[1], z[1]), (x[at], y[1], z[0]))), False


def _chair(room: Room, prop: Prop) -> Iterator[Shape]:
    sizes, middle = room.sizes, (_middle(prop.x), _middle(prop.z))
    deep, wide, board = sizes["chair_deep"] / 2, sizes["chair_wide"] / 2, sizes["board"]
    x, z = (middle[0] - deep - board, middle[0] + deep), (middle[1] - wide, middle[1] + wide)
    back = prop.h + sizes["chair_back"] / 2
    placed_prop = Prop(type="chair", x=x, z=z, h=prop.h, turn=prop.turn)
    legs = [(x[0] + board, z[0] + board), (x[0] + board, z[1] - board), (x[1] - board, z[0] + board), (x[1] - board, z[1] - board)]
    for a, c in legs:
        yield _line(room, placed_prop, "woodEdge", ((a, room.ground, c), (a, prop.h, c)), sizes["leg"])
    for c in z:
        yield _line(room, placed_prop, "woodEdge", ((x[0], prop.h, c), (x[0] - board, back + board, c)), sizes["leg"])
    high = (prop.h + (back - prop.h) / 2, back)
    yield _sheet(
        room,
        placed_prop,
        "wood",
        tuple((x[0] - board, b, c) for b, c in ((high[0], z[0]), (high[0], z[1]), (high[1], z[1]), (high[1], z[0]))),
    )
    yield from _block(room, placed_prop, "wood", x, (prop.h - board, prop.h), z)


def _line(room: Room, prop: Prop, paint: str, ends: Sequence[Vector], width: float) -> Shape:
    return Shape(paint, (tuple(room.lens.point(_turned(prop, at)) for at in ends),), width * room.lens.scale, closed=False)


def _bed(room: Room, prop: Prop) -> Iterator[Shape]:
    x, z, edge = _ends(prop.x, 0), _ends(prop.z, 0), prop.h - room.sizes["mattress"]
    yield from _block(room, prop, "wood", x, (0, edge), z)
    yield from _block(room, prop, "mat", x, (edge, prop.h), z)


def _step(room: Room, prop: Prop) -> Iterator[Shape]:
    yield from _block(room, prop, "wood", _ends(prop.x, 0), (room.ground, room.ground + prop.h), _ends(prop.z, 0))


def _worktop(room: Room, prop: Prop) -> Iterator[Shape]:
    x, z, board = _ends(prop.x, 0), _ends(prop.z, 0), 2 * room.sizes["board"]
    for a, c in ((x[0], z[0]), (x[1], z[0]), (x[0], z[1]), (x[1], z[1])):
        yield _line(room, prop, "woodEdge", ((a, room.ground, c), (a, prop.h - board, c)), room.sizes["leg"])
    yield from _block(room, prop, "wood", x, (prop.h - board, prop.h), z)


def _roller(room: Room, prop: Prop) -> Iterator[Shape]:
    at = room.body.place(prop.at)
    long = _ends(prop.z or (0.0, 0.0), 0)
    hung = Prop(type="roller", x=(at[0],), z=(at[2],), turn=prop.turn)
    ends = [_turned(hung, (at[0], at[1], at[2] + c)) for c in long]
    near = max(ends, key=lambda end: dot(end, room.lens.towards))
    corners = int(room.sizes["corners"])
    yield Shape("wood", (hull([room.lens.circle(end, prop.r) for end in ends], corners),))
    yield Shape(
        "woodEdge", (hull([room.lens.circle(near, prop.r)], corners), tuple(reversed(hull([room.lens.circle(near, prop.r / 2)], corners))))
    )


def _ball(room: Room, prop: Prop) -> Iterator[Shape]:
    at, corners = room.body.place(prop.at), int(room.sizes["corners"])
    round_ = hull([room.lens.circle(at, prop.r)], corners)
    x, y = room.lens.point(at)
    size = prop.r * room.lens.scale
    yield Shape("ball", (round_,))
    ends, middle = room.sizes["seam_ends"], room.sizes["seam_middle"]
    for sign in (-1, 1):
        seam = tuple((x + sign * size * a, y + size * b) for a, b in ((ends, -middle), (middle, 0), (ends, middle)))
        yield Shape("mat", (seam,), room.sizes["seam"], closed=False)
    yield Shape("ballEdge", (round_,), room.sizes["seam"])


def _lump(room: Room, prop: Prop) -> Iterator[Shape]:
    circles = [room.lens.circle(room.body.place(one.at), one.r) for one in prop.balls]
    yield Shape(prop.paint, (hull(circles, int(room.sizes["corners"])),))


def _bar(room: Room, prop: Prop) -> Iterator[Shape]:
    points = tuple(room.lens.point(room.body.place(at)) for at in prop.pts)
    yield Shape(prop.paint, (points,), prop.r * room.lens.scale, closed=False)


def _flat(room: Room, prop: Prop) -> Iterator[Shape]:
    yield Shape(prop.paint, (tuple(room.lens.point(room.body.place(at)) for at in prop.pts),))


_DRAWN: Mapping[str, Callable[[Room, Prop], Iterator[Shape]]] = {
    "mat": _mat,
    "floor": _mat,
    "wall": _wall,
    "chair": _chair,
    "bed": _bed,
    "step": _step,
    "worktop": _worktop,
    "roller": _roller,
    "ball": _ball,
    "lump": _lump,
    "bar": _bar,
    "sheet": _flat,
}
