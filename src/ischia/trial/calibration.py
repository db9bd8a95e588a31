"""Calibration: of those told m, does a share m have it, and does the stated range hold what it claims to hold?"""

from dataclasses import dataclass

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.value import CAUSES
from ischia.reasoning.causes import estimate, ranges
from ischia.reasoning.layout import layout_of
from ischia.reasoning.truth import ANSWERED, Answers
from ischia.trial.simulated import WITHIN, Bools, Floats, Simulated, Tables, exact, simulate

BINS = 10
HAIR = float(np.finfo(np.float32).eps)


@dataclass(frozen=True)
class Bin:
    """People told much the same share: the mean share told, the share that has the cause, and how many they are."""

    told: float
    have: float
    people: int


@dataclass(frozen=True)
class Reliability:
    """The bins of one cause."""

    bins: tuple[Bin, ...]

    @property
    def error(self) -> float:
        """Expected calibration error: the mean distance of told and true, weighted by people."""
        people = sum(one.people for one in self.bins)
        return sum(abs(one.told - one.have) * one.people for one in self.bins) / people


@dataclass(frozen=True)
class Calibration:
    """What a run found: reliability of each cause, and how far the shares lie from those of the best possible reader."""

    within: float
    causes: dict[str, Reliability]
    from_exact: float
    right: float
    right_at_best: float

    @property
    def error(self) -> float:
        """The mean error over the four causes."""
        return float(np.mean([one.error for one in self.causes.values()]))


def calibrate(knowledge: Knowledge, count: int, rng: np.random.Generator, within: float = WITHIN, across: float = 0.0) -> Calibration:
    """Tell simulated people their shares and compare with what they have."""
    tables = Tables(knowledge)
    people = simulate(tables, count, rng, within, across)
    told, best = estimate(knowledge, answers_of(knowledge, people)).mid, exact(tables, people, within)
    return Calibration(
        within=within,
        causes={cause: reliability(told[:, i], people.cause == i) for i, cause in enumerate(CAUSES)},
        from_exact=float(np.abs(told - best).mean()),
        right=float((told.argmax(axis=1) == people.cause).mean()),
        right_at_best=float((best.argmax(axis=1) == people.cause).mean()),
    )


def answers_of(knowledge: Knowledge, people: Simulated) -> Answers:
    """What simulated people told, as the reasoning reads it."""
    layout, tables = layout_of(knowledge), Tables(knowledge)
    state = np.zeros((len(people.age), layout.width), np.int8)
    value = np.zeros((len(people.age), layout.width))
    state[:, layout.column["age"]], value[:, layout.column["age"]] = ANSWERED, people.age
    for i, key in enumerate(tables.ids):
        weight = knowledge.findings[key].weighs
        counted = layout.code(key, weight.answer) if weight else 0.0
        other = 0.0 if counted else 1.0
        state[:, layout.column[key]] = np.where(people.told[:, i], ANSWERED, 0)
        value[:, layout.column[key]] = np.where(people.holds[:, i], counted, other)
    return Answers(state, value)


def reliability(told: Floats, have: Bools) -> Reliability:
    """Ten bins of equal width."""
    place = np.minimum((told * BINS).astype(int), BINS - 1)
    found = [(told[place == one], have[place == one]) for one in range(BINS)]
    return Reliability(tuple(Bin(float(t.mean()), float(h.mean()), len(t)) for t, h in found if len(t)))


def coverage(knowledge: Knowledge, count: int, rng: np.random.Generator) -> tuple[Bools, Bools]:
    """Whether each stated range holds the exact posterior when every figure is drawn anew, and whether it ends below the highest share.

    A range that ends at the highest share cannot be passed above, so such ranges hold more than they claim (both n x causes).
    """
    tables = Tables(knowledge)
    people = simulate(tables, count, rng)
    answers = answers_of(knowledge, people)
    low, high = ranges(knowledge, answers, estimate(knowledge, answers))
    drawn = redrawn(tables, people, rng)
    return (low <= drawn) & (drawn <= high), high < knowledge.limit("causes.highest_share") - HAIR


def redrawn(tables: Tables, people: Simulated, rng: np.random.Generator) -> Floats:
    """Each person's posterior by ruling 12 under figures of their own, worked out here a second time (n x causes)."""
    shape = people.holds.shape
    sensitivity = _beta(rng, tables.sensitivity, tables.people_behind, shape)
    specificity = _beta(rng, tables.specificity, tables.people_behind, shape)
    size = tables.knowledge.limit("causes.prior_effective_n")
    prior = np.array([rng.dirichlet(row * size) for row in tables.prior(people.age)])
    yes, no = np.log(sensitivity / (1 - specificity)), np.log((1 - sensitivity) / specificity)
    return by_ruling(tables, np.where(people.told, np.where(people.holds, yes, no), 0), np.maximum(prior, HAIR))


def by_ruling(tables: Tables, ratio: Floats, prior: Floats) -> Floats:
    """Ruling 12 from log ratios (n x W) and priors (n x causes), block by block."""
    knowledge, total = tables.knowledge, np.zeros_like(prior)
    for name, block in knowledge.blocks.items():
        inside = ratio[:, [i for i, of in enumerate(tables.block) if of == name]]
        if inside.shape[1]:
            order = np.take_along_axis(inside, np.argsort(-np.abs(inside), axis=1), axis=1)
            summed = order[:, 0] + knowledge.limit("causes.next_in_block_share") * order[:, 1:2].sum(axis=1)
            total[:, CAUSES.index(block.target)] += np.clip(summed, np.log(block.lowest_ratio), np.log(block.highest_ratio))
    caps = np.log([knowledge.causes[cause].highest_ratio for cause in CAUSES])
    weight = prior * np.exp(np.minimum(total, caps))
    share = weight / weight.sum(axis=1, keepdims=True)
    highest = knowledge.limit("causes.highest_share")
    over = np.maximum(share.max(axis=1, keepdims=True), highest)
    return np.where(share > highest, highest, share * np.where(over > highest, (1 - highest) / (1 - over), 1))


def _beta(rng: np.random.Generator, share: Floats, people: Floats, shape: tuple[int, ...]) -> Floats:
    return np.clip(rng.beta(share * people, (1 - share) * people, shape), HAIR, 1 - HAIR)
