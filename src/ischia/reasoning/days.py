"""One day of a batch as arrays: what happened to each person, in the order in which it can matter."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.layout import Bools, Floats, Ints, layout_of

SORENESS = ("none", "same_spot", "lower_down", "new_nerve_sign")
# What is said of a position: nothing, that it works, that it does not.
CAN, CANNOT = 1, 2
SLEEP = ("good", "broken", "hardly")


@dataclass(frozen=True, eq=False)
class Sitting:
    """Answers and clearances of one moment: `state` 0 where nothing was answered (n x columns), `cleared` n x rules, `seen` its day."""

    at: Floats
    state: NDArray[np.int8]
    value: Floats
    gate: Bools
    cleared: Bools
    seen: Floats


@dataclass(frozen=True, eq=False)
class Day:
    """One calendar day (days since 1970), `since` days after the one before; NaN and -1 mean nothing was said."""

    day: float
    since: int
    morning_at: Floats
    leg: Floats
    soreness: Ints
    sore_hours: Floats
    sleep: Floats
    sittings: tuple[Sitting, ...]
    done: Bools
    done_at: Floats
    bad_at_once: Bools
    new_sign_at: Floats
    back: Floats
    function: Floats
    activity: Floats
    calm: Floats
    kit: NDArray[np.int8]
    cannot: NDArray[np.int8]
    minutes: Floats
    dropped_until: Floats
    moved: Ints
    planned: Bools
    wanted: Bools
    accepted: Bools


def quiet_day(knowledge: Knowledge, count: int, day: float, since: int) -> Day:
    """A day on which nobody noted anything."""
    layout = layout_of(knowledge)
    items = (count, len(layout.items))

    def silence() -> Floats:
        return np.full(count, np.nan)

    return Day(
        day=day,
        since=since,
        morning_at=np.full(count, day),
        leg=silence(),
        soreness=np.full(count, -1),
        sore_hours=silence(),
        sleep=silence(),
        sittings=(),
        done=np.zeros(items, bool),
        done_at=np.full(count, day),
        bad_at_once=np.zeros(count, bool),
        new_sign_at=silence(),
        back=silence(),
        function=silence(),
        activity=silence(),
        calm=silence(),
        kit=np.zeros((count, len(knowledge.kit)), np.int8),
        cannot=np.zeros((count, len(knowledge.positions)), np.int8),
        minutes=silence(),
        dropped_until=np.full(items, np.nan),
        moved=np.full(items, -1),
        planned=np.zeros(items, bool),
        wanted=np.zeros(items, bool),
        accepted=np.zeros(count, bool),
    )
