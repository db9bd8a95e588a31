"""A few lines that somebody can read out to a call-taker or show to a doctor: what fired, and what was asked and is not so."""

from collections.abc import Iterator

from ischia.exchange.asked import last_said
from ischia.site.visit import Visit

# In the order in which they are read out.
NEGATIVES = ("saddle_numb", "bladder_change", "bowel_change", "both_legs_weak", "foot_drop", "leg_weak")
MEDICINES = ("blood_thinner", "steroid_tablets")


def lines_of(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Label and words of each line."""
    return tuple(_lines(visit))


def _lines(visit: Visit) -> Iterator[tuple[str, str]]:
    yield visit.word("alarm.line.person"), _joined(visit, ("age", "sex"))
    yield visit.word("alarm.line.pain"), _joined(visit, ("which_side", "leg_pain_now", "pain_began"))
    reasons = " ".join(one.says for one in visit.conclusion.danger.reasons) or visit.word("alarm.line.nothing")
    yield visit.word("alarm.line.told"), reasons
    yield visit.word("alarm.line.asked"), "; ".join(answer_line(visit, key) for key in NEGATIVES)
    yield visit.word("alarm.line.medicines"), "; ".join(answer_line(visit, key) for key in MEDICINES)


def _joined(visit: Visit, questions: tuple[str, ...]) -> str:
    said = [(key, last_said(visit.knowledge, visit.journal, visit.standing, key).reads) for key in questions]
    told = [visit.word(f"alarm.line.{key}", said=reads) for key, reads in said if reads]
    return ", ".join(told) or visit.word("alarm.line.not_asked")


def answer_line(visit: Visit, question: str) -> str:
    """What was said to one question, and on which day; "not asked" is never "no"."""
    said = last_said(visit.knowledge, visit.journal, visit.standing, question)
    label = visit.knowledge.findings[question].label
    if said.day is None:
        return visit.word("alarm.line.open", label=label)
    reads = visit.word("alarm.line.unsure") if said.answer == "unsure" else said.reads
    return visit.word("alarm.line.said", label=label, said=reads, day=f"{said.day.day} {said.day:%B}")
