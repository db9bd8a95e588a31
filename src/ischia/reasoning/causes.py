"""Causes: how likely disc, stenosis, piriformis and something else are, as ranges with their reasons (ruling 12).

A finding's log likelihood ratio goes to its target's score only. Inside a block the strongest answer counts whole and the next
by half; block and cause are clamped to their caps; the posterior is the softmax of log prior and scores, each at most 0.90.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.value import CAUSES
from ischia.reasoning.layout import Bools, Floats, Ints, Layout, layout_of
from ischia.reasoning.truth import Answers


@dataclass(frozen=True, eq=False)
class Weights:
    """The likelihoods as arrays: W findings that weigh, D draws of their uncertainty.

    `yes` and `no` are log likelihood ratios (W,), `yes_draws` and `no_draws` (D x W), `prior_draws` (D x ages x causes).
    `block` numbers each finding's block among those in use, `by_block` lists findings block by block, each block from `start`;
    `first` settles ties for the earlier finding; `of_cause` (B x causes) sums blocks to causes. `confirms` holds
    the codes with which a doctor's answer names each cause.
    """

    column: Ints
    counted: Floats
    target: Ints
    sensitivity: Floats
    specificity: Floats
    block: Ints
    by_block: Ints
    start: Ints
    first: Floats
    of_cause: Floats
    yes: Floats
    no: Floats
    block_low: Floats
    block_high: Floats
    cause_high: Floats
    confirms: Floats
    ages: Floats
    prior: Floats
    yes_draws: Floats
    no_draws: Floats
    prior_draws: Floats


@dataclass(frozen=True, eq=False)
class Likelihood:
    """For each person: share of each cause before and after the answers, and what each answer weighed (n x W, as counted in its block)."""

    prior: Floats
    mid: Floats
    weighed: Floats
    confirmed: Ints


@lru_cache(maxsize=16)
def weights_of(knowledge: Knowledge) -> Weights:
    """The arrays of one knowledge, with its draws, made once."""
    layout = layout_of(knowledge)
    weighing = [(i, finding.weighs) for i, finding in enumerate(layout.finding) if finding.weighs]
    used = {w.block: knowledge.blocks[w.block] for _, w in weighing}
    rng = np.random.default_rng(int(knowledge.limit("causes.seed")))
    draws = int(knowledge.limit("causes.draws"))
    sensitivity = np.array([w.sensitivity for _, w in weighing])
    specificity = np.array([w.specificity for _, w in weighing])
    size = np.array([knowledge.limit(f"causes.effective_n_{w.grade}") for _, w in weighing])
    drawn = (_beta(rng, sensitivity, size, draws), _beta(rng, specificity, size, draws))
    block = np.array([list(used).index(w.block) for _, w in weighing], dtype=np.int64)
    by_block = np.argsort(block, kind="stable")
    target = np.array([CAUSES.index(of.target) for of in used.values()], dtype=np.int64)
    ages, prior = _priors(knowledge)
    yes, no = log_ratios(sensitivity, specificity)
    yes_draws, no_draws = log_ratios(*drawn)
    return Weights(
        column=np.array([i for i, _ in weighing], dtype=np.int64),
        counted=np.array([layout.code(layout.columns[i], w.answer) for i, w in weighing]),
        target=target[block],
        sensitivity=sensitivity,
        specificity=specificity,
        block=block,
        by_block=by_block,
        start=np.searchsorted(block[by_block], np.arange(len(used))),
        first=1 - np.arange(len(block)) * np.finfo(float).eps,
        of_cause=np.eye(len(CAUSES))[target],
        yes=yes,
        no=no,
        block_low=np.log([block.lowest_ratio for block in used.values()]),
        block_high=np.log([block.highest_ratio for block in used.values()]),
        cause_high=np.log([knowledge.causes[cause].highest_ratio for cause in CAUSES]),
        confirms=np.array([layout.code("confirmed_cause", cause) for cause in CAUSES]),
        ages=ages,
        prior=prior,
        yes_draws=yes_draws,
        no_draws=no_draws,
        prior_draws=_dirichlet(rng, prior, knowledge.limit("causes.prior_effective_n"), draws),
    )


def log_ratios(sensitivity: Floats, specificity: Floats) -> tuple[Floats, Floats]:
    """Log likelihood ratios of a yes and of a no: log Se/(1-Sp) and log (1-Se)/Sp."""
    return np.log(sensitivity / (1 - specificity)), np.log((1 - sensitivity) / specificity)


def _beta(rng: np.random.Generator, share: Floats, size: Floats, draws: int) -> Floats:
    """Draws of shares known from so many people; kept a hair away from 0 and 1."""
    drawn = rng.beta(share * size, (1 - share) * size, (draws, len(share)))
    return np.clip(drawn, np.finfo(np.float32).eps, 1 - np.finfo(np.float32).eps)


def _dirichlet(rng: np.random.Generator, prior: Floats, size: float, draws: int) -> Floats:
    drawn = np.stack([rng.dirichlet(row * size, draws) for row in prior], axis=1)
    return np.clip(drawn, np.finfo(np.float32).eps, 1)


def _priors(knowledge: Knowledge) -> tuple[Floats, Floats]:
    """From which ages, and the shares there (ages x causes); the last row is the mean, for an age unknown."""
    ages = sorted({prior.from_age for cause in knowledge.causes.values() for prior in cause.priors})
    rows = np.array([[_share(knowledge, cause, age) for cause in CAUSES] for age in ages])
    rows = np.vstack([rows, rows.mean(axis=0)])
    return np.array(ages, dtype=float), rows / rows.sum(axis=1, keepdims=True)


def _share(knowledge: Knowledge, cause: str, age: int) -> float:
    return max((p for p in knowledge.causes[cause].priors if p.from_age <= age), key=lambda p: p.from_age).share


def age_row(weights: Weights, layout: Layout, answers: Answers) -> Ints:
    """Which row of the priors is each person's."""
    column = layout.column["age"]
    row = weights.ages.searchsorted(answers.value[:, column], side="right") - 1
    return np.where(answers.known(column), np.maximum(row, 0), len(weights.ages))


def ratios(weights: Weights, answers: Answers) -> Floats:
    """The log likelihood ratio of each person's answers (n x W), 0 where nothing was answered."""
    known = answers.state.take(weights.column, axis=1) == 2
    matches = answers.value.take(weights.column, axis=1) == weights.counted
    return np.where(known, np.where(matches, weights.yes, weights.no), 0.0)


def count_in_blocks(weights: Weights, ratio: Floats, next_share: float) -> Floats:
    """What of each ratio counts: the strongest of its block whole, the next by `next_share`, the rest not (rows x W)."""
    strength = np.abs(ratio) * weights.first
    strongest = strength == _highest_in_block(weights, strength)
    rest = np.where(strongest, 0.0, strength)
    following = rest == _highest_in_block(weights, rest)
    return np.where(strongest, ratio, np.where(following, next_share * ratio, 0.0))


def _highest_in_block(weights: Weights, strength: Floats) -> Floats:
    """For each finding the highest of its block (rows x W)."""
    return np.maximum.reduceat(strength.take(weights.by_block, axis=1), weights.start, axis=1).take(weights.block, axis=1)


def scores(weights: Weights, counted: Floats) -> Floats:
    """Clamped score of each cause (rows x causes)."""
    blocks = np.add.reduceat(counted.take(weights.by_block, axis=1), weights.start, axis=1)
    blocks = np.minimum(np.maximum(blocks, weights.block_low), weights.block_high)
    return np.minimum(blocks @ weights.of_cause, weights.cause_high)


def shares(prior: Floats, score: Floats, highest: float) -> Floats:
    """Posterior shares (rows x causes), each at most `highest`; what is cut off goes to the others in proportion."""
    weight = prior * np.exp(score)
    posterior = weight / weight.sum(axis=1, keepdims=True)
    top = posterior > highest
    if not top.any():
        return np.asarray(posterior)
    rest = np.where(top, 0, posterior)
    scaled = rest * (1 - highest) / np.maximum(rest.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    return np.where(top.any(axis=1, keepdims=True), np.where(top, highest, scaled), posterior)


def estimate(knowledge: Knowledge, answers: Answers) -> Likelihood:
    """The likelihood of each cause for a batch; a doctor's confirmed cause takes over."""
    layout, weights = layout_of(knowledge), weights_of(knowledge)
    counted = count_in_blocks(weights, ratios(weights, answers), knowledge.limit("causes.next_in_block_share"))
    prior = weights.prior[age_row(weights, layout, answers)]
    mid = shares(prior, scores(weights, counted), knowledge.limit("causes.highest_share"))
    confirmed = confirmed_cause(weights, layout, answers)
    return Likelihood(prior, _take_over(mid, confirmed, knowledge.limit("causes.confirmed_share")), counted, confirmed)


def raised(knowledge: Knowledge, likelihood: Likelihood) -> Floats:
    """The mixture that second choices serve: the one cause that the answers at least doubled and made not unlikely, else the shares."""
    rise = np.where(likelihood.mid >= knowledge.limit("causes.raised_from_share"), likelihood.mid / likelihood.prior, 0)
    most = np.arange(len(CAUSES)) == rise.argmax(axis=1)[:, None]
    clearly = rise.max(axis=1, keepdims=True) >= knowledge.limit("causes.raised_ratio")
    return np.where(clearly, most.astype(float), likelihood.mid)


def confirmed_cause(weights: Weights, layout: Layout, answers: Answers) -> Ints:
    """The place in CAUSES of the cause that a doctor confirmed, -1 for none."""
    column = layout.column["confirmed_cause"]
    said = (answers.value[:, column, None] == weights.confirms) & answers.known(column)[:, None]
    return np.where(said.any(axis=1), said.argmax(axis=1), -1)


def _take_over(mid: Floats, confirmed: Ints, share: float) -> Floats:
    if not (confirmed >= 0).any():
        return mid
    told = np.arange(len(CAUSES)) == confirmed[:, None]
    rest = np.where(told, 0, mid)
    spread = rest * (1 - share) / rest.sum(axis=1, keepdims=True)
    return np.where((confirmed >= 0)[:, None], np.where(told, share, spread), mid)


def ranges(knowledge: Knowledge, answers: Answers, likelihood: Likelihood) -> tuple[Floats, Floats]:
    """Low and high end of the stated range of each cause (n x causes), person by person over the draws."""
    layout, weights = layout_of(knowledge), weights_of(knowledge)
    row = age_row(weights, layout, answers)
    ends = [_range(knowledge, weights, answers.state[i], answers.value[i], int(row[i])) for i in range(len(answers))]
    low = np.minimum(np.array([low for low, _ in ends]), likelihood.mid)
    high = np.maximum(np.array([high for _, high in ends]), likelihood.mid)
    told = (likelihood.confirmed >= 0)[:, None]
    return np.where(told, likelihood.mid, low), np.where(told, likelihood.mid, high)


def _range(knowledge: Knowledge, weights: Weights, state: NDArray[np.int8], value: Floats, age: int) -> tuple[Floats, Floats]:
    drawn = posterior_draws(knowledge, weights, state, value, age)
    ends = (knowledge.limit("causes.range_low"), knowledge.limit("causes.range_high"))
    low, high = np.quantile(drawn, ends, axis=0)
    return low, high


def posterior_draws(knowledge: Knowledge, weights: Weights, state: NDArray[np.int8], value: Floats, age: int) -> Floats:
    """One person's posterior under each draw of the uncertain parameters (draws x causes)."""
    known = state[weights.column] == 2
    matches = value[weights.column] == weights.counted
    ratio = np.where(known, np.where(matches, weights.yes_draws, weights.no_draws), 0.0)
    counted = count_in_blocks(weights, ratio, knowledge.limit("causes.next_in_block_share"))
    return shares(weights.prior_draws[:, age], scores(weights, counted), knowledge.limit("causes.highest_share"))


def cannot_tell(knowledge: Knowledge, mid: Floats, low: Floats, high: Floats) -> Bools:
    """Whether nobody could honestly name one cause: none reaches half, or the first two ranges overlap by half."""
    rows = np.arange(len(mid))
    order = np.argsort(-mid, axis=1, kind="stable")
    first, second = order[:, 0], order[:, 1]
    shared = np.minimum(high[rows, first], high[rows, second]) - np.maximum(low[rows, first], low[rows, second])
    narrower = np.minimum(high[rows, first] - low[rows, first], high[rows, second] - low[rows, second])
    overlaps = (narrower > 0) & (shared >= knowledge.limit("causes.cannot_tell_overlap") * narrower)
    return np.asarray((mid.max(axis=1) < knowledge.limit("causes.cannot_tell_mid")) | overlaps)
