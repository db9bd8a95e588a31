"""What the player lets somebody hear: recordings, the device's own voice, tones, and nothing from the network."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from ischia.guidance.voice import clip
from ischia.site import voicing
from ischia.site.frames import Frame
from ischia.site.playing import play, session_data
from ischia.site.visit import Visit, knowledge
from tests.site.players import NOTES, frames, noted, speed
from tests.site.states import by_ball, in_session, to_frame
from tools.voice_sound import RATE, encoded

VOICES = """window.uttered = []; const voices = %s;
Object.defineProperty(window, "speechSynthesis", {value: {getVoices: () => voices, addEventListener() {}, cancel() {},
    speak(words) { window.uttered.push([words.text, words.voice.name, words.rate]); setTimeout(() => words.onend(), 1); }}});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"""
NEAR = '{name: "near", lang: "en-GB", localService: true, default: false}'
FAR = '{name: "far", lang: "en-US", localService: false, default: true}'
LISTEN = """window.notes = []; window.shaken = []; const Real = OscillatorNode;
window.OscillatorNode = class extends Real {
    constructor(context, how) { super(context, how); window.notes.push([how.type, how.frequency]); } };
navigator.vibrate = (how) => { window.shaken.push(how.join("-")); };"""
ITEM = "prone_on_elbows"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of recordings, empty yet."""
    monkeypatch.setattr(voicing, "FOLDER", tmp_path)
    return tmp_path


def lines(frame: Frame) -> list[str]:
    """Everything that a frame says, in order."""
    return [line.say for line in (*frame.lines, *(line for _, line in sorted(frame.cues, key=lambda cue: cue[0])))]


def record(folder: Path, words: list[str]) -> list[str]:
    """A short recording of each line; their names."""
    sound = encoded(0.2 * np.sin(2 * np.pi * 220 * np.arange(round(0.15 * RATE)) / RATE))
    names = [clip(knowledge(), say) for say in words]
    for name in set(names):
        (folder / f"{name}.m4a").write_bytes(sound)
    return [f"{name}.m4a" for name in names]


def test_every_cue_is_heard_in_its_order(open_page: Callable[..., Page], folder: Path) -> None:
    """From get ready to the last words every line of a whole session plays its recording, each once, in the script's order."""
    in_session(ITEM)()
    last = session_data(Visit(), play(Visit(), (ITEM,)))["words"]["finished"]["say"]
    expected = record(folder, [*(say for frame in frames(ITEM) for say in lines(frame)), last])
    page = open_page(lambda: None, NOTES, speed(4), fake=False)
    # One touch lets the browser sound; then the session begins anew.
    page.locator("h1#label").click()
    page.goto("/today/")
    page.evaluate("sessionStorage.removeItem('noted')")
    page.goto("/session/")
    page.wait_for_timeout(400)
    page.locator("h1#label").click()
    page.wait_for_url("**/reaction/", timeout=90_000)
    played = [one["clip"] for one in noted(page) if "clip" in one]
    # A browser says "playing" again when it had to wait for more of the same recording.
    assert [name for name, _ in groupby(played)] == expected


def test_a_voice_from_the_network_is_never_used(open_page: Callable[..., Page]) -> None:
    """Without a recording the device's own voice speaks, slowly; a voice that needs the network never does, even as the default."""
    page = open_page(by_ball, VOICES % f"[{FAR}, {NEAR}]")
    page.clock.run_for(5000)
    uttered = page.evaluate("window.uttered")
    assert uttered[0] == [frames("wall_ball")[0].lines[0].say, "near", 0.92]
    assert {name for _, name, _ in uttered} == {"near"}
    alone = open_page(by_ball, VOICES % f"[{FAR}]")
    alone.clock.run_for(5000)
    assert alone.evaluate("window.uttered") == []


def test_the_sound_is_chosen_and_remembered(open_page: Callable[..., Page]) -> None:
    """The switch says how it will speak, and this device remembers it; off is silent."""
    page = open_page(by_ball, VOICES % f"[{NEAR}]")
    page.locator("#sound summary").click()
    page.locator("label", has_text="Your device's own voice").click()
    page.locator("#try").click()
    page.clock.run_for(1000)
    assert page.evaluate("window.uttered.at(-1)[0]") == "I will speak like this."
    page.locator("label", has_text="No sound").click()
    page.reload()
    page.clock.run_for(5000)
    assert page.evaluate("window.uttered") == []
    assert page.locator("#sound-now").inner_text() == "No sound"


def test_tones_mark_a_hold(open_page: Callable[..., Page]) -> None:
    """A hold begins with two rising notes, has one in its middle and a low one at its end, all soft; the hand feels the same."""
    page = open_page(by_ball, LISTEN)
    page.locator("#sound summary").click()
    page.locator("label", has_text="Only tones").click()
    page.locator("#sound summary").click()
    to_frame("hold")(page)
    page.evaluate("window.notes.length = 0; window.shaken.length = 0")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.clock.run_for(30_500)
    notes = page.evaluate("window.notes")
    assert all(kind == "sine" and 440 <= hertz <= 660 for kind, hertz in notes)
    assert "40" in page.evaluate("window.shaken")
    assert "160" in page.evaluate("window.shaken")
    page.keyboard.press("ArrowRight")
    assert 440 in [hertz for _, hertz in notes]
