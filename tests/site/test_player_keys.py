"""The player's keys, states and questions: by touch, by keyboard, by the buttons of a headset, seen and heard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import PHONE
from tests.site.players import KEYS, boxes, frames, kind, number_of, sessions, states
from tests.site.states import by_ball, frame_then, in_session, to_frame

SMALL = {"width": 320, "height": 568}
MEDIA = "window.acts = {}; MediaSession.prototype.setActionHandler = (name, act) => { window.acts[name] = act; };"
AWAKE = """window.locks = []; Object.defineProperty(navigator, "wakeLock", {value: {request: async (kind) => {
    const lock = {kind, released: false, release() { lock.released = true; }}; window.locks.push(lock); return lock; }}});"""
DARK = 'Object.defineProperty(navigator, "wakeLock", {value: {request: async () => { throw new DOMException("no", "NotAllowedError"); }}});'
SECOND = "document.querySelector('#figure svg').getCurrentTime()"


@pytest.mark.parametrize("viewport", [PHONE, SMALL], ids=["390x844", "320x568"])
def test_the_keys_are_the_lower_half_and_never_move(open_page: Callable[..., Page], viewport: dict[str, int]) -> None:
    """In every state pause, the second key and stop lie whole in the lower half of the screen, big, and where they were before."""
    page = open_page(by_ball, viewport=viewport)
    first, half, seen = boxes(page), viewport["height"] / 2, 0
    for state in states(page):
        now = boxes(page)
        assert now == first, state
        assert all(box["y"] >= half - 1 and box["y"] + box["height"] <= viewport["height"] for box in now), state
        assert all(page.locator(key).is_enabled() and page.locator(key).inner_text().strip() for key in KEYS), state
        seen += 1
    assert seen > 15
    assert sum(box["width"] * box["height"] for box in first) > 0.7 * half * viewport["width"]


def test_a_change_of_side_waits_and_moves_no_key(open_page: Callable[..., Page]) -> None:
    """Where the side changes the keys stay where they were, and nothing counts until somebody is ready."""
    page = open_page(in_session("clamshell"))
    first = boxes(page)
    to_frame("change_side")(page)
    page.clock.fast_forward(60_000)
    assert (kind(page), boxes(page)) == ("change_side", first)
    expect(page.locator("#next")).to_have_text("We wait until you say so.")
    page.locator("#second").click()
    assert kind(page) == "work"


def test_a_whole_session_by_keyboard(open_page: Callable[..., Page]) -> None:
    """Without a finger: started, paused, made easier, answered, gone on, cold refused, and the reaction's page comes."""
    page = open_page(by_ball, still=True)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator("#pause")).to_have_text("Go on")
    page.keyboard.press("Space")
    expect(page.locator("#pause")).to_have_text("Pause")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#level")).to_contain_text("Pressure 1 of 3")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#level")).to_contain_text("Pressure 0 of 3")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("1")
    page.keyboard.press("0")
    expect(page.locator("#feel-keys [aria-pressed=true]")).to_have_text("10")
    expect(page.locator("#help")).to_contain_text("For 10")
    while not page.locator("#looks button").count():
        page.keyboard.press("ArrowRight")
    # A question is not passed by a key that goes on.
    page.keyboard.press("ArrowRight")
    expect(page.locator("#looks button")).to_have_count(2)
    page.locator("#looks button").first.focus()
    page.keyboard.press("Tab")
    with page.expect_navigation(url="**/reaction/"):
        page.keyboard.press("Enter")
        page.clock.run_for(3000)


@pytest.mark.parametrize("key", ["Escape", "s"])
def test_a_key_stops(open_page: Callable[..., Page], key: str) -> None:
    """Escape and S stop as the red key does, also while paused; what was done is kept."""
    page = open_page(in_session("warm_lotion_kneading"))
    to_frame("work")(page)
    page.clock.run_for(20_000)
    page.keyboard.press("Space")
    with page.expect_navigation(url="**/stopped/"):
        page.keyboard.press(key)
    assert sessions()[0]["items"][0]["seconds"] == 20


def test_the_buttons_of_a_headset(open_page: Callable[..., Page]) -> None:
    """Pause, play, next, again and stop of the device's media keys do what the keys on the screen do; pause never plays."""
    page = open_page(in_session("warm_lotion_kneading"), MEDIA)
    assert set(page.evaluate("Object.keys(window.acts)")) == {"play", "pause", "nexttrack", "previoustrack", "stop"}
    for _ in range(2):
        page.evaluate("window.acts.pause()")
        expect(page.locator("#pause")).to_have_text("Go on")
    assert page.evaluate("navigator.mediaSession.playbackState") == "paused"
    for _ in range(2):
        page.evaluate("window.acts.play()")
        expect(page.locator("#pause")).to_have_text("Pause")
    page.evaluate("window.acts.nexttrack()")
    assert kind(page) == "prepare"
    assert page.evaluate("navigator.mediaSession.metadata.title") == "Warm-lotion kneading"
    page.evaluate("window.acts.previoustrack()")
    assert kind(page) == "prepare"
    with page.expect_navigation(url="**/stopped/"):
        page.evaluate("window.acts.stop()")


def test_the_screen_stays_awake(open_page: Callable[..., Page]) -> None:
    """The lock is asked for, and again when the page is seen again; without one a plain line says so."""
    page = open_page(in_session("walk"), AWAKE)
    assert page.evaluate("window.locks.map((lock) => lock.kind)") == ["screen"]
    page.evaluate("window.locks[0].released = true; document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("window.locks.length") == 2
    assert page.locator("#awake").is_hidden()
    dark = open_page(in_session("walk"), DARK)
    expect(dark.locator("#awake")).to_contain_text("It may go dark, and the sound goes on.")


def test_pause_stops_all_motion(open_page: Callable[..., Page]) -> None:
    """The picture is moved by the session's clock: it runs, and while paused it stands still."""
    page = open_page(in_session("warm_lotion_kneading"))
    to_frame("work")(page)
    page.clock.run_for(1500)
    assert page.evaluate(SECOND) == pytest.approx(1.5, abs=0.3)
    assert page.evaluate("document.querySelector('#figure svg').animationsPaused()")
    page.keyboard.press("Space")
    stood = page.evaluate(SECOND)
    page.clock.run_for(3000)
    assert page.evaluate(SECOND) == stood


def test_less_motion_shows_start_and_end(open_page: Callable[..., Page]) -> None:
    """Where less motion is wished, a movement is two still pictures with 1 and 2, and the mark of breathing keeps its size."""
    page = open_page(in_session("clamshell"), still=True)
    assert page.locator("#figure .turn strong").all_text_contents() == ["1", "2"]
    assert page.locator("#figure animate, #figure animateTransform, #figure animateMotion").count() == 0
    breath = open_page(in_session("slow_breathing"), still=True)
    to_frame("work")(breath)
    size = breath.locator("#breath").get_attribute("r")
    breath.clock.run_for(2000)
    assert breath.locator("#breath").get_attribute("r") == size
    assert breath.locator("#unit").inner_text() == "breathe in"


def test_the_breath_is_four_in_and_six_out(open_page: Callable[..., Page]) -> None:
    """In a hold the mark grows for 4 seconds and shrinks for 6, with words."""
    page = open_page(by_ball)
    to_frame("hold")(page)
    found = []
    for _ in range(10):
        page.clock.run_for(1000)
        found.append((float(page.locator("#breath").get_attribute("r") or 0), page.locator("#unit").inner_text()))
    sizes = [size for size, _ in found]
    assert [words for _, words in found[:3]] == ["breathe in"] * 3
    assert [words for _, words in found[4:9]] == ["breathe out"] * 5
    assert sizes[:4] == sorted(sizes[:4])
    assert sizes[4:9] == sorted(sizes[4:9], reverse=True)
    assert sizes[3] > sizes[0]


def test_too_much_waits_and_is_milder_after(open_page: Callable[..., Page]) -> None:
    """Above the limit the player says so, asks about the leg, and waits: go on, lighter, or leave the rest out."""
    page = open_page(by_ball)
    frame_then("feel", lambda page: page.keyboard.press("7"))(page)
    asked = frames("wall_ball")[number_of(page, "feel")].feel or {}
    assert page.locator("#feel-says").inner_text() == asked["above"].show
    assert page.locator("#alarm").text_content() == page.locator("#leg").inner_text() == asked["leg"].show
    page.clock.fast_forward(60_000)
    assert kind(page) == "feel"
    page.locator("#pause").click()
    assert page.locator("#label").inner_text() != "Tennis ball at the wall"


def test_nobody_answers_and_it_goes_on(open_page: Callable[..., Page]) -> None:
    """Twelve seconds without a number, and the next step comes."""
    page = open_page(by_ball)
    to_frame("feel")(page)
    page.clock.run_for(11_500)
    assert kind(page) == "feel"
    page.clock.run_for(700)
    assert kind(page) == "finish"


def test_a_late_answer_can_be_read(open_page: Callable[..., Page]) -> None:
    """A number within the limit goes on by itself, but not before its words were on show for some seconds."""
    page = open_page(by_ball)
    to_frame("feel")(page)
    page.clock.run_for(10_000)
    page.locator("#feel-keys button", has_text="2").click()
    page.clock.run_for(5000)
    assert page.locator("#feel-says").inner_text() == "Good. Stay as light as that."
    page.clock.run_for(2500)
    assert kind(page) == "finish"


def test_the_timer_speaks_at_its_start_middle_and_end(open_page: Callable[..., Page]) -> None:
    """A screen reader hears the timer at the start, the middle and 5 seconds before the end; not every second."""
    page = open_page(by_ball)
    to_frame("hold")(page)
    heard = [page.locator("#told").text_content()]
    for _ in range(29):
        page.clock.run_for(1000)
        words = page.locator("#told").text_content()
        heard += [] if words == heard[-1] else [words]
    assert heard == ["30 seconds.", "15 seconds left.", "5 seconds left."]
    assert page.locator("[role=timer]").count() == 1


def test_a_rule_for_stopping_comes_at_once(open_page: Callable[..., Page]) -> None:
    """The reminder of the leg is an alert, other lines wait their turn."""
    page = open_page(by_ball)
    to_frame("hold")(page)
    assert page.locator("#alarm").text_content() == ""
    page.clock.run_for(20_500)
    assert page.locator("[role=alert]#alarm").text_content() == "Anything down the leg? Then stop."
    assert page.locator("[role=status]#spoken").text_content() == "Halfway. It may feel strong, never sharp."
