"""The plate: where on the body a technique works, and where never, as SVG; the left is the exact mirror of the right."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from ischia.guidance.drawing import Point, arrow_head
from ischia.guidance.outline import curve, whole
from ischia.guidance.painting import Box, Brush
from ischia.guidance.pictures import body
from ischia.guidance.strokes import Sizes, line, pauses
from ischia.guidance.tags import Attributes, picture, tag
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.plates import Plate, Region, Spot, Stroke, Touch
from ischia.knowledge.statements import Points, View

LEFT = "left"
FONT = "Atkinson Hyperlegible Next"
KINDS = {"safe": "safe", "limited": "limited", "care": "care", "strokes_only": "care", "never": "never"}
PATTERNED = ("safe", "limited", "never")
BALLS = ("ball", "two_balls")
HOLDS = ("cold_pack", "heat_pack")
DASHED = {"care": "7 5", "limited": "11 4 2 4"}
DOTTED = "1 12"
TRAIL = {"pathLength": 1, "stroke-dasharray": 1}


def plate(knowledge: Knowledge, technique: str, side: str, brush: Brush, moves: bool = False) -> str:
    """The plate of a technique on a side as SVG; empty where it touches nothing that the plate shows."""
    touch = knowledge.touches.get(technique)
    if touch is None:
        return ""
    return _Drawing(knowledge, technique, touch, side, brush, moves).svg()


def text_of(knowledge: Knowledge, technique: str, side: str) -> str:
    """What the plate shows, in words made from the same data."""
    touch, item = knowledge.touches[technique], knowledge.items()[technique]
    places = ", ".join(knowledge.zones[region].label.lower() for region in touch.where)
    said = [knowledge.word("picture.where", places=places)] if places else [knowledge.word("picture.nerve")]
    said += [knowledge.word("picture.spots", count=len(touch.spots))] if touch.spots else []
    said += [knowledge.word(f"picture.stroke.{kind}") for kind in dict.fromkeys(stroke.kind for stroke in touch.strokes)]
    said += [knowledge.word(f"picture.side.{side}")] if f"picture.side.{side}" in knowledge.words else []
    return " ".join((f"{item.label}.", *said, knowledge.word("picture.never")))


@dataclass(frozen=True)
class _Drawing:
    """One plate that is being drawn."""

    knowledge: Knowledge
    technique: str
    touch: Touch
    side: str
    brush: Brush
    moves: bool

    @property
    def view(self) -> View:
        return self.knowledge.views[self.touch.view]

    @property
    def plate(self) -> Plate:
        return self.knowledge.plates[self.touch.view]

    @property
    def sizes(self) -> Sizes:
        return body(self.knowledge).plate

    @property
    def sign(self) -> int:
        return -1 if (self.side == LEFT) != self.view.turned else 1

    def svg(self) -> str:
        box = self._box()
        ball = self.knowledge.items()[self.technique].tool in BALLS
        done = (*self._strokes(), *self._spots()) if ball else (*self._spots(), *self._strokes())
        inside = "".join((*self._patterns(), *self._body(), *self._regions(), *done, *self._tag(box)))
        return picture(box, text_of(self.knowledge, self.technique, self.side), inside)

    def _path(self, ink: Attributes, shape: str, more: Attributes | None = None, inside: str = "") -> str:
        return tag("path", {**ink, **(more or {}), "d": shape}, inside)

    def _at(self, points: Points) -> Points:
        return tuple((self.sign * x, y) for x, y in points)

    def _curve(self, points: Points, closed: bool = True) -> str:
        return curve(self._at(points), self.view.tension, closed)

    def _box(self) -> Box:
        """The regions and what is done there, with room around."""
        points = [point for key in self.touch.where if key in self.plate.regions for point in self.plate.regions[key].pts]
        points += [point for stroke in self.touch.strokes for point in stroke.pts]
        points = points or [point for way in self.plate.nerve for point in way]
        shown = self._at(tuple(points))
        if self.touch.both:
            shown = (*shown, *((-x, y) for x, y in shown))
        around, least = self.sizes["around"], self.sizes["least"]
        across, down = [x for x, _ in shown], [y for _, y in shown]
        wide, high = max(max(across) - min(across) + 2 * around, least), max(max(down) - min(down) + 2 * around, least)
        middle = (max(across) + min(across)) / 2, (max(down) + min(down)) / 2
        return middle[0] - wide / 2, middle[1] - high / 2, wide, high

    def _patterns(self) -> Iterator[str]:
        """Dots, level lines and slanted stripes: kinds differ without their colour too."""
        marks = {kind: self.brush.fill(f"{kind}Dot") for kind in PATTERNED}
        grid, dot = self.sizes["grid"], self.sizes["dot"]
        dots = (tag("circle", {"cx": at, "cy": at, "r": dot, **marks["safe"]}) for at in (grid / 2 / 2, grid - grid / 2 / 2))
        level = tag("rect", {"width": grid, "height": dot, **marks["limited"]})
        stripe = tag("rect", {"width": 2 * dot, "height": grid, **marks["never"]})
        slant = {"patternTransform": f"rotate({self.sign * self.sizes['slant']:g})"}
        made = (self._pattern("safe", "".join(dots)), self._pattern("limited", level), self._pattern("never", stripe, slant))
        yield tag("defs", {}, "".join(made))

    def _pattern(self, kind: str, inside: str, more: Attributes | None = None) -> str:
        grid = {"width": self.sizes["grid"], "height": self.sizes["grid"]}
        ground = tag("rect", {**grid, **self.brush.fill(kind)})
        name = {"id": f"{self.brush.name}-{kind}", "patternUnits": "userSpaceOnUse"}
        return tag("pattern", {**name, **grid, **(more or {})}, ground + inside)

    def _body(self) -> Iterator[str]:
        shape = self._curve(whole(self.view) if self.view.half else self.view.outline)
        yield self._path(self.brush.fill("flesh"), shape)
        for points in self._both(self.plate.form):
            yield self._path(self.brush.fill("form"), self._curve(points), {"opacity": self.sizes["form"]})
        yield self._path(self.brush.line("outline", self.sizes["outline"]), shape)
        for points in self._both(self.view.lines):
            yield self._path(self.brush.line("outline", self.sizes["fold"]), self._curve(points, closed=False))
        for paint, width in (("nerveCase", self.sizes["nerve_case"]), ("nerve", self.sizes["nerve"])):
            for points in self._both(self.plate.nerve):
                yield self._path(self.brush.line(paint, width), self._curve(points, closed=False))

    def _both(self, ways: tuple[Points, ...]) -> Iterator[Points]:
        for points in ways:
            yield points
            if self.view.half and any(x for x, _ in points):
                yield tuple((-x, y) for x, y in points)

    def _regions(self) -> Iterator[str]:
        """Where it is allowed here, and every never zone of the view."""
        for key, region in self.plate.regions.items():
            kind = KINDS[self.knowledge.zones[key].kind]
            if kind == "never" or key in self.touch.where:
                yield from self._region(kind, region)

    def _region(self, kind: str, region: Region) -> Iterator[str]:
        fill = {"fill": f"url(#{self.brush.name}-{kind})"} if kind in PATTERNED else self.brush.fill(kind)
        edge = {**self.brush.line(f"{kind}Edge", self.sizes[f"{kind}_edge"]), "stroke-dasharray": DASHED.get(kind, "")}
        ways = tuple(self._both((region.pts,))) if kind == "never" or self.touch.both else (region.pts,)
        for points in ways[:1] if region.mid else ways:
            shape = self._curve(points)
            faint = {"opacity": self.sizes["faint"]} if kind == "never" else {}
            yield tag("g", faint, self._path(fill, shape) + self._path(edge, shape))

    def _sided(self, points: tuple[Point, ...]) -> Iterator[tuple[Point, ...]]:
        yield self._at(points)
        if self.touch.both:
            yield tuple((-x, y) for x, y in self._at(points))

    def _strokes(self) -> Iterator[str]:
        for stroke in self.touch.strokes:
            for way in self._sided(line(stroke, self.view.tension, self.sizes)):
                yield from self._stroke(stroke, way)

    def _stroke(self, stroke: Stroke, way: tuple[Point, ...]) -> Iterator[str]:
        size = min(self.sizes["head"], hypot(way[-1][0] - way[0][0], way[-1][1] - way[0][1]) / 2)
        shape, head = (
            curve(way, 0, closed=False),
            curve(arrow_head(way, size, body(self.knowledge).drawing["arrow_spread"]), 0, closed=False),
        )
        ink = self.brush.line("touch", self.sizes["stroke"])
        yield self._path(self.brush.line("under", self.sizes["under"]), shape + head)
        dotted = stroke.kind == "roll"
        trail = self._trail(stroke) if self.moves and not dotted else ""
        yield self._path(ink, shape, TRAIL if trail else {"stroke-dasharray": DOTTED if dotted else ""}, trail)
        yield self._path(ink, head)
        for x, y in pauses(stroke, way):
            yield tag("circle", {"cx": f"{x:.0f}", "cy": f"{y:.0f}", "r": self.sizes["stroke"], **self.brush.fill("touch")})
        if self.moves:
            moved = tag("animateMotion", {"dur": f"{stroke.seconds:g}s", "repeatCount": "indefinite", "path": shape})
            yield tag("circle", {"r": self.sizes["under"], **self.brush.fill("touch")}, moved)
        elif not self.touch.spots:
            yield from self._tool(way[0])

    def _trail(self, stroke: Stroke) -> str:
        times = {"dur": f"{stroke.seconds:g}s", "repeatCount": "indefinite"}
        return tag("animate", {"attributeName": "stroke-dashoffset", "from": 1, "to": 0, **times})

    def _tool(self, at: Point) -> Iterator[str]:
        """The hand or the thing where the work begins."""
        mark = self.knowledge.marks.get(self.knowledge.items()[self.technique].tool)
        if mark is None:
            return
        for shape in mark.shapes:
            drawn = curve(tuple((at[0] + self.sign * x, at[1] + y) for x, y in shape), self.view.tension)
            yield self._path(self.brush.fill(mark.paint), drawn)
            yield self._path(self.brush.line("skinEdge", self.sizes["fold"]), drawn)

    def _spots(self) -> Iterator[str]:
        many = len(self.touch.spots) > 1
        for count, spot in enumerate(self.touch.spots, 1):
            for at in self._sided((spot.at,)):
                yield from self._spot(spot, at[0], str(count) if many else "")

    def _spot(self, spot: Spot, at: Point, number: str) -> Iterator[str]:
        tool = self.knowledge.items()[self.technique].tool
        if tool in HOLDS:
            yield from self._tool(at)
            return
        ball = tool in BALLS
        circle = {"cx": at[0], "cy": at[1], "r": spot.r}
        yield tag("circle", {**circle, **self.brush.fill("ball" if ball else "touch")})
        yield tag("circle", {**circle, **self.brush.line("ballEdge" if ball else "under", self.sizes["safe_edge"])})
        if number:
            yield self._letters(number, (at[0], at[1] + spot.r / 2 - 1), spot.r + 2, "ballEdge" if ball else "under")
        elif not ball:
            yield from self._tool(at)

    def _letters(self, says: str, at: Point, size: float, paint: str) -> str:
        font = {"font-size": f"{size:.0f}", "font-weight": "bold", "font-family": FONT, "text-anchor": "middle"}
        return tag("text", {"x": f"{at[0]:.0f}", "y": f"{at[1]:.0f}", **font, **self.brush.fill(paint)}, says)

    def _tag(self, box: Box) -> Iterator[str]:
        """The side in words, always."""
        key = f"picture.tag.{self.side}" if self.view.half else f"picture.tag.{self.side}_side"
        if key not in self.knowledge.words:
            return
        says, (left, top, broad, _) = self.knowledge.word(key), box
        share = broad / self.sizes["least"]
        high, letter = self.sizes["tag_high"] * share, self.sizes["tag_letter"] * share
        wide, off = letter * len(says) + high / 2, high / 2 / 2
        x, y = (left + off if self.sign < 0 else left + broad - wide - off), top + off
        edges = {"x": f"{x:.0f}", "y": f"{y:.0f}", "width": f"{wide:.0f}", "height": f"{high:.0f}", "rx": f"{off:.0f}"}
        yield tag("rect", {**edges, **self.brush.fill("tag")})
        yield self._letters(says, (x + wide / 2, y + high / 2 + letter / 2), letter + letter / 2, "tagInk")
