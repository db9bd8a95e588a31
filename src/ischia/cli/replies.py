"""What is wrong with an answer that a question does not allow, and what it does allow, in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ischia.journal.shapes import read_day
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Finding
from ischia.knowledge.problems import nearest
from ischia.reasoning.replies import UNSURE, places, possible, words


def allowed(knowledge: Knowledge, finding: Finding) -> str:
    """What may be answered, in words."""
    free = {"number": _bounds(knowledge, finding), "date": "a day as YYYY-MM-DD", "places": "a list of places, such as [left_calf]"}
    return ", ".join((*((free[finding.kind],) if finding.kind in free else ()), *words(finding)))


def _bounds(knowledge: Knowledge, finding: Finding) -> str:
    least = "" if finding.lowest is None else f" from {finding.lowest:g}"
    most = "" if finding.highest is None else f" to {finding.highest:g}"
    unit = knowledge.units[finding.unit].says if finding.unit in knowledge.units else finding.unit
    return f"a number{least}{most}" + (f" ({unit})" if unit and not unit.startswith("points") else "")


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
    if not possible(knowledge, finding, answer, today):
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
