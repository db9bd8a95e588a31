"""Causes of sciatica: starting shares by age, caps against double counting, and published scores as a cross-check."""

from ischia.knowledge.conditions import Condition
from ischia.knowledge.value import Grade, Sourced, value


@value
class Prior(Sourced):
    """The share of this cause from `from_age` years (up to the next row) before any answer."""

    from_age: int
    share: float
    grade: Grade


@value
class Cause(Sourced):
    """One of the four causes, in plain words and in the field's."""

    id: str
    file: str
    label: str
    medical: str
    says: str
    changes: str
    priors: tuple[Prior, ...]
    highest_ratio: float
    course: tuple[str, ...] = ()


@value
class Block(Sourced):
    """Answers of one cause that tell much the same: their likelihood ratio together stays within these bounds."""

    target: str
    label: str
    highest_ratio: float
    lowest_ratio: float


@value
class ScoreItem:
    """Points for one answer of a published score."""

    when: Condition
    points: float
    says: str


@value
class Score(Sourced):
    """A published score that a questionnaire alone can compute: points summed against a cut-off, or a rule."""

    id: str
    file: str
    label: str
    target: str
    items: tuple[ScoreItem, ...]
    positive_from: float | None = None
    positive_if: Condition | None = None
    sensitivity: float | None = None
    specificity: float | None = None
    says: str
