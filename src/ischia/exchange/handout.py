"""The printed week: what to do on which day, how strong, when to stop, for somebody who wants paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ischia.guidance.pictures import Look, scene_of, still, text_of
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.conclusions import Conclusion, PlannedItem


@dataclass(frozen=True)
class Row:
    """One item: its name, how, for each day whether it is planned, and its picture (SVG) with what that shows."""

    label: str
    how: str
    days: tuple[bool, ...]
    picture: str = ""
    says: str = ""


@dataclass(frozen=True)
class Handout:
    """The week on one page."""

    title: str
    made: str
    days: tuple[str, ...]
    rows: tuple[Row, ...]
    strong: str
    boxes: tuple[tuple[str, tuple[str, ...]], ...]
    only: str
    paper: str


def write_handout(knowledge: Knowledge, conclusion: Conclusion, today: date, number: str, paper: str = "a4") -> Handout | None:
    """The week of one person; None while there is no programme."""
    if conclusion.programme.refusal is not None:
        return None
    days = conclusion.programme.days
    found: dict[str, PlannedItem] = {}
    for day in days:
        for item in day.items:
            found.setdefault(item.id, item)
    rows = tuple(_row(knowledge, item, tuple(key in {one.id for one in day.items} for day in days)) for key, item in found.items())
    return Handout(
        title=knowledge.word("handout.title"),
        made=knowledge.word("handout.made", day=f"{today.day} {today:%B %Y}"),
        days=tuple(f"{date.fromisoformat(day.date):%a} {date.fromisoformat(day.date).day}" for day in days),
        rows=rows,
        strong=knowledge.word("handout.strong", most=f"{knowledge.limit('pressure.felt_in_spot'):g}"),
        boxes=tuple(_boxes(knowledge, number)),
        only=knowledge.word("handout.only"),
        paper=paper,
    )


def _row(knowledge: Knowledge, item: PlannedItem, days: tuple[bool, ...]) -> Row:
    scene = scene_of(knowledge, item.id, item.position)
    says = text_of(knowledge, knowledge.items()[item.id], scene, item.side) if scene else ""
    picture = still(knowledge, item.id, Look("light"), item.side, item.position, name=f"{item.id}-")
    return Row(item.label, _how(knowledge, item), days, picture, says)


def _how(knowledge: Knowledge, item: PlannedItem) -> str:
    often = f"{item.minutes:g} min" if item.times == 1 else f"{item.times} x {item.minutes:g} min"
    level = knowledge.word("plan.level.short", level=item.level) if item.level else ""
    side = item.side if item.side in ("left", "right") else ""
    return ", ".join(part for part in (often, knowledge.positions[item.position].says, side, level) if part)


def _boxes(knowledge: Knowledge, number: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Three boxes in rising order: stop for today, see a clinician today, call now."""
    yield knowledge.word("handout.stop"), (knowledge.word("session.stop.pressure"), knowledge.word("session.stop.movement"))
    yield knowledge.word("handout.today"), (knowledge.word("handout.today.says"), knowledge.word("danger.class.same_day.do"))
    call = knowledge.word("handout.call", number=number) if number else knowledge.word("handout.call_no_number")
    yield call, (knowledge.word("handout.call.says"),)
