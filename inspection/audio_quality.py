"""How good a recording is: level of speech, clipping, silence, and whether two channels hold the same sound."""

from collections.abc import Sequence
from math import log10

import numpy as np
from numpy.typing import NDArray

from inspection.recording import ChannelLayout, RecordingFacts

SILENCE_DBFS = -120.0
QUIET_DBFS = -45.0
"""Speech below this level is hard to hear and to recognise."""
CLIPPED_SHARE = 0.005
"""More than this share of samples at full scale is heard as distortion."""
FULL_SCALE = 0.98
"""Mu-law ends at 32124/32768 and A-law at 32256/32768, so full scale is a little under 1."""
SAME_SOUND_CORRELATION = 0.9
_FRAME = 320  # 20 ms at 16 kHz
_SPEECH_RANGE_DB = 20.0


def level_dbfs(samples: NDArray[np.float32]) -> float:
    """RMS level in dB full scale of shape (samples,); SILENCE_DBFS for no sound at all."""
    if samples.size == 0:
        return SILENCE_DBFS
    power = float(np.dot(samples, samples)) / samples.size
    return _dbfs(power)


def speech_level_dbfs(channel: NDArray[np.float32]) -> float:
    """RMS level of the loud part of one channel, shape (samples,) at 16 kHz, dB full scale.

    Counts 20 ms frames within 20 dB of the 95th percentile, so that pauses do not pull the level down.
    """
    frames = channel[: channel.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    if frames.shape[0] == 0:
        return level_dbfs(channel)
    power = np.einsum("ij,ij->i", frames, frames) / _FRAME
    loud = float(np.percentile(power[power > 0], 95)) if np.any(power > 0) else 0.0
    if loud <= 0:
        return SILENCE_DBFS
    return _dbfs(float(power[power >= loud * 10 ** (-_SPEECH_RANGE_DB / 10)].mean()))


def _dbfs(power: float) -> float:
    return max(SILENCE_DBFS, 10 * log10(power)) if power > 0 else SILENCE_DBFS


def clipped_samples(channels: NDArray[np.float64]) -> int:
    """How many samples of shape (channels, samples) stand at full scale beside an equal one (a flattened peak)."""
    loud = np.abs(channels[:, 1:]) >= FULL_SCALE
    return int(np.count_nonzero(loud & (channels[:, 1:] == channels[:, :-1])))


def layout_of(signal: NDArray[np.float32]) -> ChannelLayout:
    """MIXED for one channel, or two that are nearly identical (joint stereo, either polarity); else SEPARATE.

    `signal` has shape (channels, samples). Two people on two channels correlate below .3 even with an echo;
    a copy that went through a codec stays above .9.
    """
    if signal.shape[0] == 1:
        return ChannelLayout.MIXED
    if signal.shape[0] > 2:
        return ChannelLayout.SEPARATE
    left, right = signal
    norm = float(np.dot(left, left)) * float(np.dot(right, right))
    if norm <= 0:
        return ChannelLayout.SEPARATE
    same = abs(float(np.dot(left, right))) / norm**0.5 >= SAME_SOUND_CORRELATION
    return ChannelLayout.MIXED if same else ChannelLayout.SEPARATE


def audio_notes(facts: RecordingFacts, speech_s: Sequence[float]) -> tuple[str, ...]:
    """What is wrong with the sound: `silent`, `no_speech`, `quiet`, `clipped`, `truncated`, `mono` (for `Trust.audio`).

    `speech_s` holds the seconds of speech found per channel. A tone, music or ring-back without a voice is `no_speech`.
    """
    heard = [level for level, s in zip(facts.level_dbfs, speech_s, strict=True) if s > 0]
    notes = {
        "silent": max(facts.level_dbfs, default=SILENCE_DBFS) <= SILENCE_DBFS + 30,
        "no_speech": not heard,
        "quiet": bool(heard) and min(heard) < QUIET_DBFS,
        "clipped": facts.clipped_share > CLIPPED_SHARE,
        "truncated": facts.is_truncated,
        "mono": facts.layout is ChannelLayout.MIXED,
    }
    return tuple(note for note, holds in notes.items() if holds)
