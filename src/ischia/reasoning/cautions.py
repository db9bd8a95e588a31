"""Cautions: what is blocked, capped or swapped for this person; they act whenever they are possible (ruling 3)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item
from ischia.knowledge.rules import Change
from ischia.reasoning.layout import Bools, Floats, Ints, Layout, item_mask, layout_of
from ischia.reasoning.people import HAVE, UNKNOWN_KIT, People
from ischia.reasoning.truth import Answers, Evaluator

Counts = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Changes:
    """All changes of all cautions as arrays: C changes against items, item positions, item needs and regions."""

    changes: tuple[Change, ...]
    caution: Ints
    blocks: Counts
    pairs: Ints
    forbids_pair: Counts
    needs: Ints
    need_owner: Ints
    forbids_need: Counts
    regions: Ints
    forbids_region: Counts
    caps: tuple[tuple[int, str, Bools, float], ...]


@dataclass(frozen=True, eq=False)
class Scope:
    """What each person may do: `cautions` n x cautions that act; the rest n x items.

    `open` says that nothing medical forbids the item, `fitting` that position and kit allow it too; `position` indexes its own
    positions (the first that is left), `level`, `minutes` and `spots` are caps (infinite where none).
    """

    cautions: Bools
    blocked: Bools
    open: Bools
    fitting: Bools
    position: Ints
    level: Floats
    minutes: Floats
    spots: Floats


@lru_cache(maxsize=16)
def changes_of(knowledge: Knowledge) -> Changes:
    """The arrays of one knowledge, made once."""
    layout = layout_of(knowledge)
    owned = [(i, change) for i, caution in enumerate(knowledge.cautions.values()) for change in caution.changes]
    changes = tuple(change for _, change in owned)
    masks = [item_mask(layout.items, change.items, change.families) for change in changes]
    pairs = _pairs(layout, lambda item: [list(knowledge.positions).index(p) for p in item.positions])
    regions = _pairs(layout, lambda item: [list(knowledge.zones).index(region) for region in item.regions])
    needs, owner = _needs(knowledge, layout)
    return Changes(
        changes=changes,
        caution=np.array([i for i, _ in owned], dtype=np.int64),
        blocks=np.array([mask & (change.do == "block") for mask, change in zip(masks, changes, strict=True)], dtype=np.float32),
        pairs=pairs,
        forbids_pair=_forbids(changes, masks, pairs, "forbid_positions", tuple(knowledge.positions)),
        needs=needs,
        need_owner=owner,
        forbids_need=_forbids(changes, masks, needs, "forbid_kit", tuple(knowledge.kit)),
        regions=regions,
        forbids_region=_forbids(changes, masks, regions, "forbid_regions", tuple(knowledge.zones)),
        caps=tuple(_caps(changes, masks)),
    )


def _pairs(layout: Layout, named: Callable[[Item], list[int]]) -> Ints:
    """Rows of (item, thing) for everything that an item names, in the item's order."""
    return np.array([(i, j) for i, item in enumerate(layout.items.values()) for j in named(item)], dtype=np.int64)


def _needs(knowledge: Knowledge, layout: Layout) -> tuple[Ints, Ints]:
    """Rows of (item, thing) for every alternative, and which need (numbered through) each row serves."""
    kit = list(knowledge.kit)
    rows, owner, need = [], [], 0
    for i, item in enumerate(layout.items.values()):
        for alternatives in item.kit:
            rows += [(i, kit.index(thing)) for thing in alternatives]
            owner += [need] * len(alternatives)
            need += 1
    return np.array(rows, dtype=np.int64), np.array(owner, dtype=np.int64)


def _forbids(changes: tuple[Change, ...], masks: list[Bools], pairs: Ints, do: str, names: tuple[str, ...]) -> Counts:
    """Which (item, thing) rows each change takes away; a change that names no items speaks of all."""
    field = {"forbid_positions": "positions", "forbid_kit": "kit", "forbid_regions": "regions"}[do]
    rows = []
    for change, mask in zip(changes, masks, strict=True):
        every = not (change.items or change.families)
        named = np.isin(pairs[:, 1], [names.index(name) for name in getattr(change, field)])
        rows.append((change.do == do) & named & (every | mask[pairs[:, 0]]))
    return np.array(rows, dtype=np.float32).reshape(len(changes), len(pairs))


def _caps(changes: tuple[Change, ...], masks: list[Bools]) -> list[tuple[int, str, Bools, float]]:
    found = []
    for i, (change, mask) in enumerate(zip(changes, masks, strict=True)):
        number = {"cap_level": change.level, "cap_minutes": change.minutes, "cap_spots": change.spots}.get(change.do)
        if number is not None:
            every = not (change.items or change.families)
            found.append((i, change.do.removeprefix("cap_"), mask | every, float(number)))
    return found


def takes_from(change: Change, item: Item) -> bool:
    """Whether a change takes anything from an item: all of it, a position, a thing, a region, or the top of its ladder."""
    named = item.id in change.items or bool(set(change.families) & set(item.families))
    if change.do == "block":
        return named
    if not (named or not (change.items or change.families)):
        return False
    kit = {thing for need in item.kit for thing in need}
    taken = {"forbid_positions": set(item.positions), "forbid_kit": kit, "forbid_regions": set(item.regions)}
    if change.do in taken:
        return bool(taken[change.do] & {*change.positions, *change.kit, *change.regions})
    caps = ((change.level, "level"), (change.minutes, "minutes"), (change.spots, "spots"))
    return any(cap is not None and max(getattr(rung, name) for rung in item.ladder) > cap for cap, name in caps)


def active(knowledge: Knowledge, evaluator: Evaluator) -> Bools:
    """Which cautions act for whom (n x cautions): those that are possible."""
    found = [evaluator.truth(caution.when).possibly for caution in knowledge.cautions.values()]
    return np.stack(found, axis=1) if found else np.zeros((len(evaluator.answers), 0), dtype=bool)


def scope(knowledge: Knowledge, people: People, answers: Answers, at: float) -> Scope:
    """What each person's cautions, positions and kit leave open."""
    layout, changes = layout_of(knowledge), changes_of(knowledge)
    acting = active(knowledge, Evaluator(layout, answers, at))
    by_change = acting[:, changes.caution].astype(np.float32)
    programmed = np.array([item.programmed for item in layout.items.values()])
    blocked = by_change @ changes.blocks > 0
    free_pairs = by_change @ changes.forbids_pair == 0
    skin = _some(changes.regions, by_change @ changes.forbids_region == 0, len(layout.items))
    medical = _some(changes.pairs, free_pairs, len(layout.items))
    position = _first(changes.pairs, free_pairs & ~people.cannot[:, changes.pairs[:, 1]], len(layout.items))
    equipped = _equipped(knowledge, changes, people, by_change, len(layout.items))
    allowed = programmed & ~blocked & skin & medical
    caps = _lowest_caps(changes, by_change, len(layout.items))
    return Scope(acting, blocked | ~skin | ~medical, allowed, allowed & equipped & (position >= 0), position, *caps)


def _some(pairs: Ints, free: Bools, items: int) -> Bools:
    """Which items have at least one free row."""
    found = np.zeros((len(free), items), dtype=bool)
    for row, item in enumerate(pairs[:, 0]):
        found[:, item] |= free[:, row]
    return found


def _first(pairs: Ints, free: Bools, items: int) -> Ints:
    """The place of the first free row among each item's rows, -1 where none is free."""
    found = np.full((len(free), items), -1)
    place = np.arange(len(pairs)) - np.searchsorted(pairs[:, 0], pairs[:, 0])
    for row in reversed(range(len(pairs))):
        found[free[:, row], pairs[row, 0]] = place[row]
    return found


def _equipped(knowledge: Knowledge, changes: Changes, people: People, by_change: Counts, items: int) -> Bools:
    """Whether each need of each item is met by something that is there and not forbidden."""
    usual = np.array([thing.usual for thing in knowledge.kit.values()])
    there = (people.kit == HAVE) | ((people.kit == UNKNOWN_KIT) & usual)
    usable = there[:, changes.needs[:, 1]] & (by_change @ changes.forbids_need == 0)
    met = np.zeros((len(people), int(changes.need_owner.max()) + 1), dtype=bool)
    for row, need in enumerate(changes.need_owner):
        met[:, need] |= usable[:, row]
    unmet = np.zeros((len(people), items), dtype=bool)
    for need, item in dict(zip(changes.need_owner.tolist(), changes.needs[:, 0].tolist(), strict=True)).items():
        unmet[:, item] |= ~met[:, need]
    return ~unmet


def _lowest_caps(changes: Changes, by_change: Counts, items: int) -> tuple[Floats, Floats, Floats]:
    caps = {what: np.full((len(by_change), items), np.inf) for what in ("level", "minutes", "spots")}
    for i, what, mask, number in changes.caps:
        limit = np.where(by_change[:, [i]] > 0, number, np.inf)
        caps[what][:, mask] = np.minimum(caps[what][:, mask], limit)
    return caps["level"], caps["minutes"], caps["spots"]
