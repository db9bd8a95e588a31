"""Draws the icons that a phone shows for the app, from the mark: `python -m tools.icons` (the same bytes every time, by typst's renderer).

A round-cornered icon for places that show it as it is, and a full-bleed one (maskable) for those that cut it to their own shape:
what matters in it lies within the middle 80 %, as https://www.w3.org/TR/appmanifest/#icon-masks asks.
"""

import re
from pathlib import Path

import typst

SITE = Path(__file__).resolve().parents[1] / "src" / "ischia" / "site" / "static" / "site"
SIZES = (192, 512)
PAGE = "#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: none)\n#image(bytes({svg}), width: 100%, height: 100%)"
POINTS_AN_INCH = 72


def drawn(svg: str, size: int) -> bytes:
    """The drawing as a PNG of so many pixels a side, clear where nothing is drawn."""
    source = PAGE.format(size=size, svg='"' + svg.replace("\\", "\\\\").replace('"', '\\"') + '"')
    png = typst.compile(source.encode(), format="png", ppi=POINTS_AN_INCH)
    assert isinstance(png, bytes)
    return png


def full_bleed(svg: str) -> str:
    """The mark without its round corners."""
    return re.sub(r' rx="[^"]*"', "", svg)


def main() -> None:
    """Write all four."""
    mark = (SITE / "mark-large.svg").read_text(encoding="utf-8")
    for name, svg in (("icon", mark), ("maskable", full_bleed(mark))):
        for size in SIZES:
            (SITE / "icons" / f"{name}-{size}.png").write_bytes(drawn(svg, size))


if __name__ == "__main__":
    main()
