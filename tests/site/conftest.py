"""The site for tests: a real database, a real server on the loopback address, a real browser."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.site.settings"
# Playwright's driver keeps an event loop in the thread of the tests; nothing of ours is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from ischia.site.serving import open_server, prepare
from tests.site.clock import CLOCK, FIRST, Clock

prepare()

from ischia.site.visit import forget, store  # noqa: E402 Django must be set up first

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock, at the first morning; nothing told yet."""
    CLOCK.put(FIRST)
    store().erase()
    forget()
    yield CLOCK
    store().erase()
    forget()


@pytest.fixture
def client(clock: Clock) -> Client:
    """Somebody who has never been here, without a browser."""
    return Client(headers={"host": "127.0.0.1"})


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of the running site."""
    serving = open_server(0)
    thread = threading.Thread(target=serving.server.serve, daemon=True)
    thread.start()
    yield serving.address.rstrip("/")
    serving.server.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of browsers."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, or the driver's own where that is not there."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, address: str, clock: Clock) -> Iterator[Page]:
    """A phone with a finger; every request that would leave the machine fails the test."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce", base_url=address)  # type: ignore[arg-type]
    page = context.new_page()
    strangers: list[str] = []
    page.on("request", lambda request: strangers.append(request.url) if is_strange(request, address) else None)
    yield page
    context.close()
    assert strangers == []


@pytest.fixture
def open_page(browser: Browser, address: str, clock: Clock) -> Iterator[Callable[..., Page]]:
    """Opens the session's page on a phone that moves, with scripts that run first; any error of the page fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def begin(before: Callable[[], None], *scripts: str, viewport: dict[str, int] = PHONE, fake: bool = True, still: bool = False) -> Page:
        before()
        motion = "reduce" if still else "no-preference"
        context = browser.new_context(viewport=viewport, base_url=address, reduced_motion=motion, has_touch=True)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if "Content Security" in line.text else None)
        for script in scripts:
            page.add_init_script(script)
        if fake:
            page.clock.install(time=FIRST)
        page.goto("/session/")
        return page

    yield begin
    for context in contexts:
        context.close()
    assert errors == []


def is_strange(request: Request, address: str) -> bool:
    """Whether a request goes anywhere but to the site."""
    return not request.url.startswith((address, "data:", "blob:", "about:"))
