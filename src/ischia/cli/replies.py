"""What may be answered to a question, and what is wrong with an answer that may not."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ischia.journal.shapes import is_number, read_day
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Finding
from ischia.knowledge.problems import nearest

UNSURE = "unsure"
MINUTES_A_DAY = 240
YES_NO = ("yes", "no")
# What a person can tell: the rest is computed, found by a clinician, or told in check-ins.
TOLD = ("about_me", "danger", "gate", "caution", "cause", "self_test")


def told(knowledge: Knowledge) -> Mapping[str, Finding]:
    """The questions that a person can answer, in the order in which they are asked."""
    findings = (finding for finding in knowledge.findings.values() if finding.part in TOLD)
    return {one.id: one for one in sorted(findings, key=lambda one: (TOLD.index(one.part), one.order, one.id))}


def words(finding: Finding) -> tuple[str, ...]:
    """The words that answer a question; empty for numbers, days and places, apart from `unsure`."""
    own = tuple(finding.choices or ()) if finding.kind == "choice" else YES_NO if finding.kind == "yes_no" else ()
    return (*own, UNSURE) if finding.unsure == "allowed" else own


def allowed(knowledge: Knowledge, finding: Finding) -> str:
    """What may be answered, in words."""
    free = {"number": _bounds(knowledge, finding), "date": "a day as YYYY-MM-DD", "places": "a list of places, such as [left_calf]"}
    return ", ".join((*((free[finding.kind],) if finding.kind in free else ()), *words(finding)))


def _bounds(knowledge: Knowledge, finding: Finding) -> str:
    least = "" if finding.lowest is None else f" from {finding.lowest:g}"
    most = "" if finding.highest is None else f" to {finding.highest:g}"
    unit = knowledge.units[finding.unit].says if finding.unit in knowledge.units else finding.unit
    return f"a number{least}{most}" + (f" ({unit})" if unit and not unit.startswith("points") else "")


def places(knowledge: Knowledge) -> tuple[str, ...]:
    """Every place of the body map: an area, and the area on each side that it has."""
    return tuple(name for key, area in knowledge.areas.items() for name in (key, *(f"{side}_{key}" for side in area.sides)))


def faults(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> Iterator[str]:
    """Everything that is wrong with an answer."""
    if isinstance(answer, bool):
        yield f"{str(answer).lower()} is not an answer; write yes or no"
    elif answer == UNSURE:
        if finding.unsure == "refused":
            yield f"unsure is not possible here; allowed: {allowed(knowledge, finding)}"
    else:
        yield from _KINDS[finding.kind](knowledge, finding, answer, today)


def _word(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> Iterator[str]:
    if not isinstance(answer, str) or answer not in words(finding):
        yield f"{answer!r} is not an answer; {nearest(str(answer), words(finding), most=8)}"


def _number(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> Iterator[str]:
    lowest = float("-inf") if finding.lowest is None else finding.lowest
    highest = float("inf") if finding.highest is None else finding.highest
    good = isinstance(answer, int | float) and is_number(answer) and lowest <= answer <= highest
    if not good:
        yield f"{answer!r} is not possible; allowed: {allowed(knowledge, finding)}"


def _date(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> Iterator[str]:
    day = read_day(answer)
    if day is None:
        yield f"{answer!r} is not a day; allowed: {allowed(knowledge, finding)}"
    elif day > today:
        yield f"{day} is still to come; the last possible day is {today}"


def _places(knowledge: Knowledge, finding: Finding, answer: object, today: date) -> Iterator[str]:
    if not isinstance(answer, list):
        yield f"{answer!r} is not a list of places; allowed: {allowed(knowledge, finding)}"
        return
    known = places(knowledge)
    for i, place in enumerate(answer):
        if place not in known:
            yield f"{place!r} is no place; {nearest(str(place), known)}"
        elif place in answer[:i]:
            yield f"{place} stands twice; keep one"


_KINDS: Mapping[str, Callable[[Knowledge, Finding, object, date], Iterator[str]]] = {
    "yes_no": _word,
    "choice": _word,
    "number": _number,
    "date": _date,
    "places": _places,
}
