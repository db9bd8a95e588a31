"""A session script: what to show and say, second by second, on which side, how strongly, and when to stop."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One line as the screen shows it and as the voice says it."""

    show: str
    say: str


@dataclass(frozen=True)
class Cue:
    """A line that comes so many seconds after its step began."""

    at: int
    words: Words


@dataclass(frozen=True)
class FeelCheck:
    """A question for a number; above `most` the answer is `above`, else `within`."""

    ask: Words
    lowest: int
    highest: int
    most: int
    within: Words
    above: Words
    leg: Words


@dataclass(frozen=True)
class Easier:
    """The same step made milder: its level, and the words that make it so."""

    level: int
    words: Words


@dataclass(frozen=True)
class Step:
    """One step on one side at one place; `before` is said as it begins, `place` counts places or repeats from 1 (0: none)."""

    kind: str
    starts: int
    seconds: int
    side: str
    level: int
    region: str
    pose: str
    place: int
    places: int
    words: Words
    before: tuple[Words, ...]
    cues: tuple[Cue, ...]
    feel: FeelCheck | None
    easier: Easier


@dataclass(frozen=True)
class Part:
    """Steps of another item that follow a script; their seconds are not part of the script's own."""

    item: str
    label: str
    offer: Words
    seconds: int
    steps: tuple[Step, ...]
    stop_rules: tuple[Words, ...]


@dataclass(frozen=True)
class Ice:
    """Cold as an option: its steps with the timer, the moments at which the skin is looked at, and its limits."""

    offer: Words
    yes: Words
    no: Words
    part: Part
    looks: tuple[int, ...]
    minutes: float
    never_over_minutes: float
    hours_apart: float
    times_a_day: int
    limits: tuple[Words, ...]


@dataclass(frozen=True)
class Script:
    """One planned item as ordered steps whose seconds add up to its minutes."""

    item: str
    code: str
    label: str
    rung: int
    level: int
    side: str
    position: str
    seconds: int
    regions: tuple[str, ...]
    intro: tuple[Words, ...]
    stop_rules: tuple[Words, ...]
    steps: tuple[Step, ...]
    outro: tuple[Words, ...]
    closing: Part | None
    ice: Ice | None

    def items(self) -> tuple[str, ...]:
        """Every item that the script holds: its own, the closing strokes, the optional ice."""
        parts = (self.closing, self.ice.part if self.ice else None)
        return (self.item, *(part.item for part in parts if part is not None))
