"""What a morning means: its colour, and what that does to the dose, in one line."""

from ischia.reasoning.people import COLOURS
from ischia.site.visit import Visit


def colour_of(visit: Visit, days_ago: int = 0) -> str:
    """The colour of a morning, so many days ago: none, green, amber or red."""
    return COLOURS[int(visit.standing.people.colour[0, -1 - days_ago])]


def what_it_does(visit: Visit, days_ago: int = 0) -> str:
    """The colour, and the limit that holds for what was done last."""
    colour = colour_of(visit, days_ago)
    says = visit.word(f"reactions.{colour}")
    done = last_items(visit)
    held = [visit.conclusion.dose[key].says for key in done if key in visit.conclusion.dose]
    return " ".join(dict.fromkeys((says, *held[:1]))) if colour != "none" or held else says


def last_items(visit: Visit) -> tuple[str, ...]:
    """What the last session held, hands-on first."""
    sessions = visit.journal.of_kind("session")
    items = [one["id"] for one in sessions[-1].body["items"] if one["seconds"] > 0] if sessions else []
    known = visit.knowledge.items()
    return tuple(sorted((key for key in items if key in known), key=lambda key: known[key].slot != "massage"))
