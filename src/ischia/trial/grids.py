"""Grids of answers: every value that a question can take, and every combination of a few questions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge, question_of, regions_of
from ischia.knowledge.conditions import Atom, atoms
from ischia.knowledge.findings import Finding
from ischia.knowledge.rules import Danger, DangerRule
from ischia.reasoning.danger import required
from ischia.reasoning.layout import SIDES, Layout, layout_of
from ischia.reasoning.truth import ANSWERED, UNASKED, UNSURE, Answers

NO, YES, UNCHANGED = 0.0, 1.0, 2.0


@dataclass(frozen=True)
class Axis:
    """One question's values: codes are a state and a value for each of its columns (a body map has several).

    `safe` and `alarming` are places among the codes, -1 where there is none.
    """

    name: str
    columns: tuple[str, ...]
    codes: tuple[tuple[int, tuple[float, ...]], ...]
    safe: int
    alarming: int

    def __len__(self) -> int:
        """How many values."""
        return len(self.codes)


def axis(finding: Finding, columns: tuple[str, ...], tests: tuple[Atom, ...]) -> Axis:
    """Unasked, unsure, and one definite answer for each side of every threshold; of a body map nothing, each place alone, and all."""
    values = _marks(len(columns)) if finding.kind == "places" else tuple((value,) for value in _values(finding, tests))
    nothing = (NO,) * len(columns)
    codes = ((UNASKED, nothing), (UNSURE, nothing), *((ANSWERED, value) for value in values))
    if finding.unsure == "refused":
        codes = tuple(code for code in codes if code[0] != UNSURE)
    if finding.kind != "yes_no" or finding.alarming == "neither":
        return Axis(finding.id, columns, codes, -1, -1)
    yes, no = codes.index((ANSWERED, (YES,))), codes.index((ANSWERED, (NO,)))
    return Axis(finding.id, columns, codes, no, yes) if finding.alarming == "yes" else Axis(finding.id, columns, codes, yes, no)


def _marks(places: int) -> tuple[tuple[float, ...], ...]:
    single = tuple(tuple(float(i == j) for j in range(places)) for i in range(places))
    return tuple(dict.fromkeys(((NO,) * places, *single, (YES,) * places)))


def _values(finding: Finding, tests: tuple[Atom, ...]) -> tuple[float, ...]:
    if finding.kind == "yes_no":
        return (NO, YES, UNCHANGED) if any(test.operation == "is" for test in tests) else (NO, YES)
    if finding.kind == "choice":
        return tuple(float(i) for i in range(len(finding.choices or {})))
    if finding.kind == "date":
        return tuple(sorted({-float(t.operand) + step for t in tests for step in (-1, 0)} or {0.0}))
    if finding.kind == "measure" and not any(t.operation in ("min", "max") for t in tests):
        return (NO, YES)
    return tuple(sorted({float(t.operand) + step for t in tests for step in (-1, 0, 1)} or {NO}))


def rule_axes(layout: Layout, rule: DangerRule) -> tuple[Axis, ...]:
    """An axis for each question that a rule reads."""
    tests: dict[str, tuple[Atom, ...]] = {}
    for test in atoms(rule.when):
        tests[question_of(test)] = (*tests.get(question_of(test), ()), test)
    return tuple(_axis_of(layout, of) for of in tests.values())


def _axis_of(layout: Layout, tests: tuple[Atom, ...]) -> Axis:
    columns = tuple(dict.fromkeys(column for test in tests for column in _columns(test)))
    return axis(layout.finding[layout.column[columns[0]]], columns, tests)


def _columns(test: Atom) -> tuple[str, ...]:
    if test.operation != "place":
        return (test.finding,)
    mark, side, area = regions_of(test)
    return tuple(f"{mark}/{one}_{area}" for one in (SIDES if side in ("", "both") else (side,)))


def only(knowledge: Knowledge, condition: str, key: str, rule: DangerRule) -> Knowledge:
    """The same knowledge with this danger rule alone and only the questions that it reads."""
    read = {question_of(atom) for atom in atoms(rule.when)} | {"age"}
    alone = Danger(id=condition, file="", label="", what="", rules={key: rule})
    findings = {name: replace(finding, yes_if=None, no_if=None) for name, finding in knowledge.findings.items() if name in read}
    groups = {name: group for name, group in knowledge.not_sure.items() if set(group.questions) <= read}
    return replace(knowledge, findings=findings, danger={condition: alone}, not_sure=groups, contradictions={})


@lru_cache(maxsize=4)
def danger_only(knowledge: Knowledge) -> Knowledge:
    """The same knowledge with only the questions that the danger screen needs or reads."""
    layout = layout_of(knowledge)
    conditions = [rule.when for rule in layout.rules.values()] + [one.when for one in knowledge.contradictions.values()]
    wanted = {question_of(atom) for condition in conditions for atom in atoms(condition)} | {"age"}
    wanted |= {layout.finding[column].id for column in np.flatnonzero(required(layout))}
    return _with_findings(knowledge, wanted)


@lru_cache(maxsize=4)
def programme_only(knowledge: Knowledge) -> Knowledge:
    """The same knowledge with only the questions that cautions and templates read, and no danger rules."""
    conditions = [caution.when for caution in knowledge.cautions.values()]
    conditions += [template.when for template in knowledge.templates.values() if template.when is not None]
    wanted = {question_of(atom) for condition in conditions for atom in atoms(condition)} | {"age"}
    return replace(_with_findings(knowledge, wanted), danger={}, not_sure={}, contradictions={})


def _with_findings(knowledge: Knowledge, wanted: set[str]) -> Knowledge:
    """Only these questions, and those that settle them."""
    while True:
        settling = [c for name in wanted for c in (knowledge.findings[name].yes_if, knowledge.findings[name].no_if) if c is not None]
        deeper = wanted | {question_of(atom) for condition in settling for atom in atoms(condition)}
        if deeper == wanted:
            return replace(knowledge, findings={name: finding for name, finding in knowledge.findings.items() if name in wanted})
        wanted = deeper


def combinations(layout: Layout, axes: tuple[Axis, ...]) -> Answers:
    """Every combination of the axes' values, the last axis running fastest (rows x columns of the layout)."""
    shape = tuple(len(one) for one in axes)
    rows = int(np.prod(shape))
    state, value = np.zeros((rows, layout.width), np.int8, order="F"), np.zeros((rows, layout.width), order="F")
    places = np.indices(shape).reshape(len(shape), rows)
    for one, place in zip(axes, places, strict=True):
        _put(layout, one, place, state, value)
    return Answers(state, value)


def _put(layout: Layout, one: Axis, place: NDArray[np.int64], state: NDArray[np.int8], value: NDArray[np.float64]) -> None:
    """Write an axis's codes into its columns, row by row."""
    states = np.array([code[0] for code in one.codes], dtype=np.int8)
    for i, name in enumerate(one.columns):
        column = layout.column[name]
        state[:, column] = states[place]
        value[:, column] = np.array([code[1][i] for code in one.codes])[place]


def all_axes(knowledge: Knowledge, layout: Layout, part: str = "danger") -> tuple[Axis, ...]:
    """An axis for each question of a part, with the thresholds of every danger rule."""
    tests: dict[str, tuple[Atom, ...]] = {}
    for rule in layout.rules.values():
        for test in atoms(rule.when):
            tests[question_of(test)] = (*tests.get(question_of(test), ()), test)
    columns = [layout.columns[column] for column in layout.where(part)]
    return tuple(axis(layout.finding[layout.column[name]], (name,), tests.get(name, ())) for name in columns)


def random_codes(rng: np.random.Generator, axes: tuple[Axis, ...], rows: int, quiet: float) -> NDArray[np.int64]:
    """A place on each axis for each row (rows x axes); a share `quiet` of each row's questions stays at the safe answer."""
    places = np.stack([rng.integers(len(one), size=rows) for one in axes], axis=1)
    safe = np.array([max(one.safe, 0) for one in axes])
    calm = rng.random(places.shape) < quiet * rng.random((rows, 1)) ** (1 / 2)
    return np.where(calm, safe, places)


def answers_at(layout: Layout, axes: tuple[Axis, ...], places: NDArray[np.int64], base: Answers) -> Answers:
    """The answers of each row's places, over a base row for everything else."""
    rows = len(places)
    # Column by column in memory, as conditions read them.
    state, value = np.empty((rows, layout.width), np.int8, order="F"), np.empty((rows, layout.width), order="F")
    state[:], value[:] = base.state[:1], base.value[:1]
    for i, one in enumerate(axes):
        _put(layout, one, places[:, i], state, value)
    return Answers(state, value)


def described(layout: Layout, answers: Answers, row: int) -> str:
    """A counterexample in words: every question that is not at a plain no."""
    shown = []
    for column in np.flatnonzero((answers.state[row] != ANSWERED) | (answers.value[row] != NO)):
        code = answers.state[row, column]
        said = ("unasked", "unsure")[code] if code != ANSWERED else f"{answers.value[row, column]:g}"
        shown.append(f"{layout.columns[column]}={said}")
    return ", ".join(shown)


def pairs(axes: tuple[Axis, ...]) -> Iterator[tuple[int, int]]:
    """Every pair of axes."""
    return ((i, j) for i, j in product(range(len(axes)), repeat=2) if i < j)
