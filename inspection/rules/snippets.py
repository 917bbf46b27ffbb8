"""A snippet of a rule author as Facts: typed senders, masked text, a turn every three seconds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from inspection.acoustics import sound_facts, speech_of_turns
from inspection.facts import Facts, Trust
from inspection.interaction import Channel, Direction, HangupBy, Interaction, Turn
from inspection.privacy import Allowed, PrivateTurn, redact_conversation
from inspection.readers import Readers, classified_of, meant_of, readings_of
from inspection.rules.example_details import with_details
from inspection.rules.item_spec import Example
from inspection.rules.normal_text import is_chinese
from inspection.rules.speaker_names import SPEAKERS

_START = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
SECONDS_PER_TURN = 3.0
RECOGNISED_CONFIDENCE = 0.9


def facts_of_snippet(example: Example, readers: Readers, required: Sequence[str] = ()) -> Facts:
    """A snippet as Facts: typed senders, a turn every three seconds unless `times_s` says otherwise, masked.

    The phrases of `required` are looked for by the model of meaning, except those of which the example says itself.
    """
    wanted = [phrase for phrase in required if phrase not in example.known.meanings_given]
    interaction = _interaction(example)
    allowed = Allowed(metadata={k: str(v) for k, v in example.metadata.items()})
    redacted = redact_conversation([PrivateTurn(t.text, t.sender, t.index) for t in interaction.turns], allowed)
    turns = tuple(replace(t, text=r.masked) for t, r in zip(interaction.turns, redacted, strict=True))
    masked = replace(interaction, turns=turns)
    is_call = interaction.channel is Channel.PHONE
    end_s = max((t.end_s or 0.0 for t in turns), default=0.0)
    facts = Facts(
        interaction=masked,
        readings=readings_of(turns, readers.sentiment),
        classified=classified_of(turns, readers.classifiers),
        meant=meant_of(turns, wanted, readers.meaning),
        meanings_read=tuple(wanted) if readers.meaning is not None else (),
        transcript_hash="",
        entities=tuple(e for r in redacted for e in r.entities),
        sound=sound_facts(turns, speech_of_turns(turns), end_s, language=interaction.language or "zh")
        if is_call
        else None,
        trust=Trust(recognition=RECOGNISED_CONFIDENCE) if example.recognised else Trust(),
        recognised=example.recognised,
    )
    return with_details(facts, example.known)


def _interaction(example: Example) -> Interaction:
    said = [(speaker, text) for turn in example.turns for speaker, text in turn.items()]
    times_s = example.times_s or [i * SECONDS_PER_TURN for i in range(len(said))]
    is_call = example.channel == "phone"
    turns = tuple(
        Turn(
            index=i,
            sender=SPEAKERS[speaker],
            text=text,
            start_s=times_s[i] if is_call else None,
            end_s=_end_s(times_s, i) if is_call else None,
            sent_at=None if is_call or example.times_s is None else _START + timedelta(seconds=times_s[i]),
            confidence=RECOGNISED_CONFIDENCE if example.recognised else None,
        )
        for i, (speaker, text) in enumerate(said)
    )
    return Interaction(
        source="example",
        interaction_id="example",
        channel=Channel(example.channel),
        started_at=_START,
        business_line=example.business_line,
        turns=turns,
        language="zh" if any(is_chinese(c) for _, text in said for c in text) else "en",
        **_metadata_fields(example.metadata),
    )


def _end_s(times_s: Sequence[float], at: int) -> float:
    following = times_s[at + 1] if at + 1 < len(times_s) else times_s[at] + SECONDS_PER_TURN
    return min(times_s[at] + SECONDS_PER_TURN, following) - 0.2


def _metadata_fields(metadata: dict[str, str | bool | float]) -> dict[str, Any]:
    known = set(Interaction.__dataclass_fields__)
    fields: dict[str, Any] = {k: v for k, v in metadata.items() if k in known}
    if "direction" in fields:
        fields["direction"] = Direction(str(fields["direction"]))
    if "hangup_by" in fields:
        fields["hangup_by"] = HangupBy(str(fields["hangup_by"]))
    fields["metadata"] = MappingProxyType({k: str(v) for k, v in metadata.items() if k not in known})
    return fields
