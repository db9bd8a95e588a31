"""The figure: a posed person drawn from joint angles, standing still or moving, as SVG."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ischia.guidance.drawing import Point, box, corners_of, lens
from ischia.guidance.moving import Moment, moments, whole
from ischia.guidance.painting import Brush, Frames, Paper, svg
from ischia.guidance.posing import Flesh, Layer, Stage, flesh
from ischia.guidance.skeleton import skeleton
from ischia.guidance.vectors import dot, times
from ischia.knowledge.figures import Body, Key, Pose, Scene

SIDES = ("left", "right")
MIDDLE = "middle"


@dataclass(frozen=True)
class Person:
    """Who is drawn: the side that is worked on, and the build."""

    side: str = "right"
    build: str = MIDDLE


def moving(body: Body, scene: Scene, person: Person, brush: Brush, text: str) -> str:
    """The whole movement of a scene as one SVG that moves by itself; the picture never moves, only what is in it."""
    return _drawn(body, scene, person, brush, text, moments(scene.poses, scene.motion, int(body.drawing["samples"])))


def still(body: Body, scene: Scene, person: Person, brush: Brush, text: str, pose: str = "") -> str:
    """One pose of a scene, in the frame of its whole movement; without a name the one that shows most."""
    every = moments(scene.poses, scene.motion, int(body.drawing["samples"]))
    named = pose if pose in scene.poses else telling(scene)
    one = next((moment for moment in every if moment.name == named), None)
    shown = one.pose if one else moments(scene.poses, (Key(pose=named),), 1)[0].pose
    return _drawn(body, scene, person, brush, text, (Moment(0, shown),), every)


def telling(scene: Scene) -> str:
    """The pose that tells the most about a movement: the one that it goes to first."""
    return next((key.to for key in scene.motion if key.to), scene.motion[0].pose)


def _drawn(
    body: Body, scene: Scene, person: Person, brush: Brush, text: str, shown: Sequence[Moment], framed: Sequence[Moment] = ()
) -> str:
    layers = [_layers(body, scene, person, moment) for moment in shown]
    around = [*layers, *(_layers(body, scene, person, moment) for moment in framed)]
    left, top, right, bottom = box(corners_of(polygon for moment in around for layer in moment for polygon in _seen(layer)))
    margin, sizes = body.drawing["margin"], body.drawing
    view = (left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)
    frames = Frames(tuple(moment.second for moment in shown), tuple(layers))
    return svg(frames, Paper(view, text, sizes["halo"], sizes["shadow"]), brush)


def _seen(layer: Layer) -> Iterator[tuple[Point, ...]]:
    return (polygon for shape in layer.shapes for polygon in shape.polygons)


def _layers(body: Body, scene: Scene, person: Person, moment: Moment) -> tuple[Layer, ...]:
    first = _stage(body, scene, person, moment.pose)
    parts = flesh(body, first.bones, person.build)
    helper = tuple(_helper(body, scene, person, moment.second))
    before, after = (helper, ()) if scene.helper is None or scene.helper.behind else ((), helper)
    return (
        *before,
        first.things(front=False),
        first.shadow(parts),
        *first.limbs(parts),
        first.things(front=True),
        *after,
        first.marks(),
    )


def _stage(body: Body, scene: Scene, person: Person, pose: Pose) -> Stage:
    seen = lens(scene.camera, body.drawing["scale"])
    if person.side != scene.side and person.side in SIDES:
        # The mirror of a person is a person with left and right changed over.
        seen = replace(seen, right=times(seen.right, -1))
    shown = skeleton(body.bones, whole(scene.poses, telling(scene))).frames["head"]
    faced = dot(shown.turn[0], seen.towards) > body.drawing["facing"]
    return Stage(body, scene, pose, skeleton(body.bones, pose), seen, person.build, faced)


def _helper(body: Body, scene: Scene, person: Person, second: float) -> Iterator[Layer]:
    """The limbs of the second person at the same second."""
    if scene.helper is None:
        return
    their = moments(scene.helper.poses, scene.helper.motion, int(body.drawing["samples"]))
    pose = min(their, key=lambda one: abs(one.second - second)).pose
    stage = _stage(body, replace(scene, props=(), marks=()), person, pose)
    parts = flesh(body, stage.bones, MIDDLE)
    yield stage.shadow(parts)
    yield from stage.limbs(parts)


def stages(body: Body, scene: Scene) -> Iterator[tuple[Moment, Stage, Mapping[str, Flesh]]]:
    """Every moment of a scene with its joints and parts, for the checks."""
    for moment in moments(scene.poses, scene.motion, int(body.drawing["samples"])):
        stage = _stage(body, scene, Person(), moment.pose)
        yield moment, stage, flesh(body, stage.bones, MIDDLE)
