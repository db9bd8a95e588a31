"""From a pose to the joints: where each frame of the body lies and how it is turned, pins before angles."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import acos, degrees, sqrt

from ischia.guidance.vectors import (
    NOWHERE,
    STRAIGHT,
    Turn,
    Vector,
    about_x,
    about_y,
    about_z,
    across,
    add,
    cross,
    dot,
    length,
    less,
    placed,
    then,
    times,
    unit,
)
from ischia.knowledge.figures import Arm, FootPin, HandPin, Leg, On, Place, Pose, Spine

SIDES = ("L", "R")
Bones = Mapping[str, float]
DOWN: Vector = (0, -1, 0)


@dataclass(frozen=True)
class Frame:
    """One joint: its place in the room, its axes (forward, up, right), and the length of the bone below it."""

    at: Vector
    turn: Turn
    bone: float = 0

    def point(self, inner: Vector) -> Vector:
        """A point of the frame in the room."""
        return add(self.at, placed(self.turn, inner))


@dataclass(frozen=True)
class Skeleton:
    """Every frame by its name (`thighR`, `head`); `missed` is how far each pin stays from its place."""

    frames: Mapping[str, Frame]
    missed: Mapping[str, float]

    def place(self, where: Place) -> Vector:
        """A place in the room, whether it is fixed there or on the body."""
        return _place(self.frames, where)


def skeleton(bones: Bones, pose: Pose) -> Skeleton:
    """The joints of a pose: trunk, then legs, then arms; pins to the room before pins to another limb."""
    frames, missed = _trunk(bones, pose), dict[str, float]()
    for limb in ("foot", "hand"):
        pins = {side: getattr(pose, f"{limb}{side}") for side in SIDES}
        for side in sorted(SIDES, key=lambda one: isinstance(getattr(pins[one], "to", None), On)):
            bend = _leg if limb == "foot" else _arm
            frames |= bend(bones, pose, frames, side)
            if pins[side] is not None:
                missed[f"{limb}{side}"] = length(less(frames[f"{limb}{side}"].at, _place(frames, pins[side].to)))
    return Skeleton(frames, missed)


def _place(frames: Mapping[str, Frame], where: Place) -> Vector:
    if not isinstance(where, On):
        return where
    name, _, part = where.on.partition("@")
    frame = frames[name]
    along = add(frame.at, times(frame.turn[1], -frame.bone * float(part or 0)))
    return add(along, placed(frame.turn, where.off))


def _trunk(bones: Bones, pose: Pose) -> dict[str, Frame]:
    root = pose.root
    at, turn = (NOWHERE, STRAIGHT)
    if root is not None:
        at, turn = root.at, then(then(about_y(-root.turn), about_z(-root.tilt)), about_x(root.roll))
    hips = Frame(at, turn)
    half = _bent(pose.low or Spine(), 1 / 2)
    waist = Frame(hips.point((0, bones["low"], 0)), then(turn, half))
    chest = Frame(waist.point((0, bones["waist"], 0)), then(waist.turn, half))
    neck = Frame(chest.point((0, bones["neck"], 0)), then(chest.turn, _bent(pose.neck or Spine(), 1)))
    head = Frame(neck.point((bones["head_forward"], bones["head_up"], 0)), neck.turn)
    return {"hips": hips, "waist": waist, "l1": waist, "chest": chest, "neck": neck, "head": head}


def _bent(spine: Spine, share: float) -> Turn:
    return then(then(about_z(-spine.flex * share), about_x(spine.side * share)), about_y(-spine.twist * share))


def _swung(joint: Leg | Arm, side: str) -> Turn:
    """The turn of a limb at its root: forward, out, turned out."""
    out = -1 if side == "R" else 1
    return then(then(about_z(joint.flex), about_x(out * joint.abd)), about_y(out * joint.rot))


def _leg(bones: Bones, pose: Pose, frames: Mapping[str, Frame], side: str) -> dict[str, Frame]:
    hips, joint = frames["hips"], getattr(pose, f"leg{side}") or Leg()
    at = hips.point((0, 0, bones["hip_out"] * (1 if side == "R" else -1)))
    pin: FootPin | None = getattr(pose, f"foot{side}")
    upper, lower = bones["thigh"], bones["shank"]
    if pin is None:
        turn = then(hips.turn, _swung(joint, side))
        below = then(turn, about_z(-joint.knee))
    else:
        front = pin.knee or turn_front(hips.turn, joint, side)
        turn, below = _reached(less(_place(frames, pin.to), at), front, upper, lower, 1)
    thigh = Frame(at, turn, upper)
    shank = Frame(thigh.point((0, -upper, 0)), below, lower)
    foot = Frame(shank.point((0, -lower, 0)), _sole(pin, below, joint))
    return {f"thigh{side}": thigh, f"shank{side}": shank, f"foot{side}": foot, f"ank{side}": foot}


def turn_front(hips: Turn, joint: Leg | Arm, side: str) -> Vector:
    """Where the front of a limb looks that only its angles tell."""
    return then(hips, _swung(joint, side))[0]


def _sole(pin: FootPin | None, below: Turn, joint: Leg) -> Turn:
    if pin is None or pin.flat is None:
        return then(below, about_z(joint.ankle))
    forward = unit(pin.flat)
    up = across(pin.up or (0, 1, 0), forward)
    return forward, up, cross(forward, up)


def _arm(bones: Bones, pose: Pose, frames: Mapping[str, Frame], side: str) -> dict[str, Frame]:
    chest, joint = frames["chest"], getattr(pose, f"arm{side}") or Arm()
    at = chest.point((0, bones["shoulder_up"], bones["shoulder_out"] * (1 if side == "R" else -1)))
    pin: HandPin | None = getattr(pose, f"hand{side}")
    upper, lower = bones["upper_arm"], bones["forearm"]
    if pin is None:
        turn = then(chest.turn, _swung(joint, side))
        below = then(turn, about_z(joint.elbow))
    else:
        back = pin.elbow or times(turn_front(chest.turn, joint, side), -1)
        turn, below = _reached(less(_place(frames, pin.to), at), back, upper, lower, -1)
    arm = Frame(at, turn, upper)
    forearm = Frame(arm.point((0, -upper, 0)), below, lower)
    hand = Frame(forearm.point((0, -lower, 0)), _palm(pin, below, joint))
    return {f"upper_arm{side}": arm, f"forearm{side}": forearm, f"hand{side}": hand, f"wrist{side}": hand}


def _palm(pin: HandPin | None, below: Turn, joint: Arm) -> Turn:
    if pin is None or pin.palm is None:
        return then(below, about_z(joint.wrist))
    up = unit(times(pin.palm, -1))
    forward = across(below[0], up)
    return forward, up, cross(forward, up)


def _reached(to: Vector, pole: Vector, upper: float, lower: float, sign: int) -> tuple[Turn, Turn]:
    """Both turns of a limb of two bones that reaches `to`, its middle joint towards `pole` (law of cosines)."""
    far = min(max(length(to), abs(upper - lower)), upper + lower)
    along, side = unit(to) if length(to) else DOWN, across(pole, unit(to) if length(to) else DOWN)
    share = (upper * upper + far * far - lower * lower) / (2 * upper * far) if far else 0
    share = min(max(share, -1), 1)
    middle = add(times(along, upper * share), times(side, upper * sqrt(1 - share * share)))
    front = times(side, sign)
    return _hung(middle, front), _hung(less(times(along, far), middle), front)


def _hung(bone: Vector, front: Vector) -> Turn:
    """The axes of a limb whose bone runs this way and whose front looks roughly there."""
    up = unit(times(bone, -1))
    forward = across(front, up)
    return forward, up, cross(forward, up)


def angle(a: Vector, b: Vector) -> float:
    """The angle between two directions, in degrees."""
    return degrees(acos(min(max(dot(unit(a), unit(b)), -1), 1)))
