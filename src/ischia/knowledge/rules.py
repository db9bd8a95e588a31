"""Rules as data: danger, cautions, referral, contradictions, and what else a finding may point to."""

from typing import Literal

from ischia.knowledge.conditions import Condition
from ischia.knowledge.value import Effect, Sourced, Urgency, value


@value
class DangerRule(Sourced):
    """One danger rule: when it surely holds, the class is at least this one."""

    says: str
    when: Condition
    urgency: Urgency
    programme: Effect
    because_it_matters: str = ""
    do: str = ""
    refusal: str = ""
    after_clearance: Effect = "go"
    persistent: bool = False
    codes: tuple[str, ...] = ()


@value
class Danger:
    """One suspected condition: its rules read like a page."""

    id: str
    file: str
    label: str
    what: str
    rules: dict[str, DangerRule]


@value
class NotSure(Sourced):
    """What one, or two and more, unsure answers to these questions mean."""

    questions: tuple[str, ...]
    one: Urgency
    several: Urgency
    several_count: int
    programme: Effect
    says: str


@value
class Contradiction(Sourced):
    """Two answers that cannot both be true; while they stand there is no programme."""

    when: Condition
    says: str


@value
class Change:
    """One thing that a caution does to the items it names (by families, items, positions, kit or regions)."""

    do: Literal["block", "cap_level", "cap_minutes", "cap_spots", "forbid_positions", "forbid_kit", "forbid_regions", "advise"]
    families: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    kit: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    level: int | None = None
    minutes: float | None = None
    spots: int | None = None
    says: str = ""


@value
class Caution(Sourced):
    """A contraindication or caution: it acts whenever it is possible, not only when it is sure."""

    id: str
    file: str
    label: str
    when: Condition
    says: str
    changes: tuple[Change, ...]
    lifts: str = ""
    codes: tuple[str, ...] = ()


@value
class Referral(Sourced):
    """When to see whom, and why; fires when it surely holds."""

    id: str
    file: str
    label: str
    when: Condition
    whom: str
    urgency: Urgency
    says: str
    ask: str = ""
    codes: tuple[str, ...] = ()


@value
class AlsoPossible(Sourced):
    """A named kind of "something else", with the findings that bring it up; no number."""

    id: str
    file: str
    label: str
    medical: str
    when: Condition
    says: str
    whom: str = ""
