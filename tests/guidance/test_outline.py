"""The outline of the body: left mirrors right, sides are printed, areas lie in the body."""

import math
import re
from itertools import pairwise

import pytest

from ischia.guidance.outline import sketch
from tests.scenarios.stories import shipped

STEPS = 8
# Millimetres of a person that an area may reach over the line (look.md 11).
TOLERANCE = 3.0
Point = tuple[float, float]


def points(path: str) -> list[Point]:
    """The numbers of a path in pairs."""
    numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def drawn(path: str) -> list[Point]:
    """The curve as it is drawn, so many samples a segment."""
    given = points(path)
    found, here = [], given[0]
    for place in range(1, len(given) - 2, 3):
        first, second, there = given[place : place + 3]
        for step in range(STEPS):
            t = step / STEPS
            weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
            parts = (here, first, second, there)
            found.append(
                (sum(w * p[0] for w, p in zip(weights, parts, strict=True)), sum(w * p[1] for w, p in zip(weights, parts, strict=True)))
            )
        here = there
    return found


def inside(point: Point, ring: list[Point]) -> bool:
    """Whether a point lies in a closed line."""
    x, y = point
    crossed = [(x1, y1, x2, y2) for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]) if (y1 > y) != (y2 > y)]
    return sum(x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for x1, y1, x2, y2 in crossed) % 2 == 1


def away(point: Point, ring: list[Point]) -> float:
    """How far a point is from a line."""
    return min(_to_segment(point, one, other) for one, other in pairwise([*ring, ring[0]]))


def _to_segment(point: Point, one: Point, other: Point) -> float:
    dx, dy = other[0] - one[0], other[1] - one[1]
    along = max(0.0, min(1.0, ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / (dx * dx + dy * dy or 1.0)))
    return math.hypot(point[0] - one[0] - along * dx, point[1] - one[1] - along * dy)


@pytest.mark.parametrize("view", ["back", "side", "front"])
def test_every_area_lies_in_the_body(view: str) -> None:
    """No area reaches over the drawn outline by more than the tolerance."""
    one = sketch(shipped(), view)
    ring = drawn(one.body)
    far = {patch.place: max((away(p, ring) for p in drawn(patch.path) if not inside(p, ring)), default=0.0) for patch in one.patches}
    assert {place: reach for place, reach in far.items() if reach > TOLERANCE} == {}


@pytest.mark.parametrize("view", ["back", "side", "front"])
def test_the_left_is_the_mirror_of_the_right(view: str) -> None:
    """Each area of the left has exactly the mirrored points of the right one."""
    right = {patch.area: points(patch.path) for patch in sketch(shipped(), view, "right").patches if patch.side == "right"}
    left = {patch.area: points(patch.path) for patch in sketch(shipped(), view, "left").patches if patch.side == "left"}
    assert left.keys() == right.keys()
    assert {area: [(-x, y) for x, y in given] for area, given in right.items()} == left


def test_every_picture_prints_its_sides() -> None:
    """Behind, the right is on the right; in front it is on the left; from the side, front and back are printed."""
    words = {view: [caption.says for caption in sketch(shipped(), view).captions] for view in ("back", "front", "side")}
    assert words == {"back": ["LEFT", "RIGHT"], "front": ["RIGHT", "LEFT"], "side": ["back", "front"]}
    assert [caption.says for caption in sketch(shipped(), "side", "left").captions] == ["front", "back"]


def test_every_place_is_in_a_picture_or_in_the_list_alone() -> None:
    """Only the sole of the foot has no place in a picture."""
    pictured = {patch.area for view in ("back", "side", "front") for patch in sketch(shipped(), view).patches}
    assert set(shipped().areas) - pictured == {"foot_sole"}
    assert pictured <= set(shipped().areas)
