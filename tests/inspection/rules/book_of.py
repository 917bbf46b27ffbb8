"""A small rulebook and interactions for the tests of the rule engine."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from inspection.facts import Facts, Trust
from inspection.interaction import Channel, Interaction, Role, Turn
from inspection.rules.judge import Judgement, judge
from inspection.rules.rulebook import Rulebook, load_rulebook
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from inspection.sentiment import SentimentReading

HEAD = """
id: test
version: "1"
patterns:
  期限: '[0-9]+小时'
guards:
  negated: {note: 否定, before: {zh: [不, 不能], en: [not, cannot]}}
  quoted: {note: 引述, before: {zh: [您说的]}}
"""
ITEM = """
id: {id}
version: 1
kind: {kind}
title: {{zh: 标题, en: Title}}
meaning: {{zh: 含义, en: Meaning}}
dimension: attitude
line: customer
owner: test
updated: 2026-01-01
{body}
"""
START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
SPEAKERS = {"A": Role.AGENT, "C": Role.CUSTOMER, "B": Role.BOT, "S": Role.SYSTEM}
NEUTRAL = SentimentReading(0.1, 0.8, 0.1, False)


def item_text(body: str, *, kind: str = "violation", item_id: str = "thing") -> str:
    return ITEM.format(id=item_id, kind=kind, body=body)


def book(body: str, *, kind: str = "violation") -> Rulebook:
    return load_rulebook(("rulebook.yaml", HEAD), [("items/thing.yaml", item_text(body, kind=kind))])


def facts(
    *said: str,
    channel: Channel = Channel.CHAT,
    at_s: Sequence[float] | None = None,
    feelings: Mapping[int, SentimentReading] | None = None,
    recognised: bool = False,
    confidence: float = 0.9,
    trust: Trust | None = None,
    **fields: Any,
) -> Facts:
    """Facts of `"A: 您好"`-style lines; `at_s` gives the start of each turn in seconds (2 s long)."""
    turns = tuple(_turn(i, line, at_s, recognised, confidence, channel) for i, line in enumerate(said))
    given = {"agent_id": "a1", "language": "zh", **fields}
    interaction = Interaction(source="s", interaction_id="i", channel=channel, started_at=START, turns=turns, **given)
    readings = tuple((feelings or {}).get(i, NEUTRAL) for i in range(len(turns)))
    made = Facts(interaction=interaction, readings=readings, transcript_hash="t", recognised=recognised)
    return replace(made, trust=trust) if trust else made


def _turn(
    index: int, line: str, at_s: Sequence[float] | None, recognised: bool, confidence: float, channel: Channel
) -> Turn:
    speaker, _, text = line.partition(": ")
    start_s = at_s[index] if at_s else None
    is_call = channel is Channel.PHONE
    return Turn(
        index=index,
        sender=SPEAKERS[speaker],
        text=text,
        start_s=start_s if is_call else None,
        end_s=start_s + 2 if is_call and start_s is not None else None,
        sent_at=START + timedelta(seconds=start_s) if start_s is not None and not is_call else None,
        confidence=confidence if recognised else None,
    )


def judged(body: str, *said: str, kind: str = "violation", language: str = "zh", **given: Any) -> Judgement:
    """The judgement of the one item over the first segment."""
    seen = facts(*said, **given)
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    return judge(view, book(body, kind=kind), language)[0]
