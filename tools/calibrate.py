"""Prints how well the causes are calibrated on simulated people: ``python -m tools.calibrate``."""

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.compiled import load_compiled
from ischia.knowledge.loading import load_directory
from ischia.knowledge.value import CAUSES
from ischia.trial.calibration import calibrate, coverage
from ischia.trial.simulated import WITHIN

SEED = 20261120
PEOPLE, COVERED = 100_000, 10_000
CORRELATIONS = (0.0, 0.3, 0.5, WITHIN, 0.8, 0.9)
ACROSS = 0.15


def knowledge() -> Knowledge:
    """The knowledge as shipped."""
    return load_compiled() or load_directory()


def lines(known: Knowledge) -> list[str]:
    """The two tables of docs/calibration.md."""
    found = ["| within a block | across blocks | " + " | ".join(CAUSES) + " | mean | from the exact posterior | first is right | at best |"]
    found.append("|---" * (len(CAUSES) + 6) + "|")
    for within in CORRELATIONS:
        for across in (0.0, ACROSS):
            if across < within or not across:
                found.append(_row(known, within, across))
    return [*found, "", *_covered(known)]


def _covered(known: Knowledge) -> list[str]:
    inside, below = coverage(known, COVERED, np.random.default_rng(SEED))
    every = " | ".join(f"{share:.1%}" for share in (*inside.mean(axis=0), inside.mean()))
    ending = " | ".join(f"{inside[below[:, i], i].mean():.1%}" for i in range(len(CAUSES)))
    return [
        "| ranges | " + " | ".join(CAUSES) + " | all |",
        "|---" * (len(CAUSES) + 2) + "|",
        f"| every range | {every} |",
        f"| those that end below 90 in 100 | {ending} | {inside[below].mean():.1%} |",
    ]


def _row(known: Knowledge, within: float, across: float) -> str:
    found = calibrate(known, PEOPLE, np.random.default_rng(SEED), within, across)
    errors = " | ".join(f"{one.error:.3f}" for one in found.causes.values())
    # The exact posterior is worked out for independent blocks only.
    best = f"{found.from_exact:.3f} | {found.right:.1%} | {found.right_at_best:.1%}" if not across else f"– | {found.right:.1%} | –"
    return f"| {within} | {across} | {errors} | {found.error:.3f} | {best} |"


if __name__ == "__main__":
    print("\n".join(lines(knowledge())))  # noqa: T201
