"""From spoken sentences to one clip: silence cut off, every sentence equally loud, a rest between them, Opus in MP4.

MP4 because Chrome, Firefox and Safari (from 17) all decode Opus in it; Safari takes it in WebM only later, and in Ogg later still.
"""

from collections.abc import Sequence
from io import BytesIO

import av
import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float64]

RATE = 48_000
BITS_A_SECOND = 24_000
# Loudness as ITU-R BS.1770-4 measures it; -18 leaves speech room for its peaks.
LOUDNESS, PEAK = -18.0, 10 ** (-1 / 20)
BLOCK, HOP = 0.4, 0.1
SILENT, RELATIVE, OFFSET = -70.0, -10.0, -0.691
# What is more than 46 dB below the loudest moment is silence; so much of it stays before and after a sentence, and fades.
QUIET, WINDOW, LEAD, TAIL, FADE = 0.005, 0.01, 0.03, 0.08, 0.01
# K-weighting at 48 kHz, from the same recommendation: a shelf for the head, then a high pass; numerator and denominator.
FILTERS = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)


def loudness(sound: Sound) -> float:
    """Integrated loudness in LUFS of mono sound at 48 kHz (ITU-R BS.1770-4, gated); -70 for silence."""
    block, hop = round(BLOCK * RATE), round(HOP * RATE)
    heard = _weighted(np.pad(sound, (0, max(0, block - len(sound)))))
    powers = np.array([np.mean(heard[at : at + block] ** 2) for at in range(0, len(heard) - block + 1, hop)])
    # Shorter than a block: the rest of the block is no part of the sound.
    powers *= max(1.0, block / max(1, len(sound)))
    loud = powers[_level(powers) > SILENT]
    if not len(loud):
        return SILENT
    return float(_level(np.mean(loud[_level(loud) > _level(np.mean(loud)) + RELATIVE])))


def _level(power: NDArray[np.float64] | np.floating) -> NDArray[np.float64]:
    return np.asarray(OFFSET + 10 * np.log10(np.maximum(power, 1e-12)))


def _weighted(sound: Sound) -> Sound:
    """K-weighted, by the filters' answer at each frequency; padded so that the end does not ring into the beginning."""
    size = len(sound) + RATE // 4
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    answer = np.ones_like(turn)
    for top, bottom in FILTERS:
        answer *= np.polyval(top[::-1], turn) / np.polyval(bottom[::-1], turn)
    return np.asarray(np.fft.irfft(np.fft.rfft(sound, size) * answer, size)[: len(sound)])


def trimmed(sound: Sound) -> Sound:
    """Without the silence before and after, faded in and out."""
    window = round(WINDOW * RATE)
    energy = np.sqrt(np.convolve(sound**2, np.ones(window) / window, mode="same"))
    heard = np.flatnonzero(energy > QUIET * max(energy.max(), 1e-9))
    if not len(heard):
        return sound[:0]
    cut = sound[max(0, heard[0] - round(LEAD * RATE)) : heard[-1] + round(TAIL * RATE)].copy()
    fade = min(round(FADE * RATE), len(cut) // 2)
    cut[:fade] *= np.linspace(0, 1, fade)
    cut[len(cut) - fade :] *= np.linspace(1, 0, fade)
    return cut


def levelled(sound: Sound) -> Sound:
    """At the common loudness; the few peaks that would be cut are rounded off instead."""
    louder = sound * 10 ** ((LOUDNESS - loudness(sound)) / 20)
    knee = PEAK / 2
    over = np.maximum(np.abs(louder) - knee, 0)
    round_off = knee + (PEAK - knee) * np.tanh(over / (PEAK - knee))
    return np.where(over > 0, np.sign(louder) * round_off, louder)


def joined(sentences: Sequence[Sound], pause: float) -> Sound:
    """The sentences, each trimmed and levelled, with so many seconds between them."""
    rest = np.zeros(round(pause * RATE))
    parts = [part for sentence in sentences if len(cut := trimmed(sentence)) for part in (rest, levelled(cut))]
    return np.concatenate(parts[1:]) if parts else np.zeros(0)


def resampled(sound: NDArray[np.float32], rate: int) -> Sound:
    """The same sound at 48 kHz."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    frame = _frame(sound.astype(np.float32), rate)
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([np.asarray(one.to_ndarray()[0], dtype=np.float64) for one in frames])


def _frame(sound: NDArray[np.float32], rate: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate = rate
    return frame


def encoded(sound: Sound) -> bytes:
    """Mono sound at 48 kHz as Opus in MP4; the same sound gives the same bytes."""
    file = BytesIO()
    with av.open(file, "w", format="mp4", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono", format="flt", bit_rate=BITS_A_SECOND)
        for packet in (*stream.encode(_frame(sound.astype(np.float32), RATE)), *stream.encode(None)):
            container.mux(packet)
    return file.getvalue()


def decoded(clip: bytes) -> Sound:
    """What a clip sounds like, at 48 kHz."""
    with av.open(BytesIO(clip), "r") as container:
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return np.concatenate(frames).astype(np.float64)
