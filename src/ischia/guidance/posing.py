"""A scene at one moment as painted layers: things behind, shadow, the limbs in their order, things before, marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ischia.guidance.drawing import Circle, Lens, arrow_head, hull
from ischia.guidance.props import Room, Shape, shapes
from ischia.guidance.skeleton import SIDES, Frame, Skeleton
from ischia.guidance.vectors import dot
from ischia.knowledge.figures import Body, Mark, Part, Pose, Prop, Scene

FACED = ("hair", "skull", "nose", "ear", "fringe")
AVERTED = ("skull", "nose", "hair", "fringe", "ear")


@dataclass(frozen=True)
class Layer:
    """Shapes that are painted together; those with a halo stand off from what lies behind them."""

    shapes: tuple[Shape, ...]
    kind: str = "plain"
    again: tuple[Shape, ...] = ()


@dataclass(frozen=True)
class Flesh:
    """The spheres of one body part where they lie in the room: centre and radius."""

    name: str
    part: Part
    spheres: tuple[tuple[tuple[float, float, float], float], ...]


def flesh(body: Body, bones: Skeleton, build: str) -> Mapping[str, Flesh]:
    """Every part of the body in the room, by its name and side (`thighR`, `belly`)."""
    found: dict[str, Flesh] = {}
    for name, part in body.parts.items():
        for side in SIDES if part.limb in ("leg", "arm") else ("",):
            found[name + side] = Flesh(name + side, part, tuple(_spheres(body, part, bones.frames, side, build)))
    return found


def _spheres(
    body: Body, part: Part, frames: Mapping[str, Frame], side: str, build: str
) -> Iterator[tuple[tuple[float, float, float], float]]:
    wider = body.builds[build][part.limb]
    hand = -1 if side == "L" else 1
    for frame, x, y, z, r in part.one:
        yield frames[frame + side].point((x, y, hand * z)), r * wider
    for frame, x, y, z, r in part.both:
        yield frames[frame + side].point((x, y, z)), r * wider
        yield frames[frame + side].point((x, y, -z)), r * wider


@dataclass(frozen=True)
class Stage:
    """One person of a scene at one moment, ready to be painted."""

    body: Body
    scene: Scene
    pose: Pose
    bones: Skeleton
    lens: Lens
    build: str
    faced: bool = False

    @property
    def room(self) -> Room:
        """Where things are drawn."""
        return Room(self.lens, self.bones, self.scene.ground, self.body.drawing)

    def things(self, front: bool) -> Layer:
        """The things behind or before the body."""
        props: Sequence[Prop] = self.scene.props if self.pose.props is None else self.pose.props
        return Layer(tuple(shape for prop in props if prop.front == front for shape in shapes(self.room, prop)))

    def shadow(self, parts: Mapping[str, Flesh]) -> Layer:
        """The body dropped on the ground."""
        corners, ground = int(self.body.drawing["shadow_corners"]), self.scene.ground
        dropped = tuple(
            hull([self.lens.dropped(at, r, ground) for at, r in one.spheres], corners) for one in parts.values() if one.part.limb != "head"
        )
        return Layer((Shape("shadow", dropped),), "shadow")

    def limbs(self, parts: Mapping[str, Flesh]) -> Iterator[Layer]:
        """The body, limb by limb."""
        pelvis = self._shape("shorts", [parts["pelvis"]])
        for limb in self.scene.order:
            far = "Far" if limb in self.scene.far else ""
            if limb == "head":
                yield from self._head(parts)
            elif limb in ("torso", "neck"):
                named = [one for one in parts.values() if one.part.limb == limb]
                yield Layer(tuple(self._by_paint(named, far)), "halo")
            else:
                named = [one for one in parts.values() if one.part.limb == limb[:-1] and one.name.endswith(limb[-1])]
                again = (pelvis,) if limb.startswith("leg") and not far else ()
                yield Layer(tuple(self._by_paint(named, far)), "halo", again)

    def _by_paint(self, parts: Sequence[Flesh], far: str) -> Iterator[Shape]:
        for paint in dict.fromkeys(one.part.paint for one in parts):
            yield self._shape(paint + far, [one for one in parts if one.part.paint == paint])

    def _shape(self, paint: str, parts: Sequence[Flesh]) -> Shape:
        corners = int(self.body.drawing["corners"])
        return Shape(paint, tuple(hull(self._circles(one), corners) for one in parts))

    def _circles(self, one: Flesh) -> list[Circle]:
        return [self.lens.circle(at, r) for at, r in one.spheres]

    def _head(self, parts: Mapping[str, Flesh]) -> Iterator[Layer]:
        """Hair behind a face that is turned to us, before it otherwise, the same all through a movement; the ear on the near side."""
        head = self.bones.frames["head"]
        near = 1 if dot(head.turn[2], self.lens.towards) > 0 else -1
        ear = parts["ear"].part
        spheres = tuple((head.point((x, y, near * z)), r) for _, x, y, z, r in ear.one)
        named = {**parts, "ear": Flesh("ear", ear, spheres)}
        yield Layer(tuple(self._shape(named[name].part.paint, [named[name]]) for name in (FACED if self.faced else AVERTED)), "halo")

    def marks(self) -> Layer:
        """Where a hand or a ball works."""
        marks: Sequence[Mark] = self.scene.marks if self.pose.marks is None else self.pose.marks
        return Layer(tuple(shape for mark in marks for shape in self._mark(mark)))

    def _mark(self, mark: Mark) -> Iterator[Shape]:
        sizes = self.body.drawing
        if mark.type == "press":
            at = self.bones.place(mark.at)
            for share in (1, sizes["ring_inner"]):
                yield Shape("ring", (hull([self.lens.circle(at, mark.r * share)], int(sizes["corners"])),), sizes["ring"])
            return
        points = tuple(self.lens.point(self.bones.place(at)) for at in mark.pts)
        head = arrow_head(points, sizes["arrow_head"], sizes["arrow_spread"])
        for paint, width in (("under", sizes["arrow_under"]), ("touch", sizes["arrow"])):
            yield Shape(paint, (points, head), width, closed=False)
