"""The part of the model that an ordinary Bayesian network can express: every finding its own block, and no clamps."""

from dataclasses import replace

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.compiled import load_compiled
from ischia.knowledge.loading import load_directory
from ischia.reasoning.causes import weights_of
from ischia.reasoning.layout import Bools, layout_of
from ischia.reasoning.truth import ANSWERED, UNASKED, Answers

ANY, AGREE = 1e300, 1e-9


def knowledge() -> Knowledge:
    """The knowledge as shipped."""
    return load_compiled() or load_directory()


def without_clamps(shipped: Knowledge) -> Knowledge:
    """The same knowledge, each finding in a block of its own, and neither blocks nor causes nor shares capped."""
    weighing = {key: finding for key, finding in shipped.findings.items() if finding.weighs}
    alone = {key: replace(of, weighs=replace(of.weighs, block=key)) for key, of in weighing.items() if of.weighs}
    blocks = {
        key: replace(shipped.blocks[of.weighs.block], target=of.weighs.target, highest_ratio=ANY, lowest_ratio=1 / ANY)
        for key, of in weighing.items()
        if of.weighs
    }
    return replace(
        shipped,
        findings={**shipped.findings, **alone},
        blocks=blocks,
        causes={key: replace(cause, highest_ratio=ANY) for key, cause in shipped.causes.items()},
        limits={**shipped.limits, "causes.highest_share": replace(shipped.limits["causes.highest_share"], value=1.0)},
    )


def people(plain: Knowledge, said: Bools, asked: Bools) -> Answers:
    """People of unknown age who answered some of the findings that weigh: yes where `said`, nothing where not `asked`."""
    layout, weights = layout_of(plain), weights_of(plain)
    state = np.full((len(said), layout.width), UNASKED, np.int8)
    value = np.zeros((len(said), layout.width))
    state[:, weights.column] = np.where(asked, ANSWERED, UNASKED)
    value[:, weights.column] = np.where(said, weights.counted, 1 - weights.counted)
    return Answers(state, value)
