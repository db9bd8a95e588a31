"""Lighthouse on phone settings over the most used pages: ``python -m tools.lighthouse [PAGE …]``; part of ``make gate``.

Needs Node and Chromium. Lighthouse itself goes to `.cache/lighthouse`, by npm, the first time.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.site.process import Process

VERSION = "12.8.2"
FOLDER = Path(__file__).parent.parent / ".cache" / "lighthouse"
COMMAND = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 98
# Other work on the machine only ever makes a page slower: the best of some runs counts.
RUNS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
DANGER = "saddle_numb=yes"


@dataclass(frozen=True)
class Person:
    """Whose pages: how many days they have been here (None: never), and what they answered last."""

    days: int | None
    answers: tuple[str, ...] = ()


STRANGER, NEW, SETTLED, IN_DANGER = Person(None), Person(0), Person(21), Person(0, (DANGER,))
PAGES = {
    "welcome": STRANGER, "questions": NEW, "today": SETTLED, "plan": SETTLED, "think": SETTLED, "progress": SETTLED,
    "works": SETTLED, "stop": IN_DANGER,
}  # fmt: skip


def install() -> None:
    """Bring this version of Lighthouse into its folder."""
    if not (COMMAND.exists() and _ask("--version") == VERSION):
        FOLDER.mkdir(parents=True, exist_ok=True)
        words = ("npm", "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", "--ignore-scripts", f"lighthouse@{VERSION}")
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def _ask(*words: str) -> str:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    surroundings = {**os.environ, **({"CHROME_PATH": chromium} if chromium else {})}
    return subprocess.run(("node", COMMAND, *words), check=True, capture_output=True, text=True, env=surroundings).stdout.strip()


@contextmanager
def living(person: Person) -> Iterator[Process]:
    """The site of that person."""
    with tempfile.TemporaryDirectory() as folder:
        if person.days is not None:
            words = (sys.executable, "-m", "bench.year", folder, str(person.days), *person.answers)
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        with Process(Path(folder)) as site:
            yield site


def judge(address: str) -> tuple[dict[str, int], list[str]]:
    """The scores of a page from 0 to 100, and what takes points away."""
    words = (address, "--output=json", "--quiet", f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}")
    found = json.loads(_ask(*words))
    assert found["finalDisplayedUrl"].rstrip("/") == address.rstrip("/"), f"{address} leads to {found['finalDisplayedUrl']}"
    scores = {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}
    weighed = {ref["id"]: ref["weight"] for name in CATEGORIES for ref in found["categories"][name]["auditRefs"]}
    lost = [one for key, one in found["audits"].items() if weighed.get(key) and one["score"] is not None and one["score"] < 1]
    return scores, [f"{one['id']} {one.get('displayValue', '')}".strip() for one in lost]


def best_of(address: str) -> tuple[dict[str, int], list[str]]:
    """The best of some runs; one is enough when it is good enough."""
    runs: list[tuple[dict[str, int], list[str]]] = []
    while len(runs) < RUNS and not (runs and min(runs[-1][0].values()) >= LEAST):
        runs.append(judge(address))
    return max(runs, key=lambda run: min(run[0].values()))


def main(pages: list[str]) -> int:
    """Print the scores; 0 when every one is high enough."""
    install()
    low = 0
    print(f"{'':<12}{'  '.join(CATEGORIES)}  (aim {LEAST})")  # noqa: T201
    for page in pages or PAGES:
        with living(PAGES[page]) as site:
            scores, lost = best_of(f"{site.address}/{page}/")
        low += min(scores.values()) < LEAST
        row = "  ".join(f"{scores[name]:>{len(name)}}" for name in CATEGORIES)
        print(f"{page:<12}{row}  {'; '.join(lost)}", flush=True)  # noqa: T201
    return int(low > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
