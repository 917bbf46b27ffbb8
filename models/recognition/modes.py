"""How windows are decoded: the modes `exact` and `fast`, and the careful second hearing that both fall back on.

Whisper was trained on 30 s of sound. CTranslate2 takes less, and the encoder's attention grows with the square of the
length, so a window that is not full is padded hardly at all. Windows are packed full: short ones cost more errors than
they save time (decision 0034). What a narrow beam does badly (stretches left out, loops, words it doubts) is heard
again with everything Whisper has.
"""

from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

FRAMES_PER_S = 100
WHOLE_S = 30.0
"""What Whisper was trained on, seconds; nothing longer goes in."""
_SPARE_S = 2.0
"""Silence after the speech of a window; what ends too abruptly is heard badly."""
_TOKENS_PER_S, _LEAST_TOKENS = 12, 24
"""More tokens than fast speech needs (Mandarin: 7 characters a second at up to 1.6 tokens)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """One way to decode: `beam_size` candidates; `lengths_s` of sound that the encoder may get, the shortest first.

    Few lengths, so that many windows go through together: a decoder reads all its weights for every batch and step.
    `is_calm` forbids repeating four tokens in a row.
    """

    beam_size: int
    lengths_s: tuple[float, ...] = (WHOLE_S,)
    is_calm: bool = False

    def length_s(self, speech_s: float) -> float:
        """Seconds of sound that the encoder gets for so many seconds of speech."""
        return next((length for length in self.lengths_s if speech_s + _SPARE_S <= length), self.lengths_s[-1])

    @staticmethod
    def most_tokens(length_s: float) -> int:
        """Where decoding stops in a window of this length: only a loop says more."""
        return _LEAST_TOKENS + ceil(_TOKENS_PER_S * length_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionMode:
    """A named mode: at most `window_s` seconds of speech in a window, decoded first in this way."""

    name: str
    window_s: float
    first: Decoding

    @property
    def label(self) -> str:
        """What of the mode changes the text, for the model id."""
        lengths = "+".join(f"{length:g}" for length in self.first.lengths_s)
        return f"mode={self.name},window={self.window_s:g},lengths={lengths},beam={self.first.beam_size}"


CAREFUL = Decoding(beam_size=5)
CALM = Decoding(beam_size=5, is_calm=True)
EXACT = RecognitionMode(name="exact", window_s=28.0, first=Decoding(beam_size=3, lengths_s=(22.0, 26.0, WHOLE_S)))
FAST = RecognitionMode(name="fast", window_s=26.0, first=Decoding(beam_size=1, lengths_s=(16.0, 22.0, 28.0)))
MODES = MappingProxyType({mode.name: mode for mode in (EXACT, FAST)})
