"""Every page in every state, read by two tools that count in different ways: a child of eleven can read it."""

import re
import statistics
from pathlib import Path

import readability
import textstat
from playwright.sync_api import Browser

from tests.site.clock import Clock
from tests.site.states import ALL

LEAST_WORDS = 50
MEDIAN, MOST, MOST_IN_DANGER = 6.0, 8.0, 5.0
MEDICAL = dict(line.split() for line in Path(__file__).with_name("medical_words.txt").read_text().splitlines() if not line.startswith("#"))
# What is read on a page: not the names of sources, fields of numbers or the clock.
LEAVE = ".cited, table, .num, .back, nav, svg, select, .over, .path, input, .skip-link, .hidden"
READ = """leave => { const main = document.querySelector("main").cloneNode(true); main.querySelectorAll(leave).forEach(one => one.remove());
    return [...main.querySelectorAll("p, li, h1, h2, h3, label, legend, button, dd, dt, summary, a")].filter(one =>
        ![...one.children].some(inner => inner.matches("p, li, h1, h2, h3, label, button, dd, details, ul, div")))
        .map(one => one.textContent.replace(/\\s+/g, " ").trim()).filter(Boolean); }"""


def plain(text: str) -> str:
    """A text with its medical words as the short ones that they stand for, and digits as words."""
    text = re.sub(r"\d[\d.,:]*", "ten", text.replace("’", "'").replace("–", " to "))
    return re.sub(r"[A-Za-z]+", lambda word: MEDICAL.get(word[0].lower(), word[0]), text)


def sentences(parts: list[str]) -> list[str]:
    """One sentence each; a label or a heading is one."""
    whole = [plain(part).strip() for part in parts]
    return [one.strip() for part in whole for one in re.split(r"(?<=[.?!:])\s+", part) if re.search(r"[A-Za-z]", one)]


def grades(parts: list[str]) -> tuple[float, float]:
    """The grade by both tools."""
    found = [one if one[-1] in ".?!" else f"{one.rstrip(':')}." for one in sentences(parts)]
    kincaid = readability.getmeasures("\n".join(found), lang="en")["readability grades"]["Kincaid"]
    return float(textstat.flesch_kincaid_grade(" ".join(found))), float(kincaid)


def test_a_child_of_eleven_can_read_it(browser: Browser, address: str, clock: Clock) -> None:
    """By both tools: the middle page at most grade 6, none above 8, pages about danger at most 5."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    found: dict[str, tuple[float, float]] = {}
    for state in (one for one in ALL if not one.script):
        state.reach(page)
        parts = page.evaluate(READ, LEAVE)
        if sum(len(part.split()) for part in parts) >= LEAST_WORDS:
            found[state.name] = grades(parts)
    context.close()
    danger = {state.name for state in ALL if state.danger}
    above = {name: grade for name, grade in found.items() if max(grade) > (MOST_IN_DANGER if name in danger else MOST)}
    assert above == {}
    assert [statistics.median(grade[tool] for grade in found.values()) <= MEDIAN for tool in (0, 1)] == [True, True]
    assert len(found) > len(ALL) / 2
