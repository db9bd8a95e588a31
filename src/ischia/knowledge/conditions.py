"""The condition language of the rules: a small tree read from YAML, and nothing else.

A condition is a question id (its *yes*), ``{id: {is: choice}}``, ``{id: {min|max: n}}``, ``{id: {within: P14D}}`` or
``{place: region}``, joined by ``all``, ``any``, ``not`` and ``{at_least: n, of: [...]}``, at most three joints deep.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

DEEPEST = 3
Operation = Literal["yes", "is", "min", "max", "within", "place"]
_TESTS: tuple[Operation, ...] = ("is", "min", "max", "within")
_DURATION = re.compile(r"P(?:(\d+)W|(\d+)D)")


class ConditionError(ValueError):
    """A condition that is not in the language; the message says what is allowed."""


@dataclass(frozen=True)
class Atom:
    """One test of one answer: `operand` is the choice, number, days or region that the operation needs."""

    finding: str
    operation: Operation = "yes"
    operand: str | float = ""


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Any:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True)
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
    parts: tuple["Condition", ...]


Condition = Atom | All | Any | Not | AtLeast


def parse_condition(raw: object) -> Condition:
    """Read one condition from plain YAML values; raises ConditionError."""
    condition = _parse(raw)
    if depth(condition) > DEEPEST:
        raise ConditionError(f"is nested {depth(condition)} deep; at most {DEEPEST} joints are allowed: split the rule")
    return condition


def _parse(raw: object) -> Condition:
    if isinstance(raw, str):
        return _one(raw)
    if not isinstance(raw, dict) or not raw:
        raise ConditionError(f"{raw!r} is no condition; write a question id, or a mapping with all, any, not, at_least")
    if set(raw) == {"at_least", "of"}:
        return AtLeast(_count(raw["at_least"], raw["of"]), _parts(raw["of"]))
    if len(raw) != 1:
        raise ConditionError(f"has the keys {', '.join(map(str, raw))}; one key a condition, or at_least with of")
    key, inner = next(iter(raw.items()))
    return _join(key, inner) if key in ("all", "any", "not") else _atom(str(key), inner)


def _join(key: str, inner: object) -> Condition:
    if key == "not":
        return Not(_parse(inner))
    return All(_parts(inner)) if key == "all" else Any(_parts(inner))


def _parts(raw: object) -> tuple[Condition, ...]:
    if not isinstance(raw, list) or not raw:
        raise ConditionError("all, any and of need a list of at least one condition")
    return tuple(_parse(part) for part in raw)


def _count(raw: object, parts: object) -> int:
    if isinstance(raw, int) and isinstance(parts, list) and 1 <= raw <= len(parts):
        return raw
    raise ConditionError(f"at_least is {raw!r}; allowed is a whole number from 1 to the length of its list")


@cache
def _one(finding: str, operation: Operation = "yes", operand: str | float = "") -> Atom:
    """Equal atoms are one object, so that an evaluator answers each only once."""
    return Atom(finding, operation, operand)


def _atom(finding: str, inner: object) -> Atom:
    if finding == "place":
        return _one(str(inner), "place")
    if not isinstance(inner, dict) or len(inner) != 1:
        raise ConditionError(f"{finding} needs exactly one of {', '.join(_TESTS)}")
    test, operand = next(iter(inner.items()))
    if test == "within":
        return _one(finding, "within", days(str(operand)))
    if test == "is" and isinstance(operand, str):
        return _one(finding, "is", operand)
    if test in ("min", "max") and isinstance(operand, int | float):
        return _one(finding, "min" if test == "min" else "max", float(operand))
    raise ConditionError(f"{finding}: {test}: {operand!r} is not a test; allowed are is: choice, min: n, max: n, within: P14D")


def days(duration: str) -> float:
    """Days in an ISO 8601 duration of whole days or weeks, such as P14D or P6W."""
    found = _DURATION.fullmatch(duration)
    if not found:
        raise ConditionError(f"{duration!r} is no duration; write days or weeks, such as P14D or P6W")
    return float(found[2]) if found[2] else float(found[1]) * 7


def joined(condition: Condition) -> tuple[Condition, ...]:
    """The parts right below a condition; none below an atom."""
    if isinstance(condition, Atom):
        return ()
    return (condition.part,) if isinstance(condition, Not) else condition.parts


def depth(condition: Condition) -> int:
    """How many joints lie on the longest way down."""
    below = [depth(part) for part in joined(condition)]
    return 1 + max(below) if below else 0


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every atom of a condition, left to right."""
    if isinstance(condition, Atom):
        yield condition
    for part in joined(condition):
        yield from atoms(part)
