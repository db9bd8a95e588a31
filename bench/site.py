"""The site over a year of one person: how long the server takes for each page, how many pages a second, how heavy a first visit is."""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.site.posting import hidden
from tests.site.process import Caller, Process
from tests.site.weight import first_visit

PAGES = (
    "today", "plan", "think", "questions", "kit", "works", "item/wall_ball", "source/wall_ball", "morning", "weekly",
    "reaction", "progress", "record", "data", "settings", "help", "doctor",
)  # fmt: skip
ASKED, TOLD = 200, 40
# Milliseconds of half the requests, and of 99 in 100.
HALF, MOST = 25.0, 100.0
HEAVIEST = 100
WRK = ("wrk", "-t2", "-c8", "-d10s", "--latency")
# Requests a second of wger's signed-in dashboard, on this kind of machine with 8 connections too.
PEER, TIMES = 18.0, 10


def report() -> Iterator[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        kept = subprocess.run([sys.executable, "-m", "bench.year", folder], check=True, capture_output=True, text=True).stdout.strip()
        with Process(Path(folder)) as site:
            yield f"site: a year, {kept}; milliseconds from asking to the whole page, aim {HALF:g} for half and {MOST:g} for 99 in 100"
            yield from _pages(site)
            yield _throughput(site)
    with tempfile.TemporaryDirectory() as folder, Process(Path(folder)) as site:
        yield _weight(site)


def _pages(site: Process) -> Iterator[str]:
    with closing(Caller(site)) as caller:
        yield from _by_caller(caller)


def _by_caller(caller: Caller) -> Iterator[str]:
    yield _line("the first page after starting", [_milliseconds(lambda: caller.read("/today/"))])
    every: list[float] = []
    for page in PAGES:
        taken = [_milliseconds(lambda page=page: _whole(caller, f"/{page}/")) for _ in range(ASKED)]
        every += taken
        yield _line(f"{page}/", taken)
    yield _line("every page", every)
    told = [_told(caller) for _ in range(TOLD)]
    yield _line("saving a note", [saving for saving, _ in told])
    yield _line("today/ right after it", [after for _, after in told])


def _whole(caller: Caller, where: str) -> None:
    status, _ = caller.read(where)
    assert status == 200, f"{where}: {status}"


def _told(caller: Caller) -> tuple[float, float]:
    """Save something, and open the page for which everything is worked out anew."""
    fields = hidden(caller.read("/record/")[1])
    saving = _milliseconds(lambda: caller.send("/record/", {**fields, "text": "A note"}))
    return saving, _milliseconds(lambda: _whole(caller, "/today/"))


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1e3


def _line(what: str, taken: list[float]) -> str:
    if len(taken) == 1:
        return f"  {what:<34}{taken[0]:8.1f}"
    half, most = statistics.median(taken), statistics.quantiles(taken, n=100, method="inclusive")[98]
    over = "" if half < HALF and most < MOST else "  above the aim"
    return f"  {what:<34}{half:8.1f}{most:8.1f}  (half, 99 in 100 of {len(taken)}){over}"


def _throughput(site: Process) -> str:
    if shutil.which(WRK[0]) is None:
        return "  throughput: not measured, wrk is missing"
    told = subprocess.run([*WRK, f"{site.address}/today/"], check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in told, told
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert found is not None, told
    rate = float(found[1])
    return f"  today/ over 8 connections: {rate:.0f} requests a second, {rate / PEER:.0f}× wger's {PEER:g}  aim {TIMES}×"


def _weight(site: Process) -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        loaded = first_visit(browser, site.address)
        browser.close()
    return f"  a first visit: {sum(loaded.values()) / 1024:.0f} KB in {len(loaded)} files, aim {HEAVIEST}"


if __name__ == "__main__":
    for line in report():
        print(line, flush=True)  # noqa: T201
