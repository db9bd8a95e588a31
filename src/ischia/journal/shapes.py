"""What a value in an entry's body may be. Each shape says what it allows and finds what is wrong with a value."""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Protocol

EARLIEST_YEAR = 1900
MOST_TO_LIST = 20
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WORD = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
PLACE = re.compile(r"[a-z][a-z0-9_]*(?:/[a-z][a-z0-9_]*)?")
ENTRY_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")

Known = Mapping[str, Collection[str]]
"""Ids that are known from elsewhere, by the name of their vocabulary (`question`, `item`, `rule`, `kit`)."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where it is, why, and what may stand there instead."""

    where: str
    reason: str
    allowed: str


class Shape(Protocol):
    """What all shapes can do."""

    @property
    def allowed(self) -> str:
        """What may stand here, in words."""

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Everything that is wrong with `value`."""


def nearest(wrong: object, allowed: Iterable[str]) -> tuple[str, ...]:
    """Up to three allowed words that look like the wrong one, best first."""
    return tuple(get_close_matches(str(wrong).lower(), tuple(allowed), n=3, cutoff=0.6))


def choose(wrong: object, allowed: Collection[str]) -> str:
    """What is allowed instead of the wrong word: the nearest words first, the whole list when it is short."""
    near = nearest(wrong, allowed)
    meant = f"did you mean {' or '.join(near)}?" if near else ""
    every = f"one of {', '.join(sorted(allowed))}" if len(allowed) <= MOST_TO_LIST else ""
    return " ".join(part for part in (meant, every) if part) or f"one of {len(allowed)} known ids"


def shown(value: object) -> str:
    """The value as a message shows it, shortened when it is long."""
    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def is_number(value: object) -> bool:
    """Whether this is a finite number; true and false are not."""
    return not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)))


@dataclass(frozen=True)
class Number:
    """A number between two bounds; `whole` refuses fractions."""

    least: float
    most: float
    whole: bool = False

    @property
    def allowed(self) -> str:
        """The two bounds."""
        return f"a {'whole ' if self.whole else ''}number from {self.least:g} to {self.most:g}"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but a number within the bounds."""
        good = isinstance(value, int | float) and is_number(value) and self.least <= value <= self.most
        if not good or (self.whole and not isinstance(value, int)):
            yield Fault(where, f"{shown(value)} is not possible", self.allowed)


@dataclass(frozen=True)
class OneOf:
    """One of a few words."""

    choices: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """The words."""
        return f"one of {', '.join(self.choices)}"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but one of the words."""
        if isinstance(value, bool) and {"yes", "no"} <= set(self.choices):
            yield Fault(where, f"{shown(value)} is not an answer", "write yes or no")
        elif not isinstance(value, str) or value not in self.choices:
            yield Fault(where, f"{shown(value)} is not known", choose(value, self.choices))


@dataclass(frozen=True)
class Text:
    """Free words, not blank."""

    longest: int = 10_000

    @property
    def allowed(self) -> str:
        """How long the text may be."""
        return f"some words, at most {self.longest} characters"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but text, blank text, text that is too long or cannot be written as UTF-8."""
        if not isinstance(value, str) or not value.strip() or len(value) > self.longest:
            yield Fault(where, f"{shown(value)} is not text that we can keep", self.allowed)
        elif any("\ud800" <= letter <= "\udfff" for letter in value):
            yield Fault(where, "the text holds half a character", "whole Unicode characters")


@dataclass(frozen=True)
class Id:
    """An id of a vocabulary; checked for its form, and against `known` when that vocabulary is given."""

    vocabulary: str
    form: re.Pattern[str] = WORD

    @property
    def allowed(self) -> str:
        """The form of an id."""
        return f"the id of a {self.vocabulary}, in small letters, digits and underscores"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but an id, and an id that is not known."""
        if not isinstance(value, str) or len(value) > 80 or not self.form.fullmatch(value):
            yield Fault(where, f"{shown(value)} is not an id", self.allowed)
        elif self.vocabulary in known and value not in known[self.vocabulary]:
            yield Fault(where, f"no {self.vocabulary} is called {value}", choose(value, known[self.vocabulary]))


@dataclass(frozen=True)
class EntryId:
    """The id of an entry, made by a device."""

    allowed = "1 to 64 letters, digits, and . _ : - (the first a letter or digit)"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but such an id."""
        if not isinstance(value, str) or not ENTRY_ID.fullmatch(value):
            yield Fault(where, f"{shown(value)} is not an entry's id", self.allowed)


@dataclass(frozen=True)
class Day:
    """A calendar day as text."""

    allowed = f"a day as YYYY-MM-DD, from the year {EARLIEST_YEAR} on"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but a real day in that form."""
        if read_day(value) is None:
            yield Fault(where, f"{shown(value)} is not a day", self.allowed)


@dataclass(frozen=True)
class Answer:
    """An answer to a question: yes, no, unsure, unchanged, a choice, a number, a day or a list of places."""

    allowed = "yes, no, unsure, unchanged, a choice, a number, a day as YYYY-MM-DD or a list of places"
    words = ("yes", "no", "unsure", "unchanged")
    bound = 1_000_000

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but an answer; true and false are refused because YAML and JSON guess them."""
        match value:
            case bool():
                yield Fault(where, f"{shown(value)} is not an answer", "write yes or no")
            case int() | float():
                yield from Number(-self.bound, self.bound).faults(value, where, known)
            case list() | tuple():
                yield from Listing(Id("place", PLACE)).faults(value, where, known)
            case str() if value[:1].isdigit():
                yield from Day().faults(value, where, known)
            case str() if WORD.fullmatch(value) and len(value) <= 80:
                return
            case _:
                near = nearest(value, self.words)
                yield Fault(where, f"{shown(value)} is not an answer", f"did you mean {near[0]}?" if near else self.allowed)


@dataclass(frozen=True)
class Nullable:
    """What the inner shape allows, or null for "not said"."""

    inner: Shape

    @property
    def allowed(self) -> str:
        """What the inner shape allows, or null."""
        return f"{self.inner.allowed}, or null"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """What the inner shape finds, unless the value is null."""
        if value is not None:
            yield from self.inner.faults(value, where, known)


@dataclass(frozen=True)
class Listing:
    """A list of different things of one shape."""

    inner: Shape
    least: int = 0
    may_repeat: bool = False

    @property
    def allowed(self) -> str:
        """How many, and of what."""
        return f"a list{' of at least one' if self.least else ''}, each {self.inner.allowed}"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but such a list, and every fault of its parts."""
        if not isinstance(value, list | tuple) or len(value) < self.least:
            yield Fault(where, f"{shown(value)} is not such a list", self.allowed)
            return
        for place, part in enumerate(value):
            yield from self.inner.faults(part, f"{where}[{place}]", known)
            if not self.may_repeat and part in value[:place]:
                yield Fault(f"{where}[{place}]", f"{shown(part)} is there twice", "each thing once")


@dataclass(frozen=True)
class Table:
    """A mapping from keys of one shape to values of another."""

    key: Shape
    inner: Shape
    most: int = 1000

    @property
    def allowed(self) -> str:
        """What the keys and the values may be."""
        return f"a mapping of at most {self.most}: {self.key.allowed} to {self.inner.allowed}"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but such a mapping, and every fault of its keys and values."""
        if not isinstance(value, Mapping) or len(value) > self.most:
            yield Fault(where, f"{shown(value)} is not such a mapping", self.allowed)
            return
        for key, part in value.items():
            yield from self.key.faults(key, where, known)
            yield from self.inner.faults(part, f"{where}.{key}", known)


@dataclass(frozen=True)
class Anything:
    """A mapping whose shape is checked elsewhere."""

    allowed = "a mapping"

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Anything but a mapping."""
        if not isinstance(value, Mapping):
            yield Fault(where, f"{shown(value)} is not a mapping", self.allowed)


@dataclass(frozen=True)
class Record:
    """A mapping with named fields; those in `needed` must be there, those in `may` can be left out."""

    needed: Mapping[str, Shape]
    may: Mapping[str, Shape]

    @property
    def allowed(self) -> str:
        """The names of the fields."""
        must, can = ", ".join(self.needed), ", ".join(self.may)
        return " and ".join(part for part in (f"the fields {must}" if must else "", f"if you like {can}" if can else "") if part)

    def faults(self, value: object, where: str, known: Known) -> Iterator[Fault]:
        """Missing and unknown fields, and every fault of the fields."""
        if not isinstance(value, Mapping):
            yield Fault(where, f"{shown(value)} is not a mapping", self.allowed)
            return
        fields = {**self.needed, **self.may}
        for name in self.needed:
            if name not in value:
                yield Fault(f"{where}.{name}", "is missing", fields[name].allowed)
        for name, part in value.items():
            if name in fields:
                yield from fields[name].faults(part, f"{where}.{name}", known)
            else:
                yield Fault(f"{where}.{name}", "is not a field here", choose(name, fields))


def read_day(value: object) -> date | None:
    """The day that the text names, or nothing when it names none."""
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.year >= EARLIEST_YEAR else None
