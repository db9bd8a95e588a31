"""The stop page on the smallest phone: the call key can be seen without scrolling."""

from playwright.sync_api import Browser

from tests.site.clock import Clock
from tests.site.people import arrive

SMALLEST = {"width": 320, "height": 568}


def test_the_call_key_is_above_the_fold(browser: Browser, address: str, clock: Clock) -> None:
    """At 320 by 568 the whole call key is on the first screen, at least 84 high."""
    arrive("piri_45f", saddle_numb="yes")
    context = browser.new_context(viewport=SMALLEST, base_url=address, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/stop/")
    box = page.locator("a.call").bounding_box()
    context.close()
    assert box is not None
    assert (box["y"] + box["height"] <= SMALLEST["height"], box["height"] >= 84) == (True, True)


def test_a_computer_shows_the_number_instead_of_a_dead_key(browser: Browser, address: str, clock: Clock) -> None:
    """With a mouse and a wide window the number stands in large type, and there is no call key."""
    arrive("piri_45f", saddle_numb="yes")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address)
    page = context.new_page()
    page.goto("/stop/")
    seen = (
        page.locator("a.call").is_visible(),
        page.locator(".call-number .num").evaluate("one => parseFloat(getComputedStyle(one).fontSize)"),
    )
    context.close()
    assert seen[0] is False
    assert seen[1] >= 64
