"""The passcode: only its hash is kept, guesses wait, and nobody is locked out for ever."""

import stat
import threading
from pathlib import Path

import pytest

from ischia.site.passcode import FIRST_WAIT, FREE, LONGEST, LONGEST_WAIT, Passcode, fault

RIGHT, WRONG = "quiet harbour 7", "loud harbour 7"
NOON = 1_800_000_000.0
DAY = 86_400


@pytest.fixture
def kept(tmp_path: Path) -> Passcode:
    """A passcode in a folder of its own."""
    passcode = Passcode(tmp_path)
    passcode.set(RIGHT)
    return passcode


def spend(kept: Passcode, now: float = NOON) -> None:
    """Use up the guesses that wait for nothing."""
    for _ in range(FREE):
        kept.guess(WRONG, now)


def test_only_its_hash_is_kept_and_only_its_owner_can_read_it(kept: Passcode, tmp_path: Path) -> None:
    """The file holds argon2id with the cost that was chosen, no letter of the passcode, and no right for anybody else."""
    spend(kept)
    for path in (tmp_path / "passcode.json", tmp_path / "passcode-guesses.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "harbour" not in path.read_text()
    assert kept.hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_right_one_opens_however_its_letters_are_put_together(tmp_path: Path) -> None:
    """Keyboards spell é in one sign or in two, and add a space at the end; it is the same passcode."""
    kept = Passcode(tmp_path)
    kept.set("café at noon")
    assert kept.guess("cafe\u0301 at noon ", NOON).right
    assert not kept.guess("cafe at noon", NOON).right


def test_the_waits_double_up_to_a_quarter_of_an_hour(kept: Passcode) -> None:
    """After five wrong guesses half a minute, then 1, 2, 4, 8 and at most 15 minutes."""
    now, waits = NOON, []
    for _ in range(FREE + 7):
        waits.append(kept.guess(WRONG, now).wait)
        now += waits[-1]
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert (FIRST_WAIT, LONGEST_WAIT) == (30, 900)


def test_a_guess_while_waiting_is_not_looked_at_and_costs_nothing(kept: Passcode) -> None:
    """Even the right one waits; and whoever keeps trying does not make the wait of its owner longer."""
    spend(kept)
    assert [kept.guess(RIGHT, NOON + second).wait for second in range(0, 30, 10)] == [30, 20, 10]
    assert kept.guess(RIGHT, NOON + 30).right


def test_the_waits_survive_a_restart_and_end_with_the_right_one(kept: Passcode, tmp_path: Path) -> None:
    """Another process knows of the wrong guesses; once the right one came they are forgotten."""
    spend(kept)
    again = Passcode(tmp_path)
    assert again.wait(NOON + 1) == 29
    assert again.guess(RIGHT, NOON + 30).right
    assert again.guess(WRONG, NOON + 31).wait == 0


def test_a_clock_that_was_set_back_locks_nobody_out(kept: Passcode) -> None:
    """Guesses of tomorrow, by a clock that went wrong, wait no longer than the pause itself."""
    spend(kept, NOON + DAY)
    assert kept.wait(NOON) == 30
    assert kept.wait(NOON + 30) == 0
    assert kept.guess(RIGHT, NOON + 30).right


def test_setting_it_again_ends_the_waits(kept: Passcode) -> None:
    """Whoever sits at the computer is never locked out."""
    spend(kept)
    kept.set("another harbour")
    assert kept.guess("another harbour", NOON).right


def test_guesses_at_the_same_time_are_counted_one_by_one(kept: Passcode) -> None:
    """Twenty guesses at once are no way round the waits: five are looked at."""
    found: list[int] = []
    crowd = [threading.Thread(target=lambda: found.append(kept.guess(WRONG, NOON).wait)) for _ in range(20)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert sorted(found) == [0] * (FREE - 1) + [FIRST_WAIT] * (20 - FREE + 1)


def test_a_damaged_file_opens_nothing(kept: Passcode, tmp_path: Path) -> None:
    """A file that was cut off, or holds something else, is no passcode; and no error."""
    for text in ("", "{", "[]", '{"hash": "plain"}'):
        (tmp_path / "passcode.json").write_text(text)
        assert not kept.guess("plain", NOON).right


def test_removed_it_opens_nothing(kept: Passcode) -> None:
    """Without a passcode nobody comes in, not even with nothing typed."""
    kept.remove()
    assert not kept.guess("", NOON).right


@pytest.mark.parametrize(
    ("passcode", "expected"),
    [("1234567", "short"), ("       a       ", "short"), ("x" * 5 + "y" * LONGEST, "long"), ("12345678", "easy"), ("Password", "easy"),
     ("11111111", "easy"), ("40718362", None), ("three plain words", None)],
)  # fmt: skip
def test_what_is_taken(passcode: str, expected: str | None) -> None:
    """Eight signs or more, and not the first ones that anybody would try."""
    assert fault(passcode) == expected
