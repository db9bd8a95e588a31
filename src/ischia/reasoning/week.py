"""Reading one person's week and doses out of the arrays, in words."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item
from ischia.knowledge.value import CAUSES, EFFECTS
from ischia.reasoning.causes import raised
from ischia.reasoning.cautions import takes_from
from ischia.reasoning.conclusions import (
    DoseConclusion,
    PlannedDay,
    PlannedItem,
    ProgrammeConclusion,
    Reason,
    Refusal,
)
from ischia.reasoning.danger import GENTLE, STOP, Alarm
from ischia.reasoning.dose import HOLDS
from ischia.reasoning.fold import EPOCH
from ischia.reasoning.layout import Floats, Layout, layout_of
from ischia.reasoning.programme import ORIGINS, SLOTS, catalogue_of, harmed
from ischia.reasoning.reason import Conclusions
from ischia.reasoning.truth import ANSWERED


def read_programme(knowledge: Knowledge, concluded: Conclusions, low: Floats, high: Floats) -> ProgrammeConclusion:
    """The week of the batch's first person, or why there is none."""
    refusal = refuse(knowledge, concluded.alarm)
    effect = EFFECTS[int(concluded.alarm.effect[0])]
    if refusal is not None:
        return ProgrammeConclusion(refusal, effect, (), ())
    if not concluded.plan.days[0].any():
        return ProgrammeConclusion(Refusal("nothing_left", knowledge.word("programme.nothing_left")), effect, (), ())
    reader = _Week(knowledge, concluded, low, high)
    return ProgrammeConclusion(None, effect, tuple(reader.headlines()), tuple(reader.days()))


def refuse(knowledge: Knowledge, alarm: Alarm) -> Refusal | None:
    """The named reason for which the first person gets no programme, None when they may have one."""
    if alarm.allowed[0]:
        return None
    if alarm.effect[0] >= STOP:
        return _stopped(knowledge, alarm)
    if alarm.contradicted[0].any():
        return Refusal("contradiction", knowledge.word("danger.refusal.contradiction"))
    count = len({layout_of(knowledge).finding[column].id for column in np.flatnonzero(alarm.missing[0])})
    return Refusal("screen_incomplete", knowledge.word("danger.refusal.screen_incomplete", count=count))


def _stopped(knowledge: Knowledge, alarm: Alarm) -> Refusal:
    layout = layout_of(knowledge)
    rules = [rule for rule, fired in zip(layout.rules.values(), alarm.fired[0], strict=True) if fired and rule.programme == "stop"]
    urgency = ("self_care", "routine", "within_days", "same_day", "emergency_now")[int(alarm.urgency[0])]
    named = [rule for rule in rules if rule.refusal]
    if named and urgency not in ("same_day", "emergency_now"):
        return Refusal(named[0].refusal, f"{named[0].says} {named[0].do}".strip())
    key = f"danger.refusal.{urgency}"
    return Refusal(urgency, knowledge.word(key) if key in knowledge.words else " ".join(rule.says for rule in rules))


class _Week:
    """Reads the plan of one person."""

    def __init__(self, knowledge: Knowledge, concluded: Conclusions, low: Floats, high: Floats) -> None:
        self.knowledge, self.concluded, self.low, self.high = knowledge, concluded, low, high
        self.layout = layout_of(knowledge)
        self.keys = tuple(self.layout.items)
        self.plan = concluded.plan

    def headlines(self) -> Iterator[str]:
        if self.concluded.alarm.effect[0] == GENTLE:
            yield self.knowledge.word("programme.gentle_week")
        if not np.isfinite(self.concluded.people.first_done[0]).any():
            yield self.knowledge.word("programme.first_day")
        count = int((self.plan.item[0] >= 0).sum())
        if count < self.knowledge.limit("programme.items_a_day_least"):
            yield self.knowledge.word("programme.too_few", count=count)

    def days(self) -> Iterator[PlannedDay]:
        today = EPOCH + timedelta(days=int(np.floor(self.concluded.at)))
        planned = [self._item(slot) if self.plan.item[0, slot] >= 0 else None for slot in range(len(SLOTS))]
        for offset in range(self.plan.days.shape[2]):
            on = self.plan.days[0, :, offset]
            items = tuple(item for item, due in zip(planned, on, strict=True) if item is not None and due)
            yield PlannedDay((today + timedelta(days=offset)).isoformat(), items)

    def _item(self, slot: int) -> PlannedItem:
        place = int(self.plan.item[0, slot])
        item, dose = self.layout.items[self.keys[place]], self.concluded.dose
        return PlannedItem(
            id=item.id,
            code=item.code,
            label=item.label,
            rung=int(dose.rung[0, place]),
            level=int(dose.level[0, place]),
            minutes=float(dose.minutes[0, place]),
            spots=int(dose.spots[0, place]),
            times=int(self.plan.doses[0, slot]),
            side=self.side(item),
            position=item.positions[int(self.concluded.scope.position[0, place])],
            why=tuple(self._why(slot, place, item)),
        )

    def side(self, item: Item) -> str:
        """Which side an item is for: both, none where its words name no side, else where it hurts."""
        if item.both_sides:
            return "both"
        if not any("{side}" in text.lower() for step in item.steps for text in (step.do, step.say)):
            return "none"
        return painful_side(self.layout, self.concluded)

    def _why(self, slot: int, place: int, item: Item) -> Iterator[Reason]:
        yield from self._why_slot(slot)
        yield self._why_cause(slot, place, item)
        yield from self._why_origin(slot, item)
        if item.alternate_days:
            yield self._said("why.alternate")
        if self.side(item) in ("left", "right"):
            yield self._said("why.side", side=self.side(item))

    def _why_slot(self, slot: int) -> Iterator[Reason]:
        if self.concluded.alarm.effect[0] == GENTLE:
            yield self._said("gentle_week")
        if SLOTS[slot] in ("walk", "calm"):
            yield self._said(f"why.{SLOTS[slot]}")

    def _why_cause(self, slot: int, place: int, item: Item) -> Reason:
        likelihood = self.concluded.likelihood
        mid, second = likelihood.mid[0], SLOTS[slot].startswith("second_")
        mixture = raised(self.knowledge, likelihood)[0] if second else mid
        cause = int((mixture * catalogue_of(self.knowledge).fit[place]).argmax())
        fit = item.fit[CAUSES[cause]]
        low, high = (self._percent(ends[0, cause]) for ends in (self.low, self.high))
        slots = {"cause": self._cause(cause), "low": low, "high": high, "mechanism": fit.mechanism, "item": item.label}
        says = self._word(self._why_key(cause, bool(mixture[cause] > mid[cause])), **slots)
        return Reason(f"{item.id}.fit.{CAUSES[cause]}", says, fit.grade, fit.because)

    def _why_key(self, cause: int, is_raised: bool) -> str:
        if self.concluded.likelihood.confirmed[0] == cause:
            return "why.confirmed"
        if self.concluded.likelihood.mid[0, cause] >= self.knowledge.limit("causes.cannot_tell_mid"):
            return "why.cause"
        return "why.raised" if is_raised else "why.cause_open"

    def _why_origin(self, slot: int, item: Item) -> Iterator[Reason]:
        origin, wished = ORIGINS[int(self.plan.origin[0, slot])], int(self.plan.wished[0, slot])
        if origin == "kept":
            yield self._said("why.kept", item=item.label)
        elif origin in ("instead", "next_best") and self.keys[wished] != item.id:
            yield self._struck(wished)
            yield self._said("dropped", item=self.layout.items[self.keys[wished]].label, next=item.label)

    def _struck(self, place: int) -> Reason:
        """Why an item that would have come first is not in the week."""
        item, people, scope = self.layout.items[self.keys[place]], self.concluded.people, self.concluded.scope
        if people.dropped_until[0, place] > self.concluded.at:
            return self._said("struck.disliked", item=item.label)
        if scope.blocked[0, place] or self.concluded.dose.rung[0, place] < 0:
            return self._said("struck.caution", item=item.label, caution=self._caution(place))
        if harmed(self.knowledge, self.concluded.likelihood.mid)[0, place]:
            return self._harmful(place, item)
        if people.paused_until[0, place] > self.concluded.at:
            return Reason("limits.holds.paused", self._hold_word("paused", place))
        if scope.position[0, place] < 0:
            positions = " / ".join(self.knowledge.positions[position].says for position in item.positions)
            return self._said("struck.position", item=item.label, position=positions)
        if not scope.fitting[0, place]:
            kit = ", ".join(" / ".join(self.knowledge.kit[thing].says for thing in need) for need in item.kit)
            return self._said("struck.kit", item=item.label, kit=kit)
        return self._said("why.liked")

    def _harmful(self, place: int, item: Item) -> Reason:
        harmful = catalogue_of(self.knowledge).harmful[place] * self.concluded.likelihood.mid[0]
        cause = int(harmful.argmax())
        share = self._percent(harmful[cause])
        return self._said("struck.harmful", item=item.label, cause=self._cause(cause), share=share)

    def _caution(self, place: int) -> str:
        """What the first acting caution says that takes something from the item."""
        acting, item = self.concluded.scope.cautions[0], self.layout.items[self.keys[place]]
        for caution, acts in zip(self.knowledge.cautions.values(), acting, strict=True):
            if acts and any(takes_from(change, item) for change in caution.changes):
                return caution.says
        return ""

    def dose(self) -> Iterator[tuple[str, DoseConclusion]]:
        """Where the person stands on the ladder of every item that is open to them."""
        dose, scope = self.concluded.dose, self.concluded.scope
        for place, key in enumerate(self.keys):
            if scope.open[0, place] and dose.rung[0, place] >= 0:
                holds = HOLDS[int(self.concluded.holds[0, place])]
                yield (
                    key,
                    DoseConclusion(
                        rung=int(dose.rung[0, place]),
                        level=int(dose.level[0, place]),
                        minutes=float(dose.minutes[0, place]),
                        spots=int(dose.spots[0, place]),
                        times_a_week=int(dose.times[0, place]),
                        holds=holds,
                        says=self._hold_word(holds, place),
                    ),
                )

    def _hold_word(self, holds: str, place: int) -> str:
        people = self.concluded.people
        item = self.layout.items[self.keys[place]]
        needed = int(self.knowledge.limit("reaction.greens_to_rise"))
        until = max(people.paused_until[0, place], people.hold_until[0], self.concluded.at)
        return self.knowledge.word(
            f"limits.holds.{holds}",
            item=item.label,
            level=int(self.concluded.dose.level[0, place]),
            greens=int(people.greens[0, place]),
            needed=needed,
            left=max(needed - int(people.greens[0, place]), 0),
            caution=self._caution(place),
            until=(EPOCH + timedelta(days=int(until))).isoformat(),
            **self._limit_slots,
        )

    @cached_property
    def _limit_slots(self) -> dict[str, str]:
        """Every limit by the last part of its key, for the sentences that name one."""
        return {key.partition(".")[2]: f"{limit.value:g}" for key, limit in self.knowledge.limits.items()}

    def _cause(self, cause: int) -> str:
        label = self.knowledge.causes[CAUSES[cause]].label
        return label[0].lower() + label[1:]

    def _percent(self, share: float) -> int:
        return round(float(share) * self.knowledge.limit("programme.out_of"))

    def _word(self, key: str, **slots: object) -> str:
        return self.knowledge.word(f"programme.{key}", **slots)

    def _said(self, key: str, **slots: object) -> Reason:
        return Reason(f"programme.{key}", self._word(key, **slots))


def read_doses(knowledge: Knowledge, concluded: Conclusions, low: Floats, high: Floats) -> dict[str, DoseConclusion]:
    """The dose of every open item of the batch's first person."""
    return dict(_Week(knowledge, concluded, low, high).dose())


def painful_side(layout: Layout, concluded: Conclusions) -> str:
    """Where it hurts: what the person said, else the body map, else "painful"."""
    column = layout.column["which_side"]
    if concluded.answers.state[0, column] == ANSWERED:
        choices = tuple(layout.finding[column].choices or ())
        return str(choices[int(concluded.answers.value[0, column])])
    marked = [name for name, i in layout.column.items() if name.startswith("pain/") and concluded.answers.value[0, i] == 1]
    sides = {name.partition("/")[2].partition("_")[0] for name in marked}
    return "both" if len(sides) == 2 else sides.pop() if sides else "painful"
