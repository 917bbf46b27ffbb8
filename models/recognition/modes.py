"""How windows are decoded: the modes `exact` and `fast`, and the careful second hearing that both fall back on.

Whisper was trained on 30 s of sound. CTranslate2 takes less, and the encoder's attention grows with the square of the
length, so `fast` pads a window that is not full hardly at all; windows packed shorter than that cost more errors than
they save time (decision 0034). What a narrow beam does badly (stretches left out, loops, words it doubts) is heard again
with everything Whisper has.
"""

from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

FRAMES_PER_S = 100
WHOLE_S = 30.0
"""What Whisper was trained on, seconds; nothing longer goes in."""
_LENGTH_STEP_S = 4.0
"""Windows are padded up to a multiple of this, so that many have the same length and go through together."""
_TOKENS_PER_S, _LEAST_TOKENS = 12, 24
"""More tokens than fast speech needs (Mandarin: 7 characters a second at up to 1.6 tokens)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """One way to decode: `beam_size` candidates; `spare_s` silence after the speech (None: padded to 30 s).

    `is_calm` forbids repeating four tokens in a row.
    """

    beam_size: int
    spare_s: float | None
    is_calm: bool = False

    def length_s(self, speech_s: float) -> float:
        """Seconds of sound that the encoder gets for so many seconds of speech; at most 30."""
        if self.spare_s is None:
            return WHOLE_S
        return min(WHOLE_S, _LENGTH_STEP_S * ceil((speech_s + self.spare_s) / _LENGTH_STEP_S))

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
        spare = "whole" if self.first.spare_s is None else f"{self.first.spare_s:g}"
        return f"mode={self.name},window={self.window_s:g},spare={spare},beam={self.first.beam_size}"


CAREFUL = Decoding(beam_size=5, spare_s=None)
CALM = Decoding(beam_size=5, spare_s=None, is_calm=True)
EXACT = RecognitionMode(name="exact", window_s=28.0, first=Decoding(beam_size=2, spare_s=2.0))
FAST = RecognitionMode(name="fast", window_s=28.0, first=Decoding(beam_size=1, spare_s=2.0))
MODES = MappingProxyType({mode.name: mode for mode in (EXACT, FAST)})
