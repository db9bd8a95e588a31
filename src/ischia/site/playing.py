"""From the items that somebody wants to do now to the frames that the player plays, one after another."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any

from ischia.guidance.script import Script, Step
from ischia.guidance.scripting import ICE, script
from ischia.reasoning.conclusions import PlannedItem, Refusal
from ischia.reasoning.layout import layout_of
from ischia.reasoning.standing import planned_of
from ischia.reasoning.week import painful_side
from ischia.site.interview import WANTED
from ischia.site.replying import day_of
from ischia.site.visit import Visit
from ischia.site.week import icon_of

WAITING = ("change_side",)
KEPT = "session"


@dataclass(frozen=True)
class Frame:
    """One thing that the player shows: for how long (0 waits for the person), of which item, and everything that it says.

    `cues` are lines at a second of the frame; `feel` asks for a number; `looks` are answers of which only the first goes on.
    """

    kind: str
    item: str
    label: str
    says: str
    before: tuple[str, ...] = ()
    seconds: int = 0
    side: str = ""
    level: int = 0
    place: int = 0
    places: int = 0
    region: str = ""
    pose: str = ""
    cues: tuple[tuple[int, str], ...] = ()
    easier: tuple[int, str] = (0, "")
    feel: dict[str, Any] | None = None
    looks: tuple[str, ...] = ()
    after: str = ""
    icon: str = "hand"


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
        return f"{sum(one.seconds for one in self.scripts) / 60:.0f}"

    @property
    def data(self) -> list[dict[str, Any]]:
        """The frames as plain values for the player."""
        return [asdict(frame) for frame in self.frames]

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
    frames = tuple(frame for one in scripts for frame in _frames(visit, one))
    return Play((*frames, *_closing(visit, scripts), *_ice(visit, scripts)), scripts, tuple(refused), planned)


def _frames(visit: Visit, one: Script) -> Iterator[Frame]:
    ready = " ".join(words.show for words in one.intro)
    seconds = int(visit.knowledge.limit("player.ready_seconds"))
    yield Frame(
        "ready", one.item, one.label, ready, seconds=seconds, side=_side(visit, one.side), level=one.level, icon=_icon(visit, one.item)
    )
    for step in one.steps:
        yield from _step(visit, one.item, one.label, step)


def _step(visit: Visit, item: str, label: str, step: Step) -> Iterator[Frame]:
    waits = step.kind in WAITING
    yield Frame(
        kind=step.kind,
        item=item,
        label=label,
        says=step.words.show,
        before=tuple(words.show for words in step.before if words.show != visit.word("session.countdown")),
        seconds=0 if waits else step.seconds,
        side=_side(visit, step.side),
        level=step.level,
        place=step.place,
        places=step.places,
        region=visit.knowledge.zones[step.region].label if step.region else "",
        pose=step.pose,
        cues=tuple((cue.at, cue.words.show) for cue in step.cues),
        easier=(step.easier.level, step.easier.words.show),
        icon=_icon(visit, item),
    )
    if step.feel is not None:
        feel = step.feel
        asked = {"most": feel.most, "highest": feel.highest, "within": feel.within.show, "above": feel.above.show, "leg": feel.leg.show}
        yield Frame("feel", item, label, feel.ask.show, seconds=int(visit.knowledge.limit("player.feel_seconds")), feel=asked)


def _side(visit: Visit, side: str) -> str:
    """The side in words; nothing where an item has none."""
    key = f"player.side.{side}"
    return visit.word(key) if key in visit.knowledge.words else ""


def _icon(visit: Visit, item: str) -> str:
    return icon_of(visit.knowledge.items()[item])


def _closing(visit: Visit, scripts: tuple[Script, ...]) -> Iterator[Frame]:
    """Light strokes once, after the last item that pressed."""
    parts = [one.closing for one in scripts if one.closing is not None]
    if not parts:
        return
    part = parts[-1]
    yield Frame("ready", part.item, part.label, part.offer.show, seconds=int(visit.knowledge.limit("player.ready_seconds")))
    for step in part.steps:
        yield from (frame for frame in _step(visit, part.item, part.label, step) if frame.kind != "feel")


def _ice(visit: Visit, scripts: tuple[Script, ...]) -> Iterator[Frame]:
    """Cold, only if it is wanted, the touch is normal, and the last one is long enough ago."""
    offers = [one.ice for one in scripts if one.ice is not None]
    if not offers or not _ice_open(visit):
        return
    ice = offers[-1]
    word = visit.word
    yield Frame("offer", ICE, ice.part.label, ice.offer.show, looks=(ice.yes.show, ice.no.show))
    yield Frame(
        "touch",
        ICE,
        ice.part.label,
        word("player.touch"),
        looks=(word("player.touch.normal"), word("player.touch.less")),
        after=word("player.touch.no"),
    )
    for step in ice.part.steps:
        if step.kind == "check":
            looks = tuple(word(f"player.look.{key}") for key in ("fine", "pale", "burning", "unseen"))
            yield Frame("look", ICE, ice.part.label, step.words.show, looks=looks, after=word("player.look.end"))
        else:
            yield from (frame for frame in _step(visit, ICE, ice.part.label, step) if frame.kind != "feel")


def _ice_open(visit: Visit) -> bool:
    """Whether the limits leave room for cold now: so many times a day, so many hours apart."""
    done = [entry for entry in visit.journal.of_kind("session") if any(one["id"] == ICE and one["seconds"] for one in entry.body["items"])]
    today = [entry for entry in done if entry.day == visit.today]
    apart = timedelta(hours=visit.knowledge.limit("ice.hours_apart"))
    return len(today) < visit.knowledge.limit("ice.times_a_day") and all(visit.now - entry.happened >= apart for entry in done)


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
