"""Findings: what a person can tell about themselves, the question that asks it, and what an answer weighs."""

from typing import Literal

from ischia.knowledge.conditions import Condition
from ischia.knowledge.value import Because, CauseId, Sourced, Urgency, value

AnswerKind = Literal["yes_no", "number", "choice", "date", "places", "measure"]
Part = Literal["about_me", "danger", "gate", "caution", "cause", "self_test", "clinician", "weekly", "measure"]
Validity = Literal["session", "P1D", "P7D", "P30D", "ever"]
Body = Literal["pain", "tingling", "numb"]


@value
class Row:
    """One published accuracy row of a finding, as printed; None where the source prints none."""

    target: str
    because: tuple[Because, ...]
    population: str = ""
    sensitivity: float | None = None
    specificity: float | None = None
    ratio_yes: float | None = None
    ratio_no: float | None = None
    odds_ratio: float | None = None
    says: str = ""


@value
class Weight(Sourced):
    """The row that counts: P(answer | target) is the sensitivity, P(answer | every other cause) 1 - specificity."""

    target: CauseId
    block: str
    sensitivity: float
    specificity: float
    grade: Literal["verified", "secondary", "recalled", "judgement"]
    answer: str = "yes"
    says: str = ""


@value
class Finding(Sourced):
    """One atomic question, asked once and read by many rules."""

    id: str
    file: str
    label: str
    kind: AnswerKind
    part: Part
    ask: str = ""
    why: str = ""
    clarify: str = ""
    how: tuple[str, ...] = ()
    choices: dict[str, str] | None = None
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    body: Body | None = None
    alarming: Literal["yes", "no", "neither"] = "neither"
    if_unsure: Urgency | None = None
    unsure: Literal["allowed", "refused"] = "allowed"
    valid_for: Validity = "P30D"
    cost: int = 1
    order: int = 500
    list: str = ""
    yes_if: Condition | None = None
    no_if: Condition | None = None
    only_if: Condition | None = None
    opens: tuple[str, ...] = ()
    weighs: Weight | None = None
    rows: tuple[Row, ...] = ()
    codes: tuple[str, ...] = ()
