"""What every statement of the knowledge shares: a frozen value, its grade and its sources."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar, dataclass_transform

Grade = Literal["verified", "secondary", "recalled", "judgement"]
Urgency = Literal["self_care", "routine", "within_days", "same_day", "emergency_now"]
Effect = Literal["go", "gentle", "stop"]
CauseId = Literal["disc", "stenosis", "piriformis", "other"]

GRADES: tuple[Grade, ...] = ("verified", "secondary", "recalled", "judgement")
URGENCIES: tuple[Urgency, ...] = ("self_care", "routine", "within_days", "same_day", "emergency_now")
EFFECTS: tuple[Effect, ...] = ("go", "gentle", "stop")
CAUSES: tuple[CauseId, ...] = ("disc", "stenosis", "piriformis", "other")

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: type[T]) -> type[T]:
    """A frozen, keyword-only dataclass whose reader refuses keys that it does not know."""
    made: Callable[[type[T]], type[T]] = dataclass(frozen=True, kw_only=True)
    cls.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return made(cls)


@value
class Because:
    """Why a statement may be made: a source, where in it, and how far it was checked."""

    source: str
    grade: Grade
    where: str = ""


@value
class Sourced:
    """A statement with its reasons and the day (ISO 8601) on which somebody last checked them."""

    because: tuple[Because, ...]
    checked: str


@value
class Source:
    """One CSL item: what was read, who wrote it, and where it can be read."""

    id: str
    type: str
    title: str
    URL: str = ""
    author: tuple[dict[str, str], ...] = ()
    issued: str = ""
    DOI: str = ""
    PMID: str = ""
    PMCID: str = ""
    container_title: str = ""
    publisher: str = ""
    note: str = ""
