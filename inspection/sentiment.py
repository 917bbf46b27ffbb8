"""What a speaker expresses (情感与情绪): three classes of sentiment, six emotions of customers, and how sure it is."""

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


class Emotion(StrEnum):
    """Six emotions of customer turns, in the order of every probability vector."""

    ANGRY = "angry"
    ANXIOUS = "anxious"
    DISAPPOINTED = "disappointed"
    NEUTRAL = "neutral"
    SATISFIED = "satisfied"
    GRATEFUL = "grateful"

    @property
    def sentiment(self) -> Sentiment:
        """The sentiment an emotion is a shade of."""
        return _SENTIMENT_OF[self]


_SENTIMENT_OF = {
    Emotion.ANGRY: Sentiment.NEGATIVE,
    Emotion.ANXIOUS: Sentiment.NEGATIVE,
    Emotion.DISAPPOINTED: Sentiment.NEGATIVE,
    Emotion.NEUTRAL: Sentiment.NEUTRAL,
    Emotion.SATISFIED: Sentiment.POSITIVE,
    Emotion.GRATEFUL: Sentiment.POSITIVE,
}

READ_AS_AGENT = frozenset({Role.AGENT, Role.BOT, Role.SYSTEM})
"""Who is read by the policy for agents (routine courtesy is neutral, no emotion); everybody else as a customer."""


@dataclass(frozen=True, slots=True)
class TurnText:
    """What a reader sees of a turn: masked text, who says it, the last words before it (empty for none) and whose."""

    text: str
    speaker: Role
    previous: str = ""
    previous_speaker: Role = Role.UNKNOWN


@dataclass(frozen=True, slots=True)
class EmotionShares:
    """Calibrated probabilities (0-1, sum 1) of the six emotions of one customer turn."""

    angry: float
    anxious: float
    disappointed: float
    neutral: float
    satisfied: float
    grateful: float

    def of(self, emotion: Emotion) -> float:
        """The probability of one emotion."""
        share: float = getattr(self, emotion.value)
        return share


@dataclass(frozen=True, slots=True)
class SentimentReading:
    """Calibrated probabilities (0-1, sum 1) of one turn.

    `ambiguous` when no class is safely ahead: what that means in figures is the reader's to say (models/cards).
    `emotions`: of a customer's turn, where a reader of emotions was at work; each class holds as much as its emotions.
    `arousal`: on calls, how far above the speaker's own usual the turn was spoken (robust z), where that was measured.
    """

    negative: float
    neutral: float
    positive: float
    ambiguous: bool
    emotions: EmotionShares | None = None
    arousal: float | None = None

    @property
    def label(self) -> Sentiment:
        """The most probable class; neutral wins ties."""
        ranked = ((self.neutral, 2, Sentiment.NEUTRAL), (self.negative, 1, Sentiment.NEGATIVE))
        return max(*ranked, (self.positive, 0, Sentiment.POSITIVE))[2]

    @property
    def emotion(self) -> Emotion | None:
        """The most probable emotion of the most probable class: it never contradicts `label`."""
        if self.emotions is None:
            return None
        shades = [e for e in Emotion if e.sentiment is self.label]
        return max(shades, key=self.emotions.of)


class ReadsSentiment(Protocol):
    """A reader of sentiment, and of emotions if it can; adapters live in models/."""

    @property
    def model_id(self) -> str:
        """Name and checksum of the model."""
        ...

    def read(self, turns: Sequence[TurnText]) -> list[SentimentReading]:
        """One reading per turn, in order. The same turn (with what went before) reads the same in any batch."""
        ...
