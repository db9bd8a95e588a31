"""The figure as data: a body of joints and spheres, and the scenes in which it is posed.

Axes: x forward, y up, z to the person's right; body height is 1; angles in degrees, 0 standing straight with arms hanging.
"""

from typing import Literal

from ischia.knowledge.value import Because, value

Vector = tuple[float, float, float]
Paint = Literal[
    "skin",
    "shirt",
    "shorts",
    "hair",
    "mat",
    "floor",
    "wall",
    "wood",
    "cloth",
    "ball",
    "metal",
    "metalEdge",
    "water",
    "waterEdge",
    "cold",
    "warm",
    "band",
]
Limb = Literal["armL", "armR", "legL", "legR", "neck", "torso", "head"]


@value
class On:
    """A place on the body: a frame such as `ankR`, or a fraction along a limb (`thighR@0.5`), and an offset (forward, along, right)."""

    on: str
    off: Vector = (0, 0, 0)


Place = Vector | On


@value
class Root:
    """The middle of the hips, and how the pelvis is turned: right, forward, to its own right."""

    at: Vector
    turn: float = 0
    tilt: float = 0
    roll: float = 0


@value
class Spine:
    """Low back or neck: bent forward, to the right, turned to the right."""

    flex: float = 0
    side: float = 0
    twist: float = 0


@value
class Leg:
    """Thigh forward, out, toes out; heel to buttock; toes up."""

    flex: float = 0
    abd: float = 0
    rot: float = 0
    knee: float = 4
    ankle: float = 0


@value
class Arm:
    """Arm forward, out, turned out; forearm forward; hand forward."""

    flex: float = 0
    abd: float = 0
    rot: float = 0
    elbow: float = 8
    wrist: float = 0


@value
class FootPin:
    """The ankle goes `to` a place; the knee bends towards `knee`; the sole points along `flat` with its top to `up`."""

    to: Place
    knee: Vector | None = None
    flat: Vector | None = None
    up: Vector | None = None


@value
class HandPin:
    """The wrist goes `to` a place; the elbow points towards `elbow`; the fingers along `palm`."""

    to: Place
    elbow: Vector | None = None
    palm: Vector | None = None


@value
class Ball:
    """A sphere of a cushion, pack or cloth: its centre and radius."""

    at: Place
    r: float


@value
class Prop:
    """A thing in the room. `front` paints it over the body, otherwise it stands behind.

    mat, floor (x, z from and to) · wall (x and z, one of them from and to; h) · chair (x and z of its middle, h of its seat; it faces
    forward) · bed, step, worktop (x, z, h) · roller (at, r, z from and to) · ball (at, r) · lump (balls: the hull of spheres) ·
    bar (pts, r: a line as thick as r) · sheet (pts: a flat piece). `turn` turns it to the right about its middle.
    """

    type: Literal["mat", "floor", "wall", "chair", "bed", "step", "worktop", "roller", "ball", "lump", "bar", "sheet"]
    x: tuple[float, ...] = ()
    z: tuple[float, ...] = ()
    h: float = 0
    at: Place = (0, 0, 0)
    r: float = 0
    balls: tuple[Ball, ...] = ()
    pts: tuple[Place, ...] = ()
    turn: float = 0
    paint: Paint = "cloth"
    front: bool = False


@value
class Mark:
    """What the hand or the ball does: two rings where it presses, or an arrow along two or three points."""

    type: Literal["press", "arrow"]
    at: Place = (0, 0, 0)
    r: float = 0.052
    pts: tuple[Place, ...] = ()


@value
class Pose:
    """A posed body. What a pose leaves out it takes from the pose that it is `like`, else it hangs straight."""

    label: str = ""
    like: str = ""
    root: Root | None = None
    low: Spine | None = None
    neck: Spine | None = None
    legL: Leg | None = None
    legR: Leg | None = None
    armL: Arm | None = None
    armR: Arm | None = None
    footL: FootPin | None = None
    footR: FootPin | None = None
    handL: HandPin | None = None
    handR: HandPin | None = None
    props: tuple[Prop, ...] | None = None
    marks: tuple[Mark, ...] | None = None
    free: tuple[Literal["footL", "footR", "handL", "handR"], ...] = ()


@value
class Key:
    """A moment of a movement: a pose to begin with, a pose to reach in so many seconds (`even`: without easing), or seconds to hold."""

    pose: str = ""
    to: str = ""
    hold: float = 0
    seconds: float = 0
    even: bool = False


@value
class Camera:
    """From where it is seen: turned round the person, and looking down, in degrees."""

    az: float = 0
    el: float = 0


@value
class Helper:
    """A second person in the scene, who is there for the hands; `behind` is painted before the first one."""

    poses: dict[str, Pose]
    motion: tuple[Key, ...]
    behind: bool = True


@value
class Scene:
    """One picture and its motion: for which positions of the item, seen from where, with which things, in which poses.

    `side` is the side that the poses work on; the other one is drawn as the mirror.
    """

    positions: tuple[str, ...]
    camera: Camera
    poses: dict[str, Pose]
    motion: tuple[Key, ...]
    props: tuple[Prop, ...] = ()
    marks: tuple[Mark, ...] = ()
    order: tuple[Limb, ...] = ("armL", "legL", "neck", "head", "torso", "legR", "armR")
    far: tuple[Limb, ...] = ("legL", "armL")
    ground: float = 0
    side: Literal["right", "left"] = "right"
    helper: Helper | None = None


@value
class Figure:
    """The pictures of one item, the first one first."""

    id: str
    file: str
    scenes: tuple[Scene, ...]


@value
class Part:
    """A part of the body: the hull of spheres in a joint's frame, `[frame, x, y, z, radius]`; `both` are there on both sides."""

    paint: Paint
    limb: str
    both: tuple[tuple[str, float, float, float, float], ...] = ()
    one: tuple[tuple[str, float, float, float, float], ...] = ()


@value
class Body:
    """The body's proportions, its parts, how far its joints go, its builds, and how it and the plate are drawn (plate: mm)."""

    id: str
    file: str
    bones: dict[str, float]
    parts: dict[str, Part]
    ranges: dict[str, tuple[float, float]]
    builds: dict[str, dict[str, float]]
    drawing: dict[str, float]
    plate: dict[str, float]
    paints: dict[str, dict[str, str]]
    skins: dict[str, tuple[str, str]]
    because: tuple[Because, ...]
    checked: str
