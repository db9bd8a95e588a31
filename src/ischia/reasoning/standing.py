"""Where one person stands: the conclusion, with the arrays that it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import numpy as np

from ischia.journal.journal import Journal
from ischia.knowledge.bundle import Knowledge, question_of
from ischia.knowledge.conditions import atoms
from ischia.knowledge.value import URGENCIES
from ischia.reasoning.causes import ranges
from ischia.reasoning.conclude import read
from ischia.reasoning.conclusions import URGENT, Conclusion, PlannedItem, ProgrammeConclusion
from ischia.reasoning.fold import Past, fold, moment_number
from ischia.reasoning.layout import CODES, layout_of
from ischia.reasoning.people import People
from ischia.reasoning.questions import unanswered
from ischia.reasoning.reason import Conclusions, reason
from ischia.reasoning.truth import ANSWERED, UNASKED
from ischia.reasoning.week import read_programme


@dataclass(frozen=True, eq=False)
class Standing:
    """One person at one moment."""

    knowledge: Knowledge
    people: People
    concluded: Conclusions
    at: datetime

    @cached_property
    def conclusion(self) -> Conclusion:
        """Everything that follows, in words."""
        return read(self.knowledge, self.people, self.concluded, self.at.isoformat())

    @cached_property
    def programme(self) -> ProgrammeConclusion:
        """The week alone, for whoever needs no more."""
        low, high = ranges(self.knowledge, self.concluded.answers, self.concluded.likelihood)
        return read_programme(self.knowledge, self.concluded, low, high)

    def unasked(self, part: str) -> tuple[str, ...]:
        """The questions of one part that no answer settles yet."""
        layout = layout_of(self.knowledge)
        mask = np.zeros(layout.width, dtype=bool)
        mask[layout.where(part)] = True
        return unanswered(mask & (self.concluded.answers.state[0] == UNASKED), layout)

    @property
    def columns(self) -> Mapping[str, int]:
        """The column of each answer."""
        return layout_of(self.knowledge).column

    def would_be_emergency(self, question: str) -> bool:
        """Whether a yes to one question, now, would be an emergency by itself."""
        column = self.columns[question]
        state, value, asked = (getattr(self.people, name).copy() for name in ("state", "value", "asked"))
        state[0, column], value[0, column], asked[0, column] = ANSWERED, 1, self.concluded.at
        after = reason(self.knowledge, replace(self.people, state=state, value=value, asked=asked), self.concluded.at)
        return bool(after.alarm.urgency[0] == URGENCIES.index(URGENT[0]))

    def would_take(self, item: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the candidates that would really be in the week if they were taken instead of an item."""
        if not candidates:
            return ()
        places, rows = layout_of(self.knowledge).item, np.arange(len(candidates))
        people = self.people.take(np.zeros(len(candidates), dtype=np.int64))
        dropped, wished = people.dropped_until.copy(), people.wished.copy()
        dropped[:, places[item]] = np.inf
        wished[rows, [places[key] for key in candidates]] = True
        people = replace(people, dropped_until=dropped, planned=people.planned | wished, wished=wished)
        plan = reason(self.knowledge, people, self.concluded.at).plan
        return tuple(key for row, key in enumerate(candidates) if places[key] in plan.item[row][plan.days[row].any(axis=-1)])

    def worrying(self, question: str) -> bool:
        """Whether the answer that stands speaks for danger: yes where yes alarms, no where no does, or not sure."""
        column, finding = self.columns.get(question), self.knowledge.findings[question]
        if column is None or self.concluded.answers.state[0, column] == UNASKED:
            return False
        if self.concluded.answers.state[0, column] != ANSWERED:
            return True
        if finding.kind != "yes_no" or finding.alarming == "neither":
            return finding.alarming != "neither"
        return bool(self.concluded.answers.value[0, column] == (1 if finding.alarming == "yes" else 0))

    def contradicting(self, contradiction: str) -> tuple[tuple[str, str, str], ...]:
        """The questions of a contradiction that were answered: id, question, answer in words."""
        asked = dict.fromkeys(question_of(atom) for atom in atoms(self.knowledge.contradictions[contradiction].when))
        findings = (self.knowledge.findings[key] for key in asked)
        return tuple((one.id, one.ask, self.said(one.id)) for one in findings if self.said(one.id))

    def said(self, question: str) -> str:
        """What stands as the answer to a question, told or settled by others, in words; empty where nothing does."""
        finding, column = self.knowledge.findings[question], self.columns.get(question)
        if column is None or self.concluded.answers.state[0, column] != ANSWERED:
            return ""
        value = float(self.concluded.answers.value[0, column])
        if finding.choices:
            return tuple(finding.choices.values())[int(value)]
        return CODES[int(value)].capitalize() if finding.kind == "yes_no" else f"{value:g}"

    def taken_back_before_today(self) -> bool:
        """Whether an alarm of an earlier day stands only because its answer was taken back: then the gates decide."""
        return bool(np.isfinite(self.people.taken_back[0]) and np.floor(self.concluded.at) > np.floor(self.people.taken_back[0]))


def stand(knowledge: Knowledge, journal: Journal, at: datetime, past: Past | None = None) -> Standing:
    """What follows from a journal at a moment, as arrays and in words; a known past spares the days that it holds."""
    people = fold(knowledge, journal, at, past)
    concluded = reason(knowledge, people, moment_number(at))
    return Standing(knowledge, people, concluded, at)


def planned_of(knowledge: Knowledge, concluded: Conclusions, row: int, place: int) -> PlannedItem:
    """An item at the dose and in the position that one person of a batch may have."""
    dose = concluded.dose
    item = tuple(layout_of(knowledge).items.values())[place]
    return PlannedItem(
        id=item.id,
        code=item.code,
        label=item.label,
        rung=int(dose.rung[row, place]),
        level=int(dose.level[row, place]),
        minutes=float(dose.minutes[row, place]),
        spots=int(dose.spots[row, place]),
        times=1,
        side="both" if item.both_sides else "painful",
        position=item.positions[max(int(concluded.scope.position[row, place]), 0)],
        why=(),
    )
