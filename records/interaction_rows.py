"""Interactions and what was heard of them as rows of `interactions`, and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from inspection.facts import Facts, Trust
from inspection.interaction import Channel, Direction, HangupBy, Interaction, Turn
from inspection.segments import segments_of
from inspection.sentiment import SentimentReading
from inspection.timeline import Interval

_SAME_NAME = (
    "source",
    "interaction_id",
    "started_at",
    "agent_id",
    "agent_name",
    "team",
    "site",
    "vendor",
    "queue",
    "business_line",
    "ani",
    "dnis",
    "customer_id",
    "language",
    "answered_at",
    "ended_at",
    "ring_s",
    "hold_s",
    "transfer_from",
    "transfer_to",
    "ivr_notice",
    "csat",
    "nps",
    "resolved",
    "disposition",
    "ticket_id",
    "order_id",
    "recording",
    "agent_channel",
    "is_open",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredInteraction:
    """An interaction as records hold it: masked turns (without word times), and how well it was heard.

    `readings` holds one sentiment per turn (None where there is none); `duration_s` is None when nothing tells it.
    """

    interaction: Interaction
    business_date: date
    duration_s: float | None
    trust: Trust
    model_ids: tuple[str, ...]
    transcript_hash: str
    readings: tuple[SentimentReading | None, ...]


def to_row(facts: Facts, business_date: date) -> dict[str, Any]:
    """All columns of `interactions`."""
    interaction = facts.interaction
    row = {name: getattr(interaction, name) for name in _SAME_NAME}
    return row | {
        "business_date": business_date,
        "channel": interaction.channel.value,
        "direction": interaction.direction.value if interaction.direction else None,
        "hangup_by": interaction.hangup_by.value if interaction.hangup_by else None,
        "holds": [[hold.start_s, hold.end_s] for hold in interaction.holds],
        "metadata": dict(interaction.metadata),
        "agent_segments": _agent_segments(interaction),
        "duration_s": _duration_s(facts),
        "turns": len(interaction.turns),
        "quality_audio": list(facts.trust.audio),
        "quality_roles": facts.trust.roles,
        "quality_recognition": facts.trust.recognition,
        "models": list(facts.model_ids),
        "transcript_hash": facts.transcript_hash,
    }


def from_row(row: Any, turns: Sequence[tuple[Turn, SentimentReading | None]]) -> StoredInteraction:
    """The stored interaction of one row of `interactions` and its turns, in order."""
    interaction = Interaction(
        channel=Channel(row.channel),
        direction=Direction(row.direction) if row.direction else None,
        hangup_by=HangupBy(row.hangup_by) if row.hangup_by else None,
        holds=tuple(Interval(start_s, end_s) for start_s, end_s in row.holds),
        metadata=MappingProxyType(dict(row.metadata)),
        turns=tuple(turn for turn, _ in turns),
        **{name: getattr(row, name) for name in _SAME_NAME},
    )
    return StoredInteraction(
        interaction=interaction,
        business_date=row.business_date,
        duration_s=row.duration_s,
        trust=Trust(roles=row.quality_roles, recognition=row.quality_recognition, audio=tuple(row.quality_audio)),
        model_ids=tuple(row.models),
        transcript_hash=row.transcript_hash,
        readings=tuple(reading for _, reading in turns),
    )


def _agent_segments(interaction: Interaction) -> list[dict[str, Any]]:
    return [
        {"segment": segment.number, "agent_id": segment.agent_id, "turns": list(segment.turns)}
        for segment in segments_of(interaction)
    ]


def _duration_s(facts: Facts) -> float | None:
    if facts.recording is not None:
        return facts.recording.duration_s
    if facts.sound is not None:
        return facts.sound.duration_s
    begun, ended = facts.interaction.started_at, facts.interaction.ended_at
    return (ended - begun).total_seconds() if ended is not None else None
