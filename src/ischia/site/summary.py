"""A few lines that somebody can read out to a call-taker or show to a doctor: what fired, and what was asked and is not so."""

from collections.abc import Iterator
from datetime import date

from ischia.site.replying import told_answers
from ischia.site.visit import Visit

# In the order in which they are read out.
NEGATIVES = ("saddle_numb", "bladder_change", "bowel_change", "both_legs_weak", "foot_drop", "leg_weak")
MEDICINES = ("blood_thinner", "steroid_tablets")


def lines_of(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Label and words of each line."""
    return tuple(_lines(visit))


def _lines(visit: Visit) -> Iterator[tuple[str, str]]:
    told = told_answers(visit)
    yield visit.word("alarm.line.person"), _person(visit, told)
    yield visit.word("alarm.line.pain"), _pain(visit, told)
    reasons = " ".join(one.says for one in visit.conclusion.danger.reasons) or visit.word("alarm.line.nothing")
    yield visit.word("alarm.line.told"), reasons
    yield visit.word("alarm.line.asked"), "; ".join(answer_line(visit, key) for key in NEGATIVES)
    yield visit.word("alarm.line.medicines"), "; ".join(answer_line(visit, key) for key in MEDICINES)


def _person(visit: Visit, told: dict[str, object]) -> str:
    sex = (visit.knowledge.findings["sex"].choices or {}).get(str(told.get("sex", "")), "")
    return ", ".join(str(part) for part in (told.get("age", ""), sex) if part) or visit.word("alarm.line.not_asked")


def _pain(visit: Visit, told: dict[str, object]) -> str:
    side = (visit.knowledge.findings["which_side"].choices or {}).get(str(told.get("which_side", "")), "")
    parts = (
        side,
        visit.word("alarm.line.leg", leg=told["leg_pain_now"]) if "leg_pain_now" in told else "",
        f"{told['pain_began']}" if "pain_began" in told else "",
    )
    return ", ".join(part for part in parts if part)


def answer_line(visit: Visit, question: str) -> str:
    """What was said to one question, and on which day; "not asked" is never "no"."""
    said, day = last_answer(visit, question)
    label = visit.knowledge.findings[question].label
    if day is None:
        return visit.word("alarm.line.open", label=label)
    return visit.word("alarm.line.said", label=label, said=said, day=f"{day.day} {day:%B}")


def last_answer(visit: Visit, question: str) -> tuple[str, date | None]:
    """The newest answer to a question, in words, and its day."""
    finding = visit.knowledge.findings[question]
    for entry in reversed(visit.journal.of_kind("answers", "about_me")):
        said = (entry.body.get("answers") or {}).get(question)
        if said is not None:
            return (finding.choices or {}).get(str(said), {"unsure": "not sure"}.get(str(said), str(said))), entry.day
    settled = visit.standing.said(question)
    return (settled.lower(), visit.today) if settled else ("", None)
