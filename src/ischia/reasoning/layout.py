"""Where everything stands in the arrays: a column for each answer, a row of weights for each rule and item."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge, question_of
from ischia.knowledge.conditions import Condition, atoms
from ischia.knowledge.findings import Finding
from ischia.knowledge.items import Item
from ischia.knowledge.rules import DangerRule

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

SIDES = ("left", "right")


@dataclass(frozen=True, eq=False)
class Layout:
    """Names and columns. Place questions have a column for each side and area, named ``mark/side_area``."""

    columns: tuple[str, ...]
    column: Mapping[str, int]
    finding: tuple[Finding, ...]
    settled: tuple[str, ...]
    rules: Mapping[str, DangerRule]
    items: Mapping[str, Item]
    item: Mapping[str, int]
    reads: Mapping[str, Ints]
    places: Mapping[str, Ints]

    @property
    def width(self) -> int:
        """How many columns an answer vector has."""
        return len(self.columns)

    def where(self, part: str) -> Ints:
        """The columns of the questions of one part."""
        return np.array([i for i, finding in enumerate(self.finding) if finding.part == part], dtype=np.int64)

    def code(self, question: str, answer: str) -> float:
        """The number that stands for an answer in its column."""
        finding = self.finding[self.column[question]]
        return float(tuple(finding.choices or CODES).index(answer))


# What a yes-or-no column holds; "unchanged" means present, known and seen by a clinician.
CODES = ("no", "yes", "unchanged")


@lru_cache(maxsize=16)
def layout_of(knowledge: Knowledge) -> Layout:
    """The layout of one knowledge, made once."""
    names = [name for finding in knowledge.findings.values() for name in _names(knowledge, finding)]
    column = {name: i for i, (name, _) in enumerate(names)}
    rules, items = knowledge.danger_rules(), knowledge.items()
    places = {
        finding.id: np.array([column[name] for name, of in names if of is finding], dtype=np.int64)
        for finding in knowledge.findings.values()
        if finding.kind == "places"
    }
    return Layout(
        columns=tuple(name for name, _ in names),
        column=column,
        finding=tuple(of for _, of in names),
        settled=_settled_in_order(knowledge),
        rules=rules,
        items=items,
        item={key: i for i, key in enumerate(items)},
        reads={key: _columns_read(rule.when, column, places) for key, rule in rules.items()},
        places=places,
    )


def _names(knowledge: Knowledge, finding: Finding) -> list[tuple[str, Finding]]:
    if finding.kind != "places":
        return [(finding.id, finding)]
    return [(f"{finding.body}/{side}_{area}", finding) for area in knowledge.areas for side in SIDES]


def _columns_read(condition: Condition, column: Mapping[str, int], places: Mapping[str, Ints]) -> Ints:
    """The columns of the questions that a condition reads; a body map counts whole."""
    read: set[int] = set()
    for atom in atoms(condition):
        question = question_of(atom)
        read |= set(places[question].tolist()) if question in places else {column[question]}
    return np.array(sorted(read), dtype=np.int64)


def _settled_in_order(knowledge: Knowledge) -> tuple[str, ...]:
    """Findings that other answers can settle, each after those that it depends on."""
    waiting = {key: _depends_on(finding) for key, finding in knowledge.findings.items() if finding.yes_if or finding.no_if}
    order: list[str] = []
    while waiting:
        ready = [key for key, needs in waiting.items() if not needs & set(waiting)]
        order += ready
        for key in ready:
            del waiting[key]
    return tuple(order)


def _depends_on(finding: Finding) -> set[str]:
    both: tuple[Condition | None, ...] = (finding.yes_if, finding.no_if)
    return {question_of(atom) for condition in both if condition is not None for atom in atoms(condition)}


def item_mask(items: Mapping[str, Item], named: tuple[str, ...], families: tuple[str, ...]) -> Bools:
    """Which items are named, by id or by one of their families."""
    return np.array([key in named or bool(set(families) & set(item.families)) for key, item in items.items()], dtype=bool)
