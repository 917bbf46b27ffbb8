"""What one interaction tells of service (服务数据): waits, handle time and what the customer said of it afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from inspection.business_hours import BusinessHours
from inspection.interaction import Channel, Interaction, Role, Turn
from inspection.response_times import ResponseRound, handover_before, rounds
from inspection.segments import is_served_by_person
from inspection.sound import SoundFacts


@dataclass(frozen=True, slots=True)
class Response:
    """One answered round: who answered, after how many seconds (None when not known), and whether it was the first."""

    agent_id: str | None
    seconds: float | None
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """One interaction in figures; small enough to keep for every interaction. None means "not known".

    `agent_id` is the last person who served (the one a survey asks about). `first_response_s` is the wait for the
    first person: ringing on the phone, the first answer elsewhere; `left_unanswered` when no person ever answered.
    `handle_s` is talk and hold on the phone, and from the first to the last message of people in a live chat;
    `after_call_s` what a metadata column says of the work after it; `topic` what the centre calls its subject.
    """

    source: str
    interaction_id: str
    agent_id: str | None
    team: str | None
    vendor: str | None
    channel: Channel
    business_date: date
    first_agent_id: str | None
    first_response_s: float | None
    left_unanswered: bool
    responses: tuple[Response, ...]
    handle_s: float | None
    csat: float | None
    nps: float | None
    resolved: bool | None
    site: str | None = None
    queue: str | None = None
    topic: str | None = None
    after_call_s: float | None = None


# What a telephone system calls after-call work; columns nobody asked for are kept as metadata.
AFTER_CALL_COLUMNS = ("acw_s", "acw", "after_call_s", "话后时长", "话后处理时长", "话后整理时长")
TOPIC_COLUMN = "disposition"


def service_facts(
    interaction: Interaction,
    business_date: date,
    *,
    sound: SoundFacts | None = None,
    hours: BusinessHours | None = None,
    topic_column: str = TOPIC_COLUMN,
) -> ServiceFacts:
    """Reduce an interaction to its service figures. `sound` gives the length of a call that has no times.

    `topic_column` names the column or metadata column that holds the topic.
    """
    found = rounds(interaction, hours)
    people = [t.agent_id for t in interaction.turns if is_served_by_person(t) and t.agent_id]
    answered = [r for r in found if r.is_answered]
    return ServiceFacts(
        source=interaction.source,
        interaction_id=interaction.interaction_id,
        agent_id=people[-1] if people else interaction.agent_id,
        team=interaction.team,
        vendor=interaction.vendor,
        channel=interaction.channel,
        business_date=business_date,
        first_agent_id=people[0] if people else interaction.agent_id,
        first_response_s=_first_response_s(interaction, found),
        left_unanswered=bool(found) and not answered,
        responses=tuple(Response(r.agent_id, r.seconds, i == 0) for i, r in enumerate(answered)),
        handle_s=_handle_s(interaction, sound),
        csat=interaction.csat,
        nps=interaction.nps,
        resolved=interaction.resolved,
        site=interaction.site,
        queue=interaction.queue,
        topic=topic_of(interaction, topic_column),
        after_call_s=_after_call_s(interaction),
    )


def topic_of(interaction: Interaction, column: str = TOPIC_COLUMN) -> str | None:
    """What the centre calls the subject of an interaction; None when it does not say."""
    said = interaction.disposition if column == TOPIC_COLUMN else interaction.metadata.get(column)
    return (said or "").strip() or None


def _after_call_s(interaction: Interaction) -> float | None:
    for column in AFTER_CALL_COLUMNS:
        said = interaction.metadata.get(column, "").strip()
        if said:
            try:
                return _positive(float(said))
            except ValueError:
                return None
    return None


def _first_response_s(interaction: Interaction, found: Sequence[ResponseRound]) -> float | None:
    if interaction.channel is Channel.PHONE:
        return _ringing_s(interaction)
    return found[0].seconds if found else None


def _ringing_s(interaction: Interaction) -> float | None:
    if interaction.ring_s is not None:
        return interaction.ring_s
    if interaction.answered_at is None:
        return None
    return _positive((interaction.answered_at - interaction.started_at).total_seconds())


def _handle_s(interaction: Interaction, sound: SoundFacts | None) -> float | None:
    if interaction.channel is Channel.PHONE:
        return _call_s(interaction, sound)
    return _chat_s(interaction) if interaction.channel.is_live else None


def _call_s(interaction: Interaction, sound: SoundFacts | None) -> float | None:
    """From answer to end, holds included; else the recording; else the last word. After-call work is never known."""
    if interaction.answered_at is not None and interaction.ended_at is not None:
        return _positive((interaction.ended_at - interaction.answered_at).total_seconds())
    if sound is not None:
        return sound.duration_s
    ends = [t.end_s for t in interaction.turns if t.end_s is not None]
    return max(*ends, *(hold.end_s for hold in interaction.holds), 0.0) if ends else None


def _chat_s(interaction: Interaction) -> float | None:
    first = next((t for t in interaction.turns if is_served_by_person(t)), None)
    if first is None:
        return None
    taken = handover_before(interaction.turns, first) or first
    return _span_s(taken, [t for t in interaction.turns if _is_conversation(t)])


def _is_conversation(turn: Turn) -> bool:
    return turn.type.is_service and (turn.sender is Role.CUSTOMER or is_served_by_person(turn))


def _span_s(start: Turn, turns: list[Turn]) -> float | None:
    times: list[datetime] = [t.sent_at for t in turns if t.sent_at is not None]
    if start.sent_at is None or not times:
        return None
    return _positive((max(times) - start.sent_at).total_seconds())


def _positive(seconds: float) -> float | None:
    return seconds if seconds >= 0 else None
