"""Dose: where each person stands on each item's ladder, which limit holds, and what moves it (rulings 17 to 20)."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.cautions import Scope
from ischia.reasoning.layout import Bools, Floats, Ints, layout_of
from ischia.reasoning.people import People

# In the order in which they are named to the person; each is a key of words/limits.yaml. "free" means that the next rung may come.
HOLDS = (
    "top", "paused", "amber_or_red", "silent", "clearance", "caution", "ball_first_month",
    "level_3_week", "session_minutes", "greens", "rise_interval", "free",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Ladders:
    """All ladders side by side (items x longest ladder), padded with rungs that nothing allows."""

    minutes: Floats
    spots: Floats
    times: Floats
    level: Floats
    length: Ints
    ball: Bools
    massage: Bools


@dataclass(frozen=True, eq=False)
class Dose:
    """For each person and item: the rung that is allowed today (-1: none) and its numbers."""

    rung: Ints
    minutes: Floats
    spots: Floats
    times: Floats
    level: Floats


@lru_cache(maxsize=16)
def ladders_of(knowledge: Knowledge) -> Ladders:
    """The ladders of one knowledge, made once."""
    items = tuple(layout_of(knowledge).items.values())
    longest = max(len(item.ladder) for item in items)

    def padded(name: str) -> Floats:
        rows = [[getattr(rung, name) for rung in item.ladder] + [np.inf] * (longest - len(item.ladder)) for item in items]
        return np.array(rows, dtype=float)

    return Ladders(
        minutes=padded("minutes"),
        spots=padded("spots"),
        times=padded("times_a_week"),
        level=padded("level"),
        length=np.array([len(item.ladder) for item in items]),
        ball=np.array([bool({"ball_floor", "ball_wall"} & set(item.families)) for item in items]),
        massage=np.array([item.slot == "massage" for item in items]),
    )


def level_caps(knowledge: Knowledge, people: People, scope: Scope, at: float) -> tuple[Floats, Floats, Floats]:
    """The caps by caution, by the ball's first month, and by the week from which level 3 may come (each n x items)."""
    ladders = ladders_of(knowledge)
    days = days_since_start(people, at)[:, None]
    new_to_ball = days < knowledge.limit("ball.first_month_days")
    too_early = days < (knowledge.limit("pressure.level_3_from_week") - 1) * knowledge.limit("programme.days")
    ball = np.where(new_to_ball & ladders.ball, knowledge.limit("ball.first_month_level"), np.inf)
    early = np.where(too_early, knowledge.limit("pressure.highest_level") - 1, np.inf)
    return scope.level, ball, np.broadcast_to(early, ball.shape)


def days_since_start(people: People, at: float) -> Floats:
    """Days since the first session of anything; 0 before it."""
    begun = np.isfinite(people.started)
    return np.where(begun, np.floor(at) - np.floor(np.where(begun, people.started, 0)), 0.0)


def minutes_cap(knowledge: Knowledge, people: People, at: float) -> Floats:
    """How long one massage may last: short in the first week (n,)."""
    first_week = days_since_start(people, at) < knowledge.limit("programme.days")
    return np.where(first_week, knowledge.limit("session.minutes_week_1"), knowledge.limit("session.minutes_later"))


def prescribe(knowledge: Knowledge, people: People, scope: Scope, at: float) -> Dose:
    """The dose of every item for everybody at one moment."""
    ladders = ladders_of(knowledge)
    allowed = _allowed_rungs(knowledge, people, scope, at)
    rungs = np.arange(allowed.shape[2])
    reachable = (allowed & (rungs <= people.rung[:, :, None]))[:, :, ::-1]
    rung = np.where(reachable.any(axis=2), rungs[-1] - reachable.argmax(axis=2), -1)
    at_rung = (np.arange(len(ladders.length)), np.maximum(rung, 0))
    share = np.where(people.halved, knowledge.limit("reaction.after_clearance_share"), 1.0)[:, None]
    return Dose(
        rung=rung,
        minutes=ladders.minutes[at_rung] * share,
        spots=ladders.spots[at_rung],
        times=ladders.times[at_rung],
        level=ladders.level[at_rung],
    )


def _allowed_rungs(knowledge: Knowledge, people: People, scope: Scope, at: float) -> Bools:
    """Which rungs today's caps allow (n x items x rungs)."""
    ladders = ladders_of(knowledge)
    level = np.minimum.reduce(level_caps(knowledge, people, scope, at))
    minutes = np.minimum(scope.minutes, np.where(ladders.massage, minutes_cap(knowledge, people, at)[:, None], np.inf))
    strong = ladders.level >= knowledge.limit("pressure.highest_level")
    too_long = strong & (ladders.minutes > knowledge.limit("session.minutes_at_level_3"))
    real = np.isfinite(ladders.minutes) & ~too_long
    allowed = _small(ladders.level) <= _small(level)[:, :, None]
    allowed &= real
    allowed &= ladders.minutes.astype(np.float32) <= minutes.astype(np.float32)[:, :, None]
    allowed &= _small(ladders.spots) <= _small(scope.spots)[:, :, None]
    return np.asarray(allowed)


def _small(numbers: Floats) -> NDArray[np.int8]:
    """Small whole numbers in a byte each, infinity as the largest: a million people's rungs are compared faster so."""
    return np.minimum(numbers, np.iinfo(np.int8).max).astype(np.int8)


def holding(knowledge: Knowledge, people: People, scope: Scope, at: float) -> Ints:
    """The first limit (its place in HOLDS) that keeps each item from its next rung (n x items)."""
    ladders, allowed = ladders_of(knowledge), _allowed_rungs(knowledge, people, scope, at)
    upper = people.rung + 1
    at_top = upper >= ladders.length
    row = np.minimum(upper, ladders.length - 1)
    level = ladders.level[np.arange(len(ladders.length)), row]
    by_caution, by_ball, by_week = level_caps(knowledge, people, scope, at)
    next_allowed = np.take_along_axis(allowed, row[:, :, None], axis=2)[:, :, 0]
    held = {
        "top": at_top,
        "paused": people.paused_until > at,
        "amber_or_red": _wide(people.hold_until > at, at_top),
        "silent": _wide(people.silent >= knowledge.limit("reaction.silent_mornings_hold"), at_top),
        "clearance": _wide(people.halved & ~(people.greens >= knowledge.limit("reaction.greens_to_rise")).any(axis=1), at_top),
        "caution": (level > by_caution) | _beyond(ladders, row, scope),
        "ball_first_month": level > by_ball,
        "level_3_week": level > by_week,
        "session_minutes": ~next_allowed,
        "greens": people.greens < knowledge.limit("reaction.greens_to_rise"),
        "rise_interval": _wide(np.floor(at) - people.last_rise < knowledge.limit("reaction.days_between_rises"), at_top),
    }
    return np.select(list(held.values()), [HOLDS.index(name) for name in held], HOLDS.index("free"))


def _beyond(ladders: Ladders, row: Ints, scope: Scope) -> Bools:
    items = np.arange(len(ladders.length))
    return np.asarray((ladders.minutes[items, row] > scope.minutes) | (ladders.spots[items, row] > scope.spots))


def _wide(of_person: Bools, like: Bools) -> Bools:
    return np.broadcast_to(of_person[:, None], like.shape)


def may_rise(knowledge: Knowledge, people: People, at: float) -> Bools:
    """Who has greens enough for something, and a week since the last rise (n,): for everybody else no other limit need be looked at."""
    greens = (people.greens >= knowledge.limit("reaction.greens_to_rise")).any(axis=1)
    return np.asarray(greens & (np.floor(at) - people.last_rise >= knowledge.limit("reaction.days_between_rises")))


def raise_one(knowledge: Knowledge, people: People, scope: Scope, at: float) -> tuple[Ints, Bools]:
    """The item that goes up a rung today, for each person (n,), and whether any does; one at a time, the greenest first."""
    free = holding(knowledge, people, scope, at) == HOLDS.index("free")
    greenest = np.where(free & scope.fitting & np.isfinite(people.first_done), people.greens, -1)
    return greenest.argmax(axis=1), np.asarray(greenest.max(axis=1) >= 0)
