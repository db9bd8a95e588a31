"""The interview: danger first, one page at a time, nothing lost, nothing overwritten."""

from typing import Any

import pytest
from django.test import Client

from ischia.site import interview
from ischia.site.visit import Visit, knowledge, store
from tests.site.clock import Clock
from tests.site.people import arrive, gates_all_no, tell
from tests.site.posting import answer, asked, hidden, read, send
from tests.site.states import about_you


def told() -> dict[str, Any]:
    """The newest answer to each question."""
    return {
        key: said for entry in store().journal().of_kind("about_me", "answers") for key, said in (entry.body.get("answers") or {}).items()
    }


def begin(client: Client) -> None:
    """Country, age, sex and pain."""
    send(client, "/welcome/", country="GB")
    answer(client, age="45", sex="female")
    answer(client, leg_pain_now="5", back_pain_now="1", which_side="right")


def test_danger_comes_before_anything_that_could_be_planned(client: Client) -> None:
    """After who it is and how bad it is, the five questions about the nerves of the bladder come first, one a page."""
    begin(client)
    seen = []
    for _ in range(5):
        seen.append(asked(client))
        answer(client, **{seen[-1]: "no"})
    assert seen == ["saddle_numb", "bladder_change", "bladder_feeling", "bowel_change", "sexual_change"]


def test_no_plan_before_the_danger_screen_is_answered(client: Client) -> None:
    """Today and the plan refuse by name while one danger question is open, and lead back to it."""
    begin(client)
    for where in ("/today/", "/plan/", "/handout/"):
        html = read(client, where)
        assert "Answer the open questions" in html
        assert "Begin the session" not in html


def test_a_yes_to_numbness_between_the_legs_leads_to_the_stop_page_at_once(client: Client) -> None:
    """The first emergency sign opens the stop page, before any other question."""
    begin(client)
    assert "Please stop here" in answer(client, saddle_numb="yes")


def test_not_sure_about_the_saddle_opens_the_page_on_how_to_look(client: Client) -> None:
    """Not sure is looked at again with steps; still not sure counts as a sign."""
    begin(client)
    assert "Let us look again" in answer(client, saddle_numb="unsure")
    assert "saddle_numb" not in told()
    assert "Please stop here for today" in answer(client, saddle_numb="unsure")
    assert told()["saddle_numb"] == "unsure"


@pytest.mark.parametrize("key", ["bladder_change", "bladder_feeling", "bowel_change"])
def test_bladder_and_bowel_are_looked_at_again_too(client: Client, clock: Clock, key: str) -> None:
    """Each of the signs that a person can check at home has its steps."""
    arrive("piri_45f")
    interview.ask_again(Visit(), key)
    assert "Let us look again" in answer(client, **{key: "unsure"})


def test_none_of_these_answers_the_whole_list(client: Client) -> None:
    """One tap answers every line of a list with no."""
    begin(client)
    for key in ("saddle_numb", "bladder_change", "bladder_feeling", "bowel_change", "sexual_change"):
        answer(client, **{key: "no"})
    assert asked(client) == "legs"
    answer(client, all="none")
    assert [told()[key] for key in ("both_legs_new", "foot_drop", "leg_weak")] == ["no"] * 3


def test_a_list_with_nothing_ticked_is_not_gone_past(client: Client, clock: Clock) -> None:
    """Going on without a tick, by a browser that shows the button, is asked again in words and tells nothing."""
    about_you()
    for key in ("saddle_numb", "bladder_change", "bladder_feeling", "bowel_change", "sexual_change"):
        answer(client, **{key: "no"})
    assert "Please choose one of these." in answer(client, all="ticked")
    assert "foot_drop" not in told()


def test_not_sure_about_a_list_asks_each_line_by_itself(client: Client, clock: Clock) -> None:
    """Not sure is never taken for the whole list."""
    about_you()
    for key in ("saddle_numb", "bladder_change", "bladder_feeling", "bowel_change", "sexual_change"):
        answer(client, **{key: "no"})
    answer(client, all="unsure")
    first = asked(client)
    assert first in told() or knowledge().findings[first].list == "legs"
    answer(client, **{first: "no"})
    assert asked(client) != first


def test_a_ticked_line_that_is_an_emergency_stops_at_once(client: Client, clock: Clock) -> None:
    """A tick on both legs newly weak leads to the stop page without another question."""
    about_you()
    for key in ("saddle_numb", "bladder_change", "bladder_feeling", "bowel_change", "sexual_change"):
        answer(client, **{key: "no"})
    assert "Please stop here" in answer(client, all="ticked", tick="both_legs_weak")


def test_back_asks_the_page_before_and_keeps_its_answer_until_then(client: Client) -> None:
    """Back leads to the page before; its answer stands until another one is given."""
    begin(client)
    answer(client, saddle_numb="no")
    client.post("/questions/back/")
    assert asked(client) == "saddle_numb"
    assert told()["saddle_numb"] == "no"
    assert "Please stop here" in answer(client, saddle_numb="yes")


def test_a_danger_answer_is_never_overwritten(client: Client) -> None:
    """An answer that is given anew is a new entry; the old one stays in the record."""
    begin(client)
    answer(client, saddle_numb="no")
    client.post("/questions/back/")
    answer(client, saddle_numb="yes")
    said = [
        entry.body["answers"]["saddle_numb"] for entry in store().journal().written if "saddle_numb" in (entry.body.get("answers") or {})
    ]
    assert said == ["no", "yes"]


def test_danger_questions_cannot_be_left_out(client: Client) -> None:
    """Leaving a danger question out leaves it open: there is still no plan."""
    begin(client)
    html = read(client, "/questions/")
    page = client.post("/questions/skip/", hidden(html, "/questions/answer/"), follow=True).content.decode()
    assert "We make no plan before they are answered." in page
    assert asked(client) == "saddle_numb"


def test_other_questions_can_be_left_out_for_the_day(client: Client, clock: Clock) -> None:
    """What is left out is not asked again today, and comes back tomorrow."""
    arrive("piri_45f")
    first = asked(client)
    client.post("/questions/skip/", hidden(read(client, "/questions/"), "/questions/answer/"))
    assert asked(client) != first
    clock.on(days=1)
    assert asked(client) == first


def test_the_same_form_twice_is_one_answer(client: Client) -> None:
    """A form that is sent twice adds one entry."""
    begin(client)
    fields = {**hidden(read(client, "/questions/"), "/questions/answer/"), "saddle_numb": "no"}
    before = len(store().journal().written)
    client.post("/questions/answer/", fields)
    client.post("/questions/answer/", fields)
    assert len(store().journal().written) == before + 1


def test_a_second_window_is_told_that_its_page_is_old(client: Client) -> None:
    """The same question answered in two windows: the second is explained, its choice shown, and nothing of it kept."""
    begin(client)
    old = hidden(read(client, "/questions/"), "/questions/answer/")
    answer(client, saddle_numb="no")
    html = client.post("/questions/answer/", {**old, "saddle_numb": "yes"}).content.decode()
    assert "Something was saved in another window" in html
    assert "You chose: Yes" in html
    assert told()["saddle_numb"] == "no"


def test_gates_come_before_a_session_only(client: Client, clock: Clock) -> None:
    """Without a session the six gates are not asked; with one they come one by one, then the session."""
    arrive("piri_45f")
    tell("plan_accepted", {"items": [], "version": knowledge().version})
    clock.on(hours=5)
    assert not asked(client).startswith("gate_")
    client.post("/begin/", {"item": "walk"})
    gates = []
    while (name := asked(client)).startswith("gate_"):
        gates.append(name)
        answer(client, **{name: "no"})
    assert len(gates) == 6
    assert 'id="player"' in read(client, "/questions/")


def test_a_yes_at_a_gate_opens_its_full_questions(client: Client, clock: Clock) -> None:
    """A worried gate is followed by the full items, and no session meanwhile."""
    arrive("piri_45f")
    clock.on(hours=5)
    client.post("/begin/", {"item": "walk"})
    answer(client, gate_between_legs="no")
    answer(client, gate_legs="yes")
    assert knowledge().findings[hidden(read(client, "/questions/"), "/questions/answer/")["ids"].split(",")[0]].part == "danger"
    assert 'id="player"' not in read(client, "/session/")


def test_what_can_change_by_the_day_is_asked_beside_the_gates(client: Client, clock: Clock) -> None:
    """On a later day the list about today comes after the gates, once."""
    arrive("piri_45f")
    clock.on(days=1)
    gates_all_no()
    client.post("/begin/", {"item": "walk"})
    assert asked(client) == "today"
    answer(client, all="none")
    assert 'id="player"' in read(client, "/session/")


def test_an_answer_about_the_cause_says_what_it_changed_and_can_be_undone(client: Client, clock: Clock) -> None:
    """The next page says in one line what the answer changed; Undo takes it back and asks again."""
    arrive("piri_45f")
    interview.ask_again(Visit(), "cough_leg", "sitting_worse")
    assert "more likely" in answer(client, cough_leg="yes")
    client.post("/questions/undo/")
    assert asked(client) == "cough_leg"
    assert "cough_leg" not in told()


def test_two_answers_that_cannot_both_be_true_are_looked_at_together(client: Client, clock: Clock) -> None:
    """A contradiction shows both questions; the chosen one is asked again."""
    arrive("piri_45f", pain_unremitting="yes", leg_pain_now=0, back_pain_now=0)
    assert "Two answers do not go together" in read(client, "/questions/")
    assert "Look at both answers" in read(client, "/today/")
    answer(client, which="pain_unremitting")
    assert asked(client) == "pain_unremitting"


def test_wrong_numbers_are_answered_at_the_field(client: Client) -> None:
    """An age that nobody has is answered in words, with what was typed still there, and nothing is kept."""
    send(client, "/welcome/", country="GB")
    html = answer(client, age="450", sex="female")
    assert "Please give a number from 0 to 120." in html
    assert 'value="450"' in html
    assert "age" not in told()


def test_a_day_to_come_is_not_when_it_began(client: Client, clock: Clock) -> None:
    """A day in the future is refused in words; a quick answer is a day."""
    arrive("piri_45f")
    interview.ask_again(Visit(), "pain_began")
    assert "none after 20 November 2026" in answer(client, pain_began="2026-12-24")
    answer(client, **{"pain_began.ago": "14"})
    assert told()["pain_began"] == "2026-11-06"


def test_the_welcome_guesses_the_country_from_the_language(client: Client) -> None:
    """One tap confirms the guess, and its number is shown."""
    html = client.get("/welcome/", headers={"Accept-Language": "it-IT,it;q=0.9"}).content.decode()
    assert "Italy" in html
    assert "112" in html


def test_a_country_without_a_source_has_no_number(client: Client) -> None:
    """Where no source was seen, the person reads "your local emergency number"."""
    html = client.get("/welcome/", headers={"Accept-Language": "es-AR"}).content.decode()
    assert "your local emergency number" in html


def test_under_18_there_is_no_plan(client: Client, clock: Clock) -> None:
    """Somebody of 16 is refused by name, whatever else is said."""
    arrive("piri_45f", age=16)
    assert "Begin the session" not in read(client, "/today/")
    assert Visit().conclusion.programme.refusal is not None


def test_who_has_said_enough_may_go_on_later(client: Client, clock: Clock) -> None:
    """Stop here leads to what we think; the way to a few more questions asks them again the same day."""
    arrive("piri_45f")
    first = asked(client)
    fields = {**hidden(read(client, "/questions/"), "/questions/answer/"), "enough": "yes"}
    assert "What we think so far" in client.post("/questions/skip/", fields, follow=True).content.decode()
    assert "A few more questions" in read(client, "/plan/")
    assert asked(client) == first
