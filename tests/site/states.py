"""Every page of the site in every state that matters, and how to come there: for the audits of access, HTML and words."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page

from ischia.site import interview, models, playing
from ischia.site.store import Store
from ischia.site.visit import Visit, forget, knowledge, store
from tests.site.clock import CLOCK, FIRST
from tests.site.people import arrive, gates_all_no, live, tell

Act = Callable[[Page], None]


@dataclass(frozen=True)
class State:
    """A name, what was told before, the address, and what is done there; whether it is about danger, and needs JavaScript."""

    name: str
    before: Callable[[], None]
    where: str
    act: Act | None = None
    danger: bool = False
    script: bool = False

    def reach(self, page: Page) -> None:
        """Be there, from nothing."""
        CLOCK.put(FIRST)
        store().erase()
        forget()
        self.before()
        page.goto(self.where)
        if self.act is not None:
            self.act(page)


def nothing() -> None:
    """Nothing told yet."""


def country() -> None:
    """Only the country."""
    tell("about_me", {"country": "GB"})


def piri(**answers: object) -> Callable[[], None]:
    """Somebody of 45 whose buttock hurts, and some answers besides."""
    return lambda: arrive("piri_45f", **answers)


def lived(days: int) -> Callable[[], None]:
    """The same person after some days."""

    def live_on() -> None:
        arrive("piri_45f")
        live(days)

    return live_on


def asked(*questions: str, after: Callable[[], None] | None = None) -> Callable[[], None]:
    """Somebody who is asked these questions again."""

    def ask() -> None:
        (after or piri())()
        interview.ask_again(Visit(), *questions)

    return ask


def on_page(name: str, *questions: str, after: Callable[[], None] | None = None) -> Callable[[], None]:
    """Somebody who is shown one page of several questions."""

    def ask() -> None:
        (after or piri())()
        drafts().keep_draft(interview.DRAFT, {"day": CLOCK.moment.date().isoformat(), "again": [[name, list(questions)]]})

    return ask


def about_you() -> None:
    """Country, age, sex and pain: the danger screen comes next."""
    country()
    tell("about_me", {"answers": {"age": 45, "sex": "female", "leg_pain_now": 5, "back_pain_now": 1, "which_side": "right"}})


def screened() -> None:
    """The danger screen is answered, nothing else."""
    arrive("piri_45f")
    for entry in store().journal().of_kind("kit"):
        tell("correction", {"corrects": entry.id, "body": None})


def in_session(*items: str) -> Callable[[], None]:
    """A session that is about to be played."""

    def begin() -> None:
        arrive("piri_45f")
        gates_all_no()
        drafts().keep_draft(interview.WANTED, {"items": list(items), "day": CLOCK.moment.date().isoformat()})

    return begin


def drafts() -> Store:
    """The store, for what somebody is in the middle of."""
    return store()


def left_alone() -> None:
    """A session that was left in the middle."""
    in_session("warm_lotion_kneading")()
    drafts().keep_draft(playing.KEPT, {"frame": 2, "done": {"warm_lotion_kneading": 90}})


def by_ball() -> None:
    """A session with a ball and, if wanted, cold after it, on the third day."""
    lived(2)()
    gates_all_no()
    drafts().keep_draft(interview.WANTED, {"items": ["wall_ball"], "day": CLOCK.moment.date().isoformat()})


def all_done() -> None:
    """Everything of today is done."""
    arrive("piri_45f")
    gates_all_no()
    items = {item.id: item for day in Visit().week[:1] for item in day.items}
    played = [{"id": key, "seconds": int(item.minutes * 60), "rung": item.rung} for key, item in items.items()]
    tell("session", {"items": played, "why_stopped": "finished"})
    tell("reaction", {"now": "same", "pain": 4})


def this_morning() -> None:
    """The third day, and this morning is told already."""
    lived(2)()
    tell("morning", {"leg": 4, "sleep": "good", "soreness": "none"})


def part_of_week(**held: object) -> Callable[[], None]:
    """In the middle of the weekly check."""

    def begin() -> None:
        lived(7)()
        drafts().keep_draft("weekly", held)

    return begin


def chosen(**choices: str) -> Callable[[], None]:
    """Somebody with choices for their screen."""

    def choose() -> None:
        arrive("piri_45f")
        drafts().keep_draft("choices", choices)

    return choose


def elsewhere(country: str, **answers: object) -> Callable[[], None]:
    """Somebody in a country."""

    def arrive_there() -> None:
        arrive("piri_45f", **answers)
        tell("about_me", {"country": country})

    return arrive_there


def somebody(example: str) -> Callable[[], None]:
    """Somebody of another example."""
    return lambda: arrive(example)


def unreadable() -> None:
    """What is kept was damaged: the page cannot be made."""
    arrive("piri_45f")
    models.Draft.objects.create(person_id="me", name="said", sealed=b"damaged")


def ended() -> None:
    """A session that has just ended."""
    arrive("piri_45f")
    kept = tell("session", {"items": [{"id": "walk", "seconds": 300, "rung": 0}], "why_stopped": "other"})
    drafts().keep_draft("ended", {"entry": kept.id, "day": CLOCK.moment.date().isoformat()})


def night() -> None:
    """After midnight."""
    arrive("piri_45f")
    CLOCK.put(FIRST + timedelta(hours=15, minutes=30))


def seen_and_back() -> None:
    """Somebody whose danger sign was seen by a clinician."""
    arrive("piri_45f", leg_weak="yes", weak_within_7d="no", weak_worse="no")
    rule = Visit().conclusion.danger.reasons[0].id
    tell("clearance", {"who": "my GP", "seen": CLOCK.moment.date().isoformat(), "found": "Stable.", "rules": [rule]})


def press(*selectors: str) -> Act:
    """Press buttons that lead to another page."""

    def act(page: Page) -> None:
        for selector in selectors:
            with page.expect_navigation():
                page.locator(selector).first.click()

    return act


def click(*selectors: str) -> Act:
    """Press what stays on the page."""

    def act(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return act


def press_after(choice: str, selector: str) -> Act:
    """Choose, then press a button that leads to another page."""

    def act(page: Page) -> None:
        click(choice)(page)
        press(selector)(page)

    return act


def to_frame(kind: str) -> Act:
    """Go on in the player to the first frame of a kind."""

    def act(page: Page) -> None:
        frames = json.loads(page.locator("#session").text_content() or "{}")["frames"]
        for _ in range(next(place for place, frame in enumerate(frames) if frame["kind"] == kind)):
            # What must be answered cannot be passed by a key.
            if page.locator("#looks button").count():
                page.locator("#looks button").first.click()
            else:
                page.keyboard.press("ArrowRight")

    return act


def frame_then(kind: str, then: Act) -> Act:
    """Go on to the first frame of a kind, and do something there."""

    def act(page: Page) -> None:
        to_frame(kind)(page)
        then(page)

    return act


def late(*selectors: str) -> Act:
    """Send a form after the same was told in another window."""

    def act(page: Page) -> None:
        tell("morning", {"leg": 5, "sleep": None, "soreness": "none"})
        click("label:has(input[name=leg][value='3'])", "label:has(input[name=soreness][value=none])")(page)
        press(*selectors)(page)

    return act


def forge(page: Page) -> None:
    """Send a form without its token."""
    with page.expect_navigation():
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('form'), {method: 'post', action: '/kit/'}));"
            "document.forms[document.forms.length - 1].submit()"
        )


def upload(text: str) -> Act:
    """Choose a file and look at it."""

    def act(page: Page) -> None:
        page.locator("#copy").set_input_files({"name": "copy.ndjson", "mimeType": "application/x-ndjson", "buffer": text.encode()})
        press("main button.main")(page)

    return act


MOMENT = "2026-11-19T09:00:00+01:00"
GOOD = f'{{"id":"a1","kind":"note","day":"2026-11-19","happened":"{MOMENT}","noted":"{MOMENT}","body":{{"text":"Hello"}}}}\n'
FOOT_DROP = {"foot_drop": "yes", "leg_weak": "yes", "weak_within_7d": "yes"}
WITHIN = {"leg_weak": "yes", "weak_within_7d": "no", "weak_worse": "no"}

HEALTH = tuple(key for key, one in knowledge().findings.items() if one.list == "health")

ALL = (
    State("welcome", nothing, "/"),
    State("welcome_other", nothing, "/", click("details summary"), script=True),
    State("welcome_wrong", nothing, "/", press("button.main")),
    State("question_you", country, "/questions/"),
    State("question_you_wrong", country, "/questions/", press("main button.main")),
    State("question_pain", asked("leg_pain_now"), "/questions/"),
    State("question_saddle", about_you, "/questions/", danger=True),
    State("question_look", about_you, "/questions/", press("button[value=unsure]"), danger=True),
    State("question_fever", asked("fever"), "/questions/", danger=True),
    State("question_list", on_page("health", *HEALTH, after=about_you), "/questions/", danger=True),
    State(
        "question_list_ticked", on_page("health", *HEALTH, after=about_you), "/questions/", click("main .tick"), danger=True, script=True
    ),
    State("question_group", on_page("pain", *interview.GROUPS["pain"]), "/questions/"),
    State("question_group_wrong", on_page("pain", *interview.GROUPS["pain"]), "/questions/", press("main button.main")),
    State("question_map", on_page("map", *interview.GROUPS["map"]), "/questions/"),
    State("question_number", asked("age"), "/questions/"),
    State("question_date", asked("pain_began"), "/questions/"),
    State("question_choice", asked("which_side"), "/questions/"),
    State("question_cause", asked("cough_leg"), "/questions/"),
    State("question_changed", asked("cough_leg", "sitting_worse"), "/questions/", press("button[value=yes]")),
    State("question_home_test", asked("slr_seated"), "/questions/"),
    State("question_home", screened, "/questions/"),
    State("question_gate", asked("gate_legs"), "/questions/", danger=True),
    State("question_contradiction", piri(pain_unremitting="yes", leg_pain_now=0, back_pain_now=0), "/questions/"),
    State("stop_emergency", piri(saddle_numb="yes"), "/stop/", danger=True),
    State("stop_no_number", elsewhere("IS", saddle_numb="yes"), "/stop/", danger=True),
    State("stop_same_day", piri(**FOOT_DROP), "/stop/", danger=True),
    State("summary", piri(saddle_numb="yes"), "/summary/", danger=True),
    State("mistake", piri(saddle_numb="yes", foot_drop="yes"), "/mistake/", danger=True),
    State("seen", piri(**WITHIN), "/seen/"),
    State("seen_wrong", piri(**WITHIN), "/seen/", press("main button.main")),
    State("known_sign", seen_and_back, "/questions/"),
    State("think", piri(), "/think/"),
    State("think_open", about_you, "/think/"),
    State("think_disc", somebody("disc_40f"), "/think/"),
    State("today", piri(), "/today/"),
    State("today_within", piri(**WITHIN), "/today/"),
    State("today_incomplete", country, "/today/"),
    State("today_contradiction", piri(pain_unremitting="yes", leg_pain_now=0, back_pain_now=0), "/today/"),
    State("today_group", piri(pregnant="yes"), "/today/"),
    State("today_morning", lived(2), "/today/"),
    State("today_done", all_done, "/today/"),
    State("today_weekly", lived(7), "/today/"),
    State("today_waiting", left_alone, "/today/"),
    State("today_dark_largest", chosen(theme="dark", text="largest"), "/today/"),
    State("plan", piri(), "/plan/"),
    State("plan_accepted", this_morning, "/plan/", press("main button.main")),
    State("plan_refused", piri(pregnant="yes"), "/plan/"),
    State("change", piri(), "/change/1/"),
    State("change_hurts", piri(), "/change/1/", press_after("label:has(input[value=hurts])", "button[value=drop]")),
    State("change_undo", piri(), "/change/1/", press("button[value=drop]")),
    State("kit", piri(), "/kit/"),
    State("kit_wrong", piri(), "/kit/", press("main button.main")),
    State("item", piri(), "/item/wall_ball/"),
    State("item_never", piri(), "/item/two_ball_sock/"),
    State("works", piri(), "/works/"),
    State("source", piri(), "/source/wall_ball/"),
    State("session", in_session("warm_lotion_kneading", "tummy_brace"), "/session/"),
    State("session_hold", in_session("warm_lotion_kneading"), "/session/", click("#second", "#second"), script=True),
    State("session_paused", in_session("warm_lotion_kneading"), "/session/", click("#second", "#pause"), script=True),
    State("session_ball", by_ball, "/session/", to_frame("hold"), script=True),
    State("session_rest", by_ball, "/session/", to_frame("rest"), script=True),
    State("session_feel", by_ball, "/session/", to_frame("feel"), script=True),
    State("session_offer", by_ball, "/session/", to_frame("offer"), script=True),
    State("session_ice", by_ball, "/session/", to_frame("ice"), script=True),
    State("session_look", by_ball, "/session/", to_frame("look"), script=True),
    State("session_touch", by_ball, "/session/", to_frame("touch"), script=True),
    State("session_side", in_session("clamshell"), "/session/", to_frame("change_side"), script=True),
    State("session_breath", in_session("slow_breathing"), "/session/", to_frame("work"), script=True),
    State("session_above", by_ball, "/session/", frame_then("feel", lambda page: page.keyboard.press("7")), script=True),
    State("session_within", by_ball, "/session/", frame_then("feel", lambda page: page.keyboard.press("2")), script=True),
    State("session_no_cold", by_ball, "/session/", frame_then("touch", click("#looks button:last-child")), script=True),
    State("session_reason", by_ball, "/session/", frame_then("hold", click("#why-limit summary")), script=True),
    State("session_sound", by_ball, "/session/", click("#sound summary"), script=True),
    State("session_left", left_alone, "/session/", script=True),
    State("stopped", ended, "/stopped/"),
    State("stopped_numb", ended, "/stopped/", press("button[value=numb]"), danger=True),
    State("reaction", ended, "/reaction/"),
    State("reaction_night", night, "/reaction/"),
    State("reaction_wrong", ended, "/reaction/", press("main button.main")),
    State("morning", lived(2), "/morning/"),
    State("morning_wrong", lived(2), "/morning/", press("main button.main")),
    State("morning_first", this_morning, "/morning/"),
    State("morning_late", lived(2), "/morning/", late("main button.main")),
    State("weekly", lived(7), "/weekly/"),
    State("weekly_function", part_of_week(back=3), "/weekly/"),
    State("weekly_activities", part_of_week(back=3, function=4), "/weekly/"),
    State("weekly_calm", part_of_week(back=3, function=4, activities={"Drive 20 minutes": 5}), "/weekly/"),
    State("weekly_wrong", lived(7), "/weekly/", press("main button.main")),
    State("progress_empty", piri(), "/progress/"),
    State("progress", lived(23), "/progress/"),
    State("works_lived", lived(23), "/works/"),
    State("record", lived(4), "/record/"),
    State("record_wrong", lived(2), "/record/", press("main form button")),
    State("correct", this_morning, "/record/", press("li:has-text('Morning') a.link")),
    State("correct_answers", piri(), "/record/", press(".lines a.link")),
    State("data", piri(), "/data/"),
    State("import", piri(), "/data/import/"),
    State("import_preview", piri(), "/data/import/", upload(GOOD)),
    State("import_wrong", piri(), "/data/import/", upload("no journal\n")),
    State("erase", piri(), "/data/erase/"),
    State("erase_word", piri(), "/data/erase/?step=2", press("main form button")),
    State("settings", piri(), "/settings/"),
    State("help", piri(), "/help/"),
    State("settings_kept", piri(), "/settings/", press("main button.main")),
    State("doctor", piri(**WITHIN), "/doctor/"),
    State("doctor_plain", piri(), "/doctor/"),
    State("letter", piri(), "/doctor/", press("main form.card button.main")),
    State("handout", piri(), "/handout/"),
    State("handout_lived", lived(16), "/handout/"),
    State("no_page", piri(), "/no-such-page/"),
    State("no_token", piri(), "/help/", forge),
    State("broken", unreadable, "/today/"),
)
