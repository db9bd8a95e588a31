"""The same plain network in pyAgrum and in pgmpy, each asked in the quickest way that we found in its own documentation."""

import logging
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyagrum

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.value import CAUSES
from ischia.reasoning.causes import weights_of
from ischia.reasoning.layout import Floats

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.inference import VariableElimination
    from pgmpy.models import DiscreteBayesianNetwork

logging.getLogger("pgmpy").setLevel(logging.ERROR)

CAUSE = "cause"
Evidence = Mapping[str, int]


def names(plain: Knowledge) -> list[str]:
    """A node's name for each finding that weighs, in the order of the weights."""
    return [f"finding_{i}" for i in range(len(weights_of(plain).column))]


def tables(plain: Knowledge) -> tuple[Floats, Floats]:
    """The prior at an unknown age, and P(yes | cause) of each finding (W x causes)."""
    weights = weights_of(plain)
    own = np.arange(len(CAUSES)) == weights.target[:, None]
    return weights.prior[-1], np.where(own, weights.sensitivity[:, None], 1 - weights.specificity[:, None])


class PyAgrum:
    """Lazy propagation: one engine, its evidence changed in place."""

    name = "pyAgrum"

    def __init__(self, plain: Knowledge) -> None:
        prior, yes = tables(plain)
        self._net = pyagrum.BayesNet()
        self._net.add(pyagrum.LabelizedVariable(CAUSE, "", len(CAUSES)))
        self._net.cpt(CAUSE).fillWith(prior.tolist())
        for name, row in zip(names(plain), yes, strict=True):
            self._net.add(pyagrum.LabelizedVariable(name, "", 2))
            self._net.addArc(CAUSE, name)
            self._net.cpt(name)[:] = np.stack([1 - row, row], axis=1)
        self._engine = pyagrum.LazyPropagation(self._net)

    def posterior(self, evidence: Evidence) -> Floats:
        """The share of each cause."""
        self._engine.setTargets({CAUSE})
        self._engine.setEvidence(dict(evidence))
        self._engine.makeInference()
        return np.asarray(self._engine.posterior(CAUSE).toarray())

    def information(self, evidence: Evidence, open_: Sequence[str]) -> Floats:
        """What each open finding is expected to tell about the cause, in nats."""
        self._engine.setTargets({CAUSE, *open_})
        self._engine.setEvidence(dict(evidence))
        self._engine.makeInference()
        before = self._engine.posterior(CAUSE).toarray()
        chance = [self._engine.posterior(name).toarray() for name in open_]
        told = []
        for name, likely in zip(open_, chance, strict=True):
            after = np.stack([self.posterior({**evidence, name: answer}) for answer in (0, 1)])
            told.append(_expected(likely, after, before))
        return np.array(told)

    def joint_information(self, evidence: Evidence, open_: Sequence[str]) -> Floats:
        """The same from one inference with a joint table of the cause and each open finding: quicker."""
        self._engine.eraseAllTargets()
        self._engine.setEvidence(dict(evidence))
        for name in open_:
            self._engine.addJointTarget({CAUSE, name})
        self._engine.makeInference()
        joint = [self._engine.jointPosterior({CAUSE, name}) for name in open_]
        told = [_shared(table.reorganize([name, CAUSE]).toarray()) for name, table in zip(open_, joint, strict=True)]
        self._engine.eraseAllJointTargets()
        return np.array(told)


class Pgmpy:
    """Variable elimination."""

    name = "pgmpy"

    def __init__(self, plain: Knowledge) -> None:
        prior, yes = tables(plain)
        net = DiscreteBayesianNetwork([(CAUSE, name) for name in names(plain)])
        net.add_cpds(TabularCPD(CAUSE, len(CAUSES), prior[:, None].tolist()))
        for name, row in zip(names(plain), yes, strict=True):
            net.add_cpds(TabularCPD(name, 2, [(1 - row).tolist(), row.tolist()], evidence=[CAUSE], evidence_card=[len(CAUSES)]))
        self._engine = VariableElimination(net)

    def posterior(self, evidence: Evidence) -> Floats:
        """The share of each cause."""
        return self._query(CAUSE, evidence)

    def information(self, evidence: Evidence, open_: Sequence[str]) -> Floats:
        """What each open finding is expected to tell about the cause, in nats."""
        before, told = self.posterior(evidence), []
        for name in open_:
            after = np.stack([self.posterior({**evidence, name: answer}) for answer in (0, 1)])
            told.append(_expected(self._query(name, evidence), after, before))
        return np.array(told)

    def joint_information(self, evidence: Evidence, open_: Sequence[str]) -> Floats:
        """The same from the joint table of the cause and each open finding: fewer queries."""
        joint: list[Any] = [self._engine.query([CAUSE, name], evidence=dict(evidence), show_progress=False) for name in open_]
        return np.array([_shared(found.values if found.variables[0] == CAUSE else found.values.T) for found in joint])

    def _query(self, name: str, evidence: Evidence) -> Floats:
        found: Any = self._engine.query([name], evidence=dict(evidence), show_progress=False)
        return np.asarray(found.values, dtype=float)


def _expected(chance: Floats, after: Floats, before: Floats) -> float:
    return float(chance @ (after * np.log(after / before)).sum(axis=1))


def _shared(joint: Floats) -> float:
    """Mutual information of the two axes of a joint table."""
    return float((joint * np.log(joint / joint.sum(axis=0) / joint.sum(axis=1, keepdims=True))).sum())
