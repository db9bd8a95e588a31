"""Information: how much each open question would tell about the causes, on average over its answers."""

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.causes import Weights, age_row, count_in_blocks, ratios, scores, shares, weights_of
from ischia.reasoning.layout import Floats, layout_of
from ischia.reasoning.truth import ANSWERED, Answers


def expected_information(knowledge: Knowledge, answers: Answers) -> Floats:
    """What each finding that weighs is expected to tell each person, in nats (n x W); nothing once it is answered."""
    layout, weights = layout_of(knowledge), weights_of(knowledge)
    prior = weights.prior[age_row(weights, layout, answers)]
    before, yes, no = _posteriors(knowledge, weights, prior, ratios(weights, answers))
    chance = _chance_of_yes(weights, before[:, 0])
    gain = chance * _moved(before, yes) + (1 - chance) * _moved(before, no)
    return np.where(answers.state[:, weights.column] == ANSWERED, 0.0, gain)


def _posteriors(knowledge: Knowledge, weights: Weights, prior: Floats, ratio: Floats) -> tuple[Floats, Floats, Floats]:
    """The shares as things stand (n x 1 x causes), and with each finding in turn answered yes or no (n x W x causes)."""
    width = ratio.shape[1]
    own, rows = np.arange(width), np.repeat(ratio[:, None], 1 + 2 * width, axis=1)
    rows[:, 1 + own, own], rows[:, 1 + width + own, own] = weights.yes, weights.no
    counted = count_in_blocks(weights, rows.reshape(-1, width), knowledge.limit("causes.next_in_block_share"))
    starts = np.repeat(prior, 1 + 2 * width, axis=0)
    found = shares(starts, scores(weights, counted), knowledge.limit("causes.highest_share"))
    found = found.reshape(len(ratio), 1 + 2 * width, -1)
    return found[:, :1], found[:, 1 : 1 + width], found[:, 1 + width :]


def _moved(before: Floats, after: Floats) -> Floats:
    """How far the shares moved, as relative entropy."""
    return np.asarray((after * np.log(after / before)).sum(axis=-1))


def _chance_of_yes(weights: Weights, before: Floats) -> Floats:
    """How likely each finding is to hold, by the mixture of causes (n x W)."""
    own = before.take(weights.target, axis=1)
    return own * weights.sensitivity + (1 - own) * (1 - weights.specificity)
