"""The check-ins: a few taps, nothing doubled, nothing lost, and one line about what they do."""

from datetime import timedelta, timezone

from django.test import Client

from ischia.site.visit import Visit, store
from tests.site.clock import FIRST, Clock
from tests.site.people import arrive, gates_all_no, live, tell
from tests.site.posting import hidden, read, send


def mornings() -> list[dict[str, object]]:
    """The mornings as the journal says them."""
    return [dict(entry.body) for entry in store().journal().of_kind("morning")]


def after_a_session(clock: Clock, leg: int = 5) -> None:
    """The morning after a first session."""
    arrive("piri_45f", leg_pain_now=leg)
    gates_all_no()
    tell("session", {"items": [{"id": "warm_lotion_kneading", "seconds": 240, "rung": 0, "level": 0}]})
    clock.on(days=1)


def test_a_green_morning_says_what_it_does(client: Client, clock: Clock) -> None:
    """No worse and no soreness is green, in words, with what still holds the next step."""
    after_a_session(clock)
    html = send(client, "/morning/", leg="5", sleep="good", soreness="none")
    assert "Green: no soreness left, leg no worse." in html
    assert "3 green mornings in a row" in html


def test_an_amber_morning_steps_back_without_blame(client: Client, clock: Clock) -> None:
    """Still sore in the spot is amber: one step back, and that is the plan working."""
    after_a_session(clock)
    assert "Amber: one step back" in send(client, "/morning/", leg="5", sleep="good", soreness="same_spot")


def test_a_red_morning_rests_the_item(client: Client, clock: Clock) -> None:
    """Three points worse is red: the item rests for 7 days and leaves the week."""
    after_a_session(clock)
    html = send(client, "/morning/", leg="8", sleep="hardly", soreness="none")
    assert "Red: this one rests for 7 days." in html
    assert "warm_lotion_kneading" not in {item.id for day in Visit().conclusion.programme.days for item in day.items}


def test_new_numbness_in_the_morning_opens_the_whole_danger_screen(client: Client, clock: Clock) -> None:
    """A new nerve sign leads to the questions at once; there is no plan meanwhile."""
    after_a_session(clock)
    html = send(client, "/morning/", leg="5", sleep="good", soreness="new_nerve_sign")
    assert "please answer the safety questions now" in html.lower()
    assert not Visit().conclusion.danger.complete


def test_without_a_session_yesterday_nothing_is_asked_about_it(client: Client, clock: Clock) -> None:
    """The third part is there only after a session."""
    arrive("piri_45f")
    clock.on(days=1)
    assert "After yesterday" not in read(client, "/morning/")
    send(client, "/morning/", leg="4", sleep="broken")
    assert mornings() == [{"leg": 4, "sleep": "broken", "soreness": None}]


def test_what_is_missing_is_said_at_its_field_and_the_rest_kept(client: Client, clock: Clock) -> None:
    """A morning without a number is answered beside the keys; the sleep that was chosen stays chosen."""
    after_a_session(clock)
    html = send(client, "/morning/", sleep="broken")
    assert "Please choose a number." in html
    assert 'name="sleep" value="broken" checked' in html
    assert mornings() == []


def test_two_windows_do_not_double_a_morning(client: Client, clock: Clock) -> None:
    """A second window's morning is explained, its choices kept on the page, and not saved."""
    after_a_session(clock)
    old = hidden(read(client, "/morning/"))
    send(client, "/morning/", leg="5", sleep="good", soreness="none")
    html = client.post("/morning/", {**old, "leg": "7", "sleep": "good", "soreness": "none"}).content.decode()
    assert "Something was saved in another window" in html
    assert 'name="leg" value="7" checked' in html
    assert [one["leg"] for one in mornings()] == [5]


def test_a_morning_told_again_is_a_correction(client: Client, clock: Clock) -> None:
    """The same morning a second time mends the first, and the first stays in the record."""
    after_a_session(clock)
    send(client, "/morning/", leg="5", sleep="good", soreness="none")
    send(client, "/morning/", leg="6", sleep="good", soreness="none")
    assert [one["leg"] for one in mornings()] == [6]
    assert [entry.kind for entry in store().journal().written[-2:]] == ["morning", "correction"]


def test_half_past_midnight_belongs_to_the_evening_if_the_person_says_so(client: Client, clock: Clock) -> None:
    """Told at 00:30 for the evening, it is kept for that day; without saying, it is asked."""
    arrive("piri_45f")
    clock.put(FIRST + timedelta(hours=15, minutes=30))
    assert "Please say which day this belongs to." in send(client, "/morning/", leg="4")
    send(client, "/morning/", leg="4", belongs="evening")
    (entry,) = store().journal().of_kind("morning")
    assert entry.day == FIRST.date()
    send(client, "/reaction/", now="same", belongs="today")
    assert store().journal().of_kind("reaction")[0].day == FIRST.date() + timedelta(days=1)


def test_lower_down_right_after_asks_what_is_new(client: Client, clock: Clock) -> None:
    """Lower down, or new tingling, is kept and followed by the six questions."""
    arrive("piri_45f")
    html = send(client, "/reaction/", now="lower_down", pain="6")
    assert 'value="gate_between_legs"' in html
    assert store().journal().of_kind("reaction")[0].body["now"] == "lower_down"


def test_the_week_is_kept_part_by_part_and_its_past_shown_after(client: Client, clock: Clock) -> None:
    """Four parts make one entry; last week's numbers come after answering."""
    arrive("piri_45f")
    live(7)
    assert "Last week your back was" not in read(client, "/weekly/")
    send(client, "/weekly/", part="back", score="2")
    send(client, "/weekly/", part="function", score="3")
    send(client, "/weekly/", {"part": "activities", "name.0": "Drive 20 minutes", "score.0": "6"})
    html = send(client, "/weekly/", part="calm", score="7")
    assert "Last week your back was 3." in html
    assert dict(store().journal().of_kind("weekly")[-1].body) == {
        "back": 2,
        "function": 3,
        "calm": 7,
        "activities": {"Drive 20 minutes": 6},
    }


def test_stopping_in_the_middle_keeps_what_was_said(client: Client, clock: Clock) -> None:
    """Stop here keeps the parts that were answered."""
    arrive("piri_45f")
    send(client, "/weekly/", part="back", score="2")
    send(client, "/weekly/", stop="yes")
    assert dict(store().journal().of_kind("weekly")[-1].body) == {"back": 2}


def test_a_week_with_a_wrong_number_is_answered_at_the_field(client: Client, clock: Clock) -> None:
    """A score above 10 is refused in words, and the names that were typed stay."""
    arrive("piri_45f")
    send(client, "/weekly/", part="back", score="2")
    send(client, "/weekly/", part="function", score="3")
    html = send(client, "/weekly/", {"part": "activities", "name.0": "Tie my shoe", "score.0": "11"})
    assert "Please give a number from 0 to 10." in html
    assert 'value="Tie my shoe"' in html


def test_a_traveller_keeps_her_own_days(client: Client, clock: Clock) -> None:
    """After a flight to another zone an entry has the day and the offset of there."""
    after_a_session(clock)
    clock.put(clock.moment.astimezone(timezone(timedelta(hours=9))))
    clock.on(hours=5)
    send(client, "/morning/", leg="4", sleep="good", soreness="none")
    (entry,) = store().journal().of_kind("morning")
    assert entry.happened.utcoffset() == timedelta(hours=9)
    assert entry.day == clock.moment.date()
