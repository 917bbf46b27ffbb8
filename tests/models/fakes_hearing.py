"""Fakes of what hears: they find speech by loudness and say what a script tells them, so tests need no model."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspection.errors import ModelError
from inspection.hearing import HEARING_RATE_HZ, SoundToHear, Utterance
from inspection.interaction import Word
from inspection.recording import ChannelSpeech
from inspection.timeline import Interval, merge

_FRAME = 160
_LOUD = 0.02


@dataclass(frozen=True, slots=True)
class LoudnessVoiceActivity:
    """A `DetectsSpeech`: everything louder than -34 dBFS is speech; pauses under .2 s do not end a stretch."""

    model_id: str = "fake-loudness"

    def speech(self, signal: NDArray[np.float32]) -> tuple[Interval, ...]:
        """Loud stretches in seconds, to 10 ms."""
        if signal.ndim != 1:
            raise ValueError(f"one channel is expected, not {signal.shape}")
        frames = signal[: signal.size // _FRAME * _FRAME].reshape(-1, _FRAME)
        loud = np.sqrt((frames**2).mean(axis=1)) > _LOUD if frames.size else np.zeros(0, bool)
        step_s = _FRAME / HEARING_RATE_HZ
        return merge((Interval(i * step_s, (i + 1) * step_s) for i in np.flatnonzero(loud)), gap_s=0.2)


@dataclass(frozen=True, slots=True)
class FakeSpeechToText:
    """A `SpeechToText` that says the script's next sentence for each loud stretch, and a number when it runs out.

    `script` maps a pitch in Hz (rounded to ten) to sentences, so that each tone of a made call has its own speaker.
    """

    script: dict[int, tuple[str, ...]]
    confidence: float = 0.9
    model_id: str = "fake-recogniser"
    languages: tuple[str, ...] = ("zh", "en")

    def transcribe(self, signal: NDArray[np.float32], language: str) -> Sequence[Utterance]:
        """One utterance per loud stretch, its characters evenly spread as words."""
        if signal.ndim != 1:
            raise ValueError(f"one channel is expected, not {signal.shape}")
        if not self.knows(language):
            raise ModelError(f"the fake does not know {language!r}", "use zh or en", code="unknown_language")
        said: dict[int, int] = {}
        utterances = []
        for stretch in LoudnessVoiceActivity().speech(signal):
            pitch = pitch_hz(signal, stretch)
            lines = self.script.get(pitch, ())
            count = said.get(pitch, 0)
            said[pitch] = count + 1
            utterances.append(self._spoken(lines[count] if count < len(lines) else f"第{count}句。", stretch))
        return tuple(utterances)

    def transcribe_all(self, sounds: Iterable[SoundToHear]) -> Iterator[Sequence[Utterance]]:
        """Each as it would be alone."""
        for sound in sounds:
            yield self.transcribe(sound.signal, sound.language)

    def knows(self, language: str) -> bool:
        """The languages given."""
        return language.partition("-")[0] in self.languages

    def _spoken(self, text: str, stretch: Interval) -> Utterance:
        step_s = stretch.duration_s / len(text)
        words = tuple(
            Word(c, stretch.start_s + i * step_s, stretch.start_s + (i + 1) * step_s, self.confidence)
            for i, c in enumerate(text)
            if not c.isspace()
        )
        return Utterance(
            start_s=stretch.start_s, end_s=stretch.end_s, text=text, confidence=self.confidence, words=words
        )


@dataclass(frozen=True, slots=True)
class PitchSeparator:
    """A `SeparatesSpeakers`: each pitch is a speaker, the first to sound is 0."""

    model_id: str = "fake-separator"

    def separate(self, signal: NDArray[np.float32], speech: Sequence[Interval]) -> tuple[ChannelSpeech, ...]:
        """Group the stretches by their pitch."""
        by_pitch: dict[int, list[Interval]] = {}
        for stretch in speech:
            by_pitch.setdefault(pitch_hz(signal, stretch), []).append(stretch)
        return tuple(ChannelSpeech(n, merge(own)) for n, own in enumerate(by_pitch.values()))


def pitch_hz(signal: NDArray[np.float32], stretch: Interval) -> int:
    """The strongest frequency of a stretch, rounded to 10 Hz."""
    piece = signal[round(stretch.start_s * HEARING_RATE_HZ) : round(stretch.end_s * HEARING_RATE_HZ)]
    spectrum = np.abs(np.fft.rfft(piece))
    return round(float(np.argmax(spectrum)) * HEARING_RATE_HZ / piece.size / 10) * 10
