"""The one evaluator of the condition language, three-valued and over a whole batch.

A truth is two boolean arrays, *surely* and *possibly* (Kleene's strong logic): all = and, any = or, not swaps and complements,
at_least counts each. *Unsure* and *unasked* are both possible and not sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import regions_of
from ischia.knowledge.conditions import All, Any, Atom, Condition, Not
from ischia.reasoning.layout import SIDES, Bools, Floats, Layout

UNASKED, UNSURE, ANSWERED = range(3)
YES, SEEN = 1.0, 2.0


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers of a batch: `state` says unasked, unsure or answered, `value` what (n people x columns)."""

    state: NDArray[np.int8]
    value: Floats

    def __len__(self) -> int:
        """How many people."""
        return len(self.state)

    def known(self, column: int) -> Bools:
        """Who gave a definite answer."""
        return np.asarray(self.state[:, column] == ANSWERED)


@dataclass(frozen=True, eq=False)
class Truth:
    """For each person: surely true, and possibly true."""

    surely: Bools
    possibly: Bools

    def __invert__(self) -> "Truth":
        return Truth(~self.possibly, ~self.surely)

    def __and__(self, other: "Truth") -> "Truth":
        return Truth(self.surely & other.surely, self.possibly & other.possibly)

    def __or__(self, other: "Truth") -> "Truth":
        return Truth(self.surely | other.surely, self.possibly | other.possibly)


@dataclass(frozen=True, eq=False)
class Evaluator:
    """Evaluates conditions for a batch at one moment (days since 1970, for `within`).

    With `doubt_alarms`, a reassuring fact (alarming: no) that is unsure or unasked counts as not true, so that
    ``not: unchanged_for_years`` keeps the alarm: ruling 3, as danger rules need it. With `seen_is_yes`, a sign that a clinician
    has seen and that is unchanged counts as a yes.
    """

    layout: Layout
    answers: Answers
    at: float
    doubt_alarms: bool = False
    seen_is_yes: bool = True
    # By identity: equal atoms are one object (see knowledge.conditions), and hashing them costs more than asking them.
    _seen: dict[int, Truth] = field(default_factory=dict)

    def truth(self, condition: Condition) -> Truth:
        """Whether a condition holds, for each person."""
        if isinstance(condition, Atom):
            if id(condition) not in self._seen:
                self._seen[id(condition)] = self._place(condition) if condition.operation == "place" else self._atom(condition)
            return self._seen[id(condition)]
        if isinstance(condition, Not):
            return ~self.truth(condition.part)
        parts = [self.truth(part) for part in condition.parts]
        if isinstance(condition, All):
            return reduce(and_, parts)
        return reduce(or_, parts) if isinstance(condition, Any) else _at_least(condition.count, parts)

    def alarmed(self) -> "Evaluator":
        """The same evaluator as danger rules use it."""
        return replace(self, doubt_alarms=True, seen_is_yes=False, _seen={})

    def _atom(self, atom: Atom) -> Truth:
        column = self.layout.column[atom.finding]
        found = self._truth_of(column, self._holds(atom, self.answers.value[:, column]))
        reassuring = self.layout.finding[column].alarming == "no"
        return Truth(found.surely, found.surely) if reassuring and self.doubt_alarms else found

    def _truth_of(self, column: int, holds: Bools) -> Truth:
        known = self.answers.known(column)
        return Truth(known & holds, ~known | holds)

    def _holds(self, atom: Atom, value: Floats) -> Bools:
        if atom.operation == "yes":
            # A known sign that is unchanged raises no alarm, but it is there: cautions and follow-up questions go on reading it.
            return np.asarray(value >= 1 if self.seen_is_yes else value == 1)
        if atom.operation == "is":
            return np.asarray(value == self.layout.code(atom.finding, str(atom.operand)))
        if atom.operation == "within":
            return np.asarray(np.floor(self.at) - value <= float(atom.operand))
        return np.asarray(value >= float(atom.operand)) if atom.operation == "min" else np.asarray(value <= float(atom.operand))

    def _place(self, atom: Atom) -> Truth:
        mark, side, area = regions_of(atom)
        sides = SIDES if side in ("", "both") else (side,)
        columns = [self.layout.column[f"{mark}/{one}_{area}"] for one in sides]
        marked = [self._truth_of(column, self.answers.value[:, column] == 1) for column in columns]
        return reduce(and_ if side == "both" else or_, marked)


def _at_least(count: int, parts: Sequence[Truth]) -> Truth:
    surely = np.sum([part.surely for part in parts], axis=0)
    possibly = np.sum([part.possibly for part in parts], axis=0)
    return Truth(surely >= count, possibly >= count)


def settle(layout: Layout, answers: Answers, at: float) -> Answers:
    """Fill in what other answers already settle (`yes_if`, `no_if`), so that nothing known is asked."""
    state, value = answers.state.copy(order="K"), answers.value.copy(order="K")
    # One evaluator will do: a finding is settled before any condition reads it.
    evaluator = Evaluator(layout, Answers(state, value), at)
    anew = replace(evaluator, seen_is_yes=False, _seen={})
    for key in layout.settled:
        column, finding = layout.column[key], layout.finding[layout.column[key]]
        if finding.yes_if is not None and (who := _waiting(evaluator, state[:, column], finding.yes_if)).any():
            # What follows only from signs that are known and unchanged is known and unchanged itself.
            _put(state, value, column, who, np.where(anew.truth(finding.yes_if).surely, YES, SEEN))
        if finding.no_if is not None and (who := _waiting(evaluator, state[:, column], finding.no_if)).any():
            # A date that never was lies infinitely long ago.
            _put(state, value, column, who, np.full(len(answers), -np.inf if finding.kind == "date" else 0.0))
    return Answers(state, value)


def _waiting(evaluator: Evaluator, state: NDArray[np.int8], condition: Condition) -> Bools:
    """Who was not asked, and for whom the condition surely holds; it is looked at only when somebody was not asked."""
    unasked = state == UNASKED
    return np.asarray(unasked & evaluator.truth(condition).surely if unasked.any() else unasked)


def _put(state: NDArray[np.int8], value: Floats, column: int, who: Bools, answer: Floats) -> None:
    state[who, column], value[who, column] = ANSWERED, answer[who]
