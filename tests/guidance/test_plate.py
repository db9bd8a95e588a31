"""The plate: never zones stay free, pressure stays in its regions, left mirrors right, every picture says its side."""

import re
from dataclasses import replace

import pytest

from ischia.guidance.pictures import Look, brush
from ischia.guidance.plate import plate, text_of
from ischia.guidance.zones import faults, inside
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.plates import Spot
from tests.scenarios.stories import shipped

TOUCHES = sorted(shipped().touches)


def drawn(knowledge: Knowledge, technique: str, side: str = "right", theme: str = "light") -> str:
    """The plate of a technique in fixed colours."""
    return plate(knowledge, technique, side, brush(knowledge, Look(theme), "p"))


def moved(knowledge: Knowledge, technique: str, **changed: object) -> Knowledge:
    """The knowledge with a technique's touch changed."""
    touch = replace(knowledge.touches[technique], **changed)  # type: ignore[arg-type]
    return replace(knowledge, touches={**knowledge.touches, technique: touch})


def test_no_plate_has_a_fault(knowledge: Knowledge) -> None:
    """No stroke or patch touches a never zone; every one of level 1 or more stays in its regions with all its width."""
    assert [f"{fault.item}: {fault.says(knowledge)}" for fault in faults(knowledge)] == []


def test_a_patch_on_the_nerve_is_noticed(knowledge: Knowledge) -> None:
    """A ball low in the middle of the buttock is told by the name of the zone, at any level."""
    for level in (0, 2):
        changed = moved(knowledge, "wall_ball", level=level, spots=(Spot(at=(92, 150), r=15, hold=30),), strokes=())
        assert ("never", "sciatic_exit") in {(fault.name, fault.slots.get("zone")) for fault in faults(changed)}


def test_a_patch_beside_its_region_is_noticed(knowledge: Knowledge) -> None:
    """A ball half outside the upper outer buttock is told; so is a level that a region does not take."""
    beside = moved(knowledge, "wall_ball", spots=(Spot(at=(156, 60), r=15, hold=30),), strokes=())
    assert "outside" in {fault.name for fault in faults(beside)}
    too_strong = moved(knowledge, "two_ball_sock", level=2)
    assert "outside" in {fault.name for fault in faults(too_strong)}


@pytest.mark.parametrize("technique", TOUCHES)
def test_every_plate_prints_its_side(knowledge: Knowledge, technique: str) -> None:
    """LEFT or RIGHT stands in the picture as text, and in its text alternative."""
    for side in ("left", "right"):
        assert re.search(rf"<text[^>]*>{side.upper()}( SIDE)?</text>", drawn(knowledge, technique, side))
        assert f"{side.capitalize()} side." in text_of(knowledge, technique, side)


@pytest.mark.parametrize("technique", TOUCHES)
def test_every_plate_shows_its_never_zones(knowledge: Knowledge, technique: str) -> None:
    """The never zones of the view are there by themselves, and the words say so."""
    assert "url(#p-never)" in drawn(knowledge, technique)
    assert "Striped places are never pressed." in text_of(knowledge, technique, "right")


def test_no_two_plates_are_the_same(knowledge: Knowledge) -> None:
    """Every technique's plate differs in its drawing."""
    pictures = {technique: re.sub(r'aria-label="[^"]*"', "", drawn(knowledge, technique)) for technique in TOUCHES}
    assert len(set(pictures.values())) == len(TOUCHES)


@pytest.mark.parametrize("technique", TOUCHES)
def test_the_left_plate_mirrors_the_right(knowledge: Knowledge, technique: str) -> None:
    """The first region's curve on the left has the same heights and the opposite sides."""
    curves = [re.findall(r'url\(#p-\w+\)" d="([^"]*)"', drawn(knowledge, technique, side))[0] for side in ("right", "left")]
    one, other = ([float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", curve)] for curve in curves)
    assert [(-x, y) for x, y in zip(one[::2], one[1::2], strict=True)] == list(zip(other[::2], other[1::2], strict=True))


def test_kinds_differ_without_colour(knowledge: Knowledge) -> None:
    """Dots, level lines and slanted stripes: no two kinds share a pattern."""
    patterns = re.findall(r"<pattern.*?</pattern>", drawn(knowledge, "wall_ball"))
    shapes = {re.sub(r'(fill|id)="[^"]*"', "", pattern) for pattern in patterns}
    assert len(patterns) == len(shapes) == 3


def test_a_point_is_inside_its_ring() -> None:
    """The even-odd rule on a square."""
    square = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0))
    assert inside((1, 1), square)
    assert not inside((3, 1), square)
