"""What a first visit loads: the bytes that come over the line, as compressed as they come."""

from typing import Any

from playwright.sync_api import Browser


def first_visit(browser: Browser, address: str) -> dict[str, int]:
    """The bytes of every file of the first page, headers included, by its address; nothing is remembered from before."""
    context = browser.new_context()
    page = context.new_page()
    named: dict[str, str] = {}
    loaded: dict[str, int] = {}

    def begin(event: dict[str, Any]) -> None:
        named[event["requestId"]] = event["request"]["url"]

    def end(event: dict[str, Any]) -> None:
        name = named[event["requestId"]]
        loaded[name] = loaded.get(name, 0) + int(event["encodedDataLength"])

    line = context.new_cdp_session(page)
    line.on("Network.requestWillBeSent", begin)
    line.on("Network.loadingFinished", end)
    line.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    context.close()
    return loaded
