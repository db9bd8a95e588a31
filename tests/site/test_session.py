"""The session: second by second, paused, made easier, stopped, left and gone on with, and without JavaScript."""

from datetime import timedelta

from django.test import Client
from playwright.sync_api import Page

from ischia.site.playing import play
from ischia.site.visit import Visit, store
from tests.site.clock import FIRST, Clock
from tests.site.people import arrive, gates_all_no, tell
from tests.site.posting import hidden, read
from tests.site.states import in_session


def begin(page: Page, *items: str) -> None:
    """A session in the browser, its clock in our hand."""
    in_session(*items)()
    page.clock.install(time=FIRST)
    page.goto("/session/")


def line(page: Page) -> str:
    """The spoken line."""
    return page.locator("#line").inner_text()


def sessions() -> list[dict[str, object]]:
    """The sessions as they were kept."""
    return [dict(entry.body) for entry in store().journal().of_kind("session")]


def test_steps_follow_one_another_by_the_clock(page: Page, clock: Clock) -> None:
    """Get ready counts down, then each step lasts its seconds."""
    begin(page, "warm_lotion_kneading")
    frames = play(Visit(), ("warm_lotion_kneading",)).frames
    assert "Get ready" in line(page)
    page.clock.run_for(frames[0].seconds * 1000 + 200)
    assert frames[1].says in line(page)
    page.clock.run_for(frames[1].seconds * 1000)
    assert frames[2].says in line(page)


def test_no_second_is_lost_in_twenty_minutes(page: Page, clock: Clock) -> None:
    """After a long session the sum of what was kept equals the script to the second, although the timer is only looked at now and then."""
    begin(page, "warm_lotion_kneading", "slow_breathing")
    playing = play(Visit(), ("warm_lotion_kneading", "slow_breathing"))
    for frame in playing.frames[:-1]:
        assert frame.seconds > 0
        # A timer that is asked late, by almost a whole second each time.
        page.clock.fast_forward(frame.seconds * 1000)
    with page.expect_navigation():
        page.clock.run_for(playing.frames[-1].seconds * 1000 + 1000)
    kept = {item["id"]: item["seconds"] for item in sessions()[-1]["items"]}  # type: ignore[attr-defined]
    assert kept == {one.item: one.seconds for one in playing.scripts}


def test_a_minute_in_the_background_is_caught_up_to_the_frame(page: Page, clock: Clock) -> None:
    """When the timer sleeps, the frame on show afterwards is the one that the clock says, to 50 ms."""
    begin(page, "warm_lotion_kneading")
    frames = play(Visit(), ("warm_lotion_kneading",)).frames
    page.clock.fast_forward(60_000)
    page.clock.run_for(100)
    passed, place = 60.1, 0
    while passed >= frames[place].seconds:
        passed -= frames[place].seconds
        place += 1
    shown = page.locator("#seconds").inner_text()
    left = frames[place].seconds - passed
    minutes, _, seconds = shown.rpartition(":")
    assert abs(int(minutes or 0) * 60 + int(seconds) - left) < 1.05
    assert frames[place].says in line(page)


def test_pause_stops_the_clock_and_space_goes_on(page: Page, clock: Clock) -> None:
    """Nothing runs on while paused; the space bar pauses and goes on as well as a tap on the picture."""
    begin(page, "warm_lotion_kneading")
    page.clock.run_for(2000)
    page.locator("#pause").tap()
    before = page.locator("#seconds").inner_text()
    page.clock.run_for(30_000)
    assert page.locator("#seconds").inner_text() == before
    page.locator("h1#label").click()
    page.keyboard.press("Space")
    page.clock.run_for(1500)
    assert page.locator("#seconds").inner_text() != before
    page.locator("#stage").tap()
    assert page.locator("#pause").inner_text().strip() == "Go on"


def test_easier_lowers_the_level_and_says_so(page: Page, clock: Clock) -> None:
    """Easier shows one level less and the words for it; there is no key that makes it firmer."""
    begin(page, "wall_ball")
    tell("plan_accepted", {"items": [], "version": "x"})
    frames = play(Visit(), ("wall_ball",)).frames
    for frame in frames:
        if frame.kind in ("work", "hold"):
            break
        page.clock.run_for(frame.seconds * 1000)
    page.clock.run_for(200)
    assert page.locator("#level").inner_text().startswith("Pressure 1 of 3")
    page.locator("#second").tap()
    assert page.locator("#level").inner_text().startswith("Pressure 0 of 3")
    assert "Lighter" in line(page) or "level 0" in line(page)
    assert "irmer" not in page.locator("#player").inner_text()


def test_levels_above_the_limit_are_locked_with_their_reason(page: Page, clock: Clock) -> None:
    """The scale hatches what lies above the limit, and the reason is one tap away."""
    begin(page, "wall_ball")
    frames = play(Visit(), ("wall_ball",)).frames
    page.clock.run_for((frames[0].seconds + frames[1].seconds) * 1000 + 300)
    assert page.locator(".scale .locked").count() == 2
    page.locator("#why-limit summary").tap()
    assert page.locator("#limit").inner_text() == Visit().conclusion.dose["wall_ball"].says


def test_stop_is_one_tap_and_down_the_leg_asks_about_danger(page: Page, clock: Clock) -> None:
    """Stop keeps what was done and asks where; down the leg leads to the six questions, and the screen is open again."""
    begin(page, "warm_lotion_kneading")
    page.clock.run_for(20_000)
    with page.expect_navigation():
        page.locator("#stop").tap()
    assert page.locator("h1").inner_text() == "Good that you stopped."
    assert len(sessions()) == 1
    with page.expect_navigation():
        page.locator("button[value=leg]").tap()
    assert "/questions/" in page.url
    assert sessions()[0]["why_stopped"] == "new_sign"
    assert not Visit().conclusion.danger.complete


def test_a_session_that_was_left_waits_and_goes_on(page: Page, clock: Clock) -> None:
    """After leaving, today's page says that a session waits; it goes on at its step, or ends with what was done."""
    begin(page, "warm_lotion_kneading")
    frames = play(Visit(), ("warm_lotion_kneading",)).frames
    page.clock.run_for((frames[0].seconds + frames[1].seconds) * 1000 + 1000)
    page.wait_for_timeout(200)
    page.goto("/today/")
    assert "A session is waiting" in page.locator("main").inner_text()
    page.goto("/session/")
    page.locator("button", has_text="Go on where it was").tap()
    assert frames[2].says in line(page)
    page.goto("/session/")
    with page.expect_navigation():
        page.locator("button", has_text="End it here").tap()
    assert sessions()[0]["items"][0]["seconds"] >= frames[1].seconds  # type: ignore[index]


def test_a_session_left_on_an_earlier_day_is_kept_there(client: Client, clock: Clock) -> None:
    """What was done in a session that nobody ended is kept on its own day."""
    in_session("walk")()
    html = read(client, "/session/")
    client.post("/session/kept/", {**hidden(html, "/session/done/"), "frame": "2", "done.walk": "120"})
    clock.on(days=1)
    read(client, "/today/")
    (entry,) = store().journal().of_kind("session")
    assert (entry.day, entry.body["items"][0]["seconds"]) == (FIRST.date(), 120)


def test_without_javascript_the_steps_can_be_read_and_told(client: Client, clock: Clock) -> None:
    """The list of steps with its seconds is on the page; "I did it" keeps the session and asks how it was."""
    in_session("warm_lotion_kneading")()
    html = read(client, "/session/")
    script = play(Visit(), ("warm_lotion_kneading",)).scripts[0]
    assert [step.words.show for step in script.steps if step.words.show.replace("'", "&#x27;") not in html] == []
    fields = hidden(html, "/session/done/")
    for _ in range(2):
        assert "How is your leg right now?" in client.post("/session/done/", fields, follow=True).content.decode()
    assert [item["seconds"] for item in sessions()[0]["items"]] == [script.seconds]  # type: ignore[attr-defined]
    assert len(sessions()) == 1


def test_no_session_while_the_gates_are_closed(client: Client, clock: Clock) -> None:
    """Four hours later the gates come first, also for a session that was begun."""
    in_session("walk")()
    clock.on(hours=5)
    assert client.get("/session/").headers["Location"] == "/questions/"
    gates_all_no()
    assert client.get("/session/").status_code == 200


def test_cold_keeps_its_distance(clock: Clock) -> None:
    """Cold is offered after pressing, not again within two hours, and at most four times a day."""
    in_session("wall_ball")()
    assert any(frame.kind == "offer" for frame in play(Visit(), ("wall_ball",)).frames)
    tell("session", {"items": [{"id": "cold_pack_after", "seconds": 600, "rung": 0}]})
    clock.on(hours=1)
    assert not any(frame.kind == "offer" for frame in play(Visit(), ("wall_ball",)).frames)


def test_an_item_that_is_not_open_cannot_be_begun(client: Client, clock: Clock) -> None:
    """A technique that is never planned, or blocked, does not begin whatever is posted."""
    arrive("piri_45f", blood_thinner="yes")
    for item in ("two_ball_sock", "wall_ball", "no_such_item"):
        assert client.post("/begin/", {"item": item}).headers["Location"] == "/today/"


def test_a_session_after_midnight_belongs_to_the_day_that_is_said(client: Client, clock: Clock) -> None:
    """At half past midnight the form asks; yesterday evening is kept as yesterday, with the true moment."""
    arrive("piri_45f")
    clock.put(FIRST + timedelta(hours=15, minutes=30))
    gates_all_no()
    client.post("/begin/", {"item": "walk"})
    tell(
        "answers",
        {
            "sitting": "question",
            "answers": dict.fromkeys(("heavy_training", "cannot_report", "contagious", "touch_flares", "skin_broken"), "no"),
        },
    )
    fields = hidden(read(client, "/session/"), "/session/done/")
    assert "Please say which day" in client.post("/session/done/", fields).content.decode()
    client.post("/session/done/", {**fields, "belongs": "evening"})
    (entry,) = store().journal().of_kind("session")
    assert (entry.day, entry.happened.date()) == (FIRST.date(), FIRST.date() + timedelta(days=1))


def test_the_other_side_can_be_left_out(page: Page, clock: Clock) -> None:
    """Where the side changes nothing runs on by itself; one key begins it, the other leaves it out."""
    begin(page, "clamshell")
    frames = play(Visit(), ("clamshell",)).frames
    place = next(place for place, frame in enumerate(frames) if frame.kind == "change_side")
    for _ in range(place):
        page.keyboard.press("ArrowRight")
    page.clock.run_for(60_000)
    assert frames[place].says in line(page)
    assert page.locator("#pause").inner_text().strip() == f"Skip {frames[place].side.split()[0].lower()}"
    page.locator("#pause").tap()
    assert next(frame for frame in frames[place + 1 :] if frame.side != frames[place].side).says in line(page)
