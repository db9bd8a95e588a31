"""Referral: whom to see, when and why."""

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.layout import Bools
from ischia.reasoning.truth import Evaluator


def refer(knowledge: Knowledge, evaluator: Evaluator) -> Bools:
    """Which referrals surely hold for whom (n x referrals); not knowing whether it got better counts as not better."""
    doubtful = evaluator.alarmed()
    found = [doubtful.truth(referral.when).surely for referral in knowledge.referral.values()]
    return np.stack(found, axis=1) if found else np.zeros((len(evaluator.answers), 0), dtype=bool)
