"""Dose: what one day does to where a person stands on each ladder (rulings 17 to 20)."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.reasoning.advance import advance
from ischia.reasoning.cautions import scope
from ischia.reasoning.days import SORENESS, Day, quiet_day
from ischia.reasoning.dose import Dose, ladders_of, prescribe
from ischia.reasoning.layout import Bools, layout_of
from ischia.reasoning.people import People
from ischia.reasoning.programme import catalogue_of
from ischia.reasoning.truth import settle
from ischia.trial.contract import harmless
from tests.reasoning.crowd import AT, crowd
from tests.scenarios.stories import shipped

SEEDS = st.integers(0, 2**31)
TODAY = np.floor(AT)


def place(item: str) -> int:
    """The column of an item."""
    return layout_of(shipped()).item[item]


def counted() -> Bools:
    """The items that can be new; walking, breathing and light strokes go on whatever the morning says."""
    return catalogue_of(shipped()).new_counts


def dosed(people: People, at: float = AT) -> Dose:
    """Today's dose of everything."""
    answers = settle(layout_of(shipped()), people.answers(), at)
    return prescribe(shipped(), people, scope(shipped(), people, answers, at), at)


def climbed(days_ago: int) -> People:
    """Somebody without cautions at the top of every ladder, who began so many days ago."""
    calm, base = crowd(shipped(), 1, 1), harmless(shipped())
    begun = np.full(calm.rung.shape, TODAY - days_ago)
    return replace(
        calm,
        state=base.state,
        value=base.value,
        rung=np.broadcast_to(ladders_of(shipped()).length - 1, calm.rung.shape),
        first_done=begun,
        last_done=np.full(begun.shape, TODAY - 1),
        halved=np.zeros(1, bool),
    )


def morning(people: People, **said: Any) -> People:
    """Today, with what was said in the morning."""
    day = quiet_day(shipped(), len(people), TODAY, 1)
    told: dict[str, Any] = {name: np.full(len(people), value) for name, value in said.items()}
    return advance(shipped(), people, replace(day, **told))


def trained_yesterday(seed: int, leg: float = 4.0) -> People:
    """A crowd whose usual morning is 4 and who did everything yesterday."""
    people = crowd(shipped(), seed, 30)
    return replace(
        people,
        leg=np.full(people.leg.shape, leg),
        last_done=np.full(people.rung.shape, TODAY - 1),
        first_done=np.minimum(people.first_done, TODAY - 30),
    )


@pytest.mark.parametrize(("days", "level"), [(20, 2), (21, 3), (60, 3)])
def test_level_3_comes_not_before_week_4(days: int, level: int) -> None:
    """Kneading stays at level 2 for the first 3 weeks, whatever the ladder would give."""
    assert dosed(climbed(days)).level[0, place("warm_lotion_kneading")] == level


@pytest.mark.parametrize(("days", "level"), [(0, 2), (27, 2), (28, 3)])
def test_the_ball_stays_at_level_2_in_the_first_month(days: int, level: int) -> None:
    """28 days long the ball is at most firm."""
    assert dosed(climbed(days)).level[0, place("wall_ball")] == level
    assert dosed(climbed(days)).level[0, place("floor_ball")] == level


@pytest.mark.parametrize(("days", "most"), [(6, 10), (7, 20)])
def test_a_sitting_is_short_in_the_first_week(days: int, most: int) -> None:
    """No massage is longer than 10 minutes in week 1, than 20 later."""
    massage = ladders_of(shipped()).massage
    dose = dosed(climbed(days))
    assert (dose.minutes[0, massage & (dose.rung[0] >= 0)] <= most).all()


def test_level_3_lasts_six_minutes_at_most() -> None:
    """No rung at level 3 goes over 6 minutes."""
    dose = dosed(climbed(90))
    strong = (dose.level[0] >= 3) & (dose.rung[0] >= 0)
    assert strong.any()
    assert (dose.minutes[0, strong] <= 6).all()


@pytest.mark.parametrize(("missed", "level"), [(7, 3), (8, 2), (28, 2)])
def test_a_missed_week_goes_back_to_the_first_rung_of_the_level_below(missed: int, level: int) -> None:
    """After more than 7 days without it an item starts a level lower, at that level's first rung."""
    people = replace(climbed(90), last_done=np.full((1, len(layout_of(shipped()).items)), TODAY))
    later = advance(shipped(), people, quiet_day(shipped(), 1, TODAY + missed, missed))
    ladder = shipped().items()["warm_lotion_kneading"].ladder
    rung = int(later.rung[0, place("warm_lotion_kneading")])
    assert ladder[rung].level == level
    if missed > 7:
        assert ladder[rung - 1].level < level


def test_four_missed_weeks_start_at_the_bottom() -> None:
    """After 29 days everything is at its first rung."""
    people = replace(climbed(90), last_done=np.full((1, len(layout_of(shipped()).items)), TODAY))
    later = advance(shipped(), people, quiet_day(shipped(), 1, TODAY + 29, 29))
    assert (later.rung == 0).all()
    assert (later.greens == 0).all()


@settings(max_examples=6)
@given(seed=SEEDS, leg=st.floats(0, 5))
def test_a_green_morning_raises_one_item_by_one_rung_at_most(seed: int, leg: float) -> None:
    """One technique at a time, one rung, and only after 3 greens."""
    before = trained_yesterday(seed)
    after = morning(before, leg=leg, soreness=SORENESS.index("none"))
    risen = after.rung - before.rung
    assert (risen.sum(axis=1) <= 1).all()
    assert (risen >= 0).all()
    assert (before.greens[risen > 0] >= 2).all()


@settings(max_examples=6)
@given(seed=SEEDS, leg=st.floats(0, 10), soreness=st.integers(-1, 3), hours=st.floats(0, 100))
def test_a_rise_never_comes_within_7_days_of_the_last(seed: int, leg: float, soreness: int, hours: float) -> None:
    """Whoever rose 6 days ago does not rise today; whatever the morning says."""
    before = replace(trained_yesterday(seed), last_rise=np.full(30, TODAY - 6))
    after = morning(before, leg=leg, soreness=soreness, sore_hours=hours)
    assert (after.rung <= before.rung).all()


@settings(max_examples=6)
@given(seed=SEEDS, rise=st.floats(2, 2.9))
def test_amber_goes_one_rung_down_and_rests_two_days(seed: int, rise: float) -> None:
    """2 points more, once."""
    before = trained_yesterday(seed)
    after = morning(before, leg=4 + rise, soreness=SORENESS.index("none"))
    assert (after.rung == np.maximum(before.rung - 1, 0)).all()
    assert (after.paused_until[:, counted()] == TODAY + 2).all()
    assert not np.isfinite(after.paused_until[:, ~counted()]).any()
    assert (after.greens == 0).all()


@settings(max_examples=6)
@given(
    seed=SEEDS,
    said=st.sampled_from([{"leg": 7.0}, {"leg": 9.0}, {"leg": 4.0, "soreness": 2}, {"leg": 4.0, "soreness": 1, "sore_hours": 49.0}]),
)
def test_red_goes_two_rungs_down_and_rests_a_week(seed: int, said: dict[str, float]) -> None:
    """3 points more, lower down, or sore for more than 48 hours."""
    before = trained_yesterday(seed)
    after = morning(before, **{"soreness": 0, **said})
    assert (after.rung == np.maximum(before.rung - 2, 0)).all()
    assert (after.paused_until[:, counted()] == TODAY + 7).all()
    assert not np.isfinite(after.paused_until[:, ~counted()]).any()
    assert (after.hold_until == TODAY + 7).all()


@settings(max_examples=5)
@given(seed=SEEDS)
def test_silence_changes_no_rung_and_no_run(seed: int) -> None:
    """A morning without an answer is not green, and the run stays."""
    before = trained_yesterday(seed)
    after = morning(before)
    assert (after.rung == before.rung).all()
    assert (after.greens == before.greens).all()
    assert (after.silent == before.silent + 1).all()


@settings(max_examples=5)
@given(seed=SEEDS)
def test_a_dose_stands_on_a_rung_of_the_ladder_at_or_below_the_one_reached(seed: int) -> None:
    """The dose is never above the person's own rung and never over a cap."""
    people = crowd(shipped(), seed)
    dose = dosed(people)
    assert (dose.rung <= people.rung).all()
    assert (dose.rung < ladders_of(shipped()).length).all()


def test_days_say_nothing_by_themselves() -> None:
    """A quiet day holds no session, no answer and no wish."""
    day: Day = quiet_day(shipped(), 2, TODAY, 1)
    assert not day.done.any()
    assert np.isnan(day.leg).all()
    assert not day.accepted.any()
