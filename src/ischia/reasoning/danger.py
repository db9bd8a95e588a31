"""Danger: the class is the highest of all rules that surely hold; nothing lowers it (rulings 2 to 8)."""

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.rules import DangerRule
from ischia.knowledge.value import EFFECTS, URGENCIES, Urgency
from ischia.reasoning.layout import Bools, Floats, Ints, Layout, layout_of
from ischia.reasoning.truth import UNASKED, UNSURE, Answers, Evaluator

GO, GENTLE, STOP = range(3)


@dataclass(frozen=True, eq=False)
class Alarm:
    """What the danger screen found for each person, and why.

    `urgency` and `effect` index URGENCIES and EFFECTS; `fired` is n x rules, `doubted` n x columns (an unsure answer that speaks for
    itself), `several` n x not-sure groups, `missing` n x columns, `contradicted` n x contradictions.
    """

    urgency: Ints
    effect: Ints
    fired: Bools
    held_cleared: Bools
    doubted: Bools
    several: Bools
    missing: Bools
    contradicted: Bools

    @property
    def complete(self) -> Bools:
        """Whose full screen is answered."""
        return np.asarray(~self.missing.any(axis=1))

    @property
    def allowed(self) -> Bools:
        """Who may have any programme at all."""
        return self.complete & (self.effect < STOP) & ~self.contradicted.any(axis=1)

    def rows(self, which: slice) -> Self:
        """The alarms of some of the people."""
        return replace(self, **{field.name: getattr(self, field.name)[which] for field in fields(self)})


def judge(knowledge: Knowledge, answers: Answers, at: float, cleared: Floats | None = None) -> Alarm:
    """The alarm of a batch at one moment; `cleared` is when a clinician cleared each rule (n x rules)."""
    layout = layout_of(knowledge)
    evaluator = Evaluator(layout, answers, at)
    holding = rules_holding(evaluator, layout)
    excused = _excused(knowledge, layout, cleared, at) if cleared is not None else np.zeros_like(holding)
    fired, held_cleared = holding & ~excused, holding & excused
    doubted = (answers.state == UNSURE) & (if_unsure(layout) >= 0)
    several = _several(knowledge, layout, answers)
    return Alarm(
        urgency=_urgency(knowledge, layout, fired, doubted, several),
        effect=_effect(knowledge, layout, fired, held_cleared, doubted, several),
        fired=fired,
        held_cleared=held_cleared,
        doubted=doubted,
        several=several,
        missing=(answers.state == UNASKED) & required(layout),
        contradicted=_contradicted(knowledge, evaluator),
    )


def rules_holding(evaluator: Evaluator, layout: Layout) -> Bools:
    """Which rules surely hold for whom (n x rules)."""
    alarmed = evaluator.alarmed()
    return np.stack([alarmed.truth(rule.when).surely for rule in layout.rules.values()], axis=1)


def rule_urgency(rule: DangerRule) -> int:
    """A rule's class as its place in URGENCIES."""
    return URGENCIES.index(rule.urgency)


def effect_of(urgency: Urgency) -> int:
    """What a class does to the programme when no rule says it: same day and above stop, within days is gentle."""
    return int(np.clip(URGENCIES.index(urgency) - 1, GO, STOP))


def required(layout: Layout) -> Bools:
    """Which columns the full screen needs: every danger question, and those that refuse "not sure"."""
    return np.array([finding.part == "danger" or finding.unsure == "refused" for finding in layout.finding], dtype=bool)


def if_unsure(layout: Layout) -> Ints:
    """The class of an unsure answer for each column, -1 where it has none."""
    return np.array([URGENCIES.index(f.if_unsure) if f.if_unsure else -1 for f in layout.finding], dtype=np.int64)


def _excused(knowledge: Knowledge, layout: Layout, cleared: Floats, at: float) -> Bools:
    """Groups refused by name (under 18, pregnant...) that a clinician has cleared, for as long as that stands."""
    group = np.array([bool(rule.refusal) for rule in layout.rules.values()], dtype=bool)
    return group & (at - cleared <= knowledge.limit("screen.clearance_days"))


def _several(knowledge: Knowledge, layout: Layout, answers: Answers) -> Bools:
    groups = []
    for group in knowledge.not_sure.values():
        columns = [layout.column[question] for question in group.questions]
        groups.append((answers.state[:, columns] == UNSURE).sum(axis=1) >= group.several_count)
    return np.stack(groups, axis=1) if groups else np.zeros((len(answers), 0), dtype=bool)


def _urgency(knowledge: Knowledge, layout: Layout, fired: Bools, doubted: Bools, several: Bools) -> Ints:
    by_rule = _highest(fired, np.array([rule_urgency(rule) for rule in layout.rules.values()], dtype=np.int64))
    by_doubt = _highest(doubted, if_unsure(layout))
    groups = np.array([URGENCIES.index(group.several) for group in knowledge.not_sure.values()], dtype=np.int64)
    return np.maximum(np.maximum(by_rule, by_doubt), _highest(several, groups))


def _effect(knowledge: Knowledge, layout: Layout, fired: Bools, held: Bools, doubted: Bools, several: Bools) -> Ints:
    rules = tuple(layout.rules.values())
    by_rule = _highest(fired, np.array([EFFECTS.index(rule.programme) for rule in rules], dtype=np.int64))
    by_held = _highest(held, np.array([EFFECTS.index(rule.after_clearance) for rule in rules], dtype=np.int64))
    unsure = np.array([effect_of(f.if_unsure) if f.if_unsure else GO for f in layout.finding], dtype=np.int64)
    groups = np.array([EFFECTS.index(group.programme) for group in knowledge.not_sure.values()], dtype=np.int64)
    parts = (by_rule, by_held, _highest(doubted, unsure), _highest(several, groups))
    return np.asarray(np.max(parts, axis=0))


def _highest(which: Bools, level: Ints) -> Ints:
    """The highest level among those that apply to each person; 0 when none does."""
    found: Ints = np.where(which, level.astype(np.int8), np.int8(0)).max(axis=1, initial=0).astype(np.int64)
    return found


def _contradicted(knowledge: Knowledge, evaluator: Evaluator) -> Bools:
    found = [evaluator.truth(contradiction.when).surely for contradiction in knowledge.contradictions.values()]
    return np.stack(found, axis=1) if found else np.zeros((len(evaluator.answers), 0), dtype=bool)
