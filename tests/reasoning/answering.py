"""People who gave some answers, for tests of the causes."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.compiled import load_compiled
from ischia.knowledge.findings import Weight
from ischia.knowledge.loading import load_directory
from ischia.reasoning.layout import layout_of
from ischia.reasoning.truth import ANSWERED, UNSURE, Answers


@lru_cache(maxsize=1)
def shipped() -> Knowledge:
    """The knowledge as shipped."""
    return load_compiled() or load_directory()


def told(knowledge: Knowledge, **answers: str | float) -> Answers:
    """One person who gave these answers: a number, a choice, yes, no or unsure."""
    layout = layout_of(knowledge)
    state, value = np.zeros((1, layout.width), np.int8), np.zeros((1, layout.width))
    for question, answer in answers.items():
        column = layout.column[question]
        state[0, column] = UNSURE if answer == "unsure" else ANSWERED
        if answer != "unsure":
            value[0, column] = layout.code(question, answer) if isinstance(answer, str) else answer
    return Answers(state, value)


def weight(knowledge: Knowledge, question: str) -> Weight:
    """What this question weighs."""
    found = knowledge.findings[question].weighs
    assert found is not None
    return found


def reweighed(knowledge: Knowledge, **changes: object) -> Knowledge:
    """The same knowledge with something changed in every weight."""
    findings = {key: replace(of, weighs=replace(of.weighs, **changes)) if of.weighs else of for key, of in knowledge.findings.items()}  # type: ignore[arg-type]
    return replace(knowledge, findings=findings)


def limited(knowledge: Knowledge, key: str, value: float) -> Knowledge:
    """The same knowledge with one limit changed."""
    return replace(knowledge, limits={**knowledge.limits, key: replace(knowledge.limits[key], value=value)})
