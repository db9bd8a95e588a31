"""How an item's steps unfold: over places and sides, and how they fit into the minutes that are left."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item, Rung, Step
from ischia.knowledge.ladders import SECONDS_A_MINUTE, step_seconds, times


@dataclass(frozen=True)
class Turn:
    """One doing of one step: `turn` is 0 or 1 for the side, None where the step belongs to no side; `place` counts from 1."""

    step: Step
    seconds: int
    turn: int | None = None
    place: int = 0


@dataclass(frozen=True)
class Timing:
    """How many places, and how long each doing of each step lasts."""

    spots: int
    seconds: tuple[int, ...]


def unfold(item: Item, timing: Timing) -> Iterator[Turn]:
    """Every doing of every step in order: all places of one side, then the other side."""
    steps = tuple(zip(item.steps, timing.seconds, strict=True))
    for whole, block in groupby(steps, key=lambda pair: pair[0].per == "session" or pair[0].fill):
        if whole:
            yield from (Turn(step, seconds) for step, seconds in block)
        else:
            yield from _sides(tuple(block), 2 if item.both_sides else 1, timing.spots)


def _sides(block: tuple[tuple[Step, int], ...], sides: int, spots: int) -> Iterator[Turn]:
    for turn in range(sides):
        for per, run in groupby(block, key=lambda pair: pair[0].per):
            steps = tuple(run)
            for place in range(1, spots + 1) if per == "spot" else (0,):
                yield from (Turn(step, seconds, turn, place) for step, seconds in steps)


def fit(knowledge: Knowledge, item: Item, rung: Rung, minutes: float, spots: int) -> Timing | None:
    """The timing for these minutes; None when there is no room at all.

    Fewer minutes than the rung's mean fewer places and a shorter filling step; where even one place is too long, shorter steps.
    No step ever gets longer than its file says.
    """
    if minutes >= rung.minutes and spots == rung.spots:
        return _timed(item, rung)
    shortest = int(knowledge.limit("script.shortest_step_seconds"))
    for fewer in range(spots, 0, -1):
        smaller = replace(rung, minutes=minutes, spots=fewer)
        if _filling(item, smaller) >= shortest:
            return _timed(item, smaller)
    return _squeezed(item, replace(rung, minutes=minutes, spots=1), shortest)


def _filling(item: Item, rung: Rung) -> int:
    seconds = step_seconds(item, rung)
    return min(left for step, left in zip(item.steps, seconds, strict=True) if step.fill)


def _timed(item: Item, rung: Rung) -> Timing:
    total = step_seconds(item, rung)
    return Timing(rung.spots, tuple(all_of // times(step, item, rung) if not step.fill else all_of for step, all_of in pairs(item, total)))


def pairs(item: Item, seconds: tuple[int, ...]) -> Iterator[tuple[Step, int]]:
    """Each step with its seconds."""
    return zip(item.steps, seconds, strict=True)


def _squeezed(item: Item, rung: Rung, shortest: int) -> Timing | None:
    """One place, and its steps shortened alike; when that is not enough, all steps."""
    for shrinks in (lambda step: step.per != "session", lambda step: True):
        able = sum(_cost(step, item, rung) for step in item.steps if shrinks(step))
        fixed = sum(_cost(step, item, rung) for step in item.steps if not shrinks(step))
        room = round(rung.minutes * SECONDS_A_MINUTE) - fixed - shortest
        if 0 < room <= able and able:
            smaller = replace(item, steps=tuple(_shorter(step, room, able) if shrinks(step) else step for step in item.steps))
            if min(step.seconds for step in smaller.steps if not step.fill) > 0:
                return _timed(smaller, rung)
    return None


def _cost(step: Step, item: Item, rung: Rung) -> int:
    return 0 if step.fill else step.seconds * times(step, item, rung)


def _shorter(step: Step, room: int, able: int) -> Step:
    return replace(step, seconds=step.seconds * room // able)
