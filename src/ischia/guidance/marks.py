"""The marks of the pain map in words."""

from collections.abc import Iterator, Mapping

from ischia.guidance.outline import LEFT, RIGHT
from ischia.knowledge.bundle import Knowledge

BRUSHES = ("pain_places", "tingling_places", "numb_places")


def sided(knowledge: Knowledge, places: tuple[str, ...]) -> frozenset[str]:
    """Places with their side; one without a side means both."""
    both = {f"{side}_{place}" for place in places if place in knowledge.areas for side in knowledge.areas[place].sides}
    return frozenset({place for place in places if place not in knowledge.areas} | both)


def in_words(knowledge: Knowledge, marks: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Each brush that was used, and its places: "right buttock, calf"."""
    for field in BRUSHES:
        places = sided(knowledge, tuple(marks.get(field, ())))
        sides = []
        for side in (LEFT, RIGHT):
            labels = [area.label for key, area in knowledge.areas.items() if f"{side}_{key}" in places]
            if labels:
                sides.append(f"{side} {', '.join(labels)}")
        if sides:
            yield knowledge.word(f"interview.brush.{field}"), "; ".join(sides)
