"""Danger on random answers: more danger is never less alarm, and what is unknown is never safer than the safe answer."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ischia.knowledge.value import URGENCIES
from ischia.reasoning.danger import STOP, Alarm, judge, rule_urgency
from ischia.reasoning.layout import layout_of
from ischia.reasoning.truth import ANSWERED, UNASKED, UNSURE, Answers
from ischia.trial.contract import TODAY, Case, as_answers, harmless, reasons
from tests.scenarios.stories import shipped

NO, YES = 0.0, 1.0
AT = 20777.0
WEAK_ALONE = Path(__file__).parent.parent / "knowledge" / "weak_alone.yaml"
SAYINGS = {"unasked": (UNASKED, NO), "unsure": (UNSURE, NO), "no": (ANSWERED, NO), "yes": (ANSWERED, YES)}


@dataclass(frozen=True)
class Row:
    """One person's answers where they differ from the harmless ones."""

    said: dict[str, str]
    numbers: dict[str, float]


def questions() -> list[str]:
    """The yes-or-no questions of the danger screen."""
    return [f.id for f in shipped().findings.values() if f.part == "danger" and f.kind == "yes_no" and f.alarming != "neither"]


def rows() -> st.SearchStrategy[Row]:
    """People with up to twelve answers that are not harmless, and any age and pain."""
    said = st.dictionaries(st.sampled_from(questions()), st.sampled_from(sorted(SAYINGS)), max_size=12)
    pains = st.sampled_from([0.0, 1.0, 6.0, 7.0, 8.0, 10.0])
    numbers = st.fixed_dictionaries(
        {}, optional={"age": st.sampled_from([9.0, 17.0, 18.0, 54.0, 55.0, 70.0, 71.0]), "leg_pain_now": pains, "back_pain_now": pains}
    )
    return st.builds(Row, said, numbers)


def answers_of(people: list[Row]) -> Answers:
    """A batch, as raw answers: nothing is settled by anything else."""
    layout, base = layout_of(shipped()), harmless(shipped())
    state, value = np.repeat(base.state, len(people), axis=0), np.repeat(base.value, len(people), axis=0)
    for i, row in enumerate(people):
        for question, saying in row.said.items():
            state[i, layout.column[question]], value[i, layout.column[question]] = SAYINGS[saying]
        for question, number in row.numbers.items():
            value[i, layout.column[question]] = number
    return Answers(state, value)


def alarm_of(people: list[Row]) -> Alarm:
    """The alarm of a batch."""
    return judge(shipped(), answers_of(people), AT)


def safe(question: str) -> str:
    """The answer of a question that cannot raise the alarm."""
    return "no" if shipped().findings[question].alarming == "yes" else "yes"


def alarming(question: str) -> str:
    """The answer of a question that can only raise the alarm."""
    return "yes" if shipped().findings[question].alarming == "yes" else "no"


def with_answer(row: Row, question: str, saying: str) -> Row:
    """The same person with one other answer."""
    return Row({**row.said, question: saying}, row.numbers)


def not_safer(alarm: Alarm) -> None:
    """The second of two people is at least as alarmed as the first, and allowed no more."""
    assert alarm.urgency[1] >= alarm.urgency[0]
    assert alarm.effect[1] >= alarm.effect[0]
    open_to = alarm.complete & (alarm.effect < STOP)
    assert open_to[1] <= open_to[0]


@given(rows(), st.sampled_from(questions()))
def test_more_danger_is_never_less_alarm(row: Row, question: str) -> None:
    """One step from the safe to the alarming answer never lowers the class nor allows more."""
    not_safer(alarm_of([with_answer(row, question, safe(question)), with_answer(row, question, alarming(question))]))


@given(rows(), st.sampled_from(questions()), st.sampled_from(["unsure", "unasked"]))
def test_unknown_is_never_safer_than_the_safe_answer(row: Row, question: str, unknown: str) -> None:
    """Not sure, and not asked, never come out better than the safe answer."""
    not_safer(alarm_of([with_answer(row, question, safe(question)), with_answer(row, question, unknown)]))


@given(st.lists(rows(), min_size=1, max_size=5))
def test_a_batch_of_one_equals_a_batch_of_many(people: list[Row]) -> None:
    """Each row comes out as if it were judged alone."""
    together = alarm_of(people)
    for i, person in enumerate(people):
        alone = alarm_of([person])
        assert alone.urgency[0] == together.urgency[i]
        assert alone.effect[0] == together.effect[i]
        assert (alone.fired[0] == together.fired[i]).all()
        assert (alone.missing[0] == together.missing[i]).all()
        assert (alone.contradicted[0] == together.contradicted[i]).all()


@given(rows())
def test_the_class_is_the_highest_of_all_reasons(row: Row) -> None:
    """Nothing lowers the class, and nothing but a reason raises it."""
    knowledge, alarm = shipped(), alarm_of([row])
    rules = layout_of(knowledge).rules
    classes = [0]
    for name in reasons(knowledge, alarm, 0):
        kind, _, key = name.partition(".")
        if name in rules:
            classes.append(rule_urgency(rules[name]))
        elif key in knowledge.not_sure:
            classes.append(URGENCIES.index(knowledge.not_sure[key].several))
        else:
            assert kind == "unsure"
            classes.append(URGENCIES.index(knowledge.findings[key].if_unsure or "self_care"))
    assert alarm.urgency[0] == max(classes)


@given(rows())
def test_a_contradiction_or_a_gap_always_refuses(row: Row) -> None:
    """Whoever contradicts themselves or has not answered everything gets no programme."""
    alarm = alarm_of([row])
    if alarm.contradicted[0].any() or not alarm.complete[0]:
        assert not alarm.allowed[0]


def weak_rows() -> list[dict[str, Any]]:
    """The table of weak flags."""
    found: list[dict[str, Any]] = yaml.safe_load(WEAK_ALONE.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("row", weak_rows(), ids=[row["code"] for row in weak_rows()])
def test_a_weak_flag_alone_stays_under_its_cap(row: dict[str, Any]) -> None:
    """Safety 1J: alone, with everything else harmless, it stays at or under the class of the table."""
    case = Case(name=row["says"], answers=row["answers"], urgency=row["cap"], programme="go", source=row["code"], at=row.get("at", TODAY))
    answers, at = as_answers(shipped(), [case])
    alarm = judge(shipped(), answers, at)
    assert alarm.urgency[0] <= URGENCIES.index(row["cap"]), sorted(reasons(shipped(), alarm, 0))
