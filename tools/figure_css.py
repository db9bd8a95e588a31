"""The stylesheet of the pictures, made from the paints of the knowledge: `python -m tools.figure_css`."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ischia.guidance.pictures import body
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.loading import load_directory

SHEET = Path(__file__).parent.parent / "src/ischia/site/static/site/figure.css"
# Lines are drawn in these paints; everything else is only filled.
LINES = ("halo", "under", "touch", "ring", "outline", "nerve", "nerveCase", "safeEdge", "limitedEdge", "careEdge", "neverEdge", "skinEdge",
         "ballEdge", "mat", "woodEdge", "band", "metal", "metalEdge", "cloth", "water", "waterEdge", "cold", "warm", "wood")  # fmt: skip


def sheet(knowledge: Knowledge) -> str:
    """Custom properties for light and dark, skins, and a class for each paint."""
    figure = body(knowledge)
    light, dark = (_set({key: value for key, value in figure.paints[theme].items() if key != "halo"}) for theme in ("light", "dark"))
    lines = [
        "/* Made by tools/figure_css.py from knowledge/data/body/figure.yaml: change the paints there. */",
        f":root {{ {light} --f-halo: var(--surface2); }}",
        f'@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} }}',
        f':root[data-theme="dark"] {{ {dark} }}',
        *(f"{where} {{ {_set({'skin': near, 'skinFar': far})} }}" for where, (near, far) in _skins(figure.skins)),
        *(f".f-{paint} {{ fill: var(--f-{paint}); }}" for paint in (*figure.paints["light"], "skin", "skinFar")),
        *(f".l-{paint} {{ stroke: var(--f-{paint}); }}" for paint in LINES),
        ".picture svg:not(.icon) { width: 100%; height: 100%; }",
        "@media (forced-colors: active) { .picture svg { forced-color-adjust: none; } }",
    ]
    return "\n".join(lines) + "\n"


def _set(colours: Mapping[str, str]) -> str:
    return " ".join(f"--f-{paint}: {colour.lower()};" for paint, colour in colours.items())


def _skins(skins: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The person's choice 1 to 4 in the order of the file; without a choice the second."""
    for number, colours in enumerate(skins.values(), 1):
        yield f':root[data-skin="{number}"]' if number != 2 else ":root", colours


if __name__ == "__main__":
    SHEET.write_text(sheet(load_directory()), encoding="utf-8")
