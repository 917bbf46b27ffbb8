"""Voice activity by Silero v6, which faster-whisper carries: where somebody speaks in one channel."""

from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
from faster_whisper.vad import get_vad_model
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
    """

    threshold: float = 0.5
    min_silence_s: float = 0.2
    min_speech_s: float = 0.1

    @property
    def model_id(self) -> str:
        """Engine version and options."""
        return (
            f"silero-v6/faster-whisper-{version('faster-whisper')}/threshold={self.threshold},"
            f"silence={self.min_silence_s},speech={self.min_speech_s},follows=1"
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
        probabilities = _probabilities(signal)
        loud = _loud(signal[: signal.size // _FRAME * _FRAME].reshape(-1, _FRAME))
        threshold = self._threshold_for(probabilities, loud)
        spans = self._spans(probabilities, threshold, signal.size)
        if threshold < self.threshold:
            spans = _reaching_back(spans, loud)
        return [Interval((offset + a) / HEARING_RATE_HZ, (offset + b) / HEARING_RATE_HZ) for a, b in spans]

    def _threshold_for(self, probabilities: NDArray[np.float32], loud: NDArray[np.bool_]) -> float:
        """A share of what the clearest loud frames reach, when that is too little for the usual threshold.

        Below FAINT_PROBABILITY nobody speaks (noise reaches .1, tones 0): the usual threshold stays.
        """
        if not loud.any():
            return self.threshold
        clearest = float(np.percentile(probabilities[: loud.size][loud], 95))
        if clearest >= SURE_PROBABILITY or clearest < FAINT_PROBABILITY:
            return self.threshold
        return min(self.threshold, max(LEAST_THRESHOLD, FAINT_SHARE * clearest))

    def _spans(self, probabilities: NDArray[np.float32], threshold: float, size: int) -> list[tuple[int, int]]:
        """Spans of samples from a probability over `threshold` to the start of a pause under its end share.

        Silero's own rule: what lies between the two thresholds goes on with what was before.
        """
        spans: list[tuple[int, int]] = []
        begun: int | None = None
        paused: int | None = None
        for at, probability in zip(range(0, _FRAME * probabilities.size, _FRAME), probabilities, strict=True):
            if probability >= threshold:
                begun, paused = at if begun is None else begun, None
            elif begun is not None and probability < _END_SHARE * threshold:
                paused = at if paused is None else paused
                if at - paused >= self.min_silence_s * HEARING_RATE_HZ:
                    spans.append((begun, paused))
                    begun = paused = None
        if begun is not None:
            spans.append((begun, size))
        return [(start, end) for start, end in spans if end - start > self.min_speech_s * HEARING_RATE_HZ]


def _probabilities(signal: NDArray[np.float32]) -> NDArray[np.float32]:
    """That somebody speaks, per frame of 32 ms, shape (frames,); the last frame is filled up with silence."""
    return np.asarray(get_vad_model()(np.pad(signal, (0, _FRAME - signal.size % _FRAME))).reshape(-1), np.float32)


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
