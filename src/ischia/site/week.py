"""The week and the day of one person, ready for their pages: what to do, where, how long, why, and what was done."""

from dataclasses import dataclass
from datetime import date, timedelta

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item
from ischia.reasoning.conclusions import DoseConclusion, PlannedItem, Reason
from ischia.site.visit import Visit

ICONS = {"massage": "hand", "exercise": "move", "walk": "walk", "calm": "calm"}
SHOWN = ("massage", "exercise", "calm", "walk")
BALLS = {"ball_floor", "ball_wall"}
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Thing:
    """One item of the week: its place in it, and everything that a card says."""

    place: int
    planned: PlannedItem
    item: Item
    icon: str
    where: str
    amount: str
    dose: DoseConclusion | None
    done: int = 0

    @property
    def left(self) -> bool:
        """Whether it is still to be done today."""
        return self.done < self.planned.times

    @property
    def why(self) -> tuple[Reason, ...]:
        """Why this, for this person."""
        return self.planned.why


@dataclass(frozen=True)
class WeekDay:
    """One day of the week: its date, what is planned (by place), what was done (by item), and whether it is today."""

    day: date
    things: tuple[int, ...]
    done: frozenset[str]
    today: bool

    @property
    def past(self) -> bool:
        """Whether anything was done on a day that is over, or today."""
        return bool(self.done)


def icon_of(item: Item) -> str:
    """The icon that stands for an item."""
    return "ball" if BALLS & set(item.families) else "ice" if item.id.startswith("cold") else ICONS[item.slot]


def things_of(visit: Visit) -> tuple[Thing, ...]:
    """Every item of the week once, hands-on first and the walk last."""
    found: dict[str, PlannedItem] = {}
    for day in visit.week:
        for item in day.items:
            found.setdefault(item.id, item)
    planned = sorted(found.values(), key=lambda one: SHOWN.index(visit.knowledge.items()[one.id].slot))
    done = done_on(visit, visit.today)
    return tuple(_thing(visit, place, one, done.get(one.id, 0)) for place, one in enumerate(planned))


def _thing(visit: Visit, place: int, planned: PlannedItem, done: int) -> Thing:
    item = visit.knowledge.items()[planned.id]
    return Thing(
        place=place,
        planned=planned,
        item=item,
        icon=icon_of(item),
        where=where(visit.knowledge, item, planned),
        amount=amount(visit.knowledge, item, planned),
        dose=visit.conclusion.dose.get(item.id),
        done=done,
    )


def where(knowledge: Knowledge, item: Item, planned: PlannedItem) -> str:
    """Side and region in a few words; the position where no region is touched, nothing for a walk."""
    zones, side = [knowledge.zones[region].label for region in item.regions], planned.side
    if item.slot == "walk":
        return ""
    if not zones or item.slot != "massage":
        return knowledge.positions[planned.position].says.capitalize()
    if side in ("left", "right"):
        return f"{side.capitalize()} {zones[0].lower()}"
    return knowledge.word("plan.both_sides", zone=zones[0]) if side == "both" else zones[0]


def amount(knowledge: Knowledge, item: Item, planned: PlannedItem) -> str:
    """Minutes, how often a day, and pressure."""
    often = f"{planned.minutes:g} min" if planned.times == 1 else f"{planned.times} × {planned.minutes:g} min"
    pressed = item.slot == "massage" and planned.level > 0
    return f"{often} · {knowledge.word('plan.level.short', level=planned.level)}" if pressed else often


def todays(visit: Visit, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """What is planned for today."""
    days = visit.week
    planned = {item.id: item for item in days[0].items} if days else {}
    return tuple(thing for thing in things if thing.item.id in planned)


def done_on(visit: Visit, day: date) -> dict[str, int]:
    """How often each item was done on a day."""
    found: dict[str, int] = {}
    for entry in visit.journal.of_kind("session"):
        if entry.day == day:
            for one in entry.body["items"]:
                found[one["id"]] = found.get(one["id"], 0) + (one["seconds"] > 0)
    return found


def plan_day(visit: Visit) -> date | None:
    """The day on which the standing plan was accepted; None when none stands."""
    accepted = [entry.day for entry in visit.journal.of_kind("plan_accepted") if entry.day > visit.today - WEEK]
    return accepted[-1] if accepted else None


def week_days(visit: Visit, things: tuple[Thing, ...]) -> tuple[WeekDay, ...]:
    """The seven days of the standing plan, or the seven from today."""
    begun = plan_day(visit) or visit.today
    planned = {date.fromisoformat(day.date): {item.id for item in day.items} for day in visit.week}
    found = []
    for offset in range(WEEK.days):
        day = begun + timedelta(days=offset)
        places = tuple(thing.place for thing in things if thing.item.id in planned.get(day, set()))
        done = frozenset(key for key, times in done_on(visit, day).items() if times)
        found.append(WeekDay(day, places, done, day == visit.today))
    return tuple(found)


def accept(visit: Visit) -> None:
    """Take the week as the plan, unless one stands already (ruling 11)."""
    if plan_day(visit) is not None or visit.conclusion.programme.refusal is not None:
        return
    days: dict[str, list[str]] = {}
    rungs: dict[str, int] = {}
    for day in visit.week:
        for item in day.items:
            days.setdefault(item.id, []).append(day.date)
            rungs[item.id] = item.rung
    items = [{"id": key, "rung": rungs[key], "days": on} for key, on in days.items()]
    visit.tell("plan_accepted", {"items": items, "version": visit.knowledge.version})


def week_number(visit: Visit) -> int:
    """Weeks since the first session, counted from 1."""
    sessions = visit.journal.of_kind("session")
    return (visit.today - sessions[0].day).days // WEEK.days + 1 if sessions else 1


def greeting(visit: Visit) -> str:
    """The greeting of the hour."""
    hour, limit = visit.now.hour, visit.knowledge.limit
    if hour < limit("day.night_until_hour") or hour >= limit("day.evening_from_hour"):
        return visit.word("plan.greeting.evening")
    return visit.word("plan.greeting.afternoon" if hour >= limit("day.afternoon_from_hour") else "plan.greeting.morning")


def minutes_of(things: tuple[Thing, ...]) -> str:
    """The minutes of a session."""
    return f"{sum(thing.planned.minutes for thing in things):g}"
