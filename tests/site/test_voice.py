"""The recorded voice as the site gives it out: real sound, made by the tool that makes the clips."""

from pathlib import Path

import numpy as np
import pytest
from django.test import Client
from playwright.sync_api import Page

from ischia.site import voicing
from tools.voice_sound import LOUDNESS, RATE, Sound, decoded, encoded, joined, loudness

NAME, OTHER = "0123456789abcdef0123", "fedcba98765432100000"
PAUSE = 0.4
# What is heard lasts a little longer than what was spoken: a breath before and after each sentence.
SPOKEN, BREATH = 0.8, 0.11
HEARD = 2 * (SPOKEN + BREATH) + PAUSE
DECODE = """async (address) => {
    const answer = await fetch(address);
    const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(await answer.arrayBuffer());
    const values = sound.getChannelData(0);
    const loudest = values.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    return {seconds: sound.duration, channels: sound.numberOfChannels, loudest};
}"""


def sentence(loud: float) -> Sound:
    """Something like a voice: a low tone with its overtones, in syllables, with silence around."""
    time = np.arange(round(SPOKEN * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * 120 * n * time) / n for n in range(1, 12))
    syllables = 0.6 + 0.4 * np.cos(2 * np.pi * 5 * time)
    return np.concatenate([np.zeros(RATE // 2), loud * tone * syllables, np.zeros(RATE // 3)])


@pytest.fixture(scope="module")
def sound() -> bytes:
    """A clip of two sentences, one much louder than the other."""
    return encoded(joined([sentence(0.3), sentence(0.02)], PAUSE))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: bytes) -> Path:
    """A folder with that clip and with files that are none."""
    monkeypatch.setattr(voicing, "FOLDER", tmp_path)
    (tmp_path / f"{NAME}.m4a").write_bytes(sound)
    for stranger in (".made", f".{OTHER}.m4a.part", "secret.txt", "0123.m4a"):
        (tmp_path / stranger).write_text("not a clip")
    return tmp_path


def test_sentences_are_trimmed_and_equally_loud(sound: bytes) -> None:
    """A loud and a quiet sentence come out equally loud, without the silence around, with a rest between."""
    heard = decoded(sound)
    assert len(heard) / RATE == pytest.approx(HEARD, abs=0.05)
    half = len(heard) // 2
    assert [loudness(part) for part in (heard[:half], heard[half:])] == pytest.approx([LOUDNESS, LOUDNESS], abs=1.0)
    rest = heard[half - round(RATE * PAUSE / 4) : half + round(RATE * PAUSE / 4)]
    assert np.abs(rest).max() < 0.01


def test_loudness_is_measured_as_the_recommendation_says() -> None:
    """A tone of 997 Hz at full scale in one channel is at -3.01 LUFS, and silence far below."""
    assert loudness(np.sin(2 * np.pi * 997 * np.arange(RATE * 2) / RATE)) == pytest.approx(-3.01, abs=0.02)
    assert loudness(np.zeros(RATE)) == -70


def test_the_same_words_give_the_same_bytes(sound: bytes) -> None:
    """Two builds of one release have the same clips."""
    assert encoded(joined([sentence(0.3), sentence(0.02)], PAUSE)) == sound


def test_the_names_of_the_clips_that_are_there(folder: Path, sound: bytes) -> None:
    """Only whole clips count; one that comes is seen at once, one that goes too, and no folder means none."""
    assert voicing.clips() == {NAME}
    (folder / f"{OTHER}.m4a").write_bytes(sound)
    assert voicing.clips() == {NAME, OTHER}
    (folder / f"{NAME}.m4a").unlink()
    assert voicing.clips() == {OTHER}


def test_no_folder_means_no_clips(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Before any clip was made the site has none, and says so instead of failing."""
    monkeypatch.setattr(voicing, "FOLDER", tmp_path / "none")
    assert voicing.clips() == frozenset()


def test_a_clip_is_given_out_whole_and_kept(client: Client, folder: Path, sound: bytes) -> None:
    """A clip comes as sound that the browser may keep for ever, never squeezed again."""
    answer = client.get(f"/voice/{NAME}.m4a", headers={"accept-encoding": "gzip"})
    assert (answer.status_code, answer.content) == (200, sound)
    assert (answer.headers["Content-Type"], answer.headers["Accept-Ranges"]) == ("audio/mp4", "bytes")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    "file", [f"{OTHER}.m4a", "secret.txt", ".made", "0123.m4a", f"{NAME}.mp3", f"{NAME.upper()}.m4a", f"..%2F{NAME}.m4a", f"{NAME}.m4a%0A"]
)
def test_what_is_no_clip_is_refused_plainly(client: Client, folder: Path, file: str) -> None:
    """Nothing but a clip that is there is given out, whatever lies in the folder."""
    assert client.get(f"/voice/{file}").status_code == 404


@pytest.mark.parametrize(("asked", "first", "last"), [("0-1", 0, 1), ("100-", 100, None), ("-50", -50, None), ("10-99999999", 10, None)])
def test_a_part_is_given_out_as_safari_asks(client: Client, folder: Path, sound: bytes, asked: str, first: int, last: int | None) -> None:
    """The bytes that were asked for, with where they lie, also to a browser that takes gzip."""
    answer = client.get(f"/voice/{NAME}.m4a", headers={"range": f"bytes={asked}", "accept-encoding": "gzip"})
    part = sound[first:] if last is None else sound[first : last + 1]
    start = first % len(sound)
    assert (answer.status_code, answer.content) == (206, part)
    assert answer.headers["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(sound)}"
    assert answer.headers["Content-Length"] == str(len(part))


@pytest.mark.parametrize("asked", ["99999999-", "-0", "5-2"])
def test_a_part_that_is_not_there_is_refused(client: Client, folder: Path, sound: bytes, asked: str) -> None:
    """Bytes beyond the end are refused with the size."""
    answer = client.get(f"/voice/{NAME}.m4a", headers={"range": f"bytes={asked}"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(sound)}")


@pytest.mark.parametrize("asked", ["pages=1-2", "bytes=-", "bytes=0-1,5-9", "bytes=x-2"])
def test_a_part_that_nobody_understands_is_the_whole(client: Client, folder: Path, sound: bytes, asked: str) -> None:
    """A wish that is no range of bytes is passed over, as the standard says."""
    answer = client.get(f"/voice/{NAME}.m4a", headers={"range": asked})
    assert (answer.status_code, answer.content) == (200, sound)


def test_chromium_hears_a_clip(page: Page, folder: Path) -> None:
    """A browser under our strict rules decodes a clip from the running site to its length, in one channel, not too loud."""
    page.goto("/welcome/")
    heard = page.evaluate(DECODE, f"/voice/{NAME}.m4a")
    assert heard["seconds"] == pytest.approx(HEARD, abs=0.05)
    assert heard["channels"] == 1
    assert 0.1 < heard["loudest"] < 1


def test_chromium_plays_a_clip(page: Page, folder: Path) -> None:
    """An audio element under our strict rules loads the clip as well, and knows its length."""
    page.goto("/welcome/")
    seconds = page.evaluate(
        """(address) => new Promise((done, fail) => {
            const sound = new Audio(address);
            sound.onloadedmetadata = () => done(sound.duration);
            sound.onerror = () => fail(sound.error.message);
        })""",
        f"/voice/{NAME}.m4a",
    )
    assert seconds == pytest.approx(HEARD, abs=0.05)
