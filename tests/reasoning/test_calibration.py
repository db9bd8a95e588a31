"""Calibration on simulated people: shares mean what they say, and ranges hold what they claim. `python -m tools.calibrate` runs more."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from ischia.knowledge.value import CAUSES
from ischia.reasoning.causes import estimate
from ischia.trial.calibration import Calibration, answers_of, by_ruling, calibrate, coverage, reliability
from ischia.trial.simulated import WITHIN, Simulated, Tables, exact, simulate
from tests.reasoning.answering import shipped

PEOPLE, COVERED, SEED = 20_000, 2_000, 20261120
MOST_ERROR = 0.05
DOCS = Path(__file__).parents[2] / "docs"


@lru_cache
def found(within: float, across: float = 0.0) -> Calibration:
    """One run on people whose answers go together so much."""
    return calibrate(shipped(), PEOPLE, np.random.default_rng(SEED), within, across)


@pytest.mark.parametrize("within", [0.3, WITHIN, 0.9])
def test_of_those_told_m_a_share_m_has_it(within: float) -> None:
    """The calibration error of each cause stays at or under 0.05, at the published correlation and well beside it."""
    assert {cause: one.error for cause, one in found(within).causes.items() if one.error > MOST_ERROR} == {}


def test_it_holds_when_blocks_go_together_too() -> None:
    """A little correlation across blocks, as the overall caps suppose, does no harm."""
    assert {cause: one.error for cause, one in found(WITHIN, 0.15).causes.items() if one.error > MOST_ERROR} == {}


def test_the_first_cause_is_right_almost_as_often_as_can_be() -> None:
    """The rule names the true cause first nearly as often as a reader who knows how the people were drawn."""
    assert found(WITHIN).right > found(WITHIN).right_at_best - 0.03


def test_the_range_holds_the_exact_posterior() -> None:
    """With every figure drawn anew from its uncertainty, the 90 % range holds the exact posterior for 87 to 93 %."""
    inside, open_ = coverage(shipped(), COVERED, np.random.default_rng(SEED))
    assert 0.87 <= inside.mean() <= 0.93
    # By cause only ranges that end below the highest share count: one that ends there cannot be passed above.
    for place, cause in enumerate(CAUSES):
        assert 0.87 <= inside[open_[:, place], place].mean() <= 0.93, cause


def test_the_second_working_out_agrees() -> None:
    """The ruling worked out a second time, block by block, gives the same shares."""
    tables = Tables(shipped())
    people = simulate(tables, 500, np.random.default_rng(SEED))
    yes = np.log(tables.sensitivity / (1 - tables.specificity))
    no = np.log((1 - tables.sensitivity) / tables.specificity)
    expected = by_ruling(tables, np.where(people.told, np.where(people.holds, yes, no), 0), tables.prior(people.age))
    assert estimate(shipped(), answers_of(shipped(), people)).mid == pytest.approx(expected, abs=1e-12)


def test_simulated_answers_are_as_frequent_as_the_evidence_says() -> None:
    """Each finding holds in its cause as often as its sensitivity, elsewhere as 1 − specificity, however correlated."""
    tables = Tables(shipped())
    people = simulate(tables, PEOPLE, np.random.default_rng(SEED), 0.9, 0.15)
    for place in range(len(tables.ids)):
        own = people.cause == tables.target[place]
        for who, share in ((own, tables.sensitivity[place]), (~own, 1 - tables.specificity[place])):
            spread = np.sqrt(share * (1 - share) / who.sum())
            assert people.holds[who, place].mean() == pytest.approx(share, abs=5 * spread), tables.ids[place]


def test_simulated_causes_are_as_frequent_as_their_priors() -> None:
    """Causes are drawn by the shares of each person's age."""
    tables = Tables(shipped())
    people = simulate(tables, PEOPLE, np.random.default_rng(SEED))
    shares = np.bincount(people.cause, minlength=len(CAUSES)) / PEOPLE
    assert shares == pytest.approx(tables.prior(people.age).mean(axis=0), abs=0.01)


def test_four_posture_answers_weigh_together_as_published() -> None:
    """At the published correlation four posture answers, 605 if multiplied, weigh 13 to 20 together (nade13: four 13, two 20)."""
    four = ("better_bending_forward", "neurogenic_claudication", "no_pain_seated", "better_seated")
    assert 500 < _together(four, within=0.0) < 700
    assert 13 <= _together(four, WITHIN) <= 20


def _together(named: tuple[str, ...], within: float) -> float:
    """The exact likelihood ratio for stenosis when all of these hold and nothing else was told."""
    tables = Tables(shipped())
    told = np.array([[key in named for key in tables.ids]])
    age, place = np.array([50.0]), CAUSES.index("stenosis")
    people = Simulated(age=age, cause=np.array([place]), holds=np.ones_like(told), told=told)
    before, after = tables.prior(age)[0, place], exact(tables, people, within)[0, place]
    return float(after / (1 - after) * (1 - before) / before)


def test_the_error_of_perfect_and_of_wrong_shares() -> None:
    """A share that is always true has no error; one that is always 0.2 too high has 0.2."""
    have = np.arange(1000) % 10 < 7
    assert reliability(np.full(1000, 0.7), have).error == pytest.approx(0, abs=1e-12)
    assert reliability(np.full(1000, 0.9), have).error == pytest.approx(0.2, abs=1e-12)


def test_the_exact_reader_is_calibrated() -> None:
    """The posterior of a reader who knows how people were drawn is calibrated, so the people are drawn as it supposes."""
    tables = Tables(shipped())
    people = simulate(tables, PEOPLE, np.random.default_rng(SEED))
    best = exact(tables, people)
    for place in range(len(CAUSES)):
        assert reliability(best[:, place], people.cause == place).error < 0.015


def test_the_picture_is_in_the_documents() -> None:
    """The page on calibration shows the reliability picture."""
    assert (DOCS / "pictures" / "reliability.svg").exists()
    assert "pictures/reliability.svg" in (DOCS / "calibration.md").read_text(encoding="utf-8")
