"""The programme: properties of every week that is planned, for random people."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.journal.ndjson import read_journal, write_journal
from ischia.reasoning.conclude import conclude
from ischia.reasoning.conclusions import plain
from ischia.reasoning.dose import ladders_of, minutes_cap
from ischia.reasoning.layout import Bools, layout_of
from ischia.reasoning.programme import SLOTS, catalogue_of, harmed
from ischia.reasoning.reason import Conclusions, reason
from tests.journal.strategies import journals
from tests.reasoning.crowd import AT, arrays_of, crowd
from tests.scenarios.stories import shipped

SEEDS = st.integers(0, 2**31)
KNOWN = {
    "question": set(shipped().findings),
    "item": set(shipped().items()),
    "rule": set(shipped().danger_rules()),
    "kit": set(shipped().kit),
    "position": set(shipped().positions),
}
LATER = datetime(2036, 1, 1, tzinfo=UTC)


def weeks(seed: int) -> tuple[Conclusions, np.ndarray, np.ndarray]:
    """What follows for a crowd, with the rows and slots that hold an item."""
    concluded = reason(shipped(), crowd(shipped(), seed), AT)
    rows, slots = np.nonzero(concluded.plan.days.any(axis=2))
    return concluded, rows, slots


@settings(max_examples=6)
@given(seed=SEEDS)
def test_nothing_blocked_or_over_its_cap_is_planned(seed: int) -> None:
    """Each planned item is open, fits, is programmed, keeps to its caps, and harms for no likely cause."""
    concluded, rows, slots = weeks(seed)
    item = concluded.plan.item[rows, slots]
    assert len(rows)
    assert concluded.scope.fitting[rows, item].all()
    assert catalogue_of(shipped()).programmed[item].all()
    assert (concluded.dose.rung[rows, item] >= 0).all()
    for name in ("level", "minutes", "spots"):
        assert (getattr(concluded.dose, name)[rows, item] <= getattr(concluded.scope, name)[rows, item]).all()
    assert not harmed(shipped(), concluded.likelihood.mid)[rows, item].any()
    assert not (concluded.people.dropped_until[rows, item] > AT).any()


@settings(max_examples=6)
@given(seed=SEEDS)
def test_a_day_holds_two_to_four_things_and_some_movement(seed: int) -> None:
    """With a walk in the week every day has movement; with breathing too, and time for both, 2 to 4 things."""
    concluded, _, _ = weeks(seed)
    plan, catalogue = concluded.plan, catalogue_of(shipped())
    things = plan.days.sum(axis=1)
    assert (things <= 4).all()
    walk = layout_of(shipped()).item["walk"]
    dose = concluded.dose
    able = plan.item[:, SLOTS.index("walk")] == walk
    movement: Bools = np.logical_or(catalogue.slot["walk"], catalogue.slot["exercise"])
    moves = np.asarray((plan.days & movement[plan.item][:, :, None]).any(axis=1))
    assert moves[able].all()
    calm = layout_of(shipped()).item["slow_breathing"]
    short = dose.minutes[:, walk] + dose.minutes[:, calm] <= concluded.people.minutes
    roomy = able & short & (plan.item[:, SLOTS.index("calm")] == calm)
    assert (things[roomy] >= 2).all()


@settings(max_examples=6)
@given(seed=SEEDS)
def test_balls_and_level_3_and_alternate_items_rest_a_day(seed: int) -> None:
    """What needs a day of rest never stands on two days running, nor today when it was done yesterday."""
    concluded, rows, slots = weeks(seed)
    item = concluded.plan.item[rows, slots]
    strong = concluded.dose.level[rows, item] >= shipped().limit("pressure.highest_level")
    rests = catalogue_of(shipped()).alternate[item] | ladders_of(shipped()).ball[item] | strong
    days = concluded.plan.days[rows, slots][rests]
    assert not (days[:, 1:] & days[:, :-1]).any()
    yesterday = np.floor(concluded.people.last_done[rows, item][rests]) >= np.floor(AT) - 1
    assert not days[yesterday, 0].any()


@settings(max_examples=6)
@given(seed=SEEDS)
def test_a_day_keeps_to_the_minutes_of_the_person(seed: int) -> None:
    """Everything but the walk fits into the time they have, and the massage into a sitting."""
    concluded, _, _ = weeks(seed)
    plan = concluded.plan
    spent = (plan.days * (plan.doses * plan.minutes)[:, :, None]).sum(axis=1)
    walk = np.where(plan.days[:, 0], plan.minutes[:, [0]], 0)
    assert (spent <= np.maximum(concluded.people.minutes[:, None], walk) + 1e-9).all()
    touch = (plan.item >= 0) & ladders_of(shipped()).massage[plan.item]
    rubbed = (plan.days * (touch * plan.minutes)[:, :, None]).sum(axis=1)
    assert (rubbed <= minutes_cap(shipped(), concluded.people, AT)[:, None] + 1e-9).all()


@settings(max_examples=6)
@given(seed=SEEDS)
def test_no_item_stands_twice_in_a_week_and_never_two_balls(seed: int) -> None:
    """Each slot has an item of its own, and one ball at most is in a week."""
    concluded, _, _ = weeks(seed)
    ball = ladders_of(shipped()).ball
    for row in concluded.plan.item:
        there = row[row >= 0]
        assert len(set(there.tolist())) == len(there)
        assert ball[there].sum() <= 1


@settings(max_examples=5)
@given(seed=SEEDS, row=st.integers(0, 39))
def test_a_batch_of_one_equals_a_row_of_many(seed: int, row: int) -> None:
    """What is concluded about a person does not depend on who else is in the batch."""
    people = crowd(shipped(), seed, 40)
    many = arrays_of(reason(shipped(), people, AT))
    alone = arrays_of(reason(shipped(), people.take(np.array([row])), AT))
    assert many.keys() == alone.keys()
    for name, array in alone.items():
        np.testing.assert_allclose(many[name][row].astype(float), array[0].astype(float), atol=1e-12, err_msg=name)


@settings(max_examples=20)
@given(entries=journals(known=KNOWN, most=8))
def test_any_journal_is_concluded_twice_the_same(entries: tuple[Entry, ...]) -> None:
    """Whatever a good journal holds, a conclusion comes out, and the same one again."""
    once = plain(conclude(shipped(), Journal.of(entries), LATER))
    assert plain(conclude(shipped(), Journal.of(entries), LATER)) == once


@settings(max_examples=6)
@given(entries=journals(known=KNOWN, most=8), days=st.integers(0, 400))
def test_what_is_written_and_read_back_concludes_the_same(entries: tuple[Entry, ...], days: int) -> None:
    """A journal that went through a file says the same, at any moment."""
    at = datetime(2026, 11, 20, 9, tzinfo=UTC) + timedelta(days=days)
    again = read_journal(write_journal(entries), KNOWN)
    assert plain(conclude(shipped(), Journal.of(again), at)) == plain(conclude(shipped(), Journal.of(entries), at))
