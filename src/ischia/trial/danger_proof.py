"""Proof of the danger rules: over every combination of each rule, every pair of questions, and many random people."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.value import EFFECTS, URGENCIES
from ischia.reasoning.danger import STOP, Alarm, if_unsure, judge
from ischia.reasoning.layout import Bools, Ints, Layout, layout_of
from ischia.reasoning.truth import UNASKED, Answers, Evaluator, settle
from ischia.trial.contract import harmless
from ischia.trial.grids import Axis, all_axes, answers_at, combinations, described, only, pairs, random_codes, rule_axes

CHUNK = 4_000
# So many random people are also judged one rule after the other.
CHECKED = 100_000
SAME_DAY = URGENCIES.index("same_day")


@dataclass(frozen=True)
class Proven:
    """How much was checked, and the first counterexample ("" when there is none)."""

    combinations: int = 0
    counterexample: str = ""

    def __add__(self, other: "Proven") -> "Proven":
        return Proven(self.combinations + other.combinations, self.counterexample or other.counterexample)


def prove_rules(knowledge: Knowledge) -> Iterator[Proven]:
    """Each rule alone, over every combination of its own questions."""
    layout = layout_of(knowledge)
    for danger in knowledge.danger.values():
        for key, rule in danger.rules.items():
            alone = only(knowledge, danger.id, key, rule)
            axes = rule_axes(layout, rule)
            found = combinations(layout_of(alone), axes)
            yield Proven(len(found), _prove_rule(alone, f"{danger.id}.{key}", axes, found))


def _prove_rule(alone: Knowledge, name: str, axes: tuple[Axis, ...], answers: Answers) -> str:
    """The first thing wrong with one rule over its whole grid."""
    layout, alarm = layout_of(alone), judge(alone, answers, 0.0)
    rule = layout.rules[name]
    if not alarm.fired.any():
        return f"rule {name} never fires, whatever is answered"
    weaker = alarm.fired[:, 0] & (alarm.urgency < URGENCIES.index(rule.urgency))
    looser = alarm.fired[:, 0] & (alarm.effect < EFFECTS.index(rule.programme))
    for wrong, what in ((weaker, "yields less than its class"), (looser, "allows more than it says"), (_unstopped(alarm), "does not stop")):
        if wrong.any():
            return f"rule {name} {what} at {described(layout, answers, int(wrong.argmax()))}"
    return _monotone(layout, f"rule {name}", axes, answers, alarm)


def _unstopped(alarm: Alarm) -> Bools:
    """Same day and emergency always stop the programme (ruling 5)."""
    return np.asarray((alarm.urgency >= SAME_DAY) & (alarm.effect < STOP))


def _monotone(layout: Layout, name: str, axes: tuple[Axis, ...], answers: Answers, alarm: Alarm) -> str:
    """Along each axis: the alarming answer, unsure and unasked are never below the safe answer."""
    shape = tuple(len(one) for one in axes)
    row = np.arange(len(answers)).reshape(shape)
    for i, one in enumerate(axes):
        if one.safe < 0:
            continue
        safe = np.take(row, one.safe, axis=i).ravel()
        for place in range(len(one)):
            other = np.take(row, place, axis=i).ravel()
            lower = (alarm.urgency[other] < alarm.urgency[safe]) | (alarm.effect[other] < alarm.effect[safe])
            if lower.any():
                return f"{name}: {one.name} lowers the alarm at {described(layout, answers, int(other[lower.argmax()]))}"
    return ""


def calm_person(knowledge: Knowledge) -> Answers:
    """One row: every answer harmless, and what that settles."""
    return settle(layout_of(knowledge), harmless(knowledge), 0.0)


def prove_pairs(knowledge: Knowledge) -> Iterator[Proven]:
    """Every pair of danger questions over all their values, everything else harmless."""
    layout, base = layout_of(knowledge), calm_person(knowledge)
    axes = all_axes(knowledge, layout)
    waiting: list[tuple[Axis, Axis]] = []
    for i, j in pairs(axes):
        waiting.append((axes[i], axes[j]))
        if sum(len(a) * len(b) for a, b in waiting) >= CHUNK:
            yield _prove_pairs(knowledge, layout, base, waiting)
            waiting = []
    yield _prove_pairs(knowledge, layout, base, waiting)


def _prove_pairs(knowledge: Knowledge, layout: Layout, base: Answers, waiting: list[tuple[Axis, Axis]]) -> Proven:
    if not waiting:
        return Proven()
    grids = [_over(base, layout, pair) for pair in waiting]
    answers = Answers(np.concatenate([g.state for g in grids]), np.concatenate([g.value for g in grids]))
    alarm = judge(knowledge, answers, 0.0)
    start = 0
    for pair, grid in zip(waiting, grids, strict=True):
        rows = slice(start, start + len(grid))
        wrong = _monotone(layout, f"{pair[0].name} with {pair[1].name}", pair, grid, alarm.rows(rows))
        if wrong or _unstopped(alarm)[rows].any():
            return Proven(len(answers), wrong or f"{pair[0].name} with {pair[1].name} does not stop")
        start += len(grid)
    return Proven(len(answers))


def _over(base: Answers, layout: Layout, pair: tuple[Axis, Axis]) -> Answers:
    """A pair's grid with everything else from the base row."""
    shape = (len(pair[0]), len(pair[1]))
    places = np.indices(shape).reshape(2, -1).T
    return answers_at(layout, pair, places, base)


def prove_random(knowledge: Knowledge, count: int, rng: np.random.Generator) -> Iterator[Proven]:
    """Random people: the class is the highest of all rules, and one alarming step never lowers it nor allows more."""
    layout, base = layout_of(knowledge), calm_person(knowledge)
    axes = all_axes(knowledge, layout)
    stepping = np.array([i for i, one in enumerate(axes) if one.safe >= 0])
    done = 0
    while done < count:
        rows = min(CHUNK, count - done)
        places = random_codes(rng, axes, rows, 1.0)
        which = stepping[rng.integers(len(stepping), size=rows)]
        calm, stepped = places.copy(), places.copy()
        calm[np.arange(rows), which] = [axes[i].safe for i in which]
        stepped[np.arange(rows), which] = _step(rng, axes, which)
        yield Proven(
            2 * rows, _prove_steps(knowledge, layout, answers_at(layout, axes, calm, base), answers_at(layout, axes, stepped, base))
        )
        done += 2 * rows


def _step(rng: np.random.Generator, axes: tuple[Axis, ...], which: Ints) -> Ints:
    """The alarming answer, or unsure or unasked, instead of the safe one."""
    alarming = np.array([axes[i].alarming for i in which])
    return np.where(rng.random(len(which)) < 1 / 2, alarming, rng.integers(2, size=len(which)))


def _prove_steps(knowledge: Knowledge, layout: Layout, calm: Answers, stepped: Answers) -> str:
    before, after = judge(knowledge, calm, 0.0), judge(knowledge, stepped, 0.0)
    lower = (after.urgency < before.urgency) | (after.effect < before.effect) | (after.allowed & ~before.allowed & _consistent(before))
    if lower.any():
        return f"a step lowers the alarm at {described(layout, stepped, int(lower.argmax()))}"
    wrong = _unstopped(after)
    return f"the programme is not stopped at {described(layout, stepped, int(wrong.argmax()))}" if wrong.any() else ""


def _prove_highest(knowledge: Knowledge, layout: Layout, answers: Answers) -> str:
    """The class is the maximum over the rules, asked one after the other, and over the doubts."""
    alarm = judge(knowledge, answers, 0.0)
    doubts = np.where(alarm.doubted, if_unsure(layout), 0).max(axis=1)
    groups = [URGENCIES.index(group.several) for group in knowledge.not_sure.values()]
    several = np.where(alarm.several, groups, 0).max(axis=1, initial=0)
    wrong = alarm.urgency != np.maximum(np.maximum(_highest_of_rules(layout, answers), doubts), several)
    return f"the class is not the highest of its rules at {described(layout, answers, int(wrong.argmax()))}" if wrong.any() else ""


def _consistent(alarm: Alarm) -> Bools:
    """Who did not contradict themselves: an alarming answer may end a contradiction, and so a refusal."""
    return np.asarray(~alarm.contradicted.any(axis=1))


def _highest_of_rules(layout: Layout, answers: Answers) -> Ints:
    """The class by asking one rule after the other."""
    evaluator = Evaluator(layout, answers, 0.0).alarmed()
    highest = np.zeros(len(answers), dtype=np.int64)
    for rule in layout.rules.values():
        highest = np.maximum(highest, np.where(evaluator.truth(rule.when).surely, URGENCIES.index(rule.urgency), 0))
    return highest


def prove_unknown(knowledge: Knowledge) -> Proven:
    """Nobody who has left one danger question open, or contradicts themselves, has a programme."""
    layout, base = layout_of(knowledge), calm_person(knowledge)
    asked = layout.where("danger")
    state = np.repeat(base.state[:1], len(asked), axis=0)
    state[np.arange(len(asked)), asked] = UNASKED
    answers = settle(layout, Answers(state, np.repeat(base.value[:1], len(asked), axis=0)), 0.0)
    open_still = answers.state[np.arange(len(asked)), asked] == UNASKED
    allowed = judge(knowledge, answers, 0.0).allowed & open_still
    if allowed.any():
        return Proven(len(asked), f"{layout.columns[asked[int(allowed.argmax())]]} is unasked and there is a programme")
    calm = judge(knowledge, base, 0.0)
    if not calm.allowed[0] or calm.urgency[0] > 0:
        return Proven(1, "a person with only harmless answers has no programme")
    return Proven(len(asked) + 1)
