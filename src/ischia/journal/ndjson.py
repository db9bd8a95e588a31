"""The text form of a journal: one JSON object a line, in the order in which the entries were noted.

Reading refuses everything that is wrong at once, by line, and gives back exactly what was written.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from ischia.journal.entry import Entry, thaw
from ischia.journal.kinds import KINDS
from ischia.journal.shapes import EARLIEST_YEAR, Day, EntryId, Fault, Known, Number, choose, read_day, shown

NEEDED = ("id", "kind", "day", "happened", "noted", "body")
FIELDS = (*NEEDED, "seq")
MOMENT = "a moment with its zone, such as 2026-11-20T07:30:00+00:00"
SEQ = Number(1, 2**63 - 1, whole=True)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a line."""

    line: int
    where: str
    reason: str
    allowed: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.where}: {self.reason} (allowed: {self.allowed})"


class JournalError(ValueError):
    """The text is not a journal; `problems` holds every reason, in the order of the lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(map(str, self.problems)))


class _DoubledKeyError(ValueError):
    """A key that stands twice in one JSON object."""


@dataclass(frozen=True)
class _Line:
    """One line as read: its object when it is JSON, its entry when nothing was wrong with it."""

    number: int
    record: Mapping[str, Any]
    faults: tuple[Fault, ...]
    entry: Entry | None


def write_journal(entries: Iterable[Entry]) -> str:
    """The entries as NDJSON; refuses what could not be read again."""
    text = "".join(write_entry(entry) + "\n" for entry in entries)
    read_journal(text)
    return text


def read_journal(text: str, known: Known | None = None) -> tuple[Entry, ...]:
    """The entries of an NDJSON text; raises JournalError with everything that is wrong.

    `known` maps `question`, `item`, `rule` or `kit` to the ids that exist; a vocabulary that is not given is checked for form only.
    """
    texts = text.removeprefix("\ufeff").split("\n")
    lines = [_read_line(number, line, known or {}) for number, line in enumerate(texts, 1) if line.strip()]
    problems = [_problem(line.number, fault) for line in lines for fault in line.faults]
    problems += [*_doubled_ids(lines), *_sequence_problems(lines), *_correction_problems(lines, known or {})]
    if problems:
        raise JournalError(problems)
    return tuple(line.entry for line in lines if line.entry is not None)


def write_entry(entry: Entry) -> str:
    """One entry as a line, without its end; for a store that checks it against its neighbours itself."""
    return json.dumps(_plain(entry), ensure_ascii=False, separators=(",", ":"))


def read_entry(line: str) -> Entry:
    """The entry of one line, whatever its neighbours say; raises JournalError when it is none."""
    found = _read_line(1, line, {})
    if found.entry is None:
        raise JournalError(_problem(1, fault) for fault in found.faults)
    return found.entry


def _plain(entry: Entry) -> dict[str, Any]:
    record = {
        "id": entry.id,
        "kind": entry.kind,
        "day": entry.day.isoformat(),
        "happened": entry.happened.isoformat(),
        "noted": entry.noted.isoformat(),
        "body": thaw(entry.body),
    }
    return record if entry.seq is None else {**record, "seq": entry.seq}


def _problem(line: int, fault: Fault) -> Problem:
    return Problem(line, fault.where, fault.reason, fault.allowed)


def _read_line(number: int, text: str, known: Known) -> _Line:
    try:
        record = json.loads(text, object_pairs_hook=_single_keys)
    except _DoubledKeyError as doubled:
        return _Line(number, {}, (Fault("line", f"the key {doubled} is there twice", "each key once"),), None)
    except (ValueError, RecursionError) as wrong:
        return _Line(number, {}, (Fault("line", f"is not JSON: {wrong}", "one JSON object a line"),), None)
    if not isinstance(record, dict):
        return _Line(number, {}, (Fault("line", f"{shown(record)} is not an entry", "one JSON object a line"),), None)
    faults = tuple(_entry_faults(record, known))
    return _Line(number, record, faults, None if faults else _entry(record))


def _single_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _DoubledKeyError(key)
        made[key] = value
    return made


def _entry(record: Mapping[str, Any]) -> Entry:
    return Entry(
        id=record["id"],
        kind=record["kind"],
        day=date.fromisoformat(record["day"]),
        happened=datetime.fromisoformat(record["happened"]),
        noted=datetime.fromisoformat(record["noted"]),
        body=record["body"],
        seq=record.get("seq"),
    )


def _entry_faults(record: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    for name in NEEDED:
        if name not in record:
            yield Fault(name, "is missing", f"the fields {', '.join(NEEDED)}")
    for name in record:
        if name not in FIELDS:
            yield Fault(name, "is not a field of an entry", choose(name, FIELDS))
    if "id" in record:
        yield from EntryId().faults(record["id"], "id", known)
    if "seq" in record:
        yield from SEQ.faults(record["seq"], "seq", known)
    yield from _time_faults(record)
    yield from _body_faults(record, known)


def _time_faults(record: Mapping[str, Any]) -> Iterator[Fault]:
    if "day" in record:
        yield from Day().faults(record["day"], "day", {})
    moments: dict[str, datetime] = {}
    for name in ("happened", "noted"):
        if name in record:
            read = _read_moment(record[name])
            if isinstance(read, str):
                yield Fault(name, read, MOMENT)
            else:
                moments[name] = read
    day, happened, noted = read_day(record.get("day")), moments.get("happened"), moments.get("noted")
    if happened and noted and happened > noted:
        yield Fault("happened", "is after the moment at which it was noted", f"at the latest {noted.isoformat()}")
    if day and happened and abs((day - happened.date()).days) > 1:
        yield Fault("day", f"{day} is not the day of {happened.isoformat()}", "the person's own day, at most one day off")


def _read_moment(value: object) -> datetime | str:
    """The moment, or what is wrong with it."""
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return f"{shown(value)} is not a moment"
    if moment.utcoffset() is None:
        return f"{shown(value)} has no zone"
    return moment if moment.year >= EARLIEST_YEAR else f"{shown(value)} is too long ago"


def _body_faults(record: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    kind = record.get("kind")
    if "kind" in record and (not isinstance(kind, str) or kind not in KINDS):
        yield Fault("kind", f"{shown(kind)} is not a kind of entry", choose(kind, KINDS))
    elif isinstance(kind, str) and "body" in record:
        yield from KINDS[kind].faults(record["body"], read_day(record.get("day")) or date.max, known)


def _doubled_ids(lines: Iterable[_Line]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line in lines:
        name = line.record.get("id")
        if isinstance(name, str) and first.setdefault(name, line.number) != line.number:
            yield Problem(line.number, "id", f"{shown(name)} is also the id of line {first[name]}", "an id of its own for each entry")


def _sequence_problems(lines: Iterable[_Line]) -> Iterator[Problem]:
    entries = [(line.number, line.entry) for line in lines if line.entry is not None]
    for (earlier, before), (later, after) in pairwise(entries):
        if (before.seq is None) != (after.seq is None):
            yield Problem(later, "seq", f"is given on only one of the lines {earlier} and {later}", "on every entry, or on none")
        elif before.seq is not None and after.seq is not None and after.seq <= before.seq:
            yield Problem(later, "seq", f"{after.seq} does not follow {before.seq} of line {earlier}", "numbers that rise")


def _correction_problems(lines: Iterable[_Line], known: Known) -> Iterator[Problem]:
    earlier: dict[str, _Line] = {}
    for line in lines:
        if line.entry is not None and line.entry.kind == "correction":
            yield from (_problem(line.number, fault) for fault in _correction_faults(line.entry, earlier, known))
        name = line.record.get("id")
        if isinstance(name, str):
            earlier.setdefault(name, line)


def _correction_faults(entry: Entry, earlier: Mapping[str, _Line], known: Known) -> Iterator[Fault]:
    name = entry.body["corrects"]
    if name not in earlier:
        yield Fault("body.corrects", f"no earlier entry is called {name}", choose(name, earlier) if earlier else "an earlier entry's id")
        return
    target, body = earlier[name].entry, entry.body["body"]
    if target is None:
        return
    if target.kind == "correction":
        yield Fault("body.corrects", f"{name} is a correction itself", f"the entry that it corrects, {target.body['corrects']}")
    elif body is not None:
        for fault in KINDS[target.kind].faults(body, target.day, known):
            yield Fault(f"body.{fault.where}", fault.reason, fault.allowed)
