"""Layers as SVG: standing still, or moving by the animation that SVG itself has; in fixed colours or in the page's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ischia.guidance.drawing import path
from ischia.guidance.posing import Layer
from ischia.guidance.props import Shape
from ischia.guidance.tags import Attributes, picture, tag

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Brush:
    """How paint becomes colour: by fixed colours, or (none given) by classes that the page's stylesheet fills.

    `name` makes the ids of one picture differ from those of every other one on the page.
    """

    name: str = "f"
    colours: Mapping[str, str] = field(default_factory=dict)

    def fill(self, paint: str) -> Attributes:
        """The attributes of a filled shape."""
        return {"fill": self.colours[paint]} if self.colours else {"class": f"f-{paint}"}

    def line(self, paint: str, width: float) -> Attributes:
        """The attributes of a line."""
        ink = {"stroke": self.colours[paint]} if self.colours else {"class": f"l-{paint}"}
        return {"fill": "none", **ink, "stroke-width": f"{width:g}", "stroke-linecap": "round", "stroke-linejoin": "round"}


@dataclass(frozen=True)
class Frames:
    """The same layers at one moment or at several, with the second of each."""

    seconds: tuple[float, ...]
    layers: tuple[tuple[Layer, ...], ...]

    @property
    def length(self) -> float:
        """How many seconds one round takes; 0 when nothing moves."""
        return self.seconds[-1]


@dataclass(frozen=True)
class Paper:
    """What a picture is painted on: its box, its text, how wide the halo is and how faint the shadow."""

    box: Box
    text: str
    halo: float
    shadow: float


def svg(frames: Frames, paper: Paper, brush: Brush) -> str:
    """The picture with its text; raises ValueError when two moments do not show the same things."""
    if len({tuple(_sizes(layers)) for layers in frames.layers}) > 1:
        raise ValueError("the moments of a movement show different things")
    inside = "".join(_Writer(frames, paper, brush).written())
    return picture(paper.box, paper.text, inside, {"data-seconds": f"{frames.length:g}"} if frames.length else {})


def _sizes(layers: Sequence[Layer]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for layer in layers:
        for shape in (*layer.shapes, *layer.again):
            yield shape.paint, tuple(len(polygon) for polygon in shape.polygons)


@dataclass
class _Writer:
    """Writes each layer once, with what changes in it."""

    frames: Frames
    paper: Paper
    brush: Brush
    count: int = 0

    def written(self) -> Iterator[str]:
        for place, layer in enumerate(self.frames.layers[0]):
            yield from _WRITTEN[layer.kind](self, place, layer)

    def plain(self, place: int, layer: Layer) -> Iterator[str]:
        for at, shape in enumerate(layer.shapes):
            yield self._path(place, at, self._ink(shape))

    def shadow(self, place: int, layer: Layer) -> Iterator[str]:
        inside = "".join(self._path(place, at, self.brush.fill(shape.paint)) for at, shape in enumerate(layer.shapes))
        yield tag("g", {"opacity": self.paper.shadow}, inside)

    def haloed(self, place: int, layer: Layer) -> Iterator[str]:
        """A line in the ground's colour round the whole limb, then its shapes."""
        names = [self._name() for _ in layer.shapes]
        yield tag("defs", {}, "".join(self._path(place, at, {"id": name}) for at, name in enumerate(names)))
        yield tag("g", self.brush.line("halo", self.paper.halo), "".join(tag("use", {"href": f"#{name}"}) for name in names))
        for at, shape in enumerate(layer.again):
            yield self._path(place, at, self.brush.fill(shape.paint), again=True)
        for name, shape in zip(names, layer.shapes, strict=True):
            yield tag("use", {"href": f"#{name}", **self.brush.fill(shape.paint)})

    def _name(self) -> str:
        self.count += 1
        return f"{self.brush.name}{self.count}"

    def _ink(self, shape: Shape) -> Attributes:
        return self.brush.line(shape.paint, shape.width) if shape.width else self.brush.fill(shape.paint)

    def _path(self, place: int, at: int, ink: Attributes, again: bool = False) -> str:
        shapes = [(layers[place].again if again else layers[place].shapes)[at] for layers in self.frames.layers]
        drawn = [path(shape.polygons, shape.closed) for shape in shapes]
        return tag("path", {**ink, "d": drawn[0]}, self._animation(drawn) if len(set(drawn)) > 1 else "")

    def _animation(self, drawn: Sequence[str]) -> str:
        length = self.frames.length
        times = ";".join(f"{second / length:.4g}" for second in self.frames.seconds)
        moves = {"dur": f"{length:g}s", "repeatCount": "indefinite", "keyTimes": times, "values": ";".join(drawn)}
        return tag("animate", {"attributeName": "d", **moves})


_WRITTEN = {"plain": _Writer.plain, "shadow": _Writer.shadow, "halo": _Writer.haloed}
