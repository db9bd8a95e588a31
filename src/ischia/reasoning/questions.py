"""Questions: what to ask next, and when to stop (rulings 15 and 16).

Danger first; then cautions that touch what the plan would hold; then the question that is expected to move most of the week's
minutes for its cost. That value is one `reason` call on a batch of the person's possible next answers.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ischia.knowledge.bundle import Knowledge, question_of
from ischia.knowledge.conditions import atoms
from ischia.knowledge.findings import Finding
from ischia.knowledge.value import CAUSES, URGENCIES
from ischia.reasoning.causes import weights_of
from ischia.reasoning.danger import STOP
from ischia.reasoning.information import expected_information
from ischia.reasoning.layout import Bools, Floats, Layout, item_mask, layout_of
from ischia.reasoning.people import People
from ischia.reasoning.reason import Conclusions, reason
from ischia.reasoning.truth import ANSWERED, UNASKED, Evaluator

ASKABLE = ("cause", "self_test")
MUST = 1.0
# Kinds of questions that have a harmless answer: no, or nothing marked.
TOLD_HARMLESS = ("yes_no", "places")


@dataclass(frozen=True)
class Candidate:
    """A question that may be asked; `value` is the expected share of the week's minutes that its answer moves, for its cost."""

    id: str
    part: str
    value: float
    information: float


def candidates(knowledge: Knowledge, concluded: Conclusions) -> tuple[Candidate, ...]:
    """Everything worth asking one person (the batch's only row), most useful first; empty when stopped by danger."""
    layout = layout_of(knowledge)
    if concluded.alarm.effect[0] == STOP:
        return ()
    missing = {layout.finding[column].id for column in np.flatnonzero(concluded.alarm.missing[0])}
    if missing:
        return tuple(_must(knowledge, missing))
    touching = _touching_cautions(knowledge, concluded)
    valued = _valued(knowledge, concluded)
    return (*_must(knowledge, touching), *valued)


def _must(knowledge: Knowledge, ids: set[str]) -> list[Candidate]:
    findings = sorted((knowledge.findings[key] for key in ids), key=lambda finding: (finding.order, finding.id))
    return [Candidate(finding.id, finding.part, MUST, MUST) for finding in findings]


def _unasked(layout: Layout, concluded: Conclusions, part: str) -> list[int]:
    return [int(column) for column in layout.where(part) if concluded.answers.state[0, column] == UNASKED]


def _touching_cautions(knowledge: Knowledge, concluded: Conclusions) -> set[str]:
    """Unasked caution questions whose cautions touch something that the plan would hold if all of them were harmless."""
    layout = layout_of(knowledge)
    unasked = [c for part in ("caution", "about_me") for c in _unasked(layout, concluded, part) if layout.finding[c].kind in TOLD_HARMLESS]
    if not unasked:
        return set()
    harmless = _with_answers(concluded.people, unasked, [_harmless(layout.finding[column]) for column in unasked], concluded.at)
    planned = set(reason(knowledge, harmless, concluded.at).plan.item[0].tolist()) | set(concluded.plan.item[0].tolist())
    held = sorted(item for item in planned if item >= 0)
    touched = {question for changed, asked in _cautions_of(knowledge) if changed[held].any() for question in asked}
    return touched & {layout.finding[column].id for column in unasked}


@lru_cache(maxsize=16)
def _cautions_of(knowledge: Knowledge) -> tuple[tuple[Bools, frozenset[str]], ...]:
    """Of each caution: the items that it changes (a change that names none changes all), and the questions that it reads."""
    items = layout_of(knowledge).items
    found = []
    for caution in knowledge.cautions.values():
        masks = [item_mask(items, change.items, change.families) | (not (change.items or change.families)) for change in caution.changes]
        asked = frozenset(question_of(atom) for atom in atoms(caution.when))
        found.append((np.any([np.zeros(len(items), dtype=bool), *masks], axis=0), asked))
    return tuple(found)


def _harmless(finding: Finding) -> float:
    """The answer that raises nothing."""
    return 1.0 if finding.alarming == "no" else 0.0


def _with_answers(people: People, columns: list[int], values: list[float], at: float) -> People:
    state, value, asked = people.state.copy(), people.value.copy(), people.asked.copy()
    state[:, columns], value[:, columns], asked[:, columns] = ANSWERED, values, at
    return replace(people, state=state, value=value, asked=asked)


def _valued(knowledge: Knowledge, concluded: Conclusions) -> list[Candidate]:
    """Cause questions and home tests above the stopping value, best first; ties by information, then id."""
    layout = layout_of(knowledge)
    evaluator = Evaluator(layout, concluded.answers, concluded.at)
    columns = [c for part in ASKABLE for c in _unasked(layout, concluded, part) if _offered(layout, concluded, c, evaluator)]
    rows = [(column, code) for column in columns for code in _codes(layout.finding[column])]
    if not rows:
        return []
    likely = _chances(knowledge, concluded, rows)
    moved = _moved(knowledge, concluded, rows)
    told = dict(zip(weights_of(knowledge).column.tolist(), expected_information(knowledge, concluded.answers)[0].tolist(), strict=True))
    found = []
    for column in columns:
        own = [i for i, (of, _) in enumerate(rows) if of == column]
        finding = layout.finding[column]
        value = float(np.dot(likely[own], moved[own])) / finding.cost
        found.append(Candidate(finding.id, finding.part, value, told.get(column, 0.0)))
    worth = [one for one in found if one.value >= knowledge.limit("questions.stop_below")]
    return sorted(worth, key=lambda one: (-one.value, -one.information, one.id))


def _offered(layout: Layout, concluded: Conclusions, column: int, evaluator: Evaluator) -> bool:
    """Whether a question can be valued; a home test also needs a clear screen."""
    finding = layout.finding[column]
    if finding.part == "self_test" and concluded.alarm.urgency[0] >= URGENCIES.index("within_days"):
        return False
    if finding.kind not in ("yes_no", "choice") or finding.id == "confirmed_cause":
        return False
    return finding.only_if is None or bool(evaluator.truth(finding.only_if).surely[0])


def _codes(finding: Finding) -> list[float]:
    return [float(i) for i in range(len(finding.choices or ("no", "yes")))]


def _chances(knowledge: Knowledge, concluded: Conclusions, rows: list[tuple[int, float]]) -> Floats:
    """How likely each answer is, given what is known: the counted answer by the mixture of causes, the rest evenly."""
    weights, layout = weights_of(knowledge), layout_of(knowledge)
    mid = concluded.likelihood.mid[0]
    chances = []
    for column, code in rows:
        finding = layout.finding[column]
        others = len(_codes(finding)) - 1
        if finding.weighs is None:
            chances.append(1 / (others + 1))
            continue
        share = mid[CAUSES.index(finding.weighs.target)]
        yes = share * finding.weighs.sensitivity + (1 - share) * (1 - finding.weighs.specificity)
        counted = weights.counted[np.flatnonzero(weights.column == column)[0]] == code
        chances.append(yes if counted else (1 - yes) / others)
    return np.array(chances)


def _moved(knowledge: Knowledge, concluded: Conclusions, rows: list[tuple[int, float]]) -> Floats:
    """Share of the week's minutes that each answer would move."""
    layout = layout_of(knowledge)
    batch = concluded.people.take(np.zeros(len(rows), dtype=np.int64))
    state, value, asked = batch.state.copy(), batch.value.copy(), batch.asked.copy()
    for i, (column, code) in enumerate(rows):
        state[i, column], value[i, column], asked[i, column] = ANSWERED, code, concluded.at
    after = reason(knowledge, replace(batch, state=state, value=value, asked=asked), concluded.at)
    now, then = concluded.plan.weekly_minutes(len(layout.items)), after.plan.weekly_minutes(len(layout.items))
    total = np.maximum(np.maximum(now.sum(axis=1), then.sum(axis=1)), 1)
    return np.asarray(np.abs(then - now).sum(axis=1) / 2 / total)


def asked_count(knowledge: Knowledge, people: People) -> int:
    """How many questions the person has answered; a body map is one."""
    layout = layout_of(knowledge)
    answered = np.flatnonzero(people.state[0] != UNASKED)
    return len({layout.finding[column].id for column in answered})


def unanswered(mask: Bools, layout: Layout) -> tuple[str, ...]:
    """The ids of the questions in a row of columns, in the order in which they are asked."""
    found = {layout.finding[column].id: layout.finding[column] for column in np.flatnonzero(mask)}
    return tuple(sorted(found, key=lambda key: (found[key].order, key)))
