"""The player's clock, and that nothing of a session is lost: in a real browser, speeded or with its time in our hand."""

import time
from collections.abc import Callable
from itertools import accumulate, pairwise

import numpy as np
import pytest
from playwright.sync_api import Error, Page, expect

from ischia.site import playing
from ischia.site.static import fingerprint
from ischia.site.visit import store
from tests.site.players import NOTES, frames, kind, noted, number_of, sessions, speed
from tests.site.states import by_ball, in_session, to_frame

# A session that is played in a twentieth, or a fortieth, of its time.
QUICK, QUICKER = 20, 40
MOST_OFF = 50.0


def clock_file() -> str:
    """Where the clock's module is."""
    return f"/static/{fingerprint()}/site/clock.js"


def test_the_clock_reads_and_never_adds_up(open_page: Callable[..., Page]) -> None:
    """After 20 minutes of ticks of uneven length, with a pause every thirty ticks, the clock says exactly 20 minutes of play."""
    off = open_page(in_session("walk")).evaluate(
        """async (address) => {
            const { makeClock } = await import(address);
            let now = 5, wall = 1e12, played = 0;
            const clock = makeClock({ now: () => now, wall: () => wall, speed: 1 });
            const pass = (ms) => { now += ms; wall += ms; };
            for (let i = 0; played < 1200000; i += 1) {
                const step = Math.min(17 + (i * 7919) % 331, 1200000 - played);
                pass(step); played += step; clock.now();
                if (i % 30 === 0) { clock.hold(); pass(1000 + i); clock.release(); }
            }
            return clock.now() - played;
        }""",
        clock_file(),
    )
    assert off == pytest.approx(0, abs=0.001)


def test_the_clock_is_right_after_a_sleep(open_page: Callable[..., Page]) -> None:
    """Where the device's own clock stood still for a minute, the time of day says what is missing; a small step of that counts nothing."""
    after = open_page(in_session("walk")).evaluate(
        """async (address) => {
            const { makeClock } = await import(address);
            let now = 0, wall = 1e12;
            const clock = makeClock({ now: () => now, wall: () => wall, speed: 1 });
            now += 1000; wall += 1000 + 60000;
            const slept = clock.now();
            now += 1000; wall += 1300;
            return [slept, clock.now()];
        }""",
        clock_file(),
    )
    assert after == [61_000, 62_000]


def test_twenty_minutes_end_within_50_ms(open_page: Callable[..., Page]) -> None:
    """Played to its end forty times as fast, frames begin where the ones before ended, and the last come on their moment in real time."""
    items = ("walk", "slow_breathing", "warm_lotion_kneading", "tummy_brace", "sit_to_stand")
    page = open_page(in_session(*items), NOTES, speed(QUICKER), fake=False)
    expected = frames(*items)
    page.wait_for_url("**/reaction/", timeout=90_000)
    seen = [one for one in noted(page) if "place" in one]
    moments = [sum(frame.seconds for frame in expected[: one["place"]]) * 1000 for one in seen]
    assert moments[-1] >= 20 * 60 * 1000
    began = [one["began"] - seen[0]["began"] for one in seen]
    assert began == pytest.approx(moments, abs=0.01)
    real = [one["real"] - seen[0]["real"] for one in seen]
    late = [was - moment / QUICKER for was, moment in zip(real, moments, strict=True)]
    assert abs(float(np.median(late[-20:]))) < MOST_OFF, late[-20:]


def test_a_page_in_the_background_goes_on_at_the_right_second(open_page: Callable[..., Page]) -> None:
    """Put away by the browser for a minute of play, the page shows whenever it comes through the frame that the clock says, to 50 ms."""
    page = open_page(in_session("slow_breathing"), NOTES, speed(QUICK), fake=False)
    expected = frames("slow_breathing")
    page.wait_for_timeout(2500)
    device = page.context.new_cdp_session(page)
    before = sum("place" in one for one in noted(page))
    device.send("Page.setWebLifecycleState", {"state": "frozen"})
    time.sleep(60 / QUICK)
    device.send("Page.setWebLifecycleState", {"state": "active"})
    page.wait_for_timeout(500)
    seen = [one for one in noted(page) if "place" in one]
    ends = list(accumulate(frame.seconds * 1000 for frame in expected))
    for first, one in pairwise(seen):
        passed = (one["real"] - first["real"]) * QUICK
        assert one["at"] - first["at"] == pytest.approx(passed, abs=MOST_OFF * QUICK)
    for one in seen:
        assert one["place"] == sum(end <= one["at"] - seen[0]["began"] for end in ends)
    assert seen[-1]["at"] - seen[before - 1]["at"] > 50_000


def test_what_was_due_while_away_is_not_said_at_once(open_page: Callable[..., Page]) -> None:
    """After a minute without a tick one line is said, the one that counts now; the cues that were due meanwhile are left out."""
    page = open_page(by_ball)
    page.evaluate(
        "window.lines = []; new MutationObserver(() => window.lines.push(document.querySelector('#spoken').textContent))"
        ".observe(document.querySelector('#spoken'), {childList: true, characterData: true, subtree: true})"
    )
    expected = frames("wall_ball")
    page.clock.fast_forward(sum(frame.seconds for frame in expected[:3]) * 1000 + 29_000)
    page.clock.run_for(300)
    assert page.evaluate("window.lines") == [expected[3].says]
    assert page.locator("#line").inner_text() == expected[3].says
    assert page.locator("#seconds").inner_text() == "1"


def test_a_killed_tab_is_asked_and_goes_on(open_page: Callable[..., Page]) -> None:
    """The tab dies half-way; the next visit asks, goes on at the frame where it was, and every second counts once."""
    page = open_page(in_session("warm_lotion_kneading"))
    to_frame("work")(page)
    page.clock.run_for(50_000)
    page.wait_for_timeout(300)
    with pytest.raises(Error, match=r"crash|ERR_ABORTED|Timeout"):
        page.goto("chrome://crash", timeout=5000)
    assert store().draft(playing.KEPT)["done"]["warm_lotion_kneading"] >= 45
    back = open_page(lambda: None)
    expect(back.locator("h1:visible")).to_have_text("You left this session")
    back.locator("button", has_text="Go on where it was").click()
    work = frames("warm_lotion_kneading")[number_of(back, "work")]
    assert back.locator("#line").inner_text() == work.says
    back.clock.run_for(work.seconds * 1000 + 500)
    with back.expect_navigation(url="**/stopped/"):
        back.locator("#stop").click()
    assert sessions()[0]["items"][0]["seconds"] == pytest.approx(work.seconds, abs=1)


def test_a_session_that_was_left_ends_with_every_second(open_page: Callable[..., Page]) -> None:
    """Leaving in the middle of a step tells how far it came; ending it there keeps those seconds."""
    page = open_page(in_session("warm_lotion_kneading"))
    to_frame("work")(page)
    page.clock.run_for(7_000)
    page.goto("/today/")
    expect(page.locator("main")).to_contain_text("A session is waiting")
    page.goto("/session/")
    with page.expect_navigation(url="**/reaction/"):
        page.locator("button", has_text="End it here").click()
    assert sessions()[0]["items"][0]["seconds"] == 7


def test_cold_stops_for_the_skin_at_five_minutes(open_page: Callable[..., Page]) -> None:
    """Five minutes after cold began the clock waits for the look; only the usual skin goes on, and what was done is kept."""
    page = open_page(by_ball)
    to_frame("touch")(page)
    page.locator("#looks button").first.click()
    page.clock.fast_forward(20_000)
    page.clock.fast_forward(279_000)
    assert kind(page) == "ice"
    page.clock.run_for(1500)
    assert kind(page) == "look"
    page.clock.fast_forward(600_000)
    assert kind(page) == "look"
    page.locator("#looks button").nth(1).click()
    assert "Take the pack off now" in page.locator("#line").inner_text()
    with page.expect_navigation(url="**/reaction/"):
        page.locator("#second").click()
        page.clock.run_for(3000)
    assert {one["id"]: one["seconds"] for one in sessions()[-1]["items"]}["cold_pack_after"] == 300
