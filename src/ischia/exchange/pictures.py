"""Pictures for paper: black and grey that a copier keeps apart; the marks differ by edge first."""

from collections.abc import Mapping, Sequence

from ischia.guidance.outline import Sketch, sketch
from ischia.knowledge.bundle import Knowledge

STYLES = {
    "pain_places": 'fill="#8a8a8a" stroke="#222" stroke-width="5"',
    "tingling_places": 'fill="#d8d8d8" stroke="#222" stroke-width="6" stroke-dasharray="18 12"',
    "numb_places": 'fill="#bdbdbd" stroke="#222" stroke-width="7" stroke-dasharray="2 12" stroke-linecap="round"',
}
FONT = "Atkinson Hyperlegible Next"
WORD = '<text x="{x:g}" y="{y:g}" font-family="{font}" font-size="46" font-weight="700" text-anchor="middle">{says}</text>'


def marked_svg(knowledge: Knowledge, view: str, marks: Mapping[str, tuple[str, ...]]) -> str:
    """The body from behind or in front with its marks; R and L printed."""
    drawn = sketch(knowledge, view)
    areas = "".join(_area(drawn, places, style) for field, style in STYLES.items() for places in [marks.get(field, ())])
    words = "".join(WORD.format(x=one.x, y=one.y + 16, font=FONT, says=one.says[0]) for one in drawn.captions)
    body = f'<path d="{drawn.body}" fill="#f4f4f4" stroke="#777" stroke-width="3"/>'
    left, top, width, height = drawn.box
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height:g}">{body}{areas}{words}</svg>'


def _area(drawn: Sketch, places: tuple[str, ...], style: str) -> str:
    marked = [patch for patch in drawn.patches if patch.place in places or patch.area in places]
    return "".join(f'<path d="{patch.path}" {style} fill-opacity="0.8"/>' for patch in marked)


def weeks_svg(means: Sequence[float | None], low: Sequence[float | None], high: Sequence[float | None]) -> str:
    """Leg pain by week, 0 to 10, over the grey band of what time alone does; empty without any week."""
    known = [(place, mean) for place, mean in enumerate(means) if mean is not None]
    if not known:
        return ""
    first = known[0][0]
    weeks = max(len(means) - 1 - first, 1)

    def at(place: float, value: float) -> str:
        return f"{40 + 340 * (place - first) / weeks:.1f},{170 - 15.6 * value:.1f}"

    band = [(place, a, b) for place, (a, b) in enumerate(zip(low, high, strict=True)) if a is not None and b is not None and place >= first]
    shape = " ".join([*(at(place, b) for place, _, b in band), *(at(place, a) for place, a, _ in reversed(band))])
    grid = "".join(
        f'<line x1="40" y1="{170 - 15.6 * v:g}" x2="380" y2="{170 - 15.6 * v:g}" stroke="#ccc"/>'
        f'<text x="32" y="{175 - 15.6 * v:g}" font-family="{FONT}" font-size="14" text-anchor="end">{v}</text>'
        for v in (0, 5, 10)
    )
    line = " ".join(at(place, mean) for place, mean in known)
    x, y = at(*known[-1]).split(",")
    dots = f'<polyline points="{line}" fill="none" stroke="#000" stroke-width="3"/><circle cx="{x}" cy="{y}" r="6"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 184"><polygon points="{shape}" fill="#ddd"/>{grid}{dots}</svg>'
