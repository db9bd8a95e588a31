"""Puts each screen beside its picture in the design: ``python -m tools.screens DESIGN [NAME …]`` writes docs/screens/.

DESIGN is the folder of the design's pictures, which are no part of the project. Needs Chromium, pdftoppm (poppler-utils) and pngquant.
"""

import base64
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.site.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from playwright.sync_api import Browser, Page, sync_playwright

from ischia.site.serving import open_server, prepare

prepare()

from ischia.site.interview import WANTED  # noqa: E402 Django must be set up first
from ischia.site.visit import store  # noqa: E402
from tests.site.clock import CLOCK  # noqa: E402
from tests.site.conftest import FLAGS, LAPTOP, PHONE  # noqa: E402
from tests.site.people import arrive, gates_all_no, live, tell  # noqa: E402
from tests.site.states import ALL, Act, State, about_you, lived, press, to_frame  # noqa: E402

HERE = Path(__file__).parent.parent / "docs" / "screens"
STATES = {state.name: state for state in ALL}
# Where the three phones stand on a sheet of the design, and how much larger they are there.
LEFT, TOP, STEP, LARGER = 31, 31, 576.5, 1.4
PAPER = {"width": 1032, "height": 1460}
DOTS_AN_INCH = 125
# How large a picture is shown in its pair.
SHOWN = {"phone": 1.0, "laptop": 0.7, "paper": 0.62}


@dataclass(frozen=True)
class Screen:
    """A screen: its picture in the design, which of the sheet's three phones it is (None: the whole), and how to come there."""

    name: str
    design: str
    part: int | None
    state: State
    dark: bool = False
    timed: bool = False
    paper: str = ""

    @property
    def kind(self) -> str:
        """Phone, laptop or paper."""
        return "paper" if self.paper else "laptop" if self.part is None else "phone"

    @property
    def size(self) -> dict[str, int]:
        """Its width and height."""
        return {"phone": PHONE, "laptop": LAPTOP, "paper": PAPER}[self.kind]


def session_of(*items: str) -> Callable[[], None]:
    """A session that is about to be played on the third day."""

    def begin() -> None:
        lived(2)()
        gates_all_no()
        store().keep_draft(WANTED, {"items": list(items), "day": CLOCK.moment.date().isoformat()})

    return begin


def player(kind: str, seconds: float, *items: str) -> State:
    """The player in its first frame of a kind, after so many seconds of it."""

    def act(page: Page) -> None:
        to_frame(kind)(page)
        page.clock.run_for(int(seconds * 1000))

    return State(kind, session_of(*items), "/session/", act)


def choose(*values: str) -> Act:
    """Choose in the fields of a form without sending it: "name=value"."""

    def act(page: Page) -> None:
        for name, value in (one.split("=") for one in values):
            page.locator(f"input[name='{name}'][value='{value}']").first.check(force=True)

    return act


def at_activities(page: Page) -> None:
    """The third part of the weekly check, filled in."""
    for _ in range(2):
        choose("score=4")(page)
        press("button.main")(page)
    for place, (name, score) in enumerate((("Sit through supper", "6"), ("Drive 20 minutes", "4"), ("Tie my right shoe", "7"))):
        page.fill(f"[name='name.{place}']", name)
        page.fill(f"[name='score.{place}']", score)


def marked(page: Page) -> None:
    """Buttock, back of the thigh and calf on the right."""
    for place in ("right_buttock", "right_back_thigh", "right_calf"):
        page.locator(f"[data-view=back] [data-place={place}]").first.click()


def to_effects(page: Page) -> None:
    """Further down the page of progress."""
    page.locator("main section h2", has_text="step by step").first.evaluate("one => one.scrollIntoView()")


def six_weeks() -> None:
    """Five weeks of slowly easing pain, and the full screen answered again this morning."""
    arrive("piri_45f")
    live(35, legs=(7, 7, 6, 7, 6, 7, 6, 6, 5, 6, 6, 5, 6, 5, 5, 6, 5, 4, 5, 5, 4, 5, 4, 4, 5, 4, 4, 3, 4, 4, 3, 4, 3, 4, 3))
    arrive("piri_45f")


def lived_and_told() -> None:
    """The third day, this morning told."""
    lived(2)()
    tell("morning", {"leg": 4, "sleep": "good", "soreness": "none"})


def tick_third(page: Page) -> None:
    """One line of a tick list."""
    page.locator("main .tick input").nth(2).check(force=True)


SADDLE = State("saddle", about_you, "/questions/")
BALL, STROKES, FOOT = ("wall_ball",), ("warm_lotion_kneading",), STATES["stop_same_day"]
MAP = State("map", STATES["question_map"].before, "/questions/", marked)
RECORD, WORKS = State("record", lived(4), "/record/"), State("works", six_weeks, "/works/")
PROGRESS, TODAY, QUESTION = State("progress", six_weeks, "/progress/"), State("today", lived_and_told, "/today/"), STATES["question_cause"]

SCREENS = (
    Screen("today", "07-phone-a", 0, TODAY),
    Screen("question", "07-phone-a", 1, QUESTION),
    Screen("think", "07-phone-a", 2, STATES["think"]),
    Screen("plan", "08-phone-b", 0, State("plan", lived_and_told, "/plan/")),
    Screen("session", "08-phone-b", 1, player("hold", 12, *BALL), timed=True),
    Screen("session-dark", "08-phone-b", 2, player("hold", 12, *BALL), dark=True, timed=True),
    Screen("reaction", "09-phone-c", 0, State("reaction", STATES["reaction"].before, "/reaction/", choose("pain=3", "now=same"))),
    Screen("progress", "09-phone-c", 1, PROGRESS),
    Screen("progress-more", "09-phone-c", 2, State("more", six_weeks, "/progress/", to_effects)),
    Screen("stop", "10-phone-d", 0, STATES["stop_emergency"]),
    Screen("today-dark", "10-phone-d", 2, TODAY, dark=True),
    Screen("welcome", "21-phone-e", 0, STATES["welcome"]),
    Screen("cauda-equina", "21-phone-e", 1, SADDLE),
    Screen("tick-list", "21-phone-e", 2, State("list", STATES["question_list"].before, "/questions/", tick_third)),
    Screen("look-again", "22-phone-f", 0, STATES["question_look"]),
    Screen("body-map", "22-phone-f", 1, MAP),
    Screen("same-day", "22-phone-f", 2, FOOT),
    Screen("within-days", "23-phone-g", 0, STATES["today_within"]),
    Screen("get-ready", "23-phone-g", 1, player("ready", 0.9, *BALL), timed=True),
    Screen("rest", "23-phone-g", 2, player("rest", 8, *BALL), timed=True),
    Screen("change-side", "24-phone-h", 0, player("change_side", 0, "clamshell"), timed=True),
    Screen("ice", "24-phone-h", 1, player("ice", 60, *BALL), timed=True),
    Screen("skin-look", "24-phone-h", 2, player("look", 0, *BALL), timed=True),
    Screen("morning", "25-phone-i", 0, State("morning", lived(2), "/morning/", choose("leg=4", "sleep=broken", "soreness=none"))),
    Screen("weekly", "25-phone-i", 1, State("weekly", lived(7), "/weekly/", at_activities)),
    Screen("change", "25-phone-i", 2, State("change", lived_and_told, "/change/2/")),
    Screen("record", "26-phone-j", 0, RECORD),
    Screen("works", "26-phone-j", 1, WORKS),
    Screen("laptop-today", "11-laptop-today", None, TODAY),
    Screen("laptop-question", "12-laptop-question", None, QUESTION),
    Screen("laptop-think", "13-laptop-think", None, STATES["think"]),
    Screen("laptop-plan", "14-laptop-week", None, State("plan", lived_and_told, "/plan/")),
    Screen("laptop-session", "15-laptop-session-light", None, player("hold", 12, *BALL), timed=True),
    Screen("laptop-session-dark", "16-laptop-session-dark", None, player("hold", 12, *BALL), dark=True, timed=True),
    Screen("laptop-progress", "17-laptop-progress", None, PROGRESS),
    Screen("laptop-stop", "18-laptop-danger", None, STATES["stop_emergency"]),
    Screen("laptop-welcome", "27-laptop-welcome", None, STATES["welcome"]),
    Screen("laptop-cauda-equina", "28-laptop-ces", None, SADDLE),
    Screen("laptop-body-map", "29-laptop-bodymap", None, MAP),
    Screen("laptop-same-day", "30-laptop-sameday", None, FOOT),
    Screen("laptop-rest", "31-laptop-rest", None, player("rest", 8, *BALL), timed=True),
    Screen("laptop-record", "32-laptop-record", None, RECORD),
    Screen("laptop-works", "33-laptop-works", None, WORKS),
    Screen("letter", "20-letter-a4", None, State("letter", six_weeks, "/doctor/"), paper="/letter/pdf/"),
    Screen("handout", "34-week-handout-a4", None, State("handout", lived_and_told, "/handout/"), paper="/handout/pdf/"),
)


def picture(browser: Browser, address: str, screen: Screen) -> bytes:
    """The screen as it is now, as PNG."""
    phone, motion = screen.kind == "phone", "no-preference" if screen.timed else "reduce"
    context = browser.new_context(
        viewport=screen.size, base_url=address, color_scheme="dark" if screen.dark else "light", has_touch=phone, reduced_motion=motion
    )  # type: ignore[misc]
    page = context.new_page()
    if screen.timed:
        page.clock.install()
    screen.state.reach(page)
    made = printed(page, screen.paper) if screen.paper else page.screenshot()
    context.close()
    return made


def printed(page: Page, where: str) -> bytes:
    """The first page of a PDF, as PNG."""
    form = page.evaluate(
        "() => { const f = document.querySelector('form.card'); return f && new URLSearchParams(new FormData(f)).toString() }"
    )
    sent = {"Content-Type": "application/x-www-form-urlencoded", "Referer": page.url}
    answer = page.request.post(where, data=form, headers=sent) if form else page.request.get(where)
    words = ("pdftoppm", "-png", "-r", str(DOTS_AN_INCH), "-f", "1", "-singlefile", "-")
    return subprocess.run(words, input=answer.body(), capture_output=True, check=True).stdout


def pair(browser: Browser, screen: Screen, design: Path, ours: bytes) -> bytes:
    """Design on the left, ours on the right, as PNG."""
    wide, high, shown = screen.size["width"], screen.size["height"], SHOWN[screen.kind]
    larger = LARGER if screen.kind == "phone" else 1.0
    left, top = ((LEFT + STEP * screen.part) / larger, TOP / larger) if screen.part is not None else (0, 0)
    both = [f"data:image/png;base64,{base64.b64encode(one).decode()}" for one in (design.read_bytes(), ours)]
    html = f"""<style>body {{ margin: 0; font: 15px "DejaVu Sans", sans-serif; color: #333; background: #c9cec8; }}
        main {{ display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; padding: 8px 12px 12px; width: max-content; }}
        div {{ width: {wide * shown}px; height: {high * shown}px; overflow: hidden; position: relative; border-radius: 14px; }}
        img {{ position: absolute; transform-origin: 0 0; }}
        #design {{ transform: scale({shown / larger}); left: {-left * shown}px; top: {-top * shown}px; }}
        #ours {{ width: {wide * shown}px; left: 0; top: 0; }}</style>
        <main><b>The design</b><b>Ischia</b><div><img id="design" src="{both[0]}"></div><div><img id="ours" src="{both[1]}"></div></main>"""
    page = browser.new_page(viewport={"width": 2000, "height": 1000})
    page.set_content(html)
    page.wait_for_function("[...document.images].every(one => one.complete)")
    made = page.locator("main").screenshot()
    page.close()
    return made


def small(png: bytes) -> bytes:
    """The same picture in fewer colours, a third of the bytes; as it is where pngquant is missing."""
    if shutil.which("pngquant") is None:
        return png
    return subprocess.run(("pngquant", "--quality=60-90", "--speed=1", "-"), input=png, capture_output=True, check=True).stdout


@contextmanager
def served() -> Iterator[str]:
    """The site with the clock of the tests; its address."""
    serving = open_server(0)
    threading.Thread(target=serving.server.serve, daemon=True).start()
    try:
        yield serving.address.rstrip("/")
    finally:
        serving.server.stop()


def main(design: Path, wanted: list[str]) -> None:
    """Write the pairs."""
    HERE.mkdir(parents=True, exist_ok=True)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        for screen in (one for one in SCREENS if not wanted or one.name in wanted):
            ours = picture(browser, address, screen)
            made = small(pair(browser, screen, design / f"{screen.design}.png", ours))
            (HERE / f"{screen.name}.png").write_bytes(made)
            print(f"{screen.name:<22}{len(made) // 1024:>5} KB", flush=True)  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
