"""People for tests: those of the examples, as if they had told everything on the site this morning."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from ischia.cli.answers_file import Told, read_answers
from ischia.journal.entry import Entry
from ischia.site.visit import knowledge, store
from tests.site.clock import CLOCK

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def arrive(example: str = "piri_45f", **answers: object) -> None:
    """Tell everything of an example file at this moment, and some answers over it."""
    told = read_answers(knowledge(), (EXAMPLES / f"{example}.yaml").read_text(encoding="utf-8"), example, CLOCK.moment)
    assert isinstance(told, Told)
    entries = [
        replace(entry, id=uuid4().hex, day=CLOCK.moment.date(), happened=CLOCK.moment, noted=CLOCK.moment) for entry in told.journal.written
    ]
    tell("about_me", {"country": "GB"})
    tell_entries(*[replace(entry, seq=None) for entry in entries])
    if answers:
        tell("answers", {"sitting": "question", "answers": answers})


def tell(kind: str, body: dict[str, object]) -> Entry:
    """One entry at this moment of the clock."""
    entry = Entry(uuid4().hex, kind, CLOCK.moment.date(), CLOCK.moment, CLOCK.moment, body)
    tell_entries(entry)
    return entry


def tell_entries(*entries: Entry) -> None:
    """Entries as they are."""
    store().add(*entries)


def gates_all_no() -> None:
    """The six questions before a session, all answered with no."""
    gates = [key for key, finding in knowledge().findings.items() if finding.part == "gate"]
    tell("answers", {"sitting": "gate", "answers": dict.fromkeys(gates, "no")})


def live(days: int, legs: tuple[int, ...] = (5, 5, 4, 5, 4, 4, 3), soreness: str = "none") -> None:
    """So many days of mornings, gates, sessions and weekly checks; the clock ends on the morning after the last."""
    for day in range(days):
        if day:
            tell("morning", {"leg": legs[day % len(legs)], "sleep": "good", "soreness": soreness})
        gates_all_no()
        items = ["walk", "warm_lotion_kneading"] if day % 2 else ["walk"]
        tell(
            "session",
            {"items": [{"id": item, "seconds": 240, "rung": 0, "level": 1, "side": "right"} for item in items], "why_stopped": "finished"},
        )
        tell("reaction", {"now": "same", "pain": legs[day % len(legs)]})
        if day % 7 == 6:
            tell("weekly", {"back": 3, "function": 4, "calm": 6, "activities": {"Drive 20 minutes": 5}})
        CLOCK.on(days=1)
