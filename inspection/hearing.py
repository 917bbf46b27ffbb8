"""What a recogniser, a speech detector and a speaker separator promise. Adapters live in models/."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inspection.interaction import Word
from inspection.recording import ChannelSpeech
from inspection.timeline import Interval

HEARING_RATE_HZ = 16_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A stretch of recognised speech: seconds from the start of the recording, text, confidence 0-1, words if asked."""

    start_s: float
    end_s: float
    text: str
    confidence: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class SoundToHear:
    """One channel of one call, for a recogniser that hears many together.

    `signal`: shape (samples,), float32 in [-1, 1], at HEARING_RATE_HZ; `language`: "zh" or "en" or another code of the
    model. `speech`: where somebody speaks (seconds, sorted, disjoint, without padding), None when that is for the
    recogniser to find out; what lies outside is not heard.
    """

    signal: NDArray[np.float32]
    language: str
    speech: tuple[Interval, ...] | None = None


class SpeechToText(Protocol):
    """A recogniser. `model_id` names engine, model and options; the same id gives the same text for the same sound.

    That holds whatever is heard before, after or together with a sound.
    """

    @property
    def model_id(self) -> str:
        """Name of engine, model, its checksum and the options that change its output."""
        ...

    def transcribe(self, signal: NDArray[np.float32], language: str) -> Sequence[Utterance]:
        """Recognise one channel.

        `signal`: shape (samples,), float32 in [-1, 1], at HEARING_RATE_HZ; `language`: "zh" or "en" or another code
        of the model. Returns utterances in order of time; silence yields an empty sequence. Raises ValueError for
        another shape, ModelError for a language the model does not know.
        """
        ...

    def transcribe_all(self, sounds: Iterable[SoundToHear]) -> Iterator[Sequence[Utterance]]:
        """Recognise channels of many calls together, each as `transcribe` would; one answer per sound, in their order.

        Sounds are taken one by one, and no more than some minutes ahead of the answers: neither a long recording nor
        a long night fills the memory. Raises as `transcribe`, at the sound in question: ask `knows` before.
        """
        ...

    def knows(self, language: str) -> bool:
        """Whether the model knows a language, given as in `transcribe`."""
        ...


class DetectsSpeech(Protocol):
    """A voice activity detector: where somebody speaks in one channel."""

    @property
    def model_id(self) -> str:
        """Name of the detector and the options that change its output."""
        ...

    def speech(self, signal: NDArray[np.float32]) -> tuple[Interval, ...]:
        """Stretches of speech in seconds, sorted and disjoint; `signal` as in `SpeechToText.transcribe`."""
        ...


class SeparatesSpeakers(Protocol):
    """Tells the speakers of one mixed channel apart by their voices."""

    @property
    def model_id(self) -> str:
        """Name of the voice embedding, its checksum and the options that change its output."""
        ...

    def separate(self, signal: NDArray[np.float32], speech: Sequence[Interval]) -> tuple[ChannelSpeech, ...]:
        """Split `speech` (seconds) of `signal` among one to four speakers, numbered by who speaks first.

        One speaker when only one voice is heard; an empty tuple when nobody speaks.
        """
        ...
