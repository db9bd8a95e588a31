"""The plate as data: named regions and the nerve in each view of the body, and what a hand or ball does there.

1 unit is 1 mm on a person 1.70 m tall; y 0 is the top of the hip bones, + down; the right half, or the right side.
"""

from typing import Literal

from ischia.knowledge.statements import Points
from ischia.knowledge.value import Because, value


@value
class Region:
    """A named region of one view; `mid` lies in the middle and is whole, any other has its mirror on the left."""

    pts: Points
    mid: bool = False


@value
class Plate:
    """What lies under the skin of one view, and its form."""

    nerve: tuple[Points, ...]
    regions: dict[str, Region]
    form: tuple[Points, ...] = ()
    because: tuple[Because, ...]
    checked: str


@value
class Stroke:
    """One way over the skin: `knead` in `beats` loops, `slide` with `pauses`, `glide` and `roll` in one go; width in mm."""

    kind: Literal["glide", "knead", "slide", "roll"]
    pts: Points
    width: float
    seconds: float
    beats: int = 0
    pauses: int = 0


@value
class Spot:
    """A contact patch: its middle, its radius in mm, and for how many seconds it is held."""

    at: tuple[float, float]
    r: float
    hold: float


@value
class Touch:
    """What a technique does on the plate: the view, the regions, strokes and spots; `both` draws them on both sides at once."""

    view: Literal["back", "side", "front"]
    where: tuple[str, ...]
    level: int
    strokes: tuple[Stroke, ...] = ()
    spots: tuple[Spot, ...] = ()
    both: bool = False
    because: tuple[Because, ...]
    checked: str


@value
class ToolMark:
    """How a tool looks on the plate: closed curves round the place where it touches, in mm."""

    paint: str
    shapes: tuple[Points, ...]
