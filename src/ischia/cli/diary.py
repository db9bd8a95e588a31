"""The journal as a file: an answer is kept only when it is on the disk, and a line that was cut off was never kept."""

import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.journal.ndjson import JournalError, read_journal, write_journal
from ischia.journal.shapes import Known
from ischia.site.folder import data_folder

OWNER_ONLY_FILE, OWNER_ONLY_FOLDER = 0o600, 0o700


def usual_file() -> Path:
    """Where the journal is kept when no other file is named."""
    return data_folder() / "journal.ndjson"


class Diary:
    """A journal file that grows by one line for each thing told."""

    def __init__(self, path: Path, entries: tuple[Entry, ...]) -> None:
        self.path, self.entries = path, entries
        self.journal = Journal.of(entries)

    @classmethod
    def open(cls, path: Path, known: Known) -> "Diary":
        """The journal of a file that may not be there yet; raises JournalError when it is none."""
        text = path.read_bytes().decode("utf-8", errors="replace") if path.exists() else ""
        try:
            entries, kept = read_journal(text, known), text
        except JournalError:
            # A last line without its end was cut off while it was written.
            kept = text[: text.rfind("\n") + 1]
            if kept == text:
                raise
            entries = read_journal(kept, known)
        if text and (kept != text or not text.endswith("\n")):
            _mend(path, kept)
        return cls(path, entries)

    def add(self, kind: str, body: Mapping[str, Any], at: datetime) -> None:
        """Keep one thing; returns only when it is on the disk."""
        numbered = bool(self.entries) and self.entries[-1].seq is not None
        entry = Entry(uuid4().hex, kind, at.date(), at, at, body, self.journal.last_seq + 1 if numbered else None)
        self._write(write_journal([entry]))
        self.entries = (*self.entries, entry)
        self.journal = Journal.of(self.entries)

    def _write(self, line: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY_FOLDER)
        new = not self.path.exists()
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY_FILE)
        with os.fdopen(handle, "wb") as file:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        if new:
            _settle(self.path.parent)


def _mend(path: Path, kept: str) -> None:
    """Cut off the line that was never whole, and end the last one."""
    with path.open("r+b") as file:
        file.truncate(len(kept.encode()))
        file.seek(0, os.SEEK_END)
        if kept and not kept.endswith("\n"):
            file.write(b"\n")
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The name of a new file is on the disk only when its folder is."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
