"""An adapter for another engine, as small as it can be: the example of docs/how-to/recognition.md, under the contract.

It fits engines that hear one stretch of speech at a time and know no batch, as Paraformer and SenseVoice do in their
usual runtimes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspection.errors import ModelError
from inspection.hearing import HEARING_RATE_HZ, DetectsSpeech, SoundToHear, Utterance
from inspection.interaction import Word
from inspection.timeline import Interval

Token = tuple[str, float, float, float]
"""Text, start and end in seconds of the stretch, probability 0-1."""
Engine = Callable[[NDArray[np.float32], str], Sequence[Token]]


@dataclass(frozen=True, slots=True)
class OneStretchAtATime:
    """A `SpeechToText` around `engine`; `name` says engine, version, the model's checksum and its options."""

    name: str
    engine: Engine
    voice_activity: DetectsSpeech
    languages: tuple[str, ...] = ("zh", "en")

    @property
    def model_id(self) -> str:
        """The engine, and what found the speech for it."""
        return f"{self.name}/{self.voice_activity.model_id}"

    def knows(self, language: str) -> bool:
        """By its code; a region does not matter."""
        return language.partition("-")[0] in self.languages

    def transcribe(self, signal: NDArray[np.float32], language: str) -> Sequence[Utterance]:
        """One channel alone."""
        return next(self.transcribe_all([SoundToHear(signal, language)]))

    def transcribe_all(self, sounds: Iterable[SoundToHear]) -> Iterator[Sequence[Utterance]]:
        """Sound by sound: an engine without batches loses nothing by it."""
        for sound in sounds:
            if sound.signal.ndim != 1:
                raise ValueError(f"one channel is expected, not {sound.signal.shape}")
            if not self.knows(sound.language):
                raise ModelError(
                    f"{self.name} does not know {sound.language!r}", "set another", code="unknown_language"
                )
            speech = self.voice_activity.speech(sound.signal) if sound.speech is None else sound.speech
            heard = (self._heard(sound, stretch) for stretch in speech)
            yield tuple(utterance for utterance in heard if utterance is not None)

    def _heard(self, sound: SoundToHear, stretch: Interval) -> Utterance | None:
        start, end = (round(at_s * HEARING_RATE_HZ) for at_s in (stretch.start_s, stretch.end_s))
        tokens = self.engine(sound.signal[start:end], sound.language.partition("-")[0])
        words = tuple(
            Word(text.strip(), stretch.start_s + a, min(stretch.start_s + b, stretch.end_s), probability)
            for text, a, b, probability in tokens
            if text.strip()
        )
        if not words:
            return None
        return Utterance(
            start_s=stretch.start_s,
            end_s=stretch.end_s,
            text="".join(text for text, *_ in tokens).strip(),
            confidence=sum(word.confidence for word in words) / len(words),
            words=words,
        )
