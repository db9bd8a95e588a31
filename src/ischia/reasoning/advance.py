"""The only place where state changes: one day passes for a batch of people (rulings 7, 10, 18 and 19)."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.cautions import scope
from ischia.reasoning.days import CANNOT, SORENESS, Day, Sitting
from ischia.reasoning.dose import ladders_of, may_rise, raise_one
from ischia.reasoning.layout import Bools, Floats, Ints, layout_of
from ischia.reasoning.measures import baseline
from ischia.reasoning.people import COLOURS, NEVER, People
from ischia.reasoning.programme import catalogue_of
from ischia.reasoning.screen import ask_again, take_answers
from ischia.reasoning.truth import ANSWERED, settle

GREEN, AMBER, RED = (COLOURS.index(colour) for colour in ("green", "amber", "red"))


def advance(knowledge: Knowledge, people: People, day: Day) -> People:
    """The same people at the end of `day`."""
    people = _pass_time(people, day)
    people = _after_a_gap(knowledge, people, day)
    people = _morning(knowledge, people, day)
    for sitting in day.sittings:
        people = _sit(knowledge, people, sitting)
    people = _new_nerve_sign(knowledge, people, day)
    people = _wishes(people, day)
    people = _train(people, day)
    return _colour(knowledge, people, day, np.where(day.bad_at_once, RED, 0), day.done)


def _pass_time(people: People, day: Day) -> People:
    """The remembered days move up; today is empty as yet."""
    if day.since <= 0:
        return people
    return replace(
        people,
        leg=_rolled(people.leg, day.since, np.nan),
        sleep=_rolled(people.sleep, day.since, np.nan),
        back=_rolled(people.back, day.since, np.nan),
        function=_rolled(people.function, day.since, np.nan),
        activity=_rolled(people.activity, day.since, np.nan),
        calm=_rolled(people.calm, day.since, np.nan),
        colour=_rolled(people.colour, day.since, 0).astype(np.int8),
        trained=_rolled(people.trained, day.since, 0).astype(bool),
        backward=_rolled(people.backward, day.since, 0).astype(bool),
    )


def _rolled(values: NDArray[np.generic], days: int, empty: float) -> Floats:
    days = min(days, values.shape[1])
    fresh = np.full((len(values), days), empty)
    return np.concatenate([values[:, days:].astype(float), fresh], axis=1)


def _after_a_gap(knowledge: Knowledge, people: People, day: Day) -> People:
    """A missed week goes back to the first rung of the level below, four missed weeks to the start; rests by rule do not count."""
    ladders = ladders_of(knowledge)
    gap = day.day - np.floor(np.maximum(people.last_done, people.paused_until))
    lower = knowledge.limit("reaction.missed_days_level_down")
    crossed = np.isfinite(people.last_done) & (gap > lower) & (gap - day.since <= lower)
    forgotten = np.isfinite(people.last_done) & (gap > knowledge.limit("reaction.missed_days_restart"))
    level = np.take_along_axis(np.broadcast_to(ladders.level, (len(people), *ladders.level.shape)), people.rung[:, :, None], 2)[:, :, 0]
    below = np.maximum(level - 1, 0)
    first_of_level = (ladders.level[None] >= below[:, :, None]).argmax(axis=2)
    rung = np.where(forgotten, 0, np.where(crossed, np.minimum(first_of_level, people.rung), people.rung))
    return replace(people, rung=rung, greens=np.where(crossed | forgotten, 0, people.greens))


def _morning(knowledge: Knowledge, people: People, day: Day) -> People:
    """Write down the morning, colour yesterday's sitting by it, and let one green item rise."""
    leg = people.leg.copy()
    sleep = people.sleep.copy()
    leg[:, -1] = np.where(np.isnan(day.leg), leg[:, -1], day.leg)
    sleep[:, -1] = np.where(np.isnan(day.sleep), sleep[:, -1], day.sleep)
    people = replace(people, leg=leg, sleep=sleep)
    ago = day.day - np.floor(people.last_done)
    yesterday = ago == 1
    colour, worse = _colours(knowledge, people, day, yesterday.any(axis=1))
    affected = (ago >= 1) & (ago <= np.maximum(np.where(worse >= 2, 2, 1), _sore_days(knowledge, people, day))[:, None])
    silent = yesterday.any(axis=1) & (np.isnan(day.leg) | (day.soreness < 0)) & (colour == 0)
    people = replace(
        people,
        worse_mornings=worse,
        sore_mornings=np.where(day.soreness == SORENESS.index("same_spot"), people.sore_mornings + 1, 0),
        silent=np.where(silent, people.silent + 1, np.where(yesterday.any(axis=1), 0, people.silent)),
        lower_down=np.where(day.soreness >= SORENESS.index("lower_down"), day.day, people.lower_down),
    )
    people = _colour(knowledge, people, day, colour, affected)
    people = _told_pain(knowledge, people, day)
    return _rise(knowledge, people, day, np.asarray(colour == GREEN))


def _told_pain(knowledge: Knowledge, people: People, day: Day) -> People:
    """The morning's number is the newest answer to how much the leg hurts."""
    column = layout_of(knowledge).column["leg_pain_now"]
    said = ~np.isnan(day.leg)
    state, value, asked = people.state.copy(), people.value.copy(), people.asked.copy()
    state[said, column], value[said, column], asked[said, column] = ANSWERED, day.leg[said], day.day
    return replace(people, state=state, value=value, asked=asked)


def _colours(knowledge: Knowledge, people: People, day: Day, trained: Bools) -> tuple[Ints, Ints]:
    """The colour of each morning, and for how many mornings in a row the leg was clearly worse."""
    usual = baseline(people, int(knowledge.limit("reaction.baseline_mornings")))
    column = layout_of(knowledge).column["leg_pain_now"]
    told = np.where(people.answers().known(column), people.value[:, column], np.nan)
    rise = day.leg - np.where(np.isnan(usual), told, usual)
    clearly = rise >= knowledge.limit("reaction.amber_rise")
    worse = np.where(clearly, people.worse_mornings + 1, 0)
    sore = _soreness(knowledge, people, day)
    red: Bools = (rise >= knowledge.limit("reaction.red_rise")) | ((worse >= 2) & clearly) | (sore == RED)
    red |= day.soreness >= SORENESS.index("lower_down")
    amber = (rise > knowledge.limit("reaction.green_rise")) | (sore == AMBER)
    green = trained & (rise <= knowledge.limit("reaction.green_rise")) & (sore == GREEN)
    return np.select([red, amber, green], [RED, AMBER, GREEN], 0), worse


def _soreness(knowledge: Knowledge, people: People, day: Day) -> Ints:
    """Colour by how long the spot stayed sore: hours if they were told, else mornings in a row; 0 when nothing was said."""
    hours = np.where(np.isnan(day.sore_hours), 0, day.sore_hours)
    told = ~np.isnan(day.sore_hours)
    still = day.soreness == SORENESS.index("same_spot")
    red = np.where(told, hours > knowledge.limit("reaction.soreness_red_hours"), still & (people.sore_mornings >= 1))
    amber = np.where(told, hours > knowledge.limit("reaction.soreness_green_hours"), still)
    return np.select([day.soreness < 0, red, amber], [0, RED, AMBER], GREEN)


def _sore_days(knowledge: Knowledge, people: People, day: Day) -> Floats:
    """How many days back the sitting lies that made the spot sore; 0 when it is not sore."""
    told = np.ceil(day.sore_hours / knowledge.limit("programme.hours_a_day"))
    sore = day.soreness == SORENESS.index("same_spot")
    return np.where(sore, np.where(np.isnan(told), people.sore_mornings + 1, told), 0)


def _colour(knowledge: Knowledge, people: People, day: Day, colour: Ints, affected: Bools) -> People:
    """A colour counts for every item of the sitting: green adds to the run, amber and red step back, rest and hold."""
    green, amber, red = (affected & (colour == one)[:, None] for one in (GREEN, AMBER, RED))
    down = np.where(amber, knowledge.limit("reaction.amber_rungs_down"), np.where(red, knowledge.limit("reaction.red_rungs_down"), 0))
    rest = knowledge.limit("reaction.amber_rest_hours") / knowledge.limit("programme.hours_a_day")
    until = np.select([amber, red], [day.day + rest, day.day + knowledge.limit("reaction.red_pause_days")], NEVER)
    # Walking, breathing and light strokes step down but go on: a week without any movement would help nobody.
    until = np.where(catalogue_of(knowledge).new_counts, until, NEVER)
    again = (colour == AMBER) & (day.day - people.last_amber <= knowledge.limit("reaction.window_days"))
    holds = ((colour == RED) | again) & affected.any(axis=1)
    shown, backward = people.colour.copy(), people.backward.copy()
    shown[:, -1] = np.maximum(shown[:, -1], colour)
    backward[:, -1] |= (amber | red).any(axis=1)
    return replace(
        people,
        rung=np.maximum(people.rung - down.astype(int), 0),
        greens=np.where(amber | red, 0, people.greens + green),
        paused_until=np.maximum(people.paused_until, until),
        hold_until=np.where(holds, day.day + knowledge.limit("reaction.hold_days"), people.hold_until),
        last_amber=np.where(amber.any(axis=1), day.day, people.last_amber),
        colour=shown,
        backward=backward,
    )


def _rise(knowledge: Knowledge, people: People, day: Day, green: Bools) -> People:
    """Up one rung after enough greens: one item at a time, one rise a week, and only if no limit holds."""
    if not (green & may_rise(knowledge, people, day.day)).any():
        return people
    answers = settle(layout_of(knowledge), people.answers(), day.day)
    item, rises = raise_one(knowledge, people, scope(knowledge, people, answers, day.day), day.day)
    rises &= green
    rung, greens = people.rung.copy(), people.greens.copy()
    rows = np.flatnonzero(rises)
    rung[rows, item[rows]] += 1
    greens[rows, item[rows]] = 0
    return replace(
        people,
        rung=rung,
        greens=greens,
        last_rise=np.where(rises, day.day, people.last_rise),
        halved=people.halved & ~rises,
    )


def _new_nerve_sign(knowledge: Knowledge, people: People, day: Day) -> People:
    """New numbness, tingling or weakness, in the morning or during a session: the whole danger screen of before is asked again."""
    found = day.soreness == SORENESS.index("new_nerve_sign")
    danger = np.array([finding.part == "danger" for finding in layout_of(knowledge).finding])
    people = ask_again(knowledge, people, found[:, None] & danger & (people.asked <= day.morning_at[:, None]), day.morning_at)
    during = np.where(np.isnan(day.new_sign_at), -np.inf, day.new_sign_at)
    return ask_again(
        knowledge, people, danger & (people.asked <= during[:, None]) & np.isfinite(during)[:, None], np.maximum(during, day.day)
    )


def _sit(knowledge: Knowledge, people: People, sitting: Sitting) -> People:
    """Take the answers and clearances of one moment; after a clearance every dose starts again, at half."""
    before = people.cleared
    people = take_answers(knowledge, people, sitting)
    cleared = np.asarray((people.cleared > before).any(axis=1))
    return replace(
        people,
        rung=np.where(cleared[:, None], 0, people.rung),
        greens=np.where(cleared[:, None], 0, people.greens),
        halved=people.halved | cleared,
    )


def _wishes(people: People, day: Day) -> People:
    """Kit, time, what was dropped or moved, and the plan that was accepted."""
    said = ~np.isnan(day.dropped_until)
    return replace(
        people,
        kit=np.where(day.kit > 0, day.kit, people.kit),
        cannot=np.where(day.cannot > 0, day.cannot == CANNOT, people.cannot),
        minutes=np.where(np.isnan(day.minutes), people.minutes, day.minutes),
        dropped_until=np.where(said, day.dropped_until, people.dropped_until),
        moved=np.where(day.moved >= 0, day.moved, people.moved),
        planned=np.where(day.accepted[:, None], day.planned, people.planned) | day.wanted,
        # What the person took in exchange comes first until it is left out again.
        wished=(people.wished & ~(said & (day.dropped_until > NEVER))) | day.wanted,
        plan_day=np.where(day.accepted, day.day, people.plan_day),
    )


def _train(people: People, day: Day) -> People:
    """Note the sessions and the weekly answers."""
    trained = people.trained.copy()
    trained[:, -1] |= day.done.any(axis=1)
    weekly = {}
    for name in ("back", "function", "activity", "calm"):
        values = getattr(people, name).copy()
        said = getattr(day, name)
        values[:, -1] = np.where(np.isnan(said), values[:, -1], said)
        weekly[name] = values
    return replace(
        people,
        trained=trained,
        last_done=np.where(day.done, day.done_at[:, None], people.last_done),
        first_done=np.where(day.done & ~np.isfinite(people.first_done), day.done_at[:, None], people.first_done),
        lower_down=np.where(day.bad_at_once, day.day, people.lower_down),
        **weekly,
    )
