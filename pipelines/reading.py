"""From words to facts: mask first, then read feeling on the masked text, and freeze it all for the rules."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from inspection.acoustics import sound_facts, speech_of_turns
from inspection.evaluating import language_of
from inspection.facts import Facts, Trust
from inspection.heard_feeling import with_voice
from inspection.interaction import Channel, Interaction, Turn
from inspection.privacy import (
    Allowed,
    PrivateTurn,
    RedactedTurn,
    masked_identity,
    masked_metadata,
    masked_words,
    redact_conversation,
)
from inspection.readers import Readers, classified_of, meant_of, readings_of
from inspection.recording import RecordingFacts
from inspection.sound import SoundFacts
from inspection.vocal_arousal import vocal_arousal

COMPARED_FIELDS = ("ani", "dnis", "customer_id", "order_id", "ticket_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """What hearing adds to an interaction whose words were recognised."""

    sound: SoundFacts
    recording: RecordingFacts
    trust: Trust
    model_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What reading leaves: the facts, which are masked, and what masking found in each turn: never to be stored."""

    facts: Facts
    redacted: tuple[RedactedTurn, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Staff:
    """Names and numbers that stay readable: the centre's own people, organisations and hotlines."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    hotlines: tuple[str, ...] = ()


def facts_of(
    interaction: Interaction,
    readers: Readers,
    staff: Staff,
    listened: Listened | None = None,
    *,
    required_meanings: Sequence[str] = (),
) -> Facts:
    """Mask an interaction with its turns, then read it: the facts of `read`."""
    return read(interaction, readers, staff, listened, required_meanings=required_meanings).facts


def read(
    interaction: Interaction,
    readers: Readers,
    staff: Staff,
    listened: Listened | None = None,
    *,
    required_meanings: Sequence[str] = (),
) -> Read:
    """Mask an interaction with its turns, then read it; says as well what was masked.

    `listened` is given when the words were recognised; `required_meanings` are the phrases of the rulebook whose
    meaning is looked for.
    """
    redacted = redact_conversation([_private(t) for t in interaction.turns], _allowed(interaction, staff))
    turns = tuple(_masked_turn(t, r) for t, r in zip(interaction.turns, redacted, strict=True))
    masked = _masked_interaction(interaction, turns)
    sound = listened.sound if listened else _sound_of_text(masked)
    facts = Facts(
        interaction=masked,
        readings=with_voice(turns, readings_of(turns, readers.sentiment), vocal_arousal(turns, sound)),
        transcript_hash=transcript_hash(turns),
        entities=tuple(e for r in redacted for e in r.entities),
        sound=sound,
        recording=listened.recording if listened else None,
        classified=classified_of(turns, readers.classifiers),
        meant=meant_of(turns, required_meanings, readers.meaning),
        meanings_read=tuple(required_meanings) if readers.meaning is not None else (),
        trust=listened.trust if listened else Trust(),
        recognised=listened is not None or _was_recognised(interaction),
        model_ids=(*(listened.model_ids if listened else ()), *readers.contributing(required_meanings)),
    )
    return Read(facts, tuple(redacted))


def transcript_hash(turns: Sequence[Turn]) -> str:
    """sha256 over speaker, times and masked text of every turn."""
    rows = [
        (t.index, t.sender.value, t.agent_id, t.text, t.start_s, t.end_s, t.type.value, t.auto, t.public,
         t.sent_at.isoformat() if t.sent_at else None)
        for t in turns
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _private(turn: Turn) -> PrivateTurn:
    return PrivateTurn(turn.text, turn.sender, turn.index)


def _allowed(interaction: Interaction, staff: Staff) -> Allowed:
    compared = {name: str(value) for name in COMPARED_FIELDS if (value := getattr(interaction, name))}
    own_name = (interaction.agent_name,) if interaction.agent_name else ()
    own_number = (interaction.agent_id,) if interaction.agent_id else ()
    return Allowed(
        staff_names=(*own_name, *staff.names),
        staff_numbers=(*own_number, *staff.numbers),
        organisations=staff.organisations,
        hotlines=staff.hotlines,
        metadata=compared,
    )


def _masked_turn(turn: Turn, redacted: RedactedTurn) -> Turn:
    if redacted.masked == turn.text:
        return turn
    return replace(turn, text=redacted.masked, words=masked_words(turn.words, turn.text, redacted))


def _masked_interaction(interaction: Interaction, turns: tuple[Turn, ...]) -> Interaction:
    numbers = {name: value for name in ("ani", "dnis", "direction") if (value := getattr(interaction, name))}
    kept = masked_metadata(numbers)
    return replace(
        interaction,
        ani=kept.get("ani"),
        dnis=masked_identity(kept.get("dnis")),
        customer_id=masked_identity(interaction.customer_id),
        metadata=MappingProxyType(masked_metadata(interaction.metadata)),
        turns=turns,
    )


def _sound_of_text(interaction: Interaction) -> SoundFacts | None:
    """A call given as a timed transcript has silences and rates; without times there is no sound to speak of."""
    if interaction.channel is not Channel.PHONE:
        return None
    timed = [t for t in interaction.turns if t.interval is not None]
    if not timed:
        return None
    end_s = max(t.end_s or 0.0 for t in timed)
    language = language_of(interaction)
    return sound_facts(interaction.turns, speech_of_turns(timed), end_s, interaction.holds, language=language)


def _was_recognised(interaction: Interaction) -> bool:
    return any(t.confidence is not None for t in interaction.turns)
