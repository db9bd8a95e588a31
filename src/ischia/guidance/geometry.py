"""Checks of the figure's data: pins that are reached, joints within their range, nothing sunk into the floor, every pose named."""

from collections.abc import Iterator, Mapping

from ischia.guidance.figure import stages
from ischia.guidance.moving import UnlikePosesError, whole
from ischia.guidance.posing import Flesh, Stage
from ischia.guidance.skeleton import SIDES, angle
from ischia.guidance.vectors import Vector, dot, times
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.figures import Body, Scene

GROUND = ("mat", "floor", "bed")


def problems(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Every problem as (item, what is wrong)."""
    body = next(iter(knowledge.body.values()))
    for item, found in knowledge.figures.items():
        for scene in found.scenes:
            yield from ((item, f"{scene.positions[0]}: {says}") for says in _scene_problems(body, scene))


def _scene_problems(body: Body, scene: Scene) -> Iterator[str]:
    named = {key.pose or key.to for key in scene.motion} - {""}
    unknown = sorted(named - set(scene.poses))
    if unknown or not scene.motion or not scene.motion[0].pose:
        yield f"the motion names {', '.join(unknown) or 'no first pose'}; allowed: {', '.join(scene.poses)}"
        return
    yield from (f"pose {name} has no label" for name in scene.poses if not whole(scene.poses, name).label)
    try:
        found = dict.fromkeys(says for says in _moments_problems(body, scene))
    except (UnlikePosesError, KeyError) as error:
        yield f"{error}"
        return
    yield from found


def _moments_problems(body: Body, scene: Scene) -> Iterator[str]:
    for moment, stage, parts in stages(body, scene):
        where = moment.name or f"{moment.second:g} s"
        yield from (f"{where}: {says}" for says in (*_missed(body, stage), *_sunk(body, scene, parts), *_bent(body, stage)))


def _missed(body: Body, stage: Stage) -> Iterator[str]:
    for pin, away in stage.bones.missed.items():
        if away > body.drawing["pin"]:
            yield f"{pin} stays {away:.3f} from its pin"


def _sunk(body: Body, scene: Scene, parts: Mapping[str, Flesh]) -> Iterator[str]:
    """Parts below the ground, where the ground lies: outside a raised one (a bed) only the floor counts."""
    for name, part in parts.items():
        for at, r in part.spheres:
            low = at[1] - r - _ground(scene, at)
            if low < -body.drawing["sink"]:
                yield f"{name} sinks {-low:.3f} into the ground"


def _ground(scene: Scene, at: Vector) -> float:
    for prop in scene.props:
        if prop.type in GROUND and len(prop.x) == 2 and len(prop.z) == 2:
            if prop.x[0] <= at[0] <= prop.x[1] and prop.z[0] <= at[2] <= prop.z[1]:
                return prop.h if prop.type == "bed" else 0
    return 0


def _bent(body: Body, stage: Stage) -> Iterator[str]:
    for name, degrees in joints(stage):
        low, high = body.ranges[name.rstrip("LR")]
        if not low - 1 <= degrees <= high + 1:
            yield f"{name} is at {degrees:.0f} degrees; allowed: {low:g} to {high:g}"


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
