"""The figure: possible poses, bones that keep their length, contact that stays put, mirrors, one picture each, light enough."""

import gzip
import re
from dataclasses import replace
from itertools import combinations

import pytest

from ischia.guidance.drawing import box
from ischia.guidance.figure import stages
from ischia.guidance.geometry import faults
from ischia.guidance.moving import UnlikePosesError, between, moments
from ischia.guidance.pictures import Look, body, moving, scene_of, still, text_of
from ischia.guidance.vectors import length, less
from ischia.guidance.zones import unpictured
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.figures import FootPin, Leg, Pose, Root, Scene
from tests.scenarios.stories import shipped

LIGHT, DARK = Look("light"), Look("dark")
HEAVIEST = 25 * 1024
FIGURES = sorted(shipped().figures)
BONES = (("thigh", "shank", "thigh"), ("shank", "foot", "shank"), ("upper_arm", "forearm", "upper_arm"), ("forearm", "hand", "forearm"))


def spoiled(knowledge: Knowledge, item: str, pose: str, **changed: object) -> Knowledge:
    """The knowledge with one pose of an item's first scene changed."""
    figure = knowledge.figures[item]
    scene = figure.scenes[0]
    poses = {**scene.poses, pose: replace(scene.poses[pose], **changed)}  # type: ignore[arg-type]
    changed_figure = replace(figure, scenes=(replace(scene, poses=poses), *figure.scenes[1:]))
    return replace(knowledge, figures={**knowledge.figures, item: changed_figure})


def points(svg: str) -> list[float]:
    """Every number of every path, in order."""
    return [float(one) for d in re.findall(r' d="([^"]*)"', svg) for one in re.findall(r"-?\d+", d)]


def test_no_figure_has_a_fault(knowledge: Knowledge) -> None:
    """Every pose is reached by its pins, lies within the joints' ranges, stays above the floor and has a label."""
    assert [f"{fault.item}: {fault.says(knowledge)}" for fault in faults(knowledge)] == []


def test_every_item_has_its_picture(knowledge: Knowledge) -> None:
    """Each technique and exercise that is done at home has a figure with one of its own poses; the rest have a plate."""
    assert [f"{fault.item}: {fault.says(knowledge)}" for fault in unpictured(knowledge)] == []


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"root": Root(at=(0.022, 0.05, 0), tilt=-113)}, "sunk"),
        ({"footR": FootPin(to=(0.9, 0.04, 0.065), flat=(1, 0, 0), knee=(0, 1, 0.05))}, "missed"),
        ({"footR": None, "footL": None, "legR": Leg(flex=150), "legL": Leg(flex=0)}, "unlike"),
    ],
)
def test_a_spoiled_pose_is_noticed(knowledge: Knowledge, changed: dict[str, object], name: str) -> None:
    """A body in the floor, a foot out of reach, and two poses that do not fit are each told by their name."""
    assert name in {fault.name for fault in faults(spoiled(knowledge, "bridge", "bridge_end", **changed))}


def test_a_hip_beyond_its_range_is_noticed(knowledge: Knowledge) -> None:
    """A thigh 80 degrees behind the body is told."""
    changed = spoiled(knowledge, "walk", "walk", legR=Leg(flex=-80))
    assert "bent" in {fault.name for fault in faults(changed)}


@pytest.mark.parametrize("item", FIGURES)
def test_bones_keep_their_length(knowledge: Knowledge, item: str) -> None:
    """At every moment each bone is as long as the body's data say."""
    bones = body(knowledge).bones
    for scene in knowledge.figures[item].scenes:
        for _, stage, _ in stages(body(knowledge), scene):
            frames = stage.bones.frames
            for one, other, bone in BONES:
                for side in "LR":
                    assert length(less(frames[one + side].at, frames[other + side].at)) == pytest.approx(bones[bone], abs=1e-9)


def test_a_foot_that_stands_does_not_move(knowledge: Knowledge) -> None:
    """Through the whole bridge both feet stay where they are, to a thousandth of the body's height."""
    scene = scene_of(knowledge, "bridge")
    assert scene is not None
    found = [stage.bones.frames["footR"].at for _, stage, _ in stages(body(knowledge), scene)]
    assert max(length(less(found[0], at)) for at in found) < 1e-3


@pytest.mark.parametrize("item", FIGURES)
def test_a_moving_picture_is_light(knowledge: Knowledge, item: str) -> None:
    """Compressed, a moving picture weighs less than 25 KB."""
    assert len(gzip.compress(moving(knowledge, item, Look()).encode())) < HEAVIEST


def test_no_two_items_share_a_picture(knowledge: Knowledge) -> None:
    """Every item's still picture differs from every other one's in its drawing, not only in its words."""
    drawn = {item: points(still(knowledge, item, LIGHT)) for item in FIGURES}
    assert [pair for pair in combinations(drawn, 2) if drawn[pair[0]] == drawn[pair[1]]] == []


@pytest.mark.parametrize("item", FIGURES)
def test_the_other_side_is_the_mirror(knowledge: Knowledge, item: str) -> None:
    """The picture of the left side is as wide as that of the right, and its box is the mirrored one."""
    boxes = [re.search(r'viewBox="([^"]*)"', still(knowledge, item, LIGHT, side)) for side in ("left", "right")]
    (one, top, wide, high), (other, top2, wide2, high2) = ([float(n) for n in found[1].split()] for found in boxes if found)
    assert (top, wide, high) == (top2, wide2, high2)
    assert one == pytest.approx(-other - wide, abs=2)


def test_the_same_pose_gives_the_same_picture(knowledge: Knowledge) -> None:
    """Drawn twice, a picture is the same to the letter; in the dark only its colours differ."""
    one, dark = still(knowledge, "clamshell", LIGHT), still(knowledge, "clamshell", DARK)
    assert one == still(knowledge, "clamshell", LIGHT)
    assert one != dark
    assert points(one) == points(dark)


@pytest.mark.parametrize("item", FIGURES)
def test_the_text_tells_what_is_seen(knowledge: Knowledge, item: str) -> None:
    """The text alternative names the item and says how the body lies, sits or stands."""
    scene = scene_of(knowledge, item)
    assert scene is not None
    text = text_of(knowledge, knowledge.items()[item], scene, "left")
    assert text.startswith(knowledge.items()[item].label)
    assert "Left side." in text
    assert len(text.split()) >= 7


def test_every_skin_and_build_is_drawn(knowledge: Knowledge) -> None:
    """Four skins change only colours; three builds change the drawing."""
    skins = {still(knowledge, "walk", Look("light", skin)) for skin in body(knowledge).skins}
    builds = {build: still(knowledge, "walk", Look("light", build=build)) for build in body(knowledge).builds}
    assert len(skins) == 4
    assert len({tuple(points(svg)) for svg in skins}) == 1
    assert len({tuple(points(svg)) for svg in builds.values()}) == 3


def test_between_two_poses_lies_their_middle() -> None:
    """Half-way every number is the mean; a joint that one pose leaves out hangs straight."""
    middle = between(Pose(root=Root(at=(0, 1, 0)), legR=Leg(flex=40)), Pose(root=Root(at=(0, 0, 0), tilt=90)), 0.5)
    assert middle.root == Root(at=(0, 0.5, 0), tilt=45)
    assert middle.legR == Leg(flex=20)


def test_nothing_lies_between_a_pin_and_no_pin() -> None:
    """Two poses of which one pins a foot and the other does not are refused."""
    with pytest.raises(UnlikePosesError, match="have nothing between them"):
        between(Pose(footR=FootPin(to=(0, 0, 0))), Pose(), 0.5)


def test_a_movement_takes_the_time_it_names(knowledge: Knowledge) -> None:
    """The bridge goes up in 3 seconds, holds 2 and comes down in 4."""
    scene: Scene = knowledge.figures["bridge"].scenes[0]
    named = [(one.name, one.second) for one in moments(scene.poses, scene.motion, 7) if one.name]
    assert named == [("bridge_start", 0), ("bridge_end", 3), ("bridge_start", 9)]


def test_a_box_holds_its_points() -> None:
    """The box of points is their left, top, right and bottom."""
    assert box([(1, 5), (-2, 3), (0, 9)]) == (-2, 3, 1, 9)
