"""Proof of the programme: nothing blocked or over its cap is ever planned, offered instead, or scripted.

The cautions are read here a second time, in plain Python over sets, so that a slip in the arrays of `reasoning` shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import combinations
from typing import Any as Anything

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge, question_of, regions_of
from ischia.knowledge.conditions import All, Any, AtLeast, Atom, Condition, Not, atoms
from ischia.knowledge.items import Item
from ischia.knowledge.rules import Change
from ischia.knowledge.value import CAUSES
from ischia.reasoning.cautions import Scope, scope
from ischia.reasoning.danger import Alarm
from ischia.reasoning.dose import Dose, ladders_of, prescribe
from ischia.reasoning.layout import Layout, layout_of
from ischia.reasoning.people import HAVE, People, newcomers
from ischia.reasoning.programme import Plan, Shares, plan
from ischia.reasoning.truth import ANSWERED, Answers, Evaluator, settle
from ischia.trial.danger_proof import Proven, calm_person
from ischia.trial.grids import Axis, answers_at, axis, programme_only, random_codes

CHUNK = 8_000
AT = 20_000.0
HOUR, TWO_MONTHS = 60.0, 60.0
# So many random people have their scripts read as well.
SCRIPTED = 40
Assignment = dict[str, float]
Array = NDArray[Anything]
Scripted = Callable[[Knowledge, People, float], set[str]]


@dataclass(frozen=True, eq=False)
class Week:
    """What `reasoning` plans for a batch, whatever their causes: the part of a conclusion that is proven here."""

    people: People
    answers: Answers
    scope: Scope
    dose: Dose
    plan: Plan


def _week(knowledge: Knowledge, people: People, mid: Array, effect: Array) -> Week:
    """The production functions from answers to plan, for any shares of the causes and with the danger screen clear."""
    layout, nobody = layout_of(knowledge), np.zeros((len(people), 1), dtype=bool)
    answers = settle(layout, people.answers(), AT)
    evaluator = Evaluator(layout, answers, AT)
    alarm = Alarm(np.zeros_like(effect), effect, nobody, nobody, nobody, nobody, nobody, nobody)
    limits = scope(knowledge, people, answers, AT)
    dose = prescribe(knowledge, people, limits, AT)
    return Week(people, answers, limits, dose, plan(knowledge, people, evaluator, alarm, Shares(mid, mid), limits, dose))


def _even(people: int) -> Array:
    return np.full((people, len(CAUSES)), 1 / len(CAUSES))


def prove_cautions(knowledge: Knowledge, scripted: Scripted) -> Iterator[Proven]:
    """Every caution and every pair of cautions against every item; the scripts with each caution, and of some random people."""
    layout = layout_of(knowledge)
    wishes = {key: _satisfying(layout, caution.when) for key, caution in knowledge.cautions.items()}
    yield _prove_groups(knowledge, [[wish] for wish in wishes.values()], scripted)
    groups = [list(pair) for pair in combinations(wishes.values(), 2)]
    for start in range(0, len(groups), CHUNK):
        yield _prove_groups(knowledge, groups[start : start + CHUNK], None)
    yield from _prove_people(knowledge, SCRIPTED, np.random.default_rng(0), scripted)


def _prove_groups(knowledge: Knowledge, groups: list[list[Assignment]], scripted: Scripted | None) -> Proven:
    people = _people(knowledge, groups)
    week = _week(knowledge, people, _even(len(people)), np.zeros(len(people), dtype=np.int64))
    return Proven(people.rung.size, _first_wrong(knowledge, week, scripted))


def prove_programmes(knowledge: Knowledge, count: int, rng: np.random.Generator) -> Iterator[Proven]:
    """Random people with random answers to every caution, anywhere on their ladders."""
    yield from _prove_people(programme_only(knowledge), count, rng, None)


def _prove_people(knowledge: Knowledge, count: int, rng: np.random.Generator, scripted: Scripted | None) -> Iterator[Proven]:
    layout, base = layout_of(knowledge), calm_person(knowledge)
    axes = _caution_axes(knowledge, layout)
    for start in range(0, count, CHUNK):
        rows = min(CHUNK, count - start)
        answers = answers_at(layout, axes, random_codes(rng, axes, rows, 2.0), base)
        people = _anywhere(knowledge, _with(knowledge, answers), rng)
        week = _week(knowledge, people, rng.dirichlet(np.ones(len(CAUSES)), rows), rng.integers(2, size=rows))
        yield Proven(rows, _first_wrong(knowledge, week, scripted))


def _satisfying(layout: Layout, condition: Condition) -> Assignment:
    """Answers that make a condition surely true, the first way found."""
    if isinstance(condition, Atom):
        return dict(_atom_holds(layout, condition))
    if isinstance(condition, Not):
        return _failing(layout, condition.part)
    if isinstance(condition, Any):
        return _satisfying(layout, condition.parts[0])
    parts = condition.parts[: condition.count] if isinstance(condition, AtLeast) else condition.parts
    return {column: value for part in parts for column, value in _satisfying(layout, part).items()}


def _failing(layout: Layout, condition: Condition) -> Assignment:
    """Answers that make a condition surely false."""
    if isinstance(condition, Atom):
        return dict(_atom_fails(layout, condition))
    if isinstance(condition, Not):
        return _satisfying(layout, condition.part)
    parts = condition.parts[:1] if isinstance(condition, All) else condition.parts
    return {column: value for part in parts for column, value in _failing(layout, part).items()}


def _atom_holds(layout: Layout, atom: Atom) -> Iterator[tuple[str, float]]:
    if atom.operation == "place":
        mark, side, area = regions_of(atom)
        yield from ((f"{mark}/{one}_{area}", 1.0) for one in (("left", "right") if side == "both" else (side or "left",)))
    elif atom.operation == "yes":
        yield atom.finding, 1.0
    elif atom.operation == "is":
        yield atom.finding, layout.code(atom.finding, str(atom.operand))
    else:
        yield atom.finding, AT if atom.operation == "within" else float(atom.operand)


def _atom_fails(layout: Layout, atom: Atom) -> Iterator[tuple[str, float]]:
    if atom.operation in ("yes", "is", "place"):
        yield from ((column, 0.0) for column, _ in _atom_holds(layout, atom))
    elif atom.operation == "within":
        yield atom.finding, AT - float(atom.operand) - 1
    else:
        yield atom.finding, float(atom.operand) + (-1 if atom.operation == "min" else 1)


def _people(knowledge: Knowledge, groups: list[list[Assignment]]) -> People:
    """People with harmless answers but for these, at the top of every ladder and with all kit."""
    layout, base = layout_of(knowledge), calm_person(knowledge)
    state, value = np.repeat(base.state[:1], len(groups), axis=0), np.repeat(base.value[:1], len(groups), axis=0)
    for row, wishes in enumerate(groups):
        for wish in wishes:
            for column, code in wish.items():
                state[row, layout.column[column]], value[row, layout.column[column]] = ANSWERED, code
    people = _with(knowledge, Answers(state, value))
    return replace(people, rung=np.broadcast_to(ladders_of(knowledge).length - 1, people.rung.shape))


def _with(knowledge: Knowledge, answers: Answers) -> People:
    """People who gave these answers today, have all kit and an hour, and began two months ago."""
    one, rows = newcomers(knowledge, 1), len(answers)
    alike = {field.name: getattr(one, field.name)[0] for field in fields(one)}
    shared = People(**{name: np.broadcast_to(of_one, (rows, *np.shape(of_one))) for name, of_one in alike.items()})
    return replace(
        shared,
        state=answers.state,
        value=answers.value,
        asked=np.broadcast_to(AT, answers.value.shape),
        kit=np.broadcast_to(np.int8(HAVE), shared.kit.shape),
        minutes=np.full(rows, HOUR),
        first_done=np.broadcast_to(AT - TWO_MONTHS, shared.first_done.shape),
    )


def _anywhere(knowledge: Knowledge, people: People, rng: np.random.Generator) -> People:
    """The same people at random rungs, with random kit, positions, dislikes and time."""
    rung = rng.integers(ladders_of(knowledge).length, size=people.rung.shape)
    return replace(
        people,
        rung=rung,
        kit=rng.integers(3, size=people.kit.shape).astype(np.int8),
        cannot=rng.random(people.cannot.shape) < 0.1,
        dropped_until=np.where(rng.random(people.rung.shape) < 0.1, AT + 1, -np.inf),
        minutes=rng.integers(5, 60, size=len(people)).astype(float),
        first_done=np.where(rng.random(people.rung.shape) < 0.5, AT - rng.integers(1, 80, size=people.rung.shape), -np.inf),
    )


def _caution_axes(knowledge: Knowledge, layout: Layout) -> tuple[Axis, ...]:
    """Every question that a caution reads and no danger rule needs, with the cautions' thresholds."""
    tests: dict[str, tuple[Atom, ...]] = {}
    for caution in knowledge.cautions.values():
        for atom in atoms(caution.when):
            tests[question_of(atom)] = (*tests.get(question_of(atom), ()), atom)
    asked = [name for name in tests if name in layout.column and layout.finding[layout.column[name]].part != "danger"]
    return tuple(_plain_axis(axis(layout.finding[layout.column[name]], (name,), tests[name])) for name in asked)


def _plain_axis(one: Axis) -> Axis:
    """Dates as they are on the day of the proof."""
    return replace(one, codes=tuple((state, tuple(AT + value if value < 0 else value for value in values)) for state, values in one.codes))


def names_item(change: Change, item: Item) -> bool:
    """Whether a change speaks of an item; one without names speaks of all."""
    named = item.id in change.items or bool(set(change.families) & set(item.families))
    return named or not (change.items or change.families)


@dataclass(frozen=True, eq=False)
class Reading:
    """The cautions read a second time: for each caution and item what is blocked, capped and taken away (as bits)."""

    block: Array
    level: Array
    minutes: Array
    spots: Array
    bits: Array
    whole: tuple[Array, ...]


@lru_cache(maxsize=2)
def read_again(knowledge: Knowledge) -> Reading:
    """Set by set, without the arrays of `reasoning`."""
    items = tuple(layout_of(knowledge).items.values())
    cautions = tuple(knowledge.cautions.values())

    def table(cell: Callable[[Item, list[Change]], float]) -> Array:
        return np.array([[cell(item, [c for c in caution.changes if names_item(c, item)]) for item in items] for caution in cautions])

    kinds = range(2 + max(len(item.kit) for item in items))
    return Reading(
        block=table(lambda item, own: not item.programmed or any(c.do == "block" for c in own)).astype(bool),
        level=table(lambda item, own: min([float(c.level or 0) for c in own if c.do == "cap_level"], default=np.inf)),
        minutes=table(lambda item, own: min([float(c.minutes or 0) for c in own if c.do == "cap_minutes"], default=np.inf)),
        spots=table(lambda item, own: min([float(c.spots or 0) for c in own if c.do == "cap_spots"], default=np.inf)),
        bits=table(lambda item, own: _bits(item, own)).astype(np.int64),
        whole=tuple(np.array([_whole(item, kind) for item in items], dtype=np.int64) for kind in kinds),
    )


def _things(item: Item) -> list[tuple[str, tuple[str, ...]]]:
    """What an item can lose: its positions, its regions, and each of its needs; it needs something of each."""
    return [("positions", item.positions), ("regions", item.regions), *(("kit", need) for need in item.kit)]


def _bits(item: Item, own: list[Change]) -> float:
    """A bit for everything of the item that these changes take away."""
    bits, place = 0, 0
    for field, names in _things(item):
        gone = {name for c in own if c.do == f"forbid_{field}" for name in getattr(c, field)}
        for name in names:
            bits |= (name in gone) << place
            place += 1
    return bits


def _whole(item: Item, kind: int) -> int:
    """The bits of one kind of thing together; 0 when the item has no such kind."""
    things = _things(item)
    if kind >= len(things):
        return 0
    before = sum(len(names) for _, names in things[:kind])
    return ((1 << len(things[kind][1])) - 1) << before


def _first_wrong(knowledge: Knowledge, week: Week, scripted: Scripted | None) -> str:
    """The first planned item that a caution forbids, or the first script that holds one."""
    reading, acting = read_again(knowledge), week.scope.cautions
    for slot in range(week.plan.item.shape[1]):
        rows = np.flatnonzero(week.plan.item[:, slot] >= 0)
        wrong = _wrong_in_slot(knowledge, reading, week, acting[rows], rows, week.plan.item[rows, slot])
        if wrong:
            return wrong
    return _wrong_in_scripts(knowledge, reading, week, scripted) if scripted else ""


def _wrong_in_scripts(knowledge: Knowledge, reading: Reading, week: Week, scripted: Scripted) -> str:
    item, acting = layout_of(knowledge).item, week.scope.cautions
    for row in range(len(week.people)):
        for key in scripted(knowledge, week.people.take(np.array([row])), AT):
            wrong = _wrong_in_slot(knowledge, reading, week, acting[[row]], np.array([row]), np.array([item[key]]))
            if wrong:
                return f"in a session script: {wrong}"
    return ""


def _wrong_in_slot(knowledge: Knowledge, reading: Reading, week: Week, acting: Array, rows: Array, item: Array) -> str:
    """The first person whose item in one slot is forbidden or over a cap."""
    blocked, bits = np.zeros(len(rows), bool), np.zeros(len(rows), np.int64)
    caps = {name: np.full(len(rows), np.inf) for name in ("level", "minutes", "spots")}
    for caution in range(len(reading.block)):
        acts = acting[:, caution]
        blocked |= acts & reading.block[caution, item]
        bits |= np.where(acts, reading.bits[caution, item], 0)
        for name, cap in caps.items():
            np.minimum(cap, np.where(acts, getattr(reading, name)[caution, item], np.inf), out=cap)
    found = {"it is blocked": blocked}
    for name, cap in caps.items():
        found[f"its {name} is over the cap"] = getattr(week.dose, name)[rows, item] > cap
    for whole in reading.whole:
        found.setdefault("nothing is left of its positions, regions or kit", np.zeros(len(rows), bool))
        found["nothing is left of its positions, regions or kit"] |= (whole[item] > 0) & (bits & whole[item] == whole[item])
    found["its position is forbidden"] = (bits >> week.scope.position[rows, item]) & 1 > 0
    for says, wrong in found.items():
        if wrong.any():
            return _sentence(knowledge, week, acting, int(wrong.argmax()), rows, item, says)
    return ""


def _sentence(knowledge: Knowledge, week: Week, acting: Array, i: int, rows: Array, item: Array, says: str) -> str:
    key = tuple(layout_of(knowledge).items)[int(item[i])]
    cautions = [name for name, acts in zip(knowledge.cautions, acting[i], strict=True) if acts]
    return f"{key} is planned although {says}; acting cautions: {', '.join(cautions)}"
