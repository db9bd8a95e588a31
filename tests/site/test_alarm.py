"""In danger: one page, the right number, no way round, and only the ways on that ruling 7 knows."""

import pytest
from django.test import Client

from ischia.site.visit import Visit, store
from tests.site.clock import Clock
from tests.site.disk import on_the_disk
from tests.site.people import arrive, live, tell
from tests.site.posting import answer, asked, read, send

PLANNED = (
    "/today/",
    "/plan/",
    "/think/",
    "/session/",
    "/change/0/",
    "/kit/",
    "/handout/",
    "/handout/pdf/",
    "/progress/",
    "/morning/",
    "/weekly/",
)
FOOT_DROP = {"foot_drop": "yes", "leg_weak": "yes", "weak_within_7d": "yes"}
WITHIN = {"leg_weak": "yes", "weak_within_7d": "no", "weak_worse": "no"}


@pytest.mark.parametrize("answers", [{"saddle_numb": "yes"}, FOOT_DROP], ids=["emergency", "same day"])
def test_in_danger_every_page_with_a_plan_leads_to_the_stop_page(client: Client, clock: Clock, answers: dict[str, str]) -> None:
    """No address that holds anything planned answers with anything but the stop page."""
    arrive("piri_45f", **answers)
    assert {client.get(where).headers.get("Location") for where in PLANNED} == {"/stop/"}
    assert client.post("/begin/", {"item": "walk"}).headers["Location"] == "/stop/"


def test_the_number_is_that_of_the_country(client: Client, clock: Clock) -> None:
    """The call button carries the number of the person's country; without a sourced one it says so in words."""
    arrive("piri_45f", saddle_numb="yes")
    assert 'href="tel:999"' in read(client, "/stop/")
    tell("about_me", {"country": "AR"})
    html = read(client, "/stop/")
    assert "tel:" not in html
    assert "your local emergency number" in html


def test_the_stop_page_says_what_was_told_and_what_to_say(client: Client, clock: Clock) -> None:
    """The reason, a sentence for the call-taker with the medical word, and what to do until then are all there."""
    arrive("piri_45f", saddle_numb="yes")
    html = read(client, "/stop/")
    for words in (
        "Say this",
        "numbness between the legs",
        "Until you are seen",
        "Do not drive yourself",
        "Show my summary",
        "I answered by mistake",
    ):
        assert words in html


def test_what_was_shown_is_kept_once(client: Client, clock: Clock) -> None:
    """Looking at the stop page again adds nothing; another sign is kept anew."""
    arrive("piri_45f", saddle_numb="yes")
    for _ in range(3):
        read(client, "/stop/")
    assert len(store().journal().of_kind("shown")) == 1
    tell("answers", {"sitting": "question", "answers": {"bladder_change": "yes"}})
    read(client, "/stop/")
    assert [entry.body["class"] for entry in store().journal().of_kind("shown")] == ["emergency_now", "emergency_now"]


def test_an_answer_by_mistake_is_asked_again_and_keeps_the_day(client: Client, clock: Clock) -> None:
    """A yes that is taken back within a day leads from the emergency to the same-day page, never to the plan."""
    arrive("piri_45f", saddle_numb="yes")
    client.post("/mistake/", {"question": "saddle_numb"})
    assert asked(client) == "saddle_numb"
    assert "Please stop here for today" in answer(client, saddle_numb="no")
    assert client.get("/today/").headers["Location"] == "/stop/"
    clock.on(days=1)
    while asked(client).startswith("gate_"):
        answer(client, **{asked(client): "no"})
    assert client.get("/today/").status_code == 200


def test_the_summary_never_says_no_for_what_was_not_asked(client: Client, clock: Clock) -> None:
    """What was not asked reads "not asked"; what was asked has its day."""
    tell("about_me", {"country": "GB"})
    tell("answers", {"sitting": "first", "answers": {"saddle_numb": "yes"}})
    html = read(client, "/summary/")
    assert "numbness between the legs: yes (20 November)" in html
    assert "foot drop: not asked" in html
    assert ": no (" not in html


def test_somebody_who_was_seen_says_who_when_and_what(client: Client, clock: Clock) -> None:
    """Who, when and what they found are all needed, each answered at its field; nothing is kept before."""
    arrive("piri_45f", **WITHIN)
    html = send(client, "/seen/", who="", day="2026-11-19", found="")
    assert html.count('aria-invalid="true"') == 3
    assert "It must be on 20 November 2026 or later." in html
    assert store().journal().of_kind("clearance") == ()


def test_what_they_found_may_have_lines_and_has_an_end(client: Client, clock: Clock) -> None:
    """Lines are kept, each end counted once, up to 2000 letters; more is answered at the field and nothing is kept."""
    arrive("piri_45f", **WITHIN)
    rules = [one.id for one in Visit().conclusion.danger.reasons if "." in one.id]
    html = send(client, "/seen/", who="my GP", day="2026-11-20", found="a" * 2001, rule=rules)
    assert "At most 2000 letters." in html
    assert store().journal().of_kind("clearance") == ()
    send(client, "/seen/", who="my GP", day="2026-11-20", found="a\r\n" * 999 + "aa", rule=rules)
    (kept,) = store().journal().of_kind("clearance")
    assert kept.body["found"] == "a\n" * 999 + "aa"


def test_after_a_clearance_the_danger_screen_comes_again(client: Client, clock: Clock) -> None:
    """A clearance is kept, and the full screen is asked again before any plan."""
    arrive("piri_45f", **WITHIN)
    rules = [one.id for one in Visit().conclusion.danger.reasons if "." in one.id]
    clock.on(days=1)
    html = send(client, "/seen/", who="my GP", day="2026-11-21", found="Stable and mild.", rule=rules)
    assert "We ask this question again" in html
    assert not Visit().conclusion.danger.complete
    assert "Answer the open questions" in read(client, "/today/")


def test_a_sign_that_was_seen_can_be_answered_as_it_was(client: Client, clock: Clock) -> None:
    """After a clearance the sign's question offers "exactly as it was then", and only then."""
    arrive("piri_45f", **WITHIN)
    assert "Exactly as it was then" not in read(client, "/questions/")
    rules = [one.id for one in Visit().conclusion.danger.reasons if "." in one.id]
    send(client, "/seen/", who="my GP", day="2026-11-20", found="Stable.", rule=rules)
    client.post("/mistake/", {"question": "leg_weak"})
    from_questions = Visit().standing.people.value[0, Visit().standing.columns["leg_weak"]]
    assert from_questions == 2


def test_within_days_is_a_banner_with_gentle_things_only(client: Client, clock: Clock) -> None:
    """The card stands above the day, with the letter and "I have been seen"; nothing that presses is planned."""
    arrive("piri_45f", **WITHIN)
    html = read(client, "/today/")
    assert "See a clinician in the next days" in html
    assert "I have been seen" in html
    assert {item.id for day in Visit().conclusion.programme.days for item in day.items} <= {
        key for key, item in Visit().knowledge.items().items() if item.gentle
    }


def test_a_named_refusal_leads_to_the_clinician(client: Client, clock: Clock) -> None:
    """Pregnant: no plan, the reason by name, the letter, and "I have been seen"."""
    arrive("piri_45f", pregnant="yes")
    html = read(client, "/today/")
    assert "No plan for now" in html
    assert "I have been seen" in html
    assert "Begin the session" not in html


LETTER = {
    "name": "Maria Example",
    "born": "4 May 1968",
    "asking": "Please look.",
    "medicines": "Atorvastatin",
    "section": ["map", "weeks", "tried"],
}


def test_the_letter_says_no_only_where_no_was_said(client: Client, clock: Clock) -> None:
    """Each danger sign has its answer and the day; one that was never asked reads "not asked"."""
    arrive("piri_45f")
    html = client.post("/letter/", LETTER).content.decode()
    for sign in (
        "Numbness between the legs",
        "Peeing: start, feeling, leak",
        "Cancer, ever",
        "Steroid tablets",
        "Blood thinner",
        "Fall or injury",
    ):
        assert sign in html
    assert html.count("<strong>No</strong>") == 11
    assert "20 Nov" in html
    store().erase()
    tell("about_me", {"country": "GB"})
    html = client.post("/letter/", LETTER).content.decode()
    assert html.count("<strong>not asked</strong>") == 11


def test_percentages_are_off_until_they_are_wanted(client: Client, clock: Clock) -> None:
    """The letter holds no share in 100 unless the person ticks it."""
    arrive("piri_45f")
    assert "in 100" not in client.post("/letter/", LETTER).content.decode()
    assert "in 100" in client.post("/letter/", {**LETTER, "percentages": "yes"}).content.decode()


def test_name_birth_and_medicines_are_never_kept(client: Client, clock: Clock) -> None:
    """What is typed for the letter is nowhere on the disk, nor in the record."""
    arrive("piri_45f")
    client.post("/letter/", LETTER)
    client.post("/letter/pdf/", LETTER)
    assert not [entry for entry in store().journal().written if "Maria" in str(entry.body) or "Atorva" in str(entry.body)]
    assert b"Maria" not in on_the_disk()


def test_the_printed_week_is_never_printed_while_refused(client: Client, clock: Clock) -> None:
    """Without a plan there is nothing to print; with one, the page says that the safety questions come first."""
    tell("about_me", {"country": "GB"})
    assert client.get("/handout/").headers["Location"] == "/today/"
    assert client.get("/handout/pdf/").headers["Location"] == "/handout/"
    arrive("piri_45f")
    live(1)
    assert "Not instead of the safety questions" in read(client, "/handout/")
