"""Turns and how they felt as rows of `turns`, and back. Word times stay in the packed facts."""

from typing import Any

from inspection.facts import Facts
from inspection.interaction import Role, Turn, TurnType
from inspection.sentiment import SentimentReading

_SAME_NAME = ("agent_id", "text", "start_s", "end_s", "sent_at", "confidence", "auto", "public", "message_id")


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
    return (turn, SentimentReading(row.negative, row.neutral, row.positive, row.ambiguous))


def _turn_columns(turn: Turn) -> dict[str, Any]:
    same = {name: getattr(turn, name) for name in _SAME_NAME}
    return same | {"turn": turn.index, "sender": turn.sender.value, "type": turn.type.value, "emotion": None}


def _feeling_columns(reading: SentimentReading | None) -> dict[str, Any]:
    if reading is None:
        return dict.fromkeys(("sentiment", "negative", "neutral", "positive", "ambiguous"))
    return {
        "sentiment": reading.label.value,
        "negative": reading.negative,
        "neutral": reading.neutral,
        "positive": reading.positive,
        "ambiguous": reading.ambiguous,
    }
