"""From a planned item to its script, or to a named refusal: nothing outside the limits is ever shown."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from ischia.guidance.lines import HANDS, PRESSED, SIDES, cues, easier, feel_check, line, step_words, stop_rules
from ischia.guidance.script import Ice, Part, Script, Step, Words
from ischia.guidance.timing import Timing, Turn, fit, unfold
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item, Rung
from ischia.knowledge.items import Step as Written
from ischia.knowledge.ladders import SECONDS_A_MINUTE
from ischia.reasoning.conclusions import PlannedItem, Refusal

CLOSING = "finishing_strokes"
ICE = "cold_pack_after"
BALLS = {"ball_floor", "ball_wall"}
TOUCHES = ("work", "hold")


def script(knowledge: Knowledge, planned: PlannedItem, allowed: Collection[str]) -> Script | Refusal:
    """The script of a planned item; `allowed` are the ids of all items that the person's cautions leave open."""
    refusal = _refused(knowledge, planned, allowed)
    if refusal is not None:
        return refusal
    item = knowledge.items()[planned.id]
    timing = fit(knowledge, item, item.ladder[planned.rung], planned.minutes, planned.spots)
    if timing is None:
        return _refusal(knowledge, "too_short", item.label)
    if _over_limit(knowledge, item, timing):
        return _refusal(knowledge, "over_limit", item.label)
    return _written(knowledge, planned, item, timing, allowed)


def _refused(knowledge: Knowledge, planned: PlannedItem, allowed: Collection[str]) -> Refusal | None:
    item = knowledge.items().get(planned.id)
    if item is None:
        return _refusal(knowledge, "unknown", planned.label)
    if not item.programmed:
        return Refusal("never_programmed", item.not_programmed)
    if item.id not in allowed:
        return _refusal(knowledge, "blocked", item.label)
    if not _on_ladder(item, planned):
        return _refusal(knowledge, "over_limit", item.label)
    return _refusal(knowledge, "never_zone", item.label) if _forbidden(knowledge, item) else None


def _refusal(knowledge: Knowledge, name: str, label: str) -> Refusal:
    return Refusal(name, line(knowledge, f"refused.{name}", item=label).show)


def _on_ladder(item: Item, planned: PlannedItem) -> bool:
    """Whether nothing planned lies above its rung."""
    if planned.rung not in range(len(item.ladder)) or planned.spots not in range(1, item.ladder[planned.rung].spots + 1):
        return False
    rung = item.ladder[planned.rung]
    return planned.minutes <= rung.minutes and planned.level <= rung.level


def _forbidden(knowledge: Knowledge, item: Item) -> bool:
    zones = [knowledge.zones[region] for region in {*item.regions, *(step.region for step in item.steps)} if region]
    return any(zone.kind == "never" or (zone.kind == "limited" and zone.signed_by is None) for zone in zones)


def _over_limit(knowledge: Knowledge, item: Item, timing: Timing) -> bool:
    """Whether one hold, or one place under the ball, is longer than the limits say."""
    if PRESSED not in item.families:
        return False
    ball = bool(BALLS & set(item.families))
    longest = knowledge.limit("ball.seconds_a_spot" if ball else "pressure.hand_hold_seconds")
    holds = [seconds for step, seconds in zip(item.steps, timing.seconds, strict=True) if step.kind == "hold"]
    a_place = sum(seconds for step, seconds in zip(item.steps, timing.seconds, strict=True) if step.per == "spot" and step.kind in TOUCHES)
    too_many = ball and timing.spots > knowledge.limit("ball.spots")
    return too_many or max([*holds, a_place if ball else 0]) > longest


def _written(knowledge: Knowledge, planned: PlannedItem, item: Item, timing: Timing, allowed: Collection[str]) -> Script:
    steps = tuple(_steps(knowledge, item, timing, planned.level, planned.side))
    seconds = sum(step.seconds for step in steps)
    pressed = item.slot == "massage" and planned.level > 0
    position = knowledge.positions[planned.position].says
    return Script(
        item=item.id,
        code=item.code,
        label=item.label,
        rung=planned.rung,
        level=planned.level,
        side=planned.side,
        position=position,
        seconds=seconds,
        regions=item.regions,
        intro=tuple(_intro(knowledge, item, planned, position)),
        stop_rules=stop_rules(knowledge, item),
        steps=steps,
        outro=(line(knowledge, "done"), Words(item.expect, item.expect)),
        closing=_closing(knowledge, planned) if pressed and CLOSING in allowed else None,
        ice=_ice(knowledge, planned.side) if pressed and ICE in allowed else None,
    )


def _intro(knowledge: Knowledge, item: Item, planned: PlannedItem, position: str) -> Iterator[Words]:
    yield line(knowledge, "get_ready", item=item.label, minutes=f"{planned.minutes:g}")
    yield line(knowledge, "get_ready.position", position=position)
    if HANDS in item.families:
        yield line(knowledge, f"level.{planned.level}")


def _steps(knowledge: Knowledge, item: Item, timing: Timing, level: int, side: str) -> Iterator[Step]:
    turns = tuple(unfold(item, timing))
    first = next((turn for turn in turns if turn.step.kind in TOUCHES), None)
    starts, pose = 0, item.pose[0] if item.pose else ""
    asked = tuple(_asked(knowledge, turns, level))
    for i, (turn, before) in enumerate(zip(turns, (None, *turns), strict=False)):
        on = _side(item, turn, side)
        here = _level(knowledge, turn.step, level)
        pose = turn.step.pose or pose
        lines = (*_before(knowledge, item, turn, before, timing.spots, on), *((line(knowledge, "countdown"),) if turn is first else ()))
        yield Step(
            kind=turn.step.kind,
            starts=starts,
            seconds=turn.seconds,
            side=on,
            level=here,
            region=turn.step.region,
            pose=pose,
            place=turn.place,
            places=timing.spots if turn.place else 0,
            words=step_words(knowledge, turn.step, on),
            before=lines,
            cues=tuple(cues(knowledge, turn, here)),
            feel=feel_check(knowledge, item) if asked[i] else None,
            easier=easier(knowledge, turn.step, here),
        )
        starts += turn.seconds


def _side(item: Item, turn: Turn, side: str) -> str:
    """Left and right in turn; otherwise the side that hurts, or the one that hurts more."""
    if item.both_sides:
        return "" if turn.turn is None else SIDES[turn.turn]
    return {"both": "sorer", "none": "painful"}.get(side, side)


def _level(knowledge: Knowledge, step: Written, level: int) -> int:
    """The pressure of a step: none where nothing is touched, and never more than its zone allows."""
    if not step.region or step.kind not in TOUCHES:
        return 0
    return min(level, knowledge.zones[step.region].highest_level)


def _before(knowledge: Knowledge, item: Item, turn: Turn, before: Turn | None, spots: int, side: str) -> Iterator[Words]:
    """What is said as a step begins: that the side changes, or that another place comes."""
    if before is None:
        return
    if turn.turn and not before.turn and turn.step.kind != "change_side":
        yield line(knowledge, "change_side", side=side, Side=side.capitalize())
    elif turn.place > 1 and turn.place != before.place and HANDS in item.families:
        yield line(knowledge, "next_place", place=turn.place, places=spots)


def _asked(knowledge: Knowledge, turns: tuple[Turn, ...], level: int) -> Iterator[bool]:
    """Where the feel check comes: at every check, in the rest after pressure, and at the very end."""
    yield turns[0].step.kind == "check"
    for before, turn in pairwise(turns):
        rests = turn.step.kind == "rest" and _level(knowledge, before.step, level) > 0
        yield turn.step.kind == "check" or rests or turn is turns[-1]


def _closing(knowledge: Knowledge, planned: PlannedItem) -> Part | None:
    """Light strokes after pressure, as far as the session's minutes leave room."""
    strong = planned.level >= knowledge.limit("pressure.highest_level")
    most = knowledge.limit("session.minutes_at_level_3" if strong else "session.minutes_week_1")
    item = knowledge.items()[CLOSING]
    rung = item.ladder[0]
    minutes = min(rung.minutes, most - planned.minutes)
    if minutes * SECONDS_A_MINUTE < knowledge.limit("script.shortest_closing_seconds"):
        return None
    return _part(knowledge, item, rung, minutes, planned.side, line(knowledge, "closing"))


def _ice(knowledge: Knowledge, side: str) -> Ice | None:
    """Cold for comfort: only an option, with its timer, its looks at the skin and its limits."""
    item, most = knowledge.items()[ICE], knowledge.limit("ice.minutes")
    offer = line(knowledge, "ice.offer")
    rung = max((rung for rung in item.ladder if rung.minutes <= most), key=lambda rung: rung.minutes)
    part = _part(knowledge, item, rung, rung.minutes, side, offer)
    if part is None:
        return None
    return Ice(
        offer=offer,
        yes=line(knowledge, "ice.yes"),
        no=line(knowledge, "ice.no"),
        part=part,
        looks=tuple(step.starts for step in part.steps if step.kind == "check"),
        minutes=most,
        never_over_minutes=knowledge.limit("ice.never_over_minutes"),
        hours_apart=knowledge.limit("ice.hours_apart"),
        times_a_day=int(knowledge.limit("ice.times_a_day")),
        limits=(*(Words(text, text) for text in (item.dose, *item.who_must_not)), line(knowledge, "ice.awake"), line(knowledge, "ice.end")),
    )


def _part(knowledge: Knowledge, item: Item, rung: Rung, minutes: float, side: str, offer: Words) -> Part | None:
    timing = fit(knowledge, item, rung, minutes, rung.spots)
    if timing is None:
        return None
    steps = tuple(_steps(knowledge, item, timing, 0, side))
    return Part(item.id, item.label, offer, sum(step.seconds for step in steps), steps, stop_rules(knowledge, item))
