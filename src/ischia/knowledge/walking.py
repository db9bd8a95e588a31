"""Going through all that is known: every statement, every value inside it, and every reason."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.value import Because

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Told:
    """One statement that gives reasons: its id (kind/id, then the place inside), its file and the day of its last check."""

    id: str
    file: str
    statement: object
    because: tuple[Because, ...]
    checked: str


def statements(knowledge: Knowledge) -> Iterator[tuple[str, object]]:
    """Every statement as (kind/id, value)."""
    for field in fields(knowledge):
        held = getattr(knowledge, field.name)
        if isinstance(held, dict) and field.name != "files":
            for key, statement in held.items():
                yield f"{field.name}/{key}", statement


def walk(of: object, where: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every dataclass inside a statement, itself first, with its place."""
    if is_dataclass(of):
        yield where, of
        for field in fields(of):
            yield from walk(getattr(of, field.name), (*where, field.name))
    elif isinstance(of, dict):
        for key, inner in of.items():
            yield from walk(inner, (*where, key))
    elif isinstance(of, tuple):
        for i, inner in enumerate(of):
            yield from walk(inner, (*where, i))


def told(knowledge: Knowledge) -> Iterator[Told]:
    """Every statement, nested ones included, that gives reasons."""
    for place, statement in statements(knowledge):
        day = str(getattr(statement, "checked", ""))
        for where, inner in walk(statement):
            because = getattr(inner, "because", ())
            if because:
                name = ".".join((place, *map(str, where)))
                yield Told(name, knowledge.files.get(place, ""), inner, because, str(getattr(inner, "checked", day)))
