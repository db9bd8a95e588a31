"""What a programme is made of: techniques of massage, exercises, and the templates per cause."""

from typing import Literal

from ischia.knowledge.conditions import Condition
from ischia.knowledge.value import CauseId, Grade, Sourced, value

StepKind = Literal["prepare", "work", "hold", "rest", "change_side", "check", "finish", "ice"]
Slot = Literal["walk", "massage", "exercise", "calm"]


@value
class Step:
    """One step: what the screen shows, what the voice says, and for how long.

    `seconds` counts once (`per: session`), for each spot or repeat (`per: spot`) or for each side (`per: side`);
    the one step with `fill: true` takes what is left of the rung's minutes.
    """

    kind: StepKind
    do: str
    say: str
    seconds: int = 0
    per: Literal["session", "spot", "side"] = "session"
    fill: bool = False
    region: str = ""
    pose: str = ""


@value
class Rung:
    """One rung of a dose ladder; neighbours differ in exactly one of minutes, spots, times a week and level."""

    minutes: float
    spots: int
    times_a_week: int
    level: int


@value
class Fit(Sourced):
    """How well an item suits one cause (1, 0.5, 0.25 or 0), by which mechanism, on what evidence."""

    value: float
    mechanism: str
    grade: Grade
    harmful: bool = False


@value
class Item(Sourced):
    """A technique (code T..) or an exercise (code E..)."""

    id: str
    file: str
    code: str
    label: str
    medical: str = ""
    says: str
    slot: Slot
    programmed: bool = True
    not_programmed: str = ""
    who: tuple[str, ...] = ("self",)
    families: tuple[str, ...]
    regions: tuple[str, ...]
    positions: tuple[str, ...]
    kit: tuple[tuple[str, ...], ...] = ()
    pose: tuple[str, ...]
    plate: str = ""
    tool: str = ""
    both_sides: bool = False
    new_counts: bool = True
    gentle: bool = False
    highest_level: int = 0
    alternate_days: bool = False
    times_a_day: int = 1
    steps: tuple[Step, ...]
    ladder: tuple[Rung, ...]
    dose: str
    progression: str
    fit: dict[CauseId, Fit]
    who_must_not: tuple[str, ...]
    stop: tuple[str, ...]
    expect: str
    instead: tuple[str, ...]


@value
class Template(Sourced):
    """A programme template: which items lead in which phase when its condition holds."""

    id: str
    file: str
    label: str
    cause: CauseId
    when: Condition | None = None
    first: tuple[str, ...]
    middle: tuple[str, ...]
    later: tuple[str, ...]
    says: str
