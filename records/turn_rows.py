"""Turns and how they felt as rows of `turns`, and back. Word times stay in the packed facts."""

from typing import Any

from inspection.facts import Facts
from inspection.interaction import Role, Turn, TurnType
from inspection.sentiment import Emotion, EmotionShares, SentimentReading

_SAME_NAME = ("agent_id", "text", "start_s", "end_s", "sent_at", "confidence", "auto", "public", "message_id")

_FEELING = (
    "sentiment", "negative", "neutral", "positive", "ambiguous", "emotion", "emotion_probabilities", "arousal"
)  # fmt: skip


def to_rows(facts: Facts) -> list[dict[str, Any]]:
    """All columns of `turns`, one row per turn."""
    source, interaction_id = facts.interaction.key
    identity = {"source": source, "interaction_id": interaction_id}
    pairs = zip(facts.interaction.turns, facts.readings, strict=True)
    return [identity | _turn_columns(turn) | _feeling_columns(reading) for turn, reading in pairs]


def from_row(row: Any) -> tuple[Turn, SentimentReading | None]:
    """The turn and its reading."""
    same = {name: getattr(row, name) for name in _SAME_NAME}
    turn = Turn(index=row.turn, sender=Role(row.sender), type=TurnType(row.type), **same)
    if row.sentiment is None:
        return (turn, None)
    shares = row.emotion_probabilities
    emotions = None if shares is None else EmotionShares(**shares)
    return (turn, SentimentReading(row.negative, row.neutral, row.positive, row.ambiguous, emotions, row.arousal))


def _turn_columns(turn: Turn) -> dict[str, Any]:
    same = {name: getattr(turn, name) for name in _SAME_NAME}
    return same | {"turn": turn.index, "sender": turn.sender.value, "type": turn.type.value}


def _feeling_columns(reading: SentimentReading | None) -> dict[str, Any]:
    if reading is None:
        return dict.fromkeys(_FEELING)
    emotions = reading.emotions
    return {
        "sentiment": reading.label.value,
        "negative": reading.negative,
        "neutral": reading.neutral,
        "positive": reading.positive,
        "ambiguous": reading.ambiguous,
        "emotion": reading.emotion.value if reading.emotion else None,
        "emotion_probabilities": {e.value: emotions.of(e) for e in Emotion} if emotions else None,
        "arousal": reading.arousal,
    }
