"""What a journal says once it is ordered and corrected."""

from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ischia.journal.entry import Entry, thaw
from ischia.journal.journal import Journal
from ischia.journal.ndjson import read_journal
from tests.journal.samples import lines, record
from tests.journal.strategies import journals


def morning(name: str, day: int, leg: int) -> dict[str, object]:
    """A morning of November with that leg pain."""
    moment = f"2026-11-{day:02}T07:00:00+00:00"
    return record(id=name, day=f"2026-11-{day:02}", happened=moment, noted="2026-11-30T09:00:00+00:00", body={"leg": leg})


def correction(name: str, of: str, body: object) -> dict[str, object]:
    """A correction of the entry `of`."""
    return record("correction", id=name, body={"corrects": of, "body": body})


def journal(*records: dict[str, object]) -> Journal:
    """The journal of these records."""
    return Journal.of(read_journal(lines(*records)))


def legs(said: Journal) -> list[int]:
    """The leg pain of each morning, in order."""
    return [entry.body["leg"] for entry in said.of_kind("morning")]


def test_entries_stand_in_the_order_of_the_days() -> None:
    """An entry that arrives late takes its place by its day, and keeps its number."""
    said = journal(morning("c", 12, 3), morning("a", 10, 1), morning("b", 11, 2))
    assert legs(said) == [1, 2, 3]
    assert [entry.seq for entry in said] == [2, 3, 1]
    assert [entry.id for entry in said.written] == ["c", "a", "b"]


def test_a_correction_takes_the_place_of_the_body() -> None:
    """The corrected entry keeps its day and number and says the new thing; the last correction counts."""
    said = journal(morning("a", 10, 1), morning("b", 11, 2), correction("x", "a", {"leg": 5}), correction("y", "a", {"leg": 6}))
    assert legs(said) == [6, 2]
    assert len(said) == 2
    assert [entry.id for entry in said.written] == ["a", "b", "x", "y"]
    assert said.written[0].body["leg"] == 1


def test_a_withdrawn_entry_is_gone_from_what_is_said_but_not_from_what_was_written() -> None:
    """A correction to null takes the entry out, and a later correction brings it back."""
    gone = journal(morning("a", 10, 1), correction("x", "a", None))
    back = journal(morning("a", 10, 1), correction("x", "a", None), correction("y", "a", {"leg": 4}))
    assert (legs(gone), [entry.id for entry in gone.written], legs(back)) == ([], ["a", "x"], [4])


def test_upto_shows_the_journal_as_it_was() -> None:
    """A later correction does not reach back into what was known then."""
    said = journal(morning("a", 10, 1), morning("b", 11, 2), correction("x", "a", {"leg": 5}))
    assert legs(said.upto(2)) == [1, 2]
    assert legs(said.upto(3)) == [5, 2]
    assert (said.upto(0).last_seq, said.upto(2).last_seq, said.last_seq) == (0, 2, 3)


def test_stored_numbers_are_kept_and_order_the_entries() -> None:
    """A store's numbers stay, gaps included, whatever order the entries come in."""
    first, second = read_journal(lines({**morning("a", 10, 1), "seq": 3}, {**morning("b", 11, 2), "seq": 8}))
    assert [entry.seq for entry in Journal.of([second, first]).written] == [3, 8]


def test_numbers_in_part_or_doubled_are_refused() -> None:
    """A journal is numbered entirely, each number once, or not at all."""
    (entry,) = read_journal(lines(morning("a", 10, 1)))
    with pytest.raises(ValueError, match="number all of them"):
        Journal.of([entry, replace(entry, id="b", seq=1)])
    with pytest.raises(ValueError, match="number all of them"):
        Journal.of([replace(entry, seq=1), replace(entry, id="b", seq=1)])


def test_a_moment_without_zone_is_refused() -> None:
    """Nobody can make an entry without saying which zone its moments are in."""
    naive = datetime(2026, 11, 20, 7, 30)  # noqa: DTZ001 (this is what is refused)
    with pytest.raises(ValueError, match="has no zone"):
        Entry("a", "note", date(2026, 11, 20), naive, naive, {"text": "x"})


class Autumn(tzinfo):
    """A zone on the night when summer time ends: one hour ahead, then none, told apart by `fold`."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """No offset the second time."""
        return timedelta(hours=0 if moment and moment.fold else 1)

    def dst(self, moment: datetime | None) -> timedelta:
        """The same, because the winter offset is none."""
        return self.utcoffset(moment)

    def tzname(self, moment: datetime | None) -> str:
        """A name that is lost on the way."""
        return "Autumn"


def test_a_named_zone_becomes_its_offset() -> None:
    """The hour that comes twice in autumn keeps the offset that was meant."""
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=Autumn(), fold=1)
    entry = Entry("a", "note", date(2026, 10, 25), twice, twice + timedelta(hours=2), {"text": "x"})
    assert (entry.happened.isoformat(), entry.happened.fold) == ("2026-10-25T01:30:00+00:00", 0)


def test_a_body_holds_plain_values_only() -> None:
    """A day or a set inside a body is refused at once."""
    moment = datetime.fromisoformat("2026-11-20T07:30:00+00:00")
    with pytest.raises(TypeError, match="not date"):
        Entry("a", "note", date(2026, 11, 20), moment, moment, {"text": date(2026, 11, 20)})


@given(journals(), st.integers(0, 30))
def test_upto_is_the_same_as_never_having_written_the_rest(written: tuple[Entry, ...], seq: int) -> None:
    """Replaying to a number equals a journal that ends there."""
    whole = Journal.of(written)
    ended = Journal.of(entry for entry in whole.written if (entry.seq or 0) <= seq)
    assert whole.upto(seq) == ended
    assert whole.upto(seq).entries == ended.entries


@given(journals())
def test_nothing_written_is_lost(written: tuple[Entry, ...]) -> None:
    """Each entry is said unless its last correction withdrew it, with its last body."""
    last = {entry.body["corrects"]: entry.body["body"] for entry in written if entry.kind == "correction"}
    expected = {entry.id: last.get(entry.id, entry.body) for entry in written if entry.kind != "correction"}
    said = {entry.id: thaw(entry.body) for entry in Journal.of(written)}
    assert said == {name: thaw(body) for name, body in expected.items() if body is not None}


@given(journals(), st.data())
def test_the_order_of_arrival_does_not_change_a_numbered_journal(written: tuple[Entry, ...], data: st.DataObject) -> None:
    """Numbered entries make the same journal in whatever order they are handed over."""
    numbered = list(Journal.of(written).written)
    assert Journal.of(data.draw(st.permutations(numbered))) == Journal.of(numbered)
