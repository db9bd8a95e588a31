"""Checks of the figures' data: pins that are reached, joints within their range, nothing sunk into the floor, every pose named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ischia.guidance.figure import stages
from ischia.guidance.moving import UnlikePosesError, whole
from ischia.guidance.posing import Flesh, Stage
from ischia.guidance.skeleton import SIDES, angle
from ischia.guidance.vectors import Vector, dot, times
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.figures import Body, Prop, Scene

GROUND = ("mat", "floor", "bed")


@dataclass(frozen=True)
class Fault:
    """Something wrong in a picture's data: whose, which (the words are `picture.fault.` and its name), and what fills the words."""

    item: str
    name: str
    slots: Mapping[str, object] = field(default_factory=dict)

    def says(self, knowledge: Knowledge) -> str:
        """The fault in words."""
        return knowledge.word(f"picture.fault.{self.name}", **self.slots)


def faults(knowledge: Knowledge) -> Iterator[Fault]:
    """Everything wrong with the figures: poses that an item names and nobody drew, and poses that no body can take."""
    body = next(iter(knowledge.body.values()))
    for item, found in knowledge.figures.items():
        for scene in found.scenes:
            yield from (Fault(item, name, {"scene": scene.positions[0], **slots}) for name, slots in _scene_faults(body, scene))


Found = tuple[str, Mapping[str, object]]


def _scene_faults(body: Body, scene: Scene) -> Iterator[Found]:
    named = {key.pose or key.to for key in scene.motion} - {""}
    if named - set(scene.poses) or not scene.motion[0].pose:
        yield "motion", {"poses": ", ".join(sorted(named - set(scene.poses))), "allowed": ", ".join(scene.poses)}
        return
    yield from (("unnamed", {"pose": name, "part": ""}) for name in scene.poses if not whole(scene.poses, name).label)
    try:
        found = list(_moment_faults(body, scene))
    except (UnlikePosesError, KeyError) as error:
        found = [("unlike", {"why": str(error)})]
    told = set[str]()
    for name, slots in found:
        if f"{name}{slots.get('part', '')}" not in told:
            told.add(f"{name}{slots.get('part', '')}")
            yield name, slots


def _moment_faults(body: Body, scene: Scene) -> Iterator[Found]:
    for moment, stage, parts in stages(body, scene):
        where = {"at": moment.name or f"{moment.second:g}"}
        for name, slots in (*_missed(body, stage), *_sunk(body, scene, parts), *_bent(body, stage)):
            yield name, {**where, **slots}


def _missed(body: Body, stage: Stage) -> Iterator[Found]:
    for pin, away in stage.bones.missed.items():
        if away > body.drawing["pin"]:
            yield "missed", {"part": pin, "by": f"{away:.2g}"}


def _sunk(body: Body, scene: Scene, parts: Mapping[str, Flesh]) -> Iterator[Found]:
    for name, part in parts.items():
        low = min(at[1] - r - _ground(scene, at) for at, r in part.spheres)
        if low < -body.drawing["sink"]:
            yield "sunk", {"part": name, "by": f"{-low:.2g}"}


def _ground(scene: Scene, at: Vector) -> float:
    """How high the ground is under a point: the bed's top, else the floor."""
    return next((prop.h if prop.type == "bed" else 0 for prop in scene.props if prop.type in GROUND and _under(prop, at)), 0)


def _under(prop: Prop, at: Vector) -> bool:
    both = len(prop.x) == len(prop.z) == 2
    return both and prop.x[0] <= at[0] <= prop.x[1] and prop.z[0] <= at[2] <= prop.z[1]


def _bent(body: Body, stage: Stage) -> Iterator[Found]:
    for name, degrees in joints(stage):
        low, high = body.ranges[name.rstrip("LR")]
        if not low - 1 <= degrees <= high + 1:
            yield "bent", {"part": name, "by": f"{degrees:.0f}", "low": f"{low:g}", "high": f"{high:g}"}


def joints(stage: Stage) -> Iterator[tuple[str, float]]:
    """How far each joint is bent, in degrees: knees and elbows straight at 0, a thigh forward of the pelvis positive."""
    frames = stage.bones.frames
    for side in SIDES:
        down, thigh = times(frames["hips"].turn[1], -1), times(frames[f"thigh{side}"].turn[1], -1)
        shank, arm, forearm = (times(frames[f"{bone}{side}"].turn[1], -1) for bone in ("shank", "upper_arm", "forearm"))
        yield f"knee{side}", angle(thigh, shank)
        yield f"elbow{side}", angle(arm, forearm)
        yield f"hip{side}", angle(down, thigh) * (1 if dot(thigh, frames["hips"].turn[0]) >= 0 else -1)
    for name, frame, other in (("low_flex", "hips", "chest"), ("neck_flex", "chest", "head")):
        up, rest = frames[other].turn[1], frames[frame]
        yield name, angle(rest.turn[1], up) * (1 if dot(up, rest.turn[0]) >= 0 else -1)
