"""One person's journal: what was written, and what it says once corrections are applied."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ischia.journal.entry import Entry


@dataclass(frozen=True)
class Journal:
    """The entries of one person, each with its number.

    `written` is everything as it was noted, corrections among it, in the order of `seq`: nothing is ever lost. `entries` is what the
    journal says: corrected, without the corrections themselves and without what was withdrawn, day by day.
    """

    written: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Journal":
        """A journal of these entries; those that no store has numbered yet are numbered in their order, from 1."""
        noted = tuple(entries)
        numbers = {entry.seq for entry in noted}
        if numbers <= {None}:
            return cls(tuple(replace(entry, seq=place) for place, entry in enumerate(noted, 1)))
        if None in numbers or len(numbers) < len(noted):
            raise ValueError("some entries have no number, or one that another entry has: number all of them, each once, or none")
        return cls(tuple(sorted(noted, key=_number)))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What the journal says: corrections applied, in the order of day, moment and number."""
        bodies = {entry.body["corrects"]: entry.body["body"] for entry in self.written if entry.kind == "correction"}
        facts = (entry for entry in self.written if entry.kind != "correction")
        said = (replace(fact, body=bodies[fact.id]) if bodies.get(fact.id) is not None else fact for fact in facts if _stands(fact, bodies))
        return tuple(sorted(said, key=lambda entry: (entry.day, entry.happened, _number(entry))))

    @property
    def last_seq(self) -> int:
        """The number of the newest entry, 0 when there is none."""
        return _number(self.written[-1]) if self.written else 0

    def upto(self, seq: int) -> "Journal":
        """The journal as it was when that number was the newest: for replaying what was advised then."""
        return Journal(tuple(entry for entry in self.written if _number(entry) <= seq))

    def of_kind(self, *kinds: str) -> tuple[Entry, ...]:
        """What the journal says about these kinds, in order."""
        if len(kinds) == 1:
            return self._of_one_kind.get(kinds[0], ())
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    @cached_property
    def _of_one_kind(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.kind, []).append(entry)
        return {kind: tuple(entries) for kind, entries in found.items()}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def _number(entry: Entry) -> int:
    return entry.seq or 0


def _stands(entry: Entry, bodies: dict[str, object]) -> bool:
    """Whether no correction withdrew the entry."""
    return entry.id not in bodies or bodies[entry.id] is not None
