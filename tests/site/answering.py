"""Somebody who answers the pages of the interview as an example's file says, and counts the taps."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from ischia.cli.answers_file import Told, read_answers
from ischia.site.visit import knowledge
from tests.site.clock import CLOCK

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MOST_PAGES = 90
# What somebody says to a question that the file does not hold.
ELSE = {"yes_no": "no", "choice": "unsure", "number": 3, "places": ()}


def answers_of(example: str) -> dict[str, Any]:
    """Everything that an example's file tells."""
    told = read_answers(knowledge(), (EXAMPLES / f"{example}.yaml").read_text(encoding="utf-8"), example, CLOCK.moment)
    assert isinstance(told, Told)
    return {key: said for entry in told.journal.written for key, said in (entry.body.get("answers") or {}).items()}


class Answering:
    """Walks the interview with a browser: with a finger, or with the keyboard alone."""

    def __init__(self, page: Page, answers: dict[str, Any], keyboard: bool = False) -> None:
        self.page, self.answers, self.keyboard = page, answers, keyboard
        self.taps = 0
        self.pages: list[str] = []

    def begin(self, country: str = "") -> None:
        """The welcome page."""
        self.page.goto("/")
        if country:
            self.page.locator("details summary").first.click()
            self.page.locator("#other").select_option(country)
            self.taps += 2
        self.press("button.main")

    def go_on(self) -> None:
        """Answer page after page until the interview leads elsewhere."""
        for _ in range(MOST_PAGES):
            if "/questions/" not in self.page.url:
                return
            self.answer_page()
        raise AssertionError("the interview does not end")

    def answer_page(self) -> None:
        """One page, of whichever kind."""
        name = self.page.locator("form[action$='/answer/'] input[name=page]").first.input_value()
        ids = [key for key in self.page.locator("form[action$='/answer/'] input[name=ids]").first.input_value().split(",") if key]
        self.pages.append(name)
        if name == "home":
            self.home()
        elif name == "map":
            self.body_map()
        elif self.page.locator("form.ticks").count():
            self.ticks(ids)
        else:
            self.fields(ids)

    def said(self, question: str) -> Any:
        """The answer to a question."""
        finding = knowledge().findings[question]
        return self.answers.get(question, ELSE.get(finding.kind, ""))

    def ticks(self, ids: list[str]) -> None:
        """None of these, or those that fit."""
        true = [key for key in ids if self.said(key) == "yes"]
        for key in true:
            self.press(f"input[value={key}]")
        self.press("button.go" if true else "button[value=none]")

    def fields(self, ids: list[str]) -> None:
        """One question, or a few on one page."""
        for key in ids:
            self.field(key)
        if self.page.locator("main button.main").count() and not self.moved(ids):
            self.press("main button.main")

    def moved(self, ids: list[str]) -> bool:
        """Whether choosing has moved on already."""
        shown = self.page.locator("form[action$='/answer/'] input[name=ids]")
        return not shown.count() or shown.first.input_value() != ",".join(ids)

    def field(self, key: str) -> None:
        """One field: a key, an option, a number, a day."""
        finding, said = knowledge().findings[key], self.said(key)
        button = self.page.locator(f"button[name='{key}'][value='{said}']")
        if finding.kind == "date" and not said:
            self.press(f"input[name='{key}.ago'][value='14']")
        elif button.count():
            self.press(f"button[name='{key}'][value='{said}']")
        elif self.page.locator(f"input[type=radio][name='{key}']").count():
            self.press(f"input[name='{key}'][value='{said}']")
        else:
            self.page.locator(f"input[name='{key}']:not([type=hidden])").fill(str(said))
            self.taps += 1

    def body_map(self) -> None:
        """Two marks where it hurts, on the side that the file names."""
        side = self.answers.get("which_side", "right")
        for area in ("buttock", "back_thigh"):
            self.press(
                f"[data-view=back] [data-place={side}_{area}]" if self.picture() else f"input[name=pain_places][value={side}_{area}]"
            )
        self.press("main button.main")

    def picture(self) -> bool:
        """Whether the picture can be tapped."""
        return self.page.locator("[data-picture]").is_visible()

    def home(self) -> None:
        """Lotion, ball and mat, and a quarter of an hour."""
        for thing in ("lotion", "tennis_ball", "mat"):
            self.press(f"input[name=have][value={thing}]")
        self.press("input[name=minutes][value='15']")
        self.press("main button.main")

    def press(self, selector: str) -> None:
        """One tap, or the key that does the same; a button leads to the next page."""
        self.taps += 1
        target = self.page.locator(selector).first
        if target.evaluate("one => one.tagName") != "BUTTON":
            self._touch(target)
            return
        with self.page.expect_navigation():
            self._touch(target)

    def _touch(self, target: Locator) -> None:
        if self.keyboard:
            target.focus()
            self.page.keyboard.press("Space" if target.get_attribute("type") in ("radio", "checkbox") else "Enter")
        elif self.page.evaluate("navigator.maxTouchPoints"):
            target.tap()
        else:
            target.click()
