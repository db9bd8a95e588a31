"""What was asked and what was said, for others to read: "not asked" is never "no"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ischia.journal.journal import Journal
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.standing import Standing

RANK = ("yes", "unsure", "open", "no")


@dataclass(frozen=True)
class Said:
    """The newest answer to a question: its word, how it reads, and the day; no day when it was never asked."""

    question: str
    answer: str
    reads: str
    day: date | None


def last_said(knowledge: Knowledge, journal: Journal, standing: Standing, question: str) -> Said:
    """The newest answer, told or settled by others."""
    finding = knowledge.findings[question]
    for entry in reversed(journal.of_kind("answers", "about_me")):
        said = (entry.body.get("answers") or {}).get(question)
        if said is not None:
            return Said(question, str(said), (finding.choices or {}).get(str(said), str(said)), entry.day)
    settled = standing.said(question)
    days = [entry.day for entry in journal.of_kind("answers")]
    return Said(question, settled.lower(), settled.lower(), max(days)) if settled and days else Said(question, "open", "", None)


def worst_said(said: Iterable[Said]) -> Said:
    """Of several answers the one that matters most: yes, then not sure, then not asked; no only when all are no."""
    return min(said, key=lambda one: RANK.index(one.answer) if one.answer in RANK else 0)
