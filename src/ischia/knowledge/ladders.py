"""Dose ladders: that each rung differs in one thing, and that the steps of an item add up to each rung."""

from collections.abc import Iterator

from ischia.knowledge.items import Item, Rung, Step

SECONDS_A_MINUTE = 60
GRADED_RUNGS = range(6, 11)
FEWEST_RUNGS = 3
FEWEST_STEPS = 3


def minutes_of(seconds: float) -> float:
    """Seconds as minutes."""
    return seconds / SECONDS_A_MINUTE


def step_seconds(item: Item, rung: Rung) -> tuple[int, ...]:
    """Seconds of each step, summed over spots and sides, so that together they are the rung's minutes.

    The one filling step takes what the others leave; it is negative when they ask for too much.
    """
    fixed = [0 if step.fill else step.seconds * times(step, item, rung) for step in item.steps]
    left = round(rung.minutes * SECONDS_A_MINUTE) - sum(fixed)
    return tuple(left if step.fill else seconds for step, seconds in zip(item.steps, fixed, strict=True))


def times(step: Step, item: Item, rung: Rung) -> int:
    """How often a step is done in one sitting of a rung."""
    sides = 2 if item.both_sides else 1
    if step.per == "session":
        return 1
    return sides if step.per == "side" else sides * rung.spots


def ladder_problems(item: Item) -> Iterator[str]:
    """What is wrong with an item's steps and ladder."""
    if len(item.steps) < FEWEST_STEPS:
        yield f"has {len(item.steps)} steps; at least {FEWEST_STEPS} are needed"
    graded = item.programmed and item.highest_level > 0
    if graded and len(item.ladder) not in GRADED_RUNGS:
        yield f"has {len(item.ladder)} rungs; 6 to 10 are needed"
    if len(item.ladder) < FEWEST_RUNGS:
        yield f"has {len(item.ladder)} rungs; at least {FEWEST_RUNGS} are needed"
    for i, (lower, upper) in enumerate(zip(item.ladder, item.ladder[1:], strict=False)):
        changed = [name for name in ("minutes", "spots", "times_a_week", "level") if getattr(lower, name) != getattr(upper, name)]
        if len(changed) != 1:
            yield f"rungs {i} and {i + 1} differ in {', '.join(changed) or 'nothing'}; they must differ in exactly one thing"
    for i, rung in enumerate(item.ladder):
        yield from _rung_problems(item, i, rung)
    if sum(step.fill for step in item.steps) != 1:
        yield "needs exactly one step with fill: true"


def _rung_problems(item: Item, i: int, rung: Rung) -> Iterator[str]:
    if rung.level > item.highest_level:
        yield f"rung {i} has level {rung.level}, above the highest level {item.highest_level}"
    left = min(step_seconds(item, rung), default=0)
    if left < 0:
        yield f"rung {i}: the steps need {-left} seconds more than its {rung.minutes} minutes"
