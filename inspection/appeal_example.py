"""An upheld appeal as an example of its rule (规则示例): masked turns, and the state the rule should have come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspection.classification import Classified
from inspection.entities import EntityKind
from inspection.evaluation import Evaluation, ItemState
from inspection.facts import Facts
from inspection.interaction import Channel, Interaction, Role, Turn
from inspection.meaning import Meant
from inspection.privacy import PrivateTurn, redact_conversation
from inspection.privacy.placeholders import is_chinese, placeholder
from inspection.rules.view import speaker_of
from inspection.segments import Segment, segments_of
from inspection.sentiment import SentimentReading

LONGEST_TURNS = 30
_AROUND = 8
_SPEAKERS = {
    "zh": {Role.AGENT: "坐席", Role.CUSTOMER: "客户", Role.BOT: "机器人", Role.SYSTEM: "系统"},
    "en": {Role.AGENT: "agent", Role.CUSTOMER: "customer", Role.BOT: "bot", Role.SYSTEM: "system"},
}
_KNOWN_BY_RULES = ("direction", "hangup_by", "ivr_notice", "hold_s", "ring_s", "resolved", "csat")
_SOMEBODY = "masked"


@dataclass(frozen=True, slots=True)
class WantedExample:
    """What the example is to show: which item of which evaluation, what it should be, and under which name."""

    evaluation: Evaluation
    item_id: str
    expect: ItemState
    name: str


def example_of(facts: Facts, wanted: WantedExample) -> dict[str, Any]:
    """The example as it stands in a rule file (inspection/rules/item_spec.py, Example), with all the night knew.

    `facts` are those the evaluation was judged on. Names and numbers are masked once more without exception: the
    agent's own name is public in the centre, but rules travel. A long conversation is cut around the evidence.
    """
    interaction = facts.interaction
    segment = next(s for s in segments_of(interaction) if s.number == wanted.evaluation.segment)
    turns = _chosen_turns(interaction, segment, wanted)
    language = "en" if (interaction.language or "zh").lower().startswith("en") else "zh"
    example: dict[str, Any] = {"name": wanted.name}
    if interaction.channel is not Channel.CHAT:
        example["channel"] = interaction.channel.value
    if interaction.business_line:
        example["business_line"] = interaction.business_line
    metadata = _metadata(interaction, segment)
    if metadata:
        example["metadata"] = metadata
    if facts.recognised:
        example["recognised"] = True
        example["trust"] = {"roles": facts.trust.roles, "recognition": facts.trust.recognition} | (
            {"audio": list(facts.trust.audio)} if facts.trust.audio else {}
        )
    example["turns"] = _written_turns(facts, turns, _SPEAKERS[language])
    times_s = _times_s(turns)
    if times_s is not None:
        example["times_s"] = times_s
    example |= _around(facts, turns)
    return example | {"expect": wanted.expect.value}


def without_details(example: Mapping[str, Any]) -> dict[str, Any]:
    """The example with words alone: for a rule that needs no more, it is the one people like to read."""
    kept = ("name", "channel", "business_line", "metadata", "recognised", "turns", "expect")
    plain = {key: example[key] for key in kept if key in example}
    speakers = {word for words in _SPEAKERS.values() for word in words.values()}
    return plain | {"turns": [{k: v for k, v in turn.items() if k in speakers} for turn in example["turns"]]}


def _chosen_turns(interaction: Interaction, segment: Segment, wanted: WantedExample) -> list[Turn]:
    """Turns with words of the segment; of a long one those around the evidence, when there is any."""
    own = set(segment.turns)
    turns = [t for t in interaction.turns if t.index in own and t.has_words and t.sender in _SPEAKERS["zh"]]
    shown = {e.turn for e in wanted.evaluation.item(wanted.item_id).evidence if e.turn is not None}
    if len(turns) <= LONGEST_TURNS or not shown:
        return turns
    at = [n for n, t in enumerate(turns) if t.index in shown]
    return turns[max(0, min(at) - _AROUND) : max(at) + _AROUND + 1] if at else turns


def _written_turns(facts: Facts, turns: Sequence[Turn], speakers: Mapping[Role, str]) -> list[dict[str, Any]]:
    return [
        {speakers[speaker_of(turn)]: text, **_details(facts, turn)}
        for turn, text in zip(turns, _nameless(facts.interaction.agent_name, turns), strict=True)
    ]


def _nameless(agent_name: str | None, turns: Sequence[Turn]) -> list[str]:
    """The words without any name: staff who introduce themselves are masked like everybody else."""
    words = [t.text for t in turns]
    if agent_name and len(agent_name) > 1:
        hidden = placeholder(EntityKind.NAME, chinese=any(map(is_chinese, agent_name)))
        words = [text.replace(agent_name, hidden) for text in words]
    as_strangers = [PrivateTurn(text, Role.CUSTOMER, n) for n, text in enumerate(words)]
    masked = redact_conversation(as_strangers)
    return [said.masked for said in masked]


def _details(facts: Facts, turn: Turn) -> dict[str, Any]:
    """What the night knew of a turn besides its words (inspection/rules/example_details.py)."""
    reading = facts.readings[turn.index] if turn.index < len(facts.readings) else None
    labels = {c.classifier: _rounded(c.turns[turn.index]) for c in facts.classified if _has_labels(c, turn.index)}
    details: dict[str, Any] = {}
    if reading is not None:
        details["feeling"] = _feeling(reading)
    if reading is not None and reading.emotion is not None:
        details["emotion"] = reading.emotion.value
    if labels:
        details["labels"] = labels
    means = {m.required: m.verdict for m in facts.meant if m.turn == turn.index}
    if means:
        details["means"] = means
    if turn.public:
        details["public"] = True
    if turn.end_s is not None:
        details["end_s"] = round(turn.end_s, 2)
    if turn.confidence is not None:
        details["confidence"] = round(turn.confidence, 3)
    return details


def _feeling(reading: SentimentReading) -> dict[str, float]:
    return {"negative": round(reading.negative, 3), "positive": round(reading.positive, 3)}


def _has_labels(one: Classified, turn: int) -> bool:
    return turn < len(one.turns) and bool(one.turns[turn])


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {label: round(share, 3) for label, share in shares.items()}


def _around(facts: Facts, turns: Sequence[Turn]) -> dict[str, Any]:
    """What is known of the conversation as a whole."""
    said: dict[str, Any] = {}
    holds = [[round(h.start_s, 2), round(h.end_s, 2)] for h in facts.interaction.holds]
    if holds and turns[0].start_s is not None:
        said["holds"] = holds
    if facts.classified:
        said["classifiers"] = {c.classifier: list(c.labels) for c in facts.classified}
    if facts.meanings_read:
        said["meanings_read"] = _phrases(facts.meant, facts.meanings_read)
    return said


def _phrases(meant: Iterable[Meant], read: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*read, *(m.required for m in meant)]))


def _times_s(turns: Sequence[Turn]) -> list[float] | None:
    """Starts of the turns: in the recording, or since the first message; None when one is not known."""
    starts: list[float] = []
    first: datetime | None = turns[0].sent_at if turns else None
    for turn in turns:
        if turn.start_s is not None:
            starts.append(round(turn.start_s, 2))
        elif turn.sent_at is not None and first is not None:
            starts.append(round((turn.sent_at - first).total_seconds(), 2))
    return starts if turns and len(starts) == len(turns) else None


def _metadata(interaction: Interaction, segment: Segment) -> dict[str, Any]:
    """What rules read and nobody is known by; other metadata stays in the workspace."""
    found: dict[str, Any] = {}
    for name in _KNOWN_BY_RULES:
        value = getattr(interaction, name)
        if value is not None:
            found[name] = getattr(value, "value", value)
    if not segment.is_first:
        found["transfer_from"] = _SOMEBODY
    if not segment.is_last:
        found["transfer_to"] = _SOMEBODY
    return found
