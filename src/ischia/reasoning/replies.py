"""What a person may answer to a question, and the ids that a journal may name."""

from collections.abc import Callable, Mapping
from datetime import date

from ischia.journal.shapes import Known, is_number, read_day
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Finding

UNSURE = "unsure"
YES_NO = ("yes", "no")
# What a person can tell: the rest is computed, found by a clinician, or told in check-ins.
TOLD = ("about_me", "danger", "gate", "caution", "cause", "self_test")


def known_ids(knowledge: Knowledge) -> Known:
    """The ids that entries may name, by vocabulary."""
    return {
        "question": knowledge.findings,
        "item": knowledge.items(),
        "rule": knowledge.danger_rules(),
        "kit": knowledge.kit,
        "position": knowledge.positions,
    }


def told(knowledge: Knowledge) -> Mapping[str, Finding]:
    """The questions that a person can answer, in the order in which they are asked."""
    findings = (finding for finding in knowledge.findings.values() if finding.part in TOLD)
    return {one.id: one for one in sorted(findings, key=lambda one: (TOLD.index(one.part), one.order, one.id))}


def words(finding: Finding) -> tuple[str, ...]:
    """The words that answer a question; empty for numbers, days and places, apart from `unsure`."""
    own = tuple(finding.choices or ()) if finding.kind == "choice" else YES_NO if finding.kind == "yes_no" else ()
    return (*own, UNSURE) if finding.unsure == "allowed" else own


def places(knowledge: Knowledge) -> tuple[str, ...]:
    """Every place of the body map: an area, and the area on each side that it has."""
    return tuple(name for key, area in knowledge.areas.items() for name in (key, *(f"{side}_{key}" for side in area.sides)))


def possible(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> bool:
    """Whether a question may be answered so on that day."""
    if answer == UNSURE:
        return finding.unsure == "allowed"
    return not isinstance(answer, bool) and _KINDS[finding.kind](knowledge, finding, answer, today)


def _word(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> bool:
    return isinstance(answer, str) and answer in words(finding)


def _number(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> bool:
    lowest = float("-inf") if finding.lowest is None else finding.lowest
    highest = float("inf") if finding.highest is None else finding.highest
    return isinstance(answer, int | float) and is_number(answer) and lowest <= answer <= highest


def _date(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> bool:
    day = read_day(answer)
    return day is not None and day <= today


def _places(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> bool:
    known = places(knowledge)
    return isinstance(answer, list | tuple) and len(set(answer)) == len(answer) and all(place in known for place in answer)


_KINDS: Mapping[str, Callable[[Knowledge, Finding, object, date], bool]] = {
    "yes_no": _word,
    "choice": _word,
    "number": _number,
    "date": _date,
    "places": _places,
}
