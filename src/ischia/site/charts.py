"""Charts as SVG from data: presentation attributes and classes only, so that one stylesheet colours them in light, dark and print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

HIGHEST = 10
EVEN = tuple(range(0, HIGHEST + 1, 2))


@dataclass(frozen=True)
class Box:
    """The drawing: its size, and the plot inside; x counts 0 to `across`, y 0 to `up`."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    across: float
    up: float

    def x(self, value: float) -> float:
        """Where a value lies across."""
        return self.left + (self.width - self.left - self.right) * value / self.across

    def y(self, value: float) -> float:
        """Where a value lies up."""
        return self.height - self.bottom - (self.height - self.top - self.bottom) * value / self.up


Point = tuple[float, float]


def pain_chart(points: Sequence[Point], low: Sequence[float | None], high: Sequence[float | None], weeks: int, named: str) -> SafeString:
    """Leg pain by week against the band of what time alone does; `points` are (week, pain), the band has a value for each week."""
    box = Box(340, 280, 36, 12, 14, 48, max(weeks, 1), HIGHEST)
    parts = [_grid(box), _band(box, low, high), _line(box, points), _weeks(box, weeks)]
    if points:
        parts.append(_last(box, points[-1], named))
    return _svg(box, parts)


def _svg(box: Box, parts: Sequence[SafeString]) -> SafeString:
    inner = mark_safe("".join(parts))
    return format_html('<svg class="chart" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>', box.width, box.height, inner)


def _grid(box: Box) -> SafeString:
    text = '<line class="grid" x1="{}" y1="{}" x2="{}" y2="{}"/><text x="{}" y="{}" text-anchor="end">{}</text>'
    rows = [(box.left, f"{box.y(v):.1f}", box.width - box.right, f"{box.y(v):.1f}", box.left - 8, f"{box.y(v) + 5:.1f}", v) for v in EVEN]
    return format_html_join("", text, rows)


def _weeks(box: Box, weeks: int) -> SafeString:
    step = max(1, round(weeks / 6))
    rows = [(f"{box.x(week):.1f}", box.height - 26, week) for week in range(0, weeks + 1, step)]
    ticks = format_html_join("", '<text x="{}" y="{}" text-anchor="middle">{}</text>', rows)
    return format_html('{}<text x="{}" y="{}" text-anchor="middle">weeks since you started</text>', ticks, box.x(weeks / 2), box.height - 4)


def _band(box: Box, low: Sequence[float | None], high: Sequence[float | None]) -> SafeString:
    """The band as one closed shape, hatched, with its middle dotted."""
    known = [(week, a, b) for week, (a, b) in enumerate(zip(low, high, strict=True)) if a is not None and b is not None]
    if len(known) < 2:
        return SafeString("")
    upper = [f"{box.x(week):.1f},{box.y(b):.1f}" for week, _, b in known]
    lower = [f"{box.x(week):.1f},{box.y(a):.1f}" for week, a, _ in reversed(known)]
    middle = " ".join(f"{box.x(week):.1f},{box.y((a + b) / 2):.1f}" for week, a, b in known)
    around = " ".join(upper + lower)
    shape = '<polygon class="band" points="{}"/><polygon points="{}" fill="url(#hatch)"/><polyline class="middle" points="{}"/>'
    return format_html("{}{}", _hatch("hatch", "hatch", 7), format_html(shape, around, around, middle))


def _hatch(name: str, kind: str, apart: int) -> SafeString:
    """A pattern of slanted lines so far apart."""
    pattern = '<pattern id="{}" width="{}" height="{}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    return format_html("<defs>" + pattern + '<line class="{}" y2="{}"/></pattern></defs>', name, apart, apart, kind, apart)


def _line(box: Box, points: Sequence[Point]) -> SafeString:
    path = " ".join(f"{box.x(week):.1f},{box.y(pain):.1f}" for week, pain in points)
    dots = format_html_join(
        "", '<circle class="dot" cx="{}" cy="{}" r="4.5"/>', [(f"{box.x(w):.1f}", f"{box.y(p):.1f}") for w, p in points]
    )
    return format_html('<polyline class="line" points="{}"/>{}', path, dots) if points else SafeString("")


def _last(box: Box, point: Point, named: str) -> SafeString:
    x, y = box.x(point[0]), box.y(point[1])
    end = x > box.width / 2
    text = '<circle class="last" cx="{}" cy="{}" r="8"/><text class="halo strong" x="{}" y="{}" text-anchor="{}">{}</text>'
    return format_html(
        text, f"{x:.1f}", f"{y:.1f}", f"{x - 12 if end else x + 12:.1f}", f"{max(y - 12, 16):.1f}", "end" if end else "start", named
    )


@dataclass(frozen=True)
class Step:
    """One session on a ladder: its level, and the colour of the morning after."""

    level: int
    colour: str


def ladder_chart(steps: Sequence[Step], limit: int, names: Sequence[str], held: str) -> SafeString:
    """Pressure levels up, sessions along; tick green, triangle amber, square red, ring without an answer; hatched above the limit."""
    box = Box(340, 216, 118, 12, 16, 22, max(len(steps), 6), len(names))
    rows = format_html_join("", '<line class="grid" x1="{}" y1="{}" x2="{}" y2="{}"/><text x="8" y="{}">{}</text>', _levels(box, names))
    marks = format_html_join(
        "", "{}", ((_mark(box.x(place + 0.5), box.y(step.level + 0.5), step.colour),) for place, step in enumerate(steps))
    )
    path = " ".join(f"{box.x(place + 0.5):.1f},{box.y(step.level + 0.5):.1f}" for place, step in enumerate(steps))
    return _svg(box, [_above(box, limit, len(names), held), rows, format_html('<polyline class="steps" points="{}"/>', path), marks])


def _levels(box: Box, names: Sequence[str]) -> Iterator[tuple[object, ...]]:
    for level, name in enumerate(names):
        yield box.left, f"{box.y(level):.1f}", box.width - box.right, f"{box.y(level):.1f}", f"{box.y(level + 0.5) + 5:.1f}", name


def _above(box: Box, limit: int, levels: int, held: str) -> SafeString:
    """The hatched area above the limit, with the limit written in it."""
    if limit + 1 >= levels:
        return SafeString("")
    top, bottom = box.y(levels), box.y(limit + 1)
    shape = (
        '<rect x="{}" y="{}" width="{}" height="{}" fill="url(#above)"/><line class="limit" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text class="halo limit-word" x="{}" y="{}">{}</text>'
    )
    wide = box.width - box.right - box.left
    drawn = format_html(
        shape,
        box.left,
        f"{top:.1f}",
        wide,
        f"{bottom - top:.1f}",
        box.left,
        f"{bottom:.1f}",
        box.left + wide,
        f"{bottom:.1f}",
        box.left + 10,
        f"{bottom - 14:.1f}",
        held,
    )
    return format_html("{}{}", _hatch("above", "hatch-grey", 9), drawn)


def _mark(x: float, y: float, colour: str) -> SafeString:
    """A mark told by shape first: tick in a circle, triangle, square with an arrow, open ring."""
    shapes = {
        "green": '<circle class="green" cx="{x}" cy="{y}" r="11"/><path class="on" d="M{a} {y}l4 4 7-8"/>',
        "amber": '<path class="amber" d="M{x} {t}l11 20h-22z"/>',
        "red": '<rect class="red" x="{l}" y="{u}" width="22" height="22" rx="3"/><path class="on" d="M{x} {v}v11m-5-5 5 5 5-5"/>',
        "none": '<circle class="open" cx="{x}" cy="{y}" r="8"/>',
    }
    places = {"x": x, "y": y, "a": x - 5.5, "t": y - 11, "l": x - 11, "u": y - 11, "v": y - 6}
    return format_html(shapes[colour], **{key: f"{value:.1f}" for key, value in places.items()})
