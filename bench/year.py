"""A year of one person, kept in a data folder: ``python -m bench.year FOLDER [DAYS [QUESTION=ANSWER …]]``; the last day is today."""

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ischia.cli.answers_file import Told, read_answers
from ischia.cli.knowing import known
from ischia.journal.entry import Entry
from ischia.site.serving import prepare

EXAMPLE = Path(__file__).parent.parent / "examples" / "piri_45f.yaml"
DAYS = 365
# Pain in the leg, morning by morning: it ebbs over the months and wavers by the day.
WAVERS = (0, 1, 0, -1, 1, 0, -1)
ITEMS = ("walk", "warm_lotion_kneading", "walk", "tummy_brace")


def year(now: datetime, days: int = DAYS, answers: Mapping[str, str] | None = None) -> Iterator[Entry]:
    """The entries of that many days up to this moment: interview, mornings, gates, sessions, reactions, weeks; last some answers."""
    yield from _numbered(_arrival(now - timedelta(days=days)), "first")
    for day in range(days):
        yield from _numbered(_day(day, days, now - timedelta(days=days - 1 - day, hours=1)), f"day{day}")
    if answers:
        yield from _numbered(iter([("answers", {"sitting": "question", "answers": dict(answers)}, now)]), "last")


def _numbered(told: Iterator[tuple[str, dict[str, Any], datetime]], name: str) -> Iterator[Entry]:
    for place, (kind, body, at) in enumerate(told):
        yield Entry(f"{name}.{place}", kind, at.date(), at, at, body)


def _arrival(at: datetime) -> Iterator[tuple[str, dict[str, Any], datetime]]:
    yield "about_me", {"country": "GB"}, at
    for entry in _example(at):
        yield entry.kind, dict(entry.body), at


def _example(at: datetime) -> tuple[Entry, ...]:
    told = read_answers(known(), EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.name, at)
    assert isinstance(told, Told)
    return told.journal.written


def _day(day: int, days: int, at: datetime) -> Iterator[tuple[str, dict[str, Any], datetime]]:
    findings = known().findings.values()
    pain = max(0, round(6 - 5 * day / days) + WAVERS[day % len(WAVERS)])
    item = ITEMS[day % len(ITEMS)]
    yield "morning", {"leg": pain, "sleep": "good", "soreness": "none"}, at
    if day % 7 == 0:
        yield from (("answers", {**entry.body, "sitting": "weekly"}, at) for entry in _example(at) if entry.kind == "answers")
        yield "weekly", {"back": 3, "function": 4, "calm": 6, "activities": {"Drive 20 minutes": 5}}, at
    yield "answers", {"sitting": "gate", "answers": {one.id: "no" for one in findings if one.part == "gate"}}, at
    played = {"items": [{"id": item, "seconds": 300, "rung": 0, "level": 1, "side": "right"}], "why_stopped": "finished"}
    yield "session", played, at + timedelta(minutes=20)
    yield "reaction", {"now": "same", "pain": pain}, at + timedelta(minutes=30)


def keep(folder: Path, days: int, answers: Mapping[str, str]) -> int:
    """Keep it in a folder; gives the number of entries. Django is set up for that folder, so once in a process."""
    os.environ["ISCHIA_DATA"] = str(folder)
    prepare()
    from ischia.site.visit import store  # noqa: PLC0415 Django must be set up first

    return len(store().add(*year(datetime.now().astimezone(), days, answers)))


if __name__ == "__main__":
    named, days, *said = (*sys.argv[1:], str(DAYS))[: max(len(sys.argv) - 1, 2)]
    print(keep(Path(named), int(days), dict(one.split("=") for one in said)), "entries")  # noqa: T201
