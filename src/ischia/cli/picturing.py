"""`ischia pictures`: every picture as SVG files and one sheet to look at."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

import typer

from ischia.cli.knowing import known
from ischia.cli.refusing import refuse
from ischia.guidance.pictures import Look, brush, moving, still
from ischia.guidance.plate import plate
from ischia.knowledge.bundle import Knowledge

THEMES = ("light", "dark")
SHEET = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Ischia: every picture</title>
<style>body{{font:16px system-ui;margin:24px;background:#f4f6f1;color:#1b2a29}}section{{margin:0 0 28px}}h2{{margin:0 0 8px}}
.row{{display:flex;flex-wrap:wrap;gap:10px;align-items:flex-start}}figure{{margin:0;background:#fff;border-radius:14px;padding:6px}}
figure.dark{{background:#172322}}img{{display:block;height:300px;max-width:520px;object-fit:contain}}img.small{{width:160px;height:160px}}</style>
<h1>Every picture</h1>{rows}</html>
"""


def draw(out: Path, only: Iterable[str]) -> None:
    """Write the files; `only` names items, none means all."""
    knowledge = known()
    chosen = list(only) or list(knowledge.items())
    strangers = [name for name in chosen if name not in knowledge.items()]
    if strangers:
        refuse(
            [
                f"{name} is no technique or exercise; allowed: an id that `ischia knowledge check` counts, such as wall_ball"
                for name in strangers
            ]
        )
    out.mkdir(parents=True, exist_ok=True)
    rows = [_row(knowledge, out, item) for item in chosen]
    (out / "index.html").write_text(SHEET.format(rows="".join(rows)), encoding="utf-8")
    typer.echo(f"{len(rows)} items drawn; open {out / 'index.html'}")


def _row(knowledge: Knowledge, out: Path, item: str) -> str:
    files = list(_files(knowledge, item))
    for name, svg in files:
        (out / name).write_text(svg, encoding="utf-8")
    shown = "".join(_shown(name) for name, _ in files)
    label = knowledge.items()[item].label
    return (
        f'<section id="{item}"><h2>{escape(label)} <small>{item}</small></h2><div class="row">{shown or "no picture yet"}</div></section>'
    )


def _shown(name: str) -> str:
    dark = ' class="dark"' if ".dark." in name else ""
    small = f'<figure><img class="small" src="{name}" alt=""></figure>' if ".light.still." in name else ""
    return f'{small}<figure{dark}><img src="{name}" alt=""><figcaption>{name}</figcaption></figure>'


def _files(knowledge: Knowledge, item: str) -> Iterator[tuple[str, str]]:
    for theme in THEMES:
        drawn = plate(knowledge, item, "right", brush(knowledge, Look(theme), "p"))
        if drawn:
            yield f"{item}.plate.{theme}.still.svg", drawn
    if item in knowledge.touches:
        yield f"{item}.plate.moving.svg", plate(knowledge, item, "right", brush(knowledge, Look("light"), "p"), moves=True)
    found = knowledge.figures.get(item)
    for scene in found.scenes if found else ():
        position = scene.positions[0]
        for theme in THEMES:
            look = Look(theme)
            yield f"{item}.{position}.{theme}.still.svg", still(knowledge, item, look, position=position)
        yield f"{item}.{position}.moving.svg", moving(knowledge, item, Look("light"), position=position)
