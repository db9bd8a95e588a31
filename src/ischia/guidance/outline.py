"""The body's outline and its areas as curves, from the same data for the map that is tapped and the one that is printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.statements import Points, View

LEFT, RIGHT = "left", "right"
Point = tuple[float, float]


@dataclass(frozen=True)
class Patch:
    """One area on one side: its place (`right_calf`), and its curve as SVG path data."""

    place: str
    area: str
    side: str
    path: str


@dataclass(frozen=True)
class Caption:
    """A word in the picture, and where it is centred."""

    says: str
    x: float
    y: float


@dataclass(frozen=True)
class Sketch:
    """One view of the body: its box (left, top, width, height in millimetres), curves and words."""

    view: str
    label: str
    box: tuple[float, float, float, float]
    body: str
    lines: tuple[str, ...]
    patches: tuple[Patch, ...]
    captions: tuple[Caption, ...]


def sketch(knowledge: Knowledge, view: str, side: str = RIGHT) -> Sketch:
    """The body from behind or in front; or from the side that is named. The left is the exact mirror of the right."""
    drawn = knowledge.views[view]
    mirrored = side == LEFT and not drawn.half
    outline = whole(drawn) if drawn.half else _placed(drawn, drawn.outline, mirrored)
    left, top, width, height = _box(drawn, outline)
    return Sketch(
        view=view,
        label=drawn.label,
        box=(left, top, width, height),
        body=curve(outline, drawn.tension),
        lines=tuple(curve(points, drawn.tension, closed=False) for points in _lines(drawn, mirrored)),
        patches=tuple(_patches(drawn, side)),
        captions=tuple(_captions(drawn, (left, top, width, height), mirrored)),
    )


def curve(points: Points, tension: float, closed: bool = True) -> str:
    """A smooth curve through points as SVG path data (Catmull-Rom, as Bezier curves whose handles are `tension` x the chord)."""
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for _, *rest in beziers(points, tension, closed):
        parts.append("C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in rest))
    return "".join(parts) + ("Z" if closed else "")


def beziers(points: Points, tension: float, closed: bool = True) -> Iterator[tuple[Point, Point, Point, Point]]:
    """The pieces of the smooth curve: from, first handle, second handle, to."""
    for i in range(len(points) if closed else len(points) - 1):
        before, here, there, after = (_at(points, place, closed) for place in (i - 1, i, i + 1, i + 2))
        yield here, _handle(here, before, there, tension), _handle(there, after, here, tension), there


def _at(points: Points, place: int, closed: bool) -> tuple[float, float]:
    return points[place % len(points)] if closed else points[min(max(place, 0), len(points) - 1)]


def _handle(at: tuple[float, float], away: tuple[float, float], towards: tuple[float, float], tension: float) -> tuple[float, float]:
    return at[0] + tension * (towards[0] - away[0]), at[1] + tension * (towards[1] - away[1])


def _placed(drawn: View, points: Points, mirrored: bool) -> Points:
    """Points as the picture has them: turned views and mirrored sides have x the other way round."""
    sign = -1 if drawn.turned != mirrored else 1
    return tuple((sign * x, y) for x, y in points)


def whole(drawn: View) -> Points:
    """The right half of an outline and its mirror, as one closed line."""
    return (*drawn.outline, *((-x, y) for x, y in reversed(drawn.outline) if x))


def _lines(drawn: View, mirrored: bool) -> Iterator[Points]:
    for points in drawn.lines:
        yield _placed(drawn, points, mirrored)
        if drawn.half and any(x for x, _ in points):
            yield _placed(drawn, points, not mirrored)


def _patches(drawn: View, side: str) -> Iterator[Patch]:
    for area, points in drawn.areas.items():
        for of in (LEFT, RIGHT) if drawn.half else (side,):
            yield Patch(f"{of}_{area}", area, of, curve(_placed(drawn, points, of == LEFT), drawn.tension))


def _box(drawn: View, outline: Points) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in outline], [y for _, y in outline]
    left, top = min(across) - drawn.margin, min(down) - drawn.head
    return left, top, max(across) + drawn.margin - left, max(down) + drawn.margin - top


def _captions(drawn: View, box: tuple[float, float, float, float], mirrored: bool) -> Iterator[Caption]:
    """The side words: on the left and on the right of the picture."""
    left, top, width, _ = box
    first, second = (drawn.words[LEFT], drawn.words[RIGHT])
    if drawn.turned != mirrored:
        first, second = second, first
    quarter = width / 2 / 2
    yield Caption(first, left + quarter, top + drawn.head / 2)
    yield Caption(second, left + width - quarter, top + drawn.head / 2)
