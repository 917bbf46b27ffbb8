"""The clean corpus (干净语料): conversations of excellent service in which no item may find a violation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from inspection.evaluation import ItemKind, ItemState
from inspection.readers import Readers
from inspection.rules.example_details import Known, TurnDetails
from inspection.rules.item_spec import Example
from inspection.rules.judge import Judgement, judge
from inspection.rules.normal_text import is_chinese
from inspection.rules.readings import meanings_wanted
from inspection.rules.rulebook import Rulebook
from inspection.rules.snippets import facts_of_snippet
from inspection.rules.spec_values import ChannelName, Strict
from inspection.rules.view import SegmentView
from inspection.segments import segments_of

SHORT_PAUSE_S, CHARACTERS_PER_S, WORDS_PER_S = 0.6, 4.0, 2.4


class CleanConversation(Strict):
    """A good conversation. `turns` are one-key mappings speaker: text; `note` says what makes it hard.

    Calls are spoken at an easy pace; `pauses_s` are silences before a turn (from 1), SHORT_PAUSE_S where none is given.
    `known_gaps`: items that still charge it, each with the reason; reported the day they no longer do.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    note: str = ""
    channel: ChannelName = "chat"
    business_line: str | None = None
    recognised: bool = False
    metadata: dict[str, str | bool | float] = Field(default_factory=dict)
    pauses_s: dict[int, float] = Field(default_factory=dict)
    known_gaps: dict[str, str] = Field(default_factory=dict)
    turns: list[dict[str, str]] = Field(min_length=2)


class CleanFile(Strict):
    """One file of the corpus."""

    note: str = ""
    conversations: list[CleanConversation]


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """An item that found a violation where there is none: which conversation, turn (from 1) and words.

    `known`: the reason written in the corpus; with `state` met it is a known gap that is none any more.
    """

    conversation: str
    item_id: str
    state: ItemState
    turn: int
    words: str
    said: str
    reason: str
    known: str = ""

    @property
    def fails(self) -> bool:
        """A known gap is expected; one that is gone wants its mark removed."""
        return not self.known or self.state is ItemState.MET


def false_alarms(
    rulebook: Rulebook,
    readers: Readers,
    conversations: Sequence[CleanConversation],
    items: Sequence[str] = (),
) -> list[FalseAlarm]:
    """What the violations and measures of the book (or the named items) find in clean conversations."""
    charges = (ItemKind.VIOLATION, ItemKind.MEASURE)
    chosen = {i: rulebook.items[i] for i in items or rulebook.item_ids if rulebook.items[i].spec.kind in charges}
    book = Rulebook(rulebook.id, rulebook.version, rulebook.content_hash, chosen, rulebook.searcher)
    return [alarm for conversation in conversations for alarm in _alarms(book, readers, conversation)]


def _alarms(book: Rulebook, readers: Readers, conversation: CleanConversation) -> Iterator[FalseAlarm]:
    wanted = meanings_wanted(c.spec for item in book.items.values() for c in item.conditions.values())
    facts = facts_of_snippet(_as_example(conversation), readers, wanted)
    charged: set[str] = set()
    for segment in segments_of(facts.interaction):
        for judgement in judge(SegmentView(facts, segment), book, facts.interaction.language or "zh"):
            if _is_alarm(judgement):
                charged.add(judgement.item.id)
                yield _alarm(conversation, judgement, [t.text for t in facts.interaction.turns])
    for item, known in conversation.known_gaps.items():
        if item in book.items and item not in charged:
            yield FalseAlarm(conversation.id, item, ItemState.MET, 1, "", "", "remove it from known_gaps", known)


def _as_example(conversation: CleanConversation) -> Example:
    """The conversation as a snippet, with the times its words take when they are spoken."""
    given: dict[str, Any] = conversation.model_dump(exclude={"id", "note", "pauses_s", "known_gaps"})
    if conversation.channel != "phone":
        return Example(**given, expect=ItemState.MET)
    starts, ends, clock_s = [], {}, 0.0
    for number, turn in enumerate(conversation.turns):
        clock_s += conversation.pauses_s.get(number + 1, SHORT_PAUSE_S)
        starts.append(round(clock_s, 2))
        clock_s += sum(map(_spoken_s, turn.values()))
        ends[number] = TurnDetails(end_s=round(clock_s, 2))
    return Example(**given, expect=ItemState.MET, times_s=starts, known=Known(details=ends))


def _spoken_s(text: str) -> float:
    characters = sum(is_chinese(c) for c in text)
    words = len(re.findall(r"[A-Za-z0-9']+", text))
    return characters / CHARACTERS_PER_S + words / WORDS_PER_S + 0.3


def _is_alarm(judgement: Judgement) -> bool:
    """A breach, or words that a person would have to look at (heard alike): both cost somebody's time."""
    found = judgement.state is ItemState.UNMET
    return found or (judgement.state is ItemState.NEEDS_HUMAN and bool(judgement.evidence))


def _alarm(conversation: CleanConversation, judgement: Judgement, texts: Sequence[str]) -> FalseAlarm:
    evidence = judgement.evidence[0] if judgement.evidence else None
    turn = (evidence.turn or 0) if evidence else 0
    words = evidence.text if evidence else ""
    return FalseAlarm(
        conversation.id,
        judgement.item.id,
        judgement.state,
        turn + 1,
        words,
        texts[turn],
        judgement.reason,
        conversation.known_gaps.get(judgement.item.id, ""),
    )
