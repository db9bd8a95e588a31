"""The journal's store: an entry is acknowledged only when it is on the disk, and the same entry twice is one entry."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.journal.kinds import KINDS
from ischia.journal.ndjson import read_entry, write_entry
from ischia.journal.shapes import Known
from ischia.site import models
from ischia.site.seal import Seal, destroy_key, read_key

ONLY = "me"
DRAFT = f"SELECT sealed FROM {models.Draft._meta.db_table} WHERE person_id = %s AND name = %s"


class ImpossibleEntryError(ValueError):
    """A body that its kind does not allow: a mistake of ours, never of the person."""


class Store:
    """One person's journal in the database, held open in memory between requests."""

    def __init__(self, folder: Path, known: Known) -> None:
        self.folder, self.known, self._lock = folder, known, RLock()
        self._held: tuple[Entry, ...] = ()
        self._journal = Journal()

    @cached_property
    def _seal(self) -> Seal:
        return Seal(read_key(self.folder))

    def journal(self) -> Journal:
        """Everything that was told, with what another program has added meanwhile."""
        with self._lock:
            last = self._held[-1].seq or 0 if self._held else 0
            rows = list(models.Entry.objects.filter(person=ONLY, seq__gte=last).order_by("seq"))
            if self._held and not (rows and rows[0].id == self._held[-1].id):
                # Somebody else has erased it, or brought another one in.
                self.forget()
                return self.journal()
            self._held = (*self._held, *(self._open(row) for row in rows[bool(self._held) :]))
            if len(self._held) != len(self._journal.written):
                self._journal = Journal.of(self._held)
            return self._journal

    def forget(self) -> None:
        """Let go of what is held in memory."""
        self._held, self._journal = (), Journal()

    def add(self, *entries: Entry) -> tuple[Entry, ...]:
        """Keep entries, all or none; returns when they are on the disk. One whose id is there already changes nothing."""
        for entry in entries:
            self._check(entry, entries)
        with self._lock, transaction.atomic():
            models.Person.objects.get_or_create(id=ONLY)
            there = set(models.Entry.objects.filter(id__in=[entry.id for entry in entries]).values_list("id", flat=True))
            last = models.Entry.objects.filter(person=ONLY).aggregate(last=Max("seq"))["last"] or 0
            fresh = [entry for entry in entries if entry.id not in there]
            kept = tuple(replace(entry, seq=last + place) for place, entry in enumerate(fresh, 1))
            models.Entry.objects.bulk_create([self._row(entry) for entry in kept])
        return kept

    def has(self, entry_id: str) -> bool:
        """Whether an entry of that id is kept."""
        return models.Entry.objects.filter(id=entry_id).exists()

    def draft(self, name: str) -> dict[str, Any]:
        """What the person was in the middle of under that name; empty when there is nothing."""
        # Every page reads several: written out, a query costs a tenth of one that Django builds anew each time.
        # Under the lock: the bytes and the key that opens them are of the same time, also while everything is erased.
        with self._lock, connection.cursor() as cursor:
            row = cursor.execute(DRAFT, (ONLY, name)).fetchone()
            found: dict[str, Any] = json.loads(self._seal.open(bytes(row[0]), f"draft {name}")) if row else {}
        return found

    def keep_draft(self, name: str, content: Mapping[str, Any], beside: str = "") -> bool:
        """Keep it; an empty one is taken away. With `beside` only while the draft of that name is there; whether it was kept.

        Under the lock: what arrives late, while everything is erased, must not come back sealed by a key that is gone.
        """
        with self._lock:
            if beside and not self.draft(beside):
                return False
            self._write_draft(name, content)
            return True

    def _write_draft(self, name: str, content: Mapping[str, Any]) -> None:
        if not content:
            models.Draft.objects.filter(person=ONLY, name=name).delete()
            return
        sealed = self._seal.seal(json.dumps(content).encode(), f"draft {name}")
        with transaction.atomic():
            models.Person.objects.get_or_create(id=ONLY)
            models.Draft.objects.update_or_create(person_id=ONLY, name=name, defaults={"sealed": sealed})

    def erase(self) -> None:
        """Take everything away for good: first the key, then the rows, then the pages of the file that held them."""
        with self._lock:
            destroy_key(self.folder)
            models.Person.objects.filter(id=ONLY).delete()
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.forget()
            self.__dict__.pop("_seal", None)

    def _check(self, entry: Entry, beside: tuple[Entry, ...]) -> None:
        """Refuse a body that its kind, or the kind of the entry that it corrects, does not allow."""
        faults = list(KINDS[entry.kind].faults(entry.body, entry.day, self.known))
        if entry.kind == "correction" and not faults:
            first = next((one for one in (*self.journal().written, *beside) if one.id == entry.body["corrects"]), None)
            if first is None:
                raise ImpossibleEntryError(f"there is no entry {entry.body['corrects']} to correct")
            if entry.body["body"] is not None:
                faults += KINDS[first.kind].faults(entry.body["body"], first.day, self.known)
        if faults:
            raise ImpossibleEntryError(f"{entry.kind}: {faults[0].where} is not possible; allowed: {faults[0].allowed}")

    def _row(self, entry: Entry) -> models.Entry:
        sealed = self._seal.seal(write_entry(replace(entry, seq=None)).encode(), entry.id)
        return models.Entry(id=entry.id, person_id=ONLY, seq=entry.seq, sealed=sealed)

    def _open(self, row: models.Entry) -> Entry:
        return replace(read_entry(self._seal.open(bytes(row.sealed), row.id).decode()), seq=row.seq)
