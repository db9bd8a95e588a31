"""The danger screen over time: what answers stand, what they expire to, gates, clearances and answers taken back."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.conditions import days
from ischia.knowledge.value import URGENCIES
from ischia.reasoning.danger import if_unsure, rule_urgency, rules_holding
from ischia.reasoning.days import Sitting
from ischia.reasoning.layout import Bools, Floats, Layout, layout_of
from ischia.reasoning.people import NEVER, People
from ischia.reasoning.truth import ANSWERED, UNASKED, UNSURE, Answers, Evaluator, settle

NO, YES, UNCHANGED = range(3)


@lru_cache(maxsize=16)
def validity(knowledge: Knowledge) -> Floats:
    """For how many days the answer of each column stands."""
    hours = knowledge.limit("screen.session_hours") / knowledge.limit("programme.hours_a_day")
    known = {"session": hours, "ever": np.inf}
    return np.array([known[f.valid_for] if f.valid_for in known else days(f.valid_for) for f in layout_of(knowledge).finding])


def standing(knowledge: Knowledge, people: People, at: float) -> Answers:
    """The answers that still stand, with what they settle; an expired answer is unasked."""
    expired = at - people.asked > validity(knowledge)
    state = np.where(expired, UNASKED, people.state).astype(np.int8)
    return settle(layout_of(knowledge), Answers(state, people.value), at)


def take_answers(knowledge: Knowledge, people: People, sitting: Sitting) -> People:
    """Enter the answers of one sitting, then what its clearances open again."""
    people = _taken_back(knowledge, people, sitting)
    said = sitting.state != UNASKED
    people = replace(
        people,
        state=np.where(said, sitting.state, people.state).astype(np.int8),
        value=np.where(said, _believed(knowledge, people, sitting), people.value),
        asked=np.where(said, sitting.at[:, None], people.asked),
    )
    return _clear(knowledge, _open_gates(knowledge, people, sitting), sitting)


def _believed(knowledge: Knowledge, people: People, sitting: Sitting) -> Floats:
    """ "Unchanged" is believed only of a sign that a clinician has seen and that was not answered otherwise since: else it is a yes."""
    yes_no = np.array([finding.kind == "yes_no" for finding in layout_of(knowledge).finding])
    claimed = yes_no & (sitting.value == UNCHANGED) & (sitting.state == ANSWERED)
    return np.where(claimed & (people.value != UNCHANGED), YES, sitting.value)


def _taken_back(knowledge: Knowledge, people: People, sitting: Sitting) -> People:
    """A danger answer that turns from yes to no or not sure within a day keeps its alarm until a gate sitting of a later day."""
    hours = knowledge.limit("screen.taken_back_hours") / knowledge.limit("programme.hours_a_day")
    recent = sitting.at[:, None] - people.asked <= hours
    alarming = np.array([f.part == "danger" and f.alarming == "yes" and f.kind == "yes_no" for f in layout_of(knowledge).finding])
    # A question that a gate or the diary opened again still remembers its yes.
    was = alarming & (people.value == YES) & recent
    other = (sitting.state == UNSURE) | ((sitting.state == ANSWERED) & (sitting.value == NO))
    back = (was & other).any(axis=1)
    later = sitting.gate & (np.floor(sitting.at) > np.floor(people.taken_back))
    return replace(people, taken_back=np.where(back, sitting.at, np.where(later, NEVER, people.taken_back)))


def _open_gates(knowledge: Knowledge, people: People, sitting: Sitting) -> People:
    """A yes or not sure at a gate makes its full questions unasked again, but takes no alarm away."""
    layout = layout_of(knowledge)
    opened = np.zeros(people.state.shape, dtype=bool)
    for column in layout.where("gate"):
        worried = (sitting.state[:, column] == UNSURE) | ((sitting.state[:, column] == ANSWERED) & (sitting.value[:, column] == YES))
        for question in layout.finding[column].opens:
            full = layout.column[question]
            opened[:, full] |= worried & (sitting.state[:, full] == UNASKED)
    return ask_again(knowledge, people, opened, sitting.at)


def ask_again(knowledge: Knowledge, people: People, columns: Bools, at: Floats) -> People:
    """Make questions unasked (n x columns), except those whose answers hold up an alarm of today: asking never lowers a class."""
    if not columns.any():
        return people
    nobody = np.zeros(people.cleared.shape, dtype=bool)
    state = np.where(columns & ~_holding_up(knowledge, people, at, nobody), UNASKED, people.state).astype(np.int8)
    return replace(people, state=state)


def _holding_up(knowledge: Knowledge, people: People, at: Floats, answered: Bools) -> Bools:
    """Columns that same-day and emergency alarms rest on; not those of rules that a clinician has answered (n x rules)."""
    layout, moment = layout_of(knowledge), float(at.max())
    answers, urgent = standing(knowledge, people, moment), URGENCIES.index("same_day")
    holding: Bools = rules_holding(Evaluator(layout, answers, moment), layout) & ~answered
    kept: Bools = np.asarray((answers.state == UNSURE) & (if_unsure(layout) >= urgent))
    for i, key in enumerate(layout.rules):
        kept[:, layout.reads[key]] &= ~answered[:, [i]]
    for i, (key, rule) in enumerate(layout.rules.items()):
        if rule_urgency(rule) >= urgent:
            kept[:, layout.reads[key]] |= holding[:, [i]]
    return np.asarray(kept)


def _clear(knowledge: Knowledge, people: People, sitting: Sitting) -> People:
    """A clearance stands for the rules it names, if the person was seen after the alarm; the full screen is asked again.

    Other alarms stay. A sign that was there is marked as seen: "unchanged" under a question that waits for its answer.
    """
    counts = np.asarray(sitting.cleared & (sitting.seen[:, None] >= np.floor(_alarms(knowledge, people))))
    if not counts.any():
        return people
    layout, anyone = layout_of(knowledge), np.asarray(counts.any(axis=1))
    before = np.isfinite(people.cleared) & (people.cleared >= _alarms(knowledge, people))
    named = np.asarray(counts | before)
    answered = np.asarray(named | _as_grave(layout, counts))
    danger = np.array([finding.part == "danger" for finding in layout.finding])
    wiped = anyone[:, None] & danger & ~_holding_up(knowledge, people, sitting.at, answered)
    seen = np.zeros(people.state.shape, dtype=bool)
    for i, key in enumerate(layout.rules):
        seen[:, layout.reads[key]] |= named[:, [i]]
    back = [layout.column["danger_answer_taken_back"] in layout.reads[key] for key in layout.rules]
    return replace(
        people,
        state=np.where(wiped, UNASKED, people.state).astype(np.int8),
        value=np.where(wiped & seen & _worrying(layout, people), UNCHANGED, people.value),
        cleared=np.where(counts, sitting.at[:, None], people.cleared),
        taken_back=np.where((counts & np.array(back)).any(axis=1), NEVER, people.taken_back),
    )


def _as_grave(layout: Layout, counts: Bools) -> Bools:
    """Rules of the same condition that are no graver than one that was cleared: they speak of the same signs."""
    rules = [(key.partition(".")[0], rule_urgency(rule)) for key, rule in layout.rules.items()]
    same = np.array([[of == other and grave <= most for of, grave in rules] for other, most in rules])
    return np.asarray(counts.astype(np.int64) @ same.astype(np.int64) > 0)


def _worrying(layout: Layout, people: People) -> Bools:
    """Yes or not sure."""
    yes_no = np.array([finding.kind == "yes_no" for finding in layout.finding])
    return np.asarray((people.state == UNSURE) | ((people.state == ANSWERED) & (people.value == YES) & yes_no))


def _alarms(knowledge: Knowledge, people: People) -> Floats:
    """The moment of the newest worrying answer that each rule reads (n x rules), NEVER where there is none."""
    layout = layout_of(knowledge)
    asked = np.where(_worrying(layout, people), people.asked, NEVER)
    return np.stack([asked[:, columns].max(axis=1, initial=NEVER) for columns in layout.reads.values()], axis=1)


def gates(knowledge: Knowledge, people: People, answers: Answers, at: float) -> tuple[Bools, Bools]:
    """Whether each person's session may start now, and which gates are still to be answered (n x columns).

    A fresh full screen stands for the gates; a yes or not sure is settled by answering what it opened.
    """
    layout = layout_of(knowledge)
    hours = knowledge.limit("screen.session_hours") / knowledge.limit("programme.hours_a_day")
    danger = layout.where("danger")
    older = (people.state[:, danger] != UNASKED) & (at - people.asked[:, danger] > hours)
    fresh = ~older.any(axis=1) & (answers.state[:, danger] != UNASKED).all(axis=1)
    wanted = np.zeros(people.state.shape, dtype=bool)
    wanted[:, layout.where("gate")] = True
    missing = wanted & (answers.state == UNASKED) & ~fresh[:, None]
    return ~missing.any(axis=1), missing
