"""Every page in every state, looked at by axe and measured: light, dark, forced colours, 320 px wide, text twice as large."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.site.clock import Clock
from tests.site.conftest import PHONE
from tests.site.states import ALL, State

AXE = Axe().axe_script
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# In forced colours the system paints: the colours of our sheet say nothing there.
PAINTED = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
RUN = "rules => axe.run(rules).then(found => found.violations)"
NARROW = {"width": 320, "height": 640}
# Targets smaller than this many pixels are found; links inside sentences are text.
LEAST = 44
SMALL = """least => [...document.querySelectorAll("button, a[href], input, select, textarea, summary, [role=checkbox]")].filter(one => {
    const box = (one.closest("label") || one).getBoundingClientRect();
    const inline = one.matches("a, summary") && getComputedStyle(one).display === "inline";
    const shown = box.width > 1 && box.height > 1 && one.type !== "hidden" && !one.closest(".skip-link, svg");
    return shown && !inline && (box.height < least - 0.5 || box.width < 24);
}).map(one => one.outerHTML.slice(0, 120))"""


def found(page: Page, how: str, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds, in short."""
    return [
        f"{how}: {one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for one in page.evaluate(RUN, rules)
        for node in one["nodes"][:3]
    ]


def sideways(page: Page, how: str) -> list[str]:
    """Whether the page has to be scrolled sideways."""
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"{how}: {wide} px wide in {seen}"] if wide > seen else []


def audit(page: Page) -> list[str]:
    """Everything that is wrong with the page as it stands."""
    page.evaluate(AXE)
    wrong = found(page, "light")
    page.emulate_media(color_scheme="dark")
    wrong += found(page, "dark")
    page.emulate_media(color_scheme="light", forced_colors="active")
    wrong += found(page, "forced colours", PAINTED)
    page.emulate_media(forced_colors="none")
    wrong += [f"small: {one}" for one in page.evaluate(SMALL, LEAST)]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    wrong += sideways(page, "320 px")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wrong += sideways(page, "320 px, 200 %") + found(page, "200 %")
    wrong += [] if page.locator("h1:visible").count() == 1 else ["not one title"]
    return wrong


@pytest.mark.parametrize("state", ALL, ids=lambda state: state.name)
def test_nothing_stands_in_the_way(state: State, browser: Browser, address: str, clock: Clock) -> None:
    """Axe finds nothing, nothing is too small to tap, and nothing has to be scrolled sideways."""
    context = browser.new_context(viewport=PHONE, base_url=address, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    try:
        state.reach(page)
        assert "\n".join(audit(page)) == ""
    finally:
        context.close()
