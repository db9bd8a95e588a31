"""Draws docs/pictures/reliability.svg: of those told m, which share has it: ``python -m tools.reliability``."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.trial.calibration import Bin, Reliability, calibrate
from tools.calibrate import PEOPLE, SEED, knowledge

PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "reliability.svg"
NAMES = {"disc": "Disc", "stenosis": "Stenosis", "piriformis": "Piriformis", "other": "Something else"}
GROUND, CARD, LINE, CONTROL = "#F4F6F1", "#FFFFFF", "#CBD4CC", "#6F7F79"
INK, INK2, PRIMARY, SOFT = "#1B2A29", "#475754", "#1F5F58", "#D6E7E1"
SIDE, LEFT, TOP, STEP_X, STEP_Y, WIDTH, HEIGHT = 250, 92, 128, 368, 388, 776, 912
FEW = 30


def draw(known: Knowledge) -> str:
    """The whole picture."""
    found = calibrate(known, PEOPLE, np.random.default_rng(SEED))
    panels = [line for place, (cause, one) in enumerate(found.causes.items()) for line in _panel(place, cause, one)]
    title = "Of those told m in 100, how many have it?"
    said = "; ".join(f"{NAMES[cause]}: mean distance {one.error:.3f}" for cause, one in found.causes.items())
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
            'aria-labelledby="title desc" font-family="Atkinson Hyperlegible Next, system-ui, DejaVu Sans, sans-serif">',
            f'<title id="title">{title}</title>',
            f'<desc id="desc">Reliability of the four causes on {PEOPLE} simulated people. {said}.</desc>',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>',
            _text(28, 44, title, 26, INK, weight=650),
            _text(28, 74, f"{PEOPLE:,} simulated people. On the line: told and true agree.".replace(",", " "), 17, INK2),
            *panels,
            _text(28, HEIGHT - 22, "Dots: share that has it, with its 95 % interval. Pale bars: how many people were told this.", 16, INK2),
            "</svg>",
            "",
        ]
    )


def _panel(place: int, cause: str, found: Reliability) -> Iterator[str]:
    x, y = LEFT + place % 2 * STEP_X, TOP + place // 2 * STEP_Y
    yield f'<rect x="{x - 64}" y="{y - 36}" width="{STEP_X - 16}" height="{STEP_Y - 20}" rx="22" fill="{CARD}" stroke="{LINE}"/>'
    yield _text(x, y - 8, NAMES[cause], 19, INK, weight=650)
    yield _text(x + SIDE, y - 8, f"error {found.error:.3f}", 17, INK2, anchor="end")
    yield from _axes(x, y + 8)
    people = sum(one.people for one in found.bins)
    for one in found.bins:
        yield from _mark(x, y + 8, one, people)


def _axes(x: float, y: float) -> Iterator[str]:
    for quarter in range(5):
        at = SIDE * quarter / 4
        yield f'<path d="M{x} {y + at}h{SIDE}M{x + at} {y}v{SIDE}" stroke="{LINE}" fill="none"/>'
        yield _text(x - 10, y + SIDE - at + 5, str(25 * quarter), 16, INK2, anchor="end")
        yield _text(x + at, y + SIDE + 22, str(25 * quarter), 16, INK2, anchor="middle")
    yield f'<path d="M{x} {y + SIDE}L{x + SIDE} {y}" stroke="{CONTROL}" stroke-width="2" stroke-dasharray="6 5" fill="none"/>'
    yield _text(x + SIDE / 2, y + SIDE + 46, "told, in 100", 16, INK2, anchor="middle")
    yield (
        f'<text x="{x - 46}" y="{y + SIDE / 2}" font-size="16" fill="{INK2}" text-anchor="middle" '
        f'transform="rotate(-90 {x - 46} {y + SIDE / 2})">have it, in 100</text>'
    )


def _mark(x: float, y: float, one: Bin, people: int) -> Iterator[str]:
    """A bar for how many were told this, and a dot with its 95 % interval; bins of a few people are left out."""
    tall = SIDE * one.people / people / 2
    yield f'<rect x="{x + SIDE * one.told - 8:.1f}" y="{y + SIDE - tall:.1f}" width="16" height="{tall:.1f}" fill="{SOFT}"/>'
    if one.people < FEW:
        return
    half = 1.96 * float(np.sqrt(one.have * (1 - one.have) / one.people)) * SIDE
    across, up = x + SIDE * one.told, y + SIDE * (1 - one.have)
    yield f'<path d="M{across:.1f} {up - half:.1f}V{up + half:.1f}" stroke="{PRIMARY}" stroke-width="3" stroke-linecap="round"/>'
    yield f'<circle cx="{across:.1f}" cy="{up:.1f}" r="6" fill="{PRIMARY}"/>'


def _text(x: float, y: float, words: str, size: int, fill: str, *, weight: int = 400, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}">{words}</text>'


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(draw(knowledge()), encoding="utf-8")
