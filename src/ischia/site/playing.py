"""From the items that somebody wants to do now to the frames that the player plays, one after another."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ischia.guidance.script import Script
from ischia.guidance.scripting import script
from ischia.knowledge.ladders import minutes_of
from ischia.reasoning.conclusions import PlannedItem, Refusal
from ischia.reasoning.layout import layout_of
from ischia.reasoning.standing import planned_of
from ischia.reasoning.week import painful_side
from ischia.site.frames import Frame, frames_of, said
from ischia.site.interview import WANTED
from ischia.site.picturing import pictures
from ischia.site.replying import day_of
from ischia.site.visit import Visit
from ischia.site.voicing import SUFFIX

KEPT = "session"
HIGHEST = 3
# What the player itself says and writes, besides its own file of words.
PLAYERS = (
    "pause", "paused", "go_on", "gone_on", "again", "skip", "easier", "feel.later", "voice_test",
    "level.0", "level.1", "level.2", "level.3",
)  # fmt: skip
TIMES = ("ready", "short", "breath_in", "breath_out", "keep", "answered")


@dataclass(frozen=True)
class Play:
    """A whole session: its frames, the rules for stopping, and what was refused, with the reason."""

    frames: tuple[Frame, ...]
    scripts: tuple[Script, ...]
    refused: tuple[str, ...]
    planned: dict[str, PlannedItem] = field(default_factory=dict)

    @property
    def minutes(self) -> str:
        """How long it takes in all."""
        return f"{minutes_of(sum(one.seconds for one in self.scripts)):.0f}"

    @property
    def stop_rules(self) -> tuple[str, ...]:
        """When to stop, each rule once."""
        return tuple(dict.fromkeys(words.show for one in self.scripts for words in one.stop_rules))


def planned_item(visit: Visit, item: str) -> PlannedItem | None:
    """The item as today's plan has it, else at the dose that is open to the person; None where it is not open."""
    days = visit.week
    for one in days[0].items if days else ():
        if one.id == item:
            return one
    if item not in visit.conclusion.dose:
        return None
    layout, concluded = layout_of(visit.knowledge), visit.standing.concluded
    planned = planned_of(visit.knowledge, concluded, 0, layout.item[item])
    return planned if planned.side == "both" else replace(planned, side=painful_side(layout, concluded))


def play(visit: Visit, items: tuple[str, ...]) -> Play:
    """The session of these items in their order; a refusal is told, not hidden."""
    allowed = frozenset(visit.conclusion.dose)
    found = {item: planned_item(visit, item) for item in items}
    refused = [visit.word("session.refused.blocked", item=visit.knowledge.items()[key].label) for key, one in found.items() if one is None]
    planned = {key: one for key, one in found.items() if one is not None}
    made = [script(visit.knowledge, one, allowed) for one in planned.values()]
    scripts = tuple(one for one in made if isinstance(one, Script))
    refused += [one.says for one in made if isinstance(one, Refusal)]
    return Play(_told(frames_of(visit, scripts), refused), scripts, tuple(refused), planned)


def _told(frames: tuple[Frame, ...], refused: list[str]) -> tuple[Frame, ...]:
    """What was refused stands on the first frame: nothing is left out in silence."""
    return (replace(frames[0], notes=(*refused, *frames[0].notes)), *frames[1:]) if frames and refused else frames


def session_data(visit: Visit, playing: Play) -> dict[str, Any]:
    """Everything that the player needs, as plain values: frames, limits of pressure, words, and what was kept of an earlier start."""
    scale = {one.item: visit.conclusion.dose[one.item] for one in playing.scripts if one.item in visit.conclusion.dose}
    return {
        "frames": [asdict(frame) for frame in playing.frames],
        "limits": {key: {"level": dose.level, "says": dose.says} for key, dose in scale.items()},
        "most": HIGHEST,
        "rule": visit.word("player.rule", most=f"{visit.knowledge.limit('pressure.felt_in_spot'):g}"),
        "seconds": {name: visit.knowledge.limit(f"player.{name}_seconds") for name in TIMES},
        "words": _words(visit),
        "pictures": pictures(_drawn(playing)),
        "kept": visit.store.draft(KEPT),
        "voice": {"prefer": "voice", "folder": "/voice/", "suffix": SUFFIX},
    }


def _drawn(playing: Play) -> list[tuple[str, str, str]]:
    """Item, side and position of every picture that the frames name."""
    planned = playing.planned
    named = dict.fromkeys((one.item, one.drawn) for one in playing.frames)
    return [(item, side, planned[item].position if item in planned else "") for item, side in named]


def _words(visit: Visit) -> dict[str, Any]:
    """The player's own words by key; slots stay open for it to fill."""
    own = {key: key.removeprefix("player.") for key in visit.knowledge.words if key.startswith("player.")}
    named = own | {f"session.{key}": key for key in PLAYERS} | {"session.done": "finished"}
    return {name: asdict(said(visit, key)) for key, name in named.items()}


def session_item(visit: Visit, key: str, seconds: int) -> dict[str, Any]:
    """One item of a session as the journal keeps it."""
    planned = planned_item(visit, key)
    if planned is None:
        return {"id": key, "seconds": seconds, "rung": None}
    side = planned.side if planned.side in ("left", "right", "both") else None
    return {"id": key, "seconds": seconds, "rung": planned.rung, "level": planned.level, "side": side}


def settle(visit: Visit) -> None:
    """A session that was left on an earlier day ends there, with what was done."""
    wanted, kept = visit.store.draft(WANTED), visit.store.draft(KEPT)
    day = day_of(str(wanted.get("day", "")))
    if day is None or day >= visit.today:
        return
    if kept.get("done"):
        items = [session_item(visit, key, seconds) for key, seconds in kept["done"].items()]
        visit.tell("session", {"items": items, "why_stopped": "other"}, day=day)
    for name in (WANTED, KEPT):
        visit.store.keep_draft(name, {})
