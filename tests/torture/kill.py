"""Kills the server again and again while people save: ``python -m tests.torture.kill [KILLS]``; part of ``make gate``.

After each kill: what somebody was told is saved is there, what they send again is there once, and the file is whole.
"""

import json
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode
from uuid import uuid4

from tests.site.posting import hidden
from tests.site.process import Caller, Process

KILLS, LEAST_IN_FLIGHT = 200, 50
WRITERS = 6
# Seconds from the first form to the kill.
SOONEST, LATEST = 0.0, 0.5
SAVED = 302


@dataclass
class Told:
    """What the writers were told, and what came of it: ids of entries, and counts."""

    saved: set[str] = field(default_factory=set)
    kills: int = 0
    in_flight: int = 0
    kept_untold: int = 0
    not_kept: int = 0
    resent: int = 0
    faults: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report."""
        return [
            f"{self.kills} kills, {self.in_flight} with a write in flight",
            f"{len(self.saved)} told to be saved; of those without an answer {self.kept_untold} were kept, {self.not_kept} were not",
            f"{self.resent} forms sent again",
            *(self.faults or ["nothing lost, nothing doubled, the file whole after every kill"]),
        ]


class Writer(Thread):
    """Somebody who saves one note after another until the server is gone."""

    def __init__(self, process: Process, told: Told) -> None:
        super().__init__(daemon=True)
        self.caller, self.told = Caller(process), told
        self.ticket = hidden(self.caller.read("/record/")[1])
        self.open = ""
        self.left = False

    def run(self) -> None:
        """Until no answer comes."""
        with closing(self.caller), suppress(OSError, HTTPException):
            while True:
                self.save()

    def save(self) -> None:
        """One note."""
        self.open, self.left = uuid4().hex, False
        self.caller.ask("POST", "/record/", urlencode(note(self.ticket, self.open)))
        self.left = True
        status, _ = self.caller.hear()
        if status == SAVED:
            self.told.saved.add(self.open)
        else:
            self.told.faults.append(f"a note was answered with {status}")


def note(ticket: dict[str, str], entry: str) -> dict[str, str]:
    """The form of a note; its text is its id, so that a doubled one is seen whatever it is called."""
    return {**ticket, "entry": entry, "text": entry}


def torture(folder: Path, kills: int, chance: random.Random) -> Told:
    """Kill so many times at random moments, and look after each."""
    told, process = Told(), Process(folder).start()
    try:
        _welcome(process)
        for _ in range(kills):
            unanswered = _kill_once(process, told, chance)
            process.start()
            _look(process, told, unanswered)
    finally:
        process.stop()
    return told


def _welcome(process: Process) -> None:
    with closing(Caller(process)) as caller:
        status, _ = caller.send("/welcome/", {**hidden(caller.read("/welcome/")[1]), "country": "GB"})
    assert status == SAVED, status


def _kill_once(process: Process, told: Told, chance: random.Random) -> set[str]:
    """The entries whose forms got no answer."""
    writers = [Writer(process, told) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    Event().wait(chance.uniform(SOONEST, LATEST))
    process.kill()
    for writer in writers:
        writer.join()
    told.kills += 1
    told.in_flight += any(writer.left for writer in writers)
    return {writer.open for writer in writers if writer.open not in told.saved}


def _look(process: Process, told: Told, unanswered: set[str]) -> None:
    """What is there, before and after everything without an answer is sent again, and one form that had an answer."""
    with closing(Caller(process)) as caller:
        there = _kept(caller, told)
        told.kept_untold += len(unanswered & there)
        told.not_kept += len(unanswered - there)
        told.faults += [f"lost: {entry}" for entry in told.saved - there]
        ticket = hidden(caller.read("/record/")[1])
        for entry in (*unanswered, *sorted(told.saved)[:1]):
            _send_again(caller, told, note(ticket, entry))
        told.faults += [f"not there, or too much: {entry}" for entry in _kept(caller, told) ^ told.saved]
    if (said := _integrity(process.folder)) != "ok":
        told.faults.append(f"the file: {said}")


def _send_again(caller: Caller, told: Told, form: dict[str, str]) -> None:
    status, _ = caller.send("/record/", form)
    told.resent += 1
    if status == SAVED:
        told.saved.add(form["entry"])
    else:
        told.faults.append(f"sent again, answered with {status}")


def _kept(caller: Caller, told: Told) -> set[str]:
    """The notes of the copy that the site itself hands out, opened and read; a text that is there twice is a fault."""
    fields = {key: value for key, value in hidden(caller.read("/data/")[1], "/data/export/").items() if key == "csrfmiddlewaretoken"}
    status, copy = caller.send("/data/export/", fields)
    assert status == 200, status
    notes = Counter(entry["body"]["text"] for entry in map(json.loads, copy.splitlines()) if entry["kind"] == "note")
    told.faults += [f"doubled: {entry}" for entry, times in notes.items() if times > 1]
    return set(notes)


def _integrity(folder: Path) -> str:
    """What SQLite says of the file."""
    with closing(sqlite3.connect(f"file:{folder / 'ischia.sqlite3'}?mode=ro", uri=True)) as line:
        return str(line.execute("PRAGMA integrity_check").fetchone()[0])


def main(kills: int) -> int:
    """Print the report; 0 when nothing is wrong."""
    seed = random.SystemRandom().randrange(2**32)
    with tempfile.TemporaryDirectory() as folder:
        told = torture(Path(folder), kills, random.Random(seed))
    least = LEAST_IN_FLIGHT * kills // KILLS
    print("\n".join([*told.lines(), f"seed {seed}"]))  # noqa: T201
    return int(bool(told.faults) or told.in_flight < least)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS))
