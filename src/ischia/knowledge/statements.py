"""Statements that are neither rule nor item: limits, course, claims, places, words."""

from typing import Literal

from ischia.knowledge.value import Because, Sourced, value


@value
class Limit(Sourced):
    """One number that the programme keeps to, with its unit."""

    says: str
    unit: str
    value: float


@value
class Statement(Sourced):
    """Something that is known, told to the person as it is."""

    says: str
    unit: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    codes: tuple[str, ...] = ()


@value
class Claim(Sourced):
    """One claim of the founding article: what became of it."""

    id: str
    file: str
    claim: str
    verdict: Literal["supported", "partly", "unknown", "contradicted"]
    grade: Literal["high", "moderate", "low", "very_low"]
    says: str
    effect: str
    what_we_do: str = ""
    techniques: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@value
class Zone:
    """A named region of the body plate and what may happen there."""

    label: str
    kind: Literal["never", "limited", "strokes_only", "care", "safe", "whole"]
    says: str
    highest_level: int
    signed_by: str | None = None


@value
class Area:
    """A place of the body map, where something is felt; `sides` are the sides on which it can be marked."""

    label: str
    sides: tuple[str, ...] = ("left", "right")
    view: str = ""
    # Danger questions that a mark of numbness here asks at once.
    asks: tuple[str, ...] = ()


Points = tuple[tuple[float, float], ...]


@value
class View(Sourced):
    """The body from one side, as closed curves through points (millimetres); `turned` draws x the other way round."""

    label: str
    half: bool
    turned: bool
    tension: float
    margin: float
    head: float
    words: dict[str, str]
    outline: Points
    lines: tuple[Points, ...]
    areas: dict[str, Points]


@value
class Word:
    """A sentence, or a template with {slots}, that a person reads outside the rules."""

    says: str
    spoken: str = ""


@value
class Country:
    """A country's emergency number; empty when no source was seen ("your local emergency number")."""

    label: str
    number: str = ""
    because: tuple[Because, ...] = ()


@value
class Thing:
    """Something that a technique needs; `usual` things are in most homes and taken as there until somebody says no."""

    says: str
    usual: bool = False
