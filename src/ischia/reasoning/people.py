"""People as arrays: a row a person, of fixed width; everything that reasoning may know about them."""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.layout import Bools, Floats, Ints, layout_of
from ischia.reasoning.truth import Answers

NEVER = -np.inf
UNKNOWN_KIT, HAVE, LACK = range(3)
COLOURS = ("none", "green", "amber", "red")


@dataclass(frozen=True, eq=False)
class People:
    """A batch of n people; times are days since 1970 with fractions, NEVER where nothing happened.

    Item arrays are n x items, day arrays n x remembered days with today last, answer arrays n x columns.
    """

    state: NDArray[np.int8]
    value: Floats
    asked: Floats
    cleared: Floats
    taken_back: Floats
    rung: Ints
    greens: Ints
    paused_until: Floats
    first_done: Floats
    last_done: Floats
    planned: Bools
    wished: Bools
    dropped_until: Floats
    moved: Ints
    plan_day: Floats
    hold_until: Floats
    last_rise: Floats
    last_amber: Floats
    silent: Ints
    halved: Bools
    lower_down: Floats
    sore_mornings: Ints
    worse_mornings: Ints
    kit: NDArray[np.int8]
    cannot: Bools
    minutes: Floats
    leg: Floats
    colour: NDArray[np.int8]
    trained: Bools
    sleep: Floats
    back: Floats
    function: Floats
    activity: Floats
    calm: Floats
    backward: Bools

    def __len__(self) -> int:
        """How many people."""
        return len(self.state)

    @cached_property
    def started(self) -> Floats:
        """When each person did anything for the first time, NEVER before that (n,)."""
        first = np.where(np.isfinite(self.first_done), self.first_done, np.inf).min(axis=1)
        return np.where(np.isfinite(first), first, NEVER)

    def take(self, rows: Ints) -> Self:
        """Some of the people, in this order; a row may be taken more than once."""
        return replace(self, **{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def answers(self) -> Answers:
        """What they have answered, whether still valid or not."""
        return Answers(self.state, self.value)


def newcomers(knowledge: Knowledge, count: int) -> People:
    """People about whom nothing is known yet."""
    layout = layout_of(knowledge)
    items, columns = (count, len(layout.items)), (count, layout.width)
    days = (count, int(knowledge.limit("screen.days_remembered")))

    def empty() -> Floats:
        return np.full(days, np.nan)

    return People(
        state=np.zeros(columns, np.int8),
        value=np.zeros(columns),
        asked=np.full(columns, NEVER),
        cleared=np.full((count, len(layout.rules)), NEVER),
        taken_back=np.full(count, NEVER),
        rung=np.zeros(items, np.int64),
        greens=np.zeros(items, np.int64),
        paused_until=np.full(items, NEVER),
        first_done=np.full(items, NEVER),
        last_done=np.full(items, NEVER),
        planned=np.zeros(items, bool),
        wished=np.zeros(items, bool),
        dropped_until=np.full(items, NEVER),
        moved=np.zeros(items, np.int64),
        plan_day=np.full(count, NEVER),
        hold_until=np.full(count, NEVER),
        last_rise=np.full(count, NEVER),
        last_amber=np.full(count, NEVER),
        silent=np.zeros(count, np.int64),
        halved=np.zeros(count, bool),
        lower_down=np.full(count, NEVER),
        sore_mornings=np.zeros(count, np.int64),
        worse_mornings=np.zeros(count, np.int64),
        kit=np.zeros((count, len(knowledge.kit)), np.int8),
        cannot=np.zeros((count, len(knowledge.positions)), bool),
        minutes=np.full(count, np.nan),
        leg=empty(),
        colour=np.zeros(days, np.int8),
        trained=np.zeros(days, bool),
        sleep=empty(),
        back=empty(),
        function=empty(),
        activity=empty(),
        calm=empty(),
        backward=np.zeros(days, bool),
    )
