"""Stories: what a person tells on some days, and what must follow. A YAML file holds a list of them.

    - name: New numbness between the legs stops everything
      person: {age: 45, sex: female, country: GB, minutes: 30, have: [tennis_ball], cannot: [floor]}
      days:
        - day: 1
          harmless: true                     # every danger and caution question, except those named here, has its harmless answer
          answers: {leg_pain_now: 5}         # `sitting: first` unless said (first, gate, weekly, question)
          expect: {danger.class: self_care, programme.refusal: null}
        - day: 2
          at: "08:30"                        # "09:00" unless said; a day may stand twice, with a later hour
          morning: {leg: 4, soreness: none, sleep: good}
          gate: {gate_legs: "yes"}           # the gates not named are "no", and the cautions asked anew each day are harmless
          session: [walk, {id: warm_lotion_kneading, seconds: 240}]
          reaction: same                     # or the whole body: {now: worse, pain: 5}
          expect: {programme.refusal.name: screen_incomplete}

Everything of a step happens at one moment, in the order of `ORDER`; then `expect` is held against the conclusion at that moment.
Day 1 is 2 November 2026, a Monday. `person`: age, sex (told as answers), country, minutes (a day), times (a day), have, lack, cannot (kit),
and any question id that is a fact of the story: those are told on day 1 and kept by every `harmless: true`.

    answers + sitting, gate, finding {finding, value}, session (list), morning (a number or a body), reaction (a word or a body), weekly,
    clearance {rules: [..], who, seen: day number, found}, preference, kit, plan_accepted ("as planned" or a list of item ids),
    correction {day: 1, body: {..} or null} mends the first `answers` of that day.

`repeat: 5` on a step tells it on 5 days in a row (its `expect` on the last one only).

`expect` maps dotted paths into the conclusion, as `ischia conclude --json` prints it, to what must stand there:

    danger.class: same_day                   # equal; a list of things with ids equals the list of their ids
    programme.refusal: null                  # nothing there
    danger.reasons: {contains: [weakness.foot_drop], lacks: [weakness.mild_and_steady]}
    dose.walk.minutes: {at_least: 5, at_most: 10}
    referral: {count: 0}                     # also: is, is_not, only (no other ids than these), holds (a piece of text)

Short cuts: `programme.items` (ids of the whole week), `programme.today` (of its first day), `programme.item.ID.FIELD` (the item where it
first stands), `cause.ID.mid`, and `item.ID.FIELD` of any list of things with ids (`cautions.item.skin_broken.sure`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.journal.kinds import KINDS
from ischia.journal.shapes import Known
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.loading import load_directory
from ischia.knowledge.reading import read_file
from ischia.reasoning.conclude import conclude
from ischia.reasoning.conclusions import plain
from ischia.reasoning.layout import CODES, layout_of
from ischia.reasoning.truth import ANSWERED
from ischia.trial.contract import Case, as_answers

HERE = Path(__file__).parent
FIRST_DAY = date.fromisoformat("2026-11-02")
ORDER = (
    "kit", "correction", "clearance", "finding", "answers", "gate",
    "plan_accepted", "preference", "morning", "session", "reaction", "weekly",
)  # fmt: skip
STEP = {*ORDER, "day", "at", "sitting", "harmless", "repeat", "expect"}
OF_PERSON = {"country": "country", "minutes": "minutes_a_day", "times": "times_a_day"}
OF_KIT = ("have", "lack", "cannot")
PARTS = ("about_me", "danger", "caution")
BRIEF = ("session", "P1D")
PERSON = {"age": 45, "leg_pain_now": 4, "back_pain_now": 2}


@dataclass(frozen=True)
class Story:
    """One story as it was read."""

    name: str
    person: Mapping[str, Any]
    days: tuple[Mapping[str, Any], ...]
    where: str

    def facts(self) -> dict[str, Any]:
        """The answers that make this person who they are."""
        return {**PERSON, **{key: value for key, value in self.person.items() if key not in (*OF_PERSON, *OF_KIT)}}


class StoryError(ValueError):
    """A story that is not written in the form above."""


@cache
def shipped() -> Knowledge:
    """The shipped knowledge, read once."""
    return load_directory()


def read_stories(folder: Path = HERE) -> list[Story]:
    """Every story of every YAML file below a folder."""
    return [story for path in sorted(folder.rglob("*.yaml")) for story in _stories(path, path.relative_to(folder).as_posix())]


def _stories(path: Path, file: str) -> Iterator[Story]:
    document, problems = read_file(path, file)
    if problems or not isinstance(document.plain, list):
        raise StoryError("\n".join(map(str, problems)) or f"{file} is no list of stories")
    for place, raw in enumerate(document.plain):
        where = f"{file}:{document.line((place,))}"
        wrong = sorted(({*raw} - {"name", "person", "days"}) | {key for step in raw["days"] for key in {*step} - STEP})
        if wrong:
            raise StoryError(f"{where}: unknown keys {', '.join(wrong)}; a step has {', '.join(sorted(STEP))}")
        yield Story(raw["name"], raw.get("person") or {}, tuple(_repeated(raw["days"])), where)


def _repeated(days: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each step as often as it repeats, on days in a row; only the last keeps what is expected."""
    for step in days:
        times = step.get("repeat", 1)
        for more in range(times):
            expected = step.get("expect") if more == times - 1 else None
            yield {**step, "day": step["day"] + more, "expect": expected}


def failures(story: Story, knowledge: Knowledge | None = None) -> list[str]:
    """What did not come out as the story says, in words."""
    return list(_Teller(knowledge or shipped(), story).run())


class _Teller:
    """Tells a story entry by entry into a journal and compares what follows."""

    def __init__(self, knowledge: Knowledge, story: Story) -> None:
        self.knowledge, self.story = knowledge, story
        self.entries: list[Entry] = []
        self.first_answers: dict[int, str] = {}
        self.concluded: Any = None

    def run(self) -> Iterator[str]:
        self._introduce(_moment(self.story.days[0]))
        for step in self.story.days:
            at = _moment(step)
            for kind, body in self._entries(step):
                self._tell(kind, body, at, step["day"])
            if step.get("expect"):
                found = self.conclusion(at)
                for path, wanted in step["expect"].items():
                    yield from (f"day {step['day']}, {path}: {wrong}" for wrong in _compare(found, path, wanted))

    def conclusion(self, at: datetime) -> Any:
        return plain(conclude(self.knowledge, Journal.of(self.entries), at))

    def _introduce(self, at: datetime) -> None:
        person = self.story.person
        about = {name: person[key] for key, name in OF_PERSON.items() if key in person}
        self._tell("about_me", {**about, "answers": self.story.facts()}, at, 1)
        if any(key in person for key in OF_KIT):
            self._tell("kit", {key: person[key] for key in OF_KIT if key in person}, at, 1)

    def _entries(self, step: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        made: dict[str, Any] = {
            "answers": self._answers, "gate": self._gate, "session": _session, "morning": _morning, "reaction": _reaction,
            "clearance": _clearance, "plan_accepted": lambda said: self._plan(said, step), "correction": self._correction,
        }  # fmt: skip
        for kind in ORDER:
            if kind == "answers" and ("answers" in step or step.get("harmless")):
                yield "answers", self._answers(step)
            elif kind in step and kind != "answers":
                yield "answers" if kind == "gate" else kind, made.get(kind, dict)(step[kind])

    def _tell(self, kind: str, body: Any, at: datetime, day: int) -> None:
        made = Entry(f"e{len(self.entries)}", kind, at.date(), at, at, body)
        faults = list(KINDS[kind].faults(body, made.day, self._known()))
        if faults:
            told = "; ".join(f"{one.where} {one.reason} ({one.allowed})" for one in faults)
            raise StoryError(f"{self.story.where}: day {day}, {kind}: {told}")
        if kind == "answers":
            self.first_answers.setdefault(day, made.id)
        self.entries.append(made)

    def _known(self) -> Known:
        k = self.knowledge
        return {"question": k.findings, "item": k.items(), "rule": k.danger_rules(), "kit": k.kit}

    def _answers(self, step: Mapping[str, Any]) -> dict[str, Any]:
        named = step.get("answers") or {}
        answers = harmless_answers(self.knowledge, {**self.story.facts(), **named}) if step.get("harmless") else named
        return {"sitting": step.get("sitting", "first"), "answers": answers}

    def _gate(self, said: Mapping[str, Any] | None) -> dict[str, Any]:
        findings = self.knowledge.findings
        gates = {key: "no" for key, finding in findings.items() if finding.part == "gate"}
        full = harmless_answers(self.knowledge, self.story.facts())
        today = {key: answer for key, answer in full.items() if findings[key].part == "caution" and findings[key].valid_for in BRIEF}
        return {"sitting": "gate", "answers": {**gates, **today, **(said or {})}}

    def _plan(self, said: Any, step: Mapping[str, Any]) -> dict[str, Any]:
        """The week as it is planned just now, or these items."""
        at = _moment(step)
        items = dict.fromkeys(_ids(self.conclusion(at), "programme.items")) if said == "as planned" else dict.fromkeys(said)
        days = [at.date().isoformat()]
        return {"items": [{"id": key, "rung": 0, "days": days} for key in items], "version": self.knowledge.version}

    def _correction(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {"corrects": self.first_answers[said["day"]], "body": said["body"]}


def harmless_answers(knowledge: Knowledge, named: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a full screen in which only the named ones differ from the harmless answer."""
    layout = layout_of(knowledge)
    case = Case(name="", answers=named, urgency="", programme="", source="")
    answers, _ = as_answers(knowledge, [case])
    found: dict[str, Any] = {}
    for column in np.flatnonzero(answers.state[0] == ANSWERED):
        finding, code = layout.finding[column], answers.value[0, column]
        if finding.kind == "places":
            found[finding.id] = []
        elif finding.part in PARTS and finding.kind == "number":
            found[finding.id] = float(code)
        elif finding.part in PARTS and finding.kind != "date":
            found[finding.id] = tuple(finding.choices or CODES)[int(code)]
    return {**found, **named}


def _moment(step: Mapping[str, Any]) -> datetime:
    hour, minute = map(int, step.get("at", "09:00").split(":"))
    day = FIRST_DAY + timedelta(days=step["day"] - 1)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.utc)  # noqa: UP017


def _session(said: list[Any]) -> dict[str, Any]:
    items = [{"id": one} if isinstance(one, str) else one for one in said]
    return {"items": [{"seconds": 300, "rung": None, **one} for one in items]}


def _morning(said: Any) -> dict[str, Any]:
    return dict(said) if isinstance(said, dict) else {"leg": said, "soreness": "none"}


def _reaction(said: Any) -> dict[str, Any]:
    return dict(said) if isinstance(said, dict) else {"now": said}


def _clearance(said: Mapping[str, Any]) -> dict[str, Any]:
    seen = FIRST_DAY + timedelta(days=said["seen"] - 1)
    return {"who": "hospital doctor", "found": "nothing dangerous", **said, "seen": seen.isoformat()}


def _compare(found: Any, path: str, wanted: Any) -> Iterator[str]:
    value = _at(found, path)
    if not isinstance(wanted, dict):
        wanted = {"is": wanted}
    for test, operand in wanted.items():
        wrong = _TESTS[test](value, operand) if test in _TESTS else f"{test} is no test; there are {', '.join(_TESTS)}"
        if wrong:
            yield wrong


def _at(found: Any, path: str) -> Any:
    """What stands at a dotted path; None where nothing does."""
    if path in ("programme.items", "programme.today"):
        return _ids(found, path)
    parts = path.split(".")
    if parts[:2] == ["programme", "item"]:
        return _walk(_first_item(found, parts[2]), parts[3:])
    if parts[0] == "cause":
        return _walk(_by_id(found["causes"], parts[1]), parts[2:])
    return _walk(found, parts)


def _walk(value: Any, parts: list[str]) -> Any:
    while parts and value is not None:
        part, parts = parts[0], parts[1:]
        if isinstance(value, list) and part == "item" and parts:
            value, parts = _by_id(value, parts[0]), parts[1:]
        elif isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = value.get(part)
    return value


def _by_id(things: list[Any], key: str) -> Any:
    return next((thing for thing in things if thing["id"] == key), None)


def _first_item(found: Any, key: str) -> Any:
    return next((item for day in found["programme"]["days"] for item in day["items"] if item["id"] == key), None)


def _ids(found: Any, path: str) -> list[str]:
    days = found["programme"]["days"]
    days = days[:1] if path.endswith("today") else days
    return list(dict.fromkeys(item["id"] for day in days for item in day["items"]))


def _names(value: Any) -> list[Any]:
    """The ids of a list of things, or the list itself, or the keys of a mapping."""
    return [one["id"] if isinstance(one, dict) else one for one in value or ()]


def _is(value: Any, wanted: Any) -> str:
    found = _names(value) if isinstance(value, list) and isinstance(wanted, list) else value
    return "" if found == wanted else f"is {found!r}, not {wanted!r}"


def _at_most(value: Any, wanted: Any) -> str:
    return "" if value is not None and value <= wanted else f"is {value!r}, above {wanted!r}"


def _at_least(value: Any, wanted: Any) -> str:
    return "" if value is not None and value >= wanted else f"is {value!r}, below {wanted!r}"


def _contains(value: Any, wanted: Any) -> str:
    missing = [one for one in _listed(wanted) if one not in _names(value)]
    return f"lacks {missing}; it has {_names(value)}" if missing else ""


def _lacks(value: Any, wanted: Any) -> str:
    there = [one for one in _listed(wanted) if one in _names(value)]
    return f"should not have {there}" if there else ""


def _only(value: Any, wanted: Any) -> str:
    others = [one for one in _names(value) if one not in _listed(wanted)]
    return f"should not have {others}" if others else ""


def _listed(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _count(value: Any, wanted: Any) -> str:
    return "" if len(value or ()) == wanted else f"has {len(value or ())}, not {wanted}: {_names(value)}"


def _is_not(value: Any, wanted: Any) -> str:
    return f"is {value!r}" if value == wanted else ""


def _holds(value: Any, wanted: Any) -> str:
    return "" if str(wanted) in str(value) else f"is {value!r}, without {wanted!r}"


_TESTS: dict[str, Callable[[Any, Any], str]] = {
    "is": _is,
    "is_not": _is_not,
    "at_most": _at_most,
    "at_least": _at_least,
    "contains": _contains,
    "lacks": _lacks,
    "only": _only,
    "count": _count,
    "holds": _holds,
}
