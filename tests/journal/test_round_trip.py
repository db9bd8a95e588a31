"""What we write we can read, exactly."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ischia.journal.entry import Entry, thaw
from ischia.journal.kinds import KINDS
from ischia.journal.ndjson import JournalError, read_journal, write_journal
from tests.journal.samples import BODIES, lines, record
from tests.journal.strategies import FACTS, entries, journals


@given(journals())
def test_what_is_written_reads_back(written: tuple[Entry, ...]) -> None:
    """Any good journal reads back as exactly the same entries."""
    assert read_journal(write_journal(written)) == written


@pytest.mark.parametrize("kind", FACTS)
@given(data=st.data())
def test_every_kind_reads_back(kind: str, data: st.DataObject) -> None:
    """Entries of each kind, in any shape its fields allow, read back the same."""
    entry = data.draw(entries([kind]))
    assert read_journal(write_journal([entry])) == (entry,)


@given(journals())
def test_writing_twice_gives_the_same_text(written: tuple[Entry, ...]) -> None:
    """Text, entries and text again are the same to the letter."""
    text = write_journal(written)
    assert write_journal(read_journal(text)) == text


@given(journals())
def test_moments_keep_their_offset(written: tuple[Entry, ...]) -> None:
    """The offset of each moment comes back, not only the same instant."""
    for before, after in zip(written, read_journal(write_journal(written)), strict=True):
        assert before.happened.isoformat() == after.happened.isoformat()
        assert before.noted.isoformat() == after.noted.isoformat()


def test_the_samples_name_every_kind() -> None:
    """There is a hand-written sample for each kind but the correction."""
    assert set(BODIES) == set(KINDS) - {"correction"}


@pytest.mark.parametrize("kind", BODIES)
def test_a_hand_written_entry_is_read_as_it_stands(kind: str) -> None:
    """Each field of a hand-written entry comes out as it was written."""
    (entry,) = read_journal(lines(record(kind)))
    assert (entry.id, entry.kind, entry.day.isoformat(), thaw(entry.body)) == (f"{kind}-1", kind, "2026-11-20", BODIES[kind])


def test_blank_lines_line_ends_and_a_byte_order_mark_are_harmless() -> None:
    """A file that an editor has touched still reads."""
    text = "\ufeff" + lines(record()).replace("\n", "\r\n") + "\n  \n"
    assert [entry.id for entry in read_journal(text)] == ["morning-1"]


def test_an_unusual_line_separator_inside_a_note_does_not_split_it() -> None:
    """Only a newline ends a line, whatever letters a note holds."""
    (entry,) = read_journal(lines(record("note", body={"text": "one\u2028two\u0085three"})))
    assert write_journal([entry]).count("\n") == 1
    assert read_journal(write_journal([entry])) == (entry,)


def test_an_empty_text_is_an_empty_journal() -> None:
    """No lines, no entries, no complaint."""
    assert read_journal("") == ()


def test_writing_refuses_what_could_not_be_read() -> None:
    """An impossible entry made in code is refused when it is written."""
    (entry,) = read_journal(lines(record()))
    wrong = Entry(entry.id, entry.kind, entry.day, entry.happened, entry.noted, {"leg": 11})
    with pytest.raises(JournalError, match=r"body\.leg: 11 is not possible"):
        write_journal([wrong])


def test_an_entry_cannot_be_changed() -> None:
    """Bodies are frozen all the way down."""
    (entry,) = read_journal(lines(record("session")))
    with pytest.raises(TypeError):
        entry.body["items"][0]["seconds"] = 0
    assert isinstance(entry.body["items"], tuple)


def test_text_that_was_changed_elsewhere_is_what_is_read() -> None:
    """The reader reads the text, it remembers nothing."""
    changed = json.loads(lines(record()))
    changed["body"]["leg"] = 2
    assert read_journal(lines(changed))[0].body["leg"] == 2


def test_an_entry_travels_between_processes() -> None:
    """An entry can be pickled and comes back equal."""
    (entry,) = read_journal(lines(record("session")))
    assert pickle.loads(pickle.dumps(entry)) == entry
