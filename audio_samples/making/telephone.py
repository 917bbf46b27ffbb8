"""Speech to a telephone recording: turns laid on a time line, band-limited, with line noise and hold music."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from making.sources import Pause, SpokenTurn
from making.synthesizer import RATE_HZ as SPEECH_HZ
from making.synthesizer import Kokoro, Samples

PHONE_HZ: Final = 8_000
_LEAD_IN_S: Final = 0.6
# A modern G.711 line, not the classic 300-3400 Hz: with the voices' fundamental cut away and noise beneath it,
# Silero loses two thirds of the speech (measured on these voices).
_BAND_HZ: Final = (120.0, 3_500.0)
_SPEECH_DBFS: Final = -21.0
_PEAK: Final = 0.85
_NOISE_DBFS: Final = -70.0
_MUSIC_DBFS: Final = -30.0
_EDGE_S: Final = 0.02
# A pentatonic line of our own, MIDI note numbers, one note every 0.4 s.
_MELODY: Final = (69, 72, 74, 76, 79, 76, 74, 72, 69, 67, 69, 72, 74, 72, 69, 64)


@dataclass(slots=True)
class TimeLine:
    """What was laid where: turns with exact times, holds and silences (seconds from the start)."""

    pieces: list[tuple[str, float, Samples]] = field(default_factory=list)
    turns: list[dict[str, Any]] = field(default_factory=list)
    pauses: list[dict[str, Any]] = field(default_factory=list)
    end_s: float = _LEAD_IN_S


def lay(call: dict[str, Any], dialogue: list[SpokenTurn | Pause], kokoro: Kokoro) -> TimeLine:
    """Speaks every turn and puts it on the line; negative gaps overlap the turn before."""
    line = TimeLine()
    for part in dialogue:
        if isinstance(part, Pause):
            _lay_pause(line, part)
        else:
            _lay_turn(line, part, call, kokoro)
    return line


def channels_of(line: TimeLine, seed: str) -> dict[str, Samples]:
    """The agent's ("A") and the customer's ("C") channel at 8 kHz, float32 within -1 to 1."""
    length = int((line.end_s + 0.6) * PHONE_HZ)
    noise = np.random.default_rng(zlib.crc32(seed.encode()))
    channels: dict[str, Samples] = {}
    for side in ("A", "C"):
        hiss = np.convolve(noise.normal(0.0, _from_db(_NOISE_DBFS), length), _band_pass(PHONE_HZ), mode="same")
        channel = hiss.astype(np.float32)
        for owner, start_s, samples in line.pieces:
            if owner == side:
                start = round(start_s * PHONE_HZ)
                channel[start : start + len(samples)] += samples
        channels[side] = np.clip(channel, -0.99, 0.99).astype(np.float32)
    return channels


def overlaps_of(turns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where both speak at once, who began it, and whether it is an interruption.

    An interruption: the other side had spoken for at least 0.5 s and the one who begins goes on for at least 0.6 s.
    """
    found = []
    for before, after in pairwise(turns):
        if after["start_s"] < before["end_s"] and after["speaker"] != before["speaker"]:
            ahead_s, own_s = after["start_s"] - before["start_s"], after["end_s"] - after["start_s"]
            found.append(
                {
                    "start_s": after["start_s"],
                    "end_s": min(before["end_s"], after["end_s"]),
                    "begun_by": after["speaker"],
                    "turn": after["turn"],
                    "interruption": ahead_s >= 0.5 and own_s >= 0.6,
                }
            )
    return found


def telephone(speech: Samples) -> Samples:
    """24 kHz speech to 8 kHz telephone speech: edges trimmed, band-limited, one loudness for all."""
    narrow = np.convolve(_trimmed(speech), _band_pass(SPEECH_HZ), mode="same")[:: SPEECH_HZ // PHONE_HZ]
    loud = narrow[np.abs(narrow) > 0.02 * np.abs(narrow).max()]
    gain = _from_db(_SPEECH_DBFS) / float(np.sqrt(np.mean(loud**2)))
    gain = min(gain, _PEAK / float(np.abs(narrow).max()))
    return (narrow * gain).astype(np.float32)


def _lay_turn(line: TimeLine, turn: SpokenTurn, call: dict[str, Any], kokoro: Kokoro) -> None:
    voice = call["voices"][turn.side]
    speech = telephone(kokoro.say(turn.text, call["language"], voice["voice"], float(voice["speed"])))
    start_s = round(line.end_s + (turn.gap_s if line.turns else 0.0), 3)
    end_s = round(start_s + len(speech) / PHONE_HZ, 3)
    line.pieces.append((turn.side, start_s, speech))
    speaker = "agent" if turn.side == "A" else "customer"
    number = len(line.turns)
    line.turns.append({"turn": number, "speaker": speaker, "text": turn.text, "start_s": start_s, "end_s": end_s})
    line.end_s = max(line.end_s, end_s)


def _lay_pause(line: TimeLine, pause: Pause) -> None:
    start_s, end_s = round(line.end_s, 3), round(line.end_s + pause.duration_s, 3)
    if pause.music:
        line.pieces.append(("A", start_s + 0.5, _hold_music(pause.duration_s - 1.0)))
    line.pauses.append({"start_s": start_s, "end_s": end_s, "announced": pause.kind == "hold", "music": pause.music})
    line.end_s = end_s


def _hold_music(duration_s: float) -> Samples:
    time_s: NDArray[np.float64] = np.arange(int(duration_s * PHONE_HZ)) / PHONE_HZ
    note = np.array(_MELODY)[(time_s / 0.4).astype(int) % len(_MELODY)]
    pitch_hz = 440.0 * 2.0 ** ((note - 69) / 12)
    fading = np.exp(-3.0 * (time_s % 0.4)) * np.minimum(1.0, (time_s % 0.4) / 0.01)
    tone = np.sin(2 * np.pi * pitch_hz * time_s) + 0.3 * np.sin(4 * np.pi * pitch_hz * time_s)
    return np.asarray(fading * tone * _from_db(_MUSIC_DBFS) * 2.0, np.float32)


def _trimmed(speech: Samples) -> Samples:
    frame = int(0.01 * SPEECH_HZ)
    energy = np.sqrt(np.mean(speech[: len(speech) // frame * frame].reshape(-1, frame) ** 2, axis=1))
    spoken = np.flatnonzero(energy > 0.02 * energy.max())
    margin = int(_EDGE_S * SPEECH_HZ)
    return speech[max(0, spoken[0] * frame - margin) : (spoken[-1] + 1) * frame + margin]


def _band_pass(rate_hz: int) -> NDArray[np.float64]:
    half = rate_hz // 100
    place = np.arange(-half, half + 1)
    low, high = (2 * edge / rate_hz for edge in _BAND_HZ)
    return np.asarray((high * np.sinc(high * place) - low * np.sinc(low * place)) * np.hamming(2 * half + 1))


def _from_db(level_db: float) -> float:
    return float(10.0 ** (level_db / 20.0))
