"""The map of pain: kept whole, equal as a list and as a picture, and never silent about the groin."""

from django.test import Client
from playwright.sync_api import Page

from ischia.site.interview import GROUPS
from ischia.site.visit import store
from tests.site.clock import Clock
from tests.site.posting import answer, asked, read
from tests.site.states import on_page

asked_map = on_page("map", *GROUPS["map"])


def marks() -> dict[str, object]:
    """The newest maps."""
    return {
        key: said
        for entry in store().journal().of_kind("about_me")
        for key, said in (entry.body.get("answers") or {}).items()
        if "places" in key
    }


def test_the_list_keeps_all_three_maps_at_once(client: Client, clock: Clock) -> None:
    """Pain, tingling and numbness are told together, with nothing where nothing was marked."""
    asked_map()
    answer(client, pain_places=["right_calf", "left_foot_sole"], tingling_places=["right_big_toe"])
    assert marks() == {"pain_places": ("right_calf", "left_foot_sole"), "tingling_places": ("right_big_toe",), "numb_places": ()}


def test_between_the_legs_asks_the_danger_question_at_once(client: Client, clock: Clock) -> None:
    """The key keeps the marks and opens the question about numbness between the legs; yes there is an emergency."""
    asked_map()
    answer(client, pain_places=["right_calf"], between="yes")
    assert marks()["pain_places"] == ("right_calf",)
    assert asked(client) == "saddle_numb"
    assert "Please stop here" in answer(client, saddle_numb="yes")


def test_a_numb_groin_asks_the_danger_question_too(client: Client, clock: Clock) -> None:
    """Numbness marked at the groin, on either side, is followed by the same question; pain there is not."""
    asked_map()
    answer(client, numb_places=["left_groin"])
    assert asked(client) == "saddle_numb"
    asked_map()
    answer(client, pain_places=["left_groin"])
    assert asked(client) != "saddle_numb"


def test_a_place_that_is_none_is_refused(client: Client, clock: Clock) -> None:
    """A place that the body does not have is answered in words, and nothing is kept."""
    asked_map()
    before = len(store().journal().written)
    assert "Please choose one of these." in answer(client, pain_places=["right_wing"])
    assert len(store().journal().written) == before


def test_picture_and_list_are_one(page: Page, clock: Clock) -> None:
    """A tap on the picture ticks the list and is told in words; a key does the same; a second tap takes it away."""
    asked_map()
    page.goto("/questions/")
    calf = page.locator("[data-view=back] [data-place=right_calf]")
    box = page.locator("input[name=pain_places][value=right_calf]")
    calf.tap()
    assert box.is_checked()
    assert "right calf" in page.locator("[data-words]").inner_text()
    assert calf.get_attribute("aria-checked") == "true"
    calf.focus()
    page.keyboard.press("Space")
    assert not box.is_checked()
    page.locator("label.part:has(input[value=numb_places])").tap()
    calf.tap()
    assert page.locator("input[name=numb_places][value=right_calf]").is_checked()
    assert "right calf, numb" in (calf.get_attribute("aria-label") or "").lower()


def test_the_left_side_marks_the_left(page: Page, clock: Clock) -> None:
    """What is tapped in the picture of the left side is a place of the left leg."""
    asked_map()
    page.goto("/questions/")
    page.locator("label.part:has(input[value=sideleft])").tap()
    page.locator("[data-view=sideleft] [data-place=left_outer_calf]").tap()
    assert page.locator("input[name=pain_places][value=left_outer_calf]").is_checked()
    assert "LEFT" in read(Client(headers={"host": "127.0.0.1"}), "/questions/")
