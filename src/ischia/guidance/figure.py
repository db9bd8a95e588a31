"""The figure: a posed person drawn from joint angles, standing still or moving, as SVG."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ischia.guidance.drawing import Lens, Point, box, corners_of, lens
from ischia.guidance.moving import Moment, moments, whole
from ischia.guidance.painting import Brush, Frames, Paper, svg
from ischia.guidance.posing import Flesh, Layer, Stage, flesh
from ischia.guidance.skeleton import skeleton
from ischia.guidance.vectors import dot, times
from ischia.knowledge.figures import Body, Pose, Scene

SIDES = ("left", "right")
MIDDLE = "middle"


@dataclass(frozen=True)
class Person:
    """Who is drawn: the side that is worked on, and the build."""

    side: str = "right"
    build: str = MIDDLE


def moving(body: Body, scene: Scene, person: Person, brush: Brush, text: str) -> str:
    """The whole movement of a scene as one SVG that moves by itself; the picture never moves, only what is in it."""
    shot = _shot(body, scene, person)
    return _drawn(shot, brush, text, shot.every)


def still(body: Body, scene: Scene, person: Person, brush: Brush, text: str, pose: str = "") -> str:
    """One pose of a scene, in the frame of its whole movement; without a name the one that shows most."""
    return _drawn(
        _shot(body, scene, person), brush, text, (Moment(0, whole(scene.poses, pose if pose in scene.poses else telling(scene))),)
    )


def telling(scene: Scene) -> str:
    """The pose that tells the most about a movement: the one that it goes to first."""
    return next((key.to for key in scene.motion if key.to), scene.motion[0].pose)


def stages(body: Body, scene: Scene) -> Iterator[tuple[Moment, Stage, Mapping[str, Flesh]]]:
    """Every moment of a scene with its joints and parts, for the checks."""
    shot = _shot(body, scene, Person())
    for moment in shot.every:
        stage = shot.stage(moment.pose)
        yield moment, stage, flesh(body, stage.bones, MIDDLE)


@dataclass(frozen=True)
class _Shot:
    """A scene that is being drawn: what is the same at every moment of it, and the second person's."""

    body: Body
    scene: Scene
    person: Person
    lens: Lens
    faced: bool
    every: tuple[Moment, ...]
    helper: "_Shot | None"

    def stage(self, pose: Pose) -> Stage:
        """The person in a pose."""
        return Stage(self.body, self.scene, pose, skeleton(self.body.bones, pose), self.lens, self.person.build, self.faced)

    def layers(self, moment: Moment) -> tuple[Layer, ...]:
        """Everything that is painted at a moment, from back to front."""
        stage = self.stage(moment.pose)
        parts = flesh(self.body, stage.bones, self.person.build)
        helper = () if self.helper is None else self.helper.layers(self.helper.near(moment.second))
        behind = self.scene.helper is not None and self.scene.helper.behind
        things = (stage.things(front=False), stage.shadow(parts))
        limbs = (*stage.limbs(parts), stage.things(front=True))
        return (*(helper if behind else ()), *things, *limbs, *(() if behind else helper), stage.marks())

    def near(self, second: float) -> Moment:
        """The moment that lies nearest to a second."""
        return min(self.every, key=lambda one: abs(one.second - second))


def _shot(body: Body, scene: Scene, person: Person) -> _Shot:
    seen = lens(scene.camera, body.drawing["scale"])
    if person.side != scene.side and person.side in SIDES:
        # The mirror of a person is a person with left and right changed over.
        seen = replace(seen, right=times(seen.right, -1))
    head = skeleton(body.bones, whole(scene.poses, telling(scene))).frames["head"]
    faced = dot(head.turn[0], seen.towards) > body.drawing["facing"]
    every = moments(scene.poses, scene.motion, int(body.drawing["samples"]))
    helper = None
    if scene.helper is not None:
        theirs = replace(scene, poses=scene.helper.poses, motion=scene.helper.motion, props=(), marks=(), helper=None)
        helper = _shot(body, theirs, replace(person, build=MIDDLE))
    return _Shot(body, scene, person, seen, faced, every, helper)


def _drawn(shot: _Shot, brush: Brush, text: str, shown: Sequence[Moment]) -> str:
    """The moments that are shown, framed for the whole movement: the camera never moves."""
    layers = [shot.layers(moment) for moment in shown]
    around = layers if shown is shot.every else [*layers, *map(shot.layers, shot.every)]
    left, top, right, bottom = box(corners_of(polygon for moment in around for layer in moment for polygon in _seen(layer)))
    margin, sizes = shot.body.drawing["margin"], shot.body.drawing
    view = (left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)
    frames = Frames(tuple(moment.second for moment in shown), tuple(layers))
    return svg(frames, Paper(view, text, sizes["halo"], sizes["shadow"]), brush)


def _seen(layer: Layer) -> Iterator[tuple[Point, ...]]:
    return (polygon for shape in layer.shapes for polygon in shape.polygons)
