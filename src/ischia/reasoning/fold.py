"""From one journal to one row of People: the entries of each day become a Day, and `advance` moves the row (ruling 10)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby
from typing import Any

import numpy as np

from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Finding
from ischia.reasoning.advance import advance
from ischia.reasoning.days import CAN, CANNOT, SLEEP, SORENESS, Day, Sitting, quiet_day
from ischia.reasoning.layout import CODES, Layout, layout_of
from ischia.reasoning.people import HAVE, LACK, People, newcomers
from ischia.reasoning.screen import NO, UNCHANGED, YES
from ischia.reasoning.truth import ANSWERED, UNSURE

EPOCH = date.fromisoformat("1970-01-01")
BAD_AT_ONCE = ("lower_down", "tingling")
SITTINGS = ("about_me", "answers", "finding", "clearance")
WORRYING = ("yes", "unsure", "unchanged")
_YES_NO = {"no": NO, "yes": YES, "unchanged": UNCHANGED}


def day_number(day: date) -> float:
    """Days since 1970 of a calendar day."""
    return float((day - EPOCH).days)


def moment_number(moment: datetime, zone: tzinfo | None = None) -> float:
    """Days since 1970 of a moment by the clock of `zone`, or of the place where it was noted."""
    moment = moment.astimezone(zone) if zone is not None else moment
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day_number(moment.date()) + (moment - midnight) / timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Past:
    """The days before today, already folded: what was told on them, by which clock, the last of them, and where they led."""

    told: tuple[Entry, ...]
    zone: tzinfo | None
    last: date | None
    people: People


def fold(knowledge: Knowledge, journal: Journal, at: datetime, known: Past | None = None) -> People:
    """One person at one moment: a batch of one, from every entry noted up to then. A `known` past spares the days that it holds."""
    past = fold_past(knowledge, journal, at, known)
    entries = [entry for entry in _told(journal) if entry.happened <= at]
    return _walk(knowledge, past, entries, _days_of(entries, at), at.tzinfo).people


def fold_past(knowledge: Knowledge, journal: Journal, at: datetime, known: Past | None = None) -> Past:
    """The days before the day of `at`; goes on from `known` where that still holds, and begins anew where it does not."""
    entries = [entry for entry in _told(journal) if entry.happened <= at]
    days = [day for day in _days_of(entries, at) if day < at.date()]
    before = tuple(entry for entry in entries if entry.day < at.date())
    if known is None or not _goes_on(known, before, at):
        known = Past((), at.tzinfo, None, newcomers(knowledge, 1))
    return replace(_walk(knowledge, known, entries, days, at.tzinfo), told=before)


def _goes_on(known: Past, before: tuple[Entry, ...], at: datetime) -> bool:
    """Whether a known past is the beginning of this one: the same clock, the same entries, and nothing told later about its days."""
    more = before[len(known.told) :]
    same = known.zone == at.tzinfo and before[: len(known.told)] == known.told
    return same and (known.last is None or (known.last < at.date() and all(entry.day > known.last for entry in more)))


def _walk(knowledge: Knowledge, past: Past, entries: list[Entry], days: list[date], zone: tzinfo | None) -> Past:
    """The days after a past, each moved on by `advance`."""
    by_day = {day: tuple(of_day) for day, of_day in groupby(entries, key=lambda entry: entry.day)}
    people, before = past.people, past.last
    for day in days:
        if past.last is None or day > past.last:
            people = advance(knowledge, people, day_of(knowledge, by_day.get(day, ()), day, before, zone))
            before = day
    return replace(past, last=before, people=people)


def _told(journal: Journal) -> list[Entry]:
    """What was told, in order. A corrected answer stays told: the correction is a new answer at its own moment (ruling 7)."""
    told = [entry for entry in journal.entries if entry.kind not in SITTINGS]
    written = {entry.id: entry for entry in journal.written if entry.kind in SITTINGS}
    for entry in journal.written:
        first = written.get(entry.body["corrects"]) if entry.kind == "correction" else None
        if first is not None:
            told += _corrected(first, entry)
            written[first.id] = _after_correction(first, entry)
    told += [entry for entry in written.values() if entry.body]
    return sorted(told, key=lambda entry: (entry.day, entry.happened, entry.seq or 0))


def _corrected(first: Entry, correction: Entry) -> list[Entry]:
    """What a correction tells anew: only what differs, so that an old answer does not become fresh."""
    body = correction.body["body"]
    if body is None:
        return []
    before, after = first.body.get("answers") or {}, body.get("answers") or {}
    other = {key: answer for key, answer in after.items() if before.get(key) != answer}
    return [replace(correction, kind=first.kind, body={**body, "answers": other} if "answers" in body else body)]


def _after_correction(first: Entry, correction: Entry) -> Entry:
    """What stays of the first telling: worrying answers, and those that the correction repeats. A clearance does not stay."""
    if first.kind == "clearance":
        return replace(first, body={})
    after = (correction.body["body"] or {}).get("answers") or {}
    answers = first.body.get("answers") or {}
    stays = {key: answer for key, answer in answers.items() if answer in WORRYING or key in after}
    return replace(first, body={**first.body, "answers": stays} if answers else first.body)


def _days_of(entries: list[Entry], at: datetime) -> list[date]:
    """Days with entries, the mornings after sessions, and today."""
    told = {entry.day for entry in entries}
    after = {entry.day + timedelta(days=1) for entry in entries if entry.kind == "session"}
    last = max((*told, at.date()))
    return sorted(day for day in {*told, *after, last} if day <= last)


def day_of(knowledge: Knowledge, entries: tuple[Entry, ...], day: date, before: date | None, zone: tzinfo | None = None) -> Day:
    """The entries of one calendar day as a Day of one person; moments by the clock of `zone`, so that hours between them are true."""
    number = day_number(day)
    made = quiet_day(knowledge, 1, number, (day - before).days if before else 0)
    for entry in entries:
        if entry.kind in SITTINGS:
            made = replace(made, sittings=(*made.sittings, _sitting(knowledge, entry, zone)))
        if entry.kind == "morning" and entry.body.get("soreness") == "new_nerve_sign":
            made = replace(made, morning_at=np.array([moment_number(entry.happened, zone)]))
        noted = _NOTES.get(entry.kind)
        made = noted(knowledge, made, entry.body, entry) if noted else made
    signs = [moment_number(entry.happened, zone) for entry in entries if _is_new_sign(entry)]
    return replace(made, new_sign_at=np.array([max(signs)])) if signs else made


def _is_new_sign(entry: Entry) -> bool:
    """A session stopped for a new sign: the danger screen comes again at once (ruling 19)."""
    return bool(entry.kind == "session" and entry.body.get("why_stopped") == "new_sign")


def _sitting(knowledge: Knowledge, entry: Entry, zone: tzinfo | None) -> Sitting:
    layout = layout_of(knowledge)
    state, value = np.zeros((1, layout.width), np.int8), np.zeros((1, layout.width))
    answers = {entry.body["finding"]: entry.body["value"]} if entry.kind == "finding" else entry.body.get("answers") or {}
    for question, answer in answers.items():
        for column, known, number in coded(layout, question, answer):
            state[0, column], value[0, column] = known, number
    cleared = np.array([[key in entry.body.get("rules", ()) for key in layout.rules]])
    gate = entry.kind == "answers" and entry.body["sitting"] == "gate"
    seen = day_number(date.fromisoformat(str(entry.body["seen"]))) if entry.kind == "clearance" else np.nan
    return Sitting(np.array([moment_number(entry.happened, zone)]), state, value, np.array([gate]), cleared, np.array([seen]))


def coded(layout: Layout, question: str, answer: Any) -> list[tuple[int, int, float]]:
    """(column, state, value) of one answer; what this knowledge does not ask or allow is passed over."""
    if question in layout.places:
        return _places(layout, question, answer)
    column = layout.column.get(question)
    if column is None:
        return []
    if answer == "unsure":
        return [(column, UNSURE, 0.0)]
    number = _number(layout, column, answer)
    return [] if number is None else [(column, ANSWERED, number)]


def _number(layout: Layout, column: int, answer: Any) -> float | None:
    """The number that stands for an answer; None for one that the question does not allow, which is as good as unasked."""
    finding = layout.finding[column]
    if finding.kind == "choice":
        return layout.code(finding.id, str(answer)) if str(answer) in (finding.choices or CODES) else None
    if finding.kind == "date":
        return _date_number(answer)
    if isinstance(answer, str):
        return None if finding.kind == "number" or answer not in _YES_NO else float(_YES_NO[answer])
    allowed = isinstance(answer, int | float) and finding.kind != "yes_no" and _within(finding, float(answer))
    return float(answer) if allowed else None


def _within(finding: Finding, number: float) -> bool:
    low, high = finding.lowest, finding.highest
    return (low is None or number >= low) and (high is None or number <= high)


def _date_number(answer: Any) -> float | None:
    try:
        return day_number(date.fromisoformat(str(answer)))
    except ValueError:
        return None


def _places(layout: Layout, question: str, answer: Any) -> list[tuple[int, int, float]]:
    """A body map is answered whole: what is not marked is not there; a place without side means both."""
    if answer == "unsure":
        return [(int(column), UNSURE, 0.0) for column in layout.places[question]]
    names = {int(column): layout.columns[column].partition("/")[2] for column in layout.places[question]}
    marked = set(answer if isinstance(answer, list | tuple) else ())
    return [(column, ANSWERED, float(bool({name, name.partition("_")[2]} & marked))) for column, name in names.items()]


def _kit(knowledge: Knowledge, day: Day, body: Mapping[str, Any], entry: Entry) -> Day:
    kit, cannot = day.kit.copy(), day.cannot.copy()
    for i, thing in enumerate(knowledge.kit):
        kit[0, i] = HAVE if thing in body.get("have", ()) else LACK if thing in body.get("lack", ()) else kit[0, i]
    if "cannot" in body:
        cannot[0] = [CANNOT if position in body["cannot"] else CAN for position in knowledge.positions]
    return replace(day, kit=kit, cannot=cannot)


def _about_me(knowledge: Knowledge, day: Day, body: Mapping[str, Any], entry: Entry) -> Day:
    minutes = body.get("minutes_a_day")
    return day if minutes is None else replace(day, minutes=np.array([float(minutes)]))


def _preference(knowledge: Knowledge, day: Day, body: Mapping[str, Any], entry: Entry) -> Day:
    place = layout_of(knowledge).item.get(body["item"])
    if place is None:
        return day
    dropped, moved, wanted = day.dropped_until.copy(), day.moved.copy(), day.wanted.copy()
    if body["what"] in ("dropped", "swapped"):
        until = body.get("until")
        dropped[0, place] = np.inf if until is None else day_number(date.fromisoformat(str(until)))
        wanted[0] |= np.array([key == body.get("to") for key in layout_of(knowledge).items])
    elif body["what"] == "restored":
        dropped[0, place] = -np.inf
    else:
        moved[0, place] = int(body["to"]) if str(body["to"]).isdigit() else 1
    return replace(day, dropped_until=dropped, moved=moved, wanted=wanted)


def _plan(knowledge: Knowledge, day: Day, body: Mapping[str, Any], entry: Entry) -> Day:
    accepted = {item["id"] for item in body["items"]}
    planned = np.array([[key in accepted for key in layout_of(knowledge).items]])
    return replace(day, planned=planned, accepted=np.array([True]))


def _session(knowledge: Knowledge, day: Day, body: Mapping[str, Any], entry: Entry) -> Day:
    done = {item["id"] for item in body["items"] if item["seconds"] > 0}
    found = np.array([[key in done for key in layout_of(knowledge).items]])
    return replace(day, done=day.done | found, done_at=np.array([day.day]))


def _reaction(knowledge: Knowledge, day: Day, body: Mapping[str, Any], entry: Entry) -> Day:
    return replace(day, bad_at_once=day.bad_at_once | (body["now"] in BAD_AT_ONCE))


def _morning(knowledge: Knowledge, day: Day, body: Mapping[str, Any], entry: Entry) -> Day:
    soreness, sleep = body.get("soreness"), body.get("sleep")
    return replace(
        day,
        leg=_one(body.get("leg")),
        # Of several entries of one morning the worst soreness counts: a new sign is not taken back.
        soreness=np.maximum(day.soreness, SORENESS.index(soreness) if soreness else -1),
        sore_hours=_one(body.get("sore_hours")),
        sleep=_one(SLEEP.index(sleep) if sleep else None),
    )


def _weekly(knowledge: Knowledge, day: Day, body: Mapping[str, Any], entry: Entry) -> Day:
    own = [score for score in (body.get("activities") or {}).values() if score is not None]
    return replace(
        day,
        back=_one(body.get("back")),
        function=_one(body.get("function")),
        calm=_one(body.get("calm")),
        activity=_one(min(own, default=None)),
    )


def _one(number: float | None) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([np.nan if number is None else float(number)])


_NOTES = {
    "about_me": _about_me,
    "kit": _kit,
    "preference": _preference,
    "plan_accepted": _plan,
    "session": _session,
    "reaction": _reaction,
    "morning": _morning,
    "weekly": _weekly,
}
