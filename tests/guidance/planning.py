"""Planned items to make scripts of."""

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item
from ischia.reasoning.conclusions import PlannedItem


def planned(item: Item, rung: int, side: str = "left", share: float = 1) -> PlannedItem:
    """An item at one rung, with this share of its minutes."""
    step = item.ladder[rung]
    return PlannedItem(
        id=item.id,
        code=item.code,
        label=item.label,
        rung=rung,
        level=step.level,
        minutes=step.minutes * share,
        spots=step.spots,
        times=1,
        side="both" if item.both_sides else side,
        position=item.positions[0],
        why=(),
    )


def programmed(knowledge: Knowledge) -> dict[str, Item]:
    """Every item that a programme may hold."""
    return {key: item for key, item in knowledge.items().items() if item.programmed}
