"""What the recorded voice says: the name of each clip, and every line that any session can say."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256
from itertools import product

from ischia.guidance.lines import SIDES
from ischia.guidance.script import Script, Words
from ischia.guidance.scripting import script
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item
from ischia.reasoning.conclusions import PlannedItem

# The player's own words lie in these files; those with slots to fill are lines of a script, or are never spoken.
PLAYER = ("player.", "session.")
SLOT = "{"
# As in a plan: a side, both where the pain is, or no side that was told.
PLANNED_SIDES = (*SIDES, "both", "painful", "none")


def clip(knowledge: Knowledge, say: str) -> str:
    """The name of the clip of these words: the first letters of a SHA-256 over the voice's version and the words."""
    named = f"{knowledge.limit('voice.version'):g}\0{say}"
    return sha256(named.encode()).hexdigest()[: int(knowledge.limit("voice.name_letters"))]


def spoken(knowledge: Knowledge) -> tuple[str, ...]:
    """Every line that a session of any programmed item can say, and the player's own, each once and in order."""
    items = [item for item in knowledge.items().values() if item.programmed]
    scripts = (found for item in items for found in _scripts(knowledge, item))
    said = (words.say for found in scripts for words in _words(found))
    return tuple(sorted({*said, *_players(knowledge)}))


def _players(knowledge: Knowledge) -> Iterator[str]:
    lines = (word.spoken or word.says for key, word in knowledge.words.items() if key.startswith(PLAYER))
    return (line for line in lines if SLOT not in line)


def _scripts(knowledge: Knowledge, item: Item) -> Iterator[Script]:
    """The item on every rung, side and position, and at every pressure up to the rung's."""
    for rung, side, position in product(range(len(item.ladder)), PLANNED_SIDES, item.positions):
        for level in range(item.ladder[rung].level + 1):
            found = script(knowledge, _planned(item, rung, side, position, level), knowledge.items())
            if isinstance(found, Script):
                yield found


def _planned(item: Item, rung: int, side: str, position: str, level: int) -> PlannedItem:
    step = item.ladder[rung]
    return PlannedItem(item.id, item.code, item.label, rung, level, step.minutes, step.spots, 1, side, position, ())


def _words(part: object) -> Iterator[Words]:
    """All words inside a part of a script, however deep."""
    if isinstance(part, Words):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _words(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _words(getattr(part, field.name))
