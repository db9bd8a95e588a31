"""Layers as SVG: standing still, or moving by the animation that SVG itself has; in fixed colours or in the page's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from ischia.guidance.drawing import path
from ischia.guidance.posing import Layer
from ischia.guidance.props import Shape

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Brush:
    """How paint becomes colour: by fixed colours, or (none given) by classes that the page's stylesheet fills.

    `name` makes the ids of one picture differ from those of every other one on the page.
    """

    name: str = "f"
    colours: Mapping[str, str] = field(default_factory=dict)

    def fill(self, paint: str) -> str:
        """The attributes of a filled shape."""
        return f'fill="{self.colours[paint]}"' if self.colours else f'class="f-{paint}"'

    def line(self, paint: str, width: float) -> str:
        """The attributes of a line."""
        ink = f'stroke="{self.colours[paint]}"' if self.colours else f'class="l-{paint}"'
        return f'fill="none" {ink} stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round"'


@dataclass(frozen=True)
class Frames:
    """The same layers at one moment or at several, with the second of each."""

    seconds: tuple[float, ...]
    layers: tuple[tuple[Layer, ...], ...]

    @property
    def length(self) -> float:
        """How many seconds one round takes; 0 when nothing moves."""
        return self.seconds[-1]


def svg(frames: Frames, view: Box, brush: Brush, text: str, halo: float) -> str:
    """The picture with its text; raises ValueError when two moments do not show the same things."""
    if len({tuple(_sizes(layers)) for layers in frames.layers}) > 1:
        raise ValueError("the moments of a movement show different things")
    writer = _Writer(frames, brush, halo)
    inside = "".join(writer.written())
    box = " ".join(f"{round(edge)}" for edge in view)
    moves = f' data-seconds="{frames.length:g}"' if frames.length else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-label="{escape(text)}"{moves}>{inside}</svg>'


def _sizes(layers: Sequence[Layer]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for layer in layers:
        for shape in (*layer.shapes, *layer.again):
            yield shape.paint, tuple(len(polygon) for polygon in shape.polygons)


@dataclass
class _Writer:
    """Writes each layer once, with what changes in it."""

    frames: Frames
    brush: Brush
    halo: float
    count: int = 0

    def written(self) -> Iterator[str]:
        for place, layer in enumerate(self.frames.layers[0]):
            yield from _WRITTEN[layer.kind](self, place, layer)

    def plain(self, place: int, layer: Layer) -> Iterator[str]:
        for at, shape in enumerate(layer.shapes):
            yield self._path(place, at, self._ink(shape))

    def shadow(self, place: int, layer: Layer) -> Iterator[str]:
        inside = "".join(self._path(place, at, self.brush.fill(shape.paint)) for at, shape in enumerate(layer.shapes))
        faint = 'opacity="0.14"' if self.brush.colours else 'class="f-faint"'
        yield f"<g {faint}>{inside}</g>"

    def haloed(self, place: int, layer: Layer) -> Iterator[str]:
        """A line in the ground's colour round the whole limb, then its shapes."""
        names = [self._name() for _ in layer.shapes]
        yield "<defs>" + "".join(self._path(place, at, f'id="{name}"') for at, name in enumerate(names)) + "</defs>"
        around = self.brush.line("halo", self.halo)
        yield f"<g {around}>" + "".join(f'<use href="#{name}"/>' for name in names) + "</g>"
        for at, shape in enumerate(layer.again):
            yield self._path(place, at, self.brush.fill(shape.paint), again=True)
        for name, shape in zip(names, layer.shapes, strict=True):
            yield f'<use href="#{name}" {self.brush.fill(shape.paint)}/>'

    def _name(self) -> str:
        self.count += 1
        return f"{self.brush.name}{self.count}"

    def _ink(self, shape: Shape) -> str:
        return self.brush.line(shape.paint, shape.width) if shape.width else self.brush.fill(shape.paint)

    def _path(self, place: int, at: int, ink: str, again: bool = False) -> str:
        shapes = [(layers[place].again if again else layers[place].shapes)[at] for layers in self.frames.layers]
        drawn = [path(shape.polygons, shape.closed) for shape in shapes]
        if len(set(drawn)) == 1:
            return f'<path {ink} d="{drawn[0]}"/>'
        return f'<path {ink} d="{drawn[0]}">{self._animation(drawn)}</path>'

    def _animation(self, drawn: Sequence[str]) -> str:
        length = self.frames.length
        times = ";".join(f"{second / length:.4g}" for second in self.frames.seconds)
        return f'<animate attributeName="d" dur="{length:g}s" repeatCount="indefinite" keyTimes="{times}" values="{";".join(drawn)}"/>'


_WRITTEN = {"plain": _Writer.plain, "shadow": _Writer.shadow, "halo": _Writer.haloed}
