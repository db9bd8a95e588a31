"""Where one person stands: the conclusion, with the arrays that it was read from."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from ischia.journal.journal import Journal
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.conclude import read
from ischia.reasoning.conclusions import Conclusion, PlannedItem
from ischia.reasoning.fold import Past, fold, moment_number
from ischia.reasoning.layout import layout_of
from ischia.reasoning.people import People
from ischia.reasoning.questions import unanswered
from ischia.reasoning.reason import Conclusions, reason
from ischia.reasoning.truth import UNASKED


@dataclass(frozen=True, eq=False)
class Standing:
    """One person at one moment."""

    knowledge: Knowledge
    people: People
    concluded: Conclusions
    conclusion: Conclusion

    def unasked(self, part: str) -> tuple[str, ...]:
        """The questions of one part that no answer settles yet."""
        layout = layout_of(self.knowledge)
        mask = np.zeros(layout.width, dtype=bool)
        mask[layout.where(part)] = True
        return unanswered(mask & (self.concluded.answers.state[0] == UNASKED), layout)

    def taken_back_before_today(self) -> bool:
        """Whether an alarm of an earlier day stands only because its answer was taken back: then the gates decide."""
        return bool(np.isfinite(self.people.taken_back[0]) and np.floor(self.concluded.at) > np.floor(self.people.taken_back[0]))


def stand(knowledge: Knowledge, journal: Journal, at: datetime, past: Past | None = None) -> Standing:
    """What follows from a journal at a moment, as arrays and in words; a known past spares the days that it holds."""
    people = fold(knowledge, journal, at, past)
    concluded = reason(knowledge, people, moment_number(at))
    return Standing(knowledge, people, concluded, read(knowledge, people, concluded, at.isoformat()))


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
