"""Simulated people: a cause drawn by age, and answers drawn from the evidence tables with dependence inside each block.

Nothing here comes from `reasoning`: no block rule, no cap. Each answer is as frequent as its sensitivity and specificity say, and
answers of one block go together through a Gaussian copula (causes 8). Blocks are independent given the cause unless `across` says
otherwise.
"""

from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Weight
from ischia.knowledge.value import CAUSES

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

# The one published correlation of two tests of a block on a continuous scale: straight-leg raise and slump (wals09).
WITHIN = 0.64
# Who answers what: nearly every question, half of the home tests, few of a clinician's findings.
ANSWERED = {"cause": 0.85, "self_test": 0.5, "clinician": 0.1}
# People with leg and back pain in primary care have a mean age of 50 (atlas15); the spread and the ends are ours.
AGE_MEAN, AGE_SPREAD, AGE_LOWEST, AGE_HIGHEST = 50, 15, 18, 90
NODES = 48
HAIR = 1e-9


@dataclass(frozen=True, eq=False)
class Tables:
    """What the evidence says of the W findings that weigh, read straight from the knowledge."""

    knowledge: Knowledge

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The findings that weigh."""
        return tuple(key for key, finding in self.knowledge.findings.items() if finding.weighs)

    @cached_property
    def target(self) -> Ints:
        """The cause that each speaks for."""
        return np.array([CAUSES.index(w.target) for w in self._weights], dtype=np.int64)

    @cached_property
    def block(self) -> tuple[str, ...]:
        """The block in which each lies."""
        return tuple(w.block for w in self._weights)

    @cached_property
    def sensitivity(self) -> Floats:
        """P(holds | its cause)."""
        return np.array([w.sensitivity for w in self._weights])

    @cached_property
    def specificity(self) -> Floats:
        """P(does not hold | another cause)."""
        return np.array([w.specificity for w in self._weights])

    @cached_property
    def people_behind(self) -> Floats:
        """In how many people each figure counts as seen, by its grade."""
        return np.array([self.knowledge.limit(f"causes.effective_n_{w.grade}") for w in self._weights])

    @cached_property
    def answered(self) -> Floats:
        """How often each is answered."""
        return np.array([ANSWERED[self.knowledge.findings[key].part] for key in self.ids])

    @property
    def _weights(self) -> list[Weight]:
        return [finding.weighs for finding in self.knowledge.findings.values() if finding.weighs]

    def prior(self, age: Floats) -> Floats:
        """The starting shares of people of these ages (n x causes)."""
        found = np.zeros((len(age), len(CAUSES)))
        for place, cause in enumerate(CAUSES):
            for row in sorted(self.knowledge.causes[cause].priors, key=lambda row: row.from_age):
                found[age >= row.from_age, place] = row.share
        return np.asarray(found / found.sum(axis=1, keepdims=True))


@dataclass(frozen=True, eq=False)
class Simulated:
    """n people: their age, true cause, and for each finding whether it holds and whether they told (n x W)."""

    age: Floats
    cause: Ints
    holds: Bools
    told: Bools


def simulate(tables: Tables, count: int, rng: np.random.Generator, within: float = WITHIN, across: float = 0.0) -> Simulated:
    """Draw people; `within` correlates the answers of a block, `across` those of different blocks."""
    age = np.clip(np.rint(rng.normal(AGE_MEAN, AGE_SPREAD, count)), AGE_LOWEST, AGE_HIGHEST)
    cause = (rng.random((count, 1)) > np.cumsum(tables.prior(age), axis=1)[:, :-1]).sum(axis=1)
    names = sorted(set(tables.block))
    place = np.array([names.index(block) for block in tables.block])
    person, block = rng.standard_normal((count, 1)), rng.standard_normal((count, len(names)))
    own = rng.standard_normal((count, len(place)))
    latent = np.sqrt(across) * person + np.sqrt(within - across) * block[:, place] + np.sqrt(1 - within) * own
    ours, others = thresholds(tables.sensitivity), thresholds(1 - tables.specificity)
    holds = latent < np.where(cause[:, None] == tables.target, ours, others)
    return Simulated(age, cause, holds, rng.random(holds.shape) < tables.answered)


def thresholds(share: Floats) -> Floats:
    """Below which value of a standard normal such a share lies."""
    inverse = NormalDist().inv_cdf
    flat = [inverse(float(p)) for p in np.clip(share, HAIR, 1 - HAIR).ravel()]
    return np.array(flat).reshape(share.shape)


def exact(tables: Tables, people: Simulated, within: float = WITHIN) -> Floats:
    """The posterior of somebody who knows how these people were drawn (n x causes), by quadrature over each block's factor."""
    score = np.log(tables.prior(people.age))
    for name in sorted(set(tables.block)):
        members = np.flatnonzero([block == name for block in tables.block])
        ours = _likelihood(tables.sensitivity[members], people, members, within)
        others = _likelihood(1 - tables.specificity[members], people, members, within)
        score[:, tables.target[members[0]]] += np.log(ours / others)
    weight = np.exp(score - score.max(axis=1, keepdims=True))
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))


def _likelihood(share: Floats, people: Simulated, members: Ints, within: float) -> Floats:
    """How likely what was told of one block is, when its findings hold with these shares."""
    node, weight = np.polynomial.hermite_e.hermegauss(NODES)
    edge = (thresholds(share)[:, None] - np.sqrt(within) * node) / np.sqrt(1 - within)
    chance = np.clip(np.vectorize(NormalDist().cdf)(edge), HAIR, 1 - HAIR)
    yes, no = people.holds[:, members] & people.told[:, members], ~people.holds[:, members] & people.told[:, members]
    return np.asarray(np.exp(yes @ np.log(chance) + no @ np.log(1 - chance)) @ (weight / weight.sum()))
