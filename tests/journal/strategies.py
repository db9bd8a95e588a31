"""Generated journals: entries of every kind, made from the same field tables that the reader checks against."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from ischia.journal import shapes
from ischia.journal.entry import Entry
from ischia.journal.kinds import KINDS
from ischia.journal.shapes import Known, Shape

Values = st.SearchStrategy[Any]

FACTS = tuple(kind for kind in KINDS if kind != "correction")
WORDS = st.from_regex(r"[a-z][a-z0-9_]{0,11}(\.[a-z0-9_]{1,8})?", fullmatch=True)
PLACES = st.from_regex(r"([a-z]{1,8}/)?[a-z][a-z0-9_]{0,11}", fullmatch=True)
ENTRY_IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,15}", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
DAYS = st.dates(date(shapes.EARLIEST_YEAR, 1, 1), date(9000, 1, 1)).map(date.isoformat)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=ZONES)  # noqa: DTZ001 (the zone is drawn)


def values(shape: Shape, known: Known) -> Values:
    """Every value that the shape allows, with ids taken from `known` where it names that vocabulary."""
    match shape:
        case shapes.Number(whole=True):
            return st.integers(int(shape.least), int(shape.most))
        case shapes.Number():
            return st.floats(shape.least, shape.most) | st.integers(int(shape.least), int(shape.most))
        case shapes.OneOf():
            return st.sampled_from(shape.choices)
        case shapes.Text():
            return TEXTS.filter(lambda text: len(text) <= shape.longest)
        case shapes.Id():
            return _ids(shape, known)
        case shapes.EntryId():
            return ENTRY_IDS
        case shapes.Day():
            return DAYS
        case shapes.Answer():
            return answers_of_any_form()
        case shapes.Nullable():
            return st.none() | values(shape.inner, known)
        case shapes.Listing():
            return st.lists(values(shape.inner, known), min_size=shape.least, max_size=4, unique_by=None if shape.may_repeat else repr)
        case shapes.Table():
            return st.dictionaries(values(shape.key, known), values(shape.inner, known), max_size=min(shape.most, 5))
        case shapes.Record():
            return records(shape.needed, shape.may, known)
    raise TypeError(f"no strategy for {shape}")


def _ids(shape: shapes.Id, known: Known) -> Values:
    if shape.vocabulary in known:
        return st.sampled_from(sorted(known[shape.vocabulary]))
    return PLACES if shape.vocabulary == "place" else WORDS


def answers_of_any_form() -> Values:
    """Answers: the four words, choices, numbers, days and lists of places."""
    numbers = st.integers(-1000, 1000) | st.floats(-1000, 1000)
    places = st.lists(PLACES, max_size=4, unique=True)
    return st.sampled_from(shapes.Answer.words) | WORDS | numbers | DAYS | places


def records(needed: Mapping[str, Shape], may: Mapping[str, Shape], known: Known) -> Values:
    """Mappings with all needed fields and any of the others."""
    return st.fixed_dictionaries(
        {name: values(shape, known) for name, shape in needed.items()},
        optional={name: values(shape, known) for name, shape in may.items()},
    )


@st.composite
def bodies(draw: st.DrawFn, kind: str, day: date, known: Known) -> dict[str, Any]:
    """A body of this kind whose fields agree with one another and with the day of the entry."""
    body: dict[str, Any] = draw(records(KINDS[kind].needed, KINDS[kind].may, known))
    if kind == "kit" and {"have", "lack"} <= body.keys():
        body["lack"] = [thing for thing in body["lack"] if thing not in body["have"]]
    if kind == "preference" and body["what"] in ("swapped", "moved"):
        body["to"] = draw(WORDS)
    if kind == "clearance":
        body["seen"] = (day - timedelta(days=draw(st.integers(0, 400)))).isoformat()
    return body


@st.composite
def entries(draw: st.DrawFn, kinds: Sequence[str] = FACTS, known: Known | None = None) -> Entry:
    """An entry of one of these kinds, not numbered by a store; `known` gives the ids to draw from, as for `read_journal`."""
    kind = draw(st.sampled_from(kinds))
    happened = draw(MOMENTS)
    noted = (happened.astimezone(UTC) + draw(st.timedeltas(timedelta(0), timedelta(days=30)))).astimezone(draw(ZONES))
    day = happened.date() + timedelta(days=draw(st.integers(-1, 1)))
    return Entry(draw(ENTRY_IDS), kind, day, happened, noted, draw(bodies(kind, day, known or {})))


@st.composite
def journals(draw: st.DrawFn, kinds: Sequence[str] = FACTS, known: Known | None = None, most: int = 5) -> tuple[Entry, ...]:
    """Entries that make a good journal: ids of their own, corrections and withdrawals of earlier entries, numbered or not."""
    made = draw(st.lists(entries(kinds, known), max_size=most, unique_by=lambda entry: entry.id))
    for place, entry in enumerate(draw(st.lists(st.sampled_from(made), max_size=3)) if made else ()):
        body = draw(st.none() | bodies(entry.kind, entry.day, known or {}))
        moment = draw(MOMENTS)
        name = f"correction:{place}"
        if all(other.id != name for other in made):
            made.append(Entry(name, "correction", moment.date(), moment, moment, {"corrects": entry.id, "body": body}))
    return tuple(made) if draw(st.booleans()) else numbered(made, draw(st.integers(1, 3)))


def numbered(made: Sequence[Entry], step: int = 1) -> tuple[Entry, ...]:
    """The entries with rising numbers, as a store would give them."""
    return tuple(
        Entry(entry.id, entry.kind, entry.day, entry.happened, entry.noted, entry.body, place * step) for place, entry in enumerate(made, 1)
    )
