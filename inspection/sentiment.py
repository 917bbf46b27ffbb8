"""What a speaker expresses (情感), in three classes, and how sure the reader is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from inspection.interaction import Role


class Sentiment(StrEnum):
    """Three classes, in the order of every probability vector."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


@dataclass(frozen=True, slots=True)
class TurnText:
    """What the reader sees of a turn: masked text, who says it, and the text of the turn before (empty for none)."""

    text: str
    speaker: Role
    previous: str = ""


@dataclass(frozen=True, slots=True)
class SentimentReading:
    """Calibrated probabilities (0-1, sum 1) of one turn; `ambiguous` when no class is safely ahead."""

    negative: float
    neutral: float
    positive: float
    ambiguous: bool

    @property
    def label(self) -> Sentiment:
        """The most probable class; neutral wins ties."""
        ranked = ((self.neutral, 2, Sentiment.NEUTRAL), (self.negative, 1, Sentiment.NEGATIVE))
        return max(*ranked, (self.positive, 0, Sentiment.POSITIVE))[2]


class ReadsSentiment(Protocol):
    """A sentiment reader; adapters live in models/."""

    @property
    def model_id(self) -> str:
        """Name and checksum of the model."""
        ...

    def read(self, turns: Sequence[TurnText]) -> list[SentimentReading]:
        """One reading per turn, in order. The same turn reads the same in any batch."""
        ...
