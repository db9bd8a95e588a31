"""Scripts of every rung of every item: times, limits, sides, words, cold, and what is refused."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ischia.guidance.script import Part, Script, Step, Words
from ischia.guidance.scripting import script
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item
from ischia.knowledge.ladders import SECONDS_A_MINUTE
from ischia.reasoning.conclusions import PlannedItem, Refusal, plain
from tests.guidance.planning import planned, programmed

NEVER = ("never", "limited")
PRESSED = "wall_ball"


def made(knowledge: Knowledge, plan: PlannedItem, *without: str) -> Script:
    """The script of a planned item that nothing forbids."""
    found = script(knowledge, plan, set(knowledge.items()) - set(without))
    assert isinstance(found, Script), found
    return found


def every(knowledge: Knowledge, share: float = 1, side: str = "left") -> Iterator[tuple[Item, PlannedItem, Script]]:
    """Every rung of every programmed item with its script."""
    for item in programmed(knowledge).values():
        for rung in range(len(item.ladder)):
            plan = planned(item, rung, side, share)
            yield item, plan, made(knowledge, plan)


def all_steps(found: Script) -> Iterator[Step]:
    """The steps of a script and of what follows it."""
    yield from found.steps
    yield from found.closing.steps if found.closing else ()
    yield from found.ice.part.steps if found.ice else ()


def parts(found: Script) -> list[Part]:
    """What follows a script."""
    return [part for part in (found.closing, found.ice and found.ice.part) if part]


def words_of(step: Step) -> Iterator[Words]:
    """Every line of a step."""
    yield from (step.words, *step.before, *(cue.words for cue in step.cues), step.easier.words)
    if step.feel:
        yield from (step.feel.ask, step.feel.within, step.feel.above, step.feel.leg)


@pytest.mark.parametrize("share", [1, 0.5])
def test_seconds_add_up_to_the_minutes(knowledge: Knowledge, share: float) -> None:
    """The steps of every rung take exactly its minutes, also when these are halved after a clearance."""
    for _, plan, found in every(knowledge, share):
        assert sum(step.seconds for step in found.steps) == found.seconds == round(plan.minutes * SECONDS_A_MINUTE), plan


@pytest.mark.parametrize("share", [1, 0.5])
def test_steps_follow_one_another(knowledge: Knowledge, share: float) -> None:
    """Each step starts where the one before it ends, and none runs backwards."""
    for _, plan, found in every(knowledge, share):
        starts = [sum(step.seconds for step in found.steps[:i]) for i in range(len(found.steps))]
        assert [step.starts for step in found.steps] == starts, plan
        assert min(step.seconds for step in found.steps) >= 0, plan


def test_half_the_minutes_never_mean_a_longer_step(knowledge: Knowledge) -> None:
    """After a clearance no step is longer than its file says, and there are never more places."""
    for item, plan, found in every(knowledge, 0.5):
        longest = max(step.seconds for step in item.steps if step.kind == "hold") if any(s.kind == "hold" for s in item.steps) else 0
        assert all(step.seconds <= longest for step in found.steps if step.kind == "hold"), plan
        assert max(step.place for step in found.steps) <= item.ladder[plan.rung].spots, plan


@pytest.mark.parametrize("share", [1, 0.5])
def test_no_hold_goes_over_its_limit(knowledge: Knowledge, share: float) -> None:
    """A hand holds as long as the pressure limit says at most, a ball stays on a place as long as its own says."""
    for item, plan, found in every(knowledge, share):
        if "pressure" not in item.families:
            continue
        ball = bool({"ball_floor", "ball_wall"} & set(item.families))
        longest = knowledge.limit("ball.seconds_a_spot" if ball else "pressure.hand_hold_seconds")
        assert all(step.seconds <= longest for step in found.steps if step.kind == "hold"), plan
        for place in range(1, found.steps[1].places + 1) if ball else ():
            assert sum(s.seconds for s in found.steps if s.place == place and s.kind in ("work", "hold")) <= longest, plan


def test_a_file_beyond_the_limit_is_refused(knowledge: Knowledge) -> None:
    """A hold that somebody wrote too long is never shown."""
    item = knowledge.techniques["sustained_hold"]
    longer = tuple(replace(step, seconds=step.seconds * 2) if step.kind == "hold" else step for step in item.steps)
    rung = replace(item.ladder[0], minutes=item.ladder[0].minutes * 2)
    wrong = replace(item, steps=longer, ladder=(rung,))
    found = script(replace(knowledge, techniques={**knowledge.techniques, item.id: wrong}), planned(wrong, 0), {item.id})
    assert isinstance(found, Refusal)
    assert found.name == "over_limit"


def test_no_step_touches_a_never_zone(knowledge: Knowledge) -> None:
    """No step names a place that is closed, and none presses harder than its place allows."""
    for _, plan, found in every(knowledge):
        zones = [(knowledge.zones[step.region], step.level) for step in all_steps(found) if step.region]
        assert all(zone.kind not in NEVER and level <= zone.highest_level for zone, level in zones), plan


def test_an_item_on_a_never_zone_is_refused(knowledge: Knowledge) -> None:
    """A closed place anywhere in the steps keeps the whole item from being shown."""
    item = knowledge.techniques[PRESSED]
    wrong = replace(item, steps=tuple(replace(step, region="sciatic_exit") if step.region else step for step in item.steps))
    found = script(replace(knowledge, techniques={**knowledge.techniques, item.id: wrong}), planned(wrong, 0), {item.id})
    assert isinstance(found, Refusal)
    assert found.name == "never_zone"


@pytest.mark.parametrize("side", ["left", "right"])
def test_one_sided_items_stay_on_their_side(knowledge: Knowledge, side: str) -> None:
    """An item for one side names that side and never the other."""
    other = {"left": "right", "right": "left"}[side]
    for item, plan, found in every(knowledge, side=side):
        if not item.both_sides:
            assert {step.side for step in all_steps(found)} == {side}, plan
            slotted = {i for i, step in enumerate(item.steps) if "{side}" in (step.do + step.say).lower()}
            shown = " ".join(step.words.show + " " + step.words.say for step in found.steps).lower()
            assert not slotted or side in shown, plan
            lent = " ".join(step.do + step.say for step in item.steps).lower()
            assert other in lent or f"{other} " not in shown, plan


def test_both_sides_get_the_same(knowledge: Knowledge) -> None:
    """Items for both sides do left, then right, with the same seconds, and the change is said."""
    for item, plan, found in every(knowledge):
        if item.both_sides:
            left, right = ([step.seconds for step in found.steps if step.side == side] for side in ("left", "right"))
            assert left == right, plan
            assert left, plan
            order = [step.side for step in found.steps if step.side]
            assert order == sorted(order) or order.count("left") != order.index("right"), plan
            first = next(step for step in found.steps if step.side == "right")
            assert first.before or first.kind == "change_side", plan


@pytest.mark.parametrize(("side", "word"), [("painful", "sore"), ("none", "sore"), ("both", "sorer")])
def test_an_unknown_side_has_a_word(knowledge: Knowledge, side: str, word: str) -> None:
    """Where no single side was told, the words speak of the sore or sorer one."""
    found = made(knowledge, planned(knowledge.techniques[PRESSED], 0, side))
    assert f"{word.capitalize()} side." in found.steps[0].words.say


def test_every_line_is_there_and_filled(knowledge: Knowledge) -> None:
    """Every step shows and says something, says how it gets easier, and no slot is left open."""
    for _, plan, found in every(knowledge):
        lines = [words for step in all_steps(found) for words in words_of(step)]
        lines += [*found.intro, *found.stop_rules, *found.outro]
        assert all(words.show and words.say for words in lines), plan
        assert not [words for words in lines if "{" in words.show + words.say], plan


def test_easier_is_one_level_lower(knowledge: Knowledge) -> None:
    """Each step's easier version lies one level lower, and at level 0 it has its own words."""
    for _, plan, found in every(knowledge):
        assert all(step.easier.level == max(step.level - 1, 0) for step in all_steps(found)), plan


def test_stop_rules_hold_the_items_own(knowledge: Knowledge) -> None:
    """The stop rules name 3 of 10 and the leg for touch, the item's own signs, and the dangers."""
    for item, plan, found in every(knowledge):
        shown = [words.show for words in found.stop_rules]
        assert set(item.stop) <= set(shown), plan
        assert ("3 out of 10" in shown[0]) == ("hands_on" in item.families), plan
        assert knowledge.word("danger.safety_net.short") in shown, plan


def test_every_script_asks_how_it_feels(knowledge: Knowledge) -> None:
    """The feel check, 0 to 10, comes at least once, and after each place that was pressed and rested."""
    for _, plan, found in every(knowledge):
        asked = [step.feel for step in found.steps if step.feel]
        assert asked, plan
        assert {(feel.lowest, feel.highest) for feel in asked} == {(0, 10)}, plan
    ball = made(knowledge, planned(knowledge.techniques[PRESSED], 2))
    assert all(step.feel for step in ball.steps if step.kind == "rest")


def test_cues_lie_inside_their_steps(knowledge: Knowledge) -> None:
    """What is said while a step runs comes in order and before it is over."""
    for _, plan, found in every(knowledge):
        for step in all_steps(found):
            moments = [cue.at for cue in step.cues]
            assert moments == sorted(moments), plan
            assert all(0 < moment <= step.seconds for moment in moments), plan


def test_ice_comes_only_when_allowed(knowledge: Knowledge) -> None:
    """Cold is an option after pressure, and none is offered when a caution closes it."""
    for item, plan, found in every(knowledge):
        assert (found.ice is not None) == (item.slot == "massage" and plan.level > 0), plan
        if found.ice:
            assert made(knowledge, plan, "cold_pack_after").ice is None, plan


def test_ice_keeps_its_limits(knowledge: Knowledge) -> None:
    """Cold ends by itself, the skin is looked at within 5 minutes and at the end, and the limits are told."""
    found = made(knowledge, planned(knowledge.techniques[PRESSED], 1)).ice
    assert found is not None
    assert found.part.seconds <= found.minutes * SECONDS_A_MINUTE
    assert (found.minutes, found.never_over_minutes, found.hours_apart, found.times_a_day) == (10, 20, 2, 4)
    assert found.looks
    assert found.looks[0] <= knowledge.limit("ice.skin_look_minutes") * SECONDS_A_MINUTE
    cold = [step for step in found.part.steps if step.kind == "ice"]
    assert all(step.cues[-1].at == step.seconds for step in cold)
    told = " ".join(words.show for words in found.limits)
    assert "2 hours" in told
    assert "20 minutes" in told


def test_light_strokes_follow_pressure(knowledge: Knowledge) -> None:
    """Light strokes end a massage with pressure when they are allowed, and never push a session over its minutes."""
    for item, plan, found in every(knowledge):
        if found.closing:
            assert item.slot == "massage", plan
            assert plan.level > 0, plan
            strong = plan.level >= knowledge.limit("pressure.highest_level")
            most = knowledge.limit("session.minutes_at_level_3" if strong else "session.minutes_week_1")
            assert found.seconds + found.closing.seconds <= most * SECONDS_A_MINUTE, plan
            assert {step.level for step in found.closing.steps} == {0}, plan
    plan = planned(knowledge.techniques[PRESSED], 0)
    assert made(knowledge, plan).closing
    assert made(knowledge, plan, "finishing_strokes").closing is None


def test_what_is_never_programmed_is_refused(knowledge: Knowledge) -> None:
    """A catalogue entry is refused with its reason, even when nothing forbids it."""
    for item in knowledge.items().values():
        if not item.programmed:
            found = script(knowledge, planned(item, 0), set(knowledge.items()))
            assert found == Refusal("never_programmed", item.not_programmed)


def test_what_a_caution_blocks_is_refused(knowledge: Knowledge) -> None:
    """An item that is not among the allowed ones gets no script."""
    found = script(knowledge, planned(knowledge.techniques[PRESSED], 0), set(knowledge.items()) - {PRESSED})
    assert isinstance(found, Refusal)
    assert found.name == "blocked"
    assert found.says


def test_nothing_above_its_rung_is_shown(knowledge: Knowledge) -> None:
    """More minutes, more places, a higher level or a rung that does not exist are refused."""
    plan = planned(knowledge.techniques[PRESSED], 0)
    wrong = [replace(plan, minutes=plan.minutes * 2), replace(plan, spots=9), replace(plan, level=3), replace(plan, rung=99)]
    names = [getattr(script(knowledge, one, {PRESSED}), "name", "") for one in wrong]
    assert names == ["over_limit"] * len(wrong)


def test_unknown_and_too_short_are_refused(knowledge: Knowledge) -> None:
    """An id that nobody knows, and minutes into which nothing fits, are refused by name."""
    plan = planned(knowledge.techniques[PRESSED], 0)
    everything = set(knowledge.items())
    names = [getattr(script(knowledge, one, everything), "name", "") for one in (replace(plan, id="x"), replace(plan, minutes=0.05))]
    assert names == ["unknown", "too_short"]


def test_a_script_is_plain_json(knowledge: Knowledge) -> None:
    """A script becomes JSON and back without loss."""
    told = plain(made(knowledge, planned(knowledge.techniques[PRESSED], 1)))
    assert json.loads(json.dumps(told)) == told
    assert told["steps"][0]["words"]["show"]
