"""The store: kept only when on the disk, once however often it is sent, and unreadable without its key."""

import subprocess
import sys
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.site.seal import Seal, SealBrokenError, key_file, read_key
from ischia.site.store import ImpossibleEntryError, Store
from ischia.site.visit import store
from tests.journal.strategies import entries
from tests.site.clock import Clock
from tests.site.disk import integrity, on_the_disk
from tests.site.people import tell


def note(clock: Clock, text: str) -> Entry:
    """A note at this moment."""
    return Entry(uuid4().hex, "note", clock.moment.date(), clock.moment, clock.moment, {"text": text})


def test_the_same_entry_twice_is_one(clock: Clock) -> None:
    """An entry that is sent again changes nothing."""
    one = note(clock, "once")
    assert len(store().add(one)) == 1
    assert store().add(one) == ()
    assert [entry.body["text"] for entry in store().journal()] == ["once"]


def test_entries_are_kept_all_or_none(clock: Clock) -> None:
    """One impossible entry among several keeps out all of them."""
    with pytest.raises(ImpossibleEntryError):
        store().add(note(clock, "fine"), Entry("bad", "morning", clock.moment.date(), clock.moment, clock.moment, {"leg": 11}))
    assert len(store().journal()) == 0


def test_a_correction_is_held_to_the_kind_that_it_corrects(clock: Clock) -> None:
    """A correction with a body that the corrected kind does not allow is refused."""
    morning = tell("morning", {"leg": 4})
    with pytest.raises(ImpossibleEntryError):
        tell("correction", {"corrects": morning.id, "body": {"leg": 40}})
    tell("correction", {"corrects": morning.id, "body": {"leg": 3}})
    assert [entry.body["leg"] for entry in store().journal().of_kind("morning")] == [3]


def test_another_program_reads_what_was_kept(clock: Clock) -> None:
    """A second store on the same folder, as after a restart, opens the same journal."""
    first = tell("note", {"text": "here"})
    again = Store(settings.FOLDER, {})
    assert [entry.id for entry in again.journal()] == [first.id]


def test_nothing_readable_lies_on_the_disk(clock: Clock) -> None:
    """Neither words nor kinds of entries nor drafts can be read from the files."""
    tell("note", {"text": "numbness-in-the-left-foot"})
    store().keep_draft("session", {"at": "numbness-in-the-left-foot"})
    assert b"numbness" not in on_the_disk()
    assert b'"note"' not in on_the_disk()


def test_erased_means_gone(clock: Clock) -> None:
    """After erasing, no row and no id is left, and the old key opens nothing new."""
    kept = tell("note", {"text": "gone soon"})
    old = read_key(settings.FOLDER)
    store().erase()
    assert kept.id.encode() not in on_the_disk()
    assert len(store().journal()) == 0
    tell("note", {"text": "a new life"})
    assert read_key(settings.FOLDER) != old


def test_a_store_notices_that_another_erased(clock: Clock) -> None:
    """What a program holds in memory is let go when the rows are gone."""
    tell("note", {"text": "here"})
    other = Store(settings.FOLDER, {})
    assert len(other.journal()) == 1
    store().erase()
    assert len(other.journal()) == 0


def test_many_threads_give_each_entry_its_own_number(clock: Clock) -> None:
    """Entries that arrive together are all kept, numbered without a gap."""
    told = [note(clock, str(place)) for place in range(24)]
    threads = [threading.Thread(target=store().add, args=(one,)) for one in told]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.seq or 0 for entry in store().journal()) == list(range(1, 25))


@given(plain=st.binary(max_size=200), name=st.text(max_size=30), other=st.text(max_size=30))
def test_a_seal_opens_only_under_its_own_name(plain: bytes, name: str, other: str) -> None:
    """What is sealed comes back under its name, and under no other name or key."""
    seal = Seal(bytes(32))
    sealed = seal.seal(plain, name)
    assert seal.open(sealed, name) == plain
    with pytest.raises(SealBrokenError):
        Seal(b"1" * 32).open(sealed, name)
    if other != name:
        with pytest.raises(SealBrokenError):
            seal.open(sealed, other)


def test_the_key_lies_apart_and_is_marked_for_backups_to_leave_out(clock: Clock) -> None:
    """The key has a folder of its own with the mark that backup programs know, readable by its owner only."""
    tell("note", {"text": "here"})
    key = key_file(settings.FOLDER)
    assert (key.parent / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert key.stat().st_mode & 0o077 == 0


def test_a_database_is_durable_by_its_settings(clock: Clock) -> None:
    """The log is written ahead and every commit waits for the disk."""
    program = (
        "import django; django.setup(); from django.db import connection as c; k = c.cursor();"
        "print([k.execute(f'PRAGMA {p}').fetchone()[0] for p in ('journal_mode', 'synchronous', 'secure_delete')])"
    )
    env = {"ISCHIA_DATA": str(settings.FOLDER), "DJANGO_SETTINGS_MODULE": "ischia.site.settings"}
    told = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['wal', 2, 1]"


def test_moments_keep_their_zone(clock: Clock) -> None:
    """An entry comes back with the day and the offset of where it was noted."""
    clock.on(hours=14, minutes=40)
    kept = tell("note", {"text": "late"})
    (back,) = Store(settings.FOLDER, {}).journal().written
    assert (back.day, back.happened, back.happened.utcoffset()) == (kept.day, kept.happened, timedelta(hours=1))


def test_the_file_is_a_sound_database(clock: Clock) -> None:
    """SQLite finds nothing wrong with the file."""
    tell("note", {"text": "here"})
    assert integrity() == "ok"


@given(entries=st.lists(entries(), max_size=4, unique_by=lambda entry: entry.id))
def test_what_is_kept_reads_back(entries: list[Entry]) -> None:
    """Any entries come back as they were told, in their order."""
    store().erase()
    told = [entry for entry in entries if entry.kind != "correction"]
    Store(settings.FOLDER, {}).add(*told)
    back = Store(settings.FOLDER, {}).journal()
    assert [(e.id, e.kind, e.body) for e in back.written] == [(e.id, e.kind, e.body) for e in Journal.of(told).written]
    store().erase()


def test_what_arrives_late_does_not_come_back_after_erasing(clock: Clock) -> None:
    """While drafts are being kept, everything is erased: nothing of it is left, and what is there can be read."""
    for _ in range(20):
        store().keep_draft("wanted", {"items": ["walk"]})
        threads = [threading.Thread(target=store().keep_draft, args=("session", {"frame": one}, "wanted")) for one in range(4)]
        for thread in threads[:2]:
            thread.start()
        store().erase()
        for thread in threads[2:]:
            thread.start()
        for thread in threads:
            thread.join()
        assert store().draft("session") == {}


def test_who_reads_while_everything_is_erased_reads_nothing_broken(clock: Clock) -> None:
    """A page that reads a draft at the moment of erasing finds it or nothing, never bytes of another key."""
    broken: list[SealBrokenError] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                store().draft("session")
            except SealBrokenError as error:
                broken.append(error)

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for _ in range(200):
        store().keep_draft("session", {"frame": "x" * 20_000})
        store().erase()
    stop.set()
    for reader in readers:
        reader.join()
    store().keep_draft("session", {"frame": 0})
    assert broken == []
    assert Store(store().folder, store().known).draft("session") == {"frame": 0}
