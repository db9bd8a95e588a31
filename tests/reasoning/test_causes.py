"""The causes: block rule, caps, ages, ranges and a doctor's word, each by small exact cases and by properties."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.plain import without_clamps
from ischia.knowledge.value import CAUSES, GRADES
from ischia.reasoning.causes import cannot_tell, estimate, posterior_draws, ranges, ratios, scores, shares, weights_of
from ischia.reasoning.layout import Floats, layout_of
from ischia.reasoning.truth import Answers
from tests.reasoning.answering import limited, reweighed, shipped, told, weight

DISC, STENOSIS, PIRIFORMIS, OTHER = range(4)
WEIGHING = tuple(key for key, finding in shipped().findings.items() if finding.weighs)
SOME_ANSWERS = st.dictionaries(st.sampled_from(WEIGHING), st.booleans(), max_size=12)
POSTURE = {"better_bending_forward": "yes", "no_pain_seated": "yes"}


def mid(**answers: str | float) -> Floats:
    """The shares of one person under the shipped knowledge."""
    return np.asarray(estimate(shipped(), told(shipped(), **answers)).mid[0])


def score(**answers: str | float) -> Floats:
    """The clamped scores of one person."""
    weights = weights_of(shipped())
    return np.asarray(scores(weights, estimate(shipped(), told(shipped(), **answers)).weighed)[0])


def holding(answers: dict[str, bool]) -> Answers:
    """A person whose answers are the counted one (True) or another (False)."""
    layout, person = layout_of(shipped()), told(shipped())
    for question, holds in answers.items():
        counted = layout.code(question, weight(shipped(), question).answer)
        person.state[0, layout.column[question]] = 2
        person.value[0, layout.column[question]] = counted if holds else float(not counted)
    return person


def yes(question: str) -> float:
    """The log likelihood ratio of the counted answer, from the knowledge."""
    of = weight(shipped(), question)
    return math.log(of.sensitivity / (1 - of.specificity))


def no(question: str) -> float:
    """The log likelihood ratio of any other answer, from the knowledge."""
    of = weight(shipped(), question)
    return math.log((1 - of.sensitivity) / of.specificity)


def prior(age: int) -> list[float]:
    """The starting shares at an age, straight from the knowledge."""
    return [[row.share for row in shipped().causes[cause].priors if row.from_age <= age][-1] for cause in CAUSES]


@pytest.mark.parametrize("age", [18, 39, 40, 59, 60, 69, 70, 95])
def test_without_answers_the_shares_are_those_of_the_age(age: int) -> None:
    """At each age, and just beside each border, the shares are the row of that age."""
    assert mid(age=age) == pytest.approx(prior(age), abs=1e-12)


def test_an_unknown_age_takes_the_mean_of_the_rows() -> None:
    """Without an age each share is the mean over the age rows, whether the age was refused or never asked."""
    expected = np.mean([prior(age) for age in (0, 40, 60, 70)], axis=0)
    assert mid() == pytest.approx(expected, abs=1e-12)
    assert mid(age="unsure") == pytest.approx(expected, abs=1e-12)


def test_the_strongest_answer_of_a_block_counts_whole_and_the_next_half() -> None:
    """Of three answers of one block the strongest counts whole, the second half, the third nothing."""
    answers = {"better_bending_forward": "no", "worse_standing": "yes", "neurogenic_claudication": "yes"}
    expected = yes("neurogenic_claudication") + no("better_bending_forward") / 2
    assert score(**answers)[STENOSIS] == pytest.approx(expected, abs=1e-12)


def test_of_two_answers_of_equal_strength_one_counts_whole_and_one_half() -> None:
    """A tie inside a block never counts twice."""
    equal = reweighed(shipped(), sensitivity=0.6, specificity=0.6)
    found = estimate(equal, told(equal, pain_below_knee="yes", leg_worse_than_back="yes", paroxysmal="yes"))
    counted = np.sort(np.abs(found.weighed[0]))[::-1]
    assert counted[:3] == pytest.approx([math.log(1.5), math.log(1.5) / 2, 0], abs=1e-12)


def test_a_block_is_held_at_its_cap() -> None:
    """Two strong posture answers together weigh no more than the block may."""
    assert score(**POSTURE)[STENOSIS] == pytest.approx(math.log(shipped().blocks["s_posture"].highest_ratio), abs=1e-12)


def test_a_block_is_held_at_its_floor() -> None:
    """Many answers against do not weigh less than the block's floor."""
    against = dict.fromkeys(("extension_test_modified", "neurogenic_claudication", "worse_standing"), "no")
    assert score(**against)[STENOSIS] == pytest.approx(math.log(shipped().blocks["s_posture"].lowest_ratio), abs=1e-12)


def test_a_cause_is_held_at_its_cap() -> None:
    """Blocks that would reach 7 × 6 × 3.75 stay at the cap of the cause."""
    found = score(**POSTURE, bilateral="yes", buttock_burning="yes", wide_based_gait="yes")
    assert found[STENOSIS] == pytest.approx(math.log(shipped().causes["stenosis"].highest_ratio), abs=1e-12)


def test_not_sure_weighs_as_much_as_not_asked() -> None:
    """An unsure answer moves no share."""
    assert mid(age=45, cough_leg="unsure", pain_below_knee="unsure") == pytest.approx(mid(age=45), abs=0)


def test_an_answer_counts_towards_its_own_cause_only() -> None:
    """The odds between the three other causes stay as they were."""
    before, after = mid(age=45), mid(age=45, cough_leg="yes")
    assert after[1:] / after[1:].sum() == pytest.approx(before[1:] / before[1:].sum(), abs=1e-12)
    assert after[DISC] / after[OTHER] == pytest.approx(before[DISC] / before[OTHER] * math.exp(yes("cough_leg")), abs=1e-12)


def test_no_cause_goes_above_the_highest_share() -> None:
    """A share above 0.90 is cut, and the others share what is left in proportion."""
    found = shares(np.array([[0.6, 0.1, 0.1, 0.2]]), np.array([[3.0, 0, 0, 0]]), 0.9)[0]
    assert found == pytest.approx([0.9, 0.025, 0.025, 0.05], abs=1e-12)


@given(SOME_ANSWERS, st.none() | st.integers(18, 95))
def test_shares_add_up_to_one_and_stay_under_the_cap(answers: dict[str, bool], age: int | None) -> None:
    """Whatever is answered, the four shares are positive, add up to 1 and none exceeds 0.90."""
    person = holding(answers)
    if age is not None:
        column = layout_of(shipped()).column["age"]
        person.state[0, column], person.value[0, column] = 2, age
    found = estimate(shipped(), person).mid[0]
    assert found.sum() == pytest.approx(1, abs=1e-12)
    assert found.min() > 0
    assert found.max() <= shipped().limit("causes.highest_share") + 1e-12


@given(SOME_ANSWERS, st.sampled_from(WEIGHING))
def test_an_answer_for_a_cause_never_lowers_it(answers: dict[str, bool], question: str) -> None:
    """One more answer for a cause never lowers its share, and one against never raises it."""
    others = {key: holds for key, holds in answers.items() if key != question}
    target = CAUSES.index(weight(shipped(), question).target)
    against, silent, speaks = (
        estimate(shipped(), holding(others | extra)).mid[0, target] for extra in ({question: False}, {}, {question: True})
    )
    assert against <= silent + 1e-12
    assert silent <= speaks + 1e-12


@settings(max_examples=30)
@given(st.lists(SOME_ANSWERS, min_size=2, max_size=5))
def test_one_person_equals_a_row_of_many(several: list[dict[str, bool]]) -> None:
    """A batch gives each person what a batch of one gives."""
    people = [holding(answers) for answers in several]
    batch = Answers(np.vstack([one.state for one in people]), np.vstack([one.value for one in people]))
    found = estimate(shipped(), batch)
    low, high = ranges(shipped(), batch, found)
    for row, one in enumerate(people):
        alone = estimate(shipped(), one)
        assert alone.mid[0] == pytest.approx(found.mid[row], abs=1e-12)
        assert np.stack(ranges(shipped(), one, alone))[:, 0] == pytest.approx(np.stack([low[row], high[row]]), abs=1e-12)


@given(st.dictionaries(st.sampled_from(WEIGHING), st.booleans(), max_size=len(WEIGHING)))
def test_without_clamps_the_shares_are_those_of_bayes(answers: dict[str, bool]) -> None:
    """With a block for each finding and no clamp, the shares equal the plain network's, multiplied out here by hand."""
    found = estimate(without_clamps(shipped()), holding(answers)).mid[0]
    joint = [float(np.mean([prior(age)[i] for age in (0, 40, 60, 70)])) for i in range(len(CAUSES))]
    for question, holds in answers.items():
        of = weight(shipped(), question)
        for place, cause in enumerate(CAUSES):
            chance = of.sensitivity if cause == of.target else 1 - of.specificity
            joint[place] *= chance if holds else 1 - chance
    assert found == pytest.approx([share / sum(joint) for share in joint], abs=1e-12)


@pytest.mark.parametrize("cause", CAUSES)
def test_a_doctors_confirmed_cause_takes_over(cause: str) -> None:
    """What a doctor confirmed gets its share whatever was answered; the rest keep their proportion; nothing is left open."""
    answers = {"age": 45.0, **POSTURE}
    person = told(shipped(), confirmed_cause=cause, **answers)  # type: ignore[arg-type]
    found, before = estimate(shipped(), person), mid(**answers)  # type: ignore[arg-type]
    place = CAUSES.index(cause)
    rest = [i for i in range(len(CAUSES)) if i != place]
    assert found.mid[0, place] == shipped().limit("causes.confirmed_share")
    assert found.mid[0].sum() == pytest.approx(1, abs=1e-12)
    assert found.mid[0, rest] / found.mid[0, rest].sum() == pytest.approx(before[rest] / before[rest].sum(), abs=1e-12)
    low, high = ranges(shipped(), person, found)
    assert (low == found.mid).all()
    assert (high == found.mid).all()
    assert not cannot_tell(shipped(), found.mid, low, high)[0]


@pytest.mark.parametrize(
    ("shares_", "low", "high", "expected"),
    [
        ([0.49, 0.31, 0.1, 0.1], [0.48, 0.3, 0.1, 0.1], [0.5, 0.32, 0.1, 0.1], True),
        ([0.5, 0.3, 0.1, 0.1], [0.45, 0.25, 0.1, 0.1], [0.55, 0.35, 0.1, 0.1], False),
        ([0.5, 0.3, 0.1, 0.1], [0.3, 0.2, 0.1, 0.1], [0.7, 0.4, 0.1, 0.1], True),
        ([0.5, 0.3, 0.1, 0.1], [0.31, 0.2, 0.1, 0.1], [0.7, 0.4, 0.1, 0.1], False),
        ([0.3, 0.5, 0.1, 0.1], [0.2, 0.3, 0.1, 0.1], [0.4, 0.7, 0.1, 0.1], True),
    ],
    ids=["none reaches half", "far apart", "overlap is half", "overlap under half", "in another order"],
)
def test_we_cannot_tell(shares_: list[float], low: list[float], high: list[float], expected: bool) -> None:
    """Nobody can tell when no share reaches one half, or when the first two ranges overlap by half of the narrower."""
    told_ = cannot_tell(shipped(), *(np.array([row]) for row in (shares_, low, high)))
    assert told_.tolist() == [expected]


@settings(max_examples=40)
@given(SOME_ANSWERS)
def test_a_range_holds_its_middle(answers: dict[str, bool]) -> None:
    """Each range holds its own middle and lies between 0 and 1."""
    found = estimate(shipped(), holding(answers))
    low, high = ranges(shipped(), holding(answers), found)
    assert (low <= found.mid).all()
    assert (found.mid <= high).all()
    assert low.min() >= 0
    assert high.max() <= 1


def test_weaker_evidence_gives_wider_ranges() -> None:
    """The same figures, graded verified, secondary, recalled, judgement in turn, give ever wider ranges."""
    surer = limited(shipped(), "causes.prior_effective_n", 1000)
    widths = []
    for grade in GRADES:
        graded = reweighed(surer, grade=grade)
        person = told(graded, age=50, cough_leg="yes", pain_below_knee="yes", neurogenic_claudication="no", bilateral="no")
        low, high = ranges(graded, person, estimate(graded, person))
        widths.append(float((high - low)[0, DISC]))
    assert widths == sorted(widths)
    assert widths[0] < 0.75 * widths[-1]


def test_the_range_is_the_middle_nine_tenths_of_the_draws() -> None:
    """A tenth of the draws lies outside, half of it on each side, and asking twice gives the same range."""
    person = told(shipped(), age=50, cough_leg="yes", pain_below_knee="no")
    weights, found = weights_of(shipped()), estimate(shipped(), person)
    drawn = posterior_draws(shipped(), weights, person.state[0], person.value[0], 1)
    low, high = ranges(shipped(), person, found)
    assert (drawn < low[0]).mean(axis=0) == pytest.approx(0.05, abs=0.01)
    assert (drawn > high[0]).mean(axis=0) == pytest.approx(0.05, abs=0.01)
    again = ranges(shipped(), person, found)
    assert (again[0] == low).all()
    assert (again[1] == high).all()


def test_a_negative_leg_raise_at_home_does_not_rule_a_disc_out() -> None:
    """Alone, a seated knee straightening without pain takes little from the disc, and the disc stays first."""
    before, after = mid(age=45), mid(age=45, slr_seated="no")
    assert no("slr_seated") > math.log(0.8)
    assert after[DISC] > 0.9 * before[DISC]
    assert after.argmax() == DISC


def test_a_negative_leg_raise_does_not_undo_other_answers() -> None:
    """With typical answers for a disc, a painless knee straightening leaves it first and above one half."""
    typical: dict[str, str | float] = {"age": 45, "cough_leg": "yes", "pain_below_knee": "yes", "sensory_subjective": "yes"}
    assert mid(**typical, slr_seated="no")[DISC] > 0.5
    assert mid(**typical, slr_seated="no")[DISC] > 0.9 * mid(**typical)[DISC]


def test_every_counted_answer_speaks_for_its_cause() -> None:
    """The counted answer is more frequent with its cause than without, and its opposite less."""
    weights = weights_of(shipped())
    assert (weights.yes > 0).all()
    assert (weights.no < 0).all()


def test_each_finding_weighs_towards_its_own_block_and_cause() -> None:
    """The finding's block belongs to the cause that the finding speaks for."""
    for key in WEIGHING:
        of = weight(shipped(), key)
        assert shipped().blocks[of.block].target == of.target, key


def test_an_unanswered_question_has_no_ratio() -> None:
    """Nothing answered, nothing weighed."""
    assert not ratios(weights_of(shipped()), told(shipped())).any()


def test_a_changed_cap_is_obeyed() -> None:
    """The cap of a cause is read from the knowledge."""
    causes = {**shipped().causes, "stenosis": replace(shipped().causes["stenosis"], highest_ratio=2)}
    lowered = replace(shipped(), causes=causes)
    found = estimate(lowered, told(lowered, age=65, **POSTURE)).mid[0]
    start = np.array(prior(65))
    assert found[STENOSIS] / found[OTHER] == pytest.approx(2 * start[STENOSIS] / start[OTHER], abs=1e-12)
