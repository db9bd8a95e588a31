"""What a question is expected to tell."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.plain import people, without_clamps
from ischia.knowledge.value import CAUSES
from ischia.reasoning.causes import estimate
from ischia.reasoning.information import expected_information
from ischia.reasoning.truth import Answers
from tests.reasoning.answering import shipped, told, weight

WEIGHING = tuple(key for key, finding in shipped().findings.items() if finding.weighs)


@pytest.mark.parametrize("question", WEIGHING)
def test_on_a_plain_network_it_is_the_mutual_information(question: str) -> None:
    """Without clamps the value equals the mutual information of cause and answer, summed here by hand."""
    plain, of = without_clamps(shipped()), weight(shipped(), question)
    person = told(plain, pain_below_knee="yes") if question != "pain_below_knee" else told(plain)
    share = estimate(plain, person).mid[0]
    chance = [of.sensitivity if cause == of.target else 1 - of.specificity for cause in CAUSES]
    overall = sum(p * c for p, c in zip(share, chance, strict=True))
    expected = sum(
        p * (c * math.log(c / overall) + (1 - c) * math.log((1 - c) / (1 - overall))) for p, c in zip(share, chance, strict=True)
    )
    places = dict(zip(WEIGHING, expected_information(plain, person)[0], strict=True))
    assert places[question] == pytest.approx(expected, abs=1e-12)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1))
def test_it_is_never_negative_and_nothing_once_answered(seed: int) -> None:
    """Information is at least 0, and exactly 0 for what is already answered."""
    rng = np.random.default_rng(seed)
    asked = rng.random((3, len(WEIGHING))) < 0.4
    found = expected_information(shipped(), people(shipped(), rng.random(asked.shape) < 0.5, asked))
    assert (found[asked] == 0).all()
    assert found.min() >= -1e-12


def test_one_person_equals_a_row_of_many() -> None:
    """A batch gives each person what a batch of one gives."""
    rng = np.random.default_rng(7)
    batch = people(shipped(), rng.random((6, len(WEIGHING))) < 0.5, rng.random((6, len(WEIGHING))) < 0.5)
    alone = [expected_information(shipped(), Answers(batch.state[[row]], batch.value[[row]]))[0] for row in range(6)]
    assert expected_information(shipped(), batch) == pytest.approx(np.array(alone), abs=1e-12)


def test_a_block_that_is_full_has_nothing_more_to_tell() -> None:
    """A third, weaker answer of a block tells nothing when the two strongest are known."""
    person = told(shipped(), age=65, no_pain_seated="yes", better_bending_forward="yes")
    places = dict(zip(WEIGHING, expected_information(shipped(), person)[0], strict=True))
    fresh = dict(zip(WEIGHING, expected_information(shipped(), told(shipped(), age=65))[0], strict=True))
    assert places["better_seated"] < 0.1 * fresh["better_seated"]
