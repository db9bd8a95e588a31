"""Random people with a clear danger screen, for properties of cautions, dose and programme."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.dose import ladders_of
from ischia.reasoning.fold import day_number
from ischia.reasoning.layout import Bools, layout_of
from ischia.reasoning.people import People, newcomers
from ischia.reasoning.truth import ANSWERED, UNASKED, UNSURE
from ischia.trial.contract import TODAY, harmless

AT = day_number(date.fromisoformat(TODAY)) + 0.4
JUST_NOW = 0.01
NUMBERS = {"age": (18, 90), "leg_pain_now": (0, 10), "back_pain_now": (0, 10)}


def crowd(knowledge: Knowledge, seed: int, count: int = 100) -> People:
    """People who answered everything about danger harmlessly; cautions, causes, rungs, kit, body and time are drawn."""
    rng = np.random.default_rng(seed)
    people = newcomers(knowledge, count)
    base = harmless(knowledge)
    state, value = np.repeat(base.state, count, axis=0), np.repeat(base.value, count, axis=0)
    for column, finding in enumerate(layout_of(knowledge).finding):
        if finding.id in NUMBERS:
            value[:, column] = rng.integers(NUMBERS[finding.id][0], NUMBERS[finding.id][1] + 1, count)
        elif finding.part == "caution" and finding.kind == "yes_no":
            drawn = rng.random(count) < 0.04
            state[drawn, column] = rng.choice([UNASKED, UNSURE, ANSWERED], int(drawn.sum()))
            value[drawn, column] = 1 - value[drawn, column]
        elif finding.part in ("cause", "self_test") and finding.kind == "yes_no":
            drawn = rng.random(count) < 0.4
            state[drawn, column], value[drawn, column] = ANSWERED, rng.integers(0, 2, int(drawn.sum()))
    items = people.rung.shape
    first = np.where(rng.random(items) < 0.4, np.floor(AT) - rng.integers(1, 60, items), -np.inf)
    return replace(
        people,
        state=state,
        value=value,
        asked=np.full(value.shape, AT - JUST_NOW),
        rung=rng.integers(ladders_of(knowledge).length, size=items),
        greens=rng.integers(0, 5, items),
        first_done=first,
        last_done=np.where(np.isfinite(first), np.maximum(first, np.floor(AT) - rng.integers(1, 4, items)), -np.inf),
        dropped_until=np.where(rng.random(items) < 0.05, AT + 3, -np.inf),
        kit=rng.integers(3, size=people.kit.shape).astype(np.int8),
        cannot=_cannot(knowledge, rng, count),
        minutes=rng.integers(20, 90, size=count).astype(float),
        halved=rng.random(count) < 0.1,
        leg=np.where(rng.random(people.leg.shape) < 0.5, rng.integers(0, 11, people.leg.shape), np.nan),
    )


def _cannot(knowledge: Knowledge, rng: np.random.Generator, count: int) -> Bools:
    """Positions that some cannot take; everybody can walk and sit."""
    cannot = rng.random((count, len(knowledge.positions))) < 0.1
    for position in ("walking", "seated"):
        cannot[:, list(knowledge.positions).index(position)] = False
    return cannot


def arrays_of(value: Any, name: str = "") -> dict[str, NDArray[Any]]:
    """Every array with a row for each person in a nest of dataclasses, by its dotted name."""
    if isinstance(value, np.ndarray):
        return {name: value}
    if not is_dataclass(value):
        return {}
    return {key: array for field in fields(value) for key, array in arrays_of(getattr(value, field.name), f"{name}.{field.name}").items()}
