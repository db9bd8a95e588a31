"""Whole journeys: two weeks by touch on a phone, the first day by keyboard alone, and without JavaScript up to the session."""

import re
import time
from datetime import timedelta

from playwright.sync_api import Browser, Page, expect

from ischia.site.frames import Frame
from ischia.site.interview import WANTED
from ischia.site.playing import play
from ischia.site.visit import Visit, knowledge, store
from tests.site.answering import Answering, answers_of
from tests.site.clock import FIRST, Clock
from tests.site.conftest import LAPTOP, is_strange

MOST_TAPS = 60
MOST_SECONDS = 8 * 60
# How long somebody of 70 needs to read a page and find its key; the machine's own time comes on top.
SECONDS_A_TAP, SECONDS_A_PAGE = 1.5, 7.0


class Hand:
    """A finger on the phone: taps, and waits for the page that a key leads to."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, selector: str) -> None:
        """Tap a key that leads to another page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.tap()

    def tap(self, *selectors: str) -> None:
        """Tap keys that stay on the page."""
        for selector in selectors:
            self.page.locator(selector).first.tap()

    def menu(self, name: str) -> None:
        """One of the four destinations."""
        with self.page.expect_navigation():
            self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name).tap()

    def session(self, now: str = "same") -> None:
        """Begin, answer what is asked, end the session early as done, tell how it was."""
        self.go("form[action='/begin/'] button.main")
        Answering(self.page, answers_of("piri_45f")).go_on()
        expect(self.page.locator("#player")).to_be_visible()
        self.play()
        self.tap("input[name=pain][value='4']", f"input[name=now][value={now}]")
        self.go("main button.main")

    def play(self) -> None:
        """Let every frame's seconds pass on the page's clock; what waits is gone on with, cold is not wanted."""
        visit = Visit()
        frames = play(visit, tuple(visit.store.draft(WANTED)["items"])).frames
        offer = next((place for place, frame in enumerate(frames) if frame.kind == "offer"), len(frames))
        for frame in frames[: min(offer, len(frames) - 1)]:
            self.pass_frame(frame)
        with self.page.expect_navigation():
            if offer < len(frames):
                self.page.locator("#looks button").last.tap()
            else:
                self.pass_frame(frames[-1])

    def pass_frame(self, frame: Frame) -> None:
        """One frame's seconds, or the key that a waiting one needs."""
        if frame.seconds:
            self.page.clock.fast_forward(frame.seconds * 1000)
        else:
            self.page.locator("#second").tap()

    def morning(self, leg: int, sore: str) -> str:
        """The morning's three taps; the line that comes after."""
        self.page.goto("/today/")
        self.go("a[href='/morning/']")
        self.tap(f"input[name=leg][value='{leg}']", "input[name=sleep][value=good]", f"input[name=soreness][value={sore}]")
        self.go("main button.main")
        return self.page.locator(".said").inner_text()


def first_day(hand: Hand) -> None:
    """Welcome, questions, what we think, the plan: within the taps and minutes that somebody in pain has."""
    page, began = hand.page, time.monotonic()
    first = Answering(page, answers_of("piri_45f"))
    first.begin("GB")
    first.go_on()
    expect(page.locator("h1")).to_have_text("What we think so far")
    hand.go("a.button.main")
    hand.go("form[action='/plan/take/'] button")
    hand.menu("Today")
    taps = first.taps + 4
    needed = time.monotonic() - began + taps * SECONDS_A_TAP + len(first.pages) * SECONDS_A_PAGE
    assert (taps < MOST_TAPS, needed < MOST_SECONDS) == (True, True), f"{taps} taps, {needed:.0f} s"


def first_week(hand: Hand, clock: Clock) -> None:
    """Five sessions: green, green, amber, a dropped item, red, and on."""
    page = hand.page
    hand.session()
    clock.on(days=1)
    assert "Green" in hand.morning(5, "none")
    hand.session("better")
    clock.on(days=1)
    assert "Green" in hand.morning(5, "none")
    hand.session("worse")
    clock.on(days=1)
    assert "Amber" in hand.morning(5, "same_spot")
    hand.menu("My plan")
    hand.go("a[href='/change/0/']")
    hand.tap("label:has(input[value=not_for_me])")
    hand.go("button[value=drop]")
    expect(page.locator(".said")).to_be_visible()
    hand.menu("Today")
    hand.session()
    clock.on(days=1)
    assert "Red" in hand.morning(9, "none")
    # So much pain opens a danger question again: there is no plan before it is answered.
    expect(page.locator("main")).to_contain_text("Answer the open questions")
    hand.go("a[href='/questions/']")
    Answering(page, answers_of("piri_45f")).go_on()
    clock.on(days=2)
    page.goto("/today/")
    hand.session()


def new_sign_and_clearance(hand: Hand, clock: Clock) -> None:
    """A leg that is newly weak: the banner, a visit, the clearance, and the whole screen again."""
    page = hand.page
    clock.on(days=2)
    page.goto("/today/")
    hand.go("form[action='/worry/'] button")
    hand.go("button[value=no]")
    hand.go("button[name=gate_legs][value=yes]")
    Answering(page, {**answers_of("piri_45f"), "leg_weak": "yes", "weak_within_7d": "no", "weak_worse": "no"}).go_on()
    page.goto("/today/")
    expect(page.locator(".banner h2")).to_contain_text("See a clinician in the next days")
    hand.go("a[href='/seen/']")
    page.locator("#who").fill("my GP")
    page.locator("#day").fill(clock.moment.date().isoformat())
    page.locator("#found").fill("Mild, and stable.")
    hand.go("main button.main")
    Answering(page, {**answers_of("piri_45f"), "leg_weak": "unchanged"}).go_on()
    assert store().journal().of_kind("clearance")


def letter_and_progress(hand: Hand) -> None:
    """The letter with its typed name, and the line of the weeks."""
    page = hand.page
    page.goto("/doctor/")
    page.locator("#name").fill("Maria Example")
    hand.go("form.card button.main")
    expect(page.locator(".paper")).to_contain_text("Maria Example")
    page.goto("/progress/")
    expect(page.locator("svg.chart").first).to_be_visible()


def copy_erase_and_bring_back(hand: Hand) -> None:
    """Save a copy, erase everything in two steps, bring the copy back."""
    page, kept = hand.page, len(store().journal().written)
    page.goto("/data/")
    with page.expect_download() as download:
        page.locator("button[value=ndjson]").tap()
    copy = download.value.path()
    page.goto("/data/erase/?step=2")
    page.locator("#word").fill("delete")
    hand.go("main form button")
    expect(page.locator(".said")).to_have_text("Everything is gone.")
    assert len(store().journal().written) == 0
    hand.go("a[href='/data/import/']")
    page.locator("#copy").set_input_files(copy)
    hand.go("main button.main")
    hand.go("button[name=keep]")
    assert len(store().journal().written) == kept


def test_two_weeks_by_touch_on_a_phone(page: Page, clock: Clock) -> None:
    """First visit, plan, sessions, green, amber and red, a dropped item, a danger sign, clearance, letter, export, erase, import."""
    page.clock.install(time=FIRST)
    hand = Hand(page)
    first_day(hand)
    first_week(hand, clock)
    new_sign_and_clearance(hand, clock)
    letter_and_progress(hand)
    copy_erase_and_bring_back(hand)
    assert all(entry.body["items"] for entry in store().journal().of_kind("session"))
    assert clock.moment - FIRST < timedelta(days=14)


def test_the_first_day_by_keyboard_alone(browser: Browser, address: str, clock: Clock) -> None:
    """At a laptop, without a mouse: from the welcome to a paused session, everything is reached and pressed by keys."""
    context = browser.new_context(viewport=LAPTOP, base_url=address, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    strangers: list[str] = []
    page.on("request", lambda request: strangers.append(request.url) if is_strange(request, address) else None)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    first = Answering(page, answers_of("piri_45f"), keyboard=True)
    page.locator("#other").select_option("GB") if page.locator("details[open] #other").count() else None
    first.press("button.main")
    first.go_on()
    expect(page.locator("h1")).to_have_text("What we think so far")
    first.press("a.button.main") if page.locator("a.button.main").evaluate("one => one.tagName") == "BUTTON" else page.locator(
        "a.button.main"
    ).press("Enter")
    page.wait_for_url("**/plan/")
    tab_to(page, "form[action='/plan/take/'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "nav a[href='/today/']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "form[action='/begin/'] button.main")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#player")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("#pause")).to_have_text(re.compile("Go on"))
    context.close()
    assert strangers == []


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus; its ring is to be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def test_without_javascript_up_to_the_session(browser: Browser, address: str, clock: Clock) -> None:
    """With JavaScript switched off somebody answers everything, takes the plan, reads the steps and tells the session."""
    context = browser.new_context(viewport=LAPTOP, base_url=address, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    first = Answering(page, answers_of("piri_45f"))
    first.begin("GB")
    first.go_on()
    assert "/think/" in page.url
    page.goto("/plan/")
    for selector in ("form[action='/plan/take/'] button", "nav a[href='/today/']", "form[action='/begin/'] button.main"):
        with page.expect_navigation():
            page.locator(selector).first.click()
    expect(page.locator("h1:visible")).to_have_text("Your session")
    with page.expect_navigation():
        page.locator("#list button.main").click()
    assert "/reaction/" in page.url
    assert {one["id"] for one in store().journal().of_kind("session")[0].body["items"]} <= set(knowledge().items())
    assert Visit().conclusion.danger.complete
    context.close()
