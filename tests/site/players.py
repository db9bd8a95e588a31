"""What the tests of the player share: what a page is asked to note, its frames, its keys, and all its states."""

import json
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from ischia.site.frames import Frame
from ischia.site.playing import play
from ischia.site.visit import Visit, store

KEYS = ("#pause", "#second", "#stop")
# Noted before the page's own scripts run; it outlives the page that comes after.
NOTES = """
const note = (what) => sessionStorage.setItem("noted", JSON.stringify([...JSON.parse(sessionStorage.getItem("noted") ?? "[]"), what]));
document.addEventListener("frame", (event) => note({...event.detail, real: performance.now()}), true);
document.addEventListener("playing", ({ target }) => target.id === "voice" && note({clip: target.currentSrc.split("/").pop()}), true);
"""


def speed(times: int) -> str:
    """The script that makes the player's clock run so many times as fast."""
    return f"window.ischiaClock = {{speed: {times}}};"


def frames(*items: str) -> tuple[Frame, ...]:
    """The frames of a session."""
    return play(Visit(), items).frames


def noted(page: Page) -> list[dict[str, Any]]:
    """What the page noted."""
    return list(json.loads(page.evaluate("sessionStorage.getItem('noted')") or "[]"))


def sessions() -> list[dict[str, Any]]:
    """The sessions as they were kept."""
    return [dict(entry.body) for entry in store().journal().of_kind("session")]


def kind(page: Page) -> str:
    """The kind of frame on show."""
    return page.locator("#player").get_attribute("data-kind") or ""


def number_of(page: Page, wanted: str) -> int:
    """Which frame is the first of a kind, by what the page was given."""
    given = json.loads(page.locator("#session").text_content() or "{}")["frames"]
    return next(place for place, frame in enumerate(given) if frame["kind"] == wanted)


def boxes(page: Page) -> list[dict[str, float]]:
    """Where the three keys are."""
    found = [page.locator(key).bounding_box() for key in KEYS]
    assert all(found)
    return [{side: box[side] for side in ("x", "y", "width", "height")} for box in found if box]


def states(page: Page) -> Iterator[str]:
    """Brings the session with the ball through all its states, and names each."""
    for wanted in ("ready", "prepare", "work", "hold", "rest", "feel"):
        assert kind(page) == wanted
        yield wanted
        if wanted == "hold":
            page.keyboard.press("Space")
            yield "paused"
        if wanted == "feel":
            page.keyboard.press("9")
            yield "above"
        page.keyboard.press("ArrowRight")
    while kind(page) != "offer":
        yield kind(page)
        page.keyboard.press("ArrowRight")
    for answer in ("offer", "touch"):
        yield answer
        page.locator("#looks button").first.click()
    page.keyboard.press("ArrowRight")
    yield "ice"
    page.keyboard.press("ArrowRight")
    yield "look"
    page.locator("#looks button").nth(2).click()
    yield "after"
