"""The contract: cases written from the papers, not from the rule files, so that a slip in a rule file is caught.

A case names a few answers; everything else is at its harmless answer. All cases of a folder are one batch and one call of `judge`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Finding
from ischia.knowledge.problems import KnowledgeError, Problem, nearest
from ischia.knowledge.reading import read_file
from ischia.knowledge.value import EFFECTS, URGENCIES
from ischia.reasoning.danger import Alarm, judge
from ischia.reasoning.fold import coded, day_number
from ischia.reasoning.layout import Bools, Layout, layout_of
from ischia.reasoning.truth import ANSWERED, UNASKED, Answers, settle

CONTRACT = Path(__file__).parent / "contract"
TODAY = "2026-11-20"
NUMBERS = {"age": 45, "leg_pain_now": 0, "back_pain_now": 2}
ASKED = ("about_me", "danger", "caution")
_NEEDED = ("name", "answers", "class", "programme", "source")
_MAY = ("rule", "rule_not", "refusal", "complete", "contradiction", "at", "unasked")


@dataclass(frozen=True)
class Case:
    """One line of the contract: with these answers the class and the effect on the programme are exactly these.

    `rule` must be among the reasons (``unsure.saddle_numb`` and ``unsure.cauda_equina`` name doubts), those of `rule_not` must not be;
    `unasked` are questions left unanswered; dates in the answers are as seen from `at`.
    """

    name: str
    answers: Mapping[str, Any]
    urgency: str
    programme: str
    source: str
    rule: str = ""
    rule_not: tuple[str, ...] = ()
    refusal: str = ""
    complete: bool | None = None
    contradiction: str = ""
    at: str = TODAY
    unasked: tuple[str, ...] = ()
    file: str = ""
    line: int = 1


T = TypeVar("T")


def read_contract(folder: Path = CONTRACT / "danger") -> tuple[Case, ...]:
    """Every case below `folder`; raises KnowledgeError with all problems."""
    return read_cases(folder, _faults, _case)


def read_cases(folder: Path, faults: Callable[[Any], Iterator[str]], case: Callable[[Mapping[str, Any], str, int], T]) -> tuple[T, ...]:
    """The lists of cases in the files below `folder`; raises KnowledgeError with everything that `faults` finds in a row."""
    cases, problems = list[T](), list[Problem]()
    for path in sorted(folder.rglob("*.yaml")):
        file = path.relative_to(folder).as_posix()
        document, wrong = read_file(path, file)
        problems += wrong
        for place, row in enumerate(document.plain if isinstance(document.plain, list) else []):
            line, found = document.line((place,)), list(faults(row))
            problems += [Problem(file, line, fault) for fault in found]
            cases += [] if found else [case(row, file, line)]
    if problems:
        raise KnowledgeError(problems)
    return tuple(cases)


def _faults(row: Any) -> Iterator[str]:
    """What is wrong with the form of one case."""
    if not isinstance(row, dict):
        yield "is no case; write a mapping with name, answers, class, programme, source"
        return
    for key in row:
        if key not in _NEEDED + _MAY:
            yield f"the key {key} is unknown; {nearest(key, _NEEDED + _MAY)}"
    for key in _NEEDED:
        if key not in row:
            yield f"{key} is missing"
    if row.get("class") not in URGENCIES:
        yield f"class is {row.get('class')!r}; allowed are {', '.join(URGENCIES)}"
    if row.get("programme") not in EFFECTS:
        yield f"programme is {row.get('programme')!r}; allowed are {', '.join(EFFECTS)}"
    if not isinstance(row.get("answers"), dict):
        yield "answers is no mapping of questions to answers"


def _case(row: Mapping[str, Any], file: str, line: int) -> Case:
    return Case(
        name=row["name"],
        answers=row["answers"],
        urgency=row["class"],
        programme=row["programme"],
        source=str(row["source"]),
        rule=row.get("rule", ""),
        rule_not=_several(row.get("rule_not", ())),
        refusal=row.get("refusal", ""),
        complete=row.get("complete"),
        contradiction=row.get("contradiction", ""),
        at=row.get("at", TODAY),
        unasked=_several(row.get("unasked", ())),
        file=file,
        line=line,
    )


def _several(named: str | Sequence[str]) -> tuple[str, ...]:
    return (named,) if isinstance(named, str) else tuple(named)


def harmless(knowledge: Knowledge) -> Answers:
    """One row in which every question about the person, danger and caution has its harmless answer."""
    layout = layout_of(knowledge)
    answers = [_harmless(finding) for finding in layout.finding]
    state = np.array([[UNASKED if answer is None else ANSWERED for answer in answers]], dtype=np.int8)
    return Answers(state, np.array([[answer or 0 for answer in answers]], dtype=float))


def _harmless(finding: Finding) -> float | None:
    """The harmless answer of one question as its code; None where none is (dates, sex, side).

    A reassuring danger fact ("unchanged for years") is not claimed: its harmless answer is no. Of choices, the first counts for nothing.
    """
    if finding.part not in ASKED or finding.kind == "date":
        return None
    if finding.kind == "number":
        return NUMBERS.get(finding.id)
    if finding.kind == "choice":
        return 0 if finding.alarming == "no" else None
    able = finding.id == "adult" or (finding.part == "caution" and finding.alarming == "no")
    return 1 if able else 0


def as_answers(knowledge: Knowledge, cases: Sequence[Case]) -> tuple[Answers, float]:
    """All cases as one batch at one moment: named answers, what they settle, and the harmless answer for the rest."""
    layout, base = layout_of(knowledge), harmless(knowledge)
    at = day_number(date.fromisoformat(TODAY))
    state = np.zeros((len(cases), layout.width), dtype=np.int8)
    value, left = np.zeros(state.shape), np.zeros(state.shape, dtype=bool)
    for row, case in enumerate(cases):
        for column, known, number in _named(layout, case):
            state[row, column], value[row, column] = known, number
        left[row] = [finding.id in case.unasked for finding in layout.finding]
    settled_later = np.array([bool(finding.yes_if or finding.no_if) for finding in layout.finding])
    asked = _filled(Answers(state, value), base, ~settled_later & ~left)
    told = _filled(settle(layout, asked, at), base, ~left)
    return settle(layout, told, at), at


def _named(layout: Layout, case: Case) -> Iterator[tuple[int, int, float]]:
    """The columns that a case answers; its dates are moved to the moment of the batch."""
    moved = day_number(date.fromisoformat(TODAY)) - day_number(date.fromisoformat(case.at))
    for question, answer in case.answers.items():
        found = coded(layout, question, answer)
        if not found:
            raise KnowledgeError([Problem(case.file, case.line, f"question {question} is unknown; {nearest(question, layout.columns)}")])
        for column, known, number in found:
            yield column, known, number + moved * (layout.finding[column].kind == "date")


def _filled(answers: Answers, base: Answers, where: Bools) -> Answers:
    """The base answer wherever nothing was answered."""
    fill = (answers.state == UNASKED) & where
    return Answers(
        np.where(fill, base.state, answers.state).astype(np.int8),
        np.where(fill, base.value, answers.value),
    )


def check_danger(knowledge: Knowledge, cases: Sequence[Case]) -> list[str]:
    """What is wrong, in words; empty when every case comes out as the papers say."""
    answers, at = as_answers(knowledge, cases)
    alarm = judge(knowledge, answers, at)
    return [
        f"{case.file}:{case.line}: {case.name}: {wrong}" for row, case in enumerate(cases) for wrong in _wrong(knowledge, alarm, case, row)
    ]


def _wrong(knowledge: Knowledge, alarm: Alarm, case: Case, row: int) -> Iterator[str]:
    names = reasons(knowledge, alarm, row)
    urgency, effect = URGENCIES[int(alarm.urgency[row])], EFFECTS[int(alarm.effect[row])]
    because = f"because of {', '.join(sorted(names)) or 'nothing'}"
    if urgency != case.urgency:
        yield f"class is {urgency}, the papers say {case.urgency} ({because})"
    if effect != case.programme:
        yield f"programme is {effect}, the papers say {case.programme} ({because})"
    if case.rule and case.rule not in names:
        yield f"{case.rule} should be a reason ({because})"
    for rule in case.rule_not:
        if rule in names:
            yield f"{rule} should not be a reason"
    if case.complete is not None and bool(alarm.complete[row]) != case.complete:
        yield f"the screen should be {'complete' if case.complete else 'incomplete'}"
    if case.contradiction not in ("", *contradictions(knowledge, alarm, row)):
        yield f"the contradiction {case.contradiction} should be found"
    if case.refusal and case.refusal not in refusals(knowledge, alarm, row):
        yield f"the refusal should be named {case.refusal}"


def reasons(knowledge: Knowledge, alarm: Alarm, row: int) -> set[str]:
    """Ids of the rules and doubts that raised the alarm of one person."""
    layout = layout_of(knowledge)
    fired = {key for key, found in zip(layout.rules, alarm.fired[row], strict=True) if found}
    doubted = {f"unsure.{layout.finding[column].id}" for column in np.flatnonzero(alarm.doubted[row])}
    several = {f"unsure.{key}" for key, found in zip(knowledge.not_sure, alarm.several[row], strict=True) if found}
    return fired | doubted | several


def contradictions(knowledge: Knowledge, alarm: Alarm, row: int) -> set[str]:
    """Ids of the contradictions in one person's answers."""
    return {key for key, found in zip(knowledge.contradictions, alarm.contradicted[row], strict=True) if found}


def refusals(knowledge: Knowledge, alarm: Alarm, row: int) -> set[str]:
    """Names under which one person's programme is refused."""
    rules = layout_of(knowledge).rules.items()
    return {rule.refusal for (_, rule), found in zip(rules, alarm.fired[row], strict=True) if found and rule.refusal}
