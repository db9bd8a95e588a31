"""The record in words: one line an entry, corrections beside what they correct."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ischia.guidance.marks import in_words
from ischia.journal.entry import Entry
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.ladders import minutes_of
from ischia.site.visit import Visit

ICONS = {
    "morning": "today", "session": "move", "reaction": "heart", "weekly": "clock", "answers": "check", "about_me": "info",
    "kit": "ball",
    "preference": "plan", "plan_accepted": "plan", "shown": "warn", "visit": "hand", "finding": "letter", "clearance": "letter",
    "note": "pencil",
    "correction": "pencil",
}  # fmt: skip
FILTERS = {
    "all": (),
    "mornings": ("morning", "weekly", "reaction"),
    "sessions": ("session",),
    "answers": ("answers", "about_me", "clearance", "shown"),
}
# Kinds that a person can mend by themselves; danger answers are only ever told anew.
MENDED = ("morning", "reaction", "weekly", "note", "session", "visit", "kit", "preference")
LONGEST = 5


@dataclass(frozen=True)
class Line:
    """One entry of the record."""

    entry: Entry
    icon: str
    says: str
    more: tuple[str, ...] = ()
    mended: bool = False
    can_mend: bool = False


@dataclass(frozen=True)
class Day:
    """The lines of one day, newest first."""

    day: date
    lines: tuple[Line, ...]


def months_of(visit: Visit) -> tuple[tuple[int, int], ...]:
    """Years and months that hold entries, newest first."""
    return tuple(sorted({(entry.day.year, entry.day.month) for entry in visit.journal.written}, reverse=True))


def days_of(visit: Visit, kinds: tuple[str, ...], month: tuple[int, int] | None) -> tuple[Day, ...]:
    """The days of one month, newest first, of these kinds (all when none is named)."""
    written = {entry.id: entry for entry in visit.journal.written}
    mended = {entry.body["corrects"] for entry in written.values() if entry.kind == "correction"}
    found: dict[date, list[Line]] = {}
    for entry in reversed(visit.journal.written):
        of = written.get(entry.body["corrects"], entry) if entry.kind == "correction" else entry
        if (month is None or (entry.day.year, entry.day.month) == month) and (not kinds or of.kind in kinds):
            found.setdefault(entry.day, []).append(line_of(visit.knowledge, entry, written, entry.id in mended))
    return tuple(Day(day, tuple(found[day])) for day in sorted(found, reverse=True))


def line_of(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry], mended: bool = False) -> Line:
    """One entry in words."""
    says, more = _SAID.get(entry.kind, _plain)(knowledge, entry, written)
    return Line(entry, ICONS[entry.kind], says, more, mended, entry.kind in MENDED and not mended)


Said = tuple[str, tuple[str, ...]]


def _word(knowledge: Knowledge, key: str, **slots: object) -> str:
    return knowledge.word(f"record.{key}", **slots)


def _plain(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    return _word(knowledge, f"kind.{entry.kind}"), ()


def _morning(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    body = entry.body
    parts = [_word(knowledge, "morning.leg", leg=_number(body["leg"])) if body.get("leg") is not None else ""]
    parts += [_word(knowledge, f"morning.sleep.{body['sleep']}") if body.get("sleep") else ""]
    parts += [_word(knowledge, f"morning.sore.{body['soreness']}") if body.get("soreness") else ""]
    return _listed(knowledge, "morning", parts), ()


def _listed(knowledge: Knowledge, kind: str, parts: list[str]) -> str:
    said = ", ".join(part for part in parts if part) or _word(knowledge, "nothing")
    return f"{_word(knowledge, f'kind.{kind}')}: {said}"


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _session(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    items = knowledge.items()
    lines = [_did(knowledge, items[one["id"]].label if one["id"] in items else one["id"], one) for one in entry.body["items"]]
    ending = entry.body.get("why_stopped")
    more = (_word(knowledge, f"session.{ending}"),) if ending and ending != "finished" else ()
    return _listed(knowledge, "session", lines), more


def _did(knowledge: Knowledge, label: str, one: Mapping[str, Any]) -> str:
    level = one.get("level")
    pressed = f", {knowledge.word('plan.level.short', level=level)}" if level else ""
    return _word(knowledge, "session.item", item=label, minutes=_number(round(minutes_of(one["seconds"]), 1))) + pressed


def _reaction(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    pain = entry.body.get("pain")
    parts = [
        _word(knowledge, f"reaction.{entry.body['now']}"),
        _word(knowledge, "reaction.pain", pain=_number(pain)) if pain is not None else "",
    ]
    return _listed(knowledge, "reaction", parts), ()


def _weekly(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    body = entry.body
    parts = [
        f"{knowledge.findings[f'weekly_{key}'].label} {_number(body[key])}"
        for key in ("back", "function", "calm")
        if body.get(key) is not None
    ]
    parts += [f"{name} {_number(score)}" for name, score in (body.get("activities") or {}).items() if score is not None]
    return _listed(knowledge, "weekly", parts), ()


def _answers(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    answers = entry.body.get("answers") or {}
    lines = [answer_words(knowledge, key, said) for key, said in answers.items()]
    extra = _about(knowledge, entry.body)
    if entry.kind == "answers" and answers and set(answers.values()) == {"no"}:
        sitting = entry.body["sitting"]
        return _word(knowledge, f"answers.{sitting}.all_no", count=len(answers)), tuple(lines) if len(lines) <= LONGEST else ()
    head = [*extra, *lines]
    kind = f"answers.{entry.body['sitting']}" if entry.kind == "answers" else "kind.about_me"
    if len(head) <= 2:
        return f"{_word(knowledge, kind)}: {'; '.join(head) or _word(knowledge, 'nothing')}", ()
    return _word(knowledge, kind), tuple(head)


def _about(knowledge: Knowledge, body: Mapping[str, Any]) -> list[str]:
    country = knowledge.countries.get(str(body.get("country")))
    minutes = body.get("minutes_a_day")
    return [
        *([country.label] if country else []),
        *([_word(knowledge, "about.minutes", minutes=_number(minutes))] if minutes is not None else []),
    ]


def answer_words(knowledge: Knowledge, question: str, said: Any) -> str:
    """A question and its answer in a few words."""
    finding = knowledge.findings.get(question)
    if finding is None:
        return f"{question}: {said}"
    if isinstance(said, list | tuple):
        places = dict(in_words(knowledge, {question: tuple(said)}))
        return f"{finding.label}: {next(iter(places.values()), _word(knowledge, 'nowhere'))}"
    words = {"unsure": _word(knowledge, "unsure"), "unchanged": knowledge.word("interview.known").lower()}
    return f"{finding.label}: {(finding.choices or {}).get(str(said), words.get(str(said), _number(said)))}"


def _kit(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    more = []
    for key in ("have", "lack"):
        things = [knowledge.kit[one].says if one in knowledge.kit else one for one in entry.body.get(key, ())]
        more += [f"{_word(knowledge, f'kit.{key}')}: {', '.join(things)}"] if things else []
    positions = [knowledge.positions[one].says if one in knowledge.positions else one for one in entry.body.get("cannot", ())]
    more += [f"{_word(knowledge, 'kit.cannot')}: {', '.join(positions)}"] if positions else []
    return _word(knowledge, "kind.kit"), tuple(more)


def _preference(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    items = knowledge.items()
    label = items[entry.body["item"]].label if entry.body["item"] in items else entry.body["item"]
    to = str(entry.body.get("to") or "")
    return _word(knowledge, f"preference.{entry.body['what']}", item=label, to=items[to].label if to in items else to), ()


def _plan(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    items = knowledge.items()
    labels = [items[one["id"]].label if one["id"] in items else one["id"] for one in entry.body["items"]]
    return _word(knowledge, "kind.plan_accepted"), (", ".join(labels),) if labels else ()


def _shown(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    rules = knowledge.danger_rules()
    title = knowledge.word(f"danger.class.{entry.body['class']}.title")
    return f"{_word(knowledge, 'kind.shown')}: {title}", tuple(rules[key].says for key in entry.body["rules"] if key in rules)


def _visit(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    more = tuple(str(entry.body[key]) for key in ("why", "outcome") if entry.body.get(key))
    return f"{_word(knowledge, 'kind.visit')}: {entry.body['whom']}", more


def _clearance(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    rules = knowledge.danger_rules()
    says = _word(knowledge, "clearance", who=entry.body["who"], day=entry.body["seen"])
    return says, (str(entry.body["found"]), *(rules[key].says for key in entry.body["rules"] if key in rules))


def _finding(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    return f"{_word(knowledge, 'kind.finding')}: {answer_words(knowledge, entry.body['finding'], entry.body['value'])}", (
        str(entry.body["whom"]),
    )


def _note(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    return f"{_word(knowledge, 'kind.note')}: {entry.body['text']}", ()


def _correction(knowledge: Knowledge, entry: Entry, written: Mapping[str, Entry]) -> Said:
    first = written.get(entry.body["corrects"])
    if first is None:
        return _word(knowledge, "kind.correction"), ()
    was = _SAID.get(first.kind, _plain)(knowledge, first, written)[0]
    if entry.body["body"] is None:
        return _word(knowledge, "correction.withdrawn", was=was), ()
    now = Entry(first.id, first.kind, first.day, first.happened, first.noted, entry.body["body"])
    return _word(knowledge, "correction.now", now=_SAID.get(first.kind, _plain)(knowledge, now, written)[0]), (
        _word(knowledge, "correction.was", was=was),
    )


_SAID: Mapping[str, Callable[[Knowledge, Entry, Mapping[str, Entry]], Said]] = {
    "morning": _morning,
    "session": _session,
    "reaction": _reaction,
    "weekly": _weekly,
    "answers": _answers,
    "about_me": _answers,
    "kit": _kit,
    "preference": _preference,
    "plan_accepted": _plan,
    "shown": _shown,
    "visit": _visit,
    "clearance": _clearance,
    "finding": _finding,
    "note": _note,
    "correction": _correction,
}


def questions_of(entry: Entry) -> Iterator[str]:
    """The questions that an entry answers."""
    yield from entry.body.get("answers") or {}
