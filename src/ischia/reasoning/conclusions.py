"""What is concluded about one person: plain values with their reasons, ready for a page, a letter or JSON."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ischia.knowledge.value import Because

SCHEMA = 1
# Classes at which everything else waits for help.
URGENT = ("emergency_now", "same_day")
# Words of the field that Python keeps for itself.
_JSON_NAMES = {"urgency": "class", "speaks_for": "for", "speaks_against": "against"}


@dataclass(frozen=True)
class Reason:
    """One statement that counted: its id in the knowledge, what it says, its grade and its sources."""

    id: str
    says: str
    grade: str = ""
    because: tuple[Because, ...] = ()
    weight: float | None = None


@dataclass(frozen=True)
class DangerReason(Reason):
    """A danger rule, or an unsure answer, that fired."""

    urgency: str = ""
    because_it_matters: str = ""
    do: str = ""


@dataclass(frozen=True)
class Gates:
    """Whether a session may start now, and which gates are open."""

    open: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class DangerConclusion:
    """The class that the answers so far prove, and what is still unanswered."""

    urgency: str
    complete: bool
    missing: tuple[str, ...]
    reasons: tuple[DangerReason, ...]
    contradictions: tuple[Reason, ...]
    title: str
    do: str
    safety_net: str
    gates: Gates


@dataclass(frozen=True)
class CauseConclusion:
    """One cause as a range of shares from 0 to 1, with the answers that weighed."""

    id: str
    label: str
    low: float
    mid: float
    high: float
    speaks_for: tuple[Reason, ...]
    speaks_against: tuple[Reason, ...]


@dataclass(frozen=True)
class AlsoConclusion:
    """A named kind of something else."""

    id: str
    says: str
    whom: str


@dataclass(frozen=True)
class ScoreConclusion:
    """A published score as a cross-check; `points` is None for a rule, `positive` None while answers are missing."""

    id: str
    label: str
    points: float | None
    positive: bool | None
    missing: tuple[str, ...]
    says: str


@dataclass(frozen=True)
class LeftQuestion:
    """A question that could still change something: `value` is the share of the week's minutes that it is expected to move."""

    id: str
    part: str
    value: float
    says: str


@dataclass(frozen=True)
class QuestionsConclusion:
    """What to ask next, how many were asked, and what the rest could still change."""

    next: str | None
    asked: int
    left: tuple[LeftQuestion, ...]
    says: str


@dataclass(frozen=True)
class CautionConclusion:
    """A caution that acts, what it changes for which items, and what would lift it."""

    id: str
    says: str
    sure: bool
    lifts: str
    changes: tuple[str, ...]
    items: tuple[str, ...]
    because: tuple[Because, ...]


@dataclass(frozen=True)
class PlannedItem:
    """One thing to do on one day."""

    id: str
    code: str
    label: str
    rung: int
    level: int
    minutes: float
    spots: int
    times: int
    side: str
    position: str
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class PlannedDay:
    """What to do on one calendar day."""

    date: str
    items: tuple[PlannedItem, ...]


@dataclass(frozen=True)
class Refusal:
    """Why there is no programme: a name, and the words for the person."""

    name: str
    says: str


@dataclass(frozen=True)
class ProgrammeConclusion:
    """The week, or a named refusal."""

    refusal: Refusal | None
    effect: str
    says: tuple[str, ...]
    days: tuple[PlannedDay, ...]


@dataclass(frozen=True)
class DoseConclusion:
    """Where the person stands on one ladder, which limit holds, and what would lift it."""

    rung: int
    level: int
    minutes: float
    spots: int
    times_a_week: int
    holds: str
    says: str


@dataclass(frozen=True)
class ResponseConclusion:
    """Weekly means of leg pain against the band of time alone."""

    weekly: tuple[float | None, ...]
    expected_low: tuple[float | None, ...]
    expected_high: tuple[float | None, ...]
    change: float | None
    verdict: str
    says: str


@dataclass(frozen=True)
class ReferralConclusion:
    """Whom to see, when and why."""

    id: str
    whom: str
    urgency: str
    says: str
    ask: str
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Conclusion:
    """Everything about one person at one moment."""

    schema: int
    at: str
    knowledge_version: str
    danger: DangerConclusion
    causes: tuple[CauseConclusion, ...]
    also_possible: tuple[AlsoConclusion, ...]
    cannot_tell: bool
    scores: tuple[ScoreConclusion, ...]
    questions: QuestionsConclusion
    cautions: tuple[CautionConclusion, ...]
    programme: ProgrammeConclusion
    dose: dict[str, DoseConclusion]
    response: ResponseConclusion
    referral: tuple[ReferralConclusion, ...]


def plain(value: Any) -> Any:
    """A conclusion as plain JSON values: mappings, lists, texts and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {_JSON_NAMES.get(field.name, field.name): plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple | list) else value
