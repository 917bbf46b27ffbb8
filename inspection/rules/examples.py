"""Examples beside a rule: each snippet is judged like an interaction and compared with what its author expects."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from inspection.acoustics import sound_facts, speech_of_turns
from inspection.facts import Facts, Trust
from inspection.interaction import Channel, Direction, HangupBy, Interaction, Role, Turn
from inspection.privacy import Allowed, PrivateTurn, redact_conversation
from inspection.rules.item_spec import Example
from inspection.rules.judge import Judgement, judge
from inspection.rules.normal_text import is_chinese
from inspection.rules.rulebook import CompiledItem, Rulebook
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from inspection.sentiment import ReadsSentiment, SentimentReading, TurnText

_SPEAKERS = {
    "坐席": Role.AGENT, "agent": Role.AGENT, "客户": Role.CUSTOMER, "customer": Role.CUSTOMER,
    "机器人": Role.BOT, "bot": Role.BOT, "系统": Role.SYSTEM, "system": Role.SYSTEM,
}  # fmt: skip
_START = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
SECONDS_PER_TURN = 3.0
RECOGNISED_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example came out; `problem` is empty when it did as expected."""

    item_id: str
    name: str
    problem: str
    known_gap: bool

    @property
    def passed(self) -> bool:
        """As expected; a known gap is expected to fail, and one that no longer fails wants its mark removed."""
        return bool(self.problem) if self.known_gap else not self.problem


def run_examples(rulebook: Rulebook, reader: ReadsSentiment, items: Sequence[str] = ()) -> list[ExampleResult]:
    """Judge every example of the named items (all when none is named)."""
    chosen = [rulebook.items[i] for i in items or rulebook.item_ids]
    return [_run(item, number, e, rulebook, reader) for item in chosen for number, e in enumerate(item.spec.examples)]


def _run(item: CompiledItem, number: int, example: Example, book: Rulebook, reader: ReadsSentiment) -> ExampleResult:
    name = example.name or f"#{number + 1}"
    judgement = judge_example(item, example, book, reader)
    return ExampleResult(item.spec.id, name, _problem(example, judgement), example.known_gap)


def judge_example(item: CompiledItem, example: Example, book: Rulebook, reader: ReadsSentiment) -> Judgement:
    """The item's judgement of the example's first segment."""
    facts = facts_of_snippet(example, reader)
    view = SegmentView(facts, segments_of(facts.interaction)[0])
    only = Rulebook(book.id, book.version, book.content_hash, {item.spec.id: item}, book.searcher)
    return judge(view, only, facts.interaction.language or "zh")[0]


def _problem(example: Example, got: Judgement) -> str:
    if got.state is not example.expect:
        return f"expected {example.expect}, got {got.state} ({got.reason})"
    words = " ".join(e.text for e in got.evidence)
    if example.evidence and example.evidence not in words:
        return f"expected evidence '{example.evidence}', got '{words}'"
    if example.fatal is not None and (got.fatal_kind is not None) != example.fatal:
        return f"expected fatal={str(example.fatal).lower()}, got {got.fatal_kind or 'none'}"
    return ""


def facts_of_snippet(example: Example, reader: ReadsSentiment) -> Facts:
    """A snippet as Facts: typed senders, a turn every three seconds unless `times_s` says otherwise, masked."""
    interaction = _interaction(example)
    allowed = Allowed(metadata={k: str(v) for k, v in example.metadata.items()})
    redacted = redact_conversation([PrivateTurn(t.text, t.sender, t.index) for t in interaction.turns], allowed)
    turns = tuple(replace(t, text=r.masked) for t, r in zip(interaction.turns, redacted, strict=True))
    masked = replace(interaction, turns=turns)
    is_call = interaction.channel is Channel.PHONE
    end_s = max((t.end_s or 0.0 for t in turns), default=0.0)
    return Facts(
        interaction=masked,
        readings=_readings(turns, reader),
        transcript_hash="",
        entities=tuple(e for r in redacted for e in r.entities),
        sound=sound_facts(turns, speech_of_turns(turns), end_s, language=interaction.language or "zh")
        if is_call
        else None,
        trust=Trust(recognition=RECOGNISED_CONFIDENCE) if example.recognised else Trust(),
        recognised=example.recognised,
    )


def _interaction(example: Example) -> Interaction:
    said = [(speaker, text) for turn in example.turns for speaker, text in turn.items()]
    times_s = example.times_s or [i * SECONDS_PER_TURN for i in range(len(said))]
    is_call = example.channel == "phone"
    turns = tuple(
        Turn(
            index=i,
            sender=_SPEAKERS[speaker],
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


def _readings(turns: Sequence[Turn], reader: ReadsSentiment) -> tuple[SentimentReading | None, ...]:
    texts = [TurnText(t.text, t.sender, turns[i - 1].text if i else "") for i, t in enumerate(turns)]
    return tuple(reader.read(texts))
