"""A first visit is light: somebody on a slow line waits no longer than they must."""

from playwright.sync_api import Browser

from tests.site.clock import Clock
from tests.site.weight import first_visit

HEAVIEST = 100 * 1024


def test_a_first_visit_is_light(browser: Browser, address: str, clock: Clock) -> None:
    """The welcome page with its styles, letters, icons and scripts comes in at most 100 KB."""
    loaded = first_visit(browser, address)
    assert any(name.endswith(".woff2") for name in loaded)
    assert any(name.endswith(".css") for name in loaded)
    assert sum(loaded.values()) <= HEAVIEST, loaded
