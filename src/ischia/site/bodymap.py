"""The map of pain, tingling and numbness: as a picture to tap, as a list that is its equal, and in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ischia.guidance.marks import BRUSHES, in_words, sided
from ischia.guidance.outline import Sketch, sketch
from ischia.knowledge.bundle import Knowledge

VIEWS = (("back", ""), ("side", "right"), ("front", ""), ("side", "left"))


@dataclass(frozen=True)
class Marked:
    """One view with its name on the page."""

    key: str
    name: str
    sketch: Sketch


@dataclass(frozen=True)
class Row:
    """One place of the list: its value in the form, its name, and which brushes have marked it."""

    place: str
    name: str
    brushes: tuple[str, ...]


@dataclass(frozen=True)
class BodyMap:
    """Everything that a page needs of a map; a brush is its field and its name."""

    views: tuple[Marked, ...]
    rows: tuple[Row, ...]
    said: tuple[tuple[str, str], ...]
    brushes: tuple[tuple[str, str], ...]


def body_map(knowledge: Knowledge, marks: Mapping[str, tuple[str, ...]]) -> BodyMap:
    """The map with these marks (places by field, as they were told)."""
    views = tuple(
        Marked(f"{view}{side}", knowledge.word(f"interview.view.{view}{side}"), sketch(knowledge, view, side or "right"))
        for view, side in VIEWS
    )
    rows = tuple(_rows(knowledge, {field: sided(knowledge, places) for field, places in marks.items()}))
    brushes = tuple((field, knowledge.word(f"interview.brush.{field}")) for field in BRUSHES)
    return BodyMap(views, rows, tuple(in_words(knowledge, marks)), brushes)


def _rows(knowledge: Knowledge, marks: Mapping[str, frozenset[str]]) -> Iterator[Row]:
    for area in knowledge.areas:
        for side in knowledge.areas[area].sides:
            place = f"{side}_{area}"
            yield Row(place, f"{side} {knowledge.areas[area].label}", tuple(field for field, places in marks.items() if place in places))
