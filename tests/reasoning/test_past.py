"""A fold that goes on from a known past leads where a whole fold leads, whatever is told and whenever."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.reasoning.fold import fold, fold_past
from ischia.reasoning.people import People
from tests.reasoning.test_fold import EAST, NOON, entry, screen
from tests.scenarios.stories import shipped

MORNINGS = st.fixed_dictionaries(
    {"leg": st.integers(0, 10)}, optional={"soreness": st.sampled_from(["none", "same_spot", "lower_down", "new_nerve_sign"])}
)
SESSIONS = st.sampled_from(["walk", "warm_lotion_kneading", "wall_ball"]).map(
    lambda item: {"items": [{"id": item, "seconds": 240, "rung": 0}]}
)
TOLD = st.one_of(MORNINGS.map(lambda body: ("morning", body)), SESSIONS.map(lambda body: ("session", body)))
# (days after the last, hours of lateness: an entry may be told for an earlier day)
STEPS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), TOLD), min_size=1, max_size=12)


def same(one: People, other: People) -> bool:
    """Whether two people are equal in everything."""
    return all(np.array_equal(getattr(one, field.name), getattr(other, field.name), equal_nan=True) for field in fields(one))


def _told(name: str, kind: str, days: int, earlier: int, body: dict[str, Any]) -> Entry:
    happened = NOON + timedelta(days=days)
    made = entry(name, kind, happened, body)
    return Entry(made.id, kind, (happened - timedelta(days=earlier)).date(), happened, happened, made.body)


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
def test_going_on_equals_beginning_anew(steps: list[tuple[int, int, tuple[str, dict[str, Any]]]]) -> None:
    """After each thing told, late ones among them, the known past and the whole journal lead to the same person."""
    told, days, past = [screen("first", NOON)], 0, None
    for place, (later, earlier, (kind, body)) in enumerate(steps):
        days += later
        told.append(_told(f"e{place}", kind, days, earlier, body))
        journal, at = Journal.of(told), NOON + timedelta(days=days, hours=1)
        past = fold_past(shipped(), journal, at, past)
        assert same(fold(shipped(), journal, at, past), fold(shipped(), journal, at))


def test_a_correction_of_an_old_morning_begins_anew() -> None:
    """A known past does not hide that one of its mornings was corrected since."""
    told = [screen("first", NOON), *(_told(f"m{day}", "morning", day, 0, {"leg": 4}) for day in range(1, 6))]
    at = NOON + timedelta(days=6)
    past = fold_past(shipped(), Journal.of(told), at)
    told.append(_told("c", "correction", 6, 0, {"corrects": "m2", "body": {"leg": 9}}))
    assert same(fold(shipped(), Journal.of(told), at, past), fold(shipped(), Journal.of(told), at))


def test_another_zone_begins_anew() -> None:
    """Hours are counted by the clock of the place, so a traveller's past is folded again."""
    told = [screen("first", NOON), *(_told(f"m{day}", "morning", day, 0, {"leg": 4}) for day in range(1, 4))]
    here = NOON + timedelta(days=4)
    past = fold_past(shipped(), Journal.of(told), here)
    there = here.astimezone(EAST)
    assert same(fold(shipped(), Journal.of(told), there, past), fold(shipped(), Journal.of(told), there))
