"""Today, the week, what we think, and every way to change it."""

import re

import pytest
from django.test import Client

from ischia.site.visit import Visit, knowledge, store
from ischia.site.week import accept, things_of
from tests.site.clock import Clock
from tests.site.people import arrive, live, tell
from tests.site.posting import read, send


def week() -> list[str]:
    """The items of the week."""
    return [thing.item.id for thing in things_of(Visit())]


def test_each_cause_is_a_range_and_never_one_number(client: Client, clock: Clock) -> None:
    """All four causes are there with both ends of their range; something else among them."""
    arrive("piri_45f")
    html = read(client, "/think/")
    assert len(re.findall(r"\d+–\d+ in 100", html)) == 4
    assert "Something else" in html
    assert "not a diagnosis" in html


def test_causes_are_told_without_a_plan_too(client: Client, clock: Clock) -> None:
    """Somebody who is refused by name still sees what we think."""
    arrive("piri_45f", pregnant="yes")
    assert len(re.findall(r"\d+–\d+ in 100", read(client, "/think/"))) == 4


def test_every_reason_has_its_source_and_grade(client: Client, clock: Clock) -> None:
    """Each answer that speaks for or against leads to its sources with how well they were checked."""
    arrive("disc_40f")
    html = read(client, "/think/")
    reasons = html.count('<ul class="cited">')
    assert reasons >= sum(len(one.speaks_for) + len(one.speaks_against) for one in Visit().conclusion.causes)
    assert "seen in the source" in html
    assert "our own judgement" in html


def test_today_counts_its_things_and_begins_in_one_tap(client: Client, clock: Clock) -> None:
    """The title counts the things; one button begins them; danger is one tap away."""
    arrive("piri_45f")
    html = read(client, "/today/")
    assert "Good morning. Four gentle things today." in html
    assert "Begin the session, 12 min" in html
    assert "Something new or worrying?" in html


def test_something_worrying_asks_what_is_new(client: Client, clock: Clock) -> None:
    """The worry key asks the six questions about what is new or changed at once."""
    arrive("piri_45f")
    html = client.post("/worry/", follow=True).content.decode()
    assert "Is anything new or changed between your legs" in html
    assert 'value="gate_between_legs"' in html


def test_a_plan_once_taken_stands_for_its_week(client: Client, clock: Clock) -> None:
    """Taking the plan tells it once; taking it again changes nothing until the week is over."""
    arrive("piri_45f")
    for _ in range(2):
        client.post("/plan/take/")
    assert len(store().journal().of_kind("plan_accepted")) == 1
    clock.on(days=7)
    arrive("piri_45f")
    accept(Visit())
    assert len(store().journal().of_kind("plan_accepted")) == 2


def test_leaving_an_item_out_brings_the_next_best(client: Client, clock: Clock) -> None:
    """A dropped item is gone from the week, something else takes its place, and undo brings it back."""
    arrive("piri_45f")
    client.post("/plan/take/")
    first = week()[0]
    html = send(client, "/change/0/", why="not_for_me", do="drop")
    assert first not in week()
    assert "Push, let go, lean in takes its place." in html
    client.post("/plan/restore/")
    assert first in week()


def test_a_swap_is_one_of_the_items_own_stand_ins(client: Client, clock: Clock) -> None:
    """Take brings the stand-in; an item that is none is not taken."""
    arrive("piri_45f")
    client.post("/plan/take/")
    html = read(client, "/change/0/")
    (swap, *_) = re.findall(r'value="swap\.(\w+)"', html)
    send(client, "/change/0/", do=f"swap.{swap}")
    assert swap in week()
    send(client, "/change/0/", do="swap.two_ball_sock")
    assert "two_ball_sock" not in week()


def test_moving_an_item_says_on_which_days_it_comes(client: Client, clock: Clock) -> None:
    """A moved item names its days, and stays in the week."""
    arrive("piri_45f")
    client.post("/plan/take/")
    html = send(client, "/change/0/", do="move.2")
    assert re.search(r"now comes on \w+day", html)


def test_it_hurts_asks_where_and_down_the_leg_asks_about_danger(client: Client, clock: Clock) -> None:
    """It hurts is followed by where; down the leg drops the item and asks what is new."""
    arrive("piri_45f")
    client.post("/plan/take/")
    first = week()[0]
    assert "Please say where." in send(client, "/change/0/", why="hurts", do="drop")
    assert first in week()
    html = send(client, "/change/0/", why="hurts", hurts="leg", do="drop")
    assert 'value="gate_between_legs"' in html
    assert first not in week()


def test_what_is_not_at_home_leaves_the_week(client: Client, clock: Clock) -> None:
    """Without a ball there is no ball; with minutes that are no number nothing is kept."""
    arrive("piri_45f")
    assert "wall_ball" in week()
    html = send(client, "/kit/", minutes="many", have=["lotion"])
    assert "Please give a number from 0 to 240." in html
    usual = [key for key, thing in knowledge().kit.items() if thing.usual]
    send(client, "/kit/", minutes="15", have=[*usual, "lotion", "mat"])
    assert "wall_ball" not in week()


def test_no_item_that_a_caution_blocks_is_ever_shown_as_planned(client: Client, clock: Clock) -> None:
    """On a blood thinner no ball stands anywhere in the week."""
    arrive("piri_45f", blood_thinner="yes")
    assert not [key for key in week() if "ball" in key]
    assert "What we are careful with" in read(client, "/plan/")


def test_every_claim_technique_and_exercise_is_on_does_it_work(client: Client, clock: Clock) -> None:
    """The whole catalogue is there, each claim with its verdict."""
    arrive("piri_45f")
    html = read(client, "/works/")
    missing = [one.claim for one in knowledge().claims.values() if one.claim.replace("'", "&#x27;") not in html]
    assert missing == []
    assert [key for key in knowledge().items() if f'href="/item/{key}/"' not in html] == []


@pytest.mark.parametrize("item", sorted(knowledge().items()))
def test_every_item_has_its_page(client: Client, clock: Clock, item: str) -> None:
    """Each technique and exercise can be read: steps, when to stop, for which cause, sources."""
    arrive("piri_45f")
    html = read(client, f"/item/{item}/")
    for part in ("How it is done", "Stop when", "Not for", "Which cause it suits", "Sources"):
        assert part in html


def test_an_unknown_item_or_statement_is_no_page(client: Client, clock: Clock) -> None:
    """A wrong address is answered in words, with nothing about the person."""
    arrive("piri_45f")
    for where in ("/item/no_such_item/", "/source/no_such_statement/", "/correct/no_such_entry/"):
        answered = client.get(where)
        assert answered.status_code == 404
        assert "We have no such page" in answered.content.decode()


def test_a_source_is_one_hop_from_any_statement(client: Client, clock: Clock) -> None:
    """A statement's page names its sources, how well they were checked, and the day."""
    arrive("piri_45f")
    html = read(client, "/source/wall_ball/")
    assert "Last checked" in html
    assert "our own judgement" in html


def test_after_a_gap_the_morning_is_welcomed_not_blamed(client: Client, clock: Clock) -> None:
    """Nothing on today's page speaks of missing, streaks or failing after two weeks away."""
    arrive("piri_45f")
    live(2)
    clock.on(days=14)
    arrive("piri_45f")
    html = read(client, "/today/").lower()
    assert not [word for word in ("missed", "streak", "failed", "behind") if word in html]


def test_what_is_done_is_marked(client: Client, clock: Clock) -> None:
    """After everything of the day is done, the title says so."""
    arrive("piri_45f")
    today = [(one.id, one.times) for one in Visit().conclusion.programme.days[0].items]
    for key, times in today:
        for _ in range(times):
            tell("session", {"items": [{"id": key, "seconds": 60, "rung": 0}]})
    assert "Everything for today is done." in read(client, "/today/")
