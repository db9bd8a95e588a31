"""The contract of the cautions: what may and may not be done in one case, written from the papers and not from the caution files.

A case names a few answers; everything else is harmless, all kit is at hand and every ladder is climbed to its top, long after the start.
All cases of a folder are one batch and one call of `scope` and `prescribe`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item
from ischia.knowledge.problems import KnowledgeError, Problem, nearest
from ischia.reasoning.cautions import Scope, changes_of, scope
from ischia.reasoning.dose import Dose, ladders_of, prescribe
from ischia.reasoning.layout import layout_of
from ischia.reasoning.people import HAVE, LACK, People, newcomers
from ischia.trial.contract import CONTRACT, Case, as_answers, read_cases

LONG_AGO = 60.0
_NEEDED = ("name", "answers", "source")
_LISTS = ("never", "still", "lacks", "cannot", "unasked")
_NUMBERS = ("at_most", "minutes_at_most", "spots_at_most")
_NAMES = ("not_in", "not_on")
_MAY = (*_LISTS, *_NUMBERS, *_NAMES, "done_in")


@dataclass(frozen=True)
class CautionCase:
    """One line of the contract.

    `never`: items that are closed; `still`: items that stay open. An open item keeps to `at_most` (level), `minutes_at_most` and
    `spots_at_most`, is not done in the positions of `not_in` nor on the regions of `not_on`, and is done in the position of `done_in`.
    `lacks` is kit that is not at hand, `cannot` are positions that the person cannot take, `unasked` are questions left unanswered.
    """

    name: str
    answers: Mapping[str, Any]
    source: str
    never: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    at_most: Mapping[str, float] = field(default_factory=dict)
    minutes_at_most: Mapping[str, float] = field(default_factory=dict)
    spots_at_most: Mapping[str, float] = field(default_factory=dict)
    not_in: Mapping[str, Sequence[str]] = field(default_factory=dict)
    not_on: Mapping[str, Sequence[str]] = field(default_factory=dict)
    done_in: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    line: int = 1

    def told(self) -> Case:
        """The same answers as a case of the danger contract, which knows how to fill in the rest."""
        return Case(self.name, self.answers, "", "", self.source, unasked=self.unasked, file=self.file, line=self.line)

    def items(self) -> set[str]:
        """Every item that the case speaks of."""
        capped = (self.at_most, self.minutes_at_most, self.spots_at_most, self.not_in, self.not_on, self.done_in)
        return {*self.never, *self.still, *(name for mapping in capped for name in mapping)}


def read_caution_contract(folder: Path = CONTRACT / "cautions") -> tuple[CautionCase, ...]:
    """Every case below `folder`; raises KnowledgeError with all problems."""
    return read_cases(folder, _faults, _case)


def _faults(row: Any) -> Iterator[str]:
    """What is wrong with the form of one case."""
    if not isinstance(row, dict):
        yield f"is no case; write a mapping with {', '.join(_NEEDED)}"
        return
    yield from (f"the key {key} is unknown; {nearest(key, _NEEDED + _MAY)}" for key in row if key not in _NEEDED + _MAY)
    yield from (f"{key} is missing" for key in _NEEDED if key not in row)
    yield from (f"{key} is no list of names" for key in _LISTS if not _is_list(row.get(key, [])))
    yield from (f"{key} is no mapping" for key in ("answers", *_NUMBERS, *_NAMES, "done_in") if not isinstance(row.get(key, {}), dict))
    for key in _NUMBERS:
        numbers = row.get(key, {}).values() if isinstance(row.get(key, {}), dict) else ()
        yield from (f"{key} holds {number!r}, which is no number" for number in numbers if not isinstance(number, int | float))
    if not set(row) & {*_MAY} - {"lacks", "cannot", "unasked"}:
        yield "the case expects nothing"


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _case(row: Mapping[str, Any], file: str, line: int) -> CautionCase:
    expected: dict[str, Any] = {key: tuple(row.get(key, ())) for key in _LISTS}
    expected |= {key: row.get(key, {}) for key in (*_NUMBERS, *_NAMES, "done_in")}
    return CautionCase(row["name"], row["answers"], str(row["source"]), file=file, line=line, **expected)


def check_cautions(knowledge: Knowledge, cases: Sequence[CautionCase]) -> list[str]:
    """What is wrong, in words; empty when every case comes out as the papers say."""
    rows = zip(cases, _rows(knowledge, cases), strict=True)
    return [f"{case.file}:{case.line}: {case.name}: {wrong} ({row.because()})" for case, row in rows for wrong in row.wrong(case)]


def acting_cautions(knowledge: Knowledge, cases: Sequence[CautionCase]) -> list[set[str]]:
    """The cautions that act in each case."""
    return [set(row.acting()) for row in _rows(knowledge, cases)]


def _rows(knowledge: Knowledge, cases: Sequence[CautionCase]) -> "list[_Row]":
    """What the person of each case may do."""
    _known(knowledge, cases)
    answers, at = as_answers(knowledge, [case.told() for case in cases])
    people = _people(knowledge, cases, at)
    limits = scope(knowledge, people, answers, at)
    dose = prescribe(knowledge, people, limits, at)
    return [_Row(knowledge, limits, dose, row) for row in range(len(cases))]


def _known(knowledge: Knowledge, cases: Sequence[CautionCase]) -> None:
    """Refuse a case that speaks of an item that is not there."""
    items = knowledge.items()
    unknown = ((case, name) for case in cases for name in sorted(case.items()) if name not in items)
    problems = [Problem(case.file, case.line, f"item {name} is unknown; {nearest(name, items)}") for case, name in unknown]
    if problems:
        raise KnowledgeError(problems)


def _people(knowledge: Knowledge, cases: Sequence[CautionCase], at: float) -> People:
    """A person for each case at the top of every ladder, long after the start."""
    people = newcomers(knowledge, len(cases))
    lacks = np.array([[thing in case.lacks for thing in knowledge.kit] for case in cases], dtype=bool)
    return replace(
        people,
        rung=np.broadcast_to(ladders_of(knowledge).length - 1, people.rung.shape),
        first_done=np.full(people.first_done.shape, at - LONG_AGO),
        kit=np.where(lacks, LACK, HAVE).astype(np.int8),
        cannot=np.array([[position in case.cannot for position in knowledge.positions] for case in cases], dtype=bool),
    )


@dataclass(frozen=True, eq=False)
class _Row:
    """What one person may do, held against one case."""

    knowledge: Knowledge
    limits: Scope
    dose: Dose
    row: int

    def acting(self) -> list[str]:
        """The cautions that act."""
        return [key for key, acts in zip(self.knowledge.cautions, self.limits.cautions[self.row], strict=True) if acts]

    def because(self) -> str:
        """The same in words."""
        return f"acting: {', '.join(self.acting()) or 'nothing'}"

    def wrong(self, case: CautionCase) -> Iterator[str]:
        """Everything that does not come out as the case says."""
        yield from (f"{name} should be closed" for name in case.never if self._open(name))
        yield from (f"{name} should stay open" for name in case.still if not self._open(name))
        for number, most in (
            (self.dose.level, case.at_most),
            (self.dose.minutes, case.minutes_at_most),
            (self.dose.spots, case.spots_at_most),
        ):
            for name, cap in most.items():
                found = number[self.row, self._place(name)]
                if self._open(name) and found > cap:
                    yield f"{name} comes to {found:g}, the papers say {cap:g} at most"
        yield from self._wrong_place(case)

    def _wrong_place(self, case: CautionCase) -> Iterator[str]:
        for name, position in case.done_in.items():
            if not self._open(name) or self._position(name) != position:
                yield f"{name} should be done in {position}"
        for name, positions in case.not_in.items():
            if self._open(name) and self._position(name) in positions:
                yield f"{name} should not be done in {self._position(name)}"
        for name, regions in case.not_on.items():
            there = sorted(set(regions) & self._regions(name))
            if self._open(name) and there:
                yield f"{name} should not touch {', '.join(there)}"

    def _place(self, name: str) -> int:
        return layout_of(self.knowledge).item[name]

    def _open(self, name: str) -> bool:
        place = self._place(name)
        return bool(self.limits.fitting[self.row, place] and self.dose.rung[self.row, place] >= 0)

    def _position(self, name: str) -> str:
        item: Item = self.knowledge.items()[name]
        return item.positions[int(self.limits.position[self.row, self._place(name)])]

    def _regions(self, name: str) -> set[str]:
        """The regions of an item that no acting caution takes away."""
        changes, zones = changes_of(self.knowledge), tuple(self.knowledge.zones)
        acting = self.limits.cautions[self.row, changes.caution].astype(np.float32)
        free = acting @ changes.forbids_region == 0
        own = changes.regions[:, 0] == self._place(name)
        return {zones[region] for region in changes.regions[own & free, 1]}
