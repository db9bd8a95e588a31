"""How many combinations of answers a second the production evaluator judges, over every danger rule's whole answer space."""

import math

from bench.clock import seconds
from bench.plain import knowledge
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.danger import rules_holding
from ischia.reasoning.layout import Layout, layout_of
from ischia.reasoning.truth import Answers, Evaluator
from ischia.trial.grids import combinations, only, rule_axes

AIM = 10e6
MOST = 4**9


def report() -> list[str]:
    """The evaluator over the same grids as ``ischia prove``; that prints its own rate, with all it compares."""
    shipped = knowledge()
    grids = _grids(shipped)
    count = sum(len(answers) for _, answers in grids)
    bare = seconds(lambda: [rules_holding(Evaluator(layout, answers, 0.0), layout) for layout, answers in grids], rounds=3)
    return [
        f"enumeration: {count} combinations of the {len(grids)} danger rules with at most {MOST}",
        f"  {'evaluator':<44}{count / bare / 1e6:10.1f} M a second  aim {AIM / 1e6:.0f} M",
    ]


def _grids(shipped: Knowledge) -> list[tuple[Layout, Answers]]:
    layout, grids = layout_of(shipped), []
    for danger in shipped.danger.values():
        for key, rule in danger.rules.items():
            alone, axes = layout_of(only(shipped, danger.id, key, rule)), rule_axes(layout, rule)
            if math.prod(map(len, axes)) <= MOST:
                grids.append((alone, combinations(alone, axes)))
    return grids


if __name__ == "__main__":
    print("\n".join(report()))  # noqa: T201
