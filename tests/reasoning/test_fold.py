"""From a journal to one person: moments of different zones, corrections, and answers that came late."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.reasoning.conclude import conclude
from ischia.reasoning.conclusions import Conclusion
from ischia.reasoning.layout import layout_of
from ischia.trial.contract import ASKED, harmless
from tests.scenarios.stories import shipped

EAST = timezone(timedelta(hours=9))
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def calm_answers() -> dict[str, Any]:
    """A harmless answer to every question of the full screen, as a person would give them."""
    answers: dict[str, Any] = {"age": 45, "sex": "male", "leg_pain_now": 4, "back_pain_now": 2, "numb_places": []}
    base, knowledge = harmless(shipped()), shipped()
    for column, name in enumerate(columns()):
        finding = knowledge.findings.get(name)
        if finding and finding.part in ASKED and finding.kind == "yes_no" and base.state[0, column] == 2:
            answers[name] = "yes" if base.value[0, column] == 1 else "no"
    return answers


def columns() -> tuple[str, ...]:
    """The columns of an answer vector."""
    return layout_of(shipped()).columns


def entry(name: str, kind: str, happened: datetime, body: dict[str, Any]) -> Entry:
    """One entry, noted when it happened."""
    return Entry(name, kind, happened.date(), happened, happened, body)


def told(*entries: Entry, at: datetime) -> Conclusion:
    """What follows at a moment."""
    return conclude(shipped(), Journal.of(entries), at)


def screen(name: str, happened: datetime, **changed: str | int) -> Entry:
    """A full screen, harmless but for these answers."""
    return entry(name, "answers", happened, {"sitting": "first", "answers": {**calm_answers(), **changed}})


def test_hours_are_counted_across_zones() -> None:
    """A screen of 10:00 in the east is five hours old at 06:00 in London, whatever the clocks say."""
    morning = datetime(2026, 11, 20, 10, tzinfo=EAST)
    fresh = told(screen("a", morning), at=datetime(2026, 11, 20, 4, tzinfo=UTC))
    stale = told(screen("a", morning), at=datetime(2026, 11, 20, 6, tzinfo=UTC))
    assert fresh.danger.gates.open
    assert not stale.danger.gates.open


def test_a_corrected_danger_answer_is_not_forgotten() -> None:
    """A yes that is corrected to no within a day keeps the day's alarm."""
    first = screen("a", NOON, saddle_numb="yes")
    mended = {"sitting": "first", "answers": calm_answers()}
    correction = entry("b", "correction", NOON + timedelta(hours=1), {"corrects": "a", "body": mended})
    found = told(first, correction, at=NOON + timedelta(hours=2))
    assert found.danger.urgency == "same_day"
    assert found.programme.refusal is not None


def test_a_withdrawn_danger_answer_still_counts() -> None:
    """Withdrawing the entry does not take a danger sign away."""
    first = screen("a", NOON, saddle_numb="yes")
    withdrawn = entry("b", "correction", NOON + timedelta(hours=1), {"corrects": "a", "body": None})
    found = told(first, withdrawn, at=NOON + timedelta(hours=2))
    assert found.danger.urgency == "emergency_now"


def test_what_lies_ahead_is_not_known_yet() -> None:
    """An answer of tomorrow changes nothing today."""
    tomorrow = screen("b", NOON + timedelta(days=1), saddle_numb="yes")
    assert told(screen("a", NOON), tomorrow, at=NOON + timedelta(hours=1)).danger.urgency == "self_care"


def test_the_persons_own_day_decides() -> None:
    """A check-in at half past midnight belongs to the evening when the person says so."""
    late = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
    evening = Entry("c", "session", date(2026, 11, 20), late, late, {"items": [{"id": "walk", "seconds": 400, "rung": 0}]})
    found = told(screen("a", NOON), evening, at=late + timedelta(hours=8))
    assert found.dose["walk"].rung == 0


def cleared(name: str, happened: datetime, rule: str) -> Entry:
    """A clearance of one rule, seen on the day."""
    return entry(name, "clearance", happened, {"who": "doctor", "seen": happened.date().isoformat(), "found": "known", "rules": [rule]})


def test_a_known_foot_drop_raises_nothing_anew() -> None:
    """A foot drop that was seen and is unchanged does not fire through the home test that it settles; a new yes does."""
    first = screen("a", NOON, foot_drop="yes", leg_weak="yes")
    seen = cleared("b", NOON + timedelta(hours=1), "weakness.foot_drop")
    same = screen("c", NOON + timedelta(hours=2), foot_drop="unchanged", leg_weak="unchanged")
    worse = screen("d", NOON + timedelta(hours=3), foot_drop="yes", leg_weak="yes")
    at = NOON + timedelta(hours=4)
    assert told(first, same, at=at).danger.urgency == "same_day"
    assert told(first, seen, same, at=at).danger.urgency == "within_days"
    assert told(first, seen, same, worse, at=at).danger.urgency == "same_day"


def test_an_age_under_18_is_refused_whatever_else_is_said() -> None:
    """Sixteen and "18 or older" contradict one another: leg pain at that age is seen today, and there is no programme."""
    found = told(screen("a", NOON, age=16), at=NOON + timedelta(hours=1))
    assert found.danger.urgency == "same_day"
    assert found.programme.refusal is not None
    assert [one.id for one in found.danger.contradictions] == ["age_and_adult"]


def test_a_session_stopped_for_a_new_sign_opens_the_screen() -> None:
    """After it there is no programme until the danger questions are answered again."""
    done = {"items": [{"id": "warm_lotion_kneading", "seconds": 60, "rung": 0}], "why_stopped": "new_sign"}
    stopped = entry("b", "session", NOON + timedelta(hours=1), done)
    found = told(screen("a", NOON), stopped, at=NOON + timedelta(hours=2))
    assert found.programme.refusal is not None
    assert found.programme.refusal.name == "screen_incomplete"
    again = screen("c", NOON + timedelta(hours=2))
    assert told(screen("a", NOON), stopped, again, at=NOON + timedelta(hours=3)).danger.complete
