"""From a form to answers: what was chosen or typed, understood, or what is wrong with it in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from ischia.knowledge.findings import Finding
from ischia.reasoning.replies import UNSURE, possible
from ischia.site.visit import Visit

AGO = "interview.ago."
UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Reply:
    """What a form says: answers by question, and what is wrong by question."""

    answers: Mapping[str, Any]
    wrong: Mapping[str, str]


def read_reply(visit: Visit, findings: tuple[Finding, ...], form: QueryDict) -> Reply:
    """The answers of a page; a question that nothing was said about has its own complaint."""
    answers: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for finding in findings:
        answer = _READ.get(finding.kind, _word)(visit, finding, form)
        if answer is None or (answer != UNCHANGED and not possible(visit.knowledge, finding, answer, visit.today)):
            wrong[finding.id] = complaint(visit, finding, form)
        else:
            answers[finding.id] = answer
    return Reply(answers, wrong)


def complaint(visit: Visit, finding: Finding, form: QueryDict) -> str:
    """What is allowed here, in words."""
    if finding.kind == "number":
        return visit.word("interview.wrong.number", least=f"{finding.lowest or 0:g}", most=f"{finding.highest or 0:g}")
    if finding.kind == "date":
        return visit.word("interview.wrong.date", today=f"{visit.today.day} {visit.today:%B %Y}")
    return visit.word("interview.wrong.choice")


def _word(visit: Visit, finding: Finding, form: QueryDict) -> str | None:
    return form.get(finding.id) or None


def _number(visit: Visit, finding: Finding, form: QueryDict) -> float | int | str | None:
    typed = form.get(finding.id, "").strip().replace(",", ".")
    if typed == UNSURE:
        return typed
    try:
        number = float(typed)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


def _date(visit: Visit, finding: Finding, form: QueryDict) -> str | None:
    ago, typed = form.get(f"{finding.id}.ago", ""), form.get(finding.id, "").strip()
    if typed == UNSURE:
        return typed
    if ago.isdecimal():
        return (visit.today - timedelta(days=int(ago))).isoformat()
    return typed or None


def _places(visit: Visit, finding: Finding, form: QueryDict) -> list[str]:
    return list(dict.fromkeys(form.getlist(finding.id)))


def days_ago(visit: Visit) -> tuple[tuple[int, str], ...]:
    """Quick answers for a day: how many days ago, and how that is said."""
    found = {int(key.removeprefix(AGO)): word.says for key, word in visit.knowledge.words.items() if key.startswith(AGO)}
    return tuple(sorted(found.items()))


def told_answers(visit: Visit) -> dict[str, Any]:
    """The newest answer to each question, as it was told."""
    told = (entry.body.get("answers") or {} for entry in visit.journal.of_kind("about_me", "answers"))
    return {key: answer for answers in told for key, answer in answers.items()}


def day_of(text: str) -> date | None:
    """A typed day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_READ = {"number": _number, "date": _date, "places": _places}
