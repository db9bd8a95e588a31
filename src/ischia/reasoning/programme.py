"""Programme: the week that fits this person's causes, cautions, body, kit and time (ruling 21)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.value import CAUSES
from ischia.reasoning.cautions import Scope
from ischia.reasoning.danger import GENTLE, Alarm
from ischia.reasoning.dose import Dose, days_since_start, ladders_of, minutes_cap
from ischia.reasoning.layout import Bools, Floats, Ints, layout_of
from ischia.reasoning.people import People
from ischia.reasoning.truth import Evaluator

PHASES = ("first", "middle", "later")
# In the order in which a day is filled. The second exercise has the days that the first leaves, calm those of the second massage.
SLOTS = ("walk", "massage", "exercise", "second_exercise", "second_massage", "calm")
INTRODUCED = ("massage", "exercise", "second_massage", "second_exercise", "calm")
ORIGINS = ("score", "kept", "instead", "next_best")
_NONE = -1


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Items as arrays: I items, 4 causes, 3 phases, T templates."""

    fit: Floats
    harmful: Bools
    gentle: Bools
    programmed: Bools
    new_counts: Bools
    alternate: Bools
    times_a_day: Floats
    slot: dict[str, Bools]
    instead: Ints
    template_cause: Ints
    on_template: Bools


@dataclass(frozen=True, eq=False)
class Shares:
    """What the week is made for: the shares of the causes, and the mixture that second choices serve (each n x causes)."""

    mid: Floats
    raised: Floats


@dataclass(frozen=True, eq=False)
class Plan:
    """The week: `item` n x slots (-1: empty), `days` n x slots x days, `doses` a day n x slots, how each was chosen, and its minutes."""

    item: Ints
    days: Bools
    doses: Ints
    origin: Ints
    wished: Ints
    minutes: Floats

    def weekly_minutes(self, items: int) -> Floats:
        """Minutes of each item in the week (n x items)."""
        total = np.zeros((len(self.item), items + 1))
        spent = self.days.sum(axis=2) * self.doses * self.minutes
        for slot in range(self.item.shape[1]):
            total[np.arange(len(total)), self.item[:, slot]] += spent[:, slot]
        return total[:, :items]


@lru_cache(maxsize=16)
def catalogue_of(knowledge: Knowledge) -> Catalogue:
    """The arrays of one knowledge, made once."""
    layout = layout_of(knowledge)
    items = tuple(layout.items.values())
    longest = max(len(item.instead) for item in items)
    instead = [[layout.item[key] for key in item.instead] + [_NONE] * (longest - len(item.instead)) for item in items]
    templates = tuple(knowledge.templates.values())
    listed = [[[key in getattr(t, phase) for key in layout.items] for phase in PHASES] for t in templates]
    slots = {name: np.array([item.slot == name for item in items]) for name in ("walk", "massage", "exercise", "calm")}
    return Catalogue(
        fit=np.array([[item.fit[cause].value for cause in CAUSES] for item in items]),
        harmful=np.array([[item.fit[cause].harmful for cause in CAUSES] for item in items]),
        gentle=np.array([item.gentle for item in items]),
        programmed=np.array([item.programmed for item in items]),
        new_counts=np.array([item.new_counts for item in items]),
        alternate=np.array([item.alternate_days for item in items]),
        times_a_day=np.array([float(item.times_a_day) for item in items]),
        slot=slots,
        instead=np.array(instead),
        template_cause=np.array([CAUSES.index(t.cause) for t in templates]),
        on_template=np.array(listed),
    )


def score(knowledge: Knowledge, mid: Floats, evaluator: Evaluator, days: Floats) -> Floats:
    """Sum over causes of share x fit x phase, for each person and item (n x items)."""
    catalogue = catalogue_of(knowledge)
    phase = phase_of(knowledge, days)
    factor = np.full((len(mid), len(CAUSES), len(catalogue.fit)), knowledge.limit("programme.off_template"))
    for t, holds in enumerate(_templates_holding(knowledge, evaluator)):
        listed = holds[:, None] & catalogue.on_template[t][phase]
        factor[:, catalogue.template_cause[t]][listed] = knowledge.limit("programme.on_template")
    return np.asarray(np.einsum("nc,ic,nci->ni", mid, catalogue.fit, factor))


def _templates_holding(knowledge: Knowledge, evaluator: Evaluator) -> list[Bools]:
    """For whom each template holds: one with a condition that surely holds stands in for the plain one of its cause."""
    templates = tuple(knowledge.templates.values())
    everyone = np.ones(len(evaluator.answers), dtype=bool)
    sure = [everyone if one.when is None else evaluator.truth(one.when).surely for one in templates]
    special: dict[str, Bools] = {}
    for one, holds in zip(templates, sure, strict=True):
        if one.when is not None:
            special[one.cause] = special.get(one.cause, ~everyone) | holds
    return [h if one.when is not None else h & ~special.get(one.cause, ~everyone) for one, h in zip(templates, sure, strict=True)]


def phase_of(knowledge: Knowledge, days: Floats) -> Ints:
    """The place in PHASES for so many days since the start."""
    week = knowledge.limit("programme.days")
    ends = [knowledge.limit("programme.weeks_first") * week, knowledge.limit("programme.weeks_middle") * week]
    return np.searchsorted(ends, days, side="right")


def harmed(knowledge: Knowledge, mid: Floats) -> Bools:
    """Items that would harm for a cause that is not unlikely (n x items)."""
    likely = mid >= knowledge.limit("programme.harmful_from_share")
    return np.asarray((likely[:, None, :] & catalogue_of(knowledge).harmful).any(axis=2))


def plan(knowledge: Knowledge, people: People, evaluator: Evaluator, alarm: Alarm, shares: Shares, scope: Scope, dose: Dose) -> Plan:
    """The week from today for everybody; empty where no programme is allowed."""
    catalogue = catalogue_of(knowledge)
    at = evaluator.at
    usable = catalogue.programmed & scope.fitting & (dose.rung >= 0) & ~harmed(knowledge, shares.mid)
    usable &= ~(people.dropped_until > at) & ~(people.paused_until > at) & alarm.allowed[:, None]
    usable &= catalogue.gentle | (alarm.effect < GENTLE)[:, None]
    days = days_since_start(people, at)
    points = tuple(score(knowledge, mixture, evaluator, days) for mixture in (shares.mid, shares.raised))
    stands = np.floor(at) - people.plan_day < knowledge.limit("programme.days")
    chosen = _choose_all(knowledge, people, usable, points, stands)
    filled = _with_dose(chosen, dose, catalogue)
    spread = _within_limits(knowledge, people, _spread(knowledge, people, filled, dose, at), at)
    introduced = _introduce(knowledge, people, spread, at)
    return _within_limits(knowledge, people, _calmed(knowledge, introduced), at)


def _choose_all(knowledge: Knowledge, people: People, usable: Bools, points: tuple[Floats, ...], stands: Bools) -> Plan:
    """Fill the slots in order: no item twice, no second ball; second choices serve the cause that the answers raised most."""
    catalogue, ball = catalogue_of(knowledge), ladders_of(knowledge).ball
    taken = np.zeros_like(usable)
    item: list[Ints] = []
    origin: list[Ints] = []
    wished: list[Ints] = []
    for slot in SLOTS:
        second_ball = (taken & ball).any(axis=1, keepdims=True) & ball
        second = slot.startswith("second_")
        of_slot = catalogue.slot[slot.removeprefix("second_")] & ~second_ball & ~(second & catalogue.gentle)
        # Where the second mixture leaves a tie, the first decides it.
        wanted = points[1] + points[0] * np.finfo(np.float32).eps if second else points[0]
        one = _choose(knowledge, people, usable & ~taken, np.where(taken, 0, wanted), of_slot, stands)
        for found, held in zip(one, (item, origin, wished), strict=True):
            held.append(found)
        rows = np.flatnonzero(one[0] >= 0)
        taken[rows, one[0][rows]] = True
    return _plan_of(knowledge, np.stack(item, axis=1), np.stack(origin, axis=1), np.stack(wished, axis=1))


def _plan_of(knowledge: Knowledge, item: Ints, origin: Ints, wished: Ints) -> Plan:
    days = np.ones((*item.shape, int(knowledge.limit("programme.days"))), dtype=bool)
    return Plan(item, days & (item >= 0)[:, :, None], np.ones_like(item), origin, wished, np.zeros(item.shape))


def _choose(knowledge: Knowledge, people: People, usable: Bools, points: Floats, of_slot: Bools, stands: Bools) -> tuple[Ints, Ints, Ints]:
    """One slot: what the person took, the standing plan, last week's item unless beaten, the best, the first of its `instead`, the next."""
    catalogue, rows = catalogue_of(knowledge), np.arange(len(usable))
    wanted = np.where(of_slot & catalogue.programmed, points, _NONE)
    best = wanted.argmax(axis=1)
    kept_points = np.where(of_slot & usable & people.planned, points + 2 * people.wished, _NONE)
    kept = kept_points.argmax(axis=1)
    margin = 1 + knowledge.limit("programme.keep_margin")
    stays = (kept_points[rows, kept] >= 0) & (stands | (points[rows, best] <= kept_points[rows, kept] * margin))
    swap = _first_usable(catalogue.instead[best], usable)
    left = np.where(of_slot & usable, points, _NONE)
    next_best = np.where(left.max(axis=1) > 0, left.argmax(axis=1), _NONE)
    fits = usable[rows, best] & (wanted[rows, best] > 0)
    origin = np.select(
        [stays, fits, swap >= 0], [ORIGINS.index("kept"), ORIGINS.index("score"), ORIGINS.index("instead")], ORIGINS.index("next_best")
    )
    return np.select([stays, fits, swap >= 0], [kept, best, swap], next_best), origin, best


def _first_usable(candidates: Ints, usable: Bools) -> Ints:
    """The first candidate (n x longest list) that is usable, -1 where none is."""
    rows = np.arange(len(usable))[:, None]
    good = (candidates >= 0) & usable[rows, candidates]
    return np.where(good.any(axis=1), candidates[rows[:, 0], good.argmax(axis=1)], _NONE)


def _with_dose(chosen: Plan, dose: Dose, catalogue: Catalogue) -> Plan:
    rows, filled = np.arange(len(chosen.item))[:, None], chosen.item >= 0
    minutes = np.where(filled, dose.minutes[rows, chosen.item], 0)
    doses = np.where(filled, catalogue.times_a_day[chosen.item], 0).astype(int)
    return replace(chosen, minutes=minutes, doses=doses)


def _introduce(knowledge: Knowledge, people: People, chosen: Plan, at: float) -> Plan:
    """One new thing at a time: on the very first day a massage and an exercise, later one in 48 hours, none while a reaction is open."""
    catalogue, today = catalogue_of(knowledge), np.floor(at)
    apart = np.ceil(knowledge.limit("programme.new_item_hours") / knowledge.limit("programme.hours_a_day"))
    started = np.where(catalogue.new_counts, people.first_done, -np.inf).max(axis=1)
    fresh = ~np.isfinite(started)
    open_until = np.ceil(people.paused_until.max(axis=1)) - today
    earliest = np.maximum(np.where(fresh, 0, np.floor(started) + apart - today), np.maximum(open_until, 0))
    days = chosen.days.copy()
    offset = np.arange(days.shape[2])
    for slot in (SLOTS.index(name) for name in INTRODUCED):
        item = chosen.item[:, slot]
        new = (item >= 0) & catalogue.new_counts[item] & ~np.isfinite(people.first_done[np.arange(len(item)), item])
        days[:, slot] &= ~new[:, None] | (offset >= earliest[:, None])
        starts = new & days[:, slot].any(axis=1) & ~(fresh & (SLOTS[slot] == "massage"))
        earliest = np.where(starts, days[:, slot].argmax(axis=1) + apart, earliest)
    days[:, SLOTS.index("second_massage"), 0] &= ~(fresh & days[:, SLOTS.index("massage"), 0])
    return replace(chosen, days=days)


def _spread(knowledge: Knowledge, people: People, chosen: Plan, dose: Dose, at: float) -> Plan:
    """Each item on so many days of the week, evenly, the second massage between the first; balls and level 3 never two days running."""
    catalogue, ladders = catalogue_of(knowledge), ladders_of(knowledge)
    week = int(knowledge.limit("programme.days"))
    rows, today = np.arange(len(chosen.item)), np.floor(at)
    begun = np.where(today - people.plan_day < week, people.plan_day, today)
    days = chosen.days.copy()
    for slot in range(len(SLOTS)):
        item = chosen.item[:, slot]
        rests = catalogue.alternate[item] | ladders.ball[item] | (dose.level[rows, item] >= knowledge.limit("pressure.highest_level"))
        times = np.minimum(dose.times[rows, item], np.where(rests, week // 2, week))
        shift = 2 if SLOTS[slot] == "second_massage" else 0
        offset = (today - begun - people.moved[rows, item] - shift)[:, None] + np.arange(week)
        due = (offset * times[:, None]) % week < times[:, None]
        last = np.where(ladders.ball[item], np.where(ladders.ball, people.last_done, -np.inf).max(axis=1), people.last_done[rows, item])
        rested = ~rests[:, None] | (today + np.arange(week) - np.floor(last)[:, None] >= 2)
        days[:, slot] &= due & rested
    second, first = SLOTS.index("second_exercise"), SLOTS.index("exercise")
    left = chosen.days[:, second] & ~days[:, first]
    days[:, second] = left & (left.cumsum(axis=1) <= dose.times[rows, chosen.item[:, second]][:, None])
    return replace(chosen, days=days)


def _calmed(knowledge: Knowledge, chosen: Plan) -> Plan:
    """Calm, and whatever never counts as new, also fill the days that would hold too little."""
    days, familiar = chosen.days.copy(), ~catalogue_of(knowledge).new_counts
    for name in ("calm", "second_massage", "second_exercise", "exercise", "massage"):
        item = chosen.item[:, SLOTS.index(name)]
        fills = (item >= 0) & familiar[item]
        thin = days.sum(axis=1) < knowledge.limit("programme.items_a_day_least")
        days[:, SLOTS.index(name)] |= thin & fills[:, None]
    return replace(chosen, days=days)


def _within_limits(knowledge: Knowledge, people: People, chosen: Plan, at: float) -> Plan:
    """Keep each day within the person's minutes, the massage minutes and the most things a day; the walk stays."""
    budget = np.where(np.isnan(people.minutes), knowledge.limit("programme.usual_minutes_a_day"), people.minutes)
    massage = ladders_of(knowledge).massage
    days = chosen.days.copy()
    used, rubbed = np.zeros((len(days), days.shape[2])), np.zeros((len(days), days.shape[2]))
    for slot, touch in _by_priority(chosen, massage):
        cost = chosen.minutes[:, [slot]]
        fits = (used + cost <= budget[:, None]) | (SLOTS[slot] == "walk")
        if SLOTS[slot] == "calm":
            fits &= ~days[:, slot - 1]
        fits &= ~touch[:, None] | (rubbed + cost <= minutes_cap(knowledge, people, at)[:, None])
        days[:, slot] &= fits & (chosen.item[:, slot] >= 0)[:, None]
        used += np.where(days[:, slot], cost, 0)
        rubbed += np.where(days[:, slot] & touch[:, None], cost, 0)
    return replace(chosen, days=days, doses=_repeated(chosen, days, budget[:, None] - used))


def _repeated(chosen: Plan, days: Bools, spare: Floats) -> Ints:
    """How often a day each item is done: once, and again as its file allows while every one of its days has minutes to spare."""
    doses = np.where(days.any(axis=2), 1, 0)
    for slot in range(len(SLOTS)):
        minutes = np.where(chosen.minutes[:, slot] > 0, chosen.minutes[:, slot], 1)
        least = np.where(days[:, slot], spare, np.inf).min(axis=1)
        more = np.clip(np.where(np.isfinite(least), least, 0) // minutes, 0, np.maximum(chosen.doses[:, slot] - 1, 0)).astype(int)
        doses[:, slot] += np.where(days[:, slot].any(axis=1), more, 0)
        spare = spare - np.where(days[:, slot], (more * minutes)[:, None], 0)
    return doses


def _by_priority(chosen: Plan, massage: Bools) -> Iterator[tuple[int, Bools]]:
    """Slots in their order, each with whether its item is hands-on."""
    for slot in range(len(SLOTS)):
        yield slot, (chosen.item[:, slot] >= 0) & massage[chosen.item[:, slot]]
