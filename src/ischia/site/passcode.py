"""The passcode of a phone: kept as an argon2id hash, never itself; guesses wait longer and longer, but nobody is locked out for ever."""

import json
import os
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The least that OWASP's password storage cheat sheet asks of argon2id: about 30 ms for each guess.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
OWNER_ONLY = 0o600
# Eight, because a guess every 15 minutes for 90 days is 8640 guesses: far from the hundred million numbers of eight digits.
SHORTEST, LONGEST = 8, 128
FREE, FIRST_WAIT, LONGEST_WAIT = 5, 30, 15 * 60
STEPS = 16
WELL_KNOWN = ("password", "passcode", "12345678", "123456789", "1234567890", "87654321", "qwertyui", "qwertyuiop", "iloveyou", "sciatica")

Fault = Literal["short", "long", "easy"]
_GUESSING = Lock()


@dataclass(frozen=True)
class Tries:
    """Wrong guesses in a row, and when the last was made, in seconds of the Unix epoch."""

    wrong: int = 0
    last: float = 0.0

    def wait(self, now: float) -> int:
        """Seconds until the next guess is heard: none after the first few, then doubling up to a quarter of an hour."""
        if self.wrong < FREE:
            return 0
        pause = min(FIRST_WAIT << min(self.wrong - FREE, STEPS), LONGEST_WAIT)
        # A clock that was set back must not make anybody wait longer than the pause itself.
        return max(round(min(self.last, now) + pause - now), 0)


@dataclass(frozen=True)
class Guess:
    """What became of a guess: right, or how many seconds the next one waits."""

    right: bool
    wait: int = 0


def fault(passcode: str) -> Fault | None:
    """Why a passcode is refused, if it is."""
    plain = _plain(passcode)
    if len(plain) < SHORTEST:
        return "short"
    if len(plain) > LONGEST:
        return "long"
    return "easy" if plain.lower() in WELL_KNOWN or len(set(plain)) <= 2 else None


class Passcode:
    """The passcode of one data folder: a file with its hash, and a file with the wrong guesses."""

    def __init__(self, folder: Path) -> None:
        self._kept, self._guesses = folder / "passcode.json", folder / "passcode-guesses.json"

    @property
    def hash(self) -> str:
        """The hash as it is kept; empty when no passcode is set."""
        return str(_read(self._kept).get("hash", ""))

    def set(self, passcode: str) -> None:
        """Keep a new one; every login that was made with an older one ends, and so do the waits."""
        _write(self._kept, {"hash": HASHER.hash(_plain(passcode))})
        self._guesses.unlink(missing_ok=True)

    def remove(self) -> None:
        """Take it away; a phone finds nothing open then."""
        self._kept.unlink(missing_ok=True)
        self._guesses.unlink(missing_ok=True)

    def wait(self, now: float) -> int:
        """Seconds until a guess is heard."""
        return self._tries(now).wait(now)

    def guess(self, passcode: str, now: float) -> Guess:
        """Try one. A guess made while one has to wait is not looked at, and does not make the wait longer."""
        with _GUESSING:
            tries, kept = self._tries(now), self.hash
            if not kept or tries.wait(now):
                return Guess(False, tries.wait(now))
            # Counted before it is looked at: ending the server in between gives no free guess.
            counted = Tries(tries.wrong + 1, now)
            _write(self._guesses, asdict(counted))
            if not _same(kept, passcode):
                return Guess(False, counted.wait(now))
            self._guesses.unlink(missing_ok=True)
            return Guess(True)

    def _tries(self, now: float) -> Tries:
        kept = _read(self._guesses)
        tries = Tries(int(kept.get("wrong", 0)), float(kept.get("last", 0.0)))
        if tries.last > now:
            tries = Tries(tries.wrong, now)
            _write(self._guesses, asdict(tries))
        return tries


def _plain(passcode: str) -> str:
    """One spelling, whichever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", passcode).strip()


def _same(kept: str, passcode: str) -> bool:
    """Whether it is the passcode; compared in constant time by argon2 itself."""
    if len(passcode) > LONGEST * 2:
        return False
    try:
        return HASHER.verify(kept, _plain(passcode))
    except (VerificationError, InvalidHashError):
        return False


def _read(path: Path) -> dict[str, Any]:
    """What a file holds; nothing when it is not there, or was cut off."""
    try:
        found = json.loads(path.read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, content: dict[str, Any]) -> None:
    """Whole or not at all, and for its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
