"""Cautions: what the papers say of single cases, and properties on random people."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.knowledge.problems import KnowledgeError
from ischia.reasoning.cautions import Scope, scope
from ischia.reasoning.layout import layout_of
from ischia.reasoning.people import People
from ischia.reasoning.truth import ANSWERED, UNASKED, UNSURE, settle
from ischia.trial.contract_cautions import acting_cautions, check_cautions, read_caution_contract
from tests.reasoning.crowd import AT, crowd
from tests.scenarios.stories import shipped

SEEDS = st.integers(0, 2**31)
ASKED = [
    column
    for column, finding in enumerate(layout_of(shipped()).finding)
    if finding.part == "caution" and finding.kind == "yes_no" and finding.alarming
]


def scope_of(people: People) -> Scope:
    """What their cautions leave to these people."""
    knowledge = shipped()
    return scope(knowledge, people, settle(layout_of(knowledge), people.answers(), AT), AT)


def answered(people: People, column: int, state: int, value: float) -> People:
    """The same people with another answer to one question."""
    states, values = people.state.copy(), people.value.copy()
    states[:, column], values[:, column] = state, value
    return replace(people, state=states, value=values)


def test_every_case_of_the_contract_comes_out_as_the_papers_say() -> None:
    """The caution files and the contract were written apart and agree."""
    assert not check_cautions(shipped(), read_caution_contract())


def test_every_caution_that_changes_something_acts_in_some_case() -> None:
    """The contract leaves no caution out."""
    knowledge = shipped()
    acting = set.union(*acting_cautions(knowledge, read_caution_contract()))
    assert acting == set(knowledge.cautions)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("- {name: a, answers: {}, source: X}", "expects nothing"),
        ("- {name: a, answers: {}, source: X, nevr: [walk]}", "nevr is unknown"),
        ("- {name: a, answers: [], source: X, never: [walk]}", "answers is no mapping"),
        ("- {name: a, answers: {}, never: [walk]}", "source is missing"),
        ("- {name: a, answers: {}, source: X, never: walk}", "never is no list"),
        ("- {name: a, answers: {}, source: X, at_most: {walk: two}}", "which is no number"),
        ("- walk", "is no case"),
    ],
)
def test_a_case_of_the_wrong_form_is_refused(tmp_path: Path, row: str, says: str) -> None:
    """The reader names file, line and what is wrong."""
    (tmp_path / "wrong.yaml").write_text(row)
    with pytest.raises(KnowledgeError, match=says):
        read_caution_contract(tmp_path)


def test_a_case_about_an_unknown_item_is_refused(tmp_path: Path) -> None:
    """A misspelt item is found, not passed over."""
    (tmp_path / "wrong.yaml").write_text("- {name: a, answers: {}, source: X, never: [wal_ball]}")
    with pytest.raises(KnowledgeError, match="wal_ball is unknown"):
        check_cautions(shipped(), read_caution_contract(tmp_path))


def test_a_broken_expectation_is_told_with_the_acting_cautions(tmp_path: Path) -> None:
    """The words name the case, the item and what acts."""
    case = '- {name: A ball for all, answers: {blood_thinner: "yes"}, source: X, still: [wall_ball], at_most: {finishing_strokes: -1}}'
    (tmp_path / "wrong.yaml").write_text(case)
    wrong = check_cautions(shipped(), read_caution_contract(tmp_path))
    assert "wall_ball should stay open" in wrong[0]
    assert "blood_thinner" in wrong[0]
    assert "finishing_strokes comes to 0" in wrong[1]


@settings(max_examples=15)
@given(seed=SEEDS, column=st.sampled_from(ASKED))
def test_a_further_caution_never_allows_more(seed: int, column: int) -> None:
    """From the harmless answer to the alarming one nothing opens and no cap rises."""
    alarming = layout_of(shipped()).finding[column].alarming
    people = crowd(shipped(), seed)
    before = scope_of(answered(people, column, ANSWERED, float(alarming == "no")))
    after = scope_of(answered(people, column, ANSWERED, float(alarming == "yes")))
    allows_no_more(before, after)


@settings(max_examples=15)
@given(seed=SEEDS, column=st.sampled_from(ASKED), doubt=st.sampled_from((UNASKED, UNSURE)))
def test_doubt_allows_no_more_than_the_harmless_answer(seed: int, column: int, doubt: int) -> None:
    """Unsure and unasked are never safer than the safe answer."""
    alarming = layout_of(shipped()).finding[column].alarming
    people = crowd(shipped(), seed)
    before = scope_of(answered(people, column, ANSWERED, float(alarming == "no")))
    allows_no_more(before, scope_of(answered(people, column, doubt, 0.0)))


def allows_no_more(before: Scope, after: Scope) -> None:
    """Nothing is open after that was shut before, and no cap is higher."""
    assert not (after.open & ~before.open).any()
    assert not (after.fitting & ~before.fitting).any()
    for name in ("level", "minutes", "spots"):
        assert (getattr(after, name) <= getattr(before, name)).all()


@settings(max_examples=5)
@given(seed=SEEDS)
def test_an_open_item_has_a_position_that_the_person_can_take(seed: int) -> None:
    """What fits is done in one of its own positions, and not in one that is out of reach."""
    knowledge, people = shipped(), crowd(shipped(), seed)
    found = scope_of(people)
    positions = list(knowledge.positions)
    for place, item in enumerate(knowledge.items().values()):
        rows = np.flatnonzero(found.fitting[:, place])
        taken = [positions.index(item.positions[int(one)]) for one in found.position[rows, place]]
        assert not people.cannot[rows, taken].any()
