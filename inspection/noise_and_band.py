"""How noisy and how narrow the sound of one channel is: figures beside level and clipping (audio_quality)."""

from collections.abc import Sequence
from math import log10

import numpy as np
from numpy.typing import NDArray

from inspection.audio_quality import SILENCE_DBFS, level_dbfs
from inspection.hearing import HEARING_RATE_HZ
from inspection.timeline import Interval, gaps, total_s

NOISY_DB = 10.0
"""Speech less than this above the noise between the words is recognised badly."""
NARROW_HZ = 2600.0
"""A telephone carries up to 3400 Hz; below this the consonants (s, f, x) are gone."""
TONE_HZ = 1000.0
"""Nothing above this is a tone or hum that was taken for speech, no narrow voice."""
_MOST_HEARD_S, _LEAST_GAP_S, _EDGE_S = 120.0, 1.0, 0.15
_FRAME = 512
_RANGE_DB = 45.0


def speech_over_noise_db(channel: NDArray[np.float32], speech: Sequence[Interval]) -> float | None:
    """Level of speech over the noise floor of the gaps in it, dB; None without speech or without a second of gaps.

    `channel` has shape (samples,), 16 kHz. The floor is the quietest quarter of the gaps' frames, so that hold music,
    keys and a muting recorder are no noise.
    """
    if not speech:
        return None
    whole = Interval(0.0, channel.size / HEARING_RATE_HZ)
    quiet = [
        Interval(g.start_s + _EDGE_S, g.end_s - _EDGE_S) for g in gaps(speech, whole) if g.duration_s > 3 * _EDGE_S
    ]
    if total_s(quiet) < _LEAST_GAP_S:
        return None
    loud = level_dbfs(_pieces(channel, speech))
    return None if loud <= SILENCE_DBFS else round(loud - _floor_dbfs(_pieces(channel, quiet)), 1)


def sound_notes(channels: Sequence[NDArray[np.float32]], speech: Sequence[Sequence[Interval]]) -> tuple[str, ...]:
    """`noisy` and `narrow` (for `Trust.audio`) when any channel with speech is; speech in seconds per channel."""
    heard = [(c, s) for c, s in zip(channels, speech, strict=True) if s]
    clear_db = [db for c, s in heard if (db := speech_over_noise_db(c, s)) is not None]
    bands_hz = [hz for c, s in heard if (hz := bandwidth_hz(c, s)) is not None]
    notes = {
        "noisy": min(clear_db, default=NOISY_DB) < NOISY_DB,
        "narrow": any(TONE_HZ <= hz < NARROW_HZ for hz in bands_hz),
    }
    return tuple(note for note, holds in notes.items() if holds)


def _floor_dbfs(quiet: NDArray[np.float32]) -> float:
    frames = quiet[: quiet.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    power = np.sort(np.einsum("ij,ij->i", frames, frames) / _FRAME)
    floor = float(power[: max(1, power.size // 4)].mean()) if power.size else 0.0
    return max(SILENCE_DBFS, 10 * log10(floor)) if floor > 0 else SILENCE_DBFS


def bandwidth_hz(channel: NDArray[np.float32], speech: Sequence[Interval]) -> float | None:
    """The highest frequency whose mean power over the speech is within 45 dB of the strongest one, Hz; None without.

    `channel` has shape (samples,), 16 kHz.
    """
    heard = _pieces(channel, speech)
    frames = heard[: heard.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    if frames.shape[0] < 10:
        return None
    power = (np.abs(np.fft.rfft(frames * np.hanning(_FRAME), axis=1)) ** 2).mean(axis=0)
    if power.max() <= 0:
        return None
    carried = np.flatnonzero(power >= power.max() * 10 ** (-_RANGE_DB / 10))
    return float(carried[-1] * HEARING_RATE_HZ / _FRAME)


def _pieces(channel: NDArray[np.float32], stretches: Sequence[Interval]) -> NDArray[np.float32]:
    """The samples of the first stretches, at most _MOST_HEARD_S seconds of them."""
    taken: list[NDArray[np.float32]] = []
    seconds = 0.0
    for one in stretches:
        if seconds >= _MOST_HEARD_S:
            break
        taken.append(channel[round(one.start_s * HEARING_RATE_HZ) : round(one.end_s * HEARING_RATE_HZ)])
        seconds += one.duration_s
    return np.concatenate(taken) if taken else np.zeros(0, np.float32)
