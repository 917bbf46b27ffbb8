"""Voice activity by Silero v6, which faster-whisper carries: where somebody speaks in one channel."""

from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
from faster_whisper.vad import VadOptions, get_speech_timestamps, get_vad_model
from numpy.typing import NDArray

from inspection.hearing import HEARING_RATE_HZ
from inspection.timeline import Interval, merge

_PART_S = 1800.0
_FRAME = 512  # samples of one probability, 32 ms
_LOUD_RANGE_DB = 25.0
SURE_PROBABILITY, FAINT_PROBABILITY = 0.8, 0.25
FAINT_SHARE, LEAST_THRESHOLD = 0.3, 0.1
_END_SHARE = 0.65
REACH_BACK_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SileroVoiceActivity:
    """A `DetectsSpeech`; `threshold` is a probability, pauses under `min_silence_s` seconds do not end a stretch.

    Some voices over some codecs are only half as probable to Silero as others, though loud and clear (measured: a
    median of .25 instead of .9, against .01 for the rest of the channel): `_threshold_for` follows the channel down.

    `pad_s` seconds are added on both sides: none for measuring, some for a recogniser. With `max_speech_s`
    long stretches are cut at their best pause.
    """

    threshold: float = 0.5
    min_silence_s: float = 0.2
    min_speech_s: float = 0.1
    pad_s: float = 0.0
    max_speech_s: float = float("inf")

    @property
    def model_id(self) -> str:
        """Engine version and options."""
        return (
            f"silero-v6/faster-whisper-{version('faster-whisper')}/threshold={self.threshold},"
            f"silence={self.min_silence_s},speech={self.min_speech_s},pad={self.pad_s},follows=1"
        )

    def speech(self, signal: NDArray[np.float32]) -> tuple[Interval, ...]:
        """Stretches of speech in seconds; `signal` has shape (samples,), float32, 16 kHz.

        Works through half an hour at a time, so that a long recording needs no second copy of itself.
        """
        if signal.ndim != 1:
            raise ValueError(f"one channel is expected, shape (samples,), not {signal.shape}")
        part = int(_PART_S * HEARING_RATE_HZ)
        found: list[Interval] = []
        for start in range(0, signal.shape[0], part):
            found.extend(self._of_part(signal[start : start + part], start))
        return tuple(found) if signal.shape[0] <= part else merge(found)

    def _of_part(self, signal: NDArray[np.float32], offset: int) -> list[Interval]:
        frames = signal[: signal.size // _FRAME * _FRAME].reshape(-1, _FRAME)
        loud = _loud(frames)
        threshold = self._threshold_for(frames, loud)
        options = VadOptions(
            threshold=threshold,
            neg_threshold=_END_SHARE * threshold,
            min_silence_duration_ms=round(self.min_silence_s * 1000),
            min_speech_duration_ms=round(self.min_speech_s * 1000),
            speech_pad_ms=round(self.pad_s * 1000),
            max_speech_duration_s=self.max_speech_s,
        )
        spans = [(s["start"], s["end"]) for s in get_speech_timestamps(np.ascontiguousarray(signal), options)]
        if threshold < self.threshold:
            spans = _reaching_back(spans, loud)
        return [Interval((offset + a) / HEARING_RATE_HZ, (offset + b) / HEARING_RATE_HZ) for a, b in spans]

    def _threshold_for(self, frames: NDArray[np.float32], loud: NDArray[np.bool_]) -> float:
        """A share of what the clearest loud frames reach, when that is too little for the usual threshold.

        Below FAINT_PROBABILITY nobody speaks (noise reaches .1, tones 0): the usual threshold stays.
        """
        if not loud.any():
            return self.threshold
        probabilities = get_vad_model()(frames.reshape(-1)).reshape(-1)
        clearest = float(np.percentile(probabilities[loud], 95))
        if clearest >= SURE_PROBABILITY or clearest < FAINT_PROBABILITY:
            return self.threshold
        return min(self.threshold, max(LEAST_THRESHOLD, FAINT_SHARE * clearest))


def _loud(frames: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which frames, shape (frames, samples), lie within 25 dB of the loudest ones."""
    power = np.einsum("ij,ij->i", frames, frames)
    if not power.any():
        return np.zeros(frames.shape[0], np.bool_)
    return np.asarray(power >= np.percentile(power[power > 0], 95) * 10 ** (-_LOUD_RANGE_DB / 10), np.bool_)


def _reaching_back(spans: list[tuple[int, int]], loud: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start each span (samples) where its loud run starts, at most REACH_BACK_S before: a faint voice is found late."""
    reached: list[tuple[int, int]] = []
    for start, end in spans:
        earliest = max(reached[-1][1] if reached else 0, start - round(REACH_BACK_S * HEARING_RATE_HZ))
        frame = min(start // _FRAME, loud.size)
        while frame > 0 and (frame - 1) * _FRAME >= earliest and loud[frame - 1]:
            frame -= 1
        reached.append((max(earliest, min(start, frame * _FRAME)), end))
    return reached
